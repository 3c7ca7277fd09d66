//! The two engines. What they do differently stands here, below `db/`, and in `search.rs`, nowhere
//! else.

/// Runs one body against whichever engine it is.
macro_rules! on {
    ($either:expr, $kind:ident, |$it:ident| $body:expr) => {
        match $either {
            $kind::Sqlite($it) => $body,
            $kind::Postgres($it) => $body,
        }
    };
}

mod bell;
mod migrations;
mod open;
mod scour;

use std::str::FromStr;

use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use sqlx::Arguments as _;
use sqlx::{
    AssertSqlSafe, Connection as _, Database, Pool, Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite,
    Transaction,
    pool::PoolConnection,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow},
};
use uuid::Uuid;

use crate::{
    StoreConfig, StoreError,
    value::{Arg, Raw},
    work,
};

pub(crate) use bell::Bell;
pub(crate) use migrations::newest_known;
pub use migrations::{Step, migrate_to, migrations_ahead};
use open::{open_postgres, open_sqlite};

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
    /// For the house's own work, which waits behind nobody who asks.
    pub(crate) work: Pool<E>,
}

impl<E: Database> Pools<E> {
    fn reading(&self) -> &Pool<E> {
        if work::is_at_work() { &self.work } else { &self.read }
    }
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

    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Conn::Sqlite(Handle::Plain(pools.reading().acquire().await?)),
            Self::Postgres(pools) => {
                Conn::Postgres(Handle::Plain(pools.reading().acquire().await?))
            }
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

    pub(crate) async fn close(&self) {
        on!(self, Db, |pools| {
            pools.read.close().await;
            pools.work.close().await;
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
    pub(crate) async fn control(&mut self, sql: impl Into<Text>) -> Result<(), sqlx::Error> {
        let sql = sql.into().into_sql();
        on!(self, Conn, |c| { sqlx::raw_sql(sql).execute(c.get()).await.map(drop) })
    }

    /// Statements without parameters of which one brings a number `n`.
    pub(crate) async fn number(&mut self, sql: &'static str) -> Result<Option<i64>, sqlx::Error> {
        on!(self, Conn, |c| {
            let rows = sqlx::raw_sql(sql).fetch_all(c.get()).await?;
            rows.first().map(|row| row.try_get("n")).transpose()
        })
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
#[derive(Clone, Debug)]
pub(crate) enum Text {
    Written(&'static str),
    Built(String),
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self::Written(text)
    }
}

impl Text {
    /// Whether it changes nothing.
    pub(crate) fn reads(&self) -> bool {
        let text = match self {
            Self::Written(text) => text,
            Self::Built(text) => text.as_str(),
        };
        text.starts_with("SELECT")
    }

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
