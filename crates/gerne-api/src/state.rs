//! What routes share.

use std::{fmt, ops::Deref, sync::Arc};

use gerne_domain::Timestamp;
use gerne_engine::Engine;
use gerne_store::Store;
use gerne_webapi::Http;
use tokio::sync::Semaphore;

use crate::{
    alarm_calls,
    config::ApiConfig,
    doors::Doors,
    idempotency::Running,
    live::{
        hydrate::{self, Ready},
        presence::Presence,
    },
    metrics::Metrics,
    password::Passwords,
    proxy::Proxy,
    secret::Signer,
};

/// Passwords hashed at a time: each takes 19 MiB and a core.
const HASHES_AT_ONCE: usize = 2;
/// Uploads at a time: each is held in memory until it is whole.
const UPLOADS_AT_ONCE: usize = 4;

/// What routes share. Cheap to clone.
#[derive(Clone)]
pub struct ApiState(Arc<Parts>);

/// The parts.
pub struct Parts {
    pub(crate) config: ApiConfig,
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    pub(crate) doors: Doors,
    pub(crate) passwords: Passwords,
    pub(crate) signer: Signer,
    pub(crate) presence: Presence,
    pub(crate) ready: Ready,
    pub(crate) running: Running,
    pub(crate) metrics: Metrics,
    pub(crate) proxy: Proxy,
    /// For calls to programs of the house; `None`: it could not be built.
    pub(crate) http: Option<Http>,
    pub(crate) uploading: Semaphore,
}

impl ApiState {
    /// For this engine.
    pub fn new(engine: Engine, config: ApiConfig) -> Self {
        let http = Http::new(&config.fetching)
            .inspect_err(|error| {
                let error = error as &dyn std::error::Error;
                tracing::error!(error, "customers' pictures cannot be fetched");
            })
            .ok();
        Self(Arc::new(Parts {
            store: engine.store().clone(),
            doors: Doors::default(),
            passwords: Passwords::new(HASHES_AT_ONCE),
            signer: Signer::new(config.proxy_key),
            presence: Presence::default(),
            ready: Ready::default(),
            running: Running::default(),
            metrics: Metrics::default(),
            proxy: Proxy::new(http.clone()),
            http,
            uploading: Semaphore::new(UPLOADS_AT_ONCE),
            engine,
            config,
        }))
    }
}

impl ApiState {
    /// Starts what works beside requests: what happened is made ready for those who listen; other
    /// nodes are told who is where, and tell it.
    pub fn start(&self) {
        let (api, clock) = (self.clone(), std::sync::Arc::clone(self.engine.clock()));
        self.engine.tasks().keep("live", clock, move || hydrate::keep(api.clone()));
        self.engine.tasks().spawn("presence", crate::live::nodes::keep(self.clone()));
    }

    /// Starts to tell other programs of alarms.
    pub fn tell_alarms(&self) {
        let (api, clock) = (self.clone(), std::sync::Arc::clone(self.engine.clock()));
        self.engine.tasks().keep("alarm calls", clock, move || alarm_calls::keep(api.clone()));
    }
}

impl Parts {
    pub(crate) fn now(&self) -> Timestamp {
        self.engine.clock().now()
    }

    /// The newest event's number.
    pub(crate) fn head(&self) -> i64 {
        self.store.log().head()
    }
}

impl Deref for ApiState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").field("config", &self.config).finish_non_exhaustive()
    }
}

impl fmt::Debug for ApiState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiState").field("config", &self.config).finish_non_exhaustive()
    }
}
