person-label = About the person
person-unnamed = No name
person-identities = Accounts
person-history = Other conversations
person-history-none = No other conversations.
person-history-all = See all
person-name = Name
person-language = Language
person-language-unknown = Unknown
person-address = Sie or Du
person-address-account = As the channel
person-address-formal = Sie
person-address-informal = Du
person-about = Good to know
person-about-placeholder = What everyone on the team should know. Only visible to us.
person-blocked = Blocked
person-block = Block
person-unblock = Unblock
person-join = Is the same person as…
person-separate = Split off as a person of their own
person-joined = Joined with { $name } ({ $when }).
join-people-title = Is { $name } someone else, too?
join-people-text = Join two people when you’re sure they are the same. All their conversations then stand in one history. You can undo it at any time.
join-people-search = Find a name or account
join-people-action = Same person
join-people-none = Nobody found.
done-people-joined = Joined with { $name }

message-by = Message from { $name }, { $when }
message-bystander = someone else
message-answers = In reply to { $name }:
message-quotes = Quoted post
message-edited = Edited { $when }
message-deleted = This message was deleted on the platform.
message-deleted-own = This reply was deleted.
message-more = More about this message
message-reply-to = Reply to this
message-open = Open on the platform
message-link = Copy link to here
message-link-copied = Link copied
message-like = Favourite
message-unlike = Remove favourite
message-liked = Favourited
message-unliked = Favourite removed
message-check = Check its state on the platform
message-checked = Checking
message-separate = Move to a conversation of its own
warning-show = Show
warning-hide = Hide
revisions-title = What it said before
revisions-now = Now
revisions-until = Until { $when }
note-by = Internal note by { $name }
note-internal = Note, internal only

attachment-image = Picture
attachment-video = Video
attachment-audio = Sound
attachment-file = File
attachment-original = Original
attachment-enlarge = Enlarge picture: { $alt }
attachment-no-alt = No description
attachment-fetching = Being fetched…
attachment-failed = Could not be fetched
poll-single = Poll
poll-multiple = Poll, several answers possible
poll-votes = { $count ->
    [one] one vote
   *[other] { $count } votes
}
poll-until = until { $when }
poll-over = closed

actor-customer = They
change-taken = { $actor } took it
change-assigned = { $actor } assigned it to { $name }
change-team = { $actor } gave it to team { $team }
change-unassigned = { $actor } unassigned it
change-snoozed = { $actor } snoozed it until { $when }
change-snoozed-reply = { $actor } snoozed it until they write
change-resolved = { $actor } resolved it
change-pending = { $actor }: waiting for their reply
change-reopened = { $actor } reopened it
change-woke = Open again
change-labels = { $actor } set labels: { $labels }
change-labels-none = { $actor } removed the labels
change-joined = { $actor } joined a conversation to this one
change-separated = { $actor } split off a part

delivery-label = Delivery
delivery-held = About to leave
delivery-queued = Waiting to be sent
delivery-rate-limit = Waiting: the platform allows no more right now
delivery-platform = Waiting: the platform isn’t answering
delivery-again = Being tried again
delivery-sending = Sending
delivery-sent = Sent
delivery-refused = Did not arrive. { $reason }
delivery-unknown = Unclear whether this arrived. It’s being checked.
delivery-cancelled = Taken back, never sent
delivery-undo = Take back
delivery-retry = Send again
delivery-take-text = Take the text and change it
delivery-settle = Check yourself
delivery-settle-text = Is the reply there on the platform?
delivery-arrived = Yes, it’s there
delivery-not-arrived = No, it’s missing
block-ask = Block { $name }?
block-open = { $count ->
    [0] Nothing is going on with this person right now.
    [one] The ongoing conversation is resolved (reason: “Person blocked”) and leaves “Needs me”.
   *[other] { $count } ongoing conversations are resolved (reason: “Person blocked”) and leave “Needs me”.
}
block-new = New messages are kept and can be found, but open nothing and alert nobody.
block-unseen = Nothing changes on the platform. Once you no longer block them, what was resolved by it is open again.
person-export = Export all data
person-exported = The export is ready. It holds everything that is kept about this person.
person-erase = Erase this person…

letter-to = To
letter-cc = Cc
letter-bcc = Bcc
letter-subject = Subject
letter-fields = Recipients and subject
letter-edit = Change recipients or subject
letter-usual = Reset recipients and subject
letter-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
letter-others = Also went to { $names }
letter-reply-all = Reply to all
letter-full = Show the whole text
letter-short = Only what they wrote
letter-original = Original
letter-file = Save as a file
letter-pictures-held = { $count ->
    [one] One picture is on somebody else’s server and is not loaded: whoever serves it would learn that the mail was read.
   *[other] { $count } pictures are on other servers and are not loaded: whoever serves them would learn that the mail was read.
}
letter-pictures-show = Load pictures
letter-left = { $name } is no longer there.
letter-successors = They name:
letter-gone = no longer there
letter-unreachable = address cannot be reached
letter-returned = Did not reach { $address }.
letter-delayed = Has not reached { $address } yet; it is still being tried.
letter-automatic-reply = Automatic reply
letter-automatic-generated = Created automatically
letter-automatic-bounce = Could not be delivered
letter-automatic-delay = Delayed
letter-automatic-delivered = Delivery report
letter-automatic-feedback = Spam complaint
letter-automatic-bulk = Bulk mail
letter-automatic-suspected = Probably automatic: too many e-mails within minutes
letter-automatic-ours = Automatic acknowledgement

deletion-propose = Propose to delete …
deletion-propose-title = Propose to delete
deletion-propose-text = It is deleted on the platform only when a second person, a lead, agrees. It cannot be brought back then.
deletion-propose-go = Propose
deletion-proposed = Proposed to delete
deletion-reason = Reason
deletion-reason-mistake = What it says is wrong
deletion-reason-wrong_place = Wrong person or place
deletion-reason-private_data = Holds personal data
deletion-reason-tone = Wrong tone
deletion-reason-required = Required or demanded
deletion-reason-other = Another reason
deletion-label = Proposed deletion
deletion-waits = { $name } wants this deleted on the platform:
deletion-waits-second = It waits for a second person, a lead.
deletion-confirm = Delete …
deletion-decline = Let it stand
deletion-withdraw = Withdraw
deletion-confirm-title = Delete on the platform?
deletion-confirm-go = Delete for good
deletion-confirm-text = The answer disappears for everyone and cannot be brought back. A record without its words stays.
deletion-done-confirm = Deleted on the platform
deletion-done-decline = It stands
deletion-done-withdraw = Proposal withdrawn
deletion-by = proposed by { $name }
deletion-outcome-deleted = Deleted by { $name }
deletion-outcome-declined = Left standing by { $name }
deletion-outcome-withdrawn = Withdrawn by { $name }
deletion-outcome-gone = Was gone already ({ $name })
