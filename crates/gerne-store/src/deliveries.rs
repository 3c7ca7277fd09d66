//! The outbox: every reply's way to the platform.

use gerne_domain::{
    AccountId, AgentId, ConversationId, Delivery, DeliveryId, DeliveryState, Receipt, Refusal,
    Scope, Timestamp,
};
use uuid::Uuid;

use crate::{
    Page, Paged, Reader, StoreError, Tx,
    list::sees,
    page::Key,
    row::{Two, from_row},
    sql::Sql,
    value::{args, json},
};

/// What is known after a step of a delivery. What is `None` stays as it was, but for the reason:
/// it always speaks of the last step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Not before: the next try.
    pub not_before: Option<Timestamp>,
    /// Why it was refused, or is tried again.
    pub reason: Option<Refusal>,
    /// What the platform answered.
    pub receipt: Option<Receipt>,
}

/// How many deliveries of an account are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryCount {
    /// Of which account.
    pub account_id: AccountId,
    /// In which state.
    pub state: DeliveryState,
    /// So many.
    pub count: u64,
}

from_row!(Delivery, "delivery", {
    id, message_id, conversation_id, account_id, agent_id, client_key, state, not_before, attempts,
    attempted_at, reason as opt_json, outbound as json, receipt as opt_json, waiting_before,
    standing_before as opt_json, asked, returned as json_or_default
});
from_row!(DeliveryCount, "delivery", { account_id, state, count });

const DELIVERY: &str = "SELECT * FROM delivery WHERE id = $1";
const BY_KEY: &str = "SELECT * FROM delivery WHERE agent_id = $1 AND client_key = $2";
const RESTORED: &str = "SELECT * FROM delivery WHERE state = 'unknown' AND not_before <= 0
    ORDER BY id";
const OF_CONVERSATION: &str = "SELECT * FROM delivery WHERE conversation_id = $1 ORDER BY id";
const COUNTS: &str = "SELECT account_id, state, COUNT(*) AS count FROM delivery
    WHERE state IN ('held', 'queued', 'sending', 'unknown', 'refused') AND agent_id IS NOT NULL
    GROUP BY account_id, state ORDER BY account_id, state";
const INSERT: &str = "INSERT INTO delivery (id, message_id, conversation_id, account_id, agent_id,
    client_key, state, not_before, attempts, attempted_at, reason, outbound, receipt,
    waiting_before, standing_before, asked)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
/// The oldest due one that nothing of the same conversation must leave before. What a person wrote
/// waits for nothing that the house says by itself.
const CLAIMABLE: &str = "SELECT d.id AS n FROM delivery d
    WHERE d.account_id = $1 AND d.state IN ('held', 'queued') AND d.not_before <= $2
    AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.conversation_id = d.conversation_id
        AND e.id < d.id AND e.agent_id IS NOT NULL AND e.state IN ('held', 'queued', 'sending'))
    ORDER BY d.not_before, d.id LIMIT 1";
const CLAIM: &str = "UPDATE delivery SET state = 'sending', attempts = attempts + 1,
    attempted_at = $2, claimed_by = $3, reason = NULL
    WHERE id = $1 AND state IN ('held', 'queued') RETURNING *";
const MOVE: &str = "UPDATE delivery SET state = $3, not_before = COALESCE($4, not_before),
    reason = $5, receipt = COALESCE($6, receipt), claimed_by = NULL
    WHERE id = $1 AND state = $2 RETURNING *";
const HURRY: &str = "UPDATE delivery SET not_before = $2
    WHERE account_id = $1 AND state = 'queued' AND attempts > 0 AND not_before > $2";
const POSTPONE: &str = "UPDATE delivery SET not_before = $3 WHERE id = $1 AND state = $2";

impl Reader {
    /// A delivery.
    pub async fn delivery(&mut self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        self.row(DELIVERY, args![id]).await
    }

    /// Deliveries that a restore put into doubt and whose conversations do not know it yet.
    pub async fn restored_deliveries(&mut self) -> Result<Vec<Delivery>, StoreError> {
        self.rows(RESTORED, args![]).await
    }

    /// The delivery that an agent's console marked so: the same reply is written once.
    pub async fn delivery_by_client_key(
        &mut self,
        agent: AgentId,
        key: &str,
    ) -> Result<Option<Delivery>, StoreError> {
        self.row(BY_KEY, args![agent, key]).await
    }

    /// The deliveries of a conversation, in the order they were written.
    pub async fn deliveries_of(&mut self, id: ConversationId) -> Result<Vec<Delivery>, StoreError> {
        self.rows(OF_CONVERSATION, args![id]).await
    }

    /// These deliveries, in no order.
    pub async fn deliveries(&mut self, ids: &[DeliveryId]) -> Result<Vec<Delivery>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM delivery WHERE id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// What an agent wrote in these conversations and did not reach everybody; the oldest first.
    pub async fn returned_deliveries(
        &mut self,
        agent: AgentId,
        conversations: &[ConversationId],
    ) -> Result<Vec<Delivery>, StoreError> {
        if conversations.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM delivery WHERE agent_id = ");
        sql.bind(&agent).push(" AND returned IS NOT NULL AND conversation_id IN ");
        sql.list(conversations).push(" ORDER BY id");
        self.rows_of(sql).await
    }

    /// The state of what is unfinished in these conversations, of what people wrote: for list rows.
    pub async fn open_delivery_states(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<(ConversationId, DeliveryState)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT conversation_id AS a, state AS b FROM delivery");
        sql.push(" WHERE state IN ('held', 'queued', 'sending', 'unknown', 'refused')");
        sql.push(" AND agent_id IS NOT NULL AND conversation_id IN ")
            .list(ids)
            .push(" ORDER BY id");
        let found = self.rows_of::<Two<ConversationId, DeliveryState>>(sql).await?;
        Ok(found.into_iter().map(|two| (two.0, two.1)).collect())
    }

    /// Deliveries of what people wrote in these states, as far as the scope sees their
    /// conversations; the oldest first. What the house says by itself is among them where it did not
    /// arrive: whoever was answered since was still not told it, and a person decides what becomes of it.
    pub async fn list_deliveries(
        &mut self,
        states: &[DeliveryState],
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Delivery>, StoreError> {
        let mut sql = Sql::new("SELECT d.* FROM delivery d");
        sql.push(" JOIN conversation c ON c.id = d.conversation_id");
        sql.push(" WHERE d.state IN ").list(states);
        sql.push(" AND (d.agent_id IS NOT NULL OR d.state IN ('refused', 'unknown'))");
        sees(&mut sql, scope);
        if let Some(Key(_, id)) = page.key()? {
            sql.push(" AND d.id > ").bind(&id);
        }
        sql.push(" ORDER BY d.id LIMIT ").bind(&(page.limit + 1));
        let found = self.rows_of(sql).await?;
        Ok(Paged::cut(found, page.limit, |d: &Delivery| Key(0, d.id.0)))
    }

    /// How many deliveries of what people wrote are not finished, by account and state.
    pub async fn delivery_counts(&mut self) -> Result<Vec<DeliveryCount>, StoreError> {
        self.rows(COUNTS, args![]).await
    }
}

impl Tx<'_> {
    /// A new delivery. `Exists` when its author's console already marked another one so.
    pub async fn insert_delivery(&mut self, delivery: &Delivery) -> Result<(), StoreError> {
        let d = delivery;
        let reason = d.reason.as_ref().map(json).transpose()?;
        let receipt = d.receipt.as_ref().map(json).transpose()?;
        let standing = d.standing_before.as_ref().map(json).transpose()?;
        let outbound = json(&d.outbound)?;
        let values = args![
            d.id,
            d.message_id,
            d.conversation_id,
            d.account_id,
            d.agent_id,
            d.client_key,
            d.state,
            d.not_before,
            d.attempts,
            d.attempted_at,
            reason,
            outbound,
            receipt,
            d.waiting_before,
            standing,
            d.asked
        ];
        self.execute(INSERT, values).await.map(drop)
    }

    /// Takes the next delivery of an account that may leave, for this node to send: from `held`
    /// (its undo window is over) or `queued` to `sending`. Within a conversation replies leave in
    /// the order they were written.
    pub async fn claim_delivery(
        &mut self,
        account: AccountId,
        now: Timestamp,
        node: Uuid,
    ) -> Result<Option<Delivery>, StoreError> {
        let mut sql = Sql::with(CLAIMABLE, args![account, now]);
        sql.push(self.engine().skip_locked());
        let Some(id) = self.column_of::<DeliveryId>(sql).await?.pop() else { return Ok(None) };
        self.row(CLAIM, args![id, now, node]).await
    }

    /// Moves a delivery on. `None`: it is no longer in `from`, somebody was faster.
    ///
    /// # Errors
    /// `Illegal` when no delivery may go that way.
    pub async fn move_delivery(
        &mut self,
        id: DeliveryId,
        from: DeliveryState,
        to: DeliveryState,
        settlement: &Settlement,
    ) -> Result<Option<Delivery>, StoreError> {
        if !from.may_become(to) {
            return Err(StoreError::Illegal { from, to });
        }
        let Settlement { not_before, reason, receipt } = settlement;
        let reason = reason.as_ref().map(json).transpose()?;
        let receipt = receipt.as_ref().map(json).transpose()?;
        self.row(MOVE, args![id, from, to, not_before, reason, receipt]).await
    }

    /// Changes when something is done about a delivery next, while it is in `state`: when it leaves
    /// (`held`, `queued`), or when it is looked for again (`unknown`). `false`: it no longer is
    /// there.
    pub async fn postpone_delivery(
        &mut self,
        id: DeliveryId,
        state: DeliveryState,
        not_before: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(POSTPONE, args![id, state, not_before]).await? > 0)
    }

    /// What an account tried and put off is tried again now.
    pub async fn hurry(&mut self, account: AccountId, now: Timestamp) -> Result<u64, StoreError> {
        self.execute(HURRY, args![account, now]).await
    }
}
