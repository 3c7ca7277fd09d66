//! Incidents: looked at, named, told to who reports them, ended.

use std::collections::BTreeMap;

use gerne_domain::{
    Actor, Conversation, ConversationId, EventKind, Incident, IncidentId, IncidentMember,
    IncidentState, Message, Role, Timestamp,
};
use gerne_language::places::places;
use jiff::SignedDuration;

use super::NewReply;
use crate::{Caller, Done, Engine, EngineError};

/// Characters of what is told.
const LONGEST: usize = 5_000;
/// Texts that leave in one step; the platforms' own pace holds beside.
const AT_ONCE: usize = 200;
/// Ended incidents are shown with their matters for so long.
const SHOWN_AFTER: SignedDuration = SignedDuration::from_hours(48);

/// An incident as far as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentSeen {
    /// What.
    pub incident: Incident,
    /// How many people report it, those that are not seen too.
    pub people: usize,
    /// Who reports it in matters that they see: of each matter the first.
    pub members: Vec<(IncidentMember, Conversation)>,
    /// How many of all matters were told the text, and that it is over.
    pub told: (usize, usize),
    /// How many matters there are.
    pub matters: usize,
}

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// What is known of it.
    Text,
    /// That it is over.
    Over,
}

impl Telling {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Over => "over",
        }
    }
}

/// What people are told of an incident; what is `None` stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentTexts {
    /// What is known, to each.
    pub text: Option<String>,
    /// That it is over, to each.
    pub over: Option<String>,
    /// What is known, before everyone.
    pub post: Option<String>,
    /// That it is over, before everyone.
    pub post_over: Option<String>,
}

/// What somebody is told, as a person read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldText {
    /// In which matter.
    pub conversation: ConversationId,
    /// The words.
    pub text: String,
}

/// Where somebody is, as they say it in what they reported.
pub fn place_of(said: &Message) -> Option<String> {
    let english = said.language.as_deref().is_some_and(|language| language.starts_with("en"));
    places(&said.text, english).into_iter().next()
}

/// A text as it goes to one of them: `{name}` is their own name, `{place}` the place that they named, else
/// that of the incident where it has only one.
pub fn worded_for(text: &str, name: &str, said: Option<&Message>, places: &[String]) -> String {
    let of_all = || match places {
        [one] => Some(one.clone()),
        _ => None,
    };
    let english =
        said.and_then(|said| said.language.as_deref()).is_some_and(|l| l.starts_with("en"));
    let nowhere = if english { "your area" } else { "der Region" };
    let place = said.and_then(place_of).or_else(of_all).unwrap_or_else(|| nowhere.to_owned());
    // In one pass: nobody's name is read as a place to be filled in.
    let filled = text.split("{name}").map(|part| part.replace("{place}", &place));
    filled.collect::<Vec<_>>().join(name)
}

impl Engine {
    /// Incidents of the last `days` days, the last first.
    pub async fn incidents(
        &self,
        who: &Caller,
        days: u32,
    ) -> Result<Vec<IncidentSeen>, EngineError> {
        let span = SignedDuration::from_hours(24 * i64::from(days.clamp(1, 366)));
        let since = self.now().checked_sub(span).unwrap_or(Timestamp::MIN);
        let found = self.inner.store.read().await?.incidents_since(since, 200).await?;
        let mut seen = Vec::with_capacity(found.len());
        for incident in found {
            let one = self.incident_seen(who, incident).await?;
            // An incident of matters that somebody sees nothing of is none of theirs.
            if !one.members.is_empty() {
                seen.push(one);
            }
        }
        Ok(seen)
    }

    /// Those that go on, and those that ended lately of which somebody was told, and not everybody that
    /// they are over; the first first.
    pub(crate) async fn incidents_to_look_at(
        &self,
        who: &Caller,
    ) -> Result<Vec<IncidentSeen>, EngineError> {
        let since = self.now().checked_sub(SHOWN_AFTER).unwrap_or(Timestamp::MIN);
        let found = self.inner.store.read().await?.incidents_to_look_at(since).await?;
        let mut seen = Vec::with_capacity(found.len());
        for incident in found {
            let one = self.incident_seen(who, incident).await?;
            let goes_on = one.incident.state == IncidentState::Open;
            let to_be_told = one.told.0 > 0 && one.told.1 < one.matters;
            if !one.members.is_empty() && (goes_on || to_be_told) {
                seen.push(one);
            }
        }
        Ok(seen)
    }

    /// One of them.
    pub async fn incident(
        &self,
        who: &Caller,
        id: IncidentId,
    ) -> Result<IncidentSeen, EngineError> {
        let found = self.inner.store.read().await?.incident(id).await?;
        let seen = self.incident_seen(who, found.ok_or(EngineError::NotFound)?).await?;
        if seen.members.is_empty() { Err(EngineError::NotFound) } else { Ok(seen) }
    }

    /// Incidents that are reported in a matter, and go on or ended lately.
    pub async fn incidents_in(
        &self,
        who: &Caller,
        id: ConversationId,
    ) -> Result<Vec<IncidentSeen>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let conversation = who.sees(db.conversation(id).await?)?;
        let since = self.now().checked_sub(SHOWN_AFTER).unwrap_or(Timestamp::MIN);
        let found = db.incidents_of(conversation.id, since).await?;
        drop(db);
        let mut seen = Vec::with_capacity(found.len());
        for incident in found {
            seen.push(self.incident_seen(who, incident).await?);
        }
        Ok(seen)
    }

    async fn incident_seen(
        &self,
        who: &Caller,
        incident: Incident,
    ) -> Result<IncidentSeen, EngineError> {
        let mut db = self.inner.store.read().await?;
        let all = db.incident_members(incident.id).await?;
        let mut people: Vec<_> = all.iter().map(|m| m.customer_id).collect();
        people.sort_unstable();
        people.dedup();
        let mut matters: BTreeMap<ConversationId, IncidentMember> = BTreeMap::new();
        for member in all {
            let one = matters.entry(member.conversation_id).or_insert_with(|| member.clone());
            one.told.extend(member.told);
        }
        let told = |word: &str| {
            matters.values().filter(|m| m.told.iter().any(|told| told == word)).count()
        };
        let told = (told("text"), told("over"));
        let ids: Vec<ConversationId> = matters.keys().copied().collect();
        let mut conversations = Vec::new();
        for some in ids.chunks(500) {
            conversations.extend(db.conversations(some).await?);
        }
        let sees = |c: &Conversation| who.scope.sees(c.account_id, c.team_id);
        let mut members: Vec<(IncidentMember, Conversation)> = conversations
            .into_iter()
            .filter(sees)
            .filter_map(|c| Some((matters.get(&c.id)?.clone(), c)))
            .collect();
        members.sort_by_key(|(member, _)| (member.at, member.message_id));
        let (people, matters) = (people.len(), matters.len());
        Ok(IncidentSeen { incident, people, members, told, matters })
    }

    /// Names an incident, or says what people are told of it.
    ///
    /// # Errors
    /// `Invalid` with `incident.text`.
    pub async fn change_incident(
        &self,
        who: &Caller,
        id: IncidentId,
        name: Option<String>,
        texts: IncidentTexts,
    ) -> Result<Done<Incident>, EngineError> {
        let long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.chars().count() > most)
        };
        let IncidentTexts { text, over, post, post_over } = texts;
        if long(&name, 200) || [&text, &over, &post, &post_over].iter().any(|t| long(t, LONGEST)) {
            return Err(EngineError::invalid("incident.text"));
        }
        self.rewrite_incident(who, id, move |incident, _, _| {
            if let Some(name) = name {
                let name = name.trim().to_owned();
                incident.name = (!name.is_empty()).then_some(name);
            }
            let body = &mut incident.body;
            for (kept, new) in [
                (&mut body.text, text),
                (&mut body.over, over),
                (&mut body.post, post),
                (&mut body.post_over, post_over),
            ] {
                if let Some(new) = new {
                    *kept = new;
                }
            }
        })
        .await
    }

    /// A lead says that an incident is over, or that it is none.
    pub async fn end_incident(
        &self,
        who: &Caller,
        id: IncidentId,
        none: bool,
    ) -> Result<Done<Incident>, EngineError> {
        who.at_least(Role::Lead)?;
        self.rewrite_incident(who, id, move |incident, who, now| {
            incident.state = if none { IncidentState::Dismissed } else { IncidentState::Over };
            (incident.ended_at, incident.ended_by) = (Some(now), Some(who.agent));
        })
        .await
    }

    /// Tells who reports an incident, each with the words that a person read: once for each text.
    /// Returns how many were told now; who was told before is left out.
    ///
    /// # Errors
    /// `Invalid` with `incident.too_many`, `incident.not_over`; of a reply for the first that cannot
    /// be written.
    pub async fn tell_of_incident(
        &self,
        who: &Caller,
        id: IncidentId,
        what: Telling,
        texts: Vec<ToldText>,
    ) -> Result<Done<usize>, EngineError> {
        if texts.len() > AT_ONCE {
            return Err(EngineError::invalid("incident.too_many"));
        }
        let seen = self.incident(who, id).await?;
        if what == Telling::Over && seen.incident.state != IncidentState::Over {
            return Err(EngineError::invalid("incident.not_over"));
        }
        let (mut count, mut seq) = (0, 0);
        for told in texts {
            let Some((member, conversation)) =
                seen.members.iter().find(|(m, _)| m.conversation_id == told.conversation)
            else {
                return Err(EngineError::NotFound);
            };
            if member.told.iter().any(|word| word == what.word()) {
                continue;
            }
            let key = format!("{}{}{}", what.word(), id.0.simple(), conversation.id.0.simple());
            let key = key.chars().take(64).collect();
            let reply = NewReply::of_the_house(key, told.text);
            let mut marked = member.clone();
            marked.told.push(what.word().to_owned());
            marked.told.dedup();
            // The reply first: its key makes it the same reply if this ends in between.
            let done = self.reply(who, conversation.id, reply).await?;
            let marking = self
                .write(move |tx| Box::pin(async move { Ok(tx.set_told(&marked).await?) }))
                .await?;
            seq = done.seq.max(marking.seq);
            count += 1;
        }
        let engine = self.clone();
        let actor = who.actor();
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    engine.tell_incident(tx, actor, id);
                    Ok(())
                })
            })
            .await?;
        Ok(Done { value: count, seq: seq.max(done.seq) })
    }

    async fn rewrite_incident<F>(
        &self,
        who: &Caller,
        id: IncidentId,
        change: F,
    ) -> Result<Done<Incident>, EngineError>
    where
        F: FnOnce(&mut Incident, &Caller, Timestamp) + Send + 'static,
    {
        self.incident(who, id).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut incident = tx.incident(id).await?.ok_or(EngineError::NotFound)?;
                change(&mut incident, &who, engine.now());
                tx.put_incident(&incident).await?;
                engine.tell_incident(tx, who.actor(), id);
                let seen: Vec<ConversationId> =
                    tx.incident_members(id).await?.iter().map(|m| m.conversation_id).collect();
                for conversation in tx.conversations(&seen).await? {
                    let changed = EventKind::IncidentChanged { incident: id };
                    engine.emit(tx, Actor::System, &conversation, changed);
                }
                Ok(incident)
            })
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::worded_for;

    #[test]
    fn each_is_told_with_their_own_name() {
        let text = "Hallo {name}, in {place} ist es gestört.";
        let bonn = ["Bonn".to_owned()];
        assert_eq!(
            worded_for(text, "{place}", None, &bonn),
            "Hallo {place}, in Bonn ist es gestört."
        );
        let two = ["Bonn".to_owned(), "Köln".to_owned()];
        assert_eq!(worded_for(text, "Mia", None, &two), "Hallo Mia, in der Region ist es gestört.");
    }
}
