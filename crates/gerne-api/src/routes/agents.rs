//! Colleagues.

use gerne_domain::{AgentId, TeamId};
use gerne_engine::verbs::{AgentChange, NewAgent};

use super::prelude::*;
use crate::{
    view,
    wire::agent::{AgentBody, AgentInfo, InviteBody, Invited, Link},
};

/// All colleagues.
#[utoipa::path(get, path = "/agents", tag = "team",
    responses((status = 200, body = List<AgentInfo>)))]
pub(super) async fn list_agents(
    State(api): State<ApiState>,
    _who: Who,
) -> Answer<Json<List<AgentInfo>>> {
    let mut db = db(&api).await?;
    let agents = db.agents().await?;
    Ok(Json(List::whole(view::agent::infos(&api, &mut db, agents).await?)))
}

/// Invite somebody: answers with a one-time address to hand to them.
#[utoipa::path(post, path = "/agents/invite", tag = "team", request_body = InviteBody,
    responses((status = 201, body = Invited)))]
pub(super) async fn invite_agent(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<InviteBody>,
) -> Answer<Written<Invited>> {
    let new = NewAgent {
        login: body.login,
        name: body.name,
        public_name: String::new(),
        role: body.role.into(),
        teams: body.teams.into_iter().map(TeamId).collect(),
        language: who.agent.language.clone(),
    };
    let done = api.engine.invite(Some(&who.verbs()), new).await.blaming("team.unknown", "teams")?;
    let invitation = done.value;
    let agent = invitation.agent.ok_or_else(Problem::unavailable)?;
    let invited = Invited { agent: info(&api, agent).await?, link: link(&api, &invitation.token) };
    Ok(Written::created(done.seq, invited))
}

/// A one-time address to choose another password; ends nothing by itself.
#[utoipa::path(post, path = "/agents/{id}/reset", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 200, body = Link)))]
pub(super) async fn reset_agent(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Link>> {
    let invitation = api.engine.reset_link(Some(&who.verbs()), AgentId(id)).await?;
    Ok(Written::ok(api.head(), Link { link: link(&api, &invitation.token) }))
}

/// Change a colleague: role, teams, name, whether they may sign in.
#[utoipa::path(patch, path = "/agents/{id}", tag = "team", params(("id" = Uuid, Path)),
    request_body = AgentBody, responses((status = 200, body = AgentInfo)))]
pub(super) async fn change_agent(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<AgentBody>,
) -> Answer<Written<AgentInfo>> {
    let change = AgentChange {
        name: body.name,
        role: body.role.map(Into::into),
        teams: body.teams.map(|teams| teams.into_iter().map(TeamId).collect()),
        disabled: body.disabled,
        ..AgentChange::default()
    };
    let done = api.engine.change_agent(&who.verbs(), AgentId(id), change).await;
    let done = done.blaming("team.unknown", "teams")?;
    Ok(Written::ok(done.seq, info(&api, AgentId(id)).await?))
}

async fn info(api: &ApiState, id: AgentId) -> Answer<AgentInfo> {
    let mut db = db(api).await?;
    let agent = db.agent(id).await?.ok_or_else(Problem::not_found)?;
    let mut infos = view::agent::infos(api, &mut db, vec![agent]).await?;
    infos.pop().ok_or_else(Problem::not_found)
}

fn link(api: &ApiState, token: &str) -> String {
    // Behind `#`: browsers do not send it, so it stands in no log on the way.
    api.config.link(&format!("app/ticket#{token}"))
}
