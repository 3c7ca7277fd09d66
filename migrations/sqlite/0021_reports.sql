-- Reports that are asked for again and again; who is good at what; whom alarms
-- are told to elsewhere.
-- Twin of migrations/postgres/0021_reports.sql: same tables, same columns.

CREATE TABLE saved_report (
    id BLOB PRIMARY KEY,
    agent_id BLOB NOT NULL REFERENCES agent (id), -- who made it
    team_id BLOB REFERENCES team (id), -- who sees it too; NULL: only who made it
    name TEXT NOT NULL,
    question TEXT NOT NULL, -- JSON: what is asked, of which range
    changed_at INTEGER NOT NULL
) STRICT;

-- Which languages an agent speaks besides their own, and which words of the house they know best.
CREATE TABLE agent_skill (
    agent_id BLOB PRIMARY KEY REFERENCES agent (id),
    languages TEXT NOT NULL, -- JSON
    labels TEXT NOT NULL -- JSON
) STRICT;

-- Programs that are called when an alarm is raised, and when it is over. What they are called with is
-- signed by a key that is made of the installation's own and the id.
CREATE TABLE alarm_hook (
    id BLOB PRIMARY KEY,
    url TEXT NOT NULL,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    created_at INTEGER NOT NULL,
    called_at INTEGER, -- when it last took a call
    trouble TEXT -- why it does not take them, since then
) STRICT;
-- What they are still to be told; gone once they were.
CREATE TABLE alarm_call (
    alarm_id BLOB NOT NULL,
    hook_id BLOB NOT NULL REFERENCES alarm_hook (id) ON DELETE CASCADE,
    phase TEXT NOT NULL, -- raised, over
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    PRIMARY KEY (alarm_id, hook_id, phase)
) STRICT;
CREATE INDEX alarm_call_next ON alarm_call (next_at);
