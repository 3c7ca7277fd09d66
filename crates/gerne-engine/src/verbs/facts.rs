//! What people make of what was read: lines of the case card, facts, who was verified, and what the
//! company teaches.

use gerne_domain::{
    Conversation, ConversationId, CustomerId, EventKind, Fact, FactId, FactState, Knowledge, Role,
    Stated, Timestamp, Verification, VerificationId,
};
use gerne_language::card::{Kind, Part, compared};
use gerne_store::Tx;

use crate::{
    Caller, Done, Engine, EngineError,
    knowing::{SETTING, Said, is_private, pattern, sought},
};

/// Characters of a line or a value.
const LONGEST: usize = 1_000;
/// Characters of how somebody was verified.
const HOW: usize = 100;

/// What to change about a fact; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactChange {
    /// What it says.
    pub value: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<String>,
    /// It is so.
    pub confirmed: bool,
}

impl Engine {
    /// Writes a line of the case card.
    ///
    /// # Errors
    /// `Invalid` with `card.part`, `fact.empty`, `fact.too_long`.
    pub async fn add_card_line(
        &self,
        who: &Caller,
        id: ConversationId,
        part: &str,
        text: String,
    ) -> Result<Done<FactId>, EngineError> {
        let part = Part::named(part).ok_or_else(|| EngineError::invalid("card.part"))?;
        let text = checked(text)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let conversation = engine.matter(tx, &who, id).await?;
                let fact = engine.by_hand(&who, part.kind(), text, None, Some(conversation.id));
                tx.insert_facts(std::slice::from_ref(&fact)).await?;
                engine.emit(tx, who.actor(), &conversation, EventKind::FactsChanged);
                Ok(fact.id)
            })
        })
        .await
    }

    /// Writes down what is known about a customer.
    ///
    /// # Errors
    /// `Invalid` with `fact.kind`, `fact.empty`, `fact.too_long`.
    pub async fn add_fact(
        &self,
        who: &Caller,
        id: CustomerId,
        kind: &str,
        value: String,
        conversation: Option<ConversationId>,
    ) -> Result<Done<FactId>, EngineError> {
        let kind = fact_kind(kind)?;
        let value = checked(value)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let id = tx.customer_joined_into(id).await?.unwrap_or(id);
                if !tx.customer_visible(id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                let matter = match conversation {
                    Some(matter) => Some(engine.matter(tx, &who, matter).await?),
                    None => None,
                };
                if matter.as_ref().is_some_and(|matter| matter.customer_id != id) {
                    return Err(EngineError::NotFound);
                }
                let at = matter.as_ref().map(|matter| matter.id);
                let fact = engine.by_hand(&who, kind, value, Some(id), at);
                tx.insert_facts(std::slice::from_ref(&fact)).await?;
                engine.tell_facts(tx, &who, matter.as_ref(), Some(id));
                Ok(fact.id)
            })
        })
        .await
    }

    /// Corrects or confirms what was read or written.
    ///
    /// # Errors
    /// `NotFound` when it is not theirs to see; `Invalid` as when it is written.
    pub async fn change_fact(
        &self,
        who: &Caller,
        id: FactId,
        change: FactChange,
    ) -> Result<Done, EngineError> {
        let kind = change.kind.as_deref().map(fact_kind).transpose()?;
        let value = change.value.map(checked).transpose()?;
        let confirmed = change.confirmed;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (stated, matter) = engine.stated(tx, &who, id).await?;
                let mut fact = stated.fact;
                if let Some(kind) = kind {
                    kind.name().clone_into(&mut fact.kind);
                    fact.state = FactState::Corrected;
                }
                if let Some(value) = value {
                    fact.norm = normal(&fact.kind, &value);
                    fact.written = Some(value);
                    fact.state = FactState::Corrected;
                } else if confirmed && fact.state != FactState::Corrected {
                    fact.state = FactState::Confirmed;
                }
                fact.sought = sought(&fact.kind, &fact.norm);
                (fact.agent_id, fact.changed_at) = (Some(who.agent), Some(engine.now()));
                tx.update_fact(&fact).await?;
                engine.tell_facts(tx, &who, matter.as_ref(), stated.customer_id);
                Ok(())
            })
        })
        .await
    }

    /// It is not so. What only a person wrote goes; what was read stays dismissed when it is read
    /// again.
    ///
    /// # Errors
    /// `NotFound` when it is not theirs to see.
    pub async fn dismiss_fact(&self, who: &Caller, id: FactId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (stated, matter) = engine.stated(tx, &who, id).await?;
                let mut fact = stated.fact;
                if fact.value.is_empty() {
                    tx.delete_facts(&[fact.id]).await?;
                } else {
                    // As it was read: what is dismissed is told again by that.
                    if fact.written.take().is_some() {
                        fact.norm = normal(&fact.kind, &fact.value);
                        fact.sought = sought(&fact.kind, &fact.norm);
                    }
                    fact.state = FactState::Dismissed;
                    (fact.agent_id, fact.changed_at) = (Some(who.agent), Some(engine.now()));
                    tx.update_fact(&fact).await?;
                }
                engine.tell_facts(tx, &who, matter.as_ref(), stated.customer_id);
                Ok(())
            })
        })
        .await
    }

    /// The value of something sensitive. That somebody looked is told, never what they saw.
    ///
    /// # Errors
    /// `NotFound` when it is not theirs to see.
    pub async fn reveal_fact(&self, who: &Caller, id: FactId) -> Result<Done<String>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (stated, matter) = engine.stated(tx, &who, id).await?;
                let revealed = EventKind::FactRevealed { fact: id };
                match &matter {
                    Some(matter) => engine.emit(tx, who.actor(), matter, revealed),
                    None => {
                        if let Some(customer) = stated.customer_id {
                            engine.emit_customer(tx, who.actor(), customer, revealed);
                        }
                    }
                }
                Ok(stated.fact.says().to_owned())
            })
        })
        .await
    }

    /// A customer proved who they are.
    ///
    /// # Errors
    /// `Invalid` with `verified.how`, `verified.until`.
    pub async fn verify_customer(
        &self,
        who: &Caller,
        id: CustomerId,
        how: String,
        until: Option<Timestamp>,
    ) -> Result<Done<VerificationId>, EngineError> {
        let how = how.trim().to_owned();
        if how.is_empty() || how.chars().nth(HOW).is_some() {
            return Err(EngineError::invalid("verified.how"));
        }
        if until.is_some_and(|until| until <= self.now()) {
            return Err(EngineError::invalid("verified.until"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let customer_id = tx.customer_joined_into(id).await?.unwrap_or(id);
                if !tx.customer_visible(customer_id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                let verification = Verification {
                    id: VerificationId::new(&*engine.inner.ids),
                    customer_id,
                    how,
                    until,
                    agent_id: who.agent,
                    at: engine.now(),
                };
                tx.insert_verification(&verification).await?;
                engine.emit_customer(tx, who.actor(), customer_id, EventKind::FactsChanged);
                Ok(verification.id)
            })
        })
        .await
    }

    /// That no longer counts.
    ///
    /// # Errors
    /// `NotFound` when they are not theirs to see.
    pub async fn end_verification(
        &self,
        who: &Caller,
        id: CustomerId,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let id = tx.customer_joined_into(id).await?.unwrap_or(id);
                if !tx.customer_visible(id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                if tx.end_verifications(id, engine.now()).await? {
                    engine.emit_customer(tx, who.actor(), id, EventKind::FactsChanged);
                }
                Ok(())
            })
        })
        .await
    }

    /// What the company told.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn knowledge(&self) -> Result<Knowledge, EngineError> {
        Ok(self.taught().await?.knowledge.clone())
    }

    /// The company tells something. What was recorded before is read again by `gerne reread`.
    ///
    /// # Errors
    /// `Forbidden` below admin; `Invalid` with `knowledge.pattern`, `knowledge.crm_url`,
    /// `knowledge.time_zone`, `knowledge.too_many`, `hint.unknown`.
    pub async fn change_knowledge(
        &self,
        who: &Caller,
        mut knowledge: Knowledge,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        check(&mut knowledge)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_setting(SETTING, &knowledge, engine.now()).await?;
                    engine.emit_all(tx, who.actor(), EventKind::KnowledgeChanged);
                    Ok(())
                })
            })
            .await?;
        self.inner.knowing.forget();
        Ok(done)
    }

    fn by_hand(
        &self,
        who: &Caller,
        kind: Kind,
        text: String,
        customer: Option<CustomerId>,
        conversation: Option<ConversationId>,
    ) -> Fact {
        let now = self.now();
        let said = Said {
            message: None,
            note: None,
            contact: None,
            identity: None,
            conversation,
            customer,
            at: now,
            public: false,
        };
        let norm = normal(kind.name(), &text);
        let found = gerne_language::card::Found { kind, raw: String::new(), norm, span: 0..0 };
        Fact {
            written: Some(text),
            state: FactState::Confirmed,
            agent_id: Some(who.agent),
            changed_at: Some(now),
            ..said.fact(&*self.inner.ids, &found)
        }
    }

    /// One of them, when its matter or its person is theirs to see.
    async fn stated(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: FactId,
    ) -> Result<(Stated, Option<Conversation>), EngineError> {
        let stated = tx.fact(id).await?.ok_or(EngineError::NotFound)?;
        if let Some(matter) = stated.conversation_id {
            let matter = tx.conversation_joined_into(matter).await?.unwrap_or(matter);
            let matter = who.sees(tx.conversation(matter).await?)?;
            return Ok((stated, Some(matter)));
        }
        let customer = stated.customer_id.ok_or(EngineError::NotFound)?;
        let customer = tx.customer_joined_into(customer).await?.unwrap_or(customer);
        if !tx.customer_visible(customer, &who.scope).await? {
            return Err(EngineError::NotFound);
        }
        Ok((stated, None))
    }

    /// Whoever sees the matter learns of it; else whoever sees the person.
    fn tell_facts(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        matter: Option<&Conversation>,
        customer: Option<CustomerId>,
    ) {
        if let Some(matter) = matter {
            self.emit(tx, who.actor(), matter, EventKind::FactsChanged);
        } else if let Some(customer) = customer {
            self.emit_customer(tx, who.actor(), customer, EventKind::FactsChanged);
        }
    }
}

fn checked(text: String) -> Result<String, EngineError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(EngineError::invalid("fact.empty"));
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(EngineError::invalid("fact.too_long"));
    }
    Ok(text.to_owned())
}

fn fact_kind(name: &str) -> Result<Kind, EngineError> {
    Kind::named(name)
        .filter(|kind| matches!(kind, Kind::Fact(_)))
        .ok_or_else(|| EngineError::invalid("fact.kind"))
}

/// In the form in which two are compared, for what a person wrote.
fn normal(kind: &str, text: &str) -> String {
    if is_private(kind) {
        return text.split_whitespace().collect();
    }
    match Kind::named(kind) {
        Some(Kind::Fact(_)) => text.to_owned(),
        _ => compared(text),
    }
}

/// Products, patterns, hints.
const MOST: usize = 500;

fn check(knowledge: &mut Knowledge) -> Result<(), EngineError> {
    let many = knowledge.products.len() > MOST
        || knowledge.patterns.len() > MOST
        || knowledge.off.len() > MOST
        || knowledge.products.iter().any(|name| name.chars().nth(200).is_some());
    if many {
        return Err(EngineError::invalid("knowledge.too_many"));
    }
    knowledge.products.retain(|name| !name.trim().is_empty());
    for taught in &knowledge.patterns {
        if pattern(taught).is_none() {
            let name = if taught.name.is_empty() { &taught.kind } else { &taught.name };
            return Err(EngineError::invalid_with("knowledge.pattern", &[("name", name.clone())]));
        }
    }
    if jiff::tz::TimeZone::get(&knowledge.time_zone).is_err() {
        return Err(EngineError::invalid("knowledge.time_zone"));
    }
    let known = |kind: &String| crate::knowing::hints::KINDS.contains(&kind.as_str());
    if !knowledge.off.iter().all(known) {
        return Err(EngineError::invalid("hint.unknown"));
    }
    knowledge.crm_url = knowledge.crm_url.take().filter(|url| !url.trim().is_empty());
    if let Some(address) = &knowledge.crm_url {
        // What stands in braces is filled in: an address it must be before and after.
        let filled = address.replace(['{', '}'], "");
        let sound = url::Url::parse(&filled)
            .is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host_str().is_some());
        if !sound {
            return Err(EngineError::invalid("knowledge.crm_url"));
        }
    }
    Ok(())
}
