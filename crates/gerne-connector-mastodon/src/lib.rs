//! Mastodon, and the servers that speak its interface (GoToSocial, Akkoma, forks).
//!
//! Mentions and our own answers are polled forward with `min_id` behind a cursor that overlaps a
//! little (`pages`), so that nothing is lost when the server writes late; the stream is only a
//! doorbell. What is posted is found again on our own timeline before anything is said twice,
//! because the `Idempotency-Key` is kept for an hour at most, is known to race, and is ignored
//! elsewhere.

mod account;
mod address;
mod changes;
mod check;
mod client;
mod compose;
mod connect;
mod facts;
mod fetch;
pub mod html;
mod media;
pub mod normalize;
mod pages;
mod seek;
mod send;
mod sent;
mod stream;
pub mod wire;

#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use gerne_connector::{
    Account, Begin, Callback, Capabilities, ConnectField, ConnectForm, Connected, ConnectorError,
    FieldKind, Form, Platform, Profile, Secret, Vault,
};
use gerne_domain::{AccountSettings, Clock, Refusal};
use gerne_webapi::{Http, HttpConfig, SetupError};
use url::Url;

use crate::{account::Connection, client::Api, facts::Facts};

/// How this connector behaves; the binary fills it from its settings.
#[derive(Clone)]
pub struct Config {
    /// Who we say we are.
    pub user_agent: String,
    /// Longest wait for an answer.
    pub timeout: Duration,
    /// How often mentions are polled when nothing wakes us.
    pub poll_every: Duration,
    /// Certificates of the company's own authorities, PEM.
    pub ca_pem: Option<Vec<u8>>,
    /// Servers that may be called although they are not public, or not encrypted: hosts,
    /// addresses, networks, as [`gerne_webapi::Allow`] reads them.
    pub allow: Vec<String>,
    /// The application's name as owners see it when they agree.
    pub client_name: String,
    /// The application's page, shown beside it.
    pub website: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        let http = HttpConfig::default();
        Self {
            user_agent: http.user_agent,
            timeout: http.timeout,
            poll_every: Duration::from_mins(1),
            ca_pem: None,
            allow: Vec::new(),
            client_name: "Gerne".to_owned(),
            website: None,
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
pub struct Mastodon {
    profile: Profile,
    pub(crate) config: Config,
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
}

impl fmt::Debug for Mastodon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mastodon").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Mastodon {
    /// Its name in our words.
    pub const NAME: &'static str = "mastodon";

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
impl Platform for Mastodon {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    async fn begin(&self, form: &Form, redirect: &Url) -> Result<Begin, ConnectorError> {
        self.start(form, redirect).await
    }

    async fn finish(&self, pending: &Secret, back: &Callback) -> Result<Connected, ConnectorError> {
        self.complete(pending, back).await
    }

    async fn discard(&self, unwanted: &Connected) -> Result<(), ConnectorError> {
        self.revoke(unwanted).await
    }

    fn open(
        &self,
        account: &gerne_domain::Account,
        vault: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        let unusable = || ConnectorError::refused(Refusal::of("account.facts_unusable"));
        let facts = Facts::kept(&account.facts).ok_or_else(unusable)?;
        let base = Url::parse(&account.base_url).map_err(|_| unusable())?;
        let us = connect::us(account, &facts);
        let api = Api::with_vault(self.http.clone(), self.clock.clone(), base, vault);
        let every = self.config.poll_every;
        Ok(Arc::new(Connection::new(api, us, facts, every, account.connected_at)))
    }
}

fn profile() -> Profile {
    let address = ConnectField {
        key: "address",
        kind: FieldKind::Address,
        required: true,
        example: "example.social",
        advanced: false,
    };
    let token = ConnectField {
        key: "token",
        kind: FieldKind::Secret,
        required: false,
        example: "",
        advanced: true,
    };
    Profile {
        platform: Mastodon::NAME,
        name: "Mastodon",
        connect: ConnectForm { fields: vec![address, token], browser: true },
        capabilities: Capabilities {
            content_warning: true,
            subject: false,
            alt_text: true,
            start_public: true,
            start_private: true,
            announce: true,
            hide: false,
            delete: true,
            delete_others: false,
            like: true,
            private: true,
            unlisted: true,
            only_when_called: false,
            letters: false,
            private_ids: false,
        },
        settings: AccountSettings::default(),
        deletions_within: None,
    }
}
