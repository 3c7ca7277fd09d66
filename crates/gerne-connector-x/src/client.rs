//! Calls to X: token, money, windows, and what an answer means.

use std::{sync::Arc, time::Duration};

use gerne_connector::{ConnectorError, Secret, Vault, VaultError};
use gerne_domain::{
    Clock, Refusal, Timestamp,
    time::{after, between},
};
use gerne_webapi::{Answer, Http, HttpError, Phase, Purpose};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use url::Url;

use crate::{
    limits,
    problem::{Meaning, Problem},
    purse::{Bill, Held, NotPaid, Paused, Purse, Share},
    tokens::{self, JSON, Keeper},
    windows::Windows,
    wire::{Envelope, spelled},
};

/// Most bytes of one JSON answer. A page of 100 long posts with all fields is around 4 MB.
const JSON_CAP: u64 = 16 * 1024 * 1024;
const ERROR_CAP: u64 = 256 * 1024;
/// For a budget that begins anew within this time an answer waits.
const TOMORROW: Duration = Duration::from_hours(24);

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    /// Calls of the same name share a window.
    pub(crate) window: &'static str,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) purpose: Purpose,
    /// Out of which part of a budget it is paid, where its purpose does not say so.
    pub(crate) share: Option<Share>,
    /// What it costs at most, in millionths of a US dollar.
    pub(crate) most: u64,
    /// What the calls right after it cost at most.
    pub(crate) beside: u64,
}

impl Ask {
    /// Looks.
    pub(crate) fn get(window: &'static str, path: impl Into<String>, purpose: Purpose) -> Self {
        Self::of(Method::GET, window, path.into(), purpose)
    }

    /// Does something.
    pub(crate) fn deed(method: Method, window: &'static str, path: impl Into<String>) -> Self {
        Self::of(method, window, path.into(), Purpose::Speaking)
    }

    fn of(method: Method, window: &'static str, path: String, purpose: Purpose) -> Self {
        Self { method, window, path, query: Vec::new(), purpose, share: None, most: 0, beside: 0 }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    #[must_use]
    pub(crate) fn costs(mut self, most: u64) -> Self {
        self.most = most;
        self
    }

    /// What else must be there, because without it the answer cannot be used.
    #[must_use]
    pub(crate) fn and_then(mut self, beside: u64) -> Self {
        self.beside = beside;
        self
    }

    #[must_use]
    pub(crate) fn out_of(mut self, share: Share) -> Self {
        self.share = Some(share);
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
    #[error("the window of requests is spent")]
    Spent(Duration),
    #[error(transparent)]
    Paused(#[from] Paused),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("there is no usable token")]
    Token(#[source] Box<ConnectorError>),
}

impl CallError {
    pub(crate) fn decide(self, phase: Phase, now: Timestamp) -> ConnectorError {
        match self {
            Self::Http(error) => error.into_connector(phase),
            Self::Answered(problem) => problem.decide(phase),
            Self::Spent(wait) => ConnectorError::retry_after(wait, self),
            Self::Paused(paused) if phase == Phase::Write => {
                ConnectorError::refused(Refusal::of("refused.budget").with("until", paused.until))
            }
            Self::Paused(paused) => ConnectorError::retry_after(between(now, paused.until), self),
            Self::Vault(_) => ConnectorError::retry(self),
            Self::Token(error) => *error,
        }
    }

    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match self {
            Self::Answered(problem) => Some(problem.meaning),
            _ => None,
        }
    }
}

impl From<NotPaid> for CallError {
    fn from(error: NotPaid) -> Self {
        match error {
            NotPaid::Paused(paused) => paused.into(),
            NotPaid::Vault(error) => error.into(),
        }
    }
}

/// Whose token a call carries.
pub(crate) enum Bearer {
    /// While an account is being connected.
    Given(Secret),
    /// The account's own.
    Kept(Box<Keeper>),
}

/// X as one account sees it.
pub(crate) struct Api {
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) purse: Purse,
    base: Url,
    bearer: Bearer,
    windows: Windows,
}

impl Api {
    pub(crate) fn new(
        http: Http,
        clock: Arc<dyn Clock>,
        base: Url,
        bearer: Bearer,
        vault: Arc<dyn Vault>,
        purse: Purse,
    ) -> Self {
        Self { http, clock, vault, purse, base, bearer, windows: Windows::default() }
    }

    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Looks: an envelope, and what it cost by `bill`.
    pub(crate) async fn look(
        &self,
        ask: &Ask,
        bill: impl FnOnce(&Envelope) -> Bill,
    ) -> Result<Envelope, CallError> {
        let held = self.hold(ask).await?;
        let asked = self.envelope(ask).await;
        let bill = match &asked {
            Ok(envelope) => bill(envelope),
            // What was refused costs nothing; of what was lost nobody knows: read again it is
            // charged once a day only.
            Err(_) => Bill::default(),
        };
        self.purse.settle(held, &bill).await?;
        asked
    }

    async fn hold(&self, ask: &Ask) -> Result<Held, NotPaid> {
        let share = ask.share.unwrap_or_else(|| ask.purpose.into());
        self.purse.hold(share, ask.most, ask.beside).await
    }

    /// Looks with the application's own token, at what costs nothing.
    pub(crate) async fn look_as_app(&self, ask: &Ask) -> Result<Envelope, CallError> {
        read(self.call_as_app(ask, |request| request).await?).await
    }

    /// Any call with the application's own token, which nobody renews; success only.
    pub(crate) async fn call_as_app(
        &self,
        ask: &Ask,
        fill: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, CallError> {
        let token = tokens::bearer(&*self.vault).await?;
        let token = token.ok_or_else(|| Problem::of(Meaning::Rights))?;
        self.call_with(ask, fill, &token).await
    }

    async fn envelope(&self, ask: &Ask) -> Result<Envelope, CallError> {
        read(self.call(ask, |request| request).await?).await
    }

    /// Does something that costs what `bill` says, or nothing when it was refused.
    pub(crate) async fn act(
        &self,
        ask: &Ask,
        bill: &Bill,
        fill: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Envelope, CallError> {
        let held = self.hold(ask).await?;
        let answer = match self.call(ask, fill).await {
            Ok(answer) => answer.json::<Value>(JSON_CAP).await.map_err(CallError::from),
            Err(error) => Err(error),
        };
        // What may have been done is counted as done.
        let done = match &answer {
            Ok(_) => true,
            Err(CallError::Answered(problem)) => problem.meaning == Meaning::Failed,
            Err(CallError::Http(error)) => !matches!(
                error,
                HttpError::NotSent(_)
                    | HttpError::Request(_)
                    | HttpError::Blocked(_)
                    | HttpError::Redirect
            ),
            Err(_) => false,
        };
        let nothing = Bill::default();
        self.purse.settle(held, if done { bill } else { &nothing }).await?;
        let value = answer?;
        serde_json::from_value(spelled(value))
            .map_err(|e| HttpError::Malformed { line: e.line(), column: e.column() }.into())
    }

    /// Any call; success only. A token that ended is renewed once.
    pub(crate) async fn call(
        &self,
        ask: &Ask,
        fill: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, CallError> {
        let token = self.token(None).await?;
        match self.call_with(ask, &fill, &token).await {
            Err(CallError::Answered(problem)) if problem.meaning == Meaning::Token => {
                let Bearer::Kept(_) = &self.bearer else { return Err(problem.into()) };
                let token = self.token(Some(&token)).await?;
                self.call_with(ask, &fill, &token).await
            }
            answer => answer,
        }
    }

    async fn call_with(
        &self,
        ask: &Ask,
        fill: impl Fn(RequestBuilder) -> RequestBuilder,
        token: &Secret,
    ) -> Result<Answer, CallError> {
        let now = self.now();
        if let Some(wait) = self.windows.take(&*self.vault, ask.window, ask.purpose, now).await? {
            return Err(CallError::Spent(wait));
        }
        let request = self.http.request(ask.method.clone(), self.url(&ask.path));
        let request = request.header(JSON.0, JSON.1).query(&ask.query);
        let answer = self.http.send(fill(request).bearer_auth(token.expose())).await?;
        if let Some(window) = limits::window(&answer, self.now()) {
            // What was answered was answered, whether this is kept or not.
            if let Err(error) = self.windows.note(&*self.vault, ask.window, window).await {
                tracing::warn!(%error, "what is left of a window could not be kept");
            }
        }
        let status = answer.status();
        if status.is_success() {
            if let Bearer::Kept(keeper) = &self.bearer {
                keeper.answered();
            }
            return Ok(answer);
        }
        let after = limits::asked(&answer, self.now());
        let body = answer.bytes(ERROR_CAP).await.unwrap_or_default();
        Err(Problem::read(status.as_u16(), &body, after).into())
    }

    pub(crate) async fn token(&self, rejected: Option<&Secret>) -> Result<Secret, CallError> {
        match &self.bearer {
            Bearer::Given(token) => Ok(token.clone()),
            Bearer::Kept(keeper) => {
                keeper.access(rejected).await.map_err(|error| CallError::Token(Box::new(error)))
            }
        }
    }

    /// What is left of a window, from 0 to 1, and until when; `None` while it is not known.
    pub(crate) fn left(&self, window: &str) -> Option<(f64, Duration)> {
        self.windows.left(window, self.now())
    }

    /// Looking has no in-between: what failed can be tried again.
    pub(crate) fn read(&self, error: CallError) -> ConnectorError {
        error.decide(Phase::Read, self.now())
    }

    /// A lost answer proves nothing.
    pub(crate) fn write(&self, error: CallError) -> ConnectorError {
        error.decide(Phase::Write, self.now())
    }

    /// A deed that is the same twice as once: a lost answer is another try, an empty purse is told.
    pub(crate) fn deed(&self, error: CallError) -> ConnectorError {
        let paused = matches!(error, CallError::Paused(_));
        if paused { self.write(error) } else { self.read(error) }
    }

    /// What holds an answer back: an empty purse until there is money again, when that is soon.
    pub(crate) fn said(&self, error: CallError) -> ConnectorError {
        match error {
            CallError::Paused(paused) if !paused.never => {
                let wait = between(self.now(), paused.until);
                if wait > TOMORROW {
                    return self.write(paused.into());
                }
                let reason = Refusal::of("delivery.budget").with("until", paused.until);
                ConnectorError::held_back(wait, reason)
            }
            error => self.write(error),
        }
    }

    /// Later than now by so long.
    pub(crate) fn later(&self, span: Duration) -> Timestamp {
        after(self.now(), span)
    }
}

async fn read(answer: Answer) -> Result<Envelope, CallError> {
    let value: Value = answer.json(JSON_CAP).await?;
    if !value.is_object() {
        return Err(HttpError::Malformed { line: 1, column: 1 }.into());
    }
    serde_json::from_value(spelled(value))
        .map_err(|e| HttpError::Malformed { line: e.line(), column: e.column() }.into())
}
