//! Starting and stopping the stand-ins.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::net::{Connections, Door, Switch};
use crate::{
    Correspondent, Facebook, FacebookConfig, FbPage, FbPerson, Mail, MailConfig, Mastodon,
    MastodonConfig, PersonSpec, SimClock, SimError, X, XConfig, XPerson, cast, control, facebook,
    mail, mastodon, x,
};

/// What to start.
#[derive(Debug, Clone)]
pub struct SimConfig {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Ids, tokens and faults with a chance are drawn from it.
    pub seed: u64,
    /// The stand-ins' clock.
    pub clock: SimClock,
    /// The Mastodon server.
    pub mastodon: MastodonConfig,
    /// The company's account on it.
    pub company: PersonSpec,
    /// The mail provider; its ports are free ones.
    pub mail: MailConfig,
    /// X; its port is a free one.
    pub x: XConfig,
    /// The company's account on X.
    pub x_company: XPerson,
    /// Facebook; its port is a free one.
    pub facebook: FacebookConfig,
    /// The company's Page on it; whoever may do everything on it is added.
    pub fb_page: FbPage,
    /// Where the product's console is, for a link on the square.
    pub console_url: Option<String>,
    /// Add the believable people of [`cast`]; tests usually bring their own.
    pub with_cast: bool,
}

impl Default for SimConfig {
    /// A Mastodon server on a free port with the real clock, the company `nordlicht_hilft`,
    /// and two customers: `clara` (German) and `ben@far.example` (English).
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            seed: 1,
            clock: SimClock::real(),
            mastodon: MastodonConfig::default(),
            company: cast::company(),
            mail: MailConfig::default(),
            x: XConfig::default(),
            x_company: cast::x_company(),
            facebook: FacebookConfig::default(),
            fb_page: cast::fb_page(),
            console_url: None,
            with_cast: false,
        }
    }
}

/// The running stand-ins. Dropping stops them too; [`shutdown`](Self::shutdown) waits for it.
#[derive(Debug)]
pub struct Sim {
    mastodon: Mastodon,
    mail: Mail,
    x: X,
    facebook: Facebook,
    company: String,
    x_company: String,
    fb_page: String,
    stop: CancellationToken,
    servers: Vec<JoinHandle<()>>,
}

impl Sim {
    /// Starts everything.
    ///
    /// # Panics
    /// When no port can be bound; see [`try_start`](Self::try_start).
    pub async fn start(config: SimConfig) -> Self {
        Self::try_start(config).await.expect("a loopback port can be bound")
    }

    /// Starts everything, or says why not.
    pub async fn try_start(config: SimConfig) -> Result<Self, SimError> {
        let stop = CancellationToken::new();
        let connections = Connections::default();
        let listener = TcpListener::bind(config.listen).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let mastodon = Mastodon::new(
            config.mastodon.clone(),
            config.clock.clone(),
            config.seed,
            &base,
            connections.clone(),
            stop.clone(),
        );
        let (mail, mut servers) =
            mail::start(config.mail, config.listen.ip(), config.clock.clone(), config.seed, &stop)
                .await?;
        let at = SocketAddr::new(config.listen.ip(), config.x.port);
        let (x, door) = x::open(config.x, at, config.clock.clone(), config.seed, &stop).await?;
        let lines = x.shared.connections.clone();
        servers.push(serve(door, x::router(&x), lines, stop.clone()));
        let x_company = x.add_person(config.x_company)?;
        let at = SocketAddr::new(config.listen.ip(), config.facebook.port);
        let (facebook, door) =
            facebook::open(config.facebook, at, config.clock, config.seed, &stop).await?;
        let lines = facebook.shared.connections.clone();
        servers.push(serve(door, facebook::router(&facebook), lines, stop.clone()));
        servers.push(facebook::courier(&facebook));
        for admin in &config.fb_page.admins {
            let role = FbPerson { role: true, ..FbPerson::new(admin, &cast::fb_name(admin)) };
            facebook.add_person(role)?;
        }
        let fb_page = facebook.add_page(config.fb_page)?;
        if config.mastodon.separate_streaming {
            let at = SocketAddr::new(config.listen.ip(), 0);
            let second = TcpListener::bind(at).await?;
            let base = format!("http://{}", second.local_addr()?);
            mastodon.shared.act(|state| state.streaming_base = base);
            let router = mastodon::streaming_router(&mastodon);
            servers.push(serve(second, router, connections.clone(), stop.clone()));
        }
        let company = mastodon.add_person(config.company)?;
        let people = if config.with_cast { cast::people() } else { cast::two_customers() };
        for person in people {
            mail.add_person(Correspondent::new(&person.handle, &person.name, &person.language))?;
            x.add_person(XPerson::from(&person))?;
            facebook.add_person(FbPerson::from(&person))?;
            mastodon.add_person(person)?;
        }
        let router = mastodon::main_router(&mastodon, !config.mastodon.separate_streaming)
            .merge(control::router((&mastodon, &mail, &x, &facebook), &company, config.console_url))
            .merge(mail::router(&mail))
            .merge(x::control(&x, &x_company))
            .merge(x::files(&x))
            .merge(facebook::control(&facebook, &fb_page))
            .merge(facebook::files(&facebook))
            .merge(crate::square::router());
        servers.push(serve(listener, router, connections, stop.clone()));
        Ok(Self { mastodon, mail, x, facebook, company, x_company, fb_page, stop, servers })
    }

    /// Where the first server is: `http://127.0.0.1:port`, no slash at the end.
    pub fn base_url(&self) -> String {
        self.mastodon.base_url()
    }

    /// The Mastodon server.
    pub fn mastodon(&self) -> &Mastodon {
        &self.mastodon
    }

    /// The mail provider.
    pub fn mail(&self) -> &Mail {
        &self.mail
    }

    /// X.
    pub fn x(&self) -> &X {
        &self.x
    }

    /// Facebook.
    pub fn facebook(&self) -> &Facebook {
        &self.facebook
    }

    /// Handle of the company's Page on Facebook.
    pub fn fb_page(&self) -> &str {
        &self.fb_page
    }

    /// Handle of the company's account on X.
    pub fn x_company(&self) -> &str {
        &self.x_company
    }

    /// Handle of the company's account.
    pub fn company(&self) -> &str {
        &self.company
    }

    /// Stops and waits until every port is free again.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        self.mastodon.shared.connections.cut_all();
        self.mail.drop_connections();
        self.x.drop_connections();
        self.facebook.drop_connections();
        for server in self.servers.drain(..) {
            if let Err(error) = server.await {
                tracing::warn!(%error, "a stand-in did not end well");
            }
        }
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

#[expect(clippy::disallowed_methods, reason = "the handle is kept and awaited by shutdown")]
fn serve(
    listener: TcpListener,
    router: axum::Router,
    connections: Connections,
    stop: CancellationToken,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        let door = Door { listener, connections };
        let service = router.into_make_service_with_connect_info::<Switch>();
        let served = axum::serve(door, service).with_graceful_shutdown(stop.cancelled_owned());
        if let Err(error) = served.await {
            tracing::warn!(%error, "a stand-in stopped");
        }
    })
}
