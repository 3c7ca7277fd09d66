//! A rule as a row of steps with one flag between them: no tree to walk, no stack.

use super::terms::Terms;
use crate::{
    field::Field,
    plan::{Place, Plan},
    tree::Number,
};

/// A step. The flag is what the last one found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Is this term there?
    Term(u32),
    /// Is something at this place?
    Place(u32),
    /// Does this test hold?
    Test(u32),
    /// The contrary.
    Not,
    /// Onwards there, if not.
    Unless(u32),
    /// Onwards there, if so.
    If(u32),
    /// Yes or no, whatever was.
    Say(bool),
}

/// What stands at a place, with terms as numbers. Small, and its parts beside each other: thousands are
/// looked at for one post.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    Term(u32),
    /// Terms one right behind the other.
    Row(Run),
    /// One of these terms.
    Terms(Run),
    /// One of these spots.
    Any(Run),
    Near {
        left: u32,
        right: u32,
        words: u32,
        ordered: bool,
    },
    Window {
        parts: Run,
        extra: u32,
    },
}

/// Numbers of terms or spots, in [`Programs::run`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    from: u32,
    to: u32,
}

/// What of a rule must be there, for finding what wakes it.
#[derive(Debug)]
pub(super) enum Demand {
    All(Vec<Demand>),
    Any(Vec<Demand>),
    Term(u32),
    Spot(u32),
    /// Nothing that could wake a rule.
    Nothing,
}

/// A comparison.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Number(Field, Vec<(Option<Number>, Option<Number>)>),
    Sample(i64),
    Like(Vec<String>, i64),
}

/// Where a rule's steps are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Program {
    pub(super) from: u32,
    pub(super) to: u32,
    /// What is shown of a hit: terms and places that are asked for.
    pub(super) shown: (u32, u32),
}

/// The steps of all rules.
#[derive(Debug, Default)]
pub(super) struct Programs {
    pub(super) steps: Vec<Step>,
    pub(super) spots: Vec<Spot>,
    pub(super) tests: Vec<Test>,
    /// Terms and places that are asked for.
    pub(super) shown: Vec<Step>,
    all: Vec<Program>,
    runs: Vec<u32>,
}

impl Programs {
    /// Adds a rule, and says what of it must be there.
    pub(super) fn add(&mut self, plan: &Plan, terms: &mut Terms) -> Demand {
        let (from, shown) = (self.here(), number(self.shown.len()));
        let demand = self.compile(plan, true, terms);
        let program = Program { from, to: self.here(), shown: (shown, number(self.shown.len())) };
        self.all.push(program);
        demand
    }

    pub(super) fn get(&self, rule: u32) -> Option<&Program> {
        self.all.get(rule as usize)
    }

    pub(super) fn run(&self, run: Run) -> &[u32] {
        self.runs.get(run.from as usize..run.to as usize).unwrap_or_default()
    }

    fn here(&self) -> u32 {
        number(self.steps.len())
    }

    fn compile(&mut self, plan: &Plan, said: bool, terms: &mut Terms) -> Demand {
        match plan {
            Plan::All(parts) => Demand::All(self.several(parts, said, terms, Step::Unless)),
            Plan::Any(parts) => Demand::Any(self.several(parts, said, terms, Step::If)),
            Plan::Not(part) => {
                self.compile(part, !said, terms);
                self.steps.push(Step::Not);
                Demand::Nothing
            }
            Plan::Look(look) => {
                let term = terms.number(look);
                self.push(Step::Term(term), said);
                Demand::Term(term)
            }
            Plan::Place(place) => {
                let spot = self.spot(place, terms);
                self.push(Step::Place(spot), said);
                Demand::Spot(spot)
            }
            Plan::Number(field, bounds) => self.test(Test::Number(*field, bounds.clone())),
            Plan::Sample(share) => self.test(Test::Sample(*share)),
            Plan::Like { texts, least } => self.test(Test::Like(texts.clone(), *least)),
            Plan::True => {
                self.steps.push(Step::Say(true));
                Demand::Nothing
            }
        }
    }

    fn several(
        &mut self,
        parts: &[Plan],
        said: bool,
        terms: &mut Terms,
        jump: fn(u32) -> Step,
    ) -> Vec<Demand> {
        let (mut jumps, mut demands) = (Vec::new(), Vec::new());
        for (nth, part) in parts.iter().enumerate() {
            if nth > 0 {
                jumps.push(self.steps.len());
                self.steps.push(jump(0));
            }
            demands.push(self.compile(part, said, terms));
        }
        if parts.is_empty() {
            // Of nothing, all is there and none is.
            self.steps.push(Step::Say(matches!(jump(0), Step::Unless(_))));
        }
        let end = self.here();
        for at in jumps {
            if let Some(step) = self.steps.get_mut(at) {
                *step = jump(end);
            }
        }
        demands
    }

    fn push(&mut self, step: Step, said: bool) {
        self.steps.push(step);
        if said {
            self.shown.push(step);
        }
    }

    fn test(&mut self, test: Test) -> Demand {
        self.steps.push(Step::Test(number(self.tests.len())));
        self.tests.push(test);
        Demand::Nothing
    }

    fn spot(&mut self, place: &Place, terms: &mut Terms) -> u32 {
        let spot = match place {
            Place::Look(look) => Spot::Term(terms.number(look)),
            Place::Row(looks) => Spot::Row(self.keep(looks, |_, look| terms.number(look))),
            Place::Any(parts) if parts.iter().all(|part| matches!(part, Place::Look(_))) => {
                let looks = parts.iter().filter_map(|part| match part {
                    Place::Look(look) => Some(look),
                    _ => None,
                });
                Spot::Terms(self.keep(looks, |_, look| terms.number(look)))
            }
            Place::Any(parts) => {
                Spot::Any(self.keep(parts, |programs, part| programs.spot(part, terms)))
            }
            Place::Near { left, right, words, ordered } => Spot::Near {
                left: self.spot(left, terms),
                right: self.spot(right, terms),
                words: *words,
                ordered: *ordered,
            },
            Place::Window { parts, extra } => Spot::Window {
                parts: self.keep(parts, |programs, part| programs.spot(part, terms)),
                extra: *extra,
            },
        };
        self.spots.push(spot);
        number(self.spots.len() - 1)
    }

    /// Puts parts beside each other.
    fn keep<T>(
        &mut self,
        parts: impl IntoIterator<Item = T>,
        mut number_of: impl FnMut(&mut Self, T) -> u32,
    ) -> Run {
        let numbers: Vec<u32> = parts.into_iter().map(|part| number_of(self, part)).collect();
        let from = number(self.runs.len());
        self.runs.extend(numbers);
        Run { from, to: number(self.runs.len()) }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
