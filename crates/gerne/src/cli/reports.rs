//! `gerne reports`: what all figures are made of.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use gerne::{App, Purpose, Settings};

use super::say;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Makes anew from the log what all figures are made of. They are the same afterwards; until it
    /// is done, some are missing.
    Rebuild,
}

pub(super) async fn reports(settings: Settings, command: Command) -> Result<ExitCode> {
    let app = App::open_to(Purpose::Look, settings, None).await?;
    match command {
        Command::Rebuild => {
            let facts = app.engine.rebuild_measures().await?;
            say(&format!("{facts} facts read from the log; all figures are made of them again."));
        }
    }
    Ok(ExitCode::SUCCESS)
}
