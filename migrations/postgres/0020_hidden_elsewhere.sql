-- What is hidden in the platform's own app: nobody of us did it.
-- Twin of migrations/sqlite/0020_hidden_elsewhere.sql.

ALTER TABLE hiding ALTER COLUMN hidden_by DROP NOT NULL;
