-- What letters are called and say that they answer, so that answers find what they answer; what came
-- back of what we sent; and addresses that nobody reads any more.
-- Twin of migrations/sqlite/0005_letters.sql: same tables, same columns.

CREATE TABLE letter_name (
    account_id UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    message_id UUID NOT NULL REFERENCES message (id),
    own BIGINT NOT NULL, -- its own name; else one that it says it answers
    PRIMARY KEY (account_id, name, message_id)
);
CREATE INDEX letter_name_message ON letter_name (message_id);

ALTER TABLE delivery ADD COLUMN returned TEXT;
ALTER TABLE identity ADD COLUMN unreachable TEXT;
