//! Why a verb was not done. What a person reads is a key and values that a console translates.

use std::collections::BTreeMap;

use gerne_connector::ConnectorError;
use gerne_domain::{EventKind, Refusal};
use gerne_store::StoreError;

use crate::knowing::Hold;

/// Why a verb was not done. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Not there, or not theirs to see.
    #[error("not found")]
    NotFound,
    /// They see it, but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// It cannot be done like this; `code` as in `docs/api.md`.
    #[error("not possible: {}", .0.key)]
    Invalid(Refusal),
    /// The conversation moved on since its author looked.
    #[error("the conversation moved on")]
    Stale(Vec<Missed>),
    /// It would say something private in public.
    #[error("private in public")]
    Private(Vec<Hold>),
    /// Somebody else was quicker.
    #[error("conflict")]
    Conflict,
    /// Another node works for this account now.
    #[error("another node does this now")]
    Moved,
    /// The platform said no, or did not answer.
    #[error("the platform did not do it")]
    Connector(#[source] ConnectorError),
    /// The database did not do it.
    #[error("the database did not do it")]
    Store(#[source] StoreError),
}

/// Something that happened since an author looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Its number in the log.
    pub seq: i64,
    /// What it was: a message, or an answer by a colleague.
    pub kind: EventKind,
}

impl EngineError {
    /// Whether the same again may well succeed, without anybody changing anything.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Moved | Self::Store(StoreError::Closed) => true,
            Self::Store(error) => error.is_passing(),
            _ => false,
        }
    }

    /// Not possible, without values.
    pub fn invalid(code: &str) -> Self {
        Self::Invalid(Refusal::of(code))
    }

    /// Not possible, with values.
    pub fn invalid_with(code: &str, values: &[(&str, String)]) -> Self {
        let values: BTreeMap<String, String> =
            values.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
        Self::Invalid(Refusal { key: code.to_owned(), values })
    }
}

/// An error with all its causes, for logs: none of ours repeats its source.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ConnectorError> for EngineError {
    fn from(error: ConnectorError) -> Self {
        match error {
            ConnectorError::Refused { reason } => Self::Invalid(reason),
            other => Self::Connector(other),
        }
    }
}
