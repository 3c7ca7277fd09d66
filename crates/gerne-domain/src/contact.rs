//! What was said outside the platforms: by phone, in a shop, by a technician at the door.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ContactId, ConversationId, Direction, Timestamp};

/// How somebody spoke with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactWay {
    /// By phone.
    Phone,
    /// In a shop.
    Shop,
    /// Somebody of ours was with them.
    Visit,
    /// A technician was with them.
    Technician,
    /// By letter.
    Letter,
    /// Otherwise.
    Other,
}

/// Something said outside the platforms, as somebody wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Ours.
    pub id: ContactId,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// Who wrote it down.
    pub agent_id: AgentId,
    /// How.
    pub how: ContactWay,
    /// `In`: they came to us.
    pub direction: Direction,
    /// When it was.
    pub at: Timestamp,
    /// When it was written down.
    pub logged_at: Timestamp,
    /// What was said; empty once deleted.
    pub text: String,
    /// They wait for us since then.
    pub waits: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// When it was taken back.
    pub deleted_at: Option<Timestamp>,
}

impl Contact {
    /// Whether it counts as an answer of ours.
    pub fn answers(&self) -> bool {
        self.deleted_at.is_none() && self.direction == Direction::Out
    }

    /// Whether somebody waits because of it.
    pub fn is_waiting(&self) -> bool {
        self.deleted_at.is_none() && self.direction == Direction::In && self.waits
    }
}
