//! Which tables and columns there are. Asked of the database, so that a migration needs no line
//! here and a backup of any version can be made.

use super::{BackupError, ColumnHead, TableHead};
use crate::{
    Engine, Reader, StoreError,
    db::Text,
    row::{Two, from_row},
    value::args,
};

/// What a column keeps, as the engine declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    Id,
    Bytes,
}

impl Kind {
    /// As it stands in a backup: engines do not agree on whether an id is a kind of its own.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Text => "text",
            Self::Id | Self::Bytes => "bytes",
        }
    }
}

/// A table as it is in this database.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Its place in the primary key; 0: not in it.
    pub(super) key: i64,
}

struct Found {
    name: String,
    declared: String,
    key: i64,
}

from_row!(Found, "(catalog)", { name, declared, key });

const TABLES_SQLITE: &str = "SELECT name AS n FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' ORDER BY name";
const TABLES_PG: &str = "SELECT c.relname::text AS n FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname::text COLLATE \"C\"";
const COLUMNS_SQLITE: &str = "SELECT name, type AS declared, pk AS key
    FROM pragma_table_info($1) ORDER BY name";
const COLUMNS_PG: &str = "SELECT a.attname::text AS name,
    pg_catalog.format_type(a.atttypid, NULL) AS declared,
    COALESCE((SELECT array_position(i.indkey::smallint[], a.attnum) FROM pg_catalog.pg_index i
        WHERE i.indrelid = a.attrelid AND i.indisprimary), -1)::bigint + 1 AS key
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = (quote_ident(current_schema()) || '.' || quote_ident($1))::regclass
    AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attname::text COLLATE \"C\"";
const SCHEMA: &str = "SELECT MAX(version) AS n FROM _sqlx_migrations";
const FOREIGN_PG: &str = "SELECT
    format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS a,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
        pg_catalog.pg_get_constraintdef(c.oid)) AS b
    FROM pg_catalog.pg_constraint c
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace
    ORDER BY c.conname::text";

/// Not in a backup: what migrations did (the target does it itself), the search index (made anew
/// from the texts), and which node works for whom (nobody does after a restore).
fn is_kept(table: &str) -> bool {
    table != "_sqlx_migrations"
        && table != "lease"
        && !table.starts_with("search_")
        && !table.starts_with("sqlite_")
}

/// The tables that a backup holds, by name, with their columns by name.
pub(super) async fn tables(reader: &mut Reader) -> Result<Vec<Table>, BackupError> {
    let (tables, columns) = match reader.engine() {
        Engine::Sqlite => (TABLES_SQLITE, COLUMNS_SQLITE),
        Engine::Postgres => (TABLES_PG, COLUMNS_PG),
    };
    let mut found = Vec::new();
    for name in reader.column::<String>(tables, args![]).await? {
        if !is_kept(&name) {
            continue;
        }
        let rows: Vec<Found> = reader.rows(columns, args![name]).await?;
        let columns = rows
            .into_iter()
            // The bytes of blobs follow by themselves, as files.
            .filter(|row| !(name == "blob" && row.name == "bytes"))
            .map(|row| column(&name, row))
            .collect::<Result<_, _>>()?;
        found.push(Table { name, columns });
    }
    Ok(found)
}

fn column(table: &str, Found { name, declared, key }: Found) -> Result<Column, BackupError> {
    let kind = match declared.to_lowercase().as_str() {
        "integer" | "bigint" => Kind::Int,
        "text" => Kind::Text,
        "uuid" => Kind::Id,
        "blob" | "bytea" => Kind::Bytes,
        other => {
            let what = format!("{table}.{name} has the type {other}, which backups do not know");
            return Err(BackupError::Unsound(what));
        }
    };
    Ok(Column { name, kind, key })
}

/// Lets the engine count what there is of what. On PostgreSQL our own tables alone: of each of its own
/// it would say that it is not ours.
pub(super) async fn analyze(reader: &mut Reader) -> Result<(), BackupError> {
    let sql = match reader.engine() {
        Engine::Sqlite => "ANALYZE".to_owned(),
        Engine::Postgres => {
            let names = reader.column::<String>(TABLES_PG, args![]).await?;
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            format!("ANALYZE {}", names.join(", "))
        }
    };
    Ok(reader.conn.control(Text::Built(sql)).await?)
}

/// The tables that have a column of this name, for a statement.
pub(crate) async fn tables_with(
    reader: &mut Reader,
    column: &str,
) -> Result<Vec<String>, StoreError> {
    let tables = tables(reader).await.map_err(|error| match error {
        BackupError::Store(error) => error,
        error => StoreError::Config { name: "tables", why: error.to_string() },
    })?;
    let has = |table: &Table| table.columns.iter().any(|found| found.name == column);
    Ok(tables.iter().filter(|table| has(table)).map(|table| quoted(&table.name)).collect())
}

/// The newest migration; `None` in a database that has no tables of ours.
pub(crate) async fn schema(reader: &mut Reader) -> Result<Option<i64>, StoreError> {
    let tables = match reader.engine() {
        Engine::Sqlite => TABLES_SQLITE,
        Engine::Postgres => TABLES_PG,
    };
    let there = reader.column::<String>(tables, args![]).await?;
    if !there.iter().any(|table| table == "_sqlx_migrations") {
        return Ok(None);
    }
    Ok(reader.one::<Option<i64>>(SCHEMA, args![]).await?.flatten())
}

/// How to take PostgreSQL's foreign keys away and to put them back.
pub(super) async fn foreign_keys(
    reader: &mut Reader,
) -> Result<Vec<(String, String)>, BackupError> {
    if reader.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    let found: Vec<Two<String, String>> = reader.rows(FOREIGN_PG, args![]).await?;
    Ok(found.into_iter().map(|two| (two.0, two.1)).collect())
}

impl Table {
    pub(super) fn head(&self) -> TableHead {
        let column = |column: &Column| ColumnHead {
            name: column.name.clone(),
            kind: column.kind.word().into(),
        };
        TableHead { name: self.name.clone(), columns: self.columns.iter().map(column).collect() }
    }

    /// All rows, in the same order on both engines.
    pub(super) fn select(&self, engine: Engine) -> String {
        let names: Vec<String> = self.columns.iter().map(|c| quoted(&c.name)).collect();
        let mut order: Vec<&Column> = self.columns.iter().filter(|c| c.key > 0).collect();
        order.sort_by_key(|column| column.key);
        if order.is_empty() {
            order = self.columns.iter().collect();
        }
        let order: Vec<String> = order
            .into_iter()
            .map(|column| match (engine, column.kind) {
                (Engine::Postgres, Kind::Text) => format!("{} COLLATE \"C\"", quoted(&column.name)),
                _ => quoted(&column.name),
            })
            .collect();
        let table = quoted(&self.name);
        format!("SELECT {} FROM {table} ORDER BY {}", names.join(", "), order.join(", "))
    }

    /// The beginning of an `INSERT` with its columns.
    pub(super) fn insert(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|c| quoted(&c.name)).collect();
        format!("INSERT INTO {} ({}) VALUES ", quoted(&self.name), names.join(", "))
    }
}

/// A name as the catalog gave it, for a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
