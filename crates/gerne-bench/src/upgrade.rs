//! How long people wait when a new version changes the schema.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use gerne_store::{StoreConfig, StoreKey, migrate_to, migrations_ahead};
use rusqlite::Connection;

use crate::{report::Report, server};

/// `gerne migrate` over databases that hold what the one in `folder` holds: of the schema before the
/// newest, as most who upgrade have it, and of the very first, which is the longest way there is.
pub(crate) async fn measure(report: &mut Report, folder: &Path, size: usize) -> Result<()> {
    let steps = migrations_ahead(&config(&folder.join("empty.db"), folder)).await?;
    let [first, .., before, newest] = steps.as_slice() else { return Ok(()) };
    for from in [before, first] {
        let step = format!("{size} conversations in the schema of \"{}\"", from.name);
        Report::step(&step);
        let took = upgrade(folder, from.version).await.context(step)?.as_secs_f64();
        let (from, to) = (from.version, newest.version);
        let name = format!("upgrade from schema {from} to {to}, {size} conversations");
        report.figure(&name, "s", took, "<= 60 s");
    }
    Ok(())
}

async fn upgrade(folder: &Path, version: i64) -> Result<Duration> {
    let (from, old) = (folder.join("gerne.db"), folder.join("before.db"));
    migrate_to(&config(&old, folder), version).await?;
    let to = old.clone();
    tokio::task::spawn_blocking(move || copy(&from, &to)).await??;
    let started = Instant::now();
    let migrated = server::command(folder, &old)?.arg("migrate").output()?;
    let took = started.elapsed();
    let said = String::from_utf8_lossy(&migrated.stderr).into_owned();
    anyhow::ensure!(migrated.status.success(), "gerne migrate: {said}");
    anyhow::ensure!(migrations_ahead(&config(&old, folder)).await?.is_empty(), "it is up to date");
    for name in ["before.db", "before.db-wal", "before.db-shm"] {
        // Its room is needed no more; the folder goes with the bench.
        std::fs::remove_file(folder.join(name)).ok();
    }
    Ok(took)
}

fn config(file: &Path, folder: &Path) -> StoreConfig {
    let key = StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let mut config =
        StoreConfig::new(format!("sqlite:{}", file.display()), folder.join("blobs"), vec![key]);
    config.poll = Duration::from_mins(1);
    config
}

/// Everything that both schemas have, table by table, also what the search index consists of.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let db = Connection::open(to)?;
    db.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
         PRAGMA cache_size = -200000; PRAGMA temp_store = memory;",
    )?;
    db.execute("ATTACH ?1 AS filled", [from.to_str().context("a path of ours is UTF-8")?])?;
    let indexes: Vec<(String, String)> = rows(
        &db,
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    )?;
    let tables: Vec<(String, String)> = rows(
        &db,
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'
         AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )?;
    // Built behind the rows, they are built several times as fast.
    for (name, _) in &indexes {
        db.execute_batch(&format!("DROP INDEX main.\"{name}\""))?;
    }
    db.execute_batch("BEGIN")?;
    for (table, _) in &tables {
        let columns: Vec<(String, String)> = rows(
            &db,
            &format!(
                "SELECT name, type FROM pragma_table_info('{table}', 'main') WHERE name IN
                 (SELECT name FROM pragma_table_info('{table}', 'filled'))"
            ),
        )?;
        if columns.is_empty() {
            continue;
        }
        let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let names = names.join(", ");
        db.execute_batch(&format!(
            "DELETE FROM main.\"{table}\";
             INSERT INTO main.\"{table}\" ({names}) SELECT {names} FROM filled.\"{table}\""
        ))
        .with_context(|| format!("copying {table}"))?;
    }
    db.execute_batch("COMMIT")?;
    for (_, sql) in &indexes {
        db.execute_batch(sql)?;
    }
    db.execute_batch("DETACH filled; PRAGMA journal_mode = WAL")?;
    Ok(())
}

fn rows(db: &Connection, sql: &str) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
