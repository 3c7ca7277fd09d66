//! What is measured, as it happened. Written down with the thing itself and never reckoned anew: a
//! conversation that is reopened, joined or separated later changes nothing about it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    AccountId, AgentId, ConversationId, LabelId, MeasureId, Priority, RuleId, TeamId, Timestamp,
};

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// From their first word to the first answer of a person.
    FirstResponse,
    /// From their oldest unanswered word to the next answer.
    NextResponse,
    /// From their first word to when it was done.
    Resolution,
    /// It was done, and is not any more.
    Reopened,
    /// Something was promised.
    PromiseMade,
    /// A promise came to an end: kept, moved or broken.
    PromiseEnded,
    /// An answer asked what was known already, or would have and did not.
    AskedAgain,
    /// Somebody was spoken to who had not spoken to us.
    Approach,
}

impl MeasureKind {
    /// All there are.
    pub const ALL: [Self; 8] = [
        Self::FirstResponse,
        Self::NextResponse,
        Self::Resolution,
        Self::Reopened,
        Self::PromiseMade,
        Self::PromiseEnded,
        Self::AskedAgain,
        Self::Approach,
    ];
}

/// One thing that was measured. Spans are whole seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Ours.
    pub id: MeasureId,
    /// What.
    #[serde(rename = "what")]
    pub kind: MeasureKind,
    /// When it ended: the platform took the answer, somebody said it is done.
    pub at: Timestamp,
    /// In which matter.
    pub conversation: ConversationId,
    /// Through which account.
    pub account: AccountId,
    /// The team it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Who did it; for their own eyes, and to tell how many did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// The words on it then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelId>,
    /// The rules that had noticed something in it by then, or done something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleId>,
    /// The customer's language then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How urgent it was then.
    pub priority: Priority,
    /// The day on which it ended, in the house's time zone: days since 1970-01-01.
    pub day: i32,
    /// The hour at which they wrote, 0 to 23.
    pub hour: u8,
    /// The weekday on which they wrote, Monday is 1.
    pub weekday: u8,
    /// Since they wrote.
    pub elapsed_written: u32,
    /// Since we had it.
    pub elapsed_received: u32,
    /// Since they wrote, while somebody was there.
    pub open_written: u32,
    /// Since we had it, while somebody was there.
    pub open_received: u32,
    /// Whether the target was met; `None`: there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<bool>,
    /// Why it counts in no time: `thanks`, `spam`, `unanswered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// What came of it, of what ends in one way or another: `kept`, `moved`, `again`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What of the matter it is about: a promise, an answer. Measured once for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Uuid>,
    /// How often they were asked in this matter what they had said, of resolutions.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub asked_again: u32,
    /// The how manieth time, of resolutions.
    pub round: u32,
    /// They asked before everyone.
    pub asked_public: bool,
    /// We answered before everyone.
    pub answered_public: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_nought(n: &u32) -> bool {
    *n == 0
}
