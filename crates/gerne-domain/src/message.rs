//! What was said: in the platform's words when it arrives, in ours once it is kept.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AgentId, AttachmentId, BlobHash, ConsultId, ConversationId, DeliveryId, ExternalId,
    IdentityId, Letter, MessageId, NoteId, ThreadId, Timestamp,
};

/// Who can read it. Ordered from narrow to wide: a reply is never wider than what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Only who is named.
    Private,
    /// Only who follows the author.
    Followers,
    /// Everyone who has the address; kept out of public timelines.
    Unlisted,
    /// Everyone.
    Public,
}

impl Visibility {
    /// Whether strangers can read it.
    pub fn is_public(self) -> bool {
        self >= Self::Unlisted
    }
}

/// Towards us or from us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From a customer or a bystander.
    In,
    /// From the company, through us or through the platform's own app.
    Out,
}

/// What kind of thing is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A still picture.
    Image,
    /// A moving picture, with or without sound.
    Video,
    /// Sound.
    Audio,
    /// Anything else.
    File,
    /// The message as it came, whole: shown on request, never among what is attached.
    Original,
}

/// Who wrote it, as the platform says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The platform's identifier of the person.
    pub external_id: ExternalId,
    /// `anna@example.social`, without a leading `@`.
    pub handle: String,
    /// The display name; the handle where there is none.
    pub name: String,
    /// Their picture.
    pub avatar_url: Option<String>,
    /// Their page.
    pub profile_url: Option<String>,
    /// It is the connected account itself: an answer given elsewhere, or our own reply come back.
    pub is_us: bool,
    /// The same person under other identifiers of this platform, proven: their matters are one
    /// person's.
    #[serde(default)]
    pub also: Vec<ExternalId>,
}

/// Somebody named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The platform's identifier.
    pub external_id: ExternalId,
    /// As it must be written to reach them, without a leading `@`.
    pub handle: String,
}

/// A picture for a `:shortcode:`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emoji {
    /// Without colons.
    pub shortcode: String,
    /// Where the picture is; fetched only through the guarded proxy.
    pub url: String,
}

/// One choice of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollOption {
    /// What it says.
    pub title: String,
    /// How many chose it, where the platform tells.
    pub votes: Option<u64>,
}

/// A poll inside a post. Shown, not voted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The choices in their order.
    pub options: Vec<PollOption>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// Whether several may be chosen.
    pub multiple: bool,
}

/// What came together with a message. Its bytes never stand in logs.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// As the connector hands it over.
    Bytes(Arc<[u8]>),
    /// Kept by us.
    Kept {
        /// Our copy.
        blob: BlobHash,
        /// Bytes.
        size: u64,
        /// Its type, as found in its bytes.
        mime: String,
    },
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Kept { blob, .. } => write!(f, "{blob:?}"),
        }
    }
}

/// Something attached, as the platform says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundAttachment {
    /// The platform's identifier, or a stable place within the message.
    pub external_id: ExternalId,
    /// What it is.
    pub kind: AttachmentKind,
    /// Where it is, while the platform keeps it; `None` while it is still being processed.
    pub url: Option<String>,
    /// A smaller picture of it.
    pub preview_url: Option<String>,
    /// The platform's word for its type, e.g. `image/png`.
    pub mime: Option<String>,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// A file name, where there is one; untrusted.
    #[serde(default)]
    pub name: Option<String>,
    /// All of it, where it came with the message: nothing is fetched then.
    #[serde(skip)]
    pub content: Option<Content>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// A message as a connector hands it over: the platform's newest state of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundMessage {
    /// The platform's identifier; unique within the account.
    pub external_id: ExternalId,
    /// What it answers. Threads follow this; a platform's thread ids are not needed.
    pub in_reply_to: Option<ExternalId>,
    /// Who wrote it.
    pub author: Author,
    /// Who can read it.
    pub visibility: Visibility,
    /// It was said to us (mention, private message). Context and found posts are not.
    pub addressed: bool,
    /// A subject line, where the platform has one.
    pub subject: Option<String>,
    /// The words as plain text. Blank line between paragraphs, `:shortcode:` kept.
    pub text: String,
    /// A warning that stands before the text.
    pub content_warning: Option<String>,
    /// BCP 47, as the author or platform says.
    pub language: Option<String>,
    /// Everyone named, us included.
    pub mentions: Vec<Mention>,
    /// Pictures for shortcodes in text and name.
    pub emojis: Vec<Emoji>,
    /// Pictures, videos, files.
    pub attachments: Vec<InboundAttachment>,
    /// A poll.
    pub poll: Option<Poll>,
    /// The page of a post that this one quotes.
    pub quotes: Option<String>,
    /// Its head, where it is a letter. What it answers is then told by names, not by `in_reply_to`.
    #[serde(default)]
    pub letter: Option<Box<Letter>>,
    /// Its page for people.
    pub url: Option<String>,
    /// When it was written, by the platform's clock.
    pub published_at: Timestamp,
    /// When it was last changed there.
    pub edited_at: Option<Timestamp>,
    /// Whether it is hidden from others there; `None` where the platform does not tell.
    #[serde(default)]
    pub hidden: Option<bool>,
}

/// One thing that a fetch brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A message, new or changed; the same one may come any number of times.
    Message(Box<InboundMessage>),
    /// The platform no longer shows this message.
    Deleted(ExternalId),
}

/// Something attached, as we keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Ours.
    pub id: AttachmentId,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its type, as found in its bytes once we have them.
    pub mime: Option<String>,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// A file name, where there is one.
    pub name: Option<String>,
    /// Where the platform has it.
    pub remote_url: Option<String>,
    /// Where the platform has a smaller picture of it.
    pub preview_url: Option<String>,
    /// Our copy, once fetched.
    pub blob: Option<BlobHash>,
    /// Bytes of our copy.
    pub size: Option<u64>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// Something said, by them or by us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Ours.
    pub id: MessageId,
    /// The account it came through.
    pub account_id: AccountId,
    /// The platform's thread it stands in.
    pub thread_id: ThreadId,
    /// The matter it belongs to; `None` for context that belongs to nobody, as our announcement.
    pub conversation_id: Option<ConversationId>,
    /// The platform's identifier; `None` for a reply that is not there yet.
    pub external_id: Option<ExternalId>,
    /// What it answers, when we have it.
    pub parent_id: Option<MessageId>,
    /// Towards us or from us.
    pub direction: Direction,
    /// Who wrote it, when it was not us.
    pub identity_id: Option<IdentityId>,
    /// Which of us wrote it; `None` when it was given in the platform's own app.
    pub agent_id: Option<AgentId>,
    /// Who can read it.
    pub visibility: Visibility,
    /// It was said to us.
    pub addressed: bool,
    /// A subject line.
    pub subject: Option<String>,
    /// The words. Empty once deleted.
    pub text: String,
    /// A warning that stands before the text.
    pub content_warning: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Everyone named, us included.
    pub mentions: Vec<Mention>,
    /// Pictures for shortcodes.
    pub emojis: Vec<Emoji>,
    /// Pictures, videos, files.
    pub attachments: Vec<Attachment>,
    /// A poll.
    pub poll: Option<Poll>,
    /// The page of a quoted post.
    pub quotes: Option<String>,
    /// Its head, where it is a letter.
    pub letter: Option<Box<Letter>>,
    /// Its page for people.
    pub url: Option<String>,
    /// By the platform's clock; for a reply of ours when it was written here.
    pub published_at: Timestamp,
    /// When we had it.
    pub received_at: Timestamp,
    /// When it was last changed on the platform.
    pub edited_at: Option<Timestamp>,
    /// Since when the platform no longer shows it.
    pub deleted_at: Option<Timestamp>,
    /// How it is carried, for replies of ours.
    pub delivery_id: Option<DeliveryId>,
}

/// What was attached to a message before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    /// What it was.
    pub kind: AttachmentKind,
    /// What it showed, in words.
    pub alt: Option<String>,
}

/// What a message said before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The words then.
    pub text: String,
    /// The warning then.
    pub content_warning: Option<String>,
    /// What was attached then, in order.
    pub attachments: Vec<Revised>,
    /// Until when it stood so.
    pub replaced_at: Timestamp,
}

/// Something said among ourselves. A type of its own: it has no recipient and cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Ours.
    pub id: NoteId,
    /// The matter.
    pub conversation_id: ConversationId,
    /// Who wrote it.
    pub agent_id: AgentId,
    /// The words.
    pub text: String,
    /// Colleagues who are called by it.
    pub mentions: Vec<AgentId>,
    /// When.
    pub created_at: Timestamp,
    /// The question to somebody outside that it belongs to.
    pub consult_id: Option<ConsultId>,
    /// Who said it, when it was somebody outside whom the agent had asked; untrusted.
    pub author: Option<String>,
}
