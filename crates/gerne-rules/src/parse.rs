//! Text to meaning: recursive descent, one function for each line of the grammar.

mod mistakes;
mod value;
mod word;

use std::ops::Range;

use self::mistakes::Bracket;
pub(crate) use self::word::is_plain;
use crate::{
    DEEPEST, FARTHEST, LEAVES, LONGEST, NEAR, WILDCARDS, check, effort,
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
        return Parsed { rule: None, problems: problems.sorted() };
    }
    let mut parser = Parser {
        tokens: lex(text),
        at: 0,
        open: Vec::new(),
        depth: 0,
        leaves: 0,
        wildcards: 0,
        problems,
    };
    let root = parser.rule();
    let mut problems = parser.problems;
    let rule = match root {
        Ok(root) if !problems.any_error() => check::rule(root, &mut problems),
        _ => None,
    };
    Parsed { rule, problems: problems.sorted() }
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
    /// Brackets that wait for their ends.
    open: Vec<Bracket>,
    depth: usize,
    leaves: usize,
    wildcards: usize,
    problems: Problems<'t>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        effort::add(1);
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
        effort::add(token.as_ref().map_or(1, |token| token.at.len()));
        self.at += 1;
        token
    }

    /// Nothing stands between the next piece and the one before it.
    fn is_tight(&self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.tight)
    }

    fn rule(&mut self) -> Read<Part> {
        if self.tokens.iter().all(|token| token.kind == Kind::Stray) {
            return Err(self.nothing_at_all());
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
                    return Err(self.no_operand((side, other), first, &operator));
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
        let inner = if denied { Vec::new() } else { part.inner };
        Ok(Part { node, at, inner })
    }

    fn primary(&mut self) -> Read<Part> {
        let Some(token) = self.take() else { return Err(self.nothing()) };
        let at = token.at.clone();
        let part = match token.kind {
            Kind::Open => self.group(at)?,
            Kind::OpenBrace => self.braces(at)?,
            Kind::Quoted(inside) => self.phrase(&inside, at)?,
            Kind::Unclosed => return Err(self.quote_not_closed(at)),
            Kind::Exact => self.exact(at)?,
            Kind::Field(name) => self.field(&name, at)?,
            Kind::Word(word) => self.word(&word, at)?,
            Kind::Tilde(_) => return Err(self.no_window(&at, &at, at.clone())),
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
        self.skip_strays();
        if matches!(self.peek(), None | Some(Kind::Close)) {
            return Err(self.nothing_inside(open));
        }
        self.open.push(Bracket::Round);
        let mut part = self.or()?;
        if self.peek() != Some(&Kind::Close) {
            return Err(self.not_closed(open));
        }
        self.open.pop();
        part.at = open.start..self.place().end;
        self.at += 1;
        Ok(part)
    }

    /// Gmail's `{a b}`: one of them.
    fn braces(&mut self, open: Range<usize>) -> Read<Part> {
        let mut parts = Vec::new();
        self.open.push(Bracket::Curly);
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
                None | Some(Kind::Close) => return Err(self.not_closed(open)),
                Some(Kind::Stray) => self.stray(),
                Some(_) => parts.push(self.near()?),
            }
        }
        self.depth -= 1;
        self.open.pop();
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
        let apart = match &part.node {
            Node::Leaf(Leaf::Phrase(items)) => items.len() < 2,
            Node::And(parts) => !parts.iter().all(is_place),
            _ => true,
        };
        if apart {
            return Err(self.no_window(&part.at, &tilde, tilde.clone()));
        }
        if !self.is_tight() {
            return Err(self.no_window(&tilde, &tilde, part.at.end..tilde.start));
        }
        self.at += 1;
        let extra = self.distance(Some(&distance), &tilde)?;
        let at = part.at.start..tilde.end;
        let parts = match part.node {
            Node::Leaf(Leaf::Phrase(items)) => items.into_iter().map(word::item_node).collect(),
            Node::And(parts) => parts,
            other => vec![other],
        };
        Ok(Part { node: Node::Window { parts, extra }, at, inner: Vec::new() })
    }

    fn distance(&mut self, written: Option<&str>, at: &Range<usize>) -> Read<u8> {
        let Some(written) = written else { return Ok(NEAR) };
        if written.bytes().all(|digit| digit.is_ascii_digit())
            && let Ok(words) = written.parse::<u8>()
            && words <= FARTHEST
        {
            return Ok(words);
        }
        let source = self.problems.source(at).to_owned();
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let far = digits.parse().map_or(FARTHEST, |words: u8| words.min(FARTHEST));
        let near = if digits.is_empty() { NEAR } else { far };
        let with = match source.rsplit_once(written) {
            Some((before, after)) => format!("{before}{near}{after}"),
            None => format!("{source}{near}"),
        };
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

    fn skip_strays(&mut self) {
        while self.peek() == Some(&Kind::Stray) {
            self.stray();
        }
    }

    fn stray(&mut self) {
        let at = self.place();
        self.at += 1;
        let sign = self.problems.source(&at).to_owned();
        self.problems.warning("sign.ignored", at.clone()).with("sign", sign).fixed_by(at, "");
    }
}

fn joined(mut parts: Vec<Part>, join: fn(Vec<Node>) -> Node) -> Part {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let start = parts.first().map_or(0, |part| part.at.start);
    let end = parts.last().map_or(0, |part| part.at.end);
    effort::add(end - start);
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
