//! How rare names are: from a list, until enough people are counted.

use std::{collections::HashMap, sync::LazyLock};

use super::{Person, names};

/// The list weighs as much as so many customers.
const LISTED: f64 = 5_000.0;
/// The share of a name that is not in the list.
const UNLISTED: f64 = 1.0 / 50_000.0;
/// A handful of customers says nothing about how many there will be.
const FEWEST: f64 = 1_000.0;

/// Shares of names by their folded form.
struct Listed {
    given: HashMap<String, f64>,
    surnames: HashMap<String, f64>,
}

static NAMES: LazyLock<Listed> = LazyLock::new(|| Listed {
    given: shares(include_str!("../lists/given_names.txt")),
    surnames: shares(include_str!("../lists/surnames.txt")),
});

/// Each line: how many of 10,000 bear each of the names behind it.
fn shares(list: &str) -> HashMap<String, f64> {
    let mut found = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(share) = words.next().and_then(|n| n.parse::<f64>().ok()) else { continue };
        found.extend(words.map(|word| (gerne_text::fold(word), share / 10_000.0)));
    }
    found
}

/// Whether a folded word is a first name.
pub(crate) fn is_given(word: &str) -> bool {
    NAMES.given.contains_key(word)
}

/// How many customers there are, and how many bear which name.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    people: u32,
    given: HashMap<String, u32>,
    surnames: HashMap<String, u32>,
    /// First names with surnames: who bears both may well be one person several times.
    both: HashMap<String, u32>,
}

impl Rarity {
    /// Counts a customer.
    pub fn add(&mut self, person: &Person) {
        self.people += 1;
        let Some((given, surname)) = names::counted(person) else { return };
        *self.both.entry(format!("{given} {surname}")).or_default() += 1;
        *self.given.entry(given).or_default() += 1;
        *self.surnames.entry(surname).or_default() += 1;
    }

    /// Counts what was counted elsewhere: folded words by how many bear them.
    pub fn from_counts(
        people: u32,
        given: HashMap<String, u32>,
        surnames: HashMap<String, u32>,
    ) -> Self {
        Self { people, given, surnames, both: HashMap::new() }
    }

    /// The logarithm (base 2) of how many customers one is chosen from.
    pub(super) fn crowd(&self) -> f64 {
        f64::from(self.people).max(FEWEST).log2()
    }

    /// How rare it is to bear both. Counted by those who bear the one without the other: who bears
    /// both is likelier the same person once more than another of that name.
    pub(super) fn both(&self, given: &str, surname: &str) -> f64 {
        let same = self.both.get(&format!("{given} {surname}")).copied().unwrap_or_default();
        self.given_but(given, same) + self.surname_but(surname, same)
    }

    pub(super) fn given(&self, word: &str) -> f64 {
        self.given_but(word, 0)
    }

    pub(super) fn surname(&self, word: &str) -> f64 {
        self.surname_but(word, 0)
    }

    fn given_but(&self, word: &str, same: u32) -> f64 {
        let listed = NAMES.given.get(word).copied().unwrap_or(UNLISTED);
        self.bits(self.given.get(word), same, listed)
    }

    fn surname_but(&self, word: &str, same: u32) -> f64 {
        let listed = NAMES.surnames.get(word).copied().unwrap_or(UNLISTED);
        let bits = self.bits(self.surnames.get(word), same, listed);
        // Of two first names nobody knows which is the surname.
        if is_given(word) { bits.min(self.given_but(word, same)) } else { bits }
    }

    fn bits(&self, count: Option<&u32>, same: u32, listed: f64) -> f64 {
        // The two that are compared are among those counted.
        let others = count.copied().unwrap_or_default().saturating_sub(same.max(2));
        let share = (f64::from(others) + listed * LISTED) / (f64::from(self.people) + LISTED);
        -share.log2()
    }
}
