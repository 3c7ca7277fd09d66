//! What runs for one account: a puller per resource, the doorbell, the carrier, and the one who
//! looks whether what was said still stands.

mod recheck;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use gerne_connector::{Account as Connection, Batch, ConnectorError, Resource, ResourcePlan, Wake};
use gerne_domain::{
    Account, Item, Refusal, Timestamp,
    time::{after, pause},
};
use tokio::sync::Notify;

use crate::{
    Engine, EngineError, Tasks,
    alarm::NotKept,
    deliver::Carried,
    error::chain,
    ingest::{Incomplete, Ingested, Tries},
    lease::Hold,
    outage::{self, Silence},
};

/// Longest pause after a fetch that failed.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// After so many failures to keep what was fetched, it is tried one by one.
const PATIENT: u32 = 3;

/// How an account does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// When something was last fetched without an error.
    pub last_fetch_at: Option<Timestamp>,
    /// When fetching will be tried again, while it fails.
    pub next_try_at: Option<Timestamp>,
    /// Between publishing and receiving, of the newest message.
    pub lag: Option<Duration>,
    /// Whether the platform wakes us; `None` until it did once.
    pub woken_at: Option<Timestamp>,
    /// Since when the platform has not answered.
    pub silent_since: Option<Timestamp>,
}

pub(crate) struct Lane {
    account: Mutex<Account>,
    connection: Arc<dyn Connection>,
    /// The right to work for this account.
    pub(crate) hold: Arc<Hold>,
    wire: Arc<tokio::sync::Mutex<()>>,
    pub(crate) silence: Silence,
    over: AtomicBool,
    health: Mutex<Health>,
    bells: Mutex<BTreeMap<Resource, Arc<Notify>>>,
    written: Notify,
}

impl Lane {
    pub(crate) fn new(
        account: Account,
        connection: Arc<dyn Connection>,
        hold: Arc<Hold>,
        wire: Arc<tokio::sync::Mutex<()>>,
    ) -> Self {
        Self {
            account: Mutex::new(account),
            connection,
            hold,
            wire,
            silence: Silence::default(),
            over: AtomicBool::new(false),
            health: Mutex::default(),
            bells: Mutex::default(),
            written: Notify::new(),
        }
    }

    pub(crate) fn connection(&self) -> Arc<dyn Connection> {
        Arc::clone(&self.connection)
    }

    pub(crate) fn health(&self) -> Health {
        let health = *self.health.lock().unwrap_or_else(PoisonError::into_inner);
        Health { silent_since: self.silence.since(), ..health }
    }

    /// Somebody changed its settings; the connection is the same.
    pub(crate) fn set_account(&self, account: Account) {
        *self.account.lock().unwrap_or_else(PoisonError::into_inner) = account;
    }

    /// A reply was written.
    pub(crate) fn nudge(&self) {
        self.written.notify_one();
    }

    /// Its credentials no longer hold: connected again, a new one begins.
    fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    /// Whether it goes on, as far as it knows.
    pub(crate) fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed) && !self.hold.tasks.is_stopping()
    }

    pub(crate) fn wake_all(&self) {
        self.bells().values().for_each(|bell| bell.notify_one());
    }

    pub(crate) fn account(&self) -> Account {
        self.account.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn bells(&self) -> std::sync::MutexGuard<'_, BTreeMap<Resource, Arc<Notify>>> {
        self.bells.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, change: impl FnOnce(&mut Health)) {
        change(&mut self.health.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// What a round failed by.
enum Failure {
    /// The platform did not answer as it should; it asked for this pause.
    Platform { asked: Option<Duration> },
    /// What was fetched could not be kept; `lasting`: trying again alone will not help.
    Ours { lasting: bool },
}

/// How a round ended.
enum Round {
    /// Fine; go on when it is time.
    Fine,
    /// Go on at once: there is more.
    More,
    /// It failed; not before this pause.
    Failed(Failure),
    /// Stop: the account must be connected again.
    Stop,
}

impl Engine {
    pub(crate) fn run_lane(&self, tasks: &Tasks, lane: &Arc<Lane>) {
        for plan in lane.connection.resources() {
            let bell = Arc::new(Notify::new());
            lane.bells().insert(plan.resource.clone(), Arc::clone(&bell));
            let (engine, lane) = (self.clone(), Arc::clone(lane));
            tasks.keep("pull", Arc::clone(&self.inner.clock), move || {
                let (engine, lane) = (engine.clone(), Arc::clone(&lane));
                let (plan, bell) = (plan.clone(), Arc::clone(&bell));
                async move { engine.keep_pulling(&lane, plan, &bell).await }
            });
        }
        let clock = || Arc::clone(&self.inner.clock);
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.keep("doorbell", clock(), move || {
            let (engine, it) = (engine.clone(), Arc::clone(&it));
            async move { engine.keep_listening(&it).await }
        });
        let (engine, it, stop) = (self.clone(), Arc::clone(lane), tasks.clone());
        // A reply on the wire is finished first: dropped there, it would be unknown.
        tasks.keep_to_end("carry", clock(), move || {
            let (engine, it, stop) = (engine.clone(), Arc::clone(&it), stop.clone());
            async move { engine.keep_carrying(&it, &stop).await }
        });
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.keep("recheck", clock(), move || {
            let (engine, it) = (engine.clone(), Arc::clone(&it));
            async move { engine.keep_rechecking(&it).await }
        });
    }

    async fn keep_pulling(&self, lane: &Lane, plan: ResourcePlan, bell: &Notify) {
        let (mut failures, mut unkept) = (0_u32, 0_u32);
        let mut tries = Tries::default();
        loop {
            let began = self.now();
            let round = self.pull(lane, &plan.resource, unkept >= PATIENT, &mut tries).await;
            if matches!(round, Round::More | Round::Fine) {
                tries = Tries::default();
            }
            match round {
                Round::More => (failures, unkept) = (0, 0),
                Round::Fine => {
                    (failures, unkept) = (0, 0);
                    tokio::select! {
                        () = self.inner.clock.sleep(plan.every) => {}
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
            Ok::<_, Incomplete>(more)
        };
        match round.await {
            Ok(true) => Round::More,
            Ok(false) => Round::Fine,
            Err(error) => self.failed(&account, error).await,
        }
    }

    /// Keeps what can be kept of a batch. What cannot is written down for people, and passed over
    /// with the rest: one message must not silence an account.
    async fn keep_one_by_one(
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

    async fn failed(&self, account: &Account, error: Incomplete) -> Round {
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

    async fn keep_listening(&self, lane: &Lane) {
        loop {
            let wake = lane.connection.wake().await;
            let now = self.now();
            lane.note(|health| health.woken_at = Some(now));
            match wake {
                Wake::All => lane.wake_all(),
                Wake::Resource(resource) => {
                    if let Some(bell) = lane.bells().get(&resource) {
                        bell.notify_one();
                    }
                }
            }
        }
    }

    async fn keep_carrying(&self, lane: &Lane, tasks: &Tasks) {
        // A former lane of this account may still have a request on the wire.
        let _wire = tokio::select! {
            wire = lane.wire.lock() => wire,
            () = tasks.stopping() => return,
        };
        // Whatever is `sending` while nothing of this lane is on the wire was left by a process that
        // died, or by a round that could not write down how it ended.
        let (mut left_over, mut failures) = (true, 0_u32);
        while !tasks.is_stopping() {
            let account = lane.account();
            if left_over {
                match self.recover(&account, &lane.hold).await {
                    Ok(()) => left_over = false,
                    Err(EngineError::Moved) => return,
                    Err(error) => {
                        tracing::error!(error = %chain(&error), "replies under way not looked at")
                    }
                }
            }
            let until = match self.carry(lane, &account, tasks).await {
                Ok(Carried::Until(until)) => {
                    failures = 0;
                    until
                }
                Ok(Carried::Reauthorize) => {
                    let problem = Refusal::of("account.reauthorize");
                    if let Err(error) = self.disconnect(&account, problem).await {
                        tracing::error!(error = %chain(&error), "could not write down a lost connection");
                    }
                    Some(after(self.now(), Duration::from_secs(5)))
                }
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::error!(account = %account.id, error = %chain(&error), "replies could not be carried; trying again");
                    left_over = true;
                    failures = failures.saturating_add(1);
                    let (first, most) = (Duration::from_secs(2), Duration::from_secs(30));
                    Some(after(self.now(), pause(first, most, failures, self.chance())))
                }
            };
            let latest = after(self.now(), Duration::from_mins(1));
            tokio::select! {
                () = self.inner.clock.sleep_until(until.map_or(latest, |at| at.min(latest))) => {}
                () = lane.written.notified() => {}
                () = tasks.stopping() => {}
            }
        }
    }

    /// Fetches pictures of all accounts, on one node.
    pub(crate) async fn keep_fetching_media(&self, hold: &Arc<Hold>) {
        loop {
            let next = match self.fetch_media(hold).await {
                Ok(next) => next,
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::error!(error = %chain(&error), "pictures could not be fetched; trying again");
                    None
                }
            };
            let latest = after(self.now(), Duration::from_mins(1));
            tokio::select! {
                () = self.inner.clock.sleep_until(next.map_or(latest, |at| at.min(latest))) => {}
                () = self.inner.lanes.pictures.notified() => {}
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
