//! Erasing a person (Art. 17 GDPR): from every table, index, file and memory of ours, and so that
//! neither a platform nor an old backup brings them back.

mod again;
mod taking;
mod work;

use gerne_domain::{
    Actor, Customer, CustomerId, DeliveryState, Erasure, ErasureId, ErasureReason, Forgotten,
    Identity, Role,
};
use gerne_store::{Page, Paged};

use crate::{Caller, Done, Engine, EngineError};

pub(crate) use taking::AT_ONCE;

/// An order to erase somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureOrder {
    /// Who.
    pub customer: CustomerId,
    /// Their name or a handle of theirs, written down by who orders it.
    pub confirm: String,
    /// Why.
    pub reason: ErasureReason,
}

impl Engine {
    /// Erases a person for good. `who` is `None` from the command line. Returns once it is done,
    /// or, when somebody still reads what was there before, once the rows are gone and only their
    /// bytes remain to be overwritten: then `finished_at` is `None` and the house goes on by itself.
    ///
    /// # Errors
    /// `erasure.confirm` when the confirmation is not their name or handle;
    /// `erasure.reply_on_its_way` while a reply to them is on the wire.
    pub async fn erase_customer(
        &self,
        who: Option<&Caller>,
        order: ErasureOrder,
    ) -> Result<Done<Erasure>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let mut db = self.inner.store.read().await?;
        let asked = order.customer;
        let root = db.customer_joined_into(asked).await?.unwrap_or(asked);
        let customer = db.customer(root).await?.ok_or(EngineError::NotFound)?;
        let identities = db.identities_of(root).await?;
        if !confirms(&order.confirm, &customer, &identities) {
            return Err(EngineError::invalid("erasure.confirm"));
        }
        let family = db.customer_family(root).await?;
        let matters = db.conversations_of_people(&family).await?;
        let under_way = db.open_delivery_states(&matters).await?;
        if under_way.iter().any(|(_, state)| *state == DeliveryState::Sending) {
            return Err(EngineError::invalid("erasure.reply_on_its_way"));
        }
        drop(db);
        let erasure = Erasure {
            id: ErasureId::new(&*self.inner.ids),
            at: self.now(),
            agent_id: who.map(|who| who.agent),
            reason: order.reason,
            counts: Forgotten::default(),
            finished_at: None,
        };
        let actor = who.map_or(Actor::System, Caller::actor);
        let work = self.begin(&erasure, root).await?;
        match self.to_the_end(work, Some(root), actor).await {
            // Whoever took it on finishes it; the record tells when.
            Err(EngineError::Moved) => {
                let mut db = self.inner.store.read().await?;
                let value = db.erasure(erasure.id).await?.ok_or(EngineError::NotFound)?;
                Ok(Done { value, seq: self.inner.store.log().head() })
            }
            done => done,
        }
    }

    /// Who was erased, the newest first. Admins only; `who` is `None` at the shell.
    pub async fn erasures(
        &self,
        who: Option<&Caller>,
        page: &Page,
    ) -> Result<Paged<Erasure>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        Ok(self.inner.store.read().await?.erasures(page).await?)
    }
}

/// Whether somebody wrote down whom they mean.
fn confirms(text: &str, customer: &Customer, identities: &[Identity]) -> bool {
    let said = text.trim().trim_start_matches('@').to_lowercase();
    let handles = identities.iter().map(|identity| identity.handle.as_str());
    let mut names = handles.chain([customer.name.trim()]);
    !said.is_empty() && names.any(|name| name.to_lowercase() == said)
}
