//! What leads must know.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Something is wrong and a person should look.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Alarm {
    /// Ours.
    pub id: Uuid,
    /// `account_disconnected`, `account_unreachable`, `outage`, `reply_refused`, `reply_unknown`,
    /// `deletions_late`, `storage_low`, `gap`, `account_notice` (a budget that is nearly spent).
    pub kind: String,
    /// Which account.
    pub account_id: Option<Uuid>,
    /// Which matter.
    pub conversation_id: Option<Uuid>,
    /// Why: a translatable key.
    pub reason: Option<String>,
    /// The reason's values: `since`, `from` and `to` as instants, `message` as the platform names
    /// it, `url`.
    pub details: BTreeMap<String, String>,
    /// Since when.
    pub raised_at: Timestamp,
}
