//! Signing in and out.

use super::prelude::*;
use crate::wire::{agent::Me, door::SignInBody};

/// Sign in: sets the session cookie.
#[utoipa::path(post, path = "/session", tag = "doors", request_body = SignInBody,
    responses((status = 200, body = Me)))]
pub async fn sign_in(State(api): State<Api>, whence: Whence, Body(body): Body<SignInBody>) -> Answer<Response> {
    soon()
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "doors", responses((status = 204)))]
pub async fn sign_out(State(api): State<Api>, who: Option<Who>) -> Answer<Response> {
    soon()
}
