//! One connected account.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Blobs, Check, ConnectorError, Cursor, Limits, LookUp, MayReply, Media,
    Pace, Resource, ResourcePlan, Sought, Usage, Wake, Watch,
};
use gerne_domain::{
    AccountSettings, ExternalId, Item, Outbound, Receipt, Refusal, Timestamp,
    time::{before, between},
};
use gerne_webapi::{FetchError, Purpose};
use tokio::sync::OnceCell;
use url::Url;

use crate::{
    client::{Api, CallError},
    facts::Facts,
    fetch::{MENTIONED, SAID},
    media::Uploads,
    memory::Memory,
    normalize::{self, Around, Us},
    pace,
    people::Known,
    purse::Budget,
    seek,
    stream::Stream,
    wire,
};

/// What others say to us in public.
pub(crate) const MENTIONS: &str = "mentions";
/// What is said between others and us in private.
pub(crate) const MESSAGES: &str = "messages";
/// What we say in public, through whatever application.
pub(crate) const OWN: &str = "own";

/// Where versions of edited posts are noted.
const VERSIONS: &str = "versions";
/// X takes a hundred posts in fifteen minutes; a third of them at once.
const PACE: Pace = Pace { most: 30, within: Duration::from_mins(5) };
/// Private messages can be looked for fifteen times in fifteen minutes, and sending looks as well.
const MESSAGES_EVERY: Duration = Duration::from_mins(2);

/// So much X's clock may be behind ours.
const CLOCKS: Duration = Duration::from_mins(5);

/// A translator for one account.
pub(crate) struct Connection {
    pub(crate) api: Api,
    pub(crate) us: Us,
    pub(crate) facts: Facts,
    pub(crate) poll_every: Duration,
    /// Everything since then is read: when the account was connected, and a little before, as clocks
    /// differ.
    pub(crate) begun: Timestamp,
    pub(crate) known: Known,
    pub(crate) memory: Mutex<Memory>,
    recalled: OnceCell<()>,
    /// When something came last.
    news: Mutex<BTreeMap<String, Timestamp>>,
    pub(crate) uploaded: Mutex<Uploads>,
    pub(crate) stream: tokio::sync::Mutex<Stream>,
    /// The stream stands.
    pub(crate) ringing: AtomicBool,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("x::Connection")
            .field("base", &self.api.base().as_str())
            .field("us", &self.us)
            .finish_non_exhaustive()
    }
}

impl Connection {
    pub(crate) fn new(
        api: Api,
        us: Us,
        facts: Facts,
        poll_every: Duration,
        connected_at: Timestamp,
    ) -> Self {
        Self {
            begun: before(connected_at, CLOCKS),
            stream: tokio::sync::Mutex::new(Stream::new(&*api.clock)),
            api,
            us,
            facts,
            poll_every,
            known: Known::default(),
            memory: Mutex::default(),
            recalled: OnceCell::new(),
            news: Mutex::default(),
            uploaded: Mutex::default(),
            ringing: AtomicBool::new(false),
        }
    }

    pub(crate) fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Posts in our words, oldest first; who wrote them is found out.
    pub(crate) async fn told(
        &self,
        tweets: &[wire::Tweet],
        includes: &wire::Includes,
        purpose: Purpose,
    ) -> Result<Vec<Item>, CallError> {
        self.known.learn(&self.api, &includes.users).await?;
        let authors: BTreeSet<String> =
            tweets.iter().filter_map(|tweet| tweet.author_id.clone()).collect();
        let people = self.known.all(&self.api, &authors, purpose).await?;
        self.recall().await?;
        let versions = {
            let mut memory = self.memory();
            memory.saw(tweets.iter().chain(&includes.tweets));
            memory.versions()
        };
        if let Some(versions) = versions {
            self.api.vault.put_note(VERSIONS, &versions).await?;
        }
        let mut memory = self.memory();
        let roots = memory.roots(tweets);
        let around = Around { us: &self.us, people: &people, includes, roots: &roots };
        let mut messages: Vec<_> =
            tweets.iter().map(|tweet| normalize::message(tweet, &around)).collect();
        for (tweet, message) in tweets.iter().zip(&messages) {
            let called = message.author.is_us || normalize::calls_us(tweet, &around);
            memory.called(tweet.root(), called);
        }
        drop(memory);
        let order = |id: &ExternalId| crate::snowflake::number(&id.0);
        messages.sort_by_key(|m| (m.published_at, order(&m.external_id)));
        Ok(messages.into_iter().map(|message| Item::Message(Box::new(message))).collect())
    }

    /// Which versions of edited posts belong together, as the process before knew.
    async fn recall(&self) -> Result<(), CallError> {
        let recalled = self.recalled.get_or_try_init(async || {
            if let Some(versions) = self.api.vault.note(VERSIONS).await? {
                self.memory().recall(&versions);
            }
            Ok::<_, CallError>(())
        });
        recalled.await?;
        Ok(())
    }

    async fn read(&self, resource: &str, since: Option<&Cursor>) -> Result<Batch, CallError> {
        let (window, every) = self.plan(resource);
        let fetched = match resource {
            MENTIONS => self.fetch_list(MENTIONED, since).await,
            OWN => self.fetch_list(SAID, since).await,
            _ => self.fetch_messages(since).await,
        };
        let now = self.api.now();
        let mut batch = match fetched {
            Ok(batch) => batch,
            Err(error) => return pace::held_back(error, now),
        };
        let used = self.api.purse.used().await?;
        let slower = pace::slower(used, self.api.left(window));
        let mut traffic = self.traffic(resource, !batch.items.is_empty());
        // Nothing is asked for faster where money or a window is short, or X allows no more.
        if slower > 1.0 || resource == MESSAGES {
            traffic = traffic.max(1.0);
        }
        batch.every = Some(every.mul_f64(slower * traffic));
        batch.notice = pace::notice(used);
        Ok(batch)
    }

    /// By when something came last, in this process.
    fn traffic(&self, resource: &str, brought: bool) -> f64 {
        let now = self.api.now();
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        let last = news.entry(resource.to_owned()).or_insert(now);
        if brought {
            *last = now;
        }
        pace::traffic(Some(between(*last, now)))
    }

    fn plan(&self, resource: &str) -> (&'static str, Duration) {
        match resource {
            MENTIONS => (MENTIONED.window, self.poll_every),
            OWN => (SAID.window, self.poll_every.saturating_mul(5)),
            _ => ("dm_events", self.poll_every.max(MESSAGES_EVERY)),
        }
    }
}

#[async_trait]
impl Account for Connection {
    fn resources(&self) -> Vec<ResourcePlan> {
        let mut all = vec![MENTIONS, OWN];
        if self.facts.may("dm.read") {
            all.push(MESSAGES);
        }
        let plan = |name| ResourcePlan { resource: Resource::from(name), every: self.plan(name).1 };
        all.into_iter().map(plan).collect()
    }

    fn limits(&self) -> Limits {
        self.facts.limits()
    }

    fn pace(&self) -> Option<Pace> {
        Some(PACE)
    }

    #[tracing::instrument(name = "connector.x.fetch", skip_all, fields(resource = resource.0))]
    async fn fetch(
        &self,
        resource: &Resource,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        match resource.0.as_str() {
            name @ (MENTIONS | OWN | MESSAGES) => {
                self.read(name, since).await.map_err(|error| self.api.read(error))
            }
            _ => Err(ConnectorError::refused(Refusal::of("refused.no_such_resource"))),
        }
    }

    async fn wake(&self) -> Wake {
        self.listen().await
    }

    fn rings(&self) -> Option<bool> {
        self.has_bell().then(|| self.ringing.load(Ordering::Relaxed))
    }

    #[tracing::instrument(name = "connector.x.look_up", skip_all)]
    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError> {
        let items = match what {
            LookUp::Ancestors(id) => self.ancestors(id).await,
            LookUp::Context(id) => self.context(id).await,
            LookUp::States(ids) => self.states(ids).await,
        };
        let items = items.map_err(|error| self.api.read(error))?;
        Ok(Batch { items, ..Batch::default() })
    }

    #[tracing::instrument(name = "connector.x.send", skip_all)]
    async fn send(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.say(outbound, blobs).await
    }

    #[tracing::instrument(name = "connector.x.find_sent", skip_all)]
    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        self.find(outbound).await
    }

    #[tracing::instrument(name = "connector.x.find_at", skip_all)]
    async fn find_at(
        &self,
        url: &Url,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        self.ours_at(url, outbound).await
    }

    #[tracing::instrument(name = "connector.x.act", skip_all)]
    async fn act(&self, action: &Action) -> Result<(), ConnectorError> {
        match action {
            Action::Hide(id) => self.hide(id, true).await,
            Action::Unhide(id) => self.hide(id, false).await,
            Action::Delete(id) => self.delete(id).await,
            Action::Like(_) | Action::Unlike(_) => {
                Err(ConnectorError::refused(Refusal::of("refused.unsupported")))
            }
        }
    }

    async fn may_reply(&self, to: &ExternalId) -> Result<MayReply, ConnectorError> {
        self.may(to).await
    }

    fn heed(&self, settings: &AccountSettings) {
        self.api.purse.heed(Budget::of(settings));
    }

    async fn usage(&self, days: u32) -> Result<Option<Usage>, ConnectorError> {
        self.told_usage(days).await
    }

    #[tracing::instrument(name = "connector.x.read_back", skip_all)]
    async fn read_back(&self, from: Timestamp, to: Timestamp) -> Result<Batch, ConnectorError> {
        self.buy_back(from, to).await.map_err(|error| self.api.deed(error))
    }

    fn watch(&self) -> Option<Watch> {
        Some(seek::watch())
    }

    #[tracing::instrument(name = "connector.x.search", skip_all)]
    async fn search(&self, query: &str, since: Option<&Cursor>) -> Result<Sought, ConnectorError> {
        self.seek(query, since).await.map_err(|error| self.api.read(error))
    }

    async fn media(&self, url: &Url, cap: u64) -> Result<Media, ConnectorError> {
        let fetched = self.api.http.fetch_public(url, cap).await;
        let fetched = fetched.map_err(FetchError::into_connector)?;
        let mime = fetched.mime.map(str::to_owned).or(fetched.claimed);
        Ok(Media { bytes: fetched.bytes, mime })
    }

    async fn check(&self) -> Vec<Check> {
        self.examine().await
    }
}
