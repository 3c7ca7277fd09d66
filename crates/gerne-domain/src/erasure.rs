//! What stays of a person who was erased: that it was done, and nothing about them.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ErasureId, Timestamp};

/// Why a person was erased. A word from a list, because free words would speak of the person.
/// The letters are those of Art. 17 (1) GDPR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureReason {
    /// They asked for it.
    #[default]
    Requested,
    /// What it was kept for is over (a).
    NoLongerNeeded,
    /// They took their consent back (b).
    ConsentWithdrawn,
    /// They objected (c).
    Objected,
    /// It should never have been kept (d).
    Unlawful,
    /// A law or an authority demands it (e).
    Required,
}

/// How much of each kind went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forgotten {
    /// People: the customer, and who had been joined into them.
    pub customers: u64,
    /// How platforms knew them.
    pub identities: u64,
    /// Matters.
    pub conversations: u64,
    /// Messages, theirs and ours to them.
    pub messages: u64,
    /// Former wordings.
    pub revisions: u64,
    /// Pictures and files, as they stood in messages.
    pub attachments: u64,
    /// Bytes of pictures and files that nothing else named.
    pub blobs: u64,
    /// Internal notes.
    pub notes: u64,
    /// Texts that nobody had sent.
    pub drafts: u64,
    /// Replies' ways to the platform.
    pub deliveries: u64,
    /// Calls to agents.
    pub notifications: u64,
    /// Things that leads had to know.
    pub alarms: u64,
    /// Remembered answers of the interface.
    pub answers: u64,
    /// Saved lists and labels that were about them alone.
    pub views: u64,
    /// Places in what others said where their handle was struck out.
    pub struck: u64,
}

impl std::ops::AddAssign for Forgotten {
    fn add_assign(&mut self, more: Self) {
        self.customers += more.customers;
        self.identities += more.identities;
        self.conversations += more.conversations;
        self.messages += more.messages;
        self.revisions += more.revisions;
        self.attachments += more.attachments;
        self.blobs += more.blobs;
        self.notes += more.notes;
        self.drafts += more.drafts;
        self.deliveries += more.deliveries;
        self.notifications += more.notifications;
        self.alarms += more.alarms;
        self.answers += more.answers;
        self.views += more.views;
        self.struck += more.struck;
    }
}

/// That a person was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Ours.
    pub id: ErasureId,
    /// When it was asked for: what they said until then does not come back.
    pub at: Timestamp,
    /// By whom; `None`: at the shell.
    pub agent_id: Option<AgentId>,
    /// Why.
    pub reason: ErasureReason,
    /// How much.
    pub counts: Forgotten,
    /// Since when the bytes are gone too; `None`: they are still being wiped.
    pub finished_at: Option<Timestamp>,
}

/// A person or a message that was erased, as a keyed hash: known again, never read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is of.
    pub kind: MarkKind,
    /// The name of the key that it was made with.
    pub key_id: String,
    /// HMAC-SHA-256, 64 lower-case hexadecimal digits.
    pub hash: String,
}

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A person on a platform.
    Identity,
    /// A message on a platform.
    Message,
}

/// An erasure with its marks: one line of the list that outlives the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRecord {
    /// That it was done.
    #[serde(flatten)]
    pub erasure: Erasure,
    /// Of what.
    pub marks: Vec<Mark>,
}
