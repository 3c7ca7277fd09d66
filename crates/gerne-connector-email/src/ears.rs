//! The doorbell: one connection for each folder, on which the server says that something came. It
//! is never believed to be all: behind each reconnection everything is looked at.

use std::{sync::Arc, time::Duration};

use futures_util::{FutureExt as _, StreamExt as _, future::BoxFuture, stream::FuturesUnordered};
use gerne_connector::Wake;
use gerne_domain::{
    Timestamp,
    time::{after, between},
};
use gerne_webapi::Backoff;

use crate::{
    account::{Connection, Watched},
    imap::{Imap, ImapError},
};

/// Where the server cannot ring, somebody rings so often.
const WITHOUT_BELL: Duration = Duration::from_mins(1);

/// A connection that held so long did not fail.
const GOOD: Duration = Duration::from_mins(1);

/// All who listen. They go on where they were when waiting is broken off.
pub(crate) struct Ears(FuturesUnordered<BoxFuture<'static, (Ear, Ring)>>);

/// What was heard.
enum Ring {
    /// Something came into this folder.
    Here,
    /// The connection is new: something may have come before.
    Everywhere,
}

/// Who listens to one folder.
struct Ear {
    connection: Arc<Connection>,
    watched: Watched,
    imap: Option<Imap>,
    backoff: Backoff,
    not_before: Timestamp,
    /// Since when the connection stands.
    since: Timestamp,
}

impl Ears {
    pub(crate) fn new(connection: &Arc<Connection>) -> Self {
        let ears = FuturesUnordered::new();
        for watched in connection.watched() {
            let ear = Ear {
                connection: Arc::clone(connection),
                watched,
                imap: None,
                backoff: Backoff::new(Duration::from_secs(1), Duration::from_mins(5)),
                not_before: connection.clock.now(),
                since: connection.clock.now(),
            };
            ears.push(ear.listen().boxed());
        }
        Self(ears)
    }

    pub(crate) async fn listen(&mut self) -> Wake {
        let Some((ear, ring)) = self.0.next().await else { return std::future::pending().await };
        let mut wake = ear.wake(&ring);
        self.0.push(ear.listen().boxed());
        // Folders that were opened anew together are one ring.
        while matches!(wake, Wake::All) {
            let Some(Some((ear, _))) = self.0.next().now_or_never() else { break };
            wake = Wake::All;
            self.0.push(ear.listen().boxed());
        }
        wake
    }
}

impl Ear {
    fn wake(&self, ring: &Ring) -> Wake {
        match ring {
            Ring::Here => Wake::Resource(self.watched.name().into()),
            Ring::Everywhere => Wake::All,
        }
    }

    async fn listen(mut self) -> (Self, Ring) {
        loop {
            let Some(mut imap) = self.imap.take() else {
                self.connection.clock.sleep_until(self.not_before).await;
                match self.connect().await {
                    Ok(imap) => {
                        self.imap = Some(imap);
                        return (self, Ring::Everywhere);
                    }
                    // Whoever fetches finds out whether the credentials still hold.
                    Err(ImapError::Rejected { .. }) => {
                        self.not_before =
                            after(self.connection.clock.now(), Duration::from_mins(5));
                        return (self, Ring::Everywhere);
                    }
                    Err(error) => {
                        tracing::debug!(%error, folder = self.watched.name(), "no doorbell");
                        self.wait_longer();
                        continue;
                    }
                }
            };
            if !imap.idles {
                self.connection.clock.sleep(WITHOUT_BELL).await;
                self.imap = Some(imap);
                return (self, Ring::Here);
            }
            match imap.idle(self.connection.idle_at_most).await {
                Ok(rung) => {
                    self.backoff.succeed();
                    self.imap = Some(imap);
                    if rung {
                        return (self, Ring::Here);
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, folder = self.watched.name(), "the doorbell broke");
                    // One that held for a while was a good one: servers end them each hour.
                    if between(self.since, self.connection.clock.now()) >= GOOD {
                        self.backoff.succeed();
                    }
                    self.wait_longer();
                }
            }
        }
    }

    fn wait_longer(&mut self) {
        let wait = self.backoff.fail();
        self.not_before = after(self.connection.clock.now(), wait);
    }

    /// Opened before it is told, so that nothing falls between the look and the waiting.
    async fn connect(&mut self) -> Result<Imap, ImapError> {
        // Dropped in the middle, the next try waits a little.
        self.since = self.connection.clock.now();
        self.not_before = after(self.since, Duration::from_secs(1));
        let mut imap = self.connection.open_raw().await?;
        let Some(folder) = self.connection.folder(self.watched) else {
            return Err(ImapError::NoFolder);
        };
        imap.examine(&folder).await?;
        Ok(imap)
    }
}
