//! What was read is kept with the message that says it, in the same transaction; and follows it when
//! it changes.

use std::collections::HashMap;

use gerne_domain::{
    Account, Contact, Conversation, ConversationId, Direction, EventKind, ExternalId, Fact, FactId,
    FactState, InboundMessage, Item, Message, MessageId, Note,
};
use gerne_language::card::{By, Found, Place as Spot};
use gerne_store::Tx;

use super::{Said, Taught};
use crate::{
    Caller, Engine, EngineError,
    noticing::keeping::{Kept, Noticed},
};

/// What was read in messages before they are kept, by what their platform calls them.
#[derive(Debug, Default)]
pub(crate) struct Reads(HashMap<ExternalId, (String, Vec<Found>)>, Noticed);

impl Reads {
    /// Reads all that people wrote.
    pub(crate) fn of(taught: &Taught, items: &[Item]) -> Self {
        let mut reads = HashMap::new();
        for item in items {
            let Item::Message(message) = item else { continue };
            let found = read(taught, message);
            reads.insert(message.external_id.clone(), (message.text.clone(), found));
        }
        Self(reads, Noticed::default())
    }

    /// With what rules noticed.
    pub(crate) fn noticing(self, noticed: Noticed) -> Self {
        Self(self.0, noticed)
    }

    fn says_something(&self, id: &ExternalId) -> bool {
        self.1.knows(id) || self.0.get(id).is_some_and(|(_, found)| !found.is_empty())
    }
}

fn read(taught: &Taught, message: &InboundMessage) -> Vec<Found> {
    if message.letter.as_ref().is_some_and(|letter| letter.automatic.is_some()) {
        return Vec::new();
    }
    let by = if message.author.is_us { By::Us } else { By::Customer };
    let spot = Spot { by, opens: message.in_reply_to.is_none() };
    let subject = message.subject.as_deref().filter(|_| message.letter.is_some());
    all(taught, &message.text, subject, spot, message.published_at)
}

/// Something was said before it.
fn later(by: By) -> Spot {
    Spot { by, opens: false }
}

/// What a text and the line above it say. What only the line says has no place in the text.
fn all(
    taught: &Taught,
    text: &str,
    subject: Option<&str>,
    spot: Spot,
    at: gerne_domain::Timestamp,
) -> Vec<Found> {
    let mut found = taught.read(text, spot, at);
    if let Some(subject) = subject
        && spot.by == By::Customer
    {
        let above = taught.read(subject, spot, at).into_iter();
        let above = above.filter(|one| super::is_listed(one.kind.name()));
        let new: Vec<Found> = above
            .filter(|one| !found.iter().any(|f| f.kind == one.kind && f.norm == one.norm))
            .map(|one| Found { span: 0..0, ..one })
            .collect();
        found.extend(new);
    }
    found
}

impl Engine {
    /// Keeps what messages say that are new: those at hand, and those that only their platform's
    /// names are known of.
    pub(crate) async fn keep_reads(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        reads: &Reads,
        mut heard: Heard,
    ) -> Result<(), EngineError> {
        let named = std::mem::take(&mut heard.named);
        let joins = account.settings.joins_matters;
        let wanted: Vec<ExternalId> =
            named.into_iter().filter(|id| joins || reads.says_something(id)).collect();
        if !wanted.is_empty() {
            let messages = tx.messages_by_external(account.id, &wanted).await?;
            heard.new.extend(messages.iter().map(Place::of));
        }
        let kept: Vec<Kept> = heard.new.iter().filter_map(Place::kept).collect();
        let mut opened: Vec<ConversationId> = Vec::new();
        let mut facts = Vec::new();
        for place in std::mem::take(&mut heard.new) {
            opened.extend(place.matter);
            // What belongs to nobody's matter is nobody's fact.
            let Some((external, said)) = place.said() else { continue };
            let Some((_, found)) = reads.0.get(&external) else { continue };
            facts.extend(found.iter().map(|one| said.fact(&*self.inner.ids, one)));
        }
        tx.insert_facts(&facts).await?;
        self.keep_noticed(tx, account, &reads.1, &kept).await?;
        self.join_new(tx, account, opened).await?;
        let changed = std::mem::take(&mut heard.changed);
        for message in tx.messages_by_external(account.id, &changed).await? {
            let read = message.external_id.as_ref().and_then(|id| reads.0.get(id));
            // An older state may have come: what was kept counts.
            if let Some((_, found)) = read.filter(|(text, _)| *text == message.text) {
                self.keep_again(tx, &message, found).await?;
            }
            if let Some(kept) = Place::of(&message).kept() {
                self.keep_noticed_again(tx, account, &reads.1, &kept, &message.text).await?;
            }
        }
        Ok(())
    }

    /// Of these matters, those that were opened just now are joined with what they go on with.
    async fn join_new(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        mut matters: Vec<ConversationId>,
    ) -> Result<(), EngineError> {
        if !account.settings.joins_matters {
            return Ok(());
        }
        matters.sort_unstable();
        matters.dedup();
        let mut opened = Vec::new();
        for conversation in tx.conversations(&matters).await? {
            let messages = tx.newest_messages(conversation.id, 2).await?;
            // With one message in it, that is what opened it.
            if messages.len() == 1 {
                opened.push(conversation.id);
            }
        }
        self.join_by_itself(tx, account, &opened).await
    }

    /// Puts what was read anew in place of what was read before. What people made of it stays:
    /// dismissed is dismissed, corrected is corrected.
    pub(crate) async fn keep_again(
        &self,
        tx: &mut Tx<'_>,
        message: &Message,
        found: &[Found],
    ) -> Result<bool, EngineError> {
        let Some(said) = Place::of(message).here() else { return Ok(false) };
        let before = tx.facts_of_messages(&[message.id]).await?;
        self.reconcile(tx, before, &said, found).await
    }

    async fn reconcile(
        &self,
        tx: &mut Tx<'_>,
        mut before: Vec<Fact>,
        said: &Said,
        found: &[Found],
    ) -> Result<bool, EngineError> {
        let mut new = Vec::new();
        let mut changed = false;
        for one in found {
            let fact = said.fact(&*self.inner.ids, one);
            let known = before.iter().position(|known| is_same(known, &fact));
            match known.map(|at| before.swap_remove(at)) {
                Some(known) => {
                    let untouched = known.state == FactState::Drafted;
                    let kind = if untouched { fact.kind.clone() } else { known.kind.clone() };
                    let norm = if known.written.is_some() { &known.norm } else { &fact.norm };
                    let placed = Fact {
                        sought: super::sought(&kind, norm),
                        norm: norm.clone(),
                        kind,
                        starts: fact.starts,
                        ends: fact.ends,
                        ..known.clone()
                    };
                    if placed != known {
                        changed = true;
                        tx.place_fact(&placed).await?;
                    }
                }
                None => new.push(fact),
            }
        }
        changed |= !new.is_empty();
        tx.insert_facts(&new).await?;
        // What a person wrote or confirmed stays although the words are gone; a dismissal has
        // nothing left to dismiss.
        let gone: Vec<FactId> = before
            .iter()
            .filter(|fact| matches!(fact.state, FactState::Drafted | FactState::Dismissed))
            .map(|fact| fact.id)
            .collect();
        changed |= !gone.is_empty();
        tx.delete_facts(&gone).await?;
        Ok(changed)
    }

    /// Reads an answer of ours that is written down just now; and tells when it says something
    /// private in public.
    pub(crate) async fn keep_answer(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        who: &Caller,
        conversation: &Conversation,
        id: MessageId,
        in_public: Option<String>,
    ) -> Result<(), EngineError> {
        let Some(message) = tx.message(id).await? else { return Ok(()) };
        let found = taught.read(&message.text, later(By::Us), message.published_at);
        let Some(said) = Place::of(&message).here() else { return Ok(()) };
        let facts: Vec<Fact> = found.iter().map(|one| said.fact(&*self.inner.ids, one)).collect();
        tx.insert_facts(&facts).await?;
        if let Some(reason) = in_public {
            let told = EventKind::SaidInPublic { message: id };
            self.emit(tx, who.actor(), conversation, told);
            // Words belong where they can be forgotten with the matter, not into the log.
            let note = Note {
                id: gerne_domain::NoteId::new(&*self.inner.ids),
                conversation_id: conversation.id,
                agent_id: who.agent,
                text: reason,
                mentions: Vec::new(),
                created_at: self.now(),
                consult_id: None,
                author: None,
            };
            tx.insert_note(&note).await?;
            self.emit(tx, who.actor(), conversation, EventKind::NoteAdded { note: note.id });
        }
        Ok(())
    }

    /// Reads a note that is written down just now.
    pub(crate) async fn keep_noted(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        note: &Note,
        customer: gerne_domain::CustomerId,
    ) -> Result<(), EngineError> {
        let said = Said {
            message: None,
            note: Some(note.id),
            contact: None,
            identity: None,
            conversation: None,
            customer: Some(customer),
            at: note.created_at,
            public: false,
        };
        let found = taught.read(&note.text, later(By::Log), note.created_at);
        let facts: Vec<Fact> = found.iter().map(|one| said.fact(&*self.inner.ids, one)).collect();
        Ok(tx.insert_facts(&facts).await?)
    }

    /// Reads what was said in a contact that somebody logged.
    pub(crate) async fn keep_contact(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        contact: &Contact,
        conversation: &Conversation,
    ) -> Result<(), EngineError> {
        let said = Said {
            message: None,
            note: None,
            contact: Some(contact.id),
            identity: None,
            conversation: Some(conversation.id),
            customer: Some(conversation.customer_id),
            at: contact.at,
            public: false,
        };
        let opens = contact.at <= conversation.created_at;
        let found = taught.read(&contact.text, Spot { by: By::Log, opens }, contact.at);
        // What a person made of it stays.
        let before = tx.facts_of_contact(contact.id).await?;
        self.reconcile(tx, before, &said, &found).await.map(drop)
    }

    /// What a message says by the words it has now.
    pub(crate) fn read_message(taught: &Taught, message: &Message) -> Vec<Found> {
        let by = match message.direction {
            Direction::In => By::Customer,
            Direction::Out => By::Us,
        };
        let automatic = message.letter.as_ref().is_some_and(|l| l.automatic.is_some());
        if automatic || message.deleted_at.is_some() {
            return Vec::new();
        }
        let spot = Spot { by, opens: message.parent_id.is_none() };
        let subject = message.subject.as_deref().filter(|_| message.letter.is_some());
        all(taught, &message.text, subject, spot, message.published_at)
    }
}

/// What is to be kept at the end of a batch.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// New messages at hand.
    pub(crate) new: Vec<Place>,
    /// New messages, by what their platform calls them.
    pub(crate) named: Vec<ExternalId>,
    /// Messages that are said differently now, by what their platform calls them.
    pub(crate) changed: Vec<ExternalId>,
}

impl Heard {
    /// Where a new message stands.
    pub(crate) fn place(message: &Message) -> Place {
        Place::of(message)
    }
}

/// Where a message stands, as much as a fact needs.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    external: Option<ExternalId>,
    matter: Option<ConversationId>,
    said: Said,
}

impl Place {
    pub(crate) fn of(message: &Message) -> Self {
        Self {
            external: message.external_id.clone(),
            matter: message.conversation_id,
            said: Said {
                message: Some(message.id),
                note: None,
                contact: None,
                identity: message.identity_id,
                conversation: None,
                customer: None,
                at: message.published_at,
                public: message.visibility.is_public(),
            },
        }
    }

    fn kept(&self) -> Option<Kept> {
        let (external, message) = (self.external.clone()?, self.said.message?);
        Some(Kept { external, message, matter: self.matter })
    }

    fn said(self) -> Option<(ExternalId, Said)> {
        let external = self.external.filter(|_| self.matter.is_some())?;
        Some((external, self.said))
    }

    fn here(self) -> Option<Said> {
        self.matter.map(|_| self.said)
    }
}

/// The same words at one place; a person may have said since that they are of another kind.
fn is_same(known: &Fact, read: &Fact) -> bool {
    known.value == read.value
        && (known.kind == read.kind
            || matches!(known.state, FactState::Corrected | FactState::Confirmed))
}
