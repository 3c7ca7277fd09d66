//! Who asks: session cookies and bearer tokens, forgery checks, roles.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts as _, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use gerne_domain::Role;
use gerne_engine::Space;
use http::{HeaderMap, HeaderName, Method, StatusCode, header};
use serde_json::json;
use utoipa::openapi::{
    PathItem, extensions::ExtensionsBuilder, path::Operation, security::SecurityRequirement,
};

use crate::{
    caller::{Signed, Who},
    problem::{Answer, Problem},
    state::ApiState,
};

/// The session cookie.
pub(crate) const COOKIE: &str = "gerne_session";
/// What a foreign page cannot make a browser send.
pub(crate) const CSRF: HeaderName = HeaderName::from_static("x-gerne-csrf");

/// Finds out who asks and refuses forged requests, before any route is looked at.
pub(crate) async fn identify(
    State(api): State<ApiState>,
    mut request: Request,
    next: Next,
) -> Response {
    let bearer = bearer(request.headers());
    if bearer.is_none()
        && let Err(problem) = unforged(&api, &request)
    {
        return problem.into_response();
    }
    if api.engine.space() == Space::None && !may_go_on(&request) {
        return Problem::full().into_response();
    }
    let by_cookie = bearer.is_none();
    let token = bearer.or_else(|| cookie(request.headers(), COOKIE));
    let signed = match token {
        None => Signed::Out(required("session.required")),
        Some(token) => match crate::sessions::resume(&api, token, by_cookie).await {
            Ok(Some(caller)) => Signed::In(Arc::new(caller)),
            Ok(None) => Signed::Out(required("session.expired")),
            Err(problem) => return problem.into_response(),
        },
    };
    request.extensions_mut().insert(signed);
    next.run(request).await
}

/// What is done even when the disk is full: looking, and coming in to look.
fn may_go_on(request: &Request) -> bool {
    request.method().is_safe() || request.uri().path().ends_with("/session")
}

/// Lets pass who is at least this.
pub(crate) async fn need(role: Role, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Who::from_request_parts(&mut parts, &()).await {
        Ok(who) if who.agent.role >= role => next.run(Request::from_parts(parts, body)).await,
        Ok(_) => Problem::forbidden().into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// A page of another origin can make a browser send our cookie, but not this header, and it cannot
/// lie about its origin.
fn unforged(api: &ApiState, request: &Request) -> Answer<()> {
    let headers = request.headers();
    let upgrades = headers.contains_key(header::UPGRADE);
    if request.method().is_safe() && !upgrades {
        return Ok(());
    }
    let origin = headers.get(header::ORIGIN).map(|value| value.to_str().unwrap_or_default());
    if origin.is_some_and(|origin| !(api.config.is_our_origin(origin) || is_same(headers, origin)))
    {
        return Err(Problem::new(StatusCode::FORBIDDEN, "origin.foreign"));
    }
    if upgrades && origin.is_none() {
        // Browsers always name the origin of a WebSocket; who does not must bring a token.
        return Err(Problem::new(StatusCode::FORBIDDEN, "origin.foreign"));
    }
    if request.method() != Method::GET && headers.get(&CSRF).is_none_or(|value| value != "1") {
        return Err(Problem::new(StatusCode::FORBIDDEN, "csrf.missing"));
    }
    Ok(())
}

/// The page came from where it sends to: a browser lies about neither `Origin` nor `Host`.
fn is_same(headers: &HeaderMap, origin: &str) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let asked = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == asked
}

fn required(code: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, code)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).iter();
    values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';')).find_map(
        |pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name && !value.is_empty()).then_some(value)
        },
    )
}

/// Says in the document who may call the operations of a path.
pub(crate) fn describe(item: &mut PathItem, role: Option<Role>) {
    let word = match role {
        None => "nobody",
        Some(Role::Agent) => "agent",
        Some(Role::Lead) => "lead",
        Some(Role::Admin) => "admin",
    };
    for operation in operations(item) {
        operation.extensions = Some(ExtensionsBuilder::new().add("x-role", json!(word)).build());
        operation.security = Some(match role {
            None => vec![SecurityRequirement::default()],
            Some(_) => ["session", "token"]
                .map(|name| SecurityRequirement::new::<_, [&str; 0], &str>(name, []))
                .into(),
        });
    }
}

/// All operations of a path.
pub(crate) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_talk_to_where_it_came_from() {
        let mut headers = HeaderMap::new();
        assert!(!is_same(&headers, "null"));
        headers.insert(header::HOST, "localhost:4000".parse().unwrap());
        assert!(is_same(&headers, "http://localhost:4000"));
        for foreign in ["null", "", "http://localhost:4001", "http://localhost:4000.evil.example"] {
            assert!(!is_same(&headers, foreign), "{foreign}");
        }
    }

    #[test]
    fn tokens_and_cookies_are_found() {
        let mut headers = HeaderMap::new();
        assert_eq!(bearer(&headers), None);
        headers.insert(header::AUTHORIZATION, "bearer abc".parse().unwrap());
        headers.insert(header::COOKIE, "a=b; gerne_session=xyz; c=d".parse().unwrap());
        assert_eq!(bearer(&headers), Some("abc"));
        assert_eq!(cookie(&headers, COOKIE), Some("xyz"));
        assert_eq!(cookie(&headers, "gerne"), None);
    }
}
