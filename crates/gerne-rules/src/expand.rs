//! The words that a rule will match, among those that people have used.

use std::collections::HashSet;

use gerne_text::{Kind, Lexicon};

use crate::{
    term::{Key, Zone, fits, offers, pattern, word_keys},
    tree::{Item, Leaf, Rule},
};

/// A word of a rule, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// As it stands in the rule.
    pub word: String,
    /// Words that it matches with how often they were used, the most frequent first.
    pub matches: Vec<(String, u64)>,
    /// How many there are; more than are listed, perhaps.
    pub total: usize,
}

/// Words that are listed for each.
const LISTED: usize = 60;

/// What each word of a rule stands for in a vocabulary of words and how often they were used.
pub fn expand<'v>(
    rule: &Rule,
    vocabulary: impl IntoIterator<Item = (&'v str, u64)>,
    lexicon: &Lexicon,
) -> Vec<Expansion> {
    let mut asked: Vec<Asked> = Vec::new();
    for leaf in rule.root.leaves() {
        let words: Vec<(&String, bool)> = match leaf {
            Leaf::Word(word) => vec![(word, false)],
            Leaf::Wild(word) => vec![(word, true)],
            Leaf::Phrase(items) => items.iter().map(item).collect(),
            _ => Vec::new(),
        };
        for (word, wild) in words {
            if asked.iter().all(|asked| asked.expansion.word != *word) {
                asked.push(Asked::new(word, wild));
            }
        }
    }
    for (used, count) in vocabulary {
        let offered = offers(Zone::Text, used, Kind::Word, lexicon);
        for asked in &mut asked {
            let held = offered.offers.iter().any(|offer| asked.keys.contains(&offer.key));
            let fitting = || {
                let wild = asked.pattern.as_deref();
                wild.is_some_and(|wild| offered.forms.iter().any(|(form, ..)| fits(wild, form)))
            };
            if held || fitting() {
                asked.expansion.matches.push((used.to_owned(), count));
            }
        }
    }
    let finished = asked.into_iter().map(|asked| {
        let mut expansion = asked.expansion;
        expansion.matches.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        expansion.total = expansion.matches.len();
        expansion.matches.truncate(LISTED);
        expansion
    });
    finished.collect()
}

struct Asked {
    keys: HashSet<Key>,
    pattern: Option<String>,
    expansion: Expansion,
}

impl Asked {
    fn new(word: &str, wild: bool) -> Self {
        let keys = if wild { Vec::new() } else { word_keys(Zone::Text, word) };
        let expansion = Expansion { word: word.to_owned(), matches: Vec::new(), total: 0 };
        Self { keys: keys.into_iter().collect(), pattern: wild.then(|| pattern(word)), expansion }
    }
}

fn item(item: &Item) -> (&String, bool) {
    match item {
        Item::Word(word) => (word, false),
        Item::Wild(word) => (word, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn what_is_no_noun_is_no_head() {
        let rule = parse("statt gegen karte").rule.unwrap();
        let used = ["werkstatt", "statt", "schadenersatz", "dahingegen", "speisekarte"];
        let vocabulary = used.iter().map(|word| (*word, 1));
        let found = expand(&rule, vocabulary, &Lexicon::default());
        let shown: Vec<Vec<&str>> = found
            .iter()
            .map(|one| one.matches.iter().map(|(word, _)| word.as_str()).collect())
            .collect();
        assert_eq!(shown, [vec!["statt"], vec![], vec!["speisekarte"]]);
    }

    #[test]
    fn words_are_shown_with_all_that_they_match() {
        let used =
            ["Ausfall", "Ausfälle", "Zugausfall", "Ausfallzeit", "Bahn", "bahnhof", "fallen"];
        let rule = parse("Ausfall -\"kein bahn*\"").rule.unwrap();
        let vocabulary = used.iter().zip(1..).map(|(word, count)| (*word, count));
        let found = expand(&rule, vocabulary, &Lexicon::default());
        let shown: Vec<String> = found
            .iter()
            .map(|expansion| {
                let words = expansion.matches.iter().map(|(word, _)| word.as_str());
                format!("{}: {}", expansion.word, words.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            shown,
            ["Ausfall: Zugausfall Ausfälle Ausfall", "kein: ", "bahn*: bahnhof Bahn"]
        );
    }
}
