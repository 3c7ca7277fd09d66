//! Colleagues.

use super::prelude::*;
use crate::wire::{agent::{AgentBody, AgentInfo, InviteBody, Invited, Link}};

/// All colleagues.
#[utoipa::path(get, path = "/agents", tag = "team", responses((status = 200, body = List<AgentInfo>)))]
pub async fn list_agents(State(api): State<Api>, who: Who) -> Answer<Json<List<AgentInfo>>> {
    soon()
}

/// Invite somebody: answers with a one-time address to hand to them.
#[utoipa::path(post, path = "/agents/invite", tag = "team", request_body = InviteBody, responses((status = 201, body = Invited)))]
pub async fn invite_agent(State(api): State<Api>, who: Who, Body(body): Body<InviteBody>) -> Answer<Written<Invited>> {
    soon()
}

/// A one-time address to choose another password; ends nothing by itself.
#[utoipa::path(post, path = "/agents/{id}/reset", tag = "team", params(("id" = Uuid, Path)), responses((status = 200, body = Link)))]
pub async fn reset_agent(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Link>> {
    soon()
}

/// Change a colleague: role, teams, name, whether they may sign in.
#[utoipa::path(patch, path = "/agents/{id}", tag = "team", params(("id" = Uuid, Path)), request_body = AgentBody, responses((status = 200, body = AgentInfo)))]
pub async fn change_agent(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<AgentBody>) -> Answer<Written<AgentInfo>> {
    soon()
}
