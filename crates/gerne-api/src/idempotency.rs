//! `Idempotency-Key`: what was asked twice is done once, and answered the same.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use gerne_domain::AgentId;
use gerne_store::{Remembered, StoreError};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex as Turn;

use crate::{
    caller::Signed,
    extract::SEQ,
    problem::{Answer, FieldError, Problem},
    state::ApiState,
};

/// What a caller calls their request.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Characters of a key.
const KEY_CAP: usize = 64;
/// Bytes of a request that is compared, and of an answer that is kept.
const BODY_CAP: usize = 1024 * 1024;
/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);
/// Answers to these hold secrets that are shown once and never written down, or nothing may be left
/// of who was asked about.
const SECRET: [&str; 4] = ["/me/tokens", "/agents/invite", "/reset", "/erasure"];

/// Requests that are being done: the same key waits for its first answer.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<Turns>);

type Turns = HashMap<(AgentId, String), Weak<Turn<()>>>;

impl Running {
    fn turn(&self, agent: AgentId, key: &str) -> Arc<Turn<()>> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|_, turn| turn.strong_count() > 0);
        let slot = running.entry((agent, key.to_owned())).or_default();
        slot.upgrade().unwrap_or_else(|| {
            let turn = Arc::new(Turn::new(()));
            *slot = Arc::downgrade(&turn);
            turn
        })
    }
}

/// The key of a request.
///
/// # Errors
/// `invalid` when it is too long or not text.
pub(crate) fn key(headers: &HeaderMap) -> Answer<Option<String>> {
    let Some(value) = headers.get(&KEY) else { return Ok(None) };
    let key = value.to_str().map(str::trim).unwrap_or_default();
    if key.is_empty() || key.chars().count() > KEY_CAP {
        let error = FieldError::of("idempotency-key", "invalid.length");
        return Err(Problem::invalid(vec![error.saying("1 to 64 characters, ASCII")]));
    }
    Ok(Some(key.to_owned()))
}

/// Gives the first answer again. Only answers that something was done are kept: what was refused
/// may be asked again, changed or not, with the same key.
pub(crate) async fn once(State(api): State<ApiState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let applies = request.method() == Method::POST
        && !SECRET.iter().any(|end| path.ends_with(end))
        && !is_upload(request.headers());
    let agent = match request.extensions().get::<Signed>() {
        Some(Signed::In(caller)) if applies => caller.agent.id,
        _ => return next.run(request).await,
    };
    match key(request.headers()) {
        Ok(None) => next.run(request).await,
        Ok(Some(key)) => done_once(&api, agent, &key, request, next)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        Err(problem) => problem.into_response(),
    }
}

/// Uploads are known by their content anyway, and the same file is never written down the same.
fn is_upload(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

async fn done_once(
    api: &ApiState,
    agent: AgentId,
    key: &str,
    request: Request,
    next: Next,
) -> Answer<Response> {
    let turn = api.running.turn(agent, key);
    let _turn = turn.lock().await;
    let (parts, body) = request.into_parts();
    let body =
        axum::body::to_bytes(body, BODY_CAP).await.map_err(|_| Problem::too_large(BODY_CAP))?;
    let mut hasher = Sha256::new();
    hasher.update(parts.uri.path().as_bytes());
    hasher.update([0]);
    hasher.update(&body);
    let request_hash: [u8; 32] = hasher.finalize().into();
    if let Some(first) = api.store.read().await?.remembered(agent, key).await? {
        return if first.request_hash == request_hash {
            Ok(again(api, first))
        } else {
            Err(mismatch())
        };
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !response.status().is_success() {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, BODY_CAP).await.map_err(|_| Problem::unavailable())?;
    let now = api.now();
    let answer = Remembered {
        request_hash,
        status: parts.status.as_u16(),
        body: String::from_utf8_lossy(&body).into_owned(),
        at: now,
    };
    let key = key.to_owned();
    let kept: Result<(bool, i64), StoreError> = api
        .store
        .write(move |tx| {
            Box::pin(async move {
                let old = now.checked_sub(jiff::SignedDuration::try_from(KEPT).unwrap_or_default());
                tx.purge_remembered(old.unwrap_or(now)).await?;
                tx.remember(agent, &key, &answer).await
            })
        })
        .await;
    if let Err(error) = kept {
        // It was done: not to say so would be worse than perhaps doing it again.
        tracing::error!(error = &error as &dyn std::error::Error, "an answer could not be kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(api: &ApiState, first: Remembered) -> Response {
    let status = StatusCode::from_u16(first.status).unwrap_or(StatusCode::OK);
    let mut response = (status, first.body).into_response();
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response.headers_mut().insert(SEQ, HeaderValue::from(api.head()));
    response
}

/// The same key, but something else is asked for.
pub(crate) fn mismatch() -> Problem {
    Problem::impossible("idempotency.mismatch")
}
