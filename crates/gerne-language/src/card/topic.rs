//! What a message is about that names no trouble: its first sentence that says something.

use super::{Found, Kind, said, teller::CAME, verified, whose::speaks_of_them};
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
    // „Frau Beck am Telefon: …“
    let opened = |at: usize, range: std::ops::Range<usize>| {
        let colon = range.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':')));
        match colon.filter(|_| log && at == 0) {
            Some(colon) => {
                let who = range.start..colon;
                let tells = has(toks, &who, CAME) || speaks_of_them(toks, &who);
                (tells && words(&(colon + 1..range.end)) >= 3).then_some(colon + 1..range.end)
            }
            None => None,
        }
    };
    let range = clause::sentences(toks).into_iter().enumerate().find_map(|(at, sentence)| {
        if let Some(told) = opened(at, sentence.toks.clone()) {
            return Some(told);
        }
        let n = words(&sentence.toks);
        let greets = n < WORDS * 2 && has(toks, &sentence.toks, GREETS);
        let came = log && at == 0 && n <= WORDS * 2 && has(toks, &sentence.toks, CAME);
        let checks = log && verified::checks(toks, &sentence.toks);
        (n >= WORDS && !greets && !came && !checks).then_some(sentence.toks)
    })?;
    said(text, toks, &range, Kind::Topic)
}
