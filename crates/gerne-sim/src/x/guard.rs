//! What stands before and after every request of the API: faults, limits, credits, records.

use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use super::LimitBody;
use super::auth::{Caller, RequestId, Token, token_of};
use super::limits::{Standing, Window, route};
use super::problem::Problem;
use super::shared::Shared;
use super::state::State;
use crate::damage::{cut_body, oversize, truncated};
use crate::faults::{FaultId, FaultKind};
use crate::journal::RequestRecord;
use crate::net::Switch;

const KEEP_REQUESTS: usize = 50_000;

/// A request as the guard saw it at the door.
#[derive(Debug)]
struct Visit {
    id: String,
    at: Timestamp,
    method: Method,
    path: String,
    route: String,
    caller: Caller,
    agent: Option<String>,
    faults: Vec<(FaultId, FaultKind)>,
}

impl Visit {
    /// OAuth and its page are neither counted nor paid for.
    fn is_counted(&self) -> bool {
        self.path.starts_with("/2/")
            && !self.path.starts_with("/2/oauth2/")
            && !matches!(self.caller.token, Token::Bad)
    }
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
    let (mut response, dropped) = pass(&shared, &switch, &visit, request, next).await;
    decorate(&shared, &mut response, &visit);
    record(&shared, &visit, &response, dropped);
    if dropped {
        switch.cut();
    }
    response
}

fn arrive(shared: &Shared, request: &Request) -> Visit {
    let token = token_of(request.headers());
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.map(str::to_owned);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = route(&path);
    shared.act(|state| {
        let id = state.random.hex(8);
        let caller = Caller::of(state, token.as_deref(), id.clone());
        let faults = state.draw(method.as_str(), &path, caller.who(), FaultKind::hits_requests);
        let at = state.clock.now();
        Visit { id, at, method, path, route, caller, agent, faults }
    })
}

/// Gives the answer, and whether the connection is dropped instead.
async fn pass(
    shared: &Shared,
    switch: &Switch,
    visit: &Visit,
    request: Request,
    next: Next,
) -> (Response, bool) {
    for (id, fault) in &visit.faults {
        let refused = match fault {
            FaultKind::DropBefore => return (StatusCode::BAD_GATEWAY.into_response(), true),
            FaultKind::HangBefore => {
                shared.hang(*id).await;
                return (StatusCode::GATEWAY_TIMEOUT.into_response(), true);
            }
            FaultKind::StatusBefore { code } => Problem::of_status(*code).into_response(),
            FaultKind::Says { code, body } => said(*code, body),
            FaultKind::RateLimited { reset_after_secs } => shared.act(|state| {
                let after = SignedDuration::from_secs(i64::from(*reset_after_secs));
                let reset = state.now().checked_add(after).unwrap_or(visit.at);
                limited(state, reset)
            }),
            _ => continue,
        };
        return (refused, false);
    }
    if let Some(refused) = shared.act(|state| turned_away(state, visit)) {
        return (refused, false);
    }
    let mut response = next.run(request).await;
    for (id, fault) in &visit.faults {
        if let Some(time) = fault.slowness() {
            shared.wait(time).await;
        }
        response = match fault {
            FaultKind::DropAfter => return (response, true),
            FaultKind::StatusAfter { code } => Problem::of_status(*code).into_response(),
            FaultKind::HangAfter => {
                shared.hang(*id).await;
                return (response, true);
            }
            FaultKind::EmptyNotFound if response.status() == StatusCode::NOT_FOUND => {
                StatusCode::NOT_FOUND.into_response()
            }
            FaultKind::HtmlBody => {
                Html("<!doctype html><title>X</title><h1>Something went wrong</h1>").into_response()
            }
            FaultKind::TruncatedBody => truncated(response).await,
            FaultKind::CutBody => cut_body(response, switch).await,
            FaultKind::OversizeBody { bytes } => oversize(response, *bytes),
            _ => response,
        };
    }
    (response, false)
}

/// Limits come before money: a refused request costs nothing.
fn turned_away(state: &mut State, visit: &Visit) -> Option<Response> {
    if !visit.is_counted() {
        return None;
    }
    let now = state.now();
    if state.config.rate_limits
        && let Err(reset) = state.windows.spend(&visit.method, &visit.route, &visit.caller, now)
    {
        return Some(limited(state, reset));
    }
    if state.config.credits.is_some_and(|credits| state.bill.total() >= credits) {
        return Some(Problem::credits_depleted().into_response());
    }
    let reads = visit.method == Method::GET && visit.route != "/2/usage/tweets";
    if reads && state.bill.posts_this_month(now) >= state.config.monthly_posts {
        return Some(Problem::usage_capped().into_response());
    }
    None
}

fn limited(state: &mut State, reset: Timestamp) -> Response {
    let code = StatusCode::TOO_MANY_REQUESTS;
    state.windows.said += 1;
    let v1 = match state.config.limit_body {
        LimitBody::V1 => true,
        LimitBody::Problem => false,
        LimitBody::Alternating => state.windows.said % 2 == 1,
    };
    let problem = if v1 {
        Problem::v1(code, 88, "Rate limit exceeded")
    } else {
        Problem::new(code, "Too Many Requests", "Too Many Requests", "about:blank")
    };
    // A reset is told in whole seconds: rounded up, or who waits for it comes too early.
    let reset = reset.as_second() + i64::from(reset.subsec_nanosecond() > 0);
    problem
        .header(HeaderName::from_static("x-rate-limit-remaining"), "0".to_owned())
        .header(HeaderName::from_static("x-rate-limit-reset"), reset.to_string())
        .into_response()
}

fn said(code: u16, body: &str) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = if body.trim_start().starts_with(['{', '[']) {
        "application/json; charset=utf-8"
    } else {
        "text/html; charset=utf-8"
    };
    (code, [(header::CONTENT_TYPE, kind)], body.to_owned()).into_response()
}

fn decorate(shared: &Shared, response: &mut Response, visit: &Visit) {
    let (now, standing) = shared.act(|state| {
        let now = state.now();
        let counted = state.config.rate_limits && visit.is_counted();
        let standing = if counted {
            state.windows.standing(&visit.method, &visit.route, &visit.caller, now)
        } else {
            Standing::default()
        };
        (now, standing)
    });
    let headers = response.headers_mut();
    let mut set = |name: String, value: String| {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value))
        {
            headers.entry(name).or_insert(value);
        }
    };
    set("date".to_owned(), now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    set("x-transaction-id".to_owned(), visit.id.clone());
    set("api-version".to_owned(), "2.166".to_owned());
    set("x-access-level".to_owned(), "read-write-directmessages".to_owned());
    let windows = [
        ("x-rate-limit", standing.quarter),
        ("x-app-limit-24hour", standing.app_day),
        ("x-user-limit-24hour", standing.user_day),
    ];
    for (name, window) in windows {
        let Some(Window { limit, left, reset }) = window else { continue };
        let reset = reset.as_second() + i64::from(reset.subsec_nanosecond() > 0);
        set(format!("{name}-limit"), limit.to_string());
        set(format!("{name}-remaining"), left.to_string());
        set(format!("{name}-reset"), reset.to_string());
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
            account: visit.caller.who().map(|who| state.person(who).spec.handle.clone()),
            idempotency_key: None,
            status: if dropped { 0 } else { response.status().as_u16() },
            faults: visit.faults.iter().map(|(_, kind)| kind.name()).collect(),
        };
        if state.requests.len() >= KEEP_REQUESTS {
            state.requests.pop_front();
        }
        state.requests.push_back(record);
        state.answered += 1;
    });
}
