//! Terms: each thing that some rule looks up, once, with a number.

use std::collections::HashMap;

use daachorse::DoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

use super::NONE;
use crate::{
    plan::Look,
    term::{Key, fits},
};

/// The numbers of terms, by the keys, patterns and characters that they are.
#[derive(Debug, Default)]
pub(super) struct Terms {
    numbers: HashMap<Look, u32>,
    by_key: FxHashMap<Key, u32>,
    /// Terms that share a key: the term, and where the next one stands.
    chain: Vec<(u32, u32)>,
    pub(super) patterns: Finder,
    pub(super) raw: Finder,
    pub(super) links: Finder,
    /// For each term a key that stands for it where costs are kept.
    pub(super) names: Vec<Key>,
}

/// Finds many strings at once.
#[derive(Default)]
pub(super) struct Finder {
    /// What contains each string that is looked for: the whole, and its term.
    wholes: Vec<Vec<(String, u32)>>,
    literals: HashMap<String, usize>,
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("wholes", &self.wholes.len()).finish_non_exhaustive()
    }
}

impl Terms {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The number of a term, new or known.
    pub(super) fn number(&mut self, look: &Look) -> u32 {
        if let Some(number) = self.numbers.get(look) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(NONE);
        self.numbers.insert(look.clone(), number);
        let name = match look {
            Look::Keys(keys) => {
                for key in keys {
                    let next = self.by_key.get(key).copied().unwrap_or(NONE);
                    let place = u32::try_from(self.chain.len()).unwrap_or(NONE);
                    self.chain.push((number, next));
                    self.by_key.insert(*key, place);
                }
                keys.first().copied().unwrap_or_default()
            }
            Look::Pattern(pattern) => {
                let runs = pattern.split(['*', '?']);
                let literal = runs.max_by_key(|run| run.len()).unwrap_or_default().to_owned();
                self.patterns.add(literal, pattern.clone(), number);
                Key::from(number)
            }
            Look::Raw(text) => {
                self.raw.add(text.clone(), text.clone(), number);
                Key::from(number)
            }
            Look::Link(text) => {
                self.links.add(text.clone(), text.clone(), number);
                Key::from(number)
            }
        };
        self.names.push(name);
        number
    }

    /// Builds what finds strings; nothing is added afterwards.
    pub(super) fn finish(&mut self) {
        self.numbers = HashMap::new();
        for finder in [&mut self.patterns, &mut self.raw, &mut self.links] {
            finder.finish();
        }
    }

    /// Calls `found` with each term that a key is.
    pub(super) fn with_key(&self, key: Key, mut found: impl FnMut(u32)) {
        let mut at = self.by_key.get(&key).copied().unwrap_or(NONE);
        while let Some((term, next)) = self.chain.get(at as usize) {
            found(*term);
            at = *next;
        }
    }
}

impl Finder {
    fn add(&mut self, literal: String, whole: String, term: u32) {
        let next = self.wholes.len();
        let place = *self.literals.entry(literal).or_insert(next);
        if place == next {
            self.wholes.push(Vec::new());
        }
        if let Some(wholes) = self.wholes.get_mut(place) {
            wholes.push((whole, term));
        }
    }

    fn finish(&mut self) {
        let literals = std::mem::take(&mut self.literals);
        let literals = literals.into_iter().filter(|(literal, _)| !literal.is_empty());
        let numbered: Vec<(String, u32)> = literals
            .map(|(literal, place)| (literal, u32::try_from(place).unwrap_or(NONE)))
            .collect();
        // It refuses what is empty or too much for it: then each string is looked for alone.
        self.automaton = DoubleArrayAhoCorasick::with_values(numbered).ok();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.wholes.is_empty()
    }

    /// Calls `found` with each term whose pattern a word fits, perhaps more than once.
    pub(super) fn fitting(&self, word: &str, mut found: impl FnMut(u32)) {
        self.each(word, |whole, term, _, _| {
            if fits(whole, word) {
                found(term);
            }
        });
    }

    /// Calls `found` with each term whose characters a text holds, and where.
    pub(super) fn within(&self, text: &str, mut found: impl FnMut(u32, usize, usize)) {
        self.each(text, |_, term, start, end| found(term, start, end));
    }

    fn each(&self, text: &str, mut found: impl FnMut(&str, u32, usize, usize)) {
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(text) {
                for (whole, term) in self.wholes.get(hit.value() as usize).into_iter().flatten() {
                    found(whole, *term, hit.start(), hit.end());
                }
            }
            return;
        }
        for (whole, term) in self.wholes.iter().flatten() {
            let literal = whole.split(['*', '?']).max_by_key(|run| run.len()).unwrap_or_default();
            if let Some(start) = text.find(literal) {
                found(whole, *term, start, start + literal.len());
            }
        }
    }
}
