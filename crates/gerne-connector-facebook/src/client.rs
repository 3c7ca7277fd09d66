//! Calls to the Graph API: token, proof, pace, usage, and what an answer means.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gerne_connector::{ConnectorError, Secret, Vault, VaultError};
use gerne_domain::{Clock, Timestamp};
use gerne_webapi::{Answer, Http, HttpError, Phase, Purpose, Smooth};
use reqwest::{Method, RequestBuilder};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::{
    problem::{Meaning, Problem},
    proof,
    usage::Usage,
    wire::List,
};

/// Most bytes of one JSON answer. A page of 100 long comments with all fields is around 1 MB.
const JSON_CAP: u64 = 16 * 1024 * 1024;
const ERROR_CAP: u64 = 256 * 1024;

/// The Page's token in the vault.
pub(crate) const TOKEN: &str = "token";
/// The application's secret in the vault.
pub(crate) const APP_SECRET: &str = "app_secret";

/// Ten requests a second over a long time: Facebook counts by hours, and Messenger allows less.
const EVERY: Duration = Duration::from_millis(100);
const BURST: u32 = 50;
/// Conversations may be asked for twice a second.
const TALKS_EVERY: Duration = Duration::from_millis(500);

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    purpose: Purpose,
    talks: bool,
}

impl Ask {
    /// Looks.
    pub(crate) fn get(path: impl Into<String>, purpose: Purpose) -> Self {
        let (method, path) = (Method::GET, path.into());
        Self { method, path, query: Vec::new(), purpose, talks: false }
    }

    /// Does something.
    pub(crate) fn deed(method: Method, path: impl Into<String>) -> Self {
        let (path, purpose) = (path.into(), Purpose::Speaking);
        Self { method, path, query: Vec::new(), purpose, talks: false }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// It asks for conversations, which has a pace of its own.
    #[must_use]
    pub(crate) fn talks(mut self) -> Self {
        self.talks = true;
        self
    }
}

/// A call that brought no success.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error(transparent)]
    Answered(#[from] Problem),
    #[error("nearly all that Facebook allows is used")]
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
            Self::Answered(problem) => problem.decide(phase),
            Self::Spent(wait) => ConnectorError::retry_after(wait, self),
            Self::Vault(_) => ConnectorError::retry(self),
            Self::NoToken => ConnectorError::reauthorize(self),
        }
    }

    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match self {
            Self::Answered(problem) => Some(problem.meaning),
            _ => None,
        }
    }

    /// It is not there, or not shown to us.
    pub(crate) fn is_gone(&self) -> bool {
        self.meaning() == Some(Meaning::Gone)
    }

    /// The same question may be answered the next time.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Http(_) | Self::Spent(_) | Self::Vault(_) => true,
            Self::Answered(problem) => {
                matches!(problem.meaning, Meaning::Failed | Meaning::RateLimited)
            }
            Self::NoToken => false,
        }
    }

    /// Whatever is asked next is answered the same.
    pub(crate) fn concerns_all(&self) -> bool {
        match self {
            Self::Spent(_) | Self::Vault(_) | Self::NoToken => true,
            Self::Http(_) => false,
            Self::Answered(_) => {
                self.needs_a_person() || self.meaning() == Some(Meaning::RateLimited)
            }
        }
    }

    /// Nothing goes on until the account is connected again.
    pub(crate) fn needs_a_person(&self) -> bool {
        let dead = |meaning| matches!(meaning, Meaning::Token(_) | Meaning::Proof);
        matches!(self, Self::NoToken) || self.meaning().is_some_and(dead)
    }

    /// Reading has no in-between: what failed can be tried again.
    pub(crate) fn read(self) -> ConnectorError {
        self.decide(Phase::Read)
    }

    /// A lost answer proves nothing.
    pub(crate) fn write(self) -> ConnectorError {
        self.decide(Phase::Write)
    }
}

/// Whose token a call carries.
#[derive(Clone)]
pub(crate) enum Bearer {
    /// While an account is being connected: a token, and the application's secret where we know it.
    Given(Secret, Option<Secret>),
    /// The account's own.
    Kept(Arc<dyn Vault>),
}

/// Facebook as one account sees it.
pub(crate) struct Api {
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
    base: Url,
    version: String,
    bearer: Bearer,
    smooth: Smooth,
    talks: Smooth,
    usage: Mutex<Usage>,
}

impl Api {
    pub(crate) fn new(
        http: Http,
        clock: Arc<dyn Clock>,
        base: Url,
        version: &str,
        bearer: Bearer,
    ) -> Self {
        let smooth = Smooth::new(EVERY, BURST, clock.clone());
        let talks = Smooth::new(TALKS_EVERY, 4, clock.clone());
        let version = version.to_owned();
        Self { http, clock, base, version, bearer, smooth, talks, usage: Mutex::default() }
    }

    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        graph(&self.base, &self.version, path)
    }

    pub(crate) fn usage(&self) -> MutexGuard<'_, Usage> {
        self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks.
    pub(crate) async fn look(&self, ask: &Ask) -> Result<Value, CallError> {
        self.read(self.call(ask, |request| request).await?).await
    }

    /// Looks at one thing.
    pub(crate) async fn one<T: DeserializeOwned>(&self, ask: &Ask) -> Result<T, CallError> {
        let value = self.look(ask).await?;
        T::deserialize(&value).map_err(|_| malformed())
    }

    /// Looks at one page of a list.
    pub(crate) async fn page<T: DeserializeOwned>(&self, ask: &Ask) -> Result<List<T>, CallError> {
        let value = self.look(ask).await?;
        List::read(&value).ok_or_else(malformed)
    }

    /// Does something; what came back.
    pub(crate) async fn act(
        &self,
        ask: &Ask,
        fill: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Value, CallError> {
        self.read(self.call(ask, fill).await?).await
    }

    /// Any call; success only.
    pub(crate) async fn call(
        &self,
        ask: &Ask,
        fill: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, CallError> {
        let must_wait = self.usage().must_wait(self.now());
        if let Some(wait) = must_wait {
            return Err(CallError::Spent(wait));
        }
        if ask.talks {
            self.talks.turn(ask.purpose).await;
        }
        self.smooth.turn(ask.purpose).await;
        let (token, secret) = self.token().await?;
        let mut request = self.http.request(ask.method.clone(), self.url(&ask.path));
        request = request.query(&ask.query);
        if let Some(secret) = secret {
            request = request.query(&[("appsecret_proof", proof::of_token(&secret, &token))]);
        }
        let answer = self.http.send(fill(request).bearer_auth(token.expose())).await?;
        let now = self.now();
        self.usage().note(answer.headers(), now);
        if answer.status().is_success() {
            return Ok(answer);
        }
        let status = answer.status().as_u16();
        let told = answer.status_error(now).after;
        let body = answer.bytes(ERROR_CAP).await.unwrap_or_default();
        Err(self.refused(Problem::read(status, &body, told)))
    }

    /// Some errors come with a status of success.
    async fn read(&self, answer: Answer) -> Result<Value, CallError> {
        let status = answer.status().as_u16();
        let value: Value = answer.json(JSON_CAP).await?;
        if value.get("error").is_some() {
            return Err(self.refused(Problem::of_value(status, &value, None)));
        }
        match value {
            Value::Object(_) | Value::Bool(_) | Value::Array(_) => Ok(value),
            _ => Err(malformed()),
        }
    }

    /// Where a window is spent, everything waits until there is room.
    fn refused(&self, mut problem: Problem) -> CallError {
        if problem.meaning == Meaning::RateLimited {
            let now = self.now();
            let mut usage = self.usage();
            let told = usage.must_wait(now).max(problem.after);
            let wait = told.unwrap_or(Duration::from_mins(5));
            usage.refused(now, wait);
            problem.after = Some(wait);
        }
        problem.into()
    }

    async fn token(&self) -> Result<(Secret, Option<Secret>), CallError> {
        match &self.bearer {
            Bearer::Given(token, secret) => Ok((token.clone(), secret.clone())),
            Bearer::Kept(vault) => {
                let token = vault.get(TOKEN).await?.ok_or(CallError::NoToken)?;
                Ok((token, vault.get(APP_SECRET).await?))
            }
        }
    }
}

/// An address of the interface.
pub(crate) fn graph(base: &Url, version: &str, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/{}", version.trim_matches('/'), path.trim_start_matches('/')));
    url
}

pub(crate) fn malformed() -> CallError {
    CallError::Http(HttpError::Malformed { line: 1, column: 1 })
}
