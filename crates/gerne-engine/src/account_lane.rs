//! What runs for one account: a puller per resource, the doorbell, the carrier, and the one who
//! looks whether what was said still stands.

mod carry;
mod notices;
mod pull;
mod pushed;
mod recheck;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use gerne_connector::{Account as Connection, Resource, Wake};
use gerne_domain::{Account, Timestamp};
use tokio::sync::Notify;

use crate::{Engine, Tasks, lease::Hold, outage::Silence};

use notices::Notices;
pub(crate) use pull::named;

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
    /// Whether the platform would wake us now, where the connection knows.
    pub rings: Option<bool>,
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
    notices: Notices,
    over: AtomicBool,
    health: Mutex<Health>,
    bells: Mutex<BTreeMap<Resource, Arc<Notify>>>,
    written: Notify,
    /// A call from the platform was kept.
    pushed: Notify,
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
            notices: Notices::default(),
            over: AtomicBool::new(false),
            health: Mutex::default(),
            bells: Mutex::default(),
            written: Notify::new(),
            pushed: Notify::new(),
        }
    }

    pub(crate) fn connection(&self) -> Arc<dyn Connection> {
        Arc::clone(&self.connection)
    }

    pub(crate) fn health(&self) -> Health {
        let health = *self.health.lock().unwrap_or_else(PoisonError::into_inner);
        Health { silent_since: self.silence.since(), rings: self.connection.rings(), ..health }
    }

    /// Somebody changed its settings; the connection is the same.
    pub(crate) fn set_account(&self, account: Account) {
        self.connection.heed(&account.settings);
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

    /// A call was kept.
    pub(crate) fn called(&self) {
        self.pushed.notify_one();
    }

    pub(crate) fn wake_all(&self) {
        self.pushed.notify_one();
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
        tasks.keep("pushed", clock(), move || {
            let (engine, it) = (engine.clone(), Arc::clone(&it));
            async move { engine.keep_working_off(&it).await }
        });
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.keep("watch", clock(), move || {
            let (engine, it) = (engine.clone(), Arc::clone(&it));
            async move { engine.keep_watching(&it).await }
        });
        let (engine, it) = (self.clone(), Arc::clone(lane));
        tasks.keep("recheck", clock(), move || {
            let (engine, it) = (engine.clone(), Arc::clone(&it));
            async move { engine.keep_rechecking(&it).await }
        });
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
}
