//! Mistakes of the grammar: where they are, and a change that leads to a rule.

use std::ops::Range;

use super::{Parser, Part, Read, Stop, is_place};
use crate::{lex::Kind, print::operand, tree::Node};

/// What an empty rule could be.
const EXAMPLE: &str = "outage OR Störung";

/// Signs that open and close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Curly,
}

impl Bracket {
    fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Round => ("(", ")"),
            Self::Curly => ("{", "}"),
        }
    }

    fn closed_by(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Close => Some(Self::Round),
            Kind::CloseBrace => Some(Self::Curly),
            _ => None,
        }
    }
}

impl Parser<'_> {
    /// Signs that say nothing, or not even these.
    pub(super) fn nothing_at_all(&mut self) -> Stop {
        let at = 0..self.tokens.last().map_or(0, |last| last.at.end);
        self.problems.error("rule.empty", at.clone()).fixed_by(at, EXAMPLE);
        Stop
    }

    /// Nothing follows in an opened bracket: it is empty, or the rule ends with it.
    pub(super) fn nothing_inside(&mut self, open: Range<usize>) -> Stop {
        let key = if self.peek().is_some() { "bracket.empty" } else { "bracket.never_closed" };
        let at = open.start..self.place().end;
        let fixed = if self.peek().is_some() { at.clone() } else { open.clone() };
        let bracket = self.problems.source(&open).to_owned();
        let problem = self.problems.error(key, if key == "bracket.empty" { at } else { open });
        problem.with("bracket", bracket).fixed_by(fixed, "");
        Stop
    }

    /// The bracket opened last meets the end of the rule or of another kind of bracket.
    pub(super) fn not_closed(&mut self, open: Range<usize>) -> Stop {
        let (sign, end) = self.open.pop().unwrap_or(Bracket::Round).signs();
        let next = self.place();
        // One of the other kind closes what it can; else it is the wrong sign.
        let at = match self.peek().and_then(Bracket::closed_by) {
            Some(other) if !self.open.contains(&other) => next,
            _ => next.start..next.start,
        };
        let problem = self.problems.error("bracket.never_closed", open);
        problem.with("bracket", sign).fixed_by(at, end);
        Stop
    }

    pub(super) fn quote_not_closed(&mut self, at: Range<usize>) -> Stop {
        let empty = self.problems.source(&at).chars().skip(1).all(char::is_whitespace);
        let (fixed, with) = if empty { (at.clone(), "") } else { (at.end..at.end, "\"") };
        let column = self.problems.column(at.start).to_string();
        let problem = self.problems.error("quote.never_closed", at);
        problem.with("column", column).fixed_by(fixed, with);
        Stop
    }

    /// An operator at the end, or before a closing bracket.
    pub(super) fn nothing_follows(&mut self) -> Read<()> {
        let at = self.before();
        self.skip_strays();
        if !matches!(self.peek(), None | Some(Kind::Close | Kind::CloseBrace)) {
            return Ok(());
        }
        let operator = self.problems.source(&at).to_owned();
        let problem = self.problems.error("operator.nothing_after", at.clone());
        problem.with("operator", operator).fixed_by(at, "");
        Err(Stop)
    }

    /// An operator where something to look for should stand.
    pub(super) fn nothing_before(&mut self) -> Stop {
        let at = self.place();
        let operator = self.problems.source(&at).to_owned();
        let before = self.before();
        let other = match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(token) if matches!(token.kind, Kind::And | Kind::Or | Kind::Near(..)) => {
                Some(self.problems.source(&before).to_owned())
            }
            _ => None,
        };
        let remove =
            other.as_ref().map_or(operator.clone(), |other| format!("{other} / {operator}"));
        let problem = self.problems.error("operator.nothing_before", at.clone());
        problem.with("operator", operator).with("remove", remove);
        // Of two operators the first is taken out, with the blank behind it.
        let taken = if other.is_some() { before.start..at.start } else { at };
        problem.fixed_by(taken, "");
        Stop
    }

    /// A bracket ends where something to look for should stand.
    pub(super) fn nothing(&mut self) -> Stop {
        if self.peek().is_none() {
            return self.nothing_at_all();
        }
        let at = self.place();
        let bracket = self.problems.source(&at).to_owned();
        let problem = self.problems.error("bracket.never_opened", at.clone());
        problem.with("bracket", bracket).fixed_by(at, "");
        Stop
    }

    /// A side of NEAR that stands nowhere. What is denied is denied near the other; of several words each
    /// is near it; where neither can be, all of it has to be there, near or not.
    pub(super) fn no_operand(
        &mut self,
        (side, other): (&Part, &Part),
        first: bool,
        at: &Range<usize>,
    ) -> Stop {
        let [part, far, operator] =
            [&side.at, &other.at, at].map(|at| self.problems.source(at).to_owned());
        let near = |piece: &str| match first {
            true => format!("({piece} {operator} {far})"),
            false => format!("({far} {operator} {piece})"),
        };
        let with = match &side.node {
            Node::And(parts) if parts.iter().all(is_place) => {
                parts.iter().map(|part| near(&operand(part))).collect::<Vec<_>>().join(" ")
            }
            Node::Not(inner) if first => format!("-{}", near(&operand(inner))),
            Node::Not(inner) => format!("{far} -{}", near(&operand(inner))),
            _ if first => format!("{part} {far}"),
            _ => format!("{far} {part}"),
        };
        let whole = side.at.start.min(other.at.start)..side.at.end.max(other.at.end);
        let problem = self.problems.error("near.operand", side.at.clone());
        problem.with("operator", operator).with("part", part).fixed_by(whole, with);
        Stop
    }

    pub(super) fn no_window(
        &mut self,
        side: &Range<usize>,
        tilde: &Range<usize>,
        without: Range<usize>,
    ) -> Stop {
        let part = self.problems.source(side).to_owned();
        let problem = self.problems.error("window.operand", tilde.clone());
        problem.with("part", part).fixed_by(without, "");
        Stop
    }
}
