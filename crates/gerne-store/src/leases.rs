//! Which node does what: each account's connector runs on one.
//!
//! Nodes do not compare their clocks. A holder moves its lease's mark forward again and again; who
//! saw the same mark for long enough, by its own clock, may take the lease away. Commands run one
//! behind the other over all nodes, so what [`Tx::holds_lease`] says holds until the commit.

use gerne_domain::Timestamp;
use uuid::Uuid;

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// Something that one node does for all, for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What, e.g. `account/<id>`.
    pub name: String,
    /// Which node.
    pub holder: Uuid,
    /// Grows each time it is taken: what an older holder still does can be told and refused.
    pub token: i64,
    /// The mark: each renewal moves it forward, beginning at the holder's idea of when it runs
    /// out. The epoch: it was given back.
    pub expires_at: Timestamp,
}

impl Lease {
    /// Whether nobody has it.
    pub fn is_free(&self) -> bool {
        self.expires_at == Timestamp::UNIX_EPOCH
    }
}

from_row!(Lease, "lease", { name, holder, token, expires_at });

const LEASE: &str = "SELECT * FROM lease WHERE name = $1";
const LEASES: &str = "SELECT * FROM lease ORDER BY name";
const TAKE: &str = "INSERT INTO lease (name, holder, token, expires_at) VALUES ($1, $2, 1, $3)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = lease.token + 1,
    expires_at = CASE WHEN lease.expires_at < excluded.expires_at THEN excluded.expires_at
        ELSE lease.expires_at + 1 END
    WHERE lease.expires_at = 0 OR (lease.token = $4 AND lease.expires_at = $5) RETURNING *";
const RENEW: &str = "UPDATE lease SET expires_at =
    CASE WHEN expires_at < $4 THEN $4 ELSE expires_at + 1 END
    WHERE name = $1 AND holder = $2 AND token = $3 AND expires_at <> 0 RETURNING *";
const HELD: &str = "SELECT COUNT(*) AS n FROM lease
    WHERE name = $1 AND holder = $2 AND token = $3 AND expires_at <> 0";
const GIVE_BACK: &str =
    "UPDATE lease SET expires_at = 0 WHERE name = $1 AND holder = $2 AND token = $3";
const FORGET: &str = "DELETE FROM lease WHERE name = $1 AND token = $2 AND expires_at = $3";

impl Reader {
    /// A lease, also one that ran out or was given back.
    pub async fn lease(&mut self, name: &str) -> Result<Option<Lease>, StoreError> {
        self.row(LEASE, args![name]).await
    }

    /// All leases, by name.
    pub async fn leases(&mut self) -> Result<Vec<Lease>, StoreError> {
        self.rows(LEASES, args![]).await
    }
}

impl Tx<'_> {
    /// Takes a lease that nobody has, or one that is still exactly as it was `seen`: its holder did
    /// not renew it. `None`: another node has it, or was faster.
    pub async fn take_lease(
        &mut self,
        name: &str,
        node: Uuid,
        until: Timestamp,
        seen: Option<&Lease>,
    ) -> Result<Option<Lease>, StoreError> {
        let token = seen.map_or(-1, |seen| seen.token);
        let mark = seen.map_or(Timestamp::MIN, |seen| seen.expires_at);
        self.row(TAKE, args![name, node, until, token, mark]).await
    }

    /// Moves the mark of a lease forward. `None`: another node took it, or it was given back.
    pub async fn renew_lease(
        &mut self,
        name: &str,
        node: Uuid,
        token: i64,
        until: Timestamp,
    ) -> Result<Option<Lease>, StoreError> {
        self.row(RENEW, args![name, node, token, until]).await
    }

    /// Whether this node still has a lease, as far as anybody can tell: nobody took it since.
    pub async fn holds_lease(
        &mut self,
        name: &str,
        node: Uuid,
        token: i64,
    ) -> Result<bool, StoreError> {
        Ok(self.one::<i64>(HELD, args![name, node, token]).await?.unwrap_or_default() > 0)
    }

    /// Gives a lease back: the next who asks has it. `false`: this node does not have it.
    pub async fn give_lease_back(
        &mut self,
        name: &str,
        node: Uuid,
        token: i64,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(GIVE_BACK, args![name, node, token]).await? > 0)
    }

    /// Forgets a lease that nothing is fenced by, if it is still as it was seen: its token begins
    /// anew. `false`: it is not.
    pub async fn forget_lease(&mut self, seen: &Lease) -> Result<bool, StoreError> {
        let values = args![seen.name.as_str(), seen.token, seen.expires_at];
        Ok(self.execute(FORGET, values).await? > 0)
    }
}
