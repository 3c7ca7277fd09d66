//! What Facebook told us of and never showed us: mentions elsewhere. Asked for, it answers in the
//! same words as for what was deleted (100/33); that we never saw it is what tells the two apart.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use gerne_connector::{Vault, VaultError};

/// The note that they are kept in; it goes when somebody is erased.
const NOTE: &str = "unseen";
/// So many are kept, the latest.
const MOST: usize = 2_000;

/// Their identifiers, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Unseen(Mutex<VecDeque<String>>);

impl Unseen {
    /// As they are kept: another process may have met some, and erasing takes all.
    pub(crate) async fn read(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        let kept = vault.note(NOTE).await?;
        *self.all() = kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
        Ok(())
    }

    /// A call told of this, and Facebook does not show it.
    pub(crate) async fn met(&self, vault: &dyn Vault, id: &str) -> Result<(), VaultError> {
        self.read(vault).await?;
        let written = {
            let mut all = self.all();
            if all.iter().any(|known| known == id) {
                return Ok(());
            }
            all.push_back(id.to_owned());
            while all.len() > MOST {
                all.pop_front();
            }
            serde_json::to_string(&*all).unwrap_or_default()
        };
        vault.put_note(NOTE, &written).await
    }

    /// It is shown after all: from now on it can be gone.
    pub(crate) async fn shown(&self, vault: &dyn Vault, id: &str) -> Result<(), VaultError> {
        if !self.holds(id) {
            return Ok(());
        }
        self.read(vault).await?;
        let written = {
            let mut all = self.all();
            all.retain(|known| known != id);
            serde_json::to_string(&*all).unwrap_or_default()
        };
        vault.put_note(NOTE, &written).await
    }

    /// Whether it was never shown to us.
    pub(crate) fn holds(&self, id: &str) -> bool {
        self.all().iter().any(|known| known == id)
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
