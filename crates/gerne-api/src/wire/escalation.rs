//! What a person must look at before anybody answers from a template.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
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
