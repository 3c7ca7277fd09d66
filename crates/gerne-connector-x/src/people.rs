//! People, bought once: each costs as much as ten mentions. Who wrote lately is remembered here, and
//! with the account for the next process.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use gerne_domain::Timestamp;
use gerne_webapi::Purpose;

use crate::{
    client::{Api, Ask, CallError},
    normalize::{People, Person},
    prices::Kind,
    purse::Bill,
    wire,
};

/// After so long a person is asked for again: names and pictures change.
const LAST_SECONDS: i64 = 30 * 24 * 60 * 60;
/// Notes that people are kept in: one changes when somebody new writes.
const SHELVES: u64 = 64;
/// Most people in one note; the longest known go first.
const ON_SHELF: usize = 400;
/// Most that X gives at once.
const AT_ONCE: usize = 100;

/// What we ask of a person.
pub(crate) const USER_FIELDS: &str = "username,name,profile_image_url,verified,protected,\
                                     description,public_metrics";

/// Those that we know.
#[derive(Default)]
pub(crate) struct Known {
    shelves: Mutex<BTreeMap<u64, People>>,
}

impl Known {
    /// Everybody of `ids`, as far as X tells; who is not known is asked for.
    ///
    /// # Errors
    /// When they cannot be asked for. That somebody is not shown is none.
    pub(crate) async fn all(
        &self,
        api: &Api,
        ids: &BTreeSet<String>,
        purpose: Purpose,
    ) -> Result<People, CallError> {
        let now = api.now();
        let mut found = People::new();
        let mut missing = Vec::new();
        for id in ids {
            match self.one(api, id).await?.filter(|person| fresh(person, now)) {
                Some(person) => drop(found.insert(id.clone(), person)),
                None => missing.push(id.clone()),
            }
        }
        for ids in missing.chunks(AT_ONCE) {
            let price = u64::try_from(ids.len()).unwrap_or(0) * Kind::User.price();
            let ask = Ask::get("users", "/2/users", purpose)
                .with("ids", ids.join(","))
                .with("user.fields", USER_FIELDS)
                .costs(price);
            let answer = api
                .look(&ask, |envelope| {
                    let (users, _) = envelope.entries::<wire::User>();
                    Bill::of(Kind::User, users.iter().map(|user| user.id.as_str()))
                })
                .await?;
            let (users, _) = answer.entries::<wire::User>();
            self.learn(api, &users).await?;
            for user in users {
                found.insert(user.id.clone(), Person::of(&user, now));
            }
        }
        Ok(found)
    }

    /// Keeps people that came with something else.
    pub(crate) async fn learn(&self, api: &Api, users: &[wire::User]) -> Result<(), CallError> {
        let now = api.now();
        let mut changed: BTreeMap<u64, String> = BTreeMap::new();
        for user in users.iter().filter(|user| !user.username.is_empty()) {
            let shelf = self.shelf(api, &user.id).await?;
            // Notes are gone when somebody was erased: what is remembered here goes with them.
            let erased =
                !changed.contains_key(&shelf) && api.vault.note(&name(shelf)).await?.is_none();
            let mut shelves = self.shelves();
            let people = shelves.entry(shelf).or_default();
            if erased {
                people.clear();
            }
            people.retain(|_, person| fresh(person, now));
            people.insert(user.id.clone(), Person::of(user, now));
            while people.len() > ON_SHELF {
                let oldest = people.iter().min_by_key(|(_, person)| person.asked_at);
                let Some(oldest) = oldest.map(|(id, _)| id.clone()) else { break };
                people.remove(&oldest);
            }
            let written = serde_json::to_string(people).unwrap_or_default();
            changed.insert(shelf, written);
        }
        for (shelf, written) in changed {
            api.vault.put_note(&name(shelf), &written).await?;
        }
        Ok(())
    }

    async fn one(&self, api: &Api, id: &str) -> Result<Option<Person>, CallError> {
        let shelf = self.shelf(api, id).await?;
        Ok(self.shelves().get(&shelf).and_then(|people| people.get(id)).cloned())
    }

    /// The shelf of a person, read if it was not yet.
    async fn shelf(&self, api: &Api, id: &str) -> Result<u64, CallError> {
        let shelf = id.bytes().fold(7_u64, |sum, b| sum.wrapping_mul(31) + u64::from(b)) % SHELVES;
        if !self.shelves().contains_key(&shelf) {
            let note = api.vault.note(&name(shelf)).await?;
            let people = note.and_then(|note| serde_json::from_str(&note).ok());
            self.shelves().entry(shelf).or_insert(people.unwrap_or_default());
        }
        Ok(shelf)
    }

    fn shelves(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, People>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(shelf: u64) -> String {
    format!("people.{shelf}")
}

fn fresh(person: &Person, now: Timestamp) -> bool {
    now.as_second() - person.asked_at < LAST_SECONDS
}
