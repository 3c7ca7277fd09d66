-- Opening hours, targets, and why something is due when it is.
-- Twin of migrations/postgres/0016_time.sql: same tables, same columns.

-- When somebody is there. The id is a team's or an account's; the nil UUID: everyone's who has none
-- of their own.
CREATE TABLE opening_hours (
    id BLOB PRIMARY KEY,
    whose TEXT NOT NULL, -- house, team, account
    hours TEXT NOT NULL, -- JSON: a week in a time zone, holidays, exceptions
    covered_by BLOB REFERENCES team (id), -- who is there when they are not
    changed_at INTEGER NOT NULL
) STRICT;

-- By when something should be answered or done. Never changed: a change ends one and begins
-- another, so that what runs keeps what held when it began.
CREATE TABLE target (
    id BLOB PRIMARY KEY,
    place INTEGER NOT NULL, -- the first that fits counts
    said TEXT NOT NULL, -- JSON: its name, what it fits, how long
    since INTEGER NOT NULL,
    until INTEGER -- NULL: it holds
) STRICT;
CREATE INDEX target_holds ON target (place, id) WHERE until IS NULL;

-- Why it is due when it is, and how far it has climbed; JSON.
ALTER TABLE conversation ADD COLUMN due_why TEXT;
-- When it climbs next: nearly due, then too late.
ALTER TABLE conversation ADD COLUMN climbs_at INTEGER;
CREATE INDEX conversation_climbs ON conversation (climbs_at) WHERE climbs_at IS NOT NULL;

-- What was measured, as it happened: ids, spans, words of the house; nothing that was said.
CREATE TABLE measure (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    day INTEGER NOT NULL, -- since 1970-01-01, in the house's time zone
    at INTEGER NOT NULL,
    conversation_id BLOB NOT NULL,
    state TEXT NOT NULL, -- stands, superseded (it was reopened), taken_back
    body TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX measure_of_day ON measure (kind, day, at, id);
CREATE INDEX measure_of_conversation ON measure (conversation_id, at);
-- A finished day of it in one row, to be read fast. Made of the above, and emptied when that changes.
CREATE TABLE measure_day (
    kind TEXT NOT NULL,
    day INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, day)
) STRICT;

-- On what legal ground figures may rest on fewer than five people, and who said so. One row or none.
CREATE TABLE figures_ground (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ground TEXT NOT NULL,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    at INTEGER NOT NULL
) STRICT;

-- To whom the next conversation was given, for a while: nobody else gets it meanwhile.
CREATE TABLE claim (
    conversation_id BLOB PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_of ON claim (agent_id);

-- How many open conversations each in a team carries before Next gives them no new ones.
CREATE TABLE capacity (
    team_id BLOB PRIMARY KEY REFERENCES team (id),
    most INTEGER NOT NULL
) STRICT;
