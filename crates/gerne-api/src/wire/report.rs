//! Figures.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    conversation::{Row, RowCustomer},
    patch::nullable,
    words::{Priority, Status},
};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// From their first word to the first answer of a person.
    FirstResponse,
    /// From their oldest unanswered word to the next answer.
    NextResponse,
    /// Both: whenever somebody waited and was answered.
    Waiting,
    /// Until it was done for the first time.
    FirstResolution,
    /// Until it was done for good.
    FullResolution,
    /// How long what was done stayed done, where it did not.
    Reopened,
    /// What was closed because it needs no answer, and why.
    NoAnswer,
    /// What was promised.
    PromisesMade,
    /// What became of promises, and how long they ran.
    Promises,
    /// Answers that asked what was known, or would have.
    AskedAgain,
    /// Whom we spoke to unasked, and what came of it.
    Approaches,
}

/// By what figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The account it came in through.
    Account,
    /// The team it was given to.
    Team,
    /// A label on it.
    Label,
    /// A rule that had noticed something in it by then.
    Rule,
    /// How urgent it was.
    Priority,
    /// The customer's language.
    Language,
    /// The hour at which they wrote.
    Hour,
    /// The weekday on which they wrote, Monday is 1.
    Weekday,
    /// The day on which it ended.
    Day,
    /// The week, by its Monday.
    Week,
    /// The month, by its first day.
    Month,
}

/// How spans are spread, in whole seconds. Percentiles are values that occurred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Spread {
    /// Half took no longer.
    pub median: u32,
    /// Nine in ten took no longer.
    pub p90: u32,
    /// Ninety-nine in a hundred took no longer.
    pub p99: u32,
    /// All together divided by how many.
    pub mean: u32,
    /// How many fall into each column; the columns' ends stand in `columns` of the answer.
    pub distribution: Vec<u32>,
}

/// So many of so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Share {
    /// So many.
    pub n: usize,
    /// Of so many.
    pub of: usize,
}

/// Figures of some cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figure {
    /// How many.
    pub n: usize,
    /// Since they wrote.
    pub elapsed_written: Spread,
    /// Since we had it.
    pub elapsed_received: Spread,
    /// Since they wrote, while somebody was there.
    pub open_written: Spread,
    /// Since we had it, while somebody was there.
    pub open_received: Spread,
    /// Within their target, of those that had one. Who still waits and is too late is one of those.
    pub within_target: Share,
    /// Who still waits and became too late on the days that were asked about; of answers.
    pub still_waiting: usize,
    /// Answered before everyone, of those that were asked so.
    pub in_public: Share,
    /// Opened again by now, of what was done for the first time; of first resolutions.
    pub reopened: Share,
    /// What lies between when they wrote and when we had it: the platform's part.
    pub lag: Spread,
    /// How many ended how; `few`: what too few ended in to be told. Of promises: `kept`,
    /// `kept_late`, `moved` (and told in time), `moved_late`, `broken`. Of questions asked again:
    /// `again`, `avoided`. Of what needs no answer: why. Of approaches: `begun`.
    pub outcomes: BTreeMap<String, usize>,
    /// Questions in these matters that a customer had to answer twice; of resolutions.
    pub asked_again: usize,
    /// How many count in no time, by why; `few`: reasons of too few to be told.
    pub left_out: BTreeMap<String, usize>,
    /// The first day that it stands for.
    pub first_day: Option<String>,
    /// The last day that it stands for.
    pub last_day: Option<String>,
}

/// A conversation behind a figure. Who answered it, and how fast, is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Behind {
    /// The conversation's.
    pub id: Uuid,
    /// Whose matter it is.
    pub customer: RowCustomer,
    /// The account it came in through first.
    pub account_id: Uuid,
    /// The team it is given to now.
    pub team_id: Option<Uuid>,
    /// How it stands now.
    pub status: Status,
    /// How urgent it is now.
    pub priority: Priority,
    /// What it is about.
    pub subject: Option<String>,
    /// The beginning of its newest message.
    pub preview: String,
    /// Words on it.
    pub labels: Vec<Uuid>,
    /// When it began here.
    pub created_at: Timestamp,
    /// When the newest message was written.
    pub last_message_at: Timestamp,
}

impl From<Row> for Behind {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            customer: row.customer,
            account_id: row.account_id,
            team_id: row.team_id,
            status: row.status,
            priority: row.priority,
            subject: row.subject,
            preview: row.preview,
            labels: row.labels,
            created_at: row.created_at,
            last_message_at: row.last_message_at,
        }
    }
}

/// Figures of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Part {
    /// Which: an id, a word, a number, or a day.
    pub key: String,
    /// What the account, team, label or rule is called, an account or a rule also that is no more; null: it has no name.
    pub name: Option<String>,
    /// Its figures.
    pub figure: Figure,
    /// The same of the range before; null: not asked, or held back.
    pub before: Option<Figure>,
}

/// Figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figures {
    /// About what.
    pub metric: Metric,
    /// The first day.
    pub from: String,
    /// The day after the last.
    pub until: String,
    /// In which days begin.
    pub zone: String,
    /// Of all that was asked about; null: there is nothing, or too little to be shown.
    pub all: Option<Figure>,
    /// The same of the range before.
    pub before: Option<Figure>,
    /// Told apart. Parts that are too small are held back.
    pub parts: Vec<Part>,
    /// The ends of the distributions' columns in seconds; the last column has none.
    pub columns: Vec<u32>,
    /// Figures rest on so many cases at least,
    pub least_cases: usize,
    /// by so many people.
    pub least_people: usize,
}

/// What a figure says, and what it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Definition {
    /// Its name in the interface.
    pub id: String,
    /// In German: what it is called, and what counts.
    pub de: Said,
    /// In English.
    pub en: Said,
}

/// A definition in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Said {
    /// What it is called.
    pub name: String,
    /// What counts.
    pub text: String,
}

/// On what ground figures may rest on few people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ground {
    /// The words; null: figures rest on five cases by five people at least.
    pub ground: Option<String>,
    /// Which admin said so.
    pub by: Option<Uuid>,
    /// When.
    pub at: Option<gerne_domain::Timestamp>,
}

/// The legal ground, stated.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct GroundBody {
    /// The words, 10 to 1,000 characters: a works agreement, and of when; null: none.
    pub ground: Option<String>,
}

/// Of which days a saved report is, whenever it is asked for. Today is in none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// The last seven days.
    #[serde(rename = "last_7_days")]
    Last7Days,
    /// The last 28 days.
    #[serde(rename = "last_28_days")]
    Last28Days,
    /// The last 90 days.
    #[serde(rename = "last_90_days")]
    Last90Days,
    /// The last 365 days.
    #[serde(rename = "last_365_days")]
    Last365Days,
    /// This month so far.
    ThisMonth,
    /// The month before this one.
    LastMonth,
    /// From `from` up to `until`, which is left out.
    Fixed,
}

/// What a saved report asks, as `GET /reports/figures` takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SavedQuestion {
    /// About what.
    pub metric: Metric,
    /// Of which days.
    pub range: Range,
    /// The first day of a fixed range.
    #[serde(default)]
    pub from: Option<String>,
    /// The day after its last.
    #[serde(default)]
    pub until: Option<String>,
    /// Told apart by this.
    #[serde(default)]
    pub by: Option<By>,
    /// Compared with the range before, of the same length.
    #[serde(default)]
    pub compare: bool,
    /// Of whoever asks alone.
    #[serde(default)]
    pub mine: bool,
    /// Came in through this account.
    #[serde(default)]
    pub account: Option<Uuid>,
    /// Given to this team.
    #[serde(default)]
    pub team: Option<Uuid>,
    /// With this label.
    #[serde(default)]
    pub label: Option<Uuid>,
    /// This rule had noticed something in it by then.
    #[serde(default)]
    pub rule: Option<Uuid>,
    /// As urgent.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// The customer's language is this.
    #[serde(default)]
    pub language: Option<String>,
    /// Written at this hour, 0 to 23.
    #[serde(default)]
    pub hour: Option<u8>,
    /// Written on this weekday, Monday is 1.
    #[serde(default)]
    pub weekday: Option<u8>,
}

/// A question with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedReport {
    /// Ours.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The team that sees it; null: only you.
    pub team_id: Option<Uuid>,
    /// You made it.
    pub mine: bool,
    /// What it asks.
    pub question: SavedQuestion,
    /// The first day, as it is asked now.
    pub from: String,
    /// The day after the last.
    pub until: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// A question to keep.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewSavedReport {
    /// What it is called; at most 80 characters.
    pub name: String,
    /// The team that sees it (leads, admins); null: only you.
    #[serde(default)]
    pub team_id: Option<Uuid>,
    /// What it asks.
    pub question: SavedQuestion,
}

/// What may be changed about it. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SavedReportBody {
    /// What it is called.
    pub name: Option<String>,
    /// The team that sees it; null: only you.
    #[serde(deserialize_with = "nullable")]
    pub team_id: Option<Option<Uuid>>,
    /// What it asks.
    pub question: Option<SavedQuestion>,
}
