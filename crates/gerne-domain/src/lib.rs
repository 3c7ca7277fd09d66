//! The words of the house and which changes are legal. No I/O, no clock, no chance: all three are
//! passed in.

pub mod account;
pub mod agent;
pub mod conversation;
pub mod customer;
pub mod deletion;
pub mod erasure;
pub mod event;
pub mod hiding;
pub mod id;
pub mod letter;
pub mod message;
pub mod reply;
pub mod scope;
pub mod standing;
pub mod time;

pub use account::{
    Account, AccountSettings, AccountStatus, Acknowledgement, Address, Forgetting, Platform,
};
pub use agent::{Agent, Availability, PublicFace, Role, Team};
pub use conversation::{Conversation, Inbound, NoAnswerReason, Priority, Status};
pub use customer::{Customer, Identity, Unreachable};
pub use deletion::{Deletion, DeletionOutcome, DeletionReason};
pub use erasure::{Erasure, ErasureReason, ErasureRecord, Forgotten, Mark, MarkKind};
pub use event::{Actor, Event, EventKind, Held, NewEvent};
pub use hiding::{Hiding, HidingOutcome, HidingReason};
pub use id::{
    AccountId, AgentId, AlarmId, AttachmentId, BlobHash, ConversationId, CustomerId, DeletionId,
    DeliveryId, ErasureId, ExternalId, HidingId, IdSource, IdentityId, LabelId, MessageId, NoteId,
    SessionId, SnippetId, TeamId, ThreadId, ViewId,
};
pub use letter::{Automatic, Letter, Mailbox, Report, Returned};
pub use message::{
    Attachment, AttachmentKind, Author, Content, Direction, Emoji, InboundAttachment,
    InboundMessage, Item, Mention, Message, Note, Poll, PollOption, Revised, Revision, Visibility,
};
pub use reply::{
    Delivery, DeliveryState, Outbound, OutboundLetter, OutboundMedia, Receipt, Refusal,
};
pub use scope::Scope;
pub use standing::Standing;
pub use time::Clock;

/// A point in time; microseconds UTC in the database, RFC 3339 in JSON.
pub use jiff::Timestamp;
