//! One Facebook with those who listen.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::FacebookConfig;
use super::state::State;
use crate::SimClock;
use crate::net::Connections;
use crate::stand_in::Core;

#[derive(Debug)]
pub(crate) struct Shared {
    core: Core<State>,
    changes: broadcast::Sender<Change>,
}

impl std::ops::Deref for Shared {
    type Target = Core<State>;

    fn deref(&self) -> &Core<State> {
        &self.core
    }
}

/// Something happened; the square listens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change;

impl Shared {
    pub(crate) fn new(
        config: FacebookConfig,
        clock: SimClock,
        seed: u64,
        base: &str,
        stop: CancellationToken,
    ) -> Arc<Self> {
        let patience = config.patience;
        let state = State::new(config, clock.clone(), seed, base);
        let core = Core::new(state, Connections::default(), stop, clock, patience);
        Arc::new(Self { core, changes: broadcast::channel(64).0 })
    }

    /// Runs `deed` under the lock, then tells everyone whether something changed.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut State) -> T) -> T {
        let deed = |state: &mut State| {
            let out = deed(state);
            (out, std::mem::take(&mut state.changed))
        };
        self.core.act(deed, |changed| {
            if changed {
                // Nobody listening is fine.
                drop(self.changes.send(Change));
            }
        })
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}
