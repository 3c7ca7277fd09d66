//! What a customer wants: questions that want an answer, and requests.

use std::ops::Range;

use super::{Found, Kind, said, teller::CAME};
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
fn trimmed(toks: &[Tok<'_>], range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
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

/// What a report says is still to be done.
pub(super) fn open_points(text: &str, toks: &[Tok<'_>]) -> Vec<Found> {
    const OPEN: &[&str] = &[
        "muss noch",
        "muessen noch",
        "steht noch aus",
        "stehen noch aus",
        "noch offen",
        "noch nicht geklaert",
        "fehlt noch",
        "fehlen noch",
        "noch zu klaeren",
        "ist noch zu",
        "nicht erledigt",
        "offen",
        "ausstehend",
        "zweiter termin",
        "neuer termin noetig",
        "still needs",
        "still need",
        "still to",
        "outstanding",
        "needs to be",
        "has to be",
        "to be ordered",
        "not yet",
        "second visit",
        "another visit",
        "muss bestellt",
        "muss getauscht",
        "muss ersetzt",
        "must be",
        "yet to be",
        "remains to",
        "awaiting",
        "waiting for",
        "waiting on",
        "pending",
        "wartet auf",
        "warten auf",
        "fehlt",
        "fehlen",
        "erbeten",
        "gewuenscht",
        "steht aus",
        "stehen aus",
        "needs a",
        "needs another",
        "needs new",
        "back order",
        "on backorder",
        "needed",
        "required",
        "ungeklaert",
        "noetig",
        "erforderlich",
        "notwendig",
        "undecided",
        "unresolved",
        "unklar",
        "unclear",
        "to follow",
        "folgt noch",
        "not answered",
        "unanswered",
        "unbeantwortet",
        "nicht beantwortet",
        "needs *ing",
        "needs to",
        "need to check",
        "wird geprueft",
        "in pruefung",
        "being reviewed",
        "under review",
        "to sign off",
        "not approved",
        "noch keine",
        "noch kein",
        "noch nicht",
        "tbc",
        "tbd",
    ];
    let mut found = Vec::new();
    for sentence in clause::sentences(toks) {
        if wished(toks, &sentence.toks)
            || has(toks, &sentence.toks, OPEN)
            || to_do(toks, &sentence.toks)
        {
            found.extend(said(text, toks, &trimmed(toks, &sentence.toks), Kind::Open));
        }
    }
    found
}

/// Somebody wants something, as another tells it: „Kd. hätte gern …“, "he also wants …".
pub(super) fn wished(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const WHO: &[&str] = &[
        "kunde",
        "kundin",
        "kd",
        "kdin",
        "cust",
        "customer",
        "caller",
        "anrufer",
        "anruferin",
        "mieter",
        "mieterin",
        "tenant",
        "patient",
        "patientin",
        "pax",
        "guest",
        "gast",
        "er",
        "sie",
        "he",
        "she",
        "they",
        "client",
        "herr",
        "frau",
        "mr",
        "mrs",
        "ms",
        "familie",
    ];
    const WANTS: &[&str] = &[
        "moechte",
        "moechten",
        "will",
        "verlangt",
        "wuenscht",
        "fordert",
        "bittet",
        "besteht auf",
        "fragt",
        "haette gern*",
        "erwartet",
        "wants",
        "would like",
        "requests",
        "requested",
        "demands",
        "asks",
        "asked",
        "insists",
        "he'd like",
        "she'd like",
        "they'd like",
        "expects",
    ];
    let wants = |at: usize| {
        let behind = at + 1..sentence.end.min(at + 5);
        let english =
            has(toks, &(at..at + 1), &["cust", "customer", "caller", "he", "she", "they"]);
        row(toks, &behind, WANTS).is_some_and(|verb| {
            !english || !toks.get(verb.start).is_some_and(|tok| tok.plain == "will")
        })
    };
    row(toks, sentence, WISHES).is_some()
        || sentence.clone().any(|at| has(toks, &(at..at + 1), WHO) && wants(at))
}

/// „Trockner müssen aufgestellt werden“, "bill to be recalculated", "app still shut".
fn to_do(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    let passive = has(toks, sentence, &["muss", "muessen", "soll", "sollen"])
        && has(toks, sentence, &["werden", "werden."]);
    let english = row(toks, sentence, &["to be *ed"]).is_some();
    let ordered = has(toks, sentence, &["ist bestellt", "sind bestellt", "on order", "is ordered"]);
    let still = has(toks, sentence, &["still", "weiterhin", "nach wie vor", "immer noch"])
        && !has(toks, sentence, CAME)
        && !has(toks, sentence, &["kunde", "kundin", "customer", "he", "she", "caller"]);
    passive || english || ordered || still
}

/// What somebody wants, told by another.
const WISHES: &[&str] = &[
    "he'd like",
    "she'd like",
    "they'd like",
    "kunde moechte",
    "kundin moechte",
    "kunde will",
    "kundin will",
    "kunde verlangt",
    "kundin verlangt",
    "kunde wuenscht",
    "kundin wuenscht",
    "kunde fordert",
    "kundin fordert",
    "kunde bittet",
    "kundin bittet",
    "kunde fragt",
    "kundin fragt",
    "er moechte",
    "sie moechte",
    "er will",
    "sie will",
    "moechte wissen",
    "will wissen",
    "bittet um",
    "verlangt",
    "customer wants",
    "customer asks",
    "customer asked",
    "customer would like",
    "customer requests",
    "customer demands",
    "he wants",
    "she wants",
    "they want",
    "he asks",
    "she asks",
    "wants to know",
    "wants a",
    "would like a",
    "would like to",
    "asks for",
    "asked for",
];
