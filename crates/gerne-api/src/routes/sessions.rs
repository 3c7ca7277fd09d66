//! Sign-ins and tokens for programs.

use super::prelude::*;
use crate::wire::{agent::{SessionInfo, TokenBody, TokenMade}};

/// Where one is signed in, and one's tokens.
#[utoipa::path(get, path = "/me/sessions", tag = "me", responses((status = 200, body = List<SessionInfo>)))]
pub async fn list_sessions(State(api): State<Api>, who: Who) -> Answer<Json<List<SessionInfo>>> {
    soon()
}

/// End a sign-in or a token.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "me", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn end_session(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}

/// A token for a program, shown once. It may do what its maker may.
#[utoipa::path(post, path = "/me/tokens", tag = "me", request_body = TokenBody, responses((status = 201, body = TokenMade)))]
pub async fn make_token(State(api): State<Api>, who: Who, Body(body): Body<TokenBody>) -> Answer<Written<TokenMade>> {
    soon()
}
