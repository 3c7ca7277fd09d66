-- What platforms cost, and what is not found out twice because it does.
-- Twin of migrations/postgres/0011_costs.sql: same tables, same columns.

-- What an account spent on a day (UTC) on a kind of call. Millionths of a US dollar.
CREATE TABLE spending (
    account_id BLOB NOT NULL REFERENCES account (id),
    day TEXT NOT NULL, -- 2026-11-22
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    PRIMARY KEY (account_id, day, kind)
) STRICT;

-- What a connector found out at a price: who people are. All of it can be found out again, and all
-- of it goes when somebody is erased.
CREATE TABLE account_note (
    account_id BLOB NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT;
