//! How conversations stood before an agent last said whose turn it is.

use gerne_domain::{AgentId, ConversationId, Standing, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    value::{args, json},
};

/// One step that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusStep {
    /// Of which conversation.
    pub conversation_id: ConversationId,
    /// Who took it.
    pub agent_id: AgentId,
    /// How it stood before.
    pub stood_before: Standing,
    /// How it stood then.
    pub stood_after: Standing,
    /// When.
    pub at: Timestamp,
}

from_row!(StatusStep, "conversation_step", {
    conversation_id, agent_id, stood_before as json, stood_after as json, at
});

const STEP: &str = "SELECT * FROM conversation_step WHERE conversation_id = $1";
const PUT: &str = "INSERT INTO conversation_step
    (conversation_id, agent_id, stood_before, stood_after, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (conversation_id) DO UPDATE SET agent_id = excluded.agent_id,
    stood_before = excluded.stood_before, stood_after = excluded.stood_after, at = excluded.at";
const DROP: &str = "DELETE FROM conversation_step WHERE conversation_id = $1";

impl Reader {
    /// The last step of a conversation.
    pub async fn step_of(&mut self, id: ConversationId) -> Result<Option<StatusStep>, StoreError> {
        self.row(STEP, args![id]).await
    }
}

impl Tx<'_> {
    /// Keeps a step instead of the one before it.
    pub async fn put_step(&mut self, step: &StatusStep) -> Result<(), StoreError> {
        let s = step;
        let (before, after) = (json(&s.stood_before)?, json(&s.stood_after)?);
        self.execute(PUT, args![s.conversation_id, s.agent_id, before, after, s.at]).await.map(drop)
    }

    /// It was taken back, or can no longer be.
    pub async fn drop_step(&mut self, id: ConversationId) -> Result<(), StoreError> {
        self.execute(DROP, args![id]).await.map(drop)
    }
}
