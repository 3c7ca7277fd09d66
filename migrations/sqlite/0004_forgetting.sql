-- What stays of people who were erased: that it was done, by whom, how much; and keyed hashes, so
-- that what platforms or old backups bring back is known again. Nothing here can be read back.
-- Twin of migrations/postgres/0004_forgetting.sql: same tables, same columns.

CREATE TABLE erasure (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL,
    agent_id BLOB, -- NULL: at the shell
    reason TEXT NOT NULL,
    counts TEXT NOT NULL,
    customer_id BLOB, -- who is being erased; NULL once the rows are gone
    finished_at INTEGER -- when the bytes were gone too
) STRICT;
CREATE INDEX erasure_at ON erasure (at, id);
CREATE INDEX erasure_unfinished ON erasure (id) WHERE finished_at IS NULL;

CREATE TABLE erasure_mark (
    hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    key_id TEXT NOT NULL,
    erasure_id BLOB NOT NULL REFERENCES erasure (id),
    at INTEGER NOT NULL -- of the erasure
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_mark_erasure ON erasure_mark (erasure_id);

-- What goes with a conversation is found without reading everything.
CREATE INDEX notification_conversation ON notification (conversation_id)
    WHERE conversation_id IS NOT NULL;
CREATE INDEX alarm_conversation ON alarm (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX conversation_resolved ON conversation (account_id, resolved_at)
    WHERE status = 'resolved' AND joined_into IS NULL;
CREATE INDEX message_stray ON message (account_id, received_at)
    WHERE conversation_id IS NULL AND direction = 'in';
