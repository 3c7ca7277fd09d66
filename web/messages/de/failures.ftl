error-offline = Keine Verbindung zum Server. Es wurde nichts gesendet.
error-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
error-storage-full = Auf dem Server ist kein Platz mehr: Es kann gerade nichts gespeichert werden. Bitte sagen Sie Ihrer Technik Bescheid.
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
reason-unknown = Die Plattform nennt keinen genaueren Grund.
