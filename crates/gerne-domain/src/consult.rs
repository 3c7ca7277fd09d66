//! Asking colleagues outside: technicians, the back office. The customer never sees that thread.

use crate::{AccountId, AgentId, ConsultId, ConversationId, ThreadId, Timestamp};

/// A question by mail to somebody outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consult {
    /// Ours.
    pub id: ConsultId,
    /// About which matter.
    pub conversation_id: ConversationId,
    /// Through which mailbox.
    pub account_id: AccountId,
    /// The thread of the letters; it belongs to no conversation.
    pub thread_id: ThreadId,
    /// Who asks.
    pub agent_id: AgentId,
    /// Who is asked, in lower case.
    pub to_address: String,
    /// What they are called.
    pub to_name: Option<String>,
    /// The letter's subject.
    pub subject: String,
    /// When.
    pub asked_at: Timestamp,
    /// When they last answered.
    pub answered_at: Option<Timestamp>,
}
