//! What is asked for by its name: a number, a picture, a day.

use std::ops::Range;

use super::Asked;
use super::fit::{fits, settle};
use super::{NOUNS, is_request};
use crate::{
    clause::{Piece, has},
    facts::{self, FactKind},
    lex::Tok,
    rows::{ASK_SILENT, ASK_TELL, ASK_THANKS},
};

/// „Könnten Sie mir die durchgeben?“, "Can you send it over?": what it is was said before.
pub(super) fn hands_over(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    let whole = &sentence.toks;
    let question = sentence.end == Some('?');
    let meant = has(
        toks,
        whole,
        &[
            "mir die",
            "uns die",
            "mir diese",
            "uns diese",
            "sie mir",
            "sie uns",
            "die mir",
            "die uns",
            "mir den",
            "uns den",
            "mir das",
            "uns das",
            "diese mir",
            "diese uns",
            "diesen mir",
            "me that",
            "us that",
            "me those",
            "us those",
            "it",
            "that",
            "them",
            "those",
            "it's",
        ],
    );
    // „If so, send it over.“
    let so = has(
        toks,
        &(whole.start..(whole.start + 2).min(whole.end)),
        &["if so", "if yes", "wenn ja", "falls ja"],
    );
    whole.len() <= 14
        && meant
        && !ASK_SILENT.any(toks, whole)
        && !has(
            toks,
            &(whole.start + 2 * usize::from(so)..whole.end),
            &["ob", "if", "whether", "how", "wie", "when", "wann", "why", "warum", "what"],
        )
        && ASK_TELL.find(toks, whole).is_some_and(|verb| {
            is_request(toks, whole, &verb, question)
                && (question || has(toks, whole, &["bitte", "please", "pls"]))
        })
        && has(
            toks,
            whole,
            &[
                "mir", "uns", "me", "us", "over", "through", "along", "here", "hier", "across",
                "pass", "share", "dm", "pn",
            ],
        )
}

/// The numbers that a sentence speaks of, without one of ours or one that is known.
pub(super) fn meant(toks: &[Tok<'_>], sentence: &Piece) -> Vec<(Asked, Range<usize>)> {
    let whole = &sentence.toks;
    // „Is your account number on the letter? If so, send it over.“
    let there = toks.get(whole.start).is_some_and(|tok| {
        tok.is_any(&[
            "is", "do", "have", "can", "steht", "hast", "haben", "liegt", "ist", "findest",
        ])
    });
    if ASK_SILENT.any(toks, whole)
        || ASK_THANKS.any(toks, whole)
        || sentence.end == Some('?') && !there
    {
        return Vec::new();
    }
    let mut found = named(toks, whole, whole.end);
    for (kind, rows) in NOUNS.iter() {
        if matches!(kind, Asked::Fact(FactKind::Imei | FactKind::ErrorCode | FactKind::Iban))
            && let Some(range) = rows.find(toks, whole)
        {
            found.push((*kind, range));
        }
    }
    found.retain(|(kind, range)| fits(toks, *kind, range, whole));
    found
}

pub(super) fn span(toks: &[Tok<'_>], range: &Range<usize>) -> Option<Range<usize>> {
    Some(toks.get(range.start)?.start..toks.get(range.end.checked_sub(1)?)?.end)
}

/// „Kundennummer und PLZ bitte, dann …“, „Bitte noch die IMEI vom Handy“: no verb, but please.
pub(super) fn begged(toks: &[Tok<'_>], whole: &Range<usize>) -> bool {
    const PLEASE: &[&str] = &["bitte", "please", "pls", "plz", "pl", "bidde"];
    // „Order number and postcode, and I'll have a look.“
    let traded = |at: usize| {
        at > whole.start
            && toks.get(at - 1).is_some_and(|tok| tok.is_sign(',') || tok.is_dash() && tok.apart)
            && toks.get(at).is_some_and(|tok| tok.is_any(&["and", "then", "und", "dann"]))
            && toks.get(at + 1).is_some_and(|tok| {
                tok.is_any(&[
                    "i'll", "we'll", "i", "we", "ill", "ich", "wir", "schau", "schaue", "schauen",
                    "pruefe", "pruefen", "seh", "sehe", "sehen", "guck", "gucke", "geht", "kann",
                    "koennen", "finde", "finden", "suche", "suchen", "kuemmere", "kuemmern",
                ])
            })
    };
    let Some(please) = whole
        .clone()
        .take(14)
        .find(|at| toks.get(*at).is_some_and(|tok| tok.is_any(PLEASE)) || traded(*at))
    else {
        return false;
    };
    let led = please <= whole.start + 1;
    let phrase = if led { please + 1..whole.end.min(please + 6) } else { whole.start..please };
    // „Ihr Name und Ihre Adresse, bitte?“
    let whose = |at: usize| {
        toks.get(at).is_some_and(|tok| tok.is_any(&["ihr"]))
            && toks.get(at + 1).is_some_and(Tok::is_capital)
    };
    let verb = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            tok.is_any(&[
                "we", "wir", "i", "ich", "you", "sie", "du", "ihr", "it", "es", "our", "not",
                "nicht", "don't", "use", "call", "is", "are", "was", "were", "ist", "sind", "war",
                "kein", "keine", "no", "check", "see", "pruefen", "beachten", "make", "keep",
                "have", "haben", "via", "per", "contact", "unter", "visit", "try", "wait", "quote",
                "zur", "im", "in",
            ]) && !whose(at)
                || tok.plain.starts_with("unser")
        })
    };
    let noun = |at: usize| {
        facts::named_number(toks, at)
            .is_some_and(|(_, names, strong)| strong || elided(toks, names.end))
            || NOUNS.iter().any(|(kind, rows)| {
                !matches!(kind, Asked::Fact(FactKind::Problem))
                    && rows.at(toks, at, whole.end).is_some()
            })
    };
    // What is asked for stands first, but for an article or „nur noch“.
    let first = phrase.clone().take(if led { 4 } else { 5 }).find(|at| noun(*at));
    first.is_some_and(|first| {
        !(phrase.start..first).any(verb)
            && (led
                || !phrase.clone().any(|at| {
                    // „… and the email you used, please“
                    verb(at) && !toks.get(at).is_some_and(|tok| tok.is_any(&["you", "sie", "du"]))
                }))
    })
}

/// What a row of nouns asks for: „Linie, Uhrzeit, Haltestelle?“
pub(super) fn listed(toks: &[Tok<'_>], whole: &Range<usize>) -> Vec<(Asked, Range<usize>)> {
    let mut found = named(toks, whole, whole.end);
    for (kind, rows) in NOUNS.iter() {
        if let Some(range) = rows.find(toks, whole)
            && fits(toks, *kind, &range, whole)
            && !found.iter().any(|(other, _)| other == kind)
        {
            found.push((*kind, range));
        }
    }
    found.extend(bare(toks, whole).into_iter().filter(|(kind, _)| {
        !matches!(kind, Asked::Place) || !has(toks, whole, &["adresse", "anschrift", "address"])
    }));
    settle(toks, &mut found, whole);
    let mut once: Vec<(Asked, Range<usize>)> = Vec::new();
    for one in found {
        if !once.iter().any(|(kind, _)| *kind == one.0) {
            once.push(one);
        }
    }
    once.sort_by_key(|(_, range)| range.start);
    once
}

/// „Gib mir bitte Linie und Uhrzeit durch“, „the date, time and stop“: nouns that ask beside others.
pub(super) fn in_list(
    toks: &[Tok<'_>],
    found: &mut Vec<(Asked, Range<usize>)>,
    whole: &Range<usize>,
) {
    let joint = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            matches!(tok.text, "," | "&" | "/" | "+")
                || tok.is_any(&[
                    "und", "and", "sowie", "plus", "the", "die", "den", "das", "a", "ihre", "your",
                ])
        })
    };
    let joined = |from: usize, to: usize| from <= to && to - from <= 3 && (from..to).all(joint);
    let nouns = bare(toks, whole);
    for _ in 0..3 {
        for (kind, range) in &nouns {
            let beside = found
                .iter()
                .any(|(_, other)| joined(other.end, range.start) || joined(range.end, other.start));
            if beside && !found.iter().any(|(other, _)| other == kind) {
                found.push((*kind, range.clone()));
            }
        }
    }
}

/// Nouns that ask only where nothing but nouns stands.
pub(super) fn bare(toks: &[Tok<'_>], whole: &Range<usize>) -> Vec<(Asked, Range<usize>)> {
    let kind = |tok: &Tok<'_>| {
        if tok.is_any(&[
            "linie",
            "zug",
            "zugnummer",
            "line",
            "route",
            "flug",
            "flight",
            "train",
            "bus",
        ]) {
            Some(Asked::Fact(FactKind::Train))
        } else if tok.is_any(&[
            "haltestelle",
            "bahnhof",
            "filiale",
            "ort",
            "stop",
            "station",
            "branch",
            "town",
            "stadt",
            "strecke",
            "location",
        ]) {
            Some(Asked::Place)
        } else if tok.is_any(&["uhrzeit", "time"]) {
            Some(Asked::Fact(FactKind::Time))
        } else if tok.is_any(&["datum", "date"]) {
            Some(Asked::Fact(FactKind::Date))
        } else {
            None
        }
    };
    whole
        .clone()
        .filter_map(|at| toks.get(at).and_then(kind).map(|kind| (kind, at..at + 1)))
        .collect()
}

/// Names of numbers, and what „welche …“ asks to be told apart.
pub(super) fn named(
    toks: &[Tok<'_>],
    whole: &Range<usize>,
    end: usize,
) -> Vec<(Asked, Range<usize>)> {
    let mut found = Vec::new();
    for at in whole.start..end {
        let which = at
            .checked_sub(1)
            .filter(|at| *at >= whole.start)
            .and_then(|at| toks.get(at))
            .is_some_and(|tok| tok.plain.starts_with("welche") || tok.is_any(&["which", "what"]));
        if let Some((kind, names, strong)) = facts::named_number(toks, at)
            && (strong
                || elided(toks, names.end)
                || toks.get(names.end).is_some_and(|tok| tok.is_sign('#'))
                || which && !facts::is_journey(toks, at))
        {
            found.push((Asked::Fact(kind), names));
        } else if which && facts::is_device(toks, at) {
            found.push((Asked::Fact(FactKind::Device), at..at + 1));
        }
    }
    found
}

/// „Bestell- und Kundennummer“, „order or invoice number“: the word for number stands with the second.
pub(super) fn elided(toks: &[Tok<'_>], end: usize) -> bool {
    let mut at = end;
    let mut skip = |words: &[&str]| {
        let stands = toks.get(at).is_some_and(|tok| tok.is_any(words));
        at += usize::from(stands);
        stands
    };
    let dashed = skip(&["-", "–", "‑"]);
    let joined = skip(&["und", "oder", "bzw", "sowie", "and", "or", "&", "/", ","]);
    skip(&["."]);
    let article = skip(&["die", "der", "ihre", "deine", "eure", "auch"]);
    joined
        && (dashed || !article)
        && facts::named_number(toks, at).is_some_and(|(_, _, strong)| strong)
}
