//! The two engines. What they do differently stands here and in `search.rs`, nowhere else.

use std::{str::FromStr, sync::Arc, time::Duration};

use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use sqlx::Arguments as _;
use sqlx::{
    AssertSqlSafe, Connection, Database, Pool, Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite,
    Transaction,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
    pool::{PoolConnection, PoolOptions},
    postgres::{PgArguments, PgConnectOptions, PgConnection, PgListener, PgRow},
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous,
    },
};
use uuid::Uuid;

use crate::{
    Reader, StoreConfig, StoreError, reach,
    store::House,
    value::{Arg, Raw},
};

/// Runs one body against whichever engine it is.
macro_rules! on {
    ($either:expr, $kind:ident, |$it:ident| $body:expr) => {
        match $either {
            $kind::Sqlite($it) => $body,
            $kind::Postgres($it) => $body,
        }
    };
}

/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 512;

/// After so long without a statement PostgreSQL ends a transaction of ours, in milliseconds. Between
/// two statements we wait for nothing.
const LONGEST_IDLE: &str = "2500";

/// Which engine it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded; one process.
    Sqlite,
    /// A server; several processes.
    Postgres,
}

impl Engine {
    /// Lets two nodes claim different rows at the same time.
    pub(crate) fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// The row lock that puts the batches of all nodes one behind the other. SQLite has one writer
    /// by `BEGIN IMMEDIATE`.
    pub(crate) fn lock_log(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT seq AS n FROM log_head WHERE id = 1 FOR UPDATE"),
        }
    }

    /// The column `id`, as something that can be made a text.
    pub(crate) fn id_as_text(self) -> &'static str {
        match self {
            Self::Sqlite => "HEX(id)",
            Self::Postgres => "id",
        }
    }

    pub(crate) fn explain(self) -> &'static str {
        match self {
            Self::Sqlite => "EXPLAIN QUERY PLAN ",
            Self::Postgres => "EXPLAIN ",
        }
    }

    /// The column that a plan stands in.
    pub(crate) fn explained(self) -> &'static str {
        match self {
            Self::Sqlite => "detail",
            Self::Postgres => "QUERY PLAN",
        }
    }

    pub(crate) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// The schema, in order. Never edited after it shipped.
    fn migrations(self) -> Migrator {
        let texts = match self {
            Self::Sqlite => SQLITE,
            Self::Postgres => POSTGRES,
        };
        let migration = |((version, name), sql): ((i64, &'static str), &'static str)| {
            let kind = MigrationType::Simple;
            Migration::new(version, name.into(), kind, sql.into_sql_str(), false)
        };
        Migrator::with_migrations((1..).zip(MIGRATIONS).zip(texts).map(migration).collect())
    }
}

/// What each step of the schema brought.
const MIGRATIONS: [&str; 4] = ["house", "content", "alarm details", "forgetting"];

const SQLITE: [&str; MIGRATIONS.len()] = [
    include_str!("../../../migrations/sqlite/0001_house.sql"),
    include_str!("../../../migrations/sqlite/0002_content.sql"),
    include_str!("../../../migrations/sqlite/0003_alarm_details.sql"),
    include_str!("../../../migrations/sqlite/0004_forgetting.sql"),
];

const POSTGRES: [&str; MIGRATIONS.len()] = [
    include_str!("../../../migrations/postgres/0001_house.sql"),
    include_str!("../../../migrations/postgres/0002_content.sql"),
    include_str!("../../../migrations/postgres/0003_alarm_details.sql"),
    include_str!("../../../migrations/postgres/0004_forgetting.sql"),
];

impl Engine {
    /// The number of the newest migration that we know.
    pub(crate) fn newest_schema(self) -> i64 {
        newest(&self.migrations())
    }
}

/// A change of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub version: i64,
    /// What it is about.
    pub name: String,
}

/// What stands between a database and this version's schema, in order; for one that is not there
/// yet, everything. Changes nothing.
///
/// # Errors
/// [`StoreError::Newer`] when a newer version worked on it; when it cannot be reached.
pub async fn migrations_ahead(config: &StoreConfig) -> Result<Vec<Step>, StoreError> {
    let house = House::visit(config, true).await?;
    let mut reader = Reader::new(house.db.read().await?, Arc::new(house));
    let at = crate::backup::schema_of(&mut reader).await?.unwrap_or_default();
    let migrator = reader.engine().migrations();
    let known = newest(&migrator);
    if at > known {
        return Err(StoreError::Newer { found: at, known });
    }
    let ahead = migrator.iter().filter(|migration| migration.version > at);
    let step = |m: &Migration| Step { version: m.version, name: m.description.to_string() };
    Ok(ahead.map(step).collect())
}

/// Changes the schema up to one step.
pub async fn migrate_to(config: &StoreConfig, version: i64) -> Result<(), StoreError> {
    let db = Db::connect(config, true).await?;
    db.migrate(Some(version)).await?;
    db.close().await;
    Ok(())
}

/// The number of the newest migration that we know for the engine at this address.
pub(crate) fn newest_known(url: &str) -> i64 {
    let sqlite = url.starts_with("sqlite:");
    (if sqlite { Engine::Sqlite } else { Engine::Postgres }).newest_schema()
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Both ways to the database: one connection that writes, several that only read.
#[derive(Debug)]
pub(crate) enum Db {
    Sqlite(Pools<Sqlite>),
    Postgres(Pools<Postgres>),
}

#[derive(Debug)]
pub(crate) struct Pools<E: Database> {
    pub(crate) write: Pool<E>,
    pub(crate) read: Pool<E>,
}

impl Db {
    pub(crate) async fn open(config: &StoreConfig) -> Result<Self, StoreError> {
        let db = Self::connect(config, true).await?;
        db.migrate(None).await?;
        Ok(db)
    }

    /// Connects and leaves the schema as it is. `create`: makes a SQLite file that is not there.
    pub(crate) async fn connect(config: &StoreConfig, create: bool) -> Result<Self, StoreError> {
        let url = &config.url.0;
        Ok(if url.starts_with("sqlite:") {
            Self::Sqlite(open_sqlite(config, create).await?)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::Postgres(open_postgres(config).await?)
        } else {
            let why = "it begins with neither sqlite: nor postgres:".to_owned();
            return Err(StoreError::Config { name: "url", why });
        })
    }

    /// Brings the schema up to date, or up to one migration.
    pub(crate) async fn migrate(&self, to: Option<i64>) -> Result<(), StoreError> {
        let migrator = self.engine().migrations();
        let newest = newest(&migrator);
        let to = to.unwrap_or(newest);
        on!(self, Db, |pools| migrator.run_to(to, &pools.write).await).map_err(
            |error| match error {
                MigrateError::VersionMissing(found) => StoreError::Newer { found, known: newest },
                error => StoreError::Migrate(error),
            },
        )
    }

    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Conn::Sqlite(Handle::Plain(pools.read.acquire().await?)),
            Self::Postgres(pools) => Conn::Postgres(Handle::Plain(pools.read.acquire().await?)),
        })
    }

    pub(crate) async fn snapshot(&self) -> Result<Conn, StoreError> {
        let begin = self.engine().begin_snapshot();
        Ok(match self {
            Self::Sqlite(p) => Conn::Sqlite(Handle::Snapshot(p.read.begin_with(begin).await?)),
            Self::Postgres(p) => Conn::Postgres(Handle::Snapshot(p.read.begin_with(begin).await?)),
        })
    }

    pub(crate) async fn write(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Conn::Sqlite(Handle::Plain(pools.write.acquire().await?)),
            Self::Postgres(pools) => Conn::Postgres(Handle::Plain(pools.write.acquire().await?)),
        })
    }

    /// Makes what was deleted unreadable in the files too. `false`: somebody still reads what was
    /// there before; try again.
    ///
    /// SQLite overwrites what it deletes and keeps what it wrote before in its log until that is
    /// emptied. PostgreSQL keeps deleted rows until they are vacuumed.
    pub(crate) async fn scour(&self) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(pools) => {
                // A connection of its own: the writer must not wait while this one does.
                let options = pools.write.connect_options();
                let options = SqliteConnectOptions::clone(&options);
                let options = options.busy_timeout(Duration::from_millis(50));
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await?;
                let row =
                    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await;
                connection.close().await?;
                match row {
                    Ok(row) => Ok(row.try_get::<i64, _>(0)? == 0),
                    Err(sqlx::Error::Database(error)) if error.message().contains("locked") => {
                        Ok(false)
                    }
                    Err(error) => Err(error.into()),
                }
            }
            Self::Postgres(pools) => {
                // Not on the writer's connection: this reads all of the tables.
                let options = pools.write.connect_options();
                let mut connection = PgConnection::connect_with(&options).await?;
                for table in SCOURED {
                    let vacuum = AssertSqlSafe(format!("VACUUM {table}")).into_sql_str();
                    sqlx::raw_sql(vacuum).execute(&mut connection).await?;
                }
                connection.close().await?;
                Ok(true)
            }
        }
    }

    pub(crate) async fn close(&self) {
        on!(self, Db, |pools| {
            pools.read.close().await;
            pools.write.close().await;
        });
    }
}

/// A connection of either engine.
#[derive(Debug)]
pub(crate) enum Conn {
    Sqlite(Handle<Sqlite>),
    Postgres(Handle<Postgres>),
}

/// A connection, or one that sees the database as it was at one moment.
#[derive(Debug)]
pub(crate) enum Handle<E: Database> {
    Plain(PoolConnection<E>),
    Snapshot(Transaction<'static, E>),
}

impl<E: Database> Handle<E> {
    fn get(&mut self) -> &mut E::Connection {
        match self {
            Self::Plain(connection) => connection,
            Self::Snapshot(transaction) => transaction,
        }
    }
}

impl Conn {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn execute(&mut self, sql: Text, args: Vec<Arg>) -> Result<u64, sqlx::Error> {
        let sql = sql.into_sql();
        Ok(match self {
            Self::Sqlite(c) => {
                sqlx::query_with(sql, for_sqlite(args)?).execute(c.get()).await?.rows_affected()
            }
            Self::Postgres(c) => {
                sqlx::query_with(sql, for_postgres(args)?).execute(c.get()).await?.rows_affected()
            }
        })
    }

    pub(crate) async fn all(&mut self, sql: Text, args: Vec<Arg>) -> Result<Vec<Row>, sqlx::Error> {
        let sql = sql.into_sql();
        Ok(match self {
            Self::Sqlite(c) => {
                let rows = sqlx::query_with(sql, for_sqlite(args)?).fetch_all(c.get()).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(c) => {
                let rows = sqlx::query_with(sql, for_postgres(args)?).fetch_all(c.get()).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// Rows as they come, for what would not fit into memory.
    pub(crate) fn stream(&mut self, sql: Text) -> BoxStream<'_, Result<Row, sqlx::Error>> {
        let sql = sql.into_sql();
        match self {
            Self::Sqlite(c) => {
                let rows = sqlx::query_with(sql, SqliteArguments::default()).fetch(c.get());
                rows.map_ok(Row::Sqlite).boxed()
            }
            Self::Postgres(c) => {
                let rows = sqlx::query_with(sql, PgArguments::default()).fetch(c.get());
                rows.map_ok(Row::Postgres).boxed()
            }
        }
    }

    /// Statements without parameters: begin, savepoints, commit.
    pub(crate) async fn control(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        on!(self, Conn, |c| { sqlx::raw_sql(sql).execute(c.get()).await.map(drop) })
    }

    /// Throws the connection away instead of giving it back.
    pub(crate) async fn discard(self) {
        on!(self, Conn, |c| {
            if let Handle::Plain(connection) = c {
                // It is of no use any more; whether it says good-bye does not matter.
                connection.detach().close_hard().await.ok();
            }
        });
    }
}

/// A statement's text: written in our source, or put together by [`crate::sql::Sql`].
#[derive(Debug)]
pub(crate) enum Text {
    Written(&'static str),
    Built(String),
}

impl Text {
    fn into_sql(self) -> SqlStr {
        match self {
            Self::Written(text) => text.into_sql_str(),
            Self::Built(text) => AssertSqlSafe(text).into_sql_str(),
        }
    }
}

/// A row of either engine.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The value in a column, by its place.
    pub(crate) fn at<T: Raw>(&self, column: usize) -> Result<Option<T>, sqlx::Error> {
        T::fetch_at(self, column)
    }
}

macro_rules! raw {
    ($($type:ty),*) => {$(
        impl Raw for $type {
            fn fetch(row: &Row, column: &'static str) -> Result<Option<Self>, sqlx::Error> {
                on!(row, Row, |row| row.try_get::<Option<$type>, _>(column))
            }
            fn fetch_at(row: &Row, column: usize) -> Result<Option<Self>, sqlx::Error> {
                on!(row, Row, |row| row.try_get::<Option<$type>, _>(column))
            }
        }
    )*};
}

raw!(i64, String, Uuid, Vec<u8>);

fn for_sqlite(args: Vec<Arg>) -> Result<SqliteArguments, sqlx::Error> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => bound.add(value),
            Arg::Text(value) => bound.add(value),
            Arg::Id(value) => bound.add(value),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}

fn for_postgres(args: Vec<Arg>) -> Result<PgArguments, sqlx::Error> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => bound.add(value),
            Arg::Text(value) => bound.add(value),
            Arg::Id(value) => bound.add(value),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}

/// The file of a SQLite database; `None` for a server.
pub(crate) fn file_of(url: &str) -> Option<std::path::PathBuf> {
    if !url.starts_with("sqlite:") {
        return None;
    }
    let options = SqliteConnectOptions::from_str(url).ok()?;
    Some(options.get_filename().to_path_buf())
}

async fn open_sqlite(config: &StoreConfig, create: bool) -> Result<Pools<Sqlite>, StoreError> {
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
        .pragma("temp_store", "memory");
    if create {
        reach::make_private(options.get_filename())?;
    }
    let pool =
        || PoolOptions::new().test_before_acquire(false).idle_timeout(None).max_lifetime(None);
    // The writer first: it makes the file and turns the log on.
    let write = pool().max_connections(1).connect_with(options.clone()).await?;
    let reading = options.pragma("query_only", "on");
    let read = pool().max_connections(config.readers.max(1)).connect_with(reading).await?;
    Ok(Pools { write, read })
}

async fn open_postgres(config: &StoreConfig) -> Result<Pools<Postgres>, StoreError> {
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
    let readers = PoolOptions::new().max_connections(config.readers.max(1));
    Ok(Pools { write, read: readers.connect_with(reading).await? })
}

/// Tables that may hold what people said, or who they are.
const SCOURED: [&str; 18] = [
    "agent",
    "alarm",
    "attachment",
    "blob",
    "conversation",
    "customer",
    "delivery",
    "draft",
    "idempotency",
    "identity",
    "label",
    "message",
    "note",
    "revision",
    "search_customer",
    "search_message",
    "thread",
    "view",
];

/// Tells other nodes to look, and hears them. A hint only; PostgreSQL alone has it.
pub(crate) struct Bell {
    url: String,
    rope: Option<PgConnection>,
    ear: Option<PgListener>,
}

/// The channel's name.
const BELL: &str = "gerne_log";
/// What nodes tell each other.
const HINTS: &str = "gerne_nodes";

impl Bell {
    pub(crate) fn new(config: &StoreConfig) -> Self {
        Self { url: config.url.0.clone(), rope: None, ear: None }
    }

    /// Rings once.
    pub(crate) async fn ring(&mut self) -> Result<(), StoreError> {
        let mut rope = match self.rope.take() {
            Some(rope) => rope,
            None => PgConnection::connect(&self.url).await?,
        };
        sqlx::raw_sql("NOTIFY gerne_log").execute(&mut rope).await?;
        self.rope = Some(rope);
        Ok(())
    }

    /// Tells a line.
    pub(crate) async fn tell(&mut self, line: &str) -> Result<(), StoreError> {
        let mut rope = match self.rope.take() {
            Some(rope) => rope,
            None => PgConnection::connect(&self.url).await?,
        };
        let sql = sqlx::query("SELECT pg_notify($1, $2)").bind(HINTS).bind(line.to_owned());
        sql.execute(&mut rope).await?;
        self.rope = Some(rope);
        Ok(())
    }

    /// Resolves when somebody rang, or with the line that somebody told.
    pub(crate) async fn hear(&mut self) -> Result<Option<String>, StoreError> {
        let mut ear = if let Some(ear) = self.ear.take() {
            ear
        } else {
            let mut ear = PgListener::connect(&self.url).await?;
            ear.listen_all([BELL, HINTS]).await?;
            ear
        };
        let heard = ear.recv().await?;
        self.ear = Some(ear);
        Ok((heard.channel() == HINTS).then(|| heard.payload().to_owned()))
    }
}
