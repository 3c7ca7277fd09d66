//! X, a company's account on it, two customers, a vault that can fail, and a clock that nobody
//! waits for.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use bytes::Bytes;
use gerne_connector::{
    Account, Begin, Blobs, BoxError, Connected, Form, Platform as _, Secret, Spent, Vault,
    VaultError,
};
use gerne_domain::{
    AccountId, AccountSettings, AccountStatus, BlobHash, Clock, ExternalId, Mention, Outbound,
    Visibility,
};
use gerne_sim::{Sim, SimClock, SimConfig, X as Server, XConfig, XPost, XPostSpec};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{Config, X};

pub(super) const US: &str = "nordlicht";
pub(super) const CLARA: &str = "clara";
pub(super) const BEN: &str = "ben";
pub(super) const SCOPES: &str = "tweet.read tweet.write tweet.moderate.write users.read dm.read \
                                 dm.write media.write offline.access";

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
pub(super) struct Safe {
    pub(super) secrets: Mutex<BTreeMap<String, Secret>>,
    notes: Mutex<BTreeMap<String, String>>,
    pub(super) books: Mutex<BTreeMap<(Date, String), (i64, i64)>>,
    /// So many writes of secrets go well before ...
    pub(super) sound: Mutex<u32>,
    /// ... so many fail.
    pub(super) broken: Mutex<u32>,
}

impl Safe {
    /// Micro-dollars by our own count.
    pub(super) fn spent(&self) -> i64 {
        self.books.lock().unwrap().values().map(|(_, micros)| micros).sum()
    }

    fn may_write(&self) -> Result<(), VaultError> {
        let mut sound = self.sound.lock().unwrap();
        if *sound > 0 {
            *sound -= 1;
            return Ok(());
        }
        let mut broken = self.broken.lock().unwrap();
        if *broken > 0 {
            *broken -= 1;
            return Err(VaultError("the disk is full".into()));
        }
        Ok(())
    }
}

#[async_trait]
impl Vault for Safe {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.secrets.lock().unwrap().get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.may_write()?;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }

    async fn swap(&self, name: &str, from: &Secret, to: &Secret) -> Result<bool, VaultError> {
        self.may_write()?;
        let mut secrets = self.secrets.lock().unwrap();
        let same = secrets.get(name) == Some(from);
        if same {
            secrets.insert(name.to_owned(), to.clone());
        }
        Ok(same)
    }

    async fn note(&self, name: &str) -> Result<Option<String>, VaultError> {
        Ok(self.notes.lock().unwrap().get(name).cloned())
    }

    async fn put_note(&self, name: &str, text: &str) -> Result<(), VaultError> {
        self.notes.lock().unwrap().insert(name.to_owned(), text.to_owned());
        Ok(())
    }

    async fn spend(&self, spent: &[Spent]) -> Result<(), VaultError> {
        let mut books = self.books.lock().unwrap();
        for line in spent {
            let entry = books.entry((line.day, line.kind.clone())).or_default();
            entry.0 += line.count;
            entry.1 += line.micros;
        }
        Ok(())
    }

    async fn spent(&self, since: Date) -> Result<Vec<Spent>, VaultError> {
        let books = self.books.lock().unwrap();
        let line = |((day, kind), (count, micros)): (&(Date, String), &(i64, i64))| Spent {
            day: *day,
            kind: kind.clone(),
            count: *count,
            micros: *micros,
        };
        Ok(books.iter().filter(|((day, _), _)| *day >= since).map(line).collect())
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
    pub(super) platform: Arc<X>,
    pub(super) vault: Arc<Safe>,
    pub(super) connected: Connected,
    pub(super) settings: AccountSettings,
    /// Customers take turns.
    pub(super) turn: Mutex<u32>,
}

pub(super) fn config() -> Config {
    Config { allow: vec!["127.0.0.1".to_owned()], ..Config::default() }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(XConfig::default()).await
    }

    pub(super) async fn with(x: XConfig) -> Self {
        let clock = SimClock::manual("2026-11-20T08:00:00Z".parse().unwrap());
        let sim = Sim::start(SimConfig { clock: clock.clone(), x, ..SimConfig::default() }).await;
        let platform = X::new(config(), Arc::new(Hurried(clock.clone()))).unwrap();
        let connected = connect(&sim, &platform, SCOPES).await;
        let vault = Safe::default();
        *vault.secrets.lock().unwrap() = connected.secrets.clone();
        Self {
            sim,
            clock,
            platform: Arc::new(platform),
            vault: Arc::new(vault),
            connected,
            settings: AccountSettings::default(),
            turn: Mutex::new(0),
        }
    }

    pub(super) fn server(&self) -> &Server {
        self.sim.x()
    }

    /// As after a restart.
    pub(super) fn open(&self) -> Arc<dyn Account> {
        self.platform.open(&self.account(), self.vault.clone()).unwrap()
    }

    pub(super) fn account(&self) -> gerne_domain::Account {
        let connected = self.connected.clone();
        gerne_domain::Account {
            id: AccountId("019a0000-0000-7000-8000-000000000000".parse().unwrap()),
            platform: X::NAME.into(),
            external_id: connected.external_id,
            handle: connected.handle,
            name: connected.name,
            base_url: connected.base_url,
            avatar_url: connected.avatar_url,
            status: AccountStatus::Connected,
            problem: None,
            status_since: self.clock.now(),
            connected_at: self.clock.now(),
            settings: self.settings.clone(),
            facts: connected.facts,
            teams: Vec::new(),
        }
    }

    /// X takes the same words only once for the same person: two people take turns.
    pub(super) fn next(&self) -> &'static str {
        let mut turn = self.turn.lock().unwrap();
        *turn += 1;
        if *turn % 2 == 1 { CLARA } else { BEN }
    }

    /// A second later, somebody posts.
    pub(super) fn post(&self, who: &str, spec: XPostSpec) -> XPost {
        self.clock.advance(SignedDuration::from_secs(1));
        self.server().post(who, spec).unwrap()
    }

    /// A second later, somebody names us.
    pub(super) fn mention(&self, who: &str, text: &str) -> XPost {
        self.post(who, XPostSpec::new(&format!("@{US} {text}")))
    }

    pub(super) fn person(&self, handle: &str) -> Mention {
        let external_id = ExternalId(self.server().user_id(handle).unwrap());
        Mention { external_id, handle: handle.to_owned() }
    }

    pub(super) fn answer(&self, to: &XPost, key: &str, text: &str) -> Outbound {
        Outbound {
            key: key.to_owned(),
            in_reply_to: Some(ExternalId(to.id.clone())),
            to: vec![self.person(&to.author)],
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

pub(super) async fn connect(sim: &Sim, platform: &X, scopes: &str) -> Connected {
    let server = sim.x();
    let tokens = server.tokens_for(US, scopes);
    let client = server.client();
    let refresh = tokens.refresh.unwrap_or_default();
    let form = form(&[
        ("address", &server.base_url()),
        ("client_id", &client.id),
        ("client_secret", client.secret.as_deref().unwrap_or_default()),
        ("token", &tokens.access),
        ("refresh_token", &refresh),
    ]);
    let redirect = "https://gerne.example/back".parse().unwrap();
    let Begin::Done(connected) = platform.begin(&form, &redirect).await.unwrap() else {
        panic!("tokens need no browser")
    };
    *connected
}

pub(super) fn form(fields: &[(&str, &str)]) -> Form {
    Form(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
}
