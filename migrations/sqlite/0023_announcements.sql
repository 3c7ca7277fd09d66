-- What an account says of an incident before everyone, once for each text.
-- Twin of migrations/postgres/0023_announcements.sql: same tables, same columns.

CREATE TABLE announcement (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    what TEXT NOT NULL, -- text, over
    agent_id BLOB NOT NULL REFERENCES agent (id), -- who read it and let it go
    state TEXT NOT NULL, -- as of a delivery
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    attempted_at INTEGER,
    reason TEXT, -- JSON
    outbound TEXT NOT NULL, -- JSON, frozen
    receipt TEXT, -- JSON
    UNIQUE (incident_id, account_id, what)
) STRICT;
CREATE INDEX announcement_due ON announcement (account_id, not_before, id)
    WHERE state IN ('held', 'queued', 'sending', 'unknown');
