//! What the platform sends, as it sends it: unknown fields are tolerated.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// A letter in the inbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    /// Also its file name: later ones sort after earlier ones.
    pub(crate) id: String,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
    #[serde(default)]
    pub(crate) edited_at: Option<Timestamp>,
    pub(crate) text: String,
}
