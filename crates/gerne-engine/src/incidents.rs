//! Incidents are looked for in everything that people say (decision 0038). Each node reads the same
//! log, so that each finds the same; what is found is kept once, because who finds it joins what is
//! there already.

mod looking;

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{
    Actor, Conversation, ConversationId, CustomerId, Event, EventKind, Incident, IncidentId,
    IncidentMember, IncidentState, Message, MessageId, Scope, Timestamp, ToneClass,
};
use gerne_language::tone::Reading;
use gerne_store::{Page, Tx};
use jiff::SignedDuration;

use crate::{Engine, EngineError, error::chain};
use looking::{Found, Looking, hundredths};

/// What came before is looked at so far back.
const PAST_DAYS: i64 = 21;
/// Of that no more than so many posts.
const PAST_POSTS: usize = 50_000;
/// Posts that are read in one go.
const STEP: usize = 2_000;
/// An incident is over by itself when nobody has reported it for so long.
const QUIET: SignedDuration = SignedDuration::from_hours(12);
/// How often that is looked at.
const TIDY: std::time::Duration = std::time::Duration::from_mins(1);

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
        self.inner.topics.tell(after, looking.topics(self.now()));
        loop {
            tokio::select! {
                _ = log.wait_beyond(after) => {}
                () = self.inner.clock.rest(TIDY) => {}
            }
            let events = match log.after(after, STEP).await {
                Ok(events) => events,
                Err(error) => {
                    tracing::warn!(error = %chain(&error), "the log could not be read");
                    self.inner.clock.rest(TIDY).await;
                    continue;
                }
            };
            after = events.last().map_or(after, |last| last.seq);
            let events: Vec<&Event> = events.iter().map(std::convert::AsRef::as_ref).collect();
            if let Err(error) = self.look_at_events(&mut looking, &events).await {
                tracing::warn!(error = %chain(&error), "incidents could not be looked for");
            }
            self.inner.topics.tell(after, looking.topics(self.now()));
            if self.now().duration_since(tidied) > SignedDuration::from_secs(60) {
                tidied = self.now();
                if let Err(error) = self.end_quiet_incidents().await {
                    tracing::warn!(error = %chain(&error), "incidents could not be ended");
                }
            }
        }
    }

    /// What was said before, so that it is known what is usual. What goes on is noticed again.
    pub(crate) async fn look_back(&self) -> Result<Looking, EngineError> {
        let mut looking = Looking::new();
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
        let recent = self.now().checked_sub(looking::RECENT).unwrap_or(Timestamp::MIN);
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
                (tone.message_id, said.unwrap_or(Reading::complains(tone.read.complaint)))
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
        let nth = found.nth;
        let known = looking.known.get(&nth).copied();
        let incident = self.write_found(known, found).await?;
        looking.known.insert(nth, incident.id);
        let ended = incident.ended_at.filter(|_| incident.state == IncidentState::Over);
        if let Some(again) = ended.and_then(|at| looking.again(nth, at)) {
            let incident = self.write_found(None, again).await?;
            looking.known.insert(nth, incident.id);
        }
        Ok(())
    }

    async fn write_found(
        &self,
        known: Option<IncidentId>,
        found: Found,
    ) -> Result<Incident, EngineError> {
        let engine = self.clone();
        self.write(move |tx| Box::pin(async move { engine.write_incident(tx, known, found).await }))
            .await
            .map(|done| done.value)
    }

    async fn write_incident(
        &self,
        tx: &mut Tx<'_>,
        known: Option<IncidentId>,
        found: Found,
    ) -> Result<Incident, EngineError> {
        let now = self.now();
        let people: BTreeSet<CustomerId> = found.members.iter().map(|one| one.customer).collect();
        let people: Vec<CustomerId> = people.into_iter().collect();
        let last = found.members.iter().map(|one| one.at).max().unwrap_or(now);
        let mut there = match known {
            Some(id) => tx.incident(id).await?,
            None => tx.incidents_sharing(&people).await?.into_iter().next(),
        };
        if there.is_none() {
            // After a restart nothing is known, and it may have been ended meanwhile.
            let messages: Vec<MessageId> = found.members.iter().map(|one| one.message).collect();
            there = tx.incidents_with(&messages).await?.into_iter().next();
        }
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
        // A person said that it is none, or that it is over: who comes late is not counted for it.
        if incident.state != IncidentState::Open {
            return Ok(incident);
        }
        incident.since = incident.since.min(found.since);
        incident.last_at = incident.last_at.max(last);
        incident.about = found.about;
        incident.body.places = found.places;
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
        Ok(incident)
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
