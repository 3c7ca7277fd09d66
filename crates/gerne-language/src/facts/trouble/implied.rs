//! Troubles that several sentences or parts tell together.

use std::ops::Range;

use super::super::{Fact, FactKind, Finder, tried::step};
use super::{speaks, trimmed};
use crate::{
    clause::{self, Piece, has},
    lex::Tok,
    rows::HARMLESS,
};

/// What a sentence says without a word for trouble: that something is so since then, that it is so in
/// spite of something, that another thing came than was ordered.
pub(super) fn implied(finder: &mut Finder<'_, '_>, sentence: &Piece) {
    const SPITE: &[&str] =
        &["obwohl", "obgleich", "although", "though", "despite", "contrary", "entgegen"];
    const ORDERED: &[&str] = &[
        "bestellt",
        "gebucht",
        "ordered",
        "booked",
        "asked for",
        "paid for",
        "bought",
        "gekauft",
        "quoted",
        "paying",
        "zahle",
    ];
    const CAME: &[&str] = &[
        "bekommen",
        "geliefert",
        "erhalten",
        "gekommen",
        "kam",
        "kamen",
        "got",
        "get",
        "received",
        "came",
        "was sent",
        "getting",
        "charged",
        "bekomme",
    ];
    let toks = finder.toks;
    let whole = &sentence.toks;
    if sentence.end == Some('?')
        || HARMLESS.any(toks, whole)
        || has(
            toks,
            whole,
            &[
                "danke", "thanks", "kunde", "kundin", "customer", "endlich", "super", "finally",
                "tried", "probiert",
            ],
        )
    {
        return;
    }
    let bytes = finder.span(whole).unwrap_or_default();
    let inside = |fact: &&Fact| fact.kind == FactKind::Since && bytes.contains(&fact.span.start);
    let lasting: Vec<Fact> = finder.found.iter().filter(inside).cloned().collect();
    let since = |finder: &Finder<'_, '_>, range: &Range<usize>| {
        lasting.iter().any(|fact| {
            range.clone().any(|at| finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start)))
        })
    };
    let parts = clause::parts(toks, sentence);
    let lasts = parts.iter().find(|part| since(finder, &part.toks)).map(|part| part.toks.clone());
    let exchanged = has(toks, whole, ORDERED) && has(toks, whole, CAME) && parts.len() > 1
        || parts.iter().any(|part| {
            has(toks, &part.toks, ORDERED)
                && has(toks, &part.toks, CAME)
                && has(toks, &part.toks, &["und", "and", "but"])
        });
    let range = if let Some(part) = lasts {
        // „Sie liegt laut Status „in Zustellung“ seit Tagen“: what lasts stands before the quoted words.
        let alone = part.clone().filter(|at| !since(finder, &(*at..at + 1))).count() < 2;
        if alone { whole.clone() } else { part }
    } else if has(toks, whole, SPITE) || exchanged || opposes(toks, whole) {
        whole.clone()
    } else {
        return;
    };
    let range = trimmed(finder, &range);
    if range.len() >= 2 && range.len() <= 24 && step(toks, &range).is_none() {
        finder.note_free(FactKind::Problem, &range, 60, None);
    }
}

/// `Trotz Kündigung bucht ihr weiter ab`, `Auf dem Schein steht Rot statt Blau`, `I paid, yet I still get
/// letters`: these words alone oppose nothing, what stands with them does.
fn opposes(toks: &[Tok<'_>], whole: &Range<usize>) -> bool {
    const LASTS: &[&str] = &[
        "nicht",
        "nichts",
        "kein*",
        "nie",
        "noch",
        "immer",
        "wieder",
        "weiter",
        "weiterhin",
        "erneut",
        "nur",
        "still",
        "again",
        "not",
        "no",
        "never",
        "nothing",
        "n't",
        "only",
        "doesn't",
        "don't",
        "isn't",
        "won't",
        "can't",
        "keeps",
        "keep",
        "bucht",
        "verlangt",
        "berechnet",
        "kostet",
        "mahnt",
    ];
    const STANDS: &[&str] = &[
        "steht",
        "stand",
        "stehen",
        "war",
        "waren",
        "liegt",
        "lag",
        "kam",
        "kamen",
        "drin",
        "drauf",
        "bekommen",
        "geliefert",
        "erhalten",
        "gekommen",
        "bekam",
        "angezeigt",
        "zeigt",
        "abgebucht",
        "berechnet",
        "gebucht",
        "geschickt",
        "verbaut",
        "installiert",
        "eingetragen",
        "bestellt",
        "bezahle",
        "zahle",
        "verlangt",
        "kostet",
        "komme",
        "kommen",
        "dauert",
        "braucht",
        "schickt",
    ];
    // „I paid, yet …“; „not yet“ and „yet to come“ oppose nothing.
    let yet = whole.clone().any(|at| {
        toks.get(at).is_some_and(|tok| tok.plain == "yet")
            && (at == whole.start
                || toks.get(at - 1).is_some_and(|tok| {
                    tok.is_sign(',') || tok.is_any(&["and", "but"]) || tok.is_dash() && tok.apart
                }))
    });
    (yet || has(toks, whole, &["trotz"])) && has(toks, whole, LASTS)
        || has(toks, whole, &["statt", "anstatt", "instead of"])
            && (has(toks, whole, STANDS)
                || has(toks, whole, &["nur", "only", "bloss", "lediglich"]))
}

/// Parts joined by „und“ are two where each has its own trouble or step.
pub(super) fn joined(toks: &[Tok<'_>], part: &Piece) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = part.toks.start;
    let on_off = &[
        "aus",
        "raus",
        "ab",
        "off",
        "out",
        "ausgesteckt",
        "ausgeschaltet",
        "unplugged",
        "abgesteckt",
        "ausgemacht",
        "deinstalliert",
        "uninstalled",
        "abgemeldet",
        "geloescht",
        "deleted",
        "disconnected",
        "removed",
        "genommen",
        "getrennt",
        "gezogen",
        "entfernt",
        "runtergeschmissen",
        "rausgenommen",
        "rausgezogen",
        "ausgebaut",
    ];
    for at in part.toks.clone() {
        if !toks.get(at).is_some_and(|tok| {
            tok.is_any(&["und", "and", "sowie", "u", "then", "dann", "danach"])
                || tok.is_sign('&')
                || tok.is_sign('+') && tok.apart
        }) {
            continue;
        }
        let (left, right) = (start..at, at + 1..part.toks.end);
        let both = speaks(toks, &left) && speaks(toks, &right);
        let switch = has(toks, &left, on_off)
            && has(
                toks,
                &right,
                &[
                    "wieder",
                    "ein",
                    "an",
                    "rein",
                    "on",
                    "back",
                    "in",
                    "again",
                    "eingesteckt",
                    "eingeschaltet",
                    "neu",
                    "reinstalled",
                    "installed it",
                    "eingebaut",
                    "reingesteckt",
                ],
            );
        if both && !switch {
            found.push(left);
            start = at + 1;
        }
    }
    found.push(start..part.toks.end);
    found
}
