//! Hiding what others said.

use gerne_domain::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::entry::Entry;

/// Why somebody hid a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HidingReason {
    /// It spreads hate.
    Hateful,
    /// It threatens somebody, or leads into danger.
    Dangerous,
    /// It insults somebody.
    Insulting,
    /// It holds somebody's data that do not belong there.
    PrivateData,
    /// It is spam or a fraud.
    Spam,
    /// Anything else.
    Other,
    /// It was hidden in the platform's own app, which tells neither who nor why. Never a reason to
    /// give.
    Elsewhere,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HidingOutcome {
    /// A lead looked at it: it stays hidden.
    Kept,
    /// It is shown again.
    Shown,
    /// It is gone from its platform, or was forgotten.
    Gone,
}

/// Hide a message.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
pub struct HidingBody {
    /// Why; never `elsewhere`.
    #[serde(deserialize_with = "given")]
    pub reason: HidingReason,
}

fn given<'de, D: Deserializer<'de>>(from: D) -> Result<HidingReason, D::Error> {
    match HidingReason::deserialize(from)? {
        HidingReason::Elsewhere => Err(D::Error::custom(
            "`elsewhere` is what the platform's own app did; give another reason",
        )),
        reason => Ok(reason),
    }
}

/// That a message is hidden on its platform, as its entry says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hidden {
    /// Why.
    pub reason: HidingReason,
    /// Who hid it; null: in the platform's own app.
    pub by: Option<Uuid>,
    /// When.
    pub at: Timestamp,
    /// A lead looked at it.
    pub reviewed: bool,
}

/// That we like a message on its platform, as its entry says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Liked {
    /// Who of us said so.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
}

impl From<gerne_domain::Liked> for Liked {
    fn from(from: gerne_domain::Liked) -> Self {
        Self { by: from.liked_by.0, at: from.liked_at }
    }
}

/// A message that was hidden, and what came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Hiding {
    /// Ours.
    pub id: Uuid,
    /// The message; null once it is shown again or gone.
    pub entry: Option<Entry>,
    /// The matter; null once that was forgotten.
    pub conversation_id: Option<Uuid>,
    /// On which account's platform.
    pub account_id: Uuid,
    /// Why.
    pub reason: HidingReason,
    /// Who hid it; null: in the platform's own app.
    pub hidden_by: Option<Uuid>,
    /// When.
    pub hidden_at: Timestamp,
    /// Whether you may be the lead who looks at it.
    pub yours_to_review: bool,
    /// The lead who looked at it.
    pub reviewed_by: Option<Uuid>,
    /// When.
    pub reviewed_at: Option<Timestamp>,
    /// Who showed it again; null with `shown_at`: in the platform's own app.
    pub shown_by: Option<Uuid>,
    /// When.
    pub shown_at: Option<Timestamp>,
    /// What came of it; null while it is hidden and no lead looked at it.
    pub outcome: Option<HidingOutcome>,
}

/// Which hidings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HidingQuery {
    /// Those that something came of (leads), the newest first, instead of those that no lead looked
    /// at yet.
    #[serde(default)]
    pub settled: bool,
}

impl From<gerne_domain::Hiding> for Hidden {
    fn from(from: gerne_domain::Hiding) -> Self {
        Self {
            reason: from.reason.into(),
            by: from.hidden_by.map(|id| id.0),
            at: from.hidden_at,
            reviewed: from.reviewed_at.is_some(),
        }
    }
}

macro_rules! same {
    ($from:ident: $($name:ident),*) => {
        impl From<$from> for gerne_domain::$from {
            fn from(from: $from) -> Self {
                match from { $($from::$name => Self::$name,)* }
            }
        }
        impl From<gerne_domain::$from> for $from {
            fn from(from: gerne_domain::$from) -> Self {
                match from { $(gerne_domain::$from::$name => Self::$name,)* }
            }
        }
    };
}

same!(HidingReason: Hateful, Dangerous, Insulting, PrivateData, Spam, Other, Elsewhere);
same!(HidingOutcome: Kept, Shown, Gone);
