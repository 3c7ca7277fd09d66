//! What was said outside the platforms.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    promise::SaidPromiseBody,
    words::{ContactWay, Direction},
};

/// Something said outside the platforms, as it stands on a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContactEntry {
    /// Ours.
    pub id: Uuid,
    /// The matter.
    pub conversation_id: Uuid,
    /// When it was.
    pub at: Timestamp,
    /// When it was written down.
    pub logged_at: Timestamp,
    /// Who wrote it down.
    pub agent_id: Uuid,
    /// How.
    pub how: ContactWay,
    /// `in`: they came to us.
    pub direction: Direction,
    /// What was said; empty once deleted.
    pub text: String,
    /// They wait for us since then.
    pub waits: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// When it was taken back.
    pub deleted_at: Option<Timestamp>,
}

/// Something to write down.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewContactBody {
    /// How.
    pub how: ContactWay,
    /// `in`: they came to us.
    pub direction: Direction,
    /// When it was; absent: now.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// What was said; at most 10,000 characters.
    pub text: String,
    /// They wait for us since then; absent: when they came to us.
    #[serde(default)]
    pub waits: Option<bool>,
    /// What you say about promises in it; the rest is found and proposed.
    #[serde(default)]
    pub promises: Vec<SaidPromiseBody>,
}

/// What to change about it. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ContactBody {
    /// How.
    pub how: Option<ContactWay>,
    /// When it was.
    pub at: Option<Timestamp>,
    /// What was said.
    pub text: Option<String>,
    /// They wait for us since then.
    pub waits: Option<bool>,
}
