composer-label = Schreiben
composer-kind = Antwort oder Notiz
composer-reply = Antwort
composer-note = Notiz
composer-disconnected = { $handle } ist nicht verbunden. Ihr Text bleibt stehen, senden geht erst wieder mit Verbindung.
composer-paused = { $handle } ruht gerade: Bis der Kanal weiterläuft, geht nichts hinaus. Ihr Text bleibt als Entwurf stehen.
draft-saved = Entwurf gespeichert
draft-saving = Wird gespeichert …
draft-local = Nur in diesem Browser gespeichert
draft-other = Auf einem anderen Gerät haben Sie inzwischen etwas anderes geschrieben:
draft-other-take = Das andere nehmen
draft-other-keep = Meines behalten

reply-to = An
reply-to-clear = Nicht mehr gezielt auf diese Nachricht antworten
reply-answers = antwortet auf
reply-answers-of = { $count ->
    [one] die einzige
   *[other] eine von { $count }
}
reply-answers-choose = { $count ->
    [one] Eine Nachricht ist unbeantwortet
   *[other] { $count } Nachrichten sind unbeantwortet. Auf eine andere antworten
}
reply-answers-which = Auf welche Nachricht antworten?
reply-field = Ihre Antwort
reply-placeholder = Antwort an { $name } …
reply-placeholder-any = Ihre Antwort …
note-field = Ihre Notiz
note-placeholder = Notiz für das Team … mit @ rufen Sie jemanden
note-who = Nur Ihr Team sieht das.
note-add = Notiz ablegen
note-mention = Wen rufen?

counter-over = { $count ->
    [one] 1 Zeichen zu viel
   *[other] { $count } Zeichen zu viel
}
counter-over-now = Der Text ist jetzt zu lang.
counter-left = Noch { $count } Zeichen.

cw-add = Inhaltswarnung davorsetzen
cw-label = Inhaltswarnung
cw-placeholder = Worum geht es? Steht vor dem Text
cw-remove = Inhaltswarnung entfernen
visibility-label = Wer es lesen kann

send-public = Öffentlich antworten
send-private = Privat antworten
send-place = In { $place } antworten
send-letter = E-Mail senden
send-new-public = Öffentlich senden
send-new-private = Privat senden
send-anyway = Trotzdem senden
send-only = Senden
send-resolve = Senden und erledigen
send-more = Weitere Arten zu senden
send-title = Strg oder ⌘ und Eingabetaste
send-as = Als { $name } über { $handle }

lock-writing = { $name } schreibt hier gerade eine Antwort.
lock-ask = { $name } schreibt hier gerade auch eine Antwort. Soll Ihre trotzdem hinaus?
lock-ask-stopped = { $name } hat hier gerade auch geschrieben und hört eben auf. Soll Ihre Antwort hinaus?
stale-title = Inzwischen ist etwas dazugekommen
stale-answered = Es wurde schon geantwortet
stale-text = Ihre Antwort ist noch nicht gesendet. Passt sie noch?
stale-anyway = Trotzdem so senden

media-add = Bild oder Datei anhängen
media-alt = Beschreibung
media-alt-missing = Beschreibung fehlt noch
media-alt-placeholder = Was ist zu sehen? Für alle, die es nicht sehen können
media-remove = { $name } entfernen
media-uploading = { $name } wird hochgeladen …
media-too-many = { $count ->
    [one] Dieser Kanal nimmt nur einen Anhang an.
   *[other] Dieser Kanal nimmt höchstens { $count } Anhänge an.
}
media-wrong-type = { $name }: Diese Art von Datei nimmt der Kanal nicht an.
media-too-large = { $name } ist zu groß. Der Kanal nimmt höchstens { $size } MB an.
lock-wait = Noch nicht senden
stale-read = Neues lesen
composer-blocked = { $name } ist blockiert. Was Sie schreiben, geht trotzdem hinaus; eine Antwort darauf öffnet hier nichts.
reply-why-private = Privat, weil { $name } privat geschrieben hat. Öffentlicher geht die Antwort nicht.
reply-why-followers = Nicht öffentlich, weil { $name } nur für Follower geschrieben hat.
counter-limit = Der Kanal nimmt höchstens { NUMBER($count) } Zeichen.
counter-besides = Davon gehen außer Ihrem Text ab:
counter-mention = { $count } für die Erwähnung am Anfang
counter-signature = { $count } für die Signatur
counter-warning = { $count } für die Inhaltswarnung
emoji-add = Emoji einfügen
emoji-search = Emoji suchen, etwa „danke“
emoji-none = Kein Emoji heißt so.
emoji-faces = Gesichter
emoji-hands = Hände und Gesten
emoji-hearts = Herzen und Feiern
emoji-weather = Wetter und Alltag
emoji-work = Technik und Service
emoji-signs = Zeichen
snippets-list = Textbausteine
snippets-withheld = Hier keine Textbausteine: Das muss sich jemand genau ansehen und selbst beantworten.
snippet-use = Textbaustein einsetzen
reply-again = Genau das haben wir schon geschrieben: { $when }.
reply-unfilled = Im Text steht noch { $what }. Bitte setzen Sie einen Namen dafür ein; so geht er nicht hinaus.

uncalled-title = { $platform } lässt uns hier nicht antworten
uncalled-text = Wir dürfen nur antworten, wenn uns jemand erwähnt oder zitiert. Dieser Beitrag tut das nicht. Was Sie dort antworten, erscheint von selbst in dieser Unterhaltung.
uncalled-open = Auf { $platform } öffnen
uncalled-private = Privat schreiben
price-why = { $platform } berechnet dafür { $sum }.
price-link = Mit Link { $sum }
price-link-why = Mit einem Link darin berechnet { $platform } { $sum }. Ohne ist es viel billiger.
private-once = Privat antworten Sie auf diesen Kommentar genau einmal. Weiter geht es nur, wenn { $name } darauf schreibt.
private-once-used = Auf diesen Kommentar haben wir schon einmal privat geantwortet; mehr lässt { $platform } nicht zu. Schreibt { $name } darauf zurück, geht es privat weiter.
private-once-over = Privat lässt { $platform } auf einen Kommentar nur { $span } lang antworten. Öffentlich geht es weiter.
shut-private = Privat geht es hier nicht weiter
shut-gone = Das wurde inzwischen gelöscht
shut-gone-text = Was { $name } geschrieben hat, gibt es dort nicht mehr. Darauf nimmt die Plattform keine Antwort an, weder öffentlich noch privat.
shut-goes-on = In { $place } weiterschreiben
shut-elsewhere = Zur Unterhaltung in { $place }
shut-public = Öffentlich antworten
shut-other = Auf einen anderen Beitrag antworten
shut-note = Notiz schreiben
private-until = { $platform } nimmt private Antworten noch bis { $when } an.
private-over = Privat antworten geht hier nicht mehr: { $platform } erlaubt es nur { $span } nach der letzten Nachricht. Sobald { $name } wieder schreibt, geht es weiter.
