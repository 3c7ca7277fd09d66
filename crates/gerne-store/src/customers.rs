//! Customers, and how each platform knows them. Both keep the search index in step.

use gerne_domain::{Customer, CustomerId, ExternalId, Identity, IdentityId, Platform};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    sql::Sql,
    value::{Arg, args},
};

/// What became of an identity that a message brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upserted {
    /// As it is kept now; with the customer it already belonged to.
    pub identity: Identity,
    /// It was not there before.
    pub fresh: bool,
    /// Its handle, name, picture or page changed.
    pub changed: bool,
}

const CUSTOMER: &str = "SELECT * FROM customer WHERE id = $1";
const JOINED_INTO: &str = "SELECT joined_into AS n FROM customer WHERE id = $1";
const INSERT: &str =
    "INSERT INTO customer (id, name, language, address, about, blocked_at, created_at)";
const UPDATE: &str = "UPDATE customer SET name = $2, language = $3, address = $4, about = $5,
    blocked_at = $6 WHERE id = $1";
const IDENTITY: &str = "SELECT * FROM identity WHERE id = $1";
const BY_EXTERNAL: &str = "SELECT * FROM identity WHERE platform = $1 AND external_id = $2";
const BY_HANDLE: &str =
    "SELECT * FROM identity WHERE platform = $1 AND handle_key = $2 ORDER BY id DESC LIMIT 1";
const OF_CUSTOMER: &str = "SELECT * FROM identity WHERE customer_id = $1 ORDER BY id";
const INSERT_IDENTITY: &str = "INSERT INTO identity (id, customer_id, platform, external_id,
    handle, handle_key, name, avatar_url, profile_url)";
const UPDATE_IDENTITY: &str = "UPDATE identity SET handle = $2, handle_key = $3, name = $4,
    avatar_url = $5, profile_url = $6 WHERE id = $1";
const MOVE_IDENTITY: &str = "UPDATE identity SET customer_id = $2 WHERE id = $1";

from_row!(Customer, "customer", { id, name, language, address, about, blocked_at, created_at });
from_row!(Identity, "identity", {
    id, customer_id, platform, external_id, handle, name, avatar_url, profile_url,
    unreachable as opt_json
});

impl Reader {
    /// A customer, also one that was joined into another.
    pub async fn customer(&mut self, id: CustomerId) -> Result<Option<Customer>, StoreError> {
        self.row(CUSTOMER, args![id]).await
    }

    /// These customers, in no order.
    pub async fn customers(&mut self, ids: &[CustomerId]) -> Result<Vec<Customer>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM customer WHERE id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// Whom a customer was joined into, the last in the chain.
    pub async fn customer_joined_into(
        &mut self,
        id: CustomerId,
    ) -> Result<Option<CustomerId>, StoreError> {
        let mut last = None;
        let mut at = id;
        while let Some(next) =
            self.one::<Option<CustomerId>>(JOINED_INTO, args![at]).await?.flatten()
        {
            (last, at) = (Some(next), next);
        }
        Ok(last)
    }

    /// An identity.
    pub async fn identity(&mut self, id: IdentityId) -> Result<Option<Identity>, StoreError> {
        self.row(IDENTITY, args![id]).await
    }

    /// These identities, in no order.
    pub async fn identities(&mut self, ids: &[IdentityId]) -> Result<Vec<Identity>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM identity WHERE id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// The identity that the platform knows so.
    pub async fn identity_by_external(
        &mut self,
        platform: &Platform,
        external_id: &ExternalId,
    ) -> Result<Option<Identity>, StoreError> {
        self.row(BY_EXTERNAL, args![platform, external_id]).await
    }

    /// The identity with that handle, whatever its case; the youngest, should there be several.
    pub async fn identity_by_handle(
        &mut self,
        platform: &Platform,
        handle: &str,
    ) -> Result<Option<Identity>, StoreError> {
        self.row(BY_HANDLE, args![platform, handle.to_lowercase()]).await
    }

    /// The identities that the platform knows so, in no order.
    pub async fn identities_by_external(
        &mut self,
        platform: &Platform,
        external_ids: &[ExternalId],
    ) -> Result<Vec<Identity>, StoreError> {
        if external_ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM identity WHERE platform = ");
        sql.bind(platform).push(" AND external_id IN ").list(external_ids);
        self.rows_of(sql).await
    }

    /// All identities of a customer, the oldest first.
    pub async fn identities_of(&mut self, id: CustomerId) -> Result<Vec<Identity>, StoreError> {
        self.rows(OF_CUSTOMER, args![id]).await
    }

    /// All identities of these customers: for list rows. The oldest first.
    pub async fn identities_of_all(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<Vec<Identity>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM identity WHERE customer_id IN ");
        sql.list(ids).push(" ORDER BY id");
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// A new customer.
    pub async fn insert_customer(&mut self, customer: &Customer) -> Result<(), StoreError> {
        self.insert_many(INSERT, vec![columns(customer)]).await?;
        self.index_customer(customer.id).await
    }

    /// New customers, each with the one identity that they are known by so far.
    pub async fn insert_people(
        &mut self,
        people: &[(Customer, Identity)],
    ) -> Result<(), StoreError> {
        let customers = people.iter().map(|(customer, _)| columns(customer)).collect();
        self.insert_many(INSERT, customers).await?;
        let identities = people.iter().map(|(_, identity)| identity_columns(identity)).collect();
        self.insert_many(INSERT_IDENTITY, identities).await?;
        self.index_new_people(people);
        Ok(())
    }

    /// Overwrites a customer. `false`: there is none.
    pub async fn update_customer(&mut self, customer: &Customer) -> Result<bool, StoreError> {
        let c = customer;
        let values = args![c.id, c.name, c.language, c.address, c.about, c.blocked_at];
        let there = self.execute(UPDATE, values).await? > 0;
        if there {
            self.index_customer(c.id).await?;
        }
        Ok(there)
    }

    /// Keeps an identity as a platform shows it now. One that is already there keeps its id and
    /// its customer, whatever is passed; its handle, name, picture and page follow.
    pub async fn upsert_identity(&mut self, identity: &Identity) -> Result<Upserted, StoreError> {
        let i = identity;
        let Some(old) = self.identity_by_external(&i.platform, &i.external_id).await? else {
            let values = vec![identity_columns(i)];
            self.insert_many(INSERT_IDENTITY, values).await?;
            self.index_customer(i.customer_id).await?;
            return Ok(Upserted { identity: i.clone(), fresh: true, changed: true });
        };
        let now = Identity {
            id: old.id,
            customer_id: old.customer_id,
            unreachable: old.unreachable.clone(),
            ..i.clone()
        };
        let changed = now != old;
        if changed {
            let key = now.handle.to_lowercase();
            let values = args![now.id, now.handle, key, now.name, now.avatar_url, now.profile_url];
            self.execute(UPDATE_IDENTITY, values).await?;
            self.index_customer(now.customer_id).await?;
        }
        Ok(Upserted { identity: now, fresh: false, changed })
    }

    /// Gives an identity to another customer.
    pub async fn move_identity(
        &mut self,
        id: IdentityId,
        to: CustomerId,
    ) -> Result<bool, StoreError> {
        let Some(identity) = self.identity(id).await? else { return Ok(false) };
        self.execute(MOVE_IDENTITY, args![id, to]).await?;
        self.index_customer(identity.customer_id).await?;
        self.index_customer(to).await?;
        Ok(true)
    }
}

fn columns(c: &Customer) -> Vec<Arg> {
    args![c.id, c.name, c.language, c.address, c.about, c.blocked_at, c.created_at]
}

fn identity_columns(i: &Identity) -> Vec<Arg> {
    args![
        i.id,
        i.customer_id,
        i.platform,
        i.external_id,
        i.handle,
        i.handle.to_lowercase(),
        i.name,
        i.avatar_url,
        i.profile_url
    ]
}
