-- Labels that customers carry: groups that targets go by. Who is told of alarms by mail, and what they
-- are still to be told.
-- Twin of migrations/sqlite/0022_groups.sql: same tables, same columns.

CREATE TABLE customer_label (
    customer_id UUID NOT NULL REFERENCES customer (id),
    label_id UUID NOT NULL REFERENCES label (id),
    PRIMARY KEY (customer_id, label_id)
);

CREATE TABLE alarm_reader (
    agent_id UUID PRIMARY KEY REFERENCES agent (id),
    since BIGINT NOT NULL, -- alarms that were raised before are not told
    trouble TEXT -- why the last mail did not reach them
);

-- A mail of an alarm. It stays for a while after it left: what comes back is told by its name.
CREATE TABLE alarm_mail (
    alarm_id UUID NOT NULL,
    agent_id UUID NOT NULL REFERENCES agent (id),
    phase TEXT NOT NULL, -- raised, over
    state TEXT NOT NULL, -- waiting, sending, sent, dropped
    name TEXT, -- what the mail is called
    account_id UUID, -- through which it leaves
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    PRIMARY KEY (alarm_id, agent_id, phase)
);
CREATE INDEX alarm_mail_next ON alarm_mail (state, next_at);
CREATE INDEX alarm_mail_name ON alarm_mail (name) WHERE name IS NOT NULL;
