//! Erasing people, and handing out what is kept about them.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Why a person is erased, by the letters of Art. 17 (1) GDPR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureReason {
    /// They asked for it.
    #[default]
    Requested,
    /// What it was kept for is over (a).
    NoLongerNeeded,
    /// They took their consent back (b).
    ConsentWithdrawn,
    /// They objected (c).
    Objected,
    /// It should never have been kept (d).
    Unlawful,
    /// A law or an authority demands it (e).
    Required,
}

/// An order to erase somebody.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ErasureBody {
    /// Their name or one of their handles, written down by who orders it; the case of letters and
    /// a leading `@` do not matter.
    pub confirm: String,
    /// Why.
    #[serde(default)]
    pub reason: ErasureReason,
}

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// How much of each kind was forgotten.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(default)]
        pub struct Forgotten {
            $($(#[$doc])* pub $name: u64,)*
        }

        impl From<gerne_domain::Forgotten> for Forgotten {
            fn from(from: gerne_domain::Forgotten) -> Self {
                Self { $($name: from.$name,)* }
            }
        }
    };
}

counts! {
    /// People: the customer, and who had been joined into them.
    customers,
    /// How platforms knew them.
    identities,
    /// Matters.
    conversations,
    /// Messages, theirs and ours to them.
    messages,
    /// Former wordings.
    revisions,
    /// Pictures and files, as they stood in messages.
    attachments,
    /// Bytes of pictures and files that nothing else named.
    blobs,
    /// Internal notes.
    notes,
    /// Texts that nobody had sent.
    drafts,
    /// Replies' ways to the platform.
    deliveries,
    /// Calls to agents.
    notifications,
    /// Things that leads had to know.
    alarms,
    /// Remembered answers of this interface.
    answers,
    /// Saved lists that showed nobody else.
    views,
    /// Places in what others said where they were struck out.
    struck,
}

/// That a person was erased. Nothing here is about them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Erasure {
    /// Ours.
    pub id: Uuid,
    /// When it was asked for.
    pub at: Timestamp,
    /// By whom; null: at the shell, or when a backup was restored.
    pub by: Option<Uuid>,
    /// Why.
    pub reason: ErasureReason,
    /// How much.
    pub counts: Forgotten,
    /// Since when the bytes are overwritten too; null: that is still to be done, by itself.
    pub finished_at: Option<Timestamp>,
}

impl From<gerne_domain::Erasure> for Erasure {
    fn from(from: gerne_domain::Erasure) -> Self {
        Self {
            id: from.id.0,
            at: from.at,
            by: from.agent_id.map(|agent| agent.0),
            reason: from.reason.into(),
            counts: from.counts.into(),
            finished_at: from.finished_at,
        }
    }
}

macro_rules! reasons {
    ($($name:ident),*) => {
        impl From<ErasureReason> for gerne_domain::ErasureReason {
            fn from(from: ErasureReason) -> Self {
                match from { $(ErasureReason::$name => Self::$name,)* }
            }
        }
        impl From<gerne_domain::ErasureReason> for ErasureReason {
            fn from(from: gerne_domain::ErasureReason) -> Self {
                match from { $(gerne_domain::ErasureReason::$name => Self::$name,)* }
            }
        }
    };
}

reasons!(Requested, NoLongerNeeded, ConsentWithdrawn, Objected, Unlawful, Required);

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `de` or `en`; without it the customer's, else the agent's.
    #[serde(default)]
    pub language: Option<String>,
}
