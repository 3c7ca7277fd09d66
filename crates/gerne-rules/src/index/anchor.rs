//! What a rule is woken by: the rarest things of which one must be there for it to match.

use super::{
    NONE, Seen,
    program::{Demand, Programs, Spot},
    terms::Terms,
};

/// What each term costs: how often posts hold it.
pub(super) struct Costs {
    costs: Vec<f64>,
}

/// What wakes a rule, and what must be there besides.
pub(super) struct Found {
    /// `None`: every post does.
    pub(super) anchors: Option<Vec<u32>>,
    /// One of these two must be there; `NONE` twice: nothing is known.
    pub(super) guard: (u32, u32),
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
    terms: Vec<u32>,
    cost: f64,
}

/// All that a part of a rule needs: each of them must be met.
type Needs = Vec<Need>;

/// Finds what wakes a rule.
pub(super) fn find(demand: &Demand, programs: &Programs, costs: &Costs) -> Found {
    let reader = Reader { programs, costs };
    let mut needs = reader.part(demand);
    needs.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.terms.len().cmp(&b.terms.len())));
    let mut needs = needs.into_iter();
    let anchors = needs.next();
    let guard = needs.find(|need| need.terms.len() <= 2);
    let guard = guard.map_or((NONE, NONE), |need| {
        let first = need.terms.first().copied().unwrap_or(NONE);
        (first, need.terms.get(1).copied().unwrap_or(first))
    });
    Found { anchors: anchors.map(|need| need.terms), guard }
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
        let mut terms = Vec::new();
        let mut cost = 0.0;
        for needs in parts {
            let cheapest = needs.into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
            let Some(need) = cheapest else { return Needs::new() };
            cost += need.cost;
            terms.extend(need.terms);
        }
        terms.sort_unstable();
        terms.dedup();
        if terms.is_empty() { Needs::new() } else { vec![Need { terms, cost }] }
    }

    fn spot(&self, spot: u32) -> Needs {
        match self.programs.spots.get(spot as usize) {
            Some(Spot::Term(term)) => vec![self.term(*term)],
            Some(Spot::Row(terms)) => terms.iter().map(|term| self.term(*term)).collect(),
            Some(Spot::Any(parts)) => self.either(parts.iter().map(|part| self.spot(*part))),
            Some(Spot::Near { left, right, .. }) => {
                let mut needs = self.spot(*left);
                needs.extend(self.spot(*right));
                needs
            }
            Some(Spot::Window { parts, .. }) => {
                parts.iter().flat_map(|part| self.spot(*part)).collect()
            }
            None => Needs::new(),
        }
    }

    fn term(&self, term: u32) -> Need {
        Need { terms: vec![term], cost: self.costs.of(term) }
    }
}
