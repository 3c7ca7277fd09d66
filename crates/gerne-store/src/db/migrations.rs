//! The schema's steps, and bringing a database up to them.

use std::sync::Arc;

use sqlx::{
    SqlSafeStr as _,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
};

use super::{Db, Engine};
use crate::{Reader, StoreConfig, StoreError, store::House};

/// The number of each step of the schema, and what it brought.
const MIGRATIONS: [(i64, &str); 26] = [
    (1, "house"),
    (2, "content"),
    (3, "alarm details"),
    (4, "forgetting"),
    (5, "letters"),
    (6, "deadlines"),
    (7, "hands"),
    (8, "urgent first"),
    (9, "acknowledging"),
    (10, "lighter"),
    (11, "costs"),
    (12, "hiding"),
    (13, "pushed"),
    (14, "known"),
    (15, "owed"),
    (16, "time"),
    (17, "liked"),
    (18, "rules"),
    (19, "same"),
    (20, "hidden elsewhere"),
    (21, "reports"),
    (22, "groups"),
    (23, "announcements"),
    (24, "packed days"),
    (25, "lean measures"),
    (26, "waiting order"),
];

const SQLITE: [&str; MIGRATIONS.len()] = [
    include_str!("../../../../migrations/sqlite/0001_house.sql"),
    include_str!("../../../../migrations/sqlite/0002_content.sql"),
    include_str!("../../../../migrations/sqlite/0003_alarm_details.sql"),
    include_str!("../../../../migrations/sqlite/0004_forgetting.sql"),
    include_str!("../../../../migrations/sqlite/0005_letters.sql"),
    include_str!("../../../../migrations/sqlite/0006_deadlines.sql"),
    include_str!("../../../../migrations/sqlite/0007_hands.sql"),
    include_str!("../../../../migrations/sqlite/0008_urgent_first.sql"),
    include_str!("../../../../migrations/sqlite/0009_acknowledging.sql"),
    include_str!("../../../../migrations/sqlite/0010_lighter.sql"),
    include_str!("../../../../migrations/sqlite/0011_costs.sql"),
    include_str!("../../../../migrations/sqlite/0012_hiding.sql"),
    include_str!("../../../../migrations/sqlite/0013_pushed.sql"),
    include_str!("../../../../migrations/sqlite/0014_known.sql"),
    include_str!("../../../../migrations/sqlite/0015_owed.sql"),
    include_str!("../../../../migrations/sqlite/0016_time.sql"),
    include_str!("../../../../migrations/sqlite/0017_liked.sql"),
    include_str!("../../../../migrations/sqlite/0018_rules.sql"),
    include_str!("../../../../migrations/sqlite/0019_same.sql"),
    include_str!("../../../../migrations/sqlite/0020_hidden_elsewhere.sql"),
    include_str!("../../../../migrations/sqlite/0021_reports.sql"),
    include_str!("../../../../migrations/sqlite/0022_groups.sql"),
    include_str!("../../../../migrations/sqlite/0023_announcements.sql"),
    include_str!("../../../../migrations/sqlite/0024_packed_days.sql"),
    include_str!("../../../../migrations/sqlite/0025_lean_measures.sql"),
    include_str!("../../../../migrations/sqlite/0026_waiting_order.sql"),
];

const POSTGRES: [&str; MIGRATIONS.len()] = [
    include_str!("../../../../migrations/postgres/0001_house.sql"),
    include_str!("../../../../migrations/postgres/0002_content.sql"),
    include_str!("../../../../migrations/postgres/0003_alarm_details.sql"),
    include_str!("../../../../migrations/postgres/0004_forgetting.sql"),
    include_str!("../../../../migrations/postgres/0005_letters.sql"),
    include_str!("../../../../migrations/postgres/0006_deadlines.sql"),
    include_str!("../../../../migrations/postgres/0007_hands.sql"),
    include_str!("../../../../migrations/postgres/0008_urgent_first.sql"),
    include_str!("../../../../migrations/postgres/0009_acknowledging.sql"),
    include_str!("../../../../migrations/postgres/0010_lighter.sql"),
    include_str!("../../../../migrations/postgres/0011_costs.sql"),
    include_str!("../../../../migrations/postgres/0012_hiding.sql"),
    include_str!("../../../../migrations/postgres/0013_pushed.sql"),
    include_str!("../../../../migrations/postgres/0014_known.sql"),
    include_str!("../../../../migrations/postgres/0015_owed.sql"),
    include_str!("../../../../migrations/postgres/0016_time.sql"),
    include_str!("../../../../migrations/postgres/0017_liked.sql"),
    include_str!("../../../../migrations/postgres/0018_rules.sql"),
    include_str!("../../../../migrations/postgres/0019_same.sql"),
    include_str!("../../../../migrations/postgres/0020_hidden_elsewhere.sql"),
    include_str!("../../../../migrations/postgres/0021_reports.sql"),
    include_str!("../../../../migrations/postgres/0022_groups.sql"),
    include_str!("../../../../migrations/postgres/0023_announcements.sql"),
    include_str!("../../../../migrations/postgres/0024_packed_days.sql"),
    include_str!("../../../../migrations/postgres/0025_lean_measures.sql"),
    include_str!("../../../../migrations/postgres/0026_waiting_order.sql"),
];

impl Engine {
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
        Migrator::with_migrations(MIGRATIONS.into_iter().zip(texts).map(migration).collect())
    }

    /// Tells one schema from another, also one that did not ship.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn schema_print(self) -> String {
        let migrator = self.migrations();
        let sums = migrator.iter().flat_map(|migration| migration.checksum.iter().copied());
        let all: Vec<u8> = sums.collect();
        hex::encode(<sha2::Sha256 as sha2::Digest>::digest(all)).chars().take(16).collect()
    }

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

impl Db {
    /// Brings the schema up to date, or up to one migration.
    pub(crate) async fn migrate(&self, to: Option<i64>) -> Result<(), StoreError> {
        let migrator = self.engine().migrations();
        let newest = newest(&migrator);
        let to = to.unwrap_or(newest);
        on!(self, Db, |pools| migrator.run_to(to, &pools.write).await).map_err(
            |error| match error {
                MigrateError::VersionMissing(found) => StoreError::Newer { found, known: newest },
                error if is_forbidden(&error) => StoreError::NotOurs(error),
                error => StoreError::Migrate(error),
            },
        )
    }
}

/// PostgreSQL's `insufficient_privilege`.
fn is_forbidden(error: &MigrateError) -> bool {
    let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = error else {
        return false;
    };
    let refused = cause.as_database_error().and_then(sqlx::error::DatabaseError::code);
    refused.as_deref() == Some("42501")
}
