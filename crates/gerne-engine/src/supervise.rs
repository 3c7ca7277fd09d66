//! Who works: one set of lanes for each connected account, and the tickers of the house.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{Account as Connection, Limits, Profile};
use gerne_domain::{
    Account, AccountId, AccountStatus, Actor, EventKind, Refusal, Status, time::after,
};
use tokio::sync::Notify;

use crate::{Engine, EngineError, StoreVault, Tasks, account_lane::Lane, alarm};

/// How often sleeping conversations and the like are looked at when nothing is known to be due.
const TICK: Duration = Duration::from_mins(1);

/// The running lanes by account, and the connections that verbs use outside a lane.
#[derive(Default)]
pub(crate) struct Lanes {
    running: Mutex<BTreeMap<AccountId, Running>>,
    snoozes: Notify,
    pub(crate) pictures: Notify,
}

struct Running {
    lane: Arc<Lane>,
    account: Account,
    tasks: Tasks,
}

impl Engine {
    /// Starts fetching, delivering and ticking, until the tasks are stopped.
    pub fn start(&self) {
        let engine = self.clone();
        self.inner.tasks.spawn("accounts", async move { engine.keep_accounts().await });
        let engine = self.clone();
        self.inner.tasks.spawn("snoozes", async move { engine.keep_snoozes().await });
        let engine = self.clone();
        self.inner.tasks.spawn("pictures", async move { engine.keep_fetching_media().await });
    }

    /// What is known about a running account's health; `None` when it does not run here.
    pub fn health(&self, account: AccountId) -> Option<crate::Health> {
        let running = self.lanes();
        running.get(&account).map(|running| running.lane.health())
    }

    /// What an account may send: of its open connection, else of one opened for the question.
    pub fn limits(&self, account: &Account) -> Result<Limits, EngineError> {
        Ok(self.connection(account)?.limits())
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

    /// A conversation was put to sleep: the ticker may have to wake earlier.
    pub(crate) fn nudge_snoozes(&self) {
        self.inner.lanes.snoozes.notify_one();
    }

    /// A webhook says "look now".
    pub fn wake_account(&self, account: AccountId) {
        if let Some(running) = self.lanes().get(&account) {
            running.lane.wake_all();
        }
    }

    fn lanes(&self) -> std::sync::MutexGuard<'_, BTreeMap<AccountId, Running>> {
        self.inner.lanes.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the lanes as the accounts are: follows the log and starts, restarts, stops.
    async fn keep_accounts(&self) {
        let log = self.inner.store.log();
        loop {
            let seen = log.head();
            if let Err(error) = self.match_lanes().await {
                tracing::error!(%error, "accounts could not be read; trying again");
                self.inner.clock.sleep(Duration::from_secs(5)).await;
                continue;
            }
            let mut after = seen;
            loop {
                log.wait_beyond(after).await;
                // Too far behind, or the database is away: look at all accounts again.
                let Ok(events) = log.after(after, 500).await else { break };
                let Some(last) = events.last() else { break };
                after = last.seq;
                if events.iter().any(|e| matches!(e.event.kind, EventKind::AccountChanged { .. })) {
                    break;
                }
            }
        }
    }

    async fn match_lanes(&self) -> Result<(), EngineError> {
        let accounts = self.inner.store.read().await?.accounts().await?;
        let wanted: BTreeMap<AccountId, Account> = accounts
            .into_iter()
            .filter(|account| account.status == AccountStatus::Connected)
            .map(|account| (account.id, account))
            .collect();
        self.lanes().retain(|id, running| {
            let stays =
                wanted.get(id).is_some_and(|account| same_connection(account, &running.account));
            if !stays {
                running.tasks.stop();
            }
            stays
        });
        for (id, account) in wanted {
            if let Some(running) = self.lanes().get_mut(&id) {
                running.lane.set_account(account.clone());
                running.account = account;
                continue;
            }
            let connection = match self.open(&account) {
                Ok(connection) => connection,
                Err(error) => {
                    tracing::error!(account = %id, %error, "account cannot be opened");
                    self.disconnect(&account, Refusal::of("account.cannot_open")).await?;
                    continue;
                }
            };
            let lane = Arc::new(Lane::new(account.clone(), connection));
            let tasks = self.inner.tasks.child();
            self.run_lane(&tasks, &lane);
            self.lanes().insert(id, Running { lane, account, tasks });
        }
        Ok(())
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

    /// Wakes conversations whose sleep is over.
    async fn keep_snoozes(&self) {
        loop {
            let next = match self.wake_snoozed().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(%error, "sleeping conversations could not be looked at");
                    None
                }
            };
            let latest = after(self.now(), TICK);
            let until = next.map_or(latest, |next| next.min(latest));
            tokio::select! {
                () = self.inner.clock.sleep_until(until) => {}
                () = self.inner.lanes.snoozes.notified() => {}
            }
        }
    }

    async fn wake_snoozed(&self) -> Result<Option<gerne_domain::Timestamp>, EngineError> {
        let (engine, now) = (self.clone(), self.now());
        let woken = self
            .write(move |tx| {
                Box::pin(async move {
                    let due = tx.conversations_to_wake(now, 200).await?;
                    for mut conversation in tx.conversations(&due).await? {
                        conversation.reopen();
                        tx.update_conversation(&conversation).await?;
                        let status = Status::Open;
                        let changed = EventKind::StatusChanged { status, until: None };
                        engine.emit(tx, Actor::System, &conversation, changed);
                    }
                    Ok(tx.next_wake().await?)
                })
            })
            .await?;
        Ok(woken.value)
    }
}

/// Whether a lane can go on: what it is connected to has not changed.
fn same_connection(now: &Account, then: &Account) -> bool {
    now.base_url == then.base_url
        && now.external_id == then.external_id
        && now.facts == then.facts
        && now.status_since == then.status_since
}
