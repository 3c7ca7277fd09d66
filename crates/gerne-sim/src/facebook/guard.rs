//! What stands before and after every request of the API: faults, limits, records.

use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use super::auth::{Kind, RequestId, Viewer, token_of};
use super::problem::Problem;
use super::shared::Shared;
use super::state::State;
use super::usage::counted;
use crate::damage::{cut_body, oversize, truncated};
use crate::faults::{FaultId, FaultKind};
use crate::journal::RequestRecord;
use crate::net::Switch;
use crate::params::Params;

const KEEP_REQUESTS: usize = 50_000;

/// A request as the guard saw it at the door.
#[derive(Debug)]
struct Visit {
    id: String,
    at: Timestamp,
    method: Method,
    path: String,
    viewer: Option<Viewer>,
    account: Option<String>,
    agent: Option<String>,
    faults: Vec<(FaultId, FaultKind)>,
}

impl Visit {
    /// The login is not counted.
    fn is_counted(&self) -> bool {
        !self.path.contains("/oauth") && !self.path.ends_with("/debug_token")
    }

    fn is_messenger(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| {
            matches!(part, "messages" | "conversations" | "message_attachments")
                || part.starts_with("t_")
                || part.starts_with("m_")
        })
    }

    fn reads_conversations(&self) -> bool {
        self.method == Method::GET && self.is_messenger()
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
    let (mut response, dropped) = pass(&shared, &switch, &visit, request, next).await;
    decorate(&shared, &mut response, &visit);
    record(&shared, &visit, &response, dropped);
    if dropped {
        switch.cut();
    }
    response
}

fn arrive(shared: &Shared, request: &Request) -> Visit {
    let params = Params::from_query(request.uri().query().unwrap_or_default());
    let token = token_of(request.headers(), &params);
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.map(str::to_owned);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    shared.act(|state| {
        let id = state.random.token(22);
        let viewer = token.and_then(|token| state.viewer(&token, &id).ok());
        let account = viewer.as_ref().and_then(|viewer| match viewer.kind {
            Kind::App => None,
            Kind::User { who, .. } => Some(state.people[who].spec.handle.clone()),
            Kind::Page { page, .. } => Some(state.pages[page].spec.handle.clone()),
        });
        let faults =
            state.draw(method.as_str(), &path, account.as_deref(), FaultKind::hits_requests);
        let at = state.clock.now();
        Visit { id, at, method, path, viewer, account, agent, faults }
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
            FaultKind::StatusBefore { code } => Problem::of_status(*code).say(&visit.id),
            FaultKind::Graph { code, subcode } => Problem::of(*code, *subcode).say(&visit.id),
            FaultKind::Says { code, body } => said(*code, body),
            FaultKind::RateLimited { reset_after_secs } => {
                shared.act(|state| limited(state, visit, *reset_after_secs))
            }
            _ => continue,
        };
        return (refused, false);
    }
    if let (Some(viewer), true) = (&visit.viewer, visit.is_counted()) {
        let messenger = visit.is_messenger();
        let conversations = visit.reads_conversations();
        if let Err(problem) = shared.act(|state| state.spend(viewer, messenger, conversations)) {
            return (problem.say(&visit.id), false);
        }
    }
    let mut response = next.run(request).await;
    for (id, fault) in &visit.faults {
        if let Some(time) = fault.slowness() {
            shared.wait(time).await;
        }
        response = match fault {
            FaultKind::DropAfter => return (response, true),
            FaultKind::StatusAfter { code } => Problem::of_status(*code).say(&visit.id),
            FaultKind::HangAfter => {
                shared.hang(*id).await;
                return (response, true);
            }
            FaultKind::EmptyNotFound if response.status() == StatusCode::NOT_FOUND => {
                StatusCode::NOT_FOUND.into_response()
            }
            FaultKind::HtmlBody => {
                Html("<!doctype html><title>Facebook</title><h1>Sorry, something went wrong.</h1>")
                    .into_response()
            }
            FaultKind::TruncatedBody => truncated(response).await,
            FaultKind::CutBody => cut_body(response, switch).await,
            FaultKind::OversizeBody { bytes } => oversize(response, *bytes),
            _ => response,
        };
    }
    (response, false)
}

/// A limit that was not reached, because a fault says so: the headers tell the same.
fn limited(state: &mut State, visit: &Visit, seconds: u32) -> Response {
    let Some(viewer) = &visit.viewer else { return Problem::of(4, None).say(&visit.id) };
    let count = counted(viewer, visit.is_messenger());
    let after = SignedDuration::from_secs(i64::from(seconds));
    let until = state.now().checked_add(after).unwrap_or(visit.at);
    state.usage.force(count, 100, until);
    let before = state.usage.broken;
    let refused = state.spend(viewer, visit.is_messenger(), false);
    // Nobody knew that there was nothing left.
    state.usage.broken = before;
    match refused {
        Err(problem) => problem.say(&visit.id),
        Ok(()) => Problem::of(4, None).say(&visit.id),
    }
}

fn said(code: u16, body: &str) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = if body.trim_start().starts_with(['{', '[']) {
        "application/json; charset=UTF-8"
    } else {
        "text/html; charset=utf-8"
    };
    (code, [(header::CONTENT_TYPE, kind)], body.to_owned()).into_response()
}

fn decorate(shared: &Shared, response: &mut Response, visit: &Visit) {
    let (now, version, usage) = shared.act(|state| {
        let usage = visit.viewer.as_ref().filter(|_| visit.is_counted());
        let usage = usage.map(|viewer| state.usage_headers(viewer)).unwrap_or_default();
        (state.now(), state.config.version.clone(), usage)
    });
    let asked = visit.path.split('/').nth(1).filter(|part| is_version(part));
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        }
    };
    set("date", &now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    set("facebook-api-version", asked.unwrap_or(&version));
    set("x-fb-request-id", &visit.id);
    set("x-fb-trace-id", &visit.id);
    headers.extend(usage);
}

/// `v25.0`
pub(crate) fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(one, two)| one.parse::<u32>().is_ok() && two.parse::<u32>().is_ok())
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
            account: visit.account.clone(),
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
