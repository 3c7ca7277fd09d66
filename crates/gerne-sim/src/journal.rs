//! What really happened on the platform, for checkers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who caused an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A request of the platform's own API, the way the product comes.
    Api,
    /// The library API or the control API: the people on the square, the test.
    Square,
}

/// One effect, in the order in which effects happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Counts from 1 without gaps.
    pub seq: u64,
    /// The stand-in's clock.
    pub at: Timestamp,
    /// Where it came from.
    pub via: Via,
    /// `acct` of who did it; `None` for an application without a person.
    pub by: Option<String>,
    /// The request's `X-Request-Id`, as answered; `None` when no request did it.
    pub request_id: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub effect: Effect,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// A status exists now.
    StatusCreated {
        /// Its id.
        id: String,
        /// The header's value, if one was sent.
        idempotency_key: Option<String>,
        /// Id of the status it answers.
        in_reply_to: Option<String>,
        /// X: id of the post it quotes.
        #[serde(default)]
        quotes: Option<String>,
        /// `public`, `unlisted`, `private` or `direct`.
        visibility: String,
        /// Source text.
        text: String,
    },
    /// A repeated Idempotency-Key was answered with the status made before; nothing was created.
    StatusRepeated {
        /// The status made before.
        id: String,
        /// The key.
        idempotency_key: String,
    },
    /// A status was changed.
    StatusEdited {
        /// Its id.
        id: String,
        /// Source text after the edit.
        text: String,
    },
    /// A status is gone.
    StatusDeleted {
        /// Its id.
        id: String,
    },
    /// Somebody likes a status.
    Favourited {
        /// Its id.
        id: String,
    },
    /// Somebody no longer likes a status.
    Unfavourited {
        /// Its id.
        id: String,
    },
    /// X: an answer was hidden by who began the conversation, or shown again.
    ReplyHidden {
        /// Its id.
        id: String,
        /// Which of the two.
        hidden: bool,
    },
    /// A file was uploaded.
    MediaUploaded {
        /// Its id.
        id: String,
        /// Alt text.
        description: Option<String>,
    },
    /// An application was registered.
    AppRegistered {
        /// Its name.
        name: String,
    },
    /// An access token was handed out. The token itself is never recorded.
    TokenIssued {
        /// Scopes, separated by spaces.
        scopes: String,
    },
    /// An access token was withdrawn.
    TokenRevoked,
    /// A mail was taken over for delivery: by the submission server, or from a person of ours.
    MailSent {
        /// Its id.
        id: String,
        /// Without brackets.
        message_id: Option<String>,
        /// Envelope sender; empty for `<>`.
        from: String,
        /// Envelope recipients.
        to: Vec<String>,
        /// Decoded.
        subject: String,
    },
    /// A mail lies in a folder now.
    MailFiled {
        /// Its id.
        id: String,
        /// Address of the mailbox.
        mailbox: String,
        /// Name of the folder.
        folder: String,
        /// Its number there.
        uid: u32,
    },
    /// A recipient could not be reached; who sent it gets a report.
    MailReturned {
        /// The recipient.
        to: String,
        /// `5.1.1`, `4.2.2`, …
        status: String,
        /// Of the mail, without brackets.
        message_id: Option<String>,
    },
}

impl Effect {
    /// The status it is about, if any.
    pub fn status_id(&self) -> Option<&str> {
        match self {
            Self::StatusCreated { id, .. }
            | Self::StatusRepeated { id, .. }
            | Self::StatusEdited { id, .. }
            | Self::StatusDeleted { id }
            | Self::ReplyHidden { id, .. }
            | Self::Favourited { id }
            | Self::Unfavourited { id } => Some(id),
            _ => None,
        }
    }

    /// The mail that was sent, if that is what happened.
    pub fn mail_id(&self) -> Option<&str> {
        match self {
            Self::MailSent { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// One request as it was answered (or not). The newest 20,000 are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRecord {
    /// The `X-Request-Id` of the answer.
    pub id: String,
    /// The stand-in's clock at its arrival.
    pub at: Timestamp,
    /// The stand-in's clock when it was answered.
    pub answered_at: Timestamp,
    /// Who asked, as it calls itself (`User-Agent`).
    pub agent: Option<String>,
    /// `GET`, `POST`, …
    pub method: String,
    /// Path without query (a query may hold a token).
    pub path: String,
    /// `acct` of the token, if it had a good one.
    pub account: Option<String>,
    /// The header's value.
    pub idempotency_key: Option<String>,
    /// Status code of the answer; 0 when the connection was dropped instead.
    pub status: u16,
    /// The faults that changed the outcome.
    pub faults: Vec<String>,
}
