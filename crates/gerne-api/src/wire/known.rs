//! What is known: the case card, facts, what is said while an agent types, what the company teaches.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{patch::nullable, words::Visibility};

/// What kind of place something was said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A message.
    Message,
    /// A logged contact.
    Contact,
    /// A note.
    Note,
    /// A person wrote it here.
    Agent,
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Source {
    /// In what.
    pub kind: SourceKind,
    /// Which; null where a person wrote it here.
    pub id: Option<Uuid>,
    /// In which matter.
    pub conversation_id: Option<Uuid>,
    /// On which platform.
    pub platform: Option<String>,
    /// When.
    pub at: Timestamp,
    /// By whom, as one calls them.
    pub author_name: String,
    /// The words; null where they are sensitive.
    pub quote: Option<String>,
    /// Where they begin in the message's text, in UTF-16 units; null where they are not found there.
    pub start: Option<u32>,
    /// Where they end.
    pub end: Option<u32>,
}

/// What a person made of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactState {
    /// Read, and nobody looked at it.
    Drafted,
    /// A person says that it is so, or wrote it.
    Confirmed,
    /// A person wrote what it should say.
    Corrected,
    /// A person says that it is not so.
    Dismissed,
}

/// A part of the case card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardPart {
    /// What it is about.
    About,
    /// Since when.
    Since,
    /// What they tried.
    TriedByThem,
    /// What we tried.
    TriedByUs,
    /// By when they need it.
    NeededBy,
    /// What they want.
    Demand,
    /// What is open.
    Open,
}

/// A line of the case card.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CardLine {
    /// Ours.
    pub id: Uuid,
    /// Where it stands.
    pub part: CardPart,
    /// What it says.
    pub text: String,
    /// A day or a time (ISO), where it says one.
    pub value: Option<String>,
    /// When it was said.
    pub at: Timestamp,
    /// Where.
    pub source: Source,
    /// What a person made of it.
    pub state: FactState,
    /// Who.
    pub by: Option<Uuid>,
}

/// Something that is known about a customer.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Fact {
    /// Ours.
    pub id: Uuid,
    /// What kind of thing: `email`, `phone`, `customer_no`, `order_no`, `device`, `iban` …
    pub kind: String,
    /// The value; null where it is sensitive and has to be asked for.
    pub value: Option<String>,
    /// What stands for a sensitive value; null for others.
    pub masked: Option<String>,
    /// It is shown only when somebody asks for it.
    pub sensitive: bool,
    /// It was said only in private.
    pub private: bool,
    /// Where it was said.
    pub source: Source,
    /// What a person made of it.
    pub state: FactState,
    /// How often else it was said.
    pub others: u32,
}

/// What somebody asked and nobody answered.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Question {
    /// What was asked for, where we asked: a kind of fact, `place` or `photo`; null else.
    pub kind: Option<String>,
    /// In which words.
    pub text: String,
    /// Where.
    pub message_id: Uuid,
    /// When.
    pub at: Timestamp,
}

/// What we owe a customer in a matter.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Owed {
    /// Since when they wait.
    pub waiting_since: Option<Timestamp>,
    /// Since how many seconds it is due; null: it is not.
    pub late_by_seconds: Option<u64>,
    /// Messages of theirs that nobody answered.
    pub unanswered: u32,
    /// What they asked in them.
    pub open_questions: Vec<Question>,
    /// What we asked, and they did not say yet.
    pub asked_by_us: Vec<Question>,
}

/// That a customer proved who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verified {
    /// How, in a few words.
    pub how: String,
    /// Until when it counts; null: until somebody ends it.
    pub until: Option<Timestamp>,
    /// Who looked.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
}

/// Of these only one can be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contradiction {
    /// Of what kind.
    pub kind: String,
    /// Which facts.
    pub facts: Vec<Uuid>,
}

/// The case card of a matter.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Card {
    /// Of which.
    pub conversation_id: Uuid,
    /// It holds everything up to this event.
    pub seq: i64,
    /// Part by part.
    pub lines: Vec<CardLine>,
    /// What is known about the customer.
    pub facts: Vec<Fact>,
    /// What we promised.
    pub promises: Vec<super::promise::Promise>,
    /// What we owe.
    pub owed: Owed,
    /// Who looked whether they are who they say.
    pub verified: Option<Verified>,
    /// What cannot all be so.
    pub contradictions: Vec<Contradiction>,
}

/// Write a line of the card.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct CardLineBody {
    /// Where.
    pub part: CardPart,
    /// What it says; at most 1,000 characters.
    pub text: String,
}

/// Correct a line of the card.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct CardLineChange {
    /// What it should say.
    pub text: String,
}

/// Write down what is known about a customer.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct FactBody {
    /// What kind of thing.
    pub kind: String,
    /// The value.
    pub value: String,
    /// In which matter one learnt it.
    #[serde(default)]
    pub conversation_id: Option<Uuid>,
}

/// Correct or confirm a fact. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FactChangeBody {
    /// The value.
    pub value: Option<String>,
    /// What kind of thing.
    pub kind: Option<String>,
    /// `confirmed`: it is so.
    pub state: Option<ConfirmedState>,
}

/// What a person may say about what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedState {
    /// It is so.
    Confirmed,
}

/// The value of something sensitive.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Revealed {
    /// The value.
    pub value: String,
}

/// A customer proved who they are.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct VerifiedBody {
    /// How, in a few words; at most 100 characters.
    pub how: String,
    /// Until when it counts; absent: until somebody ends it.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// Where what is typed will go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypedKind {
    /// To the customer.
    #[default]
    Reply,
    /// Among ourselves.
    Note,
}

/// What somebody is typing.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ReadingBody {
    /// Where it will go.
    #[serde(default)]
    pub kind: TypedKind,
    /// The words.
    pub text: String,
    /// Who could read it; absent: as what it answers.
    #[serde(default)]
    pub visibility: Option<Visibility>,
    /// What it answers; absent: the newest of theirs.
    #[serde(default)]
    pub parent_id: Option<Uuid>,
}

/// What is to be replaced, and by what. Places in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Replacement {
    /// From here.
    pub start: u32,
    /// To here.
    pub end: u32,
    /// By this.
    pub text: String,
}

/// What is offered with a hint.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Offer {
    /// What it does, translatable.
    pub label_key: String,
    /// What the translation needs.
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    /// What it changes in the text.
    pub replace: Option<Replacement>,
}

/// A quiet line below the text.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hint {
    /// Which: `asked_again`, `asked_before`, `vague_time`, `no_regret`, `blame` …
    pub kind: String,
    /// What it says, translatable.
    pub key: String,
    /// What the translation needs.
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    /// Where what it is about begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Where it is known from.
    pub source: Option<Source>,
    /// What is offered.
    pub offers: Vec<Offer>,
}

/// What keeps a public answer from being sent.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hold {
    /// `private_fact`, `iban`, `card` or `token`.
    pub kind: String,
    /// Where it begins in the text, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What kind of fact it is; `value` where it is somebody else's.
    pub what: String,
    /// Where this customer said it.
    pub source: Option<Source>,
    /// `said_in_private`, `of_another` or `never_public`.
    pub why: String,
}

/// What a customer's public message shows everybody by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Exposed {
    /// Kinds of facts: `iban`, `card`, `customer_no` …
    pub kinds: Vec<String>,
    /// A sentence that asks them to delete it, for an answer.
    pub ask: String,
}

/// What is said about what somebody types.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Reading {
    /// The one that matters most first; at most one is shown.
    pub hints: Vec<Hint>,
    /// What keeps it from being sent in public.
    pub holds: Vec<Hold>,
    /// What it promises.
    pub promises: Vec<super::promise::DraftPromise>,
    /// What may be put in, because it stands where the answer will stand.
    pub insertable: Vec<Fact>,
    /// The public last line when the answer moves to the private channel.
    pub moved_line: String,
}

/// A shape of numbers, taught with examples.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaughtPattern {
    /// What such a number is: a kind of fact.
    pub kind: String,
    /// Three or more of them.
    pub examples: Vec<String>,
    /// What the company calls it.
    #[serde(default)]
    pub name: String,
    /// The shape that they share, in words; told, not taken.
    #[serde(default, skip_deserializing)]
    pub shape: String,
}

/// A kind of hint that a team put away more than three times in ten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SilentHint {
    /// The team.
    pub team_id: Uuid,
    /// Which hint.
    pub kind: String,
    /// Since when it is silent.
    pub at: Timestamp,
}

/// What the company told so that texts are read better.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KnowledgeSettings {
    /// Devices and products by name.
    pub products: Vec<String>,
    /// What numbers look like.
    pub patterns: Vec<TaughtPattern>,
    /// Where a customer is found in the company's own system: `{customer_no}` and other kinds of
    /// facts are filled in by the console.
    pub crm_url: Option<String>,
    /// Kinds of hints that nobody wants.
    pub off: Vec<String>,
    /// All kinds of hints there are.
    pub hints: Vec<String>,
    /// Kinds that went silent by themselves, by team.
    pub silent: Vec<SilentHint>,
    /// The time zone in which times are meant.
    pub time_zone: String,
    /// Where most customers live: `DE`, `AT`, `CH`, `GB`, `IE`, `US`.
    pub region: String,
}

/// Change what the company told. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct KnowledgeBody {
    /// Devices and products by name.
    pub products: Option<Vec<String>>,
    /// What numbers look like.
    pub patterns: Option<Vec<TaughtPattern>>,
    /// An address with `{customer_no}`; null clears.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub crm_url: Option<Option<String>>,
    /// Kinds of hints that nobody wants.
    pub off: Option<Vec<String>>,
    /// An IANA time zone.
    pub time_zone: Option<String>,
    /// Two letters.
    pub region: Option<String>,
}

/// A team wants a kind of hint again.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct WakeHintBody {
    /// The team.
    pub team_id: Uuid,
    /// Which hint.
    pub kind: String,
}

/// How a team took a kind of hint on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HintCount {
    /// The team.
    pub team_id: Uuid,
    /// The day (UTC).
    pub day: String,
    /// Which hint.
    pub kind: String,
    /// It was sent all the same: asked again.
    pub done: u32,
    /// It was not sent after the hint: avoided.
    pub avoided: u32,
    /// The hint was put away.
    pub dismissed: u32,
}

macro_rules! same {
    ($from:ident = $other:ty: $($name:ident),*) => {
        impl From<$other> for $from {
            fn from(from: $other) -> Self {
                type Other = $other;
                match from { $(Other::$name => Self::$name,)* }
            }
        }
        impl From<$from> for $other {
            fn from(from: $from) -> Self {
                type Other = $other;
                match from { $($from::$name => Other::$name,)* }
            }
        }
    };
}

same!(FactState = gerne_domain::FactState: Drafted, Confirmed, Corrected, Dismissed);
same!(CardPart = gerne_engine::knowing::Part:
    About, Since, TriedByThem, TriedByUs, NeededBy, Demand, Open);
