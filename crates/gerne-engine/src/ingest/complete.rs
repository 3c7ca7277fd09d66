//! Fetching what a batch leans on: a reply to a message that we do not have is kept only together
//! with what it answers, up to where its thread begins.

use gerne_connector::{Account as Connection, Batch, ConnectorError, LookUp};
use gerne_domain::{Account, ExternalId, InboundMessage, Item};

use crate::{Engine, EngineError};

/// Parents that are looked up for one batch: what was found is kept before more is asked for.
const MOST_LOOK_UPS: usize = 40;

/// A batch that leans on nothing unknown: what was missing was fetched, or is not to be had.
#[derive(Debug)]
pub(crate) struct Completed(Batch);

impl Completed {
    pub(crate) fn items(&self) -> usize {
        self.0.items.len()
    }

    /// There is more: fetch again at once.
    pub(crate) fn more(&self) -> bool {
        self.0.more
    }

    pub(crate) fn into_batch(self) -> Batch {
        self.0
    }
}

impl Engine {
    /// Puts before each reply to an unknown message what it answers. Where that takes too many
    /// look-ups the batch is cut: it leaves the cursor where it was, so that the next fetch brings
    /// the rest, and what is known by then needs no look-up any more.
    ///
    /// # Errors
    /// `Retry` and `Reauthorize` pass through: the batch was not kept and comes again. A parent
    /// that the platform no longer shows is no error: the reply begins a thread then.
    pub(crate) async fn complete(
        &self,
        account: &Account,
        connection: &dyn Connection,
        batch: Batch,
    ) -> Result<Completed, Incomplete> {
        let Batch { items, cursor, more, gap } = batch;
        let mut complete: Vec<Item> = Vec::with_capacity(items.len());
        let mut look_ups = 0;
        let mut cut = false;
        for item in items {
            if let Item::Message(message) = &item
                && let Some(parent) = &message.in_reply_to
                && !brings(&complete, parent)
                && !self.knows(account, message, parent).await?
            {
                if look_ups == MOST_LOOK_UPS {
                    cut = true;
                    break;
                }
                look_ups += 1;
                for ancestor in self.ancestors(connection, message).await? {
                    if !brings(&complete, &ancestor.external_id) {
                        complete.push(Item::Message(Box::new(ancestor)));
                    }
                }
            }
            complete.push(item);
        }
        Ok(Completed(if cut {
            Batch { items: complete, more: true, ..Batch::default() }
        } else {
            Batch { items: complete, cursor, more, gap }
        }))
    }

    async fn ancestors(
        &self,
        connection: &dyn Connection,
        message: &InboundMessage,
    ) -> Result<Vec<InboundMessage>, Incomplete> {
        let what = LookUp::Ancestors(message.external_id.clone());
        match connection.look_up(&what).await {
            Ok(found) => Ok(found
                .items
                .into_iter()
                .filter_map(|item| match item {
                    Item::Message(message) => Some(*message),
                    Item::Deleted(_) => None,
                })
                .collect()),
            Err(ConnectorError::Refused { .. }) => Ok(Vec::new()),
            Err(other) => Err(Incomplete::Connector(other)),
        }
    }

    async fn knows(
        &self,
        account: &Account,
        message: &InboundMessage,
        parent: &ExternalId,
    ) -> Result<bool, EngineError> {
        let mut db = self.inner.store.read().await?;
        // What we have already needs no parents either.
        // What was erased is not asked for again.
        Ok(db.message_by_external(account.id, parent).await?.is_some()
            || db.message_was_erased(account.id, parent).await?
            || db.message_by_external(account.id, &message.external_id).await?.is_some())
    }
}

/// Why a batch could not be completed.
#[derive(Debug)]
pub(crate) enum Incomplete {
    Connector(ConnectorError),
    Engine(EngineError),
}

impl From<EngineError> for Incomplete {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

fn brings(items: &[Item], external: &ExternalId) -> bool {
    items.iter().any(|item| matches!(item, Item::Message(m) if m.external_id == *external))
}
