//! What accounts say before everyone: an outbox of its own, because nothing of it is part of a
//! conversation.

use gerne_domain::{AccountId, Announcement, AnnouncementId, DeliveryState, IncidentId, Timestamp};

use crate::{
    Reader, Settlement, StoreError, Tx,
    row::from_row,
    value::{args, json},
};

from_row!(Announcement, "announcement", {
    id, incident_id, account_id, what, agent_id, state, not_before, attempts, attempted_at,
    reason as opt_json, outbound as json, receipt as opt_json
});

const ONE: &str = "SELECT * FROM announcement WHERE id = $1";
const OF: &str = "SELECT * FROM announcement WHERE incident_id = $1 ORDER BY id";
const UNKNOWN: &str = "SELECT * FROM announcement
    WHERE account_id = $1 AND state = 'unknown' AND not_before <= $2 ORDER BY not_before, id";
const SENDING: &str = "SELECT * FROM announcement
    WHERE account_id = $1 AND state = 'sending' ORDER BY id";
const NEXT: &str = "SELECT MIN(not_before) AS n FROM announcement
    WHERE account_id = $1 AND state IN ('held', 'queued', 'unknown')";
const INSERT: &str = "INSERT INTO announcement (id, incident_id, account_id, what, agent_id, state,
    not_before, attempts, outbound) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
    ON CONFLICT DO NOTHING";
const CLAIM: &str = "UPDATE announcement SET state = 'sending', attempts = attempts + 1,
    attempted_at = $2, reason = NULL WHERE id = (SELECT id FROM announcement
        WHERE account_id = $1 AND state IN ('held', 'queued') AND not_before <= $2
        ORDER BY not_before, id LIMIT 1)
    AND state IN ('held', 'queued') RETURNING *";
const MOVE: &str = "UPDATE announcement SET state = $3, not_before = COALESCE($4, not_before),
    reason = $5, receipt = COALESCE($6, receipt) WHERE id = $1 AND state = $2 RETURNING *";
const DROP: &str = "DELETE FROM announcement WHERE id = $1 AND state = $2";

impl Reader {
    /// An announcement.
    pub async fn announcement(
        &mut self,
        id: AnnouncementId,
    ) -> Result<Option<Announcement>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// What was announced of an incident, in the order it was written.
    pub async fn announcements_of(
        &mut self,
        id: IncidentId,
    ) -> Result<Vec<Announcement>, StoreError> {
        self.rows(OF, args![id]).await
    }

    /// Those of which nobody knows whether they are there, to be looked for now.
    pub async fn announcements_to_look_for(
        &mut self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<Announcement>, StoreError> {
        self.rows(UNKNOWN, args![account, now]).await
    }

    /// What an account's lane was announcing when it stopped.
    pub async fn announcements_sending(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<Announcement>, StoreError> {
        self.rows(SENDING, args![account]).await
    }

    /// When an account's lane has something to announce, or to look for, next.
    pub async fn next_announcement_at(
        &mut self,
        account: AccountId,
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT, args![account]).await?.flatten())
    }
}

impl Tx<'_> {
    /// A new one; `false`: the account said this of the incident already.
    pub async fn insert_announcement(&mut self, a: &Announcement) -> Result<bool, StoreError> {
        let outbound = json(&a.outbound)?;
        let values = args![
            a.id,
            a.incident_id,
            a.account_id,
            a.what,
            a.agent_id,
            a.state,
            a.not_before,
            outbound
        ];
        Ok(self.execute(INSERT, values).await? > 0)
    }

    /// Takes the next of an account that may leave: it is `sending`.
    pub async fn claim_announcement(
        &mut self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Option<Announcement>, StoreError> {
        self.row(CLAIM, args![account, now]).await
    }

    /// Moves one on. `None`: it is no longer in `from`.
    ///
    /// # Errors
    /// `Illegal` when nothing may go that way.
    pub async fn move_announcement(
        &mut self,
        id: AnnouncementId,
        from: DeliveryState,
        to: DeliveryState,
        settlement: &Settlement,
    ) -> Result<Option<Announcement>, StoreError> {
        if from != to && !from.may_become(to) {
            return Err(StoreError::Illegal { from, to });
        }
        let Settlement { not_before, reason, receipt } = settlement;
        let reason = reason.as_ref().map(json).transpose()?;
        let receipt = receipt.as_ref().map(json).transpose()?;
        self.row(MOVE, args![id, from, to, not_before, reason, receipt]).await
    }

    /// Takes back what was not said. `false`: it is no longer in this state.
    pub async fn drop_announcement(
        &mut self,
        id: AnnouncementId,
        state: DeliveryState,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(DROP, args![id, state]).await? > 0)
    }
}
