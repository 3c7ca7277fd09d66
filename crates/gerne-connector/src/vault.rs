//! Where a connector keeps what must not be seen.

use std::fmt;

use async_trait::async_trait;
use jiff::civil::Date;

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

/// What one account spent on one day on one kind of call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The day, UTC.
    pub day: Date,
    /// The kind of call, in the connector's words: `mentions`, `reply`.
    pub kind: String,
    /// How many of it: things read, things said.
    pub count: i64,
    /// Millionths of a US dollar.
    pub micros: i64,
}

/// What of one account must outlast the process. Secrets are encrypted at rest, and a rotated token
/// is `put` before it is used.
#[async_trait]
pub trait Vault: Send + Sync {
    /// The secret of that name.
    async fn get(&self, name: &str) -> Result<Option<Secret>, VaultError>;
    /// Keeps it; durable once this returns.
    async fn put(&self, name: &str, secret: &Secret) -> Result<(), VaultError>;

    /// Keeps `to` if what is kept is still `from`; whether it was. Of several who try at once, on
    /// whatever node, one succeeds. The default is for vaults in one hand.
    async fn swap(&self, name: &str, from: &Secret, to: &Secret) -> Result<bool, VaultError> {
        if self.get(name).await?.as_ref() != Some(from) {
            return Ok(false);
        }
        self.put(name, to).await?;
        Ok(true)
    }

    /// A note of that name: what is no secret, and costs something to find out again.
    async fn note(&self, _name: &str) -> Result<Option<String>, VaultError> {
        Ok(None)
    }
    /// Keeps a note.
    async fn put_note(&self, _name: &str, _text: &str) -> Result<(), VaultError> {
        Ok(())
    }

    /// Adds to what was spent; negative numbers put right what was reserved before.
    async fn spend(&self, _spent: &[Spent]) -> Result<(), VaultError> {
        Ok(())
    }
    /// What was spent since the beginning of a day, by day and kind.
    async fn spent(&self, _since: Date) -> Result<Vec<Spent>, VaultError> {
        Ok(Vec::new())
    }
}
