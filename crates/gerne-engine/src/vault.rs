//! One account's secrets, through the store.

use async_trait::async_trait;
use gerne_connector::{Secret, Vault, VaultError};
use gerne_domain::AccountId;
use gerne_store::Store;

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
}
