//! A rule as a row of steps with one flag between them: no tree to walk, no stack.

use super::terms::Terms;
use crate::{
    field::Field,
    plan::{Look, Place, Plan},
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

/// What stands at a place, with terms as numbers.
#[derive(Clone, Debug)]
pub(super) enum Spot {
    Term(u32),
    Row(Vec<u32>),
    Any(Vec<u32>),
    Near { left: u32, right: u32, words: u32, ordered: bool },
    Window { parts: Vec<u32>, extra: u32 },
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
        let mut all = |looks: &[Look]| looks.iter().map(|look| terms.number(look)).collect();
        let spot = match place {
            Place::Look(look) => Spot::Term(terms.number(look)),
            Place::Row(looks) => Spot::Row(all(looks)),
            Place::Any(parts) => {
                Spot::Any(parts.iter().map(|part| self.spot(part, terms)).collect())
            }
            Place::Near { left, right, words, ordered } => Spot::Near {
                left: self.spot(left, terms),
                right: self.spot(right, terms),
                words: *words,
                ordered: *ordered,
            },
            Place::Window { parts, extra } => Spot::Window {
                parts: parts.iter().map(|part| self.spot(part, terms)).collect(),
                extra: *extra,
            },
        };
        self.spots.push(spot);
        number(self.spots.len() - 1)
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
