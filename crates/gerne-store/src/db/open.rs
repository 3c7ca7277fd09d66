//! Opening either engine.

use std::{str::FromStr as _, time::Duration};

use sqlx::{
    Postgres, Sqlite,
    pool::PoolOptions,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::Pools;
use crate::{StoreConfig, StoreError, reach};

/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 512;

/// After so long without a statement PostgreSQL ends a transaction of ours, in milliseconds. Between
/// two statements we wait for nothing.
const LONGEST_IDLE: &str = "2500";

pub(super) async fn open_sqlite(
    config: &StoreConfig,
    create: bool,
) -> Result<Pools<Sqlite>, StoreError> {
    let synchronous = if config.durable { SqliteSynchronous::Full } else { SqliteSynchronous::Off };
    let options = SqliteConnectOptions::from_str(&config.url.0)?
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .busy_timeout(Duration::from_secs(10))
        .foreign_keys(true)
        .statement_cache_capacity(STATEMENTS)
        .pragma("cache_size", "-16000")
        // What is deleted is overwritten: forgetting reaches the bytes.
        .pragma("secure_delete", "on")
        // Pages that change with every batch are copied into the file once for many of them.
        .pragma("wal_autocheckpoint", "4000")
        .pragma("temp_store", "memory");
    if create {
        reach::make_private(options.get_filename())?;
    }
    let pool =
        || PoolOptions::new().test_before_acquire(false).idle_timeout(None).max_lifetime(None);
    // The writer first: it makes the file and turns the log on.
    let write = pool().max_connections(1).connect_with(options.clone()).await?;
    let reading = options.pragma("query_only", "on");
    let readers = || pool().max_connections(config.readers.max(1));
    let work = readers().connect_lazy_with(reading.clone());
    Ok(Pools { write, read: readers().connect_with(reading).await?, work })
}

pub(super) async fn open_postgres(config: &StoreConfig) -> Result<Pools<Postgres>, StoreError> {
    let commit = if config.durable { "on" } else { "off" };
    let options = PgConnectOptions::from_str(&config.url.0)?
        .statement_cache_capacity(STATEMENTS)
        .application_name("gerne");
    reach::knock(&options).await?;
    // A node that is stopped inside a transaction would hold the log's lock, and with it everybody.
    let writing = options.clone().options([
        ("synchronous_commit", commit),
        ("idle_in_transaction_session_timeout", LONGEST_IDLE),
    ]);
    let write = PoolOptions::new().max_connections(1).connect_with(writing).await?;
    let reading = options.options([("default_transaction_read_only", "on")]);
    let readers = || PoolOptions::new().max_connections(config.readers.max(1));
    let work = readers().connect_lazy_with(reading.clone());
    Ok(Pools { write, read: readers().connect_with(reading).await?, work })
}
