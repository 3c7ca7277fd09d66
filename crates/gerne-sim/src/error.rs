//! What can go wrong when a test drives a stand-in.

use std::time::Duration;

/// An error of the library API (never of the wire: that one answers with status codes).
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    /// Nobody has this handle.
    #[error("nobody is called {0:?} here")]
    NoSuchPerson(String),
    /// The handle is taken or not a legal one (letters, digits, underscore, optional `@host`).
    #[error("the handle {0:?} is taken or not legal")]
    BadHandle(String),
    /// No such post, or this person may not see it.
    #[error("there is no post {0:?} that this person may see")]
    NoSuchPost(String),
    /// No such picture, video or poll.
    #[error("there is no attachment {0:?}")]
    NoSuchMedia(String),
    /// The platform's own validation says no; the text is the platform's.
    #[error("refused by the platform: {0}")]
    Refused(String),
    /// [`crate::Mastodon::wait_for`] gave up.
    #[error("did not happen within {0:?}")]
    TimedOut(Duration),
    /// A port could not be bound.
    #[error("cannot listen")]
    Listen(#[from] std::io::Error),
}
