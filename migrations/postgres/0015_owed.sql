-- What we owe: promises, what was said outside the platforms, asking colleagues, asking whether it
-- worked, handing over.
-- Twin of migrations/sqlite/0015_owed.sql: same tables, same columns.

-- When the first promise is due that nobody has kept yet: lists are ordered by it, too.
ALTER TABLE conversation ADD COLUMN promised BIGINT;

-- Said by phone, in a shop, by a technician; written down by somebody. Deleted: the row stays
-- without its words.
CREATE TABLE contact (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    how TEXT NOT NULL,
    direction TEXT NOT NULL,
    at BIGINT NOT NULL, -- when it was, not when it was written down
    logged_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    waits BIGINT NOT NULL, -- they wait for us since then
    edited_at BIGINT,
    deleted_at BIGINT
);
CREATE INDEX contact_conversation ON contact (conversation_id, at);

CREATE TABLE promise (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL,
    firmness TEXT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    due BIGINT,
    owner_id UUID REFERENCES agent (id),
    team_id UUID,
    made_at BIGINT NOT NULL,
    made_by UUID REFERENCES agent (id),
    said BIGINT NOT NULL, -- the customer has it
    message_id UUID REFERENCES message (id),
    contact_id UUID REFERENCES contact (id),
    span_start BIGINT,
    span_end BIGINT,
    ended_at BIGINT,
    settled_at BIGINT, -- nothing is owed any more
    moved_to UUID,
    moved_by UUID REFERENCES message (id), -- how the customer was told
    reason TEXT,
    told_before BIGINT NOT NULL,
    look_at BIGINT, -- when the clock has something to do with it
    reminded_at BIGINT,
    quoted_at BIGINT
);
CREATE INDEX promise_conversation ON promise (conversation_id, made_at);
CREATE INDEX promise_message ON promise (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX promise_moved_by ON promise (moved_by) WHERE moved_by IS NOT NULL;
CREATE INDEX promise_contact ON promise (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX promise_look ON promise (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX promise_open ON promise (due, id) WHERE settled_at IS NULL;
CREATE INDEX promise_owner ON promise (owner_id) WHERE settled_at IS NULL;

-- A colleague outside was asked by mail; what they answer becomes a note. The thread belongs to no
-- conversation, so that no customer ever sees it.
CREATE TABLE consult (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    account_id UUID NOT NULL REFERENCES account (id),
    thread_id UUID NOT NULL,
    agent_id UUID NOT NULL REFERENCES agent (id),
    to_address TEXT NOT NULL,
    to_name TEXT,
    subject TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX consult_conversation ON consult (conversation_id, asked_at);
CREATE UNIQUE INDEX consult_thread ON consult (thread_id);
ALTER TABLE note ADD COLUMN consult_id UUID;
ALTER TABLE note ADD COLUMN author TEXT; -- somebody outside who was asked; NULL: the agent

-- Whether it worked is asked later, once.
CREATE TABLE follow_up (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    text TEXT NOT NULL,
    due BIGINT NOT NULL,
    state TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    asked_at BIGINT,
    message_id UUID REFERENCES message (id),
    token BYTEA, -- a hash
    answered_at BIGINT
);
CREATE UNIQUE INDEX follow_up_stands ON follow_up (conversation_id)
    WHERE state IN ('planned', 'asked', 'by_hand');
CREATE INDEX follow_up_conversation ON follow_up (conversation_id, set_at);
CREATE INDEX follow_up_due ON follow_up (due) WHERE state = 'planned';
CREATE INDEX follow_up_token ON follow_up (token) WHERE token IS NOT NULL;
CREATE INDEX follow_up_message ON follow_up (message_id) WHERE message_id IS NOT NULL;

-- Somebody left or is away, and others took over what was theirs.
CREATE TABLE handover (
    id UUID PRIMARY KEY,
    agent_id UUID NOT NULL REFERENCES agent (id),
    by_id UUID NOT NULL REFERENCES agent (id),
    at BIGINT NOT NULL,
    conversations BIGINT NOT NULL,
    promises BIGINT NOT NULL,
    follow_ups BIGINT NOT NULL
);
CREATE TABLE handover_note (
    id UUID PRIMARY KEY,
    handover_id UUID NOT NULL REFERENCES handover (id),
    position BIGINT NOT NULL,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID REFERENCES agent (id), -- who has it now; NULL: a team
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id UUID REFERENCES message (id),
    decided_by UUID REFERENCES agent (id),
    decided_at BIGINT
);
CREATE INDEX handover_note_of ON handover_note (handover_id, position);
CREATE INDEX handover_note_conversation ON handover_note (conversation_id);
