incidents-text = Many report the same thing, shortly after each other: Gerne notices by itself. Here you tell everybody what is going on, and when it is over.
incidents-none = No incident
incidents-none-text = In the last 30 days never many reported the same at once.
noticing-settings = Settings
incidents-open = Going on
incidents-ended = Over
incident-unnamed = Incident without a name
incident-line-over = { $count ->
    [one] 1 person reported this, from { $since } on
   *[other] { $count } people reported this, from { $since } on
}
incident-lost = There is no such incident
incident-lost-text = Or it is only about conversations that you may not see.
incident-not-told = nobody written to yet
incident-told = { $told } of { $count } written to
incident-over-told = over, { $told } of { $count } know
incident-over-since = over since { $when }
incident-dismissed = No incident
incident-dismissed-text = Somebody said that the reports have nothing to do with each other.
incident-is-over = The incident is over
incident-tell-over = Now tell everybody who reported it.
incident-all-know = Everybody who reported it knows.
incident-people = People
incident-usual = usual would be { $count }
incident-since = Since
incident-noticed = noticed { $when }
incident-last = Last reported
incident-matters = { $count ->
    [one] in 1 conversation
   *[other] in { $count } conversations
}
incident-about = What it is about
incident-say = What we say
incident-say-text = One honest text for all. It is sent only after somebody read it for each person.
incident-name = Name
incident-name-hint = What the team calls the incident. Only for you.
incident-text-label = What is known
incident-over-label = When it is over
incident-places = Each person reads their name instead of { $name }, and their place instead of { $place }.
incident-text-proposal = Hello { $name }, there is an outage in { $place } at the moment. We are sorry. We are working on it and will write as soon as it is solved.
incident-over-proposal = Hello { $name }, the outage in { $place } is solved. If anything still does not work for you, please write to us.
incident-propose = Put in a proposal
incident-keep = Save text
incident-kept = Saved. Now read what each person gets.
incident-foreign = Somebody changed the texts meanwhile.
incident-foreign-take = Show their version
incident-review = Read through and send
incident-review-over = Say that it is over
incident-review-text = Each person gets the text once, where they wrote, at their platform’s pace.
incident-progress-label = How many were written to already
incident-progress = { $done } of { $count } written
incident-to = Text for { $name }
incident-send = Send
incident-leave = Leave out
incident-send-all = { $count ->
    [one] Send so to the last person, too
   *[other] Send so to all { $count } others
}
incident-send-all-go = Send to all
incident-send-all-text = This is what they get:
incident-more = and { $count } more
incident-going = Sending …
incident-stop = Pause
incident-failed = Not sent
incident-under-way = { $count ->
    [one] One answer is still on its way.
   *[other] { $count } answers are still on their way.
}
incident-stuck = { $count ->
    [one] One answer did not arrive, or nobody knows.
   *[other] { $count } answers did not arrive, or nobody knows.
}
incident-all-told = Everybody got it. Who joins later appears here.
incident-first-write = First write what you want to say, and save it.
incident-left = { $count ->
    [one] 1 person left out.
   *[other] { $count } people left out.
}
incident-left-show = Show again
incident-end = Is over
incident-end-ask = Is the incident over?
incident-end-text = Then you can tell everybody who reported it. Who reports the same later no longer belongs to it.
incident-over-done = The incident is over. Now tell everybody.
incident-none = Is none
incident-none-ask = Is this no incident?
incident-none-text = The reports stay where they are. The conversations no longer say anything of it, and nobody gets a text.
incident-none-done = This is no incident.
incident-growth = How it grew
incident-growth-note = How many wrote for the first time, and when.
incident-growth-at = { $span }: { $count }
incident-growth-summary = { $count } reports in { $stretches } stretches
incident-growth-when = When
incident-growth-count = Reports
incident-members = Who reported it
incident-knows = knows
incident-knows-over = knows that it is over
incident-knows-not = not written to yet
incident-unseen = { $count ->
    [one] And 1 conversation that you may not see.
   *[other] And { $count } conversations that you may not see.
}
announce-title = Say it before everyone
announce-text = A post that everybody can read, also who did not write to you. Each account says it once.
announce-nobody = None of your accounts can write something to everybody. Mastodon, X and Facebook can.
announce-words = Post
announce-by = Through which accounts
announce-own = Write it differently for this account
announce-own-for = Text for { $account }
announce-own-not = As for all, after all
announce-review = Read through
announce-ask = { $count ->
    [one] Publish through 1 account?
   *[other] Publish through { $count } accounts?
}
announce-ask-text = This is how it will stand there, for everybody to read:
announce-cost = The platform charges { $sum } for it.
announce-go = Publish
announce-said = What the accounts said
announce-text-proposal = There is an outage in { $place } at the moment. We are sorry. We are working on it and will write here as soon as it is solved.
announce-text-anywhere = There is an outage at the moment. We are sorry. We are working on it and will write here as soon as it is solved.
announce-over-proposal = The outage in { $place } is solved. If anything still does not work for you, please write to us.
announce-over-anywhere = The outage is solved. If anything still does not work for you, please write to us.
announced-over = That it is over
announced-settle = Is the post there?
announced-there = Yes, it is there
announced-missing = No, it is missing
announced-anew = Write it anew

escalations-text = A lawyer, the press, an authority, a threat, danger or distress: a person reads it before anybody answers. There are no text snippets here, and no changes to many at once.
escalations-none = Nothing to look at closely
escalations-none-text = As soon as somebody comes with a lawyer, the press or an authority, or is in distress, it stands here.
escalations-count = { $count ->
    [one] 1 conversation
   *[other] { $count } conversations
}
escalations-next = Next escalation
escalations-before = Previous escalation
escalations-read = Read
escalation-since = since { $when }
escalation-looked-at = { $name }: looked at
escalation-looked-done = Looked at. The conversation is answered like every other again.

settings-noticing = Noticing
noticing-text = How Gerne treats people who write about you without addressing you, and what it learned from your decisions.
noticing-strangers = Strangers
noticing-strangers-text = Whoever did not address you hears from you at most once, and only while it still helps.
noticing-days = Forgotten after days
noticing-days-hint = What nobody confirmed is deleted then. How often the rule was right stays counted.
noticing-hours = Approached until hours later
noticing-hours-hint = Nobody approaches older posts.
noticing-places = Places where nobody is approached
noticing-places-hint = Names of servers, one per line.
noticing-offer-de = Offer in German
noticing-offer-en = Offer in English
noticing-offer-hint = Stands as a proposal in the reply field when somebody confirms a find. { $name } is who wrote the post.
lessons = What was learned
lessons-text = Each confirming, dismissing and correcting teaches the team how messages are read. Take back what is not right.
lessons-team = Team
lessons-no-team = Without a team
lessons-none = Nothing yet. Whoever says “Not right” of a message, or decides on a find, teaches something.
lessons-gone = The text is deleted, or not for you.
lessons-is = { $what }
lessons-is-not = not: { $what }
lessons-by = · { $name }, { $when }
lessons-undo = Take back
lessons-undone = Taken back. Messages are read as if nobody had said it.
