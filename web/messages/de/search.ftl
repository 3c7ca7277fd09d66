search-label = Nachrichten und Personen durchsuchen
search-placeholder = Was geschrieben wurde oder von wem …
search-clear = Leeren
search-recent = Zuletzt gesucht
search-forget = „{ $words }“ vergessen
search-tips = So wird gesucht
search-tip-all = Alle Wörter müssen vorkommen; das letzte darf unvollständig sein.
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
search-more = Ältere zeigen
search-by = von { $name }
search-blocked = blockiert
search-found = { $count ->
    [one] Ein Treffer
   *[other] { $count } Treffer
}
search-nothing = Nichts gefunden zu „{ $words }“
search-nothing-text = Durchsucht wurde alles, was Sie sehen dürfen, auch Erledigtes. Vielleicht mit weniger Wörtern?
