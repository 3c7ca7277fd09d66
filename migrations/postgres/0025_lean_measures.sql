-- What was measured is found by its day, and by its conversation: no third index for its id alone.
-- Twin of migrations/sqlite/0025_lean_measures.sql.

ALTER TABLE measure DROP CONSTRAINT measure_pkey;
DROP INDEX measure_of_day;
ALTER TABLE measure ADD PRIMARY KEY (kind, day, at, id);
