//! First answers to writes that a program may repeat.

use gerne_domain::{AgentId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// The first answer to a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// What was asked: the same key with another request is a mistake.
    pub request_hash: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// The answer.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

from_row!(Remembered, "idempotency", { request_hash, status, body, at });

const GET: &str = "SELECT * FROM idempotency WHERE agent_id = $1 AND key = $2";
const PUT: &str = "INSERT INTO idempotency (agent_id, key, request_hash, status, body, at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
/// What is remembered under a key that begins so says nothing but an id of ours.
pub const ONLY_AN_ID: &str = "id\n";

const PURGE_WORDS: &str = "DELETE FROM idempotency WHERE at < $1 AND substr(key, 1, 3) <> $2";
const PURGE: &str = "DELETE FROM idempotency WHERE at < $1";

impl Reader {
    /// The first answer to the request that an agent marked so.
    pub async fn remembered(
        &mut self,
        agent: AgentId,
        key: &str,
    ) -> Result<Option<Remembered>, StoreError> {
        self.row(GET, args![agent, key]).await
    }
}

impl Tx<'_> {
    /// Keeps an answer. `false`: there is one already, and it stays.
    pub async fn remember(
        &mut self,
        agent: AgentId,
        key: &str,
        answer: &Remembered,
    ) -> Result<bool, StoreError> {
        let Remembered { request_hash, status, body, at } = answer;
        Ok(self.execute(PUT, args![agent, key, request_hash, status, body, at]).await? > 0)
    }

    /// Forgets answers older than `before` that may say something about somebody. What was done once
    /// is still known to be done.
    pub async fn purge_remembered_words(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE_WORDS, args![before, ONLY_AN_ID]).await
    }

    /// Forgets answers older than `before`.
    pub async fn purge_remembered(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE, args![before]).await
    }
}
