//! What went wrong on the way, and what it means for the engine.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::Refusal;
use http::StatusCode;

use crate::Blocked;

/// Whether a call changes anything on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It only looks: whatever went wrong, it can be tried again.
    Read,
    /// It says or changes something: once it was on its way, a lost answer proves nothing.
    Write,
}

/// A call brought no usable answer. No variant shows an address with its query or a body.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address is not called at all.
    #[error("the address is refused")]
    Blocked(#[from] Blocked),
    /// The request could not be built.
    #[error("the request could not be written down")]
    Request(#[source] reqwest::Error),
    /// No connection: the request certainly did not arrive.
    #[error("the server could not be reached")]
    NotSent(#[source] reqwest::Error),
    /// The request was on its way and the answer did not come, or not whole.
    #[error("the answer was lost")]
    Lost(#[source] reqwest::Error),
    /// A body that goes on said nothing for too long.
    #[error("the server fell silent")]
    Silent,
    /// More bytes than anybody should read.
    #[error("the answer is larger than {cap} bytes")]
    TooLarge {
        /// The most that is read.
        cap: u64,
    },
    /// Not the JSON that was expected. Only the place is told: the text may hold what people wrote.
    #[error("the answer is not the JSON that was expected (line {line}, column {column})")]
    Malformed {
        /// Counts from 1.
        line: usize,
        /// Counts from 1.
        column: usize,
    },
    /// Not UTF-8.
    #[error("the answer is not text")]
    NotText,
    /// A redirect that is not followed: too many, to nowhere, or of something that writes.
    #[error("the server points elsewhere")]
    Redirect,
}

impl HttpError {
    /// The decision.
    pub fn into_connector(self, phase: Phase) -> ConnectorError {
        match (&self, phase) {
            (Self::Blocked(_), _) => {
                ConnectorError::refused(Refusal::of("refused.address_forbidden"))
            }
            (Self::Redirect, Phase::Write) => ConnectorError::refused(Refusal::of("refused.moved")),
            (Self::NotSent(_) | Self::Request(_), _) | (_, Phase::Read) => {
                ConnectorError::retry(self)
            }
            (_, Phase::Write) => ConnectorError::unknown(self),
        }
    }

    pub(crate) fn of(error: reqwest::Error) -> Self {
        let error = error.without_url();
        if let Some(blocked) = blocked(&error) {
            return Self::Blocked(blocked);
        }
        if error.is_builder() {
            Self::Request(error)
        } else if error.is_connect() {
            Self::NotSent(error)
        } else {
            Self::Lost(error)
        }
    }
}

/// The resolver's refusal, however deep the client wrapped it.
fn blocked(error: &reqwest::Error) -> Option<Blocked> {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        if let Some(crate::guard::ResolveError::Blocked(blocked)) = error.downcast_ref() {
            return Some(*blocked);
        }
        if let Some(blocked) = error.downcast_ref::<Blocked>() {
            return Some(*blocked);
        }
        source = error.source();
    }
    None
}

/// The platform answered, and not with success. Its words are not kept: they are localised.
#[derive(Debug, thiserror::Error)]
#[error("{method} {path} was answered {status}")]
pub struct StatusError {
    /// What was asked.
    pub method: http::Method,
    /// Without query.
    pub path: String,
    /// What came.
    pub status: StatusCode,
    /// When the platform wants to be asked again.
    pub after: Option<Duration>,
}

impl StatusError {
    /// The decision, by the status alone. A connector that knows better looks first.
    ///
    /// After a write any 5xx is *unknown*: gateways answer them for deeds that were done.
    pub fn into_connector(self, phase: Phase) -> ConnectorError {
        match (self.status.as_u16(), phase) {
            (401, _) => ConnectorError::reauthorize(self),
            (429, _) => ConnectorError::Retry { after: self.after, source: self.into() },
            (408 | 500..=599, Phase::Write) => ConnectorError::unknown(self),
            (408 | 425 | 500..=599, Phase::Read) | (425, Phase::Write) => {
                ConnectorError::Retry { after: self.after, source: self.into() }
            }
            (status, _) => ConnectorError::refused(Refusal::of(reason(status))),
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        403 => "refused.forbidden",
        404 | 410 => "refused.gone",
        413 => "refused.too_big",
        415 => "refused.media_type",
        300..=399 => "refused.moved",
        _ => "refused.invalid",
    }
}
