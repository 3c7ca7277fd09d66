//! Incidents are looked for in everything that people say (decision 0038). Each node reads the same
//! log, so that each finds the same; what is found is kept once, because who finds it joins what is
//! there already.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use gerne_domain::{
    Actor, Conversation, ConversationId, CustomerId, Event, EventKind, Incident, IncidentId,
    IncidentMember, IncidentState, Message, MessageId, Scope, Timestamp, ToneClass,
};
use gerne_language::alike::{IncidentId as Nth, Incidents, Likeness, Post, Sensitivity};
use gerne_store::{Page, Tx};
use gerne_text::{Tongue, stem};
use jiff::SignedDuration;

use crate::{Engine, EngineError, error::chain};

/// What came before is looked at so far back.
const PAST_DAYS: i64 = 21;
/// Of that no more than so many posts.
const PAST_POSTS: usize = 50_000;
/// Posts that are read in one go.
const STEP: usize = 2_000;
/// Whoever wrote within this time may be part of what is noticed now.
const RECENT: SignedDuration = SignedDuration::from_hours(3);
/// Words of a post that are compared.
const WORDS: usize = 60;
/// What an incident is about, in so many words.
const ABOUT: usize = 5;
/// An incident is over by itself when nobody has reported it for so long.
const QUIET: SignedDuration = SignedDuration::from_hours(12);
/// How often that is looked at.
const TIDY: std::time::Duration = std::time::Duration::from_secs(60);

/// What is looked at while the process lives.
struct Looking {
    alike: Incidents,
    /// Posts of the last hours, for whoever belongs to what is noticed.
    recent: VecDeque<Report>,
    /// What is kept of what was noticed.
    known: BTreeMap<Nth, IncidentId>,
}

#[derive(Clone, Debug)]
struct Report {
    message: MessageId,
    conversation: ConversationId,
    customer: CustomerId,
    at: Timestamp,
    author: u64,
}

/// What is to be kept after a post.
struct Found {
    nth: Nth,
    since: Timestamp,
    usual: f64,
    about: Vec<String>,
    members: Vec<Report>,
}

impl Looking {
    fn take(
        &mut self,
        message: &Message,
        conversation: &Conversation,
        complains: bool,
    ) -> Vec<Found> {
        let words = words(message);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let facts = places(&message.text);
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let author = conversation.customer_id.0.as_u64_pair().1;
        let at = message.published_at;
        let post = Post { words: &words, facts: &facts, author, at, complains };
        let noticed = self.alike.take(&post);
        let report = Report {
            message: message.id,
            conversation: conversation.id,
            customer: conversation.customer_id,
            at,
            author,
        };
        self.recent.push_back(report.clone());
        while self.recent.front().is_some_and(|old| at.duration_since(old.at) > RECENT) {
            self.recent.pop_front();
        }
        let open = self.alike.open().iter().filter(|open| noticed.of.contains(&open.id));
        let found = open.map(|open| {
            let new = noticed.new == Some(open.id) || !self.known.contains_key(&open.id);
            let of = |one: &&Report| open.people.contains(&one.author) && one.at >= open.since;
            let members = if new {
                self.recent.iter().filter(of).cloned().collect()
            } else {
                vec![report.clone()]
            };
            let about = self.alike.about(open, ABOUT);
            Found { nth: open.id, since: open.since, usual: open.usual, about, members }
        });
        found.collect()
    }
}

impl Engine {
    /// Looks for incidents as long as the process lives.
    pub(crate) async fn keep_looking_for_incidents(&self) {
        let log = self.inner.store.log();
        let mut after = log.head();
        let mut looking = match self.look_back().await {
            Ok(looking) => looking,
            Err(error) => {
                tracing::warn!(error = %chain(&error), "what was said before could not be read");
                self.inner.clock.rest(TIDY).await;
                return;
            }
        };
        let mut tidied = self.now();
        loop {
            tokio::select! {
                _ = log.wait_beyond(after) => {}
                () = self.inner.clock.rest(TIDY) => {}
            }
            let events = match log.after(after, STEP).await {
                Ok(events) => events,
                Err(error) => {
                    tracing::warn!(error = %chain(&error), "the log could not be read");
                    after = log.head();
                    continue;
                }
            };
            after = events.last().map_or(after, |last| last.seq);
            let events: Vec<&Event> = events.iter().map(std::convert::AsRef::as_ref).collect();
            if let Err(error) = self.look_at_events(&mut looking, &events).await {
                tracing::warn!(error = %chain(&error), "incidents could not be looked for");
            }
            if self.now().duration_since(tidied) > SignedDuration::from_secs(60) {
                tidied = self.now();
                if let Err(error) = self.end_quiet_incidents().await {
                    tracing::warn!(error = %chain(&error), "incidents could not be ended");
                }
            }
        }
    }

    /// What was said before, so that it is known what is usual. What goes on is noticed again.
    async fn look_back(&self) -> Result<Looking, EngineError> {
        let alike = Incidents::new(Likeness::default(), Sensitivity::default());
        let mut looking = Looking { alike, recent: VecDeque::new(), known: BTreeMap::new() };
        let span = SignedDuration::from_hours(24 * PAST_DAYS);
        let since = self.now().checked_sub(span).unwrap_or(Timestamp::MIN);
        let mut past: Vec<Message> = Vec::new();
        let mut page = Page::first(STEP);
        loop {
            let mut db = self.inner.store.read().await?;
            let found = db.written_by_them(&Scope::Everything, &[], since, &page).await?;
            past.extend(found.items);
            let Some(next) = found.next.filter(|_| past.len() < PAST_POSTS) else { break };
            page = Page::after(Some(next), STEP);
        }
        past.reverse();
        let recent = self.now().checked_sub(RECENT).unwrap_or(Timestamp::MIN);
        for some in past.chunks(500) {
            for found in self.take_all(&mut looking, some).await? {
                let goes_on = found.members.iter().any(|one| one.at >= recent);
                if goes_on {
                    self.keep_incident(&mut looking, found).await?;
                }
            }
        }
        Ok(looking)
    }

    async fn look_at_events(
        &self,
        looking: &mut Looking,
        events: &[&Event],
    ) -> Result<(), EngineError> {
        let ids: Vec<MessageId> = events
            .iter()
            .filter_map(|event| match &event.event.kind {
                EventKind::MessageReceived { message } => Some(*message),
                _ => None,
            })
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut messages = self.inner.store.read().await?.messages(&ids).await?;
        messages.sort_by_key(|message| (message.published_at, message.id));
        for found in self.take_all(looking, &messages).await? {
            self.keep_incident(looking, found).await?;
        }
        Ok(())
    }

    async fn take_all(
        &self,
        looking: &mut Looking,
        messages: &[Message],
    ) -> Result<Vec<Found>, EngineError> {
        let theirs: Vec<&Message> = messages
            .iter()
            .filter(|m| m.identity_id.is_some() && m.deleted_at.is_none())
            .filter(|m| m.letter.as_ref().is_none_or(|letter| letter.automatic.is_none()))
            .collect();
        let of: BTreeSet<ConversationId> =
            theirs.iter().filter_map(|m| m.conversation_id).collect();
        let of: Vec<ConversationId> = of.into_iter().collect();
        let ids: Vec<MessageId> = theirs.iter().map(|m| m.id).collect();
        let mut db = self.inner.store.read().await?;
        let conversations: BTreeMap<ConversationId, Conversation> =
            db.conversations(&of).await?.into_iter().map(|c| (c.id, c)).collect();
        let tones: BTreeMap<MessageId, bool> = db
            .tones(&ids)
            .await?
            .into_iter()
            .map(|tone| {
                let said = tone.read.corrected.map(|class| class == ToneClass::Complaint);
                (tone.message_id, said.unwrap_or(tone.read.complaint >= COMPLAINT))
            })
            .collect();
        drop(db);
        let mut all = Vec::new();
        for message in theirs {
            let of = message.conversation_id.and_then(|id| conversations.get(&id));
            let Some(conversation) = of.filter(|c| !c.spam) else { continue };
            let complains = tones.get(&message.id).copied().unwrap_or_default();
            all.extend(looking.take(message, conversation, complains));
        }
        Ok(all)
    }

    /// Keeps what was found: in the incident that some of the same people report already, else in a
    /// new one.
    async fn keep_incident(&self, looking: &mut Looking, found: Found) -> Result<(), EngineError> {
        let (engine, known, nth) =
            (self.clone(), looking.known.get(&found.nth).copied(), found.nth);
        let done = self
            .write(move |tx| Box::pin(async move { engine.write_incident(tx, known, found).await }))
            .await?;
        if let Some(id) = done.value {
            looking.known.insert(nth, id);
        }
        Ok(())
    }

    async fn write_incident(
        &self,
        tx: &mut Tx<'_>,
        known: Option<IncidentId>,
        found: Found,
    ) -> Result<Option<IncidentId>, EngineError> {
        let now = self.now();
        let people: BTreeSet<CustomerId> = found.members.iter().map(|one| one.customer).collect();
        let people: Vec<CustomerId> = people.into_iter().collect();
        let last = found.members.iter().map(|one| one.at).max().unwrap_or(now);
        let mut there = match known {
            Some(id) => tx.incident(id).await?,
            None => tx.incidents_sharing(&people).await?.into_iter().next(),
        };
        let new = there.is_none();
        let mut incident = there.take().unwrap_or_else(|| Incident {
            id: IncidentId::new(&*self.inner.ids),
            name: None,
            about: found.about.clone(),
            since: found.since,
            noticed_at: now,
            last_at: last,
            usual: hundredths(found.usual),
            state: IncidentState::Open,
            body: gerne_domain::IncidentBody::default(),
            ended_at: None,
            ended_by: None,
        });
        // A person said that it is none, or that it is over: who comes later is not counted for it.
        if incident.state != IncidentState::Open {
            return Ok(Some(incident.id));
        }
        incident.since = incident.since.min(found.since);
        incident.last_at = incident.last_at.max(last);
        incident.about = found.about;
        tx.put_incident(&incident).await?;
        let mut members = Vec::with_capacity(found.members.len());
        for one in found.members {
            // It may have been forgotten meanwhile.
            if tx.message(one.message).await?.is_some() {
                members.push(IncidentMember {
                    incident_id: incident.id,
                    message_id: one.message,
                    conversation_id: one.conversation,
                    customer_id: one.customer,
                    at: one.at,
                    told: Vec::new(),
                });
            }
        }
        let more = tx.insert_incident_members(&members).await?;
        if new || more > 0 {
            self.tell_incident(tx, Actor::System, incident.id);
            let of: BTreeSet<ConversationId> = members.iter().map(|m| m.conversation_id).collect();
            let of: Vec<ConversationId> = of.into_iter().collect();
            for conversation in tx.conversations(&of).await? {
                let changed = EventKind::IncidentChanged { incident: incident.id };
                self.emit(tx, Actor::System, &conversation, changed);
            }
        }
        Ok(Some(incident.id))
    }

    /// Everybody may know that there is one; who reports it is seen by who sees their matters.
    pub(crate) fn tell_incident(&self, tx: &mut Tx<'_>, actor: Actor, id: IncidentId) {
        self.emit_all(tx, actor, EventKind::IncidentChanged { incident: id });
    }

    async fn end_quiet_incidents(&self) -> Result<(), EngineError> {
        let before = self.now().checked_sub(QUIET).unwrap_or(Timestamp::MIN);
        let open = self.inner.store.read().await?.incidents_open().await?;
        for quiet in open.into_iter().filter(|one| one.last_at < before) {
            let engine = self.clone();
            self.write(move |tx| {
                Box::pin(async move {
                    let Some(mut incident) = tx.incident(quiet.id).await? else { return Ok(()) };
                    if incident.state == IncidentState::Open && incident.last_at < before {
                        incident.state = IncidentState::Over;
                        incident.ended_at = Some(engine.now());
                        tx.put_incident(&incident).await?;
                        engine.tell_incident(tx, Actor::System, incident.id);
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(())
    }
}

/// From so many thousandths on a post is held to be a complaint (`tone::Reading::COMPLAINT`).
const COMPLAINT: u16 = 350;

fn hundredths(of: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of people"
    )]
    let rounded = (of.max(0.0) * 100.0).min(1e9) as u64;
    rounded
}

/// Words that say nothing about what somebody writes about.
const EMPTY: &str = " der die das den dem des ein eine einer einem einen und oder aber auch nicht kein \
    keine ist sind war bin hat habe haben wird werden wie was wer wann warum ich wir sie ihr euch uns \
    mir mich mein meine bei mit von vom zum zur auf aus fur seit schon noch nur mehr sehr hier heute \
    jetzt immer wieder alle alles ja nein hallo bitte danke liebe leute mal doch denn dass weil wenn \
    man this that the and for are was were have has had with you your our not but what when why how \
    there here from all any can hello please thanks just now today still since again my me we it is ";

/// What a post is about: stems, without the common words.
fn words(message: &Message) -> Vec<String> {
    let tongue = match message.language.as_deref() {
        Some(language) if language.starts_with("en") => Tongue::English,
        _ => Tongue::German,
    };
    let plain: String = message.text.split_whitespace().filter(|word| !word.starts_with('@')).fold(
        String::new(),
        |mut all, word| {
            all.push_str(word);
            all.push(' ');
            all
        },
    );
    let all = gerne_text::words(&plain, WORDS).into_iter();
    let telling = all.filter(|word| {
        word.chars().nth(2).is_some()
            && !EMPTY.contains(&format!(" {word} "))
            && !word.chars().all(|c| c.is_ascii_digit())
    });
    telling.map(|word| stem(&word, tongue)).collect()
}

/// Words before which a place is named.
const WHERE: &[&str] = &["in", "aus", "nach", "bei", "raum", "near", "around", "at", "from"];

/// Places that a text names: what is written with a capital behind a word that says where.
fn places(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let name =
            bare.chars().nth(2).is_some() && bare.chars().all(|c| c.is_alphabetic() || c == '-');
        if capital && name && WHERE.contains(&before.as_str()) && !found.iter().any(|f| f == bare) {
            found.push(bare.to_owned());
        }
        before = bare.to_lowercase();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_what_stands_behind_where() {
        assert_eq!(places("Seit heute kein Internet in Bonn, auch nicht bei uns."), ["Bonn"]);
        assert_eq!(places("No signal around Bad-Godesberg since 9"), ["Bad-Godesberg"]);
        assert!(places("Ich bin in der Leitung").is_empty());
    }
}
