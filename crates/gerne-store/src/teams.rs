//! Agents who answer for the same accounts.

use gerne_domain::{AgentId, Team, TeamId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

const TEAM: &str = "SELECT id, name FROM team WHERE id = $1";
const TEAMS: &str = "SELECT id, name FROM team WHERE dissolved_at IS NULL ORDER BY name, id";
const MEMBERS: &str = "SELECT agent_id AS n FROM agent_team JOIN agent ON agent.id = agent_id
    WHERE team_id = $1 AND disabled_at IS NULL ORDER BY agent_id";
const INSERT: &str = "INSERT INTO team (id, name) VALUES ($1, $2)";
const RENAME: &str = "UPDATE team SET name = $2 WHERE id = $1 AND dissolved_at IS NULL";
const DISSOLVE: &str = "UPDATE team SET dissolved_at = $2 WHERE id = $1 AND dissolved_at IS NULL";
const LEAVE_ACCOUNTS: &str = "DELETE FROM account_team WHERE team_id = $1";
const LEAVE_AGENTS: &str = "DELETE FROM agent_team WHERE team_id = $1";

from_row!(Team, "team", { id, name });

impl Reader {
    /// A team, also a dissolved one.
    pub async fn team(&mut self, id: TeamId) -> Result<Option<Team>, StoreError> {
        self.row(TEAM, args![id]).await
    }

    /// All teams that are there, by name.
    pub async fn teams(&mut self) -> Result<Vec<Team>, StoreError> {
        self.rows(TEAMS, args![]).await
    }

    /// Who is in it and can sign in.
    pub async fn team_members(&mut self, id: TeamId) -> Result<Vec<AgentId>, StoreError> {
        self.column(MEMBERS, args![id]).await
    }
}

impl Tx<'_> {
    /// A new team. `Exists` when another has that name.
    pub async fn insert_team(&mut self, team: &Team) -> Result<(), StoreError> {
        self.execute(INSERT, args![team.id, team.name]).await.map(drop)
    }

    /// Gives it another name. `Exists` when another has it.
    pub async fn rename_team(&mut self, id: TeamId, name: &str) -> Result<bool, StoreError> {
        Ok(self.execute(RENAME, args![id, name]).await? > 0)
    }

    /// Dissolves it: nobody and no account is in it any more. Its name is free again;
    /// conversations that were given to it keep saying so.
    pub async fn dissolve_team(&mut self, id: TeamId, at: Timestamp) -> Result<bool, StoreError> {
        self.execute(LEAVE_ACCOUNTS, args![id]).await?;
        self.execute(LEAVE_AGENTS, args![id]).await?;
        Ok(self.execute(DISSOLVE, args![id, at]).await? > 0)
    }
}
