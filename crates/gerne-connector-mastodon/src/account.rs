//! One connected account.

use std::{
    fmt,
    sync::{Mutex, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Blobs, Check, ConnectorError, Cursor, Limits, LookUp, Media, Pace,
    Resource, ResourcePlan, Sought, Tried, Wake, Watch, WatchBy,
};
use gerne_domain::{
    ExternalId, Item, Outbound, Receipt, Timestamp,
    time::{before, between},
};
use gerne_webapi::{Purpose, StatusError};
use reqwest::Method;

use crate::{
    changes::Changed,
    client::Api,
    facts::Facts,
    media::Uploads,
    normalize::{self, Us},
    stream::Stream,
    wire,
};

/// What others say to us.
pub(crate) const MENTIONS: &str = "mentions";
/// What we say, through whatever application.
pub(crate) const OWN: &str = "own";
/// Posts that a stream said were edited or deleted.
pub(crate) const CHANGES: &str = "changes";

/// How old facts may be.
const FACTS_LAST: Duration = Duration::from_hours(24);

/// A server allows 300 requests in five minutes, for reading and speaking together. The tenth that
/// reading leaves alone may be spoken at once; from then on one request a second is what the window
/// bears, and two of three are for speaking while others read (`Smooth`).
const PACE: Pace = Pace { most: 30, within: Duration::from_secs(45) };

/// A translator for one account.
pub(crate) struct Connection {
    pub(crate) api: Api,
    pub(crate) us: Us,
    pub(crate) facts: RwLock<Facts>,
    pub(crate) poll_every: Duration,
    /// Posts to look at again.
    pub(crate) changed: Mutex<Changed>,
    pub(crate) stream: tokio::sync::Mutex<Stream>,
    /// Everything since then is read: when the account was connected, and a little before, as clocks
    /// differ.
    pub(crate) begun: Timestamp,
    /// The next try looks before it speaks.
    pub(crate) tried: Tried,
    /// Files that were uploaded for a key and a place, for the next try.
    pub(crate) uploaded: Mutex<Uploads>,
}

/// So much a server's clock may be behind ours.
const CLOCKS: Duration = Duration::from_mins(5);

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("mastodon::Connection")
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
            us,
            facts: RwLock::new(facts),
            poll_every,
            changed: Mutex::new(Changed::new(api.clock.now())),
            tried: Tried::since(api.clock.now()),
            uploaded: Mutex::default(),
            api,
        }
    }

    pub(crate) fn facts(&self) -> Facts {
        self.facts.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the server for its limits again; who we are stays.
    pub(crate) async fn refresh(&self) -> Result<(), ConnectorError> {
        let mut fresh = Facts::ask(&self.api).await.map_err(crate::client::CallError::read)?;
        let mut facts = self.facts.write().unwrap_or_else(PoisonError::into_inner);
        fresh.account_id.clone_from(&facts.account_id);
        fresh.scopes.clone_from(&facts.scopes);
        // The host in handles is part of people's identity: it does not change under our feet.
        fresh.domain.clone_from(&facts.domain);
        *facts = fresh;
        Ok(())
    }

    async fn refresh_if_old(&self) {
        let checked_at = self.facts().checked_at;
        if between(checked_at, self.api.clock.now()) < FACTS_LAST {
            return;
        }
        if let Err(error) = self.refresh().await {
            tracing::debug!(%error, "the server's limits could not be read again");
        }
    }

    pub(crate) fn message(&self, status: &wire::Status) -> Item {
        Item::Message(Box::new(normalize::message(status, &self.us)))
    }

    async fn favourite(&self, id: &ExternalId, verb: &str) -> Result<(), ConnectorError> {
        let path = format!("/api/v1/statuses/{id}/{verb}");
        // Doing it twice is the same as once, so a lost answer is worth another try.
        self.api.call(Method::POST, &path, |r| r).await.map_err(crate::client::CallError::read)?;
        Ok(())
    }

    async fn delete(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        let path = format!("/api/v1/statuses/{id}");
        match self.api.call(Method::DELETE, &path, |r| r).await {
            Err(error) if !error.is_gone() => Err(error.read()),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl Account for Connection {
    fn resources(&self) -> Vec<ResourcePlan> {
        let plan = |name: &str, every| ResourcePlan { resource: name.into(), every };
        vec![
            plan(MENTIONS, self.poll_every),
            plan(OWN, self.poll_every.saturating_mul(5)),
            plan(CHANGES, self.poll_every.saturating_mul(10)),
        ]
    }

    fn limits(&self) -> Limits {
        self.facts().limits
    }

    fn pace(&self) -> Option<Pace> {
        Some(PACE)
    }

    #[tracing::instrument(name = "connector.mastodon.fetch", skip_all, fields(resource = resource.0))]
    async fn fetch(
        &self,
        resource: &Resource,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        match resource.0.as_str() {
            MENTIONS => {
                self.refresh_if_old().await;
                self.fetch_mentions(since).await
            }
            OWN => self.fetch_own(since).await,
            CHANGES => self.fetch_changes(since).await,
            _ => {
                Err(ConnectorError::refused(gerne_domain::Refusal::of("refused.no_such_resource")))
            }
        }
    }

    async fn wake(&self) -> Wake {
        self.listen().await
    }

    #[tracing::instrument(name = "connector.mastodon.look_up", skip_all)]
    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError> {
        let items = match what {
            LookUp::Ancestors(id) => self.around(id, false).await?,
            LookUp::Context(id) => self.around(id, true).await?,
            LookUp::States(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| id.0.clone()).collect();
                {
                    // A single one is asked for by a person.
                    let alone = ids.len() == 1;
                    let purpose = if alone { Purpose::Reading } else { Purpose::Checking };
                    self.states(&ids, purpose).await?
                }
            }
        };
        Ok(Batch { items, ..Batch::default() })
    }

    #[tracing::instrument(name = "connector.mastodon.send", skip_all)]
    async fn send(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.say(outbound, blobs).await
    }

    #[tracing::instrument(name = "connector.mastodon.find_sent", skip_all)]
    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        self.find(outbound).await
    }

    #[tracing::instrument(name = "connector.mastodon.find_at", skip_all)]
    async fn find_at(
        &self,
        url: &url::Url,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        self.ours_at(url, outbound).await
    }

    #[tracing::instrument(name = "connector.mastodon.act", skip_all)]
    async fn act(&self, action: &Action) -> Result<(), ConnectorError> {
        match action {
            Action::Like(id) => self.favourite(id, "favourite").await,
            Action::Unlike(id) => self.favourite(id, "unfavourite").await,
            Action::Delete(id) => self.delete(id).await,
            Action::Hide(_) | Action::Unhide(_) => {
                Err(ConnectorError::refused(gerne_domain::Refusal::of("refused.unsupported")))
            }
        }
    }

    fn watch(&self) -> Option<Watch> {
        let by = WatchBy::Hashtags { most: 10, stream: true };
        Some(Watch { by, every: self.poll_every, cost: None })
    }

    #[tracing::instrument(name = "connector.mastodon.search", skip_all)]
    async fn search(&self, query: &str, since: Option<&Cursor>) -> Result<Sought, ConnectorError> {
        if query.is_empty() {
            return self.seek_everything(since).await;
        }
        self.seek(query, since).await
    }

    async fn media(&self, url: &url::Url, cap: u64) -> Result<Media, ConnectorError> {
        let fetched = self.api.http.fetch_public(url, cap).await;
        let fetched = fetched.map_err(gerne_webapi::FetchError::into_connector)?;
        let mime = fetched.mime.map(str::to_owned).or(fetched.claimed);
        Ok(Media { bytes: fetched.bytes, mime })
    }

    async fn check(&self) -> Vec<Check> {
        self.examine().await
    }
}

/// Whether a status error says that the post, not the server, is the matter.
pub(crate) fn is_about_the_post(error: &StatusError) -> bool {
    matches!(error.status.as_u16(), 403 | 404 | 410)
}
