//! Posts as the library API shows them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A post, deleted ones too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct XPost {
    /// Of this version.
    pub id: String,
    /// Ids of all versions, ascending; the first names the post.
    pub versions: Vec<String>,
    /// Handle.
    pub author: String,
    /// With the mentions that X put before a reply, and not escaped.
    pub text: String,
    /// Without them: what the author typed.
    pub typed: String,
    /// Id of what it answers.
    pub reply_to: Option<String>,
    /// Id of what it quotes.
    pub quote: Option<String>,
    /// Id of the first post of the conversation.
    pub conversation: String,
    /// Handles that the author named in what was typed.
    pub named: Vec<String>,
    /// Ids of files.
    pub media: Vec<String>,
    /// Of this version.
    pub created_at: Timestamp,
    /// Its author took it back.
    pub deleted: bool,
    /// The author of the conversation hid it.
    pub hidden: bool,
    /// Came through the API.
    pub via_api: bool,
}

/// What to post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct XPostSpec {
    /// As typed.
    pub text: String,
    /// Id of what it answers; X puts the mentions of a reply before the text.
    pub reply_to: Option<String>,
    /// Id of what it quotes.
    pub quote: Option<String>,
    /// Ids of uploaded files.
    pub media: Vec<String>,
    /// The person's own when `None`.
    pub language: Option<String>,
}

impl XPostSpec {
    /// A post.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// As an answer.
    #[must_use]
    pub fn reply_to(mut self, id: &str) -> Self {
        self.reply_to = Some(id.to_owned());
        self
    }

    /// With a quote.
    #[must_use]
    pub fn quote(mut self, id: &str) -> Self {
        self.quote = Some(id.to_owned());
        self
    }

    /// With a file.
    #[must_use]
    pub fn media(mut self, id: &str) -> Self {
        self.media.push(id.to_owned());
        self
    }
}

/// A private message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct XMessage {
    /// Of the event.
    pub id: String,
    /// `smaller id-larger id`
    pub conversation: String,
    /// Handle.
    pub sender: String,
    /// Handle.
    pub recipient: String,
    /// As typed.
    pub text: String,
    /// Ids of files.
    pub media: Vec<String>,
    /// When it was sent.
    pub created_at: Timestamp,
}

/// What one consent gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XTokens {
    /// Good for two hours.
    pub access: String,
    /// Good once; only with the scope `offline.access`.
    pub refresh: Option<String>,
    /// When the access token ends.
    pub expires_at: Timestamp,
}
