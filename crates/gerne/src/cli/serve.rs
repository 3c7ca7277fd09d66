//! `gerne serve`.

use std::process::ExitCode;

use anyhow::Result;
use gerne::{App, Door, Settings};

use super::say;

pub(super) async fn serve(settings: Settings) -> Result<ExitCode> {
    let public_url = settings.server.public_url.clone();
    if settings.dev.clock {
        tracing::warn!("dev.clock is on: anyone who reaches /dev/clock can move the time");
    }
    let door = Door::take(&settings)?;
    let app = App::open(settings, None).await?;
    let engine = app.engine.clone();
    let accounts = app.connect_accounts().await;
    let running = app.listen_at(door)?;
    accounts?;
    // Only who really runs here makes one; the others print the same.
    let setup = engine.setup_link().await?;
    say(&format!("Gerne runs at {public_url} (listening on {})", running.address));
    if let Some(setup) = setup {
        let link = public_url.join(&format!("app/setup#{}", setup.token))?;
        say("There is no agent yet. Open this link once to set up the first one:");
        say(&format!("  {link}"));
    }
    if engine.store().read().await?.accounts().await?.is_empty() {
        say("No account is connected yet: Settings > Channels, or `gerne account add --help`.");
    }
    until_asked_to_stop().await?;
    say("Stopping.");
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or what systemd and containers send.
pub(super) async fn until_asked_to_stop() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        asked = tokio::signal::ctrl_c() => asked?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
