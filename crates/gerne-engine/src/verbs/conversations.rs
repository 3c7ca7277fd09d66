//! Sorting and keeping conversations: whose they are, whose turn it is, what is said about them.

use gerne_domain::{
    Account, AgentId, Conversation, ConversationId, EventKind, Held, LabelId, NoAnswerReason,
    NotificationKind, Priority, Standing, Status, TeamId, Timestamp,
};
use gerne_store::{StatusStep, Tx};

use crate::{Caller, Done, Engine, EngineError, summary};

/// What to change about a conversation; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triage {
    /// What it is about; empty clears.
    pub subject: Option<String>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Whose it is; `Some(None)` gives it back.
    pub assignee: Option<Option<AgentId>>,
    /// Which team's it is.
    pub team: Option<Option<TeamId>>,
    /// All words on it.
    pub labels: Option<Vec<LabelId>>,
    /// Words to put on it.
    pub labels_add: Vec<LabelId>,
    /// Words to take off.
    pub labels_remove: Vec<LabelId>,
    /// Whether it is spam.
    pub spam: Option<bool>,
}

/// Whose turn it is from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// Whose.
    pub status: Status,
    /// Until when it sleeps; for `snoozed` only. `None`: until the customer writes.
    pub until: Option<Timestamp>,
    /// Why no answer is needed; for `resolved` only.
    pub no_answer: Option<NoAnswerReason>,
}

/// The same change to many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkChange {
    /// What.
    pub triage: Triage,
    /// Whose turn.
    pub status: Option<StatusChange>,
}

impl Engine {
    /// Changes what is said about a conversation.
    pub async fn triage(
        &self,
        who: &Caller,
        id: ConversationId,
        change: Triage,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| Box::pin(async move { engine.triage_in(tx, &who, id, &change).await }))
            .await
    }

    /// Says whose turn it is.
    pub async fn set_status(
        &self,
        who: &Caller,
        id: ConversationId,
        change: StatusChange,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move { engine.set_status_in(tx, &who, id, change).await })
            })
            .await?;
        Ok(done)
    }

    /// The same change to many, each on its own: one that fails leaves the others changed.
    pub async fn bulk(
        &self,
        who: &Caller,
        ids: Vec<ConversationId>,
        change: BulkChange,
    ) -> Result<Done<Vec<(ConversationId, Result<(), EngineError>)>>, EngineError> {
        let mut seq = 0;
        let mut results = Vec::with_capacity(ids.len());
        let changes = ids.into_iter().map(|id| {
            let (engine, who, change) = (self.clone(), who.clone(), change.clone());
            async move {
                let done = engine
                    .clone()
                    .write(move |tx| {
                        Box::pin(async move {
                            let careful = tx.escalations_of(&[id]).await?;
                            if careful.iter().any(|one| one.settled_at.is_none()) {
                                return Err(EngineError::invalid("escalation.one_by_one"));
                            }
                            engine.triage_in(tx, &who, id, &change.triage).await?;
                            if let Some(status) = change.status {
                                engine.set_status_in(tx, &who, id, status).await?;
                            }
                            Ok(())
                        })
                    })
                    .await;
                (id, done)
            }
        });
        // All are queued at once and share few commits.
        for (id, done) in futures_util::future::join_all(changes).await {
            if let Ok(done) = &done {
                seq = seq.max(done.seq);
            }
            results.push((id, done.map(drop)));
        }
        Ok(Done { value: results, seq })
    }

    async fn triage_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
        change: &Triage,
    ) -> Result<(), EngineError> {
        let mut conversation = self.matter(tx, who, id).await?;
        let before = conversation.clone();
        if let Some(subject) = &change.subject {
            conversation.subject = Some(subject.trim().to_owned()).filter(|s| !s.is_empty());
        }
        if let Some(priority) = change.priority {
            conversation.priority = priority;
        }
        if let Some(team) = change.team {
            if let Some(team) = team {
                tx.team(team).await?.ok_or_else(|| EngineError::invalid("team.unknown"))?;
            }
            conversation.team_id = team;
        }
        if let Some(assignee) = change.assignee {
            if let Some(agent) = assignee {
                self.may_be_given(tx, &conversation, agent).await?;
            }
            conversation.assignee_id = assignee;
        }
        if let Some(spam) = change.spam {
            conversation.spam = spam;
            if spam {
                let stood = conversation.standing(conversation.status);
                conversation.resolve(self.now(), None);
                self.keep_step(tx, who, &conversation, stood).await?;
            }
        }
        let labels = wanted_labels(&conversation, change);
        if labels != conversation.labels {
            for label in &labels {
                tx.label(*label).await?.ok_or_else(|| EngineError::invalid("label.unknown"))?;
            }
            tx.set_conversation_labels(conversation.id, &labels).await?;
            conversation.labels = labels;
        }
        if conversation == before {
            return Ok(());
        }
        if let (true, Some(at)) = (conversation.spam && !before.spam, conversation.resolved_at) {
            let (since, agent) = (before.waiting_since, Some(who.agent));
            self.measure_resolved(tx, since, &conversation, at, agent).await?;
        }
        self.keep(tx, &mut conversation).await?;
        self.tell_triage(tx, who, &before, &conversation).await
    }

    async fn tell_triage(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        before: &Conversation,
        now: &Conversation,
    ) -> Result<(), EngineError> {
        let actor = who.actor();
        if (before.assignee_id, before.team_id) != (now.assignee_id, now.team_id) {
            let kind = EventKind::Assigned {
                assignee: now.assignee_id,
                team: now.team_id,
                before: Some(Held { assignee: before.assignee_id, team: before.team_id }),
            };
            self.emit_moved(tx, actor, now, before.team_id, kind);
            if let Some(agent) = now.assignee_id
                && before.assignee_id != now.assignee_id
                && agent != who.agent
            {
                let by = Some(who.agent);
                self.call(tx, agent, NotificationKind::Assigned, Some(now.id), by).await?;
            }
        }
        if before.labels != now.labels {
            self.emit(tx, actor, now, EventKind::LabelsChanged { labels: now.labels.clone() });
        }
        if before.status != now.status {
            let kind = EventKind::StatusChanged { status: now.status, until: None };
            self.emit(tx, actor, now, kind);
        }
        let rest = |c: &Conversation| (c.subject.clone(), c.priority, c.spam);
        if rest(before) != rest(now) {
            self.emit(tx, actor, now, EventKind::ConversationChanged);
        }
        Ok(())
    }

    async fn set_status_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
        change: StatusChange,
    ) -> Result<(), EngineError> {
        let mut conversation = self.matter(tx, who, id).await?;
        let before = conversation.clone();
        match change.status {
            Status::Open => {
                conversation.reopen();
                // What was resolved without an answer waits again: somebody thinks it should not
                // have been.
                let account = tx.account(conversation.account_id).await?;
                if let Some(account) = account.filter(|_| before.status == Status::Resolved) {
                    self.wait_again(tx, &account, &mut conversation).await?;
                }
            }
            Status::Pending => conversation.pend(),
            Status::Snoozed => {
                if change.until.is_some_and(|until| until <= self.now()) {
                    return Err(EngineError::invalid("snooze.past"));
                }
                conversation.snooze(change.until);
            }
            Status::Resolved => conversation.resolve(self.now(), change.no_answer),
        }
        if conversation == before {
            return Ok(());
        }
        let at = self.keep_step(tx, who, &conversation, before.standing(before.status)).await?;
        let agent = Some(who.agent);
        match (before.status, conversation.resolved_at) {
            (Status::Resolved, None) => {
                self.measure_reopened(tx, &conversation, agent, at).await?;
            }
            (Status::Resolved, _) | (_, None) => {}
            (_, Some(_)) => {
                let since = before.waiting_since;
                self.measure_resolved(tx, since, &conversation, at, agent).await?;
            }
        }
        self.keep(tx, &mut conversation).await?;
        let (status, until) = (conversation.status, conversation.snoozed_until);
        self.emit(tx, who.actor(), &conversation, EventKind::StatusChanged { status, until });
        Ok(())
    }

    /// What a caller may work on under this id. What became part of another conversation has
    /// nothing of its own any more: what is done to it is done to that one.
    pub(crate) async fn matter(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
    ) -> Result<Conversation, EngineError> {
        let id = tx.conversation_joined_into(id).await?.unwrap_or(id);
        who.sees(tx.conversation(id).await?)
    }

    /// Takes back what an agent last said about whose turn it is: all stands exactly as before.
    ///
    /// # Errors
    /// `Conflict` when they said nothing, or a colleague has said something since.
    pub async fn undo_status(&self, who: &Caller, id: ConversationId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| Box::pin(async move { engine.undo_status_in(tx, &who, id).await }))
            .await;
        // It may sleep again.
        self.inner.lanes.snoozes.notify_one();
        done
    }

    async fn undo_status_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
    ) -> Result<(), EngineError> {
        let mut conversation = self.matter(tx, who, id).await?;
        let id = conversation.id;
        let step = tx.step_of(id).await?.filter(|step| step.agent_id == who.agent);
        let step = step.ok_or(EngineError::Conflict)?;
        let before = conversation.clone();
        conversation.step_back(&step.stood_before, &step.stood_after);
        tx.drop_step(id).await?;
        self.measure_taken_back(tx, &conversation, step.at).await?;
        if conversation == before {
            return Ok(());
        }
        let messages = tx.newest_messages(id, 200).await?;
        summary::reckon_row(&mut conversation, &messages);
        self.keep(tx, &mut conversation).await?;
        let (status, until) = (conversation.status, conversation.snoozed_until);
        self.emit(tx, who.actor(), &conversation, EventKind::StatusChanged { status, until });
        Ok(())
    }

    /// Keeps how it stood, so that one step back restores that; when it was taken.
    async fn keep_step(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        now: &Conversation,
        stood_before: Standing,
    ) -> Result<Timestamp, EngineError> {
        let at = now.resolved_at.unwrap_or_else(|| self.now());
        tx.put_step(&StatusStep {
            conversation_id: now.id,
            agent_id: who.agent,
            stood_before,
            stood_after: now.standing(now.status),
            at,
        })
        .await?;
        Ok(at)
    }

    pub(super) async fn wait_again(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        self.reckon_waiting(tx, account, conversation).await
    }

    /// `Invalid` unless the agent is there and sees the conversation.
    pub(super) async fn may_be_given(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        agent: AgentId,
    ) -> Result<(), EngineError> {
        let unknown = || EngineError::invalid("agent.unknown");
        let agent =
            tx.agent(agent).await?.filter(|a| a.disabled_at.is_none()).ok_or_else(unknown)?;
        let scope = tx.scope_of(&agent).await?;
        if scope.sees(conversation.account_id, conversation.team_id) {
            Ok(())
        } else {
            Err(EngineError::invalid("agent.cannot_see"))
        }
    }
}

fn wanted_labels(conversation: &Conversation, change: &Triage) -> Vec<LabelId> {
    let base = change.labels.as_ref().unwrap_or(&conversation.labels);
    let mut labels: Vec<LabelId> = Vec::with_capacity(base.len() + change.labels_add.len());
    for label in base.iter().chain(&change.labels_add) {
        if !labels.contains(label) && !change.labels_remove.contains(label) {
            labels.push(*label);
        }
    }
    labels
}
