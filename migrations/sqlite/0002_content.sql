-- What was attached to a message until it was changed, in a few words.
ALTER TABLE revision ADD COLUMN attachments TEXT;

-- How the conversation stood before a reply, so that taking it back leaves no trace; and a hash of
-- what was asked for: the same key with other words is a mistake, however late it comes.
ALTER TABLE delivery ADD COLUMN standing_before TEXT;
ALTER TABLE delivery ADD COLUMN asked TEXT;

-- A person said that it is there, and nobody knows what the platform calls it.
UPDATE message SET external_id = NULL WHERE external_id LIKE 'settled:%';
CREATE INDEX message_nameless ON message (account_id, id)
    WHERE external_id IS NULL AND deleted_at IS NULL;
