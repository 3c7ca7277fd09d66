//! Words that lead to a time of day written in digits.

use crate::lex::{Kind, Tok};

/// A word before it says that a time of day follows.
pub(in crate::when) fn is_timed(toks: &[Tok<'_>], at: usize) -> bool {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|i| toks.get(i)).is_some_and(|tok| tok.is_any(words))
    };
    is(1, &["um", "gegen", "at", "ab", "by", "before", "until", "till", "til"])
        || is(1, &["punkt"]) && is(2, &["um", "bis"])
        || is(1, &["between", "from"])
            && toks
                .get(at + 1)
                .is_some_and(|tok| tok.is_any(&["and", "to", "till", "until"]) || tok.is_dash())
        || is(1, &["ca", "circa", "zirka", "etwa", "ungefaehr", "about", "around"])
            && (is(
                2,
                &["um", "gegen", "at", "so", "yesterday", "today", "gestern", "heute", "tonight"],
            ) || at.checked_sub(2).and_then(|i| toks.get(i)).is_some_and(|tok| {
                tok.plain.ends_with("day") && crate::words::weekday(&tok.plain).is_some()
            }))
        || is(1, &["."]) && is(2, &["ca"])
        || is(1, &["vor", "nach", "before", "after"])
            && is(2, &["kurz", "shortly", "just", "right"])
        || is_instead(toks, at)
}

/// „um 9 statt um 8“, "at 9 instead of 8": another time of day stands before it.
fn is_instead(toks: &[Tok<'_>], at: usize) -> bool {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|i| toks.get(i)).is_some_and(|tok| tok.is_any(words))
    };
    let told = is(1, &["statt", "anstatt"]) || is(1, &["of"]) && is(2, &["instead"]);
    told && toks.get(at.saturating_sub(8)..at).unwrap_or_default().iter().any(|tok| {
        tok.is_any(&["um", "at", "uhr", "gegen", "am", "pm"]) || tok.is_sign(':') && !tok.apart
    })
}

/// `at 7.45`, `the 7.45 from Leeds`: a clock with a point, and no price.
pub(super) fn is_pointed(toks: &[Tok<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    let behind = toks.get(at + 3);
    let counted = behind.is_some_and(|tok| {
        matches!(tok.text, "€" | "£" | "$" | "%")
            || tok.is_sign('.') && !tok.apart && toks.get(at + 4).is_some_and(|next| !next.apart)
            || tok.is_any(&[
                "euro", "eur", "chf", "per", "pro", "a", "each", "gb", "kg", "km", "m", "mbit",
                "p", "million", "percent", "prozent", "stars",
            ])
    });
    let table = before.is_some_and(|tok| tok.is_any(&["for"]))
        && toks.get(at.saturating_sub(7)..at).unwrap_or_default().iter().any(|tok| {
            tok.is_any(&["table", "booked", "appointment", "slot", "reserved", "reservation"])
        });
    let led = before.is_some_and(|tok| tok.is_any(&["at"]))
        || table
        || is_instead(toks, at)
        || before.is_some_and(|tok| tok.is_any(&["the", "my", "our"]))
            && behind.is_some_and(|tok| {
                tok.is_any(&[
                    "from",
                    "to",
                    "train",
                    "bus",
                    "service",
                    "flight",
                    "departure",
                    "appointment",
                    "slot",
                    "class",
                    "show",
                    "tram",
                    "ferry",
                    "coach",
                    "session",
                    "screening",
                    "delivery",
                ])
            });
    (led || departs(toks, at)) && !counted
}

/// „IC 8 Zürich ab 16.39“, "bus 46A due 8.25": what goes by a timetable stands before it.
fn departs(toks: &[Tok<'_>], at: usize) -> bool {
    let led = at.checked_sub(1).and_then(|n| toks.get(n)).is_some_and(|tok| {
        tok.is_any(&[
            "ab",
            "an",
            "um",
            "due",
            "dep",
            "departing",
            "departs",
            "departed",
            "leaving",
            "leaves",
            "left",
            "arr",
            "arriving",
            "arrives",
            "scheduled",
            "abfahrt",
            "ankunft",
            "abflug",
            "planmaessig",
        ])
    });
    // „unser Zug, der 7.42 nach Köln“: an article leads where it is said where the train goes.
    let article = toks
        .get(at.wrapping_sub(1))
        .is_some_and(|tok| tok.is_any(&["der", "die", "den", "dem", "the"]))
        && toks.get(at + 3).is_some_and(|tok| {
            tok.is_any(&["nach", "ab", "von", "richtung", "aus", "from", "to", "towards"])
        });
    // „S 7“, „U 2“
    let lettered = (2..=7).any(|back| {
        let Some(from) = at.checked_sub(back) else { return false };
        toks.get(from).is_some_and(|tok| matches!(tok.text, "S" | "U"))
            && toks.get(from + 1).is_some_and(|tok| tok.kind == Kind::Number && from + 1 < at)
    });
    (led || article)
        && (lettered
            || toks.get(at.saturating_sub(7)..at).unwrap_or_default().iter().any(|tok| {
                tok.is_any(&[
                    "bus",
                    "tram",
                    "train",
                    "zug",
                    "bahn",
                    "ic",
                    "ice",
                    "ec",
                    "re",
                    "rb",
                    "rex",
                    "ir",
                    "rj",
                    "linie",
                    "line",
                    "flight",
                    "flug",
                    "ferry",
                    "faehre",
                    "coach",
                    "service",
                    "strassenbahn",
                    "sbahn",
                    "ubahn",
                    "postauto",
                    "gleis",
                    "platform",
                    "abfahrt",
                    "departure",
                    "tgv",
                ])
            }))
}
