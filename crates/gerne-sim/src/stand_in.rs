//! What every stand-in is made of: a state under a lock, people who wait for it to change, faults,
//! connections that can be cut; and the methods with which tests drive all that.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::faults::{FaultId, Faults};
use crate::journal::JournalEntry;
use crate::net::Connections;
use crate::{SimClock, SimError};

/// The state of a stand-in, as far as all are alike.
pub(crate) trait Kept {
    fn faults(&self) -> &Faults;
    fn faults_mut(&mut self) -> &mut Faults;
    fn journal(&self) -> &[JournalEntry];
}

/// What handles, servers and sessions of one stand-in share.
#[derive(Debug)]
pub(crate) struct Core<S> {
    state: Mutex<S>,
    version: watch::Sender<u64>,
    pub(crate) connections: Connections,
    pub(crate) stop: CancellationToken,
    pub(crate) clock: SimClock,
    /// How long a handle waits for something (real time).
    pub(crate) patience: Duration,
}

impl<S: Kept> Core<S> {
    pub(crate) fn new(
        state: S,
        connections: Connections,
        stop: CancellationToken,
        clock: SimClock,
        patience: Duration,
    ) -> Self {
        let version = watch::channel(0).0;
        Self { state: Mutex::new(state), version, connections, stop, clock, patience }
    }

    /// Runs `deed` under the lock; `then` runs after it, before everyone who waits looks again.
    pub(crate) fn act<T, U>(&self, deed: impl FnOnce(&mut S) -> (T, U), then: impl FnOnce(U)) -> T {
        let (out, changed) = deed(&mut self.lock());
        then(changed);
        self.version.send_modify(|version| *version += 1);
        out
    }

    /// Reads under the lock.
    pub(crate) fn read<T>(&self, with: impl FnOnce(&S) -> T) -> T {
        with(&self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, S> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Resolves when anything changes after the call.
    pub(crate) fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Looks after every change until `look` finds something; gives up when patience ends.
    pub(crate) async fn wait_for<T>(
        &self,
        mut look: impl FnMut() -> Option<T>,
    ) -> Result<T, SimError> {
        let mut versions = self.versions();
        let search = async {
            loop {
                versions.borrow_and_update();
                if let Some(found) = look() {
                    return found;
                }
                if versions.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        let found = tokio::time::timeout(self.patience, search).await;
        found.map_err(|_| SimError::TimedOut(self.patience))
    }

    /// Until the fault is cleared or the server stops.
    pub(crate) async fn hang(&self, id: FaultId) {
        let mut versions = self.versions();
        loop {
            versions.borrow_and_update();
            if !self.read(|state| state.faults().is_active(id)) {
                return;
            }
            tokio::select! {
                changed = versions.changed() => if changed.is_err() { return },
                () = self.stop.cancelled() => return,
            }
        }
    }

    /// So long, or until the server stops.
    pub(crate) async fn wait(&self, time: Duration) {
        // A time-out that always runs out: the stand-in's slowness is real time by design.
        drop(tokio::time::timeout(time, self.stop.cancelled()).await);
    }
}

/// Gives a handle (a struct with a `shared` that is, or derefs to, a [`Core`] and has an `act` of
/// its own) the methods that all handles have.
macro_rules! handle_of_a_stand_in {
    ($handle:ty) => {
        impl $handle {
            /// Adds a fault. See [`FaultKind`](crate::FaultKind) for what means what here.
            pub fn inject(&self, fault: $crate::Fault) -> $crate::FaultId {
                self.shared.act(|state| $crate::stand_in::Kept::faults_mut(state).inject(fault))
            }

            /// Removes one fault (requests that hang on it go on).
            pub fn clear_fault(&self, id: $crate::FaultId) {
                self.shared.act(|state| $crate::stand_in::Kept::faults_mut(state).clear(Some(id)));
            }

            /// Removes all faults.
            pub fn clear_faults(&self) {
                self.shared.act(|state| $crate::stand_in::Kept::faults_mut(state).clear(None));
            }

            /// All faults with their counts.
            pub fn faults(&self) -> Vec<$crate::FaultState> {
                self.shared.read(|state| $crate::stand_in::Kept::faults(state).states())
            }

            /// How often a fault happened; 0 when it was cleared.
            pub fn fault_hits(&self, id: $crate::FaultId) -> u32 {
                self.faults().iter().find(|state| state.id == id).map_or(0, |state| state.hits)
            }

            /// Breaks every open connection now, streams included.
            pub fn drop_connections(&self) {
                self.shared.connections.cut_all();
            }

            /// Everything that happened, in order.
            pub fn journal(&self) -> Vec<$crate::JournalEntry> {
                self.shared.read(|state| $crate::stand_in::Kept::journal(state).to_vec())
            }

            /// The stand-in's clock.
            pub fn clock(&self) -> &$crate::SimClock {
                &self.shared.clock
            }

            /// The present instant on that clock.
            pub fn now(&self) -> jiff::Timestamp {
                self.shared.clock.now()
            }

            /// Waits until `look` finds something; looks again after every change, never sleeps.
            /// Gives up after the configured patience (10 s).
            pub async fn wait_for<T>(
                &self,
                mut look: impl FnMut(&Self) -> Option<T>,
            ) -> Result<T, $crate::SimError> {
                self.shared.wait_for(|| look(self)).await
            }

            /// Waits until `holds` is true; see [`wait_for`](Self::wait_for).
            pub async fn wait_until(
                &self,
                mut holds: impl FnMut(&Self) -> bool,
            ) -> Result<(), $crate::SimError> {
                self.wait_for(|server| holds(server).then_some(())).await
            }
        }
    };
}
pub(crate) use handle_of_a_stand_in;

/// Says where a state keeps what all have.
macro_rules! kept {
    ($state:ty) => {
        impl $crate::stand_in::Kept for $state {
            fn faults(&self) -> &$crate::faults::Faults {
                &self.faults
            }

            fn faults_mut(&mut self) -> &mut $crate::faults::Faults {
                &mut self.faults
            }

            fn journal(&self) -> &[$crate::JournalEntry] {
                &self.journal
            }
        }
    };
}
pub(crate) use kept;
