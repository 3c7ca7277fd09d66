//! What does not work, and which steps were taken already.

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    clause::{self, Piece, has},
    lex::{Kind, Tok},
    rows::{EDGE, HARMLESS, STEPS, THINGS, TROUBLE},
};

const CONDITION: &[&str] = &[
    "falls",
    "if",
    "wenn",
    "sollte",
    "unless",
    "sonst",
    "otherwise",
    "ansonsten",
    "ob",
    "whether",
    "in case",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let sentences = clause::sentences(finder.toks);
    for sentence in &sentences {
        for part in clause::parts(finder.toks, sentence) {
            for piece in joined(finder.toks, &part) {
                read(finder, sentence, &piece);
            }
        }
    }
}

/// Parts joined by „und“ are two where each has its own trouble or step.
fn joined(toks: &[Tok<'_>], part: &Piece) -> Vec<Range<usize>> {
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

fn speaks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    TROUBLE.any(toks, range) || STEPS.any(toks, range)
}

fn read(finder: &mut Finder<'_, '_>, sentence: &Piece, part: &Range<usize>) {
    let toks = finder.toks;
    let asked = sentence.end == Some('?');
    if let Some(step) = step(toks, part) {
        let not_yet = has(
            toks,
            part,
            &[
                "noch nicht",
                "nicht neu",
                "not yet",
                "haven't",
                "soll ich",
                "should i",
                "muss ich",
                "do i",
                "koennte ich",
            ],
        );
        if !asked && !not_yet && !has(toks, part, &["ihr", "you"]) {
            let range = trimmed(finder, part);
            finder.note_free(FactKind::Tried, &range, 78, Some(step));
            return;
        }
    }
    let Some(sign) = trouble(toks, part) else { return };
    let whole = &sentence.toks;
    let conditional =
        part.clone().take(2).any(|at| toks.get(at).is_some_and(|tok| tok.is_any(CONDITION)));
    let own = has(
        toks,
        whole,
        &["mein*", "my", "ich", "i", "wir", "we", "our", "unser*", "bei uns", "hier", "mir", "us"],
    );
    let question = asked
        && !own
        && !has(
            toks,
            whole,
            &[
                "warum",
                "wieso",
                "weshalb",
                "why",
                "wann",
                "when",
                "where",
                "wo",
                "was ist los",
                "how long",
                "wie lange",
            ],
        );
    if conditional || question || HARMLESS.any(toks, part) {
        return;
    }
    let range = trimmed(finder, part);
    if only_code(finder, &range) {
        return;
    }
    if range.len() >= 2
        || range.len() == 1 && toks.get(range.start).is_some_and(|tok| tok.text.len() >= 6)
    {
        finder.note_free(FactKind::Problem, &range, 72, Some(sign));
    }
}

/// A code and words for it are a code, no trouble besides.
fn only_code(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let coded = |at: usize| {
        finder.found.iter().any(|fact| {
            matches!(fact.kind, FactKind::ErrorCode | FactKind::Device)
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    let words = [
        "fehler",
        "error",
        "fehlercode",
        "fehlermeldung",
        "code",
        "meldung",
        "zeigt",
        "an",
        "shows",
        "display",
        "message",
        "kommt",
        "the",
        "der",
        "mit",
    ];
    range.clone().any(coded)
        && range.clone().all(|at| {
            coded(at)
                || finder.tok(at).is_some_and(|tok| tok.kind == Kind::Sign || tok.is_any(&words))
        })
}

/// Words that speak of a step taken.
fn step(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let found = STEPS.find(toks, part)?;
    let word = toks.get(found.start)?.plain.as_str();
    let weak = found.len() == 1
        && matches!(
            word,
            "getauscht"
                | "ausgetauscht"
                | "gewechselt"
                | "ersetzt"
                | "installiert"
                | "geloescht"
                | "geprueft"
                | "ueberprueft"
                | "kontrolliert"
                | "getestet"
                | "probiert"
                | "versucht"
                | "aktiviert"
                | "deaktiviert"
                | "replaced"
                | "swapped"
                | "updated"
                | "checked"
                | "tested"
                | "tried"
                | "trying"
                | "cleared"
                | "cleaned"
                | "reset"
                | "eingerichtet"
                | "umgestellt"
                | "plugged"
                | "gecheckt"
                | "eingelegt"
                | "nachgesehen"
                | "nachgeschaut"
                | "aktualisiert"
                | "ausprobiert"
                | "ethernet"
                | "paired"
        );
    let nachbar = word.starts_with("nachbar")
        || word.starts_with("neighb")
        || word.starts_with("sicherung")
        || word.starts_with("fuse");
    if nachbar
        && !has(
            toks,
            part,
            &[
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
            ],
        )
    {
        return None;
    }
    let pronoun_only = !has(toks, part, &["router", "app"]) && !weak;
    if weak && !THINGS.any(toks, part) && !pronoun_only {
        return None;
    }
    // To reach somebody is no repair.
    let contact = has(
        toks,
        part,
        &[
            "anrufen",
            "erreichen",
            "angerufen",
            "call",
            "calling",
            "hotline",
            "reach",
            "contact",
            "chat",
            "mail",
            "kontaktieren",
            "support",
            "phone you",
            "ringing",
            "email",
            "emailing",
            "kundenservice",
            "buchen",
            "book",
            "bestellen",
            "order",
            "kuendigen",
            "cancel",
            "anzurufen",
            "email you",
            "get through",
            "durchzukommen",
        ],
    );
    let sends =
        weak && has(toks, part, &["abgebucht", "rechnung", "invoice", "geliefert", "gesperrt"]);
    (!(sends || contact && weak)).then_some(found)
}

/// Words that speak of trouble.
fn trouble(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let found = TROUBLE.find(toks, part)?;
    let word = toks.get(found.start)?.plain.as_str();
    if found.len() > 1 {
        return Some(found);
    }
    let bare = matches!(
        word,
        "nicht"
            | "nichts"
            | "nix"
            | "not"
            | "never"
            | "nie"
            | "nothing"
            | "nobody"
            | "niemand"
            | "weg"
            | "short"
            | "statt"
            | "heiss"
            | "double"
            | "twice"
            | "keeps"
            | "opened"
            | "late"
            | "cold"
            | "leer"
            | "empty"
            | "gone"
            | "charged"
            | "problem"
            | "probleme"
            | "kalt"
            | "stopped"
            | "net"
            | "ned"
            | "kei"
            | "falsch"
    );
    if bare {
        let verb = has(
            toks,
            part,
            &[
                "geht",
                "gehen",
                "funktioniert",
                "funktionieren",
                "laeuft",
                "kommt",
                "kam",
                "kamen",
                "kommen",
                "ist",
                "sind",
                "war",
                "hat",
                "haben",
                "habe",
                "hab",
                "wird",
                "wurde",
                "wurden",
                "kann",
                "koennen",
                "laesst",
                "startet",
                "laedt",
                "stimmt",
                "stimmen",
                "passt",
                "steht",
                "liegt",
                "blieb",
                "bleibt",
                "tut",
                "works",
                "work",
                "working",
                "is",
                "are",
                "was",
                "were",
                "has",
                "have",
                "had",
                "been",
                "got",
                "came",
                "arrived",
                "shows",
                "keeps",
                "my",
                "mein",
                "meine",
                "der",
                "die",
                "das",
                "the",
                "our",
            ],
        );
        let wish = has(
            toks,
            part,
            &[
                "will",
                "moechte",
                "verstehe",
                "weiss",
                "glaube",
                "finde",
                "denke",
                "hoffe",
                "want",
                "think",
                "know",
                "believe",
                "hope",
                "understand",
                "sure",
                "mind",
                "like",
                "bitte",
                "please",
                "lust",
            ],
        );
        let negated = matches!(
            word,
            "nicht" | "not" | "nichts" | "nothing" | "never" | "nie" | "niemand" | "nobody"
        );
        return (verb || negated && part.len() >= 3 && !wish).then_some(found);
    }
    let first_person_negation = matches!(
        word,
        "don't"
            | "won't"
            | "can't"
            | "cannot"
            | "didn't"
            | "haven't"
            | "doesn't"
            | "isn't"
            | "couldn't"
            | "hasn't"
            | "wasn't"
            | "kein"
            | "keine"
            | "keinen"
    );
    if first_person_negation && part.len() < 2 {
        return None;
    }
    let vague = has(
        toks,
        part,
        &[
            "don't want",
            "don't think",
            "won't pay",
            "won't accept",
            "can't accept",
            "don't care",
            "i won't",
            "don't need",
            "will nicht",
            "moechte nicht",
            "keine lust",
            "kein interesse",
            "will keine",
            "moechte keine",
            "brauche keine",
            "brauche kein",
            "isn't it",
            "doesn't it",
        ],
    );
    (!vague).then_some(found)
}

/// Without what only leads, and without since when.
fn trimmed(finder: &Finder<'_, '_>, part: &Range<usize>) -> Range<usize> {
    let mut range = part.clone();
    let since = |at: usize| {
        finder.found.iter().any(|fact| {
            matches!(fact.kind, FactKind::Since | FactKind::NeededBy)
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    loop {
        let first = range.start;
        if range.len() > 1
            && (since(first)
                || finder.tok(first).is_some_and(|tok| {
                    tok.kind == Kind::Sign && tok.text != "#" || EDGE.is_word(&tok.plain)
                })
                || handle(finder, first))
        {
            range.start += 1;
        } else {
            break;
        }
    }
    loop {
        let last = range.end.saturating_sub(1);
        if range.len() > 1
            && (since(last)
                || finder.tok(last).is_some_and(|tok| {
                    tok.kind == Kind::Sign && tok.text != ")"
                        || tok.is_any(&[
                            "und", "and", "aber", "but", "schon", "already", "bitte", "please",
                            "mal", "again",
                        ])
                }))
        {
            range.end -= 1;
        } else {
            break;
        }
    }
    range
}

/// `@name` and its pieces.
fn handle(finder: &Finder<'_, '_>, at: usize) -> bool {
    (1..=4).any(|back| {
        let Some(sign) = at.checked_sub(back) else { return false };
        finder.tok(sign).is_some_and(|tok| tok.is_sign('@'))
            && (sign + 1..=at).all(|i| finder.tok(i).is_some_and(|tok| !tok.apart))
    })
}

impl Finder<'_, '_> {
    /// Keeps what is said in running text.
    fn note_free(
        &mut self,
        kind: FactKind,
        range: &Range<usize>,
        confidence: u8,
        because: Option<Range<usize>>,
    ) {
        let norm =
            self.span(range).and_then(|span| self.text.get(span)).unwrap_or_default().to_owned();
        self.note(kind, range, norm, confidence, because);
    }
}
