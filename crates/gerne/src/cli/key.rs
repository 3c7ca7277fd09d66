//! `gerne key`: another key for the secrets, while everything works.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use gerne::{Purpose, Settings, key, place};
use gerne_store::{Store, StoreError};

use super::{ask, say};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Shows the keys' names and fingerprints, and which of them are needed.
    List,
    /// Puts a new key in front and seals every secret with it. Serving goes on.
    Rotate,
    /// Throws away the keys that nothing in the database needs any more. Older backups may: it asks.
    Retire {
        /// Does not ask.
        #[arg(long)]
        yes: bool,
    },
}

pub(super) async fn key(settings: Settings, command: Command) -> Result<ExitCode> {
    if !matches!(command, Command::List) {
        key::must_be_a_file(&settings.key)?;
    }
    match command {
        Command::List => return list(&settings).await,
        Command::Rotate => {
            let store = open(&settings).await?;
            let id = key::put_in_front(&settings.key)?;
            let sealed = seal_again(&store).await?;
            store.close().await;
            say(&format!("The key {id} is the first now; it sealed {sealed} secrets again."));
            say("Copy the key file to every node, and to where you keep a copy of it.");
            say(
                "Later, when all backups you may still need were made with it: `gerne key retire`.",
            );
        }
        Command::Retire { yes } => retire(&settings, yes).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn retire(settings: &Settings, yes: bool) -> Result<()> {
    let store = open(settings).await?;
    seal_again(&store).await?;
    let used = store.read().await?.keys_in_use().await?;
    let idle = key::idle(&settings.key, &used)?;
    if idle.is_empty() {
        say("Nothing to throw away: each key is still needed (`gerne key list`).");
        return Ok(());
    }
    for key in &idle {
        say(&format!("{}  {}  seals nothing in the database any more.", key.id, key.fingerprint()));
    }
    say(
        "Backups that were made before `gerne key rotate` put another key in front still need it: \
         without it they cannot be restored. `gerne backup --verify FILE` says which keys a backup \
         needs.",
    );
    ask::sure(yes, "Throw away for good?")?;
    let ids: Vec<String> = idle.into_iter().map(|key| key.id).collect();
    let gone = key::retire(&settings.key, &ids)?;
    // A secret that was being written with the old key at this very moment.
    let since = store.read().await?.keys_in_use().await?;
    if let Some(id) = gone.iter().find(|gone| since.contains(&gone.id)) {
        key::append(&settings.key, id)?;
        anyhow::bail!("the key {} was used meanwhile and stays; try again", id.id);
    }
    store.close().await;
    for key in gone {
        say(&format!("The key {} is gone. Backups that need it cannot be used now.", key.id));
    }
    Ok(())
}

/// Shows what is there, also when it does not fit: that is when somebody asks.
async fn list(settings: &Settings) -> Result<ExitCode> {
    let keys = key::read_if_there(&settings.key)?;
    let found = place::look_with(settings, keys.clone()).await?;
    for (n, key) in keys.iter().enumerate() {
        let what = match (n, found.keys.contains(&key.id)) {
            _ if found.wrong_keys.contains(&key.id) => {
                "WRONG: another key of this name sealed what is in the database"
            }
            (0, _) => "seals",
            (_, true) => "still needed",
            (_, false) => "nothing in the database needs it; backups from before the rotation do",
        };
        say(&format!("{}  {}  {what}", key.id, key.fingerprint()));
    }
    let missing = || found.keys.iter().filter(|id| keys.iter().all(|key| key.id != **id));
    for id in missing() {
        let what = if found.wrong_keys.contains(id) {
            "MISSING: secrets were sealed with it"
        } else {
            "missing: whom it marked as erased is not known again"
        };
        say(&format!("{id}  {what}"));
    }
    if found.wrong_keys.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!(
        "Put your copy of what is missing or wrong at {}. A key that Gerne made is named by its \
         fingerprint: k and then the fingerprint.",
        key::place(&settings.key)
    ));
    Ok(ExitCode::FAILURE)
}

/// Opens what is there, with keys that fit: nothing is changed before that is known.
async fn open(settings: &Settings) -> Result<Store> {
    Ok(Store::open(&place::prepare(settings, Purpose::Look).await?).await?)
}

async fn seal_again(store: &Store) -> Result<usize> {
    let mut all = 0;
    loop {
        let step = store.write(|tx| Box::pin(async move { tx.reseal(100).await }));
        let (count, _) = step.await.map_err(|error: StoreError| error)?;
        if count == 0 {
            return Ok(all);
        }
        all += count;
    }
}
