//! How it stands now, and what comes next.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{account::Health, conversation::Row, words::AccountStatus};

/// Who waits in a part of the house: conversations that are open or put off (sleeping is for us, not for
/// them) and in which somebody waits for our answer. Spam does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Waiting {
    /// How many conversations wait for an answer.
    pub waiting: u64,
    /// How many of them nobody has.
    pub unassigned: u64,
    /// How many of them burn: nearly or already too late.
    pub near: u64,
    /// How many of them are too late.
    pub missed: u64,
    /// How many began to wait in the last half hour.
    pub newer: u64,
    /// How many of them were put off. The list of what is open does not show these.
    pub snoozed: u64,
    /// Since when the longest waits.
    pub oldest: Option<Timestamp>,
}

/// A team on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardTeam {
    /// Which; null: what was given to none.
    pub team_id: Option<Uuid>,
    /// Who waits.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// How many of it are here now.
    pub on: usize,
}

/// What an account spent so far, by our own count, in millionths of a US dollar. Days and months are
/// those of UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardSpending {
    /// Spent today.
    pub today_micros: i64,
    /// Spent in this month.
    pub month_micros: i64,
    /// What may be spent in a day; 0: whatever it costs.
    pub budget_day_micros: u64,
    /// The same in a month.
    pub budget_month_micros: u64,
}

/// An account on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardAccount {
    /// Which.
    pub account_id: Uuid,
    /// Who waits.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// Whether it works.
    pub status: AccountStatus,
    /// Why not: a translatable key.
    pub problem: Option<String>,
    /// How its fetching goes.
    pub health: Health,
    /// Half of what came last was written so many seconds before we had it.
    pub lag_seconds: Option<u64>,
    /// What it costs; null: it costs nothing, or whoever asks is no lead.
    pub spending: Option<BoardSpending>,
    /// By when whoever writes now would be told that an answer comes, as acknowledgements say it;
    /// null: too little is known to say so.
    pub answered_by: Option<Timestamp>,
    /// They would be told that it takes longer than usual.
    pub over_capacity: bool,
}

/// Somebody who is here, and what they carry: no figure of how they work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardPerson {
    /// Who.
    pub agent_id: Uuid,
    /// They said that nothing new should be given to them.
    pub away: bool,
    /// How many open conversations they have.
    pub open: u64,
    /// How many their teams carry each; null: as many as there are.
    pub most: Option<u32>,
}

/// An incident on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardIncident {
    /// Which: `GET /incidents/{id}`.
    pub id: Uuid,
    /// What a person calls it.
    pub name: Option<String>,
    /// Places, products and words that several of them said, those that say most first.
    pub about: Vec<String>,
    /// Where it is, as people name it; the place that most of them name first.
    pub places: Vec<String>,
    /// When the first of them wrote.
    pub since: Timestamp,
    /// How many people report it: all of them, seen or not.
    pub people: usize,
    /// In how many matters.
    pub matters: usize,
    /// It is over, and `matters` less this many were not told so.
    pub told_over: Option<usize>,
}

/// What more people write about than is usual, and that is no incident.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BoardTopic {
    /// A message of it, by which what lies behind it is asked for.
    pub of: Uuid,
    /// What it is about: the words that say most, as people wrote them.
    pub words: Vec<String>,
    /// When the first of them wrote, within the last hour.
    pub since: Timestamp,
    /// How many people, of those that you see.
    pub people: usize,
    /// In how many conversations.
    pub conversations: usize,
    /// How many people would be usual in an hour.
    pub usual: f64,
}

/// How it stands now. Every number has a list of conversations behind it: by team or account, with
/// `waiting`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Board {
    /// When.
    pub at: Timestamp,
    /// All together.
    pub all: Waiting,
    /// By team.
    pub teams: Vec<BoardTeam>,
    /// By account.
    pub accounts: Vec<BoardAccount>,
    /// Answered within their target today, in a hundred; null: too few to be told.
    pub within_target_today: Option<u8>,
    /// How many are here now.
    pub on: usize,
    /// For whom it is too late next (`due_why.over`), the first first; at most three. Empty: nobody waits
    /// who is not too late already.
    pub late_next: Vec<Row>,
    /// Who is here of those whom a lead sees, who has least first; empty for others.
    pub people: Vec<BoardPerson>,
    /// How many alarms stand.
    pub alarms: usize,
    /// How many promises we owe by the end of today, late ones with them.
    pub promises_due: usize,
    /// Incidents that go on, and those of the last two days that are over and of which not everybody who
    /// was told of them was told so; the first first.
    pub incidents: Vec<BoardIncident>,
    /// Topics that rise, the most people first.
    pub topics: Vec<BoardTopic>,
}

/// Why something comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextReason {
    /// It is urgent.
    Urgent,
    /// They were not answered in time.
    Missed,
    /// It is nearly too late.
    Near,
    /// It is yours already.
    Theirs,
    /// You answered this customer before.
    Known,
    /// You speak the customer's language.
    Language,
    /// You know best what it is about.
    Skill,
    /// The customer asked more than once.
    Again,
    /// The customer said it to us alone, and now before everyone.
    NowPublic,
    /// The customer waits.
    Waiting,
}

/// Why something comes next, to be said in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NextWhy {
    /// Which.
    pub key: NextReason,
    /// What it says: numbers by name.
    pub values: BTreeMap<String, u64>,
}

/// What somebody is good at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Skills {
    /// Who.
    pub agent_id: Uuid,
    /// Languages besides their own: `pl`.
    pub languages: Vec<String>,
    /// Labels that they know best.
    pub labels: Vec<Uuid>,
}

/// The same, to be said.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SkillsBody {
    /// Languages besides their own, in two or three letters; at most 30.
    pub languages: Vec<String>,
    /// Labels that they know best; at most 30.
    pub labels: Vec<Uuid>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Next {
    /// Which; null: nothing.
    pub conversation: Option<Row>,
    /// Why, the weightiest first.
    pub reasons: Vec<NextReason>,
    /// The same with what they say: `again` has `times`, `waiting` has `seconds`.
    pub why: Vec<NextWhy>,
    /// Until when nobody else gets it.
    pub until: Option<Timestamp>,
    /// They have as many as their team carries each: so many.
    pub full: Option<u32>,
}

/// How many open conversations each in a team carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Capacity {
    /// Which team.
    pub team_id: Uuid,
    /// So many; null: as many as there are.
    pub most: Option<u32>,
}

/// The same, to be said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct CapacityBody {
    /// 1 to 1,000; null: as many as there are.
    pub most: Option<u32>,
}
