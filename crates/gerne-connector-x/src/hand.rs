//! A vault in the hand: while an account is being connected there is no other yet.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use gerne_connector::{Secret, Vault, VaultError};

/// It keeps secrets as long as it lives, and forgets everything else.
#[derive(Default)]
pub(crate) struct Hand(Mutex<BTreeMap<String, Secret>>);

#[async_trait]
impl Vault for Hand {
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets.get(name).cloned())
    }

    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.clone());
        Ok(())
    }
}
