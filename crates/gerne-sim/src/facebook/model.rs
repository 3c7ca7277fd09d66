//! What Facebook keeps.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use jiff::Timestamp;

use super::{FbPage, FbPerson};

/// Index into the list of people.
pub(crate) type Who = usize;
/// Index into the list of Pages.
pub(crate) type PageNo = usize;

/// Everything that a person can be allowed to do on a Page.
pub(crate) const TASKS: [&str; 6] =
    ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"];
/// The app in whose name a Page answers in Facebook's own inbox.
pub(crate) const INBOX_APP: u64 = 263_902_037_430_900;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Author {
    Person(Who),
    Page(PageNo),
}

#[derive(Debug)]
pub(crate) struct Person {
    /// The account's own id: an app sees it of who logged in, of nobody else.
    pub(crate) id: u64,
    pub(crate) spec: FbPerson,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) id: u64,
    pub(crate) spec: FbPage,
    /// May write nothing in Messenger now.
    pub(crate) restricted: bool,
    /// Fields that the app subscribed for it.
    pub(crate) subscribed: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostKind {
    /// The Page's own.
    Own,
    /// The Page's own, shown as an advertisement only.
    Ad,
    /// On the Page, by somebody else.
    Visitor,
    /// Elsewhere, and tags the Page.
    Tagged,
    /// A review, with its verdict and stars of old times.
    Review { positive: bool, stars: Option<u8> },
}

#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) page: PageNo,
    pub(crate) author: Author,
    pub(crate) kind: PostKind,
    pub(crate) text: String,
    pub(crate) files: Vec<u64>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) deleted: bool,
    pub(crate) hidden: bool,
    /// Every comment at the first level, gone ones too, in order.
    pub(crate) comments: Vec<u64>,
    /// Conversation that a private reply began.
    pub(crate) private_reply: Option<usize>,
    pub(crate) reactions: BTreeMap<Author, String>,
    pub(crate) via_api: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) page: PageNo,
    /// Number of the post.
    pub(crate) post: u64,
    /// The comment at the first level that it stands below.
    pub(crate) parent: Option<u64>,
    pub(crate) author: Author,
    pub(crate) text: String,
    pub(crate) file: Option<u64>,
    pub(crate) created_at: Timestamp,
    pub(crate) deleted: bool,
    pub(crate) hidden: bool,
    pub(crate) edits: u32,
    pub(crate) replies: Vec<u64>,
    pub(crate) private_reply: Option<usize>,
    pub(crate) reactions: BTreeMap<Author, String>,
    pub(crate) via_api: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// `m_…`, the same in webhooks and answers.
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) conversation: usize,
    pub(crate) author: Author,
    pub(crate) text: String,
    pub(crate) files: Vec<u64>,
    pub(crate) created_at: Timestamp,
    pub(crate) edits: u32,
    pub(crate) reply_to: Option<u64>,
    pub(crate) reaction: Option<String>,
    /// The app that sent it.
    pub(crate) app: Option<u64>,
    pub(crate) metadata: Option<String>,
    /// Id of the comment or post that it answers in private.
    pub(crate) about: Option<String>,
    pub(crate) via_api: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    /// `t_…`
    pub(crate) id: String,
    pub(crate) page: PageNo,
    pub(crate) who: Who,
    pub(crate) messages: Vec<u64>,
    pub(crate) updated_at: Timestamp,
    pub(crate) unread: u32,
    /// When the person wrote last: what the window of a day counts from.
    pub(crate) heard_at: Option<Timestamp>,
    /// Another app owns the thread.
    pub(crate) elsewhere: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Media {
    pub(crate) id: u64,
    /// `image`, `audio`, `video`, `file` or `sticker`.
    pub(crate) kind: &'static str,
    pub(crate) mime: String,
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Who uploaded it by the API.
    pub(crate) page: Option<PageNo>,
    pub(crate) created_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) grant: usize,
    pub(crate) redirect: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

/// What one login allowed: all its tokens live and die together.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) who: Who,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) pages: BTreeSet<PageNo>,
    /// Subcode that tells why it is no longer good.
    pub(crate) dead: Option<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) grant: usize,
    /// The Page that it speaks for; `None`: the person's own.
    pub(crate) page: Option<PageNo>,
    pub(crate) issued_at: Timestamp,
    /// `None`: never.
    pub(crate) expires_at: Option<Timestamp>,
}

impl Media {
    pub(crate) fn extension(&self) -> &str {
        let subtype = self.mime.rsplit('/').next().unwrap_or("bin");
        if subtype == "jpeg" { "jpg" } else { subtype }
    }
}
