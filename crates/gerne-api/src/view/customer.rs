//! Customers.

use std::collections::HashMap;

use gerne_domain::{Customer, CustomerId, Identity};
use gerne_store::{Reader, StoreError};
use uuid::Uuid;

use super::proxied;
use crate::{
    state::Parts,
    wire::customer::{CustomerInfo, Identity as WireIdentity, JoinedCustomer},
};

/// Customers with their identities, in the order given. Whom they were joined with is told for a
/// single one only.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn infos(
    api: &Parts,
    db: &mut Reader,
    customers: Vec<Customer>,
) -> Result<Vec<CustomerInfo>, StoreError> {
    let ids: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let mut identities: HashMap<CustomerId, Vec<Identity>> = HashMap::new();
    for identity in db.identities_of_all(&ids).await? {
        identities.entry(identity.customer_id).or_default().push(identity);
    }
    let mut labels: HashMap<CustomerId, Vec<Uuid>> = HashMap::new();
    for (customer, label) in db.customer_labels(&ids).await? {
        labels.entry(customer).or_default().push(label.0);
    }
    let info = |customer: Customer| {
        let all = identities.remove(&customer.id).unwrap_or_default();
        CustomerInfo {
            id: customer.id.0,
            name: customer.name,
            language: customer.language,
            address: customer.address.map(Into::into),
            about: customer.about,
            labels: labels.remove(&customer.id).unwrap_or_default(),
            blocked: customer.blocked_at.is_some(),
            created_at: customer.created_at,
            identities: all.into_iter().map(|i| identity(api, i)).collect(),
            joined: Vec::new(),
        }
    };
    Ok(customers.into_iter().map(info).collect())
}

/// One customer, with whom they were joined with.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn info(
    api: &Parts,
    db: &mut Reader,
    customer: Customer,
) -> Result<Option<CustomerInfo>, StoreError> {
    let id = customer.id;
    let Some(mut info) = infos(api, db, vec![customer]).await?.pop() else { return Ok(None) };
    let joins = db.customer_joins(id).await?;
    let others: Vec<CustomerId> = joins.iter().map(|join| CustomerId(join.from_id)).collect();
    let names: HashMap<_, _> =
        db.customers(&others).await?.into_iter().map(|c| (c.id.0, c.name)).collect();
    let joined = joins.into_iter().filter(|join| join.undone_at.is_none());
    info.joined = joined
        .map(|join| JoinedCustomer {
            id: join.id,
            from: join.from_id,
            name: names.get(&join.from_id).cloned().unwrap_or_default(),
            at: join.at,
            by: join.agent_id.map(|id| id.0),
        })
        .collect();
    Ok(Some(info))
}

fn identity(api: &Parts, identity: Identity) -> WireIdentity {
    WireIdentity {
        id: identity.id.0,
        platform: identity.platform.0,
        handle: identity.handle,
        name: identity.name,
        avatar_url: proxied(api, identity.avatar_url.as_deref()),
        profile_url: identity.profile_url,
        unreachable: identity.unreachable.map(Into::into),
    }
}
