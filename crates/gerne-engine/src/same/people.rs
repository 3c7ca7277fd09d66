//! A customer as they are compared: their profiles and what they stated; and how rare names are.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use gerne_domain::{CustomerId, FactState, Identity, time::after};
use gerne_language::{
    card::Kind,
    same::{Key, KeyKind, Person, Profile, Rarity, Stated, keys},
};
use gerne_store::{Reader, SameKey, SameKeyKind};
use uuid::Uuid;

use crate::{Engine, EngineError};

/// Statements of one person that are looked at: the newest.
const STATED: usize = 400;
/// Customers read at once where all are counted.
const AT_ONCE: usize = 500;
/// How long a count of names is good for.
const COUNTED: Duration = Duration::from_hours(24);

/// Somebody who is compared.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) id: CustomerId,
    pub(super) person: Person,
    /// Under what they are found, and the keyed hash of each.
    pub(super) keys: Vec<(Key, SameKey)>,
}

impl Engine {
    /// A customer as they are now; one who is part of another has nothing of their own.
    pub(super) async fn compared(
        &self,
        db: &mut Reader,
        id: CustomerId,
    ) -> Result<Compared, EngineError> {
        let identities = db.identities_of(id).await?;
        let profiles = identities.into_iter().map(|one| self.profile_of(one)).collect();
        let stated = db.facts_of(id, STATED).await?.into_iter().map(|one| one.fact);
        let stated = stated.filter(|fact| fact.state != FactState::Dismissed).filter_map(|fact| {
            let Some(Kind::Fact(kind)) = Kind::named(&fact.kind) else { return None };
            Some(Stated { kind, norm: fact.norm, public: fact.public })
        });
        let person = Person { profiles, stated: stated.collect() };
        let found: Vec<Key> = if person.profiles.is_empty() {
            Vec::new()
        } else {
            keys(&person).into_iter().collect()
        };
        let values: Vec<String> = found.iter().map(|key| key.value.clone()).collect();
        let hashes = self.inner.store.keyed(&values);
        // The same value may be known both ways: what is public counts.
        let mut kept: BTreeMap<[u8; 32], (Key, SameKey)> = BTreeMap::new();
        for (key, hash) in found.into_iter().zip(hashes) {
            let same = SameKey { hash, kind: kind(key.kind), public: key.public };
            let entry = kept.entry(hash).or_insert((key, same));
            entry.1.public |= same.public;
        }
        Ok(Compared { id, person, keys: kept.into_values().collect() })
    }

    fn profile_of(&self, identity: Identity) -> Profile {
        let platform = self.inner.registry.get(identity.platform.as_str());
        let mail = platform.is_some_and(|platform| platform.profile().capabilities.letters);
        Profile {
            platform: identity.platform.0,
            handle: identity.handle,
            name: identity.name,
            picture: None,
            mail,
        }
    }

    /// How rare names are among all customers.
    pub(super) async fn rarity(&self) -> Result<Arc<Rarity>, EngineError> {
        let now = self.now();
        if let Some((at, rarity)) = self.inner.sameness.known()
            && after(at, COUNTED) > now
        {
            return Ok(rarity);
        }
        let mut rarity = Rarity::default();
        let mut last = CustomerId(Uuid::nil());
        loop {
            let mut db = self.inner.store.read().await?;
            let page = db.customers_after(last, AT_ONCE).await?;
            let Some(end) = page.last().copied() else { break };
            let mut people: BTreeMap<CustomerId, Person> = BTreeMap::new();
            for identity in db.identities_of_customers_between(last, end).await? {
                let person = people.entry(identity.customer_id).or_default();
                person.profiles.push(self.profile_of(identity));
            }
            people.values().for_each(|person| rarity.add(person));
            last = end;
        }
        let rarity = Arc::new(rarity);
        self.inner.sameness.keep(now, Arc::clone(&rarity));
        Ok(rarity)
    }
}

fn kind(kind: KeyKind) -> SameKeyKind {
    match kind {
        KeyKind::Unique => SameKeyKind::Unique,
        KeyKind::Name => SameKeyKind::Name,
        KeyKind::Handle => SameKeyKind::Handle,
    }
}
