//! Where an installation is: whether it is there, whether we may make it, whether the key fits.
//! All of that is found out before anything is changed.

use std::{io::ErrorKind, net::SocketAddr, path::PathBuf};

use anyhow::{Context, Result, bail};
use gerne_store::{Alone, Found, StoreConfig, StoreError, StoreKey, look, serve_alone};

use crate::{Settings, key};

/// What an installation is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be it: makes what is not there, brings an older schema up to date. Nothing else makes an
    /// installation: in a wrong folder a second one would look like the first one, emptied.
    Serve,
    /// Anything else: the installation must be there.
    Look,
    /// To copy or upgrade what is there, whatever its schema: a backup comes before an upgrade.
    Save,
}

/// The right to serve the database, when it is a file; taken before anything in it is changed.
pub fn take(settings: &Settings) -> Result<Alone> {
    make_folders(settings)?;
    Ok(serve_alone(&settings.database.url.0)?)
}

/// Where the data is, with the right keys. Makes folder and key when the purpose allows it.
///
/// # Errors
/// When there is no installation, when its schema is not ours, when its secrets were sealed with
/// other keys than those that are there.
pub async fn prepare(settings: &Settings, purpose: Purpose) -> Result<StoreConfig> {
    let mut config = config(settings, key::read_if_there(&settings.key)?);
    let found = look(&config).await.with_context(|| cannot(settings))?;
    let Found { schema, known, .. } = found;
    let makes = purpose == Purpose::Serve;
    match schema {
        None if !makes => bail!(nothing_there(settings)),
        None => tracing::info!(place = whereabouts(settings), "a new installation is made here"),
        Some(found) if found > known => return Err(StoreError::Newer { found, known }.into()),
        Some(found) if found < known && purpose == Purpose::Look => bail!(
            "the database has the older schema {found}, this version works with {known}; back up, \
             then run `gerne migrate`"
        ),
        _ => {}
    }
    check_keys(settings, &config, &found)?;
    if config.keys.is_empty() {
        if !makes {
            bail!("there is no key at {}; put your copy there", key::place(&settings.key));
        }
        config.keys = key::make_first(&settings.key)?;
    }
    if makes {
        make_folders(settings)?;
    }
    Ok(config)
}

/// What stands there, whether these keys fit or not; there may be none. Changes nothing.
///
/// # Errors
/// When there is no installation, or it cannot be read.
pub async fn look_with(settings: &Settings, keys: Vec<StoreKey>) -> Result<Found> {
    let found = look(&config(settings, keys)).await.with_context(|| cannot(settings))?;
    if found.schema.is_none() {
        bail!(nothing_there(settings));
    }
    Ok(found)
}

/// Where the data is, with these keys.
pub fn config(settings: &Settings, keys: Vec<StoreKey>) -> StoreConfig {
    let database = &settings.database;
    let mut config = StoreConfig::new(&database.url.0, &database.blobs, keys);
    config.readers = database.readers;
    config.key_source = key::source(&settings.key);
    config
}

/// Brings the schema up to date, telling each step. Returns how many there were. `new`: the database
/// may have to be made.
pub async fn migrate(settings: &Settings, new: bool, tell: impl Fn(String)) -> Result<usize> {
    let purpose = if new { Purpose::Serve } else { Purpose::Save };
    let config = prepare(settings, purpose).await?;
    let ahead = gerne_store::migrations_ahead(&config).await?;
    let count = ahead.len();
    if count == 0 {
        return Ok(0);
    }
    let _alone = take(settings)?;
    for (n, step) in ahead.into_iter().enumerate() {
        tell(format!("{} of {count}: {:04} {}", n + 1, step.version, step.name));
        gerne_store::migrate_to(&config, step.version).await?;
    }
    Ok(count)
}

/// Makes the folders of a SQLite installation, for its owner alone, when they are not there.
pub fn make_folders(settings: &Settings) -> Result<()> {
    if let Some(file) = file(settings) {
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            key::make_folder(folder)?;
        }
        key::make_folder(&settings.database.blobs)?;
    }
    Ok(())
}

/// Why nobody can listen there, and what to do.
pub(crate) fn not_there(listen: SocketAddr, error: &std::io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::AddrInUse => {
            "something listens there already: stop it, or choose another port in server.listen"
                .to_owned()
        }
        ErrorKind::AddrNotAvailable => {
            "this machine has no such address: correct server.listen, e.g. \"127.0.0.1:4000\""
                .to_owned()
        }
        ErrorKind::PermissionDenied => {
            "that is not allowed: ports below 1024 are for root; choose another in server.listen, \
             e.g. \"127.0.0.1:4000\", and put a proxy before it"
                .to_owned()
        }
        _ => error.to_string(),
    };
    format!("could not listen on {listen}: {why}")
}

fn check_keys(settings: &Settings, config: &StoreConfig, found: &Found) -> Result<()> {
    let place = key::place(&settings.key);
    if config.keys.is_empty() && !found.keys.is_empty() {
        bail!(
            "there is no key at {place}, and this database was sealed with one ({}); put your \
             copy there",
            found.keys.join(", ")
        );
    }
    if found.wrong_keys.is_empty() {
        return Ok(());
    }
    bail!(
        "this database was sealed with another key ({}); put your copy at {place}",
        found.wrong_keys.join(", ")
    )
}

/// A server's database is there before we are: then it is only empty.
fn nothing_there(settings: &Settings) -> String {
    let place = whereabouts(settings);
    if file(settings).is_some() {
        return format!(
            "there is no database at {place}; are you in the right folder? --config FILE or \
             GERNE_DATABASE__URL says where it is. `gerne serve` makes a new one"
        );
    }
    format!(
        "the database at {place} is empty; does database.url name the right one? `gerne serve` or \
         `gerne restore` fills it"
    )
}

fn cannot(settings: &Settings) -> String {
    format!("the database at {} could not be opened", whereabouts(settings))
}

/// The database's place for people, without what may be secret.
fn whereabouts(settings: &Settings) -> String {
    if let Some(file) = file(settings) {
        return key::full(&file);
    }
    let said = &settings.database.url.0;
    let Some(url) = url::Url::parse(said).ok().filter(|_| ends_well(said)) else {
        return "a server; of a password in database.url write @ as %40, / as %2F, : as %3A, # as %23 \
                and ? as %3F"
            .to_owned();
    };
    let name = url.path().trim_start_matches('/');
    format!("{}, database \"{name}\"", url.host_str().unwrap_or("the server"))
}

/// Whether the password ends where it seems to. One with `@` or `/` in it would be taken for a host and a
/// database's name, and shown.
fn ends_well(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return true };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let ends = |text: &str| text.matches('@').count();
    ends(rest) <= 1 && ends(rest) == ends(authority)
}

fn file(settings: &Settings) -> Option<PathBuf> {
    let path = settings.database.url.0.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

#[cfg(test)]
mod tests;
