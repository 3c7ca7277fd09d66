//! Signing in and out.

use axum::response::AppendHeaders;
use gerne_store::StoreError;
use http::{HeaderMap, StatusCode, header};

use super::prelude::*;
use crate::{
    sessions, view,
    wire::{agent::Me, door::SignInBody},
};

/// Sign in: sets the session cookie.
#[utoipa::path(post, path = "/session", tag = "doors", request_body = SignInBody,
    responses((status = 200, body = Me)))]
pub(super) async fn sign_in(
    State(api): State<ApiState>,
    whence: Whence,
    headers: HeaderMap,
    Body(body): Body<SignInBody>,
) -> Answer<Response> {
    api.doors.knock(whence.0)?;
    let login = body.login.trim().to_lowercase();
    let known = sessions::is_known_device(&api, &headers, &login);
    let wait = api.doors.try_login(&login, whence.0, known)?;
    if !wait.is_zero() {
        let until = gerne_domain::time::after(api.now(), wait);
        api.engine.clock().sleep_until(until).await;
    }
    let agent = sessions::check(&api, &body.login, &body.password).await?;
    signed_in(&api, agent, &headers).await
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "doors", responses((status = 204)))]
pub(super) async fn sign_out(State(api): State<ApiState>, who: Option<Who>) -> Answer<Response> {
    if let Some(who) = who {
        let (agent, session) = (who.agent.id, who.session);
        let ended: Result<(bool, i64), StoreError> = api
            .store
            .write(move |tx| Box::pin(async move { tx.delete_session(agent, session).await }))
            .await;
        ended?;
    }
    let forget = [(header::SET_COOKIE, sessions::forget(&api))];
    Ok((StatusCode::NO_CONTENT, forget).into_response())
}

/// Answers with oneself and the cookie.
pub(super) async fn signed_in(
    api: &ApiState,
    agent: gerne_domain::Agent,
    headers: &HeaderMap,
) -> Answer<Response> {
    let cookie = sessions::sign_in(api, &agent, headers).await?;
    let me = view::agent::me(&mut db(api).await?, agent).await?;
    let device = sessions::device_cookie(api, &me.login);
    let cookies = [(header::SET_COOKIE, cookie), (header::SET_COOKIE, device)];
    Ok((AppendHeaders(cookies), Json(me)).into_response())
}
