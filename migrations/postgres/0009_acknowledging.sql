-- What the house says by itself has no agent behind it.
-- Twin of migrations/sqlite/0009_acknowledging.sql: same tables, same columns.
ALTER TABLE delivery ALTER COLUMN agent_id DROP NOT NULL;
