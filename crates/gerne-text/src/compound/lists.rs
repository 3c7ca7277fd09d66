//! Word lists of our own making.

/// Words that compounds begin with, in the form in which they do or without its link.
pub(super) const WORDS: &str = "
abend abfall abfahrt abo abonnement abrechnung absender abteil adresse akku aktie aktion alarm alkohol alltag alt
alter ampel amt anfang angebot angst anlage anleitung anmeldung anruf anschluss antrag antwort anwalt anzeige apfel apotheke
app april arbeit arbeiter architekt archiv arm artikel arznei arzt asyl atom auftrag auge august ausbildung
ausfall ausgabe ausgang auskunft ausland ausnahme ausweis auto automat autobahn baby bach bad bagger bahn bahnhof bahnsteig balkon
ball band bank bar bargeld barriere batterie bau bauch bauer baum baustelle beamte bedarf behandlung behinderung behörde bein beitrag bekleidung benzin
berg bericht beruf beschwerde besitz bestand bestellung besuch betrag betreuung betrieb bett beutel bewerbung bezug bier bild bildschirm
bio birne blatt blei blick blitz block blume blut boden bonus boot bord börse brand brauch brief brille brot bruch brücke
bruder brust buch buchung bude bühne bund bundes burg büro bürger bus butter cafe camping cent chat chef chip club cloud code
computer container corona dach dampf danke darm datei daten dauer deck decke demo depot design deutsch dezember dieb diesel
dienst dienstag digital ding diskussion disko display doktor dokument donner donnerstag doppel dorf dose draht drama drohne druck drucker dsl dschungel
durst dusche ehe ehren ei eigen eigentum eimer eingang einkauf einkommen einladung einnahme einreise einsatz einschreiben einschulung einzel eis eisen eisenbahn eltern email empfang
ende energie engel enkel ente entwicklung erbe erd erde erdgas erdgeschoss ereignis erfahrung erfolg ergebnis ersatz erst erstattung euro europa event expert express fabrik
fach faden fahne fahr fahrer fahrgast fahrkarte fahrplan fahrrad fahrstuhl fahrt fahrzeug fall familie fan farb farbe fass fax februar feder fehler
feier feind feld fenster ferien fern fernbus fernseh fernseher fernverkehr fernwärme fest festnetz fett feuer feuerwehr fiber fieber film filiale finanz finger firma fisch flach flasche
fleisch flieger flug flughafen flugzeug fluss flut form formular forschung foto frage frau frei freitag freizeit fremd freund frieden frisch frisör frist
front frucht früh frühling frühstück funk funktion fuß fußball fuss fussball futter gabel gang garage garantie garten gas gast gebäude gebiet gebühr geburt
gefahr gefühl gegen gehalt geheim geist geld gelenk gemeinde gemüse general gepäck gerät gericht gesamt geschäft geschenk geschichte geschirr gesellschaft gesetz gesicht gespräch gesundheit getränk
gewalt gewerbe gewicht gewinn gewitter gift gips glas glasfaser gleis glück gold gott grab gras grenz grenze grill groß gross grund gruppe gruß
gummi gut gutschein haar hafen hagel halb hals halt haltestelle hand handel handgepäck handy hardware haupt hauptbahnhof haus haushalt haustür haut heft heil heim heimat heiz heizung heizöl
hemd herbst herd herz heute highspeed hilfe himmel hin hirn hitze hobby hoch hochwasser hochzeit hof holz honig hör hose hotel hotline hund hunger hut
identität immobilie impf import industrie info information innen insel instrument internet inventar jacke jagd jahr jahres januar job jubiläum jugend juli jung juni jura
kabel kaffee kalender kalt kälte kamera kamin kampf kanal kanne karte kartell kartoffel karton käse kasse kasten katalog kater katze kauf kauf keller kern kerze kette
kind kinder kindergarten kino kirch kirche kiosk kissen kiste klage klär klasse klavier kleid kleidung klein kleinkind klima klimaanlage klinik knie knopf koch koffer kohl kohle kombi
komfort kommunikation komplett konferenz konto kontakt kontroll kontrolle konzern konzert kopf kopfhörer korb korn körper kosmetik kosten kraft kraftstoff krank kranken krankenhaus krankheit kredit kreditkarte kreis
kreuz krieg krippe krise küche kuchen kugel kuh kühl kühlschrank kultur kunde kunden kunst kunststoff kupfer kur kurier kurs kurz kurzstrecke kuss küste labor lack lade ladegerät laden lager
lampe land landes lang langstrecke langzeit lärm last lastschrift laub lauf laut lautsprecher leasing leben lebensmittel leck leder leer lehr lehre lehrer leib leicht leih leistung leitung lern lese licht
liebe lieblings lied liefer lieferant lieferung linie liste lkw loch logistik lohn lok lokal lokführer los löwe lte luft lüftung luftfracht lunge mädchen magen mai mahn mahnung mai mail maler mandel mangel
mann marathon mark marke marketing markt märz maschine maske maß mass masse material matratze mauer maus maut mautstelle medien medikament medizin meer mehl mehrweg meister meldung mensch messe messer metall
metro miet miete mieter milch militär millionen minder mindest mineral ministerium minute mitarbeiter mitglied mittag mitte mittel mittwoch möbel mobil mobilfunk modell modem modul monat mond montag morgen motor
müll multi mund münze muschel museum musik muskel muster mutter nabel nachbar nachbarschaft nachmittag nachname nachnahme nachricht nacht nachtzug nadel nah nahverkehr name nase natur neben nebel nebenkosten netz netzwerk netzteil neu neujahr niedrig niere
nord not notar note notfall notruf november nudel null nummer nuss nutzer ober objekt obst ofen öffentlich öffnung ohr ökostrom oktober öl oma online oper operation opfer optik orchester ordnung organ ort ost oster ostern packung paket
paketshop palette palme panne papier park parkplatz partei partner party pass passagier passwort patient pauschal pauschale pause pech pendel pendler pension person personal personen pfand pfanne pfeffer pferd pflanze pflege pflicht phantasie photo
physik pilot pilz pizza pkw plakat plan planet plastik platte platz polizei polizist politik pool portal porto portal post postbank postbote praxis preis premium presse privat pro probe problem produkt produktion profi profil programm projekt
provider prozent prozess prüf prüfung puls pumpe punkt puppe pute qualität quartal quelle rabatt rad radio rand rate raten rathaus raub rauch raum reaktion rechner rechnung recht rechts rechtsschutz rede regal regel regen regierung region regional regionalbahn reich reifen
reihe reinigung reis reise reisebüro reisegepäck reisepass reklamation rekord religion renn rennen rente reparatur reserve reservierung rest restaurant retoure retouren rettung rezept rhein richtung riesen rind ring risiko roaming rock roh rohr roll rolle rollstuhl roman rose rot
router rück rücken rückfahrt rückgabe rückruf rucksack ruder ruf ruhe rund rundfunk saal sach sache sack saft sahne saison salat salz samstag sammel sand satellit satz sauber sauer sauerstoff sauna schaden schal schalter schatz schau scheck scheibe schein schenk scherz schicht
schicht schiene schienenersatz schiff schild schinken schirm schlaf schlafwagen schlag schlange schlauch schlecht schloss schluss schlüssel schmerz schmuck schnee schneid schnell schnellzug schnitt schnupper schock schokolade schönheit schrank schraube schreib schreibtisch schrift schrott schuh
schuld schule schüler schulter schutz schwach schwager schwarz schwein schweiß schwer schwester schwimm see segel seh seide seife seil seite sekretariat sekunden selbst semester sende sender sendung senioren september serie server service sessel sex shop sicherheit sicherung sicht sieb
sieg signal silber silvester sim singen sitz sitzplatz skandal ski smartphone smart sofa software solar sold sommer sonder sonn sonne sonntag sonntags sorgerecht sozial spar sparkasse spaß spaß spät speck speicher speise spende sperr sperre spezial spiegel spiel sport sprach sprache
sprech sprit spritze spül staat stadt stadtwerk stadtwerke stahl stamm stand standard standort star stark start station statistik stau staub stechuhr stecker steckdose stein stelle stellen stellwerk stempel stern steuer stich stift stil stimme stimm stipendium stock stoff storno stornierung störung stoß straf strafe strand
straße strasse strassenbahn straßenbahn strecke streik streit strom stromnetz stromzähler student studie studium stuhl stumm stunde stück stützpunkt sturm suche sucht süd sülze sünde super supermarkt suppe system tabak tabelle tablet tablette tafel tag tages takt tal tank tanken tankstelle tann tante tanz tarif tasche tasse taste tat tauch
taxi team technik techniker tee teil telefon telekom telekommunikation teller temperatur tempo teppich termin terrasse test text theater thema thermostat tiefe tief tief tiefgarage tier ticket tinten tisch tochter tod toilette ton tonne topf tor torte tot tour tourist tracking trag tram traum trauer treff treppe trennung treue triebwagen trink trinkwasser tritt
trocken tropfen truppe tuch tunnel tür turm turbo turn tv typ u-bahn ubahn überfall überwachung überweisung ufer uhr umfrage umlauf umsatz umstieg umtausch umwelt umzug unfall universität unterhalt unterkunft unternehmen unterricht unwetter urlaub ursache url ursprung usb vater venen verband verbands verbindung verbraucher
verein verfahren vergleich verkauf verkehr verlag verlust vermittlung vermögen vermieter versand versicherung versorgung verspätung vertrag vertrieb verwaltung video vieh vier virus vogel volk volks voll vollkasko voraus vorder vormittag vorname vorrat vorteil vorwahl vulkan waffe wagen wahl wahrheit wald wand wander wandlung ware waren warenkorb warm warme wärme warn warte wartung
wasch waschmaschine wasser wasserrohr webseite website wechsel weg weich weihnacht weihnachten wein weiß weise weisheit weit welle welt wende werbe werbung werk werkstatt wert west wetter wett wetter whisky wickel widerruf widerspruch wild wind winter wirbel wirtschaft wissen wissenschaft witz wlan woche wochen wochenende wochenend wohl wohn wohnung wohnungs wolke wolle
wort wucher wunsch wunder wunsch wurst würfel wüste wut zahl zahlung zahn zähler zaun zeichen zeit zeitkarte zeitung zelt zement zentral zentrale zentrum zeug zeuge zeugnis ziege ziegel ziel zigarette zimmer zins zinsen zirkus zitrone zoll zone zoo zubehör zucker zufalls zug zugang zugbegleiter zugangs zukunft zulauf zulassung zünd zusatz zuschlag zuschuss zustell zustellung zweck zwei zweig zwischen zwilling
drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend mega giga total teil dauer haupt neben gesamt sonder ersatz rück extra mini maxi
anonym arbeitsplatz auslands ausland bahncard bahnstreik ballon barcode beitrags besteck biometrie breitband browser bußgeld check checkin chipkarte daten datenschutz depot dienstleister discount dividende drittanbieter ec einspeise einwurf eltern elternzeit entlastung erste esim etikett eurobahn fahrgastrechte fahrplanauskunft familienkasse fernbedienung ferienhaus
fertig festplatte flatrate flixbus fracht führerschein fundbüro gaspreis gate gehweg giro girokonto gläubiger grundgebühr grundstück gutschrift hausarzt hausbesuch hausmeister hausrat haftpflicht heimnetz hermes hochspannung hörgerät hygiene ice impfstoff inkasso intercity ipad iphone iban jobcenter jobticket kfz kita klinikum komponente konsum kontaktlos kontostand kreditinstitut kündigung
lade ladesäule ladestation landstrasse langzeit lieferando lieferdienst liefertermin linienbus login lounge mahngebühr mandat maestro medion mehrwert mehrwertsteuer mehrwertsteuer menü mietwagen monatskarte monitor mitternacht nachzügler nahrungsmittel netzbetreiber neukunden neuwagen nutzungs ombudsstelle packstation pannen parkhaus passwort paypal pflegeheim pin portofrei prepaid preisgarantie privatkunden prospekt
rechenzentrum rechtsanwalt reifen reiserücktritt rentner routerwechsel rufnummer rufnummern sammelkarte satelliten schadens schlaganfall schufa schulung sendungs serverraum shuttle sitzheizung sms sofort solaranlage spam sparpreis sprit stadtbahn steuerberater stromausfall stromkosten strompreis suchmaschine tagesgeld telefonie tintenpatrone trafo triebwerk truhe überlandbus umbuchung unwetter update upload download usb vdsl veranstaltung verkehrsverbund
verstärker vertrags verzugs vertretung visa vodafone voicemail volt vorverkauf wallbox warmwasser warndienst wartungs wasserschaden wechselrichter weiche weichen wertpapier whatsapp widerrufs wohnort zählerstand zahnarzt zugteil zugverkehr zusatzleistung zustelldienst
";

/// What makes another verb and no compound: what stands behind is no head.
pub(super) const PARTICLES: &str = "
auf aus bei durch ein fest fort frei her heran heraus herein herunter hervor hin hinaus hinein hinter hinzu los mit
nach nieder raus rein rum runter uber um unter vor voran voraus vorbei vorher voruber weg weiter wieder zu zurecht
zuruck zusammen ver zer ent emp miss wider wiederher wiederein wiederauf gegenuber uberein auseinander anheim
gewahr bekannt klar richtig sicher gleich bereit fertig ruck heim
";

/// Words that end like a head and are none; whole words or their beginnings.
pub(super) const WHOLES: &str = "
gewahrleist tatsach schokolade urkunde urkunden heilkund erdkund tierkund sekunde interesse zerstor verstor beispiel
verdienst entschuld verteidig buchhalt walter schalter angestellt selbststandig selbstverstand zusammenstell
fertigstell richtigstell bereitstell wiederherstell gegenuberstell sicherstell klarstell gleichstell
freistell feststell instandstell unterstell zurverfugungstell nachtigall augenblick tageslicht ruckseit
ruckschlag rucksprach rucksicht rucktritt ruckgrat ruckwart weltmeister wohltat hochzeit landschaft mannschaft wirtschaft
gesellschaft freundschaft botschaft eigenschaft wissenschaft herrschaft bereitschaft ortschaft nachbarschaft
burgschaft kundschaft partnerschaft mitgliedschaft vaterschaft eidgenossenschaft gemeinschaft gewerkschaft
handwerk feuerwerk stockwerk netzwerk laufwerk bergwerk kunstwerk gegenwart augenbraue standpunkt zeitpunkt
zeitraum zeitalter mittelalter handschuh jahrhundert jahrzehnt baustein meilenstein wahrschein vorauszahl
unterhalt aufenthalt zusammenhalt
";

/// What is one although it begins like a verb, or with a word that is listed nowhere else.
pub(super) const PAIRS: &str = "
auf+preis auf+schlag vor+verkauf vor+kasse nach+zahl aus+zahl ein+zahl voraus+zahl ruck+zahl ruck+erstatt
ruck+buchung ruck+meld ruck+fahrt ruck+reise ruck+flug ruck+send ruck+gebuhr ruck+porto ruck+ruf um+buchung
unter+konto unter+vertrag vor+vertrag nach+mieter vor+mieter mit+reisend mit+fahrer mit+arbeiter nach+lieferung
nach+nahme nach+send hin+fahrt hin+reise her+fahrt weiter+fahrt weiter+reise weiter+flug fest+preis fest+gehalt
frei+karte frei+minuten fertig+gericht zusammen+fassung
";
