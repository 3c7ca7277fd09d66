//! Texts taken apart: words, pairs of words, pieces of words of two to five letters, and kinds of words.

use gerne_text::{Kind, Token, each_token, fold};

use super::{
    form,
    kinds::{self, Kind as Sort, Met},
};

/// Where a word or a sign stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// How words are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Without accents, umlauts and capitals: what is said counts.
    Folded,
    /// Without capitals only: accents tell languages apart.
    Lower,
}

/// One occurrence of a piece, and the words that it is credited to (a pair: both, else twice the same).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) key: u32,
    pub(crate) words: [u32; 2],
}

/// A text in pieces.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    pub(crate) words: Vec<Span>,
    pub(crate) pieces: Vec<Piece>,
}

/// Of a longer text only so many words and signs are looked at.
const MOST: usize = 600;

/// The lowest bit of a key tells pieces of words from words: each kind has a half of the table.
pub(crate) const INSIDE: u32 = 1;

/// Takes a text apart for a table of `1 << bits` keys.
pub(crate) fn cut(text: &str, letters: Letters, bits: u8) -> Cut {
    let text = text.get(..text.floor_char_boundary(crate::LONGEST)).unwrap_or_default();
    let mut atoms = signs(text);
    let addresses = addresses(text);
    atoms.extend(addresses.iter().map(|&span| Atom { span, text: "http".into(), whole: true }));
    let outside = |at: usize| {
        let next = addresses.partition_point(|span| span.end <= at);
        addresses.get(next).is_none_or(|span| at < span.start)
    };
    let mut loud = Vec::new();
    each_token(text, |token| {
        if outside(token.start) {
            let atom = atom(&token, letters);
            if is_loud(token.text) {
                loud.push(atom.span);
            }
            if !atom.text.is_empty() {
                atoms.push(atom);
            }
        }
    });
    atoms.sort_by_key(|atom| atom.span.start);
    atoms.truncate(MOST);
    let mut found = Pieces { cut: Cut::default(), mask: (1 << bits) - 1 };
    let mut before: Option<&str> = None;
    let mut met = Met::default();
    let (mut kinds, mut last) = (Vec::new(), None);
    let mut quotations = form::quotations(text).into_iter().peekable();
    for atom in &atoms {
        let at = u32::try_from(found.cut.words.len()).unwrap_or(u32::MAX);
        found.cut.words.push(atom.span);
        found.word(&[&atom.text], [at, at]);
        match before {
            Some(before) => found.word(&[before, &atom.text], [at - 1, at]),
            None => found.word(&["<", &atom.text], [at, at]),
        }
        if loud.contains(&atom.span) {
            found.word(&["LOUD"], [at, at]);
        }
        if !atom.whole {
            found.inside(&atom.text, at);
        }
        before = Some(&atom.text);
        if letters == Letters::Folded {
            while quotations.next_if(|span| span.end <= atom.span.start).is_some() {}
            let mut own = kinds::of(&atom.text, atom.whole);
            let before = last.and_then(|last| Some((last, kinds.get(last as usize)?)));
            found.kinds(&own, at, before, &mut met);
            if !own.is_empty() {
                last = Some(at);
            }
            if quotations.peek().is_some_and(|span| span.start < atom.span.start) {
                found.word(&["KIND", form::QUOTED], [at, at]);
                met.add(form::QUOTED, at);
                own.push(form::QUOTED);
            }
            kinds.push(own);
        }
    }
    if letters == Letters::Folded {
        form::each(&atoms, &kinds, |parts, words| found.word(parts, words));
    }
    for ([one, other], words) in met.pairs() {
        found.word(&["MET", one, other], words);
    }
    found.cut
}

pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) text: String,
    /// Its letters say nothing.
    pub(super) whole: bool,
}

fn atom(token: &Token<'_>, letters: Letters) -> Atom {
    let span = Span { start: token.start, end: token.end };
    match token.kind {
        Kind::Handle => Atom { span, text: "@".into(), whole: true },
        Kind::Emoji => Atom { span, text: token.text.to_owned(), whole: true },
        Kind::Word | Kind::Tag => {
            let text = match letters {
                Letters::Folded => token.folded(),
                Letters::Lower => {
                    token.text.chars().take(64).flat_map(char::to_lowercase).collect()
                }
            };
            let whole = text.chars().all(char::is_numeric);
            Atom { span, text: numbers(&text), whole }
        }
    }
}

/// Digits as zeros, no more than three of them: how long a number is may say something, which never.
fn numbers(word: &str) -> String {
    let (mut short, mut run) = (String::with_capacity(word.len()), 0);
    for c in word.chars() {
        run = if c.is_numeric() { run + 1 } else { 0 };
        match run {
            0 => short.push(c),
            1..=3 => short.push('0'),
            _ => {}
        }
    }
    short
}

fn is_loud(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_uppercase)
}

/// What stands between blanks and is an address of the web.
fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let bare = chunk.trim_end();
        if bare.contains("://") || bare.starts_with("www.") {
            found.push(Span { start: from, end: from + bare.len() });
        }
        from += chunk.len();
    }
    found
}

/// Exclamation and question marks, dots that trail off, faces.
fn signs(text: &str) -> Vec<Atom> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let mut length = 1;
        if matches!(c, '!' | '?' | '.' | '…') {
            while let Some(&(at, next)) = rest.peek()
                && matches!(next, '!' | '?' | '.' | '…')
            {
                end = at + next.len_utf8();
                length += 1;
                rest.next();
            }
            let run = text.get(start..end).unwrap_or_default();
            let name = match (run.contains('!'), run.contains('?'), length) {
                (true, true, _) => "?!",
                (true, false, 1) => "!",
                (true, false, _) => "!!",
                (false, true, 1) => "?",
                (false, true, _) => "??",
                (false, false, 1) if c == '.' => ".",
                _ => "...",
            };
            let span = Span { start, end };
            found.push(Atom { span, text: name.into(), whole: true });
        } else if matches!(c, ':' | ';' | '=') && !before.is_alphanumeric() {
            while let Some(&(_, '-' | '\'' | 'o')) = rest.peek() {
                rest.next();
            }
            let name = match rest.peek() {
                Some((_, ')' | 'D' | '*' | '3' | 'P' | 'p')) => ":)",
                Some((_, '(' | '/' | '|' | '[' | '@')) => ":(",
                _ => continue,
            };
            if let Some((at, last)) = rest.next() {
                let span = Span { start, end: at + last.len_utf8() };
                found.push(Atom { span, text: name.into(), whole: true });
            }
        }
        before = c;
    }
    found
}

struct Pieces {
    cut: Cut,
    mask: u32,
}

impl Pieces {
    fn word(&mut self, parts: &[&str], words: [u32; 2]) {
        let hash = parts
            .iter()
            .fold(SEED, |hash, part| part.bytes().fold(hash ^ 0x1f, step).wrapping_mul(PRIME));
        self.cut.pieces.push(Piece { key: self.key(hash) & !INSIDE, words });
    }

    /// The kinds of a word, and each after those of the last word that had some.
    fn kinds(&mut self, kinds: &[Sort], at: u32, before: Option<(u32, &Vec<Sort>)>, met: &mut Met) {
        for kind in kinds {
            self.word(&["KIND", kind], [at, at]);
            for (place, other) in
                before.into_iter().flat_map(|(at, all)| all.iter().map(move |one| (at, one)))
            {
                self.word(&["THEN", other, kind], [place, at]);
            }
            met.add(kind, at);
        }
    }

    fn inside(&mut self, word: &str, at: u32) {
        let letters: Vec<char> =
            std::iter::once('<').chain(word.chars()).chain(std::iter::once('>')).collect();
        for start in 0..letters.len() {
            let mut hash = SEED ^ 0x55;
            for (nth, c) in letters.iter().skip(start).take(5).enumerate() {
                hash = (hash ^ u64::from(*c)).wrapping_mul(PRIME);
                if nth >= 1 {
                    let key = self.key(hash) | INSIDE;
                    self.cut.pieces.push(Piece { key, words: [at, at] });
                }
            }
        }
    }

    /// The upper bits of a product are the well-mixed ones.
    fn key(&self, hash: u64) -> u32 {
        let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        u32::try_from(mixed >> 32).unwrap_or(0) & self.mask
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// The words of a text in the form in which phrases are looked for, with their places.
pub(crate) fn plain(text: &str) -> Vec<(Span, String)> {
    let text = text.get(..text.floor_char_boundary(crate::LONGEST)).unwrap_or_default();
    let mut found = Vec::new();
    each_token(text, |token| {
        if !matches!(token.kind, Kind::Handle) {
            let folded = if token.kind == Kind::Emoji { fold(token.text) } else { token.folded() };
            found.push((Span { start: token.start, end: token.end }, folded));
        }
    });
    found
}
