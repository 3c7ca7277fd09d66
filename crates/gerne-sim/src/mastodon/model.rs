//! What the server keeps.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{PersonSpec, Visibility};

/// Index into the list of accounts.
pub(crate) type Who = usize;

#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) username: String,
    /// `None` for people of this server.
    pub(crate) host: Option<String>,
    pub(crate) spec: PersonSpec,
    pub(crate) created_at: Timestamp,
    pub(crate) policy: Policy,
    /// How many statuses exist, and when the newest was posted.
    pub(crate) statuses: usize,
    pub(crate) last_status: Option<Timestamp>,
}

impl Account {
    /// `user` or `user@host`.
    pub(crate) fn acct(&self) -> String {
        match &self.host {
            Some(host) => format!("{}@{host}", self.username),
            None => self.username.clone(),
        }
    }

    pub(crate) fn url(&self, base: &str) -> String {
        match &self.host {
            Some(host) => format!("https://{host}/@{}", self.username),
            None => format!("{base}/@{}", self.username),
        }
    }

    pub(crate) fn uri(&self, base: &str) -> String {
        match &self.host {
            Some(host) => format!("https://{host}/users/{}", self.username),
            None => format!("{base}/ap/users/{}", self.id),
        }
    }
}

/// `NotificationPolicy`: accept, filter or drop.
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "they are the wire's own names")]
pub(crate) struct Policy {
    pub(crate) for_not_following: String,
    pub(crate) for_not_followers: String,
    pub(crate) for_new_accounts: String,
    pub(crate) for_private_mentions: String,
    pub(crate) for_limited_accounts: String,
}

impl Default for Policy {
    fn default() -> Self {
        let accept = || "accept".to_owned();
        Self {
            for_not_following: accept(),
            for_not_followers: accept(),
            for_new_accounts: accept(),
            for_private_mentions: accept(),
            for_limited_accounts: "filter".to_owned(),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Status {
    pub(crate) id: String,
    pub(crate) author: Who,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) spoiler_text: String,
    pub(crate) sensitive: bool,
    pub(crate) language: Option<String>,
    pub(crate) visibility: Visibility,
    pub(crate) in_reply_to: Option<String>,
    pub(crate) quote: Option<String>,
    pub(crate) mentions: Vec<Who>,
    pub(crate) tags: Vec<String>,
    pub(crate) media: Vec<String>,
    pub(crate) poll: Option<Poll>,
    pub(crate) created_at: Timestamp,
    pub(crate) edited_at: Option<Timestamp>,
    pub(crate) deleted: bool,
    pub(crate) favourites: BTreeSet<Who>,
    /// Oldest first; holds the present one only once there was an edit.
    pub(crate) revisions: Vec<Revision>,
    pub(crate) application: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Revision {
    pub(crate) html: String,
    pub(crate) spoiler_text: String,
    pub(crate) sensitive: bool,
    pub(crate) media: Vec<String>,
    pub(crate) created_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct Poll {
    pub(crate) id: String,
    pub(crate) options: Vec<(String, BTreeSet<Who>)>,
    pub(crate) multiple: bool,
    pub(crate) expires_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct Notification {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) from: Who,
    pub(crate) status: Option<String>,
    pub(crate) created_at: Timestamp,
    /// Held back by the account's policy.
    pub(crate) filtered: bool,
    /// Left out of lists until this many newer ones exist (a writer that committed late).
    pub(crate) hidden_behind: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct Media {
    pub(crate) id: String,
    pub(crate) owner: Who,
    /// `image`, `video`, `audio`, `gifv`, `unknown`.
    pub(crate) kind: &'static str,
    pub(crate) mime: String,
    pub(crate) extension: &'static str,
    pub(crate) bytes: bytes::Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) description: Option<String>,
    pub(crate) focus: (f64, f64),
    pub(crate) processing: Processing,
    /// The status that shows it; a file belongs to one only.
    pub(crate) used_by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Processing {
    Ready,
    /// Answers 206 this many times more.
    Pending(u32),
    Failed,
}

#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) website: Option<String>,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) client_id: String,
    pub(crate) who: Who,
    pub(crate) redirect_uri: String,
    pub(crate) scopes: Vec<String>,
    /// S256 challenge.
    pub(crate) challenge: Option<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// `None` for a client-credentials token.
    pub(crate) who: Option<Who>,
    pub(crate) client_id: String,
    pub(crate) app_name: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) revoked: bool,
}
