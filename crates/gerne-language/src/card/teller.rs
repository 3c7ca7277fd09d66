//! Who did what a report tells. A report seldom says so: it opens with who came or rang, tells what they
//! tell and did, and goes on with what we did, each without a word for who it was.

use std::ops::Range;

use super::{
    contacts::{contact_only, reaches},
    done::passive,
    forms::{deed, deed_within},
    past, verified,
    whose::{speaks_of_them, speaks_of_us},
};
use crate::{
    clause::{self, Piece, has},
    lex::Tok,
    rows::{CUSTOMERS, STEPS},
};

/// Words by which a report says that somebody came or rang.
pub(super) const CAME: &[&str] = &[
    "ruft an",
    "rief an",
    "anruf von",
    "rueckruf von",
    "meldet sich",
    "meldete sich",
    "kommt vorbei",
    "war da",
    "im laden",
    "in der filiale",
    "im shop",
    "am schalter",
    "im buero",
    "am telefon",
    "persoenlich",
    "vor ort da",
    "rang",
    "rings",
    "calls",
    "called",
    "phoned",
    "call from",
    "came in",
    "comes in",
    "walked in",
    "in the shop",
    "in store",
    "in branch",
    "in the branch",
    "at the counter",
    "at the desk",
    "on the phone",
    "shop",
    "laden",
    "filiale",
    "branch",
    "store",
];

/// Words by which it was we who rang.
const BACK: &[&str] =
    &["back", "zurueckgerufen", "rueckruf", "called", "rang", "phoned", "angerufen", "callback"];

/// For each sentence of a report, whether it is about what they say and did.
pub(super) fn theirs(toks: &[Tok<'_>], sentences: &[Piece]) -> Vec<bool> {
    let mut them = false;
    let mut acted = false;
    sentences
        .iter()
        .enumerate()
        .map(|(n, sentence)| {
            let range = &sentence.toks;
            let rung = toks.get(range.start).is_some_and(|tok| {
                tok.is_any(&["rang", "called", "phoned", "emailed", "angerufen"])
            });
            let opens = n == 0
                && !rung
                && has(toks, range, CAME)
                && !speaks_of_us(toks, range)
                && (!past::reported(toks, range) || past::befallen(toks, range))
                && !headed(toks, range);
            // Who looks whether they are who they say goes on with what we do.
            // Who came is looked at first, and then tells: unless what was done follows at once.
            let next = sentences.get(n + 1).filter(|_| n == 0 && !rung);
            let tells = next.is_some_and(|next| !does(toks, &next.toks));
            if tells && verified::checks(toks, range) && !speaks_of_us(toks, range) {
                let came = has(toks, range, CAME) && !has(toks, range, BACK);
                if came || speaks_of_them(toks, range) && !has(toks, range, BACK) {
                    them = true;
                    return true;
                }
            }
            if verified::checks(toks, range) {
                (them, acted) = (false, true);
                return has(toks, range, &["kunde", "kundin", "customer"]);
            }
            // Whoever rings them is one of us.
            if (n > 0 || range.len() <= 7) && reaches(toks, range) || contact_only(toks, range) {
                (them, acted) = (false, true);
                return false;
            }
            // „Vor Ort: …“, "Unit 4B, tenant …. Cleaned the duct": whoever went there tells.
            if n == 0 && visits(toks, range) || told_them(toks, range) {
                (them, acted) = (false, true);
                return false;
            }
            if to_them(toks, range) && !has(toks, range, CAME) {
                (them, acted) = (false, true);
                return false;
            }
            // "Added the rest by hand, she sees it": what we did comes first.
            let first = clause::parts(toks, sentence).into_iter().next();
            if first.filter(|_| acted).is_some_and(|part| {
                past::bare(toks, &part.toks) && !speaks_of_them(toks, &part.toks)
            }) {
                them = false;
                return false;
            }
            if speaks_of_them(toks, range) || opens {
                them = true;
            } else if speaks_of_us(toks, range)
                || passive(toks, range)
                || acted
                || has(toks, range, &["him", "her", "ihm", "kunden", "kundin"])
                || clause::parts(toks, sentence).iter().any(|part| works(toks, &part.toks))
            {
                them = false;
            }
            // One sentence tells their steps: what follows it without a word for who is ours.
            acted = acted || them && !opens && does(toks, range);
            them
        })
        .collect()
}

/// Something of ours that was done to them: "sent customer a new card", „mit Kundin besprochen“.
pub(super) fn to_them(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const THEM: &[&str] = &[
        "kunde", "kunden", "kundin", "kd", "customer", "caller", "cust", "tenant", "patient",
        "mieter", "mieterin", "him", "her", "ihm",
    ];
    const TO: &[&str] = &["dem", "den", "mit", "bei", "fuer", "an", "to", "with", "for"];
    let word = |at: usize| has(toks, &(at..at + 1), THEM);
    let Some(at) = range.clone().find(|at| word(*at)) else { return false };
    let before = at.saturating_sub(2).max(range.start)..at;
    let told = past::bare(toks, range)
        || toks.get(range.start).is_some_and(|tok| {
            tok.is_any(&[
                "told", "advised", "informed", "offered", "asked", "gave", "showed", "left",
            ])
        });
    at > range.start && (told || has(toks, &before, TO) && deed(toks, range))
}

/// A report of somebody who went to see them.
fn visits(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const WENT: &[&str] = &[
        "vor ort",
        "onsite",
        "on site",
        "on - site",
        "attended",
        "visited",
        "saw",
        "unit",
        "flat",
        "apt",
        "einsatz",
        "besuch",
        "ortstermin",
        "whg",
        "bei",
    ];
    let first = range.start..range.end.min(range.start + 2);
    has(toks, &first, WENT) && !has(toks, range, CAME)
}

/// Something was said to them, and it is we who said it: "tested, called cust".
fn told_them(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const SAID: &[&str] =
        &["called", "rang", "phoned", "told", "texted", "emailed", "informed", "advised"];
    range.clone().any(|at| {
        has(toks, &(at..at + 1), SAID)
            && at + 1 < range.end
            && (CUSTOMERS.at(toks, at + 1, at + 2).is_some()
                || has(toks, &(at + 1..at + 2), &["him", "her", "them"]))
    })
}

/// Headed by where it was written: „Filiale 8004: Regal durchsucht“.
fn headed(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let head = range.start..range.end.min(range.start + 4);
    let colon = head.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':')));
    colon.is_some_and(|colon| !speaks_of_them(toks, &(range.start..colon)))
        && has(toks, &head, &["filiale", "branch", "store", "shop", "laden", "lager", "depot"])
}

/// Where we work.
const AT_OURS: &[&str] = &[
    "here",
    "hier",
    "remotely",
    "remote",
    "ferne",
    "fern",
    "bei uns",
    "in store",
    "in house",
    "at counter",
    "at the counter",
    "on site",
    "vor ort",
    "workshop",
    "werkstatt",
    "our end",
];

/// Something was done that is none of the steps that customers take: „Schadenformular gemailt“.
fn works(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let tried = [
        "versucht",
        "probiert",
        "tried",
        "hat",
        "has",
        "had",
        "schon",
        "bereits",
        "already",
        "twice",
        "three times",
        "several times",
        "zweimal",
        "dreimal",
        "mehrfach",
        "mehrmals",
    ];
    (does(toks, range)
        || deed_within(toks, range)
        || past::bare(toks, range)
        || past::reported(toks, range))
        && (!STEPS.any(toks, range) || has(toks, range, AT_OURS))
        && !has(toks, range, &tried)
}

fn does(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const SUFFERED: &[&str] = &[
        "abgelehnt",
        "verweigert",
        "ausgefallen",
        "angezeigt",
        "gekuendigt",
        "eingezogen",
        "abgebucht",
        "wird",
        "werden",
    ];
    deed(toks, range) && !past::befallen(toks, range) && !has(toks, range, SUFFERED)
}
