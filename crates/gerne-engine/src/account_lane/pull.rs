//! Fetching: what came is kept, together or one by one; what failed decides when to try again.

use std::time::Duration;

use gerne_connector::{Batch, ConnectorError, Resource, ResourcePlan};
use gerne_domain::{
    Account, Item, Refusal,
    time::{after, pause},
};
use tokio::sync::Notify;

use super::Lane;
use crate::{
    Engine, EngineError,
    alarm::{self, NotKept},
    error::chain,
    ingest::{Incomplete, Ingested, Tries},
    outage,
};

/// Longest pause after a fetch that failed.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// After so many failures to keep what was fetched, it is tried one by one.
const PATIENT: u32 = 3;

/// What a round failed by.
pub(super) enum Failure {
    /// The platform did not answer as it should; it asked for this pause.
    Platform { asked: Option<Duration> },
    /// What was fetched could not be kept; `lasting`: trying again alone will not help.
    Ours { lasting: bool },
}

/// How a round ended.
pub(super) enum Round {
    /// Fine; go on when it is time, or after so long.
    Fine(Option<Duration>),
    /// Go on at once: there is more.
    More,
    /// It failed; not before this pause.
    Failed(Failure),
    /// Stop: the account must be connected again.
    Stop,
}

impl Engine {
    pub(super) async fn keep_pulling(&self, lane: &Lane, plan: ResourcePlan, bell: &Notify) {
        let (mut failures, mut unkept) = (0_u32, 0_u32);
        let mut tries = Tries::default();
        loop {
            let began = self.now();
            let round = self.pull(lane, &plan.resource, unkept >= PATIENT, &mut tries).await;
            if matches!(round, Round::More | Round::Fine(_)) {
                tries = Tries::default();
            }
            match round {
                Round::More => (failures, unkept) = (0, 0),
                Round::Fine(every) => {
                    (failures, unkept) = (0, 0);
                    tokio::select! {
                        () = self.inner.clock.sleep(every.unwrap_or(plan.every)) => {}
                        () = bell.notified() => {}
                    }
                }
                Round::Failed(failure) => {
                    failures = failures.saturating_add(1);
                    let mut wait =
                        pause(Duration::from_secs(2), LONGEST_PAUSE, failures, self.chance());
                    match failure {
                        Failure::Ours { lasting } => unkept += u32::from(lasting),
                        Failure::Platform { asked } => {
                            let since = lane.silence.failed(&plan.resource, began);
                            wait = wait.max(asked.unwrap_or_default());
                            let patience =
                                if asked.is_some() { outage::PUT_OFF } else { outage::PATIENCE };
                            // People are told in time, also between two tries.
                            if let Some(left) = self.silent(lane, since, patience).await
                                && left < wait
                            {
                                self.inner.clock.sleep(left).await;
                                wait -= left;
                                self.silent(lane, since, patience).await;
                            }
                        }
                    }
                    let until = after(self.now(), wait);
                    lane.note(|health| health.next_try_at = Some(until));
                    self.inner.clock.sleep_until(until).await;
                }
                Round::Stop => return lane.end(),
            }
        }
    }

    /// One fetch and what it brought. `engine.pull` is its span. `one_by_one`: what it brought
    /// could not be kept together.
    async fn pull(
        &self,
        lane: &Lane,
        resource: &Resource,
        one_by_one: bool,
        tries: &mut Tries,
    ) -> Round {
        let account = lane.account();
        let round = async {
            // Nothing is lost while it waits: the cursor stays.
            self.until_room().await;
            let cursor = self.inner.store.read().await?.cursor(account.id, &resource.0).await?;
            let fetched = lane.connection.fetch(resource, cursor.as_ref()).await;
            let batch = fetched.map_err(Incomplete::Connector)?;
            let every = batch.every;
            self.heed_notice(lane, &account, resource, batch.notice.clone()).await;
            let (ingested, more) = if one_by_one {
                let more = batch.more;
                let kept = self.keep_one_by_one(lane, &account, resource, batch, tries).await?;
                self.answered(lane, resource).await;
                (kept, more)
            } else {
                let connection = &*lane.connection;
                let batch = self.complete_or_leave(&account, connection, batch, tries).await?;
                // What it leans on was asked for as well: until then it has not answered.
                self.answered(lane, resource).await;
                let more = batch.more();
                let kept = self.ingest_under(Some(&lane.hold), &account, Some(resource), batch);
                (kept.await?.value, more)
            };
            let now = self.now();
            lane.note(|health| {
                health.last_fetch_at = Some(now);
                health.next_try_at = None;
                if let Some(newest) = ingested.newest {
                    health.lag = Some(gerne_domain::time::between(newest, now));
                }
            });
            Ok::<_, Incomplete>((more, every))
        };
        match round.await {
            Ok((true, _)) => Round::More,
            Ok((false, every)) => Round::Fine(every),
            Err(error) => self.failed(&account, error).await,
        }
    }

    /// Tells what people must know and can change, once; and that it is over.
    pub(crate) async fn heed_notice(
        &self,
        lane: &Lane,
        account: &Account,
        resource: &Resource,
        notice: Option<Refusal>,
    ) {
        if !lane.notices.changed(resource, notice.as_ref()) {
            return;
        }
        let (engine, account, reason) = (self.clone(), account.clone(), notice.clone());
        let subject = account.id.to_string();
        let others = lane.notices.stand();
        let told = self.write_under(&lane.hold, move |tx| {
            Box::pin(async move {
                if reason.is_some() || !others {
                    engine.clear_alarm(tx, alarm::NOTICE, &subject).await?;
                }
                match reason {
                    Some(reason) => engine.raise_account(tx, alarm::NOTICE, &account, reason).await,
                    None => Ok(()),
                }
            })
        });
        if let Err(error) = told.await {
            tracing::error!(error = %chain(&error), "a notice could not be told");
            lane.notices.untold(resource);
        }
    }

    /// Keeps what can be kept of a batch. What cannot is written down for people, and passed over
    /// with the rest: one message must not silence an account.
    pub(super) async fn keep_one_by_one(
        &self,
        lane: &Lane,
        account: &Account,
        resource: &Resource,
        batch: Batch,
        tries: &mut Tries,
    ) -> Result<Ingested, Incomplete> {
        let (mut sum, mut not_kept) = (Ingested::default(), Vec::new());
        for item in batch.items {
            let name = named(&item);
            let alone = Batch { items: vec![item], ..Batch::default() };
            let connection = &*lane.connection;
            let alone = self.complete_or_leave(account, connection, alone, tries).await?;
            match self.ingest_under(Some(&lane.hold), account, None, alone).await {
                Ok(kept) => sum.add(kept.value),
                Err(error) if error.is_passing() => return Err(error.into()),
                Err(error) => {
                    let id = &name.external_id;
                    tracing::error!(account = %account.id, item = %id, error = %chain(&error), "passed over");
                    not_kept.push(name);
                }
            }
        }
        let (engine, account, resource) = (self.clone(), account.clone(), resource.clone());
        let (cursor, gap) = (batch.cursor, batch.gap);
        self.write_under(&lane.hold, move |tx| {
            Box::pin(async move {
                for item in &not_kept {
                    engine.raise_not_kept(tx, &account, item).await?;
                }
                if let Some(gap) = gap {
                    engine.raise_gap(tx, &account, &gap).await?;
                }
                if let Some(cursor) = cursor {
                    tx.put_cursor(account.id, &resource.0, &cursor, engine.now()).await?;
                }
                Ok(())
            })
        })
        .await?;
        Ok(sum)
    }

    pub(super) async fn failed(&self, account: &Account, error: Incomplete) -> Round {
        match error {
            Incomplete::Connector(ConnectorError::Reauthorize { source }) => {
                tracing::warn!(account = %account.id, error = %chain(&*source), "credentials no longer hold");
                let problem = Refusal::of("account.reauthorize");
                match self.disconnect(account, problem).await {
                    Ok(()) => Round::Stop,
                    Err(error) => {
                        tracing::error!(error = %chain(&error), "could not write down a lost connection");
                        Round::Failed(Failure::Ours { lasting: false })
                    }
                }
            }
            Incomplete::Connector(ConnectorError::Retry { after, source }) => {
                tracing::info!(account = %account.id, error = %chain(&*source), "fetch failed; trying again");
                Round::Failed(Failure::Platform { asked: after })
            }
            Incomplete::Connector(error) => {
                tracing::warn!(account = %account.id, error = %chain(&error), "fetch failed; trying again later");
                Round::Failed(Failure::Platform { asked: None })
            }
            Incomplete::Engine(EngineError::Moved) => Round::Stop,
            Incomplete::Engine(error) => {
                tracing::error!(account = %account.id, error = %chain(&error), "what was fetched could not be kept");
                Round::Failed(Failure::Ours { lasting: !error.is_passing() })
            }
        }
    }
}

impl From<gerne_store::StoreError> for Incomplete {
    fn from(error: gerne_store::StoreError) -> Self {
        Self::Engine(error.into())
    }
}

pub(crate) fn named(item: &Item) -> NotKept {
    match item {
        Item::Message(message) => {
            NotKept { external_id: message.external_id.clone(), url: message.url.clone() }
        }
        Item::Deleted(external_id) => NotKept { external_id: external_id.clone(), url: None },
    }
}
