//! Identifiers. Ours are UUIDv7 and never shown to a customer; a platform's are opaque strings.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where new identifiers come from. Passed in, so that tests are repeatable.
pub trait IdSource: Send + Sync {
    /// The next UUIDv7: later ones sort after earlier ones of the same source.
    fn next(&self) -> Uuid;

    /// 128 bits that nobody can guess.
    fn random(&self) -> u128;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh one.
            pub fn new(ids: &dyn IdSource) -> Self {
                Self(ids.next())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// One of the company's presences on a platform.
    AccountId,
    /// A person who answers.
    AgentId,
    /// Something that leads must know.
    AlarmId,
    /// Something that an account says before everyone.
    AnnouncementId,
    /// A picture, video or file of a message.
    AttachmentId,
    /// A question to somebody outside.
    ConsultId,
    /// Something said outside the platforms.
    ContactId,
    /// One matter of one customer.
    ConversationId,
    /// A person who wants something from the company.
    CustomerId,
    /// Something that a rule did.
    DeedId,
    /// That a message was proposed to be deleted.
    DeletionId,
    /// One reply's way to the platform.
    DeliveryId,
    /// That a person was erased.
    ErasureId,
    /// Something that rules noticed.
    FlagId,
    /// Asking whether it worked.
    FollowUpId,
    /// That somebody's work was handed over.
    HandoverId,
    /// A note to somebody whose contact is another one now.
    HandoverNoteId,
    /// Something that is known.
    FactId,
    /// That a message was hidden.
    HidingId,
    /// A customer as one platform knows them.
    IdentityId,
    /// Many people, one cause.
    IncidentId,
    /// A word put on conversations.
    LabelId,
    /// What somebody said of a text's tone.
    LessonId,
    /// Something that was measured.
    MeasureId,
    /// Something said, by them or by us.
    MessageId,
    /// Something said among ourselves.
    NoteId,
    /// Something that we promised.
    PromiseId,
    /// What to notice.
    RuleId,
    /// A sign-in or a program's token.
    SessionId,
    /// A text kept ready.
    SnippetId,
    /// By when something should be answered.
    TargetId,
    /// Agents who answer for the same accounts.
    TeamId,
    /// A platform's own thread.
    ThreadId,
    /// That somebody proved who they are.
    VerificationId,
    /// A saved list of conversations.
    ViewId,
}

/// A platform's identifier. Opaque: never parsed, never sorted as a number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExternalId(pub String);

impl ExternalId {
    /// The text as the platform wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ExternalId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for ExternalId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalId({:?})", self.0)
    }
}

/// The SHA-256 of a blob's bytes, 64 lower-case hexadecimal digits: its address in the blob store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlobHash(pub String);

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
