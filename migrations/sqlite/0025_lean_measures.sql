-- What was measured lies in the order of its days: a row and one index to keep instead of a row and three.
-- Twin of migrations/postgres/0025_lean_measures.sql.

CREATE TABLE measure_by_day (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    day INTEGER NOT NULL, -- since 1970-01-01, in the house's time zone
    at INTEGER NOT NULL,
    conversation_id BLOB NOT NULL,
    state TEXT NOT NULL, -- stands, superseded (it was reopened), taken_back
    body TEXT NOT NULL, -- JSON
    PRIMARY KEY (kind, day, at, id)
) STRICT, WITHOUT ROWID;
INSERT INTO measure_by_day (id, kind, day, at, conversation_id, state, body)
    SELECT id, kind, day, at, conversation_id, state, body FROM measure ORDER BY kind, day, at, id;
DROP TABLE measure;
ALTER TABLE measure_by_day RENAME TO measure;
CREATE INDEX measure_of_conversation ON measure (conversation_id, at);
