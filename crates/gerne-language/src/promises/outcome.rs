//! What happens for the customer, told without who does it: „Ihr Zähler hängt spätestens am Freitag“.

use std::ops::Range;

use crate::{
    clause::has,
    lex::{Kind as TokKind, Tok},
    rows::{CUSTOMERS, OUTCOME_FOR, OUTCOME_VERBS, STATIVE},
};

/// Something happens for the customer, or is well again: a promise where a time stands beside it.
pub(super) fn outcome(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    if STATIVE.any(toks, part) {
        return None;
    }
    let happens = OUTCOME_VERBS.find(toks, part).filter(|_| OUTCOME_FOR.any(toks, part));
    let formal = |at: usize| {
        let verb = at.checked_sub(1).filter(|at| *at >= part.start).and_then(|at| toks.get(at));
        // „trinken Sie“ tells them to.
        verb.is_some_and(|verb| !verb.plain.ends_with("en"))
            && toks.get(at).is_some_and(|tok| tok.text == "Sie")
    };
    let for_them =
        || has(toks, part, FOR_THEM) || CUSTOMERS.any(toks, part) || part.clone().any(formal);
    happens.or_else(|| finite(toks, part).filter(|_| for_them()))
}

/// For whom it is done, or who does it for us.
const FOR_THEM: &[&str] = &[
    "ihnen",
    "dir",
    "euch",
    "dich",
    "ihr",
    "ihre",
    "ihren",
    "ihrem",
    "dein*",
    "eure*",
    "unser*",
    "fuer sie",
    "bei ihnen",
    "techniker*",
    "monteur*",
    "kolleg*",
    "fahrer*",
    "team",
    "trupp",
    "*trupp",
    "werkstatt",
    "buchhaltung",
];

/// A verb of the third person, by its form: „trudelt“, „hängt“.
fn finite(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const NO_VERB: &[&str] = &[
        "nicht",
        "jetzt",
        "selbst",
        "sonst",
        "erst",
        "zuerst",
        "zuletzt",
        "meist",
        "fast",
        "seit",
        "damit",
        "somit",
        "weit",
        "soweit",
        "bereit",
        "direkt",
        "leicht",
        "schlecht",
        "echt",
        "recht",
        "vielleicht",
        "insgesamt",
        "bekannt",
        "gesamt",
        "komplett",
        "defekt",
        "dort",
        "fort",
        "exakt",
        "perfekt",
        "kaputt",
        "statt",
        "anstatt",
        "moeglichst",
        "mindest",
        "demnaechst",
        "zunaechst",
        "laengst",
        "gilt",
        "kostet",
        "heisst",
        "bedeutet",
        "betraegt",
        "dauert",
        "endet",
        "gehoert",
        "scheint",
        "braucht",
        "beginnt",
        "oeffnet",
        "verfaellt",
        "acht",
        "zeit",
        "bittet",
        "samt",
        "hoechst",
        "fehlt",
        "versteht",
        "wohnt",
        "passt",
        "reicht",
        "sonst",
        "nacht",
        "leidet",
        "wartet",
        "besteht",
    ];
    let at = part.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| {
            tok.kind == TokKind::Word
                && *at > part.start
                && !tok.is_capital()
                && tok.plain.len() >= 4
                && tok.plain.ends_with('t')
                && !tok.plain.starts_with("ge")
                && !tok.plain.ends_with("iert")
                && !NO_VERB.contains(&tok.plain.as_str())
        })
    })?;
    Some(at..at + 1)
}
