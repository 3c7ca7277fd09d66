//! Making a backup: one snapshot, row by row, while everything goes on.

use std::{path::Path, sync::Arc};

use futures_util::TryStreamExt as _;
use gerne_domain::{BlobHash, Timestamp};
use sha2::{Digest as _, Sha256};

use super::{
    Backup, BackupError, BackupHead, BackupSums, FORMAT, KeyNeeded, Progress, TableSum,
    archive::{Entry, Writing},
    catalog::{self, Kind, Table},
    engine_word,
};
use crate::{
    Reader, StoreConfig,
    blobs::Kept,
    db::{Row, Text},
    row::from_row,
    store::House,
    value::args,
};

/// Lines that are written in one go.
const PART: usize = 1 << 20;

/// Blobs that are asked for in one go.
const BLOBS: usize = 500;

/// Between two words about a long table.
const TELL_EVERY: u64 = 100_000;

const LOG_HEAD: &str = "SELECT seq AS n FROM log_head WHERE id = 1";
const HASHES: &str = "SELECT hash, size FROM blob WHERE hash > $1 ORDER BY hash LIMIT $2";
const BYTES: &str = "SELECT mime, bytes FROM blob WHERE hash = $1";

struct Named {
    hash: BlobHash,
    size: u64,
}

from_row!(Named, "blob", { hash, size });

/// Writes everything that an installation has, but for its key and settings, into one file.
///
/// It may be serving meanwhile, from this process or another; what is in the file is what was
/// there at one moment. The file appears under its name only when it is whole. Memory stays
/// bounded by the largest picture or file.
///
/// # Errors
/// When the database or a file cannot be read or written; nothing is left behind then.
pub async fn back_up(
    config: &StoreConfig,
    to: &Path,
    now: Timestamp,
    progress: &Progress,
) -> Result<Backup, BackupError> {
    let house = Arc::new(House::visit(config, false).await?);
    // Held until the end: files that the snapshot names are not dropped meanwhile.
    let _held = house.blobs.hold().await?;
    let mut reader = Reader::new(house.db.snapshot().await?, Arc::clone(&house));
    let Some(schema) = catalog::schema(&mut reader).await? else {
        return Err(BackupError::Nothing("the database has no tables".to_owned()));
    };
    let tables = catalog::tables(&mut reader).await?;
    let mut keys = Vec::new();
    let opening = reader.keys_that_open().await?;
    for id in reader.keys_in_use().await? {
        let key = config.keys.iter().find(|key| key.id == id);
        let fingerprint = key.map(crate::StoreKey::fingerprint);
        let marks_only = !opening.contains(&id);
        keys.push(KeyNeeded { id, fingerprint, marks_only });
    }
    let head = BackupHead {
        format: FORMAT,
        made_at: now,
        engine: engine_word(reader.engine()).to_owned(),
        schema,
        log_head: reader.one(LOG_HEAD, args![]).await?.unwrap_or_default(),
        keys,
        tables: tables.iter().map(Table::head).collect(),
    };
    let mut file = Writing::to(to);
    let bytes = serde_json::to_vec_pretty(&head).map_err(crate::StoreError::Json)?;
    let mut sums = BackupSums { head_sha256: sha(&bytes), ..BackupSums::default() };
    file.put(Entry::Head(bytes)).await?;
    for table in &tables {
        let sum = put_table(&mut reader, table, &mut file, progress).await?;
        sums.tables.push(sum);
    }
    put_blobs(&mut reader, &house, &mut file, &mut sums, progress).await?;
    drop(reader);
    let bytes = serde_json::to_vec_pretty(&sums).map_err(crate::StoreError::Json)?;
    file.put(Entry::Sums(bytes)).await?;
    file.finish().await?;
    house.db.close().await;
    Ok(Backup { head, sums })
}

async fn put_table(
    reader: &mut Reader,
    table: &Table,
    file: &mut Writing,
    progress: &Progress,
) -> Result<TableSum, BackupError> {
    let sql = Text::Built(table.select(reader.engine()));
    let mut found = reader.conn.stream(sql);
    let mut hash = Sha256::new();
    let mut rows = 0;
    let mut lines = Vec::new();
    while let Some(row) = found.try_next().await? {
        line(&row, table, &mut lines)?;
        rows += 1;
        if lines.len() >= PART {
            hash.update(&lines);
            let lines = std::mem::take(&mut lines);
            file.put(Entry::Lines { table: table.name.clone(), lines }).await?;
        }
        if rows % TELL_EVERY == 0 {
            progress(format!("{}: {rows} rows", table.name));
        }
    }
    hash.update(&lines);
    if !lines.is_empty() {
        file.put(Entry::Lines { table: table.name.clone(), lines }).await?;
    }
    if rows > 0 {
        progress(format!("{}: {rows} rows, all", table.name));
    }
    Ok(TableSum { name: table.name.clone(), rows, sha256: hex::encode(hash.finalize()) })
}

/// One row as a JSON array and a line feed.
fn line(row: &Row, table: &Table, into: &mut Vec<u8>) -> Result<(), BackupError> {
    for (n, column) in table.columns.iter().enumerate() {
        into.push(if n == 0 { b'[' } else { b',' });
        let value = match column.kind {
            Kind::Int => row.at::<i64>(n)?.map(serde_json::Value::from),
            Kind::Text => row.at::<String>(n)?.map(serde_json::Value::from),
            Kind::Id => row.at::<uuid::Uuid>(n)?.map(|id| hex::encode(id.as_bytes()).into()),
            Kind::Bytes => row.at::<Vec<u8>>(n)?.map(|bytes| hex::encode(bytes).into()),
        };
        let value = value.unwrap_or(serde_json::Value::Null);
        serde_json::to_writer(&mut *into, &value).map_err(crate::StoreError::Json)?;
    }
    into.extend_from_slice(b"]\n");
    Ok(())
}

async fn put_blobs(
    reader: &mut Reader,
    house: &House,
    file: &mut Writing,
    sums: &mut BackupSums,
    progress: &Progress,
) -> Result<(), BackupError> {
    let mut last = String::new();
    loop {
        let named: Vec<Named> = reader.rows(HASHES, args![last, BLOBS]).await?;
        let Some(end) = named.last() else { break };
        last.clone_from(&end.hash.0);
        for Named { hash, size } in named {
            let kept: Option<Kept> = reader.row(BYTES, args![hash]).await?;
            let bytes = match kept.and_then(|kept| kept.bytes) {
                Some(bytes) => Some(bytes),
                None => house.blobs.read(&hash).await.unwrap_or_else(|error| {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "a file of the blob store cannot be read");
                    None
                }),
            };
            // What the disk spoiled is as good as missing, and must not look like a good copy.
            let whole = bytes.filter(|b| b.len() as u64 == size && sha(b) == hash.0);
            let Some(bytes) = whole else {
                sums.missing_blobs.push(hash.0);
                continue;
            };
            sums.blobs += 1;
            sums.blob_bytes += size;
            file.put(Entry::Blob { hash: hash.0, bytes }).await?;
        }
        progress(format!("{} pictures and files", sums.blobs));
    }
    Ok(())
}

pub(super) fn sha(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
