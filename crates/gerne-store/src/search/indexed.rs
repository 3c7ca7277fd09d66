//! What is in the index, and the statements that put it there and take it out.

use gerne_domain::{CustomerId, MessageId, NoteId};

use crate::{Engine, inserting::Insert};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Indexed {
    Message(MessageId),
    Note(NoteId),
    Customer(CustomerId),
}

impl Indexed {
    pub(super) fn id(self) -> uuid::Uuid {
        match self {
            Self::Message(id) => id.0,
            Self::Note(id) => id.0,
            Self::Customer(id) => id.0,
        }
    }

    /// Where they are put; those whose place is taken are left out.
    pub(super) fn insert_new(self, engine: Engine) -> Insert {
        let into = match (engine, self) {
            (Engine::Sqlite, Self::Message(_)) => "INSERT INTO search_message (rowid, message_id)",
            (Engine::Sqlite, Self::Note(_)) => "INSERT INTO search_note (rowid, note_id)",
            (Engine::Postgres, Self::Note(_)) => "INSERT INTO search_note (rowid, note_id, folded)",
            (Engine::Sqlite, Self::Customer(_)) => {
                "INSERT INTO search_customer (rowid, customer_id)"
            }
            (Engine::Postgres, Self::Message(_)) => {
                "INSERT INTO search_message (rowid, message_id, folded)"
            }
            (Engine::Postgres, Self::Customer(_)) => {
                "INSERT INTO search_customer (rowid, customer_id, folded)"
            }
        };
        let select = match engine {
            Engine::Sqlite => "*",
            Engine::Postgres => "column1, column2, CAST(column3 AS tsvector)",
        };
        Insert { into, select, end: " ON CONFLICT DO NOTHING" }
    }

    /// Which of a list are there, and where.
    pub(super) fn ids(self) -> &'static str {
        match self {
            Self::Message(_) => {
                "SELECT message_id AS a, rowid AS b FROM search_message WHERE message_id IN "
            }
            Self::Note(_) => "SELECT note_id AS a, rowid AS b FROM search_note WHERE note_id IN ",
            Self::Customer(_) => {
                "SELECT customer_id AS a, rowid AS b FROM search_customer WHERE customer_id IN "
            }
        }
    }

    /// Where the words are put.
    pub(super) fn insert_texts(self) -> &'static str {
        match self {
            Self::Message(_) => "INSERT INTO search_message_text (rowid, folded)",
            Self::Note(_) => "INSERT INTO search_note_text (rowid, folded)",
            Self::Customer(_) => "INSERT INTO search_customer_text (rowid, folded)",
        }
    }

    pub(super) fn delete_text(self) -> &'static str {
        match self {
            Self::Message(_) => "DELETE FROM search_message_text WHERE rowid = $1",
            Self::Note(_) => "DELETE FROM search_note_text WHERE rowid = $1",
            Self::Customer(_) => "DELETE FROM search_customer_text WHERE rowid = $1",
        }
    }
}
