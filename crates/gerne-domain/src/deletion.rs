//! Deleting a message on its platform, ours or what somebody left on our Page, takes two people: one
//! proposes it, another decides. What stays says who and why, never what was said.

use serde::{Deserialize, Serialize};

use crate::{AccountId, AgentId, ConversationId, DeletionId, MessageId, Timestamp};

/// Why somebody wants it gone. A word from a list, because free words would speak of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletionReason {
    /// What we said is wrong.
    Mistake,
    /// It went to the wrong person or matter.
    WrongPlace,
    /// It holds somebody's data that do not belong there.
    PrivateData,
    /// It was said in the wrong tone.
    Tone,
    /// It spreads hate.
    Hateful,
    /// It threatens somebody, or leads into danger.
    Dangerous,
    /// It insults somebody.
    Insulting,
    /// It is spam or a fraud.
    Spam,
    /// A law, a contract or an authority demands it.
    Required,
    /// Anything else.
    Other,
}

impl DeletionReason {
    /// Whether it is about how we say things: no reason to take away what somebody else said.
    pub const fn is_about_ours(self) -> bool {
        matches!(self, Self::Mistake | Self::WrongPlace | Self::Tone)
    }
}

/// What came of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletionOutcome {
    /// A second person agreed, and it was deleted.
    Deleted,
    /// A second person would not.
    Declined,
    /// Who proposed it no longer wants it.
    Withdrawn,
    /// It was gone before anybody decided.
    Gone,
}

/// A proposal to delete a message on its platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// Ours.
    pub id: DeletionId,
    /// Which message; `None` once it is decided.
    pub message_id: Option<MessageId>,
    /// In which matter; `None` once that was forgotten.
    pub conversation_id: Option<ConversationId>,
    /// Said through which account.
    pub account_id: AccountId,
    /// Why.
    pub reason: DeletionReason,
    /// Who proposed it.
    pub proposed_by: AgentId,
    /// When.
    pub proposed_at: Timestamp,
    /// The second person; who proposed it, when they withdrew it.
    pub decided_by: Option<AgentId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What came of it; `None` while it waits for the second person.
    pub outcome: Option<DeletionOutcome>,
}
