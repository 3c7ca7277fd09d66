//! What an operator chooses: `gerne.toml`, then the environment (`GERNE_SERVER__LISTEN=…`), each
//! over the defaults. Every option stands with its default in `config/gerne.example.toml`.

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::{Path, PathBuf},
};

use anyhow::Result;
use serde::{Deserialize, Serialize};
use url::Url;

mod check;
mod read;
mod told;

/// All settings. Unknown names are errors: a typo must not be a silent default.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where people reach this installation.
    pub server: Server,
    /// Where the data is.
    pub database: Database,
    /// How much room must stay on the disk.
    pub storage: Storage,
    /// The encryption key of secrets.
    pub key: Key,
    /// What is written to the log.
    pub log: Log,
    /// How the engine works.
    pub engine: Engine,
    /// How several nodes share the work.
    pub nodes: Nodes,
    /// How platforms and customers' pictures are reached.
    pub network: Network,
    /// The Mastodon connector.
    pub mastodon: Mastodon,
    /// The e-mail connector.
    pub email: Email,
    /// The X connector.
    pub x: X,
    /// The Facebook connector.
    pub facebook: Facebook,
    /// Accounts that are connected at start, when they are not yet.
    pub accounts: Vec<AccountEntry>,
    /// For development only.
    pub dev: Dev,
}

/// Where people reach this installation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// What stands in a browser's address line; decides about cookies, links, foreign origins.
    pub public_url: Url,
    /// The company's name, for the public team page.
    pub company: String,
    /// Who is responsible for people's data, with an address, as in the privacy notice; for what
    /// is handed out to people who ask for theirs. Empty: the company's name.
    pub controller: String,
    /// In which time zone times are written there, e.g. `Europe/Berlin`. Empty: the machine's.
    pub time_zone: String,
    /// Proxies whose `X-Forwarded-For` is believed, e.g. `["127.0.0.1", "10.0.0.0/8"]`.
    pub trusted_proxies: Vec<String>,
    /// `/metrics` asks for this bearer token; empty: only loopback may read it.
    pub metrics_token: String,
    /// Browsers are signed out after so many days without use.
    pub session_idle_days: u32,
    /// Browsers are signed out after so many days, whatever.
    pub session_longest_days: u32,
    /// Most megabytes of an uploaded file.
    pub upload_megabytes: u64,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 4000)),
            public_url: Url::parse("http://127.0.0.1:4000").expect("a constant address"),
            company: String::new(),
            controller: String::new(),
            time_zone: String::new(),
            trusted_proxies: Vec::new(),
            metrics_token: String::new(),
            session_idle_days: 14,
            session_longest_days: 90,
            upload_megabytes: 100,
        }
    }
}

impl Server {
    /// Who is responsible for people's data.
    pub fn controller(&self) -> String {
        let said = self.controller.trim();
        if said.is_empty() { self.company.trim().to_owned() } else { said.to_owned() }
    }

    /// Where this machine itself reaches us.
    pub fn reached_at(&self) -> SocketAddr {
        let mut at = self.listen;
        if at.ip().is_unspecified() {
            at.set_ip(match at {
                SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        at
    }

    /// What stands in the address line of a browser on this machine.
    pub fn on_this_machine(&self) -> Url {
        let at = self.reached_at();
        // A port that is only known once we listen stands in no settings.
        let url =
            Some(at).filter(|at| at.port() != 0).map(|at| Url::parse(&format!("http://{at}")));
        url.and_then(Result::ok).unwrap_or_else(|| Self::default().public_url)
    }

    /// In which time zone times are written for people.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn zone(&self) -> Result<jiff::tz::TimeZone> {
        if self.time_zone.is_empty() {
            return Ok(jiff::tz::TimeZone::system());
        }
        Ok(jiff::tz::TimeZone::get(&self.time_zone)?)
    }
}

/// Where the data is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:path` or `postgres://user:password@host/name`.
    pub url: Secretive,
    /// Where pictures and files are kept, with SQLite.
    pub blobs: PathBuf,
    /// Connections for reading.
    pub readers: u32,
    /// Where the list of erased people is kept, for restored backups; `None`: `erasures.jsonl`
    /// beside the folder of pictures and files. It holds keyed hashes only.
    pub erasures: Option<PathBuf>,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: Secretive("sqlite:var/gerne.db".to_owned()),
            blobs: PathBuf::from("var/blobs"),
            readers: 8,
            erasures: None,
        }
    }
}

impl Settings {
    /// Where the list of erased people is kept.
    pub fn erasure_list(&self) -> PathBuf {
        let database = &self.database;
        database.erasures.clone().unwrap_or_else(|| {
            let folder = database.blobs.parent().unwrap_or_else(|| Path::new(""));
            folder.join("erasures.jsonl")
        })
    }
}

/// How much room must stay on the disk, beside a SQLite database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// With fewer free megabytes nothing is fetched.
    pub reserve_megabytes: u64,
    /// With fewer free megabytes nothing is written.
    pub floor_megabytes: u64,
}

impl Default for Storage {
    fn default() -> Self {
        Self { reserve_megabytes: 512, floor_megabytes: 64 }
    }
}

/// A setting that may hold a password; shows nothing of itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secretive(pub String);

impl std::fmt::Debug for Secretive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// Where the encryption key of secrets comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Key {
    /// A file with one key per line, newest first: `name:64 hexadecimal digits`.
    pub file: PathBuf,
    /// Make the file at the first start when it is not there.
    pub create: bool,
    /// The same lines, from the environment, instead of a file.
    pub inline: Secretive,
}

impl Default for Key {
    fn default() -> Self {
        Self {
            file: PathBuf::from("var/gerne.key"),
            create: true,
            inline: Secretive(String::new()),
        }
    }
}

/// What is written to the log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `text` or `json`.
    pub format: String,
    /// `error`, `warn`, `info`, `debug`, or by module: `info,gerne_engine=debug`.
    pub level: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: "text".to_owned(), level: "info".to_owned() }
    }
}

/// How the engine works.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Engine {
    /// Most megabytes of one picture or file that is kept.
    pub media_megabytes: u64,
    /// Messages of open conversations are looked up again for edits and deletes so often, in
    /// minutes.
    pub recheck_minutes: u64,
}

impl Default for Engine {
    fn default() -> Self {
        Self { media_megabytes: 100, recheck_minutes: 10 }
    }
}

/// How several nodes share the work; SQLite has one node.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nodes {
    /// What this one is called where people see which one works for an account; empty: as its
    /// machine.
    pub name: String,
    /// A node that gave no sign of life for so many seconds loses its work to the others.
    pub lease_seconds: u64,
    /// Each node gives a sign of life every so many seconds.
    pub renew_seconds: u64,
}

impl Default for Nodes {
    fn default() -> Self {
        Self { name: String::new(), lease_seconds: 6, renew_seconds: 2 }
    }
}

/// How platforms and customers' pictures are reached.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Network {
    /// Seconds that one request may take.
    pub timeout_seconds: u64,
    /// A PEM file with the certificate authority of your own servers.
    pub ca_file: Option<PathBuf>,
    /// Hosts of your own that may have private addresses, e.g. `["social.intern", "10.1.0.0/16"]`.
    pub allow_hosts: Vec<String>,
    /// Added to the name by which platforms know us: an address for questions, or which node asks.
    pub called: String,
}

impl Default for Network {
    fn default() -> Self {
        Self { timeout_seconds: 30, ca_file: None, allow_hosts: Vec::new(), called: String::new() }
    }
}

/// The Mastodon connector.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mastodon {
    /// Seconds between two looks when the stream says nothing.
    pub poll_seconds: u64,
}

impl Default for Mastodon {
    fn default() -> Self {
        Self { poll_seconds: 60 }
    }
}

/// The e-mail connector.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Email {
    /// Seconds between two looks into a mailbox whose server does not ring.
    pub poll_seconds: u64,
}

impl Default for Email {
    fn default() -> Self {
        Self { poll_seconds: 60 }
    }
}

/// The X connector.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct X {
    /// Seconds between two looks at the mentions when money is no matter and nothing rings.
    pub poll_seconds: u64,
}

impl Default for X {
    fn default() -> Self {
        Self { poll_seconds: 60 }
    }
}

/// The Facebook connector.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facebook {
    /// Seconds between two looks at comments and messages when nothing rings.
    pub poll_seconds: u64,
    /// The version of the Graph API.
    pub version: String,
    /// Where the Graph API is.
    pub address: Url,
    /// The company's own application, so that nobody has to type it in when they connect a Page.
    pub app_id: String,
    /// Its secret.
    pub app_secret: Secretive,
}

impl Default for Facebook {
    fn default() -> Self {
        Self {
            poll_seconds: 60,
            version: "v25.0".to_owned(),
            address: Url::parse("https://graph.facebook.com").expect("a constant address"),
            app_id: String::new(),
            app_secret: Secretive(String::new()),
        }
    }
}

/// An account to connect at start.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// Which connector.
    pub platform: String,
    /// Where its server is.
    pub address: Url,
    /// A file that holds the access token.
    pub token_file: Option<PathBuf>,
    /// The access token itself; better in the environment.
    #[serde(default)]
    pub token: Secretive,
}

/// For development only.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dev {
    /// A clock that `/dev/clock` can move. Never in production.
    pub clock: bool,
    /// How many times as fast as real time it runs.
    pub clock_speed: f64,
    /// When it showed the real time (RFC 3339), so that all nodes and restarts show the same;
    /// without it, at the start of the process.
    pub clock_origin: Option<jiff::Timestamp>,
}

impl Default for Dev {
    fn default() -> Self {
        Self { clock: false, clock_speed: 1.0, clock_origin: None }
    }
}

#[cfg(test)]
mod tests {
    use figment::{
        Figment,
        providers::{Format as _, Toml},
    };

    use super::*;

    #[test]
    fn the_example_holds_every_option_with_its_default() {
        let text = include_str!("../../../config/gerne.example.toml");
        let read: Settings = Figment::new().merge(Toml::string(text)).extract().unwrap();
        assert_eq!(
            serde_json::to_value(read).unwrap(),
            serde_json::to_value(Settings::default()).unwrap()
        );
        let mut missing = Vec::new();
        told::names("", &serde_json::to_value(Settings::default()).unwrap(), &mut missing);
        missing.retain(|name| {
            let last = name.rsplit('.').next().unwrap();
            !text.contains(&format!("{last} =")) && !text.contains(&format!("[{last}]"))
        });
        missing.retain(|name| name != "accounts");
        assert!(missing.is_empty(), "not in the example: {missing:?}");
    }

    #[test]
    fn a_typo_is_an_error() {
        let text = "[server]\nlissten = \"127.0.0.1:1\"";
        let read: Result<Settings, _> = Figment::new().merge(Toml::string(text)).extract();
        assert!(read.is_err_and(|error| error.to_string().contains("lissten")));
    }
}
