-- What we owe: promises, what was said outside the platforms, asking colleagues, asking whether it
-- worked, handing over.
-- Twin of migrations/postgres/0015_owed.sql: same tables, same columns.

-- When the first promise is due that nobody has kept yet: lists are ordered by it, too.
ALTER TABLE conversation ADD COLUMN promised INTEGER;

-- Said by phone, in a shop, by a technician; written down by somebody. Deleted: the row stays
-- without its words.
CREATE TABLE contact (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    how TEXT NOT NULL,
    direction TEXT NOT NULL,
    at INTEGER NOT NULL, -- when it was, not when it was written down
    logged_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    waits INTEGER NOT NULL, -- they wait for us since then
    edited_at INTEGER,
    deleted_at INTEGER
) STRICT;
CREATE INDEX contact_conversation ON contact (conversation_id, at);

CREATE TABLE promise (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL,
    firmness TEXT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    due INTEGER,
    owner_id BLOB REFERENCES agent (id),
    team_id BLOB,
    made_at INTEGER NOT NULL,
    made_by BLOB REFERENCES agent (id),
    said INTEGER NOT NULL, -- the customer has it
    message_id BLOB REFERENCES message (id),
    contact_id BLOB REFERENCES contact (id),
    span_start INTEGER,
    span_end INTEGER,
    ended_at INTEGER,
    settled_at INTEGER, -- nothing is owed any more
    moved_to BLOB,
    moved_by BLOB REFERENCES message (id), -- how the customer was told
    reason TEXT,
    told_before INTEGER NOT NULL,
    look_at INTEGER, -- when the clock has something to do with it
    reminded_at INTEGER,
    quoted_at INTEGER
) STRICT;
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
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    thread_id BLOB NOT NULL,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    to_address TEXT NOT NULL,
    to_name TEXT,
    subject TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;
CREATE INDEX consult_conversation ON consult (conversation_id, asked_at);
CREATE UNIQUE INDEX consult_thread ON consult (thread_id);
ALTER TABLE note ADD COLUMN consult_id BLOB;
ALTER TABLE note ADD COLUMN author TEXT; -- somebody outside who was asked; NULL: the agent

-- Whether it worked is asked later, once.
CREATE TABLE follow_up (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    text TEXT NOT NULL,
    due INTEGER NOT NULL,
    state TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    asked_at INTEGER,
    message_id BLOB REFERENCES message (id),
    token BLOB, -- a hash
    answered_at INTEGER
) STRICT;
CREATE UNIQUE INDEX follow_up_stands ON follow_up (conversation_id)
    WHERE state IN ('planned', 'asked', 'by_hand');
CREATE INDEX follow_up_conversation ON follow_up (conversation_id, set_at);
CREATE INDEX follow_up_due ON follow_up (due) WHERE state = 'planned';
CREATE INDEX follow_up_token ON follow_up (token) WHERE token IS NOT NULL;
CREATE INDEX follow_up_message ON follow_up (message_id) WHERE message_id IS NOT NULL;

-- Somebody left or is away, and others took over what was theirs.
CREATE TABLE handover (
    id BLOB PRIMARY KEY,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    by_id BLOB NOT NULL REFERENCES agent (id),
    at INTEGER NOT NULL,
    conversations INTEGER NOT NULL,
    promises INTEGER NOT NULL,
    follow_ups INTEGER NOT NULL
) STRICT;
CREATE TABLE handover_note (
    id BLOB PRIMARY KEY,
    handover_id BLOB NOT NULL REFERENCES handover (id),
    position INTEGER NOT NULL,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB REFERENCES agent (id), -- who has it now; NULL: a team
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id BLOB REFERENCES message (id),
    decided_by BLOB REFERENCES agent (id),
    decided_at INTEGER
) STRICT;
CREATE INDEX handover_note_of ON handover_note (handover_id, position);
CREATE INDEX handover_note_conversation ON handover_note (conversation_id);
