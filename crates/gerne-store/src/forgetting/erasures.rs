//! What stays of people who were erased, and knowing again what must not come back.

use std::collections::{HashMap, HashSet};

use gerne_domain::{
    AccountId, CustomerId, Erasure, ErasureId, ErasureRecord, ExternalId, Forgotten, Identity,
    Mark, MarkKind, Platform, Timestamp,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    Page, Paged, Reader, StoreError, StoreKey, Tx,
    page::Key,
    row::{Two, from_row},
    sql::Sql,
    value::{args, json},
    vault::{Keys, derived},
};

/// Makes marks: a key derived from one of the store's keys, which lie outside the database.
pub(crate) struct Marker {
    id: String,
    key: [u8; 32],
}

impl Marker {
    pub(crate) fn of(key: &StoreKey) -> Self {
        Self { id: key.id.clone(), key: derived(b"gerne erasure marks", key) }
    }

    fn mark(&self, kind: MarkKind, parts: [&str; 2]) -> Option<(String, [u8; 32])> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        let word: &[u8] = match kind {
            MarkKind::Identity => b"identity",
            MarkKind::Message => b"message",
        };
        for part in [word, parts[0].as_bytes(), parts[1].as_bytes()] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Some((self.id.clone(), mac.finalize().into_bytes().into()))
    }
}

impl Keys {
    /// With the oldest key that there still is: a process that has not seen a newer one yet knows
    /// the mark, too; and a key that was retired meanwhile must not be needed again.
    fn mark(&self, kind: MarkKind, parts: [&str; 2]) -> Option<(String, [u8; 32])> {
        self.look_again().last()?.marker.mark(kind, parts)
    }

    /// With each key: any of them may have made the mark. Another process may have made it with one
    /// that this one has not seen yet.
    fn marks(&self, kind: MarkKind, place: &str, ids: &[ExternalId]) -> Vec<([u8; 32], usize)> {
        let ring = self.look_again();
        let mut made = Vec::with_capacity(ids.len() * ring.len());
        for (n, id) in ids.iter().enumerate() {
            let parts = [place, id.as_str()];
            made.extend(ring.iter().filter_map(|held| Some((held.marker.mark(kind, parts)?.1, n))));
        }
        made
    }
}

struct Kept {
    id: ErasureId,
    hash: Vec<u8>,
    kind: MarkKind,
    key_id: String,
}

from_row!(Erasure, "erasure", { id, at, agent_id, reason, counts as json, finished_at });
from_row!(Kept, "erasure_mark", { id, hash, kind, key_id });

const ERASURE: &str = "SELECT * FROM erasure WHERE id = $1";
const NEWEST: &str = "SELECT * FROM erasure WHERE (at, id) < ($1, $2)
    ORDER BY at DESC, id DESC LIMIT $3";
const UNFINISHED: &str =
    "SELECT id AS a, customer_id AS b FROM erasure WHERE finished_at IS NULL ORDER BY at, id";
const ALL: &str = "SELECT * FROM erasure ORDER BY at, id";
const MARKS: &str =
    "SELECT erasure_id AS id, hash, kind, key_id FROM erasure_mark ORDER BY erasure_id, hash";
const ANY_MARK: &str = "SELECT at AS n FROM erasure_mark LIMIT 1";
const INSERT: &str = "INSERT INTO erasure (id, at, agent_id, reason, counts, customer_id,
    finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
/// Who comes back and is erased again is marked by the later erasure.
const PUT_MARK: &str = "INSERT INTO erasure_mark (hash, kind, key_id, erasure_id, at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO UPDATE SET
    erasure_id = excluded.erasure_id, at = excluded.at WHERE erasure_mark.at <= excluded.at";
const NOTE: &str = "UPDATE erasure SET counts = $2, customer_id = $3 WHERE id = $1";
const FINISH: &str =
    "UPDATE erasure SET finished_at = $2, customer_id = NULL WHERE id = $1 AND finished_at IS NULL";
const CLAIM: &str = "UPDATE erasure SET worker = $2, beat_at = $3
    WHERE id = $1 AND finished_at IS NULL AND COALESCE(beat_at, at) < $4";
const BEAT: &str = "UPDATE erasure SET beat_at = $3
    WHERE id = $1 AND worker = $2 AND finished_at IS NULL";
const TALLY: &str = "SELECT COUNT(*) AS a, COUNT(finished_at) AS b FROM erasure";
const OLD_MARKS: &str = "DELETE FROM erasure_mark WHERE at < $1";
const OLD: &str = "DELETE FROM erasure WHERE at < $1 AND finished_at IS NOT NULL";

impl Reader {
    /// Erasures, the newest first.
    pub async fn erasures(&mut self, page: &Page) -> Result<Paged<Erasure>, StoreError> {
        let Key(at, id) = page.key()?.unwrap_or(Key(i64::MAX, Uuid::max()));
        let found = self.rows(NEWEST, args![at, id, page.limit + 1]).await?;
        Ok(Paged::cut(found, page.limit, |e: &Erasure| Key(e.at.as_microsecond(), e.id.0)))
    }

    /// An erasure.
    pub async fn erasure(&mut self, id: ErasureId) -> Result<Option<Erasure>, StoreError> {
        self.row(ERASURE, args![id]).await
    }

    /// Erasures that were begun and not finished, the oldest first; and of whom, while anything of
    /// theirs is left but bytes to be overwritten.
    pub async fn erasures_unfinished(
        &mut self,
    ) -> Result<Vec<(ErasureId, Option<CustomerId>)>, StoreError> {
        let found: Vec<Two<ErasureId, Option<CustomerId>>> = self.rows(UNFINISHED, args![]).await?;
        Ok(found.into_iter().map(|two| (two.0, two.1)).collect())
    }

    /// How many erasures there are, and how many of them are finished: whether a list is up to date.
    pub async fn erasure_tally(&mut self) -> Result<(u64, u64), StoreError> {
        let tally: Option<Two<u64, u64>> = self.row(TALLY, args![]).await?;
        Ok(tally.map(|two| (two.0, two.1)).unwrap_or_default())
    }

    /// All erasures with their marks, the oldest first: what a restored backup must be told.
    pub async fn erasure_records(&mut self) -> Result<Vec<ErasureRecord>, StoreError> {
        let erasures: Vec<Erasure> = self.rows(ALL, args![]).await?;
        let marks: Vec<Kept> = self.rows(MARKS, args![]).await?;
        let mut records: Vec<ErasureRecord> = erasures
            .into_iter()
            .map(|erasure| ErasureRecord { erasure, marks: Vec::new() })
            .collect();
        let at: HashMap<ErasureId, usize> =
            records.iter().enumerate().map(|(n, record)| (record.erasure.id, n)).collect();
        for Kept { id, hash, kind, key_id } in marks {
            if let Some(record) = at.get(&id).and_then(|n| records.get_mut(*n)) {
                record.marks.push(Mark { kind, key_id, hash: hex::encode(&hash) });
            }
        }
        Ok(records)
    }

    /// When a person was erased whom the platform knows so.
    pub async fn identity_erased_at(
        &mut self,
        platform: &Platform,
        external_id: &ExternalId,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.marked_at(MarkKind::Identity, platform.as_str(), external_id).await
    }

    /// Whether a message was erased that the platform calls so.
    pub async fn message_was_erased(
        &mut self,
        account: AccountId,
        external_id: &ExternalId,
    ) -> Result<bool, StoreError> {
        let account = account.to_string();
        Ok(self.marked_at(MarkKind::Message, &account, external_id).await?.is_some())
    }

    /// Whether anything was ever erased: most installations need not look further.
    pub async fn erased_anything(&mut self) -> Result<bool, StoreError> {
        Ok(self.one::<Timestamp>(ANY_MARK, args![]).await?.is_some())
    }

    /// Which of these messages were erased.
    pub async fn erased_messages(
        &mut self,
        account: AccountId,
        ids: &[ExternalId],
    ) -> Result<HashSet<ExternalId>, StoreError> {
        let account = account.to_string();
        let found = self.marked(MarkKind::Message, &account, ids).await?;
        Ok(found.into_keys().collect())
    }

    /// Which of these people were erased, and when.
    pub async fn erased_identities(
        &mut self,
        platform: &Platform,
        ids: &[ExternalId],
    ) -> Result<HashMap<ExternalId, Timestamp>, StoreError> {
        self.marked(MarkKind::Identity, platform.as_str(), ids).await
    }

    async fn marked(
        &mut self,
        kind: MarkKind,
        place: &str,
        ids: &[ExternalId],
    ) -> Result<HashMap<ExternalId, Timestamp>, StoreError> {
        let mut of: HashMap<[u8; 32], &ExternalId> = HashMap::new();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        for (hash, n) in self.house.keys.marks(kind, place, ids) {
            of.extend(ids.get(n).map(|id| (hash, id)));
        }
        let hashes: Vec<[u8; 32]> = of.keys().copied().collect();
        let mut found = HashMap::new();
        for hashes in hashes.chunks(1024) {
            let mut sql = Sql::new("SELECT hash AS a, at AS b FROM erasure_mark WHERE hash IN ");
            sql.list(hashes);
            for Two(hash, at) in self.rows_of::<Two<[u8; 32], Timestamp>>(sql).await? {
                found.extend(of.get(&hash).map(|id| ((*id).clone(), at)));
            }
        }
        Ok(found)
    }

    async fn marked_at(
        &mut self,
        kind: MarkKind,
        place: &str,
        id: &ExternalId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let marks = self.house.keys.marks(kind, place, std::slice::from_ref(id));
        let hashes: Vec<[u8; 32]> = marks.into_iter().map(|(hash, _)| hash).collect();
        let mut sql = Sql::new("SELECT MAX(at) AS n FROM erasure_mark WHERE hash IN ");
        sql.list(&hashes);
        Ok(self.column_of::<Option<Timestamp>>(sql).await?.into_iter().next().flatten())
    }
}

impl Tx<'_> {
    /// Says that a person is being erased, and marks how platforms know them. `false`: that
    /// erasure is there already.
    pub async fn begin_erasure(
        &mut self,
        erasure: &Erasure,
        customer: Option<CustomerId>,
        identities: &[Identity],
    ) -> Result<bool, StoreError> {
        let Erasure { id, at, agent_id, reason, counts, finished_at } = erasure;
        let counts = json(counts)?;
        let values = args![id, at, agent_id, reason, counts, customer, finished_at];
        if self.execute(INSERT, values).await? == 0 {
            return Ok(false);
        }
        for identity in identities {
            let parts = [identity.platform.as_str(), identity.external_id.as_str()];
            let mark = self.house.keys.mark(MarkKind::Identity, parts);
            self.put_mark(*id, *at, MarkKind::Identity, mark).await?;
        }
        Ok(true)
    }

    /// Marks messages that an erasure took out.
    pub async fn mark_messages(
        &mut self,
        erasure: ErasureId,
        at: Timestamp,
        messages: &[(AccountId, ExternalId)],
    ) -> Result<(), StoreError> {
        for (account, external_id) in messages {
            let account = account.to_string();
            let parts = [account.as_str(), external_id.as_str()];
            let mark = self.house.keys.mark(MarkKind::Message, parts);
            self.put_mark(erasure, at, MarkKind::Message, mark).await?;
        }
        Ok(())
    }

    /// Takes over an erasure from a list that outlived the database. `false`: it is known. Its
    /// marks are taken over either way.
    pub async fn import_erasure(&mut self, record: &ErasureRecord) -> Result<bool, StoreError> {
        let new = self.begin_erasure(&record.erasure, None, &[]).await?;
        let Erasure { id, at, .. } = record.erasure;
        for mark in &record.marks {
            let hash: Option<Vec<u8>> = bytes(&mark.hash);
            let hash = hash.and_then(|hash| <[u8; 32]>::try_from(hash).ok());
            let made = hash.map(|hash| (mark.key_id.clone(), hash));
            self.put_mark(id, at, mark.kind, made).await?;
        }
        Ok(new)
    }

    /// Takes an unfinished erasure on that showed no sign of life since `before`. `false`: somebody
    /// is at it, or it is finished.
    pub async fn claim_erasure(
        &mut self,
        id: ErasureId,
        worker: Uuid,
        now: Timestamp,
        before: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(CLAIM, args![id, worker, now, before]).await? > 0)
    }

    /// A sign of life of who carries an erasure out. `false`: somebody else took it on since, or it
    /// is finished.
    pub async fn beat_erasure(
        &mut self,
        id: ErasureId,
        worker: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(BEAT, args![id, worker, now]).await? > 0)
    }

    /// How much an erasure took out up to now; whom it still erases.
    pub async fn note_erasure(
        &mut self,
        id: ErasureId,
        counts: &Forgotten,
        customer: Option<CustomerId>,
    ) -> Result<bool, StoreError> {
        let counts = json(counts)?;
        Ok(self.execute(NOTE, args![id, counts, customer]).await? > 0)
    }

    /// The bytes are gone too.
    pub async fn finish_erasure(
        &mut self,
        id: ErasureId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(FINISH, args![id, at]).await? > 0)
    }

    /// Forgets that anybody was erased before `before`. How many erasures that were.
    pub async fn purge_erasures(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(OLD_MARKS, args![before]).await?;
        self.execute(OLD, args![before]).await
    }

    async fn put_mark(
        &mut self,
        id: ErasureId,
        at: Timestamp,
        kind: MarkKind,
        mark: Option<(String, [u8; 32])>,
    ) -> Result<(), StoreError> {
        let Some((key_id, hash)) = mark else { return Ok(()) };
        self.execute(PUT_MARK, args![hash, kind, key_id, id, at]).await.map(drop)
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
