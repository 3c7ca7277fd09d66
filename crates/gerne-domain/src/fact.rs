//! What is known: what was stated in what was said, where exactly, and what a person made of it.
//! A case card is a view on this. Where something was said decides whether it may be said again.

use serde::{Deserialize, Serialize};

use crate::{
    AgentId, ContactId, ConversationId, CustomerId, FactId, IdentityId, MessageId, NoteId, TeamId,
    ThreadId, Timestamp, VerificationId,
};

/// What a person made of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactState {
    /// Read, and nobody looked at it.
    Drafted,
    /// A person says that it is so, or wrote it.
    Confirmed,
    /// A person wrote what it should say.
    Corrected,
    /// A person says that it is not so: it stays so when the same is read again.
    Dismissed,
}

/// Something that is known, from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Ours.
    pub id: FactId,
    /// What kind of thing it is: one that texts are read for, `demand`, `asked` or `tried_by_us`.
    pub kind: String,
    /// As it stands where it was said; empty when a person wrote it.
    pub value: String,
    /// As a person wrote or corrected it.
    pub written: Option<String>,
    /// In the form in which two are compared; what was asked for, where we asked.
    pub norm: String,
    /// What it is looked up by when somebody is about to say it in public: letters and digits
    /// alone. Only of what is private.
    pub sought: Option<String>,
    /// The message that says it.
    pub message_id: Option<MessageId>,
    /// The note that says it.
    pub note_id: Option<NoteId>,
    /// The logged contact in which it was said.
    pub contact_id: Option<ContactId>,
    /// Who said it, on their platform; `None`: one of us.
    pub identity_id: Option<IdentityId>,
    /// The matter, where no message says it.
    pub conversation_id: Option<ConversationId>,
    /// Whose it is, where no message says it.
    pub customer_id: Option<CustomerId>,
    /// Where it begins in the text, in bytes.
    pub starts: u32,
    /// Where it ends.
    pub ends: u32,
    /// When it was said.
    pub said_at: Timestamp,
    /// Everyone can read it where it was said.
    pub public: bool,
    /// What a person made of it.
    pub state: FactState,
    /// Who.
    pub agent_id: Option<AgentId>,
    /// When.
    pub changed_at: Option<Timestamp>,
}

impl Fact {
    /// What it says now.
    pub fn says(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.value)
    }
}

/// A fact, and where the message stands that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What.
    pub fact: Fact,
    /// The matter that its message, note or contact stands in now.
    pub conversation_id: Option<ConversationId>,
    /// The platform's thread that its message stands in.
    pub thread_id: Option<ThreadId>,
    /// Whose it is now, when a customer said it.
    pub customer_id: Option<CustomerId>,
}

/// That somebody proved to be who they say, how, and until when that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Ours.
    pub id: VerificationId,
    /// Who. Never moves to whom they are joined with: another could have been meant.
    pub customer_id: CustomerId,
    /// How, in a few words.
    pub how: String,
    /// Until when it counts; `None`: until somebody ends it.
    pub until: Option<Timestamp>,
    /// Who looked.
    pub agent_id: AgentId,
    /// When.
    pub at: Timestamp,
}

/// How often a team met a kind of hint on a day. Teams only, never people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintCount {
    /// The team.
    pub team_id: TeamId,
    /// The day (UTC), as days since 1970.
    pub day: i64,
    /// Which hint.
    pub kind: String,
    /// It was sent all the same.
    pub done: u32,
    /// It was not sent after the hint was shown.
    pub avoided: u32,
    /// The hint was put away.
    pub dismissed: u32,
}

/// A kind of hint that a team put away too often: it is silent for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintRest {
    /// The team.
    pub team_id: TeamId,
    /// Which hint.
    pub kind: String,
    /// The last ten times, the newest last: `d` put away, `k` kept.
    pub last: String,
    /// Since when it is silent.
    pub off_at: Option<Timestamp>,
}

/// A shape of numbers that an admin taught with examples.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaughtPattern {
    /// What such a number is: a kind of fact.
    pub kind: String,
    /// Three or more of them.
    pub examples: Vec<String>,
    /// What the company calls it.
    #[serde(default)]
    pub name: String,
}

/// What the company told us so that texts are read better, and what is done with what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Knowledge {
    /// Its devices and products, by name.
    pub products: Vec<String>,
    /// What its numbers look like.
    pub patterns: Vec<TaughtPattern>,
    /// Where a customer is found in the company's own system; `{customer_no}` and other kinds stand
    /// for what is known.
    pub crm_url: Option<String>,
    /// Kinds of hints that nobody wants.
    pub off: Vec<String>,
    /// The time zone in which customers and agents mean their times.
    pub time_zone: String,
    /// Where most customers live: `DE`, `AT`, `CH`, `GB`, `IE`, `US`.
    pub region: String,
}

impl Default for Knowledge {
    fn default() -> Self {
        Self {
            products: Vec::new(),
            patterns: Vec::new(),
            crm_url: None,
            off: Vec::new(),
            time_zone: "Europe/Berlin".to_owned(),
            region: "DE".to_owned(),
        }
    }
}
