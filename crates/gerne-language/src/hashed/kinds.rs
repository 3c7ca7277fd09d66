//! Kinds of words: how long, a fault, a promise, money, a denial. Of few sentences little is learnt about
//! each word, but soon something about its kind, in both languages at once, and about which kinds meet.

use std::{collections::BTreeMap, sync::LazyLock};

use gerne_text::fold;
use rustc_hash::FxHashMap;

/// The name of a kind, as `seeds/kinds.tsv` has it.
pub(crate) type Kind = &'static str;

/// What the table says of words; all folded.
#[derive(Default)]
struct Kinds {
    whole: FxHashMap<String, Vec<Kind>>,
    begins: FxHashMap<String, Vec<Kind>>,
    ends: FxHashMap<String, Vec<Kind>>,
}

/// From so many bytes on a beginning or an end of a word is looked up: none in the table is shorter.
const PART: usize = 3;

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let mut kinds = Kinds::default();
    for line in include_str!("../../seeds/kinds.tsv").lines() {
        let Some((kind, words)) = line.split_once('\t') else { continue };
        for word in words.split(' ') {
            let map = match (word.starts_with('*'), word.ends_with('*')) {
                (true, _) => &mut kinds.ends,
                (_, true) => &mut kinds.begins,
                _ => &mut kinds.whole,
            };
            map.entry(fold(word.trim_matches('*'))).or_default().push(kind);
        }
    }
    kinds
});

/// The kinds of a word or a sign, each once.
pub(crate) fn of(word: &str, whole: bool) -> Vec<Kind> {
    if whole {
        return sign(word).into_iter().collect();
    }
    let mut found: Vec<Kind> = Vec::new();
    let mut add = |kinds: Option<&Vec<Kind>>| found.extend(kinds.into_iter().flatten());
    add(KINDS.whole.get(word));
    for at in PART..=word.len() {
        add(word.get(..at).and_then(|start| KINDS.begins.get(start)));
        add(word.get(word.len() - at..).and_then(|end| KINDS.ends.get(end)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The kind of what has no letters; where a sentence ends plainly has none.
fn sign(text: &str) -> Option<Kind> {
    let kind = match text {
        "!" | "!!" => "!",
        "?" | "??" | "?!" => "?",
        "." => return None,
        "..." => "...",
        ":)" => ":)",
        ":(" => ":(",
        "@" => "@",
        "http" => "http",
        _ if text.starts_with(char::is_numeric) => "0",
        _ => KINDS.whole.get(&fold(text)).and_then(|kinds| kinds.first()).copied().unwrap_or("*"),
    };
    Some(kind)
}

/// Which kinds stand in a text, where first.
#[derive(Debug, Default)]
pub(super) struct Met {
    first: BTreeMap<Kind, u32>,
}

impl Met {
    pub(super) fn add(&mut self, kind: Kind, at: u32) {
        self.first.entry(kind).or_insert(at);
    }

    /// Every two of them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = ([Kind; 2], [u32; 2])> {
        self.first.iter().enumerate().flat_map(|(nth, (one, at))| {
            let others = self.first.iter().skip(nth + 1);
            others.map(move |(other, there)| ([*one, *other], [*at, *there]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_kinds() {
        let kinds = |word: &str| of(&fold(word), false);
        for (word, kind) in [
            ("Störung", "fault"),
            ("Signalstörung", "fault"),
            ("delayed", "late"),
            ("Stromrechnung", "bill"),
            ("nobody", "neg"),
            ("versprochen", "promise"),
        ] {
            assert!(kinds(word).contains(&kind), "{word} {:?}", kinds(word));
        }
        assert!(kinds("Xylophon").is_empty());
        assert_eq!(of("😡", true), ["anger"]);
        assert_eq!(of("000", true), ["0"]);
    }

    #[test]
    fn no_part_is_too_short_to_be_found() {
        for part in KINDS.begins.keys().chain(KINDS.ends.keys()) {
            assert!(part.len() >= PART, "{part}");
        }
    }

    #[test]
    fn every_two_kinds_meet_once() {
        let mut met = Met::default();
        for (at, kind) in ["late", "fault", "late", "neg"].into_iter().enumerate() {
            met.add(kind, u32::try_from(at).unwrap());
        }
        let pairs: Vec<_> = met.pairs().collect();
        let expected =
            [(["fault", "late"], [1, 0]), (["fault", "neg"], [1, 3]), (["late", "neg"], [0, 3])];
        assert_eq!(pairs, expected);
    }
}
