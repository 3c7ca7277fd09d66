//! Only one process may serve a database that is a file.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::PathBuf,
};

use crate::{Store, StoreError};

/// The right to serve this database, until it is dropped or the process dies. Others may still
/// open the database and write, as commands in a shell do.
#[derive(Debug)]
pub struct Alone {
    /// The operating system lets go of the lock with the file.
    _lock: Option<File>,
}

impl Store {
    /// Makes sure that no other process serves the same file, until what it returns is dropped. A
    /// server's database has room for several; there it promises nothing.
    ///
    /// # Errors
    /// `Served` when another process serves it; `Blob` when the lock's file cannot be made.
    pub fn serve(&self) -> Result<Alone, StoreError> {
        let Some(file) = &self.house.file else { return Ok(Alone { _lock: None }) };
        let mut path = file.clone().into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        // Never deleted: who deletes a lock's file lets two processes lock two files of one name.
        let mut options = OpenOptions::new();
        let lock = options.create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(StoreError::Blob)?;
        match lock.try_lock() {
            Ok(()) => Ok(Alone { _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Served { file: file.clone() }),
            Err(TryLockError::Error(error)) => Err(StoreError::Blob(error)),
        }
    }
}
