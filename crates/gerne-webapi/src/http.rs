//! The one HTTP client.

use std::{fmt, sync::Arc, time::Duration};

use gerne_domain::Timestamp;
use http::{HeaderMap, Method, StatusCode, header};
use reqwest::RequestBuilder;
use url::Url;

use crate::{
    Allow, AllowError, Blocked, Guard, HttpError, StatusError, Window,
    guard::Resolver,
    tls,
    window::{http_date, retry_after},
};

const MOST_REDIRECTS: usize = 5;

/// How to call.
#[derive(Clone)]
pub struct HttpConfig {
    /// Who we say we are. Some servers refuse calls without it.
    pub user_agent: String,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for a whole answer, body included.
    pub timeout: Duration,
    /// Certificates of the company's own authorities, PEM.
    pub ca_pem: Option<Vec<u8>>,
    /// What may be called although it is not public.
    pub allow: Vec<Allow>,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            user_agent: concat!("Gerne/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            ca_pem: None,
            allow: Vec::new(),
        }
    }
}

impl fmt::Debug for HttpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpConfig")
            .field("user_agent", &self.user_agent)
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("own_authority", &self.ca_pem.is_some())
            .field("allow", &self.allow)
            .finish()
    }
}

/// The client cannot be built from its settings.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The certificates of one's own authority are unusable.
    #[error("the certificates of the own authority cannot be used")]
    Authority(#[source] gerne_connector::BoxError),
    /// Something to allow is not understood.
    #[error(transparent)]
    Allow(#[from] AllowError),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[source] gerne_connector::BoxError),
    /// The client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client(#[source] reqwest::Error),
}

/// The client: cheap to clone, one pool of connections.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    guard: Guard,
    pub(crate) tls: Arc<rustls::ClientConfig>,
    pub(crate) user_agent: String,
    pub(crate) connect_timeout: Duration,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("guard", &self.guard).finish_non_exhaustive()
    }
}

impl Http {
    /// Builds it. No proxy from the environment, no cookies, no retries behind our back, redirects
    /// only as [`Http::send`] follows them.
    pub fn new(config: &HttpConfig) -> Result<Self, SetupError> {
        let guard = Guard::new(config.allow.clone());
        let tls = tls::client_config(config.ca_pem.as_deref())?;
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured((*tls).clone())
            .dns_resolver(Resolver(guard.clone()))
            .user_agent(&config.user_agent)
            .connect_timeout(config.connect_timeout)
            .timeout(config.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .build()
            .map_err(SetupError::Client)?;
        Ok(Self {
            client,
            guard,
            tls,
            user_agent: config.user_agent.clone(),
            connect_timeout: config.connect_timeout,
        })
    }

    /// What may be called.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// How it encrypts, for connections that are not HTTP.
    pub fn tls(&self) -> Arc<rustls::ClientConfig> {
        Arc::clone(&self.tls)
    }

    /// A request to be filled and handed to [`Http::send`].
    pub fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url)
    }

    /// Sends a request that may carry a token: only `https`, or hosts the operator allows.
    /// Follows up to five redirects of `GET` and `HEAD`, each checked again; the token stays
    /// behind when the origin changes. Any status is an answer.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, HttpError> {
        self.send_guarded(request, &self.guard.encrypted()).await
    }

    pub(crate) async fn send_guarded(
        &self,
        request: RequestBuilder,
        guard: &Guard,
    ) -> Result<Answer, HttpError> {
        let mut request = request.build().map_err(HttpError::of)?;
        for _ in 0..=MOST_REDIRECTS {
            guard.check(request.url())?;
            let (method, from) = (request.method().clone(), request.url().clone());
            let follow = matches!(method, Method::GET | Method::HEAD);
            let again = if follow { request.try_clone() } else { None };
            let response = self.client.execute(request).await.map_err(HttpError::of)?;
            let (Some(target), Some(mut next)) = (target(&response, &from), again) else {
                return Ok(Answer { method, response });
            };
            let target = target?;
            if from.scheme() == "https" && target.scheme() != "https" {
                return Err(Blocked::Scheme.into());
            }
            if from.origin() != target.origin() {
                for name in [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION] {
                    next.headers_mut().remove(name);
                }
            }
            *next.url_mut() = target;
            request = next;
        }
        Err(HttpError::Redirect)
    }
}

fn target(response: &reqwest::Response, from: &Url) -> Option<Result<Url, HttpError>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(header::LOCATION)?;
    let target = location.to_str().ok().and_then(|location| from.join(location).ok());
    Some(target.ok_or(HttpError::Redirect))
}

/// What came back. The body is read with a cap: `bytes`, `text` or `json`.
#[derive(Debug)]
pub struct Answer {
    pub(crate) method: Method,
    pub(crate) response: reqwest::Response,
}

impl Answer {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// Where the answer came from, after redirects.
    pub fn url(&self) -> &Url {
        self.response.url()
    }

    /// The server's clock, to the second.
    pub fn date(&self) -> Option<Timestamp> {
        http_date(self.headers().get(header::DATE)?.to_str().ok()?)
    }

    /// What the server says about how much we may still ask.
    pub fn window(&self, now: Timestamp) -> Window {
        Window::read(self.headers(), self.date().unwrap_or(now))
    }

    /// The answer as an error, for statuses that are one. `now` is used where the server does not
    /// tell its own time.
    pub fn status_error(&self, now: Timestamp) -> StatusError {
        let server_now = self.date().unwrap_or(now);
        let after = retry_after(self.headers(), server_now)
            .or_else(|| self.window(now).reset_after.filter(|_| self.status() == 429));
        StatusError {
            method: self.method.clone(),
            path: self.url().path().to_owned(),
            status: self.status(),
            after,
        }
    }
}
