//! X, by version 2 of its interface.
//!
//! Mentions, private messages and our own posts are polled; what they cost is counted before and
//! after each call, and a budget slows reading and pauses it. What is posted is found again among
//! our own posts before anything is said twice, because X keeps no key of ours. Only who named or
//! quoted us may be answered through the interface.

mod account;
mod check;
mod client;
mod compose;
mod connect;
mod facts;
mod fetch;
mod hand;
mod limits;
mod media;
mod memory;
mod normalize;
mod pace;
mod patience;
mod people;
mod place;
mod prices;
mod private;
mod problem;
mod purse;
mod seek;
mod send;
mod sent;
mod snowflake;
mod states;
mod stream;
mod text;
mod tokens;
mod usage;
mod windows;
mod wire;

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

use crate::{
    account::Connection,
    client::{Api, Bearer},
    facts::Facts,
    normalize::Us,
    purse::{Budget, Purse},
    tokens::Keeper,
};

/// How this connector behaves; the binary fills it from its settings.
#[derive(Clone)]
pub struct Config {
    /// Who we say we are. X closes streams of those who do not.
    pub user_agent: String,
    /// Longest wait for an answer.
    pub timeout: Duration,
    /// How often mentions are polled when nothing wakes us and money is no matter.
    pub poll_every: Duration,
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
            .field("own_authority", &self.ca_pem.is_some())
            .field("allow", &self.allow)
            .finish()
    }
}

/// The platform.
pub struct X {
    profile: Profile,
    config: Config,
    http: Http,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for X {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("X").field("config", &self.config).finish_non_exhaustive()
    }
}

impl X {
    /// Its name in our words.
    pub const NAME: &'static str = "x";

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
impl Platform for X {
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
        let facts: Facts = serde_json::from_value(account.facts.clone()).map_err(|_| unusable())?;
        let base = Url::parse(&account.base_url).map_err(|_| unusable())?;
        let us = Us {
            id: account.external_id.0.clone(),
            handle: account.handle.trim_start_matches('@').to_owned(),
        };
        let (http, clock) = (self.http.clone(), self.clock.clone());
        let token = connect::token_url(&base);
        let keeper = Keeper::new(http.clone(), clock.clone(), vault.clone(), token);
        let budget = Budget::of(&account.settings);
        let purse = Purse::new(vault.clone(), clock.clone(), budget);
        let api = Api::new(http, clock, base, Bearer::Kept(Box::new(keeper)), vault, purse);
        let every = self.config.poll_every;
        Ok(Arc::new(Connection::new(api, us, facts, every, account.connected_at)))
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
        field("client_id", FieldKind::Text, true, "", false),
        field("client_secret", FieldKind::Secret, false, "", false),
        field("token", FieldKind::Secret, false, "", true),
        field("refresh_token", FieldKind::Secret, false, "", true),
        field("bearer", FieldKind::Secret, false, "", true),
        field("doorbell", FieldKind::Choice, false, "activity|filtered|none", true),
        field("address", FieldKind::Address, false, "https://api.x.com", true),
    ];
    Profile {
        platform: X::NAME,
        name: "X",
        connect: ConnectForm { fields, browser: true },
        capabilities: Capabilities {
            content_warning: false,
            subject: false,
            alt_text: true,
            start_public: false,
            start_private: false,
            announce: true,
            hide: true,
            delete: true,
            delete_others: false,
            like: false,
            private: true,
            unlisted: false,
            only_when_called: true,
            letters: false,
            private_ids: false,
        },
        settings: AccountSettings { budget_day_cents: 1_000, ..AccountSettings::default() },
        // X's terms: what is deleted there must be deleted here within 24 hours.
        deletions_within: Some(Duration::from_hours(24)),
    }
}
