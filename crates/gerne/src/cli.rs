//! What can be asked of `gerne` in a shell.

mod account;
mod agent;
mod ask;
mod backup;
mod customer;
mod doctor;
mod key;
mod reports;
mod serve;

use std::{
    ffi::OsString,
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::{Parser, Subcommand};
use gerne::{App, Purpose, Settings, settings::Log, words};
use gerne_engine::EngineError;
use tracing_subscriber::EnvFilter;

/// A customer-care inbox with a memory.
#[derive(Debug, Parser)]
#[command(name = "gerne", version)]
struct Args {
    /// The settings file; without it gerne.toml in this folder, when there is one.
    #[arg(long, short, global = true, env = "GERNE_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the installation until Ctrl-C.
    Serve,
    /// Brings the database's schema up to date and ends.
    Migrate {
        /// Makes the database, and its key, when there is none.
        #[arg(long)]
        new: bool,
    },
    /// Says what is wrong and what to do.
    Doctor,
    /// Writes everything but the key and the settings into one file, while serving.
    Backup(backup::BackupArgs),
    /// Puts a backup into an empty database, SQLite or PostgreSQL.
    Restore(backup::RestoreArgs),
    /// The keys that secrets are sealed with.
    #[command(subcommand)]
    Key(key::Command),
    /// Accounts on platforms.
    #[command(subcommand)]
    Account(account::Command),
    /// People who answer.
    #[command(subcommand)]
    Agent(agent::Command),
    /// People who wrote to us: erasing them, handing out their data.
    #[command(subcommand)]
    Customer(customer::Command),
    /// Reads again what was recorded: after an update that reads better, or once numbers were taught.
    /// What people confirmed, corrected or dismissed stays.
    Reread,
    /// What all figures are made of: making it anew.
    #[command(subcommand)]
    Reports(reports::Command),
    /// Prints the OpenAPI document.
    Openapi,
}

/// Runs what was asked; errors are told as a chain, one line each.
pub fn run() -> ExitCode {
    run_as(std::env::args_os())
}

/// The same for these words, the first being our name: a test that is the process.
pub fn run_as<W: Into<OsString> + Clone>(words: impl IntoIterator<Item = W>) -> ExitCode {
    let args = Args::parse_from(words);
    match work(args) {
        Ok(code) => code,
        Err(error) => {
            say_error(&error);
            ExitCode::FAILURE
        }
    }
}

fn work(args: Args) -> Result<ExitCode> {
    if matches!(args.command, Command::Openapi) {
        say(&gerne_api::openapi().to_pretty_json()?);
        return Ok(ExitCode::SUCCESS);
    }
    let settings = match Settings::read(args.config.as_deref()) {
        Err(error) if matches!(args.command, Command::Doctor) => {
            return Ok(doctor::bad_settings(&error));
        }
        read => read?,
    };
    log_to(&settings.log, matches!(args.command, Command::Serve))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match args.command {
            Command::Serve => serve::serve(settings).await,
            Command::Migrate { new } => {
                let applied = gerne::place::migrate(&settings, new, |line| hint(&line)).await?;
                say(match applied {
                    0 => "The database was up to date.",
                    _ => "The database is up to date.",
                });
                Ok(ExitCode::SUCCESS)
            }
            Command::Doctor => doctor::doctor(settings).await,
            Command::Backup(args) => backup::backup(settings, args).await,
            Command::Restore(args) => backup::put_back(settings, args).await,
            Command::Key(command) => key::key(settings, command).await,
            Command::Account(command) => account::account(settings, command).await,
            Command::Agent(command) => agent::agent(settings, command).await,
            Command::Customer(command) => customer::customer(settings, command).await,
            Command::Reread => {
                let app = App::open_to(Purpose::Look, settings, None).await?;
                let (looked, changed) = app.engine.reread().await?;
                say(&format!("{looked} messages read, {changed} say something else now."));
                Ok(ExitCode::SUCCESS)
            }
            Command::Reports(command) => reports::reports(settings, command).await,
            Command::Openapi => Ok(ExitCode::SUCCESS),
        }
    })
}

fn log_to(log: &Log, serving: bool) -> Result<()> {
    let level = if serving { log.level.as_str() } else { "warn" };
    let filter = EnvFilter::try_new(level)?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match log.format.as_str() {
        "json" => builder.json().init(),
        "text" => builder.init(),
        other => anyhow::bail!("log.format is \"{other}\"; write \"text\" or \"json\""),
    }
    Ok(())
}

/// One line for the person at the shell. Who stopped reading (`| head`) misses nothing.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

/// One line about what is being done, beside what can be read by a program.
pub(crate) fn hint(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

fn say_error(error: &anyhow::Error) {
    if let Some(EngineError::Invalid(reason)) = error.downcast_ref() {
        hint(&format!("gerne: {}", words::of(reason)));
        return;
    }
    let told = words::causes(error);
    let starts = std::iter::once("gerne: ").chain(std::iter::repeat("  because: "));
    told.iter().zip(starts).for_each(|(line, start)| hint(&format!("{start}{line}")));
}
