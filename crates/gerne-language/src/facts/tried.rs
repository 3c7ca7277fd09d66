//! Which steps were taken already.

use std::ops::Range;

use crate::{
    clause::has,
    lex::Tok,
    rows::{STEP_CONTACT, STEP_OTHERS, STEP_WEAK, STEPS, THINGS},
};

/// Words that speak of a step taken by the customer.
pub(super) fn step(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    if STEP_OTHERS.any(toks, part) {
        return None;
    }
    let mut from = part.start;
    while let Some(found) = STEPS.find(toks, &(from..part.end)) {
        if counts(toks, part, &found) {
            return Some(found);
        }
        from = found.end;
    }
    None
}

/// Whether these words are a step by themselves, or beside a thing it is taken with.
fn counts(toks: &[Tok<'_>], part: &Range<usize>, found: &Range<usize>) -> bool {
    let word = toks.get(found.start).map_or("", |tok| tok.plain.as_str());
    let weak = found.len() == 1 && STEP_WEAK.is_word(word);
    let people =
        ["nachbar", "neighb", "sicherung", "fuse"].iter().any(|stem| word.starts_with(stem));
    if people && found.len() == 1 && !has(toks, part, &CHECKED) {
        return false;
    }
    if weak && !THINGS.any(toks, part) && has(toks, part, &["router", "app"]) {
        return false;
    }
    // „nicht geleert“: what others did not do.
    if found
        .start
        .checked_sub(1)
        .and_then(|at| toks.get(at))
        .is_some_and(|tok| tok.is_any(&["nicht", "not"]))
    {
        return false;
    }
    // „Kabel sitzt immer noch fest“
    if has(toks, part, &["immer noch", "noch immer", "nach wie vor", "still"])
        && !has(toks, part, &["tried", "versucht"])
    {
        return false;
    }
    let sends = weak
        && has(
            toks,
            part,
            &["abgebucht", "rechnung", "invoice", "geliefert", "gesperrt", "geld", "konto"],
        );
    // „wird im Warenkorb nicht abgezogen“
    let negated = weak && has(toks, part, &["nicht", "not", "never", "nie"]);
    !(sends || negated || weak && STEP_CONTACT.any(toks, part))
}

const CHECKED: [&str; 26] = [
    "gefragt",
    "geprueft",
    "ueberprueft",
    "kontrolliert",
    "getestet",
    "gecheckt",
    "checked",
    "asked",
    "tested",
    "raus*",
    "rein*",
    "nachgefragt",
    "fine",
    "drin",
    "okay",
    "ok",
    "gewechselt",
    "replaced",
    "tried",
    "geschaut",
    "nachgeschaut",
    "have",
    "haben",
    "hat",
    "same",
    "auch",
];
