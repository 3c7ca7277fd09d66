//! Tokens: used, renewed, and never used once spent.
//!
//! X's access tokens last two hours; each comes with a refresh token that can be used once. Using
//! it again, or losing the answer to its use, loses the family of tokens, and only the owner can
//! begin a new one. So before it is sent it is marked in the vault as under way, for all nodes to
//! see; what comes is in the vault before it is used; and a mark that nobody resolved means that
//! the answer is lost.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{ConnectorError, Secret, Vault, VaultError};
use gerne_domain::{
    Clock, Timestamp,
    time::{after, between},
};
use gerne_webapi::{Http, HttpError};
use reqwest::{Method, header};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::problem::{Meaning, Problem};

/// Names in the vault.
pub(crate) const TOKENS: &str = "oauth";
pub(crate) const CLIENT_ID: &str = "client_id";
pub(crate) const CLIENT_SECRET: &str = "client_secret";
pub(crate) const BEARER: &str = "bearer";

/// A token is renewed so long before it ends while X answers well, because an answer that is lost
/// costs the connection ...
const AHEAD: Duration = Duration::from_mins(30);
/// ... and at the latest so long before.
const AT_LAST: Duration = Duration::from_mins(3);
/// X answers well when it did within this time.
const WELL: Duration = Duration::from_mins(2);
/// Tokens whose end nobody tells are taken to last this long.
const USUAL: Duration = Duration::from_mins(110);
/// Longer than any request takes: who is not done by then never will be.
const UNDER_WAY: Duration = Duration::from_secs(45);
const CAP: u64 = 64 * 1024;

/// Tokens as they lie in the vault: one secret, so that they change together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    /// `None`: nothing to renew it with; it was pasted, or `offline.access` was not granted.
    #[serde(default)]
    pub(crate) refresh: Option<String>,
    /// When the access token ends; `None`: until it is refused.
    #[serde(default)]
    pub(crate) ends: Option<Timestamp>,
    /// Since when somebody is renewing them: the refresh token is spent.
    #[serde(default)]
    pub(crate) under_way: Option<Timestamp>,
    /// The refresh token is spent, and what it was spent for is lost or was refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lost: bool,
}

impl Tokens {
    pub(crate) fn write(&self) -> Result<Secret, serde_json::Error> {
        serde_json::to_string(self).map(Secret::new)
    }

    pub(crate) fn read(secret: &Secret) -> Option<Self> {
        serde_json::from_str(secret.expose()).ok()
    }
}

/// The application that the owner registered with X.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) client_id: String,
    /// `None`: a public client.
    pub(crate) client_secret: Option<Secret>,
}

/// What a token request came to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    /// It certainly was not heard: the code or token can be used again.
    #[error("the token request did not arrive")]
    NotHeard(#[source] gerne_connector::BoxError),
    /// X says no.
    #[error("the token request was refused")]
    Denied(#[source] Problem),
    /// Nobody knows: what was sent must be taken as spent.
    #[error("the answer to the token request was lost")]
    Lost(#[source] gerne_connector::BoxError),
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default)]
    refresh_token: Option<String>,
    #[serde(default)]
    expires_in: Option<u64>,
    #[serde(default)]
    scope: Option<String>,
}

/// What was granted.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) tokens: Tokens,
    pub(crate) scopes: Option<Vec<String>>,
}

impl App {
    /// Ends a token at `revoke`; a renewing one takes what it renewed along.
    pub(crate) async fn end(
        &self,
        http: &Http,
        revoke: &Url,
        token: &str,
    ) -> Result<(), HttpError> {
        let mut form = vec![("token", token)];
        let mut request = http.request(Method::POST, revoke.clone());
        match &self.client_secret {
            Some(secret) => request = request.basic_auth(&self.client_id, Some(secret.expose())),
            None => form.push(("client_id", &self.client_id)),
        }
        http.send(request.form(&form)).await?.bytes(CAP).await.map(drop)
    }

    /// Asks for tokens. A confidential client says who it is in the header, a public one in the
    /// body: the wrong one is refused.
    pub(crate) async fn ask(
        &self,
        http: &Http,
        token: &Url,
        now: Timestamp,
        form: &[(&str, &str)],
    ) -> Result<Grant, TokenError> {
        let mut form = form.to_vec();
        let mut request = http.request(Method::POST, token.clone());
        match &self.client_secret {
            Some(secret) => request = request.basic_auth(&self.client_id, Some(secret.expose())),
            None => form.push(("client_id", &self.client_id)),
        }
        let answer = match http.send(request.form(&form)).await {
            Ok(answer) => answer,
            Err(
                error @ (HttpError::NotSent(_)
                | HttpError::Request(_)
                | HttpError::Blocked(_)
                | HttpError::Redirect),
            ) => return Err(TokenError::NotHeard(error.into())),
            Err(error) => return Err(TokenError::Lost(error.into())),
        };
        let status = answer.status();
        let after = answer.status_error(now).after;
        let body = answer.bytes(CAP).await.map_err(|error| TokenError::Lost(error.into()))?;
        if !status.is_success() {
            let problem = Problem::read(status.as_u16(), &body, after);
            return Err(match problem.meaning {
                Meaning::RateLimited => TokenError::NotHeard(problem.into()),
                // Gateways answer 5xx for deeds that were done.
                Meaning::Failed => TokenError::Lost(problem.into()),
                _ => TokenError::Denied(problem),
            });
        }
        let granted: Granted = serde_json::from_slice(&body)
            .map_err(|_| TokenError::Lost("the answer is not OAuth".into()))?;
        let lasts = granted.expires_in.map_or(USUAL, Duration::from_secs);
        Ok(Grant {
            tokens: Tokens {
                access: granted.access_token,
                refresh: granted.refresh_token,
                ends: Some(gerne_domain::time::after(now, lasts)),
                under_way: None,
                lost: false,
            },
            scopes: granted
                .scope
                .map(|scope| scope.split_whitespace().map(str::to_owned).collect()),
        })
    }
}

/// The tokens of one account.
pub(crate) struct Keeper {
    http: Http,
    clock: Arc<dyn Clock>,
    vault: Arc<dyn Vault>,
    token: Url,
    /// One of this process at a time; between processes the vault decides.
    renewing: tokio::sync::Mutex<()>,
    /// Came, and could not be kept yet: what they replace, and they.
    unkept: Mutex<Option<(Secret, Tokens)>>,
    answered_at: Mutex<Timestamp>,
}

impl Keeper {
    pub(crate) fn new(
        http: Http,
        clock: Arc<dyn Clock>,
        vault: Arc<dyn Vault>,
        token: Url,
    ) -> Self {
        Self {
            http,
            clock,
            vault,
            token,
            renewing: tokio::sync::Mutex::new(()),
            unkept: Mutex::new(None),
            answered_at: Mutex::new(Timestamp::MIN),
        }
    }

    /// X answered a call as it should.
    pub(crate) fn answered(&self) {
        let now = self.clock.now();
        *self.answered_at.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// A token that holds. `rejected`: one that was refused just now, whatever its end says.
    ///
    /// # Errors
    /// `Reauthorize` when only the owner can help; `Retry` while another node renews it.
    pub(crate) async fn access(&self, rejected: Option<&Secret>) -> Result<Secret, ConnectorError> {
        let _one = self.renewing.lock().await;
        self.keep_what_came().await?;
        for _ in 0..4 {
            let kept = self.vault.get(TOKENS).await.map_err(ConnectorError::retry)?;
            let kept = kept.ok_or_else(|| ConnectorError::reauthorize("there is no token"))?;
            let tokens = Tokens::read(&kept)
                .ok_or_else(|| ConnectorError::reauthorize("the tokens are not readable"))?;
            if tokens.lost {
                return Err(ConnectorError::reauthorize("the refresh token is spent"));
            }
            let now = self.clock.now();
            let refused = rejected.is_some_and(|rejected| rejected.expose() == tokens.access);
            let lives = |ahead: Duration| tokens.ends.is_none_or(|ends| after(now, ahead) < ends);
            if let Some(since) = tokens.under_way {
                let gone = between(since, now);
                if gone >= UNDER_WAY {
                    // Whoever asked is no more, and with them what X answered.
                    return Err(ConnectorError::reauthorize("the answer to a renewal was lost"));
                }
                if !refused && lives(Duration::ZERO) {
                    return Ok(Secret::new(tokens.access));
                }
                let wait = UNDER_WAY.saturating_sub(gone).max(Duration::from_secs(1));
                return Err(ConnectorError::retry_after(wait, "another node renews the token"));
            }
            let well = between(self.answered_at(), now) <= WELL;
            let ahead = if well && tokens.refresh.is_some() { AHEAD } else { AT_LAST };
            if !refused && lives(ahead) {
                return Ok(Secret::new(tokens.access));
            }
            let Some(refresh) = tokens.refresh.clone() else {
                // Nothing can be done ahead; it is used as long as X takes it.
                if !refused {
                    return Ok(Secret::new(tokens.access));
                }
                return Err(ConnectorError::reauthorize("the token ended and cannot be renewed"));
            };
            let marked = Tokens { under_way: Some(now), ..tokens.clone() };
            let lost = Tokens { refresh: None, under_way: None, lost: true, ..marked.clone() };
            let (marked, lost) = match (marked.write(), lost.write()) {
                (Ok(marked), Ok(lost)) => (marked, lost),
                (Err(error), _) | (_, Err(error)) => return Err(ConnectorError::retry(error)),
            };
            if !self.vault.swap(TOKENS, &kept, &marked).await.map_err(ConnectorError::retry)? {
                // Another node was faster: its tokens are ours.
                continue;
            }
            return self.renew(&kept, marked, lost, &refresh).await;
        }
        Err(ConnectorError::retry("others renew the tokens all the time"))
    }

    /// The mark is set: nobody else sends this refresh token.
    async fn renew(
        &self,
        before: &Secret,
        marked: Secret,
        lost: Secret,
        refresh: &str,
    ) -> Result<Secret, ConnectorError> {
        let app = self.app().await.map_err(ConnectorError::retry);
        let app = match app {
            Ok(app) => app,
            Err(error) => return Err(self.unmark(&marked, before, error).await),
        };
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
        let granted = app.ask(&self.http, &self.token, self.clock.now(), &form).await;
        match granted {
            Ok(grant) => {
                let access = Secret::new(grant.tokens.access.clone());
                *self.unkept() = Some((marked, grant.tokens));
                self.keep_what_came().await?;
                Ok(access)
            }
            Err(TokenError::NotHeard(source)) => {
                Err(self.unmark(&marked, before, ConnectorError::retry(source)).await)
            }
            // This refresh token is never sent again. Where that cannot be kept the mark stays, and
            // says the same in a while.
            Err(error) => {
                if let Err(vault) = self.vault.swap(TOKENS, &marked, &lost).await {
                    tracing::warn!(error = %vault, "that tokens are lost could not be kept");
                }
                Err(ConnectorError::reauthorize(error))
            }
        }
    }

    /// It was certainly not heard, so it is not spent.
    async fn unmark(
        &self,
        marked: &Secret,
        before: &Secret,
        error: ConnectorError,
    ) -> ConnectorError {
        match self.vault.swap(TOKENS, marked, before).await {
            Ok(_) => error,
            Err(vault) => ConnectorError::retry(vault),
        }
    }

    /// What came is kept before it is used, and tried again until it is.
    async fn keep_what_came(&self) -> Result<(), ConnectorError> {
        let came = self.unkept().clone();
        let Some((marked, tokens)) = came else { return Ok(()) };
        let new = tokens.write().map_err(ConnectorError::retry)?;
        let mut last = None;
        for _ in 0..3 {
            match self.vault.swap(TOKENS, &marked, &new).await {
                // Not there any more: the owner connected the account anew meanwhile.
                Ok(_) => {
                    *self.unkept() = None;
                    return Ok(());
                }
                Err(error) => last = Some(error),
            }
        }
        Err(last.map_or_else(|| ConnectorError::retry("not kept"), ConnectorError::retry))
    }

    async fn app(&self) -> Result<App, VaultError> {
        let client_id = self.vault.get(CLIENT_ID).await?;
        let client_secret = self.vault.get(CLIENT_SECRET).await?;
        Ok(App {
            client_id: client_id.map_or_else(String::new, |id| id.expose().to_owned()),
            client_secret: client_secret.filter(|secret| !secret.expose().is_empty()),
        })
    }

    fn unkept(&self) -> std::sync::MutexGuard<'_, Option<(Secret, Tokens)>> {
        self.unkept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answered_at(&self) -> Timestamp {
        *self.answered_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An application-only token, for streams and usage: given, or asked for with the key of the
/// application.
pub(crate) async fn bearer(vault: &dyn Vault) -> Result<Option<Secret>, VaultError> {
    Ok(vault.get(BEARER).await?.filter(|secret| !secret.expose().is_empty()))
}

/// Accept header of all calls.
pub(crate) const JSON: (header::HeaderName, &str) = (header::ACCEPT, "application/json");
