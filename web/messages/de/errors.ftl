error-offline = Keine Verbindung zum Server. Es wurde nichts gesendet.
error-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
error-unavailable = Der Server ist gerade überlastet oder wird neu gestartet. Bitte gleich noch einmal versuchen.
error-not-found = Das gibt es nicht mehr, oder es gehört zu einem anderen Team.
error-conflict = Jemand war schneller. Hier ist der neue Stand; bitte prüfen Sie, ob es noch nötig ist.
error-invalid = Da stimmt eine Angabe nicht. Bitte prüfen Sie die markierten Felder.
error-rate-limited = Zu viele Versuche. Bitte warten Sie { $retry_after ->
    [one] eine Sekunde
   *[other] { $retry_after } Sekunden
}.
error-request-malformed = Der Server hat die Anfrage nicht verstanden. Bitte laden Sie die Seite neu.
error-request-too-large = Das ist zu groß.
error-role-forbidden = Dafür fehlt Ihnen die Berechtigung.
error-session-required = Bitte melden Sie sich an.
error-session-expired = Ihre Anmeldung ist abgelaufen. Ihr Text ist gespeichert; bitte melden Sie sich neu an.
error-login-wrong = Benutzername oder Passwort stimmt nicht.
error-csrf-missing = Der Browser hat die Anfrage verändert. Bitte laden Sie die Seite neu.
error-origin-foreign = Die Anfrage kam von einer fremden Adresse und wurde abgewiesen.
error-idempotency-mismatch = Dieser Versuch passt nicht zum vorigen. Bitte senden Sie noch einmal.
error-bulk = { $count ->
    [one] Eine Unterhaltung konnte nicht geändert werden.
   *[other] { $count } Unterhaltungen konnten nicht geändert werden.
}
error-reply-stale = Nicht gesendet: Inzwischen ist etwas dazugekommen.
error-reply-too-long = Nicht gesendet: { $length } von höchstens { $limit } Zeichen. Bitte kürzen.
error-reply-too-wide = Nicht gesendet: Eine Antwort darf nicht öffentlicher sein als die Nachricht, auf die sie antwortet.
error-reply-empty = Nicht gesendet: Es steht noch nichts da.
error-reply-own-id = Nicht gesendet: „{ $found }“ ist eine interne Nummer. Kundinnen und Kunden sollen keine Vorgangsnummern sehen.
error-reply-account-disconnected = Nicht gesendet: Das Konto ist getrennt. Ihr Text bleibt stehen, bis es wieder verbunden ist.
error-reply-not-possible = Nicht gesendet: Auf diesem Weg ist keine Antwort möglich.
error-reply-media-too-many = Nicht gesendet: So viele Anhänge nimmt dieser Kanal nicht an.
error-reply-media-too-large = Nicht gesendet: Ein Anhang ist zu groß für diesen Kanal.
error-reply-media-type = Nicht gesendet: Dieser Kanal nimmt einen der Anhänge nicht an.
error-reply-media-missing = Nicht gesendet: Ein Anhang ist nicht mehr da. Bitte fügen Sie ihn neu hinzu.

reason-unknown = Die Plattform nennt keinen genaueren Grund.
reason-account-reauthorize = Die Plattform nimmt die Anmeldung nicht mehr an.
reason-refused-too-long = Der Text ist der Plattform zu lang.
reason-refused-gone = Die Nachricht, auf die geantwortet wird, gibt es dort nicht mehr.
reason-refused-blocked = Die Person hat das Konto blockiert.
reason-refused-duplicate = Die Plattform hält den Text für eine Wiederholung.
reason-refused-media = Die Plattform nimmt einen Anhang nicht an.
reason-refused-forbidden = Die Plattform erlaubt diese Antwort nicht.
