//! Codes that no word names: set off by themselves, or beside the device that shows them.

use std::ops::Range;

use crate::{
    facts::{Finder, device, journey::is_counted},
    lex::{Kind, Tok},
    rows::TROUBLE,
};

/// `The card reader declines everything, E309, since Monday`: set off by itself, where something fails.
pub(super) fn stands_alone(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let toks = finder.toks;
    let long = toks.get(range.end - 1).is_some_and(|tok| (2..=4).contains(&tok.text.len()));
    let border = |tok: &Tok<'_>| {
        matches!(tok.text, "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "…")
            || tok.is_dash() && tok.apart
    };
    let begins = range.start.checked_sub(1).and_then(|at| toks.get(at)).is_none_or(border);
    let ends = toks.get(range.end).is_none_or(|tok| tok.line || border(tok));
    long && begins && ends && TROUBLE.any(toks, &(0..toks.len()))
}

/// `Boiler E119, no heat`: straight behind a word for a device, where something fails.
pub(super) fn on_noun(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let device = range.start.checked_sub(1).and_then(|at| toks.get(at)).is_some_and(|tok| {
        device::is_noun(tok) && !tok.is_any(&["typ", "type", "modell", "model"])
    });
    let border = toks.get(range.end).is_some_and(|tok| {
        matches!(tok.text, "," | ";" | ":" | "!" | "…") || tok.is_dash() && tok.apart
    });
    let long = toks.get(range.end - 1).is_some_and(|tok| (2..=4).contains(&tok.text.len()));
    device && border && long && TROUBLE.any(toks, &(range.end..toks.len()))
}

/// `dishwasher shows i20`, `keeps throwing a 403`: straight behind what shows it.
pub(super) fn shown_small(toks: &[Tok<'_>], at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|n| toks.get(n)).is_some_and(|tok| tok.is_any(words))
    };
    let tok = toks.get(at)?;
    let ends = |n: usize| toks.get(n).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    // „flashing Er-14“
    let dash = usize::from(toks.get(at + 1).is_some_and(|tok| tok.is_dash() && !tok.apart));
    let letter = tok.kind == Kind::Word
        && tok.text.len() <= 3
        && tok.text.chars().all(|c| c.is_ascii_alphabetic())
        && tok.text.chars().any(|c| c.is_ascii_lowercase())
        && toks
            .get(at + 1 + dash)
            .is_some_and(|n| !n.apart && n.kind == Kind::Number && n.text.len() <= 3);
    let shows = &[
        "shows",
        "showing",
        "flashes",
        "flashing",
        "displays",
        "displaying",
        "zeigt",
        "blinkt",
        "meldet",
        "reads",
        "says",
    ];
    if letter && is(1, shows) && ends(at + 2 + dash) {
        return Some((at..at + 2 + dash, at - 1..at));
    }
    let status = tok.kind == Kind::Number
        && tok.apart
        && tok.text.len() == 3
        && matches!(tok.text.as_bytes().first(), Some(b'4' | b'5'))
        && ends(at + 1)
        && !is_counted(toks, at + 1);
    let thrown = is(1, &["a", "an", "einen", "nen", "mit"])
        && is(
            2,
            &[
                "throwing",
                "throws",
                "throw",
                "threw",
                "returns",
                "returned",
                "returning",
                "gets",
                "getting",
                "wirft",
                "liefert",
                "bringt",
            ],
        );
    (status && thrown).then(|| (at..at + 1, at - 2..at - 1))
}

/// `E77 on the Halden KX-90`, `F12 am Geschirrspüler`: a code, and what it stands on.
pub(super) fn on_device(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let shape =
        toks.get(range.start).is_some_and(|tok| matches!(tok.text, "E" | "F" | "ER" | "Er"))
            && range.len() == 2
            && toks.get(range.start + 1).is_some_and(|tok| {
                (1..=3).contains(&tok.text.len()) && !matches!(tok.text, "5" | "10" | "85")
            });
    let on = toks
        .get(range.end)
        .is_some_and(|tok| tok.is_any(&["on", "am", "auf", "an", "bei", "beim", "im", "with"]));
    let device = (range.end + 1..range.end + 5).any(|at| {
        toks.get(at).is_some_and(|tok| {
            device::is_noun(tok)
                || tok.is_capital()
                    && toks.get(at + 1).is_some_and(|next| {
                        next.kind == Kind::Number
                            || next.is_capital()
                                && toks.get(at + 2).is_some_and(|t| {
                                    t.kind == Kind::Number || t.is_dash() && !t.apart
                                })
                    })
        })
    });
    shape && on && device
}
