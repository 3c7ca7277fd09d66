//! Only one process may serve a database that is a file.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use crate::{Store, StoreError, db};

/// The right to serve this database, until it is dropped or the process dies. Others may still
/// open the database and write, as commands in a shell do.
#[derive(Debug)]
pub struct Alone {
    /// The operating system lets go of the lock with the file.
    _lock: Option<File>,
}

/// Makes sure that no other process serves the same file, until what it returns is dropped. A
/// server's database has room for several; there it promises nothing. The database itself need
/// not be there yet, but its folder must be.
///
/// # Errors
/// `Served` when another process serves it; `Place` when the lock's file cannot be made.
pub fn serve_alone(url: &str) -> Result<Alone, StoreError> {
    db::file_of(url).map_or(Ok(Alone { _lock: None }), |file| lock(&file))
}

impl Store {
    /// The same for the database of this store.
    ///
    /// # Errors
    /// As [`serve_alone`].
    pub fn serve(&self) -> Result<Alone, StoreError> {
        self.house.file.as_deref().map_or(Ok(Alone { _lock: None }), lock)
    }
}

fn lock(file: &Path) -> Result<Alone, StoreError> {
    let mut path = file.to_owned().into_os_string();
    path.push(".lock");
    let path = PathBuf::from(path);
    // Never deleted: who deletes a lock's file lets two processes lock two files of one name.
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let lock = options.open(&path).map_err(|source| StoreError::Place { path, source })?;
    match lock.try_lock() {
        Ok(()) => Ok(Alone { _lock: Some(lock) }),
        Err(TryLockError::WouldBlock) => Err(StoreError::Served { file: file.to_owned() }),
        Err(TryLockError::Error(error)) => Err(StoreError::Blob(error)),
    }
}
