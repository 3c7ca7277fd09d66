//! What we did about a matter: „Wir haben die Leitung gemessen“, "I've reset your port".

use std::ops::Range;

use super::{
    Found, Kind,
    contacts::{contact_only, tells_only, turns_to},
    forms::{HELPERS, deed, deed_within},
    ours::{finding, ours_alone, skilled},
    past,
    points::wished,
    said,
    stands::stands,
    teller, verified,
    whose::{BY_THEM, THEIRS, THIRD, WE, names_ours},
};
use crate::{
    clause::{self, has},
    lex::{Kind as Shape, Tok, lex},
    words::weekday,
};

/// `log`: a report of our own, where whoever acts is left out: „Leitung gemessen, Port getauscht“.
pub(super) fn find(text: &str, toks: &[Tok<'_>], log: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let sentences = clause::sentences(toks);
    // In an answer of ours „er“ is one of ours, where one was named before.
    let mut named = false;
    let theirs = if log { teller::theirs(toks, &sentences) } else { Vec::new() };
    for (n, sentence) in sentences.iter().enumerate() {
        if sentence.end == Some('?') {
            continue;
        }
        let about_them = theirs.get(n) == Some(&true);
        // What is still to be done is not done, and looking who somebody is mends nothing.
        if log && (has(toks, &sentence.toks, ORDERED) || wished(toks, &sentence.toks)) {
            continue;
        }
        // Behind it only what nobody does but us: „ID geprüft, i.O. Zugang entsperrt“.
        let checked = verified::checks(toks, &sentence.toks);
        // „Aus der Ferne neu gestartet.“: of an answer of ours, with nobody named.
        let bare = past::told(toks, &sentence.toks);
        let nobody = !log && (bare || nobody(toks, &sentence.toks));
        let mut ours = nobody;
        let mut all: Option<Range<usize>> = None;
        for part in clause::parts(toks, sentence) {
            for whole in joined(toks, &part.toks) {
                let piece = head(toks, whole.clone());
                let ours_too = || all.is_some() || log && ours_alone(toks, &piece);
                if checked && (verified::checks(toks, &piece) || !ours_too()) {
                    continue;
                }
                let set = || log || !has(toks, &piece, &["ich", "wir", "i", "we", "i've", "we've"]);
                let none = wrongly(toks, &piece)
                    || past::befallen(toks, &piece)
                    || only_found(toks, &piece)
                    || has(toks, &piece, GUESSED);
                if books(toks, &piece) && set() || none {
                    continue;
                }
                if contact_only(toks, &piece) || log && tells_only(toks, &piece) {
                    continue;
                }
                let third = has(toks, &piece, THIRD);
                ours |= named && third;
                let mine = !log && has(toks, &piece, &["hab", "habe", "hab's"]);
                ours |= mine
                    || has(toks, &piece, WE)
                    || passive(toks, &piece)
                    || past::passive(toks, &piece)
                    || past::perfect(toks, &piece);
                let object = log && teller::to_them(toks, &piece);
                let theirs = (has(toks, &piece, THEIRS) || third && !named)
                    && !stands(toks, &piece)
                    && !object
                    || has(toks, &piece, STILL)
                    || log && has(toks, &piece, BY_THEM)
                    || has(toks, &piece, DENIED) && !(log && finding(toks, &piece));
                let acts = deed(toks, &piece)
                    || stands(toks, &piece)
                    || past::perfect(toks, &piece)
                    || log && (past::bare(toks, &piece) || past::reported(toks, &piece))
                    || nobody && past::told(toks, &piece)
                    || log && deed_within(toks, &piece)
                    || log && finding(toks, &piece) && (all.is_some() || has(toks, &piece, WE));
                let own = log
                    && (ours_alone(toks, &piece)
                        || skilled(toks, &piece)
                        || turns_to(toks, &piece));
                if (acts || own) && !theirs && (ours || own || object || log && !about_them) {
                    // What came of it belongs to it: "we pinged it and it didn't answer".
                    let piece = if has(toks, &whole, THEIRS) { piece } else { whole };
                    let piece = trimmed(toks, &piece);
                    let start = all.as_ref().map_or(piece.start, |all| all.start);
                    all = Some(start..piece.end);
                }
            }
        }
        named = !log && (named || names_ours(toks, &sentence.toks));
        // What one sentence tells is one line.
        found.extend(all.and_then(|all| said(text, toks, &all, Kind::TriedByUs)));
    }
    found
}

/// Done by mistake is no deed against it.
const WRONGLY: &[&str] = &[
    "falsch*",
    "faelschlich*",
    "irrtuemlich",
    "versehentlich",
    "verkehrt",
    "wrongly",
    "by mistake",
    "incorrectly",
    "in error",
    "accidentally",
];

/// Unless that is what was put right: „Falsches Geburtsdatum berichtigt“.
fn wrongly(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const RIGHTED: &[&str] = &[
        "berichtigt",
        "korrigiert",
        "ersetzt",
        "getauscht",
        "ausgetauscht",
        "geloescht",
        "entfernt",
        "storniert",
        "geaendert",
        "abgeholt",
        "richtiggestellt",
        "behoben",
    ];
    has(toks, piece, WRONGLY) && !has(toks, piece, RIGHTED)
}

/// Something was only found: "Bag located", "it's found", „Kappen nicht gefunden“.
fn only_found(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const FOUND: &[&str] = &["located", "found", "gefunden"];
    let leads = has(toks, &(piece.start..piece.end.min(piece.start + 1)), FOUND);
    (leads || piece.len() <= 5 && has(toks, piece, FOUND))
        && !has(
            toks,
            piece,
            &[
                "ich", "wir", "i", "we", "i've", "we've", "fault", "cause", "ursache", "fehler",
                "leak", "leck",
            ],
        )
}

/// What somebody supposes was not done.
const GUESSED: &[&str] = &[
    "vermutlich",
    "wahrscheinlich",
    "vielleicht",
    "evtl",
    "eventuell",
    "anscheinend",
    "offenbar",
    "probably",
    "presumably",
    "maybe",
    "perhaps",
    "apparently",
    "likely",
    "seems",
    "poss",
    "possibly",
];

/// A visit that was booked is what was promised: "Gang booked Weds 16th", „Termin vereinbart“.
fn books(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const PLEDGED: &[&str] =
        &["zugesichert", "zugesagt", "versprochen", "angekuendigt", "in aussicht gestellt"];
    const BOOKED: &[&str] = &[
        "booked",
        "rebooked",
        "scheduled",
        "rescheduled",
        "gebucht",
        "vereinbart",
        "eingeplant",
        "terminiert",
        "ausgemacht",
    ];
    const VISIT: &[&str] = &[
        "attempt",
        "visit",
        "appointment",
        "appt",
        "slot",
        "gang",
        "crew",
        "engineer",
        "*termin",
        "*besuch",
        "techniker",
        "monteur",
    ];
    let dated = piece.clone().any(|at| {
        toks.get(at).is_some_and(|tok| tok.kind == Shape::Number || weekday(&tok.plain).is_some())
    });
    if has(toks, piece, PLEDGED) {
        return true;
    }
    let that = piece.len() <= 4 && has(toks, piece, &["das", "that", "that's", "dies", "this"]);
    let set = dated && has(toks, piece, &["is set for", "is now set for", "are set for", "is due"]);
    has(toks, piece, BOOKED) && (dated || that || has(toks, piece, VISIT)) || set
}

const ORDERED: &[&str] = &["ist bestellt", "sind bestellt", "on order", "is ordered"];
const STILL: &[&str] = &[
    "to be done",
    "muss noch",
    "muessen noch",
    "steht noch",
    "noch offen",
    "still needs",
    "still need",
    "still to",
    "needs to be",
    "need to be",
    "has to be",
    "have to be",
    "to be ordered",
    "yet to be",
    "outstanding",
];
const DENIED: &[&str] = &[
    "never",
    "nie",
    "niemals",
    "nicht",
    "not",
    "haven't",
    "didn't",
    "hasn't",
    "kein",
    "keine",
    "keinen",
    "noch nicht",
];

/// Whether it tells what is shut so that no harm comes of it: „Karte gesperrt“.
pub(super) fn shuts(text: &str) -> bool {
    const SHUT: &[&str] = &[
        "gesperrt",
        "blockiert",
        "gestoppt",
        "eingefroren",
        "abgeschaltet",
        "abgesperrt",
        "deaktiviert",
        "ausgesetzt",
        "stillgelegt",
        "blocked",
        "locked",
        "frozen",
        "suspended",
        "stopped",
        "isolated",
        "disabled",
        "disconnected",
        "quarantined",
    ];
    let toks = lex(text);
    has(&toks, &(0..toks.len()), SHUT)
}

/// Nobody is named who does it, and it is done: no helping verb, and the word for it at the end, or in
/// English at the beginning.
fn nobody(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const SOMEBODY: &[&str] = &[
        "sie", "you\'ll", "you\'ve", "you\'re", "wird", "werden", "will", "can", "kann", "du",
        "ihr", "er", "es", "das", "you", "he", "she", "they", "it", "that", "this", "danke",
        "thanks", "wie", "as", "gern", "gerne", "bitte", "please", "sorry",
    ];
    !has(toks, sentence, SOMEBODY)
        && !has(toks, sentence, HELPERS)
        && (deed(toks, sentence) || past::told(toks, sentence))
}

pub(super) fn passive(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    stands(toks, piece)
        || has(
            toks,
            piece,
            &["wurde", "wurden", "ist", "sind", "was", "were", "has been", "have been"],
        )
}

fn joined(toks: &[Tok<'_>], part: &Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        let joins = toks.get(at).is_some_and(|tok| tok.is_any(&["und", "and", "sowie", "then"]));
        let ahead = || {
            let next = at + 1..part.end.min(at + 6);
            has(toks, &next, &["will", "should", "wird", "werde", "werden", "sollte", "sollten"])
        };
        let did = |range: &Range<usize>| deed(toks, range) || past::passive(toks, range);
        if joins && did(&(start..at)) && (deed(toks, &(at + 1..part.end)) || ahead()) {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..part.end);
    pieces
}

/// What was done, without the clause behind it that tells what comes of it: "I've passed it to the team
/// who will look at it".
fn head(toks: &[Tok<'_>], piece: Range<usize>) -> Range<usize> {
    const BEHIND: &[&str] = &[
        "who", "which", "that", "so", "if", "while", "until", "once", "when", "because", "whether",
        "and", "und", "damit", "ob", "sodass", "bis", "wenn", "sobald", "falls",
    ];
    let stops = |range: &Range<usize>| {
        has(toks, range, THEIRS) || has(toks, range, DENIED) || has(toks, range, THIRD)
    };
    if !stops(&piece) {
        return piece;
    }
    let ends = piece.clone().skip(3).find(|at| {
        let head = piece.start..*at;
        toks.get(*at).is_some_and(|tok| tok.is_any(BEHIND))
            && (deed(toks, &head) || past::passive(toks, &head) || past::perfect(toks, &head))
            && !stops(&head)
    });
    piece.start..ends.unwrap_or(piece.end)
}

fn trimmed(toks: &[Tok<'_>], range: &Range<usize>) -> Range<usize> {
    let mut range = range.clone();
    let edge = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            tok.is_any(&["und", "and", "daher", "deshalb", "so", "also", "hiermit"])
                || !tok.text.chars().next().is_some_and(char::is_alphanumeric)
        })
    };
    while range.len() > 2 && edge(range.start) {
        range.start += 1;
    }
    range
}
