//! Forgetting reaches the bytes: what was deleted is not readable in the files either.

use std::{path::PathBuf, time::Duration};

use gerne_domain::BlobHash;

use crate::{Engine, Store, StoreError, blobs::blocking, value::args};

/// Steps of one wiping at most: an index of millions of messages needs some thousands.
const MOST_STEPS: usize = 100_000;
/// Nobody writes one file for longer than this.
const OLDEST_UNFINISHED: Duration = Duration::from_hours(1);

const THERE: &str = "SELECT hash AS n FROM blob WHERE hash = $1";

impl Store {
    /// Makes what was deleted unreadable in the database's files: the search index is rewritten in
    /// steps of a few milliseconds, then SQLite's log is emptied; PostgreSQL's tables are vacuumed.
    /// `false`: a reader still holds on to what was there before; call it again.
    ///
    /// Copies elsewhere are not reached: backups, archived logs, snapshots of a disk.
    pub async fn wipe(&self) -> Result<bool, StoreError> {
        for step in 0..MOST_STEPS {
            let (more, _) = self
                .write(move |tx| Box::pin(async move { tx.merge_search(step == 0).await }))
                .await?;
            if !more {
                break;
            }
        }
        self.house.db.scour().await
    }

    /// Removes files of the blob folder that no row names: halves that a crash left, and files
    /// whose row went just before one. Looks into one of 256 parts of the folder. How many it was.
    pub async fn sweep_blob_files(&self, part: u8) -> Result<u64, StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(0);
        }
        let place = &self.house.blobs;
        // Nothing is put or dropped meanwhile.
        let _gate = place.gate.lock().await;
        let folder = place.folder.clone();
        let fan = folder.join(format!("{part:02x}"));
        let found = blocking(move || {
            let mut swept = files(&folder)?;
            swept.retain(|path| is_half(path));
            Ok((swept, files(&fan)?))
        })
        .await?;
        let (mut swept, whole) = found;
        let mut db = self.read().await?;
        for path in whole {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let hash = BlobHash(name.to_owned());
            if db.one::<BlobHash>(THERE, args![hash]).await?.is_none() {
                swept.push(path);
            }
        }
        drop(db);
        let count = swept.len() as u64;
        blocking(move || swept.iter().try_for_each(std::fs::remove_file)).await?;
        Ok(count)
    }
}

/// The files in a folder; none when it is not there.
fn files(folder: &std::path::Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// A file that was begun long ago and never renamed into its place.
fn is_half(path: &std::path::Path) -> bool {
    let ours = path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(".tmp"));
    let age = path.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
    ours && age.is_some_and(|age| age > OLDEST_UNFINISHED)
}
