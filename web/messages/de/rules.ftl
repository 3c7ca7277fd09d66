rules-text = Regeln finden Beiträge, die Sie betreffen, auch wenn niemand Sie anspricht.
rules-new = Neue Regel
rules-none = Noch keine Regel
rules-none-text = Schreiben Sie auf, wonach Sie suchen würden. Sie sehen sofort, was die Regel findet, bevor sie gilt.
rules-lost = Diese Regel gibt es nicht
rules-see-found = Was diese Regel gefunden hat
rules-on = Ein
rules-off = Aus
rules-everybody = Alle Teams
rules-broad = Sehr breit
rules-broad-text = Die Regel verlangt kein Wort und kann sehr viel finden. Probieren Sie sie unten an der Vergangenheit.
rules-dry-tag = schreibt nur auf
rules-found = { $count ->
    [one] 1 Fund in { $weeks } Wochen
   *[other] { $count } Funde in { $weeks } Wochen
}
rules-undecided = noch nichts entschieden
rules-right = { $share } richtig (sicher zwischen { $low } und { $high }; { $count ->
    [one] 1 Entscheidung
   *[other] { $count } Entscheidungen
})
rules-name = Name
rules-query = Wonach gesucht wird
rules-query-hint = Wie eine Suche: Wörter, "genaue Folgen", ODER, NICHT, NEAR/5, lang:de, followers:>1000. Ein Wort findet auch seine Beugungen.
rules-at = Stelle { $column }:
rules-turned-on = Eingeschaltet
rules-turned-on-hint = Sieht alles an, was ab jetzt kommt.
rules-flags = Funde zur Entscheidung vorlegen
rules-flags-hint = Was Ihnen niemand direkt geschrieben hat, wartet unter „Bemerkt“.
rules-team = Team
rules-team-hint = Dessen Leitung darf die Regel ändern.
rules-where = Wo sie sucht
rules-accounts = Nur über diese Kanäle
rules-accounts-hint = Nichts angekreuzt: alles.
rules-watches = Auf den Plattformen suchen mit
rules-watches-hint = Diese Kanäle suchen auch dort, wo Sie niemand erwähnt.
rules-does = Was sie von selbst tut
rules-actions = Aktionen
rules-actions-hint = In der Unterhaltung, in der die Nachricht steht. Die Kundin oder der Kunde sieht davon nur eine Eingangsbestätigung.
rules-do-assign = Zuweisen
rules-do-label = Label setzen
rules-do-priority = Priorität setzen
rules-do-notify = Benachrichtigen
rules-do-acknowledge = Eingang bestätigen
rules-do-acknowledge-by = Mit dem Text des Postfachs, einmal für jedes Anliegen: { $accounts }
rules-do-acknowledge-nobody = Noch lässt kein Postfach Regeln den Eingang bestätigen. Wer es darf, schaltet das dort ein:
rules-do-drop = { $what }: entfernen
rules-waiting = Erst nach so vielen Minuten ohne Antwort
rules-waiting-hint = Leer: sofort.
rules-dry = Nur aufschreiben, nichts tun
rules-dry-hint = Zum Ausprobieren: Sie sehen, was sie getan hätte.
rules-keep = Regel speichern
rules-from-now = Gilt ab dem nächsten Beitrag.
rules-kept = Die Regel ist gespeichert.
rules-drop = Löschen
rules-drop-title = „{ $name }“ löschen?
rules-drop-text = Die Regel findet nichts mehr. Was sie gefunden hat, bleibt.
rules-dropped = Die Regel ist gelöscht.
rules-preview = Was sie jetzt findet
rules-preview-empty = Schreiben Sie eine Regel, und hier steht, was sie findet.
rules-preview-broken = So lässt sich die Regel nicht lesen. Was fehlt, steht unter dem Feld.
rules-preview-hits = { $count ->
    [0] Nichts von den letzten { $of } Nachrichten passt.
    [one] 1 von den letzten { $of } Nachrichten passt.
   *[other] { $count } von den letzten { $of } Nachrichten passen.
}
rules-reading = In Worten
rules-canonical = Kurz geschrieben
rules-words = Was die Wörter finden
rules-words-none = so noch nicht vorgekommen
rules-words-more = { $count } weitere
rules-unseen = Eine Nachricht, die Sie nicht sehen dürfen
backtest = An der Vergangenheit probieren
backtest-text = Wie viel hätte die Regel gefunden, und wann? Nichts wird dabei verändert.
backtest-span = Zeitraum
backtest-days = { $count ->
    [365] 1 Jahr
   *[other] { $count } Tage
}
backtest-go = Probieren
backtest-stop = Anhalten
backtest-progress = Wie weit die Probe ist
backtest-old = Die Regel oder der Zeitraum ist inzwischen anders. Das Ergebnis gehört zur früheren.
backtest-hits = { $count ->
    [one] 1 Treffer in { $of } Nachrichten
   *[other] { $count } Treffer in { $of } Nachrichten
}
backtest-rate = { $rate } am Tag, { $share } von allem.
backtest-broad = Das ist mehr, als jemand ansehen wird. Engen Sie die Regel ein.
backtest-by-day = Treffer je Tag
backtest-by-day-note = Tage von 0 bis 24 Uhr, in der Zeitzone des Hauses
backtest-on-day = { $day }: { $hits } von { $of }
backtest-summary = { $count } Treffer in { $days } Tagen
backtest-day = Tag
backtest-col-hits = Treffer
backtest-col-looked = Nachrichten
backtest-overlap = Das finden andere Regeln auch
backtest-both = { $count ->
    [one] 1 gemeinsamer Treffer ({ $share })
   *[other] { $count } gemeinsame Treffer ({ $share })
}
backtest-samples = { $count ->
    [one] Ein Beispiel
   *[other] { $count } Beispiele
}
missed = Was sie übersehen hat
missed-text = Wählen Sie das Label, das sagt, was die Regel hätte finden sollen. Sie sehen die Unterhaltungen der letzten 30 Tage mit diesem Label, die sie nicht gefunden hat.
missed-label = Label
missed-go = Nachsehen
missed-no-labels = Es gibt noch keine Labels. Wer Unterhaltungen ein Label gibt, sagt damit, was sie sind.
missed-count = { $count ->
    [0] Nichts: Sie hat alles mit „{ $name }“ gefunden.
    [one] 1 Unterhaltung mit „{ $name }“ hat sie nicht gefunden.
   *[other] { $count } Unterhaltungen mit „{ $name }“ hat sie nicht gefunden.
}
deeds = Was sie von selbst getan hat
deeds-none = Noch nichts.
deeds-dry = nur aufgeschrieben
deeds-unseen = nicht für Sie
deeds-assign = An { $whom } gegeben
deeds-label = Label „{ $label }“ gesetzt
deeds-priority = Priorität: { $priority }
deeds-notify = Benachrichtigt: { $whom }
precision = Wie oft sie recht hatte
precision-weeks = Anteil der bestätigten Funde je Woche
precision-weeks-note = Der Strich reicht so weit, wie der wahre Anteil sicher liegt (95 von 100). Wenige Entscheidungen, langer Strich.
precision-decays = Sie findet schlechter als früher
precision-decays-text = In den letzten vier Wochen wurde sicher weniger bestätigt als davor. Sehen Sie die verworfenen Funde an.
precision-week = Woche ab
precision-found = Funde
precision-confirmed = Bestätigt
precision-dismissed = Verworfen
precision-share = Richtig
flags-posts = Beiträge
flags-text = Beiträge, die Ihre Regeln gefunden haben. Entscheiden Sie, ob jemand Hilfe braucht.
flags-which = Welche
flags-queue = Offen
flags-marks = Auch in Unterhaltungen
flags-confirmed = Bestätigt
flags-dismissed = Verworfen
flags-none = Nichts zu entscheiden
flags-none-text = Sobald eine Regel etwas findet, steht es hier.
flags-count = { $count ->
    [one] 1 Fund
   *[other] { $count } Funde
}
flags-keys-move = weiter, zurück
flags-next = Nächster Fund
flags-before = Voriger Fund
flags-confirm = Ist für uns
flags-dismiss = Ist nichts
flags-because = Warum nicht …
flags-dismiss-because = Ist nichts, mit Grund
flags-confirm-only = „{ $what }“ hält nur fest, dass die Regel richtig lag. Niemand schreibt der Person, und es entsteht keine Unterhaltung.
flags-undo = Zurücknehmen
flags-by = Beitrag von { $name }
flags-reach = { $count ->
    [one] 1 folgt
   *[other] { $number } folgen
}
flags-forgotten = wird am { $when } vergessen
flags-conversation = Zur Unterhaltung
flags-there = Dort ansehen
flags-of-rule = Nur: { $name }
flags-all-rules = Alle Regeln
flags-state-open = Offen
flags-state-confirmed = Bestätigt
flags-state-dismissed = Verworfen
flags-reason-not_us = Betrifft uns nicht
flags-reason-no_matter = Kein Anliegen
flags-reason-solved = Schon gelöst
flags-reason-never = Nie ansprechen
flags-reason-other = Etwas anderes
flags-offer = Bestätigt. Ein Vorschlag steht im Antwortfeld; gesendet wird erst, wenn Sie es tun.
approach-may = Hilfe darf angeboten werden
approach-there = Hier nur auf der Plattform selbst ansprechen
approach-not = Ansprechen ist hier nicht möglich
approach-old = Zu alt, um noch anzusprechen
approach-opted-out = Möchte nicht angesprochen werden
approach-place = An diesem Ort wird niemand angesprochen
approach-never = Wollte nie wieder angesprochen werden
approach-already = Wurde schon angesprochen
approach-gone = Der Beitrag ist nicht mehr da
approach-answered = Hat schon eine Antwort
approach-solved = Ist schon gelöst
