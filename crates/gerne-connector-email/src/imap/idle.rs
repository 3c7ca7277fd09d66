//! Waiting for the server to ring (RFC 2177).

use std::time::Duration;

use async_imap::{
    extensions::idle::IdleResponse,
    imap_proto::{MailboxDatum, Response},
    types::UnsolicitedResponse,
};
use tokio::time::{Instant, timeout};

use super::{Imap, ImapError};

impl Imap {
    /// Waits until something comes into the folder that is open, at most so long in all. Says
    /// whether something came.
    ///
    /// A connection that died meanwhile shows only when the waiting is ended: that is always done,
    /// and not for long.
    pub(crate) async fn idle(&mut self, most: Duration) -> Result<bool, ImapError> {
        let patience = self.patience;
        let mut session = self.session.take().ok_or(ImapError::Lost)?;
        session.as_mut().allow(0);
        let aside = session.unsolicited_responses.clone();
        let mut handle = session.idle();
        let begun = timeout(patience, handle.init()).await;
        begun.map_err(|_| ImapError::TimedOut)?.map_err(|error| ImapError::of(&error))?;
        // Some servers tell what is new before they say that they wait.
        let told = || {
            let mut rung = false;
            while let Ok(told) = aside.try_recv() {
                rung |=
                    matches!(told, UnsolicitedResponse::Exists(_) | UnsolicitedResponse::Recent(_));
            }
            rung
        };
        let mut rung = told();
        let end = Instant::now() + most;
        while !rung {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            // What a server says to keep the line warm begins async-imap's own time anew: ours not.
            let (wait, _stop) = handle.wait_with_timeout(left);
            match timeout(left, wait).await {
                Ok(Ok(IdleResponse::NewData(data))) => match data.parsed() {
                    Response::MailboxData(MailboxDatum::Exists(_) | MailboxDatum::Recent(_)) => {
                        rung = true;
                    }
                    // Marks and deletions are other programs' business.
                    Response::Fetch(..) | Response::Expunge(_) | Response::Vanished { .. } => {}
                    _ => break,
                },
                _ => break,
            }
        }
        let done = timeout(patience.min(DONE), handle.done()).await;
        let session =
            done.map_err(|_| ImapError::TimedOut)?.map_err(|error| ImapError::of(&error))?;
        rung |= told();
        self.session = Some(session);
        Ok(rung)
    }
}

/// How long a server may take to end the waiting.
const DONE: Duration = Duration::from_secs(10);
