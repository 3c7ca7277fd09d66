-- What is hidden in the platform's own app: nobody of us did it.
-- Twin of migrations/postgres/0020_hidden_elsewhere.sql.

CREATE TABLE hiding_new (
    id BLOB PRIMARY KEY,
    message_id BLOB, -- NULL once it is shown again or gone
    conversation_id BLOB,
    account_id BLOB NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    hidden_by BLOB REFERENCES agent (id), -- NULL: in the platform's own app
    hidden_at INTEGER NOT NULL,
    reviewed_by BLOB REFERENCES agent (id),
    reviewed_at INTEGER,
    shown_by BLOB REFERENCES agent (id),
    shown_at INTEGER,
    outcome TEXT -- NULL: hidden, and no lead looked at it
) STRICT;
INSERT INTO hiding_new SELECT id, message_id, conversation_id, account_id, reason, hidden_by, hidden_at,
    reviewed_by, reviewed_at, shown_by, shown_at, outcome FROM hiding;
DROP TABLE hiding;
ALTER TABLE hiding_new RENAME TO hiding;
CREATE UNIQUE INDEX hiding_stands ON hiding (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX hiding_at ON hiding (hidden_at, id);
