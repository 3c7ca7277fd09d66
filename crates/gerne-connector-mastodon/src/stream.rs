//! The doorbell. A stream has no history: it only says that looking is worth it, and after each
//! reconnection everything is looked at.

use std::{collections::BTreeSet, time::Duration};

use futures_util::FutureExt as _;
use gerne_connector::Wake;
use gerne_domain::{Clock, Timestamp, time::after};
use gerne_webapi::{Backoff, Frame, Socket, SocketError};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue, SEC_WEBSOCKET_PROTOCOL};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{
    account::{CHANGES, Connection, MENTIONS, OWN},
    wire::StreamLine,
};

/// A silence this long is answered with a ping; twice of it, and the connection is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// The one stream of an account.
pub(crate) struct Stream {
    socket: Option<Socket>,
    backoff: Backoff,
    /// Not before: set when a connection fails or breaks.
    not_before: Timestamp,
    /// Resources to report, gathered from lines that were read together.
    rung: BTreeSet<&'static str>,
    /// The token goes in `Sec-WebSocket-Protocol`, for servers that do not read `Authorization`.
    in_protocol: bool,
}

impl Stream {
    pub(crate) fn new(clock: &dyn Clock) -> Self {
        Self {
            socket: None,
            backoff: Backoff::new(Duration::from_secs(1), Duration::from_mins(5)),
            not_before: clock.now(),
            rung: BTreeSet::new(),
            in_protocol: false,
        }
    }
}

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ring {
    /// Look there.
    Look(&'static str),
    /// Look at this post again.
    Changed(String),
    /// Look everywhere.
    All,
    /// Nothing.
    Nothing,
}

impl Connection {
    /// Resolves when a fetch is worth it. Dropping the future loses nothing: all state is kept.
    pub(crate) async fn listen(&self) -> Wake {
        let mut guard = self.stream.lock().await;
        let stream = &mut *guard;
        loop {
            if let Some(resource) = stream.rung.pop_first() {
                return Wake::Resource(resource.into());
            }
            let Some(socket) = &mut stream.socket else {
                self.api.clock.sleep_until(stream.not_before).await;
                if self.connect(stream).await {
                    return Wake::All;
                }
                continue;
            };
            let mut read = Some(next(socket).await);
            let mut all = false;
            // Lines that came together are one ring.
            while let Some(frame) = read {
                match frame {
                    Ok(frame) => {
                        stream.backoff.succeed();
                        all |= self.hear(stream, &frame);
                    }
                    Err(error) => {
                        tracing::debug!(%error, "the stream broke");
                        stream.socket = None;
                        let wait = stream.backoff.fail();
                        stream.not_before = after(self.api.clock.now(), wait);
                    }
                }
                read = stream.socket.as_mut().and_then(|socket| socket.next().now_or_never());
            }
            if all {
                stream.rung.clear();
                return Wake::All;
            }
        }
    }

    /// Whether a connection stands.
    async fn connect(&self, stream: &mut Stream) -> bool {
        // Cancelled in the middle, the next call waits a little before it tries again.
        let wait = stream.backoff.fail();
        stream.not_before = after(self.api.clock.now(), wait);
        match self.open(stream.in_protocol).await {
            Ok(socket) => {
                stream.socket = Some(socket);
                true
            }
            Err(SocketError::Refused(status)) if status.is_client_error() => {
                stream.in_protocol = !stream.in_protocol;
                tracing::debug!(%status, "the server refuses the stream");
                false
            }
            Err(error) => {
                tracing::debug!(%error, "no stream");
                false
            }
        }
    }

    /// Opens the stream of everything that concerns the account.
    pub(crate) async fn open(&self, in_protocol: bool) -> Result<Socket, SocketError> {
        let url = self.streaming_url().ok_or(gerne_webapi::Blocked::Host)?;
        let token = self.api.token().await.ok().flatten();
        let mut headers = Vec::new();
        if let Some(token) = token {
            let header: (HeaderName, _) = if in_protocol {
                (SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_str(token.expose()))
            } else {
                (AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {}", token.expose())))
            };
            if let (name, Ok(mut value)) = header {
                value.set_sensitive(true);
                headers.push((name, value));
            }
        }
        Socket::open(&self.api.http, &url, &headers).await
    }

    /// Where the stream is: often on another host, else beside the rest.
    pub(crate) fn streaming_url(&self) -> Option<Url> {
        let told = self.facts().streaming.and_then(|told| Url::parse(&told).ok());
        let mut url = told.unwrap_or_else(|| self.api.base().clone());
        let scheme = match url.scheme() {
            "http" | "ws" => "ws",
            _ => "wss",
        };
        url.set_scheme(scheme).ok()?;
        let path = url.path().trim_end_matches('/').to_owned();
        // Some servers announce the whole path, most only the host.
        if !path.ends_with("/api/v1/streaming") {
            url.set_path(&format!("{path}/api/v1/streaming"));
        }
        url.set_query(Some("stream=user"));
        Some(url)
    }

    /// `true`: look everywhere.
    fn hear(&self, stream: &mut Stream, frame: &Frame) -> bool {
        let Frame::Text(line) = frame else { return false };
        match ring(line, &self.us.account_id) {
            Ring::All => return true,
            Ring::Look(resource) => {
                stream.rung.insert(resource);
            }
            Ring::Changed(id) => {
                if self.changed().ring(id) {
                    stream.rung.insert(CHANGES);
                }
            }
            Ring::Nothing => {}
        }
        false
    }
}

/// The next frame; a long silence is broken by a ping.
async fn next(socket: &mut Socket) -> Result<Frame, SocketError> {
    match socket.next_within(SILENCE).await {
        Err(SocketError::TimedOut) => {
            socket.ping().await?;
            socket.next_within(SILENCE).await
        }
        read => read,
    }
}

/// The parts of a post that decide whether it concerns us.
#[derive(Deserialize)]
struct Glance {
    id: String,
    account: Id,
    #[serde(default)]
    mentions: Vec<Id>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

/// What a line means. A line that is not understood may have been a mention: look everywhere.
pub(crate) fn ring(line: &str, us: &str) -> Ring {
    if line.trim().is_empty() {
        return Ring::Nothing;
    }
    let Ok(StreamLine { event: Some(event), payload }) = serde_json::from_str(line) else {
        return Ring::All;
    };
    let payload = payload.unwrap_or_default();
    let glance = || -> Option<Glance> {
        match &payload {
            Value::String(text) => serde_json::from_str(text).ok(),
            value => Glance::deserialize(value).ok(),
        }
    };
    match event.as_str() {
        "notification" => notified(&payload),
        "conversation" => Ring::Look(MENTIONS),
        "notifications_merged" => Ring::All,
        "update" => match glance() {
            Some(post) if post.account.id != us => Ring::Nothing,
            _ => Ring::Look(OWN),
        },
        "status.update" => match glance() {
            Some(post) if concerns(&post, us) => Ring::Changed(post.id),
            Some(_) => Ring::Nothing,
            None => Ring::All,
        },
        "delete" => match payload {
            Value::String(id) => Ring::Changed(id),
            Value::Number(id) => Ring::Changed(id.to_string()),
            _ => Ring::All,
        },
        _ => Ring::Nothing,
    }
}

#[derive(Deserialize)]
struct Notified {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    status: Option<Id>,
}

/// Likes and followers come in hundreds when a post is popular; they are not for an inbox.
fn notified(payload: &Value) -> Ring {
    let read = match payload {
        Value::String(text) => serde_json::from_str(text).ok(),
        value => Notified::deserialize(value).ok(),
    };
    match read {
        Some(Notified { kind, status }) => match (kind.as_str(), status) {
            ("favourite" | "reblog" | "follow" | "follow_request" | "poll", _) => Ring::Nothing,
            ("update" | "quoted_update", Some(status)) => Ring::Changed(status.id),
            _ => Ring::Look(MENTIONS),
        },
        None => Ring::Look(MENTIONS),
    }
}

fn concerns(post: &Glance, us: &str) -> bool {
    post.account.id == us || post.mentions.iter().any(|mention| mention.id == us)
}
