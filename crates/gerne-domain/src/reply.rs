//! What we say, and its way to the platform.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AgentId, BlobHash, ConversationId, DeliveryId, ExternalId, MessageId, Standing,
    Timestamp, Visibility,
};

/// Where a reply is on its way (decision 0006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Written down; its author can still take it back.
    Held,
    /// Waits for its turn, or for another try.
    Queued,
    /// Handed to the platform; no answer yet.
    Sending,
    /// The platform has it.
    Sent,
    /// The platform will not take it; a person must act.
    Refused,
    /// The platform may or may not have it. Only `find_sent` or a person leaves this state.
    Unknown,
    /// Taken back before it left.
    Cancelled,
}

impl DeliveryState {
    /// Which changes are legal. Everything else is a defect or a race that lost.
    pub fn may_become(self, next: Self) -> bool {
        use DeliveryState::{Cancelled, Held, Queued, Refused, Sending, Sent, Unknown};
        matches!(
            (self, next),
            (Held | Refused, Queued | Cancelled)
                | (Queued, Sending | Cancelled | Refused)
                | (Sending, Sent | Queued | Refused | Unknown)
                | (Unknown, Sent | Queued | Refused | Cancelled)
        )
    }

    /// Whether the customer has not got it, as far as we know.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Sent | Self::Cancelled)
    }
}

/// A picture or file that goes with a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundMedia {
    /// Our copy.
    pub blob: BlobHash,
    /// Its type, as found in its bytes.
    pub mime: String,
    /// A file name.
    pub name: String,
    /// What it shows, in words.
    pub alt: Option<String>,
}

/// Everything a connector needs to say something. Frozen when the reply is written: what is tried
/// again is the same to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbound {
    /// Stays the same over all attempts: the platform's idempotency key where it has one.
    pub key: String,
    /// What it answers; `None` for a conversation that we start.
    pub in_reply_to: Option<ExternalId>,
    /// Who must be reached, without a leading `@`, the customer first.
    pub to: Vec<crate::Mention>,
    /// Who can read it.
    pub visibility: Visibility,
    /// A subject line, where the platform has one.
    pub subject: Option<String>,
    /// The words, signature included, mentions not.
    pub text: String,
    /// A warning to stand before the text.
    pub content_warning: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Pictures and files, in order.
    pub media: Vec<OutboundMedia>,
    /// When it was written here: where a search for it on the platform begins.
    pub written_at: Timestamp,
    /// What a letter needs besides; `None` where the platform has none.
    #[serde(default)]
    pub letter: Option<Box<OutboundLetter>>,
}

/// What a letter of ours needs besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutboundLetter {
    /// Its head, with the name that it will have: known before it leaves, and never another one.
    pub head: crate::Letter,
    /// Who speaks: the public name of its author. Empty when nobody does.
    pub speaker: String,
    /// What it answers, whole: quoted below, and read for what other programs group by.
    pub answers: Option<BlobHash>,
    /// No person wrote it (RFC 3834).
    pub automatic: bool,
}

/// The platform has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The platform's identifier of what was said. `None`: a person says that it is there, and
    /// nobody knows what the platform calls it.
    pub external_id: Option<ExternalId>,
    /// Its page for people.
    pub url: Option<String>,
    /// By the platform's clock.
    pub published_at: Timestamp,
}

/// Why the platform does not take something: a translatable key, and the values it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// e.g. `refused.too_long`. Never a platform's own text: those are localised and change.
    pub key: String,
    /// e.g. `{"limit": "500"}`.
    #[serde(default)]
    pub values: std::collections::BTreeMap<String, String>,
}

impl Refusal {
    /// A reason without values.
    pub fn of(key: &str) -> Self {
        Self { key: key.to_owned(), values: std::collections::BTreeMap::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }
}

/// One reply's way to the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Ours.
    pub id: DeliveryId,
    /// What is carried.
    pub message_id: MessageId,
    /// The matter it belongs to.
    pub conversation_id: ConversationId,
    /// Through which account.
    pub account_id: AccountId,
    /// Who wrote it; `None`: the house itself, by a rule. What no person wrote is no answer: it ends
    /// nobody's waiting, and its failing is nobody's failure.
    pub agent_id: Option<AgentId>,
    /// The mark that its author's console gave it; unique per agent.
    pub client_key: String,
    /// Where it is.
    pub state: DeliveryState,
    /// Not before: the end of the undo window, or the next try.
    pub not_before: Timestamp,
    /// How often it was handed to the platform.
    pub attempts: u32,
    /// When it was last handed to the platform.
    pub attempted_at: Option<Timestamp>,
    /// Why it was refused, or why it is tried again.
    pub reason: Option<Refusal>,
    /// What is said.
    pub outbound: Outbound,
    /// What the platform answered.
    pub receipt: Option<Receipt>,
    /// Since when the customer was waiting when this was written: restored when it does not arrive.
    pub waiting_before: Option<Timestamp>,
    /// How the conversation stood then.
    pub standing_before: Option<Standing>,
    /// A hash of what was asked for: the same `client_key` with another is a mistake.
    pub asked: Option<String>,
    /// At whom it did not arrive after all, as reports said later.
    pub returned: Vec<crate::Returned>,
}

impl Delivery {
    /// Whether no person wrote it.
    pub fn is_automatic(&self) -> bool {
        self.agent_id.is_none()
    }
}
