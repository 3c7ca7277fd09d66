-- Indexes that no statement reads: each cost something with every message.
-- Twin of migrations/sqlite/0010_lighter.sql.
DROP INDEX event_customer;
-- What is not resolved is found by the index of the statuses.
DROP INDEX conversation_live;
