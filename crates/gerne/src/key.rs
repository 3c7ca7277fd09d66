//! The encryption keys of secrets: read from where the settings say, made at the first start.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use gerne_store::{KeySource, StoreKey};
use sha2::{Digest, Sha256};

use crate::settings::Key;

/// What to ask oneself when a file cannot be used.
const MINE: &str = "does it belong to the user who runs Gerne, and are you that user?";

/// The keys, newest first.
pub fn read(settings: &Key) -> Result<Vec<StoreKey>> {
    let keys = read_if_there(settings)?;
    anyhow::ensure!(!keys.is_empty(), "there is no key at {}", place(settings));
    Ok(keys)
}

/// The keys, newest first; none when their file is not there.
pub fn read_if_there(settings: &Key) -> Result<Vec<StoreKey>> {
    if is_inline(settings) {
        return parse(&settings.inline.0).context("key.inline (GERNE_KEY__INLINE) is not usable");
    }
    let file = &settings.file;
    let there = file
        .try_exists()
        .with_context(|| format!("could not look for the key at {}; {MINE}", full(file)))?;
    if there { read_file(file) } else { Ok(Vec::new()) }
}

/// Makes the first key of a new installation, when the settings allow it.
pub fn make_first(settings: &Key) -> Result<Vec<StoreKey>> {
    if !settings.create {
        bail!(
            "there is no key at {}; copy your key there, or set key.create = true for a new \
             installation",
            place(settings)
        );
    }
    let file = &settings.file;
    make(file).with_context(|| format!("could not make a key at {}", place(settings)))?;
    tracing::info!(file = %file.display(), "made a key; keep a copy apart from the database");
    read_file(file)
}

/// Where the keys are, for people.
pub fn place(settings: &Key) -> String {
    if is_inline(settings) {
        return "key.inline (GERNE_KEY__INLINE)".to_owned();
    }
    full(&settings.file)
}

/// The whole path: a relative one says little about which folder is meant.
pub(crate) fn full(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Where the running installation looks again when a key is not known to it.
pub fn source(settings: &Key) -> Option<KeySource> {
    if is_inline(settings) {
        return None;
    }
    let file = settings.file.clone();
    Some(KeySource(Arc::new(move || read_file(&file).map_err(|error| format!("{error:#}")))))
}

/// Whether everybody on this machine may read the key's file; `None` when there is none.
pub fn is_open_to_all(settings: &Key) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = fs::metadata(&settings.file).ok().filter(|_| !is_inline(settings))?;
    Some(found.permissions().mode() & 0o007 != 0)
}

/// Keys in the environment are changed there, not by us.
pub fn must_be_a_file(settings: &Key) -> Result<()> {
    anyhow::ensure!(
        !is_inline(settings),
        "the keys stand in key.inline (GERNE_KEY__INLINE): put a new line in front there and \
         restart; what older keys sealed is sealed again when it is next written"
    );
    Ok(())
}

/// Puts a new key in front of the others; its name.
pub fn put_in_front(settings: &Key) -> Result<String> {
    let _lock = lock(&settings.file)?;
    let keys = read_file(&settings.file)?;
    let fresh = fresh()?;
    let id = fresh.id.clone();
    let all: Vec<StoreKey> = std::iter::once(fresh).chain(keys).collect();
    replace(&settings.file, &all)?;
    Ok(id)
}

/// The keys that are not in use, but never the first.
pub fn idle(settings: &Key, used: &[String]) -> Result<Vec<StoreKey>> {
    let keys = read_file(&settings.file)?;
    Ok(keys.into_iter().skip(1).filter(|key| !used.contains(&key.id)).collect())
}

/// Takes these keys away, but never the first; which.
pub fn retire(settings: &Key, ids: &[String]) -> Result<Vec<StoreKey>> {
    let _lock = lock(&settings.file)?;
    let keys = read_file(&settings.file)?;
    let first = keys.first().map(|key| key.id.clone());
    let (go, stay): (Vec<StoreKey>, Vec<StoreKey>) =
        keys.into_iter().partition(|key| ids.contains(&key.id) && Some(&key.id) != first.as_ref());
    if !go.is_empty() {
        replace(&settings.file, &stay)?;
    }
    Ok(go)
}

/// Puts a key back, behind the others.
pub fn append(settings: &Key, key: &StoreKey) -> Result<()> {
    let _lock = lock(&settings.file)?;
    let mut keys = read_file(&settings.file)?;
    keys.push(key.clone());
    replace(&settings.file, &keys)
}

fn is_inline(settings: &Key) -> bool {
    !settings.inline.0.trim().is_empty()
}

fn read_file(file: &Path) -> Result<Vec<StoreKey>> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("could not read the key at {}; {MINE}", full(file)))?;
    parse(&text).with_context(|| format!("the key at {} is not usable", full(file)))
}

/// One change of the keys at a time.
fn lock(file: &Path) -> Result<fs::File> {
    let folder = folder_of(file);
    let lock = fs::File::open(&folder)
        .with_context(|| format!("could not open the folder {}", folder.display()))?;
    lock.lock().context("could not lock the folder of the key")?;
    Ok(lock)
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// All or nothing: whoever reads meanwhile sees the old file or the new one, and a key that
/// something was sealed with is on the disk before.
fn replace(file: &Path, keys: &[StoreKey]) -> Result<()> {
    let folder = folder_of(file);
    let mut fresh = tempfile::NamedTempFile::new_in(&folder)
        .with_context(|| format!("could not write into {}", folder.display()))?;
    for key in keys {
        writeln!(fresh, "{}", line(key))?;
    }
    if let Ok(there) = fs::metadata(file) {
        fresh.as_file().set_permissions(there.permissions())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            // Run as root, it still belongs to the service. Not being allowed to is fine.
            drop(std::os::unix::fs::chown(fresh.path(), Some(there.uid()), Some(there.gid())));
        }
    }
    fresh.as_file().sync_all()?;
    fresh.persist(file)?;
    fs::File::open(&folder)?.sync_all()?;
    Ok(())
}

/// A new key, named by its fingerprint: a name that no key ever had here, since retired ones may
/// still be named in backups.
fn fresh() -> Result<StoreKey> {
    let bytes = bytes_of(&gerne_engine::verbs::random_token());
    let bytes = bytes.context("a random token has 64 hexadecimal digits")?;
    let unnamed = StoreKey { id: String::new(), bytes };
    Ok(StoreKey { id: format!("k{}", unnamed.fingerprint()), ..unnamed })
}

fn line(key: &StoreKey) -> String {
    let digits = key.bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    format!("{}:{digits}", key.id)
}

/// Signs addresses that the proxy may fetch; the same on all nodes that share the key.
pub fn proxy_key(keys: &[StoreKey]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"gerne proxy addresses");
    // The oldest key stays while others come and go before it.
    hash.update(keys.last().map(|key| key.bytes).unwrap_or_default());
    hash.finalize().into()
}

fn parse(text: &str) -> Result<Vec<StoreKey>> {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut keys = Vec::new();
    for (number, line) in lines.enumerate() {
        let (id, digits) = line
            .split_once(':')
            .with_context(|| format!("line {}: write name:64 hexadecimal digits", number + 1))?;
        let bytes = bytes_of(digits.trim())
            .with_context(|| format!("line {}: a key has 64 hexadecimal digits", number + 1))?;
        keys.push(StoreKey { id: id.trim().to_owned(), bytes });
    }
    anyhow::ensure!(!keys.is_empty(), "it holds no key");
    Ok(keys)
}

fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

fn make(file: &Path) -> Result<()> {
    make_folder(&folder_of(file))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut out = options.open(file)?;
    writeln!(out, "{}", line(&fresh()?))?;
    out.sync_all()?;
    Ok(())
}

/// Makes a folder that its owner alone may enter; one that is there stays as it is.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| {
        format!(
            "could not make the folder {}; does the one above belong to the user who runs Gerne?",
            full(folder)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_key_can_be_read_and_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/gerne.key");
        let settings = Key { file: file.clone(), ..Key::default() };
        assert!(read(&settings).is_err() && read_if_there(&settings).unwrap().is_empty());
        let made = make_first(&settings).unwrap();
        assert_eq!(read(&settings).unwrap(), made);
        assert_eq!(made[0].id, format!("k{}", made[0].fingerprint()));
        assert!(make_first(&Key { create: false, ..settings.clone() }).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&file), 0o600);
            assert_eq!(mode(file.parent().unwrap()), 0o700);
        }
    }

    #[test]
    fn keys_come_in_front_and_go_when_nothing_needs_them() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Key { file: folder.path().join("gerne.key"), ..Key::default() };
        let first = make_first(&settings).unwrap().remove(0);
        let second = put_in_front(&settings).unwrap();
        let third = put_in_front(&settings).unwrap();
        let ids = |keys: Vec<StoreKey>| keys.into_iter().map(|k| k.id).collect::<Vec<_>>();
        assert_eq!(
            ids(read(&settings).unwrap()),
            [third.clone(), second.clone(), first.id.clone()]
        );
        let all_but_first = ids(idle(&settings, std::slice::from_ref(&first.id)).unwrap());
        assert_eq!(all_but_first, std::slice::from_ref(&second));
        let gone = retire(&settings, std::slice::from_ref(&second)).unwrap();
        assert_eq!(ids(gone.clone()), std::slice::from_ref(&second));
        append(&settings, &gone[0]).unwrap();
        let all = ids(idle(&settings, &[]).unwrap());
        assert_eq!(all, [first.id.clone(), second.clone()]);
        let all = [all, vec![third.clone()]].concat();
        assert_eq!(ids(retire(&settings, &all).unwrap()), [first.id, second]);
        assert_eq!(ids(read(&settings).unwrap()), [third], "never the one that seals");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&settings.file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let inline = Key { inline: crate::settings::Secretive("k:00".to_owned()), ..settings };
        assert!(must_be_a_file(&inline).is_err() && source(&inline).is_none());
    }

    #[test]
    fn a_key_that_is_not_one_is_told_so() {
        for wrong in [
            "",
            "first",
            "first:abc",
            "first:zz00000000000000000000000000000000000000000000000000000000000000",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
