//! Numbers of a shape that an administrator taught with examples.

use super::{FactKind, Finder};
use crate::lex::Kind;

/// A shape: runs of letters and digits with signs between, some of them always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    kind: FactKind,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Always these characters, in capitals.
    Same(String),
    /// So many digits (at least, at most) that begin with these.
    Digits(usize, usize, String),
    /// So many letters.
    Letters(usize, usize),
}

/// Samples below which nothing can be told.
const SAMPLES: usize = 3;
/// Digits and letters below which a shape would fit too much.
const SHORTEST: usize = 5;

impl Pattern {
    /// The shape that all samples share. `None`: fewer than three, not of one shape, or so short that
    /// it would fit anything.
    pub fn learn(kind: FactKind, samples: &[&str]) -> Option<Self> {
        let cut: Vec<Vec<String>> = samples.iter().map(|sample| runs(sample)).collect();
        let first = cut.first()?;
        if samples.len() < SAMPLES || cut.iter().any(|runs| runs.len() != first.len()) {
            return None;
        }
        let mut parts = Vec::new();
        for n in 0..first.len() {
            let column: Vec<&str> =
                cut.iter().filter_map(|runs| runs.get(n)).map(String::as_str).collect();
            parts.push(part(&column)?);
        }
        let least: usize = parts.iter().map(Part::least).sum();
        let varies = parts.iter().any(|part| !matches!(part, Part::Same(_)));
        (least >= SHORTEST && varies).then_some(Self { kind, parts })
    }

    /// Whether this is one.
    pub fn fits(&self, written: &str) -> bool {
        let runs = runs(written);
        runs.len() == self.parts.len()
            && runs.iter().zip(&self.parts).all(|(run, part)| part.fits(run))
    }

    /// In words for the administrator: `55` and 8 more digits.
    pub fn shape(&self) -> String {
        self.parts.iter().map(Part::shape).collect()
    }
}

impl Part {
    fn least(&self) -> usize {
        match self {
            Self::Same(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
            Self::Digits(least, ..) | Self::Letters(least, _) => *least,
        }
    }

    fn fits(&self, run: &str) -> bool {
        let count = run.chars().count();
        match self {
            Self::Same(text) => run.eq_ignore_ascii_case(text),
            Self::Digits(least, most, start) => {
                (*least..=*most).contains(&count)
                    && run.chars().all(|c| c.is_ascii_digit())
                    && run.starts_with(start.as_str())
            }
            Self::Letters(least, most) => {
                (*least..=*most).contains(&count) && run.chars().all(char::is_alphabetic)
            }
        }
    }

    fn shape(&self) -> String {
        match self {
            Self::Same(text) => text.clone(),
            Self::Digits(least, most, start) => {
                let open = "0".repeat(least.saturating_sub(start.len()));
                format!("{start}{open}{}", if most > least { "…" } else { "" })
            }
            Self::Letters(least, most) => {
                format!("{}{}", "A".repeat(*least), if most > least { "…" } else { "" })
            }
        }
    }
}

fn part(column: &[&str]) -> Option<Part> {
    let first = column.first()?;
    if column.iter().all(|run| run.eq_ignore_ascii_case(first)) {
        return Some(Part::Same(first.to_uppercase()));
    }
    let lengths = || column.iter().map(|run| run.chars().count());
    let (least, most) = (lengths().min()?, lengths().max()?);
    let all = |test: fn(char) -> bool| column.iter().all(|run| run.chars().all(test));
    if all(|c| c.is_ascii_digit()) {
        let same = (0..least)
            .take_while(|n| column.iter().all(|run| run.chars().nth(*n) == first.chars().nth(*n)))
            .count();
        return Some(Part::Digits(least, most, first.chars().take(same).collect()));
    }
    all(char::is_alphabetic).then_some(Part::Letters(least, most))
}

/// Runs of letters, of digits, and single signs; blanks are left out.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars().take(64).filter(|c| !c.is_whitespace()) {
        let class = if c.is_ascii_digit() { 0 } else { 1 + u8::from(!c.is_alphabetic()) };
        match runs.last_mut().filter(|_| last == Some(class) && class < 2) {
            Some(run) => run.push(c),
            None => runs.push(c.to_string()),
        }
        last = Some(class);
    }
    runs
}

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    for pattern in finder.known.patterns {
        for at in 0..finder.toks.len() {
            let begins = finder.tok(at).is_some_and(|tok| {
                tok.kind != Kind::Sign
                    && (tok.apart
                        || finder
                            .tok(at.wrapping_sub(1))
                            .is_none_or(|before| before.kind == Kind::Sign))
            });
            if !begins {
                continue;
            }
            let longest = (at + 1..=finder.toks.len().min(at + 16)).rev().find(|end| {
                let whole =
                    finder.tok(*end).is_none_or(|next| next.apart || next.kind == Kind::Sign);
                let range = at..*end;
                whole
                    && finder.is_free(&range)
                    && finder
                        .span(&range)
                        .and_then(|span| finder.text.get(span))
                        .is_some_and(|written| pattern.fits(written))
            });
            if let Some(end) = longest {
                let norm = finder
                    .toks
                    .get(at..end)
                    .unwrap_or_default()
                    .iter()
                    .filter(|tok| tok.kind != Kind::Sign)
                    .map(|tok| tok.text)
                    .collect();
                finder.claim(pattern.kind, at..end, norm, 90, None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_learnt_from_samples() {
        for (samples, shape, fits, other) in [
            (
                &["5500018273", "5512345678", "5598761234"][..],
                "5500000000",
                "55 1111 2222",
                "5612345678",
            ),
            (&["K-100234", "K-220985", "K-998011"][..], "K-000000", "k-123456", "K-12345"),
            (&["AB1234", "XY5678", "QQ0001"][..], "AA0000", "zz9999", "Z9999"),
        ] {
            let pattern = Pattern::learn(FactKind::CustomerNo, samples).unwrap();
            assert_eq!(pattern.shape(), shape);
            assert!(pattern.fits(fits) && !pattern.fits(other), "{shape}");
        }
        for nothing in [
            &["1", "2", "3"][..],
            &["12345678"][..],
            &["A-1234", "1234", "12-34"][..],
            &["55555", "55555", "55555"][..],
        ] {
            assert_eq!(Pattern::learn(FactKind::CustomerNo, nothing), None);
        }
    }
}
