//! The product as processes of its own, to be killed, stopped and started again, beside a stand-in
//! that lives on in the test.
//!
//! A child is this very test program, told by its environment to be `gerne serve`: the command line
//! of the binary, without a second program to build.

mod postgres;
mod shell;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use gerne::{App, Settings, settings::Secretive};
use gerne_demo::{
    choose,
    world::{Seeds, seed, watch_over},
};
use gerne_domain::AccountId;
use gerne_sim::{Sim, SimClock, SimConfig, XConfig};
use gerne_store::{Store, StoreConfig};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::place::Place;

pub(crate) use postgres::Own as OwnPostgres;
pub(crate) use shell::Shell;

/// Says to a child that it is one.
const CHILD: &str = "CHILD_OF_A_TEST";

/// How long a start may take before it is called broken.
const PATIENCE: Duration = Duration::from_mins(1);

/// A stand-in, a database and a folder: what outlives a process.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) sim: Sim,
    pub(crate) seeds: Seeds,
    /// Where customers write, and the account there.
    pub(crate) place: Place,
    pub(crate) account: AccountId,
    pub(crate) database: String,
    folder: tempfile::TempDir,
    settings: String,
}

/// What is left of an installation that was run in the test.
pub(crate) struct Parts {
    pub(crate) sim: Sim,
    pub(crate) seeds: Seeds,
    pub(crate) database: String,
    /// Holds `gerne.key` and `blobs`.
    pub(crate) folder: tempfile::TempDir,
}

/// A running process.
#[derive(Debug)]
pub(crate) struct Node {
    /// Where it listens.
    pub(crate) url: String,
    child: Child,
    log: PathBuf,
    /// Closed, it ends the child; waiting for a child would close it too.
    _alive: Option<ChildStdin>,
    _out: BufReader<ChildStdout>,
}

impl Home {
    /// A stand-in, and an installation that knows its account, not yet running. Clocks run `speed`
    /// times as fast as real time.
    pub(crate) async fn new(database: Option<String>, speed: f64) -> Self {
        Self::at(Place::Mastodon, database, speed).await
    }

    /// The same, of which customers write at a place.
    pub(crate) async fn at(place: Place, database: Option<String>, speed: f64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let origin = now();
        let sim = Sim::start(SimConfig {
            clock: SimClock::running(origin, speed),
            mastodon: gerne_sim::MastodonConfig {
                rate_limits: None,
                ..gerne_sim::MastodonConfig::default()
            },
            // Who dies while a token is renewed has lost it: a story of its own.
            x: XConfig { token_lifetime: SignedDuration::from_hours(999), ..XConfig::default() },
            ..SimConfig::default()
        })
        .await;
        let at = folder.path().display();
        let database = database.unwrap_or_else(|| format!("sqlite:{at}/gerne.db"));
        let clock = format!(
            "[dev]\nclock = {}\nclock_speed = {speed:?}\nclock_origin = \"{origin}\"\n",
            (speed - 1.0).abs() > f64::EPSILON
        );
        let text = settings_text(0, &database, folder.path(), &clock);
        let settings = folder.path().join("gerne.toml");
        std::fs::write(&settings, text).unwrap();
        let read = Settings::read(Some(&settings)).unwrap();
        assert_eq!(read.database.url, Secretive(database.clone()));
        let app = App::open(read, None).await.unwrap();
        let url = "http://127.0.0.1:4000";
        let seeds = seed(&app.engine, &sim, &sim.base_url(), url, 0).await.unwrap();
        let mut account = seeds.account.unwrap();
        if place == Place::X {
            let address = sim.x().base_url();
            let first = account;
            account = gerne_demo::connect_x(&app.engine, &sim, &address, url).await.unwrap();
            watch_over(&app.engine, seeds.team.unwrap(), vec![first, account], 0).await.unwrap();
            // What a process that dies had set aside for its calls counts as spent.
            let any = |settings: &mut gerne_domain::AccountSettings| settings.budget_day_cents = 0;
            choose(&app.engine, account, any).await.unwrap();
        }
        if place == Place::Facebook {
            let address = sim.facebook().base_url();
            let first = account;
            let connected = gerne_demo::connect_facebook(&app.engine, &sim, &address, url).await;
            account = connected.unwrap();
            watch_over(&app.engine, seeds.team.unwrap(), vec![first, account], 0).await.unwrap();
        }
        app.engine.store().clone().close().await;
        drop(app);
        let settings = settings.display().to_string();
        Self { sim, seeds, place, account, database, folder, settings }
    }

    /// An installation that was run in the test until now: its folder, its database and its stand-in
    /// live on. Its processes listen on one port, whenever they start, and go by the machine's clock.
    pub(crate) fn of(world: Parts) -> Self {
        let Parts { sim, seeds, database, folder } = world;
        sim.mastodon().clock().set(now());
        sim.mastodon().clock().set_speed(1.0);
        let text = settings_text(quiet_port(), &database, folder.path(), "");
        let settings = folder.path().join("gerne.toml");
        std::fs::write(&settings, text).unwrap();
        let settings = settings.display().to_string();
        let (place, account) = (Place::Mastodon, seeds.account.unwrap());
        Self { sim, seeds, place, account, database, folder, settings }
    }

    /// Starts a process and does not wait for it.
    pub(crate) fn spawn(&self, name: &str) -> Child {
        self.command(name).spawn().unwrap()
    }

    /// Starts a process and waits until it listens.
    pub(crate) async fn start(&self, name: &str) -> Node {
        let mut child = self.spawn(name);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let log = self.log(name);
        let listening = async {
            let mut line = String::new();
            while out.read_line(&mut line).await.unwrap() > 0 {
                if let Some((_, rest)) = line.split_once("(listening on ") {
                    let address = rest.split(')').next().unwrap();
                    return Some(format!("http://{address}"));
                }
                line.clear();
            }
            None
        };
        let found = tokio::time::timeout(PATIENCE, listening).await.ok().flatten();
        let Some(url) = found else { panic!("{name} does not start:\n{}", tail(&log)) };
        let alive = child.stdin.take();
        Node { url, child, log, _alive: alive, _out: out }
    }

    /// The database, for a checker, while no process runs.
    pub(crate) async fn store(&self) -> Store {
        let settings = Settings::read(Some(Path::new(&self.settings))).unwrap();
        let keys = gerne::key::read(&settings.key).unwrap();
        let config = StoreConfig::new(&*self.database, self.folder.path().join("blobs"), keys);
        Store::open(&config).await.unwrap()
    }

    /// For commands beside it.
    pub(crate) fn shell(&self) -> Shell {
        Shell::at(Path::new(&self.settings))
    }

    /// Where its database, key and files are.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    fn command(&self, name: &str) -> Command {
        let log = std::fs::File::options().create(true).append(true).open(self.log(name)).unwrap();
        let mut command = child_of(Path::new(&self.settings), "serve");
        command.env("GERNE_NETWORK__CALLED", name).stderr(log);
        command
    }
}

/// This program as `gerne`, told what to do by lines.
fn child_of(settings: &Path, words: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "process::child", "--ignored", "--nocapture"])
        .env(CHILD, words)
        .env("GERNE_CONFIG", settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    command
}

impl Node {
    /// SIGKILL, and waits until nothing of it is left.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// SIGTERM, and waits for its end.
    pub(crate) async fn stop(mut self) {
        self.signal("TERM");
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let ended = ended.unwrap_or_else(|_| panic!("it does not stop:\n{}", tail(&self.log)));
        assert!(ended.unwrap().success(), "it did not end well:\n{}", tail(&self.log));
    }

    /// Any signal, by name.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    /// The end of its log.
    pub(crate) fn tail(&self) -> String {
        tail(&self.log)
    }
}

fn signal(pid: Option<u32>, name: &str) {
    let kill = format!("kill -{name} {}", pid.expect("it runs"));
    let done = std::process::Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(done.success(), "{kill}");
}

/// Chance, the same again for the same seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// From `SEED`, or fixed; printed, so that a failure can be repeated.
    pub(crate) fn new(what: &str) -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
        let told = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = told.unwrap_or(20_261_121);
        println!("{what}: SEED={seed}");
        Self(seed)
    }

    /// The next of many numbers (`SplitMix64`).
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n - 1`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// In one of `n` cases.
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Whether the full counts are asked for.
#[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
pub(crate) fn soak() -> bool {
    std::env::var("SOAK").is_ok()
}

/// A line that `scripts/soak.sh` collects.
pub(crate) fn measured(what: &str, figures: &str) {
    println!("MEASURED {what}: {figures}");
}

/// Real time passes, at a moment that chance chose: the point of the test, not a way to wait.
pub(crate) async fn a_moment(dice: &mut Dice, longest_ms: usize) {
    let span = Duration::from_millis(u64::try_from(dice.below(longest_ms)).unwrap());
    pass(span).await;
}

/// Real time passes.
#[expect(clippy::disallowed_methods, reason = "outside the product: real seconds are meant")]
pub(crate) async fn pass(span: Duration) {
    tokio::time::sleep(span).await;
}

fn settings_text(port: u16, database: &str, folder: &Path, clock: &str) -> String {
    let at = folder.display();
    format!(
        "[server]\nlisten = \"127.0.0.1:{port}\"\ncompany = \"Nordlicht\"\n\
         [database]\nurl = \"{database}\"\nblobs = \"{at}/blobs\"\n\
         [key]\nfile = \"{at}/gerne.key\"\n\
         [network]\nallow_hosts = [\"127.0.0.1\"]\ntimeout_seconds = 3\n\
         [mastodon]\npoll_seconds = 5\n[x]\npoll_seconds = 5\n\
         [facebook]\npoll_seconds = 5\n{clock}"
    )
}

/// A free port that the operating system gives to nobody by itself: it is still free after a
/// process that listened there died, whatever thousands of clients connect meanwhile.
fn quiet_port() -> u16 {
    let start = 10_000 + u16::try_from(std::process::id() % 15_000).unwrap();
    let mut ports = start..32_000;
    ports.find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "both clocks begin with the machine's")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}

/// The child: not a test of its own. It ends with its parent.
#[test]
#[ignore = "started by the tests that kill it"]
#[expect(clippy::disallowed_methods, reason = "the parent says that this is a child")]
fn child() {
    let Ok(words) = std::env::var(CHILD) else { return };
    std::thread::spawn(|| {
        drop(std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink()));
        std::process::exit(3);
    });
    let code = gerne::cli::run_as(std::iter::once("gerne").chain(words.split('\n')));
    let well = format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS);
    std::process::exit(i32::from(!well));
}
