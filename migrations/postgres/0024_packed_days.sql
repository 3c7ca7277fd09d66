-- Days are packed anew, by whoever packs them: versions before this one put a row for each day at once.
-- Twin of migrations/sqlite/0024_packed_days.sql.

DELETE FROM measure_day;
