//! Which node does what: each account's connector runs on one.

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
    /// Grows with each new holder: what an older holder still does can be told and refused.
    pub token: i64,
    /// Until when, unless it is renewed.
    pub expires_at: Timestamp,
}

from_row!(Lease, "lease", { name, holder, token, expires_at });

const LEASE: &str = "SELECT * FROM lease WHERE name = $1";
const LEASES: &str = "SELECT * FROM lease ORDER BY name";
const TAKE: &str = "INSERT INTO lease (name, holder, token, expires_at) VALUES ($1, $2, 1, $4)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at,
    token = lease.token + CASE WHEN lease.holder = excluded.holder THEN 0 ELSE 1 END
    WHERE lease.holder = excluded.holder OR lease.expires_at <= $3 RETURNING *";
const GIVE_BACK: &str = "UPDATE lease SET expires_at = $3 WHERE name = $1 AND holder = $2";

impl Reader {
    /// A lease, also one that ran out.
    pub async fn lease(&mut self, name: &str) -> Result<Option<Lease>, StoreError> {
        self.row(LEASE, args![name]).await
    }

    /// All leases, by name.
    pub async fn leases(&mut self) -> Result<Vec<Lease>, StoreError> {
        self.rows(LEASES, args![]).await
    }
}

impl Tx<'_> {
    /// Takes or renews a lease. `None`: another node has it.
    pub async fn take_lease(
        &mut self,
        name: &str,
        node: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Lease>, StoreError> {
        self.row(TAKE, args![name, node, now, until]).await
    }

    /// Gives a lease back before it runs out. `false`: this node does not have it.
    pub async fn give_lease_back(
        &mut self,
        name: &str,
        node: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(GIVE_BACK, args![name, node, now]).await? > 0)
    }
}
