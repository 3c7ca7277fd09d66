//! Setting up, invitations, password resets: one-time addresses.

use super::prelude::*;
use crate::wire::{agent::Me, door::{Setup, SetupBody, Ticket, TicketBody}};

/// Whether somebody must set the house up.
#[utoipa::path(get, path = "/setup", tag = "doors", responses((status = 200, body = Setup)))]
pub async fn get_setup(State(api): State<Api>) -> Answer<Json<Setup>> {
    soon()
}

/// Make the first admin, with the ticket printed at first start; signs in.
#[utoipa::path(post, path = "/setup", tag = "doors", request_body = SetupBody, responses((status = 200, body = Me)))]
pub async fn set_up(State(api): State<Api>, Body(body): Body<SetupBody>) -> Answer<Written<Me>> {
    soon()
}

/// What a one-time address is for.
#[utoipa::path(get, path = "/ticket/{token}", tag = "doors", params(("token" = String, Path)), responses((status = 200, body = Ticket)))]
pub async fn get_ticket(State(api): State<Api>, At(token): At<String>) -> Answer<Json<Ticket>> {
    soon()
}

/// Choose a password with a one-time address; signs in.
#[utoipa::path(post, path = "/ticket/{token}", tag = "doors", params(("token" = String, Path)), request_body = TicketBody, responses((status = 200, body = Me)))]
pub async fn use_ticket(State(api): State<Api>, At(token): At<String>, Body(body): Body<TicketBody>) -> Answer<Written<Me>> {
    soon()
}
