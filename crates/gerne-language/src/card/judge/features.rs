//! What is known of a part of a sentence: its words, their kinds and pieces, the lists they stand in, what
//! stands beside it, what the rules found in it, whose it is. Each is a key of the table; most count twice, once
//! for everybody and once for whoever said it.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::{By, Found, KEYS, Piece, Place, overlap, span};
use crate::{
    hashed::kinds_of,
    lex::{Kind as Shape, Tok},
    rows::lists_at,
};

/// How much words beside a part count.
const BESIDE: f32 = 0.3;
/// How much a beginning, an end or a form of a word counts.
const FORM: f32 = 0.5;
/// How much four letters within a word count.
const INSIDE: f32 = 0.3;
/// How much a kind of word, or a list, counts.
const KIND: f32 = 0.7;
/// How much counts what a rule found.
const RULE: f32 = 1.5;

struct Features {
    by: &'static str,
    found: Vec<(u32, f32)>,
}

/// Of each part.
pub(super) fn features(
    toks: &[Tok<'_>],
    pieces: &[Piece],
    place: Place,
    found: &[Found],
) -> Vec<Vec<(u32, f32)>> {
    let by = match place.by {
        By::Customer => "C",
        By::Us => "U",
        By::Log => "L",
    };
    let all: Vec<Vec<&str>> = pieces.iter().map(|piece| words(toks, piece)).collect();
    let beside = |nth: Option<usize>| nth.and_then(|nth| all.get(nth)).into_iter().flatten();
    let of = |(nth, (piece, words)): (usize, (&Piece, &Vec<&str>))| {
        let mut features = Features { by, found: Vec::with_capacity(128) };
        features.own(&["by"], 1.0);
        features.both(&["matter", if place.opens { "new" } else { "old" }], 1.0);
        features.said(words);
        features.listed(toks, piece);
        beside(nth.checked_sub(1)).for_each(|word| features.own(&["before", word], BESIDE));
        beside(Some(nth + 1)).for_each(|word| features.own(&["behind", word], BESIDE));
        features.built(piece, words.len(), nth, pieces.len());
        let here = span(toks, piece);
        for one in found.iter().filter(|one| overlap(&here, &one.span)) {
            features.both(&["rule", one.kind.name()], RULE);
        }
        features.found
    };
    pieces.iter().zip(&all).enumerate().map(of).collect()
}

impl Features {
    /// Counts for everybody.
    fn own(&mut self, parts: &[&str], value: f32) {
        self.found.push((key("", parts), value));
    }

    /// Counts for everybody, and for whoever said it.
    fn both(&mut self, parts: &[&str], value: f32) {
        self.own(parts, value);
        self.found.push((key(self.by, parts), value));
    }

    fn said(&mut self, words: &[&str]) {
        let mut once = words.to_vec();
        once.sort_unstable();
        once.dedup();
        for word in &once {
            self.both(&["word", word], 1.0);
            self.formed(word);
        }
        let mut kinds: Vec<&str> = once.iter().flat_map(|word| kinds_of(word, false)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.iter().for_each(|kind| self.both(&["kind", kind], KIND));
        for two in words.windows(2) {
            self.both(&["two", two[0], two[1]], 1.0);
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.both(&["first", first], 1.0);
            self.both(&["last", last], 1.0);
        }
        if let [first, second, ..] = words {
            self.both(&["first", first, second], 1.0);
        }
    }

    fn formed(&mut self, word: &str) {
        if word.len() < 5 || !word.is_ascii() {
            return;
        }
        let (start, end) = (word.get(..4), word.get(word.len() - 4..));
        self.both(&["starts", start.unwrap_or_default()], FORM);
        self.both(&["ends", end.unwrap_or_default()], FORM);
        // „getauscht“, „ausgetauscht“, „storniert“.
        let ge = word.find("ge").is_some_and(|at| at == 0 || at >= 2 && at + 5 < word.len());
        if word.ends_with("iert") || ge && (word.ends_with('t') || word.ends_with("en")) {
            self.both(&["participle"], FORM);
        }
        if word.ends_with("ed") {
            self.both(&["past"], FORM);
        }
        for at in 1..word.len().saturating_sub(4) {
            self.both(&["inside", word.get(at..at + 4).unwrap_or_default()], INSIDE);
        }
    }

    fn listed(&mut self, toks: &[Tok<'_>], piece: &Piece) {
        let end = piece.toks.end;
        let lists = piece.toks.clone().fold(0, |lists, at| lists | lists_at(toks, at, end));
        for list in (0..u128::BITS).filter(|list| lists >> list & 1 == 1) {
            self.both(&["list", &list.to_string()], KIND);
        }
    }

    /// How long it is, where it stands, how its sentence ends.
    fn built(&mut self, piece: &Piece, words: usize, nth: usize, of: usize) {
        self.both(&["length", &(words / 2).min(6).to_string()], 1.0);
        self.both(&["nth", &nth.min(4).to_string()], 1.0);
        self.both(&["of", &of.min(6).to_string()], 1.0);
        if nth + 1 == of {
            self.both(&["closes"], 1.0);
        }
        if piece.end == Some('?') {
            self.both(&["asks"], 1.0);
        }
    }
}

/// The words of a part, numbers by their length alone.
fn words<'t>(toks: &'t [Tok<'_>], piece: &Piece) -> Vec<&'t str> {
    const NOUGHTS: &str = "00000";
    let counts = |tok: &&Tok<'_>| {
        tok.kind != Shape::Sign || matches!(tok.text, "?" | "!" | ":" | "%" | "€" | "£" | "$")
    };
    let shape = |tok: &'t Tok<'_>| match tok.kind {
        Shape::Number => NOUGHTS.get(..tok.text.len()).unwrap_or(NOUGHTS),
        _ => tok.plain.as_str(),
    };
    toks.get(piece.toks.clone()).unwrap_or_default().iter().filter(counts).map(shape).collect()
}

fn key(by: &str, parts: &[&str]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(by.as_bytes());
    for part in parts {
        hasher.write_u8(0xff);
        hasher.write(part.as_bytes());
    }
    let hash = hasher.finish();
    let stirred = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    u32::try_from(stirred).unwrap_or_default() % u32::try_from(KEYS).unwrap_or(1)
}
