//! Who may work for what: a lease in the database, a fence around each commit, and a watch by a
//! clock that nobody sets (decision 0025).

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_domain::{Clock, time::after};
use gerne_store::{BoxFuture, Lease, Tx};

use crate::{Done, Engine, EngineError, Tasks};

/// How nodes share the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseConfig {
    /// After so long without a sign of life a node's work is taken over.
    pub ttl: Duration,
    /// How often a node gives a sign of life.
    pub renew_every: Duration,
    /// How often a node looks for work that nobody does.
    pub look_every: Duration,
    /// Nobody else can be there: whatever a former process left is taken over at once, and no
    /// sign of life is needed. True only for who holds the lock of a database that is a file.
    pub alone: bool,
}

impl Default for LeaseConfig {
    fn default() -> Self {
        Self {
            ttl: Duration::from_secs(6),
            renew_every: Duration::from_secs(2),
            look_every: Duration::from_secs(1),
            alone: false,
        }
    }
}

impl LeaseConfig {
    /// How long a holder trusts its lease after it asked for it: shorter than the time after which
    /// others take it, so that there is no moment at which two trust theirs.
    pub(crate) fn term(&self) -> Duration {
        self.ttl.mul_f64(5.0 / 6.0)
    }
}

/// A lease that this node took.
#[derive(Debug)]
pub(crate) struct Hold {
    name: String,
    token: i64,
    /// Until when it is surely ours, in ticks of our clock; `None`: as long as we live.
    good_until: Mutex<Option<Duration>>,
    /// What may only run while it is ours.
    pub(crate) tasks: Tasks,
}

impl Hold {
    /// `asked`: the clock's ticks before the database was asked.
    pub(crate) fn new(lease: Lease, asked: Duration, config: &LeaseConfig, tasks: Tasks) -> Self {
        let Lease { name, token, .. } = lease;
        let good_until = (!config.alone).then(|| asked + config.term());
        Self { name, token, good_until: Mutex::new(good_until), tasks }
    }

    /// What it is for.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether nobody else can have taken it yet.
    pub(crate) fn is_good(&self, clock: &dyn Clock) -> bool {
        !self.tasks.is_stopping() && self.good_until().is_none_or(|until| clock.ticks() < until)
    }

    fn good_until(&self) -> Option<Duration> {
        *self.good_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn renewed(&self, asked: Duration, config: &LeaseConfig) {
        let mut until = self.good_until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = until.map(|until| until.max(asked + config.term()));
    }

    /// Another node has it, or may have: all that needs it stops.
    pub(crate) fn lose(&self) {
        if !self.tasks.is_stopping() {
            tracing::warn!(lease = self.name, "lost a lease; what runs under it stops");
            self.tasks.stop();
        }
    }

    /// Stops what runs under it in time when the database does not answer.
    pub(crate) async fn watch(&self, clock: &dyn Clock) {
        while let Some(until) = self.good_until() {
            match until.checked_sub(clock.ticks()).filter(|left| !left.is_zero()) {
                Some(left) => clock.rest(left).await,
                None => return self.lose(),
            }
        }
    }
}

impl Engine {
    /// Like `write`, refused when the lease is no longer this node's: whoever took it may rely on
    /// nothing being written under the old one from then on.
    pub(crate) async fn write_under<T, F>(
        &self,
        hold: &Arc<Hold>,
        verb: F,
    ) -> Result<Done<T>, EngineError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, EngineError>> + Send + 'static,
    {
        let (ours, node) = (Arc::clone(hold), self.inner.node);
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.holds_lease(&ours.name, node, ours.token).await? {
                        return Err(EngineError::Moved);
                    }
                    verb(tx).await
                })
            })
            .await;
        if let Err(EngineError::Moved) = done {
            hold.lose();
        }
        done
    }

    /// Under a lease where there is one; what a person asks for needs none.
    pub(crate) async fn write_maybe_under<T, F>(
        &self,
        hold: Option<&Arc<Hold>>,
        verb: F,
    ) -> Result<Done<T>, EngineError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, EngineError>> + Send + 'static,
    {
        match hold {
            Some(hold) => self.write_under(hold, verb).await,
            None => self.write(verb).await,
        }
    }

    /// Gives signs of life for these. What is no longer ours is lost.
    pub(crate) async fn renew(&self, holds: Vec<Arc<Hold>>) -> Result<(), EngineError> {
        let config = self.inner.config.lease;
        let (asked, node) = (self.inner.clock.ticks(), self.inner.node);
        let until = after(self.now(), config.ttl);
        let asking = holds.clone();
        let renewed = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut renewed = Vec::with_capacity(asking.len());
                    for hold in &asking {
                        let lease = tx.renew_lease(&hold.name, node, hold.token, until).await?;
                        renewed.push(lease.is_some());
                    }
                    Ok(renewed)
                })
            })
            .await?
            .value;
        for (hold, renewed) in holds.iter().zip(renewed) {
            if renewed {
                hold.renewed(asked, &config);
            } else {
                hold.lose();
            }
        }
        Ok(())
    }

    /// Takes the first of these that can be taken, at most `most`. `None` beside a name: nobody
    /// has it; else it is taken when its holder is still as it was seen.
    pub(crate) async fn take(
        &self,
        names: Vec<(String, Option<Lease>)>,
        most: usize,
    ) -> Result<Vec<Arc<Hold>>, EngineError> {
        let config = self.inner.config.lease;
        let (asked, node) = (self.inner.clock.ticks(), self.inner.node);
        let until = after(self.now(), config.ttl);
        let taken = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut taken = Vec::new();
                    for (name, mut seen) in names {
                        if taken.len() >= most {
                            break;
                        }
                        if config.alone {
                            seen = tx.lease(&name).await?;
                        }
                        taken.extend(tx.take_lease(&name, node, until, seen.as_ref()).await?);
                    }
                    Ok(taken)
                })
            })
            .await?
            .value;
        Ok(taken
            .into_iter()
            .map(|lease| {
                let hold = Hold::new(lease, asked, &config, self.inner.tasks.child());
                let hold = Arc::new(hold);
                let (watched, clock) = (Arc::clone(&hold), Arc::clone(&self.inner.clock));
                hold.tasks.spawn("lease", async move { watched.watch(&*clock).await });
                hold
            })
            .collect())
    }

    /// Another node may have it at once.
    pub(crate) async fn give_back(&self, hold: &Hold) {
        hold.tasks.stop();
        let (name, node, token) = (hold.name.clone(), self.inner.node, hold.token);
        let given: Result<_, EngineError> = self
            .write(move |tx| {
                Box::pin(async move { Ok(tx.give_lease_back(&name, node, token).await?) })
            })
            .await;
        if let Err(error) = given {
            tracing::info!(error = %crate::error::chain(&error), lease = hold.name, "a lease was not given back; it runs out");
        }
    }
}
