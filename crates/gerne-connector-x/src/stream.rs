//! The doorbell. A stream only says that looking is worth it.

use gerne_connector::Wake;
use gerne_domain::{Clock, Refusal};

use crate::{account::Connection, facts::Doorbell};

/// The one stream of an account.
pub(crate) struct Stream {}

impl Stream {
    pub(crate) fn new(_clock: &dyn Clock) -> Self {
        Self {}
    }
}

impl Connection {
    pub(crate) async fn listen(&self) -> Wake {
        let _stream = self.stream.lock().await;
        std::future::pending().await
    }

    pub(crate) fn rings(&self) -> bool {
        self.facts.doorbell != Doorbell::None
    }

    pub(crate) async fn can_listen(&self) -> Option<Refusal> {
        None
    }
}
