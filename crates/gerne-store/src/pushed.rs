//! What platforms said by calling us, until it was worked off.

use gerne_domain::{AccountId, Platform, Timestamp};
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
const WAITING: &str = "SELECT p.id AS n FROM pushed p JOIN account a ON a.id = p.account_id
    WHERE p.body IS NOT NULL AND a.platform = $1 ORDER BY p.received_at, p.id";
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

    /// Lets go of the calls of a platform that wait and name one of these people by its id, so that
    /// nothing of them is left after they were erased. Mostly nothing waits; what others said in such
    /// a call is found by polling, except what a platform tells in calls only (decision 0037).
    pub async fn forget_calls_naming(
        &mut self,
        platform: &Platform,
        people: &[String],
    ) -> Result<u64, StoreError> {
        let mut gone = 0;
        // One at a time: a call may have a megabyte, and many may wait after an outage.
        for id in self.column::<Uuid>(WAITING, args![platform]).await? {
            let Some(call) = self.row::<Pushed>(ONE, args![id]).await? else { continue };
            if people.iter().any(|person| names(&call.body, person)) {
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

/// Whether an id stands in a body as a whole, not as a part of a longer one.
fn names(body: &[u8], id: &str) -> bool {
    let (id, length) = (id.as_bytes(), id.len());
    let apart = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    length > 0
        && body.windows(length).enumerate().any(|(at, part)| {
            let before = at.checked_sub(1).and_then(|before| body.get(before));
            part == id && apart(before) && apart(body.get(at + length))
        })
}
