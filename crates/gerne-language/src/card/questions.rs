//! Questions: which want an answer, and which want more than one.

use std::ops::Range;

use crate::{
    clause::{Piece, has, row},
    lex::{Kind as Shape, Tok},
    rows::WANT,
};

/// Whether a question asks for something to be done, and not only to be told.
pub(super) fn requests(text: &str) -> bool {
    const TELL: &[&str] = &[
        "sagen",
        "tell",
        "wissen",
        "know",
        "explain",
        "erklaeren",
        "mitteilen",
        "confirm",
        "bestaetigen",
        "advise",
        "clarify",
    ];
    const WHETHER: &[&str] = &["ob", "if", "whether"];
    let toks = crate::lex::lex(text);
    let all = 0..toks.len();
    let told = has(&toks, &all, TELL) && has(&toks, &all, WHETHER);
    WANT.any(&toks, &all) && !told || settles(&toks, &all)
}

/// A question about who bears what it cost, or whether they get something: an answer alone seldom ends it.
fn settles(toks: &[Tok<'_>], all: &Range<usize>) -> bool {
    const MONEY: &[&str] = &[
        "who pays",
        "who's paying",
        "who is paying",
        "who will pay",
        "pay for",
        "pays for",
        "paying for",
        "pays the",
        "who compensates",
        "compensat*",
        "reimburs*",
        "covered",
        "cover",
        "credited",
        "refund*",
        "claim for",
        "back up",
        "backup",
        "yes or no",
        "what about",
        "what's happening with",
        "what is happening with",
        "how about",
        "loan",
        "courtesy",
        "replacement",
        "spare",
        "discount",
        "waive*",
        "goodwill",
        "zahlt mir",
        "zahlt uns",
        "wer zahlt",
        "wer bezahlt",
        "bezahlt mir",
        "ersetzt",
        "ersetzen",
        "erstattet",
        "erstatten",
        "gutgeschrieben",
        "uebernimmt",
        "uebernehmen",
        "kommt fuer",
        "haftet",
        "entschaedigung*",
        "schadenersatz",
        "schadensersatz",
        "ersatz*",
        "leih*",
        "rabatt",
        "kulanz",
        "nachlass",
        "erlassen",
        "ja oder nein",
        "was ist mit",
        "bekomme ich das",
        "bekommen wir das",
        "krieg ich das",
        "kriege ich das",
        "zurueck",
    ];
    const WHEN: &[&str] =
        &["wann", "when", "wo", "where", "wie lange", "how long", "wohin", "is that"];
    has(toks, all, MONEY) && !has(toks, all, WHEN)
}

/// A question without its mark: „und wann kriege ich das Geld“, "who's going to pay for it".
pub(super) fn asks_unmarked(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
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
pub(super) fn asks(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    let range = &sentence.toks;
    let words = range.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.text.len() > 1));
    words.count() >= 3 && !states(toks, sentence)
}

/// Something is told, with a mark of wonder behind it: "you've sent me another one?"
fn states(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    const TELLS: &[&str] = &[
        "i", "we", "you", "you've", "i've", "we've", "they", "ich", "ihr", "mein", "meine",
        "unser", "unsere", "my", "our", "text", "the",
    ];
    const ASKS: &[&str] = &[
        "who", "what", "when", "where", "why", "how", "which", "whose", "who's", "what's", "any",
        "right", "or", "wer", "was", "wann", "wo", "wie", "warum", "wieso", "weshalb", "welche*",
        "woher", "wohin", "womit", "wofuer", "oder", "richtig", "korrekt", "denn",
    ];
    const AUX: &[&str] = &[
        "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "should",
        "may", "has", "have",
    ];
    const WHOM: &[&str] =
        &["i", "you", "it", "we", "they", "he", "she", "that", "this", "there", "the"];
    const LEADS: &[&str] = &["also", "and", "but", "so", "und", "aber", "plus"];
    let first = sentence
        .toks
        .clone()
        .find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word && !tok.is_any(LEADS)));
    first.is_some_and(|at| toks.get(at).is_some_and(|tok| tok.is_any(TELLS)))
        && !has(toks, &sentence.toks, ASKS)
        && !sentence.toks.clone().any(|at| {
            has(toks, &(at..at + 1), AUX)
                && at + 1 < sentence.toks.end
                && has(toks, &(at + 1..at + 2), WHOM)
        })
        && !WANT.any(toks, &sentence.toks)
}
