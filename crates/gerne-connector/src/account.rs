//! One connected account: a translator, not a scheduler.

use std::{fmt::Debug, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use gerne_domain::{
    AccountSettings, BlobHash, ExternalId, FoundPost, Item, Outbound, Receipt, Refusal, Timestamp,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{BoxError, ConnectorError, Counting};

/// A stream of its own with a cursor of its own: `mentions`, `messages`, a mail folder. One that is
/// rate-limited does not stop the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Resource(pub String);

impl From<&str> for Resource {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// Where a fetch ended. Only the connector that wrote it can read it.
pub type Cursor = String;

/// How often a resource is pulled when nothing wakes us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcePlan {
    /// Which.
    pub resource: Resource,
    /// At the latest after.
    pub every: Duration,
}

/// Something is known to be missing and cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// Why.
    pub reason: Refusal,
}

/// What a fetch brought, oldest first, and where it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Messages and deletions.
    pub items: Vec<Item>,
    /// Kept in the same transaction as the items; `None` leaves the cursor where it was.
    pub cursor: Option<Cursor>,
    /// There is more: fetch again at once.
    pub more: bool,
    /// Something is missing.
    pub gap: Option<Gap>,
    /// When to fetch again when nothing wakes us, instead of as its plan says: platforms that cost
    /// money are asked less often while nothing comes, or little money is left.
    pub every: Option<Duration>,
    /// Something that people must know and can change, while reading goes on or pauses: a budget
    /// that is nearly spent. Stands until a fetch of this resource comes without.
    pub notice: Option<Refusal>,
}

/// A fetch is worth it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Of this resource.
    Resource(Resource),
    /// Of all: a stream was opened anew and may have missed something.
    All,
}

/// What to look up beyond what was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookUp {
    /// What this message answers, up to the beginning of its thread, oldest first.
    Ancestors(ExternalId),
    /// Everything around this message: before it and after it.
    Context(ExternalId),
    /// The present state of messages that we have: changed or deleted ones come back.
    States(Vec<ExternalId>),
}

/// What can be done to a message besides answering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "message", rename_all = "snake_case")]
pub enum Action {
    /// No longer shown to others.
    Hide(ExternalId),
    /// Shown again.
    Unhide(ExternalId),
    /// Gone; only our own.
    Delete(ExternalId),
    /// A sign that we like it.
    Like(ExternalId),
    /// No longer.
    Unlike(ExternalId),
}

/// Whether a message may be answered through the platform's interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "may", rename_all = "snake_case")]
pub enum MayReply {
    /// Yes; `cost` in US cents where it costs something.
    Yes {
        /// US cents.
        cost: Option<u32>,
        /// No longer than until then, where the platform sets a limit.
        until: Option<Timestamp>,
    },
    /// No, and why; the agent is sent to the platform instead.
    No {
        /// Why.
        reason: Refusal,
    },
}

/// One thing that `check` looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at, e.g. `token`, `scope.write`, `streaming`, `clock`.
    pub what: String,
    /// `None`: fine. Else what is wrong, translatable, with what to do.
    pub problem: Option<Refusal>,
}

/// What one account may send, as its server announced it. Data for the console's counter too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Most of what `counting` counts; `None`: no limit.
    pub max_length: Option<u32>,
    /// The same for private messages, where it differs.
    #[serde(default)]
    pub max_private_length: Option<u32>,
    /// How length is counted.
    pub counting: Counting,
    /// Pictures and files a message may carry.
    pub max_media: u32,
    /// Bytes of one picture.
    pub max_image_bytes: u64,
    /// Bytes of one video or other file.
    pub max_file_bytes: u64,
    /// Characters of a picture's description.
    pub max_alt: u32,
    /// Accepted types, e.g. `image/png`.
    pub mime_types: Vec<String>,
    /// The server honours `Outbound::key`: after `find_sent` said no, sending again is safe.
    /// Otherwise a person decides what becomes of an unknown delivery.
    pub honours_key: bool,
    /// What saying something costs, where it costs something.
    #[serde(default)]
    pub prices: Option<Prices>,
}

/// What saying something costs, in millionths of a US dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// A public answer.
    pub reply: u32,
    /// A public answer with a link in it.
    pub reply_with_link: u32,
    /// A private message.
    pub private: u32,
}

/// By what a platform finds posts that nobody addressed to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchBy {
    /// One hashtag for each question, and so many for one rule.
    Hashtags {
        /// At most.
        most: usize,
        /// The empty question is everything public that the server knows: for rules that hashtags do
        /// not cover.
        stream: bool,
    },
    /// A question in the platform's own words, of so many characters.
    Queries {
        /// At most.
        length: usize,
        /// So many for one rule.
        most: usize,
    },
}

/// How an account looks for posts that nobody addressed to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// What it is asked for.
    pub by: WatchBy,
    /// How often each question is asked.
    pub every: Duration,
    /// What a found post costs, in millionths of a US dollar, where it costs something.
    pub cost: Option<u32>,
}

/// What a question found, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Posts. They are looked at, and none becomes a conversation by itself.
    pub posts: Vec<FoundPost>,
    /// Where the next one goes on; `None` leaves it where it was.
    pub cursor: Option<Cursor>,
    /// There is more: ask again at once.
    pub more: bool,
    /// When to ask again, instead of as planned.
    pub every: Option<Duration>,
    /// Something that people must know and can change: a budget that is nearly spent.
    pub notice: Option<Refusal>,
}

/// Until when a platform lets somebody be written to in private.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Windows {
    /// Since they last wrote in private; `None`: for ever.
    pub message: Option<Duration>,
    /// Since they said something in public, which is then answered in private once; `None`: as often
    /// and as late as one likes.
    pub private_reply: Option<Duration>,
}

/// How fast a platform lets an account speak. Replies behind others are told when it is their turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// So many may leave at once.
    pub most: u32,
    /// So many more only after this time.
    pub within: Duration,
}

/// What a platform itself counted of what it allows or charges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Used in its present cycle.
    pub used: u64,
    /// Most in one cycle.
    pub cap: Option<u64>,
    /// The day of the month on which a new cycle begins.
    pub reset_day: Option<u32>,
    /// By day, the oldest first.
    pub days: Vec<(Date, u64)>,
}

/// Bytes fetched from a platform, capped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// All of them.
    pub bytes: Bytes,
    /// What the server says they are; not to be believed.
    pub mime: Option<String>,
}

/// Where the bytes of outbound pictures come from.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// All bytes of a blob.
    async fn read(&self, blob: &BlobHash) -> Result<Bytes, BoxError>;
}

/// One connected account.
#[async_trait]
pub trait Account: Send + Sync + Debug {
    /// What to pull, and how often when nothing wakes us.
    fn resources(&self) -> Vec<ResourcePlan>;

    /// What it may send.
    fn limits(&self) -> Limits;

    /// Until when it may write to somebody in private; where nothing is said, for ever.
    fn windows(&self) -> Windows {
        Windows::default()
    }

    /// What a letter of ours will be called (RFC 5322 Message-ID, without angle brackets), made of
    /// 128 random bits as 26 letters and digits: kept before it leaves, so that answers find it.
    /// `None` where the platform names messages itself.
    fn name(&self, _random: &str) -> Option<String> {
        None
    }

    /// How fast it may send, over a long queue; `None`: nothing is known of a limit.
    fn pace(&self) -> Option<Pace> {
        None
    }

    /// The next items after `since`, oldest first. Without `since`: from now on, with the newest
    /// few (at most one page) as a beginning; what came since the account was connected and is not
    /// among them comes next.
    async fn fetch(
        &self,
        resource: &Resource,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError>;

    /// Resolves when a fetch is worth it. Holds its own stream, reconnects with back-off by itself,
    /// and says `All` after each reconnection. Never resolves where there is no push.
    async fn wake(&self) -> Wake;

    /// Works off a call from the platform that was kept, from a place in it on. While `more`, the
    /// batch's cursor is the next place in the same call.
    async fn told(&self, _call: &[u8], _place: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("webhook.unsupported")))
    }

    /// Whether something rings at the moment; `None`: nothing is meant to, or it is not known.
    fn rings(&self) -> Option<bool> {
        None
    }

    /// Parents, context, present states. Its batch has no cursor.
    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError>;

    /// Says it. The same `outbound.key` may come again after a crash.
    ///
    /// # Errors
    /// `Retry` only when it certainly was not said; `Unknown` when it may have been.
    async fn send(&self, outbound: &Outbound, blobs: &dyn Blobs)
    -> Result<Receipt, ConnectorError>;

    /// Whether it is there: reads our own recent messages on the platform.
    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError>;

    /// What of ours stands at an address that a person pasted: `outbound`, or `None` when it is
    /// something else, or the platform cannot tell.
    async fn find_at(
        &self,
        _url: &url::Url,
        _outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        Ok(None)
    }

    /// Hides, deletes, likes. Doing it twice is the same as once.
    async fn act(&self, action: &Action) -> Result<(), ConnectorError>;

    /// Whether this message may be answered through the platform's interface.
    async fn may_reply(&self, _to: &ExternalId) -> Result<MayReply, ConnectorError> {
        Ok(MayReply::Yes { cost: None, until: None })
    }

    /// Whether who said this in public may be answered in private instead; `None` where that is
    /// nothing special.
    async fn may_write(&self, _to: &ExternalId) -> Result<Option<MayReply>, ConnectorError> {
        Ok(None)
    }

    /// Its settings were changed by a person: limits of what it may spend hold at once.
    fn heed(&self, _settings: &AccountSettings) {}

    /// What the platform itself counted in the last `days` days; `None`: it does not tell.
    async fn usage(&self, _days: u32) -> Result<Option<Usage>, ConnectorError> {
        Ok(None)
    }

    /// Reads back what a [`Gap`] left out, in ways that cost what the gap says: only when a person
    /// who may spend it agreed. Its batch has no cursor; what is missing still is its gap.
    async fn read_back(&self, _from: Timestamp, _to: Timestamp) -> Result<Batch, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    /// How it looks for posts that nobody addressed to us; `None`: it cannot, or may not.
    fn watch(&self) -> Option<Watch> {
        None
    }

    /// Why it cannot, or may not, look for them; told where `watch` is `None`.
    fn why_no_watch(&self) -> Refusal {
        Refusal::of("watch.unsupported")
    }

    /// Looks for posts that nobody addressed to us: a hashtag, or a question in the platform's words.
    /// Without `since` the newest few.
    async fn search(
        &self,
        _query: &str,
        _since: Option<&Cursor>,
    ) -> Result<Sought, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    /// A picture or file of a message, at most `cap` bytes.
    async fn media(&self, url: &url::Url, cap: u64) -> Result<Media, ConnectorError>;

    /// What works and what does not, in words; for `gerne account check` and the console.
    async fn check(&self) -> Vec<Check>;
}
