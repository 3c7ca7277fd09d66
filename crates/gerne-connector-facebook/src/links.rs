//! Whose Messenger is whose comments. Facebook may know a person by two identifiers; that both are one
//! is proven when a private answer to a comment says whom it reached.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use gerne_connector::{Vault, VaultError};
use gerne_domain::{ExternalId, InboundMessage};

/// The note that they are kept in; it goes when somebody is erased.
const NOTE: &str = "links";
/// So many are kept; which go first does not matter.
const MOST: usize = 5_000;

/// Identifiers under comments, by those in Messenger.
#[derive(Debug, Default)]
pub(crate) struct Links(Mutex<BTreeMap<String, String>>);

impl Links {
    /// As they are kept: another process may have found some, and erasing takes all.
    pub(crate) async fn read(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        let kept = vault.note(NOTE).await?;
        let kept = kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
        *self.all() = kept;
        Ok(())
    }

    /// A private answer to a comment reached them.
    pub(crate) async fn found(
        &self,
        vault: &dyn Vault,
        in_messenger: &str,
        under_comments: &str,
    ) -> Result<(), VaultError> {
        if in_messenger == under_comments {
            return Ok(());
        }
        self.read(vault).await?;
        let written = {
            let mut all = self.all();
            while all.len() >= MOST {
                all.pop_first();
            }
            all.insert(in_messenger.to_owned(), under_comments.to_owned());
            serde_json::to_string(&*all).unwrap_or_default()
        };
        vault.put_note(NOTE, &written).await
    }

    /// Whose message it is, under all identifiers.
    pub(crate) fn complete(&self, mut message: InboundMessage) -> InboundMessage {
        let other = self.all().get(&message.author.external_id.0).cloned();
        message.author.also.extend(other.map(ExternalId));
        message
    }

    /// Who is written to in Messenger, when somebody is known by their comments.
    pub(crate) fn in_messenger(&self, person: &str) -> Option<String> {
        let all = self.all();
        all.iter().find(|(_, under)| *under == person).map(|(in_messenger, _)| in_messenger.clone())
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
