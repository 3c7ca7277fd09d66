-- What is urgent stands before everything else that is open, however long that is overdue
-- (place: see conversations.rs of the store; 2305843009213693952 is 2 to the power of 61).
-- Twin of migrations/sqlite/0008_urgent_first.sql.
UPDATE conversation SET place = due - 2305843009213693952
    WHERE status = 'open' AND priority = 'urgent' AND due IS NOT NULL;
