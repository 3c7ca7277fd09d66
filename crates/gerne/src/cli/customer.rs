//! `gerne customer`: erasing people, handing out what is kept about them.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::{Subcommand, ValueEnum};
use gerne::{App, Purpose, Settings};
use gerne_domain::{Customer, CustomerId, Erasure, ErasureReason};
use gerne_engine::verbs::ErasureOrder;
use gerne_store::Page;

use super::say;

/// Why somebody is erased, by the letters of Art. 17 (1) GDPR.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Reason {
    /// They asked for it.
    Requested,
    /// What it was kept for is over (a).
    NoLongerNeeded,
    /// They took their consent back (b).
    ConsentWithdrawn,
    /// They objected (c).
    Objected,
    /// It should never have been kept (d).
    Unlawful,
    /// A law or an authority demands it (e).
    Required,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Looks for people by name or handle.
    Find {
        /// A part of it.
        words: Vec<String>,
    },
    /// Erases a person for good, from everywhere. Asks for their name first.
    Erase {
        /// The id, as `gerne customer find` or the address of their page shows it.
        id: CustomerId,
        /// Their name or handle, instead of asking for it.
        #[arg(long)]
        confirm: Option<String>,
        /// Why.
        #[arg(long, value_enum, default_value = "requested")]
        reason: Reason,
    },
    /// Writes everything that is kept about a person to an archive, to hand to them.
    Export {
        /// The id.
        id: CustomerId,
        /// Where to; a file that is there is not overwritten.
        #[arg(long)]
        to: PathBuf,
        /// `de` or `en`; theirs when it is not said.
        #[arg(long)]
        language: Option<String>,
    },
    /// Who was erased: when, how much; nothing about them.
    Erasures,
    /// Erases again whoever stands in a list of erasures and came back with a backup. The list
    /// beside the database is heeded at every start anyway.
    EraseAgain {
        /// The list, `erasures.jsonl`.
        list: PathBuf,
    },
}

pub(super) async fn customer(settings: Settings, command: Command) -> Result<ExitCode> {
    let app = App::open_to(Purpose::Look, settings, None).await?;
    match command {
        Command::Find { words } => find(&app, &words.join(" ")).await?,
        Command::Erase { id, confirm, reason } => erase(&app, id, confirm, reason).await?,
        Command::Export { id, to, language } => export(&app, id, &to, language.as_deref()).await?,
        Command::Erasures => erasures(&app).await?,
        Command::EraseAgain { list } => {
            let records = app.engine.store().read_erasure_list(&list).await?;
            anyhow::ensure!(!records.is_empty(), "{} names nobody", list.display());
            let again = app.engine.erase_again(&records).await?;
            say(&format!("{} erasures known, {again} people erased again.", records.len()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn find(app: &App, words: &str) -> Result<()> {
    let mut db = app.engine.store().read().await?;
    let found = db.search_customers(words, &Page::first(50)).await?;
    for customer in db.customers(&found.items).await? {
        let identities = db.identities_of(customer.id).await?;
        let handles: Vec<String> =
            identities.iter().map(|i| format!("{} @{}", i.platform, i.handle)).collect();
        say(&format!("{}  {}  {}", customer.id, customer.name, handles.join(", ")));
    }
    if found.items.is_empty() {
        say("Nobody is found by that.");
    }
    Ok(())
}

async fn known(app: &App, id: CustomerId) -> Result<Customer> {
    let mut db = app.engine.store().read().await?;
    let id = db.customer_joined_into(id).await?.unwrap_or(id);
    db.customer(id).await?.with_context(|| format!("there is no customer {id}"))
}

async fn erase(app: &App, id: CustomerId, confirm: Option<String>, reason: Reason) -> Result<()> {
    let customer = known(app, id).await?;
    let confirm = if let Some(confirm) = confirm {
        confirm
    } else {
        say(&format!("This erases {} for good. Nobody can undo it.", customer.name));
        say("Write their name to go on:");
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        line.trim().to_owned()
    };
    let reason = match reason {
        Reason::Requested => ErasureReason::Requested,
        Reason::NoLongerNeeded => ErasureReason::NoLongerNeeded,
        Reason::ConsentWithdrawn => ErasureReason::ConsentWithdrawn,
        Reason::Objected => ErasureReason::Objected,
        Reason::Unlawful => ErasureReason::Unlawful,
        Reason::Required => ErasureReason::Required,
    };
    let order = ErasureOrder { customer: id, confirm, reason };
    let erasure = app.engine.erase_customer(None, order).await?.value;
    tell(&erasure);
    if erasure.finished_at.is_none() {
        say("Somebody still reads what was there before. The running installation overwrites the");
        say("rest within minutes; `gerne customer erasures` tells when.");
    }
    Ok(())
}

async fn export(app: &App, id: CustomerId, to: &Path, language: Option<&str>) -> Result<()> {
    let customer = known(app, id).await?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(to).with_context(|| format!("could not make {}", to.display()))?;
    let mut export = app.engine.export_customer(None, customer.id, language).await?.value;
    while let Some(piece) = export.next().await {
        file.write_all(&piece?)?;
    }
    file.sync_all()?;
    say(&format!("Everything about {} is in {}.", customer.name, to.display()));
    Ok(())
}

async fn erasures(app: &App) -> Result<()> {
    let mut page = Page::first(100);
    loop {
        let found = app.engine.erasures(None, &page).await?;
        found.items.iter().for_each(tell);
        match found.next {
            Some(next) => page = Page::after(Some(next), 100),
            None => return Ok(()),
        }
    }
}

fn tell(erasure: &Erasure) {
    let n = &erasure.counts;
    let state = match erasure.finished_at {
        Some(at) => format!("finished {at}"),
        None => "bytes still to be overwritten".to_owned(),
    };
    say(&format!(
        "{}  {}  {} messages, {} conversations, {} notes, {} files, {} identities; {state}",
        erasure.id, erasure.at, n.messages, n.conversations, n.notes, n.blobs, n.identities
    ));
}
