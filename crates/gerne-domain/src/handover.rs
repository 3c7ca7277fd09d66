//! Somebody leaves or is away, and others take over what was theirs. Whom it concerns gets a note
//! that somebody reviewed; it never says why.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId, HandoverId, HandoverNoteId, MessageId, Timestamp};

/// A handing over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Ours.
    pub id: HandoverId,
    /// Whose work it was.
    pub agent_id: AgentId,
    /// Who handed it over.
    pub by_id: AgentId,
    /// When.
    pub at: Timestamp,
    /// How many conversations went.
    pub conversations: u32,
    /// How many promises went.
    pub promises: u32,
    /// How many questions whether it worked went.
    pub follow_ups: u32,
}

/// What became of a drafted note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverNoteState {
    /// Nobody looked at it yet.
    Drafted,
    /// It was sent.
    Sent,
    /// Nobody wants it sent.
    Skipped,
}

/// A note to a customer whose contact is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverNote {
    /// Ours.
    pub id: HandoverNoteId,
    /// Of which handing over.
    pub handover_id: HandoverId,
    /// Its place among the others.
    pub position: u32,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// Who has it now; `None`: a team.
    pub agent_id: Option<AgentId>,
    /// The words.
    pub text: String,
    /// What became of it.
    pub state: HandoverNoteState,
    /// What was sent.
    pub message_id: Option<MessageId>,
    /// Who decided.
    pub decided_by: Option<AgentId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}
