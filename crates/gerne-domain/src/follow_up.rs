//! Whether it worked: asked once, at a time that an agent chose, in the channel of the matter.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId, FollowUpId, MessageId, Timestamp};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    /// Its time has not come.
    Planned,
    /// The question was put.
    Asked,
    /// Its time has come, and only a person can ask: the platform lets nobody write there unasked.
    ByHand,
    /// They said that it works.
    Worked,
    /// They said that it does not: the matter is open again.
    Failed,
    /// Somebody wrote before, or nobody wants to know any more.
    Dropped,
}

/// The question whether it worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Ours.
    pub id: FollowUpId,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// Who wants to know; a no comes back to them.
    pub agent_id: AgentId,
    /// The question.
    pub text: String,
    /// When it is put.
    pub due: Timestamp,
    /// How far it is.
    pub state: FollowUpState,
    /// When it was planned.
    pub set_at: Timestamp,
    /// When it was put.
    pub asked_at: Option<Timestamp>,
    /// The message that asks.
    pub message_id: Option<MessageId>,
    /// The hash of the word by which its page is found, where a mail leads there.
    pub token: Option<[u8; 32]>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
}
