//! What an account says of an incident before everyone: written down first, carried by the account's lane
//! after the replies, never said twice. What may have arrived is looked for on the platform; where that finds
//! nothing, a person decides.

use std::{sync::Arc, time::Duration};

use gerne_connector::{Account as Connection, ConnectorError};
use gerne_domain::{
    Account, Actor, Announcement, DeliveryState, IncidentState, Receipt, Refusal, Timestamp,
    time::{after, between, pause},
};
use gerne_store::{Alarm, Settlement, Tx};

use crate::{
    Engine, EngineError,
    account_lane::Lane,
    alarm,
    deliver::{Carried, StoreBlobs},
    error::chain,
    lease::Hold,
    verbs::Telling,
};

/// When what may be there is looked for, counted from when it was handed over; then a person decides.
const LOOKS: [Duration; 4] = [
    Duration::from_secs(3),
    Duration::from_secs(15),
    Duration::from_secs(75),
    Duration::from_mins(10),
];
/// What could not be said for so long is no news any more.
const GIVE_UP: Duration = Duration::from_hours(3);
/// What it tells of was over, or was none, before it left.
const OVER: &str = "refused.incident_over";
/// Longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_mins(15);

impl Engine {
    /// Says what is due of an account, and looks for what may be there. When there is more to do.
    pub(crate) async fn carry_announcements(
        &self,
        lane: &Lane,
        account: &Account,
    ) -> Result<Carried, EngineError> {
        let connection = lane.connection();
        let lost = {
            let mut db = self.inner.store.read().await?;
            db.announcements_to_look_for(account.id, self.now()).await?
        };
        for one in lost {
            if self.look_for_announcement(&*connection, one).await? {
                return Ok(Carried::Reauthorize);
            }
        }
        while lane.goes_on() {
            let (id, now) = (account.id, self.now());
            let claimed = self
                .write_under(&lane.hold, move |tx| {
                    Box::pin(async move { Ok(tx.claim_announcement(id, now).await?) })
                })
                .await?;
            let Some(one) = claimed.value else {
                let mut db = self.inner.store.read().await?;
                return Ok(Carried::Until(db.next_announcement_at(account.id).await?));
            };
            if self.announce_now(&*connection, &lane.hold, one).await? {
                return Ok(Carried::Reauthorize);
            }
        }
        Ok(Carried::Until(None))
    }

    /// What was being said when a process died may be there, or not.
    pub(crate) async fn recover_announcements(&self, account: &Account) -> Result<(), EngineError> {
        let left = self.inner.store.read().await?.announcements_sending(account.id).await?;
        for one in left {
            let step = Settlement { not_before: Some(self.now()), ..Settlement::default() };
            self.move_on(one, DeliveryState::Unknown, step).await?;
        }
        Ok(())
    }

    /// `true`: the account's credentials no longer hold.
    async fn announce_now(
        &self,
        connection: &dyn Connection,
        hold: &Arc<Hold>,
        one: Announcement,
    ) -> Result<bool, EngineError> {
        let now = self.now();
        let later = |at: Timestamp, reason: Option<Refusal>| Settlement {
            not_before: Some(at),
            reason,
            ..Settlement::default()
        };
        if !hold.is_good(&*self.inner.clock) {
            self.move_on(one, DeliveryState::Queued, later(now, None)).await?;
            return Ok(false);
        }
        if let Some(reason) = self.overtaken(&one).await? {
            let step = Settlement { reason: Some(reason), ..Settlement::default() };
            self.move_on(one, DeliveryState::Refused, step).await?;
            return Ok(false);
        }
        let blobs = StoreBlobs(self.inner.store.clone());
        match connection.send(&one.outbound, &blobs).await {
            Ok(receipt) => self.announced(one, receipt).await?,
            Err(ConnectorError::Unknown { source }) => {
                tracing::warn!(announcement = %one.id, error = %chain(&*source), "the platform's answer was lost");
                let step = later(after(now, LOOKS[0]), None);
                self.move_on(one, DeliveryState::Unknown, step).await?;
            }
            Err(ConnectorError::Refused { reason }) => {
                let step = Settlement { reason: Some(reason), ..Settlement::default() };
                self.move_on(one, DeliveryState::Refused, step).await?;
            }
            Err(ConnectorError::Reauthorize { .. }) => {
                self.move_on(one, DeliveryState::Queued, later(now, None)).await?;
                return Ok(true);
            }
            Err(error @ ConnectorError::Retry { .. }) => {
                tracing::info!(announcement = %one.id, error = %chain(&error), "it is to be said later");
                let asked = match &error {
                    ConnectorError::Retry { after: Some(asked), .. } => *asked,
                    _ => Duration::ZERO,
                };
                let first = Duration::from_secs(2);
                let own = pause(first, LONGEST_PAUSE, one.attempts, self.chance());
                let step = later(after(now, asked.max(own)), error.waits_for().cloned());
                self.move_on(one, DeliveryState::Queued, step).await?;
            }
        }
        Ok(false)
    }

    /// Why something is not said any more: it could not be for too long, while the account was
    /// disconnected for instance, or what it tells of is over.
    async fn overtaken(&self, one: &Announcement) -> Result<Option<Refusal>, EngineError> {
        if between(one.outbound.written_at, self.now()) > GIVE_UP {
            return Ok(Some(Refusal::of("refused.gave_up")));
        }
        let incident = self.inner.store.read().await?.incident(one.incident_id).await?;
        let over = match incident.map_or(IncidentState::Dismissed, |incident| incident.state) {
            IncidentState::Open => false,
            IncidentState::Over => one.what != Telling::Over.word(),
            IncidentState::Dismissed => true,
        };
        Ok(over.then(|| Refusal::of(OVER)))
    }

    /// `true`: the account's credentials no longer hold.
    async fn look_for_announcement(
        &self,
        connection: &dyn Connection,
        one: Announcement,
    ) -> Result<bool, EngineError> {
        let tried_at = one.attempted_at.unwrap_or(one.outbound.written_at);
        match connection.find_sent(&one.outbound).await {
            Ok(Some(receipt)) => self.announced(one, receipt).await?,
            // It is looked for again when the account is connected.
            Err(ConnectorError::Reauthorize { .. }) => return Ok(true),
            found => {
                if let Err(error) = &found {
                    tracing::info!(announcement = %one.id, error = %chain(error), "could not look for an announcement");
                }
                let since = between(tried_at, self.now());
                let next = LOOKS.iter().find(|look| **look > since);
                let next = next.map_or(Timestamp::MAX, |look| after(tried_at, *look));
                let step = Settlement { not_before: Some(next), ..Settlement::default() };
                self.move_on(one, DeliveryState::Unknown, step).await?;
            }
        }
        Ok(false)
    }

    async fn announced(&self, one: Announcement, receipt: Receipt) -> Result<(), EngineError> {
        let step = Settlement { receipt: Some(receipt), ..Settlement::default() };
        self.move_on(one, DeliveryState::Sent, step).await
    }

    async fn move_on(
        &self,
        one: Announcement,
        to: DeliveryState,
        step: Settlement,
    ) -> Result<(), EngineError> {
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                if tx.move_announcement(one.id, one.state, to, &step).await?.is_some() {
                    engine.tell_incident(tx, Actor::System, one.incident_id);
                    engine.alarm_of_announcement(tx, &one, to, &step).await?;
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }

    /// Leads learn of what was refused, and of what a person has to look for. What a lead's own word
    /// overtook is no alarm.
    async fn alarm_of_announcement(
        &self,
        tx: &mut Tx<'_>,
        one: &Announcement,
        to: DeliveryState,
        step: &Settlement,
    ) -> Result<(), EngineError> {
        let expected = step.reason.as_ref().is_some_and(|reason| reason.key == OVER);
        let kind = match to {
            DeliveryState::Refused if !expected => alarm::ANNOUNCEMENT_REFUSED,
            DeliveryState::Unknown if step.not_before == Some(Timestamp::MAX) => {
                alarm::ANNOUNCEMENT_UNKNOWN
            }
            _ => return self.announcement_settled(tx, one).await,
        };
        let mut alarm = Alarm {
            account_id: Some(one.account_id),
            ..self.alarm(kind, &one.id.to_string(), step.reason.as_ref())
        };
        alarm.details.insert("incident".to_owned(), one.incident_id.to_string());
        self.raise(tx, alarm).await
    }

    /// Nobody has to look at an announcement any more.
    pub(crate) async fn announcement_settled(
        &self,
        tx: &mut Tx<'_>,
        one: &Announcement,
    ) -> Result<(), EngineError> {
        for kind in [alarm::ANNOUNCEMENT_REFUSED, alarm::ANNOUNCEMENT_UNKNOWN] {
            self.clear_alarm(tx, kind, &one.id.to_string()).await?;
        }
        Ok(())
    }
}
