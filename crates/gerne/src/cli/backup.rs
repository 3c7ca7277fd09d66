//! `gerne backup` and `gerne restore`.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context as _, Result};
use clap::Args;
use gerne::{App, Purpose, Settings, key, place};
use gerne_domain::Clock as _;
use gerne_engine::SystemClock;
use gerne_store::{Backup, Progress, back_up, restore, verify_backup};

use super::{hint, say, serve::until_asked_to_stop};

#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The file to write, e.g. gerne-2026-01-31.tar.gz. It appears when it is whole.
    #[arg(long, required_unless_present = "verify")]
    to: Option<PathBuf>,
    /// Reads a backup to its end and says whether it is whole.
    #[arg(long, conflicts_with = "to", value_name = "FILE")]
    verify: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The file that `gerne backup` wrote.
    #[arg(long)]
    from: PathBuf,
}

pub(super) async fn backup(settings: Settings, args: BackupArgs) -> Result<ExitCode> {
    if let Some(file) = args.verify {
        let backup = verify_backup(&file).await?;
        tell(&backup);
        if backup.sums.missing_blobs.is_empty() {
            say("It is whole.");
        }
        return Ok(whole(&backup));
    }
    let to = args.to.context("--to names no file")?;
    anyhow::ensure!(!to.exists(), "{} is there already; name another file", to.display());
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let folder = folder.display();
        anyhow::bail!(
            "there is no folder {folder}, or we may not look into it; make it for the user who runs \
             Gerne: install -d -m 700 -o USER {folder}"
        );
    }
    let config = place::prepare(&settings, Purpose::Save).await?;
    let progress = progress();
    tokio::select! {
        made = back_up(&config, &to, SystemClock.now(), &progress) => {
            let backup = made?;
            tell(&backup);
            say(&format!(
                "The key is not in it: keep a copy of {} apart from this file.",
                key::place(&settings.key)
            ));
            Ok(whole(&backup))
        }
        asked = until_asked_to_stop() => {
            asked?;
            anyhow::bail!("stopped; nothing was written")
        }
    }
}

pub(super) async fn put_back(settings: Settings, args: RestoreArgs) -> Result<ExitCode> {
    let keys = key::read_if_there(&settings.key)?;
    anyhow::ensure!(
        !keys.is_empty(),
        "there is no key at {}; put the key of the old installation there (`gerne backup --verify` \
         names those that a backup needs)",
        key::place(&settings.key)
    );
    let config = place::config(&settings, keys);
    let alone = place::take(&settings)?;
    let done = restore(&config, &args.from, SystemClock.now(), &progress()).await?;
    drop(alone);
    tell(&done.backup);
    let app = App::open(settings, None).await?;
    app.engine.take_up_restored().await?;
    app.engine.store().clone().close().await;
    say("Restored.");
    if done.deliveries_unknown > 0 {
        say(&format!(
            "{} replies were on their way then. They are not sent again: Gerne looks for them on \
             the platforms; those that it does not find wait in the outbox for a person.",
            done.deliveries_unknown
        ));
    }
    if done.sign_ins_ended > 0 {
        say("Everybody signs in again. Invitations and other one-time links ended.");
    }
    say("Now: `gerne doctor`, then `gerne serve`.");
    Ok(whole(&done.backup))
}

fn progress() -> Progress {
    Arc::new(|line| hint(&line))
}

fn tell(backup: &Backup) {
    let Backup { head, sums } = backup;
    say(&format!(
        "Backup of {} ({}, schema {}): {} rows in {} tables, {} events, {} pictures and files \
         ({} bytes).",
        head.made_at,
        head.engine,
        head.schema,
        backup.rows(),
        head.tables.len(),
        head.log_head,
        sums.blobs,
        sums.blob_bytes
    ));
    if head.keys.is_empty() {
        say("It needs no key: nothing in it was sealed. Any key will do to restore it.");
    }
    for key in &head.keys {
        let print = key.fingerprint.as_deref().unwrap_or("was not there when it was made");
        say(&format!("It needs the key {} (fingerprint {print}).", key.id));
    }
    for hash in &sums.missing_blobs {
        say(&format!("PROBLEM  the file {hash} was lost or spoiled before the backup was made."));
    }
}

fn whole(backup: &Backup) -> ExitCode {
    if backup.sums.missing_blobs.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
