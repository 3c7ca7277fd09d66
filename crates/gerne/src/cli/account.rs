//! `gerne account`: the company's accounts on platforms.

use std::{collections::BTreeMap, process::ExitCode};

use anyhow::{Context, Result};
use clap::Subcommand;
use gerne::{App, Purpose, Settings, words};
use gerne_connector::{Callback, ConnectField, FieldKind, Form, Profile};
use gerne_domain::{Account, AccountId};
use gerne_engine::verbs::{Connection, ConnectionStep};

use super::{ask, say};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Connects an account: `gerne account add mastodon address=https://social.example.org`.
    /// Without a token it prints an address to open in a browser and asks for the code shown there.
    Add {
        /// Which platform: mastodon, email, x or facebook.
        platform: String,
        /// The fields of its form as `name=value`; a value of `-` is read from standard input. Without
        /// any it says which there are.
        fields: Vec<String>,
    },
    /// All accounts.
    List,
    /// Asks the platform what works and what does not.
    Check {
        /// Its id or handle; without it all.
        account: Option<String>,
    },
    /// Takes an account away; its conversations stay. Asks first.
    Remove {
        /// Its id or handle.
        account: String,
        /// Does not ask.
        #[arg(long)]
        yes: bool,
    },
}

pub(super) async fn account(settings: Settings, command: Command) -> Result<ExitCode> {
    let app = App::open_to(Purpose::Look, settings, None).await?;
    match command {
        Command::Add { platform, fields } => add(&app, &platform, &fields).await,
        Command::List => {
            let accounts = app.engine.store().read().await?.accounts().await?;
            for account in &accounts {
                let status = format!("{:?}", account.status).to_lowercase();
                say(&format!(
                    "{}  {:<9} {:<12} {} at {}",
                    account.id, account.platform, status, account.handle, account.base_url
                ));
            }
            if accounts.is_empty() {
                say("No account yet.");
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { account } => check(&app, account.as_deref()).await,
        Command::Remove { account, yes } => {
            let account = find(&app, &account).await?;
            say(&format!(
                "{} at {} is no longer read, and nobody can answer there. Its token is thrown away; \
                 its conversations stay.",
                account.handle, account.base_url
            ));
            ask::sure(yes, "Take it away?")?;
            app.engine.remove_account(None, account.id).await?;
            say(&format!("{} is no longer connected.", account.handle));
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn add(app: &App, platform: &str, fields: &[String]) -> Result<ExitCode> {
    let Some(connector) = app.engine.registry().get(platform) else {
        let names: Vec<&str> = app.engine.registry().profiles().map(|p| p.platform).collect();
        anyhow::bail!("there is no platform \"{platform}\"; there are: {}", names.join(", "));
    };
    let form = filled(connector.profile(), fields)?;
    // No browser of ours to come back to: the owner copies the code.
    let redirect = url::Url::parse("urn:ietf:wg:oauth:2.0:oob")?;
    let connection = match app.engine.connect_begin(None, platform, &Form(form), &redirect).await? {
        ConnectionStep::Done(connection) => connection,
        ConnectionStep::Browser { .. } if platform != "mastodon" => anyhow::bail!(
            "this platform shows no code to copy: connect it in the console under Settings > Channels"
        ),
        ConnectionStep::Browser { url } => {
            say("Open this address in a browser, agree, and paste the code shown there:");
            say(&format!("  {url}"));
            let state = url.query_pairs().find(|(name, _)| name == "state");
            let state = state.context("the platform's address holds no state")?.1.into_owned();
            let back =
                BTreeMap::from([("state".to_owned(), state), ("code".to_owned(), read_line()?)]);
            app.engine.connect_finish(&Callback(back)).await?
        }
    };
    tell(app, &connection).await
}

/// The form as it was written at the shell. What it does not have is refused: a field that is misspelt
/// would be left out in silence.
fn filled(profile: &Profile, fields: &[String]) -> Result<BTreeMap<String, String>> {
    let known = &profile.connect.fields;
    let mut form = BTreeMap::new();
    for field in fields {
        let (name, value) = field
            .split_once('=')
            .with_context(|| format!("write fields as name=value, not \"{field}\""))?;
        anyhow::ensure!(
            known.iter().any(|field| field.key == name),
            "there is no field \"{name}\". {}",
            there_are(profile)
        );
        let value = if value == "-" { read_line()? } else { value.to_owned() };
        form.insert(name.to_owned(), value);
    }
    let missing = known.iter().find(|field| field.required && !form.contains_key(field.key));
    if let Some(missing) = missing {
        anyhow::bail!("say also {}. {}", shown(missing), there_are(profile));
    }
    Ok(form)
}

fn there_are(profile: &Profile) -> String {
    let fields: Vec<String> = profile.connect.fields.iter().map(shown).collect();
    format!("{} takes {}", profile.name, fields.join(" "))
}

fn shown(field: &ConnectField) -> String {
    let example = match field.kind {
        FieldKind::Secret => "-",
        FieldKind::Flag => "true",
        _ if field.example.is_empty() => "…",
        _ => field.example,
    };
    let quote = if example.contains([' ', '|']) { "'" } else { "" };
    format!("{}={quote}{example}{quote}", field.key)
}

async fn tell(app: &App, connection: &Connection) -> Result<ExitCode> {
    let account = app.engine.store().read().await?.account(connection.account).await?;
    let account = account.context("the account is gone again")?;
    say(&format!("Connected {} at {}.", account.handle, account.base_url));
    if connection.proof.is_empty() {
        say("We can read: nobody has mentioned it yet.");
    }
    for message in &connection.proof {
        let text: String = message.text.chars().take(70).collect();
        say(&format!("We can read: {} wrote: {}", message.author.handle, text.replace('\n', " ")));
    }
    if account.teams.is_empty() {
        say("No team answers for it yet: Settings > Teams.");
    }
    Ok(ExitCode::SUCCESS)
}

async fn check(app: &App, which: Option<&str>) -> Result<ExitCode> {
    let accounts = match which {
        Some(which) => vec![find(app, which).await?],
        None => app.engine.store().read().await?.accounts().await?,
    };
    if accounts.is_empty() {
        say("No account yet: Settings > Channels, or `gerne account add`.");
    }
    let mut fine = true;
    for account in accounts {
        say(&format!("{} ({})", account.handle, account.platform));
        for check in app.engine.check_account(account.id).await? {
            match check.problem {
                None => say(&format!("  ok       {}", check.what)),
                Some(problem) => {
                    fine = false;
                    say(&format!("  PROBLEM  {}: {}", check.what, words::of(&problem)));
                }
            }
        }
    }
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn find(app: &App, which: &str) -> Result<Account> {
    let accounts = app.engine.store().read().await?.accounts().await?;
    let id: Option<AccountId> = which.parse().ok();
    let wanted = which.trim_start_matches('@');
    let mut found = accounts
        .into_iter()
        .filter(|a| Some(a.id) == id || a.handle.trim_start_matches('@') == wanted);
    let first = found.next();
    anyhow::ensure!(found.next().is_none(), "several accounts are called {which}; say its id");
    first.with_context(|| format!("there is no account {which}; see `gerne account list`"))
}

fn read_line() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(
        key: &'static str,
        kind: FieldKind,
        required: bool,
        example: &'static str,
    ) -> ConnectField {
        ConnectField { key, kind, required, example, advanced: false }
    }

    #[test]
    fn a_field_is_shown_as_it_is_written() {
        for (field, written) in [
            (
                field("address", FieldKind::Text, true, "hilfe@example.com"),
                "address=hilfe@example.com",
            ),
            (field("password", FieldKind::Secret, false, ""), "password=-"),
            (field("login", FieldKind::Text, false, ""), "login=…"),
            (field("watch_junk", FieldKind::Flag, false, ""), "watch_junk=true"),
            (field("name", FieldKind::Text, false, "Nordlicht Hilfe"), "name='Nordlicht Hilfe'"),
            (
                field("doorbell", FieldKind::Choice, false, "activity|none"),
                "doorbell='activity|none'",
            ),
        ] {
            assert_eq!(shown(&field), written);
        }
    }
}
