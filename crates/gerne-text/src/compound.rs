//! Where the head of a German compound begins: *Zugausfall* is an *Ausfall*, *Ausfallzeit* is not.

mod lists;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::{fold::fold, german::is_verb};

/// Fewest letters of a head, and of what stands before it.
const HEAD: usize = 5;
const BEFORE: usize = 3;
/// From so many letters on a head is believed behind a word that nobody knows.
const SURE_HEAD: usize = 7;
const SURE_BEFORE: usize = 4;
/// Longer words are not taken apart.
const LONGEST: usize = 48;
/// What may stand between two parts.
const LINKS: &[&str] = &["", "s", "n", "en", "es", "er", "e", "ens"];
/// Endings that stand inside a compound only.
const ENDINGS: &[&str] = &["ungs", "heits", "keits", "schafts", "tats", "ions", "lings", "tums"];

/// The words that compounds begin with. Ours, and what somebody adds: the vocabulary of a team's
/// own messages, its brands and products.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    more: FxHashSet<String>,
}

impl Lexicon {
    /// With further words, as they are written.
    pub fn with<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let folded = words.into_iter().map(|word| fold(word.as_ref()));
        Self { more: folded.filter(|word| word.chars().count() >= BEFORE).collect() }
    }

    /// Where in a folded word a head may begin, in bytes, the longest head first.
    pub fn heads(&self, folded: &str) -> Vec<usize> {
        let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).collect();
        let letters = starts.len();
        let lists = lists();
        if !(HEAD + BEFORE..=LONGEST).contains(&letters)
            || folded.chars().any(|c| !c.is_alphabetic())
            || lists.wholes.iter().any(|whole| folded.starts_with(*whole))
        {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (before, at) in starts.iter().enumerate().take(letters - HEAD + 1).skip(BEFORE) {
            let (Some(left), Some(right)) = (folded.get(..*at), folded.get(*at..)) else {
                continue;
            };
            let particle = lists.particles.contains(left);
            let known = !particle && self.begins(left, 3);
            let allowed = || lists.pairs.iter().any(|(l, r)| left == *l && right.starts_with(*r));
            let sure = || {
                letters - before >= SURE_HEAD
                    && before >= SURE_BEFORE
                    && !particle
                    && believable(left, lists)
            };
            if known || allowed() || sure() {
                found.push(*at);
            }
        }
        found
    }

    /// Whether compounds begin so: a word, a word and a link, or several.
    fn begins(&self, left: &str, depth: u8) -> bool {
        if self.known(left) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        // Several parts: the last of them is known, and what stands before it begins compounds.
        let cuts = left.char_indices().map(|(at, _)| at).filter(|at| *at >= BEFORE);
        cuts.into_iter().any(|at| {
            let (first, last) = (left.get(..at).unwrap_or(""), left.get(at..).unwrap_or(""));
            last.len() >= BEFORE && self.known(last) && self.begins(first, depth - 1)
        })
    }

    fn known(&self, part: &str) -> bool {
        let lists = lists();
        let listed = |word: &str| lists.words.contains(word) || self.more.contains(word);
        let linked = |link: &&str| {
            part.strip_suffix(*link).is_some_and(|word| word.len() >= BEFORE && listed(word))
        };
        LINKS.iter().any(linked)
            // Schulbus, Mietwagen, Bestellnummer: a word or a verb without its last letters.
            || (part.len() >= 4 && (listed(&format!("{part}e")) || is_verb(part)))
            || (part.len() >= 7 && ENDINGS.iter().any(|ending| part.ends_with(ending)))
    }
}

/// Whether an unknown left part looks like a word and not like the beginning of a verb.
fn believable(left: &str, lists: &Lists) -> bool {
    let vowel = |c: char| "aeiouy".contains(c);
    let ends = |ending: &&str| left.ends_with(*ending);
    left.chars().any(vowel)
        && !left.chars().all(vowel)
        && !["be", "ver", "ge", "zer", "ent", "emp", "miss"].iter().any(ends)
        && !lists.verbal.iter().any(|particle| left.ends_with(*particle))
}

struct Lists {
    words: FxHashSet<String>,
    particles: FxHashSet<&'static str>,
    verbal: Vec<&'static str>,
    wholes: Vec<&'static str>,
    pairs: Vec<(&'static str, &'static str)>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        words: lists::WORDS.split_whitespace().map(fold).collect(),
        particles: lists::PARTICLES.split_whitespace().collect(),
        verbal: lists::PARTICLES.split_whitespace().filter(|word| word.len() >= 4).collect(),
        wholes: lists::WHOLES.split_whitespace().collect(),
        pairs: lists::PAIRS.split_whitespace().filter_map(|pair| pair.split_once('+')).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(word: &str) -> Vec<String> {
        let folded = fold(word);
        let at = Lexicon::default().heads(&folded);
        at.into_iter().filter_map(|at| folded.get(at..).map(str::to_owned)).collect()
    }

    #[test]
    fn compounds_end_in_their_head() {
        for (word, head) in [
            ("Zugausfall", "ausfall"),
            ("Stellwerksstörung", "storung"),
            ("Internetausfälle", "ausfalle"),
            ("Glasfaseranschluss", "anschluss"),
            ("Paketzustellungsproblem", "problem"),
            ("Sparpreis", "preis"),
            ("Aufpreis", "preis"),
            ("Straßenbahnverspätung", "verspatung"),
            ("Kundendienst", "dienst"),
            ("Schulbusfahrer", "fahrer"),
            ("Mietwagenrechnung", "rechnung"),
            ("Bestellnummer", "nummer"),
            ("Fantasienamestörung", "storung"),
            ("Wochenendticket", "ticket"),
            ("Monatsabrechnung", "abrechnung"),
            ("Handyvertrag", "vertrag"),
        ] {
            assert!(heads(word).contains(&head.to_owned()), "{word}: {:?}", heads(word));
        }
    }

    #[test]
    fn what_only_looks_like_one_has_no_such_head() {
        for (word, head) in [
            ("Zerstörung", "storung"),
            ("Bestellung", "stellung"),
            ("Vorstellung", "stellung"),
            ("Wiederherstellung", "stellung"),
            ("Gewährleistung", "leistung"),
            ("Beispiel", "spiel"),
            ("Verdienst", "dienst"),
            ("Schokoladen", "laden"),
            ("Interessen", "essen"),
            ("Vergessen", "essen"),
            ("Tatsache", "sache"),
            ("Sekunde", "kunde"),
            ("Urkunde", "kunde"),
            ("Hinweise", "weise"),
            ("zugleich", "gleich"),
            ("Entschuldigung", "digung"),
        ] {
            assert!(!heads(word).contains(&head.to_owned()), "{word}: {:?}", heads(word));
        }
    }
}
