//! What we know about an account: found out when it is connected, kept with it.

use gerne_connector::{Counting, Limits, Prices};
use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

use crate::prices::Kind;

/// The facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// Who we are.
    pub(crate) user_id: String,
    /// Without `@`.
    pub(crate) username: String,
    /// What was granted, where X says so.
    #[serde(default)]
    pub(crate) scopes: Option<Vec<String>>,
    /// Posts may be long: the account pays for it.
    #[serde(default)]
    pub(crate) premium: bool,
    /// What rings when something comes.
    #[serde(default)]
    pub(crate) doorbell: Doorbell,
    /// When this was asked.
    pub(crate) checked_at: Timestamp,
}

/// What rings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Doorbell {
    /// Nothing: only polling.
    #[default]
    None,
    /// X Activity: mentions, answers, quotes, private messages.
    Activity,
    /// The filtered stream: whatever names us.
    Filtered,
}

/// What we ask for.
pub(crate) const SCOPES: [&str; 8] = [
    "tweet.read",
    "tweet.write",
    "tweet.moderate.write",
    "users.read",
    "dm.read",
    "dm.write",
    "media.write",
    "offline.access",
];

impl Facts {
    /// Whether something was granted; what is not known is tried.
    pub(crate) fn may(&self, scope: &str) -> bool {
        self.scopes.as_ref().is_none_or(|granted| granted.iter().any(|one| one == scope))
    }

    /// X announces no limits: they stand in its documents.
    pub(crate) fn limits(&self) -> Limits {
        let micros = |kind: Kind| u32::try_from(kind.price()).unwrap_or(u32::MAX);
        Limits {
            max_length: Some(if self.premium { 25_000 } else { 280 }),
            max_private_length: Some(10_000),
            counting: Counting::WEIGHTED,
            max_media: 4,
            max_image_bytes: 5 * 1024 * 1024,
            max_file_bytes: 512 * 1024 * 1024,
            max_alt: 1000,
            mime_types: ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"]
                .map(str::to_owned)
                .to_vec(),
            honours_key: false,
            prices: Some(Prices {
                reply: micros(Kind::Reply),
                reply_with_link: micros(Kind::Link),
                private: micros(Kind::DmSent),
            }),
        }
    }
}
