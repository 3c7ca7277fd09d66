//! What waits too long climbs: first whoever has it is told, then the leads. Each once.

mod too_late;

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{
    Actor, Climbed, Conversation, EventKind, NotificationKind, Timestamp, time::after,
};
use gerne_store::Tx;

use crate::{Engine, EngineError};

/// How often it is looked when nothing is known to climb.
const TICK: Duration = Duration::from_mins(1);
/// So many in one transaction.
const STEP: usize = 100;

impl Engine {
    /// Lets climb what waits too long.
    pub(crate) async fn keep_climbing(&self) {
        loop {
            let begun = self.now();
            let next = match self.climb().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(error = %crate::error::chain(&error), "nobody could be told of what waits too long");
                    None
                }
            };
            if let Err(error) = self.reckon_expectations().await {
                tracing::warn!(error = %crate::error::chain(&error), "what can be expected could not be reckoned");
            }
            // From the look's beginning: what came during it is not left for a whole tick.
            let latest = after(begun, TICK);
            self.inner.clock.sleep_until(next.map_or(latest, |next| next.min(latest))).await;
        }
    }

    /// One round; when the next is due.
    pub(crate) async fn climb(&self) -> Result<Option<Timestamp>, EngineError> {
        loop {
            let (engine, now) = (self.clone(), self.now());
            let done = self
                .write(move |tx| {
                    Box::pin(async move {
                        let due = tx.conversations_to_climb(now, STEP).await?;
                        let mut late = BTreeSet::new();
                        for conversation in tx.conversations(&due).await? {
                            let whose = too_late::whose(&conversation);
                            if engine.climbs(tx, conversation, now).await? {
                                late.insert(whose);
                            }
                        }
                        engine.raise_too_late(tx, &late).await?;
                        Ok((due.len(), tx.next_climb().await?))
                    })
                })
                .await?;
            let (count, next) = done.value;
            if count < STEP {
                return Ok(next);
            }
        }
    }

    /// One step; whether it is too late now.
    async fn climbs(
        &self,
        tx: &mut Tx<'_>,
        mut conversation: Conversation,
        now: Timestamp,
    ) -> Result<bool, EngineError> {
        let Some(why) = &mut conversation.due_why else { return Ok(false) };
        let missed = why.over <= now;
        why.climbed = if missed { Climbed::Missed } else { Climbed::Near };
        let kind =
            if missed { NotificationKind::TargetMissed } else { NotificationKind::TargetNear };
        tx.update_conversation(&conversation).await?;
        self.emit(tx, Actor::System, &conversation, EventKind::Climbed);
        if let Some(agent_id) = conversation.assignee_id {
            self.call(tx, agent_id, kind, Some(conversation.id), None).await?;
        }
        Ok(missed)
    }
}
