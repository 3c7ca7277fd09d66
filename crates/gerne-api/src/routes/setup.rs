//! Setting up, invitations, password resets: one-time addresses.

use gerne_domain::Role;
use gerne_engine::verbs::NewAgent;
use http::HeaderMap;

use super::{prelude::*, session::signed_in};
use crate::{
    password::weakness,
    wire::{
        agent::Me,
        door::{Setup, SetupBody, Ticket, TicketBody, TicketKind},
    },
};

/// Whether somebody must set the house up.
#[utoipa::path(get, path = "/setup", tag = "doors", responses((status = 200, body = Setup)))]
pub(super) async fn get_setup(State(api): State<ApiState>) -> Answer<Json<Setup>> {
    Ok(Json(Setup { needed: db(&api).await?.agent_count().await? == 0 }))
}

/// Make the first admin, with the ticket printed at first start; signs in.
#[utoipa::path(post, path = "/setup", tag = "doors", request_body = SetupBody,
    responses((status = 200, body = Me)))]
pub(super) async fn set_up(
    State(api): State<ApiState>,
    whence: Whence,
    headers: HeaderMap,
    Body(body): Body<SetupBody>,
) -> Answer<Response> {
    api.doors.knock(whence.0)?;
    refuse_weak(&body.password)?;
    let ticket = api.engine.ticket(&body.ticket).await?.filter(|ticket| ticket.agent.is_none());
    ticket.ok_or_else(gone).blaming("ticket.gone", "ticket")?;
    let about = NewAgent {
        login: body.login,
        name: body.name,
        public_name: body.public_name,
        role: Role::Admin,
        teams: Vec::new(),
        language: body.language,
    };
    let hash = api.passwords.hash(&body.password).await?;
    let made = api.engine.use_ticket(&body.ticket, hash, about).await?;
    let agent = db(&api).await?.agent(made.value).await?.ok_or_else(Problem::not_found)?;
    signed_in(&api, agent, &headers).await
}

/// What a one-time address is for.
#[utoipa::path(get, path = "/ticket/{token}", tag = "doors", params(("token" = String, Path)),
    responses((status = 200, body = Ticket)))]
pub(super) async fn get_ticket(
    State(api): State<ApiState>,
    whence: Whence,
    At(token): At<String>,
) -> Answer<Json<Ticket>> {
    api.doors.knock(whence.0)?;
    let ticket = api.engine.ticket(&token).await?.ok_or_else(Problem::not_found)?;
    let agent = ticket.agent.ok_or_else(Problem::not_found)?;
    let kind = if ticket.kind == gerne_store::TicketKind::Reset {
        TicketKind::Reset
    } else {
        TicketKind::Invite
    };
    let expires_at = ticket.expires_at;
    Ok(Json(Ticket { kind, name: agent.name, login: agent.login, expires_at }))
}

/// Choose a password with a one-time address; signs in.
#[utoipa::path(post, path = "/ticket/{token}", tag = "doors", params(("token" = String, Path)),
    request_body = TicketBody, responses((status = 200, body = Me)))]
pub(super) async fn use_ticket(
    State(api): State<ApiState>,
    whence: Whence,
    headers: HeaderMap,
    At(token): At<String>,
    Body(body): Body<TicketBody>,
) -> Answer<Response> {
    api.doors.knock(whence.0)?;
    refuse_weak(&body.password)?;
    let ticket = api.engine.ticket(&token).await?.ok_or_else(gone)?;
    let agent = ticket.agent.ok_or_else(gone)?;
    let about = NewAgent {
        login: agent.login,
        name: body.name.unwrap_or_default(),
        public_name: body.public_name.unwrap_or_default(),
        role: agent.role,
        teams: agent.teams,
        language: body.language.unwrap_or(agent.language),
    };
    let hash = api.passwords.hash(&body.password).await?;
    let used = api.engine.use_ticket(&token, hash, about).await?;
    let agent = db(&api).await?.agent(used.value).await?.ok_or_else(Problem::not_found)?;
    signed_in(&api, agent, &headers).await
}

fn refuse_weak(password: &str) -> Answer<()> {
    weakness("password", password).map_or(Ok(()), |weak| Err(Problem::invalid(vec![weak])))
}

fn gone() -> Problem {
    Problem::impossible("ticket.gone")
}
