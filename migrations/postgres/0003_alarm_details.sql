-- The values of an alarm's reason, as JSON: which message, since when.
ALTER TABLE alarm ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
