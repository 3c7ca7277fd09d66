//! What time does to promises: it reminds who keeps them, and says aloud that they were missed.

use std::time::Duration;

use gerne_domain::{
    Actor, AgentId, Availability, Conversation, EventKind, NotificationKind, Promise, Refusal,
    Status, Timestamp, time::after,
};
use gerne_store::Tx;

use crate::{Engine, EngineError, alarm};

/// How often promises are looked at when nothing is known to be due.
const TICK: Duration = Duration::from_mins(1);
/// In one transaction.
const AT_ONCE: usize = 100;

impl Engine {
    /// Reminds of promises and says which were missed; asks whether it worked. On every node: what
    /// one has done is no longer due for the others.
    pub(crate) async fn watch_promises(&self) {
        loop {
            let begun = self.now();
            let next = match self.look_at_promises().await {
                Ok(next) => next,
                Err(error) => {
                    let error = crate::error::chain(&error);
                    tracing::error!(error, "promises could not be looked at");
                    None
                }
            };
            let asked = match self.ask_whether_it_worked().await {
                Ok(next) => next,
                Err(error) => {
                    let error = crate::error::chain(&error);
                    tracing::error!(error, "nobody could be asked whether it worked");
                    None
                }
            };
            // From the look's beginning: what came during it is not left for a whole tick.
            let latest = after(begun, TICK);
            let until = [next, asked].into_iter().flatten().fold(latest, Timestamp::min);
            tokio::select! {
                () = self.inner.clock.sleep_until(until) => {}
                () = self.inner.lanes.promises.notified() => {}
            }
        }
    }

    async fn look_at_promises(&self) -> Result<Option<Timestamp>, EngineError> {
        let (engine, now) = (self.clone(), self.now());
        let mut db = self.inner.store.read().await?;
        let next = db.next_promise_look().await?;
        drop(db);
        if next.is_none_or(|next| next > now) {
            return Ok(next);
        }
        let looked = self
            .write(move |tx| {
                Box::pin(async move {
                    for mut promise in tx.promises_to_look_at(now, AT_ONCE).await? {
                        engine.look_at_promise(tx, &mut promise, now).await?;
                    }
                    Ok(tx.next_promise_look().await?)
                })
            })
            .await?;
        Ok(looked.value)
    }

    async fn look_at_promise(
        &self,
        tx: &mut Tx<'_>,
        promise: &mut Promise,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        let Some(mut conversation) = tx.conversation(promise.conversation_id).await? else {
            promise.look_at = None;
            tx.update_promise(promise).await?;
            return Ok(());
        };
        let missed = promise.miss(now);
        promise.reminded_at.get_or_insert(now);
        self.store_promise(tx, Actor::System, &mut conversation, promise).await?;
        // What we owe is ours to do, whoever had the last word.
        if conversation.status != Status::Open && !conversation.spam {
            conversation.reopen();
            let kind = EventKind::StatusChanged { status: Status::Open, until: None };
            self.emit(tx, Actor::System, &conversation, kind);
        }
        self.keep(tx, &mut conversation).await?;
        let kind =
            if missed { NotificationKind::PromiseMissed } else { NotificationKind::PromiseDue };
        for agent in self.keepers(tx, &conversation, promise).await? {
            self.call_once(tx, agent, kind, conversation.id).await?;
        }
        if missed {
            let reason = Refusal::of("promise.missed");
            let reason = reason.with("due", promise.due.unwrap_or(now));
            let subject = promise.id.to_string();
            self.raise_matter(tx, alarm::PROMISE_MISSED, &subject, &conversation, reason).await?;
        }
        Ok(())
    }

    /// Who is to see to a promise: its owner; when they are away, everybody in the team.
    async fn keepers(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        promise: &Promise,
    ) -> Result<Vec<AgentId>, EngineError> {
        if let Some(owner) = promise.owner_id
            && let Some(agent) = tx.agent(owner).await?
            && agent.disabled_at.is_none()
            && agent.availability == Availability::Available
        {
            return Ok(vec![owner]);
        }
        let team = promise.team_id.or(conversation.team_id);
        let members = match team {
            Some(team) => tx.team_members(team).await?,
            None => Vec::new(),
        };
        let agents = tx.agents().await?;
        let there = |id: &AgentId| {
            agents.iter().any(|a| a.id == *id && a.availability == Availability::Available)
        };
        let present: Vec<AgentId> = members.iter().copied().filter(there).collect();
        Ok(if present.is_empty() { members } else { present })
    }
}
