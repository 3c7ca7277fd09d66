//! Erasing a person (Art. 17 GDPR): from every table, index, file and memory of ours, and so that
//! neither a platform nor an old backup brings them back.

mod again;

use std::{collections::HashSet, time::Duration};

use gerne_domain::{
    Actor, Customer, CustomerId, DeliveryState, Erasure, ErasureId, ErasureReason, EventKind,
    Forgotten, Identity, Role, Timestamp,
};
use gerne_store::{BoxFuture, Page, Paged, Strike, Tx};

use crate::{Caller, Done, Engine, EngineError};

/// Messages taken out in one transaction: some ten milliseconds.
pub(crate) const AT_ONCE: usize = 50;
/// Tries to empty the database's log while somebody reads.
const TRIES: usize = 20;

/// How often whoever carries out an erasure shows that they live.
const BEAT: Duration = Duration::from_mins(1);

/// Carrying out an erasure: who is at it is alone at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) erasure: ErasureId,
    at: Timestamp,
    worker: uuid::Uuid,
}

/// An order to erase somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureOrder {
    /// Who.
    pub customer: CustomerId,
    /// Their name or a handle of theirs, written down by who orders it.
    pub confirm: String,
    /// Why.
    pub reason: ErasureReason,
}

/// Who is being erased, while that can still be said.
struct Person {
    family: Vec<CustomerId>,
    identities: Vec<Identity>,
    strike: Strike,
}

impl Engine {
    /// Erases a person for good. `who` is `None` from the command line. Returns once it is done,
    /// or, when somebody still reads what was there before, once the rows are gone and only their
    /// bytes remain to be overwritten: then `finished_at` is `None` and the house goes on by itself.
    ///
    /// # Errors
    /// `erasure.confirm` when the confirmation is not their name or handle;
    /// `erasure.reply_on_its_way` while a reply to them is on the wire.
    pub async fn erase_customer(
        &self,
        who: Option<&Caller>,
        order: ErasureOrder,
    ) -> Result<Done<Erasure>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let mut db = self.inner.store.read().await?;
        let asked = order.customer;
        let root = db.customer_joined_into(asked).await?.unwrap_or(asked);
        let customer = db.customer(root).await?.ok_or(EngineError::NotFound)?;
        let identities = db.identities_of(root).await?;
        if !confirms(&order.confirm, &customer, &identities) {
            return Err(EngineError::invalid("erasure.confirm"));
        }
        let family = db.customer_family(root).await?;
        let matters = db.conversations_of_people(&family).await?;
        let under_way = db.open_delivery_states(&matters).await?;
        if under_way.iter().any(|(_, state)| *state == DeliveryState::Sending) {
            return Err(EngineError::invalid("erasure.reply_on_its_way"));
        }
        drop(db);
        let erasure = Erasure {
            id: ErasureId::new(&*self.inner.ids),
            at: self.now(),
            agent_id: who.map(|who| who.agent),
            reason: order.reason,
            counts: Forgotten::default(),
            finished_at: None,
        };
        let actor = who.map_or(Actor::System, Caller::actor);
        let work = self.begin(&erasure, root).await?;
        match self.to_the_end(work, Some(root), actor).await {
            // Whoever took it on finishes it; the record tells when.
            Err(EngineError::Moved) => {
                let mut db = self.inner.store.read().await?;
                let value = db.erasure(erasure.id).await?.ok_or(EngineError::NotFound)?;
                Ok(Done { value, seq: self.inner.store.log().head() })
            }
            done => done,
        }
    }

    /// Writes down that somebody is being erased, and that we are at it.
    pub(super) async fn begin(
        &self,
        erasure: &Erasure,
        customer: CustomerId,
    ) -> Result<Work, EngineError> {
        let work = Work { erasure: erasure.id, at: erasure.at, worker: self.inner.ids.next() };
        let (begun, now) = (erasure.clone(), self.now());
        self.write(move |tx| {
            Box::pin(async move {
                let identities = tx.identities_of(customer).await?;
                tx.begin_erasure(&begun, Some(customer), &identities).await?;
                tx.claim_erasure(begun.id, work.worker, now, Timestamp::MAX).await?;
                Ok(())
            })
        })
        .await?;
        Ok(work)
    }

    /// Goes on although the one who asked went away: half an erasure is none.
    pub(super) async fn to_the_end(
        &self,
        work: Work,
        customer: Option<CustomerId>,
        actor: Actor,
    ) -> Result<Done<Erasure>, EngineError> {
        let (told, end) = tokio::sync::oneshot::channel();
        let engine = self.clone();
        self.inner.tasks.spawn_to_end("erasure", async move {
            // Whoever stands still for too long has lost it: somebody else is at it then.
            let done = tokio::select! {
                done = engine.carry_out(work, customer, actor) => done,
                () = engine.keep_beating(work) => Err(EngineError::Moved),
            };
            if let Err(error) = &done {
                let id = work.erasure;
                tracing::error!(erasure = %id, error = %crate::error::chain(&error), "an erasure broke off; it is taken up again");
            }
            // Nobody may be waiting any more; the record tells.
            drop(told.send(done));
        });
        end.await.map_err(|_| EngineError::Store(gerne_store::StoreError::Closed))?
    }

    /// Gives signs of life; returns when somebody else has it.
    async fn keep_beating(&self, work: Work) {
        loop {
            self.inner.clock.sleep(BEAT).await;
            match self.write_as(work, |_| Box::pin(async { Ok(()) })).await {
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::warn!(error = %crate::error::chain(&error), "no sign of life of an erasure");
                }
                Ok(_) => {}
            }
        }
    }

    /// Writes, as long as the erasure is ours; and shows that we live.
    async fn write_as<T, F>(&self, work: Work, verb: F) -> Result<Done<T>, EngineError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, EngineError>> + Send + 'static,
    {
        let now = self.now();
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.beat_erasure(work.erasure, work.worker, now).await? {
                    return Err(EngineError::Moved);
                }
                verb(tx).await
            })
        })
        .await
    }

    async fn carry_out(
        &self,
        work: Work,
        customer: Option<CustomerId>,
        actor: Actor,
    ) -> Result<Done<Erasure>, EngineError> {
        let mut seq = 0;
        if let Some(customer) = customer {
            seq = self.take_all_out(work, customer, actor).await?;
        }
        self.inner.forgetting.has_dropped(work.erasure);
        self.finish(work).await?;
        let mut db = self.inner.store.read().await?;
        let value = db.erasure(work.erasure).await?.ok_or(EngineError::NotFound)?;
        Ok(Done { value, seq })
    }

    async fn take_all_out(
        &self,
        work: Work,
        customer: CustomerId,
        actor: Actor,
    ) -> Result<i64, EngineError> {
        let (id, at) = (work.erasure, work.at);
        let store = &self.inner.store;
        let person = self.person(customer).await?;
        // What went before this was broken off.
        let begun = store.read().await?.erasure(id).await?.ok_or(EngineError::NotFound)?;
        let mut words = HashSet::new();
        let (mut counts, mut blobs) = (Forgotten::default(), Vec::new());
        let mut seq = 0;
        if !person.family.is_empty() {
            // Struck out first: once they are gone nobody knows what to strike out.
            counts.struck = store.strike_out(&person.strike).await?;
            loop {
                let mut db = store.read().await?;
                let messages = db.messages_of_people(&person.family, AT_ONCE).await?;
                let matters = db.conversations_of_people(&person.family).await?;
                drop(db);
                words.extend(messages.iter().map(ToString::to_string));
                words.extend(matters.iter().map(ToString::to_string));
                let (engine, family) = (self.clone(), person.family.clone());
                let done = self
                    .write_as(work, move |tx| {
                        Box::pin(async move {
                            let quoting = tx.letters_quoting(&messages).await?;
                            let mut out = tx.take_out_messages(&messages).await?;
                            let (count, blobs) = tx.forget_quotes(&quoting, &out.blobs).await?;
                            out.counts.attachments += count;
                            out.blobs.extend(blobs);
                            tx.mark_messages(id, at, &out.external).await?;
                            out.touched.retain(|id| !matters.contains(id));
                            engine.tell_touched(tx, &out.touched, &messages).await?;
                            // They may have written meanwhile.
                            let over = messages.is_empty()
                                && tx.messages_of_people(&family, 1).await?.is_empty();
                            if over {
                                let rest = engine.take_out(tx, &family, actor).await?;
                                out.counts += rest;
                            }
                            Ok((out, over))
                        })
                    })
                    .await?;
                let (out, over) = done.value;
                seq = done.seq;
                counts += out.counts;
                blobs.extend(out.blobs);
                let mut noted = begun.counts;
                noted += counts;
                self.write_as(work, move |tx| {
                    Box::pin(async move { Ok(tx.note_erasure(id, &noted, Some(customer)).await?) })
                })
                .await?;
                if over {
                    break;
                }
            }
        }
        words.extend(person.family.iter().map(ToString::to_string));
        counts.answers += store.forget_answers(&words, &person.strike.texts).await?;
        counts.blobs += self.drop_blobs(&blobs).await?;
        self.inner.forgetting.count(&counts);
        let mut noted = begun.counts;
        noted += counts;
        self.write_as(work, move |tx| {
            Box::pin(async move { Ok(tx.note_erasure(id, &noted, None).await?) })
        })
        .await?;
        Ok(seq)
    }

    /// Makes the bytes unreadable and says that it is done. The list is written in any case.
    async fn finish(&self, work: Work) -> Result<(), EngineError> {
        let id = work.erasure;
        self.write_erasure_list().await?;
        for _ in 0..TRIES {
            if self.inner.store.wipe().await? {
                let now = self.now();
                self.write_as(work, move |tx| {
                    Box::pin(async move { Ok(tx.finish_erasure(id, now).await?) })
                })
                .await?;
                // The record itself is nothing to hide; only the list is brought up to it.
                return self.write_erasure_list().await;
            }
        }
        tracing::info!(erasure = %id, "somebody still reads what was there before; again later");
        Ok(())
    }

    /// Takes up erasures that a crash or a long reader left unfinished and whose worker showed no
    /// sign of life since `before`. After a crash first goes what it was still to drop.
    pub(crate) async fn resume_erasures(&self, before: Timestamp) -> Result<(), EngineError> {
        let unfinished = self.inner.store.read().await?.erasures_unfinished().await?;
        for (id, customer) in unfinished {
            let erasure = self.inner.store.read().await?.erasure(id).await?;
            let Some(erasure) = erasure else { continue };
            let work = Work { erasure: id, at: erasure.at, worker: self.inner.ids.next() };
            let now = self.now();
            let claimed = self
                .write(move |tx| {
                    Box::pin(
                        async move { Ok(tx.claim_erasure(id, work.worker, now, before).await?) },
                    )
                })
                .await?;
            if !claimed.value {
                continue;
            }
            self.drop_what_a_crash_left(id).await?;
            let actor = erasure.agent_id.map_or(Actor::System, Actor::Agent);
            self.to_the_end(work, customer, actor).await?;
        }
        Ok(())
    }

    /// Who was erased, the newest first. Admins only; `who` is `None` at the shell.
    pub async fn erasures(
        &self,
        who: Option<&Caller>,
        page: &Page,
    ) -> Result<Paged<Erasure>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        Ok(self.inner.store.read().await?.erasures(page).await?)
    }

    /// Reckons conversations of others anew that messages were taken out of, and tells.
    pub(crate) async fn tell_touched(
        &self,
        tx: &mut Tx<'_>,
        touched: &[gerne_domain::ConversationId],
        messages: &[gerne_domain::MessageId],
    ) -> Result<(), EngineError> {
        for id in touched {
            let Some(mut conversation) = tx.conversation(*id).await? else { continue };
            let Some(account) = tx.account(conversation.account_id).await? else { continue };
            if conversation.last_message_id.is_some_and(|last| messages.contains(&last)) {
                conversation.last_message_id = None;
                conversation.preview = String::new();
            }
            self.reckon(tx, &account, &mut conversation).await?;
            tx.update_conversation(&conversation).await?;
            for message in messages {
                let forgotten = EventKind::MessageForgotten { message: *message };
                self.emit(tx, Actor::System, &conversation, forgotten);
            }
        }
        Ok(())
    }

    /// Takes out what is left once the messages are gone, and tells.
    async fn take_out(
        &self,
        tx: &mut Tx<'_>,
        family: &[CustomerId],
        actor: Actor,
    ) -> Result<Forgotten, EngineError> {
        let ids = tx.conversations_of_people(family).await?;
        for conversation in tx.conversations(&ids).await? {
            self.emit(tx, actor, &conversation, EventKind::ConversationForgotten);
        }
        let mut counts = tx.take_out_conversations(&ids).await?.counts;
        counts += tx.take_out_customers(family).await?.counts;
        for customer in family {
            self.emit_customer(tx, actor, *customer, EventKind::CustomerErased);
        }
        Ok(counts)
    }

    async fn person(&self, customer: CustomerId) -> Result<Person, EngineError> {
        let mut db = self.inner.store.read().await?;
        let mut person =
            Person { family: Vec::new(), identities: Vec::new(), strike: Strike::default() };
        if db.customer(customer).await?.is_none() {
            return Ok(person);
        }
        person.family = db.customer_family(customer).await?;
        person.identities = db.identities_of_all(&person.family).await?;
        let mut names: Vec<String> = Vec::new();
        for customer in db.customers(&person.family).await? {
            names.push(customer.name);
        }
        for identity in &person.identities {
            let Identity { handle, name, avatar_url, profile_url, external_id, .. } = identity;
            let addresses = [Some(handle), avatar_url.as_ref(), profile_url.as_ref()];
            person.strike.texts.extend(addresses.into_iter().flatten().cloned());
            person.strike.external.push(external_id.clone());
            names.push(name.clone());
        }
        // One word alone is too often something else.
        names.retain(|name| name.split_whitespace().count() > 1);
        names.sort();
        names.dedup();
        person.strike.names = names;
        // Handles without a server are one word, too; as a mention they are unmistakable.
        for text in &mut person.strike.texts {
            if !text.contains(['@', '/']) {
                text.insert(0, '@');
            }
        }
        Ok(person)
    }
}

/// Whether somebody wrote down whom they mean.
fn confirms(text: &str, customer: &Customer, identities: &[Identity]) -> bool {
    let said = text.trim().trim_start_matches('@').to_lowercase();
    let handles = identities.iter().map(|identity| identity.handle.as_str());
    let mut names = handles.chain([customer.name.trim()]);
    !said.is_empty() && names.any(|name| name.to_lowercase() == said)
}
