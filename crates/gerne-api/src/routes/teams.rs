//! Teams.

use super::prelude::*;
use crate::wire::{agent::{NewTeamBody, Team, TeamBody}};

/// All teams.
#[utoipa::path(get, path = "/teams", tag = "team", responses((status = 200, body = List<Team>)))]
pub async fn list_teams(State(api): State<Api>, who: Who) -> Answer<Json<List<Team>>> {
    soon()
}

/// Make a team.
#[utoipa::path(post, path = "/teams", tag = "team", request_body = NewTeamBody, responses((status = 201, body = Team)))]
pub async fn make_team(State(api): State<Api>, who: Who, Body(body): Body<NewTeamBody>) -> Answer<Written<Team>> {
    soon()
}

/// Rename a team, or say who and what belongs to it.
#[utoipa::path(patch, path = "/teams/{id}", tag = "team", params(("id" = Uuid, Path)), request_body = TeamBody, responses((status = 200, body = Team)))]
pub async fn change_team(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<TeamBody>) -> Answer<Written<Team>> {
    soon()
}

/// Dissolve a team; what was given to it is given to nobody.
#[utoipa::path(delete, path = "/teams/{id}", tag = "team", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn dissolve_team(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
