-- What people do by hand: one step back, texts kept ready, deleting with four eyes, notes found.
-- Twin of migrations/sqlite/0007_hands.sql: same tables, same columns.

-- How a conversation stood before and after an agent last said whose turn it is, so that one step
-- back restores exactly that.
CREATE TABLE conversation_step (
    conversation_id UUID PRIMARY KEY REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    stood_before TEXT NOT NULL,
    stood_after TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Texts that are written again and again.
CREATE TABLE snippet (
    id UUID PRIMARY KEY,
    team_id UUID REFERENCES team (id), -- NULL: everyone's
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Deleting a message on its platform takes two people. Says who wanted it, why in one word, and
-- what came of it; never what was said. Outlives the message.
CREATE TABLE deletion (
    id UUID PRIMARY KEY,
    message_id UUID, -- NULL once it is decided
    conversation_id UUID,
    account_id UUID NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    proposed_by UUID NOT NULL REFERENCES agent (id),
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES agent (id),
    decided_at BIGINT,
    outcome TEXT -- NULL: waits for the second person
);
CREATE UNIQUE INDEX deletion_waiting ON deletion (message_id) WHERE outcome IS NULL;
CREATE INDEX deletion_at ON deletion (proposed_at, id);

-- Notes are found like messages.
CREATE TABLE search_note (
    rowid BIGINT PRIMARY KEY,
    note_id UUID NOT NULL UNIQUE,
    folded tsvector NOT NULL
);
CREATE INDEX search_note_folded ON search_note USING gin (folded);
