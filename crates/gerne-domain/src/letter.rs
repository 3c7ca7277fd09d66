//! What a message is besides its words where it comes as a letter, as e-mail does: names that anybody
//! can write, several recipients, writers that are no persons.

use serde::{Deserialize, Serialize};

/// One who writes or is written to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mailbox {
    /// `Kim Ostermann`; untrusted.
    pub name: Option<String>,
    /// `kim@example.net`, in lower case.
    pub address: String,
}

/// What wrote it, when it was no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Automatic {
    /// Out of office and its kin.
    Reply,
    /// A shop, a calendar, a monitor.
    Generated,
    /// What we sent could not be delivered.
    Bounce,
    /// What we sent could not be delivered yet.
    Delay,
    /// What we sent was delivered or read.
    Delivered,
    /// Somebody marked what we sent as spam (ARF, RFC 5965).
    Feedback,
    /// A newsletter or the like.
    Bulk,
    /// Nothing says so, but more came within minutes than people write.
    Suspected,
}

impl Automatic {
    /// It tells what became of something that we sent.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Bounce | Self::Delay | Self::Delivered | Self::Feedback)
    }
}

/// What became of a letter of ours at one of its recipients (RFC 3464).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Whom it did not reach; `None` when the report does not say.
    pub address: Option<String>,
    /// Trying again is pointless; `None` when the report does not say.
    pub permanent: Option<bool>,
    /// `5.1.1` (RFC 3463).
    pub status: Option<String>,
    /// What the other server said; untrusted, at most 500 characters.
    pub diagnostic: Option<String>,
}

/// What a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Names of the letters that it may be about, likeliest first.
    pub about: Vec<String>,
    /// What became of them.
    pub recipients: Vec<Returned>,
}

/// The head of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// Its own name (Message-ID, without angle brackets). Others can write the same one.
    pub name: Option<String>,
    /// What it answers, oldest first: the last one is its parent.
    pub chain: Vec<String>,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// With copies for.
    pub cc: Vec<Mailbox>,
    /// With copies for, unseen by the others; only in what we send.
    pub bcc: Vec<Mailbox>,
    /// What wrote it, when it was no person.
    pub automatic: Option<Automatic>,
    /// What became of something that we sent.
    pub report: Option<Report>,
    /// Its writer is no longer there, and who follows, as far as it says.
    pub left: Option<Vec<String>>,
    /// More was written than `Message::text` shows: a quote, a signature.
    pub shortened: bool,
    /// It has a formatted form, in the original.
    pub formatted: bool,
    /// No automatic answer is wanted, or it came through a list: never acknowledged.
    pub no_acknowledgement: bool,
}
