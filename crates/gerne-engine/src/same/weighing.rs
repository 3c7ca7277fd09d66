//! Who is compared with whom, and what is kept of it.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use gerne_domain::{AccountId, Actor, CustomerId, EventKind, Platform};
use gerne_language::same::{Around, KeyKind, Level, Likeness as Weighed, Rarity, score};
use gerne_store::{KeyHolder, Likeness, LikenessState, Reader, SameKey, Trace, Tx};

use super::people::Compared;
use crate::{Engine, EngineError};

/// More who share a key are not compared by it: it says nothing.
const CROWD: usize = 60;
/// A number that more people state is not theirs: a hotline, an example.
const EVERYBODYS: usize = 6;
/// Pairs of one person that are weighed.
const PAIRS: usize = 80;
/// Messages of somebody that are looked at for when they wrote.
const TRACES: usize = 50;
/// Who writes in private so soon after a comment may be who commented.
const SHORTLY: Duration = Duration::from_hours(12);

impl Engine {
    /// Compares somebody with whoever shares a key with them, and keeps what comes of it. `anyway`:
    /// also when nothing by which they are found has changed.
    pub(crate) async fn find_same(
        &self,
        id: CustomerId,
        anyway: bool,
    ) -> Result<bool, EngineError> {
        let mut db = self.inner.store.read().await?;
        if db.customer(id).await?.is_none() {
            return Ok(false);
        }
        let one = self.compared(&mut db, id).await?;
        let keys: Vec<SameKey> = one.keys.iter().map(|(_, key)| *key).collect();
        let before = db.same_keys(id).await?;
        let known = |key: &SameKey| {
            before.iter().any(|old| old.hash == key.hash && (old.public || !key.public))
        };
        let left =
            before.iter().any(|old| !old.public && !keys.iter().any(|key| key.hash == old.hash));
        let changed = left || !keys.iter().all(known);
        if !changed && !anyway {
            return Ok(false);
        }
        let candidates = self.sharing(&mut db, &one).await?;
        let standing = db.likenesses_of(id, PAIRS).await?;
        let mut others: BTreeSet<CustomerId> = candidates.into_iter().take(PAIRS).collect();
        let open = standing.iter().filter(|pair| pair.state == LikenessState::Open);
        others.extend(open.map(|pair| pair.other(id)));
        let mut found: Vec<(CustomerId, Weighed)> = Vec::new();
        if !others.is_empty() {
            let rarity = self.rarity().await?;
            for other in others {
                let other = self.compared(&mut db, other).await?;
                let mut weighed = self.weigh(&mut db, &rarity, &one, &other).await?;
                if weighed.level > Level::Silent && self.told_apart(&mut db, id, other.id).await? {
                    weighed.level = Level::Silent;
                }
                found.push((other.id, weighed));
            }
        }
        drop(db);
        let engine = self.clone();
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    // Somebody may have been erased meanwhile.
                    if tx.customer(id).await?.is_none() {
                        return Ok(false);
                    }
                    tx.put_same_keys(id, &keys).await?;
                    let mut changed = false;
                    for (other, weighed) in found {
                        changed |= engine.keep_weighed(tx, id, other, &weighed).await?;
                    }
                    Ok(changed)
                })
            })
            .await?;
        Ok(done.value)
    }

    /// Keeps what was weighed, unless somebody decided already; whether what is offered changed.
    async fn keep_weighed(
        &self,
        tx: &mut Tx<'_>,
        one: CustomerId,
        other: CustomerId,
        weighed: &Weighed,
    ) -> Result<bool, EngineError> {
        let known = tx.likeness(one, other).await?;
        if known.as_ref().is_some_and(|known| known.state != LikenessState::Open) {
            return Ok(false);
        }
        if weighed.level == Level::Silent {
            let dropped = known.is_some() && tx.drop_likeness(one, other).await?;
            if dropped {
                self.tell_suggestions(tx, Actor::System, one, other);
            }
            return Ok(dropped);
        }
        if tx.customer(other).await?.is_none() {
            return Ok(false);
        }
        let (a_id, b_id) = Likeness::pair(one, other);
        let reason =
            |reason: &gerne_language::same::Reason| (reason.key.to_owned(), milli(reason.bits));
        let likeness = Likeness {
            a_id,
            b_id,
            state: LikenessState::Open,
            level: weighed.level.name().to_owned(),
            millibits: milli(weighed.bits),
            reasons: weighed.reasons.iter().map(reason).collect(),
            found_at: known.as_ref().map_or_else(|| self.now(), |known| known.found_at),
            agent_id: None,
            changed_at: None,
        };
        if known.as_ref() == Some(&likeness) {
            return Ok(false);
        }
        tx.put_likeness(&likeness).await?;
        self.tell_suggestions(tx, Actor::System, one, other);
        Ok(true)
    }

    pub(super) fn tell_suggestions(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        one: CustomerId,
        other: CustomerId,
    ) {
        for id in [one, other] {
            self.emit_customer(tx, actor, id, EventKind::SuggestionsChanged);
        }
    }

    /// Who shares something with them that few share.
    async fn sharing(
        &self,
        db: &mut Reader,
        one: &Compared,
    ) -> Result<BTreeSet<CustomerId>, EngineError> {
        let hashes: Vec<[u8; 32]> = one.keys.iter().map(|(_, key)| key.hash).collect();
        let holders = holders(db, &hashes).await?;
        let few = holders.into_values().filter(|all| all.len() <= CROWD);
        let sharing = few.flatten().map(|holder| holder.customer_id);
        Ok(sharing.filter(|id| *id != one.id).collect())
    }

    /// Weighs two, with what must be known around them.
    pub(super) async fn weigh(
        &self,
        db: &mut Reader,
        rarity: &Rarity,
        one: &Compared,
        other: &Compared,
    ) -> Result<Weighed, EngineError> {
        let shared = one
            .keys
            .iter()
            .filter(|(_, key)| other.keys.iter().any(|(_, theirs)| theirs.hash == key.hash));
        let shared: Vec<_> = shared.collect();
        let hashes: Vec<[u8; 32]> = shared.iter().map(|(_, key)| key.hash).collect();
        let holders = holders(db, &hashes).await?;
        let (mut open, mut rivals) = (HashSet::new(), false);
        for (key, same) in shared {
            let all = holders.get(&same.hash).map_or(&[][..], Vec::as_slice);
            let mut people: BTreeSet<CustomerId> = all.iter().map(|h| h.customer_id).collect();
            people.extend([one.id, other.id]);
            if key.kind != KeyKind::Unique {
                rivals |= people.len() > 2;
            } else if people.len() > EVERYBODYS || all.iter().any(|holder| holder.key.public) {
                open.insert(key.value.clone());
            }
        }
        let shortly = self.shortly(db, one, other).await?;
        let around = Around { rarity, open: &open, rivals, shortly, proved: false };
        Ok(score(&one.person, &other.person, &around))
    }

    /// The one wrote in public and the other in private, to the same account within hours, where the
    /// platform calls people otherwise here and there.
    async fn shortly(
        &self,
        db: &mut Reader,
        one: &Compared,
        other: &Compared,
    ) -> Result<bool, EngineError> {
        let on = |who: &Compared| -> BTreeSet<String> {
            who.person.profiles.iter().map(|profile| profile.platform.clone()).collect()
        };
        let both: Vec<String> = on(one).intersection(&on(other)).cloned().collect();
        let apart = both.into_iter().find(|platform| {
            let platform = self.inner.registry.get(platform);
            platform.is_some_and(|platform| platform.profile().capabilities.private_ids)
        });
        let Some(platform) = apart.map(Platform) else { return Ok(false) };
        let accounts = db.accounts().await?.into_iter();
        let accounts = accounts.filter(|account| account.platform == platform);
        let accounts: BTreeSet<AccountId> = accounts.map(|account| account.id).collect();
        let mut wrote = Vec::new();
        for who in [one, other] {
            let mut traces = db.traces_of(who.id, TRACES).await?;
            traces.retain(|trace| accounts.contains(&trace.account_id));
            wrote.push(traces);
        }
        let [ones, others] = &wrote[..] else { return Ok(false) };
        let only = |all: &[Trace], public: bool| all.iter().all(|trace| trace.public == public);
        let apart =
            only(ones, true) && only(others, false) || only(ones, false) && only(others, true);
        let near = |x: &Trace, y: &Trace| {
            x.account_id == y.account_id && x.at.duration_since(y.at).unsigned_abs() <= SHORTLY
        };
        Ok(apart && ones.iter().any(|x| others.iter().any(|y| near(x, y))))
    }

    /// Somebody said that they are two, or that of those who are part of them.
    pub(super) async fn told_apart(
        &self,
        db: &mut Reader,
        one: CustomerId,
        other: CustomerId,
    ) -> Result<bool, EngineError> {
        let (ones, others) = (db.customer_family(one).await?, db.customer_family(other).await?);
        for a in &ones {
            for b in &others {
                let known = db.likeness(*a, *b).await?;
                if known.is_some_and(|known| known.state == LikenessState::Rejected) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

async fn holders(
    db: &mut Reader,
    hashes: &[[u8; 32]],
) -> Result<BTreeMap<[u8; 32], Vec<KeyHolder>>, EngineError> {
    let mut found: BTreeMap<[u8; 32], Vec<KeyHolder>> = BTreeMap::new();
    for holder in db.key_holders(hashes, CROWD + 1).await? {
        found.entry(holder.key.hash).or_default().push(holder);
    }
    Ok(found)
}

#[expect(clippy::cast_possible_truncation, reason = "some dozens of bits")]
fn milli(bits: f64) -> i64 {
    (bits * 1_000.0).round() as i64
}
