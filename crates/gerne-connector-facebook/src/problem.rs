//! What Facebook's errors mean: by code and subcode, never by their sentences, which come in the
//! language of whoever connected the account.

use std::{fmt, time::Duration};

use gerne_connector::ConnectorError;
use gerne_domain::Refusal;
use gerne_webapi::Phase;
use serde_json::Value;

/// An answer that is no success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) code: Option<i64>,
    pub(crate) subcode: Option<i64>,
    pub(crate) meaning: Meaning,
    /// When Facebook wants to be asked again.
    pub(crate) after: Option<Duration>,
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, subcode) = (self.code.unwrap_or(0), self.subcode.unwrap_or(0));
        write!(f, "answered {} ({code}/{subcode}): {:?}", self.status, self.meaning)
    }
}

/// What it comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Facebook failed, before or after.
    Failed,
    /// Too many requests.
    RateLimited,
    /// The application may not do this at all.
    Capability,
    /// The person who connected lacks the permission or the task.
    Permission,
    /// The last word of theirs is too long ago.
    WindowClosed,
    /// The Page may not write messages for now.
    PageRestricted,
    /// Facebook did not understand the question.
    Invalid,
    /// It is not there, or not shown to us.
    Gone,
    /// There is nobody of that name for us.
    Nobody,
    /// The token does not hold.
    Token(Dead),
    /// The application's secret does not fit.
    Proof,
    /// Facebook blocked what we do, for its rules.
    Policy,
    /// The same was said already.
    Duplicate,
    /// They do not take messages from us.
    Unavailable,
    /// The application is in development, and they have no role on it.
    Development,
    /// A link in it cannot be read.
    Link,
    /// Another application speaks with them now.
    NotOurThread,
}

/// Why a token holds no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dead {
    /// Nobody knows.
    Invalid,
    /// Who connected took the application away.
    AppRemoved,
    /// Facebook wants them to sign in there first.
    Checkpoint,
    /// They changed their password.
    Password,
    /// It is over.
    Expired,
    /// They are not confirmed.
    Unconfirmed,
    /// They have no role on the Page any more.
    Role,
}

impl Dead {
    /// The reason, for people.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Invalid => "check.token",
            Self::AppRemoved => "check.token_app_removed",
            Self::Checkpoint => "check.token_checkpoint",
            Self::Password => "check.token_password",
            Self::Expired => "check.token_expired",
            Self::Unconfirmed => "check.token_unconfirmed",
            Self::Role => "check.token_role",
        }
    }
}

impl Problem {
    /// Reads an answer that is no success.
    pub(crate) fn read(status: u16, body: &[u8], after: Option<Duration>) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        Self::of_value(status, &value, after)
    }

    /// The same, read already.
    pub(crate) fn of_value(status: u16, value: &Value, after: Option<Duration>) -> Self {
        let error = value.get("error").unwrap_or(&Value::Null);
        let number = |name: &str| {
            let told = error.get(name)?;
            told.as_i64().or_else(|| told.as_str()?.parse().ok())
        };
        let (code, subcode) = (number("code"), number("error_subcode"));
        let transient = error.get("is_transient").and_then(Value::as_bool) == Some(true);
        let says = error.get("message").and_then(Value::as_str).unwrap_or_default();
        // The one refusal that differs in its words alone; they are English whoever connected.
        let proof = code == Some(100) && says.contains("appsecret_proof");
        let meaning = match code {
            _ if proof => Meaning::Proof,
            Some(code) => meaning(code, subcode, transient),
            None => by_status(status),
        };
        Self { status, code, subcode, meaning, after }
    }

    /// The decision.
    pub(crate) fn decide(self, phase: Phase) -> ConnectorError {
        match (self.meaning, phase) {
            (Meaning::RateLimited, _) => {
                ConnectorError::retry_after(self.after.unwrap_or(Duration::from_mins(5)), self)
            }
            (Meaning::Failed, Phase::Read) => {
                ConnectorError::Retry { after: self.after, source: self.into() }
            }
            (Meaning::Failed, Phase::Write) => ConnectorError::unknown(self),
            (Meaning::Token(_) | Meaning::Proof, _) => ConnectorError::reauthorize(self),
            (meaning, _) => ConnectorError::refused(Refusal::of(meaning.key())),
        }
    }
}

impl Meaning {
    /// The reason, for people.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Failed | Self::RateLimited => "platform.no_answer",
            Self::Capability => "refused.app_capability",
            Self::Permission => "refused.permission",
            Self::WindowClosed => "refused.window_closed",
            Self::PageRestricted => "refused.page_restricted",
            Self::Invalid => "refused.invalid",
            Self::Gone => "refused.gone",
            Self::Nobody => "refused.nobody_there",
            Self::Token(dead) => dead.key(),
            Self::Proof => "check.app_secret",
            Self::Policy => "refused.policy",
            Self::Duplicate => "refused.duplicate",
            Self::Unavailable => "refused.unavailable",
            Self::Development => "refused.app_development",
            Self::Link => "refused.link",
            Self::NotOurThread => "refused.other_app",
        }
    }
}

/// The table: Graph API "Handle errors", Messenger Platform "Error codes".
fn meaning(code: i64, subcode: Option<i64>, transient: bool) -> Meaning {
    match (code, subcode.unwrap_or(0)) {
        (_, 2_018_108) => Meaning::Development,
        (_, 1_609_005) => Meaning::Link,
        (_, 2_018_278 | 2_018_065 | 2_534_022) => Meaning::WindowClosed,
        (_, 1_893_063) => Meaning::PageRestricted,
        (_, 1_545_041) => Meaning::Unavailable,
        (_, 2_018_001) => Meaning::Nobody,
        (_, 2_018_300) => Meaning::NotOurThread,
        (102 | 190, subcode) => Meaning::Token(match subcode {
            458 => Dead::AppRemoved,
            459 => Dead::Checkpoint,
            460 => Dead::Password,
            463 => Dead::Expired,
            464 => Dead::Unconfirmed,
            492 => Dead::Role,
            _ => Dead::Invalid,
        }),
        (1 | 2, _) => Meaning::Failed,
        (3, _) => Meaning::Capability,
        (4 | 17 | 32 | 341 | 613 | 80_000..=80_014, _) => Meaning::RateLimited,
        (10 | 200..=299, _) => Meaning::Permission,
        (100 | 110, 33) | (21 | 803, _) => Meaning::Gone,
        (368, _) => Meaning::Policy,
        (506, _) => Meaning::Duplicate,
        (551, _) => Meaning::Unavailable,
        _ if transient => Meaning::Failed,
        _ => Meaning::Invalid,
    }
}

fn by_status(status: u16) -> Meaning {
    match status {
        401 => Meaning::Token(Dead::Invalid),
        403 => Meaning::Permission,
        404 | 410 => Meaning::Gone,
        408 | 425 | 500..=599 => Meaning::Failed,
        429 => Meaning::RateLimited,
        _ => Meaning::Invalid,
    }
}
