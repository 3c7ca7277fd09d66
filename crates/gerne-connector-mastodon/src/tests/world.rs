//! A server, a company's account on it, two customers, and a clock that nobody waits for.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use gerne_connector::{
    Account, Begin, Blobs, BoxError, Connected, Form, Platform as _, Secret, Vault, VaultError,
};
use gerne_domain::{
    AccountId, AccountSettings, AccountStatus, BlobHash, Clock, Mention, Outbound, Visibility,
};
use gerne_sim::{
    Flavour, Mastodon as Server, MastodonConfig, Post, PostSpec, Sim, SimClock, SimConfig,
};
use jiff::{SignedDuration, Timestamp};

use crate::{Config, Mastodon};

pub(super) const US: &str = "nordlicht_hilft";
pub(super) const CLARA: &str = "clara";
pub(super) const BEN: &str = "ben@far.example";

/// The server's clock as ours; whoever sleeps moves it.
#[derive(Clone)]
pub(super) struct Hurried(pub(super) SimClock);

impl Clock for Hurried {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if at > self.0.now() {
                self.0.set(at);
            }
            tokio::task::yield_now().await;
        })
    }
}

#[derive(Default)]
pub(super) struct Safe(pub(super) Mutex<BTreeMap<String, Secret>>);

#[async_trait]
impl Vault for Safe {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }
}

pub(super) struct Pictures(pub(super) BTreeMap<String, Bytes>);

#[async_trait]
impl Blobs for Pictures {
    async fn read(&self, blob: &BlobHash) -> Result<Bytes, BoxError> {
        self.0.get(&blob.0).cloned().ok_or_else(|| "no such blob".into())
    }
}

pub(super) fn no_pictures() -> Pictures {
    Pictures(BTreeMap::new())
}

pub(super) struct World {
    pub(super) sim: Sim,
    pub(super) clock: SimClock,
    pub(super) platform: Arc<Mastodon>,
    pub(super) vault: Arc<Safe>,
    pub(super) connected: Connected,
}

pub(super) fn config() -> Config {
    Config { allow: vec!["127.0.0.1".to_owned()], ..Config::default() }
}

impl World {
    pub(super) async fn new(flavour: Flavour) -> Self {
        Self::with(MastodonConfig::of(flavour)).await
    }

    pub(super) async fn with(mastodon: MastodonConfig) -> Self {
        let clock = SimClock::manual("2026-11-20T08:00:00Z".parse().unwrap());
        let sim = Sim::start(SimConfig { clock: clock.clone(), mastodon, ..SimConfig::default() });
        let sim = sim.await;
        let platform = Mastodon::new(config(), Arc::new(Hurried(clock.clone()))).unwrap();
        let token = sim.mastodon().token_for(US, "read write");
        let form = form(&[("address", &sim.mastodon().base_url()), ("token", &token)]);
        let redirect = "https://gerne.example/back".parse().unwrap();
        let Begin::Done(connected) = platform.begin(&form, &redirect).await.unwrap() else {
            panic!("a token needs no browser")
        };
        let vault = Arc::new(Safe(Mutex::new(connected.secrets.clone())));
        Self { sim, clock, platform: Arc::new(platform), vault, connected: *connected }
    }

    pub(super) fn server(&self) -> &Server {
        self.sim.mastodon()
    }

    /// As after a restart.
    pub(super) fn open(&self) -> Arc<dyn Account> {
        self.platform.open(&self.account(), self.vault.clone()).unwrap()
    }

    pub(super) fn account(&self) -> gerne_domain::Account {
        let connected = self.connected.clone();
        gerne_domain::Account {
            id: AccountId("019a0000-0000-7000-8000-000000000000".parse().unwrap()),
            platform: Mastodon::NAME.into(),
            external_id: connected.external_id,
            handle: connected.handle,
            name: connected.name,
            base_url: connected.base_url,
            avatar_url: connected.avatar_url,
            status: AccountStatus::Connected,
            problem: None,
            status_since: self.clock.now(),
            connected_at: self.clock.now(),
            settings: AccountSettings::default(),
            facts: connected.facts,
            teams: Vec::new(),
        }
    }

    /// A second later, somebody posts.
    pub(super) fn post(&self, who: &str, spec: PostSpec) -> Post {
        self.clock.advance(SignedDuration::from_secs(1));
        self.server().post(who, spec).unwrap()
    }

    pub(super) fn mention(&self, who: &str, text: &str) -> Post {
        self.post(who, PostSpec::public(&format!("@{US} {text}")))
    }

    pub(super) fn person(&self, acct: &str) -> Mention {
        let domain = self.server().base_url().replace("http://", "");
        Mention {
            external_id: self.server().account_uri(acct).unwrap().into(),
            handle: crate::normalize::handle(acct, &domain),
        }
    }

    pub(super) fn reply(&self, to: &Post, key: &str, text: &str) -> Outbound {
        Outbound {
            key: key.to_owned(),
            in_reply_to: Some(to.id.as_str().into()),
            to: vec![self.person(&to.author)],
            visibility: Visibility::Unlisted,
            subject: None,
            text: text.to_owned(),
            content_warning: None,
            language: Some("de-AT".to_owned()),
            media: Vec::new(),
            written_at: self.clock.now(),
            letter: None,
        }
    }
}

pub(super) fn form(fields: &[(&str, &str)]) -> Form {
    Form(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
}

/// I/O that must happen soon.
pub(super) async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.expect("it should happen soon")
}
