//! Somebody leaves or is away: everything that is theirs goes to named successors in one action.
//! Whoever has an open matter or was promised something gets a note of the one who has it now; it is
//! drafted here and reviewed one by one, and never says why.

use std::collections::BTreeMap;

use gerne_domain::{
    Agent, AgentId, Conversation, EventKind, FollowUp, Handover, HandoverId, HandoverNote,
    HandoverNoteId, HandoverNoteState, Held, NotificationKind, Promise, Role, Status, TeamId,
};
use gerne_store::Tx;

use super::NewReply;
use crate::{
    Caller, Done, Engine, EngineError,
    follow_ups::{is_formal, speaks_german},
};

/// Who takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Successor {
    /// One agent.
    Agent(AgentId),
    /// A team's list.
    Team(TeamId),
}

/// A handing over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHandover {
    /// Who takes over what was given to a team; in turn where there are several.
    pub to: Vec<Successor>,
    /// Who takes over what was theirs in one team, before `to`.
    pub of_team: Vec<(TeamId, Successor)>,
    /// Draft notes for those who wait or were promised something.
    pub notes: bool,
}

/// What somebody decided about a drafted note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteDecision {
    /// Send it, in these words if there are some.
    Send(Option<String>),
    /// Do not.
    Skip,
}

impl Engine {
    /// Hands everything over that is an agent's: their matters, their promises, their questions
    /// whether it worked. All of it, or nothing.
    ///
    /// # Errors
    /// `Forbidden` for another's work but as a lead; `Invalid` with `handover.nobody`,
    /// `handover.oneself`, `agent.unknown`, `team.unknown`.
    pub async fn hand_over(
        &self,
        who: &Caller,
        from: AgentId,
        new: NewHandover,
    ) -> Result<Done<HandoverId>, EngineError> {
        if who.agent != from {
            who.at_least(Role::Lead)?;
        }
        if new.to.is_empty() {
            return Err(EngineError::invalid("handover.nobody"));
        }
        let all = new.to.iter().chain(new.of_team.iter().map(|(_, to)| to));
        if all.clone().any(|to| *to == Successor::Agent(from)) {
            return Err(EngineError::invalid("handover.oneself"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move { engine.hand_over_in(tx, &who, from, &new).await })
        })
        .await
    }

    async fn hand_over_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        from: AgentId,
        new: &NewHandover,
    ) -> Result<HandoverId, EngineError> {
        tx.agent(from).await?.ok_or(EngineError::NotFound)?;
        let agents: BTreeMap<AgentId, Agent> =
            tx.agents().await?.into_iter().map(|agent| (agent.id, agent)).collect();
        for to in new.to.iter().chain(new.of_team.iter().map(|(_, to)| to)) {
            self.is_successor(tx, &agents, *to).await?;
        }
        let mut turns = Turns { to: &new.to, of_team: &new.of_team, next: 0 };
        let id = HandoverId::new(&*self.inner.ids);
        let (mut matters, mut notes) = (0_u32, Vec::new());
        let mut whose: BTreeMap<gerne_domain::ConversationId, Successor> = BTreeMap::new();
        for mut conversation in tx.conversations_held_by(from).await? {
            let to = self.who_can(tx, &agents, &mut turns, &conversation).await?;
            whose.insert(conversation.id, to);
            let before = Held { assignee: conversation.assignee_id, team: conversation.team_id };
            let former = conversation.team_id;
            match to {
                Successor::Agent(agent) => conversation.assignee_id = Some(agent),
                Successor::Team(team) => {
                    conversation.assignee_id = None;
                    conversation.team_id = Some(team);
                }
            }
            self.keep(tx, &mut conversation).await?;
            let (assignee, team) = (conversation.assignee_id, conversation.team_id);
            let kind = EventKind::Assigned { assignee, team, before: Some(before) };
            self.emit_moved(tx, who.actor(), &conversation, former, kind);
            if let Some(agent) = assignee {
                self.call_once(tx, agent, NotificationKind::Assigned, conversation.id).await?;
            }
            matters += 1;
            let open = conversation.status != Status::Resolved || conversation.promised.is_some();
            if new.notes && open && !conversation.spam {
                let position = u32::try_from(notes.len()).unwrap_or(u32::MAX);
                notes.extend(self.draft(tx, &agents, id, position, &conversation).await?);
            }
        }
        let promises = self.hand_promises(tx, who, from, &mut turns, &whose).await?;
        let follow_ups = self.hand_follow_ups(tx, from, &mut turns, &whose).await?;
        let handover = Handover {
            id,
            agent_id: from,
            by_id: who.agent,
            at: self.now(),
            conversations: matters,
            promises,
            follow_ups,
        };
        tx.insert_handover(&handover, &notes).await?;
        self.emit_all(tx, who.actor(), EventKind::HandoverChanged { handover: id });
        Ok(id)
    }

    async fn hand_promises(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        from: AgentId,
        turns: &mut Turns<'_>,
        whose: &BTreeMap<gerne_domain::ConversationId, Successor>,
    ) -> Result<u32, EngineError> {
        let mut count = 0;
        for mut promise in tx.promises_owned(from).await? {
            let Some(mut conversation) = tx.conversation(promise.conversation_id).await? else {
                continue;
            };
            let to = whose.get(&conversation.id).copied();
            let to = to.unwrap_or_else(|| turns.take(conversation.team_id));
            give(&mut promise, to);
            self.store_promise(tx, who.actor(), &mut conversation, &mut promise).await?;
            self.keep(tx, &mut conversation).await?;
            count += 1;
        }
        Ok(count)
    }

    /// A no comes back to somebody who is there.
    async fn hand_follow_ups(
        &self,
        tx: &mut Tx<'_>,
        from: AgentId,
        turns: &mut Turns<'_>,
        whose: &BTreeMap<gerne_domain::ConversationId, Successor>,
    ) -> Result<u32, EngineError> {
        let mut count = 0;
        for follow_up in tx.follow_ups_owned(from).await? {
            let Some(conversation) = tx.conversation(follow_up.conversation_id).await? else {
                continue;
            };
            let to = whose.get(&conversation.id).copied();
            let agent_id = match to.unwrap_or_else(|| turns.take(conversation.team_id)) {
                Successor::Agent(agent) => Some(agent),
                // One of them asks in the name of all.
                Successor::Team(team) => {
                    tx.team_members(team).await?.into_iter().find(|a| *a != from)
                }
            };
            let Some(agent_id) = agent_id else { continue };
            tx.update_follow_up(&FollowUp { agent_id, ..follow_up }).await?;
            count += 1;
        }
        Ok(count)
    }

    async fn is_successor(
        &self,
        tx: &mut Tx<'_>,
        agents: &BTreeMap<AgentId, Agent>,
        to: Successor,
    ) -> Result<(), EngineError> {
        match to {
            Successor::Agent(agent) => {
                let there = agents.get(&agent).is_some_and(|agent| agent.disabled_at.is_none());
                if there { Ok(()) } else { Err(EngineError::invalid("agent.unknown")) }
            }
            Successor::Team(team) => {
                tx.team(team).await?.ok_or_else(|| EngineError::invalid("team.unknown")).map(drop)
            }
        }
    }

    /// Whose turn it is, if they may see the matter; else its team's list, so that it is nobody's
    /// who cannot see it.
    async fn who_can(
        &self,
        tx: &mut Tx<'_>,
        agents: &BTreeMap<AgentId, Agent>,
        turns: &mut Turns<'_>,
        conversation: &Conversation,
    ) -> Result<Successor, EngineError> {
        for _ in 0..turns.to.len().max(1) {
            let to = turns.take(conversation.team_id);
            let Successor::Agent(id) = to else { return Ok(to) };
            let Some(agent) = agents.get(&id) else { continue };
            let scope = tx.scope_of(agent).await?;
            if scope.sees(conversation.account_id, conversation.team_id) {
                return Ok(to);
            }
        }
        let account = self.home_of(tx, conversation).await?;
        let team = conversation.team_id.or_else(|| account.teams.first().copied());
        team.map(Successor::Team).ok_or_else(|| EngineError::invalid("agent.cannot_see"))
    }

    /// The words of one note; none where nothing can be sent.
    async fn draft(
        &self,
        tx: &mut Tx<'_>,
        agents: &BTreeMap<AgentId, Agent>,
        handover_id: HandoverId,
        position: u32,
        conversation: &Conversation,
    ) -> Result<Option<HandoverNote>, EngineError> {
        let messages = tx.newest_messages(conversation.id, 50).await?;
        if !messages.iter().any(|m| m.external_id.is_some() && m.deleted_at.is_none()) {
            return Ok(None);
        }
        let account = self.home_of(tx, conversation).await?;
        let customer = tx.customer(conversation.customer_id).await?;
        let german = speaks_german(&account, customer.as_ref(), &messages);
        let formal = is_formal(&account, customer.as_ref());
        let name = conversation.assignee_id.and_then(|id| agents.get(&id));
        let name = name.map(|agent| agent.face.name.clone());
        Ok(Some(HandoverNote {
            id: HandoverNoteId::new(&*self.inner.ids),
            handover_id,
            position,
            conversation_id: conversation.id,
            agent_id: conversation.assignee_id,
            text: words(german, formal, name.as_deref()),
            state: HandoverNoteState::Drafted,
            message_id: None,
            decided_by: None,
            decided_at: None,
        }))
    }

    /// A handing over with its notes, as far as somebody sees them.
    pub async fn handover(
        &self,
        who: &Caller,
        id: HandoverId,
    ) -> Result<(Handover, Vec<HandoverNote>), EngineError> {
        let mut db = self.inner.store.read().await?;
        let handover = db.handover(id).await?.ok_or(EngineError::NotFound)?;
        let mut notes = db.handover_notes(id).await?;
        let matters: Vec<_> = notes.iter().map(|note| note.conversation_id).collect();
        let matters = db.conversations(&matters).await?;
        notes.retain(|note| {
            let matter = matters.iter().find(|matter| matter.id == note.conversation_id);
            matter.is_some_and(|m| who.scope.sees(m.account_id, m.team_id))
        });
        let concerns = who.role >= Role::Lead
            || [handover.agent_id, handover.by_id].contains(&who.agent)
            || !notes.is_empty();
        if concerns { Ok((handover, notes)) } else { Err(EngineError::NotFound) }
    }

    /// Sends a drafted note as the caller's own words, or leaves it. Who has the matter now, or
    /// anybody who sees a team's.
    ///
    /// # Errors
    /// `Conflict` when somebody decided already; `Forbidden` for another's note; as `reply`.
    pub async fn decide_handover_note(
        &self,
        who: &Caller,
        id: HandoverNoteId,
        decision: NoteDecision,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let taught = self.taught().await?;
        self.write(move |tx| {
            Box::pin(async move {
                let mut note = tx.handover_note(id).await?.ok_or(EngineError::NotFound)?;
                let conversation = engine.matter(tx, &who, note.conversation_id).await?;
                if note.state != HandoverNoteState::Drafted {
                    return Err(EngineError::Conflict);
                }
                match decision {
                    NoteDecision::Skip => note.state = HandoverNoteState::Skipped,
                    NoteDecision::Send(text) => {
                        // It is said in the first person: only who it names may say it.
                        if note.agent_id.is_some_and(|agent| agent != who.agent) {
                            return Err(EngineError::Forbidden);
                        }
                        let text = text.filter(|text| !text.trim().is_empty());
                        note.text = text.unwrap_or(note.text);
                        let key = format!("handover:{}", note.id);
                        let reply = NewReply::of_the_house(key, note.text.clone());
                        let stood = conversation.clone();
                        let written =
                            engine.write_reply(tx, &who, &taught, conversation.id, reply).await?;
                        engine.waits_on(tx, &stood).await?;
                        note.state = HandoverNoteState::Sent;
                        note.message_id = Some(written.message);
                    }
                }
                (note.decided_by, note.decided_at) = (Some(who.agent), Some(engine.now()));
                if !tx.decide_handover_note(&note).await? {
                    return Err(EngineError::Conflict);
                }
                let changed = EventKind::HandoverChanged { handover: note.handover_id };
                engine.emit_all(tx, who.actor(), changed);
                Ok(())
            })
        })
        .await
    }

    /// A note is no answer to what somebody waits for: they wait on, as before.
    async fn waits_on(&self, tx: &mut Tx<'_>, stood: &Conversation) -> Result<(), EngineError> {
        let Some(mut now) = tx.conversation(stood.id).await? else { return Ok(()) };
        now.status = stood.status;
        (now.snoozed_until, now.resolved_at) = (stood.snoozed_until, stood.resolved_at);
        (now.no_answer, now.unanswered) = (stood.no_answer, stood.unanswered);
        (now.waiting_since, now.due) = (stood.waiting_since, stood.due);
        self.keep(tx, &mut now).await
    }
}

fn give(promise: &mut Promise, to: Successor) {
    match to {
        Successor::Agent(agent) => promise.owner_id = Some(agent),
        Successor::Team(team) => {
            promise.owner_id = None;
            promise.team_id = Some(team);
        }
    }
}

/// Whose turn it is.
struct Turns<'a> {
    to: &'a [Successor],
    of_team: &'a [(TeamId, Successor)],
    next: usize,
}

impl Turns<'_> {
    fn take(&mut self, team: Option<TeamId>) -> Successor {
        let named = self.of_team.iter().find(|(of, _)| Some(*of) == team);
        if let Some((_, to)) = named {
            return *to;
        }
        let at = self.next % self.to.len().max(1);
        self.next += 1;
        self.to.get(at).copied().unwrap_or(Successor::Team(TeamId(uuid::Uuid::nil())))
    }
}

/// A short personal note. It names who is there now, and nobody who is not.
fn words(german: bool, formal: bool, name: Option<&str>) -> String {
    match (german, formal, name) {
        (true, true, Some(name)) => format!(
            "ich bin {name} und ab jetzt für Sie da. Ich kenne alles, was Sie uns bisher geschrieben \
             haben; Sie müssen nichts wiederholen. Was wir Ihnen zugesagt haben, gilt."
        ),
        (true, false, Some(name)) => format!(
            "ich bin {name} und ab jetzt für dich da. Ich kenne alles, was du uns bisher geschrieben \
             hast; du musst nichts wiederholen. Was wir dir zugesagt haben, gilt."
        ),
        (true, true, None) => {
            "ab jetzt sind wir gemeinsam für Sie da. Wir kennen alles, was Sie uns bisher geschrieben \
             haben; Sie müssen nichts wiederholen. Was wir Ihnen zugesagt haben, gilt."
                .to_owned()
        }
        (true, false, None) => {
            "ab jetzt sind wir gemeinsam für dich da. Wir kennen alles, was du uns bisher geschrieben \
             hast; du musst nichts wiederholen. Was wir dir zugesagt haben, gilt."
                .to_owned()
        }
        (false, _, Some(name)) => format!(
            "I'm {name}, and I am here for you from now on. I know everything you have written to us \
             so far; you need not repeat anything. What we promised you holds."
        ),
        (false, _, None) => {
            "we are all here for you from now on. We know everything you have written to us so far; \
             you need not repeat anything. What we promised you holds."
                .to_owned()
        }
    }
}
