//! Whether there is room left to write.

use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use crate::{Store, StoreError};

impl Store {
    /// Bytes that may still be written beside the data: of the database's file and of the folder of
    /// pictures the one with less. `None` where nobody can say: with a server.
    pub fn free_space(&self) -> Option<u64> {
        let file = self.house.file.as_deref()?;
        let folders = [file.parent().unwrap_or(Path::new(".")), self.house.blobs.folder()];
        folders.into_iter().filter_map(free).min()
    }

    /// Whether the last thing that was written found no room. The next that is written clears it.
    pub fn found_no_room(&self) -> bool {
        self.house.full.load(Ordering::Relaxed)
    }
}

/// Of the nearest folder that is there.
fn free(folder: &Path) -> Option<u64> {
    let mut folder: PathBuf = folder.to_owned();
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    while !folder.exists() {
        if !folder.pop() {
            return None;
        }
    }
    let space = rustix::fs::statvfs(&folder).ok()?;
    Some(space.f_bavail.saturating_mul(space.f_frsize))
}

/// Whether an error of the database means that its disk is full.
pub(crate) fn is_full(error: &sqlx::Error) -> bool {
    match error {
        // PostgreSQL: disk_full. SQLite: FULL, and IOERR when it writes, syncs or grows a file.
        sqlx::Error::Database(error) => {
            matches!(
                error.code().as_deref(),
                Some("53100" | "13" | "778" | "1034" | "1546" | "4874")
            )
        }
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::StorageFull,
        _ => false,
    }
}

impl StoreError {
    /// Whether there was no room to write it down. Nothing of it was kept.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Database(error) => is_full(error),
            Self::Commit(error) => is_full(error),
            Self::Blob(error) => error.kind() == std::io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}
