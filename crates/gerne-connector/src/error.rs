//! What a platform's answer means for us.

use std::time::Duration;

use gerne_domain::Refusal;

/// Any error below the seam.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What to do next. The engine acts on the kind, never on a text.
#[derive(Debug, thiserror::Error)]
pub enum ConnectorError {
    /// It certainly did not happen; try again, not before `after` when the platform said so.
    #[error("the platform asks to try again later")]
    Retry {
        /// What the platform asked for (rate-limit headers, `Retry-After`).
        after: Option<Duration>,
        /// Why.
        #[source]
        source: BoxError,
    },
    /// It may have happened: the answer to something that changes the platform was lost.
    #[error("the platform may or may not have done it")]
    Unknown {
        /// Why.
        #[source]
        source: BoxError,
    },
    /// Our credentials no longer hold; a person must connect the account again.
    #[error("the platform no longer accepts our credentials")]
    Reauthorize {
        /// Why.
        #[source]
        source: BoxError,
    },
    /// It will not be done, now or later, unless a person changes something.
    #[error("the platform refuses this: {}", reason.key)]
    Refused {
        /// Why, in words a console can translate.
        reason: Refusal,
    },
}

impl ConnectorError {
    /// Try again, whenever.
    pub fn retry(source: impl Into<BoxError>) -> Self {
        Self::Retry { after: None, source: source.into() }
    }

    /// Try again, not before.
    pub fn retry_after(after: Duration, source: impl Into<BoxError>) -> Self {
        Self::Retry { after: Some(after), source: source.into() }
    }

    /// Try again, not before; people are told what it waits for. [`Self::waits_for`] tells it.
    pub fn held_back(after: Duration, reason: Refusal) -> Self {
        Self::retry_after(after, HeldBack(reason))
    }

    /// What people are told while it is tried again later, where the connector said so.
    pub fn waits_for(&self) -> Option<&Refusal> {
        match self {
            Self::Retry { source, .. } => source.downcast_ref::<HeldBack>().map(|held| &held.0),
            _ => None,
        }
    }

    /// It may have happened.
    pub fn unknown(source: impl Into<BoxError>) -> Self {
        Self::Unknown { source: source.into() }
    }

    /// Connect again.
    pub fn reauthorize(source: impl Into<BoxError>) -> Self {
        Self::Reauthorize { source: source.into() }
    }

    /// Not like this.
    pub fn refused(reason: Refusal) -> Self {
        Self::Refused { reason }
    }
}

/// Not now, for a reason that people can read and change.
#[derive(Debug, thiserror::Error)]
#[error("it waits: {}", .0.key)]
struct HeldBack(Refusal);
