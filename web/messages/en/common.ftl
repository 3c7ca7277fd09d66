app-title = Gerne

action-open = Open
action-close = Close
action-cancel = Cancel
action-save = Save
action-undo = Undo
action-reload = Reload
action-try-again = Try again
action-try-now = Try now
action-remove = Remove
action-edit = Edit
skip-to-content = Skip to content
page-broken = This page could not be loaded.
somebody = Somebody

unreachable-title = The server isn’t answering
unreachable-text = Your drafts are safe in this browser. Everything carries on here once the connection is back.

nav-label = Main navigation
nav-home = To the inbox
nav-find = Search …
nav-saved = Saved views
nav-outbox = Outbox
nav-team = Team
nav-settings = Settings
nav-more = More
nav-count-unit = { $count ->
    [one] conversation
   *[other] conversations
}

view-needs-me = Needs me
view-mine = Mine
view-unassigned = Unassigned
view-open = All open
view-snoozed = Snoozed
view-drafts = Drafts
view-mentioned = Mentions
view-resolved = Resolved
view-spam = Spam

self-away = Set yourself as away
self-away-short = Away
self-back = I’m back
self-profile = Profile and settings
availability-available = Available
availability-away = Away

bell = Notifications
bell-unread = { $count ->
    [one] One new notification
   *[other] { $count } new notifications
}
bell-read-all = Mark all read
bell-none = Nothing new. You’ll see here when someone mentions you or hands you something.
notice-mentioned = { $name } mentioned you in a note.
notice-mentioned-about = { $name } mentioned you in a note about { $about }.
notice-assigned = { $name } assigned a conversation to you.
notice-assigned-about = { $name } assigned the conversation with { $about } to you.
notice-given = You were given a conversation.
notice-given-about = You were given the conversation with { $about }.
notice-rule = A rule found something for you to look at.
notice-rule-about = A rule found something at { $about } for you to look at.
notice-target-near = { $about } has nearly waited too long for your answer.
notice-target-missed = { $about } has waited too long for your answer.
notice-returned = Your answer to { $about } did not arrive
notice-returned-from = Your answer to { $about } did not reach: { $addresses }
notice-returned-some = Your answer did not reach: { $addresses }

alarms-label = Problems
alarms-more = { $count ->
    [one] and: { $what }
   *[other] and { $count } more: { $what }
}
alarms-fewer = Show fewer
alarm-clear = Hide this message
alarm-details = Show the whole message
alarm-fix = Go to channel
alarm-account-disconnected = { $handle } is disconnected: nothing comes in and nothing goes out until it is connected again. { $reason }
alarm-reply-refused = A reply through { $handle } was refused. { $reason }
alarm-reply-unknown = We can’t tell whether a reply through { $handle } arrived. Please have a look.
alarm-announcement-refused = What was to be said in public about an incident through { $handle } was refused. { $reason }
alarm-announcement-unknown = We can’t tell whether a public post about an incident through { $handle } is there. Please have a look.
alarm-target-missed = { $count ->
    [one] Somebody has waited too long for an answer from { $whose }.
   *[other] { $count } have waited too long for an answer from { $whose }.
}
alarm-flood = Many more people are writing through { $handle } than are answered. { $reason }
alarm-flood-over = The rush at { $handle } is over.
alarm-storage-low = The server is running out of disk space. { $reason }
alarm-gap = Part of what was written to { $handle } is missing, and the platform no longer hands it out. { $reason }
alarm-other = Something is wrong with { $handle }. { $reason }

link-lost = No connection.
link-lost-text = You’re seeing the last known state. You can keep writing; sending has to wait for the connection.
link-lost-drafts = Your text is safe in this browser and will be saved once the connection is back.
build-new = There’s a new version. Drafts survive reloading.

toasts-label = Messages
section-conversation = Conversation
section-write = Writing
section-list = List
section-go = Go to
section-app = General
section-snippet = Snippets
command-palette = Commands
command-keys = Keyboard shortcuts
command-undo = Undo the last action
command-search = Search
command-theme = Switch light or dark theme
command-density = Switch row height
command-away = Set yourself as away or available
command-sign-out = Sign out
command-panes = To the next pane
command-panes-back = To the previous pane
palette-placeholder = Command, view or search…
palette-search = Search for “{ $text }”
palette-nothing = No command fits that.
keys-intro = Only what works right now is listed.
keys-off = Single keys are switched off; only shortcuts with Ctrl or ⌘ work.
keys-change = Change keys
keys-or = or

visibility-public = Public
visibility-unlisted = Public, unlisted
visibility-followers = Followers only
visibility-private = Private
visibility-public-text = Everyone can read this.
visibility-unlisted-text = Everyone can read this, but it’s in no public timeline.
visibility-followers-text = Only people who follow the account.
visibility-private-text = Only the people named.
visibility-place-text = Only this person and us, in { $place }.

status-open = Open
status-pending = Waiting for customer
status-snoozed = Snoozed
status-resolved = Resolved
priority-normal = Normal
priority-high = High
priority-urgent = Urgent
alarm-account-unreachable = { $handle } has not been answering since { $since }. New messages arrive once it answers again; replies wait until then.
alarms-calm = Notes
alarm-next-try = Next try: { $when }.
alarm-outage = { $handle } did not answer from { $from } until { $to }. What was written in that time arrived late.
alarm-gap-between = At { $handle } messages between { $from } and { $to } may be missing. { $reason }
alarm-not-kept = A message to { $handle } could not be taken in ({ $when }). Please look on the platform.
alarm-deletions-late = What was deleted on the platform may still be here: { $handle } could not be compared in time. { $reason }
alarm-replies-unknown = For { $count } replies it is unclear whether they arrived. Please look.
alarm-account-notice = { $handle }: { $reason }

# What platforms are called; most are called the same everywhere.
platform-any = { $name }
platform-email = E-mail
nav-promises = Promises
nav-flags = Noticed
nav-rules = Rules
nav-incidents = Incidents
nav-escalations = Escalations
command-hand-over = Hand over everything …
notice-promise-due = A promise to { $about } is due soon
notice-promise-missed = A promise to { $about } was not kept
alarm-promise-missed = A promise was not kept. { $reason }
notice-promise-quoted = { $about } writes that we did not keep a promise
notice-follow-up = Please ask { $about } whether it worked
notice-follow-up-failed = It did not work for { $about }: open again
notice-consult-answered = An answer to your question about { $about }
notice-consult-returned = Your question about { $about } did not arrive
notice-other = There is something for you
notice-rule-decays = One of your rules finds worse than before
nav-live = Live
nav-reports = Reports
alarm-targets-over = { $where }: Nobody waits too long any more.
