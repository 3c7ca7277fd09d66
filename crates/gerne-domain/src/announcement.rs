//! What an account says before everyone, to nobody in particular.

use crate::{
    AccountId, AgentId, AnnouncementId, DeliveryState, IncidentId, Outbound, Receipt, Refusal,
    Timestamp,
};

/// What an account says of an incident before everyone. Goes the way of a delivery, and belongs to no
/// conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Ours.
    pub id: AnnouncementId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Through which account.
    pub account_id: AccountId,
    /// `text`: what is known; `over`: that it is over. Each once.
    pub what: String,
    /// Who read it and let it go.
    pub agent_id: AgentId,
    /// How far it is.
    pub state: DeliveryState,
    /// Not before: its undo window, the next try, the next look.
    pub not_before: Timestamp,
    /// How often it was handed to the platform.
    pub attempts: u32,
    /// When last.
    pub attempted_at: Option<Timestamp>,
    /// Why it waits, or was refused.
    pub reason: Option<Refusal>,
    /// The words, frozen.
    pub outbound: Outbound,
    /// What the platform answered.
    pub receipt: Option<Receipt>,
}
