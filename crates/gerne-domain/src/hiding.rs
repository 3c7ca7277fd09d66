//! Hiding what somebody said to others: at once and by anybody, because what is hateful or dangerous
//! must not wait; with a reason, reversible, and looked at by a lead afterwards. What stays says who
//! and why, never what was said.

use serde::{Deserialize, Serialize};

use crate::{AccountId, AgentId, ConversationId, HidingId, MessageId, Timestamp};

/// Why somebody hid it. A word from a list, because free words would speak of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HidingReason {
    /// It spreads hate.
    Hateful,
    /// It threatens somebody, or leads into danger.
    Dangerous,
    /// It insults somebody.
    Insulting,
    /// It holds somebody's data that do not belong there.
    PrivateData,
    /// It is spam or a fraud.
    Spam,
    /// Anything else.
    Other,
    /// It was hidden in the platform's own app, which tells neither who nor why.
    Elsewhere,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HidingOutcome {
    /// A lead looked at it: it stays hidden.
    Kept,
    /// It is shown again.
    Shown,
    /// It is gone from its platform, or was forgotten.
    Gone,
}

/// That we like what somebody said on its platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liked {
    /// What.
    pub message_id: MessageId,
    /// Who of us said so.
    pub liked_by: AgentId,
    /// When.
    pub liked_at: Timestamp,
}

/// A message of somebody that we hid on its platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hiding {
    /// Ours.
    pub id: HidingId,
    /// Which message; `None` once it is shown again or gone.
    pub message_id: Option<MessageId>,
    /// In which matter; `None` once that was forgotten.
    pub conversation_id: Option<ConversationId>,
    /// On which account's platform.
    pub account_id: AccountId,
    /// Why.
    pub reason: HidingReason,
    /// Who hid it; `None`: in the platform's own app.
    pub hidden_by: Option<AgentId>,
    /// When, or since when we know.
    pub hidden_at: Timestamp,
    /// The lead who looked at it.
    pub reviewed_by: Option<AgentId>,
    /// When.
    pub reviewed_at: Option<Timestamp>,
    /// Who showed it again; `None` with `shown_at`: in the platform's own app.
    pub shown_by: Option<AgentId>,
    /// When.
    pub shown_at: Option<Timestamp>,
    /// What came of it; `None` while it is hidden and no lead looked at it.
    pub outcome: Option<HidingOutcome>,
}
