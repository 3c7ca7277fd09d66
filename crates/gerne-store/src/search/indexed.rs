//! What is in the index, and the statements that put it there and take it out.

use gerne_domain::{CustomerId, MessageId};

use crate::Engine;

#[derive(Clone, Copy)]
pub(crate) enum Indexed {
    Message(MessageId),
    Customer(CustomerId),
}

impl Indexed {
    pub(super) fn id(self) -> uuid::Uuid {
        match self {
            Self::Message(id) => id.0,
            Self::Customer(id) => id.0,
        }
    }

    /// How many are put at once, up to the rows and behind them; returns the ids that had room.
    pub(super) fn insert_new(self, engine: Engine) -> (&'static str, &'static str) {
        match (engine, self) {
            (Engine::Sqlite, Self::Message(_)) => (
                "INSERT INTO search_message (rowid, message_id)",
                " ON CONFLICT DO NOTHING RETURNING message_id AS n",
            ),
            (Engine::Sqlite, Self::Customer(_)) => (
                "INSERT INTO search_customer (rowid, customer_id)",
                " ON CONFLICT DO NOTHING RETURNING customer_id AS n",
            ),
            (Engine::Postgres, Self::Message(_)) => (
                "INSERT INTO search_message (rowid, message_id, folded)
                    SELECT a, b, CAST(c AS tsvector) FROM (",
                ") AS v (a, b, c) ON CONFLICT DO NOTHING RETURNING message_id AS n",
            ),
            (Engine::Postgres, Self::Customer(_)) => (
                "INSERT INTO search_customer (rowid, customer_id, folded)
                    SELECT a, b, CAST(c AS tsvector) FROM (",
                ") AS v (a, b, c) ON CONFLICT DO NOTHING RETURNING customer_id AS n",
            ),
        }
    }

    pub(super) fn insert_texts(self) -> &'static str {
        match self {
            Self::Message(_) => "INSERT INTO search_message_text (rowid, folded)",
            Self::Customer(_) => "INSERT INTO search_customer_text (rowid, folded)",
        }
    }

    pub(super) fn insert_text(self) -> &'static str {
        match self {
            Self::Message(_) => "INSERT INTO search_message_text (rowid, folded) VALUES ($1, $2)",
            Self::Customer(_) => "INSERT INTO search_customer_text (rowid, folded) VALUES ($1, $2)",
        }
    }

    pub(super) fn delete_text(self) -> &'static str {
        match self {
            Self::Message(_) => "DELETE FROM search_message_text WHERE rowid = $1",
            Self::Customer(_) => "DELETE FROM search_customer_text WHERE rowid = $1",
        }
    }
}
