-- What is known, and what is done with it.
-- Twin of migrations/postgres/0014_known.sql: same tables, same columns.

-- Something that was stated, and where. What a message says belongs to whoever the message belongs
-- to; only what no message says names its matter or person itself.
CREATE TABLE fact (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL, -- as read
    written TEXT, -- as a person wrote it
    norm TEXT NOT NULL, -- compared by
    sought TEXT, -- looked up by before something is said in public; only of what is private
    message_id BLOB REFERENCES message (id),
    note_id BLOB REFERENCES note (id),
    contact_id BLOB,
    identity_id BLOB REFERENCES identity (id), -- who said it; NULL: one of us
    conversation_id BLOB REFERENCES conversation (id),
    customer_id BLOB REFERENCES customer (id),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    said_at INTEGER NOT NULL,
    public INTEGER NOT NULL,
    state TEXT NOT NULL,
    agent_id BLOB REFERENCES agent (id),
    changed_at INTEGER
) STRICT;
CREATE INDEX fact_message ON fact (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX fact_note ON fact (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX fact_contact ON fact (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX fact_identity ON fact (identity_id, said_at) WHERE identity_id IS NOT NULL;
CREATE INDEX fact_conversation ON fact (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX fact_customer ON fact (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX fact_sought ON fact (sought) WHERE sought IS NOT NULL;

-- Who proved to be who they say, how, and until when that counts.
CREATE TABLE verification (
    id BLOB PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customer (id),
    how TEXT NOT NULL,
    until INTEGER,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX verification_customer ON verification (customer_id, at);

-- How often a team met a kind of hint on a day (days since 1970). Never per person.
CREATE TABLE hint_count (
    team_id BLOB NOT NULL REFERENCES team (id),
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    done INTEGER NOT NULL,
    avoided INTEGER NOT NULL,
    dismissed INTEGER NOT NULL,
    PRIMARY KEY (team_id, day, kind)
) STRICT, WITHOUT ROWID;

-- What a team made of a kind of hint the last ten times, and since when it is silent for them.
CREATE TABLE hint_rest (
    team_id BLOB NOT NULL REFERENCES team (id),
    kind TEXT NOT NULL,
    last TEXT NOT NULL,
    off_at INTEGER,
    PRIMARY KEY (team_id, kind)
) STRICT, WITHOUT ROWID;

-- How often a kind of hint was put away in a conversation.
CREATE TABLE hint_dismissal (
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, kind)
) STRICT, WITHOUT ROWID;

-- What holds for the whole house, by name, as JSON.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
