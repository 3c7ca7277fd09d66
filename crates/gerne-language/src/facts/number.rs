//! Numbers that a word beside them names: `Kundennummer 4711-882931`, `order #WX-99120`.

mod names;
mod shape;

use std::ops::Range;

use self::{
    names::{Name, name},
    shape::value,
};
use super::{FactKind, Finder, Region};
use crate::{
    lex::{Kind, Tok},
    rows::{NUMBER_BETWEEN, NUMBER_OTHERS, NUMBER_WORDS},
};

/// The name of a number that stands here, and whether a word for number is part of it.
pub(super) fn named(toks: &[Tok<'_>], at: usize) -> Option<(FactKind, Range<usize>, bool)> {
    name(toks, at).map(|name| (name.kind, name.toks, name.strong))
}

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        let Some(name) = name(finder.toks, at) else {
            ordered(finder, at);
            coded(finder, at);
            sent(finder, at);
            at += 1;
            continue;
        };
        let next = name.toks.end;
        // „Phoenix, AZ 85018“ lies in Arizona.
        if finder.known.region == Region::Us && finder.tok(at).is_some_and(|tok| tok.text == "AZ") {
            at = next;
            continue;
        }
        // „Flight number EI 155“: what they flew with.
        if name.kind == FactKind::BookingRef
            && finder.is(name.toks.start, &["flight", "flug"])
            && finder.is(name.toks.start + 1, &["number", "no", "nr", "nummer"])
        {
            at = next;
            continue;
        }
        let found = behind(finder, &name)
            .or_else(|| called(finder, &name))
            .or_else(|| before(finder, &name))
            .or_else(|| further(finder, &name))
            .or_else(|| marked(finder, &name));
        if let Some(value) = found {
            keep(finder, &name, value.clone());
            more(finder, &name, value.end);
        }
        at = next;
    }
}

fn keep(finder: &mut Finder<'_, '_>, name: &Name, value: Range<usize>) {
    let norm = norm(finder.toks.get(value.clone()).unwrap_or_default(), name.kind);
    let confidence = if name.strong { 97 } else { 85 };
    finder.claim(name.kind, value, norm, confidence, Some(name.toks.clone()));
}

/// `Kundennummern 123456 und 234567`.
fn more(finder: &mut Finder<'_, '_>, name: &Name, end: usize) {
    let mut end = end;
    for _ in 0..4 {
        let mut from = end;
        while finder.is(from, &["und", "and", "sowie", "&", "oder", "or", ",", "/", "+"])
            && from < end + 2
        {
            from += 1;
        }
        if from == end {
            return;
        }
        // „Buchungscode K8PQ2M, ICE 1094“: a train is no second number.
        if finder.tok(from).is_some_and(|tok| super::journey::is_train(tok.text)) {
            return;
        }
        let Some(value) = value(finder, from, name) else { return };
        let range = finder.toks.get(value.clone()).unwrap_or_default();
        let digits: usize =
            range.iter().filter(|tok| tok.kind == Kind::Number).map(|tok| tok.text.len()).sum();
        // What begins with a zero is rung.
        let rung = finder.tok(value.start).is_some_and(|tok| tok.text.starts_with('0'));
        if digits < 4 || rung {
            return;
        }
        end = value.end;
        keep(finder, name, value);
    }
}

/// Without blanks; of some kinds without any sign.
fn norm(toks: &[Tok<'_>], kind: FactKind) -> String {
    let bare = matches!(kind, FactKind::CustomerNo | FactKind::ContractNo | FactKind::AccountNo);
    toks.iter().filter(|tok| !(bare && tok.kind == Kind::Sign)).map(|tok| tok.text).collect()
}

/// The number behind the name.
fn behind(finder: &Finder<'_, '_>, name: &Name) -> Option<Range<usize>> {
    let limit = if name.strong { 10 } else { 4 };
    for at in name.toks.end..name.toks.end + limit {
        let tok = finder.tok(at)?;
        if tok.line && at > name.toks.end + 1 {
            return None;
        }
        if let Some(value) = value(finder, at, name) {
            return Some(value);
        }
        let sign = tok.kind == Kind::Sign
            && matches!(
                tok.text,
                ":" | "."
                    | "#"
                    | "="
                    | "-"
                    | "–"
                    | "("
                    | "\""
                    | "„"
                    | "'"
                    | "°"
                    | "/"
                    | ","
                    | "➡"
                    | "*"
                    | "["
                    | "…"
                    | "→"
                    | ">"
                    | "“"
                    | "?"
            );
        let word =
            NUMBER_WORDS.is_word(&tok.plain) || name.strong && NUMBER_BETWEEN.is_word(&tok.plain);
        if !name.strong
            && at == name.toks.end
            && tok.is_any(&["is", "ist", "lautet", "was", "war", "being", "=", "for", "fuer"])
        {
            return said(finder, at + 1, name);
        }
        if !sign && !word || tok.text == "," && !name.strong {
            return None;
        }
    }
    None
}

/// `my account is 88-20-441`: written as only numbers are.
fn said(finder: &Finder<'_, '_>, at: usize, name: &Name) -> Option<Range<usize>> {
    let value = value(finder, at, name)?;
    let all = finder.toks.get(value.clone())?;
    let signs = all.iter().any(|tok| tok.kind == Kind::Sign && tok.text != ".");
    let digits: usize =
        all.iter().filter(|tok| tok.kind == Kind::Number).map(|tok| tok.text.len()).sum();
    let lettered = all.iter().any(|tok| tok.kind == Kind::Word);
    // „the booking was RVN 70Q“
    let code = name.kind == FactKind::BookingRef && lettered && all.len() > 1;
    (digits >= 4 && (signs || lettered) || digits >= 7 || code).then_some(value)
}

/// `das Paket mit der Nummer …`, `ordered under …`.
fn called(finder: &Finder<'_, '_>, name: &Name) -> Option<Range<usize>> {
    if name.strong {
        return None;
    }
    let mut at = name.toks.end;
    if !finder.is(at, &["mit", "unter", "under", "with"]) {
        return None;
    }
    at += 1;
    let mut said = false;
    while finder.is(at, &["der", "dem", "the", "folgender", "following", ":", "#", "."])
        || finder.tok(at).is_some_and(|tok| NUMBER_WORDS.is_word(&tok.plain))
    {
        said |= finder.tok(at).is_some_and(|tok| NUMBER_WORDS.is_word(&tok.plain));
        at += 1;
    }
    let value = value(finder, at, name)?;
    (said || finder.is(name.toks.end, &["unter", "under"])).then_some(value)
}

/// `bestellt am 2.3. unter DE-2290`, `was bestellt (Nr. W-558120)`.
fn ordered(finder: &mut Finder<'_, '_>, at: usize) {
    let kind = match finder.tok(at).map(|tok| tok.plain.as_str()) {
        Some("bestellt" | "ordered" | "gekauft" | "bought" | "purchased" | "erworben") => {
            FactKind::OrderNo
        }
        Some("gebucht" | "booked" | "reserviert" | "reserved") => FactKind::BookingRef,
        _ => return,
    };
    // „bestellt (B-77120)“
    let within = (at + 1..at + 6).find_map(|place| {
        let open = finder.tok(place).is_some_and(|tok| tok.is_sign('('));
        let name = Name { kind, toks: at..at + 1, strong: false };
        value(finder, place + 1, &name)
            .filter(|value| open && finder.tok(value.end).is_some_and(|tok| tok.is_sign(')')))
    });
    if let Some(value) = within {
        keep(finder, &Name { kind, toks: at..at + 1, strong: false }, value);
        return;
    }
    let under = (at + 1..at + 10).find(|place| {
        finder.is(*place, &["unter", "under", "nr", "nummer", "number", "no"])
            || finder.tok(*place).is_some_and(|tok| tok.is_sign('#'))
    });
    let Some(under) = under else {
        // „unter WX55120 bestellt“
        let name = Name { kind, toks: at..at + 1, strong: false };
        let value = (2..12).find_map(|back| {
            let from = at.checked_sub(back)?;
            let led = finder.is(from, &["unter", "under"]);
            // „unter BX-20931 ein Fahrrad gekauft“: as only numbers are written.
            let coded = |found: &Range<usize>| {
                let all = finder.toks.get(found.clone()).unwrap_or_default();
                all.iter().any(|tok| tok.kind == Kind::Word) && all.len() > 1
            };
            led.then(|| value(finder, from + 1, &name))
                .flatten()
                .filter(|found| found.end == at || found.end < at && coded(found))
        });
        if let Some(value) = value {
            keep(finder, &name, value);
        }
        return;
    };
    let next = (under + 1..under + 4)
        .find(|next| !finder.tok(*next).is_some_and(|tok| matches!(tok.text, "." | ":" | "#")));
    let name = Name { kind, toks: at..at + 1, strong: false };
    if let Some(value) = next.and_then(|next| value(finder, next, &name)) {
        keep(finder, &name, value);
    }
}

/// `Die Buchung ist weg. Code KLM8P2`: the code of what was booked.
fn coded(finder: &mut Finder<'_, '_>, at: usize) {
    const BOOKED: &[&str] = &[
        "buchung",
        "flug",
        "rueckflug",
        "hinflug",
        "hotel",
        "reservierung",
        "mietwagen",
        "booking",
        "flight",
        "reservation",
        "gebucht",
        "booked",
        "airline",
        "check",
    ];
    if !finder.is(at, &["code", "pnr", "locator"]) {
        return;
    }
    let near = at.saturating_sub(16)..(at + 10).min(finder.toks.len());
    if !crate::clause::has(finder.toks, &near, BOOKED) {
        return;
    }
    let name = Name { kind: FactKind::BookingRef, toks: at..at + 1, strong: true };
    let next = at + 1 + usize::from(finder.is(at + 1, &[":", "is", "ist"]));
    let value = value(finder, next, &name).filter(|value| {
        let all = finder.toks.get(value.clone()).unwrap_or_default();
        let letters: usize =
            all.iter().filter(|tok| tok.kind == Kind::Word).map(|tok| tok.text.len()).sum();
        letters >= 2 && (5..=8).contains(&all.iter().map(|tok| tok.text.len()).sum::<usize>())
    });
    if let Some(value) = value {
        keep(finder, &name, value);
    }
}

/// `RR123456785DE`: so the world's posts number what they carry, and nobody else does.
fn sent(finder: &mut Finder<'_, '_>, at: usize) {
    let letters = |n: usize| {
        finder.tok(n).is_some_and(|tok| {
            tok.text.len() == 2 && tok.text.chars().all(|c| c.is_ascii_uppercase())
        })
    };
    let digits = finder.tok(at + 1).is_some_and(|tok| {
        tok.kind == Kind::Number && !tok.apart && (9..=13).contains(&tok.text.len())
    });
    let glued = finder.tok(at + 2).is_some_and(|tok| !tok.apart);
    let ends = finder.tok(at + 3).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    if letters(at) && digits && glued && letters(at + 2) && ends && finder.is_free(&(at..at + 3)) {
        let name = Name { kind: FactKind::TrackingNo, toks: at..at + 3, strong: true };
        keep(finder, &name, at..at + 3);
    }
}

/// A long number further on in the sentence, where no other word names it.
fn further(finder: &Finder<'_, '_>, name: &Name) -> Option<Range<usize>> {
    if !name.strong {
        return None;
    }
    for at in name.toks.end..name.toks.end + 12 {
        let tok = finder.tok(at)?;
        let ends = matches!(tok.text, "!" | "?")
            || tok.text == "."
                && finder.tok(at + 1).is_none_or(|next| next.apart && next.is_capital());
        let other = NUMBER_OTHERS.at(finder.toks, at, at + 1).is_some()
            || names::name(finder.toks, at).is_some_and(|other| other.kind != name.kind);
        if ends || other || tok.line && at > name.toks.end + 1 {
            return None;
        }
        if let Some(value) = value(finder, at, name) {
            let all = finder.toks.get(value.clone())?;
            let digits: usize =
                all.iter().filter(|tok| tok.kind == Kind::Number).map(|tok| tok.text.len()).sum();
            let rung = finder.tok(at).is_some_and(|tok| tok.text.starts_with('0'));
            let price =
                finder.tok(value.end).is_some_and(|tok| matches!(tok.text, "€" | "£" | ","))
                    && finder.tok(value.end + 1).is_some_and(|tok| !tok.apart);
            return (digits >= 5 && !rung && !price).then_some(value);
        }
    }
    None
}

/// `Bestellung von letzter Woche, Nr. 20417`, `the order I placed on Monday (#4471)`.
fn marked(finder: &Finder<'_, '_>, name: &Name) -> Option<Range<usize>> {
    for at in name.toks.end..name.toks.end + 12 {
        let tok = finder.tok(at)?;
        let ends = matches!(tok.text, "!" | "?")
            || tok.text == "."
                && finder.tok(at + 1).is_none_or(|next| next.apart && next.is_capital())
                && !finder.is(at - 1, &["nr", "no"]);
        let other = NUMBER_OTHERS.at(finder.toks, at, at + 1).is_some()
            || names::name(finder.toks, at).is_some_and(|other| other.kind != name.kind);
        if ends || other || tok.line {
            return None;
        }
        let mark =
            tok.is_sign('#') || tok.is_any(&["nr", "no", "nummer", "number", "num", "id", "ref"]);
        if mark {
            let next = (at + 1..at + 4).find(|next| {
                !finder.tok(*next).is_some_and(|tok| matches!(tok.text, "." | ":" | "#"))
            })?;
            if let Some(value) = value(finder, next, name) {
                return Some(value);
            }
        }
        let bracket = tok.is_sign('(') || tok.is_sign(':');
        if bracket
            && let Some(value) = value(finder, at + 1, name)
            && (tok.is_sign(':')
                || finder.tok(value.end).is_some_and(|tok| tok.is_sign(')') || tok.is_sign(',')))
        {
            return Some(value);
        }
    }
    None
}

/// The number before its name: `4711 ist meine Kundennummer`, `4711 (Kundennummer)`.
fn before(finder: &Finder<'_, '_>, name: &Name) -> Option<Range<usize>> {
    if !name.strong {
        return None;
    }
    let mut at = name.toks.start;
    let mut said = false;
    for _ in 0..6 {
        let tok = finder.tok(at.checked_sub(1)?)?;
        let link = tok.is_any(&[
            "ist", "is", "as", "als", "waere", "war", "was", "lautet", "that's", "that", "being",
        ]) || tok.is_sign('(')
            || tok.is_sign('=')
            || tok.is_sign(',') && !said;
        let lead = tok.is_any(&[
            "meine", "my", "die", "the", "unsere", "our", "mein", "das", "dazu", "also", "sind",
            "eure", "your", "ihre", "eurer", "mit",
        ]);
        if !link && !lead {
            break;
        }
        said |= link && !tok.is_sign(',') || tok.is_sign(',') && at < name.toks.start;
        at -= 1;
    }
    if !said {
        return None;
    }
    // Backwards over what may be one number.
    let mut start = at;
    while let Some(tok) = start.checked_sub(1).and_then(|i| finder.tok(i)) {
        let next_glued = finder.tok(start).is_some_and(|next| !next.apart);
        let part = tok.kind == Kind::Number
            || tok.kind == Kind::Word
                && tok.text.len() <= 5
                && tok.text.chars().all(|c| c.is_ascii_uppercase())
                && (next_glued || tok.text.len() <= 3)
            || tok.kind == Kind::Sign
                && matches!(tok.text, "-" | "/" | "." | "_")
                && next_glued
                && !tok.apart;
        if !part || at - start > 12 {
            break;
        }
        start -= 1;
    }
    (start..at).find_map(|from| {
        let free = finder.tok(from).is_some_and(|tok| tok.apart) || from == start;
        value(finder, from, name).filter(|range| range.end == at && free)
    })
}
