-- What others said and we like.
-- Twin of migrations/sqlite/0017_liked.sql: same tables, same columns.

-- That we like a message on its platform, and who of us said so. Goes with the message.
CREATE TABLE liked (
    message_id UUID PRIMARY KEY,
    liked_by UUID NOT NULL REFERENCES agent (id),
    liked_at BIGINT NOT NULL
);
