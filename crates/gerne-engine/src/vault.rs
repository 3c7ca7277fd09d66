//! One account's secrets, through the store.

use async_trait::async_trait;
use gerne_connector::{Secret, Spent, Vault, VaultError};
use gerne_domain::AccountId;
use gerne_store::{Spending, Store};
use jiff::civil::Date;

/// The vault of one account. What it `put`s is durable before it returns.
#[derive(Clone, Debug)]
pub struct StoreVault {
    store: Store,
    account: AccountId,
}

impl StoreVault {
    /// The vault of this account.
    pub fn new(store: Store, account: AccountId) -> Self {
        Self { store, account }
    }
}

#[async_trait]
impl Vault for StoreVault {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let mut db = self.store.read().await.map_err(|error| VaultError(error.into()))?;
        let secret = db.secret(self.account, name).await.map_err(|e| VaultError(e.into()))?;
        Ok(secret.map(Secret::new))
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let (account, name, secret) = (self.account, name.to_owned(), secret.expose().to_owned());
        self.store
            .write(move |tx| Box::pin(async move { tx.put_secret(account, &name, &secret).await }))
            .await
            .map(drop)
            .map_err(|error| VaultError(error.into()))
    }

    async fn swap(&self, name: &str, from: &Secret, to: &Secret) -> Result<bool, VaultError> {
        let (account, name) = (self.account, name.to_owned());
        let (from, to) = (from.expose().to_owned(), to.expose().to_owned());
        let swapped = self.store.write(move |tx| {
            Box::pin(async move {
                // Transactions that write run one after another, on whatever node.
                let same = tx.secret(account, &name).await?.as_deref() == Some(from.as_str());
                if same {
                    tx.put_secret(account, &name, &to).await?;
                }
                Ok::<_, gerne_store::StoreError>(same)
            })
        });
        swapped.await.map(|(same, _)| same).map_err(|error| VaultError(error.into()))
    }

    async fn note(&self, name: &str) -> Result<Option<String>, VaultError> {
        let mut db = self.store.read().await.map_err(|error| VaultError(error.into()))?;
        db.account_note(self.account, name).await.map_err(|error| VaultError(error.into()))
    }

    async fn put_note(&self, name: &str, text: &str) -> Result<(), VaultError> {
        let (account, name, text) = (self.account, name.to_owned(), text.to_owned());
        let put = self.store.write(move |tx| {
            Box::pin(async move { tx.put_account_note(account, &name, &text).await })
        });
        put.await.map(drop).map_err(|error| VaultError(error.into()))
    }

    async fn spend(&self, spent: &[Spent]) -> Result<(), VaultError> {
        let account = self.account;
        let spent: Vec<Spending> = spent
            .iter()
            .map(|line| Spending {
                day: line.day.to_string(),
                kind: line.kind.clone(),
                count: line.count,
                micros: line.micros,
            })
            .collect();
        let spend = self.store.write(move |tx| {
            Box::pin(async move {
                for line in &spent {
                    tx.spend(account, line).await?;
                }
                Ok::<_, gerne_store::StoreError>(())
            })
        });
        spend.await.map(drop).map_err(|error| VaultError(error.into()))
    }

    async fn spent(&self, since: Date) -> Result<Vec<Spent>, VaultError> {
        let mut db = self.store.read().await.map_err(|error| VaultError(error.into()))?;
        let spent = db.spent(self.account, &since.to_string()).await;
        let spent = spent.map_err(|error| VaultError(error.into()))?;
        let line = |line: Spending| {
            let Spending { day, kind, count, micros } = line;
            Some(Spent { day: day.parse().ok()?, kind, count, micros })
        };
        Ok(spent.into_iter().filter_map(line).collect())
    }
}
