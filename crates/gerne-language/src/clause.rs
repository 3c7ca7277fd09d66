//! Texts cut into sentences and parts of sentences.

use std::ops::Range;

use crate::{
    lex::{Kind, Tok},
    rows::OPENERS,
    words::{month, weekday},
};

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
    "oct", "dec", "hrn", "fa", "fam", "ref", "approx", "abt", "kto", "mob", "e", "g", "i", "best",
    "rd", "ave", "p", "m",
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
                        tok.is_any(SHORT) && !small_day(tok)
                            || tok.text.len() == 1 && tok.kind == Kind::Word
                    });
                let ordinal = before
                    .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 2)
                    && next.is_some_and(|tok| !tok.line)
                    && !opens(toks, at + 1)
                    && !counted(toks, at);
                // „Rechnung 10-2284-C.“: a letter that ends a number shortens nothing.
                let numbered = before.is_some_and(|tok| !tok.apart && tok.text.len() == 1)
                    && at
                        .checked_sub(2)
                        .and_then(|i| toks.get(i))
                        .is_some_and(|tok| tok.kind == Kind::Number || tok.is_dash() && !tok.apart);
                // „Kundennr. bitte“
                let short = short
                    || before.is_some_and(|tok| tok.plain.ends_with("nr"))
                        && next.is_some_and(|tok| starts_small(tok) || tok.kind == Kind::Sign);
                apart && (!short || numbered) && !ordinal
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

/// „So.“ is a day, „so.“ ends a sentence.
fn small_day(tok: &Tok<'_>) -> bool {
    starts_small(tok) && tok.is_any(&["so", "do", "mi", "sa", "di", "mo"])
}

/// „Lindenweg 5. Der Router“, "on March 3. The bus": the number belongs to the name before it.
fn counted(toks: &[Tok<'_>], dot: usize) -> bool {
    let name = dot.checked_sub(2).and_then(|at| toks.get(at)).is_some_and(|tok| {
        tok.kind == Kind::Word
            && tok.is_capital()
            && tok.text.len() > 2
            && !tok.is_any(&[
                "der", "die", "das", "den", "dem", "zum", "zur", "the", "bis", "vom", "vor",
            ])
            && weekday(&tok.plain).is_none()
    });
    let next = toks.get(dot + 1).is_some_and(|tok| {
        tok.kind == Kind::Word && tok.apart && tok.is_capital() && month(&tok.plain).is_none()
    });
    // „£11.97. Not …“, „E64. Was nun“: it is the end of a longer number.
    let glued = dot.checked_sub(1).and_then(|at| toks.get(at)).is_some_and(|tok| !tok.apart)
        && dot.checked_sub(2).and_then(|at| toks.get(at)).is_some_and(|tok| {
            tok.kind == Kind::Word || matches!(tok.text, "." | "," | "-" | "/" | ":")
        });
    let after = toks
        .get(dot + 1)
        .is_some_and(|tok| tok.kind == Kind::Word && tok.apart && month(&tok.plain).is_none());
    name && next || glued && after && !dated(toks, dot)
}

/// „am 3.7. kam“: the dot belongs to a date.
fn dated(toks: &[Tok<'_>], dot: usize) -> bool {
    // "at 16.30. Hotel …": no month has such a number.
    let month =
        dot.checked_sub(1).and_then(|at| toks.get(at)).and_then(|tok| tok.text.parse().ok());
    month.is_none_or(|month: u8| month <= 12)
        && dot.checked_sub(3).is_some_and(|at| {
            toks.get(at)
                .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 2 && tok.apart)
                && toks.get(at + 1).is_some_and(|tok| matches!(tok.text, "." | "-" | "–"))
        })
}

/// A word that stands with a capital only where a sentence begins: „statt 21. Er hat …“, "on the 3. We …".
fn opens(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(Tok::is_capital) && OPENERS.at(toks, at, at + 1).is_some()
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
                ":" => !number(next) && (!number(before) || next.is_none_or(|tok| tok.apart)),
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
