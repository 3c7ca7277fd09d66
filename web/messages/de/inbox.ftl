loading = Wird geladen …
action-back = Zurück

command-reply = Antworten
command-note = Notiz schreiben
command-new = Neue Unterhaltung
command-resolve = Erledigen
command-reopen = Wieder öffnen
command-pend = Auf Kundschaft warten
command-snooze = Zurückstellen
command-assign = Zuständig machen
command-take = Selbst übernehmen
command-team = Team ändern
command-label = Labels
command-priority = Dringlichkeit
command-no-answer = Keine Antwort nötig
command-spam = Spam
command-not-spam = Kein Spam
command-join = Zusammenführen mit …
command-person = Angaben zur Person zeigen
command-next = Nächste Unterhaltung
command-previous = Vorige Unterhaltung
command-next-waiting = Was mich jetzt am meisten braucht
command-choose = Auswählen
command-choose-down = Auswahl nach unten erweitern
command-choose-up = Auswahl nach oben erweitern
command-choose-all = Alle auswählen
list-order = Reihenfolge der Liste
list-ordered = Reihenfolge: { $order }
list-order-due = Dringendste zuerst
list-order-waiting = Am längsten wartend zuerst
list-order-recent = Neueste zuerst
list-order-oldest = Älteste zuerst
command-back = Zurück zur Liste

list-fresh = { $count ->
    [one] Eine neue
   *[other] { $count } neue
}
list-choose = { $name } auswählen
list-problem-title = Die Liste konnte nicht geladen werden
bulk-label = Aktionen für die Auswahl
bulk-clear = Auswahl aufheben
bulk-count = { $count ->
    [one] 1 gewählt
   *[other] { $count } gewählt
}
bulk-all = Alle { $count }
bulk-more = Weitere Aktionen
bulk-resolve = Erledigen
bulk-assign = Zuteilen
bulk-snooze = Später

row-me = Ich
row-nobody = Niemand zuständig
row-no-text = Ohne Text
row-draft = Entwurf:
row-has-draft = Sie haben einen Entwurf
row-unanswered = { $count ->
    [one] eine unbeantwortete Nachricht
   *[other] { $count } unbeantwortete Nachrichten
}
snippets-customer = Name der Person
snippets-agent = Ihr öffentlicher Name
row-until-reply = bis Antwort
row-snoozed-until = Zurückgestellt bis { $when }
row-snoozed-reply = Zurückgestellt, bis die Person schreibt
row-waiting = wartet seit { $span }
row-late = { $span } zu spät
row-late-full = { $span } über der Zeit
row-due = fällig in { $span }
row-delivery-refused = Eine Antwort wurde abgelehnt
row-delivery-unknown = Unklar, ob eine Antwort angekommen ist
row-delivery-under-way = Eine Antwort ist unterwegs
row-writing = { $name } schreibt
row-viewing = Auch hier: { $names }

empty-needs-me-title = Alles beantwortet
empty-needs-me-text = Gerade wartet niemand auf Sie. Neue Nachrichten erscheinen hier von selbst.
empty-look-open = Alle offenen ansehen
empty-mine-title = Sie haben nichts in Arbeit
empty-mine-text = Mit „I“ übernehmen Sie eine Unterhaltung, dann steht sie hier.
empty-unassigned-title = Alles hat jemanden
empty-unassigned-text = Jede offene Unterhaltung ist jemandem zugeteilt.
empty-open-title = Nichts offen
empty-open-text = Es gibt keine offene Unterhaltung. Gut gemacht.
empty-no-channel-title = Noch kein Kanal
empty-no-channel-text = Hier steht, was hereinkommt, sobald ein Kanal für Sie verbunden ist.
empty-snoozed-title = Nichts zurückgestellt
empty-snoozed-text = Mit „H“ stellen Sie eine Unterhaltung zurück; zur gewählten Zeit kommt sie wieder.
empty-pending-title = Auf niemanden wird gewartet
empty-pending-text = Hier steht, was Sie beantwortet haben, solange die Person noch nicht geantwortet hat.
empty-drafts-title = Keine Entwürfe
empty-drafts-text = Was Sie anfangen und nicht senden, bleibt hier liegen, auch wenn Sie das Gerät wechseln.
empty-mentioned-title = Niemand hat Sie gerufen
empty-mentioned-text = Schreibt jemand in einer Notiz „@“ und Ihren Namen, steht die Unterhaltung hier.
empty-resolved-title = Noch nichts erledigt
empty-resolved-text = Erledigte Unterhaltungen sammeln sich hier, die neueste zuerst.
empty-spam-title = Kein Spam
empty-spam-text = Was Sie als Spam markieren, landet hier und meldet sich nicht mehr.
empty-other-title = Hier ist nichts
empty-other-text = Zu dieser Ansicht passt gerade keine Unterhaltung.

view-gone-title = Diese Ansicht gibt es nicht mehr
view-gone-text = Jemand hat sie gelöscht, oder sie gehört zu einem anderen Team.
conversation-gone-title = Diese Unterhaltung ist nicht mehr da
conversation-gone-text = Vielleicht wurde sie gelöscht oder mit einer anderen zusammengeführt, oder sie gehört jetzt zu einem anderen Team.
conversation-gone-back = Zur Liste
pick-title = Nichts geöffnet
pick-text = Mit J und K gehen Sie durch die Liste, mit N zur nächsten Person, die wartet. Das Fragezeichen zeigt alle Tasten.
no-channel-title = Noch kein Kanal verbunden
no-channel-text = Verbinden Sie ein Konto oder Postfach, dann kommt hier an, was Menschen schreiben.
no-channel-action = Kanal verbinden
no-channel-yours-title = Für Sie kommt hier noch nichts an
no-channel-yours-text = Ihr Team hat noch keinen Kanal, oder Sie gehören noch zu keinem Team.
no-channel-yours-ask = Ihr Team hat noch keinen Kanal, oder Sie gehören noch zu keinem Team. Das ändern kann { $names }.

conversation-label = Unterhaltung: { $name }
thread-via = über { $handle }
thread-resolve = Erledigen
thread-reopen = Wieder öffnen
thread-mine = Bei mir
thread-nobody = Niemand zuständig
thread-label = Label
subject-edit = Betreff ändern
subject-placeholder = Worum geht es, in wenigen Worten?
presence-viewing = { $name } liest mit
presence-two = { $names } lesen mit
presence-many = { $names } und { $count ->
    [one] noch jemand lesen mit
   *[other] { $count } weitere lesen mit
}
presence-reply = { $name } schreibt eine Antwort
presence-note = { $name } schreibt eine Notiz

assign-me = { $name } (ich)
assign-nobody = Niemand
assign-placeholder = Wer kümmert sich?
team-none = Kein Team
label-placeholder = Label suchen …
label-nothing = Kein Label heißt so. Neue legen Sie in den Einstellungen an.
picker-nothing = Nichts passt dazu.
snooze-later = Später heute
snooze-tomorrow = Morgen früh
snooze-monday = Am Montag
snooze-week = In einer Woche
snooze-over = Das liegt schon zurück. Stattdessen:
snooze-reply = Bis die Person schreibt
snooze-placeholder = Wann? „in 3 Tagen“, „Fr 15 Uhr“
snooze-nothing = Diese Zeit verstehe ich nicht. Versuchen Sie „morgen 14 Uhr“ oder „12.3.“.
no-answer-thanks = Nur ein Dank
no-answer-not_for_us = Nicht für uns
no-answer-answered_elsewhere = Woanders beantwortet
no-answer-answered_by_community = Von anderen beantwortet
no-answer-duplicate = Schon einmal geschrieben
no-answer-other = Anderer Grund
thanks-maybe = Das klingt nach einem Dank und wartet trotzdem auf eine Antwort.
thanks-resolve = Nur ein Dank: keine Antwort nötig

timeline-label = Verlauf
timeline-older = Ältere anzeigen
timeline-newest = Zum Neuesten
timeline-empty = Hier wurde noch nichts geschrieben.
timeline-problem = Der Verlauf konnte nicht geladen werden
folds-label = Andere Unterhaltungen mit dieser Person
fold-open = Diese Unterhaltung öffnen
announce-message = { $name }: neue Nachricht

suggestion-label = Vorschlag
suggestion-same-subject = Diese Person hat schon einmal unter „{ $subject }“ geschrieben. Gehört das zusammen?
suggestion-join = Zusammenführen
suggestion-leave = Nicht dasselbe
join-title = Unterhaltungen zusammenführen
join-text = Gehören zwei Unterhaltungen zur selben Sache, führen Sie sie hier zusammen. Das lässt sich jederzeit rückgängig machen.
join-search = Wort aus der anderen Unterhaltung
join-action = Hierher holen
join-none = Mit dieser Person gibt es keine weitere Unterhaltung. Suchen Sie nach einem Wort aus der anderen.
join-none-found = Nichts gefunden.

new-account = Über
new-to = An
new-to-hint-letter = Name einer bekannten Person oder eine Mailadresse.
new-to-hint = Name einer bekannten Person oder die vollständige Adresse, wie sie auf der Plattform steht.
new-subject = Betreff
new-text = Nachricht
new-no-account = Zurzeit ist kein Konto verbunden, über das wir zuerst schreiben können.

join-action-label = „{ $topic }“ über { $account }, { $when }, hierher holen
no-answer-blocked = Person blockiert
no-answer-automatic = Automatische Nachricht
new-known = Bekannte Personen
person-unnamed = Ohne Namen
person-untold = Nicht genannt
command-resolve-asking = Erledigen und nachfragen …
command-contact = Kontakt festhalten
command-consult = Intern nachfragen
suggestion-same-number = Dieselbe Nummer steht in einer offenen Unterhaltung dieser Person. Gehört das zusammen?
suggestion-same-words = Darum geht es auch in einer offenen Unterhaltung dieser Person. Gehört das zusammen?
suggestion-still-waiting = Die Person wartet noch in einer anderen Unterhaltung. Gehört das zusammen?
row-contact = { $count }. Nachricht
row-now-public = jetzt öffentlich
row-aim-first_response = Ziel ist die erste Antwort
row-aim-next_response = Ziel ist die nächste Antwort
row-aim-resolution = Ziel ist, dass es erledigt ist
row-aim-promise = zugesagt
