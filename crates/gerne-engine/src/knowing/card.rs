//! The case card: a view on what was read, what people made of it, and on whoever was verified.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gerne_domain::{
    Conversation, ConversationId, CustomerId, FactId, FactState, MessageId, Stated, Timestamp,
    Verification, VerificationId, time::after,
};
use gerne_language::{
    card::{self, By, Item, Kind, Part, compared},
    facts::FactKind,
};
use gerne_store::Reader;

use super::is_listed;
use crate::{Caller, Engine, EngineError};

/// Statements that are looked at of one matter, or of one person: the newest.
pub(super) const LOOKED_AT: usize = 1_000;

/// Who was verified in a call is so for the day.
const COUNTS: std::time::Duration = std::time::Duration::from_hours(12);
/// Messages that are looked at for answers of ours.
const REPLIES: usize = 200;

/// A line of the card, and what says it.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// Where it stands.
    pub part: Part,
    /// What says it.
    pub stated: Stated,
}

/// Something that is known about a customer, said once or more often.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFact {
    /// The one that counts: what a person wrote, else the newest.
    pub stated: Stated,
    /// Nobody said it where everyone can read it.
    pub private: bool,
    /// How often else it was said.
    pub others: usize,
}

/// Two things of which only one can be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Of what kind.
    pub kind: String,
    /// Which.
    pub facts: Vec<FactId>,
}

/// What somebody asked, and nobody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What was asked for, where we asked; empty else.
    pub kind: String,
    /// In which words.
    pub text: String,
    /// Where.
    pub message: MessageId,
    /// When.
    pub at: Timestamp,
}

/// What we owe a customer in a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Since when they wait.
    pub waiting_since: Option<Timestamp>,
    /// For how long it is due; `None`: it is not yet.
    pub late_by: Option<std::time::Duration>,
    /// Messages of theirs that nobody answered.
    pub unanswered: u32,
    /// What they asked in them.
    pub open_questions: Vec<Question>,
    /// What we asked them, and they did not say yet.
    pub asked_by_us: Vec<Question>,
}

/// The case card of a matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Of which.
    pub conversation: Conversation,
    /// Its lines, part by part.
    pub lines: Vec<CardLine>,
    /// What is known about the customer.
    pub facts: Vec<KnownFact>,
    /// What we owe.
    pub owed: Owed,
    /// Who looked whether they are who they say.
    pub verified: Option<Verification>,
    /// What cannot all be so.
    pub contradictions: Vec<Contradiction>,
}

impl Engine {
    /// The case card of a matter.
    ///
    /// # Errors
    /// `NotFound` when it is not theirs to see.
    pub async fn card(&self, who: &Caller, id: ConversationId) -> Result<Card, EngineError> {
        let mut db = self.inner.store.read().await?;
        let id = db.conversation_joined_into(id).await?.unwrap_or(id);
        let conversation = who.sees(db.conversation(id).await?)?;
        let all = db.facts_in(id, LOOKED_AT).await?;
        let own: Vec<Stated> =
            all.into_iter().filter(|stated| is_of(stated, &conversation)).collect();
        let facts = known(&mut db, who, conversation.customer_id).await?;
        let contradictions = contradictions(&facts, &own);
        let verified = match db.verified(conversation.customer_id, self.now()).await? {
            Some(verified) => Some(verified),
            None => told_of(&mut db, &conversation, &own, self.now()).await?,
        };
        let owed = owed(&mut db, &conversation, &own, self.now()).await?;
        let replies = db.newest_messages(id, REPLIES).await?.into_iter();
        let replies: Vec<Timestamp> = replies
            .filter(|message| message.direction == gerne_domain::Direction::Out)
            .map(|message| message.published_at)
            .collect();
        Ok(Card {
            lines: lines(&own, &replies),
            facts,
            owed,
            verified,
            contradictions,
            conversation,
        })
    }

    /// What is known about a customer, from all that one may see.
    ///
    /// # Errors
    /// `NotFound` when they are not theirs to see.
    pub async fn facts_of(
        &self,
        who: &Caller,
        id: CustomerId,
    ) -> Result<Vec<KnownFact>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let id = db.customer_joined_into(id).await?.unwrap_or(id);
        if !db.customer_visible(id, &who.scope).await? {
            return Err(EngineError::NotFound);
        }
        known(&mut db, who, id).await
    }
}

/// What a report of today says of it, where nobody wrote it down as such.
async fn told_of(
    db: &mut Reader,
    conversation: &Conversation,
    stated: &[Stated],
    now: Timestamp,
) -> Result<Option<Verification>, EngineError> {
    let told = stated.iter().find(|one| one.fact.kind == Kind::Verified.name());
    let counts = |fact: &gerne_domain::Fact| {
        fact.norm != "failed"
            && fact.state != FactState::Dismissed
            && after(fact.said_at, COUNTS) > now
    };
    let Some(fact) = told.map(|one| &one.fact).filter(|fact| counts(fact)) else { return Ok(None) };
    let by = match (fact.note_id, fact.contact_id) {
        (Some(id), _) => db.note(id).await?.map(|note| note.agent_id),
        (_, Some(id)) => db.contact(id).await?.map(|contact| contact.agent_id),
        _ => fact.agent_id,
    };
    Ok(by.map(|agent_id| Verification {
        id: VerificationId(fact.id.0),
        customer_id: conversation.customer_id,
        how: fact.says().chars().take(100).collect(),
        until: Some(after(fact.said_at, COUNTS)),
        agent_id,
        at: fact.said_at,
    }))
}

/// What bystanders said of themselves is not the customer's.
fn is_of(stated: &Stated, conversation: &Conversation) -> bool {
    stated.customer_id.is_none_or(|who| who == conversation.customer_id)
        || stated.fact.message_id.is_none()
}

/// What is known about a customer: each value once, without what was dismissed.
pub(super) async fn known(
    db: &mut Reader,
    who: &Caller,
    id: CustomerId,
) -> Result<Vec<KnownFact>, EngineError> {
    let mut stated = db.facts_of(id, LOOKED_AT).await?;
    seen(db, who, &mut stated).await?;
    stated.retain(|one| is_listed(&one.fact.kind));
    Ok(grouped(stated))
}

/// Leaves out what stands in matters that somebody does not see.
pub(super) async fn seen(
    db: &mut Reader,
    who: &Caller,
    stated: &mut Vec<Stated>,
) -> Result<(), EngineError> {
    let ids: BTreeSet<ConversationId> =
        stated.iter().filter_map(|one| one.conversation_id).collect();
    let ids: Vec<ConversationId> = ids.into_iter().collect();
    let mut visible = BTreeSet::new();
    for some in ids.chunks(256) {
        let found = db.conversations(some).await?.into_iter();
        visible.extend(found.filter(|c| who.scope.sees(c.account_id, c.team_id)).map(|c| c.id));
    }
    stated.retain(|one| one.conversation_id.is_none_or(|id| visible.contains(&id)));
    Ok(())
}

/// Each value once. Dismissed once is dismissed wherever the same is said, unless somebody wrote or
/// confirmed it.
fn grouped(stated: Vec<Stated>) -> Vec<KnownFact> {
    let mut groups: Vec<Vec<Stated>> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for one in stated {
        let key = (one.fact.kind.clone(), value_of(&one));
        let at = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let one = |group: Vec<Stated>| {
        let by_hand = |one: &&Stated| is_sure(one);
        let dismissed = group.iter().any(|one| one.fact.state == FactState::Dismissed);
        let chosen = group.iter().find(by_hand);
        if dismissed && chosen.is_none() {
            return None;
        }
        let stated = chosen.or_else(|| group.first())?.clone();
        let private = !group.iter().any(|one| one.fact.public);
        Some(KnownFact { stated, private, others: group.len() - 1 })
    };
    groups.into_iter().filter_map(one).collect()
}

fn value_of(stated: &Stated) -> String {
    if stated.fact.norm.is_empty() {
        compared(stated.fact.says())
    } else {
        stated.fact.norm.to_lowercase()
    }
}

fn is_sure(stated: &Stated) -> bool {
    matches!(stated.fact.state, FactState::Confirmed | FactState::Corrected)
}

/// The lines, out of what was stated (the newest first).
fn lines(stated: &[Stated], replies: &[Timestamp]) -> Vec<CardLine> {
    let mut dismissed: BTreeSet<(&str, String)> = BTreeSet::new();
    for one in stated.iter().filter(|one| one.fact.state == FactState::Dismissed) {
        dismissed.insert((&one.fact.kind, compared(&one.fact.value)));
    }
    // In the order in which they were said; what one message says has one number.
    let mut order: Vec<&Stated> = stated
        .iter()
        .filter(|one| one.fact.state != FactState::Dismissed)
        .filter(|one| {
            is_sure(one)
                || !dismissed.contains(&(one.fact.kind.as_str(), compared(&one.fact.value)))
        })
        .collect();
    order.sort_by_key(|one| (one.fact.said_at, one.fact.message_id, one.fact.starts, one.fact.id));
    let mut said: BTreeMap<(Timestamp, Option<MessageId>), usize> = BTreeMap::new();
    for one in &order {
        said.entry((one.fact.said_at, one.fact.message_id)).or_default();
    }
    for at in replies {
        said.entry((*at, None)).or_default();
    }
    for (n, at) in said.values_mut().enumerate() {
        *at = n;
    }
    let items: Vec<Item<'_>> = order
        .iter()
        .filter_map(|one| {
            Some(Item {
                said: *said.get(&(one.fact.said_at, one.fact.message_id))?,
                by: by(one),
                kind: Kind::named(&one.fact.kind)?,
                text: one.fact.says(),
                norm: &one.fact.norm,
                sure: is_sure(one),
            })
        })
        .collect();
    let replies: Vec<usize> =
        replies.iter().filter_map(|at| said.get(&(*at, None)).copied()).collect();
    let lines = card::lines(&items, &replies).into_iter().filter_map(|line| {
        let stated = (*order.get(line.item)?).clone();
        Some(CardLine { part: line.part, stated })
    });
    lines.collect()
}

fn by(stated: &Stated) -> By {
    let fact = &stated.fact;
    match (fact.message_id, fact.identity_id) {
        (Some(_), Some(_)) => By::Customer,
        (Some(_), None) => By::Us,
        (None, _) => By::Log,
    }
}

/// Kinds of which a person has one.
const SINGLE: &[FactKind] = &[
    FactKind::CustomerNo,
    FactKind::AccountNo,
    FactKind::BirthDate,
    FactKind::Iban,
    FactKind::Address,
    FactKind::Phone,
];

fn contradictions(facts: &[KnownFact], matter: &[Stated]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for kind in SINGLE {
        let kind = kind.name();
        let of: Vec<FactId> = facts
            .iter()
            .filter(|fact| fact.stated.fact.kind == kind)
            .map(|fact| fact.stated.fact.id)
            .collect();
        if of.len() > 1 {
            found.push(Contradiction { kind: kind.to_owned(), facts: of });
        }
    }
    // Since when, within one matter.
    let since = FactKind::Since.name();
    let mut days: BTreeMap<String, FactId> = BTreeMap::new();
    for one in matter.iter().rev() {
        let counts = one.fact.kind == since && one.fact.state != FactState::Dismissed;
        if counts && let Some(day) = one.fact.norm.get(..10) {
            days.entry(day.to_owned()).or_insert(one.fact.id);
        }
    }
    if days.len() > 1 {
        let facts = days.into_values().collect();
        found.push(Contradiction { kind: since.to_owned(), facts });
    }
    found
}

/// What we owe in a matter.
async fn owed(
    db: &mut Reader,
    conversation: &Conversation,
    stated: &[Stated],
    now: Timestamp,
) -> Result<Owed, EngineError> {
    let waits = conversation.waiting_since;
    let due = conversation.due.filter(|_| waits.is_some());
    let late_by = due.and_then(|due| std::time::Duration::try_from(now.duration_since(due)).ok());
    let question = |one: &Stated| {
        Some(Question {
            kind: if one.fact.kind == Kind::Asked.name() {
                one.fact.norm.clone()
            } else {
                String::new()
            },
            text: one.fact.says().to_owned(),
            message: one.fact.message_id?,
            at: one.fact.said_at,
        })
    };
    let open = |one: &&Stated| {
        one.fact.kind == Kind::Demand.name()
            && one.fact.state != FactState::Dismissed
            && waits.is_some_and(|since| one.fact.said_at >= since)
    };
    let mut open_questions: Vec<Question> =
        stated.iter().filter(open).filter_map(question).collect();
    open_questions.reverse();
    let newest = db.newest_messages(conversation.id, 50).await?;
    let mut asked_by_us: Vec<Question> = stated
        .iter()
        .filter(|one| one.fact.kind == Kind::Asked.name())
        .filter(|one| !is_answered(one, stated, &newest))
        .filter_map(question)
        .collect();
    asked_by_us.reverse();
    let unanswered = conversation.unanswered;
    Ok(Owed { waiting_since: waits, late_by, unanswered, open_questions, asked_by_us })
}

/// They said it since; or, where that cannot be read, they said anything.
fn is_answered(asked: &Stated, stated: &[Stated], messages: &[gerne_domain::Message]) -> bool {
    let since = asked.fact.said_at;
    if Kind::named(&asked.fact.norm).is_some() {
        return stated
            .iter()
            .any(|one| one.fact.kind == asked.fact.norm && one.fact.said_at > since);
    }
    messages.iter().any(|message| {
        message.direction == gerne_domain::Direction::In && message.published_at > since
    })
}
