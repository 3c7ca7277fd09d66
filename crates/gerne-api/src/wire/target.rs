//! By when something should be answered.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::Priority;

/// A target that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Target {
    /// Ours; a changed target is another one.
    pub id: Uuid,
    /// Since when it holds: for whoever began to wait since.
    pub since: Timestamp,
    /// What it says.
    #[serde(flatten)]
    pub said: TargetBody,
}

/// What a target says. Empty lists fit everything; everything that is set must fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TargetBody {
    /// What it is called; at most 80 characters.
    pub name: String,
    /// Came in through one of these accounts.
    #[serde(default)]
    pub accounts: Vec<Uuid>,
    /// Given to one of these teams.
    #[serde(default)]
    pub teams: Vec<Uuid>,
    /// Of one of these. A target that names them is not made shorter by them.
    #[serde(default)]
    pub priorities: Vec<Priority>,
    /// The customer's language is one of these: `de`.
    #[serde(default)]
    pub languages: Vec<String>,
    /// With one of these labels.
    #[serde(default)]
    pub labels: Vec<Uuid>,
    /// Of a customer with one of these labels.
    #[serde(default)]
    pub customer_labels: Vec<Uuid>,
    /// The first answer, in seconds; null: not said here.
    #[serde(default)]
    pub first_response: Option<u32>,
    /// Each answer after that, in seconds.
    #[serde(default)]
    pub next_response: Option<u32>,
    /// That it is done, in seconds.
    #[serde(default)]
    pub resolution: Option<u32>,
    /// Only the time in which somebody is there counts.
    #[serde(default)]
    pub in_hours: bool,
}

/// All targets, the first that fits counts.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TargetsBody {
    /// In the order in which they count; at most 50.
    pub targets: Vec<TargetBody>,
}
