//! Troubles without a verb of their own.

use std::ops::Range;

use super::super::{FactKind, Finder};
use crate::{
    clause::has,
    lex::{Kind, Tok},
    rows::{HARMLESS, TROUBLE},
};

/// Short, and nobody does anything in it.
pub(super) fn verbless(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const NO: &[&str] = &[
        "nicht",
        "nichts",
        "nix",
        "kein*",
        "no",
        "not",
        "nothing",
        "never",
        "nie",
        "bitte",
        "please",
        "danke",
        "thanks",
        "thank",
        "help",
        "hilfe",
        "ideen",
        "ideas",
        "ich",
        "i",
        "wir",
        "we",
        "you",
        "ihr",
        "sie",
        "es",
        "it",
        "was",
        "what",
        "wie",
        "how",
        "why",
        "warum",
        "gruss",
        "gruesse",
        "regards",
        "cheers",
        "mfg",
        "lg",
        "time",
        "times",
        "mal",
        "problem",
        "adresse",
        "address",
        "iban",
        "bank",
        "nummer",
        "number",
        "konto",
        "account",
        "vertrag",
        "contract",
        "name",
        "email",
        "bestellung",
        "order",
        "kollege",
        "colleague",
        "question",
        "frage",
        "thing",
        "sache",
        "day",
        "tag",
        "week",
        "woche",
        "kunde",
        "customer",
        "people",
        "leute",
        "fehler",
        "error",
        "erfolg",
        "luck",
        "ergebnis",
        "result",
        "hand",
        "anbieter",
        "provider",
        "meldung",
        "message",
    ];
    let words = toks.get(part.clone()).unwrap_or_default();
    (2..=6).contains(&words.len())
        && !words.iter().any(|tok| tok.is_any(&FINITE) || tok.kind == Kind::Number)
        && !has(toks, part, NO)
        && !TROUBLE.any(toks, part)
        && !HARMLESS.any(toks, part)
}

/// Straight behind a step, without a verb: „Sieb habe ich gereinigt, den Schlauch auch“.
pub(super) fn likewise(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let before = part.start.checked_sub(2).and_then(|at| finder.tok(at));
    let follows = finder.found.last().is_some_and(|fact| {
        fact.kind == FactKind::Tried && before.is_some_and(|tok| fact.span.contains(&tok.start))
    });
    let last = part.end.checked_sub(1);
    let too = last.is_some_and(|at| {
        finder.is(at, &["auch", "ebenfalls", "ebenso", "too", "likewise", "genauso"])
    });
    let words = finder.toks.get(part.clone()).unwrap_or_default();
    follows && too && (2..=6).contains(&words.len()) && !words.iter().any(|tok| tok.is_any(&FINITE))
}

pub(super) const FINITE: [&str; 14] = [
    "ist", "sind", "war", "waren", "geht", "gehen", "hat", "kommt", "is", "are", "was", "were",
    "does", "has",
];

/// „Belfort 6.“ names the device and tells nothing of it.
pub(super) fn only_device(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let mut words = part.clone().filter(|at| {
        finder.tok(*at).is_some_and(|tok| {
            tok.kind != Kind::Sign && !tok.is_any(&["modell", "model", "typ", "type"])
        })
    });
    words.all(|at| {
        finder.found.iter().any(|fact| {
            fact.kind == FactKind::Device
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    })
}

/// A code and words for it are a code, no trouble besides.
pub(super) fn only_code(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let coded = |at: usize| {
        finder.found.iter().any(|fact| {
            matches!(fact.kind, FactKind::ErrorCode | FactKind::Device | FactKind::Since)
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    let code = |at: usize| {
        finder.found.iter().any(|fact| {
            fact.kind == FactKind::ErrorCode
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    let words = [
        "fehler",
        "error",
        "fehlercode",
        "fehlermeldung",
        "code",
        "meldung",
        "zeigt",
        "an",
        "shows",
        "display",
        "message",
        "kommt",
        "the",
        "der",
        "die",
        "das",
        "mit",
        "blinkt",
        "leuchtet",
        "meldet",
        "display",
        "anzeige",
        "steht",
        "showing",
        "flashing",
        "flashes",
        "says",
        "getting",
        "get",
        "gets",
        "im",
        "auf",
        "on",
        "screen",
        "erscheint",
        "jetzt",
        "now",
        "dann",
        "es",
        "it",
        "er",
        "sie",
        "nun",
        "mein",
        "meine",
        "my",
    ];
    range.clone().any(code)
        && range.clone().all(|at| {
            coded(at)
                || finder.tok(at).is_some_and(|tok| tok.kind == Kind::Sign || tok.is_any(&words))
        })
}
