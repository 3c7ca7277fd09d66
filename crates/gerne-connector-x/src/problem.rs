//! What X's errors mean. They come in six forms: problem documents, lists of invalid parameters,
//! the numbered errors of the first version, OAuth's own, bare ones, and pages for people.

use std::{fmt, time::Duration};

use gerne_connector::ConnectorError;
use gerne_domain::Refusal;
use gerne_webapi::Phase;
use serde_json::Value;

/// An answer that is no success. Its words are looked at, because some refusals differ in nothing
/// else, but never kept and never shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) meaning: Meaning,
    /// When X wants to be asked again.
    pub(crate) after: Option<Duration>,
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answered {}: {:?}", self.status, self.meaning)
    }
}

/// What it comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Too many requests.
    RateLimited,
    /// Nothing is left to pay with, or X's own cap is reached.
    NoCredits,
    /// The token does not hold.
    Token,
    /// A refresh token or code is spent or wrong.
    Grant,
    /// The application itself is not accepted.
    Client,
    /// The application or the token lacks the right to do this at all.
    Rights,
    /// Who wrote the post did not call us.
    NotCalled,
    /// The same words were said already.
    Duplicate,
    /// What it answers is gone or not shown to us.
    ParentGone,
    /// It is not shown to us: protected.
    Protected,
    /// It is not there.
    Gone,
    /// The account is locked or suspended.
    Locked,
    /// Longer than this account may write.
    TooLong,
    /// They do not take private messages from us.
    NoPrivate,
    /// Another stream is open.
    StreamTaken,
    /// A stream without rules.
    NoRules,
    /// X did not understand the question.
    Invalid,
    /// Not like this, for whatever reason.
    Forbidden,
    /// X failed, before or after.
    Failed,
}

impl Problem {
    /// Reads an answer that is no success.
    pub(crate) fn read(status: u16, body: &[u8], after: Option<Duration>) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        Self { status, meaning: meaning(status, &Words::of(&value)), after }
    }

    /// One that X did not say, but that is known.
    pub(crate) fn of(meaning: Meaning) -> Self {
        Self { status: 0, meaning, after: None }
    }

    /// The decision.
    pub(crate) fn decide(self, phase: Phase) -> ConnectorError {
        let refused = |key: &str| ConnectorError::refused(Refusal::of(key));
        match (self.meaning, phase) {
            (Meaning::RateLimited | Meaning::StreamTaken, _) => {
                ConnectorError::retry_after(self.after.unwrap_or(Duration::from_mins(1)), self)
            }
            (Meaning::Failed, Phase::Read) => {
                ConnectorError::Retry { after: self.after, source: self.into() }
            }
            (Meaning::Failed, Phase::Write) => ConnectorError::unknown(self),
            (Meaning::Token | Meaning::Grant | Meaning::Client, _) => {
                ConnectorError::reauthorize(self)
            }
            (Meaning::NoCredits, _) => refused("refused.no_credits"),
            (Meaning::NotCalled, _) => refused("refused.not_called"),
            (Meaning::Duplicate, _) => refused("refused.duplicate"),
            (Meaning::ParentGone, _) => refused("refused.parent_gone"),
            (Meaning::Protected, _) => refused("refused.protected"),
            (Meaning::Gone, _) => refused("refused.gone"),
            (Meaning::Locked, _) => refused("refused.account_locked"),
            (Meaning::TooLong, _) => refused("refused.too_long_there"),
            (Meaning::NoPrivate, _) => refused("refused.no_private"),
            (Meaning::Rights, _) => refused("refused.rights"),
            (Meaning::Forbidden, _) => refused("refused.forbidden"),
            (Meaning::Invalid | Meaning::NoRules, _) => refused("refused.invalid"),
        }
    }
}

/// What of an answer tells errors apart.
#[derive(Debug, Default)]
struct Words {
    /// Last segment of the type: hosts in front of it changed with the company's name.
    kind: String,
    title: String,
    /// All sentences of it in lower case.
    says: String,
    code: Option<i64>,
    oauth: Option<String>,
    /// What is wrong with a stream.
    issue: String,
}

impl Words {
    fn of(value: &Value) -> Self {
        let text = |value: &Value, name: &str| {
            value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let first = value.get("errors").and_then(|errors| errors.get(0)).unwrap_or(&Value::Null);
        let own_or_first = |name: &str| {
            let own = text(value, name);
            if own.is_empty() { text(first, name) } else { own }
        };
        let kind = own_or_first("type");
        let says = [
            text(value, "detail"),
            text(first, "detail"),
            text(first, "message"),
            text(value, "error_description"),
        ];
        Self {
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            title: own_or_first("title"),
            says: says.join(" ").to_lowercase(),
            code: first.get("code").or_else(|| value.get("code")).and_then(Value::as_i64),
            oauth: value.get("error").and_then(Value::as_str).map(str::to_owned),
            issue: own_or_first("connection_issue"),
        }
    }
}

/// Another stream is open already.
const TOO_MANY: &str = "TooManyConnections";

fn meaning(status: u16, words: &Words) -> Meaning {
    if let Some(oauth) = words.oauth.as_deref() {
        return match oauth {
            "invalid_client" | "unauthorized_client" => Meaning::Client,
            _ if status >= 500 => Meaning::Failed,
            _ if status == 429 => Meaning::RateLimited,
            _ => Meaning::Grant,
        };
    }
    by_code(words.code).or_else(|| by_kind(words)).unwrap_or_else(|| by_status(status, words))
}

/// Numbers of the first version of the interface, which some answers still carry.
fn by_code(code: Option<i64>) -> Option<Meaning> {
    Some(match code? {
        88 | 185 => Meaning::RateLimited,
        32 | 89 | 215 => Meaning::Token,
        64 | 326 => Meaning::Locked,
        179 => Meaning::Protected,
        187 => Meaning::Duplicate,
        186 => Meaning::TooLong,
        385 => Meaning::ParentGone,
        34 | 50 | 144 => Meaning::Gone,
        150 | 349 => Meaning::NoPrivate,
        453 => Meaning::Rights,
        130 | 131 => Meaning::Failed,
        _ => return None,
    })
}

fn by_kind(words: &Words) -> Option<Meaning> {
    if words.title == "CreditsDepleted" {
        return Some(Meaning::NoCredits);
    }
    Some(match words.kind.as_str() {
        "credits-depleted" | "usage-capped" => Meaning::NoCredits,
        "rate-limit-exceeded" => Meaning::RateLimited,
        "streaming-connection" if words.issue == TOO_MANY => Meaning::StreamTaken,
        "streaming-connection" if words.issue == "RuleConfigurationIssue" => Meaning::NoRules,
        "streaming-connection" => Meaning::RateLimited,
        "resource-not-found" => Meaning::Gone,
        "not-authorized-for-resource" | "resource-unavailable" | "disallowed-resource" => {
            Meaning::Protected
        }
        "client-forbidden" | "unsupported-authentication" | "not-authorized-for-field" => {
            Meaning::Rights
        }
        "invalid-request" if words.says.contains("deleted or not visible") => Meaning::ParentGone,
        "invalid-request" | "invalid-rules" | "duplicate-rules" | "rule-cap" => Meaning::Invalid,
        "operational-disconnect" | "internal-error" | "field-hydration-failure" => Meaning::Failed,
        _ => return None,
    })
}

fn by_status(status: u16, words: &Words) -> Meaning {
    let says = |what: &str| words.says.contains(what);
    match status {
        401 => Meaning::Token,
        402 => Meaning::NoCredits,
        // Four refusals that differ in their sentence alone; all else is refused without a reason.
        403 if says("duplicate") => Meaning::Duplicate,
        403 if says("mentioned or otherwise engaged") || says("reply to this conversation") => {
            Meaning::NotCalled
        }
        403 if says("dm") || says("direct message") || says("participant") => Meaning::NoPrivate,
        403 if says("oauth") || says("scope") || says("not permitted") => Meaning::Rights,
        400 | 403 if says("deleted") || says("not visible") => Meaning::ParentGone,
        400 | 403 if says("too long") => Meaning::TooLong,
        403 if says("locked") || says("suspended") => Meaning::Locked,
        403 => Meaning::Forbidden,
        404 | 410 => Meaning::Gone,
        408 | 425 | 500..=599 => Meaning::Failed,
        409 => Meaning::NoRules,
        429 if words.issue == TOO_MANY => Meaning::StreamTaken,
        429 => Meaning::RateLimited,
        _ => Meaning::Invalid,
    }
}
