//! Words that lead to a name.

use crate::{
    lex::Tok,
    rows::{NAME_LABELS, NAME_MAYBE, NAME_SURE},
};

/// How many words lead to a name here, and whether they leave no doubt.
pub(super) fn lead(toks: &[Tok<'_>], at: usize) -> Option<(usize, bool)> {
    if let Some(row) = NAME_SURE.at(toks, at, toks.len()) {
        return Some((row.len(), true));
    }
    let begins = at == 0
        || toks.get(at).is_some_and(|tok| tok.line)
        || toks
            .get(at - 1)
            .is_some_and(|tok| matches!(tok.text, "," | ";" | "|" | "." | "-" | "/" | "("));
    if let Some(row) = NAME_LABELS.at(toks, at, toks.len()).filter(|_| begins) {
        let colon = toks.get(row.end).is_some_and(|tok| matches!(tok.text, ":" | "="));
        return Some((row.len(), colon));
    }
    enrolled(toks, at)
        .or_else(|| corrected(toks, at))
        .or_else(|| NAME_MAYBE.at(toks, at, toks.len()).map(|row| (row.len(), false)))
}

/// „signed up Dec 1 as Marisol Etcheverry“, „angemeldet als …“
fn enrolled(toks: &[Tok<'_>], at: usize) -> Option<(usize, bool)> {
    const ENROLLED: &[&str] = &[
        "signed",
        "registered",
        "enrolled",
        "booked",
        "listed",
        "joined",
        "logged",
        "saved",
        "known",
        "reg'd",
        "filed",
        "angemeldet",
        "registriert",
        "eingetragen",
        "gespeichert",
        "gefuehrt",
        "hinterlegt",
        "gelistet",
        "gebucht",
        "vermerkt",
    ];
    let led = toks.get(at).is_some_and(|tok| tok.is_any(&["as", "als"]))
        && toks
            .get(at.saturating_sub(7)..at)
            .is_some_and(|before| before.iter().any(|tok| tok.is_any(ENROLLED)));
    led.then_some((1, false))
}

/// „Falscher Name auf der Karte. Richtig: …“, "the name should read …"
fn corrected(toks: &[Tok<'_>], at: usize) -> Option<(usize, bool)> {
    const RIGHT: &[&str] = &[
        "richtig ist",
        "richtig waere",
        "richtig heisst es",
        "richtig",
        "korrekt ist",
        "korrekt waere",
        "korrekt",
        "correct is",
        "correct one is",
        "correct spelling is",
        "correct",
        "should read",
        "should say",
        "should be",
        "ought to be",
        "ought to read",
        "muss heissen",
        "muesste heissen",
        "soll heissen",
        "sollte heissen",
        "it's spelt",
        "it's spelled",
        "spelt",
        "spelled",
        "geschrieben wird er",
    ];
    let names = at.saturating_sub(14)..at;
    let said = crate::clause::has(
        toks,
        &names,
        &[
            "name*",
            "nachname*",
            "vorname*",
            "surname",
            "misspelt",
            "misspelled",
            "falsch geschrieben",
        ],
    );
    said.then(|| crate::clause::row(toks, &(at..(at + 4).min(toks.len())), RIGHT))
        .flatten()
        .filter(|row| row.start == at)
        .map(|row| (row.len(), false))
}
