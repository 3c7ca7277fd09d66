//! Who works: one set of lanes for each connected account, and the tickers of the house.

mod keeper;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use gerne_connector::{Account as Connection, Limits, Profile, Windows};
use gerne_domain::{Account, AccountId, AccountStatus, Actor, EventKind, Refusal, Timestamp};
use tokio::sync::Notify;

use crate::{
    Engine, EngineError, StoreVault, Tasks, account_lane::Lane, alarm, lease::Hold, share,
};

/// The running lanes by account, what this node holds, and the bells of its tickers.
#[derive(Default)]
pub(crate) struct Lanes {
    running: Mutex<BTreeMap<AccountId, Running>>,
    holds: Mutex<BTreeMap<String, Arc<Hold>>>,
    /// Who has an account's wire sends; a new lane waits for the former one's last request.
    wires: Mutex<BTreeMap<AccountId, Arc<tokio::sync::Mutex<()>>>>,
    /// When those that no longer run last fetched something without an error.
    fetched: Mutex<BTreeMap<AccountId, Timestamp>>,
    pub(crate) accounts: Notify,
    pub(crate) snoozes: Notify,
    pub(crate) promises: Notify,
    pub(crate) pictures: Notify,
    pub(crate) erasures: Notify,
}

pub(crate) struct Running {
    pub(crate) lane: Arc<Lane>,
    account: Account,
    tasks: Tasks,
}

impl Engine {
    /// Starts fetching, delivering and ticking, until the tasks are stopped.
    pub fn start(&self) {
        let (tasks, clock) = (&self.inner.tasks, &self.inner.clock);
        let engine = self.clone();
        // It gives the leases back at the end: others go on at once.
        tasks.keep_to_end("accounts", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_accounts().await }
        });
        let engine = self.clone();
        tasks.keep("follow", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_following().await }
        });
        let engine = self.clone();
        tasks.keep("room", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_measuring_room().await }
        });
        let engine = self.clone();
        tasks.keep("hints", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_hearing().await }
        });
        let engine = self.clone();
        tasks.keep("erasure list", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_erasure_list().await }
        });
        let engine = self.clone();
        tasks.keep("climbs", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_climbing().await }
        });
        let engine = self.clone();
        tasks.keep("incidents", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_looking_for_incidents().await }
        });
        let engine = self.clone();
        tasks.keep("rules", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_acting().await }
        });
        let engine = self.clone();
        tasks.keep("packing", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_packing().await }
        });
        let engine = self.clone();
        tasks.keep("snoozes", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_snoozes().await }
        });
        let engine = self.clone();
        tasks.keep("same", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_comparing().await }
        });
        let engine = self.clone();
        tasks.keep("promises", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.watch_promises().await }
        });
    }

    /// What is known about a running account's health; `None` when it does not run here.
    pub fn health(&self, account: AccountId) -> Option<crate::Health> {
        let running = self.lanes();
        running.get(&account).map(|running| running.lane.health())
    }

    /// What people call the node that works for each account; nobody works for those that are left
    /// out, or their node did not say what it is called.
    pub async fn holders(&self) -> Result<BTreeMap<AccountId, String>, EngineError> {
        let mut holders = share::holders(&self.inner.store.read().await?.leases().await?);
        let name = &self.inner.config.node_name;
        holders.extend(self.lanes().keys().map(|id| (*id, name.clone())));
        holders.retain(|_, name| !name.is_empty());
        Ok(holders)
    }

    /// When something of an account was last fetched here without an error, also when it no
    /// longer runs.
    pub fn last_fetch_at(&self, account: AccountId) -> Option<Timestamp> {
        let running = self.health(account).and_then(|health| health.last_fetch_at);
        running.or_else(|| self.fetched().get(&account).copied())
    }

    fn fetched(&self) -> std::sync::MutexGuard<'_, BTreeMap<AccountId, Timestamp>> {
        self.inner.lanes.fetched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What an account may send: of its open connection, else of one opened for the question.
    pub fn limits(&self, account: &Account) -> Result<Limits, EngineError> {
        Ok(self.connection(account)?.limits())
    }

    /// Until when it may write to somebody in private.
    pub fn windows(&self, account: &Account) -> Result<Windows, EngineError> {
        Ok(self.connection(account)?.windows())
    }

    /// What an account's platform can do.
    pub fn profile(&self, account: &Account) -> Result<&Profile, EngineError> {
        let platform = self.inner.registry.get(account.platform.as_str());
        platform.map(|p| p.profile()).ok_or_else(|| EngineError::invalid("platform.unknown"))
    }

    /// The open connection, else a new one that nobody fetches through.
    pub(crate) fn connection(&self, account: &Account) -> Result<Arc<dyn Connection>, EngineError> {
        if let Some(running) = self.lanes().get(&account.id) {
            return Ok(running.lane.connection());
        }
        self.open(account)
    }

    #[cfg(test)]
    pub(crate) fn lane(&self, account: AccountId) -> Option<Arc<Lane>> {
        self.lanes().get(&account).map(|running| Arc::clone(&running.lane))
    }

    fn open(&self, account: &Account) -> Result<Arc<dyn Connection>, EngineError> {
        let platform = self.inner.registry.get(account.platform.as_str());
        let platform = platform.ok_or_else(|| EngineError::invalid("platform.unknown"))?;
        let vault = Arc::new(StoreVault::new(self.inner.store.clone(), account.id));
        Ok(platform.open(account, vault)?)
    }

    /// Something was written for this account, or a person asks to look now.
    pub(crate) fn nudge(&self, account: AccountId) {
        if let Some(running) = self.lanes().get(&account) {
            running.lane.nudge();
        }
    }

    /// Every lane of this node looks at its outbox.
    pub(crate) fn nudge_all(&self) {
        self.lanes().values().for_each(|running| running.lane.nudge());
    }

    pub(crate) fn lanes(&self) -> std::sync::MutexGuard<'_, BTreeMap<AccountId, Running>> {
        self.inner.lanes.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holds(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Hold>>> {
        self.inner.lanes.holds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a carrier holds while it sends for an account.
    fn wire(&self, account: AccountId) -> Arc<tokio::sync::Mutex<()>> {
        let mut wires = self.inner.lanes.wires.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(wires.entry(account).or_default())
    }

    /// The platform no longer lets us in: stop asking it, tell leads.
    pub(crate) async fn disconnect(
        &self,
        account: &Account,
        problem: Refusal,
    ) -> Result<(), EngineError> {
        let (engine, id, failed) = (self.clone(), account.id, account.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let Some(mut account) = tx.account(id).await? else { return Ok(()) };
                // Somebody may have connected it again meanwhile: then another token failed.
                if account.status != AccountStatus::Connected || !same_connection(&account, &failed)
                {
                    return Ok(());
                }
                account.status = AccountStatus::Disconnected;
                account.problem = Some(problem.key.clone());
                account.status_since = engine.now();
                tx.update_account(&account).await?;
                let changed = EventKind::AccountChanged { account: id };
                engine.emit_account(tx, Actor::System, id, changed);
                engine.raise_account(tx, alarm::ACCOUNT_DISCONNECTED, &account, problem).await
            })
        })
        .await
        .map(drop)
    }
}

/// Whether a lane can go on: what it is connected to has not changed.
fn same_connection(now: &Account, then: &Account) -> bool {
    now.base_url == then.base_url
        && now.external_id == then.external_id
        && now.facts == then.facts
        && now.status_since == then.status_since
}
