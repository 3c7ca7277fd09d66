//! E-mail: a mailbox that is read by IMAP and written from by SMTP (decision 0028).
//!
//! A folder is walked forward by the server's numbers (`place`, `fetch`); the bell that a server
//! rings (`ears`) is only a reason to look. What a mail says is read in `gerne-mail`; here its words
//! become ours (`normalize`). A mail of ours is known by the name that it was given before it left:
//! by it answers find back, and by it we find it among what was sent (`sent`) before anything is
//! said twice. How far the handing over got is known at each step (`smtp`).

mod account;
mod check;
mod connect;
mod discover;
mod ears;
mod facts;
mod fetch;
mod imap;
mod net;
mod normalize;
mod oauth;
mod pictures;
mod place;
mod providers;
mod send;
mod sent;
mod smtp;
mod tagged;

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use gerne_connector::{
    Account, Begin, Callback, Capabilities, ConnectField, ConnectForm, Connected, ConnectorError,
    FieldKind, Form, Platform, Profile, Secret, Vault,
};
use gerne_domain::{AccountSettings, Clock, Refusal, Timestamp};
use gerne_webapi::{Http, HttpConfig, SetupError};
use jiff::tz::TimeZone;
use url::Url;

pub use crate::oauth::Endpoints;
use crate::{
    account::{Connection, Mailbox, Talk},
    facts::{Auth, Facts},
    net::Dialer,
    oauth::Credentials,
};

/// How this connector behaves; the binary fills it from its settings.
#[derive(Clone)]
pub struct Config {
    /// Who we say we are, to web servers.
    pub user_agent: String,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for an answer; large mails are given more.
    pub timeout: Duration,
    /// Longest wait for the answer behind a mail that was handed over: servers look for viruses
    /// first.
    pub verdict_timeout: Duration,
    /// Longest waiting for the server's bell at a time. Servers end it after half an hour, what lies
    /// between after five minutes to fifteen.
    pub idle_at_most: Duration,
    /// How often folders are looked at where the server does not ring.
    pub poll_every: Duration,
    /// Certificates of the company's own authorities, PEM.
    pub ca_pem: Option<Vec<u8>>,
    /// Servers that may be called although they are not public: hosts, addresses, networks, as
    /// [`gerne_webapi::Allow`] reads them.
    pub allow: Vec<String>,
    /// In which zone the dates of quoted mails are said.
    pub zone: TimeZone,
    /// Where Google hands out tokens.
    pub google: Endpoints,
    /// Where Microsoft does.
    pub microsoft: Endpoints,
}

impl Default for Config {
    fn default() -> Self {
        let http = HttpConfig::default();
        Self {
            user_agent: http.user_agent,
            connect_timeout: http.connect_timeout,
            timeout: http.timeout,
            verdict_timeout: Duration::from_mins(5),
            idle_at_most: Duration::from_mins(9),
            poll_every: Duration::from_mins(1),
            ca_pem: None,
            allow: Vec::new(),
            zone: TimeZone::UTC,
            google: Endpoints::google(),
            microsoft: Endpoints::microsoft(),
        }
    }
}

impl Config {
    pub(crate) fn endpoints(&self, auth: Auth) -> &Endpoints {
        match auth {
            Auth::Microsoft => &self.microsoft,
            Auth::Google | Auth::Password => &self.google,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("user_agent", &self.user_agent)
            .field("timeout", &self.timeout)
            .field("poll_every", &self.poll_every)
            .field("own_authority", &self.ca_pem.is_some())
            .field("allow", &self.allow)
            .finish_non_exhaustive()
    }
}

/// The platform.
pub struct Email {
    profile: Profile,
    pub(crate) config: Config,
    pub(crate) http: Http,
    pub(crate) dialer: Dialer,
    pub(crate) clock: Arc<dyn Clock>,
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Email").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Email {
    /// Its name in our words.
    pub const NAME: &'static str = "email";

    /// Sets it up; does no I/O.
    ///
    /// # Errors
    /// When the certificates or the servers to allow in `config` are not usable.
    pub fn new(config: Config, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let allow = config.allow.iter().map(|entry| entry.parse()).collect::<Result<_, _>>()?;
        let http = Http::new(&HttpConfig {
            user_agent: config.user_agent.clone(),
            connect_timeout: config.connect_timeout,
            timeout: config.timeout,
            ca_pem: config.ca_pem.clone(),
            allow,
        })?;
        let dialer = Dialer::new(&http, config.connect_timeout);
        Ok(Self { profile: profile(), config, http, dialer, clock })
    }

    pub(crate) fn connection(
        &self,
        name: &str,
        speaks: &str,
        facts: Facts,
        vault: Arc<dyn Vault>,
        connected_at: Timestamp,
    ) -> Connection {
        let credentials = Credentials::new(
            &facts.login,
            facts.auth,
            self.config.endpoints(facts.auth).clone(),
            vault,
            self.http.clone(),
            Arc::clone(&self.clock),
        );
        let talk = Talk {
            credentials,
            dialer: self.dialer.clone(),
            clock: Arc::clone(&self.clock),
            patience: self.config.timeout,
            verdict: self.config.verdict_timeout,
            idle_at_most: self.config.idle_at_most,
            zone: self.config.zone.clone(),
            speaks: speaks.to_owned(),
            poll_every: self.config.poll_every,
            connected_at,
        };
        Connection::new(name, facts, talk)
    }
}

#[async_trait]
impl Platform for Email {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    async fn begin(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        self.start(form, redirect).await
    }

    async fn finish(&self, pending: &Secret, back: &Callback) -> Result<Connected, ConnectorError> {
        self.complete(pending, back).await
    }

    fn open(
        &self,
        account: &gerne_domain::Account,
        vault: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        let unusable = || ConnectorError::refused(Refusal::of("account.facts_unusable"));
        let facts = Facts::kept(account).ok_or_else(unusable)?;
        let speaks = &account.settings.language;
        let connection = self.connection(&account.name, speaks, facts, vault, account.connected_at);
        connection.tagging.want(account.settings.tagged_answers);
        Ok(Arc::new(Mailbox::new(connection)))
    }
}

fn profile() -> Profile {
    let field = |key, kind, required, example, advanced| ConnectField {
        key,
        kind,
        required,
        example,
        advanced,
    };
    let fields = vec![
        field("address", FieldKind::Text, true, "hilfe@example.com", false),
        field("password", FieldKind::Secret, false, "", false),
        field("name", FieldKind::Text, false, "Nordlicht Kundendienst", false),
        field("login", FieldKind::Text, false, "", true),
        field("imap", FieldKind::Text, false, "imap.example.com:993", true),
        field("smtp", FieldKind::Text, false, "smtp.example.com:465", true),
        field("client_id", FieldKind::Text, false, "", true),
        field("client_secret", FieldKind::Secret, false, "", true),
        field("aliases", FieldKind::Text, false, "info@example.com, service@example.com", true),
        field("relays", FieldKind::Text, false, "formular@example.com", true),
        field("watch_junk", FieldKind::Flag, false, "", true),
        field("watch_sent", FieldKind::Flag, false, "", true),
        field("days", FieldKind::Text, false, "14", true),
    ];
    let defaults = AccountSettings::default();
    Profile {
        platform: Email::NAME,
        name: "E-Mail",
        connect: ConnectForm { fields, browser: false },
        capabilities: Capabilities {
            content_warning: false,
            subject: true,
            alt_text: false,
            start_public: false,
            start_private: true,
            announce: false,
            hide: false,
            delete: false,
            delete_others: false,
            like: false,
            private: true,
            unlisted: false,
            only_when_called: false,
            letters: true,
            private_ids: false,
        },
        deletions_within: None,
        // Nobody waits for a mail by the second, and what left cannot be taken back.
        // Two lines under a letter, in no language; the company's own words are for an admin to choose.
        settings: AccountSettings {
            hold_private_seconds: 10,
            signature: "{name}\n{account}".to_owned(),
            ..defaults
        },
    }
}
