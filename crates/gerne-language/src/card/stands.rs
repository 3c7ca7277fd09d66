//! Where a matter stands with us, told as what is so and not as what was done.

use std::ops::Range;

use super::done::WE;
use crate::{clause::has, lex::Tok};

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
    has(toks, piece, STANDS) || under_way(toks, piece) || managed(toks, piece) || holds(toks, piece)
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
