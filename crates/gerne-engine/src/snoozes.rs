//! Wakes what sleeps when its time has come.

use std::time::Duration;

use gerne_domain::{Actor, EventKind, Status, time::after};

use crate::{Engine, EngineError};

/// How often sleeping conversations and the like are looked at when nothing is known to be due.
const TICK: Duration = Duration::from_mins(1);

impl Engine {
    /// Wakes conversations whose sleep is over.
    pub(crate) async fn keep_snoozes(&self) {
        loop {
            let begun = self.now();
            let next = match self.wake_snoozed().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(error = %crate::error::chain(&error), "sleeping conversations could not be looked at");
                    None
                }
            };
            // From the look's beginning: what came during it is not left for a whole tick.
            let latest = after(begun, TICK);
            let until = next.map_or(latest, |next| next.min(latest));
            tokio::select! {
                () = self.inner.clock.sleep_until(until) => {}
                () = self.inner.lanes.snoozes.notified() => {}
            }
        }
    }

    async fn wake_snoozed(&self) -> Result<Option<gerne_domain::Timestamp>, EngineError> {
        let (engine, now) = (self.clone(), self.now());
        let woken = self
            .write(move |tx| {
                Box::pin(async move {
                    let due = tx.conversations_to_wake(now, 200).await?;
                    for mut conversation in tx.conversations(&due).await? {
                        conversation.reopen();
                        engine.keep(tx, &mut conversation).await?;
                        let status = Status::Open;
                        let changed = EventKind::StatusChanged { status, until: None };
                        engine.emit(tx, Actor::System, &conversation, changed);
                    }
                    Ok(tx.next_wake().await?)
                })
            })
            .await?;
        Ok(woken.value)
    }
}
