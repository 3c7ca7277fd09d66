log-title = Kontakt festhalten
log-how = Wie?
log-direction = Von wem aus?
log-in = Die Person kam zu uns
log-out = Wir haben uns gemeldet
log-waits = Wartet danach noch auf uns
log-waits-hint = Aus, wenn im Gespräch alles gesagt wurde: dann läuft keine Frist.
log-when = Wann?
log-now = Jetzt
log-ago = { $count ->
    [60] vor 1 Std.
    [180] vor 3 Std.
   *[other] vor { $count } Min.
}
log-future = Das liegt noch vor uns.
log-text = Was wurde gesagt?
log-text-hint = Was Sie zugesagt haben, wird als Zusage erkannt. Angaben daraus stehen dann in der Fallkarte.
log-go = Festhalten

consult-title = Intern nachfragen
consult-text = Ihre Frage geht als E-Mail an Technik oder Verwaltung. Die Antwort erscheint hier als Notiz; die Person schreibt weiter nur mit Ihnen.
consult-to = An
consult-to-hint = Eine Mailadresse im Haus, etwa technik@…
consult-question = Ihre Frage
consult-card = Fallkarte einfügen
consult-go = Fragen

resolve-title = Erledigen
resolve-ask = Hier bliebe etwas offen
resolve-unanswered = unbeantwortet
resolve-waiting = Wartet außerhalb der Kanäle auf uns: { $when }
resolve-question = Die Frage
resolve-done = Ist erledigt
resolve-follow-up = Nachfragen, ob es geholfen hat?
resolve-follow-up-hint = Eine Frage nach der Sache, dort, wo die Person geschrieben hat.
resolve-follow-up-at = Wir fragen { $when }.
resolve-in-none = Nicht nachfragen
resolve-in-day = Morgen
resolve-in-three = In 3 Tagen
resolve-in-week = In einer Woche
resolve-in-own = Andere Zeit …
resolve-anyway = Trotzdem erledigen
resolve-leave = Offen lassen

promises-text = Was wir versprochen haben. Jede Zusage endet gehalten, verschoben oder nicht gehalten, nie im Stillen.
promises-whose = Wessen Zusagen
promises-mine = Meine
promises-team = Alle im Team
promises-late = Zu spät
promises-today = Heute
promises-later = Später
promises-open = Ohne Zeit
promises-none = Nichts versprochen, nichts vergessen
promises-none-text = Zusagen aus Antworten und festgehaltenen Kontakten erscheinen hier von selbst.
promises-problem = Die Zusagen konnten nicht geladen werden
promises-move = Verschieben …
promises-break = Wird nicht gehalten
move-title = Zusage verschieben
move-text = Am besten hört es die Person von uns, bevor die Zeit um ist.
move-write = Der Person schreiben
move-when = Neue Zeit
move-reason = Grund
move-reason-hint = Nötig, wenn niemand der Person geschrieben hat. Nur intern sichtbar.

handover-title = Alles von { $name } übergeben
handover-own = Alles übergeben
handover-text = Unterhaltungen, Zusagen und wer wessen Ansprechperson ist, gehen in einem Schritt über. Warum, steht nirgends.
handover-to = Wer übernimmt?
handover-choose = Bitte wählen
handover-note = Persönliche Nachricht vorbereiten
handover-note-hint = Für alle, die auf etwas warten. Sie lesen jede, bevor sie hinausgeht.
handover-go = Übergeben
handover-done = Alles ist übergeben.
handover-notes = { $count ->
    [0] Alle Nachrichten sind durchgesehen ({ $settled }).
    [one] Eine Nachricht wartet noch auf Ihren Blick; { $settled } sind durchgesehen.
   *[other] { $count } Nachrichten warten noch auf Ihren Blick; { $settled } sind durchgesehen.
}
handover-no-notes = Niemand wartet gerade auf etwas; die anderen lernen den neuen Namen mit der nächsten Antwort kennen.
handover-note-to = Nachricht an { $name }
handover-skip = Nicht schreiben
handover-sent = Gesendet
handover-skipped = Ausgelassen
handover-failed = Ging nicht hinaus
handover-lost = Hier ist nichts zu übergeben
handover-lost-text = Übergeben können Leitung und Verwaltung für alle, und jede Person für sich selbst.
handover-agent = Alles übergeben …
handover-agent-text = Unterhaltungen und Zusagen gehen an jemand anderen, mit persönlicher Nachricht.

settings-knowledge = Wissen
knowledge-text = Was Gerne über Ihr Haus wissen muss, um Angaben zu erkennen und niemanden zweimal zu fragen.
knowledge-products = Geräte und Produkte
knowledge-products-label = Namen, einer je Zeile
knowledge-products-hint = So werden sie in Nachrichten erkannt, auch in anderer Schreibweise.
knowledge-products-example = FRITZ!Box 7590
knowledge-patterns = Ihre Nummern
knowledge-patterns-text = Nennen Sie ein paar echte oder erfundene Beispiele; das Muster daraus erkennt Gerne selbst.
knowledge-pattern = Nummer { $number }
knowledge-pattern-kind = Art
knowledge-pattern-name = Name
knowledge-pattern-name-hint = Wie das Haus sie nennt
knowledge-pattern-examples = Beispiele, eines je Zeile
knowledge-pattern-hint = Mindestens drei, die sich unterscheiden.
knowledge-pattern-add = Nummer hinzufügen
knowledge-crm = Kundensystem
knowledge-crm-label = Adresse einer Kundenseite
knowledge-crm-hint = Wo die Kundennummer hingehört, steht {"{customer_no}"}.
knowledge-crm-bad = Die Adresse beginnt mit https:// und enthält {"{customer_no}"}.
knowledge-hints = Hinweise beim Schreiben
knowledge-hints-text = Verwirft ein Team eine Art öfter als drei von zehn Mal, schaltet sie sich für dieses Team selbst ab.
knowledge-hint-asked-again = Liegt uns schon vor
knowledge-hint-asked-before = Schon gefragt, noch ohne Antwort
knowledge-hint-vague-time = Zeit ohne Uhrzeit
knowledge-hint-no-regret = Erklärung ohne Bedauern
knowledge-hint-blame = Schuld bei anderen
handover-agent-title = Übergabe
knowledge-silent = Für { $team } von selbst verstummt.
knowledge-wake = Wieder zeigen
knowledge-hint-single-case = „Einzelfall“, obwohl andere dasselbe melden
knowledge-hint-text-block = Derselbe Text noch einmal
knowledge-pattern-shape = Erkannt: { $shape }
promises-notes = { $count ->
    [one] Eine persönliche Nachricht zur Übergabe wartet auf Ihren Blick.
   *[other] { $count } persönliche Nachrichten zur Übergabe warten auf Ihren Blick.
}
promises-notes-read = Durchsehen
handover-theirs = Diese Nachricht liest und sendet { $name }.
