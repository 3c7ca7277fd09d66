-- Posts of others that were hidden on their platform.
-- Twin of migrations/sqlite/0012_hiding.sql: same tables, same columns.

-- Who hid a post and why, in one word; who looked at it afterwards; who showed it again. Never what
-- was said. Outlives the message.
CREATE TABLE hiding (
    id UUID PRIMARY KEY,
    message_id UUID, -- NULL once it is shown again or gone
    conversation_id UUID,
    account_id UUID NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    hidden_by UUID NOT NULL REFERENCES agent (id),
    hidden_at BIGINT NOT NULL,
    reviewed_by UUID REFERENCES agent (id),
    reviewed_at BIGINT,
    shown_by UUID REFERENCES agent (id),
    shown_at BIGINT,
    outcome TEXT -- NULL: hidden, and no lead looked at it
);
CREATE UNIQUE INDEX hiding_stands ON hiding (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX hiding_at ON hiding (hidden_at, id);
