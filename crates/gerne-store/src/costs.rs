//! What accounts spent, and what they found out at a price.

use gerne_domain::AccountId;

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// What one account spent on one day on one kind of call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// The day (UTC), as `2026-11-22`.
    pub day: String,
    /// The kind of call, in the connector's words.
    pub kind: String,
    /// How many.
    pub count: i64,
    /// Millionths of a US dollar.
    pub micros: i64,
}

/// What one account spent, altogether.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Which.
    pub account_id: AccountId,
    /// Millionths of a US dollar since the later of two days.
    pub today: i64,
    /// The same since the earlier one.
    pub month: i64,
}

from_row!(Spending, "spending", { day, kind, count, micros });
from_row!(Spent, "spending", { account_id, today, month });

const SPENT: &str = "SELECT day, kind, count, micros FROM spending
    WHERE account_id = $1 AND day >= $2 ORDER BY day, kind";
const TOGETHER: &str = "SELECT account_id,
    CAST(SUM(CASE WHEN day >= $2 THEN micros ELSE 0 END) AS BIGINT) AS today,
    CAST(SUM(micros) AS BIGINT) AS month
    FROM spending WHERE day >= $1 GROUP BY account_id ORDER BY account_id";
const SPEND: &str = "INSERT INTO spending (account_id, day, kind, count, micros)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (account_id, day, kind) DO UPDATE SET
    count = spending.count + excluded.count, micros = spending.micros + excluded.micros";
const NOTE: &str = "SELECT text AS n FROM account_note WHERE account_id = $1 AND name = $2";
const PUT_NOTE: &str = "INSERT INTO account_note (account_id, name, text) VALUES ($1, $2, $3)
    ON CONFLICT (account_id, name) DO UPDATE SET text = excluded.text";

impl Reader {
    /// What an account spent since the beginning of a day, `2026-11-01`.
    pub async fn spent(
        &mut self,
        account: AccountId,
        since: &str,
    ) -> Result<Vec<Spending>, StoreError> {
        self.rows(SPENT, args![account, since]).await
    }

    /// What each account spent since the beginning of a day, `2026-11-01`, and since that of a later
    /// one. Those that spent nothing are left out.
    pub async fn spent_by_all(
        &mut self,
        month: &str,
        today: &str,
    ) -> Result<Vec<Spent>, StoreError> {
        self.rows(TOGETHER, args![month, today]).await
    }

    /// A note of an account.
    pub async fn account_note(
        &mut self,
        account: AccountId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let found: Vec<String> = self.column(NOTE, args![account, name]).await?;
        Ok(found.into_iter().next())
    }
}

impl Tx<'_> {
    /// Adds to what an account spent.
    pub async fn spend(
        &mut self,
        account: AccountId,
        spending: &Spending,
    ) -> Result<(), StoreError> {
        let Spending { day, kind, count, micros } = spending;
        self.execute(SPEND, args![account, day, kind, count, micros]).await.map(drop)
    }

    /// Keeps a note of an account.
    pub async fn put_account_note(
        &mut self,
        account: AccountId,
        name: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        self.execute(PUT_NOTE, args![account, name, text]).await.map(drop)
    }
}
