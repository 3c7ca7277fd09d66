command-card = Case card
card-title = Case card
card-empty = Nothing known yet
card-about = About
card-since = Since
card-tried_by_them = They tried
card-tried_by_us = We tried
card-needed_by = Needed by
card-demand = Wants
card-open = Open
card-promised = Promised
card-verified = Verified
card-missing = Not known yet:
card-unverified = nobody checked who it is
card-add-to = Add: { $part }
card-correct = Change this line
card-dismiss = Not true
card-dismissed = Line removed
card-by = Changed by { $name }
card-short-since = since { $since }
card-short-needed = by { $when }
card-short-promised = promised by { $when }
card-short-broken = { $count ->
    [one] one promise missed
   *[other] { $count } promises missed
}
card-short-open = { $count ->
    [one] 1 point open
   *[other] { $count } points open
}
source-words = { $name }, { $where }, { $when }
source-show = Show where: { $words }
source-contact = Contact
source-note = internal
verified-words = { $how } (by { $name })
verified-until = valid until { $when }

owed-label = We owe
owed-unanswered = { $count ->
    [one] one message unanswered
   *[other] { $count } messages unanswered
}
owed-broken = { $count ->
    [one] one promise missed
   *[other] { $count } promises missed
}
owed-question = Asked: “{ $text }”
owed-asked = We asked, no answer yet: “{ $text }”

promises-label = Promises in this text
promise-result = Result
promise-next_word = Next update
promise-visit = Visit
promise-until = by { $when }
promise-soon = by { $when }, in { $span }
promise-late = by { $when }, { $span } late
promise-open = no time given
promise-kept = kept ({ $when })
promise-kept-any = kept
promise-moved = moved (was { $when })
promise-broken = not kept ({ $when })
promise-confirm = Confirm
promise-dismiss = No promise
promise-none = This is no promise
promise-keep = Kept
promise-correct = Change the time
promise-when = By when? “Fri 12”

hint-label = Hint
hint-dismiss = Close the hint
hint-other = This sentence may be worth a second look.
hint-asked-again = { $kind }: we have it already ({ $where }).
hint-tried-already = That was tried already ({ $where }).
hint-asked-before = We asked for that already ({ $kind }) and wait for the answer.
hint-vague-time = “{ $text }” does not say when.
hint-no-regret = This explains without a word of regret.
hint-blame = This sounds as if somebody else were to blame.
hint-single-case = { $others ->
    [one] Not a single case: somebody else reports the same, since { $since } ({ $about }).
   *[other] Not a single case: { $others } others report the same, since { $since } ({ $about }).
}
hint-text-block = They got this very text before.
offer-replace = Take it
offer-insert = Insert it
offer-is-here = Rephrase
offer-by-time = by { $when }
offer-next-word = Next update by { $when }
offer-sorry = Begin with regret

hold-title = This should not become public
hold-said = { $what }: said only on { $where }, { $when }
hold-elsewhere = { $what }: not part of this public thread
hold-iban = Bank account (IBAN)
hold-card = Card number
hold-token = Access or password
hold-secret = { $what } does not belong in public
hold-private = Send privately
hold-change = Change the text
hold-override = Public all the same …
hold-reason = Why may this be public? Kept as a note.
hold-override-go = Send in public
hold-any = This is nothing for the public
hold-moved = Sent privately. A last public line stands ready.

fact-email = E-mail address
fact-phone = Phone
fact-iban = IBAN
fact-card = Card number
fact-imei = IMEI
fact-customer_no = Customer number
fact-contract_no = Contract number
fact-account_no = Line number
fact-order_no = Order number
fact-invoice_no = Invoice number
fact-ticket_no = Reference number
fact-tracking_no = Tracking number
fact-booking_ref = Booking code
fact-error_code = Error code
fact-train = Train
fact-device = Device
fact-name = Name
fact-address = Address
fact-birth_date = Date of birth
fact-date = Date
fact-time = Time
fact-amount = Amount
fact-problem = Problem
fact-since = Since when
fact-tried = Already tried
fact-needed_by = Needed by
fact-place = Place
fact-photo = Photo
fact-other = Detail

facts-title = Known
facts-none = Nothing yet. What somebody mentions appears here by itself.
facts-private = Said only in private
facts-show = Show { $kind }
facts-copy = Copy { $kind }
facts-copied = Copied
facts-edit = Change { $kind }
facts-confirm = { $kind } is right
facts-dismiss = { $kind } is wrong
facts-dismissed = Detail removed
facts-add = Add a detail
facts-kind = Kind
facts-value = Value
facts-two = Two different ones were given
facts-more = { $count ->
    [one] One more detail
   *[other] { $count } more details
}
facts-crm = Open in the customer system
pane-promises = Promises
pane-verified = Identity
pane-verify = Record a check
pane-verify-how = How was it checked?
pane-verify-until = Valid until
pane-verify-today = today
pane-verify-week = one week
pane-verify-always = for good
pane-unverify = Withdraw the check
pane-nobody-verified = Not checked. Knowing a number does not make somebody this person.

contact-by = Contact, logged by { $name }
contact-phone = Phone
contact-shop = Shop
contact-visit = Visit
contact-technician = Technician
contact-letter = Letter
contact-other = Other contact
contact-in = came to us
contact-out = from us
contact-logged = logged { $when }
contact-deleted = Taken back
hold-of-another = Somebody else told us that in private
verified-by-phone = Call back
verified-by-address = Address compared
verified-by-birth_date = Date of birth compared
verified-by-customer_no = Customer number compared
verified-by-code = One-time code
verified-by-id = Identity card
verified-by-other = In another way
past-show = What it was about and how it ended
past-ended = Outcome
exposed-label = Seen by everyone
exposed-text = Everyone can read here: { $kinds }.
exposed-ask = Ask them to delete it
exposed-hide = Hide …
same-title = Perhaps the same person
same-very-likely = Very likely the same person
same-join = Join
same-reject = Two people
same-code = Send a code
same-more = { $count ->
    [one] One more suggestion after this
   *[other] { $count } more suggestions after this
}
same-other = Another sign
same-same-number = Stated the same in private: { $kind } { $value }
same-writes-from = Writes from the stated address: { $value }
same-known-in-public = Stated the same, but it can be read in public: { $kind } { $value }
same-same-name = Same name: { $name }
same-similar-name = Similar name: { $name } and { $other }
same-fitting-name = The name fits: { $name } and { $other }
same-same-first-name = Same first name: { $name }
same-same-surname = Same surname: { $name }
same-same-handle = Same handle: { $handle } and { $other }
same-similar-handle = Similar handle: { $handle } and { $other }
same-same-picture = Same picture
same-same-postcode = Same postcode: { $postcode }
same-same-birth-date = Same date of birth
same-same-page-shortly = Commented and wrote in private shortly after, under the same name
same-proved = Wrote back a code
same-could-be-copied = Anybody can copy name, handle and picture
same-different-first-name = Another first name
same-different-name = Another name
same-different-customer-no = Another customer number
same-different-birth-date = Another date of birth
same-both-on = Both write on { $platform }
command-same-join = Join with the suggested person
command-same-reject = The suggested person is somebody else
done-same-rejected = They stay two people. It will not be suggested again.
done-same-code = Code sent. When it comes back from the other account, both are joined.
