//! Facebook Pages and their Messenger, by the Graph API.
//!
//! Posts on the wall, the comments below them, mentions, reviews and messages are polled, because
//! Facebook's calls have holes; a call only says where to look (decision 0037). What is said is
//! found again below what it answers before anything is said twice, because Facebook keeps no key
//! of ours.

mod account;
mod check;
mod client;
mod connect;
mod deletion;
mod facts;
mod granted;
pub mod hooks;
mod links;
mod memory;
mod messages;
mod normalize;
mod posts;
mod problem;
mod proof;
mod reviews;
mod send;
mod sent;
mod states;
mod subscribe;
mod told;
mod unseen;
mod usage;
mod watch;
mod wire;

#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use gerne_connector::{
    Account, Begin, Callback, Capabilities, ConnectField, ConnectForm, Connected, ConnectorError,
    FieldKind, Finished, Form, Known, Platform, Profile, Routed, Secret, Vault, Webhook,
};
use gerne_domain::{AccountSettings, Clock, ExternalId, Refusal};
use gerne_webapi::{Http, HttpConfig, SetupError};
use serde::Deserialize as _;
use url::Url;

use crate::{
    account::Connection,
    client::{Api, Bearer},
    facts::Facts,
    normalize::Us,
};

/// How this connector behaves; the binary fills it from its settings.
#[derive(Clone)]
pub struct Config {
    /// Who we say we are.
    pub user_agent: String,
    /// Longest wait for an answer.
    pub timeout: Duration,
    /// How often comments and messages are polled when nothing wakes us.
    pub poll_every: Duration,
    /// The version of the interface, e.g. `v25.0`; each lives for about two years.
    pub version: String,
    /// Where the interface is.
    pub address: String,
    /// The application, where the form does not name another one.
    pub app_id: String,
    /// Its secret.
    pub app_secret: Secret,
    /// Where this installation is reached from outside, if it is: Facebook calls there.
    pub public_url: Option<Url>,
    /// Certificates of the company's own authorities, PEM.
    pub ca_pem: Option<Vec<u8>>,
    /// Servers that may be called although they are not public, or not encrypted: hosts,
    /// addresses, networks, as [`gerne_webapi::Allow`] reads them.
    pub allow: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        let http = HttpConfig::default();
        Self {
            user_agent: http.user_agent,
            timeout: http.timeout,
            poll_every: Duration::from_mins(1),
            version: "v25.0".to_owned(),
            address: connect::BASE.to_owned(),
            app_id: String::new(),
            app_secret: Secret::new(""),
            public_url: None,
            ca_pem: None,
            allow: Vec::new(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("user_agent", &self.user_agent)
            .field("timeout", &self.timeout)
            .field("poll_every", &self.poll_every)
            .field("version", &self.version)
            .field("address", &self.address)
            .field("app_id", &self.app_id)
            .field("public_url", &self.public_url.as_ref().map(Url::as_str))
            .field("own_authority", &self.ca_pem.is_some())
            .field("allow", &self.allow)
            .finish_non_exhaustive()
    }
}

/// The platform.
pub struct Facebook {
    profile: Profile,
    config: Config,
    http: Http,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Facebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facebook").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Facebook {
    /// Its name in our words.
    pub const NAME: &'static str = "facebook";

    /// Sets it up; does no I/O.
    ///
    /// # Errors
    /// When the certificates or the servers to allow in `config` are not usable.
    pub fn new(config: Config, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let allow = config.allow.iter().map(|entry| entry.parse()).collect::<Result<_, _>>()?;
        let http = Http::new(&HttpConfig {
            user_agent: config.user_agent.clone(),
            timeout: config.timeout,
            ca_pem: config.ca_pem.clone(),
            allow,
            ..HttpConfig::default()
        })?;
        Ok(Self { profile: profile(), config, http, clock })
    }
}

#[async_trait]
impl Platform for Facebook {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    async fn begin(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        self.start(form, redirect).await
    }

    async fn finish(&self, pending: &Secret, back: &Callback) -> Result<Connected, ConnectorError> {
        match self.complete(pending, back).await? {
            Finished::Connected(connected) => Ok(*connected),
            Finished::Choose { .. } => Err(send::refusal("connect.choose_page")),
        }
    }

    async fn finish_or_ask(
        &self,
        pending: &Secret,
        back: &Callback,
    ) -> Result<Finished, ConnectorError> {
        self.complete(pending, back).await
    }

    async fn choose(
        &self,
        pending: &Secret,
        chosen: &ExternalId,
    ) -> Result<Connected, ConnectorError> {
        self.take_chosen(pending, chosen).await
    }

    /// Connected again with the box left empty, the seven days stay: nobody took them away.
    fn again(&self, before: &serde_json::Value, now: serde_json::Value) -> serde_json::Value {
        let read = |facts: &serde_json::Value| Facts::deserialize(facts).ok();
        let (Some(before), Some(facts)) = (read(before), read(&now)) else { return now };
        serde_json::to_value(facts.after(&before)).unwrap_or(now)
    }

    /// Of comments it does not say that they were changed, let alone when.
    fn tells_edits(&self) -> bool {
        false
    }

    fn open(
        &self,
        account: &gerne_domain::Account,
        vault: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        let unusable = || ConnectorError::refused(Refusal::of("account.facts_unusable"));
        let facts: Facts = serde_json::from_value(account.facts.clone()).map_err(|_| unusable())?;
        let base = Url::parse(&account.base_url).map_err(|_| unusable())?;
        let us = Us { id: account.external_id.0.clone(), name: account.name.clone() };
        let (http, clock) = (self.http.clone(), self.clock.clone());
        let bearer = Bearer::Kept(Arc::clone(&vault));
        let api = Api::new(http, clock, base, &self.config.version, bearer);
        let connection = Connection::new(api, us, facts, self.config.poll_every);
        let connection = connection.connected_at(account.connected_at);
        Ok(Arc::new(connection.called_at(self.callback(), vault)))
    }

    fn route(&self, call: &Webhook) -> Result<Routed, ConnectorError> {
        // Without accounts only the application of the settings can be proven.
        self.proven(call, &self.own_secret())
    }

    async fn route_known(&self, call: &Webhook, known: &[Known]) -> Result<Routed, ConnectorError> {
        self.proven(call, &self.secrets(known).await?)
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
        field("app_id", FieldKind::Text, false, "1234567890123456", false),
        field("app_secret", FieldKind::Secret, false, "", false),
        field("human_agent", FieldKind::Flag, false, "", false),
        field("token", FieldKind::Secret, false, "", true),
        field("page", FieldKind::Text, false, "", true),
        field("address", FieldKind::Address, false, "https://graph.facebook.com", true),
    ];
    Profile {
        platform: Facebook::NAME,
        name: "Facebook",
        connect: ConnectForm { fields, browser: true },
        capabilities: Capabilities {
            content_warning: false,
            subject: false,
            alt_text: false,
            start_public: false,
            start_private: false,
            announce: true,
            hide: true,
            delete: true,
            delete_others: true,
            like: true,
            private: true,
            unlisted: false,
            only_when_called: false,
            letters: false,
            private_ids: true,
        },
        settings: AccountSettings::default(),
        deletions_within: None,
    }
}
