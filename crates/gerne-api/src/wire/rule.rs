//! Rules that notice, and how they are tried.

use gerne_domain::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    conversation::Row,
    entry::Entry,
    words::{Priority, Reason},
};

/// Something that a rule does by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RuleAction {
    /// Gives the conversation to a team, or to somebody; never away from somebody who has it.
    Assign {
        /// To whom.
        #[serde(default)]
        agent: Option<Uuid>,
        /// To which team.
        #[serde(default)]
        team: Option<Uuid>,
    },
    /// Puts a label on it.
    Label {
        /// Which.
        label: Uuid,
    },
    /// Says how urgent it is; never less urgent than it was.
    Priority {
        /// How urgent.
        priority: Priority,
    },
    /// Tells these people.
    Notify {
        /// Whom; at most 20.
        agents: Vec<Uuid>,
    },
    /// Tells who wrote a letter that it arrived, where the channel lets rules do so
    /// (`settings.acknowledgement.by_rules`).
    Acknowledge,
}

/// What a rule is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RuleBody {
    /// What it is called; at most 80 characters.
    pub name: String,
    /// Its words: `docs/rules.md`.
    pub text: String,
    /// Whose; null: everybody's, for admins to write.
    #[serde(default)]
    pub team_id: Option<Uuid>,
    /// It looks only at what came through these; empty: at everything.
    #[serde(default)]
    pub accounts: Vec<Uuid>,
    /// Accounts that look for it on their platforms.
    #[serde(default)]
    pub watches: Vec<Uuid>,
    /// It makes flags of what it finds.
    #[serde(default = "yes")]
    pub flags: bool,
    /// What it does by itself in the conversation of a message that it matches; at most 10.
    #[serde(default)]
    pub actions: Vec<RuleAction>,
    /// Its actions wait until somebody has waited so many seconds for us; null: at once.
    #[serde(default)]
    pub waiting: Option<u32>,
    /// It only writes down what it would have done.
    #[serde(default)]
    pub dry: bool,
    /// It looks at what comes in.
    #[serde(default = "yes")]
    pub on: bool,
}

fn yes() -> bool {
    true
}

/// A rule.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rule {
    /// Ours.
    pub id: Uuid,
    /// What it says.
    #[serde(flatten)]
    pub said: RuleBody,
    /// As the house writes it.
    pub canonical: String,
    /// In plain words, German.
    pub reading_de: String,
    /// In plain words, English.
    pub reading_en: String,
    /// It asks for no word.
    pub broad: bool,
    /// Who is told when it finds worse than before.
    pub author_id: Uuid,
    /// When.
    pub made_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// How well it notices, over the last four weeks.
    pub lately: Precision,
    /// You may change it.
    pub yours: bool,
}

/// A rule that is tried.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TrialBody {
    /// Its words.
    pub text: String,
    /// It looks only at what came through these; empty: at everything.
    #[serde(default)]
    pub accounts: Vec<Uuid>,
}

/// What takes a problem away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleFix {
    /// What is replaced: the first UTF-16 unit.
    pub start: u32,
    /// The unit behind the last.
    pub end: u32,
    /// By what.
    pub with: String,
    /// What the offer says, German.
    pub de: String,
    /// What the offer says, English.
    pub en: String,
    /// The whole rule after it.
    pub text: String,
}

/// Something wrong or doubtful in a rule.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RuleProblem {
    /// Translatable: `bracket.never_closed`.
    pub code: String,
    /// There is no rule because of it; else it is doubtful.
    pub error: bool,
    /// The first UTF-16 unit that it is about.
    pub start: u32,
    /// The unit behind the last.
    pub end: u32,
    /// Its first character, from 1.
    pub column: usize,
    /// What the translation needs.
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    /// The sentence, German.
    pub de: String,
    /// The sentence, English.
    pub en: String,
    /// What to write instead.
    pub fix: Option<RuleFix>,
}

/// A form of a word, and how often people used it lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WordForm {
    /// The form.
    pub word: String,
    /// How often.
    pub count: u64,
}

/// A word of a rule, and what it matches among the words that people used lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleWord {
    /// As it stands in the rule.
    pub word: String,
    /// What it matches, the most frequent first; at most 60.
    pub forms: Vec<WordForm>,
    /// How many forms there are.
    pub total: usize,
}

/// What a rule is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleCheck {
    /// There is a rule, whatever is doubtful about it.
    pub ok: bool,
    /// In the order of their place.
    pub problems: Vec<RuleProblem>,
    /// As the house writes it; empty without a rule.
    pub canonical: String,
    /// In plain words, German.
    pub reading_de: String,
    /// In plain words, English.
    pub reading_en: String,
    /// It asks for no word.
    pub broad: bool,
    /// What its words will match.
    pub words: Vec<RuleWord>,
}

/// Something that a platform's own filter cannot do for a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WatchLost {
    /// `watch.forms`: only the commonest forms of a word are found there; `watch.wildcard`, `watch.field`,
    /// `watch.not`, `watch.near`: left out there and applied here; `watch.only_hashtags`: posts without
    /// the hashtag are not seen; `watch.too_broad`: nothing remains to be asked for; `watch.too_long`.
    pub key: String,
    /// The part of the rule.
    pub part: String,
}

/// How an account would look for a rule on its platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleWatch {
    /// Which account.
    pub account_id: Uuid,
    /// Why it cannot look, or may not; null: it can.
    pub reason: Option<Reason>,
    /// What its platform would be asked for; an empty question is everything public that it knows. None:
    /// nothing of the rule can be asked for there.
    pub queries: Vec<String>,
    /// What it will not find there, or is sorted out here.
    pub lost: Vec<WatchLost>,
    /// How often it asks, in seconds, while nothing speaks against it.
    pub every_seconds: Option<u64>,
    /// What a found post costs at most, in millionths of a US dollar; null: nothing.
    pub cost_micros: Option<u32>,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextMark {
    /// It stands in the subject.
    pub title: bool,
    /// The first UTF-16 unit.
    pub start: u32,
    /// The unit behind the last.
    pub end: u32,
}

/// A message that a rule matches.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchedMessage {
    /// Which.
    pub message_id: Uuid,
    /// It, as timelines show it.
    pub entry: Option<Entry>,
    /// By which words.
    pub marks: Vec<TextMark>,
}

/// A rule tried on what came lately.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RulePreview {
    /// What it is.
    #[serde(flatten)]
    pub check: RuleCheck,
    /// How many messages were looked at: the newest thousand of thirty days, at most.
    pub looked_at: usize,
    /// How many it matches.
    pub hits: usize,
    /// The newest of those; at most 30.
    pub matched: Vec<MatchedMessage>,
}

/// How many came on a day, and how many of those match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayHits {
    /// In the house's time zone.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// How many came.
    pub looked_at: u64,
    /// How many of those match.
    pub hits: u64,
}

/// How often another rule matches the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleOverlap {
    /// Which rule.
    pub rule_id: Uuid,
    /// What it is called.
    pub name: String,
    /// How many both match.
    pub both: u64,
}

/// A message with its marks, as a trial over the past keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TestSample {
    /// Which.
    pub message_id: Uuid,
    /// By which words.
    pub marks: Vec<TextMark>,
}

/// A rule tried over the past, as far as it got.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct BackTest {
    /// From when on.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
    /// How many were looked at.
    pub looked_at: u64,
    /// How many match.
    pub hits: u64,
    /// Hits on a day, on average.
    pub per_day: f64,
    /// The share of all that match, from 0 to 1.
    pub share: f64,
    /// It matches more than anybody will look at.
    pub broad: bool,
    /// By day, the oldest first; days on which nothing came are not in it.
    pub days: Vec<DayHits>,
    /// Some of those that match, from all of the time.
    pub samples: Vec<TestSample>,
    /// What other rules match too, the most first.
    pub overlap: Vec<RuleOverlap>,
    /// Where to go on; null: it is whole.
    pub next: Option<String>,
    /// How much of the time was looked at, from 0 to 1.
    pub progress: f64,
}

/// Try a rule over the past: one step of it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct BackTestBody {
    /// Its words.
    pub text: String,
    /// It looks only at what came through these; empty: at everything.
    #[serde(default)]
    pub accounts: Vec<Uuid>,
    /// How far back; 30 when absent, at most 366.
    #[serde(default)]
    pub days: Option<u32>,
    /// The answer to the step before, all of it or without `shown`; absent for the first.
    #[serde(default, deserialize_with = "handed_back")]
    pub so_far: Option<BackTest>,
}

/// An answer of ours holds more than is read of it.
fn handed_back<'de, D: Deserializer<'de>>(from: D) -> Result<Option<BackTest>, D::Error> {
    let answer = Option::<Value>::deserialize(from)?;
    let expected = |_| D::Error::custom("expected the answer to the step before");
    answer.map(serde_json::from_value).transpose().map_err(expected)
}

/// The answer to a step: the trial so far, and its samples as timelines show them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BackTestStep {
    /// The trial so far; hand it in again while `next` is there.
    #[serde(flatten)]
    pub test: BackTest,
    /// The samples, once it is whole.
    pub shown: Vec<MatchedMessage>,
}

/// How often a rule noticed rightly, with bounds of 95 in 100.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Precision {
    /// From this day on, UTC.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// How often it noticed something.
    pub found: u64,
    /// What it looks for.
    pub confirmed: u64,
    /// What it does not.
    pub dismissed: u64,
    /// From 0 to 1; null: nobody decided anything.
    pub share: Option<f64>,
    /// Not less than this, most likely.
    pub low: f64,
    /// Not more than this, most likely.
    pub high: f64,
}

/// How well a rule notices.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RulePrecision {
    /// All of the time that was asked for.
    pub all: Precision,
    /// Week by week, the oldest first.
    pub weeks: Vec<Precision>,
    /// The last four weeks are surely worse than what was before.
    pub decays: bool,
}

/// Over which time.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PrecisionQuery {
    /// So many weeks up to now; 12 when absent, at most 104.
    pub weeks: Option<u32>,
}

/// What somebody called otherwise.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MissedQuery {
    /// The label that says what the rule should have noticed.
    pub label: Uuid,
}

/// What a rule did by itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleDeed {
    /// Ours.
    pub id: Uuid,
    /// In which matter.
    pub conversation_id: Uuid,
    /// It; null where it is not yours to see.
    pub row: Option<Row>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: RuleAction,
    /// It was only written down.
    pub dry: bool,
}

/// What the house says about noticing strangers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticingSettings {
    /// Strangers' posts that nobody confirmed are forgotten after so many days; 1 to 30.
    pub strangers_days: u32,
    /// Nobody is approached about a post that is older than so many hours; 1 to 336.
    pub fresh_hours: u32,
    /// Hosts where nobody is approached.
    pub places: Vec<String>,
    /// The public offer of help, German; `{name}` is who wrote the post.
    pub offer_de: String,
    /// The same in English.
    pub offer_en: String,
}
