//! Sending what is in the outbox, one reply after another, as long as the lane lives.

use std::time::Duration;

use gerne_domain::{
    Refusal, Timestamp,
    time::{after, pause},
};

use super::Lane;
use crate::{Engine, EngineError, Tasks, deliver::Carried, error::chain};

impl Engine {
    pub(super) async fn keep_carrying(&self, lane: &Lane, tasks: &Tasks) {
        // A former lane of this account may still have a request on the wire.
        let _wire = tokio::select! {
            wire = lane.wire.lock() => wire,
            () = tasks.stopping() => return,
        };
        // Whatever is `sending` while nothing of this lane is on the wire was left by a process that
        // died, or by a round that could not write down how it ended.
        let (mut left_over, mut failures) = (true, 0_u32);
        while !tasks.is_stopping() {
            let account = lane.account();
            if left_over {
                let recovered = match self.recover(&account, &lane.hold).await {
                    Ok(()) => self.recover_announcements(&account).await,
                    failed => failed,
                };
                match recovered {
                    Ok(()) => left_over = false,
                    Err(EngineError::Moved) => return,
                    Err(error) => {
                        tracing::error!(error = %chain(&error), "replies under way not looked at");
                    }
                }
            }
            // Whoever wrote to us is answered first; then what is said to everybody.
            let carried = match self.carry(lane, &account, tasks).await {
                Ok(Carried::Until(replies)) => match self.carry_announcements(lane, &account).await
                {
                    Ok(Carried::Until(more)) => Ok(Carried::Until(earlier(replies, more))),
                    ended => ended,
                },
                ended => ended,
            };
            let until = match carried {
                Ok(Carried::Until(until)) => {
                    failures = 0;
                    until
                }
                Ok(Carried::Reauthorize) => {
                    let problem = Refusal::of("account.reauthorize");
                    match self.disconnect(&account, problem).await {
                        // Not once more with what was just refused.
                        Ok(()) => return lane.end(),
                        Err(error) => {
                            tracing::error!(error = %chain(&error), "could not write down a lost connection");
                        }
                    }
                    Some(after(self.now(), Duration::from_secs(5)))
                }
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::error!(account = %account.id, error = %chain(&error), "replies could not be carried; trying again");
                    left_over = true;
                    failures = failures.saturating_add(1);
                    let (first, most) = (Duration::from_secs(2), Duration::from_secs(30));
                    Some(after(self.now(), pause(first, most, failures, self.chance())))
                }
            };
            let latest = after(self.now(), Duration::from_mins(1));
            tokio::select! {
                () = self.inner.clock.sleep_until(until.map_or(latest, |at| at.min(latest))) => {}
                () = lane.written.notified() => {}
                () = tasks.stopping() => {}
            }
        }
    }
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}
