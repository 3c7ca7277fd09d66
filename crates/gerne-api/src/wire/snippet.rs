//! Texts kept ready.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::patch::nullable;

/// A text that is written again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snippet {
    /// Ours.
    pub id: Uuid,
    /// The team that has it; null: everyone.
    pub team_id: Option<Uuid>,
    /// What it is found by.
    pub name: String,
    /// The words. `{customer}` and `{agent}` stand for names.
    pub text: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// A text to keep ready.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewSnippetBody {
    /// The team that has it; null: everyone.
    #[serde(default)]
    pub team_id: Option<Uuid>,
    /// What it is found by; at most 80 characters.
    pub name: String,
    /// The words; at most 5,000 characters.
    pub text: String,
}

/// What may be changed about it. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SnippetBody {
    /// The team that has it; null: everyone.
    #[serde(deserialize_with = "nullable")]
    pub team_id: Option<Option<Uuid>>,
    /// What it is found by.
    pub name: Option<String>,
    /// The words.
    pub text: Option<String>,
}
