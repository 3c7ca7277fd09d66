//! Who was erased stays away: what platforms deliver again is left out, and whoever comes back with
//! a restored backup is erased again.

use std::{collections::HashSet, time::Duration};

use gerne_domain::{
    Account, Actor, CustomerId, Erasure, ErasureId, ErasureReason, ErasureRecord, ExternalId,
    Forgotten, Item, time::before,
};
use gerne_store::Tx;

use crate::{ERASURES_KNOWN, Engine, EngineError};

/// How often a node looks whether others erased somebody and nobody told.
const LOOK: Duration = Duration::from_mins(1);

impl Engine {
    /// Brings the list beside the database up to date, where there is to be one.
    pub async fn write_erasure_list(&self) -> Result<(), EngineError> {
        if let Some(path) = &self.inner.config.erasure_list {
            let since = before(self.now(), ERASURES_KNOWN);
            self.inner.store.write_erasure_list(path, since).await?;
        }
        Ok(())
    }

    /// Keeps this node's own list up to date, whichever node erased: a backup may be put back on
    /// any of them.
    pub(crate) async fn keep_erasure_list(&self) {
        let mut written = None;
        loop {
            match self.list_if_changed(written).await {
                Ok(tally) => written = Some(tally),
                Err(error) => {
                    tracing::error!(error = %crate::error::chain(&error), "the list of erasures could not be written; a restored backup would bring people back");
                }
            }
            tokio::select! {
                () = self.inner.clock.sleep(LOOK) => {}
                () = self.inner.lanes.erasures.notified() => {}
            }
        }
    }

    async fn list_if_changed(
        &self,
        written: Option<(u64, u64)>,
    ) -> Result<(u64, u64), EngineError> {
        let tally = self.inner.store.read().await?.erasure_tally().await?;
        if written != Some(tally) {
            self.write_erasure_list().await?;
        }
        Ok(tally)
    }

    /// Reads the list beside the database, where there is one, and erases again whoever came back
    /// with a restored backup. Before anything else is done with the database.
    pub async fn heed_erasure_list(&self) -> Result<u64, EngineError> {
        let Some(path) = &self.inner.config.erasure_list else { return Ok(0) };
        let mut records = self.inner.store.read_erasure_list(path).await?;
        // Forgotten by now, and a backup that old has no business here.
        let since = before(self.now(), ERASURES_KNOWN);
        records.retain(|record| record.erasure.at >= since);
        self.erase_again(&records).await
    }

    /// Erases again whoever is in the database although they were erased before: a backup brought
    /// them back. Whoever was first heard of after their erasure came back by themselves and stays.
    /// How many were erased.
    pub async fn erase_again(&self, records: &[ErasureRecord]) -> Result<u64, EngineError> {
        let mut known = self.inner.store.read().await?.erasure_records().await?;
        known.retain(|known| known.erasure.finished_at.is_some());
        let known: HashSet<ErasureId> = known.iter().map(|record| record.erasure.id).collect();
        let new: Vec<ErasureRecord> =
            records.iter().filter(|record| !known.contains(&record.erasure.id)).cloned().collect();
        if new.is_empty() {
            return Ok(0);
        }
        self.write(move |tx| {
            Box::pin(async move {
                for record in &new {
                    tx.import_erasure(record).await?;
                }
                Ok(())
            })
        })
        .await?;
        let (mut after, mut back) = (CustomerId(uuid::Uuid::nil()), Vec::new());
        loop {
            let mut db = self.inner.store.read().await?;
            let Some(last) = db.customers_after(after, 500).await?.pop() else { break };
            for identity in db.identities_of_customers_between(after, last).await? {
                let erased =
                    db.identity_erased_at(&identity.platform, &identity.external_id).await?;
                let customer = db.customer(identity.customer_id).await?;
                if customer.is_some_and(|c| erased.is_some_and(|at| c.created_at <= at)) {
                    back.push(identity.customer_id);
                }
            }
            after = last;
        }
        back.sort();
        back.dedup();
        for customer in &back {
            let erasure = Erasure {
                id: ErasureId::new(&*self.inner.ids),
                at: self.now(),
                agent_id: None,
                reason: ErasureReason::Requested,
                counts: Forgotten::default(),
                finished_at: None,
            };
            let work = self.begin(&erasure, *customer).await?;
            self.to_the_end(work, Some(*customer), Actor::System).await?;
        }
        Ok(back.len() as u64)
    }

    /// Leaves out what must stay away: messages that were erased, what erased people wrote before
    /// that, and answers of ours to such messages: those are about them, too.
    pub(crate) async fn without_erased(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        mut items: Vec<Item>,
    ) -> Result<Vec<Item>, EngineError> {
        if !tx.erased_anything().await? {
            return Ok(items);
        }
        let (mut messages, mut people) = (Vec::new(), Vec::new());
        for item in &items {
            let Item::Message(message) = item else { continue };
            messages.push(message.external_id.clone());
            if message.author.is_us {
                messages.extend(message.in_reply_to.clone());
            } else {
                people.push(message.author.external_id.clone());
            }
        }
        let messages = tx.erased_messages(account.id, &messages).await?;
        let people = tx.erased_identities(&account.platform, &people).await?;
        items.retain(|item| {
            let Item::Message(message) = item else { return true };
            let erased = |id: &ExternalId| messages.contains(id);
            let author = people.get(&message.author.external_id);
            let answers = message.author.is_us && message.in_reply_to.as_ref().is_some_and(erased);
            !(erased(&message.external_id)
                || answers
                || author.is_some_and(|at| !message.author.is_us && message.published_at <= *at))
        });
        Ok(items)
    }
}
