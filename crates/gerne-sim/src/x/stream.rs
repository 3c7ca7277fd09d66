//! Streams: one JSON object per line, an empty line when there is nothing to say.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::model::Connection;
use super::problem::{Answer, Problem, TYPES};
use super::shared::{Change, Shared};
use super::state::State;
use crate::faults::{FaultKind, StreamCut};
use crate::net::Switch;

/// Connections of a kind that may be open at once.
const AT_ONCE: usize = 1;

/// What makes lines of changes.
pub(crate) type Maker = fn(&mut State, &Change, &super::fields::Wanted) -> Vec<Value>;

/// A kind of stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// As `/2/connections` names it.
    pub(crate) endpoint: &'static str,
    pub(crate) path: &'static str,
    pub(crate) maker: Maker,
}

/// Opens a stream; what happened in the last `backfill` minutes comes first.
pub(crate) fn open(
    shared: &Arc<Shared>,
    switch: Switch,
    kind: Kind,
    wanted: super::fields::Wanted,
    backfill: i64,
) -> Answer<Response> {
    // Listening starts before the answer: what happens from now on is not missed.
    let changes = shared.listen();
    let (id, first, every) = shared.act(|state| {
        let open = state
            .streams
            .iter()
            .filter(|one| one.closed.is_none() && one.endpoint == kind.endpoint)
            .count();
        let most = if state.config.enterprise { 2 } else { AT_ONCE };
        if open >= most {
            return Err(too_many());
        }
        let id = uuid(state);
        let connected_at = state.now();
        let endpoint = kind.endpoint;
        state.streams.push(Connection { id: id.clone(), endpoint, connected_at, closed: None });
        let first: Vec<Bytes> = past(state, backfill)
            .iter()
            .flat_map(|change| (kind.maker)(state, change, &wanted))
            .map(|value| line(&value))
            .collect();
        Ok((id, first, state.config.keep_alive))
    })?;
    let open = Open { shared: Arc::clone(shared), id };
    let feed = Feed { open, switch, kind, wanted, changes, held: None, silent: false };
    let body =
        futures_util::stream::unfold((feed, first), move |(mut feed, mut ready)| async move {
            loop {
                if !ready.is_empty() {
                    let chunk = ready.remove(0);
                    return Some((Ok::<_, Infallible>(chunk), (feed, ready)));
                }
                ready = match tokio::time::timeout(every, feed.next()).await {
                    Err(_) => feed.alive(),
                    Ok(Some(lines)) => lines,
                    Ok(None) => return None,
                };
            }
        });
    let mut response = Response::new(Body::from_stream(body));
    let value = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, value);
    Ok(response)
}

fn past(state: &State, minutes: i64) -> Vec<Change> {
    let since = state.now().checked_sub(SignedDuration::from_mins(minutes)).unwrap_or_default();
    if minutes == 0 {
        return Vec::new();
    }
    let posts = state.versions.values().filter(|one| one.created_at >= since);
    let posts = posts.map(|one| (one.id, Change::Posted(one.id)));
    let dms = state.dms.values().filter(|one| one.created_at >= since);
    let mut all: Vec<_> = posts.chain(dms.map(|one| (one.id, Change::Dm(one.id)))).collect();
    all.sort_by_key(|(id, _)| *id);
    all.into_iter().map(|(_, change)| change).collect()
}

fn too_many() -> Problem {
    let code = StatusCode::TOO_MANY_REQUESTS;
    let body = json!({
        "title": "ConnectionException", "connection_issue": "TooManyConnections",
        "detail": "This stream is currently at the maximum allowed connection limit.",
        "type": format!("{TYPES}streaming-connection"),
    });
    Problem::json(code, body)
}

fn uuid(state: &mut State) -> String {
    let hex = state.random.hex(16);
    let part = |from: usize, to: usize| hex.chars().skip(from).take(to - from).collect::<String>();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

fn line(value: &Value) -> Bytes {
    Bytes::from(format!("{value}\r\n"))
}

/// One connection's view of all changes.
struct Feed {
    open: Open,
    switch: Switch,
    kind: Kind,
    wanted: super::fields::Wanted,
    changes: Receiver<Change>,
    /// A line that is overtaken.
    held: Option<Bytes>,
    /// Says nothing any more.
    silent: bool,
}

impl Feed {
    /// Lines to send; `None` ends the stream.
    async fn next(&mut self) -> Option<Vec<Bytes>> {
        let mut versions = self.open.shared.versions();
        loop {
            if self.is_closed() {
                return None;
            }
            let change = tokio::select! {
                change = self.changes.recv() => change,
                changed = versions.changed() => {
                    if changed.is_err() { return None }
                    continue;
                }
                () = self.open.shared.stop.cancelled() => return None,
            };
            let change = match change {
                Ok(change) => change,
                // Too slow: X closes such streams, too.
                Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
            };
            let (maker, wanted) = (self.kind.maker, &self.wanted);
            let made = self.open.shared.act(|state| maker(state, &change, wanted));
            if !made.is_empty() && !self.silent {
                return Some(self.disturb(made.iter().map(line).collect()));
            }
        }
    }

    /// Somebody killed the connection, or a fault announced its end.
    fn is_closed(&self) -> bool {
        let id = &self.open.id;
        self.open
            .shared
            .read(|state| !state.streams.iter().any(|one| one.id == *id && one.closed.is_none()))
    }

    /// The line that says that the stream is alive, unless a fault keeps it.
    fn alive(&mut self) -> Vec<Bytes> {
        let path = self.kind.path;
        let drawn = self.open.shared.act(|state| {
            state.draw("GET", path, None, |kind| {
                matches!(kind, FaultKind::StreamSilent | FaultKind::StreamDisconnect)
            })
        });
        let mut lines = vec![Bytes::from_static(b"\r\n")];
        for (_, kind) in drawn {
            self.apply(&kind, &mut lines);
        }
        if self.silent { Vec::new() } else { lines }
    }

    fn disturb(&mut self, mut lines: Vec<Bytes>) -> Vec<Bytes> {
        let path = self.kind.path;
        let drawn = self.open.shared.act(|state| {
            state.draw("GET", path, None, |kind| {
                matches!(
                    kind,
                    FaultKind::StreamDropped
                        | FaultKind::StreamDuplicated
                        | FaultKind::StreamReordered
                        | FaultKind::StreamCut { .. }
                        | FaultKind::StreamGarbage
                        | FaultKind::StreamSilent
                        | FaultKind::StreamDisconnect
                )
            })
        });
        let mut hold = false;
        for (_, kind) in drawn {
            hold |= kind == FaultKind::StreamReordered;
            self.apply(&kind, &mut lines);
        }
        if hold && self.held.is_none() {
            self.held = lines.pop();
        } else {
            lines.extend(self.held.take());
        }
        if self.silent { Vec::new() } else { lines }
    }

    fn apply(&mut self, kind: &FaultKind, lines: &mut Vec<Bytes>) {
        match kind {
            FaultKind::StreamDropped => lines.clear(),
            FaultKind::StreamDuplicated => lines.extend(lines.clone()),
            FaultKind::StreamGarbage => {
                lines.insert(0, Bytes::from_static(b"{\"data\":{\"id\":\"1\",\"te\r\n"));
            }
            FaultKind::StreamSilent => self.silent = true,
            FaultKind::StreamDisconnect => {
                lines.push(line(&json!({ "errors": [{
                    "title": "operational-disconnect",
                    "disconnect_type": "UpstreamOperationalDisconnect",
                    "detail": "This stream has been disconnected upstream for operational reasons.",
                    "type": format!("{TYPES}operational-disconnect"),
                }] })));
                self.open.close("operational");
            }
            FaultKind::StreamCut { how: StreamCut::Clean } => {
                lines.clear();
                self.open.close("clean");
            }
            FaultKind::StreamCut { how: StreamCut::Abrupt } => self.switch.cut(),
            FaultKind::StreamCut { how: StreamCut::MidFrame } => {
                self.switch.cut_after(lines.first().map_or(0, Bytes::len) / 2);
            }
            _ => {}
        }
    }
}

/// Counts as an open connection until it is dropped.
struct Open {
    shared: Arc<Shared>,
    id: String,
}

impl Open {
    fn close(&self, why: &'static str) {
        self.shared.act(|state| state.close_stream(&self.id, why));
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.close("client_disconnected");
    }
}

impl State {
    /// Ends a connection; false when it is not open.
    pub(crate) fn close_stream(&mut self, id: &str, why: &'static str) -> bool {
        let now = self.now();
        let open = self.streams.iter_mut().find(|one| one.id == id && one.closed.is_none());
        open.is_some_and(|one| {
            one.closed = Some((now, why));
            true
        })
    }
}
