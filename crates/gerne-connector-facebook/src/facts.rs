//! What is kept with an account beside its secrets.

use gerne_connector::{Counting, Limits, MentionLength};
use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// The facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The Page.
    pub(crate) page_id: String,
    /// The application; empty where nobody told.
    #[serde(default)]
    pub(crate) app_id: String,
    /// What was granted, where Facebook says so.
    #[serde(default)]
    pub(crate) scopes: Option<Vec<String>>,
    /// What who connected may do on the Page.
    #[serde(default)]
    pub(crate) tasks: Option<Vec<String>>,
    /// The application was granted the feature to answer after the 24 hours; `None` where nobody
    /// said so or otherwise.
    #[serde(default)]
    pub(crate) human_agent: Option<bool>,
    /// When this was asked.
    pub(crate) checked_at: Timestamp,
}

impl Facts {
    /// A person may go on answering for seven days.
    pub(crate) fn goes_on(&self) -> bool {
        self.human_agent == Some(true)
    }

    /// Of what was known before stays what nobody was asked for this time.
    pub(crate) fn after(self, before: &Self) -> Self {
        Self { human_agent: self.human_agent.or(before.human_agent), ..self }
    }
}

/// What we ask for, and what is then possible.
pub(crate) const SCOPES: [(&str, &str); 8] = [
    ("pages_show_list", "choose"),
    ("pages_read_engagement", "read_posts"),
    ("pages_read_user_content", "read_comments"),
    ("pages_manage_engagement", "answer_comments"),
    ("pages_manage_posts", "pictures"),
    ("pages_manage_metadata", "webhooks"),
    ("pages_messaging", "messages"),
    ("business_management", "business"),
];

/// Without it some Pages are not listed; nothing else needs it.
const NICE_TO_HAVE: &str = "business_management";

/// A comment is as long as this, by what Facebook takes.
const COMMENT: u32 = 8_000;
/// A message, by the Send API's reference.
const MESSAGE: u32 = 2_000;

impl Facts {
    /// Whether something was granted; what is not known is tried.
    pub(crate) fn may(&self, scope: &str) -> bool {
        self.scopes.as_ref().is_none_or(|granted| granted.iter().any(|one| one == scope))
    }

    /// What is missing, and for what it is needed.
    pub(crate) fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let needed = SCOPES.into_iter().filter(|(scope, _)| *scope != NICE_TO_HAVE);
        needed.filter(|(scope, _)| !self.may(scope)).collect()
    }

    /// Facebook announces no limits: they stand in its documents.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            max_length: Some(COMMENT),
            max_private_length: Some(MESSAGE),
            counting: Counting { url_length: None, mentions: MentionLength::Full, weighted: false },
            max_media: 1,
            max_image_bytes: 8 * 1024 * 1024,
            max_file_bytes: 25 * 1024 * 1024,
            max_alt: 0,
            mime_types: ["image/jpeg", "image/png", "image/gif", "image/webp"]
                .map(str::to_owned)
                .to_vec(),
            honours_key: false,
            prices: None,
        }
    }
}
