//! Who works: one set of lanes for each connected account, and the tickers of the house.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{Account as Connection, Limits, Profile};
use gerne_domain::{Account, AccountId, AccountStatus, Actor, EventKind, Refusal, Timestamp};
use tokio::sync::Notify;

use crate::{
    Engine, EngineError, StoreVault, Tasks,
    account_lane::Lane,
    alarm,
    lease::Hold,
    share::{self, Offer, Seen},
};

/// How often accounts are read anew when the log says nothing of them.
const READ_ANEW: Duration = Duration::from_mins(1);

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
    pub(crate) pictures: Notify,
    pub(crate) erasures: Notify,
}

pub(crate) struct Running {
    pub(crate) lane: Arc<Lane>,
    account: Account,
    tasks: Tasks,
}

/// What the one who keeps the lanes knows between two looks.
struct Keeper {
    seen: Seen,
    wanted: BTreeMap<AccountId, Account>,
    /// Ticks of the last reading of all accounts; `None`: read them now.
    read: Option<Duration>,
    /// Ticks of the last signs of life.
    renewed: Duration,
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
        tasks.keep("snoozes", Arc::clone(clock), move || {
            let engine = engine.clone();
            async move { engine.keep_snoozes().await }
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

    /// Keeps the lanes as the accounts and the leases are, and lets go of all at the end.
    async fn keep_accounts(&self) {
        let (clock, config) = (&self.inner.clock, self.inner.config.lease);
        let mut keeper = Keeper {
            seen: Seen::new(self.inner.node, config.ttl),
            wanted: BTreeMap::new(),
            read: None,
            renewed: clock.ticks(),
        };
        let pace = if config.alone { READ_ANEW } else { config.look_every };
        while !self.inner.tasks.is_stopping() {
            if let Err(error) = self.tend(&mut keeper).await {
                tracing::error!(error = %crate::error::chain(&error), "accounts could not be looked after; trying again");
                keeper.read = None;
                clock.rest(config.look_every).await;
                continue;
            }
            tokio::select! {
                () = clock.rest(pace) => {}
                () = self.inner.lanes.accounts.notified() => keeper.read = None,
                () = self.inner.tasks.stopping() => {}
            }
        }
        self.let_go().await;
    }

    /// One look: signs of life, leases, lanes.
    async fn tend(&self, keeper: &mut Keeper) -> Result<(), EngineError> {
        let config = self.inner.config.lease;
        let ticks = self.inner.clock.ticks();
        self.holds().retain(|_, hold| !hold.tasks.is_stopping());
        if !config.alone && ticks.saturating_sub(keeper.renewed) >= config.renew_every {
            let holds = self.holds().values().cloned().collect();
            self.renew(holds).await?;
            keeper.renewed = ticks;
            self.holds().retain(|_, hold| !hold.tasks.is_stopping());
        }
        if keeper.read.is_none_or(|read| ticks.saturating_sub(read) >= READ_ANEW) {
            let accounts = self.inner.store.read().await?.accounts().await?;
            let connected = accounts.into_iter().filter(|a| a.status == AccountStatus::Connected);
            keeper.wanted = connected.map(|account| (account.id, account)).collect();
            keeper.read = Some(ticks);
        }
        // A lane ends with its lease, and when nobody wants it any more.
        self.lanes().retain(|id, running| {
            let stays = running.lane.goes_on()
                && keeper.wanted.get(id).is_some_and(|now| same_connection(now, &running.account));
            if !stays {
                running.tasks.stop();
                if let Some(at) = running.lane.health().last_fetch_at {
                    self.fetched().insert(*id, at);
                }
            }
            stays
        });
        self.give_back_unwanted(&keeper.wanted);
        self.take_what_is_free(keeper).await?;
        for account in keeper.wanted.values() {
            self.match_lane(account).await?;
        }
        Ok(())
    }

    fn give_back_unwanted(&self, wanted: &BTreeMap<AccountId, Account>) {
        let names: BTreeSet<String> = wanted.keys().map(|id| share::of_account(*id)).collect();
        let mut unwanted = Vec::new();
        self.holds().retain(|name, hold| {
            let stays = !name.starts_with(share::ACCOUNT) || names.contains(name);
            if !stays {
                unwanted.push((name.clone(), Arc::clone(hold)));
            }
            stays
        });
        for (name, hold) in unwanted {
            let engine = self.clone();
            self.inner.tasks.spawn_to_end("give back", async move {
                engine.give_back_quietly(&name, &hold).await;
            });
        }
    }

    /// Gives a lease back once nothing of this node is on the wire under it.
    async fn give_back_quietly(&self, name: &str, hold: &Hold) {
        hold.tasks.stop();
        let account = name.strip_prefix(share::ACCOUNT).and_then(|id| id.parse().ok());
        let wire = account.map(|id| self.wire(AccountId(id)));
        let _quiet = match &wire {
            Some(wire) => Some(wire.lock().await),
            None => None,
        };
        self.give_back(hold).await;
    }

    async fn take_what_is_free(&self, keeper: &mut Keeper) -> Result<(), EngineError> {
        let config = self.inner.config.lease;
        let (accounts, house): (Vec<String>, Vec<String>) = {
            let holds = self.holds();
            let accounts = keeper.wanted.keys().map(|id| share::of_account(*id));
            let mut house = vec![share::HOUSE.to_owned()];
            if !config.alone {
                house.push(share::of_node(self.inner.node, &self.inner.config.node_name));
            }
            house.retain(|name| !holds.contains_key(name));
            (accounts.filter(|name| !holds.contains_key(name)).collect(), house)
        };
        if config.alone {
            let names: Vec<_> = house.into_iter().chain(accounts).map(|n| (n, None)).collect();
            return self.take_these(Offer { most: names.len(), names }).await;
        }
        let leases = self.inner.store.read().await?.leases().await?;
        let ticks = self.inner.clock.ticks();
        keeper.seen.look(leases, ticks);
        let gone = keeper.seen.gone(ticks);
        if !gone.is_empty() {
            let forget = self.write(move |tx| {
                Box::pin(async move {
                    for lease in &gone {
                        tx.forget_lease(lease).await?;
                    }
                    Ok(())
                })
            });
            forget.await?;
        }
        let free = |name: String| keeper.seen.free(&name, ticks).map(|seen| (name, seen));
        let names: Vec<_> = house.into_iter().filter_map(free).collect();
        self.take_these(Offer { most: names.len(), names }).await?;
        let held = keeper.wanted.len().saturating_sub(accounts.len());
        let offer = keeper.seen.offer(&accounts, held, ticks);
        self.take_these(offer).await
    }

    async fn take_these(&self, offer: Offer) -> Result<(), EngineError> {
        if offer.names.is_empty() || offer.most == 0 {
            return Ok(());
        }
        for hold in self.take(offer.names, offer.most).await? {
            if hold.name() == share::HOUSE {
                self.keep_house(&hold);
            }
            self.holds().insert(hold.name().to_owned(), hold);
        }
        Ok(())
    }

    /// What one node does for all accounts.
    fn keep_house(&self, hold: &Arc<Hold>) {
        let (engine, held) = (self.clone(), Arc::clone(hold));
        hold.tasks.keep("pictures", Arc::clone(&self.inner.clock), move || {
            let (engine, held) = (engine.clone(), Arc::clone(&held));
            async move { engine.keep_fetching_media(&held).await }
        });
        let engine = self.clone();
        hold.tasks.keep("forgetting", Arc::clone(&self.inner.clock), move || {
            let engine = engine.clone();
            async move { engine.keep_forgetting().await }
        });
    }

    /// Starts a lane where the lease is ours and none runs.
    async fn match_lane(&self, account: &Account) -> Result<(), EngineError> {
        if let Some(running) = self.lanes().get_mut(&account.id) {
            running.lane.set_account(account.clone());
            running.account = account.clone();
            return Ok(());
        }
        let hold = self.holds().get(&share::of_account(account.id)).cloned();
        let Some(hold) = hold else { return Ok(()) };
        let connection = match self.open(account) {
            Ok(connection) => connection,
            Err(error) => {
                tracing::error!(account = %account.id, error = %crate::error::chain(&error), "account cannot be opened");
                return self.disconnect(account, Refusal::of("account.cannot_open")).await;
            }
        };
        let tasks = hold.tasks.child();
        let lane = Arc::new(Lane::new(account.clone(), connection, hold, self.wire(account.id)));
        self.run_lane(&tasks, &lane);
        self.lanes().insert(account.id, Running { lane, account: account.clone(), tasks });
        Ok(())
    }

    /// Everything ends here; what is on the wire is finished first, then others may go on.
    async fn let_go(&self) {
        for running in std::mem::take(&mut *self.lanes()).into_values() {
            running.tasks.stop();
        }
        let holds = std::mem::take(&mut *self.holds());
        let all = holds.iter().map(|(name, hold)| self.give_back_quietly(name, hold));
        futures_util::future::join_all(all).await;
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
