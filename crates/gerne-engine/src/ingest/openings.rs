//! People who write to us out of the blue, each opening a matter: however many come with one fetch,
//! they are kept in a handful of statements.

use std::collections::HashSet;

use futures_util::future;
use gerne_domain::{
    Account, Actor, Conversation, Direction, EventKind, ExternalId, InboundMessage, Item, Message,
    ThreadId,
};
use gerne_store::{Thread, Tx};

use super::{Ingested, people::People, place::Place};
use crate::{
    Engine, EngineError,
    knowing::keeping::{Heard, Reads},
};

impl Engine {
    /// Keeps items in their order: runs of openings together, everything else one by one.
    pub(super) async fn ingest_items(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        items: Vec<Item>,
        reads: &Reads,
    ) -> Result<Ingested, EngineError> {
        let mut done = Ingested::default();
        let items = self.without_erased(tx, account, items).await?;
        let ids: Vec<ExternalId> = items.iter().filter_map(opening).cloned().collect();
        let known = tx.messages_by_external(account.id, &ids).await?;
        let mut known: HashSet<ExternalId> =
            known.into_iter().filter_map(|message| message.external_id).collect();
        let (mut openings, mut heard) = (Vec::new(), Heard::default());
        for item in items {
            match item {
                Item::Message(message)
                    if opens(&message) && !known.contains(&message.external_id) =>
                {
                    known.insert(message.external_id.clone());
                    openings.push(*message);
                }
                item => {
                    self.ingest_openings(tx, account, &mut openings, &mut done, &mut heard).await?;
                    self.ingest_item(tx, account, item, &mut done, &mut heard).await?;
                }
            }
        }
        self.ingest_openings(tx, account, &mut openings, &mut done, &mut heard).await?;
        self.keep_reads(tx, account, reads, heard).await?;
        Ok(done)
    }

    /// Keeps new messages that each open a matter; none is left in `inbound` afterwards.
    async fn ingest_openings(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &mut Vec<InboundMessage>,
        done: &mut Ingested,
        heard: &mut Heard,
    ) -> Result<(), EngineError> {
        if inbound.is_empty() {
            return Ok(());
        }
        let inbound = std::mem::take(inbound);
        let (people, new) = self.recognise(tx, account, &inbound).await?;
        // Who is new is written while the rest is prepared.
        let prepared = async { self.openings(account, &inbound, &people) };
        let (kept, prepared) = future::join(tx.insert_people(&new), prepared).await;
        kept?;
        let Openings { mut conversations, threads, messages } = prepared?;
        for conversation in &mut conversations {
            self.make_due(tx, conversation).await?;
        }
        tx.insert_openings(&conversations, &threads, &messages).await?;
        for ((one, conversation), message) in inbound.iter().zip(&conversations).zip(&messages) {
            self.insert_attachments(tx, message, one).await?;
            self.emit(tx, Actor::Customer, conversation, EventKind::ConversationOpened);
            let received = EventKind::MessageReceived { message: message.id };
            self.emit(tx, Actor::Customer, conversation, received);
            done.saw_new(one);
            heard.new.push(Heard::place(message));
        }
        Ok(())
    }

    /// A matter, a thread and a message for each.
    fn openings(
        &self,
        account: &Account,
        inbound: &[InboundMessage],
        people: &People,
    ) -> Result<Openings, EngineError> {
        let mut openings = Openings::default();
        for one in inbound {
            let person = people.get(&one.author.external_id);
            let (customer, identity) = person.ok_or(EngineError::NotFound)?;
            let mut conversation = self.new_matter(account, one, customer);
            let place = Place {
                thread: ThreadId::new(&*self.inner.ids),
                parent: None,
                conversation: Some(conversation.clone()),
                opened: true,
            };
            let message = self.said(account, one, &place, Some(identity.id), Direction::In);
            self.takes_in(account, customer, &message, &mut conversation);
            openings.threads.push(Thread {
                id: place.thread,
                account_id: account.id,
                external_id: one.external_id.clone(),
                conversation_id: Some(conversation.id),
                created_at: self.now(),
            });
            openings.conversations.push(conversation);
            openings.messages.push(message);
        }
        Ok(openings)
    }
}

/// What is kept of messages that each open a matter.
#[derive(Default)]
struct Openings {
    conversations: Vec<Conversation>,
    threads: Vec<Thread>,
    messages: Vec<Message>,
}

/// The name of a message that would open a matter, were it new.
fn opening(item: &Item) -> Option<&ExternalId> {
    match item {
        Item::Message(message) if opens(message) => Some(&message.external_id),
        Item::Message(_) | Item::Deleted(_) => None,
    }
}

/// Somebody else speaks to us and answers nobody. What a letter answers is not known yet.
fn opens(message: &InboundMessage) -> bool {
    message.addressed
        && message.in_reply_to.is_none()
        && message.letter.is_none()
        && !message.author.is_us
        && message.hidden != Some(true)
}
