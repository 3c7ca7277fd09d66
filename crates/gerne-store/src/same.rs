//! Who may be the same person: keys by which they find each other, pairs, and codes on their way.

use gerne_domain::{AccountId, AgentId, ConversationId, CustomerId, Timestamp};
use uuid::Uuid;

use crate::{
    Reader, Store, StoreError, Tx,
    db::Row,
    row::{FromRow, from_row},
    sql::Sql,
    value::{args, json, words},
};

/// What a key was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SameKeyKind {
    /// A number or an address.
    Unique,
    /// A name, by its sound.
    Name,
    /// A handle.
    Handle,
}

/// Something by which a customer is found: a keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SameKey {
    /// The hash.
    pub hash: [u8; 32],
    /// What it was made of.
    pub kind: SameKeyKind,
    /// They said it in public once.
    pub public: bool,
}

/// A customer who has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHolder {
    /// Who.
    pub customer_id: CustomerId,
    /// Which.
    pub key: SameKey,
}

/// What people said to a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikenessState {
    /// Nobody said anything yet.
    Open,
    /// They are one.
    Joined,
    /// They are two, and that is not asked again.
    Rejected,
}

words! {
    SameKeyKind { Unique = "unique", Name = "name", Handle = "handle" }
    LikenessState { Open = "open", Joined = "joined", Rejected = "rejected" }
}

/// Two who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The one with the smaller id.
    pub a_id: CustomerId,
    /// The other.
    pub b_id: CustomerId,
    /// What people said.
    pub state: LikenessState,
    /// How it is offered, as it is called in data.
    pub level: String,
    /// Thousandths of a bit for it.
    pub millibits: i64,
    /// Keys of texts, each with thousandths of a bit; what stands in them is not kept.
    pub reasons: Vec<(String, i64)>,
    /// When it was found.
    pub found_at: Timestamp,
    /// Who said so; `None`: Gerne, or nobody yet.
    pub agent_id: Option<AgentId>,
    /// When.
    pub changed_at: Option<Timestamp>,
}

impl Likeness {
    /// A pair in the order in which it is kept.
    pub fn pair(one: CustomerId, other: CustomerId) -> (CustomerId, CustomerId) {
        if one < other { (one, other) } else { (other, one) }
    }

    /// The other of the two.
    pub fn other(&self, than: CustomerId) -> CustomerId {
        if self.a_id == than { self.b_id } else { self.a_id }
    }
}

/// A code that was sent to one and is to be said back by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofCode {
    /// Ours.
    pub id: Uuid,
    /// A keyed hash of it.
    pub hash: [u8; 32],
    /// Who was sent it.
    pub sent_to: CustomerId,
    /// Who is to say it.
    pub from_id: CustomerId,
    /// Where it was sent.
    pub conversation_id: ConversationId,
    /// By whom.
    pub agent_id: AgentId,
    /// When.
    pub made_at: Timestamp,
    /// Until when it counts.
    pub until: Timestamp,
    /// Codes that were said and were others.
    pub tries: u32,
    /// When it stopped counting.
    pub ended_at: Option<Timestamp>,
}

/// Something that somebody wrote: where, and whether everybody could read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Through which account.
    pub account_id: AccountId,
    /// Everybody could read it.
    pub public: bool,
    /// When.
    pub at: Timestamp,
}

impl FromRow for KeyHolder {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("customer_key");
        let key =
            SameKey { hash: of.get("hash")?, kind: of.get("kind")?, public: of.get("public")? };
        Ok(Self { customer_id: of.get("customer_id")?, key })
    }
}

impl FromRow for Trace {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("message");
        let visibility: gerne_domain::Visibility = of.get("visibility")?;
        let (account_id, at) = (of.get("account_id")?, of.get("published_at")?);
        Ok(Self { account_id, public: visibility.is_public(), at })
    }
}

from_row!(Likeness, "likeness", {
    a_id, b_id, state, level, millibits, reasons as json, found_at, agent_id, changed_at
});
from_row!(ProofCode, "proof_code", {
    id, hash, sent_to, from_id, conversation_id, agent_id, made_at, until, tries, ended_at
});

const KEYS: &str = "SELECT * FROM customer_key WHERE customer_id = $1 ORDER BY hash";
const PAIR: &str = "SELECT * FROM likeness WHERE a_id = $1 AND b_id = $2";
const PAIRS: &str = "SELECT * FROM likeness WHERE a_id = $1 OR b_id = $1 ORDER BY millibits DESC,
    a_id, b_id LIMIT $2";
const TRACES: &str = "SELECT m.account_id, m.visibility, m.published_at FROM identity i
    JOIN message m ON m.identity_id = i.id WHERE i.customer_id = $1
    ORDER BY m.published_at DESC LIMIT $2";
const STANDING: &str = "SELECT * FROM proof_code WHERE from_id = $1 AND ended_at IS NULL
    AND until > $2 ORDER BY made_at, id";
const INSERT_KEY: &str = "INSERT INTO customer_key (customer_id, hash, kind, public)";
const DROP_KEY: &str = "DELETE FROM customer_key WHERE customer_id = $1 AND hash = $2";
const KEEP: &str = "INSERT INTO likeness (a_id, b_id, state, level, millibits, reasons, found_at,
    agent_id, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (a_id, b_id) DO UPDATE SET state = excluded.state, level = excluded.level,
    millibits = excluded.millibits, reasons = excluded.reasons, agent_id = excluded.agent_id,
    changed_at = excluded.changed_at";
const DROP_PAIR: &str = "DELETE FROM likeness WHERE a_id = $1 AND b_id = $2 AND state = 'open'";
const INSERT_CODE: &str = "INSERT INTO proof_code (id, hash, sent_to, from_id, conversation_id,
    agent_id, made_at, until, tries, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const UPDATE_CODE: &str = "UPDATE proof_code SET tries = $2, ended_at = $3 WHERE id = $1";
const END_CODES: &str = "UPDATE proof_code SET ended_at = $3 WHERE sent_to = $1 AND from_id = $2
    AND ended_at IS NULL";
const FORGET_CODES: &str = "DELETE FROM proof_code WHERE until < $1";

impl Store {
    /// Keyed hashes of words: the same in every process with the same keys, and nobody else can make
    /// them. With the oldest key that there is.
    pub fn keyed(&self, words: &[String]) -> Vec<[u8; 32]> {
        self.house.keys.keyed(words)
    }
}

impl Reader {
    /// Under what a customer is found.
    pub async fn same_keys(&mut self, id: CustomerId) -> Result<Vec<SameKey>, StoreError> {
        let found: Vec<KeyHolder> = self.rows(KEYS, args![id]).await?;
        Ok(found.into_iter().map(|one| one.key).collect())
    }

    /// Who has these, at most `limit` of each.
    pub async fn key_holders(
        &mut self,
        hashes: &[[u8; 32]],
        limit: usize,
    ) -> Result<Vec<KeyHolder>, StoreError> {
        let mut found = Vec::new();
        for hash in hashes {
            let mut sql = Sql::new("SELECT * FROM customer_key WHERE hash = ");
            sql.bind(hash).push(" ORDER BY customer_id LIMIT ").bind(&limit);
            found.extend(self.rows_of::<KeyHolder>(sql).await?);
        }
        Ok(found)
    }

    /// What is known of two.
    pub async fn likeness(
        &mut self,
        one: CustomerId,
        other: CustomerId,
    ) -> Result<Option<Likeness>, StoreError> {
        let (a, b) = Likeness::pair(one, other);
        self.row(PAIR, args![a, b]).await
    }

    /// Who may be the same as somebody, the likeliest first: in any state.
    pub async fn likenesses_of(
        &mut self,
        id: CustomerId,
        limit: usize,
    ) -> Result<Vec<Likeness>, StoreError> {
        self.rows(PAIRS, args![id, limit]).await
    }

    /// Where somebody wrote, the newest first.
    pub async fn traces_of(
        &mut self,
        id: CustomerId,
        limit: usize,
    ) -> Result<Vec<Trace>, StoreError> {
        self.rows(TRACES, args![id, limit]).await
    }

    /// Codes that somebody is to say back and that still count.
    pub async fn proof_codes_of(
        &mut self,
        from: CustomerId,
        now: Timestamp,
    ) -> Result<Vec<ProofCode>, StoreError> {
        self.rows(STANDING, args![from, now]).await
    }
}

impl Tx<'_> {
    /// Under what a customer is found from now on. What they ever said in public stays.
    pub async fn put_same_keys(
        &mut self,
        id: CustomerId,
        keys: &[SameKey],
    ) -> Result<(), StoreError> {
        let before = self.same_keys(id).await?;
        for old in before.iter().filter(|old| !keys.contains(old)) {
            let stays = old.public && !keys.iter().any(|key| key.hash == old.hash);
            if !stays {
                self.execute(DROP_KEY, args![id, old.hash]).await?;
            }
        }
        let new = keys.iter().filter(|key| !before.contains(key)).map(|key| {
            let known = before.iter().any(|old| old.hash == key.hash && old.public);
            args![id, key.hash, key.kind, key.public || known]
        });
        self.insert_many(INSERT_KEY, new.collect()).await.map(drop)
    }

    /// Keeps what is known of two.
    pub async fn put_likeness(&mut self, likeness: &Likeness) -> Result<(), StoreError> {
        let l = likeness;
        let values = args![
            l.a_id,
            l.b_id,
            l.state,
            l.level,
            l.millibits,
            json(&l.reasons)?,
            l.found_at,
            l.agent_id,
            l.changed_at
        ];
        self.execute(KEEP, values).await.map(drop)
    }

    /// Nothing speaks for it any more; what people said to a pair stays. `false`: it stays.
    pub async fn drop_likeness(
        &mut self,
        one: CustomerId,
        other: CustomerId,
    ) -> Result<bool, StoreError> {
        let (a, b) = Likeness::pair(one, other);
        Ok(self.execute(DROP_PAIR, args![a, b]).await? > 0)
    }

    /// A code was sent; an older one between the two no longer counts, and what is long over goes.
    pub async fn insert_proof_code(&mut self, code: &ProofCode) -> Result<(), StoreError> {
        let c = code;
        self.execute(FORGET_CODES, args![c.made_at]).await?;
        self.execute(END_CODES, args![c.sent_to, c.from_id, c.made_at]).await?;
        let values = args![
            c.id,
            c.hash,
            c.sent_to,
            c.from_id,
            c.conversation_id,
            c.agent_id,
            c.made_at,
            c.until,
            c.tries,
            c.ended_at
        ];
        self.execute(INSERT_CODE, values).await.map(drop)
    }

    /// It was said, or something else was.
    pub async fn update_proof_code(&mut self, code: &ProofCode) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE_CODE, args![code.id, code.tries, code.ended_at]).await? > 0)
    }
}
