//! Incidents: many people, one cause, shortly after each other.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId, CustomerId, IncidentId, MessageId, Timestamp};

/// How an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// It goes on.
    Open,
    /// It is over.
    Over,
    /// A person said that it is none.
    Dismissed,
}

/// Many people, one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Ours.
    pub id: IncidentId,
    /// What a person calls it.
    pub name: Option<String>,
    /// Places, products and words that several of them said, those that say most first.
    pub about: Vec<String>,
    /// When the first of them wrote.
    pub since: Timestamp,
    /// When it was noticed.
    pub noticed_at: Timestamp,
    /// When somebody last reported it.
    pub last_at: Timestamp,
    /// How many people would be usual, in hundredths.
    pub usual: u64,
    /// How it stands.
    pub state: IncidentState,
    /// What people are told.
    pub body: IncidentBody,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Who said so; `None`: nobody reported it any more.
    pub ended_by: Option<AgentId>,
}

/// What people are told of an incident, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncidentBody {
    /// The honest text to each, with `{name}` and `{place}`.
    pub text: String,
    /// That it is over.
    pub over: String,
    /// The same before everyone, with `{place}`.
    pub post: String,
    /// That it is over, before everyone.
    pub post_over: String,
    /// Where it is, as people name it; the place that most of them name first.
    pub places: Vec<String>,
}

/// Somebody reports an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentMember {
    /// What.
    pub incident_id: IncidentId,
    /// By what they said.
    pub message_id: MessageId,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// Who.
    pub customer_id: CustomerId,
    /// When they said it.
    pub at: Timestamp,
    /// Which texts went out in their matter: `text`, `over`.
    pub told: Vec<String>,
}
