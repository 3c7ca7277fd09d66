//! What can go wrong between us and the database.

use std::sync::Arc;

use gerne_domain::DeliveryState;
use sqlx::error::ErrorKind;

/// A cause that only matters to people who read logs.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The store could not do it. Absence is never an error: lookups return `Option`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused a statement or did not answer.
    #[error("the database did not do it")]
    Database(#[source] sqlx::Error),
    /// Something unique is already there: a login, a name, a message of the platform.
    #[error("the same is already there ({constraint})")]
    Exists {
        /// The constraint or columns, as the engine names them.
        constraint: String,
    },
    /// What a row was to point to is not there: another team, another agent.
    #[error("something that it names is not there ({constraint})")]
    Missing {
        /// The constraint, as the engine names it.
        constraint: String,
    },
    /// A row holds what no version of ours wrote.
    #[error("table {table}, column {column}, row {id} cannot be read")]
    Unreadable {
        /// Where.
        table: &'static str,
        /// Where in it.
        column: &'static str,
        /// Which row, when it has an id.
        id: String,
        /// What is wrong with it.
        #[source]
        cause: Cause,
    },
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// The server lets us in, but not make tables.
    #[error(
        "the database lets us in, but not make tables: since PostgreSQL 15 only its owner may. As the \
         server's administrator say ALTER DATABASE <name> OWNER TO <user>, with the name and the user \
         of database.url"
    )]
    NotOurs(#[source] sqlx::migrate::MigrateError),
    /// A newer version of ours has worked on this database.
    #[error(
        "the database is newer than this program: it has schema {found}, this version knows {known}. \
         Start the newer version, or restore a backup from before the upgrade"
    )]
    Newer {
        /// A migration that the database has and we do not know.
        found: i64,
        /// The newest that we know.
        known: i64,
    },
    /// The transaction that held the command did not become durable. Shared by all who were in it.
    #[error("the transaction was not committed")]
    Commit(#[source] Arc<sqlx::Error>),
    /// The command panicked; nothing of it was kept.
    #[error("the command broke off; nothing of it was kept")]
    Panicked,
    /// A statement of the command failed, and the command said that all was well. PostgreSQL can
    /// keep nothing of such a transaction, so neither engine does.
    #[error("a statement failed, so nothing of the command was kept")]
    Doomed,
    /// A command asked for another write and would have waited for itself.
    #[error("a write inside a write would wait for itself")]
    Nested,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// A delivery may never go that way: a defect of the caller.
    #[error("a delivery never goes from {from:?} to {to:?}")]
    Illegal {
        /// From.
        from: DeliveryState,
        /// To.
        to: DeliveryState,
    },
    /// Another process serves this database.
    #[error("another process serves {}; stop it first", file.display())]
    Served {
        /// The database.
        file: std::path::PathBuf,
    },
    /// No database server answers there.
    #[error("nobody answers at {at}; is the database running, and is database.url right?")]
    Away {
        /// Host and port, or the socket.
        at: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server does not let us in, or has no such database.
    #[error("the database server at {at} says: {says}; {todo}")]
    Unwelcome {
        /// Host and port, or the socket.
        at: String,
        /// In its words.
        says: String,
        /// What the operator can do.
        todo: &'static str,
    },
    /// The database's file cannot be made or used.
    #[error("{} cannot be used; does it belong to the user who runs Gerne?", path.display())]
    Place {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file that the settings name is something else.
    #[error(
        "{} is not a SQLite database; correct database.url, or move the file away and put a backup \
         back (`gerne restore`)",
        path.display()
    )]
    NoDatabase {
        /// Which.
        path: std::path::PathBuf,
    },
    /// What was sealed cannot be opened: another key, or somebody changed it.
    #[error("what was sealed with key {key_id} cannot be opened")]
    Sealed {
        /// The key it names.
        key_id: String,
    },
    /// A page key that we did not make.
    #[error("this is not a place in a list")]
    PageKey,
    /// A setting that cannot be used.
    #[error("setting {name} cannot be used: {why}")]
    Config {
        /// Which.
        name: &'static str,
        /// Why.
        why: String,
    },
    /// A value could not be written as JSON.
    #[error("a value could not be written as JSON")]
    Json(#[source] serde_json::Error),
    /// A blob's file could not be read or written.
    #[error("a file of the blob store could not be used")]
    Blob(#[source] std::io::Error),
}

impl StoreError {
    /// Whether the same again may well succeed: the database was away, or another node was faster.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Commit(_) | Self::Away { .. } => true,
            Self::Database(error) => match error {
                sqlx::Error::Database(error) => {
                    // PostgreSQL: serialization failure, deadlock, shutting down. SQLite: busy.
                    matches!(
                        error.code().as_deref(),
                        Some("40001" | "40P01" | "57P01" | "57P03" | "5" | "6" | "261" | "517")
                    )
                }
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
                _ => false,
            },
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(refused) = &error else { return Self::Database(error) };
        let constraint =
            || refused.constraint().map_or_else(|| refused.message().to_owned(), str::to_owned);
        match refused.kind() {
            ErrorKind::UniqueViolation => Self::Exists { constraint: constraint() },
            ErrorKind::ForeignKeyViolation => Self::Missing { constraint: constraint() },
            _ => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}
