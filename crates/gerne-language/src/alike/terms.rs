//! The words that were seen, and how rare they are.

use std::collections::HashMap;

/// A word's number.
pub(super) type Term = u32;

/// Words by number, and in how many posts each stood.
#[derive(Debug, Default)]
pub(super) struct Terms {
    numbers: HashMap<String, Term>,
    names: Vec<String>,
    posts: Vec<u32>,
    all: u32,
}

impl Terms {
    /// Counts the words of one post; each once, in the order of their numbers.
    pub(super) fn count<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> Vec<Term> {
        let mut terms: Vec<Term> = words.into_iter().map(|word| self.number(word)).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in &terms {
            if let Some(posts) = self.posts.get_mut(index(*term)) {
                *posts = posts.saturating_add(1);
            }
        }
        self.all = self.all.saturating_add(1);
        terms
    }

    /// How much a word says: the logarithm of how rare it is. Never nought, so that posts of common
    /// words alone are still comparable.
    pub(super) fn rarity(&self, term: Term) -> f32 {
        let posts = self.posts.get(index(term)).copied().unwrap_or(0);
        // Counts of posts are far below what an f32 holds exactly, or need not be exact.
        #[expect(clippy::cast_precision_loss, reason = "a logarithm of a count needs no more")]
        let share = (self.all as f32 + 1.0) / (posts as f32 + 0.5);
        share.ln().max(0.01)
    }

    /// In how many posts a word stood.
    pub(super) fn posts(&self, term: Term) -> u32 {
        self.posts.get(index(term)).copied().unwrap_or(0)
    }

    /// The word itself.
    pub(super) fn name(&self, term: Term) -> &str {
        self.names.get(index(term)).map_or("", String::as_str)
    }

    /// How many words are known.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    fn number(&mut self, word: &str) -> Term {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = Term::try_from(self.names.len()).unwrap_or(Term::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.names.push(word.to_owned());
        self.posts.push(0);
        number
    }
}

/// A word's place in the tables.
pub(super) fn index(term: Term) -> usize {
    usize::try_from(term).unwrap_or(usize::MAX)
}
