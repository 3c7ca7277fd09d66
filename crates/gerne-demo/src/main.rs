//! The first command of a newcomer.

use std::{
    io::{IsTerminal as _, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Parser, Subcommand};
use gerne_demo::{
    AGENTS, Client, PASSWORD, World, WorldConfig, check, check_against, check_facebook,
    check_mailbox, check_x, noticing, replay,
};
use gerne_domain::{Clock as _, Timestamp};
use gerne_engine::SystemClock;
use gerne_store::{Store, StoreConfig};
use jiff::{SignedDuration, tz::TimeZone};

/// Gerne with everything it needs to be tried.
#[derive(Debug, Parser)]
#[command(name = "gerne-demo", version, about)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Where Gerne listens.
    #[arg(long, default_value = "127.0.0.1:4000")]
    gerne: SocketAddr,
    /// Where the square and the platforms' stand-ins listen.
    #[arg(long, default_value = "127.0.0.1:4010")]
    sim: SocketAddr,
    /// Where the demo's data goes; emptied at each start.
    #[arg(long, default_value = "var/demo")]
    folder: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Does headlessly what a newcomer would do, for every channel, and ends with 0 or not.
    Check,
    /// Compares what happened at a running stand-in with what a database holds: nothing lost,
    /// nothing twice, nothing stuck.
    CheckAgainst {
        /// The stand-in's address.
        #[arg(long)]
        platform: String,
        /// `sqlite:…` or `postgres://…`.
        #[arg(long)]
        database: String,
        /// Its keys, as `key.file` of the settings names them.
        #[arg(long)]
        keys: PathBuf,
        /// The company's handle at the stand-in.
        #[arg(long, default_value = "nordlicht_hilft")]
        company: String,
    },
    /// Starts an installation on free ports for browser tests, prints one line of JSON, and runs
    /// until its standard input ends.
    E2e {
        /// Without agents, labels and account: for the first set-up.
        #[arg(long)]
        empty: bool,
        /// `postgres://…`: an empty database to use. Without it: a throw-away SQLite file.
        #[arg(long)]
        database: Option<String>,
    },
}

fn main() -> ExitCode {
    let args = Args::parse();
    let level = if args.command.is_some() { "warn" } else { "error" };
    let filter = tracing_subscriber::EnvFilter::try_from_env("GERNE_DEMO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(level));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match work(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("FAILED: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn work(args: Args) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match args.command {
            None => demo(args).await,
            Some(Command::Check) => check_channels().await,
            Some(Command::CheckAgainst { platform, database, keys, company }) => {
                check_database(&platform, &database, keys, &company).await
            }
            Some(Command::E2e { empty, database }) => e2e(empty, database).await,
        }
    })
}

/// Says of a folder that a demo made it, and may empty it.
const MARK: &str = "this-is-a-demo";

/// A new folder, or a former demo's.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        let ours = folder.join(MARK).exists() || std::fs::read_dir(folder)?.next().is_none();
        anyhow::ensure!(
            ours,
            "{} holds something that is no demo's; name a new folder with --folder",
            folder.display()
        );
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    Ok(std::fs::write(folder.join(MARK), "")?)
}

async fn demo(args: Args) -> Result<()> {
    say("Gerne: a demo with a few lively days. Nothing leaves this machine.");
    empty(&args.folder)?;
    let first_day = first_day(SystemClock.now())?;
    let world = World::start(WorldConfig {
        gerne: args.gerne,
        sim: args.sim,
        folder: Some(args.folder),
        start: first_day,
        speed: 0.0,
        with_cast: true,
        mailbox: true,
        x: true,
        facebook: true,
        // History is not held back; what the newcomer writes is, from then on.
        hold_seconds: 0,
        ..WorldConfig::default()
    })
    .await?;
    let stop = stopped();
    tokio::pin!(stop);
    noticing::write_rules(&world).await?;
    let bar = std::io::stdout().is_terminal();
    gerne_demo::settle_in(&world).await?;
    let replayed = replay::replay(&world, first_day, |done, of| {
        if bar {
            draw(done, of);
        } else if done % 50 == 0 || done == of {
            say(&format!("Replaying the last days: {done} of {of}"));
        }
    });
    tokio::select! {
        replayed = replayed => replayed?,
        () = &mut stop => {
            world.stop().await;
            return Ok(());
        }
    }
    if bar {
        say("");
    }
    world.set_time(SystemClock.now());
    world.set_speed(1.0);
    gerne_demo::hold_replies(&world, 6).await?;
    noticing::speak_among_themselves(&world)?;
    say("");
    say(&format!("  The console   {}/app", world.url));
    say(&format!("  The square    {}/", world.sim.base_url()));
    say(&format!("  Who answers   {}/team", world.url));
    say("");
    say(&format!("  Sign in as one of these, password {PASSWORD}"));
    for agent in AGENTS {
        let role = format!("{:?}", agent.role).to_lowercase();
        say(&format!("    {:<26} {} ({role})", agent.login, agent.name));
    }
    say("");
    say("  Write to the company on the square, answer in the console, and see it arrive.");
    say("  Ctrl-C stops everything.");
    tokio::select! {
        () = &mut stop => {}
        grown = noticing::outage(&world) => {
            grown?;
            stop.await;
        }
    }
    say("");
    say("Stopping.");
    world.stop().await;
    Ok(())
}

async fn check_channels() -> Result<()> {
    let config = WorldConfig {
        hold_seconds: 1,
        mailbox: true,
        x: true,
        facebook: true,
        ..WorldConfig::default()
    };
    let world = World::start(config).await?;
    let times = check::check(&world).await;
    world.stop().await;
    for time in times? {
        say(&format!(
            "{:<10} customer -> inbox {:.2} s, answer -> customer {:.2} s (1 s of it to undo)   ok",
            time.channel, time.seen, time.answered
        ));
    }
    Ok(())
}

async fn check_database(
    platform: &str,
    database: &str,
    keys: PathBuf,
    company: &str,
) -> Result<()> {
    let key = gerne::settings::Key { file: keys, create: false, ..gerne::settings::Key::default() };
    let journal = Client::new(platform)?.outside("/sim/api/journal").await?;
    let journal: Vec<gerne_sim::JournalEntry> = serde_json::from_value(journal)?;
    let letters = Client::new(platform)?.outside("/sim/api/mail/journal").await?;
    let letters: Vec<gerne_sim::JournalEntry> = serde_json::from_value(letters)?;
    let on_x = Client::new(platform)?.outside("/sim/api/x/journal").await?;
    let on_x: Vec<gerne_sim::JournalEntry> = serde_json::from_value(on_x)?;
    let on_facebook = Client::new(platform)?.outside("/sim/api/facebook/journal").await?;
    let on_facebook: Vec<gerne_sim::JournalEntry> = serde_json::from_value(on_facebook)?;
    let page = page_on_facebook(platform).await?;
    let store = Store::open(&StoreConfig::new(database, "", gerne::key::read(&key)?)).await?;
    let accounts = store.read().await?.accounts().await?;
    let mut clean = true;
    for account in &accounts {
        let name = account.handle.trim_start_matches('@').split('@').next();
        let found = if account.platform.as_str() == "mastodon" && name == Some(company) {
            check_against(&store, &journal, account.id, company).await?
        } else if account.platform.as_str() == "email" {
            check_mailbox(&store, &letters, account.id, &account.handle).await?
        } else if account.platform.as_str() == "x" {
            let company = account.handle.trim_start_matches('@');
            let messages = messages_on_x(platform, company).await?;
            check_x(&store, &on_x, &messages, account.id, company).await?
        } else if account.platform.as_str() == "facebook" {
            check_facebook(&store, &on_facebook, account.id, &page).await?
        } else {
            continue;
        };
        say(&format!("{}: {found}", account.handle));
        for complaint in found.complaints() {
            clean = false;
            say(&format!("  {complaint}"));
        }
    }
    store.close().await;
    anyhow::ensure!(clean, "the installation and the platform do not tell the same story");
    Ok(())
}

/// Ids of the private messages that the company received on X.
async fn messages_on_x(platform: &str, company: &str) -> Result<Vec<String>> {
    let state = Client::new(platform)?.outside(&format!("/sim/api/x/state?as={company}")).await?;
    let all = state["messages"].as_array().cloned().unwrap_or_default();
    let theirs = all.iter().filter(|one| one["mine"] == false);
    Ok(theirs.filter_map(|one| one["id"].as_str().map(str::to_owned)).collect())
}

/// Handle of the company's Page on Facebook.
async fn page_on_facebook(platform: &str) -> Result<String> {
    let state = Client::new(platform)?.outside("/sim/api/facebook/state").await?;
    Ok(state["page"]["handle"].as_str().unwrap_or_default().to_owned())
}

async fn e2e(empty: bool, database: Option<String>) -> Result<()> {
    let config =
        WorldConfig { seeded: !empty, database, hold_seconds: 2, ..WorldConfig::default() };
    let world = World::start(config).await?;
    let setup = match world.engine().setup_link().await? {
        Some(setup) => Some(format!("{}/app/setup#{}", world.url, setup.token)),
        None => None,
    };
    let agents: Vec<_> = AGENTS
        .iter()
        .map(|agent| {
            serde_json::json!({
                "key": agent.key, "login": agent.login, "password": PASSWORD,
                "role": agent.role, "name": agent.name, "public_name": agent.public_name,
            })
        })
        .collect();
    let mail = world.sim.mail();
    let mailbox = serde_json::json!({
        "address": mail.company(), "password": mail.password_of(&mail.company())?,
        "imap": format!("imap://{}", mail.imap()), "smtp": format!("smtp://{}", mail.smtp()),
    });
    let line = serde_json::json!({
        "gerne": world.url, "sim": world.sim.base_url(), "company": world.sim.company(),
        "agents": agents, "setup": setup, "dev_clock": true, "mailbox": mailbox,
    });
    say(&line.to_string());
    let ended = tokio::task::spawn_blocking(|| {
        std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())
    });
    tokio::select! {
        _ = ended => {}
        () = stopped() => {}
    }
    world.stop().await;
    Ok(())
}

/// Midnight of the day from which the history ends shortly before now.
fn first_day(now: Timestamp) -> Result<Timestamp> {
    let length = gerne_sim::history::length();
    let begin = now.checked_sub(length + SignedDuration::from_mins(10))?;
    Ok(begin.to_zoned(TimeZone::UTC).timestamp())
}

async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

fn draw(done: usize, of: usize) {
    let width = 40;
    let full = done * width / of.max(1);
    let line = format!(
        "\r  Replaying the last days  {}{} {done}/{of}",
        "█".repeat(full),
        "░".repeat(width - full)
    );
    let mut out = std::io::stdout().lock();
    drop(out.write_all(line.as_bytes()).and_then(|()| out.flush()));
}

#[expect(clippy::print_stdout, reason = "this is a command line")]
fn say(line: &str) {
    println!("{line}");
}

#[cfg(test)]
mod tests {
    use super::{MARK, empty};

    #[test]
    fn only_a_demos_folder_is_emptied() {
        let folder = tempfile::tempdir().unwrap();
        let (demo, other) = (folder.path().join("demo"), folder.path().join("other"));
        empty(&demo).unwrap();
        std::fs::write(demo.join("gerne.db"), "old").unwrap();
        empty(&demo).unwrap();
        assert!(demo.join(MARK).exists() && !demo.join("gerne.db").exists());
        std::fs::create_dir(&other).unwrap();
        std::fs::write(other.join("thesis.txt"), "ten years").unwrap();
        let refused = empty(&other).unwrap_err().to_string();
        assert!(refused.contains("--folder"), "{refused}");
        assert!(other.join("thesis.txt").exists());
    }
}
