//! What a post is about, as posts are compared: its telling words, and the places that it names.

use gerne_text::{Tongue, fold, stem, words};

use crate::places::places;

/// Words of a post that are compared.
const WORDS: usize = 60;

/// What a post says, each as it is compared and as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Stems, without the words that everybody uses.
    pub words: Vec<(String, String)>,
    /// Folded names of places; written with a capital, also where they are not.
    pub places: Vec<(String, String)>,
}

/// Words that say nothing about what somebody writes about.
const EMPTY: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen", "und",
    "oder", "aber", "auch", "nicht", "kein", "keine", "ist", "sind", "war", "bin", "hat", "habe",
    "haben", "wird", "werden", "wie", "was", "wer", "wann", "warum", "ich", "wir", "sie", "ihr",
    "euch", "uns", "mir", "mich", "mein", "meine", "bei", "mit", "von", "vom", "zum", "zur", "auf",
    "aus", "fur", "seit", "schon", "noch", "nur", "mehr", "sehr", "hier", "heute", "jetzt",
    "immer", "wieder", "alle", "alles", "ja", "nein", "hallo", "bitte", "danke", "liebe", "leute",
    "mal", "doch", "denn", "dass", "weil", "wenn", "man", "this", "that", "the", "and", "for",
    "are", "was", "were", "have", "has", "had", "with", "you", "your", "our", "not", "but", "what",
    "when", "why", "how", "there", "here", "from", "all", "any", "can", "hello", "please",
    "thanks", "just", "now", "today", "still", "since", "again", "my", "me", "we", "it", "is",
];

/// What a post says. `english`: which language it is in, as far as anybody knows.
pub fn said(text: &str, english: bool) -> Said {
    let tongue = if english { Tongue::English } else { Tongue::German };
    let mut all = Vec::new();
    for word in text.split_whitespace().filter(|word| !word.starts_with('@')) {
        if all.len() >= WORDS {
            break;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts = words(word, WORDS - all.len());
        let alone = parts.len() == 1;
        for part in parts.into_iter().filter(|part| tells(part)) {
            let spoken = if alone { bare.to_owned() } else { part.clone() };
            all.push((stem(&part, tongue), spoken));
        }
    }
    let places = places(text, english).into_iter().map(|place| (fold(&place), capital(&place)));
    Said { words: all, places: places.collect() }
}

fn tells(word: &str) -> bool {
    word.chars().nth(2).is_some()
        && !EMPTY.contains(&word)
        && !word.chars().all(|c| c.is_ascii_digit())
}

/// As a name is written at the beginning: people write towns with a small letter, too.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn what_tells_is_kept() {
        let found = said("@hilfe Seit heute ist in bonn das Internet tot, 24 Stunden!", false);
        let spoken: Vec<&str> = found.words.iter().map(|(_, written)| written.as_str()).collect();
        assert_eq!(spoken, ["bonn", "Internet", "tot", "Stunden"]);
        assert_eq!(found.places, [("bonn".to_owned(), "Bonn".to_owned())]);
        assert!(said(&"wort ".repeat(1_000), true).words.len() <= super::WORDS);
    }
}
