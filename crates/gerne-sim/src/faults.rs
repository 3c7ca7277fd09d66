//! Faults on demand: what a real platform does only now and then.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::random::Random;

/// One fault: what, where, how often. Build it, then hand it to `inject`.
///
/// At the mail provider, `method` is the wire (`IMAP`, `SMTP`, `MAIL` for what happens within),
/// `path` the command, and `account` the address that signed in. Commands are named as in the
/// protocol (`UID FETCH`, `SELECT`, `RCPT`); `CONNECT` is before the greeting, `DATA` its go-ahead,
/// `MESSAGE` the verdict after the final dot. `StatusBefore` and `StatusAfter` hold an SMTP code;
/// `DropBefore`, `DropAfter`, `HangBefore` (half open: nothing is read or written), `HangAfter` and
/// `Slow` mean the same as elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// What happens.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// Only this method; `None` for any.
    #[serde(default)]
    pub method: Option<String>,
    /// Only this path; a `*` stands for anything. `None` for any path of the platform's API
    /// (files, pages and the control API are spared). Streams are matched by
    /// `/api/v1/streaming*`.
    #[serde(default)]
    pub path: Option<String>,
    /// Only requests or streams of this `acct`.
    #[serde(default)]
    pub account: Option<String>,
    /// Let this many matching occasions pass first.
    #[serde(default)]
    pub skip: u32,
    /// How often it happens; `None` until it is cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// In how many of the occasions (0.0 to 1.0), drawn from the configured seed.
    #[serde(default = "always")]
    pub chance: f64,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum FaultKind {
    /// 429, with a reset instant (ISO 8601) this many seconds ahead on the stand-in's clock.
    RateLimited {
        /// Seconds until the reset.
        reset_after_secs: u32,
    },
    /// This status code instead of the deed.
    StatusBefore {
        /// 500, 502, 503, 401, 403, 404, 410, …
        code: u16,
    },
    /// The deed is done, and this status code says otherwise.
    StatusAfter {
        /// 500, 502, 503, 504, …
        code: u16,
    },
    /// X: this answer, word for word, instead of the deed.
    Says {
        /// Any.
        code: u16,
        /// JSON or not.
        body: String,
    },
    /// Facebook: the error with these numbers, in the platform's words, instead of the deed.
    Graph {
        /// 4, 10, 190, 200, 368, …
        code: u32,
        /// 458, 2018278, …
        subcode: Option<u32>,
    },
    /// The connection breaks before the deed.
    DropBefore,
    /// The deed is done; the connection breaks before a byte of the answer.
    DropAfter,
    /// The answer comes this much later (real time; after the deed).
    Slow {
        /// Milliseconds.
        millis: u64,
    },
    /// Nothing is done and no answer comes until the fault is cleared or the client goes.
    HangBefore,
    /// The deed is done and no answer comes until the fault is cleared or the client goes.
    HangAfter,
    /// A well-formed answer whose JSON ends in the middle.
    TruncatedBody,
    /// The connection breaks in the middle of the body.
    CutBody,
    /// The body is padded with white space to this size.
    OversizeBody {
        /// Bytes.
        bytes: u64,
    },
    /// Not JSON but a proxy's HTML page, status 200.
    HtmlBody,
    /// A 404 without a body for what does not exist.
    EmptyNotFound,
    /// The next repeated Idempotency-Key creates a second status (mastodon#21840).
    IdempotencyRace,
    /// Notifications appear twice in lists.
    ListDuplicates,
    /// Notifications come in another order in lists (`Link` stays right).
    ListShuffled,
    /// A new notification stays out of lists until this many newer ones exist: the writer that
    /// committed late. It then appears below a cursor that already passed it.
    ListLate {
        /// How many newer ones.
        behind: u32,
    },
    /// Listed mentions have `"status": null`.
    ListWithoutStatus,
    /// A stream event is not delivered.
    StreamDropped,
    /// A stream event is delivered twice.
    StreamDuplicated,
    /// A stream event is delivered after the next one.
    StreamReordered,
    /// The stream breaks at the next event.
    StreamCut {
        /// How.
        how: StreamCut,
    },
    /// A stream event whose payload is not JSON.
    StreamGarbage,
    /// X: an operational disconnect is announced in the stream, which then ends.
    StreamDisconnect,
    /// X: the stream stays open and says nothing from now on, not even that it is alive.
    StreamSilent,
    /// An uploaded file fails to process (422 when asked for).
    MediaFails,
    /// Mail: the answer of this command breaks off after so many bytes; what it says is done.
    CutAnswer {
        /// Bytes that still arrive.
        bytes: usize,
    },
    /// Mail: the connection breaks after so many bytes of what the client uploads (`MESSAGE`,
    /// `APPEND`); nothing is done.
    CutUpload {
        /// Bytes that were read.
        bytes: usize,
    },
    /// IMAP: `NO` instead of the deed, with a code as in `[UNAVAILABLE]`; nothing in it: no code.
    No {
        /// `UNAVAILABLE`, `INUSE`, `LIMIT`, `AUTHENTICATIONFAILED`, …
        code: String,
    },
    /// IMAP: `BAD` with these words instead of the deed.
    Bad {
        /// What it says.
        text: String,
    },
    /// IMAP: `* BYE` with these words, then the end; at `CONNECT` instead of the greeting.
    Bye {
        /// What it says.
        text: String,
    },
    /// IMAP: what is new is told before the answer of this command; at `IDLE` before the `+`, and
    /// not again after it.
    NewsFirst,
    /// IMAP: an idling client is told nothing.
    Deaf,
    /// IMAP: unasked for, flags of a mail and the number of mails stand within the answer.
    Chatter,
    /// Mail, at `DELIVER` of the wire `MAIL`: lies in this folder, too.
    DeliveredTwice {
        /// Name of the folder; it is made when it is not there.
        folder: String,
    },
}

/// How a stream ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamCut {
    /// With a close frame (WebSocket) or the end of the body (SSE).
    Clean,
    /// The connection just ends.
    Abrupt,
    /// The connection ends within the event's frame.
    MidFrame,
}

/// Handle of an injected fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FaultId(pub u64);

/// An injected fault and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FaultState {
    /// Its handle.
    pub id: FaultId,
    /// As injected.
    #[serde(flatten)]
    pub fault: Fault,
    /// Occasions that matched.
    pub seen: u32,
    /// How often it happened.
    pub hits: u32,
}

impl Fault {
    /// A fault that always happens, everywhere, until cleared.
    pub fn new(kind: FaultKind) -> Self {
        Self { kind, method: None, path: None, account: None, skip: 0, times: None, chance: 1.0 }
    }

    /// Only at this method and path (`*` matches anything within the path).
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path.to_owned());
        self
    }

    /// Only for this `acct`.
    #[must_use]
    pub fn of(mut self, account: &str) -> Self {
        self.account = Some(account.to_owned());
        self
    }

    /// Happens this often, then never again.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Happens once.
    #[must_use]
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Lets this many occasions pass first.
    #[must_use]
    pub fn after(mut self, skip: u32) -> Self {
        self.skip = skip;
        self
    }

    /// Happens in this share of the occasions.
    #[must_use]
    pub fn chance(mut self, chance: f64) -> Self {
        self.chance = chance;
        self
    }
}

/// Where a fault could happen now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) account: Option<&'a str>,
}

/// All injected faults of one stand-in.
#[derive(Debug)]
pub(crate) struct Faults {
    all: Vec<FaultState>,
    next: u64,
    random: Random,
}

impl Faults {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self { all: Vec::new(), next: 1, random: Random::seeded(seed ^ 0xfa17) }
    }

    pub(crate) fn inject(&mut self, fault: Fault) -> FaultId {
        let id = FaultId(self.next);
        self.next += 1;
        self.all.push(FaultState { id, fault, seen: 0, hits: 0 });
        id
    }

    pub(crate) fn states(&self) -> Vec<FaultState> {
        self.all.clone()
    }

    pub(crate) fn clear(&mut self, id: Option<FaultId>) {
        self.all.retain(|state| id.is_some_and(|id| state.id != id));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn is_active(&self, id: FaultId) -> bool {
        self.all.iter().any(|state| state.id == id)
    }

    /// Draws every fault of the wanted kinds that applies to this occasion.
    pub(crate) fn draw(
        &mut self,
        occasion: Occasion<'_>,
        wanted: fn(&FaultKind) -> bool,
    ) -> Vec<(FaultId, FaultKind)> {
        let mut drawn = Vec::new();
        for state in &mut self.all {
            if !wanted(&state.fault.kind) || !applies(&state.fault, occasion) {
                continue;
            }
            state.seen += 1;
            let spent = state.fault.times.is_some_and(|times| state.hits >= times);
            if state.seen <= state.fault.skip || spent {
                continue;
            }
            if self.random.happens(state.fault.chance) {
                state.hits += 1;
                drawn.push((state.id, state.fault.kind.clone()));
            }
        }
        drawn
    }
}

impl FaultKind {
    /// Whether it happens to a request over HTTP as a whole.
    pub(crate) fn hits_requests(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::StatusBefore { .. }
                | Self::StatusAfter { .. }
                | Self::Says { .. }
                | Self::Graph { .. }
                | Self::DropBefore
                | Self::DropAfter
                | Self::Slow { .. }
                | Self::HangBefore
                | Self::HangAfter
                | Self::TruncatedBody
                | Self::CutBody
                | Self::OversizeBody { .. }
                | Self::HtmlBody
                | Self::EmptyNotFound
        )
    }

    /// Short name for logs and records.
    pub(crate) fn name(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.get("fault").and_then(|v| v.as_str().map(str::to_owned)))
            .unwrap_or_default()
    }

    pub(crate) fn slowness(&self) -> Option<Duration> {
        match self {
            Self::Slow { millis } => Some(Duration::from_millis(*millis)),
            _ => None,
        }
    }
}

fn applies(fault: &Fault, occasion: Occasion<'_>) -> bool {
    let method = fault.method.as_deref();
    method.is_none_or(|m| m == "*" || m.eq_ignore_ascii_case(occasion.method))
        && fault.path.as_deref().is_none_or(|pattern| glob(pattern, occasion.path))
        && fault.account.as_deref().is_none_or(|acct| occasion.account == Some(acct))
}

fn glob(pattern: &str, text: &str) -> bool {
    let Some((first, tail)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = tail.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

fn always() -> f64 {
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (pattern, text, expected) in [
            ("/a", "/a", true),
            ("/a", "/ab", false),
            ("/a*", "/ab", true),
            ("/a/*/c", "/a/b/c", true),
            ("/a/*/c", "/a/b/d", false),
            ("/a/*/c", "/a/c/b/c", true),
            ("*", "/x", true),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn skip_and_times_count_occasions() {
        let mut faults = Faults::seeded(1);
        let id =
            faults.inject(Fault::new(FaultKind::DropBefore).on("POST", "/x").after(1).times(2));
        let occasion = Occasion { method: "POST", path: "/x", account: None };
        let hits: Vec<bool> = (0..5).map(|_| !faults.draw(occasion, |_| true).is_empty()).collect();
        assert_eq!(hits, [false, true, true, false, false]);
        let state = &faults.states()[0];
        assert_eq!((state.id, state.seen, state.hits), (id, 5, 2));
    }
}
