//! Where the data is.

use std::{fmt, path::PathBuf, time::Duration};

/// What the store must be told.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// `sqlite:path/to/gerne.db` or `postgres://user:password@host/database`.
    pub url: DatabaseUrl,
    /// Where pictures and files are kept beside a SQLite database. PostgreSQL keeps them itself.
    pub blob_dir: PathBuf,
    /// Keys for secrets, newest first: the first seals, all of them open.
    pub keys: Vec<StoreKey>,
    /// Connections for reading.
    pub readers: u32,
    /// At most so many commands in one transaction.
    pub batch: usize,
    /// At most so many recent events in memory.
    pub ring: usize,
    /// How often to look for events of other processes when no bell rings.
    pub poll: Duration,
    /// Whether a commit waits for the disk. Only throw-away databases say `false`.
    pub durable: bool,
}

impl StoreConfig {
    /// The usual settings for a database and a blob folder.
    pub fn new(url: impl Into<String>, blob_dir: impl Into<PathBuf>, keys: Vec<StoreKey>) -> Self {
        Self {
            url: DatabaseUrl(url.into()),
            blob_dir: blob_dir.into(),
            keys,
            readers: 8,
            batch: 128,
            ring: 8192,
            poll: Duration::from_secs(1),
            durable: true,
        }
    }
}

/// A database's address. May hold a password, and shows only what kind it is.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub String);

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.0.split(':').next().unwrap_or_default();
        write!(f, "{scheme}:…")
    }
}

/// A key for secrets, 256 bits. Lives outside the database and shows nothing of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreKey {
    /// Its name: what was sealed with it says so.
    pub id: String,
    /// The key itself.
    pub bytes: [u8; 32],
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreKey({})", self.id)
    }
}
