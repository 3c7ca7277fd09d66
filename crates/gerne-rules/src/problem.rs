//! What is wrong or doubtful in a rule: where, why, and what to write instead.

mod texts;

use std::ops::Range;

use crate::effort;

/// What somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// German.
    German,
    /// English.
    English,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// There is no rule.
    Error,
    /// There is one, and it may not be what was meant.
    Warning,
}

/// Something wrong or doubtful. What a person reads is a key with values; [`Problem::text`] says
/// it in German or English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `bracket.never_closed`
    pub key: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Where in the rule, in bytes, on borders of characters.
    pub at: Range<usize>,
    /// Its first character, from 1.
    pub column: usize,
    /// What the text speaks of.
    pub values: Vec<(&'static str, String)>,
    /// What to write instead.
    pub fix: Option<Fix>,
}

/// A change that takes a problem away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced, in bytes. Empty: something is put in.
    pub at: Range<usize>,
    /// By what. Empty: it is taken out.
    pub with: String,
}

impl Fix {
    /// The rule after the change.
    pub fn apply(&self, rule: &str) -> String {
        let before = rule.get(..self.at.start).unwrap_or_default();
        let after = rule.get(self.at.end..).unwrap_or_default();
        format!("{before}{}{after}", self.with)
    }

    /// `fix.replace`, `fix.insert` or `fix.remove`.
    pub fn key(&self) -> &'static str {
        match (self.at.is_empty(), self.with.is_empty()) {
            (true, _) => "fix.insert",
            (false, true) => "fix.remove",
            (false, false) => "fix.replace",
        }
    }
}

impl Problem {
    /// The sentence a person reads.
    pub fn text(&self, language: Language) -> String {
        fill(texts::of(self.key, language), &self.values)
    }

    /// The sentence that offers the change, with what stands there now.
    pub fn fix_text(&self, rule: &str, language: Language) -> Option<String> {
        let fix = self.fix.as_ref()?;
        let now = rule.get(fix.at.clone()).unwrap_or_default().trim().to_owned();
        let values = [("now", now), ("new", fix.with.trim().to_owned())];
        Some(fill(texts::of(fix.key(), language), &values))
    }

    /// What the text speaks of, by name; empty where it does not.
    pub fn value(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        let value = values.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    text.push_str(rest);
    text
}

/// Gathers problems of one rule.
#[derive(Debug)]
pub(crate) struct Problems<'t> {
    text: &'t str,
    pub(crate) found: Vec<Problem>,
}

impl<'t> Problems<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, found: Vec::new() }
    }

    pub(crate) fn error(&mut self, key: &'static str, at: Range<usize>) -> &mut Problem {
        self.add(key, Severity::Error, at)
    }

    pub(crate) fn warning(&mut self, key: &'static str, at: Range<usize>) -> &mut Problem {
        self.add(key, Severity::Warning, at)
    }

    fn add(&mut self, key: &'static str, severity: Severity, at: Range<usize>) -> &mut Problem {
        let problem = Problem { key, severity, at, column: 1, values: Vec::new(), fix: None };
        self.found.push(problem);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    pub(crate) fn any_error(&self) -> bool {
        self.found.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The character at a byte, from 1.
    pub(crate) fn column(&self, at: usize) -> usize {
        effort::add(at);
        self.text.get(..at).map_or(0, |before| before.chars().count()) + 1
    }

    /// All that was found, in the order of its place. Columns are counted here, in one pass: many
    /// warnings must not mean many passes.
    pub(crate) fn sorted(self) -> Vec<Problem> {
        let mut found = self.found;
        found.sort_by_key(|problem| problem.at.start);
        let (mut at, mut column) = (0, 1);
        for problem in &mut found {
            effort::add(1 + problem.at.start.saturating_sub(at));
            column += self.text.get(at..problem.at.start).map_or(0, |text| text.chars().count());
            at = at.max(problem.at.start);
            problem.column = column;
        }
        found
    }

    pub(crate) fn source(&self, at: &Range<usize>) -> &'t str {
        self.text.get(at.clone()).unwrap_or_default()
    }
}

impl Problem {
    pub(crate) fn with(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.values.push((name, value.into()));
        self
    }

    pub(crate) fn fixed_by(&mut self, at: Range<usize>, with: impl Into<String>) -> &mut Self {
        self.fix = Some(Fix { at, with: with.into() });
        self
    }
}

#[cfg(test)]
mod tests;
