//! Secrets: sealed with a key that is not in the database, bound to the place they stand in.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use chacha20poly1305::{
    ChaCha20Poly1305, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use gerne_domain::{AccountId, AgentId, Platform, Timestamp};
use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};

use crate::{
    KeySource, Reader, Store, StoreConfig, StoreError, StoreKey, Tx, db::Text, forgetting::Marker,
    row::from_row, value::args,
};

/// What a connecting (an OAuth flow) needs between two visits of a browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Connecting {
    /// With which connector.
    pub platform: Platform,
    /// Who began it.
    pub agent_id: Option<AgentId>,
    /// What the connector must find again; sealed in the database.
    pub state: String,
    /// Until when it may be finished.
    pub expires_at: Timestamp,
}

impl fmt::Debug for Connecting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { platform, agent_id, expires_at, .. } = self;
        write!(f, "Connecting {{ {platform}, {agent_id:?}, until {expires_at} }}")
    }
}

/// The keys, newest first; read again when somebody changed them.
pub(crate) struct Keys {
    ring: RwLock<Arc<Ring>>,
    source: Option<KeySource>,
}

/// A key's name, what it seals with, and what erasures are marked with.
pub(crate) struct Held {
    id: String,
    cipher: ChaCha20Poly1305,
    pub(crate) marker: Marker,
    deriving: [u8; 32],
}

type Ring = Vec<Held>;

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ring().iter().map(|held| &held.id)).finish()
    }
}

const NONCE: usize = 12;

impl Keys {
    pub(crate) fn new(config: &StoreConfig) -> Result<Self, StoreError> {
        if config.keys.is_empty() {
            let why = "secrets need at least one key".to_owned();
            return Err(StoreError::Config { name: "keys", why });
        }
        let ring = RwLock::new(Arc::new(ring_of(&config.keys)));
        Ok(Self { ring, source: config.key_source.clone() })
    }

    pub(crate) fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The keys as they are now where they come from. What cannot be read changes nothing.
    pub(crate) fn look_again(&self) -> Arc<Ring> {
        if let Some(source) = &self.source {
            match (source.0)() {
                Ok(keys) if !keys.is_empty() => {
                    let ring = Arc::new(ring_of(&keys));
                    *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
                }
                Ok(_) => tracing::warn!("the keys are gone from where they come from"),
                Err(error) => tracing::warn!(error, "the keys could not be read again"),
            }
        }
        self.ring()
    }

    /// Keyed hashes of words, with the oldest key.
    pub(crate) fn keyed(&self, words: &[String]) -> Vec<[u8; 32]> {
        let ring = self.ring();
        let Some(held) = ring.last() else { return Vec::new() };
        let hash = |word: &String| {
            let mut mac = Hmac::<Sha256>::new_from_slice(&held.deriving).ok()?;
            mac.update(b"same person: ");
            mac.update(word.as_bytes());
            Some(mac.finalize().into_bytes().into())
        };
        words.iter().filter_map(hash).collect()
    }

    /// Nonce and ciphertext, and the key's name. `place` must be the same when it is opened.
    /// Always with the newest key there is: sealing is rare, and a key that is being replaced must
    /// not get new secrets.
    fn seal(&self, place: &[u8], plain: &str) -> Result<(String, Vec<u8>), StoreError> {
        let ring = self.look_again();
        let Held { id, cipher, .. } = &ring[0];
        let mut nonce = [0_u8; NONCE];
        getrandom::fill(&mut nonce)
            .map_err(|error| StoreError::Blob(std::io::Error::other(error.to_string())))?;
        let payload = Payload { msg: plain.as_bytes(), aad: place };
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| StoreError::Sealed { key_id: id.clone() })?;
        Ok((id.clone(), [nonce.as_slice(), &sealed].concat()))
    }

    fn open(&self, place: &[u8], sealed: &Sealed) -> Result<String, StoreError> {
        let fails = || StoreError::Sealed { key_id: sealed.key_id.clone() };
        let known = |ring: &Ring| ring.iter().any(|held| held.id == sealed.key_id);
        let mut ring = self.ring();
        if !known(&ring) {
            // Somebody put a new key in front and sealed with it already.
            ring = self.look_again();
        }
        let held = ring.iter().find(|held| held.id == sealed.key_id).ok_or_else(fails)?;
        let (nonce, body) = sealed.sealed.split_first_chunk::<NONCE>().ok_or_else(fails)?;
        let payload = Payload { msg: body, aad: place };
        let plain = held.cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| fails())?;
        String::from_utf8(plain).map_err(|_| fails())
    }
}

fn ring_of(keys: &[StoreKey]) -> Ring {
    let held = |key: &StoreKey| Held {
        id: key.id.clone(),
        cipher: ChaCha20Poly1305::new(&Key::from(key.bytes)),
        marker: Marker::of(key),
        deriving: derived(b"gerne derived tokens", key),
    };
    keys.iter().map(held).collect()
}

/// A key for one use, from one of the store's keys.
pub(crate) fn derived(what: &[u8], key: &StoreKey) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(what);
    hash.update(key.bytes);
    hash.finalize().into()
}

impl Store {
    /// Secrets that every process with the same keys makes of the same words, and nobody else: one
    /// for each key, the oldest key's first (a process that has not seen a newer one has it, too).
    pub fn derive(&self, words: &str) -> Vec<[u8; 32]> {
        let ring = self.house.keys.look_again();
        let derive = |held: &Held| {
            let mut mac = Hmac::<Sha256>::new_from_slice(&held.deriving).ok()?;
            mac.update(words.as_bytes());
            Some(mac.finalize().into_bytes().into())
        };
        ring.iter().rev().filter_map(derive).collect()
    }
}

struct Sealed {
    key_id: String,
    sealed: Vec<u8>,
}

struct Old {
    account_id: AccountId,
    name: String,
    key_id: String,
    sealed: Vec<u8>,
}

struct Pending {
    platform: Platform,
    agent_id: Option<AgentId>,
    key_id: String,
    sealed: Vec<u8>,
    expires_at: Timestamp,
}

from_row!(Sealed, "secret", { key_id, sealed });
from_row!(Old, "secret", { account_id, name, key_id, sealed });
from_row!(Pending, "connecting", { platform, agent_id, key_id, sealed, expires_at });

const SECRET: &str = "SELECT key_id, sealed FROM secret WHERE account_id = $1 AND name = $2";
const PUT_SECRET: &str = "INSERT INTO secret (account_id, name, key_id, sealed)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (account_id, name) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed";
const DELETE_SECRETS: &str = "DELETE FROM secret WHERE account_id = $1";
const OLD_SECRETS: &str = "SELECT account_id, name, key_id, sealed FROM secret
    WHERE key_id <> $1 ORDER BY account_id, name LIMIT $2";
const ALL_SECRETS: &str = "SELECT account_id, name, key_id, sealed FROM secret";
const PUT_CONNECTING: &str =
    "INSERT INTO connecting (state_hash, platform, agent_id, key_id, sealed, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const TAKE_CONNECTING: &str = "DELETE FROM connecting WHERE state_hash = $1
    RETURNING platform, agent_id, key_id, sealed, expires_at";
const PURGE_CONNECTING: &str = "DELETE FROM connecting WHERE expires_at <= $1";

impl Reader {
    /// The keys that anything in the database was sealed or marked with. One that is named here is
    /// still needed.
    pub async fn keys_in_use(&mut self) -> Result<Vec<String>, StoreError> {
        self.keys_named(|_| true).await
    }

    /// Those among them that something cannot be opened without. The others only made marks:
    /// without them erased people are not known again.
    pub(crate) async fn keys_that_open(&mut self) -> Result<Vec<String>, StoreError> {
        self.keys_named(|table| table != "\"erasure_mark\"").await
    }

    async fn keys_named(&mut self, of: fn(&str) -> bool) -> Result<Vec<String>, StoreError> {
        let mut found = BTreeSet::new();
        let tables = crate::backup::tables_with(self, "key_id").await?;
        for table in tables.into_iter().filter(|table| of(table)) {
            let sql = format!("SELECT DISTINCT key_id AS n FROM {table}");
            let rows = self.conn.all(Text::Built(sql), args![]).await?;
            for row in &rows {
                found.insert(row.of("(keys)").get::<String>("n")?);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// An account's secret of that name, opened.
    pub async fn secret(
        &mut self,
        account: AccountId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let sealed: Option<Sealed> = self.row(SECRET, args![account, name]).await?;
        sealed.map(|sealed| self.house.keys.open(&secret_place(account, name), &sealed)).transpose()
    }
}

impl Tx<'_> {
    /// Keeps a secret, sealed with the newest key.
    pub async fn put_secret(
        &mut self,
        account: AccountId,
        name: &str,
        secret: &str,
    ) -> Result<(), StoreError> {
        let (key_id, sealed) = self.house.keys.seal(&secret_place(account, name), secret)?;
        self.execute(PUT_SECRET, args![account, name, key_id, sealed]).await.map(drop)
    }

    /// Forgets all secrets of an account.
    pub async fn delete_secrets(&mut self, account: AccountId) -> Result<u64, StoreError> {
        self.execute(DELETE_SECRETS, args![account]).await
    }

    /// Seals again what an older key sealed, at most `limit`; how many it was. 0: an older key is
    /// no longer needed. (Connectings live for minutes only and are not sealed again.)
    pub async fn reseal(&mut self, limit: usize) -> Result<usize, StoreError> {
        let newest = self.house.keys.look_again()[0].id.clone();
        let old: Vec<Old> = self.rows(OLD_SECRETS, args![newest, limit]).await?;
        let count = old.len();
        for Old { account_id, name, key_id, sealed } in old {
            let place = secret_place(account_id, &name);
            let plain = self.house.keys.open(&place, &Sealed { key_id, sealed })?;
            self.put_secret(account_id, &name, &plain).await?;
        }
        Ok(count)
    }

    /// Remembers a connecting under the state that the browser carries. Only its hash is kept.
    pub async fn put_connecting(
        &mut self,
        state: &str,
        connecting: &Connecting,
    ) -> Result<(), StoreError> {
        let hash = hash(state);
        let (key_id, sealed) = self.house.keys.seal(&connecting_place(&hash), &connecting.state)?;
        let Connecting { platform, agent_id, expires_at, .. } = connecting;
        let values = args![hash, platform, agent_id, key_id, sealed, expires_at];
        self.execute(PUT_CONNECTING, values).await.map(drop)
    }

    /// Takes a connecting out: once, and only before it expired.
    pub async fn take_connecting(
        &mut self,
        state: &str,
        now: Timestamp,
    ) -> Result<Option<Connecting>, StoreError> {
        let hash = hash(state);
        let found: Option<Pending> = self.row(TAKE_CONNECTING, args![hash]).await?;
        let Some(found) = found.filter(|found| found.expires_at > now) else { return Ok(None) };
        let Pending { platform, agent_id, key_id, sealed, expires_at } = found;
        let state = self.house.keys.open(&connecting_place(&hash), &Sealed { key_id, sealed })?;
        Ok(Some(Connecting { platform, agent_id, state, expires_at }))
    }

    /// Forgets connectings that nobody finished.
    pub async fn purge_connecting(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE_CONNECTING, args![now]).await
    }
}

fn hash(state: &str) -> [u8; 32] {
    Sha256::digest(state.as_bytes()).into()
}

/// Table, row and column: a sealed value that is moved elsewhere does not open there.
fn secret_place(account: AccountId, name: &str) -> Vec<u8> {
    [b"secret\0".as_slice(), account.0.as_bytes(), b"\0", name.as_bytes()].concat()
}

fn connecting_place(hash: &[u8; 32]) -> Vec<u8> {
    [b"connecting\0".as_slice(), hash].concat()
}

/// Whether a secret opens, and the key that it names.
pub(crate) struct Opens {
    pub(crate) key_id: String,
    pub(crate) opened: bool,
}

/// Tries every secret; there are a few for each account.
pub(crate) async fn try_all(reader: &mut Reader) -> Result<Vec<Opens>, StoreError> {
    let all: Vec<Old> = reader.rows(ALL_SECRETS, args![]).await?;
    let open = |old: Old| {
        let place = secret_place(old.account_id, &old.name);
        let sealed = Sealed { key_id: old.key_id, sealed: old.sealed };
        let opened = reader.house.keys.open(&place, &sealed).is_ok();
        Opens { key_id: sealed.key_id, opened }
    };
    Ok(all.into_iter().map(open).collect())
}

/// Opens every secret, to see that the keys are the right ones.
pub(crate) async fn open_all(reader: &mut Reader) -> Result<(), StoreError> {
    let all: Vec<Old> = reader.rows(ALL_SECRETS, args![]).await?;
    for Old { account_id, name, key_id, sealed } in all {
        let place = secret_place(account_id, &name);
        reader.house.keys.open(&place, &Sealed { key_id, sealed })?;
    }
    Ok(())
}
