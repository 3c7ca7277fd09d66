//! One running installation: store, engine, interface.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use gerne_api::{ApiConfig, ApiState};
use gerne_connector::Platform;
use gerne_domain::{Clock, IdSource};
use gerne_engine::{DevClock, Engine, EngineConfig, LeaseConfig, Registry, SystemClock, Tasks, V7};
use gerne_store::Store;
use tokio::net::{TcpListener, TcpSocket};

use crate::{
    Settings,
    clock::Lever,
    key,
    place::{self, Purpose},
    settings::AccountEntry,
};

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
        api.fetching = http(&settings)?;
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
        let registry = Registry::new(platforms(&settings, &time)?);
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

    /// Connects the accounts that the settings name, those that are not connected yet. One that
    /// cannot be connected is told and does not stop the others.
    pub async fn connect_accounts(&self) -> Result<()> {
        for (nth, entry) in self.settings.accounts.iter().enumerate() {
            let same = |other: &&AccountEntry| {
                other.platform == entry.platform && server(other) == server(entry)
            };
            let before = self.settings.accounts.iter().take(nth).filter(same).count();
            if let Err(error) = self.connect_entry(entry, before).await {
                tracing::error!(address = %entry.address, error = %format!("{error:#}"), "account not connected");
            }
        }
        Ok(())
    }

    /// `before`: how many of the settings' accounts on the same server come before this one. Whose
    /// they are is only known once they are connected.
    async fn connect_entry(&self, entry: &AccountEntry, before: usize) -> Result<()> {
        let address = server(entry);
        // What a person paused or removed stays so.
        let mut db = self.engine.store().read().await?;
        let (ever, now) = (db.accounts_ever().await?, db.accounts().await?);
        drop(db);
        let there = ever.iter().filter(|account| {
            let lost = account.status == gerne_domain::AccountStatus::Disconnected
                && now.iter().any(|other| other.id == account.id);
            account.platform.as_str() == entry.platform
                && account.base_url.trim_end_matches('/') == address
                && !lost
        });
        if there.count() > before {
            return Ok(());
        }
        let token = match &entry.token_file {
            Some(file) => std::fs::read_to_string(file)
                .with_context(|| format!("could not read {}", file.display()))?,
            None => entry.token.0.clone(),
        };
        anyhow::ensure!(!token.trim().is_empty(), "it has neither token nor token_file");
        let form = gerne_connector::Form(
            [("address", address), ("token", token.trim())]
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into(),
        );
        let redirect = self.settings.server.public_url.join("api/v1/accounts/callback")?;
        self.engine.connect_begin(None, &entry.platform, &form, &redirect).await?;
        Ok(())
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

/// Every connector. Adding a platform is one line here.
fn platforms(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<Vec<Arc<dyn Platform>>> {
    let mastodon = gerne_connector_mastodon::Mastodon::new(mastodon(settings)?, Arc::clone(clock))?;
    let email = gerne_connector_email::Email::new(email(settings)?, Arc::clone(clock))?;
    let x = gerne_connector_x::X::new(x(settings)?, Arc::clone(clock))?;
    let facebook = facebook(settings)?;
    let facebook = gerne_connector_facebook::Facebook::new(facebook, Arc::clone(clock))?;
    Ok(vec![Arc::new(mastodon), Arc::new(email), Arc::new(x), Arc::new(facebook)])
}

fn facebook(settings: &Settings) -> Result<gerne_connector_facebook::Config> {
    let http = http(settings)?;
    let own = &settings.facebook;
    Ok(gerne_connector_facebook::Config {
        poll_every: Duration::from_secs(own.poll_seconds),
        version: own.version.clone(),
        address: own.address.to_string(),
        app_id: own.app_id.clone(),
        app_secret: gerne_connector::Secret::new(own.app_secret.0.clone()),
        public_url: Some(settings.server.public_url.clone()),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
    })
}

fn x(settings: &Settings) -> Result<gerne_connector_x::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_x::Config {
        poll_every: Duration::from_secs(settings.x.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
    })
}

/// Where an account of the settings is, as accounts say it.
fn server(entry: &AccountEntry) -> &str {
    entry.address.as_str().trim_end_matches('/')
}

fn email(settings: &Settings) -> Result<gerne_connector_email::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_email::Config {
        poll_every: Duration::from_secs(settings.email.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
        zone: settings.server.zone()?,
        ..gerne_connector_email::Config::default()
    })
}

fn mastodon(settings: &Settings) -> Result<gerne_connector_mastodon::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_mastodon::Config {
        poll_every: Duration::from_secs(settings.mastodon.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
        ..gerne_connector_mastodon::Config::default()
    })
}

/// How anything outside is called.
fn http(settings: &Settings) -> Result<gerne_webapi::HttpConfig> {
    let network = &settings.network;
    let ca_pem = match &network.ca_file {
        Some(file) => {
            let pem = std::fs::read(file);
            Some(pem.with_context(|| format!("could not read {}", file.display()))?)
        }
        None => None,
    };
    let allow = network
        .allow_hosts
        .iter()
        .map(|host| host.parse().with_context(|| format!("network.allow_hosts: {host}")))
        .collect::<Result<_>>()?;
    let usual = gerne_webapi::HttpConfig::default();
    let user_agent = format!("{} {}", usual.user_agent, network.called).trim_end().to_owned();
    Ok(gerne_webapi::HttpConfig {
        user_agent,
        timeout: Duration::from_secs(network.timeout_seconds),
        ca_pem,
        allow,
        ..usual
    })
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
