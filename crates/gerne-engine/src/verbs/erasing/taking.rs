//! What of a person is taken out, and who is told.

use std::collections::HashSet;

use gerne_domain::{Actor, ConversationId, CustomerId, EventKind, Forgotten, Identity, MessageId};
use gerne_store::{Strike, TakenOut, Tx};

use super::work::Work;
use crate::{Engine, EngineError};

/// Messages taken out in one transaction: some ten milliseconds.
pub(crate) const AT_ONCE: usize = 50;

/// Who is being erased, while that can still be said.
struct Person {
    family: Vec<CustomerId>,
    identities: Vec<Identity>,
    strike: Strike,
}

/// Some messages of theirs, and whose they are.
struct Part {
    messages: Vec<MessageId>,
    matters: Vec<ConversationId>,
    family: Vec<CustomerId>,
}

impl Engine {
    /// Takes out all of a person, some messages at a time; returns the number of the last event.
    pub(super) async fn take_all_out(
        &self,
        work: Work,
        customer: CustomerId,
        actor: Actor,
    ) -> Result<i64, EngineError> {
        let store = &self.inner.store;
        let person = self.person(customer).await?;
        // What went before this was broken off.
        let begun = store.read().await?.erasure(work.erasure).await?;
        let before = begun.ok_or(EngineError::NotFound)?.counts;
        let mut words = HashSet::new();
        let (mut counts, mut blobs) = (Forgotten::default(), Vec::new());
        let (mut seq, mut over) = (0, person.family.is_empty());
        if !over {
            // Struck out first: once they are gone nobody knows what to strike out.
            counts.struck = store.strike_out(&person.strike).await?;
        }
        while !over {
            let mut db = store.read().await?;
            let messages = db.messages_of_people(&person.family, AT_ONCE).await?;
            let matters = db.conversations_of_people(&person.family).await?;
            drop(db);
            words.extend(messages.iter().map(ToString::to_string));
            words.extend(matters.iter().map(ToString::to_string));
            let family = person.family.clone();
            let (engine, part) = (self.clone(), Part { messages, matters, family });
            let done = self
                .write_as(work, move |tx| {
                    Box::pin(async move { engine.take_some(tx, work, &part, actor).await })
                })
                .await?;
            let (out, last) = done.value;
            (seq, over) = (done.seq, last);
            counts += out.counts;
            blobs.extend(out.blobs);
            self.note(work, before, counts, Some(customer)).await?;
        }
        words.extend(person.family.iter().map(ToString::to_string));
        counts.answers += store.forget_answers(&words, &person.strike.texts).await?;
        counts.blobs += self.drop_blobs(&blobs).await?;
        self.inner.forgetting.count(&counts);
        self.note(work, before, counts, None).await?;
        Ok(seq)
    }

    /// Takes out some messages; and, when those were all, what is left of their authors. Says
    /// whether it is over.
    async fn take_some(
        &self,
        tx: &mut Tx<'_>,
        work: Work,
        part: &Part,
        actor: Actor,
    ) -> Result<(TakenOut, bool), EngineError> {
        let quoting = tx.letters_quoting(&part.messages).await?;
        let mut out = tx.take_out_messages(&part.messages).await?;
        let (count, blobs) = tx.forget_quotes(&quoting, &out.blobs).await?;
        out.counts.attachments += count;
        out.blobs.extend(blobs);
        tx.mark_messages(work.erasure, work.at, &out.external).await?;
        out.touched.retain(|id| !part.matters.contains(id));
        self.tell_touched(tx, &out.touched, &part.messages).await?;
        // They may have written meanwhile.
        let over =
            part.messages.is_empty() && tx.messages_of_people(&part.family, 1).await?.is_empty();
        if over {
            out.counts += self.take_out(tx, &part.family, actor).await?;
        }
        Ok((out, over))
    }

    /// Writes down how much is gone, and who is not gone yet.
    async fn note(
        &self,
        work: Work,
        before: Forgotten,
        now: Forgotten,
        customer: Option<CustomerId>,
    ) -> Result<(), EngineError> {
        let mut counts = before;
        counts += now;
        self.write_as(work, move |tx| {
            Box::pin(async move { Ok(tx.note_erasure(work.erasure, &counts, customer).await?) })
        })
        .await
        .map(drop)
    }

    /// Reckons conversations of others anew that messages were taken out of, and tells.
    pub(crate) async fn tell_touched(
        &self,
        tx: &mut Tx<'_>,
        touched: &[ConversationId],
        messages: &[MessageId],
    ) -> Result<(), EngineError> {
        for id in touched {
            let Some(mut conversation) = tx.conversation(*id).await? else { continue };
            let Some(account) = tx.account(conversation.account_id).await? else { continue };
            if conversation.last_message_id.is_some_and(|last| messages.contains(&last)) {
                conversation.last_message_id = None;
                conversation.preview = String::new();
            }
            self.reckon(tx, &account, &mut conversation).await?;
            self.keep(tx, &mut conversation).await?;
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
        for who in tx.identities_of_all(family).await? {
            tx.forget_calls_naming(&who.platform, &[who.external_id.0]).await?;
        }
        let mut counts = tx.take_out_conversations(&ids).await?.counts;
        counts += tx.take_out_customers(family).await?.counts;
        for customer in family {
            self.emit_customer(tx, actor, *customer, EventKind::CustomerErased);
        }
        Ok(counts)
    }

    /// Who it is: all that is one person, and by what others name them.
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
