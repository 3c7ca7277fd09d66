//! What a message is about that names no trouble: its first sentence that says something.

use super::{Found, Kind, said, teller::CAME, verified};
use crate::{
    clause::{self, has},
    lex::{Kind as Shape, Tok},
};

const GREETS: &[&str] = &[
    "hallo",
    "guten tag",
    "guten morgen",
    "guten abend",
    "moin",
    "servus",
    "liebes team",
    "sehr geehrte",
    "sehr geehrter",
    "dear",
    "hello",
    "good morning",
    "good afternoon",
    "hi there",
    "to whom",
    "vielen dank",
    "danke",
    "thanks",
    "thank you",
    "lg",
    "mfg",
    "gruss",
    "gruesse",
    "regards",
    "anruf",
    "rueckruf",
];
/// Words of a sentence that says something.
const WORDS: usize = 4;

/// `log`: a report, that opens with who came or rang.
pub(super) fn find(text: &str, toks: &[Tok<'_>], log: bool) -> Option<Found> {
    let words = |range: &std::ops::Range<usize>| {
        range.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word)).count()
    };
    let says = |(at, sentence): &(usize, clause::Piece)| {
        let n = words(&sentence.toks);
        let greets = n < WORDS * 2 && has(toks, &sentence.toks, GREETS);
        let came = log && *at == 0 && n <= WORDS * 2 && has(toks, &sentence.toks, CAME);
        let checks = log && verified::checks(toks, &sentence.toks);
        n >= WORDS && !greets && !came && !checks
    };
    let sentence = clause::sentences(toks).into_iter().enumerate().find(says)?.1;
    // „Frau Beck am Telefon: …“
    let range =
        match sentence.toks.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':'))) {
            Some(colon) if log && has(toks, &(sentence.toks.start..colon), CAME) => {
                colon + 1..sentence.toks.end
            }
            _ => sentence.toks,
        };
    said(text, toks, &range, Kind::Topic)
}
