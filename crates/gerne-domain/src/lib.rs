//! The words of the house and which changes are legal. No I/O, no clock, no chance: all three are
//! passed in.

pub mod account;
pub mod agent;
pub mod announcement;
pub mod consult;
pub mod contact;
pub mod conversation;
pub mod customer;
pub mod deletion;
pub mod due;
pub mod erasure;
pub mod event;
pub mod fact;
pub mod follow_up;
pub mod handover;
pub mod hiding;
pub mod id;
pub mod incident;
pub mod letter;
pub mod measure;
pub mod message;
pub mod notification;
pub mod promise;
pub mod reply;
pub mod rule;
pub mod scope;
pub mod standing;
pub mod time;
pub mod tone;

pub use account::{
    Account, AccountSettings, AccountStatus, Acknowledgement, Address, Forgetting, Platform,
};
pub use agent::{Agent, Availability, PublicFace, Role, Team};
pub use announcement::Announcement;
pub use consult::Consult;
pub use contact::{Contact, ContactWay};
pub use conversation::{Conversation, Inbound, NoAnswerReason, Priority, Status};
pub use customer::{Customer, Identity, Unreachable};
pub use deletion::{Deletion, DeletionOutcome, DeletionReason};
pub use due::{Climbed, DueBy, DueWhy, Goal, HoursOwner};
pub use erasure::{Erasure, ErasureReason, ErasureRecord, Forgotten, Mark, MarkKind};
pub use event::{Actor, Deed, Event, EventKind, Held, NewEvent};
pub use fact::{
    Fact, FactState, HintCount, HintRest, Knowledge, Stated, TaughtPattern, Verification,
};
pub use follow_up::{FollowUp, FollowUpState};
pub use handover::{Handover, HandoverNote, HandoverNoteState};
pub use hiding::{Hiding, HidingOutcome, HidingReason, Liked};
pub use id::{
    AccountId, AgentId, AlarmId, AnnouncementId, AttachmentId, BlobHash, ConsultId, ContactId,
    ConversationId, CustomerId, DeedId, DeletionId, DeliveryId, ErasureId, ExternalId, FactId,
    FlagId, FollowUpId, HandoverId, HandoverNoteId, HidingId, IdSource, IdentityId, IncidentId,
    LabelId, LessonId, MeasureId, MessageId, NoteId, PromiseId, RuleId, SessionId, SnippetId,
    TargetId, TeamId, ThreadId, VerificationId, ViewId,
};
pub use incident::{Incident, IncidentBody, IncidentMember, IncidentState};
pub use letter::{Automatic, Letter, Mailbox, Report, Returned};
pub use measure::{MeasureKind, Measured};
pub use message::{
    Attachment, AttachmentKind, Author, Content, Direction, Emoji, InboundAttachment,
    InboundMessage, Item, Mention, Message, Note, Poll, PollOption, Revised, Revision, Visibility,
};
pub use notification::NotificationKind;
pub use promise::{Firmness, Promise, PromiseKind, PromiseState};
pub use reply::{
    Delivery, DeliveryState, Outbound, OutboundLetter, OutboundMedia, Receipt, Refusal,
};
pub use rule::{
    Action, Flag, FlagHit, FlagMark, FlagReason, FlagState, FoundPost, Noticing, Rule, RuleDay,
    RuleDeed, RuleSaid,
};
pub use scope::Scope;
pub use standing::Standing;
pub use time::Clock;
pub use tone::{Escalation, Tone, ToneCause, ToneClass, ToneRead, ToneSaid, ToneWord};

/// A point in time; microseconds UTC in the database, RFC 3339 in JSON.
pub use jiff::Timestamp;
