//! Keeps the lanes as the accounts and the leases are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use gerne_domain::{Account, AccountId, AccountStatus, Refusal};

use super::{Running, same_connection};
use crate::{
    Engine, EngineError,
    account_lane::Lane,
    lease::Hold,
    share::{self, Offer, Seen},
};

/// How often accounts are read anew when the log says nothing of them.
const READ_ANEW: Duration = Duration::from_mins(1);

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
    /// Keeps the lanes as the accounts and the leases are, and lets go of all at the end.
    pub(super) async fn keep_accounts(&self) {
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
}
