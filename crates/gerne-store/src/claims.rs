//! To whom the next conversation was given, for a while; how many anybody carries, and who is good
//! at what.

use gerne_domain::{AgentId, ConversationId, LabelId, TeamId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    value::{args, json},
};

/// What somebody is good at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skills {
    /// Who.
    pub agent_id: AgentId,
    /// Languages besides their own: `pl`.
    pub languages: Vec<String>,
    /// Words of the house that they know best.
    pub labels: Vec<LabelId>,
}

from_row!(Skills, "agent_skill", { agent_id, languages as json, labels as json });

const CLAIM: &str = "INSERT INTO claim (conversation_id, agent_id, until) VALUES ($1, $2, $3)
    ON CONFLICT (conversation_id) DO UPDATE SET agent_id = excluded.agent_id,
    until = excluded.until WHERE claim.agent_id = excluded.agent_id OR claim.until <= $4";
const RELEASE: &str = "DELETE FROM claim WHERE agent_id = $1";
const DROP_OLD: &str = "DELETE FROM claim WHERE until <= $1";
const CLAIMED: &str = "SELECT conversation_id AS n FROM claim WHERE agent_id <> $1 AND until > $2";

const CAPACITIES: &str = "SELECT c.team_id AS a, c.most AS b FROM capacity c
    JOIN team t ON t.id = c.team_id WHERE t.dissolved_at IS NULL ORDER BY c.team_id";
const SET_CAPACITY: &str = "INSERT INTO capacity (team_id, most) VALUES ($1, $2)
    ON CONFLICT (team_id) DO UPDATE SET most = excluded.most";
const DROP_CAPACITY: &str = "DELETE FROM capacity WHERE team_id = $1";

const SKILLS: &str = "SELECT s.* FROM agent_skill s JOIN agent a ON a.id = s.agent_id
    WHERE a.disabled_at IS NULL ORDER BY s.agent_id";
const PUT_SKILLS: &str = "INSERT INTO agent_skill (agent_id, languages, labels)
    VALUES ($1, $2, $3) ON CONFLICT (agent_id) DO UPDATE SET languages = excluded.languages,
    labels = excluded.labels";
const DROP_SKILLS: &str = "DELETE FROM agent_skill WHERE agent_id = $1";

impl Reader {
    /// Who is good at what; not of those who left.
    pub async fn skills(&mut self) -> Result<Vec<Skills>, StoreError> {
        self.rows(SKILLS, args![]).await
    }

    /// How many open conversations each in a team carries, by team.
    pub async fn capacities(&mut self) -> Result<Vec<(TeamId, u32)>, StoreError> {
        let found: Vec<Two<TeamId, u32>> = self.rows(CAPACITIES, args![]).await?;
        Ok(found.into_iter().map(|Two(team, most)| (team, most)).collect())
    }

    /// What others were given and still have.
    pub async fn claimed_by_others(
        &mut self,
        agent: AgentId,
        now: Timestamp,
    ) -> Result<Vec<ConversationId>, StoreError> {
        self.column(CLAIMED, args![agent, now]).await
    }
}

impl Tx<'_> {
    /// Says what somebody is good at.
    pub async fn put_skills(&mut self, skills: &Skills) -> Result<(), StoreError> {
        let s = skills;
        if s.languages.is_empty() && s.labels.is_empty() {
            return self.execute(DROP_SKILLS, args![s.agent_id]).await.map(drop);
        }
        let values = args![s.agent_id, json(&s.languages)?, json(&s.labels)?];
        self.execute(PUT_SKILLS, values).await.map(drop)
    }

    /// Says how many each in a team carries; `None`: as many as there are.
    pub async fn set_capacity(
        &mut self,
        team: TeamId,
        most: Option<u32>,
    ) -> Result<(), StoreError> {
        let done = match most {
            Some(most) => self.execute(SET_CAPACITY, args![team, most]).await,
            None => self.execute(DROP_CAPACITY, args![team]).await,
        };
        done.map(drop)
    }

    /// Gives a conversation to somebody until an instant. `false`: another has it.
    pub async fn claim(
        &mut self,
        conversation: ConversationId,
        agent: AgentId,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(CLAIM, args![conversation, agent, until, now]).await? > 0)
    }

    /// Takes back what somebody was given, and what nobody has any more.
    pub async fn release_claims(
        &mut self,
        agent: AgentId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(RELEASE, args![agent]).await?;
        self.execute(DROP_OLD, args![now]).await.map(drop)
    }
}
