outbox-text = Replies that haven’t arrived yet. What needs a decision is at the top.
outbox-empty-title = Everything has arrived
outbox-empty-text = Replies are here only while they are on their way or something is wrong.
outbox-unknown = { $count ->
    [one] For one reply it is unclear whether it arrived.
   *[other] For { $count } replies it is unclear whether they arrived.
}
outbox-refused = { $count ->
    [one] One reply was refused.
   *[other] { $count } replies were refused.
}
deletions-title = Deletions
deletions-none = No deletion waits for a second person.
deletions-look = Show earlier decisions
deletions-past-none = No decision yet.
hidings-title = Hidden
hidings-none = There is nothing to look at right now.
deletion-by = proposed by { $name }
deletion-outcome-deleted = Deleted by { $name }
deletion-outcome-declined = Left standing by { $name }
deletion-outcome-withdrawn = Withdrawn by { $name }
deletion-outcome-gone = Was gone already ({ $name })
hiding-by = hidden by { $name }
hiding-outcome-kept = Kept hidden by { $name }
hiding-outcome-shown = Shown again by { $name }
hiding-outcome-gone = Gone meanwhile
outbox-to = to { $name }
outbox-by = from { $name }
