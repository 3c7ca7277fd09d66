//! Calls from platforms: proven, kept, and answered before anything in them is worked off.

use std::sync::Arc;

use gerne_connector::{Known, Routed, Webhook};
use gerne_domain::Account;

use crate::{Engine, EngineError, StoreVault};

/// What a platform that called is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// Nothing but that it was taken.
    Taken,
    /// This text, of this type.
    Answer {
        /// `application/json`, `text/plain`.
        mime: &'static str,
        /// What.
        body: String,
    },
}

impl Engine {
    /// A platform called. What the call says is durable once this returns; the same call is kept
    /// once, however often it comes.
    ///
    /// # Errors
    /// `Invalid` for what is not proven to come from the platform.
    pub async fn called(&self, platform: &str, call: Webhook) -> Result<Called, EngineError> {
        let connector = self.inner.registry.get(platform).ok_or(EngineError::NotFound)?;
        let accounts = self.inner.store.read().await?.accounts().await?;
        let ours = accounts.into_iter().filter(|account| account.platform.as_str() == platform);
        let ours: Vec<Account> = ours.collect();
        let known = |account: &Account| Known {
            account: account.external_id.clone(),
            vault: Arc::new(StoreVault::new(self.inner.store.clone(), account.id)),
        };
        let known: Vec<Known> = ours.iter().map(known).collect();
        match connector.route_known(&call, &known).await? {
            Routed::Challenge(body) => Ok(Called::Answer { mime: "text/plain", body }),
            Routed::Answer { mime, body } => Ok(Called::Answer { mime, body }),
            Routed::Wake(ids) => {
                let meant = ours.iter().filter(|account| ids.contains(&account.external_id));
                meant.for_each(|account| self.wake_account_anywhere(account.id));
                Ok(Called::Taken)
            }
            Routed::Keep(ids) => {
                let meant: Vec<Account> =
                    ours.into_iter().filter(|one| ids.contains(&one.external_id)).collect();
                if meant.is_empty() {
                    return Err(EngineError::NotFound);
                }
                self.keep_call(&meant, call).await?;
                Ok(Called::Taken)
            }
        }
    }

    async fn keep_call(&self, meant: &[Account], call: Webhook) -> Result<(), EngineError> {
        let (engine, ids) = (self.clone(), meant.iter().map(|one| one.id).collect::<Vec<_>>());
        let kept = self.write(move |tx| {
            Box::pin(async move {
                let mut new = false;
                for account in ids {
                    let (id, now) = (engine.inner.ids.next(), engine.now());
                    new |= tx.keep_pushed(id, account, &call.body, now).await?;
                }
                Ok(new)
            })
        });
        if kept.await?.value {
            meant.iter().for_each(|account| self.called_anywhere(account.id));
        } else {
            tracing::info!("a call came again; not taken twice");
        }
        Ok(())
    }
}
