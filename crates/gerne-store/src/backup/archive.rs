//! The file: a tar archive, compressed with gzip.
//!
//! ```text
//! head.json                     what it is, its tables and columns
//! tables/<name>/<n>.jsonl       one line for each row: a JSON array of its values
//! blobs/<sha256>                the bytes
//! sums.json                     what all of it adds up to
//! ```

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};

use flate2::{bufread::GzDecoder, write::GzEncoder};
use tokio::{sync::mpsc, task::JoinHandle};

use super::BackupError;

pub(super) const HEAD: &str = "head.json";
pub(super) const SUMS: &str = "sums.json";
const TABLES: &str = "tables/";
const BLOBS: &str = "blobs/";

/// Entries that wait for the disk. A blob may be a hundred megabytes.
const QUEUE: usize = 2;

/// How the name of one begins that is not whole yet.
const UNFINISHED: &str = ".gerne-backup-";

/// One that was written to more recently may belong to a run that has not locked it yet.
const SETTLED: std::time::Duration = std::time::Duration::from_mins(1);

/// The most that one entry may hold: far above what we write.
const MOST: u64 = 4 << 30;

/// One entry.
#[derive(Debug)]
pub(super) enum Entry {
    Head(Vec<u8>),
    Lines { table: String, lines: Vec<u8> },
    Blob { hash: String, bytes: Vec<u8> },
    Sums(Vec<u8>),
}

/// Writes an archive beside its final name, and gives it that name when it is whole and on the
/// disk. Dropped before, it leaves nothing.
pub(super) struct Writing {
    entries: mpsc::Sender<(String, Vec<u8>)>,
    work: JoinHandle<io::Result<()>>,
    path: PathBuf,
    parts: usize,
}

impl Writing {
    pub(super) fn to(path: &Path) -> Self {
        let (entries, queue) = mpsc::channel(QUEUE);
        let target = path.to_owned();
        let work = tokio::task::spawn_blocking(move || write(&target, queue));
        Self { entries, work, path: path.to_owned(), parts: 0 }
    }

    /// Adds an entry. An error of the disk is told here or at the end.
    pub(super) async fn put(&mut self, entry: Entry) -> Result<(), BackupError> {
        let (name, bytes) = match entry {
            Entry::Head(bytes) => (HEAD.to_owned(), bytes),
            Entry::Lines { table, lines } => {
                self.parts += 1;
                (format!("{TABLES}{table}/{:06}.jsonl", self.parts), lines)
            }
            Entry::Blob { hash, bytes } => (format!("{BLOBS}{hash}"), bytes),
            Entry::Sums(bytes) => (SUMS.to_owned(), bytes),
        };
        if self.entries.send((name, bytes)).await.is_ok() {
            return Ok(());
        }
        // The writer ended: it says why.
        let ended = (&mut self.work).await.map_err(|_| BackupError::BrokeOff)?;
        ended.map_err(BackupError::file(&self.path, "written"))?;
        Err(BackupError::BrokeOff)
    }

    /// Waits until it is whole and has its name.
    pub(super) async fn finish(self) -> Result<(), BackupError> {
        drop(self.entries);
        let ended = self.work.await.map_err(|_| BackupError::BrokeOff)?;
        ended.map_err(BackupError::file(&self.path, "written"))
    }
}

fn write(path: &Path, mut queue: mpsc::Receiver<(String, Vec<u8>)>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    clear_away(folder);
    // Readable by its owner alone; gone again when we do not get to its end.
    let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    // Tells the next run that it is not a leftover. Where files cannot be locked its age does.
    file.as_file().try_lock().ok();
    // Fast: most bytes are pictures, which do not get smaller.
    let gzip = GzEncoder::new(BufWriter::new(file), flate2::Compression::fast());
    let mut tar = tar::Builder::new(gzip);
    let mut whole = false;
    while let Some((name, bytes)) = queue.blocking_recv() {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_mtime(0);
        tar.append_data(&mut header, &name, bytes.as_slice())?;
        whole = name == SUMS;
    }
    if !whole {
        // Whoever made it gave up; the temporary file goes with us.
        return Ok(());
    }
    let mut file = tar.into_inner()?.finish()?;
    file.flush()?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

/// Removes what runs left that were killed. What a running one writes is locked.
fn clear_away(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let age = entry.metadata().and_then(|file| file.modified()).map(|at| at.elapsed());
        let old = age.is_ok_and(|age| age.is_ok_and(|age| age > SETTLED));
        if ours && old && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            // Somebody else's, perhaps: it does not stop this backup.
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Reads an archive to its end; `visit` gets each entry. Blocks.
pub(super) fn read(
    path: &Path,
    mut visit: impl FnMut(Entry) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let file = File::open(path).map_err(BackupError::file(path, "read"))?;
    let broken = |error: io::Error| BackupError::Broken(error.to_string());
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    for entry in tar.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let size = entry.size();
        if size > MOST {
            return Err(BackupError::Broken(format!("{name} is too large")));
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(broken)?;
        if bytes.len() as u64 != size {
            return Err(BackupError::Broken(format!("{name} is cut off")));
        }
        visit(entry_of(&name, bytes)?)?;
    }
    // What follows the last entry carries the checksum of the compression.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(broken)?;
    Ok(())
}

fn entry_of(name: &str, bytes: Vec<u8>) -> Result<Entry, BackupError> {
    if name == HEAD {
        return Ok(Entry::Head(bytes));
    }
    if name == SUMS {
        return Ok(Entry::Sums(bytes));
    }
    if let Some(hash) = name.strip_prefix(BLOBS) {
        return Ok(Entry::Blob { hash: hash.to_owned(), bytes });
    }
    if let Some((table, _)) = name.strip_prefix(TABLES).and_then(|rest| rest.split_once('/')) {
        return Ok(Entry::Lines { table: table.to_owned(), lines: bytes });
    }
    Err(BackupError::Broken(format!("it holds {name}, which is not ours")))
}
