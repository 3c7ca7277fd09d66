//! Where a connector keeps what must not be seen.

use std::fmt;

use async_trait::async_trait;

/// A password, token or key. Shows nothing of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The bare text, for the one line that must send it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The vault could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the vault did not answer")]
pub struct VaultError(#[source] pub crate::BoxError);

/// One account's secrets, encrypted at rest. A rotated token is `put` before it is used.
#[async_trait]
pub trait Vault: Send + Sync {
    /// The secret of that name.
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError>;
    /// Keeps it; durable once this returns.
    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError>;
}
