//! The accounts that the settings name.

use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use gerne_connector::Platform;

use super::App;
use crate::settings::AccountEntry;

/// The fields of a platform's form that the settings fill.
const GIVEN: [&str; 2] = ["address", "token"];

impl App {
    /// Connects the accounts that the settings name, those that are not connected yet. One that
    /// cannot be connected is told and does not stop the others.
    pub async fn connect_accounts(&self) -> Result<()> {
        for (nth, entry) in self.settings.accounts.iter().enumerate() {
            let same = |other: &&AccountEntry| {
                other.platform == entry.platform && server(other) == server(entry)
            };
            let before = self.settings.accounts.iter().take(nth).filter(same).count();
            if let Err(error) = self.connect_entry(entry, before).await {
                tracing::error!(address = %entry.address, error = %format!("{error:#}"), "account not connected");
            }
        }
        Ok(())
    }

    /// `before`: how many of the settings' accounts on the same server come before this one. Whose
    /// they are is only known once they are connected.
    async fn connect_entry(&self, entry: &AccountEntry, before: usize) -> Result<()> {
        let address = server(entry);
        // What a person paused or removed stays so.
        let mut db = self.engine.store().read().await?;
        let (ever, now) = (db.accounts_ever().await?, db.accounts().await?);
        drop(db);
        let there = ever.iter().filter(|account| {
            let lost = account.status == gerne_domain::AccountStatus::Disconnected
                && now.iter().any(|other| other.id == account.id);
            account.platform.as_str() == entry.platform
                && account.base_url.trim_end_matches('/') == address
                && !lost
        });
        if there.count() > before {
            return Ok(());
        }
        let token = access_token(entry)?;
        let form = gerne_connector::Form(
            [("address", address), ("token", &token)]
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into(),
        );
        let redirect = self.settings.server.public_url.join("api/v1/accounts/callback")?;
        self.engine.connect_begin(None, &entry.platform, &form, &redirect).await?;
        Ok(())
    }
}

/// What is wrong with an account of the settings, as far as it shows without asking its platform.
///
/// # Errors
/// When it cannot be connected as it stands there.
pub(crate) fn check(entry: &AccountEntry, platforms: &[Arc<dyn Platform>]) -> Result<()> {
    let profiles = || platforms.iter().map(|platform| platform.profile());
    let Some(profile) = profiles().find(|profile| profile.platform == entry.platform) else {
        let names: Vec<&str> = profiles().map(|profile| profile.platform).collect();
        bail!("there is no platform \"{}\"; there are: {}", entry.platform, names.join(", "));
    };
    let more = profile.connect.fields.iter();
    let mut more = more.filter(|field| field.required && !GIVEN.contains(&field.key));
    if let Some(field) = more.next() {
        bail!("{} needs {}: connect it in the console", profile.name, field.key);
    }
    access_token(entry).map(drop)
}

fn access_token(entry: &AccountEntry) -> Result<String> {
    let token = match &entry.token_file {
        Some(file) => std::fs::read_to_string(file)
            .with_context(|| format!("could not read token_file {}", file.display()))?,
        None => entry.token.0.clone(),
    };
    let token = token.trim();
    ensure!(!token.is_empty(), "it has no token: write one, or name a token_file that holds one");
    Ok(token.to_owned())
}

/// Where an account of the settings is, as accounts say it.
fn server(entry: &AccountEntry) -> &str {
    entry.address.as_str().trim_end_matches('/')
}
