//! From a batch to the store, in one transaction: messages, cursor, customer, conversation, events.
//! The same batch may come any number of times.

mod acknowledge;
mod attachments;
pub(crate) mod change;
mod complete;
mod found;
mod hidden;
mod letters;
mod openings;
mod people;
mod place;
pub(crate) mod went;

use std::sync::Arc;

use gerne_connector::{Batch, Resource};
use gerne_domain::{
    Account, Actor, AgentId, Conversation, Customer, Direction, EventKind, IdentityId, Inbound,
    InboundMessage, Item, Message, Timestamp,
};
use gerne_store::Tx;
use tracing::Instrument;

use crate::{
    Done, Engine, EngineError,
    knowing::keeping::{Heard, Reads},
    lease::Hold,
    noticing::keeping::Noticed,
    summary,
};

pub use acknowledge::acknowledgement_words;
pub(crate) use complete::{Completed, Incomplete, Tries};

/// What a batch came to, for logs and health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ingested {
    /// Messages that we did not have.
    pub new: usize,
    /// Messages whose words had changed.
    pub edited: usize,
    /// Messages that the platform no longer shows.
    pub deleted: usize,
    /// Pictures or files that are to be fetched.
    pub pictures: bool,
    /// When the newest of theirs was written that we did not have.
    pub newest: Option<Timestamp>,
    /// What became of them must go from everywhere.
    pub gone: Vec<crate::forget::Gone>,
}

impl Ingested {
    /// Both together.
    pub(crate) fn add(&mut self, other: Self) {
        self.new += other.new;
        self.edited += other.edited;
        self.deleted += other.deleted;
        self.pictures |= other.pictures;
        self.newest = self.newest.max(other.newest);
        self.gone.extend(other.gone);
    }

    /// Somebody else's message that we did not have.
    fn saw_new(&mut self, message: &InboundMessage) {
        self.new += 1;
        self.newest = self.newest.max(Some(message.published_at));
        self.pictures |= !message.attachments.is_empty();
    }
}

impl Engine {
    /// Keeps what a fetch brought, and moves the cursor with it.
    pub(crate) async fn ingest(
        &self,
        account: &Account,
        resource: Option<&Resource>,
        batch: Completed,
    ) -> Result<Done<Ingested>, EngineError> {
        self.ingest_under(None, account, resource, batch).await
    }

    /// The same for a lane: nothing is kept, and no cursor moves, when its lease is lost.
    pub(crate) async fn ingest_under(
        &self,
        hold: Option<&Arc<Hold>>,
        account: &Account,
        resource: Option<&Resource>,
        batch: Completed,
    ) -> Result<Done<Ingested>, EngineError> {
        let span =
            tracing::info_span!("engine.ingest", account = %account.id, items = batch.items());
        let (engine, account) = (self.clone(), account.clone());
        let resource = resource.cloned();
        let (Batch { mut items, cursor, gap, .. }, torn) = batch.into_parts();
        self.keep_contents(account.id, &mut items).await?;
        let watching = self.watching().await?;
        let team = self.taught_tone(account.teams.first().copied()).await?;
        let authors = items.iter().filter_map(|item| match item {
            Item::Message(message) => Some(&message.author.external_id),
            Item::Deleted(_) => None,
        });
        let known = self.known_authors(&watching, &account, authors).await?;
        let noticed = Noticed::of(&watching, &team, &account, &items, known.as_ref());
        let reads = Reads::of(&*self.taught().await?, &items).noticing(noticed);
        let done: Done<Ingested> = self
            .write_maybe_under(hold, move |tx| {
                Box::pin(async move {
                    #[cfg(test)]
                    if items.iter().any(crate::tests::cannot_be_kept) {
                        return Err(EngineError::invalid("test.cannot_be_kept"));
                    }
                    let done = engine.ingest_items(tx, &account, items, &reads).await?;
                    let now = engine.now();
                    if let (Some(resource), Some(cursor)) = (resource, cursor) {
                        tx.put_cursor(account.id, &resource.0, &cursor, now).await?;
                    }
                    if let Some(gap) = gap {
                        engine.raise_gap(tx, &account, &gap).await?;
                    }
                    for item in &torn {
                        engine.raise_torn(tx, &account, item).await?;
                    }
                    Ok(done)
                })
            })
            .instrument(span)
            .await?;
        if done.value.pictures {
            self.inner.lanes.pictures.notify_one();
        }
        self.forget_entombed(&done.value.gone).await?;
        Ok(done)
    }

    async fn ingest_item(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        item: Item,
        done: &mut Ingested,
        heard: &mut Heard,
    ) -> Result<(), EngineError> {
        match item {
            Item::Message(message) => {
                done.pictures |= !message.attachments.is_empty();
                if self.is_own_copy(tx, account, &message).await?
                    || self.is_of_an_alarm(tx, &message).await?
                {
                    return Ok(());
                }
                let (name, hidden) = (message.external_id.clone(), message.hidden);
                match tx.message_by_external(account.id, &message.external_id).await? {
                    Some(known) => {
                        let edited = self.ingest_known(tx, account, known, *message).await?;
                        heard.changed.extend(edited.then(|| name.clone()));
                        done.edited += usize::from(edited);
                    }
                    None if message.author.is_us => {
                        let new = self.ingest_ours(tx, account, *message).await?;
                        heard.named.extend(new.then(|| name.clone()));
                        done.new += usize::from(new);
                    }
                    None if self.is_consulted(tx, account, &message).await? => done.new += 1,
                    None => {
                        done.saw_new(&message);
                        heard.named.push(name.clone());
                        self.ingest_theirs(tx, account, *message).await?;
                    }
                }
                if let Some(hidden) = hidden {
                    self.hidden_elsewhere(tx, account, &name, hidden).await?;
                }
            }
            Item::Deleted(external) => {
                if let Some(known) = tx.message_by_external(account.id, &external).await? {
                    let gone = self.going(tx, &known).await?;
                    if self.ingest_deleted(tx, account, known).await? {
                        done.deleted += 1;
                        done.gone.push(gone);
                    }
                }
            }
        }
        Ok(())
    }

    /// A customer or bystander said something new.
    async fn ingest_theirs(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        mut inbound: InboundMessage,
    ) -> Result<(), EngineError> {
        let (customer, identity) = self.identify(tx, account, &inbound).await?;
        let place = self.place(tx, account, &inbound, &customer).await?;
        let pace = self.brake(tx, &mut inbound, place.thread, &identity).await?;
        let message = self.said(account, &inbound, &place, Some(identity.id), Direction::In);
        tx.insert_message(&message).await?;
        self.insert_attachments(tx, &message, &inbound).await?;
        let Some(mut conversation) = place.conversation else { return Ok(()) };

        let before = conversation.status;
        if let Some(parent) = place.parent {
            let parent = tx.message(parent).await?;
            self.told_by(tx, account, &inbound, parent.as_ref(), &identity).await?;
        } else {
            self.told_by(tx, account, &inbound, None, &identity).await?;
        }
        let works =
            !place.opened && self.answers_follow_up(tx, &mut conversation, &message).await?;
        if works {
            // Nobody waits because of a yes.
            self.shows(&message, &mut conversation);
        } else {
            self.takes_in(account, &customer, &message, &mut conversation);
        }
        if before == gerne_domain::Status::Resolved && before != conversation.status {
            self.measure_reopened(tx, &conversation, None, self.now()).await?;
        }
        if place.opened && letters::resolves_by_itself(&inbound) {
            self.rests(&mut conversation);
        }
        if !place.opened && inbound.addressed && identity.customer_id == conversation.customer_id {
            self.measure_heard(tx, &conversation).await?;
        }
        self.is_reminded_of_promises(tx, &mut conversation, &message).await?;
        self.keep(tx, &mut conversation).await?;
        if place.opened {
            self.emit(tx, Actor::Customer, &conversation, EventKind::ConversationOpened);
        }
        let received = EventKind::MessageReceived { message: message.id };
        self.emit(tx, Actor::Customer, &conversation, received);
        if before != conversation.status && !place.opened {
            let status = conversation.status;
            let changed = EventKind::StatusChanged { status, until: None };
            self.emit(tx, Actor::Customer, &conversation, changed);
        }
        if place.opened {
            let them = (&customer, &identity);
            self.acknowledge(tx, account, them, &conversation, &message, pace).await?;
        }
        Ok(())
    }

    /// What a message does to the matter that it stands in: status, waiting, what the row shows.
    fn takes_in(
        &self,
        account: &Account,
        customer: &Customer,
        message: &Message,
        conversation: &mut Conversation,
    ) {
        let wants_answer =
            message.addressed && customer.blocked_at.is_none() && summary::wants_answer(message);
        let waits_from = message.published_at.min(message.received_at).max(account.connected_at);
        conversation.received(Inbound { waits_from, wants_answer });
        if message.published_at >= conversation.last_message_at
            || conversation.last_message_id.is_none()
        {
            conversation.last_message_id = Some(message.id);
            conversation.last_message_at = message.published_at;
        }
        // The row shows the newest that is unanswered, which need not be what came last.
        if wants_answer || conversation.unanswered == 0 {
            summary::shows(conversation, message);
        }
    }

    /// The row shows a message that nobody needs to answer.
    fn shows(&self, message: &Message, conversation: &mut Conversation) {
        conversation.last_message_id = Some(message.id);
        conversation.last_message_at = conversation.last_message_at.max(message.published_at);
        summary::shows(conversation, message);
    }

    /// Something of ours is on the platform: a reply of ours come back, or an answer that a
    /// colleague gave in the platform's own app. Returns whether it was new.
    async fn ingest_ours(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: InboundMessage,
    ) -> Result<bool, EngineError> {
        if let Some(delivery) = self.on_its_way(tx, account, &inbound).await? {
            self.arrived(tx, delivery, receipt_of(&inbound)).await?;
            return Ok(false);
        }
        if let Some(delivery) = self.said_before(tx, account, &inbound).await? {
            self.named(tx, &delivery, receipt_of(&inbound)).await?;
            return Ok(false);
        }
        let place = self.place_ours(tx, account, &inbound).await?;
        let agent_id = self.opened_by(tx, account, &place, inbound.published_at).await?;
        let message = self.said(account, &inbound, &place, None, Direction::Out);
        let message = Message { agent_id, ..message };
        tx.insert_message(&message).await?;
        self.insert_attachments(tx, &message, &inbound).await?;
        if let Some(mut conversation) = place.conversation {
            let newer = message.published_at >= conversation.last_message_at;
            // An old answer found late ends no newer question, and no sleep.
            let waited = conversation.waiting_since;
            let ends = waited.is_some_and(|since| message.published_at >= since);
            if ends {
                let at = message.published_at;
                self.measure_answer(tx, &conversation, waited, at, Some(&message)).await?;
                conversation.answered();
            }
            conversation.answer_arrived(message.published_at);
            if newer {
                conversation.last_message_id = Some(message.id);
                conversation.last_message_at = message.published_at;
                summary::shows(&mut conversation, &message);
            }
            self.promised_elsewhere(tx, &mut conversation, &message).await?;
            let at = message.published_at;
            self.next_word_given(tx, &mut conversation, at, Some(message.id)).await?;
            self.keep(tx, &mut conversation).await?;
            let received = EventKind::MessageReceived { message: message.id };
            self.emit(tx, Actor::System, &conversation, received);
            if ends {
                let status = conversation.status;
                let changed = EventKind::StatusChanged { status, until: None };
                self.emit(tx, Actor::System, &conversation, changed);
            }
        }
        Ok(true)
    }

    /// What a platform's interface lets nobody answer is answered there by who went there to do so,
    /// else by whose matter it is.
    async fn opened_by(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        place: &place::Place,
        answered_at: Timestamp,
    ) -> Result<Option<AgentId>, EngineError> {
        let closed = self.profile(account).is_ok_and(|p| p.capabilities.only_when_called);
        let (true, Some(parent), Some(conversation)) = (closed, place.parent, &place.conversation)
        else {
            return Ok(None);
        };
        let answered = tx.message(parent).await?;
        let uncalled = answered.filter(|m| m.direction == Direction::In && !m.addressed);
        let Some(message) = uncalled else { return Ok(None) };
        let went = match &message.external_id {
            Some(id) => went::who(tx, account.id, id, answered_at).await?,
            None => None,
        };
        Ok(went.or(conversation.assignee_id))
    }

    /// A letter in a thread that belongs to no conversation.
    pub(crate) fn letter_outside(
        &self,
        account: &Account,
        inbound: &InboundMessage,
        thread: gerne_domain::ThreadId,
    ) -> Message {
        let place = place::Place { thread, parent: None, conversation: None, opened: false };
        self.said(account, inbound, &place, None, Direction::In)
    }

    fn said(
        &self,
        account: &Account,
        inbound: &InboundMessage,
        place: &place::Place,
        identity_id: Option<IdentityId>,
        direction: Direction,
    ) -> Message {
        Message {
            id: gerne_domain::MessageId::new(&*self.inner.ids),
            account_id: account.id,
            thread_id: place.thread,
            conversation_id: place.conversation.as_ref().map(|c| c.id),
            external_id: Some(inbound.external_id.clone()),
            parent_id: place.parent,
            direction,
            identity_id,
            agent_id: None,
            visibility: inbound.visibility,
            addressed: inbound.addressed,
            subject: inbound.subject.clone(),
            text: inbound.text.clone(),
            content_warning: inbound.content_warning.clone(),
            language: inbound.language.clone(),
            mentions: inbound.mentions.clone(),
            emojis: inbound.emojis.clone(),
            attachments: inbound.attachments.iter().map(|a| self.attached(a)).collect(),
            poll: inbound.poll.clone(),
            quotes: inbound.quotes.clone(),
            letter: inbound.letter.clone(),
            url: inbound.url.clone(),
            published_at: inbound.published_at,
            received_at: self.now(),
            edited_at: inbound.edited_at,
            deleted_at: None,
            delivery_id: None,
        }
    }
}

/// What a message of ours, seen on the platform, proves.
fn receipt_of(inbound: &InboundMessage) -> gerne_domain::Receipt {
    gerne_domain::Receipt {
        external_id: Some(inbound.external_id.clone()),
        url: inbound.url.clone(),
        published_at: inbound.published_at,
    }
}
