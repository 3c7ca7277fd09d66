//! What is known, with where it was said.

use std::{collections::HashMap, ops::Range};

use gerne_domain::{
    Account, Agent, AgentId, ContactId, Direction, FactState, IdentityId, Message, MessageId,
    NoteId, Stated,
};
use gerne_engine::knowing::{self, Card as Known, KnownFact};
use gerne_store::{Reader, StoreError};

use crate::{
    state::Parts,
    wire::known::{
        Card, CardLine, Contradiction, Exposed, Fact, Owed, Question, Source, SourceKind, Verified,
    },
};

/// What sources are made from, read once for all.
pub(crate) struct Sources {
    messages: HashMap<MessageId, Message>,
    names: HashMap<IdentityId, String>,
    noted: HashMap<NoteId, AgentId>,
    logged: HashMap<ContactId, AgentId>,
    accounts: Vec<Account>,
    agents: Vec<Agent>,
}

impl Sources {
    /// For these statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn of(
        db: &mut Reader,
        stated: impl IntoIterator<Item = &Stated>,
    ) -> Result<Self, StoreError> {
        let (mut ids, mut notes, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
        for one in stated {
            ids.extend(one.fact.message_id);
            notes.extend(one.fact.note_id);
            contacts.extend(one.fact.contact_id);
        }
        let mut noted = HashMap::new();
        for id in notes {
            if let Some(note) = db.note(id).await? {
                noted.insert(id, note.agent_id);
            }
        }
        let mut logged = HashMap::new();
        for id in contacts {
            if let Some(contact) = db.contact(id).await? {
                logged.insert(id, contact.agent_id);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let mut messages = HashMap::new();
        for some in ids.chunks(256) {
            messages.extend(db.messages(some).await?.into_iter().map(|m| (m.id, m)));
        }
        let mut people: Vec<IdentityId> =
            messages.values().filter_map(|message: &Message| message.identity_id).collect();
        people.sort_unstable();
        people.dedup();
        let mut names = HashMap::new();
        for id in people {
            if let Some(identity) = db.identity(id).await? {
                names.insert(id, identity.name);
            }
        }
        let (accounts, agents) = (db.accounts_ever().await?, db.agents().await?);
        Ok(Self { messages, names, noted, logged, accounts, agents })
    }

    /// Where something was said.
    pub(crate) fn source(&self, stated: &Stated) -> Source {
        let fact = &stated.fact;
        let message = fact.message_id.and_then(|id| self.messages.get(&id));
        let (kind, id) = match (fact.message_id, fact.note_id, fact.contact_id) {
            (Some(id), _, _) => (SourceKind::Message, Some(id.0)),
            (_, Some(id), _) => (SourceKind::Note, Some(id.0)),
            (_, _, Some(id)) => (SourceKind::Contact, Some(id.0)),
            _ => (SourceKind::Agent, None),
        };
        let platform = message.and_then(|message| {
            let account = self.accounts.iter().find(|account| account.id == message.account_id)?;
            Some(account.platform.0.clone())
        });
        let said = message.and_then(|message| message.agent_id);
        let noted = fact.note_id.and_then(|id| self.noted.get(&id).copied());
        let logged = fact.contact_id.and_then(|id| self.logged.get(&id).copied());
        let agent = said.or(noted).or(logged).or(fact.agent_id);
        let author_name = match fact.identity_id.and_then(|id| self.names.get(&id)) {
            Some(name) => name.clone(),
            None => self
                .agents
                .iter()
                .find(|one| Some(one.id) == agent)
                .map(|one| one.name.clone())
                .unwrap_or_default(),
        };
        let sensitive = knowing::is_sensitive(&fact.kind);
        let place = message.and_then(|message| place(&message.text, fact));
        Source {
            kind,
            id,
            conversation_id: stated.conversation_id.map(|id| id.0),
            platform,
            at: fact.said_at,
            author_name,
            quote: (!sensitive && !fact.value.is_empty()).then(|| fact.value.clone()),
            start: place.as_ref().map(|place| place.start),
            end: place.map(|place| place.end),
        }
    }

    /// Something that is known about a customer.
    pub(crate) fn fact(&self, known: &KnownFact) -> Fact {
        let fact = &known.stated.fact;
        let sensitive = knowing::is_sensitive(&fact.kind);
        Fact {
            id: fact.id.0,
            kind: fact.kind.clone(),
            value: (!sensitive).then(|| fact.says().to_owned()),
            masked: sensitive.then(|| knowing::masked(fact.says())),
            sensitive,
            private: known.private,
            source: self.source(&known.stated),
            state: fact.state.into(),
            others: u32::try_from(known.others).unwrap_or(u32::MAX),
        }
    }

    fn line(&self, line: &knowing::CardLine) -> CardLine {
        let fact = &line.stated.fact;
        let dated = matches!(fact.kind.as_str(), "since" | "needed_by");
        CardLine {
            id: fact.id.0,
            part: line.part.into(),
            text: fact.says().to_owned(),
            value: (dated && fact.written.is_none() && !fact.norm.is_empty())
                .then(|| fact.norm.clone()),
            at: fact.said_at,
            source: self.source(&line.stated),
            state: fact.state.into(),
            by: fact.agent_id.map(|id| id.0),
        }
    }
}

/// A case card.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn card(
    api: &Parts,
    db: &mut Reader,
    seq: i64,
    card: &Known,
) -> Result<Card, StoreError> {
    let promises = db.promises_of(card.conversation.id).await?;
    let promises = super::promise::promises(api, db, promises).await?;
    let lines = card.lines.iter().map(|line| &line.stated);
    let facts = card.facts.iter().map(|fact| &fact.stated);
    let sources = Sources::of(db, lines.chain(facts)).await?;
    Ok(Card {
        conversation_id: card.conversation.id.0,
        seq,
        lines: card.lines.iter().map(|line| sources.line(line)).collect(),
        facts: card.facts.iter().map(|fact| sources.fact(fact)).collect(),
        promises,
        owed: owed(&card.owed),
        verified: card.verified.as_ref().map(|verified| Verified {
            how: verified.how.clone(),
            until: verified.until,
            by: verified.agent_id.0,
            at: verified.at,
        }),
        contradictions: card
            .contradictions
            .iter()
            .map(|one| Contradiction {
                kind: one.kind.clone(),
                facts: one.facts.iter().map(|id| id.0).collect(),
            })
            .collect(),
    })
}

/// One line of a card, made just now.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn line(
    db: &mut Reader,
    line: &knowing::CardLine,
) -> Result<CardLine, StoreError> {
    Ok(Sources::of(db, [&line.stated]).await?.line(line))
}

/// Kinds of facts that public messages of customers show by mistake.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn exposed(
    db: &mut Reader,
    messages: &[Message],
) -> Result<HashMap<MessageId, Vec<String>>, StoreError> {
    let public = messages.iter().filter(|message| {
        message.direction == Direction::In
            && message.visibility.is_public()
            && message.deleted_at.is_none()
    });
    let ids: Vec<MessageId> = public.map(|message| message.id).collect();
    let mut found: HashMap<MessageId, Vec<String>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    for fact in db.facts_of_messages(&ids).await? {
        let shows = fact.state != FactState::Dismissed && knowing::is_secret(&fact.kind);
        if let Some(id) = fact.message_id.filter(|_| shows) {
            let kinds = found.entry(id).or_default();
            if !kinds.contains(&fact.kind) {
                kinds.push(fact.kind);
            }
        }
    }
    Ok(found)
}

/// The same for an entry, with a sentence that asks its writer to delete it.
pub(super) fn shown_to_all(
    kinds: &[String],
    account: Option<&Account>,
    language: Option<&str>,
) -> Exposed {
    let settings = account.map(|account| &account.settings);
    let language = language.or_else(|| settings.map(|settings| settings.language.as_str()));
    let german = language.is_none_or(|language| language.starts_with("de"));
    let address = settings.map(|settings| settings.address).unwrap_or_default();
    Exposed { kinds: kinds.to_vec(), ask: knowing::please_delete(german, address) }
}

fn owed(owed: &knowing::Owed) -> Owed {
    let question = |one: &knowing::Question| Question {
        kind: Some(one.kind.clone()).filter(|kind| !kind.is_empty()),
        text: one.text.clone(),
        message_id: one.message.0,
        at: one.at,
    };
    Owed {
        waiting_since: owed.waiting_since,
        late_by_seconds: owed.late_by.map(|late| late.as_secs()),
        unanswered: owed.unanswered,
        open_questions: owed.open_questions.iter().map(question).collect(),
        asked_by_us: owed.asked_by_us.iter().map(question).collect(),
    }
}

/// Where the words stand in the text as it is now: it may have been struck since.
fn place(text: &str, fact: &gerne_domain::Fact) -> Option<Range<u32>> {
    if fact.value.is_empty() {
        return None;
    }
    let (start, end) = (usize::try_from(fact.starts).ok()?, usize::try_from(fact.ends).ok()?);
    let span = match text.get(start..end) {
        Some(words) if words == fact.value => start..end,
        _ => {
            let start = text.find(&fact.value)?;
            start..start + fact.value.len()
        }
    };
    units(text, &span)
}

/// A place in bytes as one in UTF-16 units.
pub(crate) fn units(text: &str, span: &Range<usize>) -> Option<Range<u32>> {
    let before = text.get(..span.start)?.encode_utf16().count();
    let inside = text.get(span.clone())?.encode_utf16().count();
    let start = u32::try_from(before).ok()?;
    Some(start..start + u32::try_from(inside).ok()?)
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn places_are_counted_as_browsers_do() {
        assert_eq!(units("😡 Größe 7", &(5..13)), Some(3..9));
        assert_eq!(units("abc", &(1..9)), None);
    }
}
