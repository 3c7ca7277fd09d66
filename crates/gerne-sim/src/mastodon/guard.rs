//! What stands before and after every request of the API: faults, limits, records.

use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use super::auth::{Caller, RequestId, token_of};
use super::errors::ApiError;
use super::handle::Shared;
use super::state::State;
use super::texts::Text;
use crate::damage::{cut_body, oversize, truncated};
use crate::faults::{FaultId, FaultKind};
use crate::journal::RequestRecord;
use crate::net::Switch;

const KEEP_REQUESTS: usize = 20_000;

/// A request as the guard saw it at the door.
#[derive(Debug)]
struct Visit {
    id: String,
    at: Timestamp,
    method: Method,
    path: String,
    caller: Caller,
    agent: Option<String>,
    key: Option<String>,
    faults: Vec<(FaultId, FaultKind)>,
}

/// The middleware.
pub(crate) async fn guard(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    mut request: Request,
    next: Next,
) -> Response {
    let visit = arrive(&shared, &request);
    request.extensions_mut().insert(RequestId(visit.id.clone()));
    request.extensions_mut().insert(switch.clone());
    let has_agent = request.headers().contains_key(header::USER_AGENT);
    let (mut response, dropped) = pass(&shared, &switch, &visit, request, next, has_agent).await;
    let window = shared.act(|state| spend(state, &visit, false));
    decorate(&shared, &mut response, &visit, window.ok().flatten());
    record(&shared, &visit, &response, dropped);
    if dropped {
        switch.cut();
    }
    response
}

fn arrive(shared: &Shared, request: &Request) -> Visit {
    let token = token_of(request.headers(), request.uri().query());
    let text =
        |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    shared.act(|state| {
        let id = state.random.hex(16);
        let caller = Caller::of(state, token.as_deref(), id.clone());
        let faults = state.draw(method.as_str(), &path, caller.who(), FaultKind::hits_requests);
        let at = state.clock.now();
        let (agent, key) = (text("user-agent"), text("idempotency-key"));
        Visit { id, at, method, path, caller, agent, key, faults }
    })
}

/// Gives the answer, and whether the connection is dropped instead.
async fn pass(
    shared: &Shared,
    switch: &Switch,
    visit: &Visit,
    request: Request,
    next: Next,
    has_agent: bool,
) -> (Response, bool) {
    if !has_agent && shared.read(|state| state.config.require_user_agent) {
        return (StatusCode::FORBIDDEN.into_response(), false);
    }
    for (id, fault) in &visit.faults {
        match fault {
            FaultKind::DropBefore => return (StatusCode::BAD_GATEWAY.into_response(), true),
            FaultKind::StatusBefore { code } => return (failure(visit, *code), false),
            FaultKind::RateLimited { reset_after_secs } => {
                let after = SignedDuration::from_secs(i64::from(*reset_after_secs));
                let reset = shared.read(|state| state.now().checked_add(after)).ok();
                return (limited(visit, reset.unwrap_or(visit.at)), false);
            }
            FaultKind::HangBefore => {
                shared.hang(*id).await;
                return (failure(visit, 504), true);
            }
            _ => {}
        }
    }
    if let Err(reset) = shared.act(|state| spend(state, visit, true)) {
        return (limited(visit, reset), false);
    }
    let mut response = next.run(request).await;
    for (id, fault) in &visit.faults {
        if let Some(time) = fault.slowness() {
            shared.wait(time).await;
        }
        response = match fault {
            FaultKind::DropAfter => return (response, true),
            FaultKind::StatusAfter { code } => failure(visit, *code),
            FaultKind::HangAfter => {
                shared.hang(*id).await;
                return (response, true);
            }
            FaultKind::EmptyNotFound if response.status() == StatusCode::NOT_FOUND => {
                StatusCode::NOT_FOUND.into_response()
            }
            FaultKind::HtmlBody => {
                Html("<!doctype html><title>proxy</title><h1>One moment</h1>").into_response()
            }
            FaultKind::TruncatedBody => truncated(response).await,
            FaultKind::CutBody => cut_body(response, switch).await,
            FaultKind::OversizeBody { bytes } => oversize(response, *bytes),
            _ => response,
        };
    }
    (response, false)
}

fn failure(visit: &Visit, code: u16) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let text = match code.as_u16() {
        401 => Text::RevokedToken,
        403 => Text::Forbidden,
        404 => Text::NotFound,
        410 => Text::Gone,
        500 => Text::Internal,
        // What a reverse proxy says is not JSON.
        502 | 504 => {
            let page = format!("<html><body><h1>{code}</h1><hr>nginx</body></html>");
            return (code, Html(page)).into_response();
        }
        _ => Text::Unavailable,
    };
    visit.caller.error(code, text).into_response()
}

fn limited(visit: &Visit, reset: Timestamp) -> Response {
    let error: ApiError = visit.caller.error(StatusCode::TOO_MANY_REQUESTS, Text::RateLimited);
    error
        .header(HeaderName::from_static("x-ratelimit-limit"), "300".to_owned())
        .header(HeaderName::from_static("x-ratelimit-remaining"), "0".to_owned())
        .header(HeaderName::from_static("x-ratelimit-reset"), format!("{reset:.6}"))
        .into_response()
}

/// Limit, what remains, and when it starts again.
type Window = (u32, u32, Timestamp);

/// Counts the request; `Err` is the reset instant of a window that is used up.
fn spend(state: &mut State, visit: &Visit, count: bool) -> Result<Option<Window>, Timestamp> {
    let Some(limits) = state.config.rate_limits else { return Ok(None) };
    let who = visit.caller.who().map_or_else(|| "nobody".to_owned(), |who| who.to_string());
    let post = visit.method == Method::POST;
    let media = post && matches!(visit.path.as_str(), "/api/v1/media" | "/api/v2/media");
    let delete = visit.method == Method::DELETE && visit.path.starts_with("/api/v1/statuses/");
    let (kind, limit, minutes) = if media {
        ("media", limits.media, 30)
    } else if delete {
        ("deletes", limits.deletes, 30)
    } else {
        ("requests", limits.requests, 5)
    };
    let now = state.now();
    // Windows stand at full multiples of their length, as on the real server.
    let length = minutes * 60;
    let end = (now.as_second().div_euclid(length) + 1) * length;
    let end = Timestamp::from_second(end).unwrap_or(now);
    let window = state.windows.entry(format!("{kind} {who}")).or_insert((end, 0));
    if window.0 != end {
        *window = (end, 0);
    }
    if count {
        if window.1 >= limit {
            return Err(end);
        }
        window.1 += 1;
    }
    Ok(Some((limit, limit.saturating_sub(window.1), end)))
}

fn decorate(shared: &Shared, response: &mut Response, visit: &Visit, window: Option<Window>) {
    let now = shared.read(State::now);
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        }
    };
    set("x-request-id", visit.id.clone());
    set("cache-control", "private, no-store".to_owned());
    set("date", now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some((limit, left, reset)) = window {
        set("x-ratelimit-limit", limit.to_string());
        set("x-ratelimit-remaining", left.to_string());
        set("x-ratelimit-reset", format!("{reset:.6}"));
    }
    let old = ["/api/v1/instance", "/api/v1/filters", "/api/v1/suggestions"];
    if old.contains(&visit.path.as_str()) {
        set("deprecation", "@1668384000".to_owned());
    }
}

fn record(shared: &Shared, visit: &Visit, response: &Response, dropped: bool) {
    shared.act(|state| {
        let record = RequestRecord {
            id: visit.id.clone(),
            at: visit.at,
            answered_at: state.clock.now(),
            agent: visit.agent.clone(),
            method: visit.method.to_string(),
            path: visit.path.clone(),
            account: visit.caller.who().map(|who| state.account(who).acct()),
            idempotency_key: visit.key.clone(),
            status: if dropped { 0 } else { response.status().as_u16() },
            faults: visit.faults.iter().map(|(_, kind)| kind.name()).collect(),
        };
        if state.requests.len() >= KEEP_REQUESTS {
            state.requests.pop_front();
        }
        state.requests.push_back(record);
    });
}
