rules-text = Rules find posts that concern you although nobody addressed you.
rules-new = New rule
rules-none = No rule yet
rules-none-text = Write down what you would search for. You see at once what the rule finds, before it counts.
rules-lost = There is no such rule
rules-see-found = What this rule found
rules-on = On
rules-off = Off
rules-everybody = All teams
rules-broad = Very broad
rules-broad-text = The rule asks for no word and may find very much. Try it on the past below.
rules-dry-tag = only takes notes
rules-found = { $count ->
    [one] 1 find in { $weeks } weeks
   *[other] { $count } finds in { $weeks } weeks
}
rules-undecided = nothing decided yet
rules-right = { $share } right (surely between { $low } and { $high }; { $count ->
    [one] 1 decision
   *[other] { $count } decisions
})
rules-name = Name
rules-query = What to look for
rules-query-hint = Like a search: words, "exact phrases", OR, NOT, NEAR/5, lang:en, followers:>1000. A word also finds its inflections.
rules-at = At { $column }:
rules-turned-on = Switched on
rules-turned-on-hint = Looks at everything that comes from now on.
rules-flags = Put finds up for decision
rules-flags-hint = What nobody wrote to you directly waits under “Noticed”.
rules-team = Team
rules-team-hint = Its leads may change the rule.
rules-where = Where it looks
rules-accounts = Only through these channels
rules-accounts-hint = Nothing ticked: everything.
rules-watches = Search the platforms with
rules-watches-hint = These channels also search where nobody mentions you.
rules-does = What it does by itself
rules-actions = Actions
rules-actions-hint = In the conversation of the message. The customer sees nothing of it but an acknowledgement.
rules-do-assign = Assign
rules-do-label = Add a label
rules-do-priority = Set the priority
rules-do-notify = Notify
rules-do-acknowledge = Acknowledge arrival
rules-do-acknowledge-by = With the mailbox’s text, once for each matter: { $accounts }
rules-do-acknowledge-nobody = No mailbox lets rules acknowledge yet. Whoever may switches it on there:
rules-do-drop = { $what }: remove
rules-waiting = Only after so many minutes without an answer
rules-waiting-hint = Empty: at once.
rules-dry = Only take notes, do nothing
rules-dry-hint = To try it: you see what it would have done.
rules-keep = Save rule
rules-from-now = Counts from the next post on.
rules-kept = The rule is saved.
rules-drop = Delete
rules-drop-title = Delete “{ $name }”?
rules-drop-text = The rule finds nothing more. What it found stays.
rules-dropped = The rule is deleted.
rules-preview = What it finds now
rules-preview-empty = Write a rule, and here you see what it finds.
rules-preview-broken = The rule can’t be read like this. What is missing stands below the field.
rules-preview-hits = { $count ->
    [0] None of the last { $of } messages matches.
    [one] 1 of the last { $of } messages matches.
   *[other] { $count } of the last { $of } messages match.
}
rules-reading = In plain words
rules-canonical = Written short
rules-words = What the words find
rules-words-none = has not come up like this yet
rules-words-more = { $count } more
rules-unseen = A message that you may not see
backtest = Try it on the past
backtest-text = How much would the rule have found, and when? Nothing is changed by it.
backtest-span = Time
backtest-days = { $count ->
    [365] 1 year
   *[other] { $count } days
}
backtest-go = Try
backtest-stop = Stop
backtest-progress = How far the trial is
backtest-old = The rule or the time has changed since. The result belongs to the former.
backtest-hits = { $count ->
    [one] 1 hit in { $of } messages
   *[other] { $count } hits in { $of } messages
}
backtest-rate = { $rate } a day, { $share } of everything.
backtest-broad = That is more than anybody will look at. Narrow the rule down.
backtest-by-day = Hits by day
backtest-by-day-note = Days from midnight to midnight, in the house's time zone
backtest-on-day = { $day }: { $hits } of { $of }
backtest-summary = { $count } hits in { $days } days
backtest-day = Day
backtest-col-hits = Hits
backtest-col-looked = Messages
backtest-overlap = Other rules find this, too
backtest-both = { $count ->
    [one] 1 hit in common ({ $share })
   *[other] { $count } hits in common ({ $share })
}
backtest-samples = { $count ->
    [one] One example
   *[other] { $count } examples
}
missed = What it missed
missed-text = Choose the label that says what the rule should have found. You see the conversations of the last 30 days with this label that it did not find.
missed-label = Label
missed-go = Look
missed-no-labels = There are no labels yet. Whoever puts a label on conversations says what they are.
missed-count = { $count ->
    [0] Nothing: it found everything with “{ $name }”.
    [one] It did not find 1 conversation with “{ $name }”.
   *[other] It did not find { $count } conversations with “{ $name }”.
}
deeds = What it did by itself
deeds-none = Nothing yet.
deeds-dry = only written down
deeds-unseen = not for you
deeds-assign = Given to { $whom }
deeds-label = Label “{ $label }” put on
deeds-priority = Priority: { $priority }
deeds-notify = Notified: { $whom }
precision = How often it was right
precision-weeks = Share of confirmed finds by week
precision-weeks-note = The line reaches as far as the true share surely lies (95 in 100). Few decisions, a long line.
precision-decays = It finds worse than before
precision-decays-text = In the last four weeks surely less was confirmed than before. Look at the dismissed finds.
precision-week = Week from
precision-found = Finds
precision-confirmed = Confirmed
precision-dismissed = Dismissed
precision-share = Right
flags-posts = Posts
flags-text = Posts that your rules found. Decide whether somebody needs help.
flags-which = Which
flags-queue = Open
flags-marks = In conversations, too
flags-confirmed = Confirmed
flags-dismissed = Dismissed
flags-none = Nothing to decide
flags-none-text = As soon as a rule finds something, it stands here.
flags-count = { $count ->
    [one] 1 find
   *[other] { $count } finds
}
flags-keys-move = on, back
flags-next = Next find
flags-before = Previous find
flags-confirm = For us
flags-dismiss = Nothing
flags-because = Why not …
flags-dismiss-because = Nothing, with a reason
flags-confirm-only = “{ $what }” only records that the rule was right. Nobody writes to the person, and no conversation begins.
flags-undo = Take back
flags-by = Post by { $name }
flags-reach = { $count ->
    [one] 1 follower
   *[other] { $number } followers
}
flags-forgotten = forgotten on { $when }
flags-conversation = To the conversation
flags-there = See it there
flags-of-rule = Only: { $name }
flags-all-rules = All rules
flags-state-open = Open
flags-state-confirmed = Confirmed
flags-state-dismissed = Dismissed
flags-reason-not_us = Not about us
flags-reason-no_matter = No matter for us
flags-reason-solved = Solved already
flags-reason-never = Never approach
flags-reason-other = Something else
flags-offer = Confirmed. A proposal stands in the reply field; it is sent only when you do.
approach-may = Help may be offered
approach-there = Approach only on the platform itself
approach-not = Approaching is not possible here
approach-old = Too old to approach
approach-opted-out = Does not want to be approached
approach-place = Nobody is approached in this place
approach-never = Wanted never to be approached again
approach-already = Was approached already
approach-gone = The post is gone
approach-answered = Has an answer already
approach-solved = Is solved already
