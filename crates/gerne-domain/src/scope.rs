//! Who sees what. Every query and every event passes this filter (decision 0014).

use serde::{Deserialize, Serialize};

use crate::{AccountId, TeamId};

/// The part of the installation that somebody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of it: admins, and the engine itself.
    Everything,
    /// Conversations that belong to one of these teams or came in through one of these accounts.
    Of {
        /// Their teams.
        teams: Vec<TeamId>,
        /// The accounts of their teams.
        accounts: Vec<AccountId>,
    },
}

impl Scope {
    /// Whether a conversation with this home account and team is inside.
    pub fn sees(&self, account: AccountId, team: Option<TeamId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Of { teams, accounts } => {
                accounts.contains(&account) || team.is_some_and(|team| teams.contains(&team))
            }
        }
    }
}
