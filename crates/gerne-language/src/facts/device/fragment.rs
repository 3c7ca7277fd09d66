//! A device that a fragment names by itself: `Dishwasher leaks. Halden 40.`, `…, Android, Corvex 9`.

use std::ops::Range;

use super::{is_noun, named::MODELS};
use crate::{
    facts::{Finder, address, is_journey, journey, named_number},
    lex::{Kind, Tok},
    places,
    rows::{DEVICE_LEADS, DEVICE_OTHER, DEVICE_PLACES, STEPS, TROUBLE},
    words,
};

/// Words that may lead to the name and are no part of it.
const LEADS: &[&str] = &[
    "modell", "model", "typ", "type", "geraet", "device", "it's", "its", "es", "ist", "is", "a",
    "an", "ein", "eine", "einen", "das", "die", "der", "den", "the", "habe", "hab", "haben",
    "have", "got", "mein", "meine", "meinen", "my", "our", "unser", "unsere", "i've", "we've",
    "neue", "neuer", "neuen", "neues", "new", "old", "alte", "alter", "alten", "altes", "make",
    "marke",
];
/// What may stand behind the number.
const SUFFIXES: &[&str] = &[
    "plus", "pro", "max", "lite", "mini", "ultra", "eco", "duo", "s", "x", "w", "e", "i", "l", "t",
    "c", "ax", "ac", "be", "hd", "se", "fe", "xl", "tv",
];
/// What bears a number in a list or a form, and programs.
const COUNTED: &[&str] = &[
    "menge",
    "anzahl",
    "position",
    "quantity",
    "item",
    "items",
    "stueck",
    "preis",
    "price",
    "betrag",
    "summe",
    "punkte",
    "points",
    "praemie",
    "sterne",
    "stars",
    "note",
    "score",
    "rang",
    "rank",
    "alter",
    "jahrgang",
    "baujahr",
    "year",
    "safari",
    "chrome",
    "firefox",
    "opera",
    "macos",
    "linux",
    "ubuntu",
    "outlook",
    "office",
    "photoshop",
    "corona",
    "covid",
    "formel",
    "channel",
    "kanal",
    "sender",
    "radio",
    "team",
    "kunde",
    "rabatt",
    "gutschein",
    "voucher",
    "wert",
    "value",
    "total",
    "gesamt",
    "pegel",
    "stand",
    "zaehlerstand",
    "reading",
    "rate",
    "raten",
    "passagier",
    "passengers",
    "gaeste",
    "nights",
    "naechte",
    "fuer",
    "only",
    "nur",
    "noch",
    "etwa",
    "circa",
    "about",
    "over",
    "ueber",
    "unter",
    "under",
    "mehr",
    "more",
    "than",
    "waited",
    "paid",
    "charged",
    "bezahlt",
    "jetzt",
    "immer",
    "seit",
    "since",
    "after",
];

/// Between two borders nothing stands but a name and what models bear: a number or `Mini`.
pub(super) fn fragment(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    name(toks, at).filter(|tok| {
        tok.text.chars().count() > 3
            && !DEVICE_LEADS.is_word(&tok.plain)
            && !DEVICE_OTHER.is_word(&tok.plain)
            && !DEVICE_PLACES.is_word(&tok.plain)
            && !COUNTED.contains(&tok.plain.as_str())
            && !is_noun(tok)
            && !address::is_street(tok)
            && words::month(&tok.plain).is_none()
            && words::weekday(&tok.plain).is_none()
            && words::part(&tok.plain).is_none()
            && words::number(&tok.plain).is_none()
            && !is_journey(toks, at)
            && !journey::is_train(tok.text)
            && named_number(toks, at).is_none()
    })?;
    if !begins(toks, at) || places::is_town(toks.get(at)?.text) {
        return None;
    }
    let end = bears(toks, at)?;
    let all = 0..toks.len();
    let spoken = TROUBLE.any(toks, &all)
        || STEPS.any(toks, &all)
        || toks.iter().any(|tok| is_noun(tok) && tok.text.len() > 3);
    (ends(toks, end) && spoken).then_some(at..end)
}

/// A word as names are written.
fn name<'a, 't>(toks: &'a [Tok<'t>], at: usize) -> Option<&'a Tok<'t>> {
    toks.get(at).filter(|tok| tok.kind == Kind::Word && tok.is_capital())
}

/// Behind the name and what makes it a model.
fn bears(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let mut end = at + 1;
    while end < at + 4
        && name(toks, end).is_some_and(|tok| {
            tok.apart && !tok.line && !is_noun(tok) && words::month(&tok.plain).is_none()
        })
        && !toks.get(end + 1).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign)
    {
        end += 1;
    }
    let number = |n: usize| {
        toks.get(n).filter(|tok| {
            let year =
                tok.text.len() == 4 && (tok.text.starts_with("19") || tok.text.starts_with("20"));
            tok.kind == Kind::Number
                && !tok.line
                && (1..=4).contains(&tok.text.len())
                && !tok.text.starts_with('0')
                && !year
        })
    };
    if number(end).is_some_and(|tok| tok.apart) {
        end += 1;
        if toks.get(end).is_some_and(|tok| !tok.line && SUFFIXES.contains(&tok.plain.as_str())) {
            end += 1;
        }
        return Some(end);
    }
    let last = toks.get(end - 1)?;
    (end > at + 1 && MODELS.contains(&last.plain.as_str())).then_some(end)
}

/// A border stands before it, or words that lead to a name behind a border.
fn begins(toks: &[Tok<'_>], at: usize) -> bool {
    let mut first = at;
    while first > 0
        && at - first < 4
        && toks.get(first).is_some_and(|tok| !tok.line)
        && toks.get(first - 1).is_some_and(|tok| LEADS.contains(&tok.plain.as_str()))
    {
        first -= 1;
    }
    toks.get(first).is_some_and(|tok| tok.line)
        || first.checked_sub(1).and_then(|n| toks.get(n)).is_none_or(|tok| {
            matches!(tok.text, "." | "!" | "?" | "," | ";" | ":" | "(" | "…")
                || tok.is_dash() && toks.get(first).is_some_and(|tok| tok.apart)
        })
}

/// Nothing stands behind it that it would be the name or the number of.
fn ends(toks: &[Tok<'_>], end: usize) -> bool {
    toks.get(end).is_none_or(|tok| {
        let glued = toks.get(end + 1).is_some_and(|next| !next.apart && next.kind == Kind::Number);
        tok.line
            || matches!(tok.text, "." | "!" | "?" | "," | ";" | ")" | "…") && !glued
            || tok.is_dash() && tok.apart
    })
}
