//! A small world: the platforms' stand-ins, an installation, people who answer.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use gerne::{App, Listening, Settings, settings::Secretive};
use gerne_connector::Form;
use gerne_domain::{AccountId, AgentId, Clock as _, LabelId, Role, Scope, TeamId, Timestamp};
use gerne_engine::{
    Caller, DevClock, Engine, SystemClock,
    verbs::{AgentChange, ConnectionStep, NewAgent, TeamChange},
};
use gerne_sim::{Sim, SimClock, SimConfig};

use crate::choices::hold;

/// The password of every demo agent. Worth nothing anywhere else.
pub const PASSWORD: &str = "gerne-gerne";

/// Labels of the demo, as the history names them, with names and colours for people.
pub const LABELS: [(&str, &str, &str); 8] = [
    ("outage", "Störung", "#c2410c"),
    ("billing", "Rechnung", "#7c3aed"),
    ("router", "Router", "#0369a1"),
    ("move", "Umzug", "#15803d"),
    ("order", "Bestellung", "#a16207"),
    ("mobile", "Mobilfunk", "#be185d"),
    ("praise", "Lob", "#4d7c0f"),
    ("speed", "Tempo", "#0f766e"),
];

/// Somebody who answers in the demo.
#[derive(Clone, Copy, Debug)]
pub struct DemoAgent {
    /// How the history names them.
    pub key: &'static str,
    /// Full name.
    pub name: &'static str,
    /// What customers see.
    pub public_name: &'static str,
    /// What they sign in with.
    pub login: &'static str,
    /// What they may do.
    pub role: Role,
    /// Their line on the team page.
    pub line: &'static str,
}

/// Who answers in the demo.
pub const AGENTS: [DemoAgent; 4] = [
    DemoAgent {
        key: "anna",
        name: "Anna Albrecht",
        public_name: "Anna",
        login: "anna@nordlicht.example",
        role: Role::Admin,
        line: "Leitet das Team und kennt jeden Router.",
    },
    DemoAgent {
        key: "jonas",
        name: "Jonas Dietz",
        public_name: "Jonas",
        login: "jonas@nordlicht.example",
        role: Role::Lead,
        line: "Störungen und Technik.",
    },
    DemoAgent {
        key: "aylin",
        name: "Aylin Kaya",
        public_name: "Aylin",
        login: "aylin@nordlicht.example",
        role: Role::Agent,
        line: "Rechnungen, Verträge, Umzüge.",
    },
    DemoAgent {
        key: "lena",
        name: "Lena Petersen",
        public_name: "Lena",
        login: "lena@nordlicht.example",
        role: Role::Agent,
        line: "Mobilfunk und Bestellungen.",
    },
];

/// What to start.
#[derive(Clone, Debug)]
pub struct WorldConfig {
    /// Where the installation listens; port 0 takes a free one.
    pub gerne: SocketAddr,
    /// Where the stand-ins listen.
    pub sim: SocketAddr,
    /// `sqlite:…` or `postgres://…`; `None`: a throw-away SQLite file.
    pub database: Option<String>,
    /// A folder that outlives the world; `None`: gone with it.
    pub folder: Option<PathBuf>,
    /// What both clocks show at the start.
    pub start: Timestamp,
    /// How fast both run; 0 stands still.
    pub speed: f64,
    /// Whether the square has the whole cast, or two customers only.
    pub with_cast: bool,
    /// Whether the demo agents, team and labels are there and the account is connected.
    pub seeded: bool,
    /// Seconds that a public reply is held.
    pub hold_seconds: u32,
    /// The Mastodon stand-in's flavour and limits.
    pub mastodon: gerne_sim::MastodonConfig,
    /// Whether the company's mailbox is connected, too.
    pub mailbox: bool,
    /// Whether the company's account on X is connected, too.
    pub x: bool,
    /// The stand-in for X.
    pub on_x: gerne_sim::XConfig,
    /// Where the account on X is connected, when not at the stand-in itself.
    pub x_address: Option<String>,
    /// Whether the company's Page on Facebook is connected, too.
    pub facebook: bool,
    /// The stand-in for Facebook.
    pub on_facebook: gerne_sim::FacebookConfig,
    /// Where the Page is connected, when not at the stand-in itself.
    pub facebook_address: Option<String>,
    /// The mail provider's mailboxes and habits.
    pub mail: gerne_sim::MailConfig,
    /// Where the account is connected, when not at the stand-in itself: something that listens in
    /// between.
    pub address: Option<String>,
}

impl Default for WorldConfig {
    fn default() -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            gerne: free,
            sim: free,
            database: None,
            folder: None,
            start: SystemClock.now(),
            speed: 1.0,
            with_cast: false,
            seeded: true,
            hold_seconds: 6,
            mastodon: gerne_sim::MastodonConfig {
                domain: Some("dorfplatz.example".to_owned()),
                ..gerne_sim::MastodonConfig::default()
            },
            mailbox: false,
            x: false,
            on_x: gerne_sim::XConfig::default(),
            x_address: None,
            facebook: false,
            on_facebook: gerne_sim::FacebookConfig::default(),
            facebook_address: None,
            mail: gerne_sim::MailConfig::default(),
            address: None,
        }
    }
}

/// A running world.
#[derive(Debug)]
pub struct World {
    /// The platforms.
    pub sim: Sim,
    /// The installation.
    pub gerne: Listening,
    /// Moves the installation's time; the platforms' is `sim.mastodon().clock()`.
    pub clock: DevClock,
    /// Where browsers find the installation.
    pub url: String,
    /// The connected account, when seeded.
    pub account: Option<AccountId>,
    /// The connected mailbox, when wanted and seeded.
    pub mailbox: Option<AccountId>,
    /// The connected account on X, when wanted and seeded.
    pub x: Option<AccountId>,
    /// The connected Page on Facebook, when wanted and seeded.
    pub facebook: Option<AccountId>,
    /// The demo team, when seeded.
    pub team: Option<TeamId>,
    /// Labels by their name in the history.
    pub labels: Vec<(&'static str, LabelId)>,
    /// A throw-away folder, gone with the world.
    folder: Option<tempfile::TempDir>,
}

impl World {
    /// Starts everything.
    pub async fn start(config: WorldConfig) -> Result<Self> {
        let sim = Sim::try_start(SimConfig {
            listen: config.sim,
            clock: SimClock::running(config.start, config.speed),
            with_cast: config.with_cast,
            mastodon: config.mastodon.clone(),
            mail: config.mail.clone(),
            x: config.on_x.clone(),
            facebook: config.on_facebook.clone(),
            ..SimConfig::default()
        })
        .await
        .context("the stand-ins could not be started; is the port taken?")?;
        let clock = DevClock::new(config.start, config.speed);
        let (folder, throw_away) = if let Some(folder) = &config.folder {
            (folder.clone(), None)
        } else {
            let made = tempfile::tempdir()?;
            (made.path().to_owned(), Some(made))
        };
        // The port must be known before the address that stands in links and cookies.
        let listen = match config.gerne.port() {
            0 => std::net::TcpListener::bind(config.gerne)?.local_addr()?,
            _ => config.gerne,
        };
        let url = format!("http://{listen}");
        let mut settings = Settings::default();
        settings.server.listen = listen;
        settings.server.public_url = url.parse()?;
        "Nordlicht".clone_into(&mut settings.server.company);
        "Europe/Berlin".clone_into(&mut settings.server.time_zone);
        let database = config.database.clone();
        settings.database.url =
            Secretive(database.unwrap_or_else(|| format!("sqlite:{}/gerne.db", folder.display())));
        settings.database.blobs = folder.join("blobs");
        settings.key.file = folder.join("gerne.key");
        settings.network.allow_hosts = vec!["127.0.0.1".to_owned()];
        settings.mastodon.poll_seconds = 5;
        settings.x.poll_seconds = 5;
        settings.facebook.poll_seconds = 5;
        settings.dev.clock = true;
        let app = App::open(settings, Some(clock.clone())).await?;
        let mut seeds = Seeds::default();
        if config.seeded {
            let address = config.address.clone().unwrap_or_else(|| sim.base_url());
            seeds = seed(&app.engine, &sim, &address, &url, config.hold_seconds).await?;
        }
        let (mut mailbox, mut x, mut facebook) = (None, None, None);
        let mut all = Vec::new();
        if let (Some(team), Some(first)) = (seeds.team, seeds.account) {
            if config.mailbox {
                let address = sim.mail().company();
                mailbox = Some(connect_mailbox(&app.engine, &sim, &address, &url).await?);
            }
            if config.x {
                let address = config.x_address.clone().unwrap_or_else(|| sim.x().base_url());
                x = Some(crate::connect_x(&app.engine, &sim, &address, &url).await?);
            }
            all.extend([first].into_iter().chain(mailbox).chain(x));
            watch_over(&app.engine, team, all.clone(), config.hold_seconds).await?;
        }
        let gerne = app.listen()?;
        // As soon as a Page is connected, Facebook calls: somebody must listen.
        if let (Some(team), true) = (seeds.team, config.facebook) {
            let address = config.facebook_address.clone();
            let address = address.unwrap_or_else(|| sim.facebook().base_url());
            let connected = crate::connect_facebook(&gerne.engine, &sim, &address, &url).await?;
            facebook = Some(connected);
            all.push(connected);
            watch_over(&gerne.engine, team, all, config.hold_seconds).await?;
        }
        let Seeds { account, team, labels } = seeds;
        let folder = throw_away;
        Ok(Self { sim, gerne, clock, url, account, mailbox, x, facebook, team, labels, folder })
    }

    /// What both clocks show.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Puts both clocks to `at`; never back.
    pub fn set_time(&self, at: Timestamp) {
        let at = at.max(self.clock.now());
        self.sim.mastodon().clock().set(at);
        self.clock.set(Some(at), None);
    }

    /// Lets both clocks run at this speed.
    pub fn set_speed(&self, speed: f64) {
        self.sim.mastodon().clock().set_speed(speed);
        self.clock.set(None, Some(speed));
    }

    /// Connects another one of the company's mailboxes.
    pub async fn connect_mailbox(&self, address: &str) -> Result<AccountId> {
        connect_mailbox(self.engine(), &self.sim, address, &self.url).await
    }

    /// The verbs of the installation.
    pub fn engine(&self) -> &Engine {
        &self.gerne.engine
    }

    /// Stops everything and waits for it.
    pub async fn stop(self) {
        self.gerne.stop().await;
        self.sim.shutdown().await;
        drop(self.folder);
    }
}

/// What an installation begins with.
#[derive(Debug, Default)]
pub struct Seeds {
    /// The connected account.
    pub account: Option<AccountId>,
    /// The demo team.
    pub team: Option<TeamId>,
    /// Labels by their name in the history.
    pub labels: Vec<(&'static str, LabelId)>,
}

/// Fills an empty installation: the demo's team, agents and labels, and the account at the stand-in
/// that listens at `address`.
pub async fn seed(
    engine: &Engine,
    sim: &Sim,
    address: &str,
    url: &str,
    hold_seconds: u32,
) -> Result<Seeds> {
    let team = engine.add_team(None, "Nordlicht hilft").await?.value;
    let hash = tokio::task::spawn_blocking(|| gerne_api::hash_password(PASSWORD)).await?;
    let hash = hash.context("the demo's password can be hashed")?;
    let mut first: Option<AgentId> = None;
    for agent in AGENTS {
        let new = NewAgent {
            login: agent.login.to_owned(),
            name: agent.name.to_owned(),
            public_name: agent.public_name.to_owned(),
            role: agent.role,
            teams: vec![team],
            language: "de".to_owned(),
        };
        let id = engine.add_agent(None, new, Some(hash.clone())).await?.value;
        let agent_id = *first.get_or_insert(id);
        let admin = Caller { agent: agent_id, role: Role::Admin, scope: Scope::Everything };
        let face = AgentChange {
            line: Some(agent.line.to_owned()),
            listed: Some(true),
            ..AgentChange::default()
        };
        engine.change_agent(&admin, id, face).await?;
    }
    let mut labels = Vec::new();
    for (key, name, colour) in LABELS {
        labels.push((key, engine.add_label(None, name, colour).await?.value));
    }
    let token = sim.mastodon().token_for(
        sim.company(),
        "read:accounts read:statuses read:notifications read:search write:statuses write:media \
         write:notifications write:conversations write:favourites",
    );
    let form = Form(
        [("address", address.to_owned()), ("token", token)]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
    );
    let redirect = url::Url::parse(url)?.join("api/v1/accounts/callback")?;
    let step = engine.connect_begin(None, "mastodon", &form, &redirect).await?;
    let ConnectionStep::Done(connection) = step else {
        anyhow::bail!("a token should have been enough to connect");
    };
    let account = connection.account;
    let change = TeamChange { accounts: Some(vec![account]), ..TeamChange::default() };
    engine.change_team(None, team, change).await?;
    hold(engine, account, hold_seconds).await?;
    Ok(Seeds { account: Some(account), team: Some(team), labels })
}

/// Connects a mailbox of the company at the stand-in.
async fn connect_mailbox(
    engine: &Engine,
    sim: &Sim,
    address: &str,
    url: &str,
) -> Result<AccountId> {
    let mail = sim.mail();
    let password = mail.password_of(address)?;
    let form = Form(
        [
            ("address", address.to_owned()),
            ("password", password),
            ("name", "Nordlicht Hilfe".to_owned()),
            ("imap", format!("imap://{}", mail.imap())),
            ("smtp", format!("smtp://{}", mail.smtp())),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
    );
    let redirect = url::Url::parse(url)?.join("api/v1/accounts/callback")?;
    let step = engine.connect_begin(None, "email", &form, &redirect).await?;
    let ConnectionStep::Done(connection) = step else {
        anyhow::bail!("a password should have been enough to connect the mailbox");
    };
    Ok(connection.account)
}

/// How long anything of the demo may take before it is called broken.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Gives a team these accounts, and holds what is answered there so many seconds.
pub async fn watch_over(
    engine: &Engine,
    team: TeamId,
    accounts: Vec<AccountId>,
    hold_seconds: u32,
) -> Result<()> {
    let change = TeamChange { accounts: Some(accounts.clone()), ..TeamChange::default() };
    engine.change_team(None, team, change).await?;
    for account in accounts {
        hold(engine, account, hold_seconds).await?;
    }
    Ok(())
}
