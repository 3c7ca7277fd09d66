//! Many rules at once: each is looked at only by posts that hold the rarest thing it asks for.

mod anchor;
mod cache;
mod eval;
mod program;
mod scratch;
mod terms;

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use gerne_text::Lexicon;

pub use self::scratch::{Hit, Mark, Scratch};
use self::{
    anchor::{Costs, Guard},
    program::{Program, Programs},
    terms::Terms,
};
use crate::{
    field::Field,
    plan::{Plan, plan},
    term::{ZONES, Zone},
    tree::{Leaf, Rule, Value},
};

/// Whatever the caller calls a rule by.
pub type RuleId = u64;

/// Rules prepared for matching. It is never changed; a change makes another one.
#[derive(Debug)]
pub struct Index {
    /// Tells its scratch space from that of others.
    serial: u64,
    lexicon: Arc<Lexicon>,
    ids: Vec<RuleId>,
    terms: Terms,
    programs: Programs,
    /// For each term the rules it wakes: where they begin in `postings`.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Rules that every post wakes.
    always: Vec<u32>,
    zones: Vec<Zone>,
    /// Fields that some rule asks for.
    fields: HashSet<Field>,
}

/// A rule that a term wakes, and what else must be there.
#[derive(Clone, Copy, Debug)]
struct Posting {
    rule: u32,
    guard: Guard,
}

/// No term.
const NONE: u32 = u32::MAX;

impl Index {
    /// Prepares rules. `seen` says how many of a number of posts held a term, as learned from
    /// [`Scratch::learned`]; it decides what a rule is woken by, never whether it matches.
    pub fn new<'r>(
        rules: impl IntoIterator<Item = (RuleId, &'r Rule)>,
        lexicon: Arc<Lexicon>,
        seen: &Seen,
    ) -> Self {
        let planned: Vec<_> = rules.into_iter().map(|(id, rule)| (id, rule, plan(rule))).collect();
        let planned = planned.iter().map(|(id, rule, plan)| (*id, *rule, plan));
        Self::planned(planned, lexicon, seen)
    }

    /// The same, of rules whose words have been looked up before: that is what takes long.
    pub(crate) fn planned<'r>(
        rules: impl IntoIterator<Item = (RuleId, &'r Rule, &'r Plan)>,
        lexicon: Arc<Lexicon>,
        seen: &Seen,
    ) -> Self {
        static SERIAL: AtomicU64 = AtomicU64::new(1);
        let mut terms = Terms::default();
        let mut programs = Programs::default();
        let (mut ids, mut zones, mut demands) = (Vec::new(), Vec::new(), Vec::new());
        let mut fields = HashSet::new();
        for (id, rule, plan) in rules {
            ids.push(id);
            let leaves = rule.root.leaves();
            fields.extend(leaves.iter().filter_map(|leaf| match leaf {
                Leaf::Field(field, _) => Some(*field),
                _ => None,
            }));
            zones.extend(leaves.into_iter().filter_map(zone_of));
            demands.push(programs.add(plan, &mut terms));
        }
        zones.sort_unstable();
        zones.dedup();
        terms.finish();
        let costs = Costs::new(&terms, seen);
        let mut woken: Vec<(u32, Posting)> = Vec::new();
        let mut always = Vec::new();
        for (nth, demand) in (0..).zip(&demands) {
            match anchor::find(demand, &programs, &costs) {
                Some(anchors) => woken.extend(
                    anchors
                        .into_iter()
                        .map(|anchor| (anchor.term, Posting { rule: nth, guard: anchor.guard })),
                ),
                None => always.push(nth),
            }
        }
        woken.sort_unstable_by_key(|(term, posting)| (*term, posting.rule));
        let mut starts = Vec::with_capacity(terms.len() + 1);
        let mut at = 0;
        for term in 0..=u32::try_from(terms.len()).unwrap_or(NONE) {
            while woken.get(at).is_some_and(|(woke, _)| *woke < term) {
                at += 1;
            }
            starts.push(u32::try_from(at).unwrap_or(NONE));
        }
        let postings = woken.into_iter().map(|(_, posting)| posting).collect();
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        Self { serial, lexicon, ids, terms, programs, starts, postings, always, zones, fields }
    }

    /// Whether any rule asks for a field.
    pub fn asks(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// How many rules it holds.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn woken(&self, term: u32) -> &[Posting] {
        let place = |term: u32| self.starts.get(term as usize).map_or(0, |at| *at as usize);
        self.postings.get(place(term)..place(term + 1)).unwrap_or_default()
    }

    fn program(&self, rule: u32) -> Option<&Program> {
        self.programs.get(rule)
    }
}

/// In how many posts terms were seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    posts: f64,
    counts: HashMap<u64, f64>,
}

impl Seen {
    /// Adds what a scratch space has counted since, and lets older counts fade by half.
    pub fn learn(&mut self, learned: Seen) {
        self.posts = self.posts / 2.0 + learned.posts;
        self.counts.values_mut().for_each(|count| *count /= 2.0);
        for (key, count) in learned.counts {
            *self.counts.entry(key).or_default() += count;
        }
        self.counts.retain(|_, count| *count >= 0.01);
    }

    /// Posts that were counted, older ones faded.
    pub fn posts(&self) -> f64 {
        self.posts
    }
}

/// The part of a post besides its text in which a leaf is looked up.
fn zone_of(leaf: &Leaf) -> Option<Zone> {
    let Leaf::Field(field, values) = leaf else { return None };
    let zone = match field {
        Field::Subject => Zone::Title,
        Field::Name => Zone::Name,
        Field::Bio => Zone::Bio,
        Field::Place => Zone::Place,
        _ => return None,
    };
    let said = values.iter().any(|value| matches!(value, Value::Text(_)));
    (said && ZONES.contains(&zone)).then_some(zone)
}

#[cfg(test)]
mod tests;
