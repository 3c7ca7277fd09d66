//! What we say.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{conversation::Row, entry::Entry, letter::EntryLetter, words::Visibility};

/// An uploaded picture or file that goes with a reply.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MediaBody {
    /// As the upload was answered.
    pub upload_id: String,
    /// What it shows, in words.
    #[serde(default)]
    pub alt: Option<String>,
}

/// What becomes of the conversation once the reply is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// It is resolved.
    Resolve,
}

/// An answer.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ReplyBody {
    /// What it answers; absent: the newest unanswered message, else the newest of theirs.
    #[serde(default)]
    pub in_reply_to: Option<Uuid>,
    /// The words, without signature and mentions.
    pub text: String,
    /// Who can read it; absent: as what it answers. Never wider.
    #[serde(default)]
    pub visibility: Option<Visibility>,
    /// A warning that stands before the words.
    #[serde(default)]
    pub content_warning: Option<String>,
    /// BCP 47.
    #[serde(default)]
    pub language: Option<String>,
    /// Pictures and files, in order.
    #[serde(default)]
    pub media: Vec<MediaBody>,
    /// More people to mention, by handle. For a letter everybody it goes to, as
    /// `Kim <kim@example.net>` or bare; absent: who wrote what it answers.
    #[serde(default)]
    pub to: Option<Vec<String>>,
    /// Copies of a letter.
    #[serde(default)]
    pub cc: Vec<String>,
    /// Copies of a letter that the others do not see.
    #[serde(default)]
    pub bcc: Vec<String>,
    /// The subject of a letter; absent: that of what it answers.
    #[serde(default)]
    pub subject: Option<String>,
    /// The last event its author had seen.
    pub seen: i64,
    /// Its author was shown what they had missed, and wants it sent.
    #[serde(default)]
    pub send_anyway: bool,
    /// What becomes of the conversation.
    #[serde(default)]
    pub then: Option<Then>,
    /// What its author says about promises in it; the rest is found and proposed.
    #[serde(default)]
    pub promises: Vec<super::promise::SaidPromiseBody>,
    /// It says something private in public: why it is sent all the same; kept as a note. At most 500
    /// characters.
    #[serde(default)]
    pub override_reason: Option<String>,
    /// Kinds of hints that its author was shown.
    #[serde(default)]
    pub hinted: Vec<String>,
}

/// An answer was written down.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Replied {
    /// As it stands on the timeline.
    pub entry: Entry,
    /// Its conversation now.
    pub conversation: Row,
}

/// To whom we speak first: exactly one of the two.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Recipient {
    /// Somebody we know.
    pub identity_id: Option<Uuid>,
    /// Somebody on the platform, as it is written there.
    pub handle: Option<String>,
}

/// A conversation that we begin.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct StartBody {
    /// Through which account.
    pub account_id: Uuid,
    /// To whom.
    pub to: Recipient,
    /// Who can read it.
    pub visibility: Visibility,
    /// A subject line.
    #[serde(default)]
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// A warning that stands before them.
    #[serde(default)]
    pub content_warning: Option<String>,
    /// BCP 47.
    #[serde(default)]
    pub language: Option<String>,
    /// Pictures and files, in order.
    #[serde(default)]
    pub media: Vec<MediaBody>,
    /// It says something private in public: why it is sent all the same; kept as a note. At most 500
    /// characters.
    #[serde(default)]
    pub override_reason: Option<String>,
}

/// A reply was taken back: what it said, for the composer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Undone {
    /// The words, without signature and mentions.
    pub text: String,
    /// Who could have read it.
    pub visibility: Visibility,
    /// Its warning.
    pub content_warning: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// What it answered.
    pub in_reply_to: Option<Uuid>,
    /// Its pictures and files.
    pub media: Vec<MediaBody>,
    /// The head of a letter.
    pub letter: Option<EntryLetter>,
    /// Its conversation now.
    pub conversation: Row,
}

/// A person looked on the platform.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SettleBody {
    /// Whether it is there.
    pub arrived: bool,
    /// Its page for people, when it is.
    #[serde(default)]
    pub url: Option<String>,
}

/// A reply on its way.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutboxItem {
    /// Its way.
    pub delivery: super::entry::EntryDelivery,
    /// What it says.
    pub entry: Entry,
    /// Its conversation.
    pub conversation: Row,
}
