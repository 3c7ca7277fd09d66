error-offline = No connection to the server. Nothing was sent.
error-failed = That didn’t work. Please try again.
error-unavailable = The server is busy or restarting. Please try again in a moment.
error-not-found = It no longer exists, or it belongs to another team.
error-conflict = Somebody was faster. This is the new state; please check whether it’s still needed.
error-invalid = Something isn’t right. Please check the marked fields.
error-rate-limited = Too many attempts. Please wait { $retry_after ->
    [one] one second
   *[other] { $retry_after } seconds
}.
error-request-malformed = The server didn’t understand. Please reload the page.
error-request-too-large = That’s too large.
error-role-forbidden = You’re not allowed to do that.
error-session-required = Please sign in.
error-session-expired = You’ve been signed out. Your text is saved; please sign in again.
error-login-wrong = Wrong username or password.
error-csrf-missing = The browser altered the request. Please reload the page.
error-origin-foreign = The request came from a foreign address and was turned away.
error-idempotency-mismatch = This attempt doesn’t match the last one. Please send again.
error-bulk = { $count ->
    [one] One conversation could not be changed.
   *[other] { $count } conversations could not be changed.
}
error-reply-stale = Not sent: something has been added since.
error-reply-too-long = Not sent: { $length } of at most { $limit } characters. Please shorten it.
error-reply-too-wide = Not sent: a reply can’t be more public than the message it answers.
error-reply-empty = Not sent: there’s nothing there yet.
error-reply-own-id = Not sent: “{ $found }” is one of our internal numbers. Customers should never see case numbers.
error-reply-account-disconnected = Not sent: the account is disconnected. Your text stays until it’s connected again.
error-reply-not-possible = Not sent: no reply is possible this way.
error-reply-media-too-many = Not sent: this channel doesn’t take that many attachments.
error-reply-media-too-large = Not sent: an attachment is too large for this channel.
error-reply-media-type = Not sent: this channel doesn’t take one of the attachments.
error-reply-media-missing = Not sent: an attachment is no longer there. Please add it again.

reason-unknown = The platform gives no further reason.
reason-account-reauthorize = The platform no longer accepts our sign-in.
reason-refused-too-long = The text is too long for the platform.
reason-refused-gone = The message being answered is no longer there.
reason-refused-blocked = The person has blocked the account.
reason-refused-duplicate = The platform takes the text for a repetition.
reason-refused-media = The platform doesn’t take an attachment.
reason-refused-forbidden = The platform doesn’t allow this reply.
