done-assigned = { $count ->
    [one] Assigned to { $name }
   *[other] { $count } conversations assigned to { $name }
}
done-assigned-me = { $count ->
    [one] Assigned to you
   *[other] { $count } conversations assigned to you
}
done-unassigned = { $count ->
    [one] Nobody is assigned now
   *[other] Nobody is assigned to { $count } conversations now
}
done-team = { $count ->
    [one] Team: { $name }
   *[other] { $count } conversations given to team { $name }
}
done-priority-normal = { $count ->
    [one] Priority: normal
   *[other] Priority of { $count } conversations: normal
}
done-priority-high = { $count ->
    [one] Priority: high
   *[other] Priority of { $count } conversations: high
}
done-priority-urgent = { $count ->
    [one] Marked as urgent
   *[other] { $count } conversations marked as urgent
}
done-subject = Subject changed
done-spam = { $count ->
    [one] Marked as spam
   *[other] { $count } conversations marked as spam
}
done-not-spam = { $count ->
    [one] Not spam
   *[other] { $count } conversations are not spam
}
done-label-on = { $count ->
    [one] Label “{ $name }” added
   *[other] Label “{ $name }” added to { $count } conversations
}
done-label-off = { $count ->
    [one] Label “{ $name }” removed
   *[other] Label “{ $name }” removed from { $count } conversations
}
done-resolved = { $count ->
    [one] Resolved
   *[other] { $count } conversations resolved
}
done-no-answer = { $count ->
    [one] Resolved, no answer needed
   *[other] { $count } conversations resolved, no answer needed
}
done-reopened = { $count ->
    [one] Open again
   *[other] { $count } conversations open again
}
done-pending = { $count ->
    [one] Now waiting for the customer
   *[other] { $count } conversations now waiting for the customer
}
done-snoozed = { $count ->
    [one] Snoozed until { $when }
   *[other] { $count } conversations snoozed until { $when }
}
done-snoozed-reply = { $count ->
    [one] Snoozed until they write
   *[other] { $count } conversations snoozed until somebody writes
}
done-joined = Conversations joined
done-join-undone = Conversations separated again
done-separated = Moved into a conversation of its own
done-customer = Saved
done-blocked = { $name } blocked. What was open is resolved, new messages open nothing.
done-unblocked = { $name } no longer blocked. What was resolved by it is open again.

delivery-sending-to = Reply to { $name } is on its way
delivery-send-now = Send now
delivery-too-late = Too late: the reply has already left.
delivery-words-back = The reply did not arrive. Its text is in the composer again.
delivery-words-back-media = The reply did not arrive. Its text is in the composer again; please attach pictures and files anew.
done-contact = Contact logged
done-consult = Question sent to { $to }
