-- Instants: INTEGER microseconds UTC. Ids: 16-byte UUIDv7 (BLOB here, UUID on PostgreSQL).
-- Truth values: INTEGER 0 or 1. Lists and structs that are never searched: JSON in TEXT.
-- Twin of migrations/postgres/0001_house.sql: same tables, same columns.

-- The event log: one counter row gives gapless numbers in commit order on both engines.
CREATE TABLE log_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
) STRICT;
INSERT INTO log_head (id, seq) VALUES (1, 0);

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    conversation_id BLOB,
    customer_id BLOB,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX event_conversation ON event (conversation_id, seq) WHERE conversation_id IS NOT NULL;
CREATE INDEX event_customer ON event (customer_id, seq) WHERE customer_id IS NOT NULL;

CREATE TABLE team (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    dissolved_at INTEGER
) STRICT;
CREATE UNIQUE INDEX team_name ON team (name) WHERE dissolved_at IS NULL;

CREATE TABLE account (
    id BLOB PRIMARY KEY,
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    avatar_url TEXT,
    status TEXT NOT NULL,
    problem TEXT,
    status_since INTEGER NOT NULL,
    connected_at INTEGER NOT NULL,
    settings TEXT NOT NULL,
    facts TEXT NOT NULL,
    removed_at INTEGER,
    UNIQUE (platform, base_url, external_id)
) STRICT;

CREATE TABLE account_team (
    account_id BLOB NOT NULL REFERENCES account (id),
    team_id BLOB NOT NULL REFERENCES team (id),
    PRIMARY KEY (account_id, team_id)
) STRICT, WITHOUT ROWID;

-- Encrypted at rest; `sealed` is nonce and ciphertext, bound to account and name.
CREATE TABLE secret (
    account_id BLOB NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

-- What an OAuth flow needs between two visits of a browser; encrypted, short-lived.
CREATE TABLE connecting (
    state_hash BLOB PRIMARY KEY,
    platform TEXT NOT NULL,
    agent_id BLOB,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cursor (
    account_id BLOB NOT NULL REFERENCES account (id),
    resource TEXT NOT NULL,
    value TEXT NOT NULL,
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, resource)
) STRICT, WITHOUT ROWID;

CREATE TABLE agent (
    id BLOB PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    public_name TEXT NOT NULL,
    public_photo TEXT,
    public_line TEXT,
    listed INTEGER NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    availability TEXT NOT NULL,
    password_hash TEXT,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER
) STRICT;

CREATE TABLE agent_team (
    agent_id BLOB NOT NULL REFERENCES agent (id),
    team_id BLOB NOT NULL REFERENCES team (id),
    PRIMARY KEY (agent_id, team_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_team_team ON agent_team (team_id);

-- Browser sign-ins and programs' tokens; only the hash of the secret is kept.
CREATE TABLE session (
    id BLOB PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;
CREATE INDEX session_agent ON session (agent_id);

-- One-time links: first set-up, invitations, password resets.
CREATE TABLE ticket (
    token_hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    agent_id BLOB REFERENCES agent (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE TABLE customer (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT,
    address TEXT,
    about TEXT NOT NULL,
    blocked_at INTEGER,
    joined_into BLOB REFERENCES customer (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_joined ON customer (joined_into) WHERE joined_into IS NOT NULL;

CREATE TABLE identity (
    id BLOB PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customer (id),
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    handle TEXT NOT NULL,
    handle_key TEXT NOT NULL, -- lower-case: handles are looked up whatever their case
    name TEXT NOT NULL,
    avatar_url TEXT,
    profile_url TEXT,
    UNIQUE (platform, external_id)
) STRICT;
CREATE INDEX identity_customer ON identity (customer_id);
CREATE INDEX identity_handle ON identity (platform, handle_key);

CREATE TABLE conversation (
    id BLOB PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customer (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    team_id BLOB REFERENCES team (id),
    assignee_id BLOB REFERENCES agent (id),
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    subject TEXT,
    preview TEXT NOT NULL,
    preview_private INTEGER NOT NULL,
    last_message_id BLOB,
    last_message_at INTEGER NOT NULL,
    waiting_since INTEGER,
    unanswered INTEGER NOT NULL,
    due INTEGER,
    snoozed_until INTEGER,
    created_at INTEGER NOT NULL,
    first_response_at INTEGER,
    resolved_at INTEGER,
    no_answer TEXT,
    spam INTEGER NOT NULL,
    joined_into BLOB REFERENCES conversation (id),
    place INTEGER NOT NULL, -- where it stands by due time: what is open first, never due last
    rev INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_customer ON conversation (customer_id, last_message_at, id);
-- What is open is little beside what there is: lists read these.
CREATE INDEX conversation_status_place ON conversation (status, place, id)
    WHERE joined_into IS NULL;
CREATE INDEX conversation_open_account ON conversation (account_id, place, id)
    WHERE status = 'open' AND joined_into IS NULL;
CREATE INDEX conversation_open_team ON conversation (team_id, place, id)
    WHERE status = 'open' AND joined_into IS NULL;
CREATE INDEX conversation_open_assignee ON conversation (assignee_id, place, id)
    WHERE status = 'open' AND joined_into IS NULL;
CREATE INDEX conversation_snoozed ON conversation (snoozed_until, id)
    WHERE status = 'snoozed' AND snoozed_until IS NOT NULL;
CREATE INDEX conversation_place ON conversation (place, id) WHERE joined_into IS NULL;
CREATE INDEX conversation_recent ON conversation (last_message_at, id) WHERE joined_into IS NULL;
CREATE INDEX conversation_status_recent ON conversation (status, last_message_at, id)
    WHERE joined_into IS NULL;
CREATE INDEX conversation_assignee_recent ON conversation (assignee_id, last_message_at, id)
    WHERE joined_into IS NULL;
CREATE INDEX conversation_joined ON conversation (joined_into) WHERE joined_into IS NOT NULL;
-- What may still change on its platform and matter here.
CREATE INDEX conversation_live ON conversation (id)
    WHERE status <> 'resolved' AND joined_into IS NULL;

CREATE TABLE label (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    dropped_at INTEGER
) STRICT;
CREATE UNIQUE INDEX label_name ON label (name) WHERE dropped_at IS NULL;

CREATE TABLE conversation_label (
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    label_id BLOB NOT NULL REFERENCES label (id),
    PRIMARY KEY (conversation_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_label_label ON conversation_label (label_id);

-- A platform's own thread, known by its topmost message that we have.
CREATE TABLE thread (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    external_id TEXT NOT NULL,
    conversation_id BLOB REFERENCES conversation (id),
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, external_id)
) STRICT;
CREATE INDEX thread_conversation ON thread (conversation_id);

CREATE TABLE message (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    thread_id BLOB NOT NULL REFERENCES thread (id),
    conversation_id BLOB REFERENCES conversation (id),
    external_id TEXT,
    parent_id BLOB,
    direction TEXT NOT NULL,
    identity_id BLOB REFERENCES identity (id),
    agent_id BLOB REFERENCES agent (id),
    visibility TEXT NOT NULL,
    addressed INTEGER NOT NULL,
    subject TEXT,
    text TEXT NOT NULL,
    content_warning TEXT,
    language TEXT,
    extra TEXT NOT NULL, -- mentions, emojis, poll, quotes, url
    published_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    edited_at INTEGER,
    deleted_at INTEGER,
    checked_at INTEGER,
    delivery_id BLOB,
    UNIQUE (account_id, external_id)
) STRICT;
CREATE INDEX message_conversation ON message (conversation_id, published_at, id);
CREATE INDEX message_thread ON message (thread_id, published_at);
CREATE INDEX message_identity ON message (identity_id, published_at);
CREATE INDEX message_parent ON message (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE revision (
    message_id BLOB NOT NULL REFERENCES message (id),
    replaced_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    content_warning TEXT,
    PRIMARY KEY (message_id, replaced_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    id BLOB PRIMARY KEY,
    message_id BLOB NOT NULL REFERENCES message (id),
    position INTEGER NOT NULL,
    external_id TEXT,
    kind TEXT NOT NULL,
    mime TEXT,
    alt TEXT,
    name TEXT,
    remote_url TEXT,
    preview_url TEXT,
    blob TEXT, -- its hash
    size INTEGER,
    width INTEGER,
    height INTEGER,
    fetch_after INTEGER, -- when to fetch it next; NULL: have it, or given up
    attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_message ON attachment (message_id, position);
CREATE INDEX attachment_blob ON attachment (blob) WHERE blob IS NOT NULL;
CREATE INDEX attachment_fetch ON attachment (fetch_after) WHERE fetch_after IS NOT NULL;

CREATE TABLE note (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    text TEXT NOT NULL,
    mentions TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_conversation ON note (conversation_id, created_at);

-- Whom notes call, for the list of what one was called to.
CREATE TABLE note_mention (
    note_id BLOB NOT NULL REFERENCES note (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    PRIMARY KEY (note_id, agent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_mention_agent ON note_mention (agent_id, conversation_id);
CREATE INDEX note_mention_conversation ON note_mention (conversation_id);

CREATE TABLE delivery (
    id BLOB PRIMARY KEY,
    message_id BLOB NOT NULL UNIQUE REFERENCES message (id),
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
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
    UNIQUE (agent_id, client_key)
) STRICT;
CREATE INDEX delivery_conversation ON delivery (conversation_id, id);
CREATE INDEX delivery_due ON delivery (account_id, not_before, id)
    WHERE state IN ('held', 'queued');
CREATE INDEX delivery_underway ON delivery (account_id, id)
    WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX delivery_unfinished ON delivery (state, id)
    WHERE state IN ('held', 'queued', 'sending', 'unknown', 'refused');

-- Replies are written once, however often the console asks.
CREATE TABLE idempotency (
    agent_id BLOB NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (agent_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE draft (
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL, -- reply | note: two texts that never mix
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, agent_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_agent ON draft (agent_id, saved_at);

CREATE TABLE view (
    id BLOB PRIMARY KEY,
    owner_id BLOB REFERENCES agent (id), -- NULL: everyone's
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE notification (
    id BLOB PRIMARY KEY,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL,
    conversation_id BLOB REFERENCES conversation (id),
    actor_id BLOB,
    at INTEGER NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX notification_agent ON notification (agent_id, at, id);
CREATE INDEX notification_unread ON notification (agent_id) WHERE read_at IS NULL;

CREATE TABLE alarm (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL, -- account, delivery ... in one text: never twice for the same
    account_id BLOB REFERENCES account (id),
    conversation_id BLOB REFERENCES conversation (id),
    reason TEXT,
    raised_at INTEGER NOT NULL,
    cleared_at INTEGER
) STRICT;
CREATE UNIQUE INDEX alarm_standing ON alarm (kind, subject) WHERE cleared_at IS NULL;

-- Which node does what; the token grows with each new holder.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder BLOB NOT NULL,
    token INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- What joining moved, so that it can be undone exactly.
CREATE TABLE join_record (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL, -- conversation | customer
    into_id BLOB NOT NULL,
    from_id BLOB NOT NULL,
    moved TEXT NOT NULL,
    agent_id BLOB,
    at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;
CREATE INDEX join_record_into ON join_record (into_id);

-- Content-addressed bytes. With SQLite they are files beside the database and `bytes` is NULL.
CREATE TABLE blob (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mime TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    bytes BLOB
) STRICT;

-- Search: words are folded and cut in Rust, so that both engines find the same. The rowid grows
-- with the time of the message, so that the newest come first without sorting.
CREATE TABLE search_message (
    rowid INTEGER PRIMARY KEY,
    message_id BLOB NOT NULL UNIQUE
) STRICT;
CREATE TABLE search_customer (
    rowid INTEGER PRIMARY KEY,
    customer_id BLOB NOT NULL UNIQUE
) STRICT;
-- Contentless: the words stay in their own tables. Rows are replaced when something is edited,
-- deleted, erased. On PostgreSQL they are columns `folded` of the tables above.
CREATE VIRTUAL TABLE search_message_text USING fts5 (
    folded, content='', contentless_delete=1, tokenize="ascii tokenchars '_'", prefix='2 3'
);
CREATE VIRTUAL TABLE search_customer_text USING fts5 (
    folded, content='', contentless_delete=1, tokenize="ascii tokenchars '_'", prefix='2 3'
);
