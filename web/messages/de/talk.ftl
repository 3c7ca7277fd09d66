person-label = Angaben zur Person
person-unnamed = Ohne Namen
person-identities = Konten
person-history = Weitere Unterhaltungen
person-history-none = Keine weiteren Unterhaltungen.
person-history-all = Alle ansehen
person-name = Name
person-language = Sprache
person-language-unknown = Unbekannt
person-address = Anrede
person-address-account = Wie der Kanal
person-address-formal = Sie
person-address-informal = Du
person-about = Gut zu wissen
person-about-placeholder = Was alle im Team wissen sollten. Nur intern sichtbar.
person-blocked = Blockiert
person-block = Blockieren
person-unblock = Nicht mehr blockieren
person-join = Ist dieselbe Person wie …
person-separate = Als eigene Person abtrennen
person-joined = Mit { $name } zusammengeführt ({ $when }).
join-people-title = Ist { $name } noch jemand?
join-people-text = Führen Sie zwei Personen zusammen, wenn Sie sicher sind, dass es dieselbe ist. Alle Unterhaltungen stehen dann in einem Verlauf. Rückgängig machen geht jederzeit.
join-people-search = Name oder Konto suchen
join-people-action = Dieselbe Person
join-people-none = Niemand gefunden.
done-people-joined = Mit { $name } zusammengeführt

message-by = Nachricht von { $name }, { $when }
message-bystander = weitere Person
message-answers = Antwort auf { $name }:
message-quotes = Zitierter Beitrag
message-edited = Bearbeitet { $when }
message-deleted = Die Nachricht wurde auf der Plattform gelöscht.
message-deleted-own = Diese Antwort wurde gelöscht.
message-more = Mehr zu dieser Nachricht
message-reply-to = Hierauf antworten
message-open = Auf der Plattform öffnen
message-link = Link hierher kopieren
message-link-copied = Link kopiert
message-like = Favorisieren
message-unlike = Nicht mehr favorisieren
message-liked = Favorisiert
message-unliked = Nicht mehr favorisiert
message-check = Stand auf der Plattform prüfen
message-checked = Wird geprüft
message-separate = In eigene Unterhaltung verschieben
warning-show = Zeigen
warning-hide = Verbergen
revisions-title = Was vorher dastand
revisions-now = Jetzt
revisions-until = Bis { $when }
note-by = Interne Notiz von { $name }
note-internal = Notiz, nur intern

attachment-image = Bild
attachment-video = Video
attachment-audio = Ton
attachment-file = Datei
attachment-original = Original
attachment-enlarge = Bild vergrößern: { $alt }
attachment-no-alt = Ohne Beschreibung
attachment-fetching = Wird geholt …
attachment-failed = Konnte nicht geholt werden
poll-single = Umfrage
poll-multiple = Umfrage, mehrere Antworten möglich
poll-votes = { $count ->
    [one] eine Stimme
   *[other] { $count } Stimmen
}
poll-until = bis { $when }
poll-over = beendet

actor-customer = Die Person
change-taken = { $actor } hat übernommen
change-assigned = { $actor } hat an { $name } übergeben
change-team = { $actor } hat an Team { $team } gegeben
change-unassigned = { $actor } hat die Zuständigkeit aufgehoben
change-snoozed = { $actor } hat zurückgestellt bis { $when }
change-snoozed-reply = { $actor } hat zurückgestellt, bis die Person schreibt
change-resolved = { $actor } hat als erledigt markiert
change-pending = { $actor }: wartet auf Antwort
change-reopened = { $actor } hat wieder geöffnet
change-woke = Wieder offen
change-labels = { $actor } hat Labels gesetzt: { $labels }
change-labels-none = { $actor } hat die Labels entfernt
change-joined = { $actor } hat eine Unterhaltung angefügt
change-separated = { $actor } hat einen Teil abgetrennt

delivery-label = Zustellung
delivery-held = Geht gleich hinaus
delivery-queued = Wartet auf den Versand
delivery-rate-limit = Wartet: Die Plattform lässt gerade nicht mehr zu
delivery-platform = Wartet: Die Plattform antwortet nicht
delivery-again = Wird noch einmal versucht
delivery-sending = Wird gesendet
delivery-sent = Gesendet
delivery-refused = Nicht angekommen. { $reason }
delivery-unknown = Unklar, ob das angekommen ist. Es wird nachgesehen.
delivery-cancelled = Zurückgeholt, wurde nicht gesendet
delivery-undo = Zurückholen
delivery-retry = Noch einmal senden
delivery-take-text = Text übernehmen und ändern
delivery-settle = Selbst nachsehen
delivery-settle-text = Steht die Antwort auf der Plattform?
delivery-arrived = Ja, sie ist da
delivery-not-arrived = Nein, sie fehlt
block-ask = { $name } blockieren?
block-open = { $count ->
    [0] Mit dieser Person läuft gerade nichts.
    [one] Die laufende Unterhaltung wird erledigt (Grund: „Person blockiert“) und verlässt „Braucht mich“.
   *[other] { $count } laufende Unterhaltungen werden erledigt (Grund: „Person blockiert“) und verlassen „Braucht mich“.
}
block-new = Neue Nachrichten werden gespeichert und sind zu finden, öffnen aber nichts und melden sich nicht.
block-unseen = Auf der Plattform ändert sich nichts. Sobald Sie die Person nicht mehr blockieren, ist wieder offen, was dabei erledigt wurde.
person-export = Alle Daten exportieren
person-exported = Der Export ist bereit. Er enthält alles, was über diese Person gespeichert ist.
person-erase = Diese Person löschen …

letter-to = An
letter-cc = Kopie
letter-bcc = Blindkopie
letter-subject = Betreff
letter-fields = Empfänger und Betreff
letter-edit = Empfänger und Betreff ändern
letter-usual = Empfänger und Betreff zurücksetzen
letter-more = { $count ->
    [one] und 1 weitere Adresse
   *[other] und { $count } weitere Adressen
}
letter-others = Ging auch an { $names }
letter-reply-all = Allen antworten
letter-full = Ganzen Text zeigen
letter-short = Nur das Geschriebene
letter-original = Original
letter-file = Als Datei speichern
letter-pictures-held = { $count ->
    [one] Ein Bild liegt auf einem fremden Server und wird nicht geladen: Wer es bereitstellt, erführe sonst, dass die Mail gelesen wurde.
   *[other] { $count } Bilder liegen auf fremden Servern und werden nicht geladen: Wer sie bereitstellt, erführe sonst, dass die Mail gelesen wurde.
}
letter-pictures-show = Bilder laden
letter-left = { $name } ist dort nicht mehr erreichbar.
letter-successors = Genannt wird:
letter-gone = nicht mehr dort
letter-unreachable = Adresse unzustellbar
letter-returned = Kam bei { $address } nicht an.
letter-delayed = Kam bei { $address } noch nicht an; es wird weiter versucht.
letter-automatic-reply = Automatische Antwort
letter-automatic-generated = Automatisch erstellt
letter-automatic-bounce = Unzustellbar-Meldung
letter-automatic-delay = Verzögerungsmeldung
letter-automatic-delivered = Zustellbericht
letter-automatic-feedback = Spam-Beschwerde
letter-automatic-bulk = Rundschreiben
letter-automatic-suspected = Vermutlich automatisch: zu viele E-Mails in wenigen Minuten
letter-automatic-ours = Automatische Eingangsbestätigung

deletion-propose = Löschung vorschlagen …
deletion-propose-title = Löschung vorschlagen
deletion-propose-text = Auf der Plattform gelöscht wird erst, wenn eine zweite Person aus der Leitung zustimmt. Zurückholen lässt es sich dann nicht.
deletion-propose-go = Vorschlagen
deletion-proposed = Löschung vorgeschlagen
deletion-reason = Grund
deletion-reason-mistake = Inhaltlich falsch
deletion-reason-wrong_place = An die falsche Person oder Stelle
deletion-reason-private_data = Enthält persönliche Daten
deletion-reason-tone = Im Ton vergriffen
deletion-reason-required = Vorgeschrieben oder verlangt
deletion-reason-other = Anderer Grund
deletion-label = Vorgeschlagene Löschung
deletion-waits = { $name } möchte das auf der Plattform löschen:
deletion-waits-second = Es wartet auf eine zweite Person aus der Leitung.
deletion-confirm = Löschen …
deletion-decline = Stehen lassen
deletion-withdraw = Zurückziehen
deletion-confirm-title = Auf der Plattform löschen?
deletion-confirm-go = Endgültig löschen
deletion-confirm-text = Die Antwort verschwindet für alle und lässt sich nicht zurückholen. Es bleibt ein Vermerk ohne ihren Inhalt.
deletion-done-confirm = Auf der Plattform gelöscht
deletion-done-decline = Bleibt stehen
deletion-done-withdraw = Vorschlag zurückgezogen
deletion-by = vorgeschlagen von { $name }
deletion-outcome-deleted = Gelöscht durch { $name }
deletion-outcome-declined = Stehen gelassen durch { $name }
deletion-outcome-withdrawn = Zurückgezogen durch { $name }
deletion-outcome-gone = War schon weg ({ $name })
