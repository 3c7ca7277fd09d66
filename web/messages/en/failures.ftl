error-offline = No connection to the server. Nothing was sent.
error-failed = That didn’t work. Please try again.
error-storage-full = The server has run out of disk space, so nothing can be saved right now. Please tell whoever runs it.
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
reason-unknown = The platform gives no further reason.
