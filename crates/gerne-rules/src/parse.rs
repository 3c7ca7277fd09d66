//! Text to meaning: recursive descent, one function for each line of the grammar.

mod value;
mod word;

use std::ops::Range;

pub(crate) use self::word::is_plain;
use crate::{
    DEEPEST, FARTHEST, LEAVES, LONGEST, NEAR, WILDCARDS, check,
    lex::{Kind, Token, lex},
    problem::{Problem, Problems},
    tree::{Leaf, Node, Rule},
};

/// What came of reading a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The rule, unless there is an error.
    pub rule: Option<Rule>,
    /// Errors and warnings, in the order of their place.
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// The first error.
    pub fn error(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.severity == crate::Severity::Error)
    }
}

/// Reads a rule. Takes time in proportion to its length, and never panics.
pub fn parse(text: &str) -> Parsed {
    let mut problems = Problems::new(text);
    let length = text.chars().count();
    if length > LONGEST {
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let problem = problems.error("rule.too_long", cut..text.len());
        problem.with("length", length.to_string()).with("limit", LONGEST.to_string());
        return Parsed { rule: None, problems: problems.found };
    }
    let mut parser =
        Parser { tokens: lex(text), at: 0, depth: 0, leaves: 0, wildcards: 0, problems };
    let root = parser.rule();
    let mut problems = parser.problems;
    let rule = match root {
        Ok(root) if !problems.any_error() => check::rule(root, &mut problems),
        _ => None,
    };
    let mut found = problems.found;
    found.sort_by_key(|problem| problem.at.start);
    Parsed { rule, problems: found }
}

/// An error was told, and nothing behind it would make sense.
#[derive(Debug)]
pub(crate) struct Stop;

/// A part of the rule, and where it stands.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) node: Node,
    pub(crate) at: Range<usize>,
    /// For checks that speak of places: the parts of a conjunction or alternative.
    pub(crate) inner: Vec<Part>,
}

impl Part {
    fn leaf(leaf: Leaf, at: Range<usize>) -> Self {
        Self { node: Node::Leaf(leaf), at, inner: Vec::new() }
    }
}

type Read<T> = Result<T, Stop>;

pub(super) struct Parser<'t> {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    leaves: usize,
    wildcards: usize,
    problems: Problems<'t>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn place(&self) -> Range<usize> {
        let end = self.tokens.last().map_or(0, |last| last.at.end);
        self.tokens.get(self.at).map_or(end..end, |token| token.at.clone())
    }

    /// Where the piece that was taken last stands.
    fn before(&self) -> Range<usize> {
        let token = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        token.map_or(0..0, |token| token.at.clone())
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Nothing stands between the next piece and the one before it.
    fn is_tight(&self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.tight)
    }

    fn rule(&mut self) -> Read<Part> {
        if self.tokens.iter().all(|token| token.kind == Kind::Stray) {
            self.problems.error("rule.empty", 0..self.place().end);
            return Err(Stop);
        }
        let root = self.or()?;
        if self.at < self.tokens.len() {
            let at = self.place();
            let bracket = self.problems.source(&at).to_owned();
            let problem = self.problems.error("bracket.never_opened", at.clone());
            problem.with("bracket", bracket).fixed_by(at, "");
            return Err(Stop);
        }
        Ok(root)
    }

    fn or(&mut self) -> Read<Part> {
        if self.depth >= DEEPEST {
            let at = self.before();
            self.problems.error("rule.too_deep", at).with("limit", DEEPEST.to_string());
            return Err(Stop);
        }
        self.depth += 1;
        let mut parts = vec![self.and()?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            self.nothing_follows()?;
            parts.push(self.and()?);
        }
        self.depth -= 1;
        Ok(joined(parts, Node::any))
    }

    fn and(&mut self) -> Read<Part> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                Some(Kind::And) => {
                    if parts.is_empty() {
                        return Err(self.nothing_before());
                    }
                    self.at += 1;
                    self.nothing_follows()?;
                }
                Some(Kind::Near(..)) => return Err(self.nothing_before()),
                Some(Kind::Or) if parts.is_empty() => return Err(self.nothing_before()),
                Some(Kind::Stray) => {
                    self.stray();
                    continue;
                }
                None | Some(Kind::Or | Kind::Close | Kind::CloseBrace) => break,
                Some(_) => {}
            }
            if matches!(self.peek(), Some(Kind::Stray)) {
                continue;
            }
            parts.push(self.near()?);
        }
        if parts.is_empty() {
            return Err(self.nothing());
        }
        Ok(joined(parts, Node::all))
    }

    fn near(&mut self) -> Read<Part> {
        let mut left = self.not()?;
        while let Some(Kind::Near(distance, ordered)) = self.peek().cloned() {
            let operator = self.place();
            self.at += 1;
            let words = self.distance(distance.as_deref(), &operator)?;
            self.nothing_follows()?;
            let right = self.not()?;
            for (side, other, first) in [(&left, &right, true), (&right, &left, false)] {
                if !is_place(&side.node) {
                    return Err(self.no_operand(side, other, first, &operator));
                }
            }
            let at = left.at.start..right.at.end;
            let (left_node, right_node) = (Box::new(left.node), Box::new(right.node));
            let node = Node::Near { left: left_node, right: right_node, words, ordered };
            left = Part { node, at, inner: Vec::new() };
        }
        Ok(left)
    }

    fn not(&mut self) -> Read<Part> {
        if self.peek() != Some(&Kind::Not) {
            return self.primary();
        }
        let start = self.place().start;
        // Each sign of a long row of them is one step, not one call.
        let mut denied = false;
        while self.peek() == Some(&Kind::Not) {
            denied = !denied;
            self.at += 1;
        }
        self.nothing_follows()?;
        let part = self.primary()?;
        let at = start..part.at.end;
        let node = if denied { Node::not(part.node) } else { part.node };
        Ok(Part { node, at, inner: Vec::new() })
    }

    fn primary(&mut self) -> Read<Part> {
        let Some(token) = self.take() else { return Err(self.nothing()) };
        let at = token.at.clone();
        let part = match token.kind {
            Kind::Open => self.group(at)?,
            Kind::OpenBrace => self.braces(at)?,
            Kind::Quoted(inside) => self.phrase(&inside, at)?,
            Kind::Unclosed => {
                let column = self.problems.source(&(0..at.start)).chars().count() + 1;
                let problem = self.problems.error("quote.never_closed", at.clone());
                problem.with("column", column.to_string());
                if self.problems.source(&at).chars().skip(1).all(char::is_whitespace) {
                    self.fix_last(at, "");
                } else {
                    self.fix_last(at.end..at.end, "\"");
                }
                return Err(Stop);
            }
            Kind::Exact => self.exact(at)?,
            Kind::Field(name) => self.field(&name, at)?,
            Kind::Word(word) => self.word(&word, at)?,
            Kind::Tilde(_) => return Err(self.no_window(&at, &at)),
            Kind::And | Kind::Or | Kind::Near(..) => {
                self.at -= 1;
                return Err(self.nothing_before());
            }
            Kind::Not => return self.not(),
            Kind::Close | Kind::CloseBrace | Kind::Bounds(..) | Kind::Stray => {
                self.at -= 1;
                return Err(self.nothing());
            }
        };
        self.window(part)
    }

    fn group(&mut self, open: Range<usize>) -> Read<Part> {
        if self.peek() == Some(&Kind::Close) {
            let at = open.start..self.place().end;
            self.problems.error("bracket.empty", at.clone()).fixed_by(at, "");
            return Err(Stop);
        }
        let mut part = self.or()?;
        if self.peek() != Some(&Kind::Close) {
            let end = self.tokens.last().map_or(0, |last| last.at.end);
            let problem = self.problems.error("bracket.never_closed", open);
            problem.with("bracket", "(").fixed_by(end..end, ")");
            return Err(Stop);
        }
        part.at = open.start..self.place().end;
        self.at += 1;
        Ok(part)
    }

    /// Gmail's `{a b}`: one of them.
    fn braces(&mut self, open: Range<usize>) -> Read<Part> {
        let mut parts = Vec::new();
        self.depth += 1;
        if self.depth >= DEEPEST {
            self.problems.error("rule.too_deep", open).with("limit", DEEPEST.to_string());
            return Err(Stop);
        }
        loop {
            match self.peek() {
                Some(Kind::CloseBrace) => break,
                Some(Kind::Or) if !parts.is_empty() => {
                    self.at += 1;
                }
                None | Some(Kind::Close) => {
                    let end = self.before().end;
                    let problem = self.problems.error("bracket.never_closed", open);
                    problem.with("bracket", "{").fixed_by(end..end, "}");
                    return Err(Stop);
                }
                Some(Kind::Stray) => self.stray(),
                Some(_) => parts.push(self.near()?),
            }
        }
        self.depth -= 1;
        let at = open.start..self.place().end;
        self.at += 1;
        if parts.is_empty() {
            self.problems.error("bracket.empty", at.clone()).fixed_by(at, "");
            return Err(Stop);
        }
        let mut part = joined(parts, Node::any);
        part.at = at;
        Ok(part)
    }

    /// `~n` behind a phrase or a group.
    fn window(&mut self, part: Part) -> Read<Part> {
        let Some(Kind::Tilde(distance)) = self.peek().cloned() else { return Ok(part) };
        let tilde = self.place();
        if !self.is_tight() {
            return Err(self.no_window(&tilde, &tilde));
        }
        self.at += 1;
        let extra = self.distance(distance.as_deref(), &tilde)?;
        let parts: Vec<Node> = match part.node {
            Node::Leaf(Leaf::Phrase(items)) if items.len() > 1 => {
                items.into_iter().map(word::item_node).collect()
            }
            Node::And(parts) if parts.iter().all(is_place) => parts,
            _ => return Err(self.no_window(&part.at, &tilde)),
        };
        let at = part.at.start..tilde.end;
        Ok(Part { node: Node::Window { parts, extra }, at, inner: Vec::new() })
    }

    fn distance(&mut self, written: Option<&str>, at: &Range<usize>) -> Read<u8> {
        let Some(written) = written else { return Ok(NEAR) };
        let number = written.parse::<u32>().ok();
        if let Some(words) = number.and_then(|number| u8::try_from(number).ok())
            && words <= FARTHEST
        {
            return Ok(words);
        }
        let source = self.problems.source(at).to_owned();
        let near = if number.is_some() || written.len() > 9 { FARTHEST } else { NEAR };
        let with = source.replacen(written, &near.to_string(), usize::from(!written.is_empty()));
        let with = if written.is_empty() { format!("{source}{near}") } else { with };
        let problem = self.problems.error("near.distance", at.clone());
        problem.with("least", "0").with("most", FARTHEST.to_string()).fixed_by(at.clone(), with);
        Err(Stop)
    }

    fn count(&mut self, at: &Range<usize>, wildcards: usize) -> Read<()> {
        self.leaves += 1;
        self.wildcards += wildcards;
        let (key, limit) = if self.leaves > LEAVES {
            ("rule.too_many_words", LEAVES)
        } else if self.wildcards > WILDCARDS {
            ("rule.too_many_wildcards", WILDCARDS)
        } else {
            return Ok(());
        };
        self.problems.error(key, at.clone()).with("limit", limit.to_string());
        Err(Stop)
    }

    fn stray(&mut self) {
        let at = self.place();
        self.at += 1;
        let sign = self.problems.source(&at).to_owned();
        self.problems.warning("sign.ignored", at.clone()).with("sign", sign).fixed_by(at, "");
    }

    fn fix_last(&mut self, at: Range<usize>, with: &str) {
        if let Some(problem) = self.problems.found.last_mut() {
            problem.fixed_by(at, with);
        }
    }

    /// An operator at the end, or before a closing bracket.
    fn nothing_follows(&mut self) -> Read<()> {
        if !matches!(self.peek(), None | Some(Kind::Close | Kind::CloseBrace)) {
            return Ok(());
        }
        let at = self.before();
        let operator = self.problems.source(&at).to_owned();
        let problem = self.problems.error("operator.nothing_after", at.clone());
        problem.with("operator", operator).fixed_by(at, "");
        Err(Stop)
    }

    /// An operator where something to look for should stand.
    fn nothing_before(&mut self) -> Stop {
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

    fn nothing(&mut self) -> Stop {
        let at = self.place();
        match self.peek() {
            Some(Kind::Close | Kind::CloseBrace) => {
                let bracket = self.problems.source(&at).to_owned();
                let problem = self.problems.error("bracket.never_opened", at.clone());
                problem.with("bracket", bracket).fixed_by(at, "");
            }
            _ => {
                self.problems.error("rule.empty", at);
            }
        }
        Stop
    }

    fn no_operand(&mut self, side: &Part, other: &Part, first: bool, at: &Range<usize>) -> Stop {
        let part = self.problems.source(&side.at).to_owned();
        let other_at = other.at.clone();
        let other = self.problems.source(&other_at).to_owned();
        let operator = self.problems.source(at).to_owned();
        let pieces: Option<Vec<String>> = match &side.node {
            Node::And(parts) if parts.iter().all(is_place) => {
                Some(parts.iter().map(crate::print::operand).collect())
            }
            _ => None,
        };
        let whole = side.at.start.min(other_at.start)..side.at.end.max(other_at.end);
        let problem = self.problems.error("near.operand", side.at.clone());
        problem.with("operator", operator.clone()).with("part", part);
        if let Some(pieces) = pieces {
            let each = pieces.iter().map(|piece| match first {
                true => format!("({piece} {operator} {other})"),
                false => format!("({other} {operator} {piece})"),
            });
            let with = each.collect::<Vec<_>>().join(" ");
            problem.fixed_by(whole, with);
        }
        Stop
    }

    fn no_window(&mut self, side: &Range<usize>, tilde: &Range<usize>) -> Stop {
        let part = self.problems.source(side).to_owned();
        let problem = self.problems.error("window.operand", tilde.clone());
        problem.with("part", part).fixed_by(tilde.clone(), "");
        Stop
    }
}

fn joined(mut parts: Vec<Part>, join: fn(Vec<Node>) -> Node) -> Part {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let start = parts.first().map_or(0, |part| part.at.start);
    let end = parts.last().map_or(0, |part| part.at.end);
    let nodes = parts.iter().map(|part| part.node.clone()).collect();
    Part { node: join(nodes), at: start..end, inner: parts }
}

/// Whether something stands at a place in the text, so that others can be near it.
pub(crate) fn is_place(node: &Node) -> bool {
    match node {
        Node::Or(parts) => parts.iter().all(is_place),
        Node::Near { .. } | Node::Window { .. } => true,
        Node::Leaf(Leaf::Field(..)) | Node::And(_) | Node::Not(_) => false,
        Node::Leaf(_) => true,
    }
}

#[cfg(test)]
mod tests;
