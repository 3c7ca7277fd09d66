//! Sends webhooks: signed over the escaped bytes, in batches, again when they are not taken.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::auth::hmac_hex;
use super::events::{Batch, Told, Update};
use super::state::State;
use super::{Facebook, FbDelivery};

/// How often a failed batch is looked at (real time): the stand-in's clock may run fast.
const GLANCE: Duration = Duration::from_millis(200);
const KEEP_SENT: usize = 10_000;

/// Sends what happens to the callback until the stand-in stops.
#[expect(clippy::disallowed_methods, reason = "the handle is kept and awaited by shutdown")]
pub(crate) fn courier(facebook: &Facebook) -> JoinHandle<()> {
    let shared = Arc::clone(&facebook.shared);
    tokio::spawn(async move {
        let mut versions = shared.versions();
        let timeout = shared.read(|state| state.config.webhook_timeout);
        while !shared.stop.is_cancelled() {
            versions.borrow_and_update();
            let Some((url, batch)) =
                shared.read(State::has_post).then(|| shared.act(State::next_post)).flatten()
            else {
                let pending = shared.read(|state| !state.queue.failed.is_empty());
                let wait = if pending { GLANCE } else { Duration::from_hours(1) };
                tokio::select! {
                    _ = tokio::time::timeout(wait, versions.changed()) => {}
                    () = shared.stop.cancelled() => return,
                }
                continue;
            };
            let (body, signature) = shared.read(|state| {
                let body = escaped(&payload(state, &batch.updates));
                let signature = format!("sha256={}", hmac_hex(&state.config.app.secret, &body));
                (body, signature)
            });
            let headers = [
                ("Content-Type", "application/json"),
                ("X-Hub-Signature-256", &signature),
                ("User-Agent", "facebookexternalua"),
            ];
            let asked = ask("POST", &url, &headers, &body);
            let status = tokio::select! {
                answer = tokio::time::timeout(timeout, asked) => {
                    answer.ok().and_then(Result::ok).map_or(0, |(code, ..)| code)
                }
                () = shared.stop.cancelled() => return,
            };
            shared.act(|state| state.posted(batch, body, signature, status));
        }
    })
}

impl State {
    fn has_post(&self) -> bool {
        let active = self.callback.as_ref().is_some_and(|one| one.active);
        let now = self.clock.now();
        active
            && !self.queue.held
            && (!self.queue.waiting.is_empty()
                || self.queue.failed.iter().any(|one| one.next <= now))
    }

    /// The next batch: new ones before what has to be tried again.
    fn next_post(&mut self) -> Option<(String, Batch)> {
        let url = self.callback.as_ref()?.url.clone();
        let now = self.clock.now();
        if !self.queue.waiting.is_empty() {
            let many = self.queue.waiting.len().min(self.config.webhook_batch);
            let updates = self.queue.waiting.drain(..many).collect();
            self.queue.on_the_way = many;
            return Some((url, Batch { updates, tries: 0, next: now }));
        }
        let due = self.queue.failed.iter().position(|one| one.next <= now)?;
        let batch = self.queue.failed.remove(due);
        self.queue.on_the_way = batch.updates.len();
        Some((url, batch))
    }

    fn posted(&mut self, mut batch: Batch, body: Vec<u8>, signature: String, status: u16) {
        let now = self.clock.now();
        batch.tries += 1;
        self.queue.on_the_way = 0;
        let delivery = FbDelivery {
            at: now,
            body: String::from_utf8(body).unwrap_or_default(),
            signature,
            updates: batch.updates.len(),
            attempt: batch.tries,
            status,
        };
        if self.queue.sent.len() >= KEEP_SENT {
            self.queue.sent.remove(0);
        }
        self.queue.sent.push(delivery);
        if (200..300).contains(&status) {
            self.queue.failing_since = None;
            return;
        }
        let since = *self.queue.failing_since.get_or_insert(now);
        if now.duration_since(since) >= self.config.webhook_patience {
            // Failing for so long switches the subscription off; what waits is lost.
            if let Some(callback) = &mut self.callback {
                callback.active = false;
            }
            let lost = self.queue.waiting.len() + batch.updates.len();
            self.queue.lost += u32::try_from(lost).unwrap_or(u32::MAX);
            self.queue.waiting.clear();
            self.queue.failed.clear();
            return;
        }
        match self.config.webhook_retries.get(batch.tries - 1) {
            Some(wait) => {
                batch.next = now.checked_add(*wait).unwrap_or(Timestamp::MAX);
                self.queue.failed.push(batch);
            }
            None => {
                self.queue.lost += u32::try_from(batch.updates.len()).unwrap_or(u32::MAX);
            }
        }
    }
}

/// Neighbours of one Page share an entry; each of Messenger's stands alone, in milliseconds.
fn payload(state: &State, updates: &[Update]) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    for update in updates {
        let id = id(state, state.pages[update.page].id);
        let (list, told, time) = match &update.told {
            Told::Change(field, value) => {
                let change = json!({ "field": field, "value": value });
                let same = entries
                    .last_mut()
                    .filter(|last| last["id"] == id && last["time"] == update.at.as_second());
                if let Some(list) = same.and_then(|last| last["changes"].as_array_mut()) {
                    list.push(change);
                    continue;
                }
                ("changes", change, update.at.as_second())
            }
            Told::Messaging(told) => ("messaging", told.clone(), update.at.as_millisecond()),
            Told::Standby(told) => ("standby", told.clone(), update.at.as_millisecond()),
        };
        entries.push(json!({ "id": id, "time": time, (list): [told] }));
    }
    let mut body = json!({ "object": "page", "entry": entries });
    if state.config.old_webhooks {
        numbers(&mut body);
    }
    body
}

fn id(state: &State, id: u64) -> Value {
    if state.config.old_webhooks { json!(id) } else { json!(id.to_string()) }
}

/// Old versions have numbers where ids of people, Pages and apps stand.
fn numbers(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(numbers),
        Value::Object(all) => {
            for (name, value) in all {
                let read = value.as_str().and_then(|text| text.parse::<u64>().ok());
                match read {
                    Some(number) if name == "id" => *value = json!(number),
                    _ => numbers(value),
                }
            }
        }
        _ => {}
    }
}

/// JSON as Meta writes and signs it: `ä` is `\u00e4`, `/` is `\/`.
pub(crate) fn escaped(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    // Both stand within strings only, so the whole text can be gone through.
    for c in value.to_string().chars() {
        match c {
            '/' => out.push_str("\\/"),
            c if c.is_ascii() => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}").expect("a String takes everything");
                }
            }
        }
    }
    out.into_bytes()
}

/// Status, content type and body of what an address gives.
pub(crate) async fn get(url: &str) -> io::Result<(u16, String, Bytes)> {
    let asked = ask("GET", url, &[("User-Agent", "facebookexternalhit/1.1")], b"");
    match tokio::time::timeout(Duration::from_secs(10), asked).await {
        Ok(answer) => answer,
        Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut)),
    }
}

/// One request over plain HTTP, on a connection of its own: all that a loopback needs.
async fn ask(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<(u16, String, Bytes)> {
    let wrong = || io::Error::from(io::ErrorKind::InvalidInput);
    let url = url::Url::parse(url).map_err(|_| wrong())?;
    if url.scheme() != "http" {
        return Err(wrong());
    }
    let host = url.host_str().ok_or_else(wrong)?.to_owned();
    let port = url.port_or_known_default().unwrap_or(80);
    let mut stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await?;
    let target = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let mut head =
        format!("{method} {target} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").expect("a String takes everything");
    }
    write!(head, "Content-Length: {}\r\n\r\n", body.len()).expect("a String takes everything");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    let mut all = Vec::new();
    stream.take(64 * 1024 * 1024).read_to_end(&mut all).await?;
    let broken = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(broken)?;
    let head = String::from_utf8_lossy(all.get(..end).unwrap_or_default()).into_owned();
    let mut lines = head.lines();
    let code = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let fields: Map<String, Value> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), json!(value.trim())))
        .collect();
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let raw = all.get(end + 4..).unwrap_or_default();
    let body =
        if field("transfer-encoding").contains("chunked") { joined(raw) } else { raw.to_vec() };
    Ok((code.ok_or_else(broken)?, field("content-type").to_owned(), body.into()))
}

/// A body that came in chunks.
fn joined(mut raw: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(line) = raw.windows(2).position(|two| two == b"\r\n") {
        let size = raw.get(..line).map(String::from_utf8_lossy).unwrap_or_default();
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        let Some(chunk) = raw.get(line + 2..line + 2 + size).filter(|_| size > 0) else { break };
        body.extend_from_slice(chunk);
        raw = raw.get(line + 4 + size..).unwrap_or_default();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_as_meta_does() {
        let value = json!({ "text": "äöå / 😀" });
        let expected = r#"{"text":"\u00e4\u00f6\u00e5 \/ \ud83d\ude00"}"#;
        assert_eq!(String::from_utf8(escaped(&value)).unwrap(), expected);
        assert_eq!(serde_json::from_slice::<Value>(&escaped(&value)).unwrap(), value);
    }
}
