log-title = Log a contact
log-how = How?
log-direction = Who began?
log-in = They came to us
log-out = We got in touch
log-waits = Still waits for us
log-waits-hint = Off where all was said there and then: no clock runs.
log-when = When?
log-now = Now
log-ago = { $count ->
    [60] 1 hr ago
    [180] 3 hrs ago
   *[other] { $count } min ago
}
log-future = That is still to come.
log-text = What was said?
log-text-hint = What you promised is recognised as a promise. Details from it stand on the case card then.
log-go = Log it

consult-title = Ask inside
consult-text = Your question goes to technicians or the back office by e-mail. The answer appears here as a note; the customer goes on talking to you alone.
consult-to = To
consult-to-hint = An address in the house, such as tech@…
consult-question = Your question
consult-card = Insert the case card
consult-go = Ask

resolve-title = Resolve
resolve-ask = Something would stay open
resolve-unanswered = unanswered
resolve-waiting = Waits for us outside the channels: { $when }
resolve-question = The question
resolve-done = Is done
resolve-follow-up = Ask whether it worked?
resolve-follow-up-hint = One question about the matter, where they wrote to us.
resolve-follow-up-at = We ask { $when }.
resolve-in-none = Do not ask
resolve-in-day = Tomorrow
resolve-in-three = In 3 days
resolve-in-week = In a week
resolve-in-own = Another time …
resolve-anyway = Resolve anyway
resolve-leave = Leave open

promises-text = What we promised. Each promise ends kept, moved or not kept, never in silence.
promises-whose = Whose promises
promises-mine = Mine
promises-team = All of the team
promises-late = Late
promises-today = Today
promises-later = Later
promises-open = No time given
promises-none = Nothing promised, nothing forgotten
promises-none-text = Promises in replies and logged contacts appear here by themselves.
promises-problem = The promises could not be loaded
promises-move = Move …
promises-break = Will not be kept
move-title = Move a promise
move-text = It is best when they hear it from us before the time is up.
move-write = Write to them
move-when = New time
move-reason = Reason
move-reason-hint = Needed when nobody wrote to them. Seen only by us.

handover-title = Hand over all of { $name }’s
handover-own = Hand over everything
handover-text = Conversations, promises and who is whose contact move in one step. Why is written nowhere.
handover-to = Who takes over?
handover-choose = Please choose
handover-note = Prepare a personal note
handover-note-hint = For everyone who waits for something. You read each one before it leaves.
handover-go = Hand over
handover-done = Everything is handed over.
handover-notes = { $count ->
    [0] All notes are looked through ({ $settled }).
    [one] One note waits for you; { $settled } are looked through.
   *[other] { $count } notes wait for you; { $settled } are looked through.
}
handover-no-notes = Nobody waits for anything now; everyone else meets the new name in the next reply.
handover-note-to = Note to { $name }
handover-skip = Do not write
handover-sent = Sent
handover-skipped = Left out
handover-failed = Did not leave
handover-lost = Nothing to hand over here
handover-lost-text = Leads and admins hand over for anyone, and everyone for themselves.
handover-agent = Hand over everything …
handover-agent-text = Conversations and promises go to somebody else, with a personal note.

settings-knowledge = Knowledge
knowledge-text = What Gerne must know of your house to recognise details and to ask nobody twice.
knowledge-products = Devices and products
knowledge-products-label = Names, one on each line
knowledge-products-hint = They are recognised in messages, also when spelt differently.
knowledge-products-example = FRITZ!Box 7590
knowledge-patterns = Your numbers
knowledge-patterns-text = Give a few examples, real or made up; Gerne finds the pattern by itself.
knowledge-pattern = Number { $number }
knowledge-pattern-kind = Kind
knowledge-pattern-name = Name
knowledge-pattern-name-hint = What the house calls it
knowledge-pattern-examples = Examples, one on each line
knowledge-pattern-hint = At least three that differ.
knowledge-pattern-add = Add a number
knowledge-crm = Customer system
knowledge-crm-label = Address of a customer’s page
knowledge-crm-hint = {"{customer_no}"} stands where the customer number goes.
knowledge-crm-bad = The address begins with https:// and holds {"{customer_no}"}.
knowledge-hints = Hints while writing
knowledge-hints-text = A kind that a team dismisses more than three times in ten switches itself off for that team.
knowledge-hint-asked-again = We have it already
knowledge-hint-asked-before = Asked already, no answer yet
knowledge-hint-vague-time = A time without a clock
knowledge-hint-no-regret = Explanation without regret
knowledge-hint-blame = Others are to blame
handover-agent-title = Handing over
knowledge-silent = Went silent for { $team } by itself.
knowledge-wake = Show again
knowledge-hint-single-case = “Single case” while others report the same
knowledge-hint-text-block = The same text once more
knowledge-pattern-shape = Found: { $shape }
promises-notes = { $count ->
    [one] One personal note of a handover waits for you.
   *[other] { $count } personal notes of a handover wait for you.
}
promises-notes-read = Look through
handover-theirs = { $name } reads and sends this note.
