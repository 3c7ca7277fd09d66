//! Writing down what was said outside the platforms: by phone, in a shop, at the door. It counts as
//! what it was, when it was.

use std::time::Duration;

use gerne_domain::{
    Contact, ContactId, ContactWay, Conversation, ConversationId, Direction, EventKind, Inbound,
    Role, Timestamp,
    time::{after, before, between},
};
use gerne_store::{ONLY_AN_ID, Remembered, Tx};

use crate::{
    Caller, Done, Engine, EngineError,
    promises::{SaidPromise, Source},
    summary,
};

/// Clocks differ by this much.
const SKEW: Duration = Duration::from_mins(5);
/// What was longer ago is history, no contact.
const OLDEST: Duration = Duration::from_hours(5 * 366 * 24);
/// Who wrote it down may change it for so long; leads always.
const THEIRS: Duration = Duration::from_hours(7 * 24);
/// Characters.
const LONGEST: usize = 10_000;

/// Something said outside the platforms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// How.
    pub how: ContactWay,
    /// `In`: they came to us.
    pub direction: Direction,
    /// When it was.
    pub at: Timestamp,
    /// What was said.
    pub text: String,
    /// They wait for us since then; `None`: when they came to us.
    pub waits: Option<bool>,
    /// What its author says about promises in it; the rest is found and proposed.
    pub promises: Vec<SaidPromise>,
    /// With a key only once.
    pub key: Option<String>,
}

/// What to change about it; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactChange {
    /// How.
    pub how: Option<ContactWay>,
    /// When it was.
    pub at: Option<Timestamp>,
    /// What was said.
    pub text: Option<String>,
    /// They wait for us since then.
    pub waits: Option<bool>,
}

impl Engine {
    /// Writes down what was said outside the platforms.
    ///
    /// # Errors
    /// `Invalid` with `contact.empty`, `contact.too_long`, `contact.future`, `contact.too_old`.
    pub async fn log_contact(
        &self,
        who: &Caller,
        id: ConversationId,
        new: NewContact,
    ) -> Result<Done<ContactId>, EngineError> {
        self.is_possible(&new.text, new.at)?;
        let (engine, who) = (self.clone(), who.clone());
        let key = new.key.clone().map(|key| format!("{ONLY_AN_ID}{key}"));
        let taught = self.taught().await?;
        self.write(move |tx| {
            Box::pin(async move {
                let mut conversation = engine.matter(tx, &who, id).await?;
                if let Some(key) = &key
                    && let Some(first) = tx.remembered(who.agent, key).await?
                    && let Ok(contact) = first.body.parse()
                {
                    return Ok(contact);
                }
                let contact = Contact {
                    id: ContactId::new(&*engine.inner.ids),
                    conversation_id: conversation.id,
                    agent_id: who.agent,
                    how: new.how,
                    direction: new.direction,
                    at: new.at,
                    logged_at: engine.now(),
                    text: new.text.trim().to_owned(),
                    waits: new.waits.unwrap_or(new.direction == Direction::In),
                    edited_at: None,
                    deleted_at: None,
                };
                tx.insert_contact(&contact).await?;
                engine.keep_contact(tx, &taught, &contact, &conversation).await?;
                if let Some(key) = key {
                    let (body, at) = (contact.id.to_string(), contact.logged_at);
                    let first = Remembered { request_hash: [0; 32], status: 201, body, at };
                    tx.remember(who.agent, &key, &first).await?;
                }
                let logged = EventKind::ContactLogged { contact: contact.id };
                engine.emit(tx, who.actor(), &conversation, logged);
                engine.takes_in_contact(tx, &who, &mut conversation, &contact).await?;
                let made = (who.actor(), Some(who.agent));
                let source = Source::Contact(&contact);
                engine.promise_in(tx, made, &conversation, source, &new.promises, true).await?;
                engine.settle_promises(tx, &mut conversation).await?;
                engine.keep(tx, &mut conversation).await?;
                Ok(contact.id)
            })
        })
        .await
    }

    /// What a contact does to its matter: who came to us waits since then, whom we called was
    /// answered.
    async fn takes_in_contact(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &mut Conversation,
        contact: &Contact,
    ) -> Result<(), EngineError> {
        let before = conversation.status;
        let account = self.home_of(tx, conversation).await?;
        if contact.is_waiting() {
            let answered = self.last_answer(tx, conversation).await?;
            if answered.is_none_or(|at| at < contact.at) {
                let inbound = Inbound { waits_from: contact.at, wants_answer: true };
                conversation.received(inbound);
            }
        }
        if contact.answers() {
            if let Some(since) = conversation.waiting_since.filter(|since| contact.at >= *since) {
                let agent = Some(who.agent);
                self.measure_elsewhere(tx, conversation, since, contact.at, agent).await?;
                conversation.answered();
                self.reckon_waiting(tx, &account, conversation).await?;
            }
            conversation.answer_arrived(contact.at);
            self.next_word_given(tx, conversation, contact.at, None).await?;
        }
        if contact.at >= conversation.last_message_at && contact.deleted_at.is_none() {
            conversation.last_message_at = contact.at;
            conversation.preview = summary::preview(&contact.text);
            conversation.preview_private = true;
        }
        if before != conversation.status {
            let status = conversation.status;
            let changed = EventKind::StatusChanged { status, until: None };
            self.emit(tx, who.actor(), conversation, changed);
        }
        Ok(())
    }

    /// Changes what was written down: its author for a week, leads always. Promises in it stay as
    /// they are; what is new in the words is proposed.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` as in `log_contact`.
    pub async fn change_contact(
        &self,
        who: &Caller,
        id: ContactId,
        change: ContactChange,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let taught = self.taught().await?;
        self.write(move |tx| {
            Box::pin(async move {
                let (mut conversation, mut contact) = engine.their_contact(tx, &who, id).await?;
                let words = change.text.as_ref().is_some_and(|text| text.trim() != contact.text);
                contact.how = change.how.unwrap_or(contact.how);
                contact.at = change.at.unwrap_or(contact.at);
                contact.text = change.text.map_or(contact.text, |text| text.trim().to_owned());
                contact.waits = change.waits.unwrap_or(contact.waits);
                engine.is_possible(&contact.text, contact.at)?;
                contact.edited_at = Some(engine.now());
                tx.update_contact(&contact).await?;
                engine.keep_contact(tx, &taught, &contact, &conversation).await?;
                if words {
                    let known = tx.promises_in_contact(id).await?;
                    let hours = engine.hours_of(tx, &conversation).await?;
                    let same = |found: &crate::promises::FoundPromise| {
                        known.iter().any(|promise| promise.text == found.text)
                    };
                    let found = crate::promises::read(
                        &contact.text,
                        gerne_language::card::By::Log,
                        contact.at,
                        &hours,
                    );
                    if found.iter().any(|found| !same(found)) {
                        // Who knows better stands; what was only proposed is found anew.
                        for mut promise in known {
                            if promise.state == gerne_domain::PromiseState::Proposed
                                && promise.dismiss(engine.now())
                            {
                                let actor = who.actor();
                                engine
                                    .store_promise(tx, actor, &mut conversation, &mut promise)
                                    .await?;
                            }
                        }
                        let made = (who.actor(), Some(contact.agent_id));
                        let source = Source::Contact(&contact);
                        engine.promise_in(tx, made, &conversation, source, &[], true).await?;
                    }
                }
                engine.contact_changed(tx, &who, &mut conversation, &contact).await
            })
        })
        .await
    }

    /// Takes back what was written down by mistake: that there was something stays, without words.
    /// What it promised is promised no longer.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn delete_contact(&self, who: &Caller, id: ContactId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (mut conversation, mut contact) = engine.their_contact(tx, &who, id).await?;
                contact.text.clear();
                contact.deleted_at = Some(engine.now());
                tx.update_contact(&contact).await?;
                tx.delete_facts_of_contact(contact.id).await?;
                for mut promise in tx.promises_in_contact(id).await? {
                    if promise.dismiss(engine.now()) {
                        promise.text.clear();
                        let actor = who.actor();
                        engine.store_promise(tx, actor, &mut conversation, &mut promise).await?;
                    }
                }
                engine.contact_changed(tx, &who, &mut conversation, &contact).await
            })
        })
        .await
    }

    async fn contact_changed(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &mut Conversation,
        contact: &Contact,
    ) -> Result<(), EngineError> {
        let changed = EventKind::ContactChanged { contact: contact.id };
        self.emit(tx, who.actor(), conversation, changed);
        let account = self.home_of(tx, conversation).await?;
        self.reckon(tx, &account, conversation).await?;
        self.settle_promises(tx, conversation).await?;
        self.keep(tx, conversation).await
    }

    async fn their_contact(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ContactId,
    ) -> Result<(Conversation, Contact), EngineError> {
        let contact = tx.contact(id).await?.filter(|contact| contact.deleted_at.is_none());
        let contact = contact.ok_or(EngineError::NotFound)?;
        let conversation = who.sees(tx.conversation(contact.conversation_id).await?)?;
        let fresh = between(contact.logged_at, self.now()) <= THEIRS;
        if !(contact.agent_id == who.agent && fresh) {
            who.at_least(Role::Lead)?;
        }
        Ok((conversation, contact))
    }

    fn is_possible(&self, text: &str, at: Timestamp) -> Result<(), EngineError> {
        let now = self.now();
        if text.trim().is_empty() {
            return Err(EngineError::invalid("contact.empty"));
        }
        if text.chars().nth(LONGEST).is_some() {
            return Err(EngineError::invalid("contact.too_long"));
        }
        if at > after(now, SKEW) {
            return Err(EngineError::invalid("contact.future"));
        }
        if at < before(now, OLDEST) {
            return Err(EngineError::invalid("contact.too_old"));
        }
        Ok(())
    }
}
