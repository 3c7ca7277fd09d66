//! Which cases may be shown together, so that nobody's figures can be told from them. Pure.
//!
//! No figure rests on fewer than five cases by five people, and none can be reckoned from the
//! difference of two that were shown. So days are put together into *blocks* that are large enough,
//! always beginning at the first day there is, and a range shows whole blocks only: the difference of
//! two ranges is whole blocks again. A breakdown puts blocks together until its parts are large
//! enough; parts that are not are held back together with so many others that what is held back is
//! large enough too, since it is the difference of the whole and the parts.

use std::collections::{BTreeMap, BTreeSet};

/// How many cases by how many people a figure rests on at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Least {
    /// Cases.
    pub cases: usize,
    /// People.
    pub people: usize,
}

impl Least {
    /// What holds unless an admin has stated on what ground it may be less.
    pub const FIVE: Least = Least { cases: 5, people: 5 };
    /// Every figure, however small.
    pub const ONE: Least = Least { cases: 1, people: 1 };
}

/// A case, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its place among all.
    pub(crate) at: usize,
    pub(crate) day: i32,
    pub(crate) person: u32,
    /// It is in the figure; else it is only told from it by another figure.
    pub(crate) counted: bool,
    /// Cases that another figure counts differently: each kind of them is large enough, or absent.
    pub(crate) kind: u8,
}

/// Days that are shown together or not at all. Its cases are in the order of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) cases: Vec<Shown>,
}

/// How many cases by whom, as they are counted up.
#[derive(Clone, Debug, Default)]
struct Tally {
    counted: Sum,
    /// Of those that another figure counts differently, by kind.
    other: [Sum; 2],
}

#[derive(Clone, Debug, Default)]
struct Sum {
    cases: usize,
    people: BTreeSet<u32>,
}

impl Sum {
    fn add(&mut self, person: u32) {
        self.cases += 1;
        self.people.insert(person);
    }

    fn take(&mut self, other: &Sum) {
        self.cases += other.cases;
        self.people.extend(&other.people);
    }

    fn enough(&self, least: Least) -> bool {
        self.cases >= least.cases && self.people.len() >= least.people
    }
}

impl Tally {
    fn add(&mut self, case: &Shown) {
        if case.counted {
            self.counted.add(case.person);
        }
        if let Some(sum) = usize::from(case.kind).checked_sub(1).and_then(|n| self.other.get_mut(n))
        {
            sum.add(case.person);
        }
    }

    fn take(&mut self, other: &Tally) {
        self.counted.take(&other.counted);
        self.other.iter_mut().zip(&other.other).for_each(|(sum, other)| sum.take(other));
    }

    /// Whether these cases may be shown together. Where nothing is held back, also those that count
    /// in no time and are told with their reason alone.
    fn enough(&self, least: Least) -> bool {
        let other = |sum: &Sum| sum.cases == 0 || sum.enough(least);
        least == Least::ONE || (self.counted.enough(least) && self.other.iter().all(other))
    }

    /// Whether no figure is made of them, nor differs by them.
    fn harmless(&self) -> bool {
        self.counted.cases == 0 && self.other.iter().all(|sum| sum.cases == 0)
    }
}

/// Days put together until they are enough; what is left at the end waits for days to come. `cases`
/// are in the order of days.
pub(crate) fn blocks(cases: &[Shown], least: Least) -> Vec<Block> {
    let mut done = Vec::new();
    let (mut block, mut tally) = (Block::default(), Tally::default());
    for day in cases.chunk_by(|a, b| a.day == b.day) {
        if block.cases.is_empty() {
            block.first = day.first().map_or(0, |case| case.day);
        }
        block.last = day.first().map_or(0, |case| case.day);
        block.cases.extend(day);
        day.iter().for_each(|case| tally.add(case));
        if tally.enough(least) {
            done.push(std::mem::take(&mut block));
            tally = Tally::default();
        }
    }
    done
}

/// What a breakdown shows of each of its blocks: its parts by name, those that are held back left
/// out. It waits `patience` days for all of them to be large enough before it holds some back.
pub(crate) fn parts<K: Ord + Copy>(
    blocks: &[Block],
    least: Least,
    patience: i32,
    name: impl Fn(&Shown) -> K,
) -> Vec<BTreeMap<K, Block>> {
    let mut done = Vec::new();
    let mut held: BTreeMap<K, Held> = BTreeMap::new();
    let mut first = None;
    for block in blocks {
        for case in &block.cases {
            let part = held.entry(name(case)).or_default();
            part.tally.add(case);
            part.cases.push(*case);
        }
        let first_day = *first.get_or_insert(block.first);
        let waited = block.last - first_day >= patience;
        let fine = |part: &Held| part.tally.harmless() || part.tally.enough(least);
        if !waited && !held.values().all(fine) {
            continue;
        }
        let shown = shown(&held, least);
        if shown.is_empty() {
            continue;
        }
        let parts = std::mem::take(&mut held).into_iter().filter(|(name, _)| shown.contains(name));
        let whole = |part: Held| Block { first: first_day, last: block.last, cases: part.cases };
        done.push(parts.map(|(name, part)| (name, whole(part))).collect());
        first = None;
    }
    done
}

/// A part of a breakdown that waits to be shown.
#[derive(Debug, Default)]
struct Held {
    tally: Tally,
    cases: Vec<Shown>,
}

/// The parts that are shown: those too small are held back, and with them the next smallest until
/// what is held back is enough by itself.
fn shown<K: Ord + Copy>(parts: &BTreeMap<K, Held>, least: Least) -> BTreeSet<K> {
    let mut back = Tally::default();
    let mut fine: Vec<(usize, K)> = Vec::new();
    for (name, Held { tally, .. }) in parts {
        if tally.enough(least) {
            fine.push((tally.counted.cases, *name));
        } else {
            back.take(tally);
        }
    }
    fine.sort_unstable();
    let mut rest = fine.into_iter();
    while !back.harmless() && !back.enough(least) {
        let Some((_, next)) = rest.next() else { break };
        if let Some(part) = parts.get(&next) {
            back.take(&part.tally);
        }
    }
    rest.map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(at: usize, day: i32, person: u32) -> Shown {
        Shown { at, day, person, counted: true, kind: 0 }
    }

    #[test]
    fn days_wait_for_each_other() {
        let cases: Vec<Shown> = (0..12)
            .map(|n| case(n, i32::try_from(n).unwrap() / 2, u32::try_from(n % 5).unwrap() + 1))
            .collect();
        let found = blocks(&cases, Least::FIVE);
        let days: Vec<(i32, i32)> = found.iter().map(|block| (block.first, block.last)).collect();
        assert_eq!(days, [(0, 2), (3, 5)], "five people in three days");
        assert_eq!(blocks(&cases, Least::ONE).len(), 6);
        let alone: Vec<Shown> = (0..50).map(|n| case(n, 0, 1)).collect();
        assert!(blocks(&alone, Least::FIVE).is_empty(), "one person's cases are never shown");
    }

    #[test]
    fn what_counts_in_no_time_waits_for_nothing_where_nothing_is_held_back() {
        let mut cases: Vec<Shown> =
            (0..5).map(|n| case(n, 0, u32::try_from(n).unwrap() + 1)).collect();
        cases.push(Shown { counted: false, ..case(5, 4, 1) });
        assert_eq!(blocks(&cases, Least::FIVE).len(), 1);
        let whole = blocks(&cases, Least::ONE);
        assert_eq!(whole.len(), 2, "the day of the sixth is shown too");
        let shown = parts(&whole, Least::ONE, 28, |case| case.person);
        assert_eq!(
            shown.iter().flat_map(BTreeMap::values).map(|b| b.cases.len()).sum::<usize>(),
            6
        );
    }

    #[test]
    fn what_is_held_back_is_enough_by_itself() {
        // Three teams of five, and one person who works alone at night.
        let mut cases = Vec::new();
        for day in 0..40 {
            for person in 1..=16_u32 {
                cases.push(case(cases.len(), day, person));
            }
        }
        let team = |case: &Shown| (case.person - 1) / 5;
        let whole = blocks(&cases, Least::FIVE);
        for parts in parts(&whole, Least::FIVE, 28, team) {
            assert_eq!(parts.len(), 2, "the night and one team more are held back");
            assert!(!parts.contains_key(&3));
        }
    }

    #[test]
    fn differently_counted_cases_are_enough_or_absent() {
        let mut cases: Vec<Shown> = (0..5).map(|n| case(n, 0, u32::try_from(n).unwrap())).collect();
        assert_eq!(blocks(&cases, Least::FIVE).len(), 1);
        cases.push(Shown { counted: false, kind: 1, ..case(5, 0, 1) });
        assert!(blocks(&cases, Least::FIVE).is_empty(), "the difference would be one case");
    }

    /// Whoever may ask for any range and any breakdown, and subtract, learns nothing of one person:
    /// every difference of two ranges is made of cases by at least five.
    #[test]
    fn differences_of_ranges_are_enough() {
        let mut seed = 7_u64;
        let mut chance = move |n: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let mut cases = Vec::new();
        for day in 0..200 {
            // Some days only one person works.
            let people = if chance(3) == 0 { 1 } else { 9 };
            for _ in 0..chance(9) {
                cases.push(case(cases.len(), day, u32::try_from(chance(people)).unwrap()));
            }
        }
        let whole = blocks(&cases, Least::FIVE);
        let shown = |from: i32, until: i32| -> BTreeSet<usize> {
            let inside = whole.iter().filter(|b| b.first >= from && b.last < until);
            inside.flat_map(|b| b.cases.iter().map(|case| case.at)).collect()
        };
        let mut compared = 0;
        for from in (0..200).step_by(7) {
            for until in from..200 {
                for other in until..(until + 9).min(200) {
                    let (small, large) = (shown(from, until), shown(from, other));
                    let people: BTreeSet<u32> =
                        large.difference(&small).map(|at| cases[*at].person).collect();
                    assert!(people.is_empty() || people.len() >= 5, "{from} {until} {other}");
                    compared += usize::from(!people.is_empty());
                }
            }
        }
        assert!(compared > 100);
    }
}
