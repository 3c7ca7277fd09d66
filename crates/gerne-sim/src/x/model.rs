//! What X keeps.

use std::collections::BTreeSet;

use bytes::Bytes;
use jiff::Timestamp;

use super::XPerson;

/// Index into the list of people.
pub(crate) type Who = usize;

#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) spec: XPerson,
    pub(crate) created_at: Timestamp,
    /// Those who see the posts when they are protected.
    pub(crate) followers: BTreeSet<Who>,
    /// The newest version of every post that exists.
    pub(crate) posts: BTreeSet<u64>,
    /// The newest version of every post that mentions, answers or quotes this person.
    pub(crate) mentions: BTreeSet<u64>,
}

/// One version of a post; an edit makes another with an id of its own.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) id: u64,
    /// Id of the first version: what names the post.
    pub(crate) first: u64,
    pub(crate) author: Who,
    /// As typed; mentions that X put before a reply come first.
    pub(crate) text: String,
    /// How many characters of it X put there.
    pub(crate) prefix: usize,
    pub(crate) created_at: Timestamp,
    pub(crate) reply_to: Option<u64>,
    pub(crate) quote: Option<u64>,
    pub(crate) conversation: u64,
    pub(crate) media: Vec<u64>,
    pub(crate) language: String,
    pub(crate) reply_settings: Option<String>,
    /// Named in what the author typed.
    pub(crate) named: BTreeSet<Who>,
    /// Named by X before a reply.
    pub(crate) implied: BTreeSet<Who>,
    pub(crate) via_api: bool,
}

/// A post with its versions.
#[derive(Debug)]
pub(crate) struct Chain {
    /// Ascending; the last is what people see.
    pub(crate) versions: Vec<u64>,
    pub(crate) deleted: Option<Timestamp>,
    pub(crate) hidden: bool,
    /// Answers to any version, first ids.
    pub(crate) answers: Vec<u64>,
    /// Posts that quote any version, first ids.
    pub(crate) quotes: Vec<u64>,
    /// Stays out of the mentions of this person until so many newer ones exist.
    pub(crate) late: Option<(Who, u32)>,
}

impl Chain {
    pub(crate) fn newest(&self) -> u64 {
        self.versions.last().copied().unwrap_or_default()
    }
}

#[derive(Debug)]
pub(crate) struct Media {
    pub(crate) id: u64,
    pub(crate) owner: Who,
    /// `photo`, `video` or `animated_gif`.
    pub(crate) kind: &'static str,
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
    /// Announced size of a chunked upload.
    pub(crate) total: usize,
    /// Chunks by their number, until finalized.
    pub(crate) chunks: std::collections::BTreeMap<u32, Bytes>,
    pub(crate) finalized: Option<Timestamp>,
    pub(crate) processing: Processing,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) alt: Option<String>,
}

impl Media {
    pub(crate) fn key(&self) -> String {
        let class = match self.kind {
            "photo" => 3,
            "video" => 7,
            _ => 16,
        };
        format!("{class}_{}", self.id)
    }

    pub(crate) fn file(&self) -> String {
        let extension = self.mime.rsplit('/').next().unwrap_or("bin").replace("jpeg", "jpg");
        format!("/media/{}.{extension}", self.id)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Processing {
    /// Nothing to wait for.
    None,
    /// Asked so often more, it is done.
    Pending(u32),
    Done,
    Failed,
}

#[derive(Debug, Clone)]
pub(crate) struct DmEvent {
    pub(crate) id: u64,
    pub(crate) sender: Who,
    pub(crate) recipient: Who,
    pub(crate) text: String,
    pub(crate) media: Vec<u64>,
    pub(crate) created_at: Timestamp,
    /// Who took it off their own list.
    pub(crate) deleted_by: BTreeSet<Who>,
}

#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) who: Who,
    pub(crate) client_id: String,
    pub(crate) redirect: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) challenge: Option<String>,
    pub(crate) plain: bool,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

/// What one consent gave: a line of tokens that live and die together.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) who: Who,
    pub(crate) client_id: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) dead: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Access {
    pub(crate) family: usize,
    pub(crate) expires_at: Timestamp,
    pub(crate) revoked: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Refresh {
    pub(crate) family: usize,
    pub(crate) expires_at: Timestamp,
    pub(crate) spent: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: u64,
    pub(crate) value: String,
    pub(crate) tag: Option<String>,
    pub(crate) query: super::query::Query,
}

#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) id: u64,
    pub(crate) event_type: String,
    pub(crate) user: Option<Who>,
    pub(crate) direction: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) endpoint: &'static str,
    pub(crate) connected_at: Timestamp,
    pub(crate) closed: Option<(Timestamp, &'static str)>,
}
