loading = Loading…
action-back = Back

command-reply = Reply
command-note = Write a note
command-new = New conversation
command-resolve = Resolve
command-reopen = Reopen
command-pend = Wait for the customer
command-snooze = Snooze
command-assign = Assign
command-take = Assign to me
command-team = Change team
command-label = Labels
command-priority = Priority
command-no-answer = No answer needed
command-spam = Spam
command-not-spam = Not spam
command-join = Join with …
command-person = Show details about the person
command-next = Next conversation
command-previous = Previous conversation
command-next-waiting = What needs me most right now
command-choose = Select
command-choose-down = Extend selection downwards
command-choose-up = Extend selection upwards
command-choose-all = Select all
list-order = Order of the list
list-ordered = Order: { $order }
list-order-due = Most urgent first
list-order-waiting = Longest waiting first
list-order-recent = Newest first
list-order-oldest = Oldest first
command-back = Back to the list

list-fresh = { $count ->
    [one] One new
   *[other] { $count } new
}
list-choose = Select { $name }
list-problem-title = The list could not be loaded
bulk-label = Actions for the selection
bulk-clear = Clear selection
bulk-count = { $count ->
    [one] 1 selected
   *[other] { $count } selected
}
bulk-all = All { $count }
bulk-more = More actions
bulk-resolve = Resolve
bulk-assign = Assign
bulk-snooze = Later

row-me = Me
row-nobody = Unassigned
row-no-text = No text
row-draft = Draft:
row-has-draft = You have a draft
row-unanswered = { $count ->
    [one] one unanswered message
   *[other] { $count } unanswered messages
}
snippets-customer = Name of the person
snippets-agent = Your public name
row-until-reply = until reply
row-snoozed-until = Snoozed until { $when }
row-snoozed-reply = Snoozed until they write
row-waiting = waiting for { $span }
row-late = { $span } late
row-late-full = { $span } overdue
row-due = due in { $span }
row-delivery-refused = A reply was refused
row-delivery-unknown = Unclear whether a reply arrived
row-delivery-under-way = A reply is on its way
row-writing = { $name } is writing
row-viewing = Also here: { $names }

empty-needs-me-title = Everyone has an answer
empty-needs-me-text = Nobody is waiting for you right now. New messages show up here by themselves.
empty-look-open = See all open
empty-mine-title = Nothing on your plate
empty-mine-text = Press “I” to take a conversation; it will show up here.
empty-unassigned-title = Everything has somebody
empty-unassigned-text = Every open conversation is assigned.
empty-open-title = Nothing open
empty-open-text = There isn’t a single open conversation. Well done.
empty-no-channel-title = No channel yet
empty-no-channel-text = What comes in stands here as soon as a channel is connected for you.
empty-snoozed-title = Nothing snoozed
empty-snoozed-text = Press “H” to snooze a conversation; it comes back at the time you choose.
empty-pending-title = Waiting for nobody
empty-pending-text = What you answered stands here for as long as the person has not written back.
empty-drafts-title = No drafts
empty-drafts-text = What you start and don’t send stays here, even when you switch devices.
empty-mentioned-title = Nobody has called you
empty-mentioned-text = When somebody writes “@” and your name in a note, the conversation shows up here.
empty-resolved-title = Nothing resolved yet
empty-resolved-text = Resolved conversations gather here, newest first.
empty-spam-title = No spam
empty-spam-text = What you mark as spam ends up here and stays quiet.
empty-other-title = Nothing here
empty-other-text = No conversation fits this view right now.

view-gone-title = This view no longer exists
view-gone-text = Somebody deleted it, or it belongs to another team.
conversation-gone-title = This conversation is no longer here
conversation-gone-text = It may have been erased or joined with another one, or it belongs to another team now.
conversation-gone-back = To the list
pick-title = Nothing open yet
pick-text = J and K walk through the list, N jumps to the next person waiting. The question mark shows all keys.
no-channel-title = No channel connected yet
no-channel-text = Connect an account or a mailbox, and what people write arrives here.
no-channel-action = Connect a channel
no-channel-yours-title = Nothing comes in for you yet
no-channel-yours-text = Your team has no channel yet, or you belong to no team yet.
no-channel-yours-ask = Your team has no channel yet, or you belong to no team yet. { $names } can change that.

conversation-label = Conversation: { $name }
thread-via = via { $handle }
thread-resolve = Resolve
thread-reopen = Reopen
thread-mine = Mine
thread-nobody = Unassigned
thread-label = Label
subject-edit = Change subject
subject-placeholder = What is it about, in a few words?
presence-viewing = { $name } is here too
presence-two = { $names } are viewing
presence-many = { $names } and { $count ->
    [one] one more are viewing
   *[other] { $count } more are viewing
}
presence-reply = { $name } is writing a reply
presence-note = { $name } is writing a note

assign-me = { $name } (me)
assign-nobody = Nobody
assign-placeholder = Who takes care of it?
team-none = No team
label-placeholder = Find a label…
label-nothing = No label has that name. You can make new ones in the settings.
picker-nothing = Nothing fits that.
snooze-later = Later today
snooze-tomorrow = Tomorrow morning
snooze-monday = On Monday
snooze-week = In a week
snooze-over = That has passed already. Instead:
snooze-reply = Until they write
snooze-placeholder = When? “in 3 days”, “Fri 3pm”
snooze-nothing = I don’t understand that time. Try “tomorrow 2pm” or “2027-03-12”.
no-answer-thanks = Just a thank-you
no-answer-not_for_us = Not for us
no-answer-answered_elsewhere = Answered elsewhere
no-answer-answered_by_community = Answered by others
no-answer-duplicate = Written before
no-answer-other = Another reason
thanks-maybe = This sounds like thanks, and waits for an answer all the same.
thanks-resolve = Only thanks: no answer needed

timeline-label = History
timeline-older = Show older
timeline-newest = To the newest
timeline-empty = Nothing has been written here yet.
timeline-problem = The history could not be loaded
folds-label = Other conversations with this person
fold-open = Open this conversation
announce-message = { $name }: new message

suggestion-label = Suggestion
suggestion-same-subject = This person wrote under “{ $subject }” before. Do they belong together?
suggestion-join = Join
suggestion-leave = Not the same
join-title = Join conversations
join-text = When two conversations are about the same matter, join them here. You can undo it at any time.
join-search = A word from the other conversation
join-action = Bring here
join-none = There is no other conversation with this person. Search for a word from the other one.
join-none-found = Nothing found.

new-account = From
new-to = To
new-to-hint-letter = The name of somebody you know, or an e-mail address.
new-to-hint = The name of somebody you know, or the full address as the platform writes it.
new-subject = Subject
new-text = Message
new-no-account = No account is connected through which we can write first.

join-action-label = Bring “{ $topic }” over { $account }, { $when }, here
no-answer-blocked = Person blocked
no-answer-automatic = Automatic message
new-known = People you know
person-unnamed = No name
person-untold = Not told
command-resolve-asking = Resolve and follow up …
command-contact = Log a contact
command-consult = Ask inside
suggestion-same-number = An open conversation of theirs names the same number. Do they belong together?
suggestion-same-words = An open conversation of theirs is about this, too. Do they belong together?
suggestion-still-waiting = They still wait in another conversation. Do they belong together?
row-contact = { $count ->
    [2] 2nd message
    [3] 3rd message
   *[other] { $count }th message
}
row-aim-first_response = the target is the first response
row-aim-next_response = the target is the next response
row-aim-resolution = the target is that it is resolved
row-aim-promise = promised
row-now-public = now public
