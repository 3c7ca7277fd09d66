//! Phrases looked for in a text: folded, with a star for any letters (`kundig*`, `*notruf`) and `~` for
//! up to three other words. Time is linear in the text: a phrase is tried only where it can begin.

use std::collections::HashMap;

use gerne_text::fold;

use crate::hashed::Span;

/// A table of phrases, each with what it means.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    list: Vec<(T, Vec<Step>)>,
    /// By the first two letters of the first word.
    by_letters: HashMap<[char; 2], Vec<usize>>,
    /// Whose first word may begin with anything.
    anywhere: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Step {
    Is(String),
    Begins(String),
    Ends(String),
    Holds(String),
    /// Up to three words that do not matter.
    Gap,
}

/// Most words that a gap passes over.
const GAP: usize = 3;

/// How far before a phrase a word may stand that denies it.
const DENIED: usize = 2;

impl<T: Copy> Phrases<T> {
    pub(super) fn new<'p>(table: impl IntoIterator<Item = (T, &'p str)>) -> Self {
        let (mut by_letters, mut anywhere) = (HashMap::<_, Vec<usize>>::new(), Vec::new());
        let mut phrases = Vec::new();
        for (meaning, list) in table {
            for phrase in list.split(',') {
                let steps: Vec<Step> = phrase.split_whitespace().map(step).collect();
                match steps.first() {
                    Some(Step::Is(word) | Step::Begins(word)) => {
                        by_letters.entry(letters(word)).or_default().push(phrases.len());
                    }
                    Some(_) => anywhere.push(phrases.len()),
                    None => continue,
                }
                phrases.push((meaning, steps));
            }
        }
        Self { list: phrases, by_letters, anywhere }
    }

    /// Every place where a phrase stands and is not denied (`kein Notfall`), in the text's order.
    pub(super) fn find(&self, words: &[(Span, String)]) -> Vec<(T, Span)> {
        let mut found = Vec::new();
        for (at, (first, word)) in words.iter().enumerate() {
            let begins = self.by_letters.get(&letters(word)).into_iter().flatten();
            for &phrase in begins.chain(&self.anywhere) {
                let Some((meaning, steps)) = self.list.get(phrase) else { continue };
                let Some(last) = ends(steps, words, at) else { continue };
                let before = words.get(at.saturating_sub(DENIED)..at).unwrap_or_default();
                if before.iter().any(|(_, word)| denies(word)) {
                    continue;
                }
                let end = words.get(last).map_or(first.end, |(span, _)| span.end);
                found.push((*meaning, Span { start: first.start, end }));
            }
        }
        found
    }
}

/// The last word of a phrase that begins here.
fn ends(steps: &[Step], words: &[(Span, String)], at: usize) -> Option<usize> {
    let (step, rest) = steps.split_first()?;
    if matches!(step, Step::Gap) {
        return (0..=GAP).find_map(|skipped| ends(rest, words, at + skipped));
    }
    let (_, word) = words.get(at)?;
    let fits = match step {
        Step::Is(wanted) => word == wanted,
        Step::Begins(wanted) => word.starts_with(wanted.as_str()),
        Step::Ends(wanted) => word.ends_with(wanted.as_str()),
        Step::Holds(wanted) => word.contains(wanted.as_str()),
        Step::Gap => false,
    };
    match (fits, rest) {
        (false, _) => None,
        (true, []) => Some(at),
        (true, rest) => ends(rest, words, at + 1),
    }
}

fn step(written: &str) -> Step {
    let bare = fold(written.trim_matches('*'));
    match (written.starts_with('*'), written.ends_with('*')) {
        _ if written == "~" => Step::Gap,
        (true, true) => Step::Holds(bare),
        (true, false) => Step::Ends(bare),
        (false, true) => Step::Begins(bare),
        (false, false) => Step::Is(bare),
    }
}

fn letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or(' '), letters.next().unwrap_or(' ')]
}

fn denies(word: &str) -> bool {
    matches!(
        word,
        "kein"
            | "keine"
            | "keinen"
            | "keiner"
            | "keinem"
            | "nicht"
            | "nie"
            | "ohne"
            | "no"
            | "not"
            | "never"
            | "without"
    )
}
