-- Who may be the same person.
-- Twin of migrations/postgres/0019_same.sql: same tables, same columns.

-- Under what a customer is found by those who may be the same: keyed hashes of what they stated and
-- of how they are called. What was ever said in public stays so.
CREATE TABLE customer_key (
    customer_id BLOB NOT NULL REFERENCES customer (id),
    hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    public INTEGER NOT NULL,
    PRIMARY KEY (customer_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_key_hash ON customer_key (hash, customer_id);

-- Two who may be one, the smaller id first; and what people said to it. Reasons are keys of texts
-- without values: those are read again from what was stated, whenever somebody looks.
CREATE TABLE likeness (
    a_id BLOB NOT NULL REFERENCES customer (id),
    b_id BLOB NOT NULL REFERENCES customer (id),
    state TEXT NOT NULL,
    level TEXT NOT NULL,
    millibits INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    agent_id BLOB REFERENCES agent (id),
    changed_at INTEGER,
    PRIMARY KEY (a_id, b_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_b ON likeness (b_id, a_id);

-- Codes on their way: sent to the one, to be said back by the other.
CREATE TABLE proof_code (
    id BLOB PRIMARY KEY,
    hash BLOB NOT NULL,
    sent_to BLOB NOT NULL REFERENCES customer (id),
    from_id BLOB NOT NULL REFERENCES customer (id),
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    agent_id BLOB NOT NULL REFERENCES agent (id),
    made_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX proof_code_from ON proof_code (from_id) WHERE ended_at IS NULL;
