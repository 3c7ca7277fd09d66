search-label = Nachrichten und Personen durchsuchen
search-placeholder = Was geschrieben wurde oder von wem …
search-clear = Leeren
search-recent = Zuletzt gesucht
search-forget = „{ $words }“ vergessen
search-tips = So wird gesucht
search-tip-all = Alle Wörter müssen vorkommen; das letzte darf unvollständig sein.
search-tip-person = Ein Name und ein Wort, etwa „Selin Upload“, finden, was diese Person dazu geschrieben hat.
search-tip-beginning = Gesucht wird vom Wortanfang her: „Straße“ findet „Straßenlaterne“, aber nicht „Römerstraße“.
search-tip-spelling = Müller, Mueller und muller sind dasselbe.
search-tip-phrase = Wörter in „Anführungszeichen“ müssen zusammenstehen.
search-tip-done = Erledigte Unterhaltungen werden immer mit durchsucht.
search-people = Personen
search-more-people = { $count ->
    [one] Noch eine Person zeigen
   *[other] { $count } weitere zeigen
}
search-too-many = Es gibt noch mehr. Ein weiteres Wort grenzt es ein.
search-messages = Nachrichten, neueste zuerst
search-named = Bei Personen dieses Namens
search-notes = Interne Notizen, neueste zuerst
search-more = Ältere zeigen
search-by = von { $name }
search-note-by = Notiz von { $name }, nur intern
search-blocked = blockiert
search-found = { $count ->
    [one] Ein Treffer
   *[other] { $count } Treffer
}
search-nothing = Nichts gefunden zu „{ $words }“
search-nothing-text = Durchsucht wurden Nachrichten, interne Notizen und Personen, die Sie sehen dürfen, auch Erledigtes. Wörter werden vom Anfang her gefunden. Vielleicht mit weniger Wörtern oder einem anderen Wortanfang?
search-nothing-wide = Ohne Eingrenzung suchen
search-narrow = Suche eingrenzen
search-channel = Kanal
search-channel-any = Alle Kanäle
search-channels = { $count ->
   *[other] { $count } Kanäle
}
search-when-today = Heute
search-when-7 = 7 Tage
search-when-30 = 30 Tage
search-when-year = Dieses Jahr
search-when-own = Zeitraum
search-from = Von
search-to = Bis
search-wide = Alles durchsuchen
