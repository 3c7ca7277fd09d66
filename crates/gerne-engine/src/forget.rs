//! What is forgotten by itself: what accounts want gone after so many days, what platforms no
//! longer show, what nothing names any more. In small pieces, so that nobody waits for it.

use std::{
    collections::HashSet,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use gerne_domain::{
    Account, Actor, BlobHash, ConversationId, CustomerId, ErasureId, EventKind, Forgotten, Message,
    MessageId, Timestamp,
    time::{after, before},
};
use gerne_store::Tx;

use crate::{Engine, EngineError, verbs::erasing::AT_ONCE};

/// How often somebody looks whether something is to be forgotten.
const TICK: Duration = Duration::from_mins(1);
/// How often that really begins.
const ROUND: Duration = Duration::from_hours(1);
/// An upload may wait so long for its reply.
const UNUSED: Duration = Duration::from_hours(24);
/// Calls from platforms are remembered so long: what comes again is not taken twice.
const PUSHED_KEPT: Duration = Duration::from_hours(7 * 24);
/// Answers of the interface are given again for so long.
const ANSWERS: Duration = Duration::from_hours(24);
/// What an agent was told stands in their list for so long.
const TOLD: Duration = Duration::from_hours(24 * 90);
/// How long it is known who was erased: as long as anybody can ask whether it was done. Backups
/// must not be older than this.
pub const ERASURES_KNOWN: Duration = Duration::from_hours(24 * 365 * 3);
/// After so long without a sign of life an erasure that is not finished is taken up again.
const PATIENCE: Duration = Duration::from_mins(5);
/// Bytes are dropped so many at a time.
const BLOBS: usize = 200;

/// What was forgotten since the start, and whether bytes of it may still be readable.
#[derive(Debug, Default)]
pub(crate) struct Forgetting {
    counts: Mutex<Forgotten>,
    dirty: AtomicBool,
    /// Erasures of which this process knows that nothing but overwriting is left.
    dropped: Mutex<HashSet<ErasureId>>,
}

impl Forgetting {
    pub(crate) fn count(&self, more: &Forgotten) {
        if *more == Forgotten::default() {
            return;
        }
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) += *more;
        self.dirty.store(true, Ordering::Relaxed);
    }

    /// All that an erasure named is dropped.
    pub(crate) fn has_dropped(&self, id: ErasureId) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    fn dropped(&self, id: ErasureId) -> bool {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }
}

/// A message that the platform no longer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gone {
    message: MessageId,
    blobs: Vec<BlobHash>,
}

impl Engine {
    /// What was forgotten since this process started.
    pub fn forgotten(&self) -> Forgotten {
        *self.inner.forgetting.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets, on one node for all.
    pub(crate) async fn keep_forgetting(&self) {
        // A crash may have left deleted bytes readable.
        self.inner.forgetting.dirty.store(true, Ordering::Relaxed);
        let (mut round, mut wiped) = (self.now(), self.now());
        loop {
            self.inner.clock.sleep(TICK).await;
            let due = self.now() >= round;
            let wipe = self.now() >= wiped;
            if let Err(error) = self.forget_in_turn(due, wipe).await {
                tracing::error!(error = %crate::error::chain(&error), "something could not be forgotten; trying again");
                continue;
            }
            if due {
                round = after(self.now(), ROUND);
            }
            if wipe {
                wiped = after(self.now(), ROUND * 24);
            }
        }
    }

    async fn forget_in_turn(&self, due: bool, wipe: bool) -> Result<(), EngineError> {
        self.watch_deadlines().await?;
        // Whoever is at one shows a sign of life each minute.
        self.resume_erasures(before(self.now(), PATIENCE)).await?;
        if due {
            self.forget_what_is_due().await?;
        }
        if wipe && self.inner.forgetting.dirty.swap(false, Ordering::Relaxed) {
            let done = self.inner.store.wipe().await?;
            self.inner.forgetting.dirty.fetch_or(!done, Ordering::Relaxed);
        }
        Ok(())
    }

    /// One round over everything that is forgotten by itself. How much went.
    pub async fn forget_what_is_due(&self) -> Result<Forgotten, EngineError> {
        let span = tracing::info_span!("engine.forget");
        tracing::Instrument::instrument(self.forget_round(), span).await
    }

    async fn forget_round(&self) -> Result<Forgotten, EngineError> {
        let mut counts = Forgotten::default();
        let accounts = self.inner.store.read().await?.accounts_ever().await?;
        for account in &accounts {
            counts += self.forget_of_account(account).await?;
        }
        let mut rest = self.forget_people().await?;
        rest.blobs += self.forget_unused_blobs().await?;
        self.forget_strangers_posts().await?;
        self.inner.forgetting.count(&rest);
        counts += rest;
        let now = self.now();
        self.write(move |tx| {
            Box::pin(async move {
                tx.purge_sessions(now).await?;
                tx.purge_tickets(now).await?;
                tx.purge_connecting(now).await?;
                tx.purge_pushed(before(now, PUSHED_KEPT)).await?;
                tx.purge_remembered(before(now, ANSWERS)).await?;
                tx.purge_notifications(before(now, TOLD)).await?;
                tx.purge_erasures(before(now, ERASURES_KNOWN)).await?;
                Ok(())
            })
        })
        .await?;
        // A sixteenth of the folder each hour: all of it is gone through within a day.
        let hour = now.as_second().div_euclid(3600).rem_euclid(16);
        let first = u8::try_from(hour * 16).unwrap_or_default();
        for part in first..=first.saturating_add(15) {
            self.inner.store.sweep_blob_files(part).await?;
        }
        Ok(counts)
    }

    /// Found posts that nobody confirmed go within days; what they count for rules stays.
    async fn forget_strangers_posts(&self) -> Result<(), EngineError> {
        let house = self.noticing().await?;
        let Some(old) = self.days_ago(house.strangers_days) else { return Ok(()) };
        loop {
            let found = self.inner.store.read().await?.flags_to_forget(old, AT_ONCE).await?;
            if found.is_empty() {
                return Ok(());
            }
            self.write(move |tx| Box::pin(async move { Ok(tx.delete_flags(&found).await?) }))
                .await?;
            self.inner.forgetting.dirty.store(true, Ordering::Relaxed);
        }
    }

    async fn forget_of_account(&self, account: &Account) -> Result<Forgotten, EngineError> {
        let rule = account.settings.forgetting;
        let store = &self.inner.store;
        let mut counts = Forgotten::default();
        if let Some(old) = self.days_ago(rule.resolved_days) {
            loop {
                let mut db = store.read().await?;
                let found = db.conversations_resolved_before(account.id, old, AT_ONCE).await?;
                drop(db);
                if found.is_empty() {
                    break;
                }
                for id in found {
                    counts += self.forget_conversation(id).await?;
                }
            }
        }
        if let Some(old) = self.days_ago(rule.strangers_days) {
            loop {
                let strays = store.read().await?.strays_before(account.id, old, AT_ONCE).await?;
                if strays.is_empty() {
                    break;
                }
                counts += self.forget_messages(strays).await?;
            }
        }
        if let Some(old) = self.days_ago(rule.attachments_days) {
            loop {
                let mut db = store.read().await?;
                let found = db.attachments_before(account.id, old, AT_ONCE).await?;
                drop(db);
                if found.is_empty() {
                    break;
                }
                let (ids, blobs): (Vec<_>, Vec<_>) = found.into_iter().unzip();
                let done = self
                    .write(move |tx| Box::pin(async move { Ok(tx.forget_copies(&ids).await?) }))
                    .await?;
                counts.attachments += done.value;
                counts.blobs += self.drop_blobs(&blobs).await?;
            }
        }
        if counts != Forgotten::default() {
            self.inner.forgetting.count(&counts);
            let (engine, id) = (self.clone(), account.id);
            self.write(move |tx| {
                Box::pin(async move {
                    let kind = EventKind::Forgot { account: id, counts: Box::new(counts) };
                    engine.emit_account(tx, Actor::System, id, kind);
                    Ok(())
                })
            })
            .await?;
        }
        Ok(counts)
    }

    fn days_ago(&self, days: u32) -> Option<Timestamp> {
        (days > 0).then(|| before(self.now(), Duration::from_hours(24 * u64::from(days))))
    }

    /// A conversation with all that was joined into it, and everything in them.
    async fn forget_conversation(&self, id: ConversationId) -> Result<Forgotten, EngineError> {
        let store = &self.inner.store;
        let family = store.read().await?.conversation_family(id).await?;
        let mut counts = Forgotten::default();
        loop {
            let mut db = store.read().await?;
            let messages = db.messages_of_conversations(&family, AT_ONCE).await?;
            drop(db);
            if messages.is_empty() {
                break;
            }
            counts += self.forget_messages(messages).await?;
        }
        let engine = self.clone();
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    // Somebody wrote again meanwhile: then it lives on.
                    if !tx.messages_of_conversations(&family, 1).await?.is_empty() {
                        return Ok(Forgotten::default());
                    }
                    for conversation in tx.conversations(&family).await? {
                        let forgotten = EventKind::ConversationForgotten;
                        engine.emit(tx, Actor::System, &conversation, forgotten);
                    }
                    Ok(tx.take_out_conversations(&family).await?.counts)
                })
            })
            .await?;
        counts += done.value;
        Ok(counts)
    }

    async fn forget_messages(&self, messages: Vec<MessageId>) -> Result<Forgotten, EngineError> {
        let done = self
            .write(move |tx| Box::pin(async move { Ok(tx.take_out_messages(&messages).await?) }))
            .await?;
        let mut counts = done.value.counts;
        counts.blobs += self.drop_blobs(&done.value.blobs).await?;
        Ok(counts)
    }

    /// People of whom nothing is left.
    async fn forget_people(&self) -> Result<Forgotten, EngineError> {
        let mut counts = Forgotten::default();
        let old = before(self.now(), UNUSED);
        let mut after = CustomerId(uuid::Uuid::nil());
        loop {
            let mut db = self.inner.store.read().await?;
            let found = db.customers_without_anything(after, old, AT_ONCE).await?;
            drop(db);
            let Some(last) = found.last() else { return Ok(counts) };
            after = *last;
            let engine = self.clone();
            let done = self
                .write(move |tx| {
                    Box::pin(async move {
                        let mut counts = Forgotten::default();
                        for id in found {
                            // They may have written meanwhile.
                            let left = !tx.messages_of_people(&[id], 1).await?.is_empty()
                                || !tx.conversations_of_people(&[id]).await?.is_empty();
                            if left {
                                continue;
                            }
                            counts += tx.take_out_customers(&[id]).await?.counts;
                            let erased = EventKind::CustomerErased;
                            engine.emit_customer(tx, Actor::System, id, erased);
                        }
                        Ok(counts)
                    })
                })
                .await?;
            counts += done.value;
        }
    }

    /// Bytes that nothing has named for a day.
    pub(crate) async fn forget_unused_blobs(&self) -> Result<u64, EngineError> {
        self.forget_unused_blobs_before(before(self.now(), UNUSED)).await
    }

    /// What an erasure was still to drop is known only to the process that died: everything goes
    /// that nothing names, and every answer that is remembered. What is younger than a tick was put
    /// after that, and may be about to be named: nobody looks here sooner after a start.
    pub(crate) async fn drop_what_a_crash_left(&self, id: ErasureId) -> Result<(), EngineError> {
        if self.inner.forgetting.dropped(id) {
            return Ok(());
        }
        let old = before(self.now(), TICK);
        let blobs = self.forget_unused_blobs_before(old).await?;
        for part in 0..=u8::MAX {
            self.inner.store.sweep_blob_files(part).await?;
        }
        let done = self
            .write(move |tx| Box::pin(async move { Ok(tx.purge_remembered_words(old).await?) }))
            .await?;
        let counts = Forgotten { blobs, answers: done.value, ..Forgotten::default() };
        self.inner.forgetting.count(&counts);
        Ok(())
    }

    async fn forget_unused_blobs_before(&self, old: Timestamp) -> Result<u64, EngineError> {
        let mut count = 0;
        loop {
            let unused = self.inner.store.read().await?.unreferenced_blobs(old, BLOBS).await?;
            let dropped = self.drop_blobs(&unused).await?;
            count += dropped;
            if dropped == 0 {
                return Ok(count);
            }
        }
    }

    /// Drops bytes unless something else names them. How many went.
    pub(crate) async fn drop_blobs(&self, blobs: &[BlobHash]) -> Result<u64, EngineError> {
        let mut count = 0;
        for blob in blobs {
            count += u64::from(self.inner.store.drop_blob(blob).await?);
        }
        Ok(count)
    }

    /// What must go besides the row when the platform no longer shows a message.
    pub(crate) async fn going(
        &self,
        tx: &mut Tx<'_>,
        message: &Message,
    ) -> Result<Gone, EngineError> {
        Ok(Gone { message: message.id, blobs: tx.blobs_of_message(message.id).await? })
    }

    /// Platforms demand that what was deleted there is deleted here; the strictest within a day.
    /// The row is empty already; the rest goes at once, the last readable bytes within the day.
    pub(crate) async fn forget_entombed(&self, gone: &[Gone]) -> Result<(), EngineError> {
        if gone.is_empty() {
            return Ok(());
        }
        let mut counts = Forgotten::default();
        for Gone { blobs, .. } in gone {
            counts.blobs += self.drop_blobs(blobs).await?;
        }
        let ids = gone.iter().map(|gone| gone.message.to_string()).collect();
        counts.answers = self.inner.store.forget_answers(&ids, &[]).await?;
        counts.messages = gone.len() as u64;
        self.inner.forgetting.count(&counts);
        Ok(())
    }
}
