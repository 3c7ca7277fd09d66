//! The encryption keys of secrets: read from where the settings say, made at the first start.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context, Result, bail};
use gerne_store::StoreKey;
use sha2::{Digest, Sha256};

use crate::settings::Key;

/// The keys, newest first.
pub fn read(settings: &Key) -> Result<Vec<StoreKey>> {
    if !settings.inline.0.trim().is_empty() {
        return parse(&settings.inline.0).context("key.inline (GERNE_KEY__INLINE) is not usable");
    }
    let file = &settings.file;
    if !file.exists() {
        if !settings.create {
            bail!(
                "there is no key at {}; copy your key there, or set key.create = true for a new \
                 installation",
                file.display()
            );
        }
        make(file).with_context(|| format!("could not make a key at {}", file.display()))?;
        tracing::info!(file = %file.display(), "made a key; keep a copy apart from the database");
    }
    let text = fs::read_to_string(file)
        .with_context(|| format!("could not read the key at {}", file.display()))?;
    parse(&text).with_context(|| format!("the key at {} is not usable", file.display()))
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
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut out = options.open(file)?;
    writeln!(out, "first:{}", gerne_engine::verbs::random_token())?;
    out.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_key_can_be_read_and_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/gerne.key");
        let settings = Key { file: file.clone(), ..Key::default() };
        let made = read(&settings).unwrap();
        assert_eq!(read(&settings).unwrap(), made);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
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
