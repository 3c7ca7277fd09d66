//! Rules that notice what nobody addressed to us, what they noticed, and what became of it.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AgentId, ConversationId, DeedId, ExternalId, FlagId, InboundMessage, LabelId,
    MessageId, Platform, Priority, RuleId, TeamId, Timestamp,
};

/// A rule. Its words are read by `gerne-rules`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Ours.
    pub id: RuleId,
    /// What it is called.
    pub name: String,
    /// As its author wrote it.
    pub text: String,
    /// Whose it is; `None`: everybody's.
    pub team_id: Option<TeamId>,
    /// What else it says.
    pub said: RuleSaid,
    /// It looks at what comes in.
    pub is_on: bool,
    /// Who is told when it finds worse than before.
    pub author_id: AgentId,
    /// When.
    pub made_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// When its author was last told that it finds worse than before.
    pub decay_told_at: Option<Timestamp>,
    /// Since when it is no more; its counts outlive it.
    pub dropped_at: Option<Timestamp>,
}

/// What a rule says besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleSaid {
    /// It looks only at what came through these; empty: at everything.
    pub accounts: Vec<AccountId>,
    /// Accounts that look for it on their platforms.
    pub watches: Vec<AccountId>,
    /// It makes flags of what it finds.
    pub flags: bool,
    /// What it does by itself in the conversation of a message that it matches.
    pub actions: Vec<Action>,
    /// Its actions wait until somebody has waited so many seconds for us; `None`: at once.
    pub waiting: Option<u32>,
    /// It only writes down what it would have done.
    pub dry: bool,
}

/// Something that a rule does by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Gives the conversation to a team, or to somebody; never away from somebody who has it.
    Assign {
        /// To whom.
        agent: Option<AgentId>,
        /// To which team.
        team: Option<TeamId>,
    },
    /// Puts a label on it.
    Label {
        /// Which.
        label: LabelId,
    },
    /// Says how urgent it is; never less urgent than a person said.
    Priority {
        /// How urgent.
        priority: Priority,
    },
    /// Tells these people.
    Notify {
        /// Whom.
        agents: Vec<AgentId>,
    },
    /// Tells who wrote that it arrived, where the channel's owner lets rules do so: once, as any
    /// acknowledgement.
    Acknowledge,
}

/// What became of a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagState {
    /// Nobody decided yet.
    Open,
    /// It is what the rule looks for.
    Confirmed,
    /// It is not.
    Dismissed,
}

/// Why a flag was dismissed, in a word: free words would speak of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagReason {
    /// It is not about us.
    NotUs,
    /// It is about us, and nobody needs help.
    NoMatter,
    /// It was solved meanwhile.
    Solved,
    /// They do not want to be spoken to.
    Never,
    /// Anything else.
    Other,
}

/// A message or a found post that rules noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Ours.
    pub id: FlagId,
    /// Through which account it was seen.
    pub account_id: AccountId,
    /// The message, once it is one of ours.
    pub message_id: Option<MessageId>,
    /// Where it stands.
    pub platform: Platform,
    /// What the platform calls it.
    pub external_id: ExternalId,
    /// What the platform calls who wrote it.
    pub author: ExternalId,
    /// As it was found; `None` once it is a message of ours.
    pub post: Option<FoundPost>,
    /// It waits for a decision; else it is a mark in a conversation.
    pub queued: bool,
    /// What became of it.
    pub state: FlagState,
    /// Why it was dismissed.
    pub reason: Option<FlagReason>,
    /// When it was written.
    pub published_at: Timestamp,
    /// When a rule noticed it.
    pub found_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<AgentId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// A post that was found on a platform and that nobody addressed to us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPost {
    /// The post.
    pub message: InboundMessage,
    /// How many follow who wrote it.
    #[serde(default)]
    pub followers: Option<u64>,
    /// How many posts they wrote.
    #[serde(default)]
    pub posts: Option<u64>,
    /// What they say about themselves.
    #[serde(default)]
    pub bio: String,
    /// They asked machines, or everybody who looks for posts, to leave them alone.
    #[serde(default)]
    pub opted_out: bool,
}

/// That a rule noticed something, and by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagHit {
    /// What.
    pub flag_id: FlagId,
    /// Which rule.
    pub rule_id: RuleId,
    /// By which words.
    pub marks: Vec<FlagMark>,
}

/// A stretch of a text, in bytes on borders of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagMark {
    /// It stands in the subject.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub title: bool,
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

/// What a rule found on a day, and what people said of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleDay {
    /// Days since 1970-01-01, UTC.
    pub day: i64,
    /// How often it noticed something.
    pub found: u64,
    /// How many of those decided on that day were what it looks for.
    pub confirmed: u64,
    /// How many were not.
    pub dismissed: u64,
}

/// What a rule did by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDeed {
    /// Ours.
    pub id: DeedId,
    /// Which rule.
    pub rule_id: RuleId,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub deed: Action,
    /// It was only written down.
    pub dry: bool,
}

/// What the house says about noticing strangers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Noticing {
    /// Strangers' posts that nobody confirmed are forgotten after so many days; 1 to 30.
    pub strangers_days: u32,
    /// Nobody is approached about a post that is older than so many hours; 1 to 336.
    pub fresh_hours: u32,
    /// Hosts where nobody is approached.
    pub places: Vec<String>,
    /// The public offer of help; `{name}` is who wrote the post.
    pub offer_de: String,
    /// The same in English.
    pub offer_en: String,
}

impl Default for Noticing {
    fn default() -> Self {
        Self {
            strangers_days: 7,
            fresh_hours: 48,
            places: Vec::new(),
            offer_de:
                "Hallo {name}, wir haben gelesen, dass etwas nicht läuft. Möchten Sie, dass wir \
                       uns das ansehen? Wenn nicht, melden wir uns nicht wieder."
                    .to_owned(),
            offer_en:
                "Hello {name}, we read that something is not working. Would you like us to have \
                       a look? If not, we will not write again."
                    .to_owned(),
        }
    }
}
