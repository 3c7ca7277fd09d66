-- Posts of others that were hidden on their platform.
-- Twin of migrations/postgres/0012_hiding.sql: same tables, same columns.

-- Who hid a post and why, in one word; who looked at it afterwards; who showed it again. Never what
-- was said. Outlives the message.
CREATE TABLE hiding (
    id BLOB PRIMARY KEY,
    message_id BLOB, -- NULL once it is shown again or gone
    conversation_id BLOB,
    account_id BLOB NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    hidden_by BLOB NOT NULL REFERENCES agent (id),
    hidden_at INTEGER NOT NULL,
    reviewed_by BLOB REFERENCES agent (id),
    reviewed_at INTEGER,
    shown_by BLOB REFERENCES agent (id),
    shown_at INTEGER,
    outcome TEXT -- NULL: hidden, and no lead looked at it
) STRICT;
CREATE UNIQUE INDEX hiding_stands ON hiding (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX hiding_at ON hiding (hidden_at, id);
