//! One X with those who listen.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::XConfig;
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

/// Something happened; streams and the square listen.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A new version of a post.
    Posted(u64),
    /// First id.
    Deleted(u64),
    Dm(u64),
    People,
}

impl Shared {
    pub(crate) fn new(
        config: XConfig,
        clock: SimClock,
        seed: u64,
        base: &str,
        stop: CancellationToken,
    ) -> Arc<Self> {
        let patience = config.patience;
        let state = State::new(config, clock.clone(), seed, base);
        let core = Core::new(state, Connections::default(), stop, clock, patience);
        Arc::new(Self { core, changes: broadcast::channel(16_384).0 })
    }

    /// Runs `deed` under the lock, then tells everyone what changed.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut State) -> T) -> T {
        let deed = |state: &mut State| {
            let out = deed(state);
            (out, std::mem::take(&mut state.outbox))
        };
        self.core.act(deed, |changes| {
            for change in changes {
                // Nobody listening is fine.
                drop(self.changes.send(change));
            }
        })
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}
