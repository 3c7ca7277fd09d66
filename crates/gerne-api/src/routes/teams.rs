//! Teams.

use gerne_domain::{AccountId, AgentId, TeamId};
use gerne_engine::verbs::TeamChange;

use super::prelude::*;
use crate::wire::agent::{NewTeamBody, Team, TeamBody};

/// All teams.
#[utoipa::path(get, path = "/teams", tag = "team", responses((status = 200, body = List<Team>)))]
pub(super) async fn list_teams(State(api): State<ApiState>, _who: Who) -> Answer<Json<List<Team>>> {
    let teams = db(&api).await?.teams().await?;
    Ok(Json(List::whole(teams.into_iter().map(Team::from).collect())))
}

/// Make a team.
#[utoipa::path(post, path = "/teams", tag = "team", request_body = NewTeamBody,
    responses((status = 201, body = Team)))]
pub(super) async fn make_team(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NewTeamBody>,
) -> Answer<Written<Team>> {
    let done = api.engine.add_team(Some(&who.verbs()), &body.name).await?;
    Ok(Written::created(done.seq, team(&api, done.value).await?))
}

/// Rename a team, or say who and what belongs to it.
#[utoipa::path(patch, path = "/teams/{id}", tag = "team", params(("id" = Uuid, Path)),
    request_body = TeamBody, responses((status = 200, body = Team)))]
pub(super) async fn change_team(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<TeamBody>,
) -> Answer<Written<Team>> {
    let change = TeamChange {
        name: body.name,
        accounts: body.accounts.map(|ids| ids.into_iter().map(AccountId).collect()),
        agents: body.agents.map(|ids| ids.into_iter().map(AgentId).collect()),
    };
    let done = api.engine.change_team(Some(&who.verbs()), TeamId(id), change).await?;
    Ok(Written::ok(done.seq, team(&api, TeamId(id)).await?))
}

/// Dissolve a team; what was given to it is given to nobody.
#[utoipa::path(delete, path = "/teams/{id}", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn dissolve_team(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.dissolve_team(&who.verbs(), TeamId(id)).await?.seq))
}

async fn team(api: &ApiState, id: TeamId) -> Answer<Team> {
    let team = db(api).await?.team(id).await?;
    team.map(Team::from).ok_or_else(Problem::not_found)
}
