//! Facebook, a company's Page on it, two customers, a vault, and a clock that nobody waits for.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use bytes::Bytes;
use gerne_connector::{
    Account, Begin, Blobs, BoxError, Connected, Form, Platform as _, Secret, Vault, VaultError,
};
use gerne_domain::{
    AccountId, AccountSettings, AccountStatus, BlobHash, Clock, ExternalId, Mention, Outbound,
    Visibility,
};
use gerne_sim::{
    Facebook as Server, FacebookConfig, FbComment, FbCommentSpec, FbPost, FbPostSpec, Sim,
    SimClock, SimConfig,
};
use jiff::{SignedDuration, Timestamp};

use crate::{Config, Facebook};

pub(super) const US: &str = "nordlicht";
pub(super) const CLARA: &str = "clara";
pub(super) const BEN: &str = "ben";
pub(super) const SCOPES: &str = "pages_show_list,pages_read_engagement,pages_read_user_content,\
                                 pages_manage_engagement,pages_manage_posts,pages_manage_metadata,pages_messaging,\
                                 business_management";

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
pub(super) struct Safe(
    pub(super) Mutex<BTreeMap<String, Secret>>,
    /// Notes.
    pub(super) Mutex<BTreeMap<String, String>>,
);

#[async_trait]
impl Vault for Safe {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }

    async fn note(&self, name: &str) -> Result<Option<String>, VaultError> {
        Ok(self.1.lock().unwrap().get(name).cloned())
    }

    async fn put_note(&self, name: &str, text: &str) -> Result<(), VaultError> {
        self.1.lock().unwrap().insert(name.to_owned(), text.to_owned());
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
    pub(super) platform: Arc<Facebook>,
    pub(super) vault: Arc<Safe>,
    pub(super) connected: Connected,
    /// A post of ours, under which people comment.
    pub(super) post: FbPost,
    turn: Mutex<u32>,
}

pub(super) fn config(server: &Server) -> Config {
    let app = server.app();
    Config {
        allow: vec!["127.0.0.1".to_owned()],
        address: server.base_url(),
        app_id: app.id,
        app_secret: Secret::new(app.secret),
        ..Config::default()
    }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(FacebookConfig::default()).await
    }

    pub(super) async fn with(facebook: FacebookConfig) -> Self {
        let clock = SimClock::manual("2026-11-20T08:00:00Z".parse().unwrap());
        let sim =
            Sim::start(SimConfig { clock: clock.clone(), facebook, ..SimConfig::default() }).await;
        let server = sim.facebook();
        let post = server.post(US, US, FbPostSpec::new("Heute Wartung im Norden")).unwrap();
        let platform = Facebook::new(config(server), Arc::new(Hurried(clock.clone()))).unwrap();
        let token = server.page_token(US, SCOPES).unwrap();
        let form = form(&[("token", &token), ("human_agent", "true")]);
        let redirect = "https://gerne.example/back".parse().unwrap();
        let Begin::Done(connected) = platform.begin(&form, &redirect).await.unwrap() else {
            panic!("a token needs no browser")
        };
        let vault = Safe(Mutex::new(connected.secrets.clone()), Mutex::default());
        clock.advance(SignedDuration::from_hours(1));
        Self {
            sim,
            clock,
            platform: Arc::new(platform),
            vault: Arc::new(vault),
            connected: *connected,
            post,
            turn: Mutex::new(0),
        }
    }

    pub(super) fn server(&self) -> &Server {
        self.sim.facebook()
    }

    /// As after a restart, a moment later.
    pub(super) fn open(&self) -> Arc<dyn Account> {
        self.clock.advance(SignedDuration::from_secs(1));
        self.platform.open(&self.account(), self.vault.clone()).unwrap()
    }

    pub(super) fn account(&self) -> gerne_domain::Account {
        let connected = self.connected.clone();
        gerne_domain::Account {
            id: AccountId("019a0000-0000-7000-8000-000000000000".parse().unwrap()),
            platform: Facebook::NAME.into(),
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

    /// Two people take turns.
    pub(super) fn next(&self) -> &'static str {
        let mut turn = self.turn.lock().unwrap();
        *turn += 1;
        if *turn % 2 == 1 { CLARA } else { BEN }
    }

    pub(super) fn second(&self) {
        self.clock.advance(SignedDuration::from_secs(1));
    }

    /// A second later, somebody comments.
    pub(super) fn comment(&self, who: &str, on: &str, text: &str) -> FbComment {
        self.second();
        self.server().comment(who, FbCommentSpec::new(on, text)).unwrap()
    }

    /// A second later, somebody comments on our post.
    pub(super) fn say(&self, who: &str, text: &str) -> FbComment {
        self.comment(who, &self.post.id, text)
    }

    pub(super) fn person(&self, who: &str) -> Mention {
        let external_id = ExternalId(self.server().public_id(US, who).unwrap());
        Mention { external_id, handle: who.to_owned() }
    }

    pub(super) fn answer(&self, to: &str, who: &str, key: &str, text: &str) -> Outbound {
        Outbound {
            key: key.to_owned(),
            in_reply_to: Some(ExternalId(to.to_owned())),
            to: vec![self.person(who)],
            visibility: Visibility::Public,
            subject: None,
            text: text.to_owned(),
            content_warning: None,
            language: Some("de".to_owned()),
            media: Vec::new(),
            written_at: self.clock.now(),
            letter: None,
        }
    }
}

pub(super) fn form(fields: &[(&str, &str)]) -> Form {
    Form(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
}
