//! Whether something may be answered.

use gerne_connector::MayReply;
use gerne_domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::words::Reason;

/// Whether a message may be answered where it stands, and in private instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayReplyInfo {
    /// Where it stands: before everyone, or in private.
    pub here: May,
    /// Its author in private, where that is something of its own; null: it is nothing special.
    pub privately: Option<May>,
}

/// Whether it may be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct May {
    /// It may.
    pub may: bool,
    /// Why not.
    pub reason: Option<Reason>,
    /// No longer than until then, where the platform sets a limit.
    pub until: Option<Timestamp>,
    /// US cents, where it costs something.
    pub cost_cents: Option<u32>,
}

impl From<MayReply> for May {
    fn from(may: MayReply) -> Self {
        match may {
            MayReply::Yes { cost, until } => {
                Self { may: true, reason: None, until, cost_cents: cost }
            }
            MayReply::No { reason } => {
                Self { may: false, reason: Some(reason.into()), until: None, cost_cents: None }
            }
        }
    }
}
