//! Texts cut into sentences and parts of sentences.

use std::ops::Range;

use crate::lex::{Kind, Tok};

/// Some tokens, and the sign behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) toks: Range<usize>,
    /// The sign that ends it.
    pub(crate) end: Option<char>,
}

const SHORT: &[&str] = &[
    "nr", "tel", "str", "ca", "bzw", "usw", "dr", "prof", "hr", "fr", "no", "st", "kd", "inkl",
    "evtl", "ggf", "etc", "mr", "mrs", "ms", "z", "b", "d", "h", "u", "a", "vs", "max", "min",
    "mo", "di", "mi", "do", "sa", "so", "std", "sept", "jan", "feb", "aug", "okt", "nov", "dez",
    "oct", "dec", "ref", "approx", "abt", "kto", "mob", "e", "g", "i", "best", "rd", "ave", "p",
    "m",
];

/// The sentences of a text.
pub(crate) fn sentences(toks: &[Tok<'_>]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut close = |start: &mut usize, to: usize, next: usize, end: Option<char>| {
        if to > *start {
            found.push(Piece { toks: *start..to, end });
        }
        *start = next;
    };
    for (at, tok) in toks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| toks.get(i));
        if tok.line
            && at > start
            && (!starts_small(tok) || before.is_some_and(|b| b.is_sign(':') || b.is_sign(',')))
        {
            close(&mut start, at, at, None);
        }
        if tok.kind != Kind::Sign {
            continue;
        }
        let sign = tok.text.chars().next().unwrap_or(' ');
        let next = toks.get(at + 1);
        let ends = match sign {
            '!' | '?' | '…' => true,
            '.' => {
                let apart = next.is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
                let short = before
                    .is_some_and(|tok| !tok.apart || tok.is_any(SHORT) || tok.text.len() == 1)
                    && before.is_some_and(|tok| {
                        tok.is_any(SHORT) || tok.text.len() == 1 && tok.kind == Kind::Word
                    });
                let ordinal = before
                    .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 2)
                    && next.is_some_and(|tok| !tok.line && !opens(tok));
                apart && !short && !ordinal
            }
            c => u32::from(c) >= 0x2190,
        };
        if ends {
            close(&mut start, at, at + 1, Some(sign));
        }
    }
    close(&mut start, toks.len(), toks.len(), None);
    found
}

/// A word that stands with a capital only where a sentence begins: „statt 21. Er hat …“, "on the 3. We …".
fn opens(tok: &Tok<'_>) -> bool {
    tok.is_capital()
        && tok.is_any(&[
            "er",
            "es",
            "ich",
            "wir",
            "man",
            "das",
            "die",
            "der",
            "dies",
            "diese",
            "dieser",
            "ein",
            "eine",
            "mein",
            "meine",
            "unser",
            "unsere",
            "kein",
            "keine",
            "bitte",
            "danke",
            "ist",
            "sind",
            "war",
            "hat",
            "haben",
            "habe",
            "kann",
            "koennen",
            "wird",
            "wurde",
            "wann",
            "warum",
            "wer",
            "wie",
            "was",
            "wo",
            "und",
            "aber",
            "auch",
            "dann",
            "da",
            "dort",
            "jetzt",
            "leider",
            "bis",
            "seit",
            "am",
            "im",
            "um",
            "ab",
            "we",
            "you",
            "he",
            "she",
            "it",
            "they",
            "the",
            "a",
            "this",
            "that",
            "please",
            "there",
            "so",
            "but",
            "and",
            "my",
            "our",
            "your",
            "is",
            "are",
            "can",
            "when",
            "why",
            "what",
            "who",
            "how",
            "no",
            "not",
            "customer",
            "kunde",
            "kundin",
            "techniker",
            "engineer",
        ])
}

fn starts_small(tok: &Tok<'_>) -> bool {
    tok.text.chars().next().is_some_and(char::is_lowercase)
}

/// The parts of a sentence between commas, dashes and words that join sentences.
pub(crate) fn parts(toks: &[Tok<'_>], sentence: &Piece) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = sentence.toks.start;
    for at in sentence.toks.clone() {
        let Some(tok) = toks.get(at) else { break };
        let before = at.checked_sub(1).and_then(|i| toks.get(i));
        let next = toks.get(at + 1);
        let number =
            |tok: Option<&Tok<'_>>| tok.is_some_and(|tok| tok.kind == Kind::Number && !tok.apart);
        let sign = tok.kind == Kind::Sign
            && match tok.text {
                "," => !number(next),
                ";" | "(" | ")" | "|" | "\"" | "„" | "“" | "”" => true,
                ":" => !number(next) && !number(before),
                "-" | "–" | "—" => tok.apart && next.is_none_or(|tok| tok.apart),
                _ => false,
            };
        let word = tok.is_any(&[
            "aber",
            "but",
            "sondern",
            "weil",
            "obwohl",
            "trotzdem",
            "because",
            "although",
            "though",
            "nevertheless",
            "denn",
        ]);
        if sign || word {
            if at > start {
                found.push(Piece { toks: start..at, end: None });
            }
            start = if sign { at + 1 } else { at };
        }
    }
    if sentence.toks.end > start {
        found.push(Piece { toks: start..sentence.toks.end, end: sentence.end });
    }
    found
}

/// The place of a row of words within a range; each row is written as `geht nicht`.
pub(crate) fn row(toks: &[Tok<'_>], within: &Range<usize>, rows: &[&str]) -> Option<Range<usize>> {
    within.clone().find_map(|at| {
        let begins = toks.get(at)?.plain.as_bytes().first();
        rows.iter().find_map(|row| {
            // Most rows are told apart by their first letter.
            let first = row.as_bytes().first();
            if first != begins && first != Some(&b'*') {
                return None;
            }
            let mut len = 0;
            for word in row.split(' ') {
                let tok = toks.get(at + len).filter(|_| at + len < within.end)?;
                let fits = match (word.strip_suffix('*'), word.strip_prefix('*')) {
                    (Some(stem), _) => tok.plain.starts_with(stem),
                    (_, Some(end)) => tok.plain.ends_with(end),
                    _ => tok.plain == word,
                };
                if !fits {
                    return None;
                }
                len += 1;
            }
            Some(at..at + len)
        })
    })
}

/// Whether one of these words stands within.
pub(crate) fn has(toks: &[Tok<'_>], within: &Range<usize>, words: &[&str]) -> bool {
    row(toks, within, words).is_some()
}
