-- What letters are called and say that they answer, so that answers find what they answer; what came
-- back of what we sent; and addresses that nobody reads any more.
-- Twin of migrations/postgres/0005_letters.sql: same tables, same columns.

CREATE TABLE letter_name (
    account_id BLOB NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    message_id BLOB NOT NULL REFERENCES message (id),
    own INTEGER NOT NULL, -- its own name; else one that it says it answers
    PRIMARY KEY (account_id, name, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_name_message ON letter_name (message_id);

ALTER TABLE delivery ADD COLUMN returned TEXT;
ALTER TABLE identity ADD COLUMN unreachable TEXT;
