//! Word lists of our own making. Umlauts are two letters, ß is ss.

/// Weak verbs that people use towards a company, and strong ones for their regular endings.
pub(super) const VERBS: &str = "
abonnieren achten aendern aergern aktualisieren antworten anworten arbeiten atmen aendern bauen baden
beantragen beantworten bedanken bedauern bedeuten bedienen beeilen beenden befuerchten begruenden behandeln
behaupten bekleben belasten belaestigen beleidigen beliefern bemerken bemuehen benachrichtigen benoetigen
benutzen bereuen beruhigen beschaedigen beschaeftigen beschweren besorgen bestaetigen bestellen besuchen
betreuen bewegen bewerten bezahlen beziffern blinken blitzen blockieren brauchen bremsen brummen buchen
buegeln danken dauern decken dienen drehen drohen drosseln druecken dulden ebnen ehren eignen einigen
eilen enden entfernen entschuldigen entsorgen entstoeren entwickeln erfuellen erhoehen erinnern erklaeren
erlauben erledigen ermahnen ermitteln ernten eroeffnen erreichen ersetzen erstatten erstellen erwarten
erwischen erzaehlen faerben fassen faulen fehlen feiern feilen filtern flackern folgen fordern foerdern
formen fragen freuen fuegen fuehlen fuehren fuellen funken fuerchten garantieren gehoeren gewoehnen
glauben gruenden gucken haften haengen handeln haeufen heilen heizen hemmen herrschen hetzen hindern hoffen holen
hoeren hupen hupfen impfen jagen jammern kaempfen kapieren kaufen kehren kennzeichnen kippen klagen klappen klaeren
kleben klemmen klicken klingeln klopfen knacken knallen kochen kontrollieren kopieren kosten kratzen
kriegen kuehlen kuendigen kuerzen kuemmern laecheln lachen laden lagern laehmen landen langweilen lauschen
leben leeren legen lehnen leisten leiten lernen leuchten liefern loben locken lohnen loesen loeschen lueften
machen mahnen malen maulen melden merken messen mieten mindern mischen moegen montieren motzen muessen
naehern nerven nicken noergeln notieren nutzen nuetzen oeffnen ordnen orten packen parken passen
pendeln pfeifen pflanzen pflegen plagen planen platzen pochen posten pruefen putzen quaelen quaken qualmen
raeumen rauchen rauschen reagieren rechnen reden regeln regnen reichen reinigen reisen reissen reizen rechten
retten reparieren reservieren richten rollen ruecken ruehren ruckeln runden sagen sammeln schaden schaffen schalten
schauen schenken schicken schildern schimpfen schmecken schmerzen schmutzen schnappen schnauzen schnuppern
schonen schrauben schulden schuetteln schuetzen schwanken schweissen schwitzen segnen sehnen senden senken
setzen seufzen sichern signalisieren sorgen sparen speichern sperren spielen spueren stammen starten staunen
stapeln stecken stellen steuern stimmen stocken stoppen storen stoeren stornieren strafen strahlen streichen
streiken streiten stuerzen stuetzen suchen surfen tagen tanken taeuschen tauschen teilen telefonieren
testen tippen tauen toben toeten trauen traeumen trennen trocknen troesten ueben ueberpruefen uebernachten
uebertragen ueberzeugen umtauschen unterstuetzen updaten upgraden urteilen verabreden veraendern verantworten veraergern
veraltern verarbeiten verabschieden veroeffentlichen verbessern verbuchen verdienen verdoppeln verfolgen verfuegen
vergleichen verkaufen verkuerzen verlagern verlangen verlaengern verletzen verlegen vermeiden vermieten vermissen vermuten vernachlaessigen
verpacken verpassen verrechnen verringern versagen versaeumen verschenken verschicken verschlechtern
verschwenden versichern versorgen verspaeten verstaendigen verstecken verstopfen versuchen verteidigen verteilen verteuern
vertrauen verursachen verwechseln verweigern verwenden verzoegern verzichten vorbereiten wachen wackeln waehlen
wagen wandern warnen warten wechseln wecken wehren weigern weinen wenden werben werten wickeln wiegen
wiederholen wirken wischen wohnen wuenschen wundern wuergen zahlen zaehlen zaehmen zahnen zeichnen zeigen zerstoeren
zielen zittern zoegern zuenden zucken zwingen zweifeln
";

/// Strong verbs: the infinitive, then forms that are nothing else. Preterites that are also nouns
/// behind a prefix (Aufgaben, Einstieg, Betrug) are left out.
pub(super) const STRONG: &str = "
fallen: faellt faellst fiel fielen gefallen
fahren: faehrt faehrst fuhren gefahren
halten: haelt haeltst hielt hielten gehalten
lassen: laesst liess liessen gelassen
laufen: laeuft laeufst lief liefen gelaufen
nehmen: nimmt nimmst nahm genommen nimm
geben: gibt gibst gab gegeben gib
sprechen: spricht sprichst sprach sprachen gesprochen sprich
brechen: bricht brichst brach brachen gebrochen
helfen: hilft hilfst half halfen geholfen hilf
treffen: trifft triffst traf trafen getroffen
werfen: wirft wirfst warf warfen geworfen
sehen: sieht siehst sah sahen gesehen
lesen: liest lasen gelesen
essen: isst ass assen gegessen
vergessen: vergisst vergass vergassen vergessen vergiss
treten: trat traten getreten
tragen: traegt traegst trugen getragen
schlagen: schlaegt schlug schlugen geschlagen
wachsen: waechst wuchs wuchsen gewachsen
waschen: waescht wusch gewaschen
laden: laedt laedst lud luden geladen
raten: raet riet rieten geraten
empfehlen: empfiehlt empfahl empfahlen empfohlen
stehlen: stiehlt stahl gestohlen
sterben: stirbt starb starben gestorben
stechen: sticht gestochen
gelten: gilt galt galten
gehen: geht ging gingen gegangen
stehen: steht standen gestanden
kommen: kommt kam kamen gekommen
bleiben: bleibt blieb blieben geblieben
schreiben: schreibt schrieb schrieben geschrieben
steigen: steigt gestiegen
leihen: leiht lieh geliehen
verzeihen: verzeiht verzieh verziehen
scheinen: scheint schien schienen geschienen
schweigen: schweigt schwieg geschwiegen
treiben: treibt trieben getrieben
reiben: reibt gerieben
entscheiden: entscheidet entschied entschieden
leiden: leidet litten gelitten
schneiden: schneidet geschnitten
streiten: streitet stritten gestritten
greifen: greift griffen gegriffen
reissen: reisst gerissen
schmeissen: schmeisst schmiss geschmissen
streichen: streicht gestrichen
weichen: weicht gewichen
gleichen: gleicht geglichen
schliessen: schliesst schlossen geschlossen
geniessen: geniesst genossen
giessen: giesst gegossen
fliessen: fliesst geflossen
schiessen: schiesst geschossen
verlieren: verliert verlor verloren verloren
frieren: friert fror froren gefroren
bieten: bietet boten
ziehen: zieht zog zogen gezogen
fliegen: fliegt flog flogen geflogen
luegen: luegt logen gelogen
betruegen: betruegt betrog betrogen
biegen: biegt gebogen
wiegen: wiegt wog gewogen
finden: findet fand fanden gefunden
binden: bindet banden gebunden
schwinden: schwindet schwand geschwunden
singen: singt sang gesungen
springen: springt sprangen gesprungen
sinken: sinkt sank sanken gesunken
trinken: trinkt trank tranken getrunken
stinken: stinkt stank gestunken
klingen: klingt klang klangen geklungen
gelingen: gelingt gelang gelungen
zwingen: zwingt zwang gezwungen
beginnen: beginnt begann begannen begonnen
gewinnen: gewinnt gewann gewannen gewonnen
schwimmen: schwimmt schwamm geschwommen
sitzen: sitzt sassen gesessen
liegen: liegt gelegen
bitten: bittet baten gebeten
rufen: ruft rief riefen gerufen
hauen: haut gehauen
heissen: heisst hiess hiessen geheissen
stossen: stoesst stiess gestossen
schlafen: schlaeft schlief schliefen geschlafen
fangen: faengt fing fingen gefangen
hangen: haengt hing hingen gehangen
heben: hebt hob hoben gehoben
schieben: schiebt schob schoben geschoben
schaffen: schafft schuf geschaffen
bringen: bringt brachte brachten gebracht
denken: denkt dachte dachten gedacht
kennen: kennt kannte kannten gekannt
nennen: nennt nannte nannten genannt
brennen: brennt brannte brannten gebrannt
rennen: rennt rannte rannten gerannt
senden: sendet sandte gesandt gesendet
wenden: wendet wandte gewandt
wissen: weiss weisst wusste wussten gewusst
tun: tut tust getan
weisen: weist wies wiesen gewiesen
meiden: meidet mied gemieden
messen: misst massen gemessen
schrecken: erschrickt erschrak erschrocken
loeschen: erlischt erlosch erloschen
";

/// Whole forms: the stem, then everything that belongs to it. Plurals of foreign words, small
/// words, and pairs that only an umlaut tells apart.
pub(super) const FORMS: &str = "
konto: konten kontos kontis konti
firma: firmen
thema: themen themas themata
schema: schemen schemata
datum: daten datums
museum: museen
praktikum: praktika
visum: visa
risiko: risiken risikos
pizza: pizzen pizzas
villa: villen
kontakt: kontakte kontakten kontakts kontaktes
stau: staus staues
taxi: taxis
status: stati
virus: viren
bonus: boni bonusse
campus:
rhythmus: rhythmen
mechanismus: mechanismen
dienst: dienste diensten dienstes diensts
fahrt: fahrten
kind: kinder kindern kindes kinds
bild: bilder bildern bildes bilds
haus: haeuser haeusern hauses hause
rad: raeder raedern rades rads
mann: maenner maennern mannes manns
frau: frauen
geld: gelder geldern geldes gelds
blatt: blaetter blaettern blattes
land: laender laendern landes lands
wort: woerter woertern worte worten wortes worts
nutzen: nutzens
laden: laeden ladens
wagen: wagens waegen
garten: gaerten gartens
hafen: haefen hafens
kasten: kaesten kastens
schaden: schaeden schadens
faden: faeden
ofen: oefen ofens
boden: boeden bodens
regen: regens
morgen: morgens
schoen: schoene schoener schoenes schoenen schoenem schoenste schoensten
schon:
fuer:
waere: waeren waerst waert
ware:
haette: haetten haettest
hatte: hatten hattest
koennte: koennten koenntest
wuerde: wuerden wuerdest
moechte: moechten moechtest
muesste: muessten muesstest
musste: mussten
drueck: druecken drueckt drueckte drueckten gedrueckt
druck: drucken druckt druckte druckten gedruckt
foerder: foerdern foerdert foerderte gefoerdert foerderung foerderungen
forder: fordern fordert forderte forderten gefordert
forderung: forderungen
zaehl: zaehlen zaehlt zaehlte gezaehlt
zaehler: zaehlers zaehlern
zahl: zahlen zahlt zahlte zahlten gezahlt
mutter: muetter muettern
mitte:
muell: muells
mull:
spaet: spaete spaeter spaetes spaeten spaetesten
spat:
mehr:
meer: meere meeres
los:
lose: losen loses loser
rueck:
gar:
gaer:
";

/// Nouns whose `er` is no ending.
pub(super) const DOERS: &str = "
abnehmer absender akkuschrauber anbieter anfaenger anhaenger anrufer ansprechpartner arbeiter arbeitgeber
arbeitnehmer aufkleber aussteller automobilhersteller baecker bearbeiter beamer bearbeiter behaelter beitraeger bekleider
benutzer berater besitzer besucher betreiber betreuer betrueger bewerber bewohner booster browser buerger
camper caterer charger chauffeur computer container controller designer diener disponenter docker drucker
eigentuemer einzieher einkaeufer empfaenger entwickler erfinder eroeffner fahrer fehler fernseher filter finder fluechter
flieger foerderer fuehrer gaeubiger gamer geber gegner geldgeber gewinner glaeubiger gueter haendler halter
handwerker haender hausmeister heber heizer helfer hersteller hoerer inhaber installateur kaeufer kalender
keller kellner kenner klaeger kleber kocher koffer koerper koenner kuehler kuenstler kunde laufer laeufer lader
laster lautsprecher lehrer leiter leser lieferer lenker lueger lehrer leihwagen macher mahner makler maler
mieter minister mitarbeiter monteurer mixer mitglieder muster nachfolger nehmer newsletter nutzer ordner
partner passagier pendler pfleger planer player politiker pruefer provider puffer radfahrer rechner redner
regler reiniger reporter retter roller router sammler sender server schaffner schalter scanner schieber schlosser
schluessler schreiber schueler schuldner schrauber seller sieger sitter speicher spieler sprecher stecker
steller stellvertreter stoerer streamer streicher sucher tablter taeter taucher techniker teilnehmer teller ticker toaster
traeger trainer trockner ueberbringer unternehmer urlauber user verbraucher verkaeufer verleiher vermieter versender
versicherer versorger verteiler vertreter verwalter vormieter waehler wecker werber werker wechsler zaehler zahler zeiger
zubringer zusteller zuschauer zulieferer ticketer trecker tester banner container center
sommer winter wasser wetter fenster messer ufer zimmer muster monster nummer kammer
folger traeger keller teller feuer steuer mauer dauer trauer leber feder leder wunder
";

/// What stands before verbs, and what `ge` may stand behind.
pub(super) const PREFIXES: &str = "
ab an auf aus bei durch ein fest fort frei her heraus herein herunter hervor hin hinaus hinein hinzu hoch
los mit nach nieder raus rein rum runter teil ueber um unter vor voraus vorbei vorher vorueber weg weiter wieder zu
zurecht zurueck zusammen rueck um still dar kennen heim bereit fehl gut krank ein frei rueber
be ver er ent emp zer miss wider
";
