-- Opening hours, targets, and why something is due when it is.
-- Twin of migrations/sqlite/0016_time.sql: same tables, same columns.

-- When somebody is there. The id is a team's or an account's; the nil UUID: everyone's who has none
-- of their own.
CREATE TABLE opening_hours (
    id UUID PRIMARY KEY,
    whose TEXT NOT NULL, -- house, team, account
    hours TEXT NOT NULL, -- JSON: a week in a time zone, holidays, exceptions
    covered_by UUID REFERENCES team (id), -- who is there when they are not
    changed_at BIGINT NOT NULL
);

-- By when something should be answered or done. Never changed: a change ends one and begins
-- another, so that what runs keeps what held when it began.
CREATE TABLE target (
    id UUID PRIMARY KEY,
    place BIGINT NOT NULL, -- the first that fits counts
    said TEXT NOT NULL, -- JSON: its name, what it fits, how long
    since BIGINT NOT NULL,
    until BIGINT -- NULL: it holds
);
CREATE INDEX target_holds ON target (place, id) WHERE until IS NULL;

-- Why it is due when it is, and how far it has climbed; JSON.
ALTER TABLE conversation ADD COLUMN due_why TEXT;
-- When it climbs next: nearly due, then too late.
ALTER TABLE conversation ADD COLUMN climbs_at BIGINT;
CREATE INDEX conversation_climbs ON conversation (climbs_at) WHERE climbs_at IS NOT NULL;

-- What was measured, as it happened: ids, spans, words of the house; nothing that was said.
CREATE TABLE measure (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    day BIGINT NOT NULL, -- since 1970-01-01, in the house's time zone
    at BIGINT NOT NULL,
    conversation_id UUID NOT NULL,
    state TEXT NOT NULL, -- stands, superseded (it was reopened), taken_back
    body TEXT NOT NULL -- JSON
);
CREATE INDEX measure_of_day ON measure (kind, day, at, id);
CREATE INDEX measure_of_conversation ON measure (conversation_id, at);
-- A finished day of it in one row, to be read fast. Made of the above, and emptied when that changes.
CREATE TABLE measure_day (
    kind TEXT NOT NULL,
    day BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (kind, day)
);

-- On what legal ground figures may rest on fewer than five people, and who said so. One row or none.
CREATE TABLE figures_ground (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    ground TEXT NOT NULL,
    agent_id UUID NOT NULL REFERENCES agent (id),
    at BIGINT NOT NULL
);

-- To whom the next conversation was given, for a while: nobody else gets it meanwhile.
CREATE TABLE claim (
    conversation_id UUID PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
    agent_id UUID NOT NULL REFERENCES agent (id),
    until BIGINT NOT NULL
);
CREATE INDEX claim_of ON claim (agent_id);

-- How many open conversations each in a team carries before Next gives them no new ones.
CREATE TABLE capacity (
    team_id UUID PRIMARY KEY REFERENCES team (id),
    most BIGINT NOT NULL
);
