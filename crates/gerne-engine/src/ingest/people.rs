//! Who it was: known or new, with the names that the platform shows now.

use std::collections::BTreeMap;

use gerne_domain::{
    Account, Actor, Author, Customer, CustomerId, EventKind, ExternalId, Identity, IdentityId,
    InboundMessage, Mailbox, Unreachable,
};
use gerne_store::Tx;

use crate::{Engine, EngineError};

/// Customers and how their platform knows them, by its name for them.
pub(super) type People = BTreeMap<ExternalId, (Customer, Identity)>;

impl Engine {
    /// Who wrote this.
    pub(super) async fn identify(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<(Customer, Identity), EngineError> {
        let (mut people, new) = self.recognise(tx, account, std::slice::from_ref(inbound)).await?;
        tx.insert_people(&new).await?;
        people.remove(&inbound.author.external_id).ok_or(EngineError::NotFound)
    }

    /// Who wrote these, and which of them are new and to be kept.
    pub(super) async fn recognise(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &[InboundMessage],
    ) -> Result<(People, Vec<(Customer, Identity)>), EngineError> {
        let authors: BTreeMap<_, _> =
            inbound.iter().map(|one| (one.author.external_id.clone(), &one.author)).collect();
        let mut ids: Vec<ExternalId> = authors.keys().cloned().collect();
        ids.extend(authors.values().flat_map(|author| author.also.iter().cloned()));
        let known = tx.identities_by_external(&account.platform, &ids).await?;
        let customers: Vec<CustomerId> = known.iter().map(|known| known.customer_id).collect();
        let customers = tx.customers(&customers).await?;
        let customers: BTreeMap<CustomerId, Customer> =
            customers.into_iter().map(|customer| (customer.id, customer)).collect();
        let mut known: BTreeMap<ExternalId, Identity> =
            known.into_iter().map(|identity| (identity.external_id.clone(), identity)).collect();
        let (mut people, mut new) = (BTreeMap::new(), Vec::new());
        for (external_id, author) in authors {
            let also = author.also.iter().find_map(|id| known.get(id)).map(|one| one.customer_id);
            let Some(before) = known.remove(&external_id) else {
                let id = IdentityId::new(&*self.inner.ids);
                // Known already, under another name of the same platform.
                if let Some(customer) = also.and_then(|also| customers.get(&also)) {
                    let identity = Self::known_as(account, author, id, customer.id, None);
                    tx.upsert_identity(&identity).await?;
                    let (who, changed) = (customer.id, EventKind::CustomerChanged);
                    self.emit_customer(tx, Actor::System, who, changed);
                    people.insert(external_id, (customer.clone(), identity));
                    continue;
                }
                let customer = self.new_customer(author);
                let identity = Self::known_as(account, author, id, customer.id, None);
                new.push((customer.clone(), identity.clone()));
                people.insert(external_id, (customer, identity));
                continue;
            };
            let mut customer = customers.get(&before.customer_id).ok_or(EngineError::NotFound)?;
            if let Some(other) = also.filter(|also| *also != customer.id)
                && let Some(into) = customers.get(&other)
            {
                self.turns_out_to_be(tx, into.id, customer.id).await?;
                customer = into;
            }
            let reached = before.unreachable.clone();
            let mut now = Self::known_as(account, author, before.id, customer.id, reached);
            // Not each way in which a platform tells of somebody tells their picture.
            if now.avatar_url.is_none() {
                now.avatar_url.clone_from(&before.avatar_url);
            }
            self.rename(tx, &before, &now).await?;
            people.insert(external_id, (customer.clone(), now));
        }
        Ok((people, new))
    }

    /// Two that we took for two people are one, as the platform proves. It can be undone.
    async fn turns_out_to_be(
        &self,
        tx: &mut Tx<'_>,
        into: CustomerId,
        from: CustomerId,
    ) -> Result<(), EngineError> {
        let id = self.inner.ids.next();
        tx.join_customers(id, into, from, None, self.now()).await?;
        self.judge(tx, into, from, gerne_store::LikenessState::Joined, None).await?;
        self.emit_customer(tx, Actor::System, into, EventKind::CustomersJoined { from });
        self.emit_customer(tx, Actor::System, from, EventKind::CustomersJoined { from });
        Ok(())
    }

    /// Somebody whom we write to before they wrote to us.
    pub(crate) async fn first_heard_of(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        mailbox: &Mailbox,
    ) -> Result<Identity, EngineError> {
        let author = Author {
            external_id: ExternalId(mailbox.address.clone()),
            handle: mailbox.address.clone(),
            name: mailbox.name.clone().unwrap_or_else(|| mailbox.address.clone()),
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us: false,
        };
        let customer = self.new_customer(&author);
        let id = IdentityId::new(&*self.inner.ids);
        let identity = Self::known_as(account, &author, id, customer.id, None);
        tx.insert_people(&[(customer, identity.clone())]).await?;
        Ok(identity)
    }

    fn new_customer(&self, author: &Author) -> Customer {
        Customer {
            id: CustomerId::new(&*self.inner.ids),
            name: author.name.clone(),
            language: None,
            address: None,
            about: String::new(),
            blocked_at: None,
            created_at: self.now(),
        }
    }

    fn known_as(
        account: &Account,
        author: &Author,
        id: IdentityId,
        customer_id: CustomerId,
        unreachable: Option<Unreachable>,
    ) -> Identity {
        Identity {
            id,
            customer_id,
            platform: account.platform.clone(),
            external_id: author.external_id.clone(),
            handle: author.handle.clone(),
            name: author.name.clone(),
            avatar_url: author.avatar_url.clone(),
            profile_url: author.profile_url.clone(),
            unreachable,
        }
    }

    /// Takes over how the platform shows somebody now.
    async fn rename(
        &self,
        tx: &mut Tx<'_>,
        before: &Identity,
        now: &Identity,
    ) -> Result<(), EngineError> {
        if before != now {
            tx.upsert_identity(now).await?;
            let customer = now.customer_id;
            self.emit_customer(tx, Actor::Customer, customer, EventKind::CustomerChanged);
        }
        Ok(())
    }
}
