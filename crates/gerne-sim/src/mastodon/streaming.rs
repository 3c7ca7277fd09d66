//! `/api/v1/streaming`: WebSocket and server-sent events. Nothing is replayed, ever.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, Path, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::auth::{Caller, Token, token_of};
use super::errors::Answer;
use super::handle::{Change, Shared};
use super::model::Who;
use super::subscriptions::{StreamEvent, Subscription};
use super::texts::Text;
use crate::faults::{FaultKind, StreamCut};
use crate::net::Switch;
use crate::params::Params;

const PATH: &str = "/api/v1/streaming";

pub(crate) async fn health() -> &'static str {
    "OK"
}

/// WebSocket: `?stream=…`, token in header, subprotocol or query.
pub(crate) async fn socket(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    headers: HeaderMap,
    uri: http::Uri,
    upgrade: WebSocketUpgrade,
) -> Response {
    let protocol = headers.get(header::SEC_WEBSOCKET_PROTOCOL).cloned();
    let by_protocol = protocol.as_ref().and_then(|value| value.to_str().ok()).map(str::to_owned);
    let token = token_of(&headers, uri.query()).or(by_protocol);
    let listener = match admit(&shared, token.as_deref()) {
        Ok(listener) => listener,
        Err(error) => return error.into_response(),
    };
    let params = Params::from_query(uri.query().unwrap_or_default());
    let mut first = Vec::new();
    if let Some(stream) = params.filled("stream") {
        match Subscription::new(stream, params.filled("tag")) {
            Some(subscription) => first.push(subscription),
            None => return (StatusCode::BAD_REQUEST, axum::Json(unknown_stream())).into_response(),
        }
    }
    let mut upgrade = upgrade;
    if let Some(protocol) = protocol {
        upgrade.set_selected_protocol(protocol);
    }
    // Listening starts before the answer: what happens from now on is not missed.
    let changes = shared.listen();
    upgrade.on_upgrade(move |socket| async move {
        run_socket(shared, socket, switch, listener, first, changes).await;
    })
}

/// Server-sent events: `/api/v1/streaming/user`, `…/public/local`, …
pub(crate) async fn events(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    Path(rest): Path<String>,
    headers: HeaderMap,
    uri: http::Uri,
) -> Response {
    let listener = match admit(&shared, token_of(&headers, uri.query()).as_deref()) {
        Ok(listener) => listener,
        Err(error) => return error.into_response(),
    };
    let params = Params::from_query(uri.query().unwrap_or_default());
    let name = rest.trim_matches('/').replace('/', ":");
    let Some(subscription) = Subscription::new(&name, params.filled("tag")) else {
        return (StatusCode::NOT_FOUND, axum::Json(unknown_stream())).into_response();
    };
    let feed = Feed::open(shared, listener, switch);
    let every = feed.shared.read(|state| state.config.thump_every);
    let body = futures_util::stream::unfold(
        (feed, vec![Bytes::from_static(b":)\n")]),
        move |(mut feed, mut ready)| {
            let subscription = subscription.clone();
            async move {
                loop {
                    if !ready.is_empty() {
                        let chunk = ready.remove(0);
                        return Some((Ok::<_, Infallible>(chunk), (feed, ready)));
                    }
                    match tokio::time::timeout(every, feed.next()).await {
                        Err(_) => ready.push(Bytes::from_static(b":thump\n")),
                        Ok(None) => return None,
                        Ok(Some(out)) => {
                            let wanted = out
                                .events
                                .iter()
                                .filter(|event| subscription.wants(feed.listener.who, event));
                            ready.extend(wanted.map(|event| sse(event, out.garbage)));
                            if !ready.is_empty() && !feed.survive(out.cut, &ready) {
                                return None;
                            }
                        }
                    }
                }
            }
        },
    );
    let mut response = Response::new(Body::from_stream(body));
    let value = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, value);
    response
}

/// Who listens, and with which token (a withdrawn one ends the stream).
#[derive(Debug, Clone)]
struct Listener {
    who: Who,
    acct: String,
    token: String,
}

fn admit(shared: &Shared, token: Option<&str>) -> Answer<Listener> {
    shared.read(|state| {
        let caller = Caller::of(state, token, String::new());
        let refuse = |text| Err(caller.error(StatusCode::UNAUTHORIZED, text));
        match (&caller.token, caller.who()) {
            (Token::Good { scopes, .. }, Some(who)) => {
                let enough = super::apps::covers(scopes, "read:notifications")
                    || super::apps::covers(scopes, "read:statuses");
                if !enough {
                    return refuse(Text::OutsideScopes);
                }
                let token = token.unwrap_or_default().to_owned();
                Ok(Listener { who, acct: state.account(who).acct(), token })
            }
            (Token::Revoked, _) => refuse(Text::RevokedToken),
            _ => refuse(Text::InvalidToken),
        }
    })
}

async fn run_socket(
    shared: Arc<Shared>,
    mut socket: WebSocket,
    switch: Switch,
    listener: Listener,
    mut subscriptions: Vec<Subscription>,
    changes: Receiver<Change>,
) {
    let who = listener.who;
    let mut feed = Feed::with(shared, listener, switch, changes);
    loop {
        tokio::select! {
            out = feed.next() => {
                let Some(out) = out else { break };
                for event in &out.events {
                    let Some(by) = subscriptions.iter().find(|s| s.wants(who, event)) else {
                        continue;
                    };
                    let text = frame(by, event, out.garbage);
                    match out.cut {
                        Some(StreamCut::Clean) => return close(socket, 1001).await,
                        Some(StreamCut::Abrupt) => return feed.switch.cut(),
                        Some(StreamCut::MidFrame) => feed.switch.cut_after(text.len() / 2),
                        None => {}
                    }
                    if socket.send(Message::Text(text.into())).await.is_err() {
                        return;
                    }
                }
            }
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => {
                    if let Some(answer) = obey(&text, &mut subscriptions) {
                        let answer = Message::Text(answer.to_string().into());
                        if socket.send(answer).await.is_err() {
                            return;
                        }
                    }
                    // Waiters may look whether a subscription took effect.
                    feed.shared.act(|_| ());
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
    close(socket, 1000).await;
}

async fn close(mut socket: WebSocket, code: u16) {
    let frame = CloseFrame { code, reason: "".into() };
    if let Err(error) = socket.send(Message::Close(Some(frame))).await {
        tracing::debug!(%error, "the client was gone before the close frame");
    }
}

/// Subscribes or unsubscribes; gives the error to answer, if any.
fn obey(text: &str, subscriptions: &mut Vec<Subscription>) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    let stream = value["stream"].as_str().unwrap_or_default();
    let Some(subscription) = Subscription::new(stream, value["tag"].as_str()) else {
        return Some(unknown_stream());
    };
    match value["type"].as_str() {
        Some("subscribe") if !subscriptions.contains(&subscription) => {
            subscriptions.push(subscription);
        }
        Some("unsubscribe") => subscriptions.retain(|known| *known != subscription),
        _ => {}
    }
    None
}

fn unknown_stream() -> Value {
    json!({ "error": "Unknown stream type", "status": 400 })
}

fn frame(by: &Subscription, event: &StreamEvent, garbage: bool) -> String {
    let payload = if garbage { "{\"id\":\"1\",\"ty" } else { event.payload.as_str() };
    json!({ "stream": by.name(), "event": event.event, "payload": payload }).to_string()
}

fn sse(event: &StreamEvent, garbage: bool) -> Bytes {
    let payload = if garbage { "{\"id\":\"1\",\"ty" } else { event.payload.as_str() };
    Bytes::from(format!("event: {}\ndata: {payload}\n\n", event.event))
}

/// What comes out of the feed at once, after the faults.
#[derive(Debug)]
struct Out {
    events: Vec<Arc<StreamEvent>>,
    cut: Option<StreamCut>,
    garbage: bool,
}

/// One listener's view of all changes.
#[derive(Debug)]
struct Feed {
    shared: Arc<Shared>,
    listener: Listener,
    switch: Switch,
    changes: Receiver<Change>,
    /// An event that overtakes nothing but is overtaken.
    held: Option<Arc<StreamEvent>>,
    _open: Open,
}

impl Feed {
    fn open(shared: Arc<Shared>, listener: Listener, switch: Switch) -> Self {
        let changes = shared.listen();
        Self::with(shared, listener, switch, changes)
    }

    fn with(
        shared: Arc<Shared>,
        listener: Listener,
        switch: Switch,
        changes: Receiver<Change>,
    ) -> Self {
        let open = Open::count(&shared);
        Self { shared, listener, switch, changes, held: None, _open: open }
    }

    /// `None` ends the stream: the server stops, the token is withdrawn, or the listener is so
    /// slow that it lost events.
    async fn next(&mut self) -> Option<Out> {
        let mut versions = self.shared.versions();
        loop {
            if self.is_withdrawn() {
                return None;
            }
            let change = tokio::select! {
                change = self.changes.recv() => change,
                changed = versions.changed() => {
                    if changed.is_err() { return None }
                    continue;
                }
                () = self.shared.stop.cancelled() => return None,
            };
            match change {
                Ok(Change::Stream(event)) if self.concerns(&event) => {
                    return Some(self.disturb(event));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
            }
        }
    }

    fn is_withdrawn(&self) -> bool {
        self.shared
            .read(|state| state.tokens.get(&self.listener.token).is_none_or(|token| token.revoked))
    }

    /// Only events that could reach this listener are an occasion for faults.
    fn concerns(&self, event: &StreamEvent) -> bool {
        let reach = &event.reach;
        let who = self.listener.who;
        reach.notified == Some(who)
            || reach.home.contains(&who)
            || reach.direct.contains(&who)
            || reach.public
    }

    fn disturb(&mut self, event: Arc<StreamEvent>) -> Out {
        let who = self.listener.who;
        let drawn = self.shared.act(|state| {
            state.draw("GET", PATH, Some(who), |kind| {
                matches!(
                    kind,
                    FaultKind::StreamDropped
                        | FaultKind::StreamDuplicated
                        | FaultKind::StreamReordered
                        | FaultKind::StreamCut { .. }
                        | FaultKind::StreamGarbage
                )
            })
        });
        let mut out = Out { events: vec![event], cut: None, garbage: false };
        let mut hold = false;
        for (_, kind) in drawn {
            tracing::debug!(listener = %self.listener.acct, fault = %kind.name(), "stream fault");
            match kind {
                FaultKind::StreamDropped => out.events.clear(),
                FaultKind::StreamDuplicated => out.events.extend(out.events.clone()),
                FaultKind::StreamReordered => hold = true,
                FaultKind::StreamCut { how } => out.cut = Some(how),
                _ => out.garbage = true,
            }
        }
        if hold && self.held.is_none() {
            self.held = out.events.pop();
        } else {
            out.events.extend(self.held.take());
        }
        out
    }

    /// Applies a cut to an SSE body; false when the body ends here.
    fn survive(&self, cut: Option<StreamCut>, ready: &[Bytes]) -> bool {
        match cut {
            None => true,
            Some(StreamCut::Clean) => false,
            Some(StreamCut::Abrupt) => {
                self.switch.cut();
                false
            }
            Some(StreamCut::MidFrame) => {
                let half = ready.first().map_or(0, Bytes::len) / 2;
                self.switch.cut_after(half);
                true
            }
        }
    }
}

/// Counts an open stream.
#[derive(Debug)]
struct Open(Arc<Shared>);

impl Open {
    fn count(shared: &Arc<Shared>) -> Self {
        shared.streams.fetch_add(1, Ordering::SeqCst);
        shared.act(|_| ());
        Self(Arc::clone(shared))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.streams.fetch_sub(1, Ordering::SeqCst);
        self.0.act(|_| ());
    }
}

/// Open streams of a server.
pub(crate) type Streams = AtomicUsize;
