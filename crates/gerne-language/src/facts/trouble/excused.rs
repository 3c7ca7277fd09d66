//! What sounds like trouble and is none of ours: what they did themselves, rows, places.

use std::ops::Range;

use super::super::{FactKind, Finder};
use super::bare::verbless;
use super::is_negation;
use crate::{
    clause::{self, has},
    lex::Tok,
};

pub(super) const AGAIN: &[&str] = &[
    "third time",
    "second time",
    "fourth time",
    "zum zweiten mal",
    "zum dritten mal",
    "zum vierten mal",
    "schon wieder",
    "wieder mal",
    "once again",
    "yet again",
];

pub(super) const MISTYPED: &[&str] = &[
    "zahlendreher",
    "tippfehler",
    "falsch",
    "typo",
    "wrong",
    "mistyped",
    "vertippt",
    "verschrieben",
];

pub(super) const OWN_DATA: &[&str] = &[
    "iban",
    "email",
    "e - mail",
    "mail",
    "mailadresse",
    "adresse",
    "address",
    "telefonnummer",
    "handynummer",
    "rufnummer",
    "postcode",
    "plz",
    "hausnummer",
    "kundennummer",
    "nummer",
    "number",
    "kontonummer",
    "sort code",
];

pub(super) const RIGHT: &[&str] =
    &["richtig", "korrekt", "correct", "sondern", "should be", "stimmt"];

/// What they did or will do themselves: „ich hatte am 3.10. gekündigt“, „dann nehme ich es nicht mehr“.
pub(super) fn own_doing(toks: &[Tok<'_>], part: &Range<usize>, sign: &Range<usize>) -> bool {
    const ENDED: &[&str] = &[
        "gekuendigt",
        "storniert",
        "cancelled",
        "canceled",
        "widerrufen",
        "gestrichen",
        "abgesagt",
    ];
    const WILL: &[&str] = &[
        "nehme ich",
        "nehm ich",
        "kaufe ich",
        "kauf ich",
        "bestelle ich",
        "bestell ich",
        "zahle ich",
        "zahl ich",
        "buche ich",
        "komme ich",
        "fahre ich",
        "ich kaufe",
        "ich nehme",
        "ich bestelle",
        "ich zahle",
        "ich buche",
        "nehmen wir",
        "kaufen wir",
        "bestellen wir",
        "zahlen wir",
        "i'm not buying",
        "i'm not paying",
        "i won't buy",
        "i won't pay",
        "i won't order",
        "we won't buy",
        "i'll not",
    ];
    let word = toks.get(sign.start).map_or("", |tok| tok.plain.as_str());
    let mine = has(toks, part, &["ich", "wir", "i", "we", "i've", "we've"])
        && has(
            toks,
            part,
            &["habe", "hab", "hatte", "haben", "hatten", "had", "have", "i", "we", "i've", "we've"],
        );
    let ended = sign.len() == 1
        && ENDED.contains(&word)
        && mine
        && !has(
            toks,
            part,
            &[
                "says",
                "said",
                "sagt",
                "laut",
                "behauptet",
                "steht",
                "zeigt",
                "angeblich",
                "allegedly",
            ],
        )
        && !has(toks, part, &["mir", "uns", "was", "were", "wurde", "wurden"]);
    let denied = is_negation(word) || sign.len() == 2 && has(toks, sign, &["nicht mehr"]);
    let will = clause::row(toks, part, WILL).is_some_and(|will| {
        sign.start < will.end + 3
            || has(toks, sign, &["nicht mehr"])
            || has(toks, part, &["nie wieder", "nichts mehr"])
    });
    ended || denied && will
}

/// A verbless part in a row of steps: „abgetaut, neu ausgerichtet, Matte darunter“, "yes other socket".
pub(super) fn in_row(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let toks = finder.toks;
    let before = part.start.checked_sub(2).and_then(|at| finder.tok(at));
    let follows = finder.found.last().is_some_and(|fact| {
        fact.kind == FactKind::Tried
            && before.is_some_and(|tok| fact.span.contains(&tok.start))
            && part.start.checked_sub(1).is_some_and(|at| finder.is(at, &[",", "+", "/", ";"]))
    });
    let yes = finder.is(part.start, &["yes", "ja", "yep"]);
    (follows && (yes || placed(toks, part)) || yes && part.len() > 2) && verbless(toks, part)
}

/// „gummi unter die füße“: something, and where it was put.
pub(super) fn placed(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let inner = part.start + 1..part.end.saturating_sub(1).max(part.start + 1);
    has(
        toks,
        &inner,
        &[
            "unter", "auf", "an", "in", "ins", "hinter", "neben", "under", "into", "behind",
            "onto", "on", "direkt",
        ],
    ) || other(toks, part)
}

/// Another thing was used instead: „anderes Kabel“, "other laptop", "new batteries".
pub(super) fn other(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const OTHER: &[&str] = &[
        "anderes",
        "anderer",
        "andere",
        "anderen",
        "anderem",
        "zweites",
        "zweiter",
        "zweite",
        "other",
        "another",
        "different",
        "second",
        "spare",
        "frische",
        "frisches",
        "fresh",
        "smaller",
        "kleinere",
        "laengeres",
        "kuerzeres",
        "longer",
        "shorter",
        "new",
        "neue",
        "neuer",
        "neues",
        "neuen",
        "hotter",
        "lower",
        "higher",
    ];
    let lead = part.start
        + usize::from(
            toks.get(part.start).is_some_and(|tok| tok.is_any(&["yes", "ja", "auch", "also"])),
        );
    let first = toks.get(lead).is_some_and(|tok| tok.is_any(OTHER));
    first && (2..=4).contains(&(part.end - lead)) && verbless(toks, part)
}
