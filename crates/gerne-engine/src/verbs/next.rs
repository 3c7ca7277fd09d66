//! The next right thing: what needs whoever asks the most, and to nobody else meanwhile.

use std::collections::BTreeSet;
use std::time::Duration;

use gerne_domain::{
    Agent, Climbed, Conversation, ConversationId, EventKind, Priority, Role, Status, TeamId,
    Timestamp, time::after,
};
use gerne_store::{Assignee, ConversationFilter, NeedsMe, Order, Page, Reader, Skills};
use jiff::SignedDuration;

use crate::{Caller, Done, Engine, EngineError};

/// So long nobody else gets it.
const HELD: Duration = Duration::from_mins(10);
/// So many are looked at.
const LOOKED_AT: usize = 40;
/// What is theirs already comes so much sooner.
const THEIRS: SignedDuration = SignedDuration::from_hours(2);
/// A customer whom they answered before comes so much sooner.
const KNOWN: SignedDuration = SignedDuration::from_hours(2);
/// A customer of another language comes so much later.
const FOREIGN: SignedDuration = SignedDuration::from_hours(1);
/// What somebody knows best comes so much sooner to them, and so much later to others.
const SKILLED: SignedDuration = SignedDuration::from_hours(1);
/// The most that a team can be said to carry each.
const MOST: u32 = 1_000;
/// Languages and words that somebody can be said to be good at.
const MOST_SKILLS: usize = 30;

/// Why something comes next, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextReason {
    /// It is urgent.
    Urgent,
    /// They were not answered in time.
    Missed,
    /// It is nearly too late.
    Near,
    /// It is theirs already.
    Theirs,
    /// They answered this customer before.
    Known,
    /// They speak the customer's language.
    Language,
    /// They know best what it is about.
    Skill,
    /// The customer asked more than once: so often.
    Again {
        /// How often they turned to us in this matter.
        times: u64,
    },
    /// The customer said it to us alone, and now before everyone.
    NowPublic,
    /// The customer waits.
    Waiting {
        /// For so many seconds.
        seconds: u64,
    },
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextOne {
    /// Which.
    pub conversation: Conversation,
    /// Why.
    pub reasons: Vec<NextReason>,
    /// Until when nobody else gets it.
    pub until: Timestamp,
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// This.
    One(Box<NextOne>),
    /// Nothing.
    Nothing,
    /// They have as many as their team carries each.
    Full {
        /// So many.
        most: u32,
    },
}

struct Candidate {
    conversation: Conversation,
    rank: (bool, Timestamp),
    reasons: Vec<NextReason>,
}

impl Engine {
    /// Gives somebody the conversation that needs them the most: what is urgent, then what is due
    /// first, with what is theirs, whom they know and who speaks their language a little sooner.
    /// Nobody else gets it for ten minutes, on whichever node they ask. `busy`: what others are in.
    pub async fn next(
        &self,
        who: &Caller,
        busy: &BTreeSet<ConversationId>,
    ) -> Result<Done<Next>, EngineError> {
        let now = self.now();
        let mut db = self.inner.store.read().await?;
        let agent = db.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let full = self.full(&mut db, &agent).await?;
        let mut filter = ConversationFilter {
            statuses: vec![Status::Open],
            needs_me: Some(needs(&mut db, &agent).await?),
            spam: Some(false),
            ..ConversationFilter::default()
        };
        if full.is_some() {
            filter.assignee = Assignee::Agent(who.agent);
        }
        let mut found = self.candidates(&mut db, who, &agent, &filter, busy).await?;
        drop(db);
        found.sort_by_key(|candidate| candidate.rank);
        let (me, until) = (who.agent, after(now, HELD));
        self.write(move |tx| {
            Box::pin(async move {
                tx.release_claims(me, now).await?;
                for candidate in found {
                    let id = candidate.conversation.id;
                    // Somebody may have taken or closed it since.
                    let Some(conversation) = tx.conversation(id).await? else { continue };
                    let free = conversation.status == Status::Open
                        && conversation.assignee_id.is_none_or(|has| has == me);
                    if free && tx.claim(id, me, until, now).await? {
                        let mut reasons = candidate.reasons;
                        reasons.extend(told(tx, &conversation, now).await?);
                        return Ok(Next::One(Box::new(NextOne { conversation, reasons, until })));
                    }
                }
                Ok(full.map_or(Next::Nothing, |most| Next::Full { most }))
            })
        })
        .await
    }

    async fn candidates(
        &self,
        db: &mut Reader,
        who: &Caller,
        agent: &Agent,
        filter: &ConversationFilter,
        busy: &BTreeSet<ConversationId>,
    ) -> Result<Vec<Candidate>, EngineError> {
        let taken: BTreeSet<ConversationId> =
            db.claimed_by_others(agent.id, self.now()).await?.into_iter().collect();
        let skills = db.skills().await?;
        let mut candidates = Vec::new();
        let mut page = Page::first(LOOKED_AT);
        loop {
            let found = db.list_conversations(filter, &who.scope, Order::Due, &page).await?;
            for conversation in found.items {
                if !taken.contains(&conversation.id) && !busy.contains(&conversation.id) {
                    candidates.push(candidate(db, agent, &skills, conversation).await?);
                }
            }
            // What others have may fill whole pages.
            if found.next.is_none() || candidates.len() >= LOOKED_AT {
                return Ok(candidates);
            }
            page = Page::after(found.next, LOOKED_AT);
        }
    }

    /// How many an agent's teams carry each, where they have so many.
    async fn full(&self, db: &mut Reader, agent: &Agent) -> Result<Option<u32>, EngineError> {
        let all = db.capacities().await?;
        let own = all.into_iter().filter(|(team, _)| agent.teams.contains(team));
        let Some(most) = own.map(|(_, most)| most).max() else { return Ok(None) };
        let has = db.open_of(agent.id).await?;
        Ok((has >= u64::from(most)).then_some(most))
    }

    /// Who is good at what.
    pub async fn skills(&self) -> Result<Vec<Skills>, EngineError> {
        Ok(self.inner.store.read().await?.skills().await?)
    }

    /// Says what somebody is good at: *Next* gives it to them sooner.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` with `skills.too_many`, `skills.language`, `label.unknown`.
    pub async fn set_skills(&self, who: &Caller, skills: Skills) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        if skills.languages.len() > MOST_SKILLS || skills.labels.len() > MOST_SKILLS {
            return Err(EngineError::invalid("skills.too_many"));
        }
        let tongue = |word: &String| {
            (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
        };
        if !skills.languages.iter().all(tongue) {
            return Err(EngineError::invalid("skills.language"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let agent = tx.agent(skills.agent_id).await?.ok_or(EngineError::NotFound)?;
                if who.role != Role::Admin {
                    // A lead says it of their own people.
                    let own = tx.agent(who.agent).await?.map(|a| a.teams).unwrap_or_default();
                    if !agent.teams.iter().any(|team| own.contains(team)) {
                        return Err(EngineError::NotFound);
                    }
                }
                let known: BTreeSet<_> = tx.labels().await?.into_iter().map(|l| l.id).collect();
                if !skills.labels.iter().all(|label| known.contains(label)) {
                    return Err(EngineError::invalid("label.unknown"));
                }
                tx.put_skills(&skills).await?;
                let agent = skills.agent_id;
                engine.emit_all(tx, who.actor(), EventKind::AgentChanged { agent });
                Ok(())
            })
        })
        .await
    }

    /// How many open conversations each in a team carries, by team.
    pub async fn capacities(&self) -> Result<Vec<(TeamId, u32)>, EngineError> {
        Ok(self.inner.store.read().await?.capacities().await?)
    }

    /// Says how many open conversations each in a team carries before *Next* gives them no new ones;
    /// `None`: as many as there are.
    ///
    /// # Errors
    /// `Invalid` with `capacity.most`.
    pub async fn set_capacity(
        &self,
        who: &Caller,
        team: TeamId,
        most: Option<u32>,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        if most.is_some_and(|most| !(1..=MOST).contains(&most)) {
            return Err(EngineError::invalid("capacity.most"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                tx.team(team).await?.ok_or(EngineError::NotFound)?;
                tx.set_capacity(team, most).await?;
                engine.emit_all(tx, who.actor(), EventKind::TeamChanged { team });
                Ok(())
            })
        })
        .await
    }
}

/// What makes one who waits matter more: how often they asked, where they say it now, for how long.
async fn told(
    db: &mut Reader,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<Vec<NextReason>, EngineError> {
    let mut reasons = Vec::new();
    let Some(since) = conversation.waiting_since else { return Ok(reasons) };
    if db.went_public(conversation.id, since).await? {
        reasons.push(NextReason::NowPublic);
    }
    let times = db.said_in(conversation.id).await?;
    if times > 1 {
        reasons.push(NextReason::Again { times });
    }
    let seconds = u64::try_from(now.duration_since(since).as_secs()).unwrap_or(0);
    reasons.push(NextReason::Waiting { seconds });
    Ok(reasons)
}

/// Theirs, and nobody's in their teams. An admin without teams cares for everything.
async fn needs(db: &mut Reader, agent: &Agent) -> Result<NeedsMe, EngineError> {
    let teams = if agent.role == Role::Admin && agent.teams.is_empty() {
        db.teams().await?.into_iter().map(|team| team.id).collect()
    } else {
        agent.teams.clone()
    };
    let accounts = db.accounts_of_teams(&teams).await?;
    Ok(NeedsMe { agent: agent.id, teams, accounts })
}

async fn candidate(
    db: &mut Reader,
    agent: &Agent,
    skills: &[Skills],
    conversation: Conversation,
) -> Result<Candidate, EngineError> {
    let mut reasons = Vec::new();
    let mut due = conversation.due.unwrap_or(Timestamp::MAX);
    let mut sooner = |by: SignedDuration| due = due.checked_sub(by).unwrap_or(due);
    let urgent = conversation.priority == Priority::Urgent;
    if urgent {
        reasons.push(NextReason::Urgent);
    }
    match conversation.due_why.as_ref().map(|why| why.climbed) {
        Some(Climbed::Missed) => reasons.push(NextReason::Missed),
        Some(Climbed::Near) => reasons.push(NextReason::Near),
        Some(Climbed::No) | None => {}
    }
    if conversation.assignee_id == Some(agent.id) {
        reasons.push(NextReason::Theirs);
        sooner(THEIRS);
    }
    if db.answered_before(agent.id, conversation.customer_id).await?.is_some() {
        reasons.push(NextReason::Known);
        sooner(KNOWN);
    }
    let customer = db.customer(conversation.customer_id).await?;
    if let Some(language) = customer.and_then(|customer| customer.language) {
        let plain = language.split(['-', '_']).next().unwrap_or_default();
        let own = skills.iter().find(|skills| skills.agent_id == agent.id);
        let speaks = own.into_iter().flat_map(|skills| &skills.languages);
        let mut speaks = speaks.chain(std::iter::once(&agent.language));
        if speaks.any(|spoken| plain.eq_ignore_ascii_case(spoken)) {
            reasons.push(NextReason::Language);
        } else {
            sooner(-FOREIGN);
        }
    }
    let knows = |skills: &&Skills| skills.labels.iter().any(|l| conversation.labels.contains(l));
    let mut knowing = skills.iter().filter(knows).peekable();
    if knowing.peek().is_some() {
        // Somebody knows best what it is about: they come to it sooner than others.
        if knowing.any(|skills| skills.agent_id == agent.id) {
            reasons.push(NextReason::Skill);
            sooner(SKILLED);
        } else {
            sooner(-SKILLED);
        }
    }
    Ok(Candidate { conversation, rank: (!urgent, due), reasons })
}
