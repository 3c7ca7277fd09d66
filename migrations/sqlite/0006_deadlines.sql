-- Deletions that a platform wants honoured in time: when all of a thread was last compared with its
-- platform; NULL: not since we first saw it. Threads and not messages, so that what is written most
-- costs nothing more.
-- Twin of migrations/postgres/0006_deadlines.sql: same tables, same columns.
ALTER TABLE thread ADD COLUMN checked_at INTEGER;
CREATE INDEX thread_checked ON thread (account_id, COALESCE(checked_at, created_at));

-- Who carries an erasure out, and their last sign of life.
ALTER TABLE erasure ADD COLUMN worker BLOB;
ALTER TABLE erasure ADD COLUMN beat_at INTEGER;
