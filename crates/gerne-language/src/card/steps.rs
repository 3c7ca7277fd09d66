//! Steps that a customer took, as they tell them of themselves, or as a report tells them: „habe ich auf
//! Reset gedrückt“, "customer has tried another socket". Wider than the facts, since the place in a
//! matter says that it is about its trouble.

use std::ops::Range;

use super::{
    Found, Kind,
    contacts::{reaches, tells_only},
    forms::deed,
    helpers::asked_another,
    ours, past,
    points::wished,
    said, teller, verified,
};
use crate::{
    clause::{self, Piece, has},
    facts::FactKind,
    lex::{Kind as Shape, Tok},
    rows::{CUSTOMERS, STEPS, TROUBLE},
};

const THEY: &[&str] = &[
    "ich", "wir", "i", "we", "i've", "we've", "hab", "habe", "haben", "selbst", "selber",
    "already", "schon", "bereits", "myself",
];
const TOLD_OF: &[&str] = &[
    "kunde",
    "kundin",
    "er",
    "sie",
    "customer",
    "caller",
    "he",
    "she",
    "they",
    "he's",
    "she's",
    "anrufer",
    "anruferin",
    "schon",
    "bereits",
    "already",
];
/// What makes a step none.
const NOT: &[&str] = &[
    "nicht",
    "not",
    "haven't",
    "didn't",
    "kann",
    "can",
    "could",
    "koennte",
    "koennten",
    "soll",
    "should",
    "wenn",
    "if",
    "falls",
    "muss",
    "must",
    "bitte",
    "please",
    "wird",
    "werden",
    "will",
    "werde",
    "ihr",
    "you",
    "techniker*",
    "engineer*",
    "monteur*",
    "kolleg*",
    "zusteller*",
    "fahrer*",
    "driver*",
    "we were",
    "i was",
    "wir wurden",
];
/// What somebody wants, and did not do.
const WISHED: &[&str] = &[
    "moecht*",
    "haett i",
    "haett ich",
    "muss",
    "muessen",
    "must",
    "needs to",
    "need to",
    "complain*",
    "beschwert*",
    "will",
    "wollen",
    "haette gern*",
    "haetten gern*",
    "haette ich gern*",
    "haetten wir gern*",
    "want",
    "wants",
    "would like",
    "i'd like",
    "we'd like",
    "he'd like",
    "she'd like",
    "they'd like",
    "asks",
    "bittet",
    "verlangt",
    "fordert",
];
/// What tells when or why it is so, and no step against it.
const ASIDE: &[&str] =
    &["obwohl", "seit", "seitdem", "nachdem", "although", "since", "warum", "why"];
/// It was done before they wrote, whether the trouble is told before or behind it.
const DONE_BEFORE: &[&str] = &[
    "schon",
    "bereits",
    "already",
    "mehrfach",
    "mehrmals",
    "ueberall",
    "everywhere",
    "zweimal",
    "dreimal",
    "twice",
    "several times",
    "three times",
    "as well",
    "trotzdem",
    "dennoch",
    "hilft nicht",
    "half nicht",
    "hilft nix",
    "bringt nix",
    "bringt nichts",
    "no joy",
    "no luck",
    "no change",
    "no difference",
    "makes no difference",
    "didn't help",
    "doesn't help",
    "to no avail",
    "same again",
    "since",
    "inzwischen",
    "mittlerweile",
    "in the meantime",
    "meanwhile",
    "zwischenzeitlich",
];
/// Reaching somebody, buying and paying is no step.
const OTHER: &[&str] = &[
    "angerufen",
    "anrufen",
    "anzurufen",
    "erreichen",
    "hotline",
    "called",
    "call",
    "rang",
    "ring",
    "phoned",
    "email",
    "emailed",
    "mailed",
    "chat",
    "geschrieben",
    "written",
    "contacted",
    "kontaktiert",
    "bestellt",
    "gekauft",
    "bezahlt",
    "ordered",
    "bought",
    "paid",
    "support",
    "gekuendigt",
    "cancelled",
    "gewartet",
    "geschwitzt",
    "gefroren",
    "geaergert",
    "gelitten",
    "gestanden",
    "gesessen",
    "geschlafen",
    "verpasst",
    "waited",
    "gemeldet",
    "reported",
    "bekommen",
    "erhalten",
    "received",
    "got",
    "gezahlt",
    "ueberwiesen",
    "abgeschickt",
    "geschickt",
    "zurueckgeschickt",
    "eingeschickt",
    "sent",
    "returned",
    "abgegeben",
    "umgezogen",
    "moved",
    "gebucht",
    "booked",
    "beauftragt",
    "abgeschlossen",
    "signed",
    "unterschrieben",
    "widerrufen",
    "gelesen",
    "gesehen",
    "gehoert",
    "endet",
    "genommen",
    "spoke",
    "told",
    "posted",
    "went",
    "left",
    "gave",
];

pub(super) fn find(text: &str, toks: &[Tok<'_>], log: bool, known: &[Found]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let sentences = clause::sentences(toks);
    let told = if log { teller::theirs(toks, &sentences) } else { Vec::new() };
    for (n, sentence) in sentences.iter().enumerate() {
        if sentence.end == Some('?') || log && no_step(toks, &sentence.toks) {
            continue;
        }
        let who = if log { TOLD_OF } else { THEY };
        let about_them = told.get(n) == Some(&true);
        let mut theirs = about_them;
        for part in clause::parts(toks, sentence) {
            theirs |= has(toks, &part.toks, who);
            if log && not_theirs(toks, &part.toks) {
                continue;
            }
            // Where no trouble was seen, what was told before is it: but who thanks or asks about an offer
            // tells of none.
            let content = || {
                has(
                    toks,
                    &(0..sentence.toks.start),
                    &["danke", "dank", "thanks", "thank", "cheers", "interessiere", "interested"],
                )
            };
            let trouble = known.iter().any(|one| one.kind == Kind::Fact(FactKind::Problem));
            let untold = n > 0 && !trouble && !content();
            let marked = trouble && has(toks, &sentence.toks, DONE_BEFORE);
            let troubled = !log && (untold || marked || troubled(toks, &part.toks, known));
            let told = about_them && (!log || STEPS.any(toks, &part.toks));
            let bare = bare(toks, &part.toks) && (told || troubled)
                || told && past::reported(toks, &part.toks);
            let other = troubled && asked_another(toks, &part.toks);
            if other {
                found.extend(
                    said(text, toks, &part.toks, Kind::Fact(FactKind::Tried))
                        .map(|one| Found { norm: one.raw.clone(), ..one }),
                );
                continue;
            }
            let did = troubled && did(toks, &part.toks) || log && they_did(toks, &part.toks);
            let tried = STEPS.any(toks, &part.toks) || toggled(toks, &part.toks);
            let step = (theirs && tried || bare || did)
                && !has(toks, &part.toks, NOT)
                && !has(toks, &part.toks, OTHER)
                && !has(toks, &part.toks, WISHED)
                && !toks.get(part.toks.start).is_some_and(|tok| tok.is_any(ASIDE))
                && !past::goes_wrong(toks, &part.toks, None);
            if !step {
                continue;
            }
            let Some(one) = said(text, toks, &part.toks, Kind::Fact(FactKind::Tried)) else {
                continue;
            };
            let is_known = known.iter().any(|fact| {
                fact.kind == one.kind
                    && fact.span.start < one.span.end
                    && one.span.start < fact.span.end
            });
            if !is_known {
                found.push(Found { norm: one.raw.clone(), ..one });
            }
        }
    }
    found
}

/// A sentence of a report that tells what somebody wants, or how it was looked who they are.
fn no_step(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    verified::checks(toks, range) || wished(toks, range) || reaches(toks, range)
}

/// What a report tells that only we do: what they were told, what was agreed, work with our tools.
fn not_theirs(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const AGREED: &[&str] =
        &["termin", "appt", "new appt", "appointment", "rebooked", "*termin", "*besuch", "visit"];
    tells_only(toks, part)
        || ours::skilled(toks, part)
        || has(toks, &(part.start..part.end.min(part.start + 2)), AGREED)
}

/// Whether a step that was seen in a text is one of theirs in its place: in a wish, in looking who
/// somebody is, or in what we report of ourselves, it is none.
pub(super) fn stands(toks: &[Tok<'_>], sentences: &[Piece], one: &Found, log: bool) -> bool {
    let within = |range: &Range<usize>| {
        let first = toks.get(range.start).map(|tok| tok.start);
        let last = range.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
        first.is_some_and(|start| start <= one.span.start)
            && last.is_some_and(|end| one.span.start < end)
    };
    let Some(sentence) = sentences.iter().find(|piece| within(&piece.toks)) else { return true };
    if log && no_step(toks, &sentence.toks) {
        return false;
    }
    let part = clause::parts(toks, sentence).into_iter().find(|part| within(&part.toks));
    let part = part.map_or_else(|| sentence.toks.clone(), |part| part.toks);
    let aside = toks.get(part.start).is_some_and(|tok| tok.is_any(ASIDE));
    let short = one.raw.split_whitespace().count() < 2;
    let place = if short { &sentence.toks } else { &part };
    if log && not_theirs(toks, &part) {
        return false;
    }
    let suffered = has(toks, &part, &["we were", "i was", "wir wurden", "ich wurde"]);
    !(aside || suffered || has(toks, place, WISHED) || short && has(toks, place, NOT))
}

/// "Switched data roaming off", "turned on airplane mode".
fn toggled(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let verb = part.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| tok.is_any(&["switched", "turned", "powered", "flipped"]))
    });
    verb.is_some_and(|verb| {
        has(toks, &(verb + 1..part.end.min(verb + 6)), &["on", "off"])
            && !has(toks, &(part.start..verb), &["is", "was", "were", "been", "it", "got"])
    })
}

/// A step without who took it, and nothing else.
pub(crate) fn bare_step(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    bare(toks, part) && !has(toks, part, NOT) && !has(toks, part, OTHER) && !TROUBLE.any(toks, part)
}

/// Trouble was told of before: what is done then is done against it.
fn troubled(toks: &[Tok<'_>], part: &Range<usize>, known: &[Found]) -> bool {
    let start = toks.get(part.start).map_or(0, |tok| tok.start);
    let mut troubles = known.iter().filter(|one| one.kind == Kind::Fact(FactKind::Problem));
    troubles.any(|one| one.span.end <= start)
}

/// They did something, whatever it is: „hab im ganzen Haus geklingelt“, "I filled in the form".
fn did(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const US: &[&str] =
        &["euch", "ihnen", "you", "your", "mich", "sich", "service", "nie", "never", "kein*"];
    const PASSIVE: &[&str] = &["wurde*", "worden", "bin", "was", "were", "been", "had", "hatte*"];
    let german = has(toks, part, &["hab", "habe", "haben", "hab's", "han", "ham", "hob", "hamma"])
        && deed(toks, part);
    let english = past::by(toks, part, &["i", "we", "i've", "we've"]);
    (german || english) && !has(toks, part, US) && !has(toks, part, PASSIVE)
}

/// A report tells what they did, with a word for them: "She pulled fuse 14", „Haupthahn hat Kunde zugedreht“.
fn they_did(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const THEY: &[&str] = &[
        "he", "she", "they", "customer", "caller", "cust", "tenant", "guest", "resident", "member",
    ];
    const OURS: &[&str] = &["us", "we", "uns", "wir", "our", "was", "were", "wurde", "worden"];
    let named = has(toks, part, &["er", "sie"]) || CUSTOMERS.any(toks, part);
    let german = named && has(toks, part, &["hat", "haben"]) && deed(toks, part);
    (german || past::by(toks, part, THEY)) && !has(toks, part, OURS)
}

/// Something done, told without who did it: „Notaus gedrückt“, "fished it out".
fn bare(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const FINITE: &[&str] = &[
        "ist", "sind", "war", "waren", "wurde", "wurden", "wird", "werden", "hat", "haben",
        "hatte", "hatten", "is", "are", "was", "were", "been", "has", "had", "have", "bin", "bist",
        "habt", "hast",
    ];
    let words = part.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word));
    let short = |at: usize| {
        toks.get(at).is_some_and(|tok| tok.is_any(&["it's", "that's", "he's", "she's", "there's"]))
    };
    if words.count() > 8 || has(toks, part, FINITE) || part.clone().any(short) {
        return false;
    }
    let first = part.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| {
            tok.kind == Shape::Word
                && !tok.is_any(&["and", "then", "also", "already", "even", "just", "re"])
        })
    });
    if toggled(toks, part) {
        return true;
    }
    let english = first.is_some_and(|at| {
        let past = toks.get(at).is_some_and(|tok| tok.plain.len() > 4 && tok.plain.ends_with("ed"));
        let what = toks.get(at + 1).filter(|_| at + 1 < part.end);
        past && what.is_none_or(|tok| {
            tok.is_any(&[
                "it",
                "them",
                "the",
                "my",
                "our",
                "both",
                "all",
                "everything",
                "a",
                "an",
                "another",
                "out",
                "off",
                "on",
                "up",
                "down",
                "and",
                "every",
                "each",
                "twice",
                "his",
                "her",
                "their",
                "your",
                "in",
                "back",
                "through",
                "around",
            ])
        })
    });
    english
        || deed(toks, part)
            && first.is_some_and(|at| !toks.get(at).is_some_and(|tok| tok.is_any(&["we", "wir"])))
}
