//! What rules noticed.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    rule::TextMark,
    words::{FlagReason, FlagState, ToneClass},
};

/// Who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlagAuthor {
    /// As the platform shows them.
    pub name: String,
    /// Without `@` in front.
    pub handle: String,
    /// Their page.
    pub profile_url: Option<String>,
    /// How many follow them, where that is known.
    pub followers: Option<u64>,
}

/// Which rule noticed it, and by which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlagRule {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// By which words.
    pub marks: Vec<TextMark>,
}

/// A word that counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ToneWord {
    /// The first UTF-16 unit.
    pub start: u32,
    /// The unit behind the last.
    pub end: u32,
    /// How much; below 0: against it.
    pub weight: f32,
}

/// Why something is urgent, or to be handled with care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToneCause {
    /// `danger`, `legal`, `vulnerable`, `loss`, `deadline`, `again`, `churn`, `loud`; or `self_harm`,
    /// `danger`, `threat`, `lawyer`, `regulator`, `press`.
    pub cause: String,
    /// What it counts; 0 for what is to be handled with care.
    pub points: u8,
    /// The first UTF-16 unit.
    pub start: u32,
    /// The unit behind the last.
    pub end: u32,
}

/// What was read of a text, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Tone {
    /// What it is.
    pub class: ToneClass,
    /// How likely a complaint, from 0 to 1.
    pub complaint: f32,
    /// The words that counted most, the weightiest first; at most 5.
    pub words: Vec<ToneWord>,
    /// Points; 3 and more is urgent.
    pub urgency: u16,
    /// What gives the points.
    pub causes: Vec<ToneCause>,
    /// What a person must look at.
    pub worries: Vec<ToneCause>,
    /// How many posts like it the team gave this class.
    pub alike: usize,
    /// What a person said that it is, in place of what was read.
    pub corrected: Option<ToneClass>,
}

/// Whether somebody may be offered help unasked.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Approach {
    /// They may, as far as it is known.
    pub may: bool,
    /// Why not, translatable: `approach.old`, `approach.opted_out`, `approach.place`,
    /// `approach.never`, `approach.already`, `approach.gone`, `approach.answered`,
    /// `approach.solved`, or the platform's reason.
    pub code: Option<String>,
    /// What the translation needs.
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    /// Not through the platform's interface, but by a person on the platform itself.
    pub there: bool,
}

/// A message or a found post that rules noticed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Flag {
    /// Ours.
    pub id: Uuid,
    /// What became of it.
    pub state: FlagState,
    /// It waits for a decision; else it is a mark in a conversation.
    pub queued: bool,
    /// Through which account it was seen.
    pub account_id: Uuid,
    /// On which platform.
    pub platform: String,
    /// The matter that it stands in, if any.
    pub conversation_id: Option<Uuid>,
    /// The message, once it is one of ours.
    pub message_id: Option<Uuid>,
    /// Who wrote it.
    pub author: FlagAuthor,
    /// A subject line.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Its page for people.
    pub url: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// When a rule noticed it.
    pub found_at: Timestamp,
    /// Which rules noticed it.
    pub rules: Vec<FlagRule>,
    /// What it is.
    pub tone: Tone,
    /// Whether its author may be offered help, as far as is known without asking the platform.
    pub approach: Approach,
    /// Why it was dismissed.
    pub reason: Option<FlagReason>,
    /// When somebody decided.
    pub decided_at: Option<Timestamp>,
}

/// Which flags.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FlagQuery {
    /// `open` (when absent), `confirmed`, `dismissed`, `all`.
    pub state: Option<String>,
    /// Only what this rule noticed.
    pub rule: Option<Uuid>,
    /// What stands in this conversation, marks too.
    pub conversation: Option<Uuid>,
    /// Also marks in conversations.
    #[serde(default)]
    pub marks: bool,
}

/// Dismiss a flag.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub struct DismissBody {
    /// Why; may be left out.
    #[serde(default)]
    pub reason: Option<FlagReason>,
}

/// What came of confirming a flag.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Confirmed {
    /// The flag now.
    pub flag: Flag,
    /// The matter, yours; null: nobody may be approached about it.
    pub conversation_id: Option<Uuid>,
    /// Whether its author may be offered help, and why not.
    pub approach: Approach,
    /// The public offer of help, for the composer.
    pub offer: Option<String>,
}
