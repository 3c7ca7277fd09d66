//! Working off what the platform said by calling us: kept before it was answered, the oldest first.

use std::time::Duration;

use gerne_connector::{Batch, ConnectorError, Resource};
use gerne_domain::time::{after, pause};
use gerne_store::Pushed;

use super::{
    Lane,
    pull::{Failure, Round},
};
use crate::{
    Engine,
    error::chain,
    ingest::{Incomplete, Tries},
};

/// A bell can be missed where another node took the call.
const LOOK_ANYWAY: Duration = Duration::from_mins(1);
/// Longest pause after a failure.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// After so many failures to keep what a call brought, it is tried one by one.
const PATIENT: u32 = 3;

impl Engine {
    pub(super) async fn keep_working_off(&self, lane: &Lane) {
        let (mut failures, mut unkept) = (0_u32, 0_u32);
        let mut tries = Tries::default();
        loop {
            match self.work_off(lane, unkept >= PATIENT, &mut tries).await {
                Ok(true) => {
                    (failures, unkept, tries) = (0, 0, Tries::default());
                }
                Ok(false) => {
                    (failures, unkept) = (0, 0);
                    tokio::select! {
                        () = self.inner.clock.sleep(LOOK_ANYWAY) => {}
                        () = lane.pushed.notified() => {}
                    }
                }
                Err(error) => match self.failed(&lane.account(), error).await {
                    Round::Failed(failure) => {
                        failures = failures.saturating_add(1);
                        let mut wait =
                            pause(Duration::from_secs(2), LONGEST_PAUSE, failures, self.chance());
                        match failure {
                            Failure::Ours { lasting } => unkept += u32::from(lasting),
                            Failure::Platform { asked } => {
                                wait = wait.max(asked.unwrap_or_default());
                            }
                        }
                        self.inner.clock.sleep_until(after(self.now(), wait)).await;
                    }
                    Round::Stop => return lane.end(),
                    Round::More | Round::Fine(_) => {}
                },
            }
        }
    }

    /// One step of the oldest call. Whether there may be more.
    async fn work_off(
        &self,
        lane: &Lane,
        one_by_one: bool,
        tries: &mut Tries,
    ) -> Result<bool, Incomplete> {
        self.until_room().await;
        let account = lane.account();
        let next = self.inner.store.read().await?.next_pushed(account.id).await?;
        let Some(Pushed { id, body, place, .. }) = next else { return Ok(false) };
        let batch = match lane.connection.told(&body, place.as_ref()).await {
            Ok(batch) => batch,
            // Nothing in it is for us, whenever it is asked.
            Err(error @ ConnectorError::Refused { .. }) => {
                tracing::warn!(account = %account.id, error = %chain(&error), "a call passed over");
                Batch::default()
            }
            Err(error) => return Err(Incomplete::Connector(error)),
        };
        let Batch { items, cursor, more, .. } = batch;
        let batch = Batch { items, ..Batch::default() };
        let mut whole = true;
        if one_by_one {
            let resource = Resource::from("pushed");
            self.keep_one_by_one(lane, &account, &resource, batch, tries).await?;
        } else {
            let connection = &*lane.connection;
            let batch = self.complete_or_leave(&account, connection, batch, tries).await?;
            // What was cut off comes again: the place stays.
            whole = !batch.more();
            self.ingest_under(Some(&lane.hold), &account, None, batch).await?;
        }
        let goes_on = cursor.filter(|_| more);
        let step = self.write_under(&lane.hold, move |tx| {
            Box::pin(async move {
                match goes_on {
                    _ if !whole => Ok(()),
                    Some(place) => Ok(tx.move_pushed(id, &place).await?),
                    None => Ok(tx.pushed_taken(id).await?),
                }
            })
        });
        step.await?;
        Ok(true)
    }
}
