-- What people do by hand: one step back, texts kept ready, deleting with four eyes, notes found.
-- Twin of migrations/postgres/0007_hands.sql: same tables, same columns.

-- How a conversation stood before and after an agent last said whose turn it is, so that one step
-- back restores exactly that.
CREATE TABLE conversation_step (
    conversation_id BLOB PRIMARY KEY REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    stood_before TEXT NOT NULL,
    stood_after TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Texts that are written again and again.
CREATE TABLE snippet (
    id BLOB PRIMARY KEY,
    team_id BLOB REFERENCES team (id), -- NULL: everyone's
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- Deleting a message on its platform takes two people. Says who wanted it, why in one word, and
-- what came of it; never what was said. Outlives the message.
CREATE TABLE deletion (
    id BLOB PRIMARY KEY,
    message_id BLOB, -- NULL once it is decided
    conversation_id BLOB,
    account_id BLOB NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES agent (id),
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES agent (id),
    decided_at INTEGER,
    outcome TEXT -- NULL: waits for the second person
) STRICT;
CREATE UNIQUE INDEX deletion_waiting ON deletion (message_id) WHERE outcome IS NULL;
CREATE INDEX deletion_at ON deletion (proposed_at, id);

-- Notes are found like messages.
CREATE TABLE search_note (
    rowid INTEGER PRIMARY KEY,
    note_id BLOB NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_note_text USING fts5 (
    folded, content='', contentless_delete=1, tokenize="ascii tokenchars '_'", prefix='2 3'
);
