//! What we promised a customer: by when, how firmly, and what became of it. A promise ends kept,
//! moved (and the customer knows) or broken, never silently.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ContactId, ConversationId, MessageId, PromiseId, TeamId, Timestamp};

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseKind {
    /// Something will be done or come.
    Result,
    /// They will hear from us.
    NextWord,
    /// Somebody comes to them.
    Visit,
}

/// How firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    /// "We call you by noon."
    Firm,
    /// "It should be there on Friday."
    Soft,
    /// No time can be read: "as soon as we know more".
    Open,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// Found in a text; nobody said that it is one.
    Proposed,
    /// We owe it.
    Standing,
    /// It was done in time, or somebody says that it is done.
    Kept,
    /// Another time or thing was promised instead.
    Moved,
    /// Its time passed.
    Broken,
    /// It is none.
    Dismissed,
}

/// Something that we promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Ours.
    pub id: PromiseId,
    /// In which matter.
    pub conversation_id: ConversationId,
    /// What.
    pub kind: PromiseKind,
    /// How firmly.
    pub firmness: Firmness,
    /// How far it is.
    pub state: PromiseState,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// Who keeps it; `None`: the team.
    pub owner_id: Option<AgentId>,
    /// Whose team keeps it.
    pub team_id: Option<TeamId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it; `None`: said in the platform's own app.
    pub made_by: Option<AgentId>,
    /// The customer has it: what never left binds nobody.
    pub said: bool,
    /// The message in which it stands.
    pub message_id: Option<MessageId>,
    /// The contact in which it was made.
    pub contact_id: Option<ContactId>,
    /// Where it begins in that text, in UTF-16 units.
    pub span_start: Option<u32>,
    /// Where it ends there.
    pub span_end: Option<u32>,
    /// When it was kept, moved, broken or dismissed.
    pub ended_at: Option<Timestamp>,
    /// Since when nothing is owed any more. A broken promise is owed until somebody says otherwise.
    pub settled_at: Option<Timestamp>,
    /// What was promised instead.
    pub moved_to: Option<PromiseId>,
    /// The message by which the customer was told.
    pub moved_by: Option<MessageId>,
    /// Why it was moved or broken, in words of an agent.
    pub reason: Option<String>,
    /// The customer was told before it was due that it would not be kept.
    pub told_before: bool,
    /// When the clock has something to do with it: to remind, then to say that it was missed.
    pub look_at: Option<Timestamp>,
    /// When its owner was reminded.
    pub reminded_at: Option<Timestamp>,
    /// When the customer first said that we did not keep it.
    pub quoted_at: Option<Timestamp>,
}

impl Promise {
    /// Whether we owe it: it stands, or it was broken and nobody has said yet what comes of it.
    pub fn is_owed(&self) -> bool {
        self.said
            && self.settled_at.is_none()
            && matches!(self.state, PromiseState::Standing | PromiseState::Broken)
    }

    /// Whether it can still be kept, moved or broken by somebody.
    pub fn is_open(&self) -> bool {
        self.settled_at.is_none()
            && matches!(self.state, PromiseState::Standing | PromiseState::Broken)
    }

    /// Somebody says that it is a promise. `false`: somebody decided already.
    pub fn confirm(&mut self) -> bool {
        let proposed = self.state == PromiseState::Proposed;
        if proposed {
            self.state = PromiseState::Standing;
        }
        proposed
    }

    /// It is none. `false`: something came of it already.
    pub fn dismiss(&mut self, now: Timestamp) -> bool {
        let may = matches!(self.state, PromiseState::Proposed | PromiseState::Standing);
        if may {
            self.end(PromiseState::Dismissed, now);
        }
        may
    }

    /// It is done. What was broken stays broken, and is owed no longer.
    pub fn keep(&mut self, now: Timestamp) -> bool {
        let may = self.is_open();
        if may && self.state == PromiseState::Broken {
            self.settled_at = Some(now);
            self.look_at = None;
        } else if may {
            self.end(PromiseState::Kept, now);
        }
        may
    }

    /// It will not be kept, and nothing takes its place.
    pub fn give_up(&mut self, now: Timestamp, reason: Option<String>) -> bool {
        let may = self.is_open();
        if may {
            let ended = self.ended_at;
            self.end(PromiseState::Broken, now);
            self.ended_at = ended.or(self.ended_at);
            self.reason = reason.or(self.reason.take());
        }
        may
    }

    /// Its time passed and nobody said anything. It is owed all the more.
    pub fn miss(&mut self, now: Timestamp) -> bool {
        let due = self.due.is_some_and(|due| due <= now);
        let may = self.state == PromiseState::Standing && self.said && due;
        if may {
            self.state = PromiseState::Broken;
            self.ended_at = self.due;
            self.look_at = None;
        }
        may
    }

    /// Something else was promised instead. What was broken stays broken.
    pub fn move_to(
        &mut self,
        next: PromiseId,
        told: Option<(MessageId, Timestamp)>,
        now: Timestamp,
    ) {
        let broken = self.state == PromiseState::Broken;
        if broken {
            self.settled_at = Some(now);
            self.look_at = None;
        } else {
            self.end(PromiseState::Moved, now);
        }
        self.moved_to = Some(next);
        self.moved_by = told.map(|(message, _)| message);
        let in_time = |at: Timestamp| self.due.is_none_or(|due| at <= due);
        self.told_before = told.is_some_and(|(_, at)| in_time(at));
    }

    /// How late it was, or is by now; in seconds. `None`: not late.
    pub fn late_seconds(&self, now: Timestamp) -> Option<i64> {
        let until = match self.state {
            PromiseState::Kept => self.ended_at?,
            PromiseState::Broken => self.settled_at.unwrap_or(now),
            PromiseState::Standing => now,
            _ => return None,
        };
        let late = until.duration_since(self.due?).as_secs();
        (late > 0).then_some(late)
    }

    fn end(&mut self, state: PromiseState, now: Timestamp) {
        self.state = state;
        self.ended_at = Some(now);
        self.settled_at = Some(now);
        self.look_at = None;
    }
}
