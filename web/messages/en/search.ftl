search-label = Search messages and people
search-placeholder = What was said, or who said it …
search-clear = Clear
search-recent = Lately
search-forget = Forget “{ $words }”
search-tips = How it finds
search-tip-all = All words must occur; the last one may be unfinished.
search-tip-person = A name and a word, like “Selin upload”, find what that person wrote about it.
search-tip-beginning = Words are found from their beginning: “data” finds “database”, but not “metadata”.
search-tip-spelling = Müller, Mueller and muller are the same.
search-tip-phrase = Words in “quotation marks” must stand together.
search-tip-done = Resolved conversations are always searched too.
search-people = People
search-more-people = { $count ->
    [one] Show one more
   *[other] Show { $count } more
}
search-too-many = There are more. Another word narrows it down.
search-messages = Messages, newest first
search-named = With people of that name
search-notes = Internal notes, newest first
search-more = Show older ones
search-by = from { $name }
search-note-by = Note by { $name }, internal only
search-blocked = blocked
search-found = { $count ->
    [one] One result
   *[other] { $count } results
}
search-nothing = Nothing found for “{ $words }”
search-nothing-text = Messages, internal notes and people that you may see were searched, resolved ones too. Words are found from their beginning. Perhaps fewer words, or another beginning?
search-nothing-wide = Search without these limits
search-narrow = Narrow the search down
search-channel = Channel
search-channel-any = All channels
search-channels = { $count ->
   *[other] { $count } channels
}
search-when-today = Today
search-when-7 = 7 days
search-when-30 = 30 days
search-when-year = This year
search-when-own = Dates
search-from = From
search-to = To
search-wide = Search everything
