//! Letters: whom they reach, what wrote them, what came back.

use gerne_domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// One who writes or is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Mailbox {
    /// Display name; untrusted.
    pub name: Option<String>,
    /// `kim@example.net`
    pub address: String,
}

impl From<gerne_domain::Mailbox> for Mailbox {
    fn from(from: gerne_domain::Mailbox) -> Self {
        Self { name: from.name, address: from.address }
    }
}

/// What wrote it, when it was no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Automatic {
    /// Out of office and its kin.
    Reply,
    /// A shop, a calendar, a monitor.
    Generated,
    /// What we sent could not be delivered.
    Bounce,
    /// ... not yet.
    Delay,
    /// What we sent was delivered or read.
    Delivered,
    /// Somebody marked what we sent as spam.
    Feedback,
    /// A newsletter or the like.
    Bulk,
    /// Nothing says so, but more came within minutes than people write.
    Suspected,
}

impl From<gerne_domain::Automatic> for Automatic {
    fn from(from: gerne_domain::Automatic) -> Self {
        match from {
            gerne_domain::Automatic::Reply => Self::Reply,
            gerne_domain::Automatic::Generated => Self::Generated,
            gerne_domain::Automatic::Bounce => Self::Bounce,
            gerne_domain::Automatic::Delay => Self::Delay,
            gerne_domain::Automatic::Delivered => Self::Delivered,
            gerne_domain::Automatic::Feedback => Self::Feedback,
            gerne_domain::Automatic::Bulk => Self::Bulk,
            gerne_domain::Automatic::Suspected => Self::Suspected,
        }
    }
}

/// The head of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryLetter {
    /// To whom.
    pub to: Vec<Mailbox>,
    /// With copies for.
    pub cc: Vec<Mailbox>,
    /// With copies for, unseen by the others; only in what we sent.
    pub bcc: Vec<Mailbox>,
    /// What wrote it, when it was no person.
    pub automatic: Option<Automatic>,
    /// Its writer is no longer there; who follows, as far as it says. Null: nothing of that.
    pub left: Option<Vec<String>>,
    /// More was written than `text` shows: a quote, a signature.
    pub shortened: bool,
    /// It has a formatted form.
    pub formatted: bool,
    /// The original is kept: full text, formatted form and file can be asked for.
    pub original: bool,
}

impl EntryLetter {
    /// One of ours.
    pub fn sent(head: gerne_domain::Letter) -> Self {
        Self::kept(head, false)
    }

    /// One that is kept, with its original or without.
    pub fn kept(head: gerne_domain::Letter, original: bool) -> Self {
        let all = |list: Vec<gerne_domain::Mailbox>| list.into_iter().map(Into::into).collect();
        Self {
            to: all(head.to),
            cc: all(head.cc),
            bcc: all(head.bcc),
            automatic: head.automatic.map(Into::into),
            left: head.left,
            shortened: head.shortened,
            formatted: head.formatted,
            original,
        }
    }
}

/// What became of a letter of ours at one of its recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryReturned {
    /// Whom it did not reach.
    pub address: Option<String>,
    /// Trying again is pointless; null: not said.
    pub permanent: Option<bool>,
    /// `5.1.1`
    pub status: Option<String>,
    /// What the other server said; untrusted.
    pub diagnostic: Option<String>,
}

impl From<gerne_domain::Returned> for EntryReturned {
    fn from(from: gerne_domain::Returned) -> Self {
        let gerne_domain::Returned { address, permanent, status, diagnostic } = from;
        Self { address, permanent, status, diagnostic }
    }
}

/// Why somebody is no longer reached so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unreachable {
    /// Since when we know.
    pub since: Timestamp,
    /// They are no longer there and said so; else what we sent came back for good.
    pub left: bool,
    /// Who follows them, by address; untrusted.
    pub successors: Vec<String>,
}

impl From<gerne_domain::Unreachable> for Unreachable {
    fn from(from: gerne_domain::Unreachable) -> Self {
        let gerne_domain::Unreachable { since, left, successors } = from;
        Self { since, left, successors }
    }
}
