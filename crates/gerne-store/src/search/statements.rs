//! The statements that find, on both engines.

/// The statements of one index on one engine.
pub(super) struct Index {
    pub(super) select: &'static str,
    pub(super) matches: &'static str,
    pub(super) end: &'static str,
    pub(super) delete: &'static str,
    /// Its rows' place in time. FTS5 walks it by itself, as far as asked and the newest first, only
    /// by its own column: by the other table's it would read and sort every match.
    pub(super) rowid: &'static str,
    /// When what was found was written; empty where that says nothing.
    pub(super) at: &'static str,
    /// Which account it came in through.
    pub(super) account: &'static str,
}

pub(super) const MESSAGES: Index = Index {
    select: "SELECT s.rowid AS rowid, s.message_id AS id FROM search_message_text
        CROSS JOIN search_message s ON s.rowid = search_message_text.rowid
        CROSS JOIN message m ON m.id = s.message_id
        LEFT JOIN conversation c ON c.id = m.conversation_id",
    matches: " WHERE search_message_text MATCH ",
    end: "",
    delete: "DELETE FROM search_message WHERE message_id = $1 RETURNING rowid AS n",
    rowid: "search_message_text.rowid",
    at: "m.published_at",
    account: "m.account_id",
};

pub(super) const MESSAGES_PG: Index = Index {
    select: "SELECT s.rowid, s.message_id AS id FROM search_message s
        JOIN message m ON m.id = s.message_id
        LEFT JOIN conversation c ON c.id = m.conversation_id",
    matches: " WHERE s.folded @@ CAST(",
    end: " AS tsquery)",
    delete: MESSAGES.delete,
    rowid: "s.rowid",
    at: "m.published_at",
    account: "m.account_id",
};

pub(super) const NOTES: Index = Index {
    select: "SELECT s.rowid AS rowid, s.note_id AS id FROM search_note_text
        CROSS JOIN search_note s ON s.rowid = search_note_text.rowid
        CROSS JOIN note m ON m.id = s.note_id
        CROSS JOIN conversation c ON c.id = m.conversation_id",
    matches: " WHERE search_note_text MATCH ",
    end: "",
    delete: "DELETE FROM search_note WHERE note_id = $1 RETURNING rowid AS n",
    rowid: "search_note_text.rowid",
    at: "m.created_at",
    account: "c.account_id",
};

pub(super) const NOTES_PG: Index = Index {
    select: "SELECT s.rowid, s.note_id AS id FROM search_note s
        JOIN note m ON m.id = s.note_id JOIN conversation c ON c.id = m.conversation_id",
    matches: " WHERE s.folded @@ CAST(",
    end: " AS tsquery)",
    delete: NOTES.delete,
    rowid: "s.rowid",
    at: "m.created_at",
    account: "c.account_id",
};

pub(super) const CUSTOMERS: Index = Index {
    select: "SELECT s.rowid AS rowid, s.customer_id AS id FROM search_customer_text
        CROSS JOIN search_customer s ON s.rowid = search_customer_text.rowid",
    matches: " WHERE search_customer_text MATCH ",
    end: "",
    delete: "DELETE FROM search_customer WHERE customer_id = $1 RETURNING rowid AS n",
    rowid: "search_customer_text.rowid",
    at: "",
    account: "",
};

pub(super) const CUSTOMERS_PG: Index = Index {
    select: "SELECT s.rowid, s.customer_id AS id FROM search_customer s",
    matches: " WHERE s.folded @@ CAST(",
    end: " AS tsquery)",
    delete: CUSTOMERS.delete,
    rowid: "s.rowid",
    at: "",
    account: "",
};
