//! One matter of one customer, and which changes to it are legal.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AgentId, Climbed, ConversationId, CustomerId, DueWhy, LabelId, MessageId, TeamId,
    Timestamp,
};

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Ours to act.
    Open,
    /// Theirs.
    Pending,
    /// Ours again at a time, or when they write.
    Snoozed,
    /// Done, until they write.
    Resolved,
}

impl Status {
    /// In which somebody can wait for us: sleeping is for us, not for them (decision 0019). Whoever counts
    /// who waits counts these.
    pub const AWAITED: [Self; 2] = [Self::Open, Self::Snoozed];
}

/// How much sooner than others it is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// As the target says.
    #[default]
    Normal,
    /// In half the time.
    High,
    /// At once.
    Urgent,
}

/// Why something needs no answer. Such matters are left out of response times, by reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoAnswerReason {
    /// They only said thanks or confirmed.
    Thanks,
    /// It was not meant for us.
    NotForUs,
    /// It was answered elsewhere: by phone, in a shop.
    AnsweredElsewhere,
    /// Another customer gave the answer.
    AnsweredByCommunity,
    /// The same was written several times.
    Duplicate,
    /// The person was blocked. What was closed so opens again when they no longer are.
    Blocked,
    /// No person wrote it: a newsletter, a report. Gerne itself chooses this.
    Automatic,
    /// Anything else.
    Other,
}

/// One matter of one customer. Carries what a list row shows, so that a list needs no second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Ours.
    pub id: ConversationId,
    /// Whose matter it is.
    pub customer_id: CustomerId,
    /// The account it came in through first; decides who sees it, with `team_id`.
    pub account_id: AccountId,
    /// The team it was given to.
    pub team_id: Option<TeamId>,
    /// The agent it was given to.
    pub assignee_id: Option<AgentId>,
    /// Whose turn it is.
    pub status: Status,
    /// How urgent somebody said it is.
    pub priority: Priority,
    /// What it is about, in a few words: a subject line, or what an agent called it.
    pub subject: Option<String>,
    /// The beginning of the message that matters now: the newest unanswered one, else the newest.
    pub preview: String,
    /// Whether that message is private.
    pub preview_private: bool,
    /// The newest message.
    pub last_message_id: Option<MessageId>,
    /// When the newest message was written.
    pub last_message_at: Timestamp,
    /// Since when a person waits for us: when the oldest unanswered message was written.
    pub waiting_since: Option<Timestamp>,
    /// How many messages of theirs we have not answered.
    pub unanswered: u32,
    /// By when we should act; lists are ordered by it.
    pub due: Option<Timestamp>,
    /// When the first promise is due that nobody has kept yet.
    pub promised: Option<Timestamp>,
    /// Why then.
    pub due_why: Option<DueWhy>,
    /// Until when it sleeps.
    pub snoozed_until: Option<Timestamp>,
    /// When it began here.
    pub created_at: Timestamp,
    /// When a person of ours first answered so that the customer could see it.
    pub first_response_at: Option<Timestamp>,
    /// When it was last resolved, while it is.
    pub resolved_at: Option<Timestamp>,
    /// Why it was resolved without an answer.
    pub no_answer: Option<NoAnswerReason>,
    /// Somebody said it is spam: it opens nothing and alarms nobody.
    pub spam: bool,
    /// Words put on it.
    pub labels: Vec<LabelId>,
    /// Grows with each change; a snapshot never overwrites a newer one.
    pub rev: i64,
}

/// What a new message means for its conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// When the person wrote it; never before the account was connected (decision 0019).
    pub waits_from: Timestamp,
    /// It was said to us by a person who expects something: not context, not only thanks, not
    /// blocked.
    pub wants_answer: bool,
}

impl Conversation {
    /// A new matter that nobody has said anything in yet.
    pub fn begin(
        id: ConversationId,
        customer_id: CustomerId,
        account_id: AccountId,
        team_id: Option<TeamId>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            customer_id,
            account_id,
            team_id,
            assignee_id: None,
            status: Status::Pending,
            priority: Priority::Normal,
            subject: None,
            preview: String::new(),
            preview_private: false,
            last_message_id: None,
            last_message_at: now,
            waiting_since: None,
            unanswered: 0,
            due: None,
            promised: None,
            due_why: None,
            snoozed_until: None,
            created_at: now,
            first_response_at: None,
            resolved_at: None,
            no_answer: None,
            spam: false,
            labels: Vec::new(),
            rev: 0,
        }
    }

    /// A customer wrote. What they wait for counts from their first unanswered word: a second
    /// message never resets it.
    pub fn received(&mut self, inbound: Inbound) {
        if !inbound.wants_answer || self.spam {
            return;
        }
        let since = self.waiting_since.map_or(inbound.waits_from, |w| w.min(inbound.waits_from));
        self.waiting_since = Some(since);
        self.unanswered = self.unanswered.saturating_add(1);
        self.reopen();
    }

    /// Somebody of ours answered; the turn passes to the customer. Returns since when they had
    /// waited, to be restored when the answer does not arrive.
    pub fn answered(&mut self) -> Option<Timestamp> {
        self.status = Status::Pending;
        self.snoozed_until = None;
        self.resolved_at = None;
        self.no_answer = None;
        self.unanswered = 0;
        self.waiting_since.take()
    }

    /// The platform took an answer by a person.
    pub fn answer_arrived(&mut self, at: Timestamp) {
        self.first_response_at.get_or_insert(at);
    }

    /// An answer was taken back, refused, or may not have arrived: they wait again, since then.
    pub fn answer_failed(&mut self, waiting_before: Option<Timestamp>) {
        if self.status == Status::Resolved && waiting_before.is_none() {
            return;
        }
        self.waiting_since = match (self.waiting_since, waiting_before) {
            (Some(now), Some(before)) => Some(now.min(before)),
            (now, before) => now.or(before),
        };
        self.unanswered = self.unanswered.max(u32::from(waiting_before.is_some()));
        self.reopen();
    }

    /// Done. Nobody waits any more.
    pub fn resolve(&mut self, now: Timestamp, no_answer: Option<NoAnswerReason>) {
        self.status = Status::Resolved;
        self.resolved_at = Some(now);
        self.no_answer = no_answer;
        self.waiting_since = None;
        self.unanswered = 0;
        self.snoozed_until = None;
    }

    /// Ours to act again, without a new message.
    pub fn reopen(&mut self) {
        self.status = Status::Open;
        self.resolved_at = None;
        self.no_answer = None;
        self.snoozed_until = None;
    }

    /// Sleeps until `until`, or until the customer writes when that is `None`. The waiting goes on:
    /// sleeping is for us, not for them.
    pub fn snooze(&mut self, until: Option<Timestamp>) {
        self.status = Status::Snoozed;
        self.snoozed_until = until;
        self.resolved_at = None;
        self.no_answer = None;
    }

    /// The turn passes to the customer without an answer of ours.
    pub fn pend(&mut self) {
        self.status = Status::Pending;
        self.snoozed_until = None;
        self.resolved_at = None;
        self.no_answer = None;
    }

    /// When it climbs next: when it is nearly due, then when it is too late. `None`: it does not.
    pub fn climbs_at(&self) -> Option<Timestamp> {
        let why = self.due_why.as_ref()?;
        let ours = !self.spam && matches!(self.status, Status::Open | Status::Snoozed);
        match why.climbed {
            Climbed::No => Some(why.near).filter(|_| ours),
            Climbed::Near => Some(why.over).filter(|_| ours),
            Climbed::Missed => None,
        }
    }
}
