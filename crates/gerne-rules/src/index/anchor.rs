//! What a rule is woken by: the rarest things of which one must be there for it to match.

use super::{
    NONE, Seen,
    program::{Demand, Programs, Run, Spot},
    terms::Terms,
};

/// What each term costs: how often posts hold it.
pub(super) struct Costs {
    costs: Vec<f64>,
}

/// Terms of which one must be there besides, the last repeated; `NONE` in the first: nothing is known.
pub(super) type Guard = [u32; 4];

/// A term that wakes a rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) term: u32,
    pub(super) guard: Guard,
    /// How often posts hold what guards.
    passed: f64,
}

/// A rule that wakes on more than this share of all posts may as well be looked at always.
const COMMON: f64 = 0.02;

impl Costs {
    pub(super) fn new(terms: &Terms, seen: &Seen) -> Self {
        let cost = |name: &u64| match seen.counts.get(name) {
            Some(count) if seen.posts > 0.0 => (count / seen.posts).max(1e-7),
            // Seen in none of many posts, or nothing is known yet.
            _ if seen.posts > 1000.0 => 0.5 / seen.posts,
            _ => COMMON,
        };
        Self { costs: terms.names.iter().map(cost).collect() }
    }

    fn of(&self, term: u32) -> f64 {
        self.costs.get(term as usize).copied().unwrap_or(1.0)
    }
}

/// A set of terms of which one must be there, and what it costs to be woken by them.
#[derive(Clone, Debug)]
struct Need {
    anchors: Vec<Anchor>,
    cost: f64,
}

/// All that a part of a rule needs: each of them must be met.
type Needs = Vec<Need>;

/// Finds what wakes a rule. `None`: every post does.
pub(super) fn find(demand: &Demand, programs: &Programs, costs: &Costs) -> Option<Vec<Anchor>> {
    let reader = Reader { programs, costs };
    cheapest(reader.part(demand)).map(|need| need.anchors)
}

/// Of several needs the one that wakes most seldom, guarded by the next.
fn cheapest(mut needs: Needs) -> Option<Need> {
    needs.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.anchors.len().cmp(&b.anchors.len())));
    let mut needs = needs.into_iter();
    let mut need = needs.next()?;
    if let Some((guard, passed)) = needs.find_map(|need| Some((guard(&need)?, need.cost))) {
        for anchor in need.anchors.iter_mut().filter(|anchor| passed < anchor.passed) {
            (anchor.guard, anchor.passed) = (guard, passed);
        }
    }
    Some(need)
}

/// A need that is looked up in a glance.
fn guard(need: &Need) -> Option<Guard> {
    let mut terms: Vec<u32> = need.anchors.iter().map(|anchor| anchor.term).collect();
    terms.dedup();
    let last = *terms.last()?;
    let mut guard = [last; 4];
    if terms.len() > guard.len() {
        return None;
    }
    guard.iter_mut().zip(terms).for_each(|(place, term)| *place = term);
    Some(guard)
}

struct Reader<'p> {
    programs: &'p Programs,
    costs: &'p Costs,
}

impl Reader<'_> {
    fn part(&self, demand: &Demand) -> Needs {
        match demand {
            Demand::All(parts) => parts.iter().flat_map(|part| self.part(part)).collect(),
            Demand::Any(parts) => self.either(parts.iter().map(|part| self.part(part))),
            Demand::Term(term) => vec![self.term(*term)],
            Demand::Spot(spot) => self.spot(*spot),
            Demand::Nothing => Needs::new(),
        }
    }

    /// One of several parts: for each its cheapest need, together.
    fn either(&self, parts: impl Iterator<Item = Needs>) -> Needs {
        let mut anchors = Vec::new();
        let mut cost = 0.0;
        for needs in parts {
            let Some(need) = cheapest(needs) else { return Needs::new() };
            cost += need.cost;
            anchors.extend(need.anchors);
        }
        anchors.sort_unstable_by_key(|anchor: &Anchor| (anchor.term, anchor.guard));
        anchors.dedup_by_key(|anchor| (anchor.term, anchor.guard));
        if anchors.is_empty() { Needs::new() } else { vec![Need { anchors, cost }] }
    }

    fn spot(&self, spot: u32) -> Needs {
        let each = |run: &Run| self.programs.run(*run).iter();
        match self.programs.spots.get(spot as usize) {
            Some(Spot::Term(term)) => vec![self.term(*term)],
            Some(Spot::Row(terms)) => each(terms).map(|term| self.term(*term)).collect(),
            Some(Spot::Terms(terms)) => self.either(each(terms).map(|term| vec![self.term(*term)])),
            Some(Spot::Any(parts)) => self.either(each(parts).map(|part| self.spot(*part))),
            Some(Spot::Near { left, right, .. }) => {
                let mut needs = self.spot(*left);
                needs.extend(self.spot(*right));
                needs
            }
            Some(Spot::Window { parts, .. }) => {
                each(parts).flat_map(|part| self.spot(*part)).collect()
            }
            None => Needs::new(),
        }
    }

    fn term(&self, term: u32) -> Need {
        let anchor = Anchor { term, guard: [NONE; 4], passed: f64::INFINITY };
        Need { anchors: vec![anchor], cost: self.costs.of(term) }
    }
}
