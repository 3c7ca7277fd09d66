//! Agents, oneself among them.

use gerne_domain::{Agent, PublicFace};
use gerne_store::{Reader, StoreError};

use crate::{
    state::Parts,
    wire::agent::{AgentInfo, Face, Me},
};

/// Where an agent's photo is.
pub(crate) fn photo_url(agent: &Agent) -> Option<String> {
    agent.face.photo.as_ref().map(|hash| format!("/api/v1/photos/{hash}"))
}

fn face(agent: &Agent) -> Face {
    let PublicFace { name, line, listed, .. } = agent.face.clone();
    Face { name, photo_url: photo_url(agent), line, listed }
}

/// An agent as they see themselves.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn me(db: &mut Reader, agent: Agent) -> Result<Me, StoreError> {
    let settings = db.agent_settings(agent.id).await?;
    Ok(Me {
        id: agent.id.0,
        face: face(&agent),
        login: agent.login,
        name: agent.name,
        role: agent.role.into(),
        language: agent.language,
        availability: agent.availability.into(),
        teams: agent.teams.into_iter().map(|id| id.0).collect(),
        settings: settings.unwrap_or_else(|| serde_json::json!({})),
    })
}

/// Agents as their colleagues see them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn infos(
    api: &Parts,
    db: &mut Reader,
    agents: Vec<Agent>,
) -> Result<Vec<AgentInfo>, StoreError> {
    let invited = db.invited_agents().await?;
    let info = |agent: Agent| AgentInfo {
        id: agent.id.0,
        face: face(&agent),
        name: agent.name,
        login: agent.login,
        role: agent.role.into(),
        availability: agent.availability.into(),
        teams: agent.teams.into_iter().map(|id| id.0).collect(),
        disabled: agent.disabled_at.is_some(),
        invited: invited.contains(&agent.id),
        online: api.presence.is_online(agent.id.0),
    };
    Ok(agents.into_iter().map(info).collect())
}
