//! Carrying replies: claim, send, settle, and find out about what may have arrived.

mod settle;
mod turn;
mod undo;

pub(crate) use settle::changed;

use std::{sync::Arc, time::Duration};

use gerne_connector::{Account as Connection, Blobs, BoxError, ConnectorError};
use gerne_domain::{
    Account, BlobHash, Delivery, Refusal, Timestamp,
    time::{after, between, pause},
};
use gerne_store::Store;
use tracing::Instrument;

use crate::{
    Engine, EngineError, Tasks, account_lane::Lane, alarm_mails::Mailed, error::chain, lease::Hold,
};

/// How many unknown replies one round looks for.
const AT_ONCE: usize = 16;

/// When an unknown delivery is looked for, counted from when it was handed over. Platforms show a
/// new post after a moment; behind an overloaded one a request can still finish a minute later.
const LOOKS: [Duration; 5] = [
    Duration::from_secs(3),
    Duration::from_secs(15),
    Duration::from_secs(75),
    Duration::from_mins(10),
    Duration::from_mins(50),
];

/// After this look an unknown delivery that was not found is an alarm.
const ALARM_AFTER_LOOK: usize = 2;

/// Within this time a platform that honours keys still knows ours (Mastodon keeps them one hour).
const KEY_KEPT: Duration = Duration::from_mins(55);

/// Longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_mins(15);

/// After this long without the platform taking it, a reply is refused: an answer from yesterday
/// must not leave by surprise.
const GIVE_UP: Duration = Duration::from_hours(24);

/// The same for what the house says by itself: that it arrived is no news any more.
const GIVE_UP_SOON: Duration = Duration::from_hours(1);

/// What a lane should do when there is nothing more to carry.
pub(crate) enum Carried {
    /// Look again then, or when something new is written.
    Until(Option<Timestamp>),
    /// The platform no longer accepts our credentials.
    Reauthorize,
}

impl Engine {
    /// Carries what is due for one account, in order; first what must be looked for.
    pub(crate) async fn carry(
        &self,
        lane: &Lane,
        account: &Account,
        tasks: &Tasks,
    ) -> Result<Carried, EngineError> {
        let connection = &*lane.connection();
        while !tasks.is_stopping() {
            let now = self.now();
            let mut db = self.inner.store.read().await?;
            let lost = db.deliveries_to_look_for(account.id, now, AT_ONCE).await?;
            drop(db);
            for delivery in lost {
                match self.look_for(account, connection, delivery.clone()).await {
                    Ok(looked) if looked.is_break() => return Ok(Carried::Reauthorize),
                    Ok(_) => {}
                    Err(EngineError::Moved) => return Err(EngineError::Moved),
                    // What cannot be settled must not keep the others from leaving.
                    Err(error) => {
                        let (account, id) = (account.id, delivery.id);
                        tracing::error!(%account, delivery = %id, error = %chain(&error), "a reply could not be looked for");
                        let next = after(self.now(), LOOKS[2]);
                        self.still_unknown(delivery, Some(next), !error.is_passing()).await?;
                    }
                }
            }
            let Some(delivery) = self.claim(account, &lane.hold).await? else {
                match self.mail_one_alarm(account, connection, &lane.hold).await? {
                    Mailed::Nothing => {}
                    Mailed::Something => continue,
                    Mailed::Reauthorize => return Ok(Carried::Reauthorize),
                }
                let mut db = self.inner.store.read().await?;
                return Ok(Carried::Until(db.next_delivery_at(account.id).await?));
            };
            let id = delivery.id;
            let sent = self.send(account, connection, &lane.hold, delivery).await;
            let sent = sent.inspect_err(|error| {
                let account = account.id;
                tracing::error!(%account, delivery = %id, error = %chain(error), "a reply could not be carried");
            });
            if sent?.is_break() {
                return Ok(Carried::Reauthorize);
            }
        }
        Ok(Carried::Until(None))
    }

    /// Takes the next that is due; it is `sending`, durable, before the first byte leaves.
    async fn claim(
        &self,
        account: &Account,
        hold: &Arc<Hold>,
    ) -> Result<Option<Delivery>, EngineError> {
        let (id, now, node, engine) = (account.id, self.now(), self.inner.node, self.clone());
        let claimed = self
            .write_under(hold, move |tx| {
                Box::pin(async move {
                    let claimed = tx.claim_delivery(id, now, node).await?;
                    if let Some(delivery) = &claimed {
                        engine.tell_delivery(tx, delivery).await?;
                    }
                    Ok(claimed)
                })
            })
            .await?;
        Ok(claimed.value)
    }

    /// Hands a claimed reply to the platform, unless another node may have the account meanwhile.
    pub(crate) async fn send(
        &self,
        account: &Account,
        connection: &dyn Connection,
        hold: &Hold,
        delivery: Delivery,
    ) -> Result<std::ops::ControlFlow<()>, EngineError> {
        let span = tracing::info_span!("engine.deliver", delivery = %delivery.id, attempt = delivery.attempts);
        let give_up = if delivery.is_automatic() { GIVE_UP_SOON } else { GIVE_UP };
        if between(delivery.not_before, self.now()) > give_up {
            // It was due while the account was disconnected or nothing ran.
            self.settle_refused(delivery, Refusal::of("refused.gave_up")).await?;
            return Ok(std::ops::ControlFlow::Continue(()));
        }
        let blobs = StoreBlobs(self.inner.store.clone());
        // The last look before the first byte: this process may have stood still since the claim.
        if !hold.is_good(&*self.inner.clock) {
            tracing::warn!(parent: &span, "the account may be another node's; not sent");
            self.settle_later(delivery, self.now(), None).await?;
            return Ok(std::ops::ControlFlow::Continue(()));
        }
        let answer = connection.send(&delivery.outbound, &blobs).instrument(span.clone()).await;
        let now = self.now();
        match answer {
            Ok(receipt) => {
                if !self.settle_arrived(delivery.clone(), receipt).await? {
                    tracing::warn!(parent: &span, "the platform names another reply of ours");
                    self.settle_unknown(delivery, after(now, LOOKS[0])).await?;
                }
            }
            Err(error @ ConnectorError::Retry { after: asked, .. }) => {
                tracing::info!(parent: &span, error = %chain(&error), "it is to be sent later");
                let waits_for = error.waits_for().cloned();
                let again = delivery.standing_before.as_ref().and_then(|before| before.again_at);
                let wanted_at = again.unwrap_or(delivery.outbound.written_at);
                if between(wanted_at, now) > give_up {
                    let reason = Refusal::of("refused.gave_up");
                    self.settle_refused(delivery, reason).await?;
                } else {
                    let pause = asked.unwrap_or_default().max(self.pause_before(delivery.attempts));
                    self.settle_later(delivery, after(now, pause), waits_for).await?;
                }
            }
            Err(ConnectorError::Unknown { source }) => {
                tracing::warn!(parent: &span, error = %chain(&*source), "the platform's answer was lost");
                self.settle_unknown(delivery, after(now, LOOKS[0])).await?;
            }
            Err(ConnectorError::Refused { reason }) => {
                tracing::info!(parent: &span, reason = reason.key, "the platform refused a reply");
                let gone = delivery.outbound.in_reply_to.clone();
                let gone = gone.filter(|_| reason.key == "refused.parent_gone");
                self.settle_refused(delivery, reason).await?;
                // What was said is deleted here as well, as soon as it is known.
                if let Some(gone) = gone {
                    let checked = self.check_states(None, account, connection, vec![gone]).await;
                    if checked.is_err() {
                        tracing::info!(parent: &span, "what is gone is asked about later");
                    }
                }
            }
            Err(ConnectorError::Reauthorize { source }) => {
                tracing::warn!(parent: &span, error = %chain(&*source), "credentials no longer hold");
                // It certainly did not arrive, and leaves once the account is connected again.
                self.settle_later(delivery, now, None).await?;
                return Ok(std::ops::ControlFlow::Break(()));
            }
        }
        Ok(std::ops::ControlFlow::Continue(()))
    }

    fn pause_before(&self, attempts: u32) -> Duration {
        pause(Duration::from_secs(2), LONGEST_PAUSE, attempts, self.chance())
    }

    /// Looks on the platform for a reply whose answer was lost. Nothing is ever sent again blindly.
    async fn look_for(
        &self,
        account: &Account,
        connection: &dyn Connection,
        delivery: Delivery,
    ) -> Result<std::ops::ControlFlow<()>, EngineError> {
        let now = self.now();
        let tried_at = delivery.attempted_at.unwrap_or(delivery.outbound.written_at);
        let mut found = connection.find_sent(&delivery.outbound).await;
        let mut anothers = false;
        if let Ok(Some(receipt)) = &found
            && !self.settle_arrived(delivery.clone(), receipt.clone()).await?
        {
            // The same words were said again: what stands there is the other reply.
            tracing::warn!(account = %account.id, delivery = %delivery.id, "found another reply of ours");
            (found, anothers) = (Ok(None), true);
        }
        match found {
            Ok(Some(_)) => {}
            Ok(None) => {
                let since = between(tried_at, now);
                let look = LOOKS.iter().position(|at| *at > since);
                let looked = look.unwrap_or(LOOKS.len());
                // Not there after the time in which a request can still finish, and the platform
                // would recognise our key: sending again is the same as having sent once.
                let safe = connection.limits().honours_key
                    && looked > ALARM_AFTER_LOOK
                    && between(delivery.outbound.written_at, now) < KEY_KEPT;
                if safe {
                    self.settle_later(delivery, now, None).await?;
                } else {
                    let next = look.and_then(|look| LOOKS.get(look)).map(|at| after(tried_at, *at));
                    let alarming = anothers || looked > ALARM_AFTER_LOOK;
                    self.still_unknown(delivery, next, alarming).await?;
                }
            }
            Err(ConnectorError::Reauthorize { .. }) => {
                self.still_unknown(delivery, Some(after(now, LOOKS[1])), true).await?;
                return Ok(std::ops::ControlFlow::Break(()));
            }
            Err(error) => {
                tracing::info!(account = %account.id, delivery = %delivery.id, error = %chain(&error), "could not look for a reply");
                let asked = match error {
                    ConnectorError::Retry { after: Some(asked), .. } => asked,
                    _ => Duration::ZERO,
                };
                let next = after(now, asked.max(LOOKS[1]));
                let alarm = between(tried_at, now) > LOOKS[ALARM_AFTER_LOOK];
                self.still_unknown(delivery, Some(next), alarm).await?;
            }
        }
        Ok(std::ops::ControlFlow::Continue(()))
    }
}

/// Where a connector reads what is attached to a reply.
pub(crate) struct StoreBlobs(pub(crate) Store);

#[async_trait::async_trait]
impl Blobs for StoreBlobs {
    async fn read(&self, blob: &BlobHash) -> Result<bytes::Bytes, BoxError> {
        let found = self.0.blob(blob).await?;
        let found = found.ok_or_else(|| format!("blob {blob} is not in the store"))?;
        Ok(found.bytes.into())
    }
}
