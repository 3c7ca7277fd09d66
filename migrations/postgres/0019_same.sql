-- Who may be the same person.
-- Twin of migrations/sqlite/0019_same.sql: same tables, same columns.

-- Under what a customer is found by those who may be the same: keyed hashes of what they stated and
-- of how they are called. What was ever said in public stays so.
CREATE TABLE customer_key (
    customer_id UUID NOT NULL REFERENCES customer (id),
    hash BYTEA NOT NULL,
    kind TEXT NOT NULL,
    public BIGINT NOT NULL,
    PRIMARY KEY (customer_id, hash)
);
CREATE INDEX customer_key_hash ON customer_key (hash, customer_id);

-- Two who may be one, the smaller id first; and what people said to it. Reasons are keys of texts
-- without values: those are read again from what was stated, whenever somebody looks.
CREATE TABLE likeness (
    a_id UUID NOT NULL REFERENCES customer (id),
    b_id UUID NOT NULL REFERENCES customer (id),
    state TEXT NOT NULL,
    level TEXT NOT NULL,
    millibits BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    agent_id UUID REFERENCES agent (id),
    changed_at BIGINT,
    PRIMARY KEY (a_id, b_id)
);
CREATE INDEX likeness_b ON likeness (b_id, a_id);

-- Codes on their way: sent to the one, to be said back by the other.
CREATE TABLE proof_code (
    id UUID PRIMARY KEY,
    hash BYTEA NOT NULL,
    sent_to UUID NOT NULL REFERENCES customer (id),
    from_id UUID NOT NULL REFERENCES customer (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    agent_id UUID NOT NULL REFERENCES agent (id),
    made_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX proof_code_from ON proof_code (from_id) WHERE ended_at IS NULL;
