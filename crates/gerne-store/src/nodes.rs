//! What nodes tell each other beside the log: hints that nobody keeps, such as who is where.

use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{Engine, Store};

/// PostgreSQL takes 8,000 bytes in one `NOTIFY`; some are ours.
pub(crate) const MOST: usize = 7_800;

/// Hints that wait to be told, and to be heard. Who is slower loses the oldest.
pub(crate) const QUEUE: usize = 1024;

/// A hint on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Hint {
    /// The node that tells it, so that it does not hear itself.
    pub(crate) from: Uuid,
    /// What it tells.
    pub(crate) text: String,
}

impl Store {
    /// Tells the other nodes of this database. A hint: it may be lost, nobody answers, and with
    /// SQLite there are none. `false`: it is too long (7,500 bytes) or too many wait.
    pub fn tell_nodes(&self, text: String) -> bool {
        if self.engine() == Engine::Sqlite {
            return true;
        }
        let hint = Hint { from: self.house.node, text };
        let Ok(line) = serde_json::to_string(&hint) else { return false };
        line.len() <= MOST && self.house.tell.try_send(line).is_ok()
    }

    /// What other nodes tell from now on.
    pub fn told(&self) -> broadcast::Receiver<String> {
        self.house.told.subscribe()
    }
}
