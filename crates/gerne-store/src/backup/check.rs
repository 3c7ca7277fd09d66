//! Is a backup whole? Read to its end, nothing done with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::{
    Backup, BackupError, BackupHead, BackupSums, FORMAT, TableHead, TableSum,
    archive::{self, Entry},
    dump::sha,
};

/// Reads a backup to its end and adds it up.
///
/// # Errors
/// [`BackupError::Broken`] when it is not whole or not ours.
pub async fn verify_backup(from: &Path) -> Result<Backup, BackupError> {
    let from = from.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let mut sum = Sum::default();
        archive::read(&from, |entry| sum.add(entry))?;
        sum.backup()
    });
    read.await.map_err(|_| BackupError::BrokeOff)?
}

#[derive(Default)]
struct Sum {
    head: Option<BackupHead>,
    sums: Option<BackupSums>,
    found: BackupSums,
    lines: BTreeMap<String, (u64, Sha256)>,
    blobs: BTreeSet<String>,
    /// Blobs that the table names.
    named: BTreeSet<String>,
}

fn broken(what: impl Into<String>) -> BackupError {
    BackupError::Broken(what.into())
}

impl Sum {
    fn add(&mut self, entry: Entry) -> Result<(), BackupError> {
        match entry {
            Entry::Head(bytes) => {
                let head: BackupHead = serde_json::from_slice(&bytes)
                    .map_err(|_| broken("its head cannot be read"))?;
                if head.format != FORMAT {
                    return Err(broken(format!("its layout {} is not known here", head.format)));
                }
                self.found.head_sha256 = sha(&bytes);
                self.head = Some(head);
            }
            Entry::Lines { table, lines } => self.lines(table, &lines)?,
            Entry::Blob { hash, bytes } => {
                if sha(&bytes) != hash {
                    return Err(broken(format!("the file {hash} is not what it was")));
                }
                self.found.blobs += 1;
                self.found.blob_bytes += bytes.len() as u64;
                self.blobs.insert(hash);
            }
            Entry::Sums(bytes) => {
                let sums = serde_json::from_slice(&bytes);
                self.sums = Some(sums.map_err(|_| broken("its sums cannot be read"))?);
            }
        }
        Ok(())
    }

    fn lines(&mut self, table: String, lines: &[u8]) -> Result<(), BackupError> {
        let Some(head) = &self.head else { return Err(broken("it does not begin with its head")) };
        let known = head.tables.iter().find(|known| known.name == table);
        let Some(known) = known else { return Err(broken(format!("it has no table {table}"))) };
        if table == "blob" {
            self.named.extend(hashes(known, lines)?);
        }
        let (rows, hash) = self.lines.entry(table).or_default();
        *rows += lines.split_inclusive(|byte| *byte == b'\n').count() as u64;
        hash.update(lines);
        Ok(())
    }

    fn backup(mut self) -> Result<Backup, BackupError> {
        let (Some(head), Some(sums)) = (self.head, self.sums) else {
            return Err(broken("it ends too early"));
        };
        for table in &head.tables {
            let (rows, hash) = self.lines.remove(&table.name).unwrap_or_default();
            let sha256 = hex::encode(hash.finalize());
            self.found.tables.push(TableSum { name: table.name.clone(), rows, sha256 });
        }
        self.found.missing_blobs.clone_from(&sums.missing_blobs);
        if self.found != sums {
            let differs = sums.tables.iter().find(|sum| !self.found.tables.contains(sum));
            let differs = differs.map_or("its pictures and files", |sum| sum.name.as_str());
            return Err(broken(format!("{differs} do not add up")));
        }
        let mut absent = self.named.difference(&self.blobs);
        if let Some(hash) = absent.find(|hash| !sums.missing_blobs.contains(hash)) {
            return Err(broken(format!("the file {hash} is not in it")));
        }
        Ok(Backup { head, sums })
    }
}

fn hashes(table: &TableHead, lines: &[u8]) -> Result<Vec<String>, BackupError> {
    let Some(at) = table.columns.iter().position(|column| column.name == "hash") else {
        return Err(broken("its files have no names"));
    };
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let row: Vec<serde_json::Value> = serde_json::from_slice(line).ok()?;
            Some(row.get(at)?.as_str()?.to_owned())
        })
        .collect::<Option<_>>()
        .ok_or_else(|| broken("a line of the table blob cannot be read"))
}
