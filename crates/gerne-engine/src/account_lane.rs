//! What runs for one account: a puller per resource, the doorbell, the carrier, the fetcher of
//! pictures, and the one who looks whether what was said still stands.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{
    Account as Connection, ConnectorError, LookUp, Resource, ResourcePlan, Wake,
};
use gerne_domain::{Account, ExternalId, Refusal, Timestamp, time::after};
use tokio::sync::Notify;

use crate::{Engine, Tasks, deliver::Carried, ingest::Incomplete};

/// Longest pause after a fetch that failed.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// Messages in one question for their present states.
const AT_ONCE: usize = 40;

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
}

pub(crate) struct Lane {
    account: Mutex<Account>,
    connection: Arc<dyn Connection>,
    health: Mutex<Health>,
    bells: Mutex<BTreeMap<Resource, Arc<Notify>>>,
    written: Notify,
}

impl Lane {
    pub(crate) fn new(account: Account, connection: Arc<dyn Connection>) -> Self {
        Self {
            account: Mutex::new(account),
            connection,
            health: Mutex::default(),
            bells: Mutex::default(),
            written: Notify::new(),
        }
    }

    pub(crate) fn connection(&self) -> Arc<dyn Connection> {
        Arc::clone(&self.connection)
    }

    pub(crate) fn health(&self) -> Health {
        *self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody changed its settings; the connection is the same.
    pub(crate) fn set_account(&self, account: Account) {
        *self.account.lock().unwrap_or_else(PoisonError::into_inner) = account;
    }

    /// A reply was written.
    pub(crate) fn nudge(&self) {
        self.written.notify_one();
    }

    pub(crate) fn wake_all(&self) {
        self.bells().values().for_each(|bell| bell.notify_one());
    }

    fn account(&self) -> Account {
        self.account.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn bells(&self) -> std::sync::MutexGuard<'_, BTreeMap<Resource, Arc<Notify>>> {
        self.bells.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, change: impl FnOnce(&mut Health)) {
        change(&mut self.health.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// How a round ended.
enum Round {
    /// Fine; go on when it is time.
    Fine,
    /// Go on at once: there is more.
    More,
    /// It failed; not before this pause.
    Failed(Duration),
    /// Stop: the account must be connected again.
    Stop,
}

impl Engine {
    pub(crate) fn run_lane(&self, tasks: &Tasks, lane: &Arc<Lane>) {
        for plan in lane.connection.resources() {
            let bell = Arc::new(Notify::new());
            lane.bells().insert(plan.resource.clone(), Arc::clone(&bell));
            let (engine, lane) = (self.clone(), Arc::clone(lane));
            tasks.spawn("pull", async move { engine.keep_pulling(&lane, plan, &bell).await });
        }
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.spawn("doorbell", async move { engine.keep_listening(&it).await });
        let (engine, it) = (self.clone(), Arc::clone(lane));
        let stop = tasks.clone();
        // A reply on the wire is finished first: dropped there, it would be unknown.
        tasks.spawn_to_end("carry", async move { engine.keep_carrying(&it, &stop).await });
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.spawn("recheck", async move { engine.keep_rechecking(&it).await });
    }

    async fn keep_pulling(&self, lane: &Lane, plan: ResourcePlan, bell: &Notify) {
        let mut failures = 0_u32;
        loop {
            match self.pull(lane, &plan.resource).await {
                Round::More => failures = 0,
                Round::Fine => {
                    failures = 0;
                    tokio::select! {
                        () = self.inner.clock.sleep(plan.every) => {}
                        () = bell.notified() => {}
                    }
                }
                Round::Failed(asked) => {
                    failures = failures.saturating_add(1);
                    let pause = Duration::from_secs(1)
                        .saturating_mul(2_u32.saturating_pow(failures.min(16)));
                    let until = after(self.now(), asked.max(pause.min(LONGEST_PAUSE)));
                    lane.note(|health| health.next_try_at = Some(until));
                    self.inner.clock.sleep_until(until).await;
                }
                Round::Stop => return,
            }
        }
    }

    /// One fetch and what it brought. `engine.pull` is its span.
    async fn pull(&self, lane: &Lane, resource: &Resource) -> Round {
        let account = lane.account();
        let round = async {
            let cursor = self.inner.store.read().await?.cursor(account.id, &resource.0).await?;
            let fetched = lane.connection.fetch(resource, cursor.as_ref()).await;
            let batch = fetched.map_err(Incomplete::Connector)?;
            let batch = self.complete(&account, &*lane.connection, batch).await?;
            let more = batch.more();
            let ingested = self.ingest(&account, Some(resource), batch).await?.value;
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

    async fn failed(&self, account: &Account, error: Incomplete) -> Round {
        match error {
            Incomplete::Connector(ConnectorError::Reauthorize { source }) => {
                tracing::warn!(account = %account.id, error = %source, "credentials no longer hold");
                let problem = Refusal::of("account.reauthorize");
                match self.disconnect(account, problem).await {
                    Ok(()) => Round::Stop,
                    Err(error) => {
                        tracing::error!(%error, "could not write down a lost connection");
                        Round::Failed(Duration::ZERO)
                    }
                }
            }
            Incomplete::Connector(ConnectorError::Retry { after, source }) => {
                tracing::info!(account = %account.id, error = %source, "fetch failed; trying again");
                Round::Failed(after.unwrap_or_default())
            }
            Incomplete::Connector(error) => {
                tracing::warn!(account = %account.id, %error, "fetch failed; trying again later");
                Round::Failed(Duration::from_mins(1))
            }
            Incomplete::Engine(error) => {
                tracing::error!(account = %account.id, %error, "what was fetched could not be kept");
                Round::Failed(Duration::ZERO)
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
        // Whatever is `sending` while nothing of this lane is on the wire was left by a process that
        // died, or by a round that could not write down how it ended.
        let mut left_over = true;
        while !tasks.is_stopping() {
            let account = lane.account();
            if left_over {
                match self.recover(&account).await {
                    Ok(()) => left_over = false,
                    Err(error) => tracing::error!(%error, "replies under way not looked at"),
                }
            }
            let until = match self.carry(&account, &*lane.connection, tasks).await {
                Ok(Carried::Until(until)) => until,
                Ok(Carried::Reauthorize) => {
                    let problem = Refusal::of("account.reauthorize");
                    if let Err(error) = self.disconnect(&account, problem).await {
                        tracing::error!(%error, "could not write down a lost connection");
                    }
                    Some(after(self.now(), Duration::from_secs(5)))
                }
                Err(error) => {
                    tracing::error!(%error, "replies could not be carried; trying again");
                    left_over = true;
                    Some(after(self.now(), Duration::from_secs(5)))
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

    /// Fetches pictures of all accounts; one such lane per process.
    pub(crate) async fn keep_fetching_media(&self) {
        loop {
            let next = match self.fetch_media().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(%error, "pictures could not be fetched; trying again");
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

    /// Streams tell of edits and deletes, but not while they were down: what is open is looked at
    /// again.
    async fn keep_rechecking(&self, lane: &Lane) {
        loop {
            self.inner.clock.sleep(self.inner.config.recheck_every).await;
            let account = lane.account();
            if let Err(error) = self.recheck(&account, &*lane.connection).await
                && let Round::Stop = self.failed(&account, error).await
            {
                return;
            }
        }
    }

    async fn recheck(
        &self,
        account: &Account,
        connection: &dyn Connection,
    ) -> Result<(), Incomplete> {
        let before = gerne_domain::time::before(self.now(), self.inner.config.recheck_every);
        loop {
            let mut db = self.inner.store.read().await?;
            let due = db.messages_to_check(account.id, before, AT_ONCE).await?;
            drop(db);
            let external: Vec<ExternalId> = due.into_iter().filter_map(|m| m.external_id).collect();
            if external.is_empty() {
                return Ok(());
            }
            let last = external.len() < AT_ONCE;
            self.check_states(account, connection, external).await?;
            if last {
                return Ok(());
            }
        }
    }

    /// Asks the platform how messages stand now, and keeps what it says.
    pub(crate) async fn check_states(
        &self,
        account: &Account,
        connection: &dyn Connection,
        messages: Vec<ExternalId>,
    ) -> Result<(), Incomplete> {
        let what = LookUp::States(messages.clone());
        let batch = connection.look_up(&what).await.map_err(Incomplete::Connector)?;
        let batch = self.complete(account, connection, batch).await?;
        self.ingest(account, None, batch).await?;
        let (id, now) = (account.id, self.now());
        self.write(move |tx| {
            Box::pin(async move {
                let mut checked = Vec::with_capacity(messages.len());
                for external in &messages {
                    checked.extend(tx.message_by_external(id, external).await?.map(|m| m.id));
                }
                Ok(tx.mark_checked(&checked, now).await?)
            })
        })
        .await?;
        Ok(())
    }
}

impl From<gerne_store::StoreError> for Incomplete {
    fn from(error: gerne_store::StoreError) -> Self {
        Self::Engine(error.into())
    }
}
