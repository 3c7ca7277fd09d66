//! The accounts that the settings name.

use anyhow::{Context as _, Result};

use super::App;
use crate::settings::AccountEntry;

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
        let token = match &entry.token_file {
            Some(file) => std::fs::read_to_string(file)
                .with_context(|| format!("could not read {}", file.display()))?,
            None => entry.token.0.clone(),
        };
        anyhow::ensure!(!token.trim().is_empty(), "it has neither token nor token_file");
        let form = gerne_connector::Form(
            [("address", address), ("token", token.trim())]
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into(),
        );
        let redirect = self.settings.server.public_url.join("api/v1/accounts/callback")?;
        self.engine.connect_begin(None, &entry.platform, &form, &redirect).await?;
        Ok(())
    }
}

/// Where an account of the settings is, as accounts say it.
fn server(entry: &AccountEntry) -> &str {
    entry.address.as_str().trim_end_matches('/')
}
