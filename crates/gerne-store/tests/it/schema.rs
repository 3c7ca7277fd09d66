//! The twins: the same tables and columns on both engines.

use std::{collections::BTreeSet, path::Path};

use crate::support::{House, raw};

#[test]
fn migrations_have_the_same_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let names = |engine: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root.join(engine)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn tables_and_columns_are_the_same() {
    let sqlite = House::sqlite().await;
    let postgres = House::postgres().await;
    let columns = "SELECT m.name || '.' || p.name || CASE WHEN p.\"notnull\" = 1 OR p.pk > 0
        THEN ' NOT NULL' ELSE '' END FROM sqlite_schema m JOIN pragma_table_info(m.name) p
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%'
        AND m.name NOT LIKE '%_text%'";
    let sqlite: BTreeSet<String> = raw(&sqlite, columns.to_owned()).await.into_iter().collect();
    let columns = "SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO'
        THEN ' NOT NULL' ELSE '' END FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'
        AND data_type <> 'tsvector'";
    let postgres: BTreeSet<String> = raw(&postgres, columns.to_owned()).await.into_iter().collect();
    assert!(sqlite.len() > 150, "{sqlite:?}");
    let only =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    let nothing: [String; 0] = [];
    assert_eq!(only(&sqlite, &postgres), nothing, "only on SQLite");
    assert_eq!(only(&postgres, &sqlite), nothing, "only on PostgreSQL");
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn indexes_are_the_same() {
    let sqlite = House::sqlite().await;
    let postgres = House::postgres().await;
    let names = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let sqlite: BTreeSet<String> = raw(&sqlite, names.to_owned()).await.into_iter().collect();
    let names = "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'
        AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'
        AND indexname NOT LIKE 'search%'";
    let postgres: BTreeSet<String> = raw(&postgres, names.to_owned()).await.into_iter().collect();
    assert_eq!(sqlite, postgres);
}
