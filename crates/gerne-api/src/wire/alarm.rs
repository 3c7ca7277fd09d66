//! What leads must know.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Something is wrong and a person should look.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Alarm {
    /// Ours.
    pub id: Uuid,
    /// `account_disconnected`, `account_unreachable`, `outage`, `reply_refused`, `reply_unknown`,
    /// `announcement_refused`, `announcement_unknown`, `deletions_late`, `storage_low`, `gap`,
    /// `account_notice` (a budget that is nearly spent), `target_missed`, `promise_missed`, `flood`.
    pub kind: String,
    /// Which account.
    pub account_id: Option<Uuid>,
    /// Which matter.
    pub conversation_id: Option<Uuid>,
    /// Why: a translatable key.
    pub reason: Option<String>,
    /// The reason's values: `since`, `from` and `to` as instants, `message` as the platform names
    /// it, `url`; of an announcement, `incident`.
    pub details: BTreeMap<String, String>,
    /// Since when.
    pub raised_at: Timestamp,
}

/// A program that is told of alarms.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlarmHook {
    /// Ours.
    pub id: Uuid,
    /// Where it is called.
    pub url: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it last took a call.
    pub called_at: Option<Timestamp>,
    /// Why it took none since: `hook.refused`, `hook.no_answer`, `hook.address`.
    pub trouble: Option<String>,
    /// What signs the calls; only in the answer that made it.
    pub secret: Option<String>,
}

/// A program to tell.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AlarmHookBody {
    /// Where it is called: `https`, on the public internet or what the operator allows.
    pub url: String,
}

/// Whether one is told of alarms by mail. What is about a single matter is not mailed, nor what is over
/// within a minute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlarmMailing {
    /// One is.
    pub on: bool,
    /// At which address: what one signs in with.
    pub address: String,
    /// Through which account mails leave now; null: no mailbox is connected, and none leave.
    pub account_id: Option<Uuid>,
    /// Why the last one did not reach one, a translatable key: `alarm_mail.returned`,
    /// `alarm_mail.gave_up`, `alarm_mail.unknown`, or why the mail server refused it.
    pub trouble: Option<String>,
}

/// The same, to be said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AlarmMailingBody {
    /// Told by mail from now on, or no longer.
    pub on: bool,
}
