live-as-of = As of { $time }. Changes by itself.
live-stale = No connection. This is the last known state.
live-problem = The state could not be loaded
live-wall = For the wall
live-full = Full screen
live-leave = Back
live-waiting = Waiting
live-waiting-aside = { $unassigned } unassigned · { $newer } new in 30 min
live-waiting-snoozed = { $count } snoozed
live-who-waits = Whoever we owe an answer waits: in open conversations and in snoozed ones.
live-next = Too late next
live-next-in = in { $span }
live-next-now = now
live-next-nobodys = unassigned
live-next-none = Nothing in sight: nobody waits whose time still runs.
live-people = Who is here
live-person = Person
live-col-state = Now
live-col-open = Open conversations
live-open-of = { $open } of { $most }
live-is-free = free
live-is-full = full
live-is-away = away
live-longest = Longest wait
live-since = since { $time }
live-nobody = nobody
live-all-answered = Everyone has an answer.
live-missed = Too late
live-near = Running short
live-near-aside = { $count ->
    [0] nothing else is running short
    [one] one more is running short
   *[other] { $count } more are running short
}
live-within = Within target today
live-within-aside = of today’s answers came before their target ended
live-within-few = Too few yet
live-within-few-aside = The figure comes once enough people have answered.
live-promises = Promises by tonight
live-promises-aside = due or overdue
live-on = Here
live-on-aside = { $each } waiting for each
live-on-nobody = Nobody is signed in right now.
live-teams = Teams
live-team = Team
live-account = Channel
live-no-team = No team
live-col-waiting = Waiting
live-col-unassigned = Unassigned
live-col-near = Nearly or too late
live-col-missed = of these too late
live-col-longest = Longest
live-col-on = Here
live-col-lag = Lag
live-col-lag-full = How long the newest messages took from the platform to us (median)
live-no-lag = –
live-well = fine
live-slow = comes late
live-silent = does not answer
live-cut = disconnected
live-paused = paused
live-waiting-at = { $name }: { $count } waiting
live-unassigned-at = { $name }: { $count } unassigned
live-near-at = { $name }: { $count } nearly or too late
live-missed-at = { $name }: { $count } too late
live-wall-newer = { $count } new in 30 min
behind-none = That was just dealt with
behind-none-text = Somebody answered while you were looking.
behind-more = More
live-over = more than can be done
live-col-spent = Spent
live-col-spent-full = Spent this month, by our own count
live-spent-today = { $name }: { $sum } today
live-rising = What many write about now
live-rising-incident = incident
live-rising-topic = topic
live-rising-over = over, not everybody told yet
live-rising-at = { $name }: { $count ->
    [one] one conversation
   *[other] { $count } conversations
}
live-topic = What it is about
live-topic-nameless = No name yet
live-col-people = People
live-col-usual = Usual per hour
live-col-since = Since
live-col-matters = Conversations
live-wall-rising = { $count ->
    [one] one person since { $since }
   *[other] { $count } people since { $since }
}
