//! What platforms said by calling us, until it was worked off.

use gerne_domain::{AccountId, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// A call that waits to be worked off.
#[derive(Clone, PartialEq, Eq)]
pub struct Pushed {
    /// Ours.
    pub id: Uuid,
    /// When it came.
    pub received_at: Timestamp,
    /// As it came.
    pub body: Vec<u8>,
    /// How far it was worked off.
    pub place: Option<String>,
}

impl std::fmt::Debug for Pushed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pushed({}, {} bytes, {})", self.id, self.body.len(), self.received_at)
    }
}

from_row!(Pushed, "pushed", { id, received_at, body, place });

const NEXT: &str = "SELECT id, received_at, body, place FROM pushed
    WHERE account_id = $1 AND body IS NOT NULL ORDER BY received_at, id LIMIT 1";
const ONE: &str = "SELECT id, received_at, body, place FROM pushed WHERE id = $1";
const WAITING: &str = "SELECT id AS n FROM pushed WHERE body IS NOT NULL ORDER BY received_at, id";
const COUNT: &str = "SELECT count(*) AS n FROM pushed WHERE account_id = $1 AND body IS NOT NULL";
const KEEP: &str = "INSERT INTO pushed (id, account_id, hash, received_at, body)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, hash) DO NOTHING";
const MOVE: &str = "UPDATE pushed SET place = $2 WHERE id = $1";
const TAKEN: &str = "UPDATE pushed SET body = NULL, place = NULL WHERE id = $1";
const PURGE: &str = "DELETE FROM pushed WHERE received_at < $1";
const FORGET: &str = "DELETE FROM pushed WHERE account_id = $1";

impl Reader {
    /// The oldest that waits.
    pub async fn next_pushed(&mut self, account: AccountId) -> Result<Option<Pushed>, StoreError> {
        self.row(NEXT, args![account]).await
    }

    /// How many wait.
    pub async fn pushed_waiting(&mut self, account: AccountId) -> Result<i64, StoreError> {
        let counted: Vec<i64> = self.column(COUNT, args![account]).await?;
        Ok(counted.into_iter().next().unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Keeps a call. `false`: the same one came before.
    pub async fn keep_pushed(
        &mut self,
        id: Uuid,
        account: AccountId,
        body: &[u8],
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let hash: [u8; 32] = Sha256::digest(body).into();
        let values = args![id, account, hash, at, body.to_vec()];
        Ok(self.execute(KEEP, values).await? > 0)
    }

    /// It was worked off so far.
    pub async fn move_pushed(&mut self, id: Uuid, place: &str) -> Result<(), StoreError> {
        self.execute(MOVE, args![id, place]).await.map(drop)
    }

    /// It was worked off: what it said goes.
    pub async fn pushed_taken(&mut self, id: Uuid) -> Result<(), StoreError> {
        self.execute(TAKEN, args![id]).await.map(drop)
    }

    /// Forgets those that came before, worked off or not.
    pub async fn purge_pushed(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE, args![before]).await
    }

    /// Lets go of what waits and holds one of these ids of people, so that it is not worked off after
    /// they were erased. What else stands in such a call is read by polling.
    pub async fn forget_calls_naming(&mut self, people: &[String]) -> Result<u64, StoreError> {
        let mut gone = 0;
        // One at a time: a call may have a megabyte, and many may wait after an outage.
        for id in self.column::<Uuid>(WAITING, args![]).await? {
            let Some(call) = self.row::<Pushed>(ONE, args![id]).await? else { continue };
            let holds = |person: &String| {
                let person = person.as_bytes();
                !person.is_empty() && call.body.windows(person.len()).any(|part| part == person)
            };
            if people.iter().any(holds) {
                self.pushed_taken(id).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// Forgets all of an account.
    pub async fn forget_pushed(&mut self, account: AccountId) -> Result<u64, StoreError> {
        self.execute(FORGET, args![account]).await
    }
}
