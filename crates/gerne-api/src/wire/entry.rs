//! What stands on a timeline.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::letter::{EntryLetter, EntryReturned};
use super::words::{AttachmentKind, DeliveryState, Direction, Reason, Status, Visibility};

/// One thing on a timeline.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Entry {
    /// Something said, by them or by us.
    Message(Box<MessageEntry>),
    /// Something said among ourselves.
    Note(NoteEntry),
    /// Something said outside the platforms.
    Contact(Box<super::contact::ContactEntry>),
    /// Something that happened.
    Change(Box<ChangeEntry>),
}

impl Entry {
    /// When.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Message(entry) => entry.at,
            Self::Note(entry) => entry.at,
            Self::Contact(entry) => entry.at,
            Self::Change(entry) => entry.at,
        }
    }
}

/// Who wrote something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuthorKind {
    /// Whose matter it is.
    Customer,
    /// Somebody else.
    Bystander,
    /// One of us, here.
    Agent,
    /// The company, in the platform's own app.
    Account,
}

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryAuthor {
    /// In which part.
    pub kind: AuthorKind,
    /// Display name; an agent's own, not the public one.
    pub name: String,
    /// As it is written on the platform.
    pub handle: Option<String>,
    /// Their picture.
    pub avatar_url: Option<String>,
    /// Which of us.
    pub agent_id: Option<Uuid>,
    /// Which customer.
    pub customer_id: Option<Uuid>,
}

/// A picture for a `:shortcode:`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryEmoji {
    /// Without colons.
    pub shortcode: String,
    /// Through our proxy.
    pub url: String,
}

/// Whether our copy of a picture or file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaState {
    /// It is.
    Ready,
    /// It is being fetched.
    Fetching,
    /// It could not be had.
    Failed,
}

/// Something attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryAttachment {
    /// Ours.
    pub id: Uuid,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its type, found in its bytes.
    pub mime: Option<String>,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// A file name.
    pub name: Option<String>,
    /// Our copy.
    pub url: Option<String>,
    /// A smaller picture of it.
    pub preview_url: Option<String>,
    /// For a tab of its own, where the browser shows it: PDFs.
    pub view_url: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Whether our copy is there.
    pub state: MediaState,
}

/// One choice of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryPollOption {
    /// What it says.
    pub title: String,
    /// How many chose it.
    pub votes: Option<u64>,
}

/// A poll. Shown, not voted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryPoll {
    /// The choices.
    pub options: Vec<EntryPollOption>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// Whether several may be chosen.
    pub multiple: bool,
}

/// What a message answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryParent {
    /// Ours.
    pub id: Uuid,
    /// Who wrote it.
    pub author_name: String,
    /// Its words, at most 280 characters of them.
    pub text: String,
    /// Its page for people.
    pub url: Option<String>,
    /// The matter it belongs to, when it is one that may be seen.
    pub conversation_id: Option<Uuid>,
}

/// For what a reply waits that has not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// The end of the undo window.
    Undo,
    /// Its turn.
    Turn,
    /// The platform's rate limit, or its own back-off.
    RateLimit,
    /// Money: the account's budget is spent until the time that `reason` tells.
    Budget,
    /// The platform's answer.
    Platform,
}

/// A reply's way to the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryDelivery {
    /// Ours.
    pub id: Uuid,
    /// Where it is.
    pub state: DeliveryState,
    /// Not before.
    pub not_before: Timestamp,
    /// How often it was handed over.
    pub attempts: u32,
    /// Why it was refused, or is tried again.
    pub reason: Option<Reason>,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// At whom it did not arrive after all, as reports said later.
    pub returned: Vec<EntryReturned>,
}

/// Something said, by them or by us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MessageEntry {
    /// Ours.
    pub id: Uuid,
    /// The matter; null for context that belongs to nobody.
    pub conversation_id: Option<Uuid>,
    /// Through which account.
    pub account_id: Uuid,
    /// On which platform.
    pub platform: String,
    /// When it was written, by the platform's clock.
    pub at: Timestamp,
    /// When we had it.
    pub received_at: Timestamp,
    /// Towards us or from us.
    pub direction: Direction,
    /// Who wrote it.
    pub author: EntryAuthor,
    /// Who can read it.
    pub visibility: Visibility,
    /// It was said to us.
    pub addressed: bool,
    /// A subject line.
    pub subject: Option<String>,
    /// The words; empty once deleted.
    pub text: String,
    /// A warning that stands before them.
    pub content_warning: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Pictures for shortcodes.
    pub emojis: Vec<EntryEmoji>,
    /// Pictures, videos, files.
    pub attachments: Vec<EntryAttachment>,
    /// A poll.
    pub poll: Option<EntryPoll>,
    /// The page of a quoted post.
    pub quotes: Option<String>,
    /// Its page for people.
    pub url: Option<String>,
    /// Its head, where it is a letter.
    pub letter: Option<EntryLetter>,
    /// What it answers.
    pub parent: Option<EntryParent>,
    /// When it was changed there.
    pub edited_at: Option<Timestamp>,
    /// Since when the platform no longer shows it.
    pub deleted_at: Option<Timestamp>,
    /// We hid it from others there.
    pub hidden: Option<super::hiding::Hidden>,
    /// It shows everybody what its writer should not show; null once it is hidden.
    pub exposed: Option<super::known::Exposed>,
    /// We like it there.
    pub liked: Option<super::hiding::Liked>,
    /// How many former versions there are.
    pub revisions: u32,
    /// The `Idempotency-Key` of the reply.
    pub client_id: Option<String>,
    /// Its way to the platform, for replies of ours.
    pub delivery: Option<EntryDelivery>,
}

impl MessageEntry {
    /// A reply that was called back before it left: it was never said. Timelines leave it out; the
    /// live feed shows it once more, so that whoever has it drops it.
    pub fn is_taken_back(&self) -> bool {
        self.delivery.as_ref().is_some_and(|d| d.state == DeliveryState::Cancelled)
    }
}

/// Something said among ourselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NoteEntry {
    /// Ours.
    pub id: Uuid,
    /// The matter.
    pub conversation_id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub agent_id: Uuid,
    /// The words.
    pub text: String,
    /// Who is called.
    pub mentions: Vec<Uuid>,
    /// Who said it, when it was somebody outside whom the agent had asked; untrusted.
    pub from: Option<String>,
    /// The question to somebody outside that it belongs to.
    pub consult_id: Option<Uuid>,
}

/// In which part somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The customer, on the platform.
    Customer,
    /// One of us.
    Agent,
    /// Gerne itself.
    System,
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Actor {
    /// In which part.
    pub kind: ActorKind,
    /// Which of us.
    pub agent_id: Option<Uuid>,
}

impl From<gerne_domain::Actor> for Actor {
    fn from(actor: gerne_domain::Actor) -> Self {
        match actor {
            gerne_domain::Actor::Customer => Self { kind: ActorKind::Customer, agent_id: None },
            gerne_domain::Actor::Agent(id) => Self { kind: ActorKind::Agent, agent_id: Some(id.0) },
            gerne_domain::Actor::System => Self { kind: ActorKind::System, agent_id: None },
        }
    }
}

/// Who has a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Held {
    /// The agent; absent: nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Uuid>,
    /// The team; absent: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Uuid>,
}

/// What an event says besides its kind. Only what its kind knows is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct What {
    /// The message it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Uuid>,
    /// The note it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Uuid>,
    /// The reply's way it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Uuid>,
    /// Where that is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DeliveryState>,
    /// To whom it was given; absent: to nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Uuid>,
    /// The team it was given to, or that was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Uuid>,
    /// Who had it before it was given away; older events do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Held>,
    /// Whose turn it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Until when it sleeps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// All words on it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<Uuid>>,
    /// What is no longer there: it became part of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Uuid>,
    /// What is there now: it was part of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<Uuid>,
    /// Which account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Uuid>,
    /// Which agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Uuid>,
    /// Which label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Uuid>,
    /// Which saved list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<Uuid>,
    /// Which promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<Uuid>,
    /// How far that promise is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub became: Option<super::words::PromiseState>,
    /// What was said outside the platforms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Uuid>,
    /// Which asking whether it worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<Uuid>,
    /// How far that is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<super::words::FollowUpState>,
    /// Which handing over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handover: Option<Uuid>,
    /// Which alarm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Uuid>,
    /// What was done to a message on its platform, or wanted: `hidden`, `kept` (a lead looked at it),
    /// `shown`; `proposed`, `deleted`, `declined`, `withdrawn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deed: Option<String>,
    /// Why, in a word from its list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How much was forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<super::erasure::Forgotten>,
}

/// An event's kind and what else it says.
pub fn kind_and_what(kind: &gerne_domain::EventKind) -> (String, What) {
    let mut json = serde_json::to_value(kind).unwrap_or_default();
    let name = json.get_mut("kind").map(serde_json::Value::take);
    let name = name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    (name, serde_json::from_value(json).unwrap_or_default())
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChangeEntry {
    /// Its number in the log.
    pub seq: i64,
    /// The matter.
    pub conversation_id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// The event's kind, e.g. `assigned`.
    pub change: String,
    /// What else the event says.
    pub data: What,
}

/// What a message said before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Revision {
    /// The words then.
    pub text: String,
    /// The warning then.
    pub content_warning: Option<String>,
    /// What was attached then.
    pub attachments: Vec<RevisedAttachment>,
    /// Until when it stood so.
    pub replaced_at: Timestamp,
}

/// What was attached to a message before it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RevisedAttachment {
    /// What it was.
    pub kind: AttachmentKind,
    /// What it showed, in words.
    pub alt: Option<String>,
}

/// A message that was searched for and found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    /// The message.
    pub entry: Entry,
    /// Its conversation.
    pub conversation: super::conversation::Row,
    /// Where in its text the words stand: pairs of start and end, in UTF-16 units.
    pub marks: Vec<[u32; 2]>,
}

/// What a search found.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Found {
    /// A message.
    Message(Box<Hit>),
    /// A customer.
    Customer(Box<super::customer::CustomerInfo>),
}
