-- Reports that are asked for again and again; who is good at what; whom alarms
-- are told to elsewhere.
-- Twin of migrations/sqlite/0021_reports.sql: same tables, same columns.

CREATE TABLE saved_report (
    id UUID PRIMARY KEY,
    agent_id UUID NOT NULL REFERENCES agent (id), -- who made it
    team_id UUID REFERENCES team (id), -- who sees it too; NULL: only who made it
    name TEXT NOT NULL,
    question TEXT NOT NULL, -- JSON: what is asked, of which range
    changed_at BIGINT NOT NULL
);

-- Which languages an agent speaks besides their own, and which words of the house they know best.
CREATE TABLE agent_skill (
    agent_id UUID PRIMARY KEY REFERENCES agent (id),
    languages TEXT NOT NULL, -- JSON
    labels TEXT NOT NULL -- JSON
);

-- Programs that are called when an alarm is raised, and when it is over. What they are called with is
-- signed by a key that is made of the installation's own and the id.
CREATE TABLE alarm_hook (
    id UUID PRIMARY KEY,
    url TEXT NOT NULL,
    agent_id UUID NOT NULL REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    called_at BIGINT, -- when it last took a call
    trouble TEXT -- why it does not take them, since then
);
-- What they are still to be told; gone once they were.
CREATE TABLE alarm_call (
    alarm_id UUID NOT NULL,
    hook_id UUID NOT NULL REFERENCES alarm_hook (id) ON DELETE CASCADE,
    phase TEXT NOT NULL, -- raised, over
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    PRIMARY KEY (alarm_id, hook_id, phase)
);
CREATE INDEX alarm_call_next ON alarm_call (next_at);
