//! Conversations: list rows, pages, labels, saved views.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    filter::Filter,
    patch::nullable,
    words::{Climbed, DeliveryState, Goal, NoAnswerReason, Priority, Status},
};

/// A word put on conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Label {
    /// Ours.
    pub id: Uuid,
    /// The word.
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}

/// A label to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewLabelBody {
    /// The word.
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}

/// What may be changed about a label. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct LabelBody {
    /// The word.
    pub name: Option<String>,
    /// `#rrggbb`.
    pub colour: Option<String>,
}

/// A saved list of conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct View {
    /// Ours.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Everyone's.
    pub shared: bool,
    /// What it shows.
    pub filter: Filter,
    /// Its place among the others.
    pub position: i64,
}

/// A list to save.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewViewBody {
    /// What it is called.
    pub name: String,
    /// Everyone's; leads only.
    #[serde(default)]
    pub shared: bool,
    /// What it shows.
    #[serde(default)]
    pub filter: Filter,
}

/// What may be changed about a saved list. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ViewBody {
    /// What it is called.
    pub name: Option<String>,
    /// What it shows.
    pub filter: Option<Filter>,
    /// Its place among the others.
    pub position: Option<i64>,
    /// Whether it is everyone's; leads only.
    pub shared: Option<bool>,
}

/// Whose matter a row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowCustomer {
    /// Ours.
    pub id: Uuid,
    /// What to call them.
    pub name: String,
    /// Their picture, through our proxy.
    pub avatar_url: Option<String>,
    /// As it is written on the platform.
    pub handle: Option<String>,
    /// Which platform the handle belongs to.
    pub platform: Option<String>,
}

/// Who said by when something should be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// The account's settings: nothing nearer is said about it.
    Account,
    /// A target.
    Target,
    /// A promise of ours.
    Promise,
}

/// Why something is due when it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DueWhy {
    /// Who said so.
    pub by: DueBy,
    /// Which target; it may hold no longer.
    pub target_id: Option<Uuid>,
    /// What it is about.
    pub goal: Goal,
    /// Since when it runs.
    pub since: Timestamp,
    /// How long it may take, in seconds, as it was said.
    pub seconds: u32,
    /// Only the time in which somebody is there counts.
    pub in_hours: bool,
    /// How urgent it is, where that made it shorter: half the time when high, at once when urgent.
    pub priority: Priority,
    /// From when on it burns.
    pub near: Timestamp,
    /// From when on it is too late.
    pub over: Timestamp,
    /// How far it has climbed.
    pub climbed: Climbed,
    /// How urgent their words are, in points; 3 and more make it due sooner.
    pub points: u16,
    /// What gives the points: `danger`, `legal`, …, `third_contact`.
    pub causes: Vec<String>,
}

impl From<gerne_domain::DueWhy> for DueWhy {
    fn from(why: gerne_domain::DueWhy) -> Self {
        let (by, target_id) = match why.by {
            gerne_domain::DueBy::Account => (DueBy::Account, None),
            gerne_domain::DueBy::Target(target) => (DueBy::Target, Some(target.0)),
            gerne_domain::DueBy::Promise => (DueBy::Promise, None),
        };
        Self {
            by,
            target_id,
            goal: why.goal.into(),
            since: why.since,
            seconds: why.seconds,
            in_hours: why.in_hours,
            priority: why.priority.into(),
            near: why.near,
            over: why.over,
            climbed: why.climbed.into(),
            points: why.points,
            causes: why.causes,
        }
    }
}

/// One conversation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Row {
    /// Ours.
    pub id: Uuid,
    /// Grows with each change: never overwrite a newer row.
    pub rev: i64,
    /// Whose matter it is.
    pub customer: RowCustomer,
    /// The account it came in through first.
    pub account_id: Uuid,
    /// All platforms it is held on.
    pub platforms: Vec<String>,
    /// The team it was given to.
    pub team_id: Option<Uuid>,
    /// The agent it was given to.
    pub assignee_id: Option<Uuid>,
    /// Whose turn it is.
    pub status: Status,
    /// How urgent somebody said it is.
    pub priority: Priority,
    /// What it is about.
    pub subject: Option<String>,
    /// The beginning of what the customer wrote first: what they wanted. Null where there is a subject, and
    /// where they wrote nothing.
    pub opening: Option<String>,
    /// The beginning of the newest unanswered message, else of the newest.
    pub preview: String,
    /// Whether that message is private.
    pub preview_private: bool,
    /// When the newest message was written.
    pub last_message_at: Timestamp,
    /// Since when a person waits for us.
    pub waiting_since: Option<Timestamp>,
    /// How many of their messages we have not answered.
    pub unanswered: u32,
    /// By when we should act.
    pub due: Option<Timestamp>,
    /// Why then.
    pub due_why: Option<DueWhy>,
    /// Until when it sleeps; null while asleep: until they write.
    pub snoozed_until: Option<Timestamp>,
    /// When it began here.
    pub created_at: Timestamp,
    /// When a person of ours first answered.
    pub first_response_at: Option<Timestamp>,
    /// When it was resolved, while it is.
    pub resolved_at: Option<Timestamp>,
    /// Why it was resolved without an answer.
    pub no_answer: Option<NoAnswerReason>,
    /// Somebody said it is spam.
    pub spam: bool,
    /// Words put on it.
    pub labels: Vec<Uuid>,
    /// Who asks has an unsent text in it.
    pub draft: bool,
    /// The least finished reply; null: all arrived.
    pub delivery: Option<DeliveryState>,
}

/// A platform's own thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Thread {
    /// Ours.
    pub id: Uuid,
    /// Through which account.
    pub account_id: Uuid,
    /// The platform's identifier of its topmost message.
    pub external_id: String,
}

/// A conversation that became part of this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Joined {
    /// The join, to be undone by.
    pub id: Uuid,
    /// The one that is no longer there.
    pub from: Uuid,
    /// When.
    pub at: Timestamp,
    /// By whom; null: by Gerne.
    pub by: Option<Uuid>,
}

/// One conversation, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConversationPage {
    /// As in a list.
    #[serde(flatten)]
    pub row: Row,
    /// The platforms' threads in it.
    pub threads: Vec<Thread>,
    /// What became part of it.
    pub joined: Vec<Joined>,
    /// What it may be a part of; a person decides.
    pub suggestion: Option<Suggestion>,
}

/// Another conversation that may be about the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// The other one, older.
    pub conversation_id: Uuid,
    /// Its subject.
    pub subject: String,
    /// What speaks for it.
    pub reason: SuggestionReason,
}

/// What speaks for two conversations being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionReason {
    /// The same person wrote under the same subject before.
    SameSubject,
    /// It names the same order, ticket, parcel, booking or device as one of theirs that is open.
    SameNumber,
    /// It speaks of the same things as one of theirs that is open.
    SameWords,
    /// They say that they still wait, and this is the one that is open.
    StillWaiting,
}

/// How many conversations each view has, exact up to 1,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// By the name or id that was asked for.
    pub counts: BTreeMap<String, u32>,
}

/// What may be changed about a conversation. Absent: left as it is; null clears.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ConversationBody {
    /// What it is about; at most 200 characters.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub subject: Option<Option<String>>,
    /// How urgent.
    pub priority: Option<Priority>,
    /// To whom it is given.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub assignee_id: Option<Option<Uuid>>,
    /// To which team it is given.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub team_id: Option<Option<Uuid>>,
    /// All words on it.
    pub labels: Option<Vec<Uuid>>,
    /// Whether it is spam.
    pub spam: Option<bool>,
}

/// Whose turn it becomes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct StatusBody {
    /// Which.
    pub status: Status,
    /// For `snoozed`: until when; absent: until the customer writes.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// For `resolved`: why without an answer.
    #[serde(default)]
    pub no_answer: Option<NoAnswerReason>,
}

/// One change for many conversations. Absent: left as it is; null clears.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BulkChange {
    /// To whom.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub assignee_id: Option<Option<Uuid>>,
    /// To which team.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub team_id: Option<Option<Uuid>>,
    /// Words to put on.
    pub labels_add: Vec<Uuid>,
    /// Words to take off.
    pub labels_remove: Vec<Uuid>,
    /// Whose turn it becomes.
    pub status: Option<Status>,
    /// For `snoozed`.
    pub until: Option<Timestamp>,
    /// For `resolved`.
    pub no_answer: Option<NoAnswerReason>,
    /// Whether it is spam.
    pub spam: Option<bool>,
}

/// One change for many conversations.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct BulkBody {
    /// Which; at most 500.
    #[schema(max_items = 500)]
    pub ids: Vec<Uuid>,
    /// What.
    pub change: BulkChange,
}

/// What of a bulk change did not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkFailure {
    /// Which.
    pub id: Uuid,
    /// Why.
    pub code: String,
}

/// How a bulk change went. Each conversation is changed wholly or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkDone {
    /// How many were changed.
    pub changed: u32,
    /// Which were not.
    pub failed: Vec<BulkFailure>,
}

/// Which conversation becomes part of this one.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct JoinConversationBody {
    /// That one.
    pub other: Uuid,
}

/// What becomes a conversation of its own: threads or messages.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SeparateBody {
    /// These threads.
    pub threads: Vec<Uuid>,
    /// Or these messages.
    pub messages: Vec<Uuid>,
}

/// Something to say among ourselves.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NoteBody {
    /// The words; at most 10,000 characters.
    pub text: String,
    /// Colleagues to call.
    #[serde(default)]
    pub mentions: Vec<Uuid>,
}
