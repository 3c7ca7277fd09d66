//! What a customer wants: questions that want an answer, and requests.

use std::ops::Range;

use super::{
    Found, Kind,
    questions::{asks, asks_unmarked},
    said,
};
use crate::{
    clause::{self, has, row},
    lex::{Kind as Shape, Tok},
    rows::{BIDS, BIDS_TO, WANT, WANT_NOT},
};

pub(super) fn find(text: &str, toks: &[Tok<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in clause::sentences(toks) {
        if WANT_NOT.any(toks, &sentence.toks) {
            continue;
        }
        let wants = if sentence.end == Some('?') {
            asks(toks, &sentence)
        } else {
            WANT.any(toks, &sentence.toks)
                || wants_apart(toks, &sentence.toks)
                || forbids(toks, &sentence.toks)
                || bids(toks, &sentence.toks)
                || asks_unmarked(toks, &sentence.toks)
        };
        if wants {
            // A question keeps its mark: it is over once it is answered, a request once it is done.
            let mut range = trimmed(toks, &sentence.toks);
            range.end += usize::from(sentence.end == Some('?'));
            found.extend(said(text, toks, &range, Kind::Demand));
        }
    }
    found
}

/// They want it, with a word in between: "I'd also like the ride for free", "I really don't want …".
fn wants_apart(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const WHO: &[&str] = &[
        "i'd",
        "we'd",
        "i would",
        "we would",
        "ich haette",
        "wir haetten",
        "haette ich",
        "haetten wir",
    ];
    const LIKE: &[&str] = &["like", "prefer", "appreciate", "love", "rather", "gern*"];
    const PLAIN: &[&str] = &["i", "we", "ich", "wir", "moecht", "moechte", "moechten"];
    const WANT: &[&str] = &[
        "want",
        "need",
        "expect",
        "demand",
        "moechte",
        "moechten",
        "verlange",
        "verlangen",
        "fordere",
        "fordern",
        "erwarte",
        "erwarten",
    ];
    const BETWEEN: &[&str] = &[
        "also",
        "still",
        "really",
        "just",
        "now",
        "only",
        "very",
        "much",
        "do",
        "don't",
        "auch",
        "noch",
        "nur",
        "jetzt",
        "wirklich",
        "ausserdem",
        "zusaetzlich",
        "therefore",
        "then",
        "simply",
        "dann",
        "daher",
        "nun",
        "additionally",
        "even",
        "do",
        "not",
        "definitely",
        "mindestens",
        "at",
        "least",
        "wenigstens",
        "zumindest",
        "doch",
        "deshalb",
        "immer",
        "aber",
        "eh",
        "halt",
        "schon",
        "trotzdem",
        "dennoch",
        "though",
        "please",
        "bitte",
        "sehr",
        "honestly",
        "so",
    ];
    let behind = |from: usize, words: &[&str]| {
        let mut at = from;
        while at < sentence.end.min(from + 3) && has(toks, &(at..at + 1), BETWEEN) {
            at += 1;
        }
        at < sentence.end && has(toks, &(at..at + 1), words)
    };
    sentence.clone().any(|at| {
        let rest = at..sentence.end.min(at + 2);
        let polite = row(toks, &rest, WHO).filter(|who| who.start == at);
        polite.is_some_and(|who| behind(who.end, LIKE))
            || has(toks, &(at..at + 1), PLAIN) && behind(at + 1, WANT)
    })
}

/// What must not be done, or not again: "Please don't leave it on the towpath", „bitte nicht mehr anrufen“.
fn forbids(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const NO: &[&str] = &[
        "please don't",
        "please do not",
        "please never",
        "bitte nicht",
        "bitte nie",
        "bitte kein*",
        "don't ever",
        "bitte auch nicht",
        "ich will kein*",
        "ich moechte kein*",
        "wir wollen kein*",
        "wir moechten kein*",
        "will ich nicht",
        "moechte ich nicht",
        "ich will nicht",
        "ich moechte nicht",
    ];
    row(toks, sentence, NO).is_some_and(|no| sentence.end >= no.end + 2)
}

/// „Stornieren Sie den Vertrag“, „Schickt mir …“, „… bitte umbuchen“, "Cancel the contract".
fn bids(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const LEADS: &[&str] = &[
        "just",
        "then",
        "so",
        "and",
        "und",
        "also",
        "dann",
        "ok",
        "okay",
        "now",
        "jetzt",
        "at",
        "least",
        "instead",
        "next",
        "time",
        "or",
        "either",
        "first",
        "simply",
        "meanwhile",
        "but",
        "aber",
        "wenigstens",
        "zumindest",
        "sonst",
        "ansonsten",
        "naechstes",
        "mal",
        "oder",
        "stattdessen",
        "lieber",
        "zuerst",
        "erstmal",
    ];
    const NOT_DO: &[&str] = &[
        "sust",
        "sonst",
        "selbst",
        "erst",
        "fast",
        "meist",
        "zuerst",
        "zuletzt",
        "vielleicht",
        "geht",
        "laeuft",
        "klappt",
        "ist",
        "hat",
        "kommt",
        "funktioniert",
        "passt",
        "gibt",
        "steht",
        "bleibt",
        "fehlt",
        "wird",
        "nicht",
        "jetzt",
        "seit",
        "mit",
        "heisst",
        "sagt",
        "stimmt",
        "habt",
        "seid",
        "reicht",
        "nervt",
        "liegt",
    ];
    // "Lend us a spare", and not "Offer ends tonight".
    const WHAT: &[&str] = &[
        "me",
        "us",
        "my",
        "our",
        "it",
        "them",
        "him",
        "her",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "both",
        "all",
        "another",
        "some",
        "someone",
        "somebody",
        "any",
        "everything",
        "mine",
        "ours",
        "at",
        "your",
    ];
    const TELLS: &[&str] = &[
        "is", "was", "has", "hasn't", "isn't", "wasn't", "still", "never", "not", "came", "went",
        "due", "pending", "finally", "just", "got", "now", "says", "said", "did", "didn't",
        "works", "doesn't", "on", "from", "of", "and", "with", "number", "centre", "center",
        "line",
    ];
    let first = sentence
        .clone()
        .find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word && !tok.is_any(LEADS)));
    let Some(first) = first else { return false };
    let (Some(verb), Some(next)) = (toks.get(first), toks.get(first + 1)) else { return false };
    if first + 1 >= sentence.end {
        return false;
    }
    let formal = verb.plain.ends_with("en") && verb.plain.len() > 4 && next.plain == "sie";
    let close = verb.plain.ends_with('t')
        && !verb.is_any(NOT_DO)
        && next.is_any(&[
            "mir", "mich", "uns", "bitte", "endlich", "doch", "es", "das", "den", "die", "einfach",
            "sie",
        ]);
    // "Refund landed" tells, "Refund me" bids.
    let tells = next.is_any(TELLS) || next.plain.len() > 4 && next.plain.ends_with("ed");
    // „Jetzt schimmelt es“ bids nobody.
    let inverted = first > sentence.start
        && toks.get(first - 1).is_some_and(|tok| tok.is_any(&["jetzt", "so", "also", "now"]));
    let kindly = has(toks, sentence, &["bitte"]) && sentence.len() >= 3;
    formal
        || close && !inverted
        || kindly
        || BIDS.is_word(&verb.plain) && !tells
        || BIDS_TO.is_word(&verb.plain) && next.is_any(WHAT)
}

/// Without whom it calls and how it greets.
pub(super) fn trimmed(toks: &[Tok<'_>], range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mut range = range.clone();
    while range.len() > 3
        && toks.get(range.start).is_some_and(|tok| {
            !tok.text.chars().next().is_some_and(char::is_alphanumeric)
                || tok.is_any(&["hallo", "hi", "hello", "moin", "hey", "also", "so", "und", "and"])
                || toks.get(range.start.wrapping_sub(1)).is_some_and(|before| before.is_sign('@'))
        })
    {
        range.start += 1;
    }
    range
}
