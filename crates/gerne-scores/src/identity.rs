//! Who is one person over several channels: generated people, and among them some who look like others.
//!
//! Worked off as it is in a house: what is offered is looked at by somebody who joins what is right and
//! rejects what is not; who is joined is compared again with all that is known of them then.

mod names;
mod people;
mod rng;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::Path,
    sync::OnceLock,
};

use gerne_language::same::{Around, Key, KeyKind, Level, Likeness, Person, Rarity, keys, score};

use self::people::{IMPERSONATORS, PEOPLE, Seen};
use crate::Score;

/// More who share a key are not compared by it: it says nothing.
const CROWD: usize = 60;
/// How often all are looked at again.
const ROUNDS: usize = 4;
const SEED: u64 = 20_261_122;

/// What came out.
#[derive(Debug, Default)]
struct Outcome {
    /// Offers that were right, and that were not.
    right: usize,
    wrong: Vec<String>,
    /// Of the wrong ones, those with an impersonator.
    copies: usize,
    /// Pairs of profiles of one person, and those that were joined.
    pairs: usize,
    joined: usize,
    /// Pairs of an impersonator and somebody else that were compared; those at the top.
    compared: usize,
    top: Vec<String>,
}

/// Of what was offered, how much was right; impersonators who were offered count as wrong.
#[expect(clippy::unnecessary_wraps, reason = "scores that read a folder may fail")]
pub(crate) fn precision(_: &Path) -> anyhow::Result<Score> {
    let found = outcome();
    let offers = found.right + found.wrong.len();
    let value = share(found.right, offers);
    Ok(Score { value, n: offers as u64, wrong: told(found, &found.wrong) })
}

/// Of all pairs of profiles that are one person's, how many were joined in the end.
#[expect(clippy::unnecessary_wraps, reason = "scores that read a folder may fail")]
pub(crate) fn recall(_: &Path) -> anyhow::Result<Score> {
    let found = outcome();
    let value = share(found.joined, found.pairs);
    Ok(Score { value, n: found.pairs as u64, wrong: Vec::new() })
}

/// How many impersonators came to the top; over the pairs with one that were compared.
#[expect(clippy::unnecessary_wraps, reason = "scores that read a folder may fail")]
pub(crate) fn impersonators(_: &Path) -> anyhow::Result<Score> {
    let found = outcome();
    let value = f64::from(u32::try_from(found.top.len()).unwrap_or(u32::MAX));
    Ok(Score { value, n: found.compared as u64, wrong: found.top.clone() })
}

fn told(found: &Outcome, wrong: &[String]) -> Vec<String> {
    let head = format!("{} wrong, {} of them impersonators", wrong.len(), found.copies);
    std::iter::once(head).chain(wrong.iter().cloned()).collect()
}

fn share(some: usize, all: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { number(some) / number(all) }
}

fn outcome() -> &'static Outcome {
    static OUTCOME: OnceLock<Outcome> = OnceLock::new();
    OUTCOME.get_or_init(|| House::new(people::all(SEED)).work())
}

/// All customers, as one after the other is joined.
struct House {
    seen: Vec<Seen>,
    /// Of whom each profile is now: the first of theirs.
    owner: Vec<usize>,
    rejected: HashSet<(usize, usize)>,
    outcome: Outcome,
}

/// What is known at one time.
struct Now {
    people: BTreeMap<usize, Person>,
    rarity: Rarity,
    open: HashSet<String>,
    sharing: HashMap<Key, Vec<usize>>,
}

impl House {
    fn new(seen: Vec<Seen>) -> Self {
        let owner = (0..seen.len()).collect();
        Self { seen, owner, rejected: HashSet::new(), outcome: Outcome::default() }
    }

    fn work(mut self) -> Outcome {
        let mut looked: HashSet<(usize, usize)> = HashSet::new();
        for _ in 0..ROUNDS {
            let now = self.now();
            let mut right = Vec::new();
            for (a, b, shared) in pairs(&now.sharing) {
                let (Some(one), Some(other)) = (now.people.get(&a), now.people.get(&b)) else {
                    continue;
                };
                let rivals = shared.iter().any(|key| {
                    key.kind != KeyKind::Unique
                        && now.sharing.get(*key).is_some_and(|all| all.len() > 2)
                });
                let around = Around {
                    rarity: &now.rarity,
                    open: &now.open,
                    rivals,
                    shortly: false,
                    proved: false,
                };
                let found = score(one, other, &around);
                self.look(a, b, &found, &mut looked, &mut right);
            }
            if right.is_empty() {
                break;
            }
            for (a, b) in right {
                self.join(a, b);
            }
            self.owner = (0..self.seen.len()).map(|at| self.root(at)).collect();
        }
        self.count();
        self.outcome
    }

    /// Somebody looks at what is offered.
    fn look(
        &mut self,
        a: usize,
        b: usize,
        found: &Likeness,
        looked: &mut HashSet<(usize, usize)>,
        right: &mut Vec<(usize, usize)>,
    ) {
        let truth = |at: usize| self.seen.get(at).map_or(0, |one| one.truth);
        let is_copy = |at: usize| truth(at) >= PEOPLE - IMPERSONATORS;
        let (same, copy) = (truth(a) == truth(b), is_copy(a) || is_copy(b));
        if looked.insert((a, b)) && copy && !same {
            self.outcome.compared += 1;
        }
        if found.level == Level::Silent || self.rejected.contains(&(a, b)) {
            return;
        }
        if same {
            self.outcome.right += 1;
            right.push((a, b));
            return;
        }
        self.rejected.insert((a, b));
        let line = self.line(a, b, found);
        if copy {
            self.outcome.copies += 1;
            if found.level == Level::VeryLikely {
                self.outcome.top.push(line.clone());
            }
        }
        self.outcome.wrong.push(line);
    }

    fn line(&self, a: usize, b: usize, found: &Likeness) -> String {
        let shown = |at: usize| {
            let profile = self.seen.get(at).map(|one| one.profile.clone()).unwrap_or_default();
            format!("{} {} ({})", profile.platform, profile.handle, profile.name)
        };
        let reasons =
            found.reasons.iter().map(|reason| format!("{} {:.0}", reason.key, reason.bits));
        let reasons: Vec<String> = reasons.collect();
        let level = found.level.name();
        format!("{level} {:.1}: {} / {}: {}", found.bits, shown(a), shown(b), reasons.join(", "))
    }

    fn join(&mut self, a: usize, b: usize) {
        let (one, other) = (self.root(a), self.root(b));
        if let Some(owner) = self.owner.get_mut(one.max(other)) {
            *owner = one.min(other);
        }
    }

    /// Who joined what a profile was joined into, in the end.
    fn root(&self, mut at: usize) -> usize {
        while let Some(owner) = self.owner.get(at).copied().filter(|owner| *owner != at) {
            at = owner;
        }
        at
    }

    fn now(&self) -> Now {
        let mut people: BTreeMap<usize, Person> = BTreeMap::new();
        for (seen, owner) in self.seen.iter().zip(&self.owner) {
            let person = people.entry(*owner).or_default();
            person.profiles.push(seen.profile.clone());
            person.stated.extend(seen.stated.iter().cloned());
        }
        let mut now = Now {
            rarity: Rarity::default(),
            open: HashSet::new(),
            sharing: HashMap::new(),
            people: BTreeMap::new(),
        };
        for (owner, person) in &people {
            now.rarity.add(person);
            for key in keys(person) {
                if key.public {
                    now.open.insert(key.value.clone());
                }
                now.sharing.entry(Key { public: false, ..key }).or_default().push(*owner);
            }
        }
        now.people = people;
        now
    }

    /// Pairs of profiles that are one person's, and those that are found.
    fn count(&mut self) {
        for (a, one) in self.seen.iter().enumerate() {
            let rest = self.seen.iter().enumerate().skip(a + 1);
            for (b, _) in rest.take_while(|(_, other)| other.truth == one.truth) {
                self.outcome.pairs += 1;
                if self.owner.get(a) == self.owner.get(b) {
                    self.outcome.joined += 1;
                }
            }
        }
    }
}

/// Who shares a key with whom, and which.
fn pairs(sharing: &HashMap<Key, Vec<usize>>) -> Vec<(usize, usize, Vec<&Key>)> {
    let mut found: BTreeMap<(usize, usize), BTreeSet<&Key>> = BTreeMap::new();
    for (key, who) in sharing.iter().filter(|(_, who)| who.len() <= CROWD) {
        for (n, a) in who.iter().enumerate() {
            for b in who.iter().skip(n + 1).filter(|b| *b != a) {
                found.entry((*a.min(b), *a.max(b))).or_default().insert(key);
            }
        }
    }
    found.into_iter().map(|((a, b), keys)| (a, b, keys.into_iter().collect())).collect()
}
