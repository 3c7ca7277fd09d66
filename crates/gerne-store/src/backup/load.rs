//! Putting a backup back: into an empty database of either engine, all or nothing.

use std::{collections::HashMap, path::Path, sync::Arc};

use gerne_domain::{BlobHash, Timestamp};
use tokio::sync::mpsc;

use super::{
    Backup, BackupError, BackupHead, Progress, Restored, TableHead,
    archive::{self, Entry},
    catalog::{self, Kind, Table},
    check, index,
};
use crate::{
    Engine, Reader, StoreConfig, StoreError,
    db::Text,
    store::House,
    value::{Arg, args},
    vault,
};

/// Parameters of one statement: SQLite takes 32,766.
const PARAMETERS: usize = 30_000;

/// Rows of one statement.
const ROWS: usize = 250;

const DROP_BROWSERS: &str = "DELETE FROM session WHERE kind = 'browser'";
const DROP_TICKETS: &str = "DELETE FROM ticket";
const DROP_CONNECTING: &str = "DELETE FROM connecting";
/// They may have left since the backup was made. Looked for, never sent again blindly. Due since the
/// beginning of time: so an engine finds those whose conversations do not know it yet.
const DOUBT: &str = "UPDATE delivery SET state = 'unknown', claimed_by = NULL, attempted_at = $1,
    not_before = $2, reason = $3 WHERE state IN ('held', 'queued', 'sending')";
const PUT_BYTES: &str = "UPDATE blob SET bytes = $2 WHERE hash = $1";
const EVENTS: &str = "SELECT COUNT(*) AS n FROM event";
const SPAN: &str = "SELECT COALESCE(MAX(seq) - MIN(seq) + 1, 0) AS n FROM event";
const LAST: &str = "SELECT COALESCE(MAX(seq), 0) AS n FROM event";
const HEAD: &str = "SELECT seq AS n FROM log_head WHERE id = 1";
const LOST_FILES: &str = "SELECT COUNT(*) AS n FROM attachment a WHERE a.blob IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = a.blob)";
const STRAY: &str = "SELECT \"table\" AS n FROM pragma_foreign_key_check LIMIT 1";

/// Puts a backup back. The file is read to its end and added up before anything is touched; the
/// database must have no rows; either everything is there afterwards or nothing.
///
/// Replies that were on their way become *unknown*, browsers must sign in again, open one-time
/// links end.
///
/// # Errors
/// When the file is not whole, the key is not the right one, the target is not empty, or the
/// database refuses.
pub async fn restore(
    config: &StoreConfig,
    from: &Path,
    now: Timestamp,
    progress: &Progress,
) -> Result<Restored, BackupError> {
    progress("reading the backup to its end".to_owned());
    let backup = check::verify_backup(from).await?;
    check_keys(config, &backup.head, progress)?;
    let house = Arc::new(House::visit(config, true).await?);
    let mut reader = Reader::new(house.db.write().await?, Arc::clone(&house));
    make_ready(&mut reader, &backup.head).await?;
    drop(reader);
    house.db.migrate(Some(backup.head.schema)).await?;
    let mut reader = Reader::new(house.db.write().await?, Arc::clone(&house));
    reader.conn.control(reader.engine().begin()).await?;
    let loaded = load(&mut reader, from, &backup, now, progress).await;
    let (deliveries_unknown, sign_ins_ended) = match loaded {
        Ok(done) => done,
        Err(error) => {
            // Rolled back with the connection: whether it can still say so does not matter.
            reader.conn.discard().await;
            house.db.close().await;
            return Err(error);
        }
    };
    reader.conn.control("COMMIT").await?;
    catalog::analyze(&mut reader).await?;
    drop(reader);
    house.db.migrate(None).await?;
    house.db.close().await;
    Ok(Restored { backup, deliveries_unknown, sign_ins_ended })
}

/// Whether the secrets will open, asked before anything is done.
fn check_keys(
    config: &StoreConfig,
    head: &BackupHead,
    progress: &Progress,
) -> Result<(), BackupError> {
    for needed in &head.keys {
        let ours = config.keys.iter().find(|key| key.id == needed.id);
        let fits = ours.is_some_and(|ours| {
            needed.fingerprint.as_ref().is_none_or(|print| *print == ours.fingerprint())
        });
        if !fits && needed.marks_only {
            progress(format!(
                "warning: the key {:?} is not there: whom it marked as erased is not known again",
                needed.id
            ));
        } else if !fits {
            return Err(BackupError::Key { id: needed.id.clone() });
        }
    }
    Ok(())
}

/// Whether the target is empty and can take this schema.
async fn make_ready(reader: &mut Reader, head: &BackupHead) -> Result<(), BackupError> {
    let known = reader.engine().newest_schema();
    if head.schema > known {
        return Err(BackupError::TooNew { schema: head.schema, known });
    }
    let there = catalog::schema(reader).await?;
    for table in catalog::tables(reader).await? {
        // A first start without a backup leaves a counter and the link for the first admin.
        if table.name == "log_head" || table.name == "ticket" {
            continue;
        }
        if has_rows(reader, &table.name).await? {
            return Err(BackupError::NotEmpty { table: table.name });
        }
    }
    match there {
        Some(found) if found != head.schema => {
            Err(BackupError::OtherSchema { found, schema: head.schema })
        }
        _ => Ok(()),
    }
}

async fn has_rows(reader: &mut Reader, table: &str) -> Result<bool, BackupError> {
    let sql = format!("SELECT 1 AS n FROM {} LIMIT 1", catalog::quoted(table));
    Ok(!reader.conn.all(Text::Built(sql), args![]).await?.is_empty())
}

async fn load(
    reader: &mut Reader,
    from: &Path,
    backup: &Backup,
    now: Timestamp,
    progress: &Progress,
) -> Result<(u64, u64), BackupError> {
    // Rows come table by table: what they refer to may come later. As in any restore, the
    // references are checked when all is there.
    let foreign = catalog::foreign_keys(reader).await?;
    if reader.engine() == Engine::Sqlite {
        reader.conn.control("PRAGMA defer_foreign_keys = ON").await?;
    }
    for (drop, _) in &foreign {
        reader.conn.execute(Text::Built(drop.clone()), args![]).await?;
    }
    let tables = catalog::tables(reader).await?;
    for table in &tables {
        let empty = format!("DELETE FROM {}", catalog::quoted(&table.name));
        reader.conn.execute(Text::Built(empty), args![]).await?;
    }
    put_back(reader, from, &backup.head, tables, progress).await?;
    for (_, add) in foreign {
        reader.conn.execute(Text::Built(add), args![]).await?;
    }
    check_sound(reader, backup).await?;
    let mut ended = 0;
    for sql in [DROP_BROWSERS, DROP_TICKETS, DROP_CONNECTING] {
        ended += reader.execute(sql, args![]).await?;
    }
    let reason = r#"{"key":"delivery.restored","values":{}}"#;
    let doubted = reader.execute(DOUBT, args![now, Timestamp::UNIX_EPOCH, reason]).await?;
    index::fill(reader, progress).await?;
    Ok((doubted, ended))
}

/// Reads the file again, in a thread of its own, and writes what it holds.
async fn put_back(
    reader: &mut Reader,
    from: &Path,
    head: &BackupHead,
    tables: Vec<Table>,
    progress: &Progress,
) -> Result<(), BackupError> {
    let mut targets = HashMap::new();
    for known in &head.tables {
        let target = tables.iter().find(|table| table.name == known.name);
        let target = target.and_then(|table| Target::of(table, known));
        let unsound = || BackupError::Unsound(format!("table {} is another one here", known.name));
        targets.insert(known.name.clone(), target.ok_or_else(unsound)?);
    }
    let (entries, mut queue) = mpsc::channel(2);
    let path = from.to_owned();
    let reading = tokio::task::spawn_blocking(move || {
        archive::read(&path, |entry| {
            entries.blocking_send(entry).map_err(|_| BackupError::BrokeOff)
        })
    });
    let mut blobs = 0_u64;
    let mut last = String::new();
    while let Some(entry) = queue.recv().await {
        match entry {
            Entry::Head(_) | Entry::Sums(_) => {}
            Entry::Lines { table, lines } => {
                let Some(target) = targets.get(&table) else { continue };
                target.put(reader, &lines).await?;
                if table != last {
                    progress(format!("{table}: being written"));
                    last = table;
                }
            }
            Entry::Blob { hash, bytes } => {
                blobs += 1;
                if blobs.is_multiple_of(1000) {
                    progress(format!("{blobs} pictures and files"));
                }
                let hash = BlobHash(hash);
                match reader.engine() {
                    Engine::Sqlite => reader.house.blobs.keep(&hash, bytes).await?,
                    Engine::Postgres => {
                        reader.execute(PUT_BYTES, args![hash, bytes]).await?;
                    }
                }
            }
        }
    }
    reading.await.map_err(|_| BackupError::BrokeOff)?
}

/// Where the lines of a table go.
struct Target {
    insert: String,
    kinds: Vec<Kind>,
}

impl Target {
    /// `None` when the columns are not the same.
    fn of(table: &Table, known: &TableHead) -> Option<Self> {
        let mut ordered = table.clone();
        ordered.columns.clear();
        for head in &known.columns {
            let column = table.columns.iter().find(|column| column.name == head.name)?;
            if column.kind.word() != head.kind {
                return None;
            }
            ordered.columns.push(column.clone());
        }
        if ordered.columns.len() != table.columns.len() {
            return None;
        }
        let kinds = ordered.columns.iter().map(|column| column.kind).collect();
        Some(Self { insert: ordered.insert(), kinds })
    }

    async fn put(&self, reader: &mut Reader, lines: &[u8]) -> Result<(), BackupError> {
        let most = (PARAMETERS / self.kinds.len().max(1)).clamp(1, ROWS);
        let lines: Vec<&[u8]> =
            lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
        for some in lines.chunks(most) {
            let mut text = self.insert.clone();
            let mut values = Vec::with_capacity(some.len() * self.kinds.len());
            for (n, line) in some.iter().enumerate() {
                text.push_str(if n == 0 { "(" } else { ", (" });
                for (m, value) in self.values(line)?.into_iter().enumerate() {
                    values.push(value);
                    text.push_str(if m == 0 { "$" } else { ", $" });
                    text.push_str(&values.len().to_string());
                }
                text.push(')');
            }
            reader.conn.execute(Text::Built(text), values).await?;
        }
        Ok(())
    }

    fn values(&self, line: &[u8]) -> Result<Vec<Arg>, BackupError> {
        let broken = || BackupError::Broken("a line cannot be read".to_owned());
        let row: Vec<serde_json::Value> = serde_json::from_slice(line).map_err(|_| broken())?;
        if row.len() != self.kinds.len() {
            return Err(broken());
        }
        let values = row.into_iter().zip(&self.kinds).map(|(value, kind)| arg(value, *kind));
        values.collect::<Option<_>>().ok_or_else(broken)
    }
}

fn arg(value: serde_json::Value, kind: Kind) -> Option<Arg> {
    use serde_json::Value;
    Some(match (kind, value) {
        (Kind::Int, Value::Null) => Arg::Int(None),
        (Kind::Text, Value::Null) => Arg::Text(None),
        (Kind::Id, Value::Null) => Arg::Id(None),
        (Kind::Bytes, Value::Null) => Arg::Bytes(None),
        (Kind::Int, Value::Number(number)) => Arg::Int(Some(number.as_i64()?)),
        (Kind::Text, Value::String(text)) => Arg::Text(Some(text)),
        (Kind::Id, Value::String(text)) => {
            Arg::Id(Some(uuid::Uuid::from_slice(&hex::decode(&text).ok()?).ok()?))
        }
        (Kind::Bytes, Value::String(text)) => Arg::Bytes(Some(hex::decode(&text).ok()?)),
        _ => return None,
    })
}

/// What must hold whatever happened before: references, the log, the files, the secrets.
async fn check_sound(reader: &mut Reader, backup: &Backup) -> Result<(), BackupError> {
    if reader.engine() == Engine::Sqlite
        && let Some(table) = reader.one::<String>(STRAY, args![]).await?
    {
        let what = format!("a row of table {table} refers to one that is not there");
        return Err(BackupError::Unsound(what));
    }
    let events: i64 = reader.one(EVENTS, args![]).await?.unwrap_or_default();
    let span: i64 = reader.one(SPAN, args![]).await?.unwrap_or_default();
    let last: i64 = reader.one(LAST, args![]).await?.unwrap_or_default();
    let head: i64 = reader.one(HEAD, args![]).await?.unwrap_or_default();
    if events != span || head != backup.head.log_head || (events > 0 && last != head) {
        return Err(BackupError::Unsound("the event log has a gap".to_owned()));
    }
    let lost: i64 = reader.one(LOST_FILES, args![]).await?.unwrap_or_default();
    if lost > 0 {
        return Err(BackupError::Unsound(format!("{lost} attachments name no file")));
    }
    match vault::open_all(reader).await {
        Err(StoreError::Sealed { key_id }) => Err(BackupError::Key { id: key_id }),
        other => Ok(other?),
    }
}
