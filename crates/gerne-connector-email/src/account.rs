//! One connected mailbox.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Blobs, Check, ConnectorError, Counting, Cursor, Limits, LookUp, Media,
    MentionLength, Resource, ResourcePlan, Tried, Wake,
};
use gerne_domain::{
    AccountSettings, Clock, Outbound, Receipt, Refusal, Timestamp,
    time::{before, between},
};
use jiff::tz::TimeZone;
use tokio::time::Instant;

use crate::{
    ears::Ears,
    facts::Facts,
    imap::{Imap, ImapError, folders},
    net::Dialer,
    oauth::Credentials,
    tagged::Tagging,
};

/// A folder that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Watched {
    /// What comes.
    Inbox,
    /// What the server took for spam.
    Junk,
    /// What was sent, through whatever program.
    Sent,
}

impl Watched {
    /// The name of its resource.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Junk => "junk",
            Self::Sent => "sent",
        }
    }

    pub(crate) fn of(resource: &Resource) -> Option<Self> {
        [Self::Inbox, Self::Junk, Self::Sent].into_iter().find(|w| w.name() == resource.0)
    }
}

/// With a doorbell, everything is looked at so often all the same: bells fall silent unnoticed.
const WITH_BELL: Duration = Duration::from_mins(10);
/// A connection that rested longer is not used again.
const RESTED: Duration = Duration::from_mins(1);
/// A refusal that is not certain must come twice, so far apart.
const SECOND_OPINION: Duration = Duration::from_secs(20);

/// So much a server's clock may be behind ours.
const CLOCKS: Duration = Duration::from_mins(5);

/// A translator for one mailbox. Cheap to share: who waits for the bell holds one as well.
pub(crate) struct Connection {
    pub(crate) name: String,
    pub(crate) facts: RwLock<Arc<Facts>>,
    pub(crate) credentials: Credentials,
    pub(crate) dialer: Dialer,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) patience: Duration,
    pub(crate) verdict: Duration,
    pub(crate) idle_at_most: Duration,
    /// In which zone dates in our words are said.
    pub(crate) zone: TimeZone,
    /// The language that we write in where the customer's is not known, BCP 47.
    pub(crate) speaks: String,
    poll_every: Duration,
    /// Everything since then is read: when the mailbox was connected, and a little before, as clocks
    /// differ.
    pub(crate) begun: Timestamp,
    /// The connection that reads, while it is fresh.
    pub(crate) line: tokio::sync::Mutex<Line>,
    /// How often mails could not be had, by folder, numbering and number.
    pub(crate) stumbles: Mutex<BTreeMap<(Watched, u32, u32), u32>>,
    /// The next try looks before it speaks.
    pub(crate) tried: Tried,
    /// Since when we are not let in, in no uncertain words.
    doubted: Mutex<Option<Timestamp>>,
    /// Addresses that tell which mail they answer.
    pub(crate) tagging: Tagging,
}

/// How a mailbox is talked to.
pub(crate) struct Talk {
    pub(crate) credentials: Credentials,
    pub(crate) dialer: Dialer,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) patience: Duration,
    pub(crate) verdict: Duration,
    pub(crate) idle_at_most: Duration,
    pub(crate) zone: TimeZone,
    pub(crate) speaks: String,
    pub(crate) poll_every: Duration,
    pub(crate) connected_at: Timestamp,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.facts();
        f.debug_struct("email::Connection")
            .field("imap", &facts.imap)
            .field("smtp", &facts.smtp)
            .finish_non_exhaustive()
    }
}

impl Connection {
    pub(crate) fn new(name: &str, facts: Facts, talk: Talk) -> Self {
        Self {
            begun: before(talk.connected_at, CLOCKS),
            name: name.to_owned(),
            facts: RwLock::new(Arc::new(facts)),
            credentials: talk.credentials,
            dialer: talk.dialer,
            tried: Tried::since(talk.clock.now()),
            clock: talk.clock,
            patience: talk.patience,
            verdict: talk.verdict,
            idle_at_most: talk.idle_at_most,
            zone: talk.zone,
            speaks: talk.speaks,
            poll_every: talk.poll_every,
            line: tokio::sync::Mutex::default(),
            stumbles: Mutex::default(),
            doubted: Mutex::default(),
            tagging: Tagging::default(),
        }
    }

    pub(crate) fn facts(&self) -> Arc<Facts> {
        Arc::clone(&self.facts.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The folders that are read.
    pub(crate) fn watched(&self) -> Vec<Watched> {
        let facts = self.facts();
        let mut watched = vec![Watched::Inbox];
        watched.extend(facts.watch_junk.then_some(Watched::Junk));
        watched.extend(facts.watch_sent.then_some(Watched::Sent));
        watched
    }

    /// What the server calls a folder, as far as we know.
    pub(crate) fn folder(&self, watched: Watched) -> Option<String> {
        let facts = self.facts();
        match watched {
            Watched::Inbox => Some("INBOX".to_owned()),
            Watched::Junk => facts.junk.clone(),
            Watched::Sent => facts.sent.clone(),
        }
    }

    /// Asks where the folders are.
    pub(crate) async fn find_folders(&self, imap: &mut Imap) -> Result<(), ImapError> {
        let list = imap.folders().await?;
        let mut known = self.facts.write().unwrap_or_else(PoisonError::into_inner);
        let mut facts = Facts::clone(&known);
        (facts.sent, facts.junk) = (folders::sent(&list), folders::junk(&list));
        *known = Arc::new(facts);
        Ok(())
    }

    /// A connection that is signed in.
    pub(crate) async fn open_imap(&self) -> Result<Imap, ConnectorError> {
        let opened = self.open_raw().await;
        opened.map_err(|error| self.failed(error))
    }

    pub(crate) async fn open_raw(&self) -> Result<Imap, ImapError> {
        let facts = self.facts();
        let opened = Imap::open(&self.dialer, &facts.imap, &self.credentials, self.patience).await;
        if opened.is_ok() {
            *self.doubted.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        opened
    }

    /// What an error means. Servers that are ill refuse good passwords, too: unless they say so in
    /// the words that exist for it, they are asked a second time before a person is.
    pub(crate) fn failed(&self, error: ImapError) -> ConnectorError {
        let ImapError::Rejected { certain: false, .. } = error else { return error.read() };
        let now = self.clock.now();
        let mut doubted = self.doubted.lock().unwrap_or_else(PoisonError::into_inner);
        match *doubted {
            Some(since) if between(since, now) >= SECOND_OPINION => error.read(),
            _ => {
                doubted.get_or_insert(now);
                ConnectorError::retry_after(SECOND_OPINION, error)
            }
        }
    }
}

/// A connection between two looks.
#[derive(Default)]
pub(crate) struct Line(Option<(Imap, Instant)>);

impl Line {
    /// The kept one, if it did not rest for too long.
    pub(crate) fn take(&mut self) -> Option<Imap> {
        self.0.take().filter(|(_, since)| since.elapsed() < RESTED).map(|(imap, _)| imap)
    }

    pub(crate) fn keep(&mut self, imap: Imap) {
        self.0 = Some((imap, Instant::now()));
    }
}

/// The account, with what waits for the bell.
pub(crate) struct Mailbox {
    connection: Arc<Connection>,
    ears: tokio::sync::Mutex<Ears>,
}

impl Mailbox {
    pub(crate) fn new(connection: Connection) -> Self {
        let connection = Arc::new(connection);
        let ears = tokio::sync::Mutex::new(Ears::new(&connection));
        Self { connection, ears }
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.connection.fmt(f)
    }
}

#[async_trait]
impl Account for Mailbox {
    fn resources(&self) -> Vec<ResourcePlan> {
        let polled = self.connection.poll_every;
        let every = if self.connection.facts().idle { polled.max(WITH_BELL) } else { polled };
        let watched = self.connection.watched().into_iter();
        watched.map(|watched| ResourcePlan { resource: watched.name().into(), every }).collect()
    }

    fn limits(&self) -> Limits {
        limits(&self.connection.facts())
    }

    fn name(&self, random: &str) -> Option<String> {
        Some(format!("{random}@{}", self.connection.facts().domain()))
    }

    #[tracing::instrument(name = "connector.email.fetch", skip_all, fields(resource = resource.0))]
    async fn fetch(
        &self,
        resource: &Resource,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        match Watched::of(resource) {
            Some(watched) => self.connection.fetch_folder(watched, since).await,
            None => Err(ConnectorError::refused(Refusal::of("refused.no_such_resource"))),
        }
    }

    async fn wake(&self) -> Wake {
        let mut ears = self.ears.lock().await;
        tokio::select! {
            wake = ears.listen() => wake,
            () = self.connection.tagging.asked.notified() => {
                Wake::Resource(Watched::Inbox.name().into())
            }
        }
    }

    fn heed(&self, settings: &AccountSettings) {
        self.connection.tagging.want(settings.tagged_answers);
    }

    /// Letters go by their names, and what was sent stays sent: there is nothing to look up.
    async fn look_up(&self, _what: &LookUp) -> Result<Batch, ConnectorError> {
        Ok(Batch::default())
    }

    #[tracing::instrument(name = "connector.email.send", skip_all)]
    async fn send(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.connection.say(outbound, blobs).await
    }

    #[tracing::instrument(name = "connector.email.find_sent", skip_all)]
    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        self.connection.find(outbound).await
    }

    async fn act(&self, _action: &Action) -> Result<(), ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    /// What is attached comes with the mail.
    async fn media(&self, _url: &url::Url, _cap: u64) -> Result<Media, ConnectorError> {
        Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
    }

    async fn check(&self) -> Vec<Check> {
        self.connection.examine().await
    }
}

/// Files of an answer, together with what they grow by in transport.
const MOST_FILES: u32 = 20;
const MOST_FILE_BYTES: u64 = 25 * 1024 * 1024;

pub(crate) fn limits(facts: &Facts) -> Limits {
    // Base64 makes four bytes of three, in lines; the words and the quote need room as well.
    let fits = |largest: u64| (largest / 100 * 70).saturating_sub(256 * 1024).max(1);
    let most = facts.largest.map_or(MOST_FILE_BYTES, fits).min(MOST_FILE_BYTES);
    Limits {
        max_length: None,
        max_private_length: None,
        counting: Counting { url_length: None, mentions: MentionLength::Full, weighted: false },
        max_media: MOST_FILES,
        max_image_bytes: most,
        max_file_bytes: most,
        max_alt: 1500,
        mime_types: Vec::new(),
        honours_key: false,
        prices: None,
    }
}
