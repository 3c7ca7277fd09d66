//! What a report says is open, or wanted by somebody.

use std::ops::Range;

use super::{Found, Kind, demands::trimmed, forms::deed, said, teller::CAME};
use crate::{
    clause::{self, has, row},
    lex::{Tok, lex},
    rows::CUSTOMERS,
};

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
        "erbeten",
        "gewuenscht",
        "steht aus",
        "stehen aus",
        "needs a",
        "needs another",
        "needs new",
        "back order",
        "on backorder",
        "ungeklaert",
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
        "noch nicht",
        "tbc",
        "tbd",
    ];
    let mut found = Vec::new();
    for sentence in clause::sentences(toks) {
        let open = has(toks, &sentence.toks, OPEN)
            && !found_out(toks, &sentence.toks)
            && !they_wait(toks, &sentence.toks);
        let wished = wished(toks, &sentence.toks) && !was_told(toks, &sentence.toks);
        let open = (open || to_do(toks, &sentence.toks)) && !arranged(toks, &sentence.toks);
        if wished || open {
            found.extend(said(text, toks, &trimmed(toks, &sentence.toks), Kind::Open));
        }
    }
    found
}

/// What they wait for is their trouble, and no point of ours: „Kunde im Laden, wartet auf die Schaltung“.
fn they_wait(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    let waits = ["wartet auf", "wartet noch", "waiting for", "waiting on", "awaiting"];
    CUSTOMERS.any(toks, sentence) && has(toks, sentence, &waits)
}

/// What was agreed for a day is promised, and no longer open.
fn arranged(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const AGREED: &[&str] = &[
        "agreed",
        "booked",
        "arranged",
        "scheduled",
        "vereinbart",
        "gebucht",
        "terminiert",
        "ausgemacht",
        "zugesagt",
    ];
    has(toks, sentence, AGREED)
}

/// They asked and were told: "asked whether it went through, told her it did", „fragt … -> nein“.
fn was_told(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const ASKS: &[&str] = &["asks", "asked", "fragt", "fragte", "wanted to know", "wollte wissen"];
    const TOLD: &[&str] = &[
        "told him",
        "told her",
        "told them",
        "told cust",
        "told customer",
        "explained",
        "advised",
        "confirmed",
        "ja",
        "nein",
        "gesagt",
        "erklaert",
        "erlaeutert",
        "beantwortet",
        "answered",
        "verneint",
        "bejaht",
        "mitgeteilt",
    ];
    has(toks, sentence, ASKS) && has(toks, sentence, TOLD)
}

/// Like [`wished`], of a line that was read.
pub(super) fn wishes(text: &str) -> bool {
    let toks = lex(text);
    wished(&toks, &(0..toks.len()))
}

/// What was found when something was done, and not what is left: „Leitstelle angerufen: Halt fehlt im Plan“.
fn found_out(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const LEFT: &[&str] =
        &["noch", "still", "yet", "muss", "muessen", "must", "needs", "to be", "pending", "tbc"];
    let colon = sentence.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':')));
    colon.is_some_and(|colon| {
        deed(toks, &(sentence.start..colon)) && !has(toks, &(colon..sentence.end), LEFT)
    })
}

/// Somebody wants something, as another tells it: „Kd. hätte gern …“, "he also wants …".
pub(super) fn wished(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const WHO: &[&str] =
        &["er", "sie", "he", "she", "they", "herr", "frau", "mr", "mrs", "ms", "familie"];
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
        let english = has(
            toks,
            &(at..at + 1),
            &["cust", "customer", "caller", "client", "he", "she", "they"],
        );
        row(toks, &behind, WANTS).is_some_and(|verb| {
            !english || toks.get(verb.start).is_none_or(|tok| tok.plain != "will")
        })
    };
    // „…, will das kostenlos getauscht“, "Wants last night comped", "also asking us to pay".
    let bare = clause::parts(toks, &clause::Piece { toks: sentence.clone(), end: None })
        .iter()
        .any(|part| {
            let lead = usize::from(toks.get(part.toks.start).is_some_and(|tok| {
                tok.is_any(&["also", "and", "und", "ausserdem", "auch", "now", "jetzt", "still"])
            }));
            let first = part.toks.start + lead;
            part.toks.len() > lead + 2
                && has(
                    toks,
                    &(first..first + 1),
                    &[
                        "wants",
                        "asks",
                        "fragt",
                        "asking",
                        "demanding",
                        "requesting",
                        "verlangt",
                        "moechte",
                        "fordert",
                        "wuenscht",
                        "bittet",
                    ],
                )
                || part.toks.len() > lead + 2 && log_will(toks, first)
        });
    if has(toks, sentence, &["never asked", "didn't ask", "nie verlangt", "nie bestellt"]) {
        return false;
    }
    bare || row(toks, sentence, WISHES).is_some()
        || sentence.clone().any(|at| {
            let who = at..at + 1;
            (has(toks, &who, WHO) || CUSTOMERS.any(toks, &who)) && wants(at)
        })
}

/// „will das getauscht“: wants, and not what will be.
fn log_will(toks: &[Tok<'_>], at: usize) -> bool {
    let german =
        ["das", "den", "die", "ein", "eine", "einen", "sein", "ihr", "keinen", "kein", "wissen"];
    let beside = at + 1..(at + 3).min(toks.len());
    has(toks, &(at..at + 1), &["will"]) && has(toks, &beside, &german)
}

/// What is left, and not only as it was.
const LEFT: &[&str] = &[
    "open",
    "offen",
    "out",
    "owed",
    "owes",
    "due",
    "missing",
    "fehlt",
    "fehlen",
    "waiting",
    "shut",
    "closed",
    "zu",
    "gesperrt",
    "locked",
    "blocked",
    "unpaid",
    "unbezahlt",
    "ungeklaert",
    "with the",
    "bei der",
    "beim",
    "to be",
    "to do",
    "to come",
    "not",
    "nicht",
    "aus",
];

/// „Trockner müssen aufgestellt werden“, "bill to be recalculated", "app still shut".
fn to_do(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    let passive = has(toks, sentence, &["muss", "muessen", "soll", "sollen"])
        && has(toks, sentence, &["werden", "werden."]);
    let english = row(toks, sentence, &["to be *ed"]).is_some();
    let ordered = has(toks, sentence, &["ist bestellt", "sind bestellt", "on order", "is ordered"]);
    let still = has(toks, sentence, &["still", "weiterhin", "nach wie vor", "immer noch"])
        && has(toks, sentence, LEFT)
        && !has(toks, sentence, CAME)
        && !has(toks, sentence, &["kunde", "kundin", "customer", "he", "she", "caller"]);
    passive || english || ordered || still
}

/// What somebody wants, told by another.
const WISHES: &[&str] = &[
    "he's asking",
    "she's asking",
    "they're asking",
    "is asking",
    "are asking",
    "he's after",
    "she's after",
    "keen to know",
    "wonders",
    "fragt nach",
    "fragt ob",
    "fragt sich",
    "fragt wer",
    "fragt wann",
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
];
