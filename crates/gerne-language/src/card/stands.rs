//! Where a matter stands with us, told as what is so and not as what was done.

use std::ops::Range;

use super::whose::WE;
use crate::{
    clause::{has, row},
    lex::Tok,
    rows::CUSTOMERS,
};

/// Where the matter stands with us: „liegt bereit“, "it's with our complaints team".
pub(super) fn stands(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const STANDS: &[&str] = &[
        "liegt bereit",
        "liegen bereit",
        "liegt fuer",
        "steht bereit",
        "stehen bereit",
        "nachforschung laeuft",
        "pruefung laeuft",
        "untersuchung laeuft",
        "suche laeuft",
        "antrag laeuft",
        "is at the",
        "is waiting for you",
        "in the post",
        "it's with our",
        "is with our",
        "is with the",
        "i can see the",
        "i can see that",
        "i can see your",
        "we can see the",
        "we can see that",
        "ich sehe dass",
        "ich sehe hier",
        "wie ich sehe",
        "ist wieder",
        "sind wieder",
        "ist jetzt",
        "sind jetzt",
        "is now",
        "are now",
        "is back",
        "are back",
        "went through",
        "gone through",
        "on its way",
        "on their way",
        "on the way to you",
        "auf dem weg zu",
        "unterwegs zu",
        "ich sehe im",
        "sehe ich im",
        "ich sehe gerade",
        "wir sehen im",
        "wir sehen hier",
        "im system steht",
        "im system sehe",
        "i can see from",
        "i can see on",
    ];
    has(toks, piece, STANDS)
        || under_way(toks, piece)
        || managed(toks, piece)
        || holds(toks, piece)
        || went(toks, piece)
        || shown(toks, piece)
        || works_on(toks, piece)
}

/// Others of ours are at it: „die Küche prüft jede Lieferung“, "our network team is looking into it".
fn works_on(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const AT_IT: &[&str] = &[
        "prueft",
        "pruefen",
        "ueberprueft",
        "ueberpruefen",
        "untersucht",
        "untersuchen",
        "sucht",
        "suchen",
        "klaert",
        "klaeren",
        "ermittelt",
        "ermitteln",
        "repariert",
        "reparieren",
        "bearbeitet",
        "bearbeiten",
        "kuemmert sich",
        "kuemmern sich",
        "arbeitet an",
        "arbeiten an",
        "arbeitet daran",
        "arbeiten daran",
        "is checking",
        "are checking",
        "is looking into",
        "are looking into",
        "is looking for",
        "are looking for",
        "is investigating",
        "are investigating",
        "is searching",
        "are searching",
        "is working on",
        "are working on",
        "is reviewing",
        "are reviewing",
        "is tracing",
        "are tracing",
        "is repairing",
        "are repairing",
        "is chasing",
        "are chasing",
        "is testing",
        "are testing",
        "is on the case",
        "are on the case",
        "is on it",
        "are on it",
    ];
    const NOT: &[&str] = &[
        "ich", "wir", "i", "we", "you", "sie", "du", "ihr", "er", "he", "she", "they", "bis", "by",
        "morgen", "tomorrow", "wenn", "if", "ob", "whether", "bitte", "please", "wird", "werden",
        "will", "nicht", "not", "kein*", "niemand", "nobody", "no one", "muss", "muessen", "soll",
        "sollen",
    ];
    let verb = row(toks, piece, AT_IT);
    let who = verb.is_some_and(|verb| {
        let before = piece.start..verb.start;
        let named = |at: usize| {
            has(toks, &(at..at + 1), &["the", "our"])
                || toks.get(at + 1).is_some_and(Tok::is_capital)
                    && has(
                        toks,
                        &(at..at + 1),
                        &["der", "die", "das", "unser", "unsere", "ein", "eine"],
                    )
        };
        let noun = before.clone().any(|at| at + 1 < before.end && named(at));
        noun || has(toks, &before, WE)
    });
    who && !has(toks, piece, NOT) && !CUSTOMERS.any(toks, piece)
}

/// „Ihre Beschwerde ist an die Leitung raus“, "your complaint has gone to our manager".
fn went(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const GONE: &[&str] = &[
        "has gone to",
        "have gone to",
        "has gone over to",
        "went to our",
        "went out",
        "'s gone to",
        "is now with",
        "are now with",
        "trace open",
        "ticket open",
        "case open",
        "claim open",
        "liegt jetzt bei",
        "liegen jetzt bei",
        "liegt nun bei",
        "liegt inzwischen bei",
    ];
    let leaves = has(toks, piece, &["ging", "gingen", "ist", "sind"])
        && has(toks, piece, &["an", "zu", "zur", "zum"])
        && has(
            toks,
            piece,
            &["raus", "rausgegangen", "soeben", "gerade", "eben", "weitergegangen"],
        );
    has(toks, piece, GONE) || leaves
}

/// What we looked at says so: „unsere Messung zeigt …“, "tracking shows …".
fn shown(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const LOOKED_AT: &[&str] = &[
        "*messung",
        "*test",
        "*pruefung",
        "*verfolgung",
        "*diagnose",
        "*protokoll",
        "*protokolle",
        "system",
        "unterlagen",
        "tracking",
        "test",
        "tests",
        "check",
        "checks",
        "diagnostics",
        "records",
        "logs",
        "log",
        "scan",
        "scans",
        "readings",
        "cctv",
        "screening",
    ];
    const SAYS: &[&str] = &[
        "zeigt",
        "zeigen",
        "zeigte",
        "ergab",
        "ergibt",
        "ergeben",
        "laut",
        "shows",
        "show",
        "showed",
        "says",
        "say",
        "came back",
        "comes back",
        "according to",
    ];
    // What they looked at themselves is theirs.
    const THEIRS: &[&str] = &["ihre", "ihr", "your", "you", "dein*", "mein*", "my", "app"];
    let told = row(toks, piece, SAYS);
    let at = row(toks, piece, LOOKED_AT);
    let near = told.zip(at).is_some_and(|(told, at)| told.start.abs_diff(at.start) <= 3);
    near && !has(toks, piece, THEIRS)
}

/// „Der Tarif ist seit heute aktiv“: what was to be done holds.
fn holds(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const DONE: &[&str] = &[
        "aktiv",
        "freigegeben",
        "live",
        "active",
        "gueltig",
        "wieder frei",
        "vollstaendig",
        "komplett",
        "genehmigt",
        "bewilligt",
        "approved",
    ];
    const SINCE: &[&str] = &[
        "seit heute",
        "ab sofort",
        "nun",
        "jetzt",
        "now",
        "inzwischen",
        "mittlerweile",
        "as of today",
    ];
    has(toks, piece, &["ist", "sind", "is", "are"])
        && has(toks, piece, DONE)
        && has(toks, piece, SINCE)
}

/// „Eine Nachforschung bei der Post läuft“, „Ihr Ticket liegt bei der Technik“.
fn under_way(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const WORK: &[&str] = &[
        "nachforschung*",
        "pruefung",
        "untersuchung",
        "ermittlung*",
        "suchauftrag",
        "reklamation",
        "stoerungsmeldung",
        "recherche",
        "investigation",
        "search",
    ];
    const WITH: &[&str] = &[
        "ist bei der",
        "ist bei unserer",
        "ist bei unserem",
        "ist beim",
        "liegt bei der",
        "liegt bei unserer",
        "liegt bei unserem",
        "liegt beim",
        "is with",
        "are with",
        "sits with",
    ];
    has(toks, piece, WORK)
        && has(toks, piece, &["laeuft", "laufen", "under way", "underway", "is open"])
        || has(toks, piece, WITH) && has(toks, piece, WE)
}

/// „Wir konnten den Fehler beheben“, "I managed to find it".
fn managed(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const COULD: &[&str] = &["konnten wir", "wir konnten", "konnte ich", "ich konnte"];
    const ENGLISH: &[&str] = &[
        "we managed to",
        "i managed to",
        "i've managed to",
        "we've managed to",
        "we were able to",
        "i was able to",
        "i've been able to",
        "we've been able to",
    ];
    let last = piece.clone().rev().find_map(|at| toks.get(at).filter(|tok| tok.text.len() > 1));
    has(toks, piece, ENGLISH)
        || has(toks, piece, COULD)
            && last.is_some_and(|tok| {
                tok.plain.ends_with("en") && !tok.is_any(&["erreichen", "verstehen", "sehen"])
            })
}
