command-card = Fallkarte
card-title = Fallkarte
card-empty = Noch nichts bekannt
card-about = Worum es geht
card-since = Seit
card-tried_by_them = Selbst versucht
card-tried_by_us = Von uns versucht
card-needed_by = Gebraucht bis
card-demand = Will
card-open = Offen
card-promised = Zugesagt
card-verified = Geprüft
card-missing = Noch nicht bekannt:
card-unverified = niemand hat geprüft, wer es ist
card-add-to = Ergänzen: { $part }
card-correct = Zeile ändern
card-dismiss = Stimmt nicht
card-dismissed = Zeile entfernt
card-by = Geändert von { $name }
card-short-since = seit { $since }
card-short-needed = bis { $when }
card-short-promised = zugesagt bis { $when }
card-short-broken = { $count ->
    [one] eine Zusage verpasst
   *[other] { $count } Zusagen verpasst
}
card-short-open = { $count ->
    [one] 1 Punkt offen
   *[other] { $count } Punkte offen
}
source-words = { $name }, { $where }, { $when }
source-show = Zur Stelle: { $words }
source-contact = Kontakt
source-note = intern
verified-words = { $how } (durch { $name })
verified-until = gilt bis { $when }

owed-label = Wir schulden
owed-unanswered = { $count ->
    [one] eine Nachricht unbeantwortet
   *[other] { $count } Nachrichten unbeantwortet
}
owed-broken = { $count ->
    [one] eine Zusage verpasst
   *[other] { $count } Zusagen verpasst
}
owed-question = Gefragt: „{ $text }“
owed-asked = Von uns gefragt, noch ohne Antwort: „{ $text }“

promises-label = Zusagen in diesem Text
promise-result = Ergebnis
promise-next_word = Nächste Nachricht
promise-visit = Besuch
promise-until = bis { $when }
promise-soon = bis { $when }, in { $span }
promise-late = bis { $when }, { $span } zu spät
promise-open = ohne Zeit
promise-kept = gehalten ({ $when })
promise-kept-any = gehalten
promise-moved = verschoben (war { $when })
promise-broken = nicht gehalten ({ $when })
promise-confirm = Bestätigen
promise-dismiss = Keine Zusage
promise-none = Das ist keine Zusage
promise-keep = Gehalten
promise-correct = Zeit ändern
promise-when = Bis wann? „Fr 12 Uhr“

hint-label = Hinweis
hint-dismiss = Hinweis schließen
hint-other = Vielleicht lohnt ein zweiter Blick auf diesen Satz.
hint-asked-again = { $kind } liegt uns schon vor ({ $where }).
hint-tried-already = Das wurde schon versucht ({ $where }).
hint-asked-before = Danach haben wir schon gefragt ({ $kind }); die Antwort steht noch aus.
hint-vague-time = „{ $text }“ sagt nicht, wann.
hint-no-regret = Das erklärt, ohne dass ein Bedauern darin steht.
hint-blame = Das klingt, als läge es an jemand anderem.
hint-single-case = { $others ->
    [one] Kein Einzelfall: noch jemand meldet dasselbe, seit { $since } ({ $about }).
   *[other] Kein Einzelfall: { $others } andere melden dasselbe, seit { $since } ({ $about }).
}
hint-text-block = Genau diesen Text hat die Person schon bekommen.
offer-replace = Übernehmen
offer-insert = Einsetzen
offer-is-here = Umformulieren
offer-by-time = bis { $when }
offer-next-word = Zwischenstand bis { $when }
offer-sorry = Bedauern davorsetzen

hold-title = Das soll nicht öffentlich werden
hold-said = { $what }: nur gesagt über { $where }, { $when }
hold-elsewhere = { $what }: steht nicht in diesem öffentlichen Verlauf
hold-iban = Kontonummer (IBAN)
hold-card = Kartennummer
hold-token = Zugang oder Kennwort
hold-secret = { $what } gehört nicht in die Öffentlichkeit
hold-private = Privat senden
hold-change = Text ändern
hold-override = Trotzdem öffentlich …
hold-reason = Warum darf das öffentlich stehen? Wird als Notiz festgehalten.
hold-override-go = Öffentlich senden
hold-any = Das ist nichts für die Öffentlichkeit
hold-moved = Privat gesendet. Eine öffentliche letzte Zeile steht bereit.

fact-email = E-Mail-Adresse
fact-phone = Telefon
fact-iban = IBAN
fact-card = Kartennummer
fact-imei = IMEI
fact-customer_no = Kundennummer
fact-contract_no = Vertragsnummer
fact-account_no = Anschlussnummer
fact-order_no = Bestellnummer
fact-invoice_no = Rechnungsnummer
fact-ticket_no = Vorgangsnummer
fact-tracking_no = Sendungsnummer
fact-booking_ref = Buchungscode
fact-error_code = Fehlercode
fact-train = Zug
fact-device = Gerät
fact-name = Name
fact-address = Anschrift
fact-birth_date = Geburtsdatum
fact-date = Datum
fact-time = Uhrzeit
fact-amount = Betrag
fact-problem = Problem
fact-since = Seit wann
fact-tried = Schon versucht
fact-needed_by = Gebraucht bis
fact-place = Ort
fact-photo = Foto
fact-other = Angabe

facts-title = Bekannt
facts-none = Noch nichts. Was jemand nennt, erscheint hier von selbst.
facts-private = Nur privat gesagt
facts-show = { $kind } zeigen
facts-copy = { $kind } kopieren
facts-copied = Kopiert
facts-edit = { $kind } ändern
facts-confirm = { $kind } stimmt
facts-dismiss = { $kind } stimmt nicht
facts-dismissed = Angabe entfernt
facts-add = Angabe ergänzen
facts-kind = Art
facts-value = Wert
facts-two = Zwei verschiedene genannt
facts-more = { $count ->
    [one] Noch eine Angabe
   *[other] Noch { $count } Angaben
}
facts-crm = Im Kundensystem öffnen
pane-promises = Zusagen
pane-verified = Identität
pane-verify = Prüfung vermerken
pane-verify-how = Wie geprüft?
pane-verify-until = Gilt bis
pane-verify-today = heute
pane-verify-week = eine Woche
pane-verify-always = auf Dauer
pane-unverify = Prüfung aufheben
pane-nobody-verified = Nicht geprüft. Wer eine Nummer kennt, ist damit noch nicht die Person.

contact-by = Kontakt, festgehalten von { $name }
contact-phone = Telefon
contact-shop = Laden
contact-visit = Besuch
contact-technician = Techniker
contact-letter = Brief
contact-other = Anderer Kontakt
contact-in = kam zu uns
contact-out = von uns aus
contact-logged = festgehalten { $when }
contact-deleted = Zurückgenommen
hold-of-another = Das hat uns jemand anderes privat gesagt
verified-by-phone = Rückruf
verified-by-address = Anschrift abgeglichen
verified-by-birth_date = Geburtsdatum abgeglichen
verified-by-customer_no = Kundennummer abgeglichen
verified-by-code = Einmal-Code
verified-by-id = Ausweis
verified-by-other = Auf andere Weise
past-show = Worum es ging und wie es ausging
past-ended = Ausgang
exposed-label = Öffentlich sichtbar
exposed-text = Hier steht für alle lesbar: { $kinds }.
exposed-ask = Um Löschung bitten
exposed-hide = Ausblenden …
same-title = Vielleicht dieselbe Person
same-very-likely = Sehr wahrscheinlich dieselbe Person
same-join = Zusammenführen
same-reject = Zwei Personen
same-code = Code schicken
same-more = { $count ->
    [one] Danach noch ein Vorschlag
   *[other] Danach noch { $count } Vorschläge
}
same-other = Weiteres Anzeichen
same-same-number = Hat privat dasselbe genannt: { $kind } { $value }
same-writes-from = Schreibt von der genannten Adresse: { $value }
same-known-in-public = Dasselbe genannt, aber öffentlich zu lesen: { $kind } { $value }
same-same-name = Heißt gleich: { $name }
same-similar-name = Heißt ähnlich: { $name } und { $other }
same-fitting-name = Name passt: { $name } und { $other }
same-same-first-name = Gleicher Vorname: { $name }
same-same-surname = Gleicher Nachname: { $name }
same-same-handle = Gleiches Konto: { $handle } und { $other }
same-similar-handle = Ähnliches Konto: { $handle } und { $other }
same-same-picture = Gleiches Bild
same-same-postcode = Gleiche Postleitzahl: { $postcode }
same-same-birth-date = Gleiches Geburtsdatum
same-same-page-shortly = Hat kommentiert und kurz danach privat geschrieben, unter demselben Namen
same-proved = Hat einen Code zurückgeschrieben
same-could-be-copied = Name, Konto und Bild kann jeder nachmachen
same-different-first-name = Anderer Vorname
same-different-name = Anderer Name
same-different-customer-no = Andere Kundennummer
same-different-birth-date = Anderes Geburtsdatum
same-both-on = Beide schreiben über { $platform }
command-same-join = Vorgeschlagene Person zusammenführen
command-same-reject = Vorgeschlagene Person ist jemand anderes
done-same-rejected = Bleiben zwei Personen. Das wird nicht wieder vorgeschlagen.
done-same-code = Code geschickt. Kommt er vom anderen Konto zurück, werden beide zusammengeführt.
