//! A webhook rings at any node; the lane that it means may run on another.

use gerne_domain::AccountId;
use tokio::sync::broadcast::error::RecvError;

use crate::Engine;

/// Begins a hint to another node: the account that a webhook spoke of.
const WAKE: &str = "wake/";

impl Engine {
    /// A webhook says "look now". `false`: the account's lane does not run on this node, and
    /// whoever has it must be told, or finds out when it looks next.
    pub fn wake_account(&self, account: AccountId) -> bool {
        let running = self.lanes();
        let lane = running.get(&account).map(|running| &running.lane);
        lane.is_some_and(|lane| {
            lane.wake_all();
            true
        })
    }

    /// The same on whichever node has its lane.
    pub fn wake_account_anywhere(&self, account: AccountId) {
        if !self.wake_account(account) {
            self.inner.store.tell_nodes(format!("{WAKE}{account}"));
        }
    }

    /// A call was kept for it: whoever has its lane works it off.
    pub(crate) fn called_anywhere(&self, account: AccountId) {
        let running = self.lanes();
        if let Some(running) = running.get(&account) {
            running.lane.called();
        } else {
            self.inner.store.tell_nodes(format!("{WAKE}{account}"));
        }
    }

    /// Hears what other nodes ask of this one.
    pub(crate) async fn keep_hearing(&self) {
        let mut told = self.inner.store.told();
        loop {
            match told.recv().await {
                Ok(text) => {
                    let account = text.strip_prefix(WAKE).and_then(|id| id.parse().ok());
                    if let Some(account) = account {
                        self.wake_account(account);
                    }
                }
                // Some were missed: looking once too often does no harm.
                Err(RecvError::Lagged(_)) => {
                    self.lanes().values().for_each(|running| running.lane.wake_all());
                }
                Err(RecvError::Closed) => return std::future::pending().await,
            }
        }
    }
}
