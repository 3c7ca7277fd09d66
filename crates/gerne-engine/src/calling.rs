//! Calling an agent to something.

use gerne_domain::{Actor, AgentId, ConversationId, EventKind, NotificationKind};
use gerne_store::{Notification, Tx};

use crate::{Engine, EngineError};

impl Engine {
    /// Calls somebody to a conversation, or to something else; whoever did it, if it was a person.
    pub(crate) async fn call(
        &self,
        tx: &mut Tx<'_>,
        agent_id: AgentId,
        kind: NotificationKind,
        conversation_id: Option<ConversationId>,
        actor_id: Option<AgentId>,
    ) -> Result<(), EngineError> {
        tx.insert_notification(&Notification {
            id: self.inner.ids.next(),
            agent_id,
            kind,
            conversation_id,
            actor_id,
            at: self.now(),
            read_at: None,
        })
        .await?;
        let actor = actor_id.map_or(Actor::System, Actor::Agent);
        self.emit_agent(tx, actor, agent_id, EventKind::Notified);
        Ok(())
    }

    /// The same, once until they looked.
    pub(crate) async fn call_once(
        &self,
        tx: &mut Tx<'_>,
        agent_id: AgentId,
        kind: NotificationKind,
        conversation: ConversationId,
    ) -> Result<(), EngineError> {
        if tx.called_unread(agent_id, kind, conversation).await? {
            self.emit_agent(tx, Actor::System, agent_id, EventKind::Notified);
            return Ok(());
        }
        self.call(tx, agent_id, kind, Some(conversation), None).await
    }
}
