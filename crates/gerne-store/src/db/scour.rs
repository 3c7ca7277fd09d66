//! What was deleted is not readable in the database's files either.

use std::time::Duration;

use sqlx::{
    AssertSqlSafe, Connection as _, Row as _, SqlSafeStr as _, postgres::PgConnection,
    sqlite::SqliteConnectOptions,
};

use super::Db;
use crate::StoreError;

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

impl Db {
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
}
