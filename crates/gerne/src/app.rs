//! One running installation: store, engine, interface.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use gerne_api::{ApiConfig, ApiState};
use gerne_domain::{Clock, IdSource};
use gerne_engine::{DevClock, Engine, EngineConfig, LeaseConfig, Registry, SystemClock, Tasks, V7};
use gerne_store::Store;
use tokio::net::{TcpListener, TcpSocket};

use crate::{
    Settings,
    clock::Lever,
    key, outside,
    place::{self, Purpose},
};

pub(crate) mod entries;

/// Connections that may wait to be taken.
const WAITING: u32 = 1024;

/// How long open connections may take to end when the process stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long the database may take to say good-bye. Together less than what systemd waits.
const GOODBYE: Duration = Duration::from_secs(4);

/// Everything of one installation, not yet listening.
pub struct App {
    /// The verbs.
    pub engine: Engine,
    settings: Settings,
    api: ApiConfig,
    tasks: Tasks,
    /// Held from before the database is touched until everything stopped, by those who serve.
    alone: Option<gerne_store::Alone>,
}

/// The address that we listen at, taken before anything is made: who cannot have it leaves no
/// half-made installation behind.
#[derive(Debug)]
pub struct Door {
    socket: TcpSocket,
    listen: SocketAddr,
}

/// An installation that people can reach.
pub struct Listening {
    /// Where it really listens: the port, when the settings said 0.
    pub address: SocketAddr,
    /// The verbs.
    pub engine: Engine,
    tasks: Tasks,
    /// Held until everything stopped.
    _alone: Option<gerne_store::Alone>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("address", &self.address).finish_non_exhaustive()
    }
}

impl App {
    /// Opens the store and wires everything, to serve. With `clock`, time is what that clock says.
    pub async fn open(settings: Settings, clock: Option<DevClock>) -> Result<Self> {
        Self::open_to(Purpose::Serve, settings, clock).await
    }

    /// The same for other purposes.
    pub async fn open_to(
        purpose: Purpose,
        settings: Settings,
        clock: Option<DevClock>,
    ) -> Result<Self> {
        gerne_webapi::install_tls();
        let clock = clock.or_else(|| settings.dev.clock.then(|| dev_clock(&settings.dev)));
        let time: Arc<dyn Clock> = match &clock {
            Some(clock) => Arc::new(clock.clone()),
            None => Arc::new(SystemClock),
        };
        let mut api = ApiConfig::new(settings.server.public_url.clone());
        api.company.clone_from(&settings.server.company);
        api.controller = settings.server.controller();
        api.fetching = outside::http(&settings)?;
        api.metrics_token = Some(settings.server.metrics_token.clone()).filter(|t| !t.is_empty());
        api.session_idle = days(settings.server.session_idle_days);
        api.session_longest = days(settings.server.session_longest_days);
        api.upload_cap = settings.server.upload_megabytes * 1024 * 1024;
        api.trusted_proxies = settings
            .server
            .trusted_proxies
            .iter()
            .map(|net| net.parse().with_context(|| format!("server.trusted_proxies: {net}")))
            .collect::<Result<_>>()?;
        api.dev_clock = clock.map(|clock| Arc::new(Lever(clock)) as Arc<dyn gerne_api::DevClock>);

        // What is wrong there is found before anything is made.
        let registry = Registry::new(outside::platforms(&settings, &time)?);
        let alone = match purpose {
            Purpose::Serve => Some(place::take(&settings)?),
            Purpose::Look | Purpose::Save => None,
        };
        let config = place::prepare(&settings, purpose).await?;
        api.proxy_key = key::proxy_key(&config.keys);
        let store = Store::open(&config).await.context("the database could not be opened")?;
        let tasks = Tasks::default();
        let ids: Arc<dyn IdSource> = Arc::new(V7::new(Arc::clone(&time)));
        let config = EngineConfig {
            disclosure: gerne_engine::Disclosure {
                controller: settings.server.controller(),
                zone: settings.server.zone()?,
            },
            public_url: settings.server.public_url.clone(),
            media_cap: settings.engine.media_megabytes * 1024 * 1024,
            recheck_every: Duration::from_secs(settings.engine.recheck_minutes * 60),
            lease: LeaseConfig {
                // Its file is locked while it is served.
                alone: store.engine() == gerne_store::Engine::Sqlite,
                ttl: Duration::from_secs(settings.nodes.lease_seconds),
                renew_every: Duration::from_secs(settings.nodes.renew_seconds),
                ..LeaseConfig::default()
            },
            node_name: node_name(&settings.nodes.name),
            erasure_list: Some(settings.erasure_list()),
        };
        let engine = Engine::new(store, registry, time, ids, config, tasks.clone());
        // A restored backup may hold people who were erased since it was made.
        let again = engine.heed_erasure_list().await.context("the list of erasures")?;
        if again > 0 {
            tracing::warn!(
                again,
                "people who had been erased came back with a backup; erased again"
            );
        }
        let megabytes = |n: u64| n.saturating_mul(1024 * 1024);
        engine.set_room(gerne_engine::RoomConfig {
            reserve: megabytes(settings.storage.reserve_megabytes),
            floor: megabytes(settings.storage.floor_megabytes),
            measure: None,
        });
        Ok(Self { engine, settings, api, tasks, alone })
    }

    /// Starts the engine and listens, until `Listening::stop`.
    pub fn listen(self) -> Result<Listening> {
        let door = Door::take(&self.settings)?;
        self.listen_at(door)
    }

    /// The same at an address that was taken before.
    pub fn listen_at(self, door: Door) -> Result<Listening> {
        let listener = door.open()?;
        let address = listener.local_addr()?;
        self.engine.start();
        let state = ApiState::new(self.engine.clone(), self.api);
        state.start();
        state.tell_alarms();
        let router = gerne_api::router(state);
        let tasks = self.tasks.clone();
        let stopping = tasks.clone();
        self.tasks.spawn_to_end("http", async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            let served = axum::serve(listener, service)
                .with_graceful_shutdown(async move { stopping.stopping().await });
            if let Err(error) = served.await {
                tracing::error!(%error, "the interface stopped");
            }
        });
        Ok(Listening { address, engine: self.engine, tasks, _alone: self.alone })
    }
}

impl Door {
    /// Takes the address that the settings name. Nobody can connect yet.
    ///
    /// # Errors
    /// When somebody listens there, or we may not.
    pub fn take(settings: &Settings) -> Result<Self> {
        let listen = settings.server.listen;
        let take = || {
            let socket = match listen {
                SocketAddr::V4(_) => TcpSocket::new_v4(),
                SocketAddr::V6(_) => TcpSocket::new_v6(),
            }?;
            // Connections of a former process that still end do not count.
            socket.set_reuseaddr(true)?;
            socket.bind(listen)?;
            Ok(socket)
        };
        let taken = take().map_err(|error| anyhow::anyhow!(place::not_there(listen, &error)));
        Ok(Self { socket: taken?, listen })
    }

    fn open(self) -> Result<TcpListener> {
        let open = self.socket.listen(WAITING);
        open.map_err(|error| anyhow::anyhow!(place::not_there(self.listen, &error)))
    }
}

impl Listening {
    /// Stops everything and waits for it, but not for a database that is away.
    pub async fn stop(self) {
        if !self.tasks.shut_down(PATIENCE).await {
            tracing::warn!("some tasks did not end in time");
        }
        let closed = self.engine.store().clone().close();
        if tokio::time::timeout(GOODBYE, closed).await.is_err() {
            tracing::warn!("the database did not answer when it was closed");
        }
    }
}

/// Counted from the origin, so that a process that starts later shows what the others show.
fn dev_clock(dev: &crate::settings::Dev) -> DevClock {
    let now = SystemClock.now();
    let origin = dev.clock_origin.unwrap_or(now);
    let passed = gerne_domain::time::between(origin, now).mul_f64(dev.clock_speed);
    DevClock::new(gerne_domain::time::after(origin, passed), dev.clock_speed)
}

/// What this node is called: as its operator says, else as its machine.
fn node_name(said: &str) -> String {
    if !said.trim().is_empty() {
        return said.trim().to_owned();
    }
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

fn days(days: u32) -> Duration {
    Duration::from_secs(u64::from(days) * 86_400)
}
