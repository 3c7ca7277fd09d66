//! People who answer.

use serde::{Deserialize, Serialize};

use crate::{AgentId, BlobHash, TeamId, Timestamp};

/// What somebody may do. Each one may do what those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the accounts of their teams.
    Agent,
    /// Also sees figures and alarms of their teams and reviews what was hidden.
    Lead,
    /// Also connects accounts, makes teams, invites people; sees everything.
    Admin,
}

/// Whether new work should come to them. Live only; never a history (decision 0020).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Takes new conversations.
    #[default]
    Available,
    /// Does not.
    Away,
}

/// What customers may see of an agent, and nothing else (decision 0020).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFace {
    /// A first name or an alias.
    pub name: String,
    /// A photo without metadata.
    pub photo: Option<BlobHash>,
    /// One line about what they do, if they want it.
    pub line: Option<String>,
    /// Whether the team page shows them. Replies carry the public name either way.
    pub listed: bool,
}

/// A person who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Ours.
    pub id: AgentId,
    /// What they sign in with; an e-mail address, lower-case.
    pub login: String,
    /// Their full name, for colleagues only.
    pub name: String,
    /// What customers see.
    pub face: PublicFace,
    /// What they may do.
    pub role: Role,
    /// Their console's language: `de` or `en`.
    pub language: String,
    /// Whether new work should come to them.
    pub availability: Availability,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// When they were switched off; they can no longer sign in.
    pub disabled_at: Option<Timestamp>,
}

/// Agents who answer for the same accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Ours.
    pub id: TeamId,
    /// What colleagues call it.
    pub name: String,
}
