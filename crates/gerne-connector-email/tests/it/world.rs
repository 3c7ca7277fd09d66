//! One mailbox, connected as an owner connects it.

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
    Account, Batch, Begin, Blobs, BoxError, Connected, ConnectorError, Cursor, Form, Platform,
    Secret, Vault, VaultError,
};
use gerne_connector_email::{Config, Email};
use gerne_domain::{
    AccountId, AccountSettings, AccountStatus, AttachmentKind, BlobHash, Clock, Content,
    InboundMessage, Item, Letter, Mailbox, Outbound, OutboundLetter, Timestamp, Visibility,
};

use crate::servers::{PASSWORD, Servers};

/// The machine's clock.
#[derive(Debug)]
pub(crate) struct Wall;

impl Clock for Wall {
    #[expect(
        clippy::disallowed_methods,
        reason = "real servers stamp what they get with real time"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let wait = Duration::try_from(at.duration_since(self.now())).unwrap_or_default();
        Box::pin(tokio::time::sleep(wait))
    }
}

/// Keeps secrets in the open.
#[derive(Clone, Default)]
pub(crate) struct Drawer(pub(crate) Arc<Mutex<BTreeMap<String, Secret>>>);

#[async_trait]
impl Vault for Drawer {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }
}

/// Files by their hash.
#[derive(Default)]
pub(crate) struct Shelf(pub(crate) Mutex<BTreeMap<String, Bytes>>);

#[async_trait]
impl Blobs for Shelf {
    async fn read(&self, blob: &BlobHash) -> Result<Bytes, BoxError> {
        let found = self.0.lock().unwrap().get(&blob.to_string()).cloned();
        found.ok_or_else(|| "there is no such blob".into())
    }
}

pub(crate) struct World {
    pub(crate) servers: &'static Servers,
    pub(crate) platform: Arc<Email>,
    pub(crate) address: String,
    pub(crate) drawer: Drawer,
    pub(crate) connected: Connected,
}

/// Impatient: nothing here is far away.
pub(crate) fn config(servers: &Servers) -> Config {
    Config {
        ca_pem: Some(servers.ca_pem.clone()),
        allow: vec!["127.0.0.1".to_owned(), "localhost".to_owned()],
        timeout: Duration::from_secs(5),
        connect_timeout: Duration::from_secs(5),
        verdict_timeout: Duration::from_secs(5),
        ..Config::default()
    }
}

pub(crate) fn form(fields: &[(&str, &str)]) -> Form {
    let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Form(fields.collect())
}

/// Connects; what `fields` says counts over what is usual.
pub(crate) async fn connect(
    platform: &Email,
    fields: &[(&str, &str)],
) -> Result<Connected, ConnectorError> {
    let redirect = "https://gerne.example/back".parse().unwrap();
    match platform.begin(&form(fields), &redirect).await? {
        Begin::Done(connected) => Ok(*connected),
        Begin::Browser { .. } => panic!("nobody is asked in a browser"),
    }
}

impl World {
    /// A mailbox whose answers leave through Postfix.
    pub(crate) async fn new(servers: &'static Servers) -> Self {
        Self::with(servers, &[]).await
    }

    pub(crate) async fn with(servers: &'static Servers, fields: &[(&str, &str)]) -> Self {
        Self::configured(servers, config(servers), fields).await
    }

    pub(crate) async fn configured(
        servers: &'static Servers,
        config: Config,
        fields: &[(&str, &str)],
    ) -> Self {
        let platform = Arc::new(Email::new(config, Arc::new(Wall)).unwrap());
        let address = servers.mailbox();
        let imap = format!("imaps://localhost:{}", servers.ports.imaps);
        let smtp = format!("starttls://localhost:{}", servers.ports.submission);
        let mut usual = vec![
            ("address", address.as_str()),
            ("password", PASSWORD),
            ("name", "Nordlicht"),
            ("imap", &imap),
            ("smtp", &smtp),
        ];
        usual.extend_from_slice(fields);
        let connected = connect(&platform, &usual).await.unwrap();
        let drawer = Drawer(Arc::new(Mutex::new(connected.secrets.clone())));
        Self { servers, platform, address, drawer, connected }
    }

    /// As after a restart.
    pub(crate) fn open(&self) -> Arc<dyn Account> {
        self.platform.open(&self.account(), Arc::new(self.drawer.clone())).unwrap()
    }

    /// As if it had been connected then.
    pub(crate) fn connected_at(&self, at: Timestamp) -> Arc<dyn Account> {
        let account = gerne_domain::Account { connected_at: at, ..self.account() };
        self.platform.open(&account, Arc::new(self.drawer.clone())).unwrap()
    }

    pub(crate) fn account(&self) -> gerne_domain::Account {
        let now = Wall.now();
        gerne_domain::Account {
            id: AccountId(uuid_of(&self.address)),
            platform: Email::NAME.into(),
            external_id: self.connected.external_id.clone(),
            handle: self.connected.handle.clone(),
            name: self.connected.name.clone(),
            base_url: self.connected.base_url.clone(),
            avatar_url: None,
            status: AccountStatus::Connected,
            problem: None,
            status_since: now,
            connected_at: now,
            settings: AccountSettings::default(),
            facts: self.connected.facts.clone(),
            teams: Vec::new(),
        }
    }

    /// Somebody writes.
    pub(crate) fn write(&self, mail: &Mail) {
        self.servers.deliver(&self.address, &[mail.bytes(&self.address)]);
    }
}

/// A mail that somebody writes.
#[derive(Clone)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) id: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) more: String,
}

impl Mail {
    pub(crate) fn new(id: &str, text: &str) -> Self {
        Self {
            from: "Kim Ostermann <kim@example.net>".to_owned(),
            id: id.to_owned(),
            subject: format!("Frage {id}"),
            text: text.to_owned(),
            more: String::new(),
        }
    }

    pub(crate) fn with(mut self, header: &str) -> Self {
        self.more.push_str(header);
        self.more.push_str("\r\n");
        self
    }

    pub(crate) fn bytes(&self, to: &str) -> Vec<u8> {
        let Self { from, id, subject, text, more } = self;
        let date = Wall.now().strftime("%a, %d %b %Y %H:%M:%S +0000");
        format!(
            "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}@example.net>\r\n\
             Date: {date}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n{more}\r\n{text}\r\n"
        )
        .into_bytes()
    }
}

/// Fetches until there is no more, as the engine does.
pub(crate) async fn fetch_all(
    account: &dyn Account,
    resource: &str,
    cursor: &mut Option<Cursor>,
) -> Result<Vec<InboundMessage>, ConnectorError> {
    let mut messages = Vec::new();
    loop {
        let Batch { items, cursor: next, more, gap, .. } =
            account.fetch(&resource.into(), cursor.as_ref()).await?;
        assert!(gap.is_none());
        for item in items {
            match item {
                Item::Message(message) => messages.push(*message),
                Item::Deleted(id) => panic!("{id} is told as deleted"),
            }
        }
        if next.is_some() {
            *cursor = next;
        }
        if !more {
            return Ok(messages);
        }
    }
}

/// Subjects, to see at a glance what came.
pub(crate) fn subjects(messages: &[InboundMessage]) -> Vec<&str> {
    messages.iter().map(|message| message.subject.as_deref().unwrap_or_default()).collect()
}

/// The bytes as they came.
pub(crate) fn original(message: &InboundMessage) -> Vec<u8> {
    let first = message.attachments.first().expect("a mail has an original");
    assert_eq!(first.kind, AttachmentKind::Original);
    match first.content.as_ref().unwrap() {
        Content::Bytes(bytes) => bytes.to_vec(),
        Content::Kept { .. } => panic!("nothing is kept yet"),
    }
}

/// An answer to `to`, as the engine hands it over.
pub(crate) fn answer(to: &str, name: &str, chain: &[&str], text: &str) -> Outbound {
    let head = Letter {
        name: Some(name.to_owned()),
        chain: chain.iter().map(|id| (*id).to_owned()).collect(),
        to: vec![Mailbox { name: None, address: to.to_owned() }],
        ..Letter::default()
    };
    Outbound {
        key: format!("key-{name}"),
        in_reply_to: None,
        to: Vec::new(),
        visibility: Visibility::Private,
        subject: Some("Frage".to_owned()),
        text: text.to_owned(),
        content_warning: None,
        language: Some("de".to_owned()),
        media: Vec::new(),
        written_at: Wall.now(),
        letter: Some(Box::new(OutboundLetter {
            head,
            speaker: "Mina".to_owned(),
            answers: None,
            automatic: false,
        })),
    }
}

/// A name as accounts give them.
pub(crate) fn name(account: &dyn Account, n: u32) -> String {
    account.name(&format!("{n:026}")).unwrap()
}

fn uuid_of(text: &str) -> uuid::Uuid {
    let mut bytes = [0; 16];
    for (at, byte) in text.bytes().enumerate() {
        bytes[at % 16] ^= byte;
    }
    uuid::Uuid::from_bytes(bytes)
}

/// What must come soon.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), future).await.expect("it takes too long")
}
