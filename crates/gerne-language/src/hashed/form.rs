//! How a text is built, whatever its words are: how long it is, what it says first and last, what it says
//! again, what it puts in quotation marks. Irony and plain lists of what went wrong have few telling words
//! and a telling build: "No bus. No notice. No answer.", "your «express» parcel", praise with a turn at its end.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    cut::{Atom, Span},
    kinds::Kind,
};

/// The kind of a word in quotation marks.
pub(super) const QUOTED: Kind = "\"";

/// Names what the build of a text says, with the words that say it.
pub(super) fn each(atoms: &[Atom], kinds: &[Vec<Kind>], mut say: impl FnMut(&[&str], [u32; 2])) {
    let Some(last) = atoms.len().checked_sub(1).and_then(|last| u32::try_from(last).ok()) else {
        return;
    };
    let sentences = sentences(atoms);
    let end = sentences.last().copied().unwrap_or(0);
    let words = atoms.iter().filter(|atom| !atom.whole).count();
    say(&["WORDS", length(words)], [0, last]);
    say(&["SENTENCES", ["1", "2", "3"].get(end).unwrap_or(&"4")], [0, last]);
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let mut times: FxHashMap<Kind, u32> = FxHashMap::default();
    for (at, ((atom, kinds), sentence)) in (0..=last).zip(atoms.iter().zip(kinds).zip(sentences)) {
        let again = !atom.whole && !known.insert(&atom.text);
        if again {
            say(&["AGAIN"], [at, at]);
        }
        for kind in kinds {
            if again {
                say(&["AGAIN", kind], [at, at]);
            }
            if end > 0 && sentence == end {
                say(&["LAST", kind], [at, at]);
            } else if end > 0 && sentence == 0 {
                say(&["FIRST", kind], [at, at]);
            }
            let times = times.entry(kind).or_default();
            *times += 1;
            if *times == 2 {
                say(&["TWICE", kind], [at, at]);
            }
        }
    }
}

/// The number of the sentence of each word and sign.
fn sentences(atoms: &[Atom]) -> Vec<usize> {
    let mut number = 0;
    let mut numbers = Vec::with_capacity(atoms.len());
    for (at, atom) in atoms.iter().enumerate() {
        numbers.push(number);
        let ends = matches!(&*atom.text, "." | "!" | "!!" | "?" | "??" | "?!" | "...");
        // A sign at the very end begins no further sentence.
        number += usize::from(ends && at + 1 < atoms.len());
    }
    numbers
}

/// How long a text of so many words is.
fn length(words: usize) -> &'static str {
    match words {
        0..=3 => "3",
        4..=6 => "6",
        7..=11 => "11",
        12..=18 => "18",
        19..=30 => "30",
        _ => "more",
    }
}

/// What stands in quotation marks, the marks included.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if matches!(c, '"' | '„' | '“' | '”' | '«' | '»') {
            match open.take() {
                Some(start) => found.push(Span { start, end: at + c.len_utf8() }),
                None => open = Some(at),
            }
        }
    }
    found
}
