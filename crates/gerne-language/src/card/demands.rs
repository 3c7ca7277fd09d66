//! What a customer wants: questions that want an answer, and requests.

use std::ops::Range;

use super::{Found, Kind, said};
use crate::{
    clause::{self, Piece, has, row},
    lex::{Kind as Shape, Tok},
    rows::{WANT, WANT_NOT},
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

/// „Stornieren Sie den Vertrag“, „Schickt mir …“, „… bitte umbuchen“, "Cancel the contract".
fn bids(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const LEADS: &[&str] =
        &["just", "then", "so", "and", "und", "also", "dann", "ok", "okay", "now", "jetzt"];
    const NOT_DO: &[&str] = &[
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
    const DO: &[&str] = &[
        "cancel",
        "refund",
        "send",
        "call",
        "ring",
        "email",
        "pay",
        "stop",
        "fix",
        "sort",
        "replace",
        "give",
        "get",
        "tell",
        "check",
        "confirm",
        "remove",
        "delete",
        "change",
        "correct",
        "unlock",
        "deliver",
        "collect",
        "close",
        "explain",
        "answer",
        "reply",
        "help",
        "waive",
        "return",
        "credit",
        "arrange",
        "book",
        "make",
        "come",
        "look",
        "transfer",
        "switch",
        "activate",
        "find",
        "bring",
        "do",
        "move",
        "repair",
        "unblock",
        "take",
        "leave",
        "keep",
        "let",
        "don't",
        "drop",
        "remember",
        "apologise",
        "compensate",
        "deduct",
        "extend",
        "prove",
        "show",
        "treat",
        "follow",
        "update",
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
    // „Jetzt schimmelt es“ bids nobody.
    let inverted = first > sentence.start
        && toks.get(first - 1).is_some_and(|tok| tok.is_any(&["jetzt", "so", "also", "now"]));
    let kindly = has(toks, sentence, &["bitte"]) && sentence.len() >= 3;
    formal || close && !inverted || kindly || verb.is_any(DO)
}

/// Whether a question asks for something to be done.
pub(super) fn requests(text: &str) -> bool {
    let toks = crate::lex::lex(text);
    WANT.any(&toks, &(0..toks.len()))
}

/// A question without its mark: „und wann kriege ich das Geld“, "who's going to pay for it".
fn asks_unmarked(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const ASKS: &[&str] = &[
        "wann",
        "wer",
        "wo",
        "wieviel",
        "wie lange",
        "wie viel",
        "wie komme",
        "wie kann ich",
        "warum",
        "wieso",
        "who's",
        "who is",
        "who do",
        "who pays",
        "when will",
        "when do",
        "when can",
        "when is",
        "when are",
        "how do",
        "how long",
        "how can",
        "why is",
        "why am",
        "why was",
        "why do",
        "where is",
        "where do",
        "where's",
    ];
    let first = range.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| !tok.is_any(&["und", "and", "so", "also", "aber", "but"]))
    });
    first.is_some_and(|at| {
        has(toks, &(at..range.end.min(at + 2)), ASKS)
            && row(toks, &(at..range.end.min(at + 2)), ASKS).is_some_and(|row| row.start == at)
    }) && range.len() >= 4
}

/// A request for an answer, and for nothing else: „Bitte um Rückmeldung“.
pub(super) fn only_replies(text: &str) -> bool {
    const ANSWER: &[&str] = &[
        "rueckmeldung",
        "antwort",
        "rueckantwort",
        "bescheid",
        "stellungnahme",
        "antworten",
        "get back to me",
        "get back to us",
        "let me know",
        "reply",
        "respond",
        "an answer",
        "a response",
        "hear from you",
        "an update",
        "information",
        "auskunft",
    ];
    const FILL: usize = 9;
    let toks = crate::lex::lex(text);
    let words = toks.iter().filter(|tok| tok.kind == Shape::Word).count();
    words <= FILL && has(&toks, &(0..toks.len()), ANSWER)
}

/// A question that somebody can answer, and not only annoyance with a mark behind it.
fn asks(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    let range = &sentence.toks;
    let words = range.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.text.len() > 1));
    words.count() >= 3
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
