//! People who answer.

use gerne_domain::{Agent, AgentId, PublicFace, TeamId, Timestamp};
use serde_json::Value;

use crate::{
    Reader, StoreError, Tx,
    db::Row,
    row::{FromRow, Two},
    sql::Sql,
    value::{Json, args, json},
};

/// What a sign-in is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Who.
    pub agent: Agent,
    /// The hash of their password; `None` until they chose one.
    pub password_hash: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials {{ agent: {:?}, password_hash: … }}", self.agent.id)
    }
}

const AGENT: &str = "SELECT * FROM agent WHERE id = $1";
const AGENTS: &str = "SELECT * FROM agent ORDER BY name, id";
const BY_LOGIN: &str = "SELECT * FROM agent WHERE login = $1";
const SETTINGS: &str = "SELECT settings AS n FROM agent WHERE id = $1";
const PASSWORD: &str = "SELECT password_hash AS n FROM agent WHERE id = $1";
const ANY: &str = "SELECT COUNT(*) AS n FROM agent";
const INSERT: &str = "INSERT INTO agent (id, login, name, public_name, public_photo, public_line,
    listed, role, language, availability, disabled_at, settings, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const UPDATE: &str = "UPDATE agent SET login = $2, name = $3, public_name = $4, public_photo = $5,
    public_line = $6, listed = $7, role = $8, language = $9, availability = $10, disabled_at = $11
    WHERE id = $1";
const SET_SETTINGS: &str = "UPDATE agent SET settings = $2 WHERE id = $1";
const SET_PASSWORD: &str = "UPDATE agent SET password_hash = $2 WHERE id = $1";
const CLEAR_TEAMS: &str = "DELETE FROM agent_team WHERE agent_id = $1";

impl FromRow for Agent {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("agent");
        let face = PublicFace {
            name: of.get("public_name")?,
            photo: of.get("public_photo")?,
            line: of.get("public_line")?,
            listed: of.get("listed")?,
        };
        Ok(Self {
            id: of.get("id")?,
            login: of.get("login")?,
            name: of.get("name")?,
            face,
            role: of.get("role")?,
            language: of.get("language")?,
            availability: of.get("availability")?,
            teams: Vec::new(),
            disabled_at: of.get("disabled_at")?,
        })
    }
}

impl FromRow for Credentials {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let password_hash = row.of("agent").get("password_hash")?;
        Ok(Self { agent: Agent::from_row(row)?, password_hash })
    }
}

impl Reader {
    /// An agent, also one who was switched off.
    pub async fn agent(&mut self, id: AgentId) -> Result<Option<Agent>, StoreError> {
        let found = self.row(AGENT, args![id]).await?;
        Ok(self.with_agent_teams(found.into_iter().collect()).await?.pop())
    }

    /// All agents, switched-off ones too: what they wrote still names them.
    pub async fn agents(&mut self) -> Result<Vec<Agent>, StoreError> {
        let agents = self.rows(AGENTS, args![]).await?;
        self.with_agent_teams(agents).await
    }

    /// How many agents there ever were. 0: nobody set this installation up yet.
    pub async fn agent_count(&mut self) -> Result<u64, StoreError> {
        Ok(self.one(ANY, args![]).await?.unwrap_or_default())
    }

    /// The agent with that login (lower-case).
    pub async fn agent_by_login(&mut self, login: &str) -> Result<Option<Agent>, StoreError> {
        Ok(self.credentials(login).await?.map(|found| found.agent))
    }

    /// What a sign-in with that login (lower-case) is checked against.
    pub async fn credentials(&mut self, login: &str) -> Result<Option<Credentials>, StoreError> {
        let Some(mut found) = self.row::<Credentials>(BY_LOGIN, args![login]).await? else {
            return Ok(None);
        };
        if let Some(agent) = self.with_agent_teams(vec![found.agent.clone()]).await?.pop() {
            found.agent = agent;
        }
        Ok(Some(found))
    }

    /// The hash of an agent's password.
    pub async fn password_hash(&mut self, id: AgentId) -> Result<Option<String>, StoreError> {
        Ok(self.one::<Option<String>>(PASSWORD, args![id]).await?.flatten())
    }

    /// Who has no password yet: they were invited and have not come.
    pub async fn invited_agents(&mut self) -> Result<Vec<AgentId>, StoreError> {
        self.column("SELECT id AS n FROM agent WHERE password_hash IS NULL", args![]).await
    }

    /// What an agent's console remembers.
    pub async fn agent_settings(&mut self, id: AgentId) -> Result<Option<Value>, StoreError> {
        Ok(self.one::<Json<Value>>(SETTINGS, args![id]).await?.map(|json| json.0))
    }

    async fn with_agent_teams(&mut self, mut agents: Vec<Agent>) -> Result<Vec<Agent>, StoreError> {
        if agents.is_empty() {
            return Ok(agents);
        }
        let ids: Vec<AgentId> = agents.iter().map(|agent| agent.id).collect();
        let mut sql = Sql::new("SELECT agent_id AS a, team_id AS b FROM agent_team");
        sql.push(" WHERE agent_id IN ").list(&ids).push(" ORDER BY team_id");
        let pairs = self.rows_of::<Two<AgentId, TeamId>>(sql).await?;
        for agent in &mut agents {
            agent.teams = pairs.iter().filter(|two| two.0 == agent.id).map(|two| two.1).collect();
        }
        Ok(agents)
    }
}

impl Tx<'_> {
    /// A new agent, with their teams and without a password. `Exists` when the login is taken.
    pub async fn insert_agent(&mut self, agent: &Agent, at: Timestamp) -> Result<(), StoreError> {
        let mut values = columns(agent);
        values.extend(args!["{}", at]);
        self.execute(INSERT, values).await?;
        self.set_agent_teams(agent.id, &agent.teams).await
    }

    /// Overwrites an agent; their teams have a method of their own. `Exists` when the login is
    /// taken.
    pub async fn update_agent(&mut self, agent: &Agent) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, columns(agent)).await? > 0)
    }

    /// Which teams they are in: these and no others.
    pub async fn set_agent_teams(
        &mut self,
        id: AgentId,
        teams: &[TeamId],
    ) -> Result<(), StoreError> {
        self.execute(CLEAR_TEAMS, args![id]).await?;
        if !teams.is_empty() {
            let mut sql = Sql::new("INSERT INTO agent_team (agent_id, team_id) VALUES ");
            sql.rows(teams.iter().map(|team| args![id, team]));
            self.execute_of(sql).await?;
        }
        Ok(())
    }

    /// Keeps what an agent's console remembers.
    pub async fn set_agent_settings(
        &mut self,
        id: AgentId,
        settings: &Value,
    ) -> Result<bool, StoreError> {
        let settings = json(settings)?;
        Ok(self.execute(SET_SETTINGS, args![id, settings]).await? > 0)
    }

    /// Keeps the hash of a new password; `None` takes the old one away.
    pub async fn set_password(
        &mut self,
        id: AgentId,
        hash: Option<&str>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(SET_PASSWORD, args![id, hash]).await? > 0)
    }
}

fn columns(a: &Agent) -> Vec<crate::value::Arg> {
    args![
        a.id,
        a.login,
        a.name,
        a.face.name,
        a.face.photo,
        a.face.line,
        a.face.listed,
        a.role,
        a.language,
        a.availability,
        a.disabled_at
    ]
}
