//! What stays open when a matter is resolved, asking whether it worked, asking colleagues outside,
//! handing over.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{known::CardLine, patch::nullable, promise::Promise, words::FollowUpState};

/// A thread in which somebody still waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnansweredThread {
    /// The platform's thread.
    pub thread_id: Uuid,
    /// The newest message of theirs in it.
    pub message_id: Uuid,
    /// On which platform.
    pub platform: String,
    /// When it was written.
    pub at: Timestamp,
    /// Its words, at most 280 characters of them.
    pub text: String,
}

/// Asking whether it worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUp {
    /// Ours.
    pub id: Uuid,
    /// When it is asked.
    pub at: Timestamp,
    /// The question.
    pub text: String,
    /// How far it is.
    pub state: FollowUpState,
    /// Who wants to know.
    pub agent_id: Uuid,
    /// When it was asked.
    pub asked_at: Option<Timestamp>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
}

/// What would stay open.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Resolving {
    /// What the case card says is demanded or open.
    pub lines: Vec<CardLine>,
    /// Threads that are not answered.
    pub unanswered: u32,
    /// Which ones.
    pub threads: Vec<UnansweredThread>,
    /// Since when they wait outside the platforms: by phone, in a shop.
    pub waiting_contact: Option<Timestamp>,
    /// What is owed, or was proposed and nobody decided.
    pub promises: Vec<Promise>,
    /// The question that would be asked later.
    pub question: String,
    /// What is planned already.
    pub follow_up: Option<FollowUp>,
}

/// When it is asked whether it worked. Null: not at all.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FollowUpBody {
    /// When.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Timestamp>)]
    pub at: Option<Option<Timestamp>>,
    /// The question; absent: words about the fault.
    pub text: Option<String>,
}

/// A question to a colleague outside.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ConsultBody {
    /// Who: `Kim <kim@example.net>` or the bare address.
    pub to: String,
    /// The letter's subject; at most 200 characters.
    pub subject: String,
    /// The question.
    pub text: String,
    /// Through which mailbox; absent: the matter's, else the first.
    #[serde(default)]
    pub account_id: Option<Uuid>,
}

/// Who takes over: exactly one of the two.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SuccessorBody {
    /// An agent.
    pub agent: Option<Uuid>,
    /// A team's list.
    pub team: Option<Uuid>,
}

/// Who takes over what was given to one team.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct OfTeamBody {
    /// What was theirs in this team.
    pub of: Uuid,
    /// An agent.
    #[serde(default)]
    pub agent: Option<Uuid>,
    /// A team's list.
    #[serde(default)]
    pub team: Option<Uuid>,
}

/// Hand everything over.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct HandoverBody {
    /// To whom; in turn where there are several.
    pub to: Vec<SuccessorBody>,
    /// To whom what was theirs in one team.
    #[serde(default)]
    pub per: Vec<OfTeamBody>,
    /// Draft notes to those who wait or were promised something.
    #[serde(default)]
    pub note: bool,
}

/// What became of a drafted note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandoverNoteState {
    /// Nobody looked at it yet.
    Draft,
    /// It was sent.
    Sent,
    /// Nobody wants it sent.
    Skipped,
}

/// A note to somebody whose contact is another one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HandoverNote {
    /// Ours.
    pub id: Uuid,
    /// In which matter.
    pub conversation_id: Uuid,
    /// Whose that is.
    pub customer_name: String,
    /// Who has it now, and alone may send the note; null: a team.
    pub agent_id: Option<Uuid>,
    /// The words.
    pub text: String,
    /// What became of it.
    pub state: HandoverNoteState,
    /// What was sent.
    pub message_id: Option<Uuid>,
}

/// A handing over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Handover {
    /// Ours.
    pub id: Uuid,
    /// Whose work it was.
    pub agent_id: Uuid,
    /// Who handed it over.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
    /// How many conversations went.
    pub conversations: u32,
    /// How many promises went.
    pub promises: u32,
    /// How many questions whether it worked went.
    pub follow_ups: u32,
    /// The notes that you may see.
    pub notes: Vec<HandoverNote>,
}

/// What somebody decides about a drafted note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteAction {
    /// Send it.
    Send,
    /// Do not.
    Skip,
}

/// What somebody decides about a drafted note.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NoteDecisionBody {
    /// What.
    pub action: NoteAction,
    /// In these words; absent: as drafted.
    #[serde(default)]
    pub text: Option<String>,
}
