//! Fetching what a batch leans on: a reply to a message that we do not have is kept only together
//! with what it answers, up to where its thread begins.

use std::{collections::BTreeMap, time::Duration};

use gerne_connector::{Account as Connection, Batch, ConnectorError, LookUp};
use gerne_domain::{Account, ExternalId, InboundMessage, Item, Timestamp, time::between};

use crate::{Engine, EngineError, account_lane::named, alarm::NotKept, error::chain};

/// Parents that are looked up for one batch: what was found is kept before more is asked for.
const MOST_LOOK_UPS: usize = 40;

/// After so many failures to fetch what a message answers it is kept without.
const PATIENT: u32 = 3;

/// But not before it has failed for so long: a platform that is away for a moment costs no context.
const LASTING: Duration = Duration::from_mins(1);

/// A batch that leans on nothing unknown: what was missing was fetched, or is not to be had.
#[derive(Debug)]
pub(crate) struct Completed {
    batch: Batch,
    /// Kept without what they answer, which the platform does not give.
    torn: Vec<NotKept>,
}

/// What could not be fetched in the rounds before: how often, and since when.
#[derive(Debug, Default)]
pub(crate) struct Tries(BTreeMap<ExternalId, (u32, Timestamp)>);

impl Tries {
    /// It failed again. Whether it does so lastingly.
    fn failed(&mut self, id: &ExternalId, now: Timestamp) -> bool {
        let (count, since) = self.0.entry(id.clone()).or_insert((0, now));
        *count = count.saturating_add(1);
        *count >= PATIENT && between(*since, now) >= LASTING
    }
}

impl Completed {
    pub(crate) fn items(&self) -> usize {
        self.batch.items.len()
    }

    /// There is more: fetch again at once.
    pub(crate) fn more(&self) -> bool {
        self.batch.more
    }

    pub(crate) fn into_parts(self) -> (Batch, Vec<NotKept>) {
        (self.batch, self.torn)
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
        self.complete_or_leave(account, connection, batch, &mut Tries::default()).await
    }

    /// The same over several rounds: one message whose thread the platform cannot give must not
    /// keep all others waiting. After a while it is kept alone, and people are told.
    pub(crate) async fn complete_or_leave(
        &self,
        account: &Account,
        connection: &dyn Connection,
        batch: Batch,
        tries: &mut Tries,
    ) -> Result<Completed, Incomplete> {
        let Batch { items, cursor, more, gap, every, notice } = batch;
        let (mut torn, mut failed) = (Vec::new(), None);
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
                let ancestors = match self.ancestors(connection, message).await {
                    Ok(found) => found,
                    Err(Incomplete::Connector(error))
                        if !matches!(error, ConnectorError::Reauthorize { .. }) =>
                    {
                        let id = &message.external_id;
                        if tries.failed(id, self.now()) {
                            let (account, error) = (account.id, chain(&error));
                            tracing::warn!(%account, item = %id, %error, "kept without its thread");
                            torn.push(named(&item));
                        } else if matches!(error, ConnectorError::Retry { after: Some(_), .. }) {
                            // It asks for patience: asking on would only do harm.
                            return Err(Incomplete::Connector(error));
                        } else {
                            // The others are tried in the same round, so that each is known by the
                            // time this one is given up.
                            failed.get_or_insert(error);
                        }
                        Vec::new()
                    }
                    Err(error) => return Err(error),
                };
                for ancestor in ancestors {
                    if !brings(&complete, &ancestor.external_id) {
                        complete.push(Item::Message(Box::new(ancestor)));
                    }
                }
            }
            complete.push(item);
        }
        if let Some(error) = failed {
            return Err(Incomplete::Connector(error));
        }
        let batch = if cut {
            Batch { items: complete, more: true, ..Batch::default() }
        } else {
            Batch { items: complete, cursor, more, gap, every, notice }
        };
        Ok(Completed { batch, torn })
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
