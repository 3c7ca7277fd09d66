//! The list of erasures as a file beside the database: a restored backup does not know who was
//! erased since it was made; the list does. It holds keyed hashes and nothing that can be read.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
};

use gerne_domain::{ErasureId, ErasureRecord, Timestamp};

use crate::{Store, StoreError, blobs::blocking};

impl Store {
    /// The erasures in a list, the oldest first; none when there is no such file.
    ///
    /// # Errors
    /// When it cannot be read, or a line is not an erasure: a list that is only half believed
    /// would bring people back.
    pub async fn read_erasure_list(&self, path: &Path) -> Result<Vec<ErasureRecord>, StoreError> {
        let path = path.to_owned();
        blocking(move || read(&path)).await
    }

    /// Writes everybody who was erased to a list, together with who already stands in it: all of
    /// it or nothing. Whoever was erased before `since` is left out: that is forgotten itself. How
    /// many that are. A list that says all of it already is not touched.
    pub async fn write_erasure_list(
        &self,
        path: &Path,
        since: Timestamp,
    ) -> Result<usize, StoreError> {
        let ours = self.read().await?.erasure_records().await?;
        let path = path.to_owned();
        blocking(move || {
            let theirs = read(&path)?;
            let there: BTreeMap<ErasureId, ErasureRecord> =
                theirs.into_iter().map(|record| (record.erasure.id, record)).collect();
            let mut all = there.clone();
            all.extend(ours.into_iter().map(|record| (record.erasure.id, record)));
            all.retain(|_, record| record.erasure.at >= since);
            if all != there {
                write(&path, all.values())?;
            }
            Ok(all.len())
        })
        .await
    }
}

fn read(path: &Path) -> std::io::Result<Vec<ErasureRecord>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).map_err(std::io::Error::other)).collect()
}

fn write<'r>(path: &Path, records: impl Iterator<Item = &'r ErasureRecord>) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    std::fs::create_dir_all(&folder)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder)?;
    for record in records {
        serde_json::to_writer(&mut file, record)?;
        file.write_all(b"\n")?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    std::fs::File::open(&folder)?.sync_all()
}
