//! Trouble that a customer tells of besides the first: "Also one of the legs is cracked", „aber mit
//! Griffen statt Scharnieren“. Most troubles that follow a first one say it again, explain it or tell
//! what came of it; a word that adds or that turns tells the others.

use std::ops::Range;

use super::{Found, Kind, compared};
use crate::{
    clause::{self, Piece, has, row},
    facts::FactKind,
    lex::{Kind as Shape, Tok, lex},
    rows::{TROUBLE, WANT, WORKS},
};

/// Words that add one thing to another, at the beginning.
const ADDS: &[&str] = &[
    "and also",
    "ausserdem",
    "dazu",
    "zudem",
    "zusaetzlich",
    "obendrein",
    "ueberdies",
    "desweiteren",
    "des weiteren",
    "weiters",
    "ferner",
    "dazu kommt",
    "hinzu kommt",
    "und jetzt",
    "und nun",
    "und dann",
    "additionally",
    "furthermore",
    "besides",
    "on top",
    "on top of that",
    "and on top",
    "another thing",
    "second thing",
    "plus",
    "and now",
    "what is more",
    "what's more",
    "one more thing",
    "on another note",
    "separately",
    "to make matters worse",
    "worse",
    "worse still",
    "davon abgesehen",
    "abgesehen davon",
    "dazu noch",
    "noch etwas",
    "noch was",
    "schlimmer noch",
    "ebenso",
    "desgleichen",
    "gleichzeitig",
];
/// Words that turn from what is well to what is not, at the beginning.
const TURNS: &[&str] = &[
    "but",
    "however",
    "aber",
    "jedoch",
    "allerdings",
    "leider",
    "unfortunately",
    "dafuer",
    "stattdessen",
    "instead",
    "now",
    "jetzt",
    "nun",
];
/// What they feel, think or wish is no trouble of the matter.
const ASIDE: &[&str] = &[
    "ich hoffe",
    "i hope",
    "i think",
    "i guess",
    "ich glaube",
    "ich denke",
    "danke",
    "thanks",
    "thank you",
    "i will",
    "i'll",
    "we'll",
    "ich werde",
    "wir werden",
    "i'm looking",
    "kein problem",
    "no problem",
    "no worries",
    "please",
    "bitte",
    "moecht*",
    "haett*",
    "will ich",
    "ich will",
    "still",
    "immer noch",
    "weiterhin",
    "nothing",
    "nichts",
    "nobody",
    "niemand",
    "no one",
    "keiner",
    "i have to",
    "ich muss",
    "i need",
    "brauch*",
];

/// Whether a line tells of another trouble than the first; `later`: it was said in a later message.
pub(super) fn adds(text: &str, later: bool) -> bool {
    let toks = lex(text);
    let all = 0..toks.len();
    let words = toks.iter().filter(|tok| tok.kind != Shape::Sign).count();
    if words < 4 || has(&toks, &all, UNANSWERED) {
        return false;
    }
    lead(&toks, &all, ADDS) || english_also(&toks, &all) || later && lead(&toks, &all, TURNS)
}

/// Trouble that is told with a word that adds or turns, the word with it: what was seen already is widened,
/// what was not is found.
pub(super) fn find(text: &str, toks: &[Tok<'_>], found: &mut Vec<Found>) {
    for sentence in clause::sentences(toks) {
        for piece in pieces(toks, &sentence) {
            let Some(first) = toks.get(piece.start) else { continue };
            let Some(last) = piece.end.checked_sub(1).and_then(|at| toks.get(at)) else { continue };
            let span = first.start..last.end;
            let problem = |one: &&mut Found| {
                one.kind == Kind::Fact(FactKind::Problem)
                    && span.start <= one.span.start
                    && one.span.start < span.end
            };
            let seen = found.iter_mut().find(problem);
            let Some(raw) = text.get(span.clone()) else { continue };
            if let Some(seen) = seen {
                let end = seen.span.end.max(span.start);
                if let Some(raw) = text.get(span.start..end) {
                    (seen.raw, seen.norm) = (raw.to_owned(), compared(raw));
                    seen.span = span.start..end;
                }
            } else if sentence.end != Some('?') && tells(toks, &piece) {
                let raw = raw.to_owned();
                let kind = Kind::Fact(FactKind::Problem);
                found.push(Found { kind, norm: compared(&raw), raw, span });
            }
        }
    }
}

/// The pieces of a sentence that begin with such a word, each to the end of its clause.
fn pieces(toks: &[Tok<'_>], sentence: &Piece) -> Vec<Range<usize>> {
    // "What is more, I have …": the words alone lead the next part.
    let mut parts: Vec<Piece> = Vec::new();
    for part in clause::parts(toks, sentence) {
        match parts.last_mut().filter(|last| last.toks.len() <= 3 && lead(toks, &last.toks, ADDS)) {
            Some(last) => last.toks.end = part.toks.end,
            None => parts.push(part),
        }
    }
    let begins = |range: &Range<usize>| {
        lead(toks, range, ADDS) || lead(toks, range, TURNS) || english_also(toks, range)
    };
    parts.into_iter().map(|part| part.toks).filter(begins).collect()
}

/// Something is told, and not wished, hoped or praised.
fn tells(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    let words =
        piece.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind != Shape::Sign)).count();
    words >= 4
        && !has(toks, piece, ASIDE)
        && !WANT.any(toks, piece)
        && !WORKS.any(toks, piece)
        && (TROUBLE.any(toks, piece) || has(toks, piece, WRONG))
}

/// That nobody answered or came says the first trouble again.
const UNANSWERED: &[&str] = &[
    "nachricht",
    "antwort",
    "rueckmeldung",
    "rueckruf",
    "anruf",
    "spur",
    "bescheid",
    "no text",
    "no reply",
    "no answer",
    "no response",
    "no call",
    "no word",
    "no news",
    "no sign",
    "nobody",
    "niemand",
    "keiner",
    "no one",
    "immer noch",
    "still",
    "noch nicht",
    "bis heute",
    "joke",
    "witz",
];

/// What of a thing is wrong.
const WRONG: &[&str] = &[
    "statt",
    "instead",
    "gone",
    "short",
    "weg",
    "charged",
    "took",
    "taken",
    "abgebucht",
    "berechnet",
    "renamed",
    "empty",
    "leer",
    "wet",
    "nass",
    "crack*",
    "kratzer",
    "scratch*",
    "you've",
    "ihr habt",
    "sie haben",
    "habt ihr",
    "haben sie",
    "blocks",
    "blocking",
    "locked",
    "gesperrt",
    "suspended",
    "verpasst",
    "missed",
    "zu viel",
    "zu wenig",
    "too much",
    "too little",
    "nur noch",
    "deducted",
    "billed",
    "invoiced",
    "zahlen",
    "gezahlt",
    "bezahlt",
    "paid",
    "wrong",
    "falsch*",
    "fehlt",
    "fehlen",
    "missing",
    "kaputt",
    "broken",
    "damaged",
    "beschaedigt",
];

fn lead(toks: &[Tok<'_>], range: &Range<usize>, words: &[&str]) -> bool {
    let first = range.start..range.end.min(range.start + 3);
    row(toks, &first, words).is_some_and(|row| row.start == range.start)
}

/// „Also“ adds in English alone, and "too" or „auch“ anywhere.
fn english_also(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const ENGLISH: &[&str] =
        &["the", "you", "you've", "your", "my", "is", "of", "it", "has", "are", "was", "i", "a"];
    lead(toks, range, &["also", "and also"]) && has(toks, range, ENGLISH)
        || has(toks, range, &["auch nicht", "ebenfalls", "as well", "auch kein*", "either"])
            && TROUBLE.any(toks, range)
}
