//! Texts cut into words, with where they stand.

use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{fold, fold_char_is_dropped};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a number.
    Word,
    /// `#word`.
    Tag,
    /// `@name`.
    Handle,
    /// A picture among letters.
    Emoji,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// As it is written, without `#` or `@`.
    pub text: &'t str,
    /// Its first byte in the text; of a tag or handle that of its sign.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Only a hyphen or an apostrophe stands between it and the one before.
    pub linked: bool,
}

/// Longest word that is told from others, in characters: what is longer is nobody's word.
const LONGEST: usize = 64;

impl Token<'_> {
    /// The form in which it is compared: folded, `sooooo` as `soo`. Empty when nothing is left.
    pub fn folded(&self) -> String {
        shorten(&fold(self.text))
    }
}

/// Cuts a text. Every position is on a character's border.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    each_token(text, |token| found.push(token));
    found
}

/// Cuts a text without keeping what it finds, for those who must not allocate.
pub fn each_token<'t>(text: &'t str, mut found: impl FnMut(Token<'t>)) {
    let mut cutter = Cutter { text, open: None, sign: None, link: false, found: &mut found };
    if is_plain(text) {
        cutter.by_character();
    } else {
        for (at, grapheme) in text.grapheme_indices(true) {
            cutter.step(at, grapheme.chars().next().unwrap_or(' '), grapheme.len());
        }
    }
    cutter.close(text.len());
}

struct Cutter<'t, 'f> {
    text: &'t str,
    open: Option<Open>,
    sign: Option<(usize, Kind)>,
    link: bool,
    found: &'f mut dyn FnMut(Token<'t>),
}

impl Cutter<'_, '_> {
    /// Texts in which a character is what a reader calls one, save among pictures.
    fn by_character(&mut self) {
        let mut at = 0;
        while let Some(byte) = self.text.as_bytes().get(at).copied() {
            if byte.is_ascii_alphanumeric() || (byte == b'_' && self.open.is_some()) {
                self.word(at);
                at += 1;
            } else if byte == b' ' {
                self.close(at);
                self.sign = None;
                self.link = false;
                at += 1;
            } else {
                let rest = self.text.get(at..).unwrap_or_default();
                let first = rest.chars().next().unwrap_or(' ');
                let mut length = first.len_utf8();
                if fold_char_is_dropped(first) && self.open.is_none() {
                    at += length;
                    continue;
                }
                if is_picture(first) {
                    length = rest.graphemes(true).next().map_or(length, str::len);
                }
                self.step(at, first, length);
                at += length;
            }
        }
    }

    fn word(&mut self, at: usize) {
        if self.open.is_none() {
            let (start, kind) = self.sign.take().unwrap_or((at, Kind::Word));
            let linked = std::mem::take(&mut self.link);
            self.open = Some(Open { start, from: at, kind, linked });
        }
    }

    fn step(&mut self, at: usize, first: char, length: usize) {
        if is_word(first) || (self.open.is_some() && (first == '_' || fold_char_is_dropped(first)))
        {
            self.word(at);
            return;
        }
        let had_word = self.open.is_some();
        self.close(at);
        self.sign = None;
        self.link = had_word && matches!(first, '-' | '‐' | '‑' | '\'' | '’');
        match first {
            '#' | '＃' if !had_word => self.sign = Some((at, Kind::Tag)),
            '@' if !had_word => self.sign = Some((at, Kind::Handle)),
            _ if is_picture(first) => {
                let end = at + length;
                let text = self.text.get(at..end).unwrap_or_default();
                (self.found)(Token { text, start: at, end, kind: Kind::Emoji, linked: false });
            }
            _ => {}
        }
    }

    fn close(&mut self, end: usize) {
        if let Some(Open { start, from, kind, linked }) = self.open.take()
            && let Some(text) = self.text.get(from..end)
        {
            (self.found)(Token { text, start, end, kind, linked });
        }
    }
}

/// Whether a text is written in Latin letters without marks of their own, and pictures at most.
fn is_plain(text: &str) -> bool {
    text.as_bytes()
        .iter()
        .all(|byte| matches!(byte, 0x00..=0xbf | 0xc2..=0xcb | 0xe2 | 0xef | 0xf0))
}

/// The words by which a text is found, in their order; behind them, further forms of some:
/// `Internet-Ausfall` also as one word, `#BahnStreik` and `250mbit` also in two. At most `limit`.
pub fn words(text: &str, limit: usize) -> Vec<String> {
    let tokens = tokens(text);
    let mut words: Vec<String> = Vec::with_capacity(tokens.len());
    let mut more: Vec<String> = Vec::new();
    let mut chain = String::new();
    let mut links = 0;
    for token in &tokens {
        let word = token.folded();
        if word.is_empty() {
            continue;
        }
        if token.linked {
            links += 1;
        } else {
            keep(&mut more, &chain, links);
            chain.clear();
            links = 0;
        }
        chain.push_str(&word);
        if is_of_parts(token.text) {
            more.extend(parts(token.text).into_iter().filter(|part| !part.is_empty()));
        }
        words.push(word);
        if words.len() >= limit {
            break;
        }
    }
    keep(&mut more, &chain, links);
    words.extend(more);
    words.truncate(limit);
    words
}

/// The pieces of a word that is written as one: `BahnStreik` as Bahn, Streik; `250mbit` as 250,
/// mbit. One piece: it is just a word.
pub fn parts(word: &str) -> Vec<String> {
    let ends = cuts(word).chain([word.len()]);
    let pieces = ends.scan(0, |from, end| word.get(std::mem::replace(from, end)..end));
    pieces.map(|piece| shorten(&fold(piece.trim_matches('_')))).collect()
}

fn is_of_parts(word: &str) -> bool {
    cuts(word).next().is_some()
}

/// Where a word that is written as one falls into pieces.
fn cuts(word: &str) -> impl Iterator<Item = usize> {
    let behind = word.char_indices().skip(1);
    word.chars().zip(behind).filter_map(|(before, (at, c))| {
        let cut = (before.is_lowercase() && c.is_uppercase())
            || (before.is_numeric() && c.is_alphabetic())
            || (before.is_alphabetic() && c.is_numeric())
            || before == '_';
        cut.then_some(at)
    })
}

/// Three or more of the same letter say no more than two; nothing is longer than [`LONGEST`];
/// blanks and signs that folding brought forth (`⑴`, `½`) are left out.
pub(crate) fn shorten(folded: &str) -> String {
    let mut short = String::with_capacity(folded.len());
    let (mut before, mut run) = ('\0', 0);
    let word = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric() || *c == '_';
    let letters = folded.chars().filter(|c| word(c) && !c.is_whitespace() && !c.is_control());
    for c in letters.take(LONGEST) {
        run = if c == before { run + 1 } else { 1 };
        before = c;
        if run <= 2 || !c.is_alphabetic() {
            short.push(c);
        }
    }
    short
}

struct Open {
    start: usize,
    from: usize,
    kind: Kind,
    linked: bool,
}

fn keep(more: &mut Vec<String>, chain: &str, links: usize) {
    if links > 0 {
        more.push(shorten(chain));
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Symbols beyond punctuation: arrows, signs, emoji.
fn is_picture(c: char) -> bool {
    c >= '\u{2190}'
        && !c.is_alphanumeric()
        && !c.is_whitespace()
        && !matches!(c, '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff65}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        && !fold_char_is_dropped(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[(&str, Kind)]) {
        let found: Vec<_> = tokens(text).iter().map(|token| (token.text, token.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn texts_are_cut() {
        use Kind::{Emoji, Handle, Tag, Word};
        check("Kein Internet!", &[("Kein", Word), ("Internet", Word)]);
        check("@acme_hilft #Ausfall", &[("acme_hilft", Handle), ("Ausfall", Tag)]);
        check("a@b.de", &[("a", Word), ("b", Word), ("de", Word)]);
        check("läuft 👍🏽 jetzt", &[("läuft", Word), ("👍🏽", Emoji), ("jetzt", Word)]);
        check("👩‍👩‍👧", &[("👩‍👩‍👧", Emoji)]);
        check("„so“ – nicht…", &[("so", Word), ("nicht", Word)]);
        check("# @ ##", &[]);
        check("Ver\u{ad}spätung", &[("Ver\u{ad}spätung", Word)]);
    }

    #[test]
    fn words_come_with_their_other_forms() {
        for (text, expected) in [
            ("Internet-Ausfall in Köln", "internet ausfall in koln internetausfall"),
            ("#BahnStreik heute", "bahnstreik heute bahn streik"),
            ("250mbit statt 16", "250mbit statt 16 250 mbit"),
            ("Geht's noch", "geht s noch gehts"),
            ("sooooo langsam", "soo langsam"),
            ("Vorgang R-2026-0042", "vorgang r 2026 0042 r20260042"),
            ("10000000 Mal", "10000000 mal"),
        ] {
            assert_eq!(words(text, 100).join(" "), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_of_cutting_are_one(
            pieces in prop::collection::vec(prop_oneof![
                "[a-cäÖß0-2 #@_.,'’–-]",
                Just("👍🏽".to_owned()), Just("🇩🇪".to_owned()), Just("😀".to_owned()),
            ], 0..30),
        ) {
            let text = pieces.concat();
            let mut slow = Vec::new();
            let mut found = |token| slow.push(token);
            let mut cutter = Cutter {
                text: &text, open: None, sign: None, link: false, found: &mut found,
            };
            for (at, grapheme) in text.grapheme_indices(true) {
                cutter.step(at, grapheme.chars().next().unwrap_or(' '), grapheme.len());
            }
            cutter.close(text.len());
            prop_assert_eq!(tokens(&text), slow);
        }

        #[test]
        fn positions_are_where_the_words_are(text in "\\PC{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= last && token.end > token.start);
                prop_assert!(text.get(token.start..token.end).unwrap().ends_with(token.text));
                last = token.end;
            }
        }

        #[test]
        fn words_hold_nothing_that_an_engine_could_cut(text in "\\PC{0,60}") {
            for word in words(&text, 100) {
                prop_assert!(!word.is_empty());
                prop_assert!(word.chars().all(|c| !c.is_whitespace() && !c.is_control()));
                prop_assert!(word.chars().all(|c| c == '_' || !c.is_ascii_punctuation()));
            }
        }
    }
}
