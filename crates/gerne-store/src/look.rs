//! What stands at an address, found before anything is made or changed there.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    Reader, StoreConfig, StoreError, StoreKey, backup, db, reach,
    store::House,
    vault::{self, Opens},
};

/// What stands at a database's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its newest migration; `None`: there is no file, or it has no tables of ours.
    pub schema: Option<i64>,
    /// The newest migration that we know.
    pub known: i64,
    /// The keys that anything in it was sealed or marked with.
    pub keys: Vec<String>,
    /// Those whose secrets do not open with what the configuration has under that name.
    pub wrong_keys: Vec<String>,
}

/// Looks at a database without making or changing anything. The configuration may have no key.
///
/// # Errors
/// When it cannot be reached or read.
pub async fn look(config: &StoreConfig) -> Result<Found, StoreError> {
    let mut config = config.clone();
    if config.keys.is_empty() {
        // A name that nothing was ever sealed with: it opens nothing.
        config.keys.push(StoreKey { id: String::new(), bytes: [0; 32] });
    }
    // What these keys open is the question; other keys, read again, would be another one.
    config.key_source = None;
    config.readers = 1;
    let known = db::newest_known(&config.url.0);
    let nothing = Found { schema: None, known, keys: Vec::new(), wrong_keys: Vec::new() };
    if let Some(file) = db::file_of(&config.url.0)
        && !reach::is_database(&file)?
    {
        return Ok(nothing);
    }
    let house = Arc::new(House::visit(&config, false).await?);
    let found = look_at(&house, nothing).await;
    house.db.close().await;
    found
}

async fn look_at(house: &Arc<House>, nothing: Found) -> Result<Found, StoreError> {
    let mut reader = Reader::new(house.db.read().await?, Arc::clone(house));
    let Some(schema) = backup::schema_of(&mut reader).await? else { return Ok(nothing) };
    let keys = reader.keys_in_use().await?;
    // One row that somebody spoiled does not make the key a wrong one.
    let mut opens: BTreeMap<String, bool> = BTreeMap::new();
    for Opens { key_id, opened } in vault::try_all(&mut reader).await? {
        *opens.entry(key_id).or_default() |= opened;
    }
    let wrong_keys = opens.into_iter().filter(|(_, opened)| !opened).map(|(id, _)| id).collect();
    Ok(Found { schema: Some(schema), keys, wrong_keys, ..nothing })
}
