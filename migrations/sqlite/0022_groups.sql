-- Labels that customers carry: groups that targets go by. Who is told of alarms by mail, and what they
-- are still to be told.
-- Twin of migrations/postgres/0022_groups.sql: same tables, same columns.

CREATE TABLE customer_label (
    customer_id BLOB NOT NULL REFERENCES customer (id),
    label_id BLOB NOT NULL REFERENCES label (id),
    PRIMARY KEY (customer_id, label_id)
) STRICT;

CREATE TABLE alarm_reader (
    agent_id BLOB PRIMARY KEY REFERENCES agent (id),
    since INTEGER NOT NULL, -- alarms that were raised before are not told
    trouble TEXT -- why the last mail did not reach them
) STRICT;

-- A mail of an alarm. It stays for a while after it left: what comes back is told by its name.
CREATE TABLE alarm_mail (
    alarm_id BLOB NOT NULL,
    agent_id BLOB NOT NULL REFERENCES agent (id),
    phase TEXT NOT NULL, -- raised, over
    state TEXT NOT NULL, -- waiting, sending, sent, dropped
    name TEXT, -- what the mail is called
    account_id BLOB, -- through which it leaves
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    PRIMARY KEY (alarm_id, agent_id, phase)
) STRICT;
CREATE INDEX alarm_mail_next ON alarm_mail (state, next_at);
CREATE INDEX alarm_mail_name ON alarm_mail (name) WHERE name IS NOT NULL;
