//! Backup, restore and moving house: one file that neither engine owns.
//!
//! A backup is taken from one snapshot while the installation works, and holds every table as
//! lines, then every picture and file, then a manifest. It can be restored on either engine, so
//! it is also the way from one to the other. The key of the secrets is **not** in it.

mod archive;
mod catalog;
mod check;
mod dump;
mod index;
mod load;

use std::{path::PathBuf, sync::Arc};

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Engine, StoreError};

pub(crate) use catalog::{schema as schema_of, tables_with};
pub use check::verify_backup;
pub use dump::back_up;
pub use load::restore;

/// The layout of the file. One that we do not know is refused.
const FORMAT: u32 = 1;

/// Told what is being done, in a sentence.
pub type Progress = Arc<dyn Fn(String) + Send + Sync>;

/// What stands first in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHead {
    /// The layout.
    pub format: u32,
    /// When its snapshot was taken.
    pub made_at: Timestamp,
    /// `sqlite` or `postgres`: where it comes from. It can go to either.
    pub engine: String,
    /// The number of the newest migration that its database had.
    pub schema: i64,
    /// The number of its newest event.
    pub log_head: i64,
    /// The keys that open its secrets. They are not in it.
    pub keys: Vec<KeyNeeded>,
    /// Its tables, in the order in which they follow.
    pub tables: Vec<TableHead>,
}

/// A key that something in a backup was sealed or marked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyNeeded {
    /// Its name.
    pub id: String,
    /// [`crate::StoreKey::fingerprint`]; `None` when whoever made the backup did not have it.
    pub fingerprint: Option<String>,
    /// Nothing was sealed with it: without it only erased people are not known again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marks_only: bool,
}

/// A table in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values in each line.
    pub columns: Vec<ColumnHead>,
}

/// A column in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHead {
    /// Its name.
    pub name: String,
    /// `int`, `text`, or `bytes` (in hexadecimal digits; ids too).
    pub kind: String,
}

/// What stands last in a backup: without it the file is not whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSums {
    /// SHA-256 of the head as it stands in the file.
    pub head_sha256: String,
    /// Of each table: rows, and SHA-256 over its lines.
    pub tables: Vec<TableSum>,
    /// Pictures and files.
    pub blobs: u64,
    /// Their bytes together.
    pub blob_bytes: u64,
    /// Files that the database names and that could not be read when the backup was made.
    pub missing_blobs: Vec<String>,
}

/// What a table must add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over its lines.
    pub sha256: String,
}

/// What is known about a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// How it begins.
    pub head: BackupHead,
    /// What it adds up to.
    pub sums: BackupSums,
}

impl Backup {
    /// All rows of all tables.
    pub fn rows(&self) -> u64 {
        self.sums.tables.iter().map(|table| table.rows).sum()
    }
}

/// What a restore did beyond putting everything back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was restored.
    pub backup: Backup,
    /// Replies that were on their way: they may have left since, so they are not sent again.
    pub deliveries_unknown: u64,
    /// Browsers that must sign in again, and one-time links that ended.
    pub sign_ins_ended: u64,
}

/// A backup could not be made, or not be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database did not do its part.
    #[error("the database did not do its part")]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("{} could not be {what}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// There is no installation at that address.
    #[error("there is nothing to back up: {0}")]
    Nothing(String),
    /// The file is not a whole backup of ours. Nothing was done with it.
    #[error("this is not a whole backup: {0}")]
    Broken(String),
    /// It is from a newer version.
    #[error(
        "the backup needs a newer version of Gerne: it has schema {schema}, this version knows \
         {known}"
    )]
    TooNew {
        /// Its schema.
        schema: i64,
        /// Ours.
        known: i64,
    },
    /// The place to restore to has something in it. Nothing was changed.
    #[error(
        "the target is not empty: table {table} has rows. Restore into a new database: name a new \
         file or an empty database in database.url, or move the old one away"
    )]
    NotEmpty {
        /// A table that has rows.
        table: String,
    },
    /// Somebody made the tables with another version. Nothing was changed.
    #[error(
        "the target has the tables of schema {found}, the backup those of {schema}. Name a \
         database without any tables; it is brought up to date afterwards"
    )]
    OtherSchema {
        /// What the target has.
        found: i64,
        /// What the backup needs.
        schema: i64,
    },
    /// The secrets could not be opened afterwards. Nothing was changed.
    #[error(
        "the key {id:?} is not the one that the backup's secrets were sealed with. Put the key of \
         the old installation where [key] in the settings says"
    )]
    Key {
        /// Its name.
        id: String,
    },
    /// What was put back does not fit together. Nothing was kept.
    #[error("what was put back does not fit together: {0}")]
    Unsound(String),
    /// The work ended without saying why.
    #[error("the work broke off")]
    BrokeOff,
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl BackupError {
    fn file(path: &std::path::Path, what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, what, source }
    }
}

fn engine_word(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}
