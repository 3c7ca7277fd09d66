//! Bytes by their content: files beside a SQLite database, rows in PostgreSQL.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use gerne_domain::{BlobHash, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use crate::{Engine, Reader, Store, StoreError, Tx, row::from_row, value::args};

/// Bytes, and what they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their type, as it was found in them.
    pub mime: String,
}

impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blob({}, {} bytes)", self.mime, self.bytes.len())
    }
}

/// What is known about bytes without reading them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobInfo {
    /// Where they are.
    pub hash: BlobHash,
    /// How many.
    pub size: u64,
    /// Their type, as it was found in them.
    pub mime: String,
    /// When it was last put: for a day after that it is kept though nothing names it yet.
    pub created_at: Timestamp,
}

pub(crate) struct Kept {
    pub(crate) mime: String,
    pub(crate) bytes: Option<Vec<u8>>,
}

from_row!(BlobInfo, "blob", { hash, size, mime, created_at });
from_row!(Kept, "blob", { mime, bytes });

const INFO: &str = "SELECT hash, size, mime, created_at FROM blob WHERE hash = $1";
const GET: &str = "SELECT mime, bytes FROM blob WHERE hash = $1";
const PUT: &str = "INSERT INTO blob (hash, size, mime, created_at, bytes)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (hash) DO UPDATE SET created_at = 
    CASE WHEN blob.created_at < excluded.created_at THEN excluded.created_at
    ELSE blob.created_at END";
/// Drafts name uploads inside their JSON; all else names them in a column.
const UNREFERENCED: &str = "SELECT hash AS n FROM blob b WHERE b.created_at < $1
    AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.blob = b.hash)
    AND NOT EXISTS (SELECT 1 FROM agent g WHERE g.public_photo = b.hash)
    AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.body LIKE '%' || b.hash || '%')
    ORDER BY b.created_at LIMIT $2";
const DROP: &str = "DELETE FROM blob WHERE hash = $1
    AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.blob = blob.hash)
    AND NOT EXISTS (SELECT 1 FROM agent g WHERE g.public_photo = blob.hash)
    AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.body LIKE '%' || blob.hash || '%')";

const TOUCH: &str = "UPDATE blob SET created_at = $2 WHERE hash = $1 AND created_at < $2";

/// Where files are kept.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    /// Putting and dropping the same bytes at the same time would lose them.
    pub(crate) gate: Mutex<()>,
}

impl Place {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, gate: Mutex::new(()) }
    }

    /// While this is held, no process drops a file of this folder: a backup reads them.
    pub(crate) async fn hold(&self) -> Result<Option<std::fs::File>, StoreError> {
        let folder = self.folder.clone();
        blocking(move || {
            let Some(lock) = open_lock(&folder)? else { return Ok(None) };
            lock.lock_shared()?;
            Ok(Some(lock))
        })
        .await
    }

    /// The right to drop a file; `None` while a backup reads them.
    async fn hold_alone(&self) -> Result<Option<Option<std::fs::File>>, StoreError> {
        let folder = self.folder.clone();
        blocking(move || {
            let Some(lock) = open_lock(&folder)? else { return Ok(Some(None)) };
            match lock.try_lock() {
                Ok(()) => Ok(Some(Some(lock))),
                Err(std::fs::TryLockError::WouldBlock) => Ok(None),
                Err(std::fs::TryLockError::Error(error)) => Err(error),
            }
        })
        .await
    }

    /// A file's bytes; `None` when it is not there.
    pub(crate) async fn read(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(hash);
        blocking(move || match std::fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Writes a file, all or nothing; durable once this returns.
    pub(crate) async fn keep(&self, hash: &BlobHash, bytes: Vec<u8>) -> Result<(), StoreError> {
        let (folder, path) = (self.folder.clone(), self.path(hash));
        blocking(move || write_file(&folder, &path, &bytes)).await
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, hash: &BlobHash) -> PathBuf {
        let fan: String = hash.0.chars().take(2).collect();
        self.folder.join(fan).join(&hash.0)
    }
}

impl Reader {
    /// What is known about a blob.
    pub async fn blob_info(&mut self, hash: &BlobHash) -> Result<Option<BlobInfo>, StoreError> {
        self.row(INFO, args![hash]).await
    }

    /// Blobs older than `before` that nothing names: uploads that nobody sent, pictures of deleted
    /// messages.
    pub async fn unreferenced_blobs(
        &mut self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<BlobHash>, StoreError> {
        self.column(UNREFERENCED, args![before, limit]).await
    }
}

impl Tx<'_> {
    /// Keeps bytes that nothing names for a while longer: a reply was taken back into the composer.
    pub async fn touch_blob(&mut self, hash: &BlobHash, at: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(TOUCH, args![hash, at]).await? > 0)
    }
}

impl Store {
    /// Keeps bytes; durable once this returns. The same bytes are kept once.
    pub async fn put_blob(
        &self,
        bytes: Vec<u8>,
        mime: &str,
        at: Timestamp,
    ) -> Result<BlobHash, StoreError> {
        let hash = BlobHash(hex::encode(Sha256::digest(&bytes)));
        let size = bytes.len();
        let place = &self.house.blobs;
        let _gate = place.gate.lock().await;
        let bytes = match self.engine() {
            Engine::Postgres => Some(bytes),
            Engine::Sqlite => {
                place.keep(&hash, bytes).await?;
                None
            }
        };
        let (key, mime) = (hash.clone(), mime.to_owned());
        self.write(move |tx| {
            Box::pin(async move { tx.execute(PUT, args![key, size, mime, at, bytes]).await })
        })
        .await?;
        Ok(hash)
    }

    /// The bytes; `None` when they are not there.
    pub async fn blob(&self, hash: &BlobHash) -> Result<Option<Blob>, StoreError> {
        let kept: Option<Kept> = self.read().await?.row(GET, args![hash]).await?;
        let Some(Kept { mime, bytes }) = kept else { return Ok(None) };
        if let Some(bytes) = bytes {
            return Ok(Some(Blob { bytes, mime }));
        }
        let bytes = self.house.blobs.read(hash).await?;
        Ok(bytes.map(|bytes| Blob { bytes, mime }))
    }

    /// Forgets bytes, unless something names them or a backup is reading them: then `false`.
    pub async fn drop_blob(&self, hash: &BlobHash) -> Result<bool, StoreError> {
        let place = &self.house.blobs;
        let _gate = place.gate.lock().await;
        let held = match self.engine() {
            Engine::Postgres => Some(None),
            Engine::Sqlite => place.hold_alone().await?,
        };
        let Some(_held) = held else { return Ok(false) };
        let key = hash.clone();
        let (gone, _) = self
            .write(move |tx| Box::pin(async move { tx.execute(DROP, args![key]).await }))
            .await?;
        if gone > 0 && self.engine() == Engine::Sqlite {
            // The row is gone: a file that stays after a crash here is found by nothing, and the
            // same bytes put again overwrite it.
            let path = place.path(hash);
            blocking(move || match std::fs::remove_file(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            })
            .await?;
        }
        Ok(gone > 0)
    }
}

/// The file whose lock keeps backups and droppings apart, across processes. `None`: there is no
/// folder, so there are no files.
fn open_lock(folder: &Path) -> std::io::Result<Option<std::fs::File>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(false).open(folder.join(".lock")).map(Some)
}

/// All or nothing: a new file beside it, to the disk, then renamed, then the folder to the disk.
fn write_file(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.metadata().is_ok_and(|there| there.len() == bytes.len() as u64) {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    std::fs::File::open(parent)?.sync_all()
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(std::io::Error::other).flatten().map_err(StoreError::Blob)
}
