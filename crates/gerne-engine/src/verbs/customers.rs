//! What is known about a customer.

use gerne_domain::{Address, CustomerId, EventKind};

use crate::{Caller, Done, Engine, EngineError};

/// What to change about a customer; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerChange {
    /// What to call them.
    pub name: Option<String>,
    /// BCP 47; `Some(None)`: not known.
    pub language: Option<Option<String>>,
    /// Sie or Du; `Some(None)`: as the account says.
    pub address: Option<Option<Address>>,
    /// What colleagues should know.
    pub about: Option<String>,
    /// Whether their messages open nothing and alarm nobody.
    pub blocked: Option<bool>,
}

impl Engine {
    /// Corrects what is known about a customer.
    pub async fn change_customer(
        &self,
        who: &Caller,
        id: CustomerId,
        change: CustomerChange,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut customer = tx.customer(id).await?.ok_or(EngineError::NotFound)?;
                if !tx.customer_visible(id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                if let Some(name) = &change.name {
                    let name = name.trim();
                    if name.is_empty() {
                        return Err(EngineError::invalid("customer.name"));
                    }
                    name.clone_into(&mut customer.name);
                }
                if let Some(language) = change.language {
                    customer.language = language.filter(|l| !l.trim().is_empty());
                }
                if let Some(address) = change.address {
                    customer.address = address;
                }
                if let Some(about) = change.about {
                    customer.about = about;
                }
                if let Some(blocked) = change.blocked {
                    let since = customer.blocked_at.unwrap_or_else(|| engine.now());
                    customer.blocked_at = blocked.then_some(since);
                }
                tx.update_customer(&customer).await?;
                engine.emit_customer(tx, who.actor(), id, EventKind::CustomerChanged);
                Ok(())
            })
        })
        .await
    }
}
