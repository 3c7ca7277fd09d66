//! Accounts and platforms.

use super::prelude::*;
use crate::wire::{account::{AccountBody, AccountInfo, Checked, ConnectBody, ConnectStep, PlatformInfo}};

/// Which platforms can be connected, and how.
#[utoipa::path(get, path = "/platforms", tag = "accounts", responses((status = 200, body = List<PlatformInfo>)))]
pub async fn list_platforms(State(api): State<Api>, who: Who) -> Answer<Json<List<PlatformInfo>>> {
    soon()
}

/// The accounts that one's teams answer for.
#[utoipa::path(get, path = "/accounts", tag = "accounts", responses((status = 200, body = List<AccountInfo>)))]
pub async fn list_accounts(State(api): State<Api>, who: Who) -> Answer<Json<List<AccountInfo>>> {
    soon()
}

/// Connect an account: either done, or the address to send the browser to.
#[utoipa::path(post, path = "/accounts/connect", tag = "accounts", request_body = ConnectBody, responses((status = 200, body = ConnectStep)))]
pub async fn connect_account(State(api): State<Api>, who: Who, Body(body): Body<ConnectBody>) -> Answer<Written<ConnectStep>> {
    soon()
}

/// Change an account: teams, settings, pause.
#[utoipa::path(patch, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)), request_body = AccountBody, responses((status = 200, body = AccountInfo)))]
pub async fn change_account(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<AccountBody>) -> Answer<Written<AccountInfo>> {
    soon()
}

/// Remove an account: its secrets are forgotten, what was said stays.
#[utoipa::path(delete, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn remove_account(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}

/// What works and what does not, right now.
#[utoipa::path(post, path = "/accounts/{id}/check", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 200, body = Checked)))]
pub async fn check_account(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Checked>> {
    soon()
}

/// Where the browser comes back to from the platform; leads on to the console's settings.
#[utoipa::path(get, path = "/accounts/callback", tag = "accounts", params(("state" = String, Query), ("code" = Option<String>, Query)),
    responses((status = 303)))]
pub async fn connect_callback(State(api): State<Api>, who: Who, Params(query): Params<std::collections::BTreeMap<String, String>>) -> Answer<Response> {
    soon()
}
