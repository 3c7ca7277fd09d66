//! What we promised.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    patch::nullable,
    words::{Firmness, PromiseKind, PromiseState},
};

/// Where a promise stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PromiseSource {
    /// `message`, `contact`, or `agent`: written down by hand.
    pub kind: String,
    /// The message or contact; null: by hand.
    pub id: Option<Uuid>,
    /// The matter.
    pub conversation_id: Uuid,
    /// On which platform; null: outside them.
    pub platform: Option<String>,
    /// When it was said.
    pub at: Timestamp,
    /// Who said it, by their name among colleagues.
    pub author_name: Option<String>,
    /// The words.
    pub quote: String,
    /// Where they begin in that text, in UTF-16 units.
    pub start: Option<u32>,
    /// Where they end.
    pub end: Option<u32>,
}

/// Something that we promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Promise {
    /// Ours.
    pub id: Uuid,
    /// In which matter.
    pub conversation_id: Uuid,
    /// To whom.
    pub customer_id: Uuid,
    /// What they are called.
    pub customer_name: String,
    /// What.
    pub kind: PromiseKind,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// How firmly.
    pub firmness: Firmness,
    /// How far it is.
    pub state: PromiseState,
    /// The customer has it. What is on its way, or was refused, binds nobody.
    pub said: bool,
    /// It is owed: it stands and was said, or it was broken and nobody has said what comes of it.
    pub owed: bool,
    /// Who keeps it; null: the team.
    pub owner: Option<Uuid>,
    /// Whose team keeps it.
    pub team: Option<Uuid>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was kept, moved, broken or dismissed.
    pub ended_at: Option<Timestamp>,
    /// Since when nothing is owed any more.
    pub settled_at: Option<Timestamp>,
    /// What was promised instead.
    pub moved_to: Option<Uuid>,
    /// The message by which the customer was told.
    pub moved_by: Option<Uuid>,
    /// Why it was moved or broken.
    pub reason: Option<String>,
    /// The customer was told before it was due that it would not be kept.
    pub told_before: bool,
    /// How late it was, or is by now.
    pub late_seconds: Option<i64>,
    /// When its owner was reminded.
    pub reminded_at: Option<Timestamp>,
    /// When the customer first said that we did not keep it.
    pub quoted_at: Option<Timestamp>,
    /// Where it stands.
    pub source: PromiseSource,
}

/// A promise found in a text that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftPromise {
    /// What.
    pub kind: PromiseKind,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// How firmly.
    pub firmness: Firmness,
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// What the author of a text says about a promise in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SaidPromiseBody {
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What.
    pub kind: PromiseKind,
    /// By when.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// It is one; false: it is none.
    pub confirmed: bool,
}

/// A promise to write down by hand.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewPromiseBody {
    /// What.
    pub kind: PromiseKind,
    /// The words; at most 1,000 characters.
    pub text: String,
    /// By when.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// The message in which it stands.
    #[serde(default)]
    pub message_id: Option<Uuid>,
    /// Who keeps it; absent: you.
    #[serde(default)]
    pub owner: Option<Uuid>,
}

/// What to change about a promise. Absent: left as it is; null clears. Another time for one that
/// stands needs `message_id` or `reason`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PromiseBody {
    /// What.
    pub kind: Option<PromiseKind>,
    /// The words.
    pub text: Option<String>,
    /// By when.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Timestamp>)]
    pub due: Option<Option<Timestamp>>,
    /// Who keeps it; null: the team.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Uuid>)]
    pub owner: Option<Option<Uuid>>,
    /// The message of ours by which the customer knows.
    pub message_id: Option<Uuid>,
    /// Why, when no message says so.
    pub reason: Option<String>,
}

/// Another promise instead.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct MoveBody {
    /// By when now.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// The words now; absent: as before.
    #[serde(default)]
    pub text: Option<String>,
    /// The message of ours by which the customer knows.
    #[serde(default)]
    pub message_id: Option<Uuid>,
    /// Why, when no message says so.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Why a promise will not be kept.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BreakBody {
    /// In words.
    pub reason: Option<String>,
}

/// Which promises.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PromiseQuery {
    /// `owed` (the default), `proposed`, `standing`, `kept`, `moved`, `broken`, `dismissed`, `all`.
    pub state: Option<String>,
    /// Only what is due before this.
    pub due_before: Option<Timestamp>,
    /// Only what this team keeps.
    pub team: Option<Uuid>,
    /// Only what this agent keeps: `me`, `none` or an id.
    pub owner: Option<String>,
    /// Only what this customer was promised.
    pub customer: Option<Uuid>,
}
