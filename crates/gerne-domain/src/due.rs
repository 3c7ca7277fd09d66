//! By when something should be done, and why then.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Priority, TargetId, TeamId, Timestamp};

/// Whose opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursOwner {
    /// Everyone's who has none of their own.
    House,
    /// A team's.
    Team(TeamId),
    /// An account's.
    Account(AccountId),
}

/// What a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// The first answer of a person that the customer can see.
    FirstResponse,
    /// Each answer after that.
    NextResponse,
    /// That it is done.
    Resolution,
}

/// Who said by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// The account's settings: nothing nearer is said about it.
    Account,
    /// A target.
    Target(TargetId),
    /// A promise of ours.
    Promise,
}

/// How far something has climbed. Each step is told once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Climbed {
    /// There is time.
    #[default]
    No,
    /// It is nearly due: who has it was told.
    Near,
    /// It was not done in time: the leads were told.
    Missed,
}

/// Why something is due when it is. Kept with the conversation: what is changed in the settings
/// later changes nothing about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueWhy {
    /// Who said so.
    pub by: DueBy,
    /// What it is about.
    pub goal: Goal,
    /// Since when it runs.
    pub since: Timestamp,
    /// How long it may take, in seconds, as it was said: before urgency made it shorter.
    pub seconds: u32,
    /// Only the time in which somebody is there counts.
    pub in_hours: bool,
    /// How urgent it is, where that made it shorter.
    pub priority: Priority,
    /// From when on it burns.
    pub near: Timestamp,
    /// From when on it is too late. Not the same as when it is due, where it is due at once.
    pub over: Timestamp,
    /// How far it has climbed.
    #[serde(default)]
    pub climbed: Climbed,
    /// How urgent their words are, in points; 3 and more make it due sooner.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: u16,
    /// What gives the points: `danger`, `legal`, …, `third_contact`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(n: &u16) -> bool {
    *n == 0
}
