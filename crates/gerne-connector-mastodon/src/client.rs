//! Calls to one server: token, pace, budget, and what an answer means.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::{ConnectorError, Secret, Vault, VaultError};
use gerne_domain::{
    Clock, Timestamp,
    time::{after, between},
};
use gerne_webapi::{Answer, Http, HttpError, Phase, Purpose, Smooth, StatusError};
use reqwest::{Method, RequestBuilder};
use serde::de::DeserializeOwned;
use url::Url;

/// Most bytes of one JSON answer. A page of 80 notifications is around 500 kB.
pub(crate) const JSON_CAP: u64 = 16 * 1024 * 1024;

/// The name of the access token in the vault.
pub(crate) const TOKEN: &str = "token";

/// A call that brought no success.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error(transparent)]
    Status(#[from] StatusError),
    #[error("the window of requests is spent")]
    Spent(Duration),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("there is no token in the vault")]
    NoToken,
}

impl CallError {
    pub(crate) fn decide(self, phase: Phase) -> ConnectorError {
        match self {
            Self::Http(error) => error.into_connector(phase),
            Self::Status(error) => error.into_connector(phase),
            Self::Spent(wait) => ConnectorError::retry_after(wait, self),
            Self::Vault(_) => ConnectorError::retry(self),
            Self::NoToken => ConnectorError::reauthorize(self),
        }
    }

    /// The status, when the server gave one.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Status(error) => Some(error.status.as_u16()),
            _ => None,
        }
    }

    /// The server does not show it, or not to us.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.status(), Some(404 | 410))
    }

    /// Reading has no in-between: what failed can be tried again.
    pub(crate) fn read(self) -> ConnectorError {
        self.decide(Phase::Read)
    }

    pub(crate) fn write(self) -> ConnectorError {
        self.decide(Phase::Write)
    }
}

/// Whose token a call carries.
#[derive(Clone)]
enum Bearer {
    Nobody,
    Given(Secret),
    Kept(Arc<dyn Vault>),
}

/// One server as one account sees it.
pub(crate) struct Api {
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
    base: Url,
    bearer: Bearer,
    smooth: Smooth,
    window: Mutex<Option<Spent>>,
}

/// What is left of the present window.
#[derive(Clone, Copy, Debug)]
struct Spent {
    remaining: u32,
    /// All of it; 0 when the server does not say.
    limit: u32,
    until: Timestamp,
}

impl Api {
    pub(crate) fn anonymous(http: Http, clock: Arc<dyn Clock>, base: Url) -> Self {
        Self::new(http, clock, base, Bearer::Nobody)
    }

    pub(crate) fn with_token(http: Http, clock: Arc<dyn Clock>, base: Url, token: Secret) -> Self {
        Self::new(http, clock, base, Bearer::Given(token))
    }

    pub(crate) fn with_vault(
        http: Http,
        clock: Arc<dyn Clock>,
        base: Url,
        vault: Arc<dyn Vault>,
    ) -> Self {
        Self::new(http, clock, base, Bearer::Kept(vault))
    }

    fn new(http: Http, clock: Arc<dyn Clock>, base: Url, bearer: Bearer) -> Self {
        // 300 requests in 5 minutes is Mastodon's default; one a second keeps within it.
        let smooth = Smooth::new(Duration::from_secs(1), 150, clock.clone());
        Self { http, clock, base, bearer, smooth, window: Mutex::new(None) }
    }

    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }

    pub(crate) async fn token(&self) -> Result<Option<Secret>, CallError> {
        match &self.bearer {
            Bearer::Nobody => Ok(None),
            Bearer::Given(token) => Ok(Some(token.clone())),
            Bearer::Kept(vault) => vault.get(TOKEN).await?.map(Some).ok_or(CallError::NoToken),
        }
    }

    /// `GET`, parsed.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T, CallError> {
        Ok(self.look(path, query).await?.json(JSON_CAP).await?)
    }

    /// `GET`, for who needs the headers.
    pub(crate) async fn look(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Answer, CallError> {
        self.call(Method::GET, path, |request| request.query(query)).await
    }

    /// Any call; success only.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        fill: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, CallError> {
        let reads = method == Method::GET;
        let purpose = if reads { Purpose::Reading } else { Purpose::Speaking };
        self.call_for(purpose, method, path, fill).await
    }

    /// `GET` for a purpose.
    pub(crate) async fn look_for(
        &self,
        purpose: Purpose,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Answer, CallError> {
        self.call_for(purpose, Method::GET, path, |request| request.query(query)).await
    }

    async fn call_for(
        &self,
        purpose: Purpose,
        method: Method,
        path: &str,
        fill: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, CallError> {
        let reads = method == Method::GET;
        if let Some(wait) = self.must_wait(purpose) {
            return Err(CallError::Spent(wait));
        }
        self.smooth.turn(purpose).await;
        let mut request = fill(self.http.request(method, self.url(path)));
        if let Some(token) = self.token().await? {
            request = request.bearer_auth(token.expose());
        }
        let answer = self.http.send(request).await;
        // What a server says of its windows after something was said is of another one (posts in three
        // hours, media, deletions); it is counted in this one all the same.
        match &answer {
            Ok(answer) if reads => self.note(answer),
            _ => self.count_one(),
        }
        let answer = answer?;
        if answer.status().is_success() {
            Ok(answer)
        } else {
            Err(answer.status_error(self.clock.now()).into())
        }
    }

    fn must_wait(&self, purpose: Purpose) -> Option<Duration> {
        let spent = (*self.window.lock().unwrap_or_else(PoisonError::into_inner))?;
        let wait = between(self.clock.now(), spent.until);
        (spent.remaining <= purpose.leaves(spent.limit) && !wait.is_zero()).then_some(wait)
    }

    fn count_one(&self) {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(spent) = window.as_mut() {
            spent.remaining = spent.remaining.saturating_sub(1);
        }
    }

    fn note(&self, answer: &Answer) {
        let now = self.clock.now();
        let window = answer.window(now);
        let spent = match (window.remaining, window.reset_after) {
            (Some(remaining), Some(reset)) => Some(Spent {
                remaining,
                limit: window.limit.unwrap_or(0),
                until: after(now, reset),
            }),
            _ => None,
        };
        *self.window.lock().unwrap_or_else(PoisonError::into_inner) = spent;
    }
}
