//! What the engine asks of the outbox beyond one delivery: what is under way, what must be looked
//! for.

use gerne_domain::{AccountId, Delivery, DeliveryId, DeliveryState, Receipt, Standing, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    value::{args, json},
};

const UNDERWAY: &str = "SELECT * FROM delivery
    WHERE account_id = $1 AND state IN ('queued', 'sending', 'unknown') ORDER BY id";
/// The message's partial index is small; deliveries that arrived are many.
const NAMELESS: &str = "SELECT d.* FROM message m JOIN delivery d ON d.message_id = m.id
    WHERE m.account_id = $1 AND m.external_id IS NULL AND m.deleted_at IS NULL
    AND d.state = 'sent' ORDER BY d.id";
const SENDING: &str = "SELECT * FROM delivery
    WHERE account_id = $1 AND state = 'sending' ORDER BY id";
const TO_LOOK_FOR: &str = "SELECT * FROM delivery
    WHERE account_id = $1 AND state = 'unknown' AND not_before <= $2 ORDER BY not_before LIMIT $3";
/// What waits behind an earlier one of its conversation is not next: it would never be claimed.
const NEXT: &str = "SELECT MIN(d.not_before) AS n FROM delivery d
    WHERE d.account_id = $1 AND (d.state = 'unknown' OR (d.state IN ('held', 'queued')
        AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.conversation_id = d.conversation_id
            AND e.id < d.id AND e.agent_id IS NOT NULL
            AND e.state IN ('held', 'queued', 'sending'))))";
const LAST_DUE: &str = "SELECT not_before AS n FROM delivery
    WHERE account_id = $1 AND state IN ('held', 'queued')
    ORDER BY not_before DESC, id DESC LIMIT $2";
const STOOD: &str = "UPDATE delivery SET standing_before = $2 WHERE id = $1";
const RECEIVED: &str = "UPDATE delivery SET receipt = $2 WHERE id = $1 AND state = 'sent'";
const WAITED: &str = "UPDATE delivery SET waiting_before = $3 WHERE id = $1 AND state = $2";

impl Reader {
    /// What the platform may have of an account's replies without our knowing: a post of ours that
    /// is found there may be one of these.
    pub async fn deliveries_underway(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.rows(UNDERWAY, args![account]).await
    }

    /// Replies of which a person said that they are there, and the platform did not say so yet: a
    /// post of ours that is found there may be one of these.
    pub async fn deliveries_without_name(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.rows(NAMELESS, args![account]).await
    }

    /// What an account's lane was sending when it stopped.
    pub async fn deliveries_sending(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.rows(SENDING, args![account]).await
    }

    /// Unknown ones that are to be looked for on the platform now.
    pub async fn deliveries_to_look_for(
        &mut self,
        account: AccountId,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.rows(TO_LOOK_FOR, args![account, now, limit]).await
    }

    /// When an account's lane has something to do next: send, or look.
    pub async fn next_delivery_at(
        &mut self,
        account: AccountId,
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT, args![account]).await?.flatten())
    }
}

impl Tx<'_> {
    /// When the `nth` last of what waits to leave through an account leaves (1: the very last);
    /// `None`: fewer wait.
    pub async fn nth_last_due(
        &mut self,
        account: AccountId,
        nth: usize,
    ) -> Result<Option<Timestamp>, StoreError> {
        let due = self.column::<Timestamp>(LAST_DUE, args![account, nth]).await?;
        Ok(if due.len() < nth { None } else { due.last().copied() })
    }

    /// Since when the customer had waited, to be restored when this does not arrive.
    pub async fn set_delivery_waiting(
        &mut self,
        id: DeliveryId,
        state: DeliveryState,
        waiting_before: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(WAITED, args![id, state, waiting_before]).await? > 0)
    }

    /// How the conversation stood before this answer; changes when the answer before it is taken
    /// back, or when it fails.
    pub async fn set_delivery_standing(
        &mut self,
        id: DeliveryId,
        standing: &Standing,
    ) -> Result<bool, StoreError> {
        let standing = json(standing)?;
        Ok(self.execute(STOOD, args![id, standing]).await? > 0)
    }

    /// What the platform calls something that a person said is there. `false`: it is not `sent`.
    pub async fn set_delivery_receipt(
        &mut self,
        id: DeliveryId,
        receipt: &Receipt,
    ) -> Result<bool, StoreError> {
        let receipt = json(receipt)?;
        Ok(self.execute(RECEIVED, args![id, receipt]).await? > 0)
    }
}
