-- Instants: BIGINT microseconds UTC. Ids: UUIDv7 (16-byte BLOB on SQLite).
-- Truth values: BIGINT 0 or 1. Lists and structs that are never searched: JSON in TEXT.
-- Twin of migrations/sqlite/0001_house.sql: same tables, same columns.

-- The event log: one counter row gives gapless numbers in commit order on both engines.
CREATE TABLE log_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL
);
INSERT INTO log_head (id, seq) VALUES (1, 0);

CREATE TABLE event (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    conversation_id UUID,
    customer_id UUID,
    body TEXT NOT NULL
);
CREATE INDEX event_conversation ON event (conversation_id, seq) WHERE conversation_id IS NOT NULL;
CREATE INDEX event_customer ON event (customer_id, seq) WHERE customer_id IS NOT NULL;

CREATE TABLE team (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    dissolved_at BIGINT
);
CREATE UNIQUE INDEX team_name ON team (name) WHERE dissolved_at IS NULL;

CREATE TABLE account (
    id UUID PRIMARY KEY,
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    avatar_url TEXT,
    status TEXT NOT NULL,
    problem TEXT,
    status_since BIGINT NOT NULL,
    connected_at BIGINT NOT NULL,
    settings TEXT NOT NULL,
    facts TEXT NOT NULL,
    removed_at BIGINT,
    UNIQUE (platform, base_url, external_id)
);

CREATE TABLE account_team (
    account_id UUID NOT NULL REFERENCES account (id),
    team_id UUID NOT NULL REFERENCES team (id),
    PRIMARY KEY (account_id, team_id)
);

-- Encrypted at rest; `sealed` is nonce and ciphertext, bound to account and name.
CREATE TABLE secret (
    account_id UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account_id, name)
);

-- What an OAuth flow needs between two visits of a browser; encrypted, short-lived.
CREATE TABLE connecting (
    state_hash BYTEA PRIMARY KEY,
    platform TEXT NOT NULL,
    agent_id UUID,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE cursor (
    account_id UUID NOT NULL REFERENCES account (id),
    resource TEXT NOT NULL,
    value TEXT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, resource)
);

CREATE TABLE agent (
    id UUID PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    public_name TEXT NOT NULL,
    public_photo TEXT,
    public_line TEXT,
    listed BIGINT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    availability TEXT NOT NULL,
    password_hash TEXT,
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE TABLE agent_team (
    agent_id UUID NOT NULL REFERENCES agent (id),
    team_id UUID NOT NULL REFERENCES team (id),
    PRIMARY KEY (agent_id, team_id)
);
CREATE INDEX agent_team_team ON agent_team (team_id);

-- Browser sign-ins and programs' tokens; only the hash of the secret is kept.
CREATE TABLE session (
    id UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    agent_id UUID NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE INDEX session_agent ON session (agent_id);

-- One-time links: first set-up, invitations, password resets.
CREATE TABLE ticket (
    token_hash BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    agent_id UUID REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE customer (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT,
    address TEXT,
    about TEXT NOT NULL,
    blocked_at BIGINT,
    joined_into UUID REFERENCES customer (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX customer_joined ON customer (joined_into) WHERE joined_into IS NOT NULL;

CREATE TABLE identity (
    id UUID PRIMARY KEY,
    customer_id UUID NOT NULL REFERENCES customer (id),
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    handle TEXT NOT NULL,
    handle_key TEXT NOT NULL, -- lower-case: handles are looked up whatever their case
    name TEXT NOT NULL,
    avatar_url TEXT,
    profile_url TEXT,
    UNIQUE (platform, external_id)
);
CREATE INDEX identity_customer ON identity (customer_id);
CREATE INDEX identity_handle ON identity (platform, handle_key);

CREATE TABLE conversation (
    id UUID PRIMARY KEY,
    customer_id UUID NOT NULL REFERENCES customer (id),
    account_id UUID NOT NULL REFERENCES account (id),
    team_id UUID REFERENCES team (id),
    assignee_id UUID REFERENCES agent (id),
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    subject TEXT,
    preview TEXT NOT NULL,
    preview_private BIGINT NOT NULL,
    last_message_id UUID,
    last_message_at BIGINT NOT NULL,
    waiting_since BIGINT,
    unanswered BIGINT NOT NULL,
    due BIGINT,
    snoozed_until BIGINT,
    created_at BIGINT NOT NULL,
    first_response_at BIGINT,
    resolved_at BIGINT,
    no_answer TEXT,
    spam BIGINT NOT NULL,
    joined_into UUID REFERENCES conversation (id),
    place BIGINT NOT NULL, -- where it stands by due time: what is open first, never due last
    rev BIGINT NOT NULL
);
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
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    dropped_at BIGINT
);
CREATE UNIQUE INDEX label_name ON label (name) WHERE dropped_at IS NULL;

CREATE TABLE conversation_label (
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    label_id UUID NOT NULL REFERENCES label (id),
    PRIMARY KEY (conversation_id, label_id)
);
CREATE INDEX conversation_label_label ON conversation_label (label_id);

-- A platform's own thread, known by its topmost message that we have.
CREATE TABLE thread (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    external_id TEXT NOT NULL,
    conversation_id UUID REFERENCES conversation (id),
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, external_id)
);
CREATE INDEX thread_conversation ON thread (conversation_id);

CREATE TABLE message (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    thread_id UUID NOT NULL REFERENCES thread (id),
    conversation_id UUID REFERENCES conversation (id),
    external_id TEXT,
    parent_id UUID,
    direction TEXT NOT NULL,
    identity_id UUID REFERENCES identity (id),
    agent_id UUID REFERENCES agent (id),
    visibility TEXT NOT NULL,
    addressed BIGINT NOT NULL,
    subject TEXT,
    text TEXT NOT NULL,
    content_warning TEXT,
    language TEXT,
    extra TEXT NOT NULL, -- mentions, emojis, poll, quotes, url
    published_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT,
    checked_at BIGINT,
    delivery_id UUID,
    UNIQUE (account_id, external_id)
);
CREATE INDEX message_conversation ON message (conversation_id, published_at, id);
CREATE INDEX message_thread ON message (thread_id, published_at);
CREATE INDEX message_identity ON message (identity_id, published_at);
CREATE INDEX message_parent ON message (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE revision (
    message_id UUID NOT NULL REFERENCES message (id),
    replaced_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    content_warning TEXT,
    PRIMARY KEY (message_id, replaced_at)
);

CREATE TABLE attachment (
    id UUID PRIMARY KEY,
    message_id UUID NOT NULL REFERENCES message (id),
    position BIGINT NOT NULL,
    external_id TEXT,
    kind TEXT NOT NULL,
    mime TEXT,
    alt TEXT,
    name TEXT,
    remote_url TEXT,
    preview_url TEXT,
    blob TEXT, -- its hash
    size BIGINT,
    width BIGINT,
    height BIGINT,
    fetch_after BIGINT, -- when to fetch it next; NULL: have it, or given up
    attempts BIGINT NOT NULL
);
CREATE INDEX attachment_message ON attachment (message_id, position);
CREATE INDEX attachment_blob ON attachment (blob) WHERE blob IS NOT NULL;
CREATE INDEX attachment_fetch ON attachment (fetch_after) WHERE fetch_after IS NOT NULL;

CREATE TABLE note (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    text TEXT NOT NULL,
    mentions TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX note_conversation ON note (conversation_id, created_at);

-- Whom notes call, for the list of what one was called to.
CREATE TABLE note_mention (
    note_id UUID NOT NULL REFERENCES note (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    PRIMARY KEY (note_id, agent_id)
);
CREATE INDEX note_mention_agent ON note_mention (agent_id, conversation_id);
CREATE INDEX note_mention_conversation ON note_mention (conversation_id);

CREATE TABLE delivery (
    id UUID PRIMARY KEY,
    message_id UUID NOT NULL UNIQUE REFERENCES message (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    account_id UUID NOT NULL REFERENCES account (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    client_key TEXT NOT NULL,
    state TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    attempted_at BIGINT,
    claimed_by UUID, -- the node that is sending it
    reason TEXT,
    outbound TEXT NOT NULL,
    receipt TEXT,
    waiting_before BIGINT,
    UNIQUE (agent_id, client_key)
);
CREATE INDEX delivery_conversation ON delivery (conversation_id, id);
CREATE INDEX delivery_due ON delivery (account_id, not_before, id)
    WHERE state IN ('held', 'queued');
CREATE INDEX delivery_underway ON delivery (account_id, id)
    WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX delivery_unfinished ON delivery (state, id)
    WHERE state IN ('held', 'queued', 'sending', 'unknown', 'refused');

-- Replies are written once, however often the console asks.
CREATE TABLE idempotency (
    agent_id UUID NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (agent_id, key)
);
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE draft (
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL, -- reply | note: two texts that never mix
    body TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, agent_id, kind)
);
CREATE INDEX draft_agent ON draft (agent_id, saved_at);

CREATE TABLE view (
    id UUID PRIMARY KEY,
    owner_id UUID REFERENCES agent (id), -- NULL: everyone's
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE notification (
    id UUID PRIMARY KEY,
    agent_id UUID NOT NULL REFERENCES agent (id),
    kind TEXT NOT NULL,
    conversation_id UUID REFERENCES conversation (id),
    actor_id UUID,
    at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notification_agent ON notification (agent_id, at, id);
CREATE INDEX notification_unread ON notification (agent_id) WHERE read_at IS NULL;

CREATE TABLE alarm (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL, -- account, delivery ... in one text: never twice for the same
    account_id UUID REFERENCES account (id),
    conversation_id UUID REFERENCES conversation (id),
    reason TEXT,
    raised_at BIGINT NOT NULL,
    cleared_at BIGINT
);
CREATE UNIQUE INDEX alarm_standing ON alarm (kind, subject) WHERE cleared_at IS NULL;

-- Which node does what; the token grows with each new holder.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder UUID NOT NULL,
    token BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- What joining moved, so that it can be undone exactly.
CREATE TABLE join_record (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL, -- conversation | customer
    into_id UUID NOT NULL,
    from_id UUID NOT NULL,
    moved TEXT NOT NULL,
    agent_id UUID,
    at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX join_record_into ON join_record (into_id);

-- Content-addressed bytes. With SQLite they are files beside the database and `bytes` is NULL.
CREATE TABLE blob (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    mime TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    bytes BYTEA
);

-- Search: words are folded and cut in Rust, so that both engines find the same. The rowid grows
-- with the time of the message, so that the newest come first without sorting.
CREATE TABLE search_message (
    rowid BIGINT PRIMARY KEY,
    message_id UUID NOT NULL UNIQUE,
    folded tsvector NOT NULL
);
CREATE INDEX search_message_folded ON search_message USING gin (folded);
CREATE TABLE search_customer (
    rowid BIGINT PRIMARY KEY,
    customer_id UUID NOT NULL UNIQUE,
    folded tsvector NOT NULL
);
CREATE INDEX search_customer_folded ON search_customer USING gin (folded);
