//! Tokens of Google and Microsoft: where they come from, and that they are renewed in time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{ConnectorError, Secret, Vault, VaultError};
use gerne_domain::{Clock, Timestamp, time::after};
use gerne_webapi::{Http, OAuth, OAuthError, Token};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::facts::Auth;

/// Names in the vault.
pub(crate) const PASSWORD: &str = "password";
pub(crate) const TOKENS: &str = "oauth";
pub(crate) const CLIENT_ID: &str = "client_id";
pub(crate) const CLIENT_SECRET: &str = "client_secret";

/// A token is renewed so long before it ends: SMTP tells a token that ended from a wrong one only
/// by its words.
const AHEAD: Duration = Duration::from_mins(5);
/// Tokens whose end nobody tells are taken to last this long.
const USUAL: Duration = Duration::from_mins(50);

/// Where a provider hands out tokens. Replaced in tests.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// Where the owner agrees.
    pub authorize: Url,
    /// Where a code or an old token becomes a new one.
    pub token: Url,
}

impl Endpoints {
    /// Google's (developers.google.com/identity/protocols/oauth2/web-server).
    pub fn google() -> Self {
        Self::of(
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
        )
    }

    /// Microsoft's, for any organisation (learn.microsoft.com, "Authenticate an IMAP, POP or SMTP
    /// connection using OAuth").
    pub fn microsoft() -> Self {
        Self::of(
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        )
    }

    fn of(authorize: &str, token: &str) -> Self {
        let parse = |url: &str| Url::parse(url).expect("an address that stands in this file");
        Self { authorize: parse(authorize), token: parse(token) }
    }
}

/// What is asked for, and how.
pub(crate) fn scopes(auth: Auth) -> &'static [&'static str] {
    match auth {
        Auth::Google => &["https://mail.google.com/"],
        Auth::Microsoft => &[
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send",
            "offline_access",
        ],
        Auth::Password => &[],
    }
}

/// What is sent besides, so that a token for later comes with it.
pub(crate) fn extra(auth: Auth) -> &'static [(&'static str, &'static str)] {
    match auth {
        Auth::Google => &[("access_type", "offline"), ("prompt", "consent")],
        Auth::Microsoft => &[("prompt", "select_account")],
        Auth::Password => &[],
    }
}

/// Tokens as they lie in the vault: one secret, so that they change together.
#[derive(Serialize, Deserialize)]
pub(crate) struct Tokens {
    access: String,
    refresh: Option<String>,
    ends: Timestamp,
}

impl Tokens {
    /// `before`: what a new answer does not bring, stays.
    pub(crate) fn of(token: &Token, now: Timestamp, before: Option<String>) -> Self {
        Self {
            access: token.access.expose().to_owned(),
            refresh: token.refresh.as_ref().map(|s| s.expose().to_owned()).or(before),
            ends: after(now, token.expires_in.unwrap_or(USUAL)),
        }
    }

    pub(crate) fn write(&self) -> Result<Secret, ConnectorError> {
        serde_json::to_string(self).map(Secret::new).map_err(ConnectorError::retry)
    }
}

/// What is said when signing in.
pub(crate) enum Login {
    /// With this password.
    Password(Secret),
    /// With this token.
    Token(Secret),
}

/// Who signs in, and with what. Asked at every connection, so that what is new is used at once.
pub(crate) struct Credentials {
    pub(crate) user: String,
    auth: Auth,
    endpoints: Endpoints,
    vault: Arc<dyn Vault>,
    http: Http,
    clock: Arc<dyn Clock>,
    /// Only one renews at a time.
    renewing: tokio::sync::Mutex<()>,
}

impl Credentials {
    pub(crate) fn new(
        user: &str,
        auth: Auth,
        endpoints: Endpoints,
        vault: Arc<dyn Vault>,
        http: Http,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let renewing = tokio::sync::Mutex::new(());
        Self { user: user.to_owned(), auth, endpoints, vault, http, clock, renewing }
    }

    /// `rejected`: a token that was refused just now, whatever its end says.
    pub(crate) async fn login(&self, rejected: Option<&Secret>) -> Result<Login, ConnectorError> {
        if self.auth == Auth::Password {
            return Ok(Login::Password(self.secret(PASSWORD).await?));
        }
        let _one = self.renewing.lock().await;
        let kept = self.secret(TOKENS).await?;
        let tokens: Tokens = serde_json::from_str(kept.expose())
            .map_err(|_| ConnectorError::reauthorize("the tokens are not readable"))?;
        let refused = rejected.is_some_and(|rejected| rejected.expose() == tokens.access);
        if !refused && after(self.clock.now(), AHEAD) < tokens.ends {
            return Ok(Login::Token(Secret::new(tokens.access)));
        }
        let tokens = self.renew(tokens).await?;
        Ok(Login::Token(Secret::new(tokens.access)))
    }

    /// Kept before it is used.
    async fn renew(&self, old: Tokens) -> Result<Tokens, ConnectorError> {
        let refresh = old
            .refresh
            .ok_or_else(|| ConnectorError::reauthorize("the token ended and cannot be renewed"))?;
        let client_secret = self.vault.get(CLIENT_SECRET).await.map_err(ConnectorError::retry)?;
        let oauth = OAuth {
            authorize: self.endpoints.authorize.clone(),
            token: self.endpoints.token.clone(),
            client_id: self.secret(CLIENT_ID).await?.expose().to_owned(),
            client_secret: client_secret.filter(|secret| !secret.expose().is_empty()),
            redirect: self.endpoints.authorize.clone(),
        };
        let old = Secret::new(refresh);
        let token = oauth.refresh(&self.http, &old).await.map_err(not_renewed)?;
        let tokens = Tokens::of(&token, self.clock.now(), Some(old.expose().to_owned()));
        self.vault.put(TOKENS, &tokens.write()?).await.map_err(ConnectorError::retry)?;
        Ok(tokens)
    }

    async fn secret(&self, name: &str) -> Result<Secret, ConnectorError> {
        let kept = self.vault.get(name).await.map_err(ConnectorError::retry)?;
        kept.ok_or_else(|| ConnectorError::reauthorize("nothing to sign in with is kept"))
    }
}

/// Only when the server says that the owner must agree again, they must.
fn not_renewed(error: OAuthError) -> ConnectorError {
    match &error {
        OAuthError::Denied(word) => match word.as_str() {
            "invalid_grant"
            | "invalid_client"
            | "unauthorized_client"
            | "interaction_required"
            | "consent_required" => ConnectorError::reauthorize(error),
            _ => ConnectorError::retry(error),
        },
        _ => ConnectorError::retry(error),
    }
}

/// A vault in the hand: while an account is being connected there is no other yet.
#[derive(Default)]
pub(crate) struct Hand(Mutex<BTreeMap<String, Secret>>);

impl Hand {
    pub(crate) fn of(secrets: impl IntoIterator<Item = (&'static str, Secret)>) -> Arc<Self> {
        let secrets = secrets.into_iter().map(|(name, secret)| (name.to_owned(), secret));
        Arc::new(Self(Mutex::new(secrets.collect())))
    }

    pub(crate) fn all(&self) -> BTreeMap<String, Secret> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Vault for Hand {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.all().get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.clone());
        Ok(())
    }
}
