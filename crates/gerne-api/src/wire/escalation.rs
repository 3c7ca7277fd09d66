//! What a person must look at before anybody answers from a template.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{conversation::Row, words::ToneClass};

/// A matter to be handled with care. Nothing is hidden by it; changes to many at once leave it out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Escalation {
    /// Which.
    pub conversation_id: Uuid,
    /// The message that raised it last.
    pub message_id: Option<Uuid>,
    /// Why, the gravest first: `self_harm`, `danger`, `threat`, `lawyer`, `regulator`, `press`.
    pub worries: Vec<String>,
    /// Since when.
    pub since: Timestamp,
    /// The conversation, in the list of what nobody looked at yet.
    pub row: Option<Row>,
    /// When somebody looked at it.
    pub settled_at: Option<Timestamp>,
    /// Who.
    pub settled_by: Option<Uuid>,
}

/// Say what a message is, in place of what was read; null takes it back.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct ToneBody {
    /// What it is.
    pub class: Option<ToneClass>,
}

/// Something that somebody said of a text, and that a team's readings learned from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Lesson {
    /// Ours.
    pub id: Uuid,
    /// Where the text stands, where you see it.
    pub conversation_id: Option<Uuid>,
    /// Of which message; null: of a post that was found.
    pub message_id: Option<Uuid>,
    /// Of which text; empty where it is gone, or not yours to see.
    pub text: String,
    /// It is this; else it is not.
    pub is_it: bool,
    /// What.
    pub class: ToneClass,
    /// Who said so.
    pub agent_id: Uuid,
    /// When.
    pub at: Timestamp,
}

/// Whose lessons.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LessonQuery {
    /// Of which team; absent: everybody's.
    pub team: Option<Uuid>,
}
