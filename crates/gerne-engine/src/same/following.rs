//! Who has to be compared again, from the log. How far it was read is kept, so that nobody is left out
//! when the process ends; comparing somebody twice changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use gerne_domain::{CustomerId, Direction, Event, EventKind, IdentityId, MessageId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Engine, EngineError};

/// Under which name the house keeps how far it was read.
const SETTING: &str = "same";
/// Events read in one go.
const STEP: usize = 500;
/// It is written down again after so many events in which nobody changed.
const UNWRITTEN: i64 = 2_000;
/// Customers read at once where all are compared.
const AT_ONCE: usize = 500;
/// After so many failures in one place a stretch of the log is passed over.
const TRIES: u32 = 5;
/// So many events: as many as are read in one go.
const PASSED: i64 = 500;
/// After an error it is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// How far the log was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    after: i64,
    /// A keyed hash of no word: where it is another, so are all that were kept.
    print: String,
}

impl Engine {
    /// Compares whoever has changed, as long as the process lives.
    pub(crate) async fn keep_comparing(&self) {
        let (mut written, mut after, mut failed) = (None, None, 0);
        loop {
            match self.compare_after(&mut after, &mut written).await {
                Ok(read) => {
                    failed = 0;
                    self.inner.store.log().wait_beyond(read).await;
                }
                Err(error) => {
                    failed += 1;
                    // Somebody who cannot be read must not keep all others from being compared.
                    let head = self.inner.store.log().head();
                    if failed % TRIES == 0 {
                        after = after.map(|after: i64| head.min(after.saturating_add(PASSED)));
                    }
                    tracing::warn!(error = %crate::error::chain(&error), "who may be the same person could not be found");
                    self.inner.clock.rest(PAUSE).await;
                }
            }
        }
    }

    /// Compares all who have changed by now. How far the log was read.
    pub(crate) async fn compare_after(
        &self,
        place: &mut Option<i64>,
        written: &mut Option<i64>,
    ) -> Result<i64, EngineError> {
        let mut after = match *place {
            Some(after) => after,
            None => self.begin_comparing().await?,
        };
        let log = self.inner.store.log();
        loop {
            *place = Some(after);
            let events = log.after(after, STEP).await?;
            let Some(last) = events.last().map(|event| event.seq) else { return Ok(after) };
            let changed = self.compare_changed(&events).await?;
            after = last;
            if changed || written.is_none_or(|seq| after - seq > UNWRITTEN) {
                self.write_progress(after).await?;
                *written = Some(after);
            }
        }
    }

    /// Where reading begins: where it ended, else at the end once all were compared.
    async fn begin_comparing(&self) -> Result<i64, EngineError> {
        let mut db = self.inner.store.read().await?;
        let known: Option<Progress> = db.setting(SETTING).await?;
        let head = db.log_head().await?;
        drop(db);
        if let Some(known) = known.filter(|known| known.print == self.print()) {
            // A restored backup may be older than what was read.
            return Ok(known.after.min(head));
        }
        let mut last = CustomerId(Uuid::nil());
        loop {
            let mut db = self.inner.store.read().await?;
            let page = db.customers_after(last, AT_ONCE).await?;
            drop(db);
            let Some(end) = page.last().copied() else { break };
            for id in page {
                self.find_same(id, false).await?;
            }
            last = end;
        }
        self.write_progress(head).await?;
        Ok(head)
    }

    fn print(&self) -> String {
        self.inner.store.keyed(&[String::new()]).iter().map(hex::encode).collect()
    }

    async fn write_progress(&self, after: i64) -> Result<(), EngineError> {
        let (progress, now) = (Progress { after, print: self.print() }, self.now());
        self.write(move |tx| {
            Box::pin(async move { Ok(tx.put_setting(SETTING, &progress, now).await?) })
        })
        .await
        .map(drop)
    }

    async fn compare_changed(&self, events: &[Arc<Event>]) -> Result<bool, EngineError> {
        let mut said: Vec<MessageId> = Vec::new();
        // Whom, and whether also when nothing by which they are found has changed.
        let mut whom: BTreeMap<CustomerId, bool> = BTreeMap::new();
        for event in events {
            let anyway = match &event.event.kind {
                EventKind::MessageReceived { message } => {
                    said.push(*message);
                    continue;
                }
                EventKind::MessageEdited { message } | EventKind::MessageDeleted { message } => {
                    said.push(*message);
                    false
                }
                EventKind::CustomerChanged
                | EventKind::FactsChanged
                | EventKind::CustomersJoined { .. }
                | EventKind::CustomersSeparated { .. } => true,
                EventKind::NoteAdded { .. }
                | EventKind::ContactLogged { .. }
                | EventKind::ContactChanged { .. }
                | EventKind::MessageForgotten { .. }
                | EventKind::ConversationForgotten => false,
                _ => continue,
            };
            if let Some(id) = event.event.customer_id {
                *whom.entry(id).or_default() |= anyway;
            }
        }
        let mut changed = self.said_back(&said, &mut whom).await?;
        for (id, anyway) in whom {
            changed |= self.find_same(id, anyway).await?;
        }
        Ok(changed)
    }

    /// Who wrote these is compared; and codes that they say back prove who they are.
    async fn said_back(
        &self,
        said: &[MessageId],
        whom: &mut BTreeMap<CustomerId, bool>,
    ) -> Result<bool, EngineError> {
        let mut proved = false;
        for said in said.chunks(100) {
            let mut db = self.inner.store.read().await?;
            let mut messages = db.messages(said).await?;
            messages.retain(|message| message.direction == Direction::In);
            messages.sort_by_key(|message| message.id);
            let ids: BTreeSet<IdentityId> = messages.iter().filter_map(|m| m.identity_id).collect();
            let ids: Vec<IdentityId> = ids.into_iter().collect();
            let identities = db.identities(&ids).await?;
            drop(db);
            let owner: BTreeMap<IdentityId, CustomerId> =
                identities.into_iter().map(|one| (one.id, one.customer_id)).collect();
            for message in &messages {
                let Some(id) = message.identity_id.and_then(|id| owner.get(&id)) else { continue };
                whom.entry(*id).or_default();
                proved |= self.proves(*id, message).await?;
            }
        }
        Ok(proved)
    }
}
