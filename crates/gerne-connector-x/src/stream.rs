//! The doorbell. A stream has no history and costs money for each line, so it only says that
//! looking is worth it; after each reconnection everything is looked at.
//!
//! It rings for those who gave the application's own token: X Activity (mentions, direct answers,
//! quotes, private messages), or the filtered stream with a rule for our name. A ring costs five
//! times what it announces: no more than a tenth of a budget goes to it, spread over the day, and it
//! is silent before anything else is when money is short. Polling goes on as the budget bears.

use std::{collections::BTreeSet, sync::atomic::Ordering, time::Duration};

use gerne_connector::Wake;
use gerne_domain::{Clock, Refusal, Timestamp, time::after};
use gerne_webapi::{Lines, Purpose};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    account::{Connection, MENTIONS, MESSAGES, OWN},
    client::{Ask, CallError},
    facts::Doorbell,
    patience::{Patience, Trouble},
    prices::Kind,
    problem::{Meaning, Problem},
    purse::{Bill, Share},
};

/// X sends an empty line every 20 seconds; a little longer than that, and the line is dead.
const SILENCE: Duration = Duration::from_secs(25);
/// Longest line: an event with a long post and its people.
const LINE: usize = 1024 * 1024;
/// X ends streams itself long before.
const OPEN: Duration = Duration::from_hours(24 * 7);
/// The stream opens when so many rings may be paid for, and ends when the next one may not.
const RINGS: u64 = 4;
/// So long nothing is delivered to us then.
const QUIET: Duration = Duration::from_mins(10);
/// How our rule is called among others of the same project.
const TAG: &str = "gerne";

/// What is subscribed to, and what it needs besides `tweet.read`.
const EVENTS: [(&str, Option<&str>); 5] = [
    ("post.mention.create", None),
    ("post.reply.create", None),
    ("post.quote.create", None),
    ("dm.received", Some("dm.read")),
    ("dm.sent", Some("dm.read")),
];

/// The one stream of an account.
pub(crate) struct Stream {
    lines: Option<Lines>,
    patience: Patience,
    /// Not before: set when a connection fails or breaks.
    not_before: Timestamp,
    rung: BTreeSet<&'static str>,
    /// Rules or subscriptions are there.
    prepared: bool,
}

impl Stream {
    pub(crate) fn new(clock: &dyn Clock) -> Self {
        Self {
            lines: None,
            patience: Patience::default(),
            not_before: clock.now(),
            rung: BTreeSet::new(),
            prepared: false,
        }
    }
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ring {
    /// Look there; it cost this.
    Look(&'static str, Option<Kind>),
    /// Look everywhere.
    All,
    /// X says that it ends the stream.
    Ends,
    /// Nothing to look at; it may have cost something.
    Nothing(Option<Kind>),
}

impl Connection {
    /// Resolves when a fetch is worth it. Dropping the future loses nothing: all state is kept.
    pub(crate) async fn listen(&self) -> Wake {
        if !self.has_bell() {
            return std::future::pending().await;
        }
        let mut guard = self.stream.lock().await;
        let stream = &mut *guard;
        loop {
            if let Some(resource) = stream.rung.pop_first() {
                return Wake::Resource(resource.into());
            }
            let Some(lines) = &mut stream.lines else {
                self.api.clock.sleep_until(stream.not_before).await;
                if self.begin(stream).await {
                    return Wake::All;
                }
                continue;
            };
            let ring = match lines.next_within(SILENCE).await {
                Ok(Some(line)) => {
                    stream.patience.succeed();
                    ring(&line, &self.us.id)
                }
                Ok(None) => Ring::Ends,
                Err(error) => {
                    tracing::debug!(%error, "the stream broke");
                    Ring::Ends
                }
            };
            match ring {
                Ring::Nothing(cost) => self.pay(stream, cost).await,
                Ring::Look(resource, cost) => {
                    stream.rung.insert(resource);
                    self.pay(stream, cost).await;
                }
                Ring::All => return Wake::All,
                Ring::Ends => self.ended(stream, Trouble::Broke),
            }
        }
    }

    /// Writes down what a line cost; when money gets short the stream ends.
    async fn pay(&self, stream: &mut Stream, cost: Option<Kind>) {
        let Some(kind) = cost else { return };
        let paid = match self.api.purse.hold(Share::Speaking, 0, 0).await {
            Ok(held) => self.api.purse.settle(held, &Bill::deed(kind)).await.is_ok(),
            Err(_) => false,
        };
        if !paid || !self.may_ring(1).await {
            self.shut(stream);
            stream.not_before = after(self.api.now(), QUIET);
        }
    }

    /// What is not known is not spent.
    async fn may_ring(&self, rings: u64) -> bool {
        self.api.purse.may_ring(rings).await.unwrap_or(false)
    }

    fn shut(&self, stream: &mut Stream) {
        stream.lines = None;
        self.ringing.store(false, Ordering::Relaxed);
    }

    fn ended(&self, stream: &mut Stream, trouble: Trouble) {
        self.shut(stream);
        let wait = stream.patience.fail(trouble);
        stream.not_before = after(self.api.now(), wait);
    }

    /// Whether a connection stands.
    async fn begin(&self, stream: &mut Stream) -> bool {
        // Cancelled in the middle, the next call waits a little before it tries again.
        stream.not_before = after(self.api.now(), Duration::from_secs(5));
        if !self.may_ring(RINGS).await {
            stream.not_before = after(self.api.now(), QUIET);
            return false;
        }
        let begun = async {
            if !stream.prepared {
                self.prepare().await?;
            }
            self.open_stream().await
        };
        match begun.await {
            Ok(lines) => {
                (stream.prepared, stream.lines) = (true, Some(lines));
                self.ringing.store(true, Ordering::Relaxed);
                true
            }
            Err(error) => {
                tracing::debug!(%error, "no stream");
                // Somebody may have taken our rule away.
                stream.prepared &= error.meaning() != Some(Meaning::NoRules);
                let trouble = trouble(&error);
                self.ended(stream, trouble);
                false
            }
        }
    }

    async fn open_stream(&self) -> Result<Lines, CallError> {
        let path = match self.facts.doorbell {
            Doorbell::Filtered => "/2/tweets/search/stream",
            Doorbell::Activity | Doorbell::None => "/2/activity/stream",
        };
        let mut ask = Ask::get("stream", path, Purpose::Reading);
        if self.facts.doorbell == Doorbell::Filtered {
            ask = ask.with("tweet.fields", "author_id");
        }
        let answer = self.api.call_as_app(&ask, |request| request.timeout(OPEN)).await?;
        Ok(answer.lines(LINE))
    }

    /// Says what to deliver. What is said already is said by the answer.
    async fn prepare(&self) -> Result<(), CallError> {
        match self.facts.doorbell {
            Doorbell::Filtered => {
                let value = format!("@{} -is:retweet", self.us.handle);
                let body = json!({ "add": [{ "value": value, "tag": TAG }] });
                let path = "/2/tweets/search/stream/rules";
                let ask = Ask::deed(Method::POST, "stream_rules", path);
                // A rule that is there already is named in the errors beside.
                self.api.call_as_app(&ask, |request| request.json(&body)).await.map(drop)
            }
            Doorbell::Activity => {
                let mut any = Err(CallError::Answered(Problem::of(Meaning::Rights)));
                for (event, needs) in EVENTS {
                    if needs.is_some_and(|scope| !self.facts.may(scope)) {
                        continue;
                    }
                    let filter = json!({ "user_id": self.us.id });
                    let body = json!({ "event_type": event, "filter": filter, "tag": TAG });
                    let path = "/2/activity/subscriptions";
                    let ask = Ask::deed(Method::POST, "subscriptions", path);
                    match self.api.call(&ask, |request| request.json(&body)).await {
                        Ok(_) => any = Ok(()),
                        Err(error) if is_there(&error) => any = Ok(()),
                        Err(CallError::Answered(problem))
                            if matches!(
                                problem.meaning,
                                Meaning::Rights | Meaning::Forbidden | Meaning::Invalid
                            ) =>
                        {
                            tracing::info!(event, %problem, "X does not deliver this");
                        }
                        Err(error) => return Err(error),
                    }
                }
                any
            }
            Doorbell::None => Ok(()),
        }
    }

    pub(crate) fn has_bell(&self) -> bool {
        self.facts.doorbell != Doorbell::None
    }

    /// Whether a stream would open, for a check: the one that stands is not opened twice.
    pub(crate) async fn can_listen(&self) -> Option<Refusal> {
        if self.ringing.load(Ordering::Relaxed) {
            return None;
        }
        if !self.may_ring(RINGS).await {
            return Some(Refusal::of("check.bell_rests"));
        }
        let ready = self.prepare().await;
        let opened = match ready {
            Ok(()) => self.open_stream().await.map(drop),
            Err(error) => Err(error),
        };
        let error = opened.err()?;
        // Another stream of ours is open, on another node.
        (error.meaning() != Some(Meaning::StreamTaken)).then(|| {
            let host = self.api.base().host_str().unwrap_or_default();
            Refusal::of("check.streaming").with("host", host)
        })
    }
}

/// 409: a subscription of this kind exists.
fn is_there(error: &CallError) -> bool {
    matches!(error, CallError::Answered(problem) if problem.status == 409)
}

fn trouble(error: &CallError) -> Trouble {
    match error {
        CallError::Answered(problem)
            if matches!(problem.meaning, Meaning::RateLimited | Meaning::StreamTaken) =>
        {
            Trouble::Limited(problem.after)
        }
        CallError::Spent(wait) => Trouble::Limited(Some(*wait)),
        CallError::Http(_) => Trouble::Broke,
        _ => Trouble::Refused,
    }
}

/// What a line means. One that is not understood may have been a mention: look everywhere.
pub(crate) fn ring(line: &str, us: &str) -> Ring {
    if line.trim().is_empty() {
        return Ring::Nothing(None);
    }
    let Ok(value) = serde_json::from_str::<Value>(line) else { return Ring::All };
    let Some(data) = value.get("data") else {
        // An announcement that it ends, or something new.
        return if value.get("errors").is_some() { Ring::Ends } else { Ring::Nothing(None) };
    };
    let post = Some(Kind::EventPost);
    if let Some(event) = data.get("event_type").and_then(Value::as_str) {
        return match event {
            "post.mention.create" | "post.reply.create" | "post.quote.create" => {
                Ring::Look(MENTIONS, post)
            }
            "dm.received" => Ring::Look(MESSAGES, Some(Kind::EventDm)),
            "dm.sent" => Ring::Look(MESSAGES, None),
            "post.delete" => Ring::Nothing(None),
            _ if event.starts_with("post.") => Ring::Nothing(post),
            _ => Ring::Nothing(None),
        };
    }
    match data.get("author_id").and_then(Value::as_str) {
        Some(author) if author == us => Ring::Look(OWN, post),
        _ => Ring::Look(MENTIONS, post),
    }
}
