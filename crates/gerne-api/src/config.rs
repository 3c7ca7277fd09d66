//! What an operator chooses about the interface.

use std::{fmt, sync::Arc, time::Duration};

use gerne_domain::Timestamp;
use url::Url;

use crate::address::Net;

/// Moves the development clock. Only the binary's development mode has one.
pub trait DevClock: Send + Sync {
    /// What it shows.
    fn now(&self) -> Timestamp;
    /// Moves it forward to this instant; never back.
    fn jump(&self, to: Timestamp);
    /// Lets it run this many times as fast as real time.
    fn run(&self, speed: f64);
    /// How fast it runs.
    fn speed(&self) -> f64;
}

/// What an operator chooses about the interface.
#[derive(Clone)]
pub struct ApiConfig {
    /// Where people reach this installation: decides about cookies, links and foreign origins.
    pub public_url: Url,
    /// Further origins that may open the console, e.g. a development server's.
    pub more_origins: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Net>,
    /// `/metrics` asks for this bearer token; without one only loopback may read it.
    pub metrics_token: Option<String>,
    /// Which build this is; consoles of another reload.
    pub build: String,
    /// Browsers are signed out after this long without use.
    pub session_idle: Duration,
    /// Browsers are signed out after this long, whatever.
    pub session_longest: Duration,
    /// Most bytes of an uploaded file.
    pub upload_cap: u64,
    /// Signs proxied addresses; all nodes of an installation need the same.
    pub proxy_key: [u8; 32],
    /// The company's name, on the public team page.
    pub company: String,
    /// Who is responsible for people's data, with an address, on the public privacy page.
    pub controller: String,
    /// How customers' pictures are fetched.
    pub fetching: gerne_webapi::HttpConfig,
    /// Only in development.
    pub dev_clock: Option<Arc<dyn DevClock>>,
}

impl ApiConfig {
    /// Sensible choices for an installation that people reach at this address.
    pub fn new(public_url: Url) -> Self {
        Self {
            public_url,
            more_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            metrics_token: None,
            build: env!("CARGO_PKG_VERSION").to_owned(),
            session_idle: Duration::from_hours(14 * 24),
            session_longest: Duration::from_hours(90 * 24),
            upload_cap: 100 * 1024 * 1024,
            proxy_key: crate::secret::random(),
            company: String::new(),
            controller: String::new(),
            fetching: gerne_webapi::HttpConfig::default(),
            dev_clock: None,
        }
    }

    /// Whether people reach us through https: cookies are then `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Whether a browser page of this origin may talk to us.
    pub fn is_our_origin(&self, origin: &str) -> bool {
        self.public_url.origin().ascii_serialization() == origin
            || self.more_origins.iter().any(|more| more == origin)
    }

    /// An address of ours.
    pub fn link(&self, path: &str) -> String {
        let base = self.public_url.as_str().trim_end_matches('/');
        format!("{base}/{}", path.trim_start_matches('/'))
    }
}

impl fmt::Debug for ApiConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiConfig")
            .field("public_url", &self.public_url.as_str())
            .field("trusted_proxies", &self.trusted_proxies)
            .field("build", &self.build)
            .field("dev_clock", &self.dev_clock.is_some())
            .finish_non_exhaustive()
    }
}
