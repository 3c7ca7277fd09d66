//! One connected account: a Page and its Messenger.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Blobs, Check, ConnectorError, Cursor, Limits, LookUp, MayReply, Media,
    Pace, Resource, ResourcePlan, Tried, Usage, Vault, Wake, Windows,
};
use gerne_domain::{ExternalId, Outbound, Receipt, Refusal, Timestamp, time::after};
use gerne_webapi::FetchError;
use url::Url;

use crate::{
    client::{Api, CallError},
    facts::Facts,
    links::Links,
    memory::Memory,
    normalize::Us,
    problem::Meaning,
    states::PRIVATELY,
    subscribe::NoVault,
    unseen::Unseen,
    usage::SLOW_FROM,
};

/// Posts of visitors on our wall, and comments on it, ours included.
pub(crate) const POSTS: &str = "posts";
/// What is said between others and us in Messenger.
pub(crate) const MESSAGES: &str = "messages";
/// Posts elsewhere that name us, and comments below them.
pub(crate) const MENTIONS: &str = "mentions";
/// Reviews of the Page.
pub(crate) const REVIEWS: &str = "reviews";

/// 200 calls of each active person in an hour are far more than anybody writes; comments in quick
/// succession look like spam to Facebook.
const PACE: Pace = Pace { most: 30, within: Duration::from_mins(5) };
/// Answers on their way that are remembered.
const KEYS: usize = 500;
/// Where a right is missing, it is looked for again so often: somebody may have given it.
const WITHOUT_RIGHT: Duration = Duration::from_hours(1);

/// A translator for one account.
pub(crate) struct Connection {
    pub(crate) api: Api,
    pub(crate) us: Us,
    pub(crate) facts: Facts,
    pub(crate) poll_every: Duration,
    pub(crate) tried: Tried,
    /// Everything since then is read; of what was before, the newest.
    pub(crate) begun: Timestamp,
    /// Where Facebook calls us, where it can.
    pub(crate) callback: Option<Url>,
    pub(crate) vault: Arc<dyn Vault>,
    memory: Mutex<Memory>,
    /// When the comments of a post were last looked at.
    looked: Mutex<BTreeMap<String, Timestamp>>,
    /// When somebody last wrote to us in Messenger.
    heard: Mutex<BTreeMap<String, Timestamp>>,
    /// What our answers that are on their way answer, by their keys.
    meant: Mutex<BTreeMap<String, ExternalId>>,
    /// Whose Messenger is whose comments, where Facebook proved it.
    pub(crate) links: Links,
    /// What was told of and never shown.
    pub(crate) unseen: Unseen,
    /// Posts that a call named, to be watched from now on.
    named: Mutex<BTreeSet<String>>,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("facebook::Connection")
            .field("base", &self.api.base().as_str())
            .field("us", &self.us)
            .finish_non_exhaustive()
    }
}

impl Connection {
    pub(crate) fn new(api: Api, us: Us, facts: Facts, poll_every: Duration) -> Self {
        Self {
            tried: Tried::since(api.now()),
            begun: api.now(),
            api,
            us,
            facts,
            poll_every,
            memory: Mutex::default(),
            callback: None,
            vault: Arc::new(NoVault),
            looked: Mutex::default(),
            heard: Mutex::default(),
            meant: Mutex::default(),
            links: Links::default(),
            unseen: Unseen::default(),
            named: Mutex::default(),
        }
    }

    /// The account was connected then.
    pub(crate) fn connected_at(self, at: Timestamp) -> Self {
        Self { begun: self.begun.min(at), ..self }
    }

    /// Facebook is asked to call there.
    pub(crate) fn called_at(self, callback: Option<Url>, vault: Arc<dyn Vault>) -> Self {
        Self { callback, vault, ..self }
    }

    /// An answer leaves.
    pub(crate) fn means(&self, key: &str, to: &ExternalId) {
        let mut meant = self.meant.lock().unwrap_or_else(PoisonError::into_inner);
        if meant.len() >= KEYS {
            meant.pop_first();
        }
        meant.insert(key.to_owned(), to.clone());
    }

    /// What the answer with this key answers.
    pub(crate) fn meant(&self, key: &str) -> Option<ExternalId> {
        self.meant.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// A post of ours that lists do not show, as those of advertisements.
    pub(crate) fn also_watch(&self, post: &str) {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.insert(post.to_owned());
    }

    /// Those that were named since.
    pub(crate) fn take_named(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.named.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn looked(&self) -> MutexGuard<'_, BTreeMap<String, Timestamp>> {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody wrote to us.
    pub(crate) fn heard(&self, person: &str, at: Timestamp) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let last = heard.entry(person.to_owned()).or_insert(at);
        *last = (*last).max(at);
    }

    async fn read(&self, resource: &str, since: Option<&Cursor>) -> Result<Batch, CallError> {
        let fetched = match resource {
            POSTS => self.fetch_wall("feed", since).await,
            MENTIONS => self.fetch_wall("tagged", since).await,
            REVIEWS => self.fetch_reviews(since).await,
            _ => {
                self.links.read(&*self.vault).await?;
                self.fetch_messages(since).await
            }
        };
        let mut batch = match fetched {
            Ok(batch) => batch,
            Err(error) => return self.held_back(resource, error),
        };
        let now = self.api.now();
        let usage = self.api.usage();
        batch.every = Some(self.every(resource).mul_f64(usage.slower(now)));
        let percent = usage.percent(now);
        if percent >= SLOW_FROM {
            batch.notice = Some(Refusal::of("usage.slowed").with("percent", percent));
        }
        // It was used up in between: what was read is kept, the rest waits.
        if let Some(wait) = usage.must_wait(now) {
            batch.every = Some(wait);
            batch.notice = Some(Refusal::of("usage.stopped").with("until", after(now, wait)));
        }
        Ok(batch)
    }

    /// Nothing is lost while we wait, and people are told why: what is used up comes back, and a
    /// right may be given.
    fn held_back(&self, resource: &str, error: CallError) -> Result<Batch, CallError> {
        let (every, notice) = match &error {
            CallError::Spent(wait) => {
                let until = after(self.api.now(), *wait);
                (*wait, Refusal::of("usage.stopped").with("until", until))
            }
            CallError::Answered(problem) => match problem.meaning {
                Meaning::Permission | Meaning::Capability | Meaning::Development => {
                    let notice = Refusal::of("notice.permission").with("resource", resource);
                    (WITHOUT_RIGHT, notice)
                }
                Meaning::Policy => (WITHOUT_RIGHT, Refusal::of("notice.policy")),
                Meaning::PageRestricted => (WITHOUT_RIGHT, Refusal::of("notice.page_restricted")),
                _ => return Err(error),
            },
            _ => return Err(error),
        };
        Ok(Batch { every: Some(every), notice: Some(notice), ..Batch::default() })
    }

    pub(crate) fn every(&self, resource: &str) -> Duration {
        match resource {
            POSTS | MESSAGES => self.poll_every,
            MENTIONS => self.poll_every.saturating_mul(5),
            _ => self.poll_every.saturating_mul(15),
        }
    }
}

#[async_trait]
impl Account for Connection {
    fn resources(&self) -> Vec<ResourcePlan> {
        let mut all = vec![POSTS];
        if self.facts.may("pages_messaging") {
            all.push(MESSAGES);
        }
        if self.facts.may("pages_read_user_content") {
            all.extend([MENTIONS, REVIEWS]);
        }
        let plan = |name| ResourcePlan { resource: Resource::from(name), every: self.every(name) };
        all.into_iter().map(plan).collect()
    }

    fn limits(&self) -> Limits {
        self.facts.limits()
    }

    fn windows(&self) -> Windows {
        Windows { message: Some(self.window()), private_reply: Some(PRIVATELY) }
    }

    fn pace(&self) -> Option<Pace> {
        Some(PACE)
    }

    #[tracing::instrument(name = "connector.facebook.fetch", skip_all, fields(resource = resource.0))]
    async fn fetch(
        &self,
        resource: &Resource,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        match resource.0.as_str() {
            name @ (POSTS | MESSAGES | MENTIONS | REVIEWS) => {
                self.read(name, since).await.map_err(CallError::read)
            }
            _ => Err(ConnectorError::refused(Refusal::of("refused.no_such_resource"))),
        }
    }

    async fn wake(&self) -> Wake {
        self.keep_subscribed().await
    }

    #[tracing::instrument(name = "connector.facebook.told", skip_all)]
    async fn told(&self, call: &[u8], place: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        self.links.read(&*self.vault).await.map_err(ConnectorError::retry)?;
        self.work_off(call, place).await.map_err(CallError::read)
    }

    #[tracing::instrument(name = "connector.facebook.look_up", skip_all)]
    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError> {
        let items = match what {
            LookUp::Ancestors(id) => self.ancestors(id).await,
            LookUp::Context(id) => self.context(id).await,
            LookUp::States(ids) => self.states(ids).await,
        };
        let items = items.map_err(CallError::read)?;
        Ok(Batch { items, ..Batch::default() })
    }

    #[tracing::instrument(name = "connector.facebook.send", skip_all)]
    async fn send(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.say(outbound, blobs).await
    }

    #[tracing::instrument(name = "connector.facebook.find_sent", skip_all)]
    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        self.find(outbound).await
    }

    #[tracing::instrument(name = "connector.facebook.act", skip_all)]
    async fn act(&self, action: &Action) -> Result<(), ConnectorError> {
        self.do_to(action).await
    }

    async fn may_reply(&self, to: &ExternalId) -> Result<MayReply, ConnectorError> {
        self.may(to).await
    }

    async fn may_write(&self, to: &ExternalId) -> Result<Option<MayReply>, ConnectorError> {
        self.may_privately(to).await
    }

    async fn usage(&self, _days: u32) -> Result<Option<Usage>, ConnectorError> {
        let used = self.api.usage().percent(self.api.now()).into();
        Ok(Some(Usage { used, cap: Some(100), ..Usage::default() }))
    }

    /// Nobody can search Facebook; others' Pages are read only by whom Meta approved for *Page Public
    /// Content Access*.
    fn why_no_watch(&self) -> Refusal {
        Refusal::of("watch.strangers_closed")
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
