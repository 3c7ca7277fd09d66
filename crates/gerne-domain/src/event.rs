//! What happened. Events hold ids and what changed, never a message's words: erasing a person must
//! reach everything, and the log is never rewritten.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AgentId, AlarmId, ContactId, ConversationId, CustomerId, DeletionId, DeletionReason,
    DeliveryId, DeliveryState, FactId, FlagId, FlagState, FollowUpId, FollowUpState, Forgotten,
    HandoverId, HidingId, HidingReason, IncidentId, LabelId, MeasureId, Measured, MessageId,
    NoteId, PromiseId, PromiseState, RuleId, Scope, SnippetId, Status, TeamId, Timestamp, ViewId,
};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The customer, on the platform.
    Customer,
    /// One of us, in the console or through the API.
    Agent(AgentId),
    /// Gerne itself: time passed, a platform answered.
    System,
}

/// Who may learn of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everyone who is signed in: names of teams, agents, labels.
    Everyone,
    /// One person: their drafts, their notifications.
    Agent(AgentId),
    /// Whoever sees the conversation; also whoever saw it until now.
    Conversation {
        /// Its home account.
        account: AccountId,
        /// The team it is given to.
        team: Option<TeamId>,
        /// The team it was given to until now, when that changed.
        former: Option<TeamId>,
    },
    /// Whoever answers for the account.
    Account(AccountId),
}

impl Audience {
    /// Whether an agent with this scope may learn of it.
    pub fn includes(&self, agent: AgentId, scope: &Scope) -> bool {
        match self {
            Self::Everyone => true,
            Self::Agent(only) => *only == agent,
            Self::Conversation { account, team, former } => {
                scope.sees(*account, *team)
                    || former.is_some_and(|former| scope.sees(*account, Some(former)))
            }
            Self::Account(account) => scope.sees(*account, None),
        }
    }
}

/// What was done to a message on its platform, or wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It was hidden.
    Hidden,
    /// A lead looked at it: it stays hidden.
    Kept,
    /// It is shown again.
    Shown,
    /// Deleting it was proposed.
    Proposed,
    /// A second person deleted it.
    Deleted,
    /// A second person let it stand.
    Declined,
    /// The proposal was taken back.
    Withdrawn,
}

/// Who has a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AgentId>,
    /// The team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// A matter began.
    ConversationOpened,
    /// A customer or bystander said something, or an answer of ours was found on the platform.
    MessageReceived {
        /// What.
        message: MessageId,
    },
    /// Its words changed on the platform; the former ones are a revision.
    MessageEdited {
        /// What.
        message: MessageId,
    },
    /// The platform no longer shows it.
    MessageDeleted {
        /// What.
        message: MessageId,
    },
    /// It changed without being edited: votes of a poll, a picture that the platform has finished,
    /// the beginning of what it answers, which stands in another conversation.
    /// Not news: an answer written meanwhile is not stale.
    MessageRefreshed {
        /// What.
        message: MessageId,
    },
    /// Pictures or files of it were fetched.
    MediaFetched {
        /// Whose.
        message: MessageId,
    },
    /// One of us answered.
    ReplyWritten {
        /// What.
        message: MessageId,
        /// Its way.
        delivery: DeliveryId,
    },
    /// An answer is further on its way, or stuck.
    DeliveryChanged {
        /// What.
        message: MessageId,
        /// Its way.
        delivery: DeliveryId,
        /// Where it is now.
        state: DeliveryState,
    },
    /// Something was said among ourselves.
    NoteAdded {
        /// What.
        note: NoteId,
    },
    /// It was given to somebody.
    Assigned {
        /// The agent now.
        assignee: Option<AgentId>,
        /// The team now.
        team: Option<TeamId>,
        /// Who had it before; absent in what was told before this was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Held>,
    },
    /// Whose turn it is changed.
    StatusChanged {
        /// Now.
        status: Status,
        /// Until when it sleeps.
        until: Option<Timestamp>,
    },
    /// Words were put on it or taken off.
    LabelsChanged {
        /// All of them now.
        labels: Vec<LabelId>,
    },
    /// Its subject, priority or the like changed.
    ConversationChanged,
    /// Another conversation became part of this one.
    ConversationJoined {
        /// The one that is no longer there.
        from: ConversationId,
    },
    /// A part of this one became one of its own again.
    ConversationSeparated {
        /// The one that is there now.
        into: ConversationId,
    },
    /// A name, an identity, a language changed.
    CustomerChanged,
    /// Two customers turned out to be one.
    CustomersJoined {
        /// The one that is no longer there.
        from: CustomerId,
    },
    /// One customer turned out to be two.
    CustomersSeparated {
        /// The one that is there again.
        into: CustomerId,
    },
    /// A person was erased: whatever is shown of them is to go.
    CustomerErased,
    /// A matter was forgotten, with everything in it.
    ConversationForgotten,
    /// A message was forgotten; the matter stays.
    MessageForgotten {
        /// Which.
        message: MessageId,
    },
    /// Something of an account was forgotten by itself, as its settings say.
    Forgot {
        /// Whose settings.
        account: AccountId,
        /// How much.
        counts: Box<Forgotten>,
    },
    /// Somebody took out everything that is kept about a person, to hand it to them.
    CustomerExported,
    /// An account was connected, changed, disconnected or removed.
    AccountChanged {
        /// Which.
        account: AccountId,
    },
    /// An agent was invited, changed, left.
    AgentChanged {
        /// Who.
        agent: AgentId,
    },
    /// A team was made, renamed, dissolved.
    TeamChanged {
        /// Which.
        team: TeamId,
    },
    /// A label was made, renamed, dropped.
    LabelChanged {
        /// Which.
        label: LabelId,
    },
    /// A saved list was made, changed, dropped.
    ViewChanged {
        /// Which.
        view: ViewId,
    },
    /// When somebody is there, or who covers, was changed.
    HoursChanged,
    /// By when something should be answered was changed.
    TargetsChanged,
    /// Somebody waits nearly, or really, too long: it climbed.
    Climbed,
    /// Something was measured. Figures are made of these alone.
    Measured {
        /// What.
        fact: Box<Measured>,
    },
    /// What was measured when somebody took a step is taken back with the step.
    MeasuredTakenBack {
        /// In which matter.
        matter: ConversationId,
        /// What was measured at this instant.
        measured_at: Timestamp,
        /// Only this, where it is one thing alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fact: Option<MeasureId>,
    },
    /// Other programs are told of alarms, or no longer.
    AlarmHooksChanged,
    /// Reports that are kept were changed.
    ReportsChanged,
    /// An admin said on what legal ground figures may rest on few people, or that they may not.
    FiguresGroundChanged {
        /// They may now.
        few: bool,
    },
    /// A text kept ready was made, changed, dropped.
    SnippetChanged {
        /// Which.
        snippet: SnippetId,
    },
    /// Deleting a message on its platform was proposed, or decided.
    DeletionChanged {
        /// Which proposal.
        deletion: DeletionId,
        /// What was done; older events do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deed: Option<Deed>,
        /// Why it was wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<DeletionReason>,
    },
    /// A message was hidden on its platform, shown again, or looked at by a lead.
    HidingChanged {
        /// Which hiding.
        hiding: HidingId,
        /// What was done; older events do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deed: Option<Deed>,
        /// Why it was hidden.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<HidingReason>,
    },
    /// Something was promised, or a promise is further.
    PromiseChanged {
        /// Which.
        promise: PromiseId,
        /// How far it is now.
        became: PromiseState,
    },
    /// Something said outside the platforms was written down.
    ContactLogged {
        /// Which.
        contact: ContactId,
    },
    /// What was written down of it was changed or taken back.
    ContactChanged {
        /// Which.
        contact: ContactId,
    },
    /// Asking whether it worked is planned, or further.
    FollowUpChanged {
        /// Which.
        follow_up: FollowUpId,
        /// How far it is now.
        answer: FollowUpState,
    },
    /// What somebody had was handed over, or a note about it was decided.
    HandoverChanged {
        /// Which.
        handover: HandoverId,
    },
    /// Something that is known about a matter or a person was written, corrected or dismissed, or
    /// they were verified. What is read out of messages tells nobody: the message does.
    FactsChanged,
    /// Who may be the same person as a customer: somebody was found, or no longer is.
    SuggestionsChanged,
    /// Somebody looked at the value of something sensitive.
    FactRevealed {
        /// Which.
        fact: FactId,
    },
    /// Something private was said in public all the same; why stands in a note.
    SaidInPublic {
        /// The answer that says it.
        message: MessageId,
    },
    /// What the company told so that texts are read better changed.
    KnowledgeChanged,
    /// A rule was made, changed, switched, dropped.
    RuleChanged {
        /// Which.
        rule: RuleId,
    },
    /// What is held about noticing strangers was changed.
    NoticingChanged,
    /// A rule noticed something, or somebody decided about it.
    FlagChanged {
        /// What.
        flag: FlagId,
        /// What became of it.
        state: FlagState,
    },
    /// A rule did something by itself in a matter.
    RuleActed {
        /// Which.
        rule: RuleId,
    },
    /// Somebody said what a text is: readings learn from it.
    LessonsChanged,
    /// Many people report one thing; more do, or it is over.
    IncidentChanged {
        /// What.
        incident: IncidentId,
    },
    /// A person must look at a matter with care, or somebody did.
    EscalationChanged,
    /// Somebody's unsent text was kept, or dropped.
    DraftChanged,
    /// Somebody was called or given something.
    Notified,
    /// Leads must know something.
    AlarmRaised {
        /// Which.
        alarm: AlarmId,
    },
    /// What stands says other numbers.
    AlarmChanged {
        /// Which.
        alarm: AlarmId,
    },
    /// It is over.
    AlarmCleared {
        /// Which.
        alarm: AlarmId,
    },
}

/// An event before the log gave it its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvent {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// Who may learn of it.
    pub audience: Audience,
    /// The matter it belongs to.
    pub conversation_id: Option<ConversationId>,
    /// The person it belongs to.
    pub customer_id: Option<CustomerId>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// An event in the log: gapless numbers in commit order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number; the first is 1.
    pub seq: i64,
    /// What happened.
    #[serde(flatten)]
    pub event: NewEvent,
}
