//! Who may be the same person.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::customer::Identity;

/// How it is offered that two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LikenessLevel {
    /// Both stated the same in private: almost sure, and a person still says yes.
    VeryLikely,
    /// A possibility.
    Suggestion,
}

/// Something that speaks for it or against it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LikenessReason {
    /// The key of a text.
    pub key: String,
    /// What is put into it: only what both stated; sensitive values are masked.
    pub values: BTreeMap<String, String>,
    /// How much, in bits; below zero against.
    pub bits: f64,
}

/// Somebody who may be the same person. What they wrote is not shown before they are joined.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonSuggestion {
    /// Who.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
    /// On the platforms.
    pub identities: Vec<Identity>,
    /// How it is offered.
    pub level: LikenessLevel,
    /// The logarithm (base 2) of the odds.
    pub bits: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<LikenessReason>,
    /// When it was found.
    pub found_at: Timestamp,
}

/// Where a code is sent.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ProofCodeBody {
    /// A private conversation of one of the two; the other is to say the code back.
    pub conversation_id: Uuid,
}

/// A code that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentProofCode {
    /// Where it was sent.
    pub conversation_id: Uuid,
    /// The message that says it.
    pub message_id: Uuid,
    /// Its way.
    pub delivery_id: Uuid,
    /// Until when it counts.
    pub until: Timestamp,
}
