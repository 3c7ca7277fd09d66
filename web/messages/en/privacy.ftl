settings-privacy = Privacy
privacy-text = What is kept for how long, and what was erased.
privacy-kept = Retention
privacy-kept-text = Set for each channel, on its page.
privacy-resolved = Resolved: { $span }
privacy-requests = Access and erasure
privacy-requests-text = Both are on the person’s page: “Export all data” gives a file to hand over, “Erase this person” removes everything about them.
privacy-erased = Erasures
privacy-erased-text = When, why, by whom and how much was erased. Whose data it was does not stand here.
privacy-none = Nothing erased yet
privacy-none-text = Each erasure of a person is listed here afterwards, without anything about them.
privacy-by-rule = by rule
privacy-by = by { $name }
privacy-nothing = Nothing else was kept
privacy-finished = Fully overwritten
privacy-unfinished = Erased; the storage is still being overwritten
erased-conversations = { $count ->
    [one] one conversation
   *[other] { $count } conversations
}
erased-messages = { $count ->
    [one] one message
   *[other] { $count } messages
}
erased-attachments = { $count ->
    [one] one attachment
   *[other] { $count } attachments
}
erased-notes = { $count ->
    [one] one note
   *[other] { $count } notes
}
erase-title = Erase { $name }?
erase-goes = What goes
erase-goes-conversations = { $count ->
    [0] All conversations with all messages and attachments
    [one] The conversation with all messages and attachments, our answers too
   *[other] { $count } conversations with all messages and attachments, our answers too
}
erase-goes-person = Name, accounts and everything noted about them; also of people who were joined into them
erase-goes-ours = Internal notes and drafts about it
erase-stays = What stays
erase-stays-platform = What stands on the platform. There only its authors can delete it.
erase-stays-record = A record without anything about the person: when, why and by whom it was erased.
erase-final = This cannot be undone. If somebody still needs a copy, export the data first.
erase-reason = Reason
erase-reason-requested = The person asked for it
erase-reason-consent_withdrawn = Consent withdrawn
erase-reason-objected = Objected to the processing
erase-reason-no_longer_needed = No longer needed
erase-reason-unlawful = Should not have been kept
erase-reason-required = Required by law
erase-reason-other = Another reason
erase-confirm = Type the name to confirm: { $name }
erase-confirm-hint = Or one of the accounts. Case does not matter.
erase-go = Erase for good
erase-done = The person and everything about them is erased.
retention-title = Retention
retention-text = What is deleted by itself and for good afterwards. On the platform it stays.
retention-resolved_days = Resolved conversations
retention-resolved_days-hint = Counted from when they were resolved, with all messages and notes.
retention-attachments_days = Pictures and files
retention-attachments_days-hint = Our copies; the text stays.
retention-strangers_days = Posts of bystanders
retention-strangers_days-hint = What others wrote in the same threads without addressing us.
retention-forever = without limit
retention-days = { $count ->
    [one] one day
   *[other] { $count } days
}
retention-years = { $count ->
    [one] one year
   *[other] { $count } years
}
retention-ask = Keep for a shorter time?
retention-yes = Keep shorter
retention-what = At { $handle } this is then erased for good:
retention-instead = from now on { $span }:
retention-goes-resolved_days = { $count ->
    [0] nothing for now.
    [one] one conversation now.
   *[other] { NUMBER($count) } conversations now.
}
retention-goes-attachments_days = { $count ->
    [0] nothing for now.
    [one] one file now.
   *[other] { NUMBER($count) } files now.
}
retention-goes-strangers_days = { $count ->
    [0] nothing for now.
    [one] one post now.
   *[other] { NUMBER($count) } posts now.
}
retention-goes-more = more than { NUMBER($count) } now.
retention-when = It begins within the hour and cannot be taken back then.
