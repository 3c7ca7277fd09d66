composer-label = Writing
composer-kind = Reply or note
composer-reply = Reply
composer-note = Note
composer-disconnected = { $handle } isn’t connected. Your text stays; sending has to wait until it is.
composer-paused = { $handle } is resting: nothing goes out until the channel goes on. Your text stays as a draft.
draft-saved = Draft saved
draft-saving = Saving…
draft-local = Saved in this browser only
draft-other = You have written something else on another device since:
draft-other-take = Use that
draft-other-keep = Keep mine

reply-to = To
reply-to-clear = Stop replying to this particular message
reply-answers = answers
reply-answers-of = { $count ->
    [one] the only one
   *[other] one of { $count }
}
reply-answers-choose = { $count ->
    [one] One message is unanswered
   *[other] { $count } messages are unanswered. Answer another one
}
reply-answers-which = Which message to answer?
reply-field = Your reply
reply-placeholder = Reply to { $name }…
reply-placeholder-any = Your reply…
note-field = Your note
note-placeholder = Note for the team… use @ to call somebody
note-who = Only your team sees this.
note-add = Add note
note-mention = Who do you want to call?

counter-over = { $count ->
    [one] 1 character too many
   *[other] { $count } characters too many
}
counter-over-now = The text is too long now.
counter-left = { $count } characters left.

cw-add = Add a content warning
cw-label = Content warning
cw-placeholder = What is it about? Stands before the text
cw-remove = Remove content warning
visibility-label = Who can read it

send-public = Reply publicly
send-private = Reply privately
send-place = Reply in { $place }
send-letter = Send e-mail
send-new-public = Send publicly
send-new-private = Send privately
send-anyway = Send anyway
send-only = Send
send-resolve = Send and resolve
send-more = Other ways to send
send-title = Ctrl or ⌘ and Enter
send-as = As { $name } via { $handle }

lock-writing = { $name } is writing a reply here right now.
lock-ask = { $name } is writing a reply here too. Send yours anyway?
lock-ask-stopped = { $name } was writing here as well and has just stopped. Send yours?
stale-title = Something has been added since
stale-answered = It has already been answered
stale-text = Your reply has not been sent yet. Does it still fit?
stale-anyway = Send it as it is

media-add = Attach a picture or file
media-alt = Description
media-alt-missing = Description still missing
media-alt-placeholder = What does it show? For everyone who can’t see it
media-remove = Remove { $name }
media-uploading = Uploading { $name }…
media-too-many = { $count ->
    [one] This channel takes only one attachment.
   *[other] This channel takes at most { $count } attachments.
}
media-wrong-type = { $name }: this channel doesn’t take that kind of file.
media-too-large = { $name } is too large. This channel takes at most { $size } MB.
lock-wait = Not yet
stale-read = Read what is new
composer-blocked = { $name } is blocked. What you write still goes out; an answer to it opens nothing here.
reply-why-private = Private, because { $name } wrote in private. The reply cannot be more public than that.
reply-why-followers = Not public, because { $name } wrote for followers only.
counter-limit = This channel takes at most { NUMBER($count) } characters.
counter-besides = Besides your text, this is taken off:
counter-mention = { $count } for the mention at the beginning
counter-signature = { $count } for the signature
counter-warning = { $count } for the content warning
emoji-add = Insert an emoji
emoji-search = Search emoji, such as “thanks”
emoji-none = No emoji has that name.
emoji-faces = Faces
emoji-hands = Hands and gestures
emoji-hearts = Hearts and celebrations
emoji-weather = Weather and everyday
emoji-work = Technology and service
emoji-signs = Signs
snippets-list = Snippets
snippets-withheld = No text snippets here: somebody must look at this closely and answer in their own words.
snippet-use = Use a snippet
reply-again = This is exactly what we wrote already: { $when }.
reply-unfilled = The text still says { $what }. Please put a name in its place; it does not leave like this.

uncalled-title = { $platform } does not let us answer here
uncalled-text = We may only answer who mentions or quotes us. This post does neither. What you answer over there appears in this conversation by itself.
uncalled-open = Open it on { $platform }
uncalled-private = Write privately
price-why = { $platform } charges { $sum } for it.
price-link = With a link { $sum }
price-link-why = With a link in it { $platform } charges { $sum }. Without one it is far cheaper.
private-once = This comment is answered in private exactly once. It goes on only if { $name } writes back.
private-once-used = We answered this comment in private once already; { $platform } allows no more. If { $name } writes back, it goes on in private.
private-once-over = { $platform } lets a comment be answered in private only for { $span }. In public it still can be.
shut-private = This can’t go on in private here
shut-gone = This was deleted meanwhile
shut-gone-text = What { $name } wrote is no longer there. The platform takes no answer to it, neither in public nor in private.
shut-goes-on = Go on in { $place }
shut-elsewhere = To the conversation in { $place }
shut-public = Answer in public
shut-other = Answer another post
shut-note = Write a note
private-until = { $platform } takes private answers until { $when }.
private-over = Answering in private is over here: { $platform } allows it only for { $span } after the last message. As soon as { $name } writes again, it goes on.
