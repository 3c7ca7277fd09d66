//! What a number with a name looks like: groups of digits and capitals, with signs between them.

use std::ops::Range;

use super::names::Name;
use crate::{
    facts::{FactKind, Finder},
    lex::{Kind, Tok},
    words,
};

/// What looks like such a number, beginning at this token.
pub(super) fn value(finder: &Finder<'_, '_>, at: usize, name: &Name) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    if first.kind == Kind::Sign || first.is_any(&["blz", "bic", "plz", "tel", "fax", "mobil"]) {
        return None;
    }
    let range = at..groups(toks, at, name);
    let all = toks.get(range.clone())?;
    let written: usize =
        all.iter().filter(|tok| tok.kind != Kind::Sign).map(|tok| tok.text.chars().count()).sum();
    let n = digits(toks, &range);
    let letters = written - n;
    let code = letters > 0
        && all
            .iter()
            .any(|tok| tok.kind == Kind::Word && tok.text.chars().all(|c| c.is_ascii_uppercase()));
    let lower = letters > 0
        && !code
        && all.len() > 1
        && (n >= 3 || name.kind == FactKind::BookingRef && n >= 1 && name.strong);
    let reference =
        name.kind == FactKind::BookingRef || name.kind == FactKind::TicketNo && name.strong;
    let plain_code = reference
        && n == 0
        && all.len() == 1
        && (5..=8).contains(&written)
        && first.text.chars().all(|c| c.is_ascii_uppercase());
    let enough = match (name.strong, name.kind) {
        (true, FactKind::BookingRef) => n >= 1 && written >= 5,
        (true, _) => n >= 3 && written >= 4,
        (false, FactKind::BookingRef) => n >= 5 || code && n >= 1 && (5..=9).contains(&written),
        (false, _) => n >= 5 || code && n >= 3 && written >= 5 || n == 4 && ends(toks, range.end),
    };
    let shaped = plain_code || enough && (letters == 0 || code || lower);
    if !shaped
        || written > 30
        || !finder.is_free(&range)
        || is_counted(toks, range.end)
        || is_dated(finder, &range)
    {
        return None;
    }
    // A price, a sum, a year.
    let price = at
        .checked_sub(1)
        .and_then(|i| toks.get(i))
        .is_some_and(|tok| matches!(tok.text, "€" | "£" | "$") || tok.is_any(&["eur", "chf"]));
    let year = !name.strong
        && letters == 0
        && n == 4
        && ["19", "20"].iter().any(|c| first.text.starts_with(c));
    (!price && !year).then_some(range)
}

/// Behind a short number without a word for it, nothing may stand that could be counted.
fn ends(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_none_or(|tok| {
        tok.line
            || tok.kind == Kind::Sign && !matches!(tok.text, "€" | "%" | "-" | ":" | "/" | "+")
            || tok.is_any(&[
                "ist", "is", "was", "war", "wurde", "kam", "and", "und", "still", "fehlt", "never",
                "hat", "has", "nicht", "not", "vom", "from", "bitte", "please", "both", "beide",
            ])
    }) && toks.get(at.wrapping_sub(1)).is_some_and(|tok| tok.kind == Kind::Number)
        && toks
            .get(at.wrapping_sub(2))
            .is_some_and(|tok| tok.kind == Kind::Word || tok.is_sign('#'))
}

fn digits(toks: &[Tok<'_>], range: &Range<usize>) -> usize {
    let all = toks.get(range.clone()).unwrap_or_default();
    all.iter().filter(|tok| tok.kind == Kind::Number).map(|tok| tok.text.len()).sum()
}

/// Behind all groups that belong together: `88 231 907`, `RB 123 456 785 GB`, `32 C 114/26`.
fn groups(toks: &[Tok<'_>], at: usize, name: &Name) -> usize {
    let mut end = run(toks, at);
    let capital = |n: usize, most: usize| {
        toks.get(n).is_some_and(|tok| {
            tok.kind == Kind::Word
                && tok.text.len() <= most
                && !tok.line
                && tok.text.chars().all(|c| c.is_ascii_uppercase())
        })
    };
    let digit = |n: usize| {
        toks.get(n).is_some_and(|tok| tok.kind == Kind::Number && tok.apart && !tok.line)
    };
    // „RB 123 …“: letters lead.
    let lettered = end == at + 1 && capital(at, 4);
    let led = lettered && digit(end) && !is_counted(toks, end + 1);
    if led {
        end = run(toks, end);
    }
    // „3S LMNO 7718 …“: a digit and letters, then letters, then digits.
    if end == at + 2
        && toks.get(at).is_some_and(|tok| tok.kind == Kind::Number)
        && capital(end, 4)
        && digit(end + 1)
    {
        end = run(toks, end + 1);
    }
    // Behind letters the first digits are a group.
    let mut groups = usize::from(led);
    let may_mix = name.strong || name.kind == FactKind::TrackingNo;
    loop {
        let here = digits(toks, &(at..end));
        if here == 0 || here >= 24 {
            break;
        }
        let Some(next) = toks.get(end).filter(|tok| tok.apart && !tok.line) else { break };
        // „50-44-12 / 00917733“: a bank's number and that of the account.
        if name.kind == FactKind::AccountNo
            && next.is_sign('/')
            && toks.get(end + 1).is_some_and(|tok| {
                tok.kind == Kind::Number && !tok.line && (5..=10).contains(&tok.text.len())
            })
        {
            end = run(toks, end + 1);
            continue;
        }
        if next.kind == Kind::Number {
            let behind = run(toks, end);
            let dated = toks.get(end + 1).is_some_and(|tok| {
                matches!(tok.text, "." | ":" | "€" | "%" | ",")
                    && !tok.apart
                    && toks.get(end + 2).is_some_and(|t| !t.apart && t.kind == Kind::Number)
            });
            // „0091 2245 3“: one digit at the end, behind groups of several.
            let last = groups > 0
                && toks.get(behind).is_none_or(|tok| {
                    tok.line
                        || tok.kind == Kind::Sign
                            && !matches!(tok.text, "€" | "%" | "£" | "-" | "x")
                        // „8800 1245 3 abbuchen“, „1190 4482 7 GB“: nothing that is counted follows.
                        || next.text.len() == 1 && closes(tok)
                })
                && !toks.get(behind).is_some_and(|tok| {
                    tok.text == "." && toks.get(behind + 1).is_some_and(|t| !t.apart)
                });
            let small = next.text.len() < 2 && behind == end + 1 && !last;
            if small || is_counted(toks, behind) || dated || next.text.len() > 8 || behind > end + 4
            {
                break;
            }
            end = behind;
            groups += 1;
            continue;
        }
        // A letter or three between groups, or „AA1“.
        if (may_mix || groups > 1) && capital(end, 3) {
            let behind = run(toks, end);
            let mixed = behind > end + 1 && behind <= end + 3;
            let between = behind == end + 1
                && toks.get(end).is_some_and(|tok| tok.text.len() <= 2)
                && digit(end + 1)
                && !is_counted(toks, end + 2);
            if mixed {
                end = behind;
                continue;
            }
            if between {
                end = run(toks, end + 1);
                continue;
            }
            // „… 785 GB“, „4412 889 X“
            let last = toks
                .get(behind)
                .is_none_or(|tok| tok.line || tok.kind == Kind::Sign || groups > 1 && closes(tok))
                || name.kind == FactKind::TrackingNo && here >= 7;
            let grouped = end > at + 1;
            if behind == end + 1 && last && grouped && capital(end, 2) {
                end = behind;
            }
        }
        break;
    }
    end
}

/// A verb, a word that leads on or a country's letters: nothing that would be counted.
fn closes(tok: &Tok<'_>) -> bool {
    let verb = !tok.is_capital()
        && (tok.plain.len() > 5 && (tok.plain.ends_with("en") || tok.plain.ends_with("iert"))
            || tok.plain.starts_with("ge") && tok.plain.ends_with('t'));
    let country = tok.text.len() == 2 && tok.text.chars().all(|c| c.is_ascii_uppercase());
    tok.kind == Kind::Word
        && (verb
            || country
            || tok.is_any(&[
                "ist", "is", "was", "war", "wurde", "und", "and", "nicht", "not", "bitte",
                "please", "hat", "has", "vom", "von", "from", "fuer", "for", "kommt", "kam",
                "still", "never", "noch", "seit", "since", "soll", "should", "wird", "will", "im",
                "in", "on", "to", "but", "aber", "which", "that", "bei", "beim", "with", "at",
                "under", "unter", "auf", "zu", "zum", "zur", "an", "mit", "als", "as", "by",
                "lautet", "steht", "liegt", "stimmt", "fehlt", "geht", "haengt", "hangs", "shows",
                "says", "where", "wo", "weil", "because", "da", "so", "it", "es", "i", "ich",
                "wir", "we",
            ]))
}

/// Behind the letters, digits and signs that are written without a blank.
pub(super) fn run(toks: &[Tok<'_>], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(tok) = toks.get(end).filter(|tok| !tok.apart) {
        let joint = tok.kind == Kind::Sign
            && (matches!(tok.text, "-" | "/" | "." | "_" | "–" | "‑") || tok.text == "#");
        let fits = if joint {
            toks.get(end + 1).is_some_and(|next| {
                !next.apart
                    && (next.kind == Kind::Number || next.kind == Kind::Word && code_like(next))
            })
        } else {
            tok.kind == Kind::Number || tok.kind == Kind::Word && code_like(tok)
        };
        if !fits || end - at > 18 {
            break;
        }
        end += 1;
    }
    end
}

fn code_like(tok: &Tok<'_>) -> bool {
    tok.text.len() <= 6 && tok.text.is_ascii()
}

/// Something is counted: days, euros.
fn is_counted(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| {
        matches!(tok.text, "€" | "%" | "£" | "$")
            || words::unit(&tok.plain).is_some_and(|_| tok.plain != "h")
            || tok.is_any(&[
                "euro", "eur", "chf", "uhr", "mal", "mbit", "gb", "kwh", "franken", "kg", "g", "km",
            ]) && tok.text.chars().any(char::is_lowercase)
    })
}

/// A date is no number of anybody.
fn is_dated(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    finder.whens.iter().any(|when| {
        matches!(
            when.kind,
            crate::when::Kind::Date | crate::when::Kind::DateTime | crate::when::Kind::Time
        ) && when.toks.start <= range.start
            && when.toks.end >= range.end
    })
}
