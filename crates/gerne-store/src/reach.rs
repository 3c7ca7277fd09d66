//! Reaching a database for the first time: what is made for it, and words for what goes wrong.

use std::{
    io::{ErrorKind, Read as _},
    path::Path,
    time::Duration,
};

use sqlx::{
    Connection as _,
    postgres::{PgConnectOptions, PgConnection},
};

use crate::StoreError;

/// Makes a file that its owner alone may read; SQLite gives its other files the same rights.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    let name = file.to_string_lossy();
    if name.starts_with(":memory:") || name.starts_with("file:") {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(StoreError::Place { path: file.to_owned(), source }),
    }
}

/// What a file of SQLite begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether there is a database in a file; none yet in one that is empty or not there.
///
/// # Errors
/// When we may not use it, or when it is something else.
pub(crate) fn is_database(file: &Path) -> Result<bool, StoreError> {
    let place = |source| StoreError::Place { path: file.to_owned(), source };
    let opened = std::fs::OpenOptions::new().read(true).write(true).open(file);
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(place(error)),
    };
    let mut head = Vec::new();
    opened.take(MAGIC.len() as u64).read_to_end(&mut head).map_err(place)?;
    if head.is_empty() || head == MAGIC {
        return Ok(!head.is_empty());
    }
    Err(StoreError::NoDatabase { path: file.to_owned() })
}

/// Longest wait for the server at the start. A pool would try for half a minute and then say
/// only that it waited.
const ANSWER: Duration = Duration::from_secs(5);

/// Knocks once, to say what is wrong in words that help.
pub(crate) async fn knock(options: &PgConnectOptions) -> Result<(), StoreError> {
    let at = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let knocked = tokio::time::timeout(ANSWER, PgConnection::connect_with(options)).await;
    let error = match knocked {
        Ok(Ok(connection)) => {
            // It is there; whether it hears our good-bye does not matter.
            connection.close().await.ok();
            return Ok(());
        }
        Ok(Err(error)) => error,
        Err(_) => sqlx::Error::Io(ErrorKind::TimedOut.into()),
    };
    match error {
        sqlx::Error::Io(source) => Err(StoreError::Away { at, source }),
        sqlx::Error::Database(refused) => {
            let todo = match refused.code().as_deref() {
                Some("3D000") => "create it (`createdb`), or correct its name in database.url",
                Some("28000" | "28P01") => {
                    "check user and password in database.url, and the server's pg_hba.conf"
                }
                _ => return Err(sqlx::Error::Database(refused).into()),
            };
            Err(StoreError::Unwelcome { at, says: refused.message().to_owned(), todo })
        }
        error => Err(error.into()),
    }
}
