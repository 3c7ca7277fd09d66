//! Posts, comments and messages as the library API shows them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A post of a Page, of a visitor, elsewhere with a tag, or a review; deleted ones too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FbPost {
    /// `<page>_<number>`
    pub id: String,
    /// `own`, `ad`, `visitor`, `tagged` or `review`.
    pub kind: String,
    /// Handle of the Page.
    pub page: String,
    /// Handle.
    pub author: String,
    /// As typed.
    pub text: String,
    /// Ids of files.
    pub media: Vec<String>,
    /// When.
    pub created_at: Timestamp,
    /// It is gone.
    pub deleted: bool,
    /// The Page hid it.
    pub hidden: bool,
    /// Came through the API.
    pub via_api: bool,
}

/// A comment, deleted ones too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FbComment {
    /// `<post>_<number>`
    pub id: String,
    /// Id of the post.
    pub post: String,
    /// Id of the comment at the first level that it stands below.
    pub parent: Option<String>,
    /// Handle of the Page.
    pub page: String,
    /// Handle.
    pub author: String,
    /// As typed; empty for a photo or a sticker alone.
    pub text: String,
    /// Id of a file.
    pub media: Option<String>,
    /// When.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub edits: u32,
    /// It is gone.
    pub deleted: bool,
    /// The Page hid it.
    pub hidden: bool,
    /// Handles of those who like it.
    pub liked_by: Vec<String>,
    /// A private reply was sent to it.
    pub replied_privately: bool,
    /// Came through the API.
    pub via_api: bool,
}

/// A message in Messenger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FbMessage {
    /// `m_…`
    pub id: String,
    /// `t_…`
    pub conversation: String,
    /// Handle of the Page.
    pub page: String,
    /// Handle of the person that the Page talks with.
    pub person: String,
    /// Handle of who wrote.
    pub author: String,
    /// As typed.
    pub text: String,
    /// Ids of files.
    pub media: Vec<String>,
    /// When.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub edits: u32,
    /// Id of the comment or post that it answers in private.
    pub about: Option<String>,
    /// Came through the API.
    pub via_api: bool,
}

/// What to post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FbPostSpec {
    /// As typed.
    pub text: String,
    /// Ids of uploaded files.
    pub media: Vec<String>,
    /// Shown as an advertisement only.
    pub ad: bool,
}

/// What to comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FbCommentSpec {
    /// Id of the post or the comment.
    pub on: String,
    /// As typed; may be empty with a file.
    pub text: String,
    /// Id of an uploaded file.
    pub media: Option<String>,
}

/// What to write in Messenger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FbMessageSpec {
    /// As typed.
    pub text: String,
    /// Ids of uploaded files.
    pub media: Vec<String>,
    /// Id of the message that it answers.
    pub reply_to: Option<String>,
}

/// A webhook as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FbDelivery {
    /// When.
    pub at: Timestamp,
    /// The body, byte for byte.
    pub body: String,
    /// `X-Hub-Signature-256`
    pub signature: String,
    /// How many updates are in it.
    pub updates: usize,
    /// Which try this was, from 1.
    pub attempt: usize,
    /// Status of the answer; 0 when there was none.
    pub status: u16,
}

impl FbPostSpec {
    /// Words alone.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// With a file.
    #[must_use]
    pub fn media(mut self, id: &str) -> Self {
        self.media.push(id.to_owned());
        self
    }
}

impl FbCommentSpec {
    /// Words alone.
    pub fn new(on: &str, text: &str) -> Self {
        Self { on: on.to_owned(), text: text.to_owned(), media: None }
    }

    /// With a file.
    #[must_use]
    pub fn media(mut self, id: &str) -> Self {
        self.media = Some(id.to_owned());
        self
    }
}

impl FbMessageSpec {
    /// Words alone.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// With a file.
    #[must_use]
    pub fn media(mut self, id: &str) -> Self {
        self.media.push(id.to_owned());
        self
    }
}
