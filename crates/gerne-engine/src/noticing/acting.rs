//! What rules do by themselves. A rule acts once in a matter for each time somebody begins to wait,
//! and never because of what another rule did: nothing goes round.

use gerne_domain::{
    Action, Actor, Conversation, ConversationId, DeedId, EventKind, Held, NotificationKind, Rule,
    RuleDeed, Timestamp,
};
use gerne_store::Tx;

use crate::{Engine, EngineError};

impl Engine {
    /// Rules that match a new message act in its matter, but for those that wait.
    pub(crate) async fn act_at_once(
        &self,
        tx: &mut Tx<'_>,
        matter: ConversationId,
        rules: &[&Rule],
    ) -> Result<(), EngineError> {
        for rule in rules.iter().filter(|rule| rule.said.waiting.is_none()) {
            self.act(tx, matter, rule).await?;
        }
        Ok(())
    }

    /// A rule acts in a matter, unless it did since they began to wait.
    pub(crate) async fn act(
        &self,
        tx: &mut Tx<'_>,
        matter: ConversationId,
        rule: &Rule,
    ) -> Result<(), EngineError> {
        if rule.said.actions.is_empty() {
            return Ok(());
        }
        let Some(mut conversation) = tx.conversation(matter).await? else { return Ok(()) };
        let since = conversation.waiting_since.unwrap_or(conversation.created_at);
        if tx.rule_did(rule.id, matter, since).await? {
            return Ok(());
        }
        for action in &rule.said.actions {
            let does = rule.said.dry || self.does(tx, &mut conversation, action).await?;
            if !does {
                continue;
            }
            let deed = RuleDeed {
                id: DeedId::new(&*self.inner.ids),
                rule_id: rule.id,
                conversation_id: matter,
                at: self.now().max(since),
                deed: action.clone(),
                dry: rule.said.dry,
            };
            tx.insert_rule_deed(&deed).await?;
            if !rule.said.dry {
                let acted = EventKind::RuleActed { rule: rule.id };
                self.emit(tx, Actor::System, &conversation, acted);
            }
        }
        Ok(())
    }

    /// `false`: it was so already, or a person said otherwise.
    async fn does(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        action: &Action,
    ) -> Result<bool, EngineError> {
        match action {
            Action::Assign { agent, team } => {
                if conversation.assignee_id.is_some() {
                    return Ok(false);
                }
                let agent = match agent {
                    Some(agent) => tx.agent(*agent).await?.filter(|a| a.disabled_at.is_none()),
                    None => None,
                };
                let agent = agent.map(|agent| agent.id);
                let team = team.or(conversation.team_id);
                if agent.is_none() && team == conversation.team_id {
                    return Ok(false);
                }
                let former = conversation.team_id;
                let before = Held { assignee: None, team: former };
                (conversation.assignee_id, conversation.team_id) = (agent, team);
                self.keep(tx, conversation).await?;
                let given = EventKind::Assigned { assignee: agent, team, before: Some(before) };
                self.emit_moved(tx, Actor::System, conversation, former, given);
                if let Some(agent) = agent {
                    let kind = NotificationKind::Assigned;
                    self.call(tx, agent, kind, Some(conversation.id), None).await?;
                }
            }
            Action::Label { label } => {
                if conversation.labels.contains(label) || tx.label(*label).await?.is_none() {
                    return Ok(false);
                }
                conversation.labels.push(*label);
                let labels = conversation.labels.clone();
                tx.set_conversation_labels(conversation.id, &labels).await?;
                self.keep(tx, conversation).await?;
                let changed = EventKind::LabelsChanged { labels };
                self.emit(tx, Actor::System, conversation, changed);
            }
            Action::Priority { priority } => {
                if conversation.priority >= *priority {
                    return Ok(false);
                }
                conversation.priority = *priority;
                self.keep(tx, conversation).await?;
                self.emit(tx, Actor::System, conversation, EventKind::ConversationChanged);
            }
            Action::Notify { agents } => {
                for agent in agents {
                    let about = Some(conversation.id);
                    self.call(tx, *agent, NotificationKind::Rule, about, None).await?;
                }
            }
            Action::Acknowledge => return self.acknowledge_by_rule(tx, conversation).await,
        }
        Ok(true)
    }
}

/// When rules that wait look again.
pub(crate) const LOOK_EVERY: std::time::Duration = std::time::Duration::from_mins(1);

impl Engine {
    /// Rules whose actions wait until somebody has waited so long act as long as the process lives.
    pub(crate) async fn keep_acting(&self) {
        loop {
            self.tend_rules().await;
            if let Err(error) = self.act_on_who_waits().await {
                let error = crate::error::chain(&error);
                tracing::warn!(%error, "rules that wait could not be looked at");
            }
            self.inner.clock.rest(LOOK_EVERY).await;
        }
    }

    /// Rules that wait act where somebody has waited long enough by now.
    pub(crate) async fn act_on_who_waits(&self) -> Result<(), EngineError> {
        let mut db = self.inner.store.read().await?;
        let all = db.rules().await?.into_iter();
        let all: Vec<Rule> =
            all.filter(|rule| rule.is_on && !rule.said.actions.is_empty()).collect();
        for rule in all {
            let Some(seconds) = rule.said.waiting else { continue };
            let span = jiff::SignedDuration::from_secs(seconds.into());
            let before = self.now().checked_sub(span).unwrap_or(Timestamp::MIN);
            for matter in db.waiting_and_flagged(rule.id, before, 200).await? {
                let (engine, rule) = (self.clone(), rule.clone());
                self.write(move |tx| Box::pin(async move { engine.act(tx, matter, &rule).await }))
                    .await?;
            }
        }
        Ok(())
    }
}
