-- What is known, and what is done with it.
-- Twin of migrations/sqlite/0014_known.sql: same tables, same columns.

-- Something that was stated, and where. What a message says belongs to whoever the message belongs
-- to; only what no message says names its matter or person itself.
CREATE TABLE fact (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL, -- as read
    written TEXT, -- as a person wrote it
    norm TEXT NOT NULL, -- compared by
    sought TEXT, -- looked up by before something is said in public; only of what is private
    message_id UUID REFERENCES message (id),
    note_id UUID REFERENCES note (id),
    contact_id UUID,
    identity_id UUID REFERENCES identity (id), -- who said it; NULL: one of us
    conversation_id UUID REFERENCES conversation (id),
    customer_id UUID REFERENCES customer (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    said_at BIGINT NOT NULL,
    public BIGINT NOT NULL,
    state TEXT NOT NULL,
    agent_id UUID REFERENCES agent (id),
    changed_at BIGINT
);
CREATE INDEX fact_message ON fact (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX fact_note ON fact (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX fact_contact ON fact (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX fact_identity ON fact (identity_id, said_at) WHERE identity_id IS NOT NULL;
CREATE INDEX fact_conversation ON fact (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX fact_customer ON fact (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX fact_sought ON fact (sought) WHERE sought IS NOT NULL;

-- Who proved to be who they say, how, and until when that counts.
CREATE TABLE verification (
    id UUID PRIMARY KEY,
    customer_id UUID NOT NULL REFERENCES customer (id),
    how TEXT NOT NULL,
    until BIGINT,
    agent_id UUID NOT NULL REFERENCES agent (id),
    at BIGINT NOT NULL
);
CREATE INDEX verification_customer ON verification (customer_id, at);

-- How often a team met a kind of hint on a day (days since 1970). Never per person.
CREATE TABLE hint_count (
    team_id UUID NOT NULL REFERENCES team (id),
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    done BIGINT NOT NULL,
    avoided BIGINT NOT NULL,
    dismissed BIGINT NOT NULL,
    PRIMARY KEY (team_id, day, kind)
);

-- What a team made of a kind of hint the last ten times, and since when it is silent for them.
CREATE TABLE hint_rest (
    team_id UUID NOT NULL REFERENCES team (id),
    kind TEXT NOT NULL,
    last TEXT NOT NULL,
    off_at BIGINT,
    PRIMARY KEY (team_id, kind)
);

-- How often a kind of hint was put away in a conversation.
CREATE TABLE hint_dismissal (
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, kind)
);

-- What holds for the whole house, by name, as JSON.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
