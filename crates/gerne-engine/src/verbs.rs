//! What agents, leads and admins do, one file per kind. Each verb is one transaction.

pub mod accounts;
pub mod agents;
mod compose;
pub mod conversations;
pub mod customers;
mod deleting;
pub mod deliveries;
pub mod erasing;
mod gaps;
mod holding;
pub mod joining;
mod letters;
pub mod lists;
mod messages;
mod notes;
pub mod replies;
pub mod snippets;
pub mod starting;
mod wording;

pub use crate::ingest::acknowledgement_words;
pub use accounts::{AccountChange, Connection, ConnectionStep};
pub use agents::{AgentChange, Invitation, NewAgent, Ticket, random_token, token_hash};
pub use conversations::{BulkChange, StatusChange, Triage};
pub use customers::CustomerChange;
pub use erasing::ErasureOrder;
pub(crate) use holding::Prepared;
pub use joining::{Part, Undone};
pub use letters::NewLetter;
pub(crate) use letters::Reaches;
pub use lists::{LabelChange, TeamChange, ViewChange};
pub use replies::{NewReply, ReplyMedia, Written};
pub use snippets::SnippetChange;
pub use starting::{NewConversation, Recipient};
pub use wording::signature;
