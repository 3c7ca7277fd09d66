-- What the house says by itself has no agent behind it. SQLite drops no NOT NULL, so the table is
-- made anew; nothing refers to it.
-- Twin of migrations/postgres/0009_acknowledging.sql: same tables, same columns.
CREATE TABLE delivery_new (
    id BLOB PRIMARY KEY,
    message_id BLOB NOT NULL UNIQUE REFERENCES message (id),
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    agent_id BLOB REFERENCES agent (id), -- NULL: the house itself
    client_key TEXT NOT NULL,
    state TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    attempted_at INTEGER,
    claimed_by BLOB, -- the node that is sending it
    reason TEXT,
    outbound TEXT NOT NULL,
    receipt TEXT,
    waiting_before INTEGER,
    standing_before TEXT,
    asked TEXT,
    returned TEXT,
    UNIQUE (agent_id, client_key)
) STRICT;
INSERT INTO delivery_new SELECT id, message_id, conversation_id, account_id, agent_id, client_key,
    state, not_before, attempts, attempted_at, claimed_by, reason, outbound, receipt,
    waiting_before, standing_before, asked, returned FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;
CREATE INDEX delivery_conversation ON delivery (conversation_id, id);
CREATE INDEX delivery_due ON delivery (account_id, not_before, id)
    WHERE state IN ('held', 'queued');
CREATE INDEX delivery_underway ON delivery (account_id, id)
    WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX delivery_unfinished ON delivery (state, id)
    WHERE state IN ('held', 'queued', 'sending', 'unknown', 'refused');
