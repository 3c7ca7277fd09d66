-- What platforms said by calling us.
-- Twin of migrations/postgres/0013_pushed.sql: same tables, same columns.

-- A call as it came, by the account that it concerns: kept before the platform is answered, worked
-- off afterwards. Its body goes once it was; the hash stays a while, so that the same call is not
-- taken twice.
CREATE TABLE pushed (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    hash BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB, -- NULL once it was worked off
    place TEXT -- how far it was worked off
) STRICT;
CREATE UNIQUE INDEX pushed_once ON pushed (account_id, hash);
CREATE INDEX pushed_waiting ON pushed (account_id, received_at, id) WHERE body IS NOT NULL;
CREATE INDEX pushed_at ON pushed (received_at);
