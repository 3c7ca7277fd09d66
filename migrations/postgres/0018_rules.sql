-- Rules that notice, what they flagged, what became of it.
-- Twin of migrations/sqlite/0018_rules.sql: same tables, same columns.

CREATE TABLE rule (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL, -- as its author wrote it
    team_id UUID REFERENCES team (id), -- whose; NULL: everybody's
    said TEXT NOT NULL, -- JSON: accounts, watches, actions, how long somebody waits
    is_on BIGINT NOT NULL,
    author_id UUID NOT NULL REFERENCES agent (id),
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    decay_told_at BIGINT, -- its author was told that it finds worse than before
    dropped_at BIGINT -- its counts outlive it
);

-- A message or a found post that rules noticed. A found post stands here with its words until
-- somebody decides; forgotten, the whole row goes.
CREATE TABLE flag (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    message_id UUID REFERENCES message (id),
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    author TEXT NOT NULL, -- the platform's name for who wrote it
    post TEXT, -- JSON, as found; NULL: it is a message of ours
    queued BIGINT NOT NULL, -- it waits for a decision; 0: it stands in a conversation
    state TEXT NOT NULL,
    reason TEXT, -- why it was dismissed, in a word
    published_at BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    decided_by UUID REFERENCES agent (id),
    decided_at BIGINT
);
CREATE UNIQUE INDEX flag_post ON flag (platform, external_id) WHERE post IS NOT NULL;
CREATE INDEX flag_message ON flag (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX flag_open ON flag (found_at, id) WHERE state = 'open';
CREATE INDEX flag_decided ON flag (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX flag_author ON flag (platform, author);

-- Which rules noticed it, and by which words.
CREATE TABLE flag_hit (
    flag_id UUID NOT NULL REFERENCES flag (id),
    rule_id UUID NOT NULL REFERENCES rule (id),
    marks TEXT NOT NULL, -- JSON: places, no words
    PRIMARY KEY (flag_id, rule_id)
);
CREATE INDEX flag_hit_rule ON flag_hit (rule_id, flag_id);

-- How often a rule noticed something, and how often rightly: stays when posts are forgotten.
CREATE TABLE rule_day (
    rule_id UUID NOT NULL REFERENCES rule (id),
    day BIGINT NOT NULL, -- since 1970-01-01, UTC
    found BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    dismissed BIGINT NOT NULL,
    PRIMARY KEY (rule_id, day)
);

-- What a rule did by itself, or would have done.
CREATE TABLE rule_deed (
    id UUID PRIMARY KEY,
    rule_id UUID NOT NULL REFERENCES rule (id),
    conversation_id UUID NOT NULL,
    at BIGINT NOT NULL,
    deed TEXT NOT NULL, -- JSON: what; nothing that was said
    dry BIGINT NOT NULL
);
CREATE INDEX rule_deed_of ON rule_deed (rule_id, at, id);
CREATE INDEX rule_deed_conversation ON rule_deed (conversation_id);

-- Whom we approached unasked, and who wants to be left alone. A hash of the name that their
-- platform has for them: it may outlive their data, because it keeps us away from them.
CREATE TABLE approach (
    person BYTEA PRIMARY KEY,
    at BIGINT, -- when we last did
    conversation_id UUID,
    never BIGINT NOT NULL -- they said no
);
CREATE INDEX approach_conversation ON approach (conversation_id) WHERE conversation_id IS NOT NULL;

-- Of each message of theirs: what it is, how urgent, in which language, what to be careful about.
CREATE TABLE tone (
    message_id UUID PRIMARY KEY REFERENCES message (id),
    class TEXT NOT NULL,
    complaint BIGINT NOT NULL, -- thousandths
    urgency BIGINT NOT NULL, -- points
    said TEXT NOT NULL, -- JSON: reasons with their places, no words
    corrected TEXT, -- what a person said it is
    corrected_by UUID REFERENCES agent (id)
);

-- What people said of the tone of messages and posts: a team's weights are made of these alone.
CREATE TABLE lesson (
    id UUID PRIMARY KEY,
    team_id UUID REFERENCES team (id),
    message_id UUID REFERENCES message (id),
    flag_id UUID REFERENCES flag (id),
    is_it BIGINT NOT NULL, -- 0: it is not
    class TEXT NOT NULL,
    agent_id UUID NOT NULL REFERENCES agent (id),
    at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX lesson_at ON lesson (at, id);
CREATE INDEX lesson_message ON lesson (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX lesson_flag ON lesson (flag_id) WHERE flag_id IS NOT NULL;

-- What a person must look at before anybody answers from a template.
CREATE TABLE escalation (
    conversation_id UUID PRIMARY KEY REFERENCES conversation (id),
    message_id UUID REFERENCES message (id),
    worries TEXT NOT NULL, -- JSON: words of a list
    since BIGINT NOT NULL,
    settled_by UUID REFERENCES agent (id),
    settled_at BIGINT
);
CREATE INDEX escalation_open ON escalation (since, conversation_id) WHERE settled_at IS NULL;

-- Many people, one cause.
CREATE TABLE incident (
    id UUID PRIMARY KEY,
    name TEXT, -- what a person calls it
    about TEXT NOT NULL, -- JSON: places, products and words that several of them said
    since BIGINT NOT NULL,
    noticed_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    usual BIGINT NOT NULL, -- hundredths of people that would be usual
    state TEXT NOT NULL,
    body TEXT NOT NULL, -- JSON: the text to each, how far it is
    ended_at BIGINT,
    ended_by UUID REFERENCES agent (id)
);
CREATE INDEX incident_since ON incident (since, id);
CREATE INDEX incident_open ON incident (since, id) WHERE state = 'open';

-- Who reports it, and where.
CREATE TABLE incident_member (
    incident_id UUID NOT NULL REFERENCES incident (id),
    message_id UUID NOT NULL REFERENCES message (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    customer_id UUID NOT NULL REFERENCES customer (id),
    at BIGINT NOT NULL,
    told TEXT, -- JSON: which texts went out here
    PRIMARY KEY (incident_id, message_id)
);
CREATE INDEX incident_member_of ON incident_member (conversation_id);
CREATE INDEX incident_member_message ON incident_member (message_id);

-- What people wrote, by when it came: for trying rules over the past.
CREATE INDEX message_theirs ON message (received_at, id) WHERE direction = 'in';
