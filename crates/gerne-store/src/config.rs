//! Where the data is.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use sha2::{Digest as _, Sha256};

/// What the store must be told.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// `sqlite:path/to/gerne.db` or `postgres://user:password@host/database`.
    pub url: DatabaseUrl,
    /// Where pictures and files are kept beside a SQLite database. PostgreSQL keeps them itself.
    pub blob_dir: PathBuf,
    /// Keys for secrets, newest first: the first seals, all of them open.
    pub keys: Vec<StoreKey>,
    /// Where the keys come from, to look again when one is not known: keys are replaced while
    /// everything works.
    pub key_source: Option<KeySource>,
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
            key_source: None,
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

/// Reads the keys again, newest first, or says why it cannot.
#[derive(Clone)]
pub struct KeySource(pub Arc<dyn Fn() -> Result<Vec<StoreKey>, String> + Send + Sync>);

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeySource")
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

impl StoreKey {
    /// Tells keys apart without telling anything about them.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::new().chain_update(b"gerne key\0").chain_update(self.bytes).finalize();
        hex::encode(hash).chars().take(16).collect()
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreKey({})", self.id)
    }
}
