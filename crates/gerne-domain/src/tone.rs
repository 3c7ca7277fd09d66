//! What a text was read to be: complaint, request, praise or neither; how urgent; what a person must
//! look at. The reasons are places in the text, never its words.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId, MessageId, Timestamp};

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToneClass {
    /// Something of the company is not as it should be.
    Complaint,
    /// Somebody wants to know something, or to have something done.
    Request,
    /// Somebody is pleased.
    Praise,
    /// None of these.
    Neutral,
}

/// A word that counted, in bytes on borders of characters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToneWord {
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// How much; below 0: against it.
    pub weight: f32,
}

/// Why something is urgent, or to be handled with care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToneCause {
    /// `danger`, `legal`, `vulnerable`, `loss`, `deadline`, `again`, `churn`, `loud`; of worries
    /// `self_harm`, `danger`, `threat`, `lawyer`, `regulator`, `press`.
    pub cause: String,
    /// What it counts; 0 for worries.
    pub points: u8,
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

/// The reasons of a reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToneSaid {
    /// ISO 639-1, as the platform says or as it looks.
    pub language: Option<String>,
    /// The words that counted most, the weightiest first.
    pub words: Vec<ToneWord>,
    /// What gives the points of urgency.
    pub causes: Vec<ToneCause>,
    /// What a person must look at, the gravest first.
    pub worries: Vec<ToneCause>,
    /// How many posts like it the team gave this class.
    pub alike: usize,
}

/// What was read of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ToneRead {
    /// What it is.
    pub class: ToneClass,
    /// How likely a complaint, in thousandths.
    pub complaint: u16,
    /// Points; 3 and more is urgent.
    pub urgency: u16,
    /// Why.
    pub said: ToneSaid,
    /// What a person said that it is, in place of what was read.
    pub corrected: Option<ToneClass>,
}

/// What was read of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// Which.
    pub message_id: MessageId,
    /// What it is.
    pub read: ToneRead,
    /// Who said otherwise.
    pub corrected_by: Option<AgentId>,
}

/// A matter that a person must look at before anybody answers from a template. Nothing is hidden by
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Which.
    pub conversation_id: ConversationId,
    /// The message that raised it last.
    pub message_id: Option<MessageId>,
    /// Why: `self_harm`, `danger`, `threat`, `lawyer`, `regulator`, `press`.
    pub worries: Vec<String>,
    /// Since when.
    pub since: Timestamp,
    /// Who looked at it.
    pub settled_by: Option<AgentId>,
    /// When.
    pub settled_at: Option<Timestamp>,
}
