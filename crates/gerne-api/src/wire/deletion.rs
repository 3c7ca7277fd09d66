//! Deleting with four eyes.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::entry::Entry;

/// Why a message should go. What others left on our page never goes for `mistake`, `wrong_place` or
/// `tone`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeletionReason {
    /// What we said is wrong.
    Mistake,
    /// It went to the wrong person or matter.
    WrongPlace,
    /// It holds somebody's data that do not belong there.
    PrivateData,
    /// It was said in the wrong tone.
    Tone,
    /// It spreads hate.
    Hateful,
    /// It threatens somebody, or leads into danger.
    Dangerous,
    /// It insults somebody.
    Insulting,
    /// It is spam or a fraud.
    Spam,
    /// A law, a contract or an authority demands it.
    Required,
    /// Anything else.
    Other,
}

/// What came of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeletionOutcome {
    /// A second person agreed, and it was deleted.
    Deleted,
    /// A second person would not.
    Declined,
    /// Who proposed it no longer wants it.
    Withdrawn,
    /// It was gone before anybody decided.
    Gone,
}

/// A proposal.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct DeletionBody {
    /// Why.
    pub reason: DeletionReason,
}

/// A proposal, and what came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Deletion {
    /// Ours.
    pub id: Uuid,
    /// The message; null once it is decided.
    pub entry: Option<Entry>,
    /// The matter; null once that was forgotten.
    pub conversation_id: Option<Uuid>,
    /// Said through which account.
    pub account_id: Uuid,
    /// Why.
    pub reason: DeletionReason,
    /// Who proposed it.
    pub proposed_by: Uuid,
    /// When.
    pub proposed_at: Timestamp,
    /// Whether you may be the second person.
    pub yours_to_decide: bool,
    /// The second person.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What came of it; null while it waits.
    pub outcome: Option<DeletionOutcome>,
}

/// Which proposals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeletionQuery {
    /// Those that were decided (leads), the newest first, instead of those that wait.
    #[serde(default)]
    pub decided: bool,
}

macro_rules! same {
    ($from:ident: $($name:ident),*) => {
        impl From<$from> for gerne_domain::$from {
            fn from(from: $from) -> Self {
                match from { $($from::$name => Self::$name,)* }
            }
        }
        impl From<gerne_domain::$from> for $from {
            fn from(from: gerne_domain::$from) -> Self {
                match from { $(gerne_domain::$from::$name => Self::$name,)* }
            }
        }
    };
}

same!(
    DeletionReason: Mistake, WrongPlace, PrivateData, Tone, Hateful, Dangerous, Insulting, Spam,
    Required, Other
);
same!(DeletionOutcome: Deleted, Declined, Withdrawn, Gone);
