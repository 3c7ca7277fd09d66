//! What does not work, and which steps were taken already.

mod bare;
mod excused;
mod implied;
mod overdue;

use std::ops::Range;

use self::bare::{likewise, only_code, only_device};
use self::excused::{AGAIN, MISTYPED, OWN_DATA, RIGHT, in_row, other, own_doing};
use self::implied::{implied, joined};
use self::overdue::{overdue, separated};
use super::{
    FactKind, Finder,
    tried::{compared, deed, step},
};
use crate::{
    card::steps,
    clause::{self, Piece, has},
    lex::{Kind, Tok},
    rows::{EDGE, HARMLESS, STEPS, TROUBLE, TROUBLE_BARE, TROUBLE_VERBS, TROUBLE_WISH},
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
        let before = finder.found.len();
        for part in clause::parts(finder.toks, sentence) {
            for piece in joined(finder.toks, &part) {
                read(finder, sentence, &piece);
            }
        }
        let told = finder
            .found
            .get(before..)
            .is_some_and(|new| new.iter().any(|fact| fact.kind == FactKind::Problem));
        if !told {
            implied(finder, sentence);
        }
    }
}

fn speaks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    TROUBLE.any(toks, range) || STEPS.any(toks, range) || deed(toks, range).is_some()
}

fn read(finder: &mut Finder<'_, '_>, sentence: &Piece, part: &Range<usize>) {
    let toks = finder.toks;
    let asked = sentence.end == Some('?');
    if only_device(finder, part) {
        return;
    }
    let troubled = finder.found.iter().any(|fact| fact.kind == FactKind::Problem);
    let bare = || {
        let elsewhere =
            || (troubled || TROUBLE.any(toks, &(part.end..toks.len()))) && compared(toks, part);
        let named = !asked
            && finder.is_plain(part)
            && (in_row(finder, part) || troubled && other(toks, part));
        (troubled && steps::bare_step(toks, part) || elsewhere() || named).then(|| part.clone())
    };
    if let Some(step) = step(toks, part).or_else(bare) {
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
    if !asked && likewise(finder, part) {
        let range = trimmed(finder, part);
        finder.note_free(FactKind::Tried, &range, 60, None);
        return;
    }
    let overdue = overdue(finder, part);
    let late = overdue.is_some();
    let sign = trouble(toks, part)
        .or_else(|| separated(toks, part))
        .or_else(|| overdue.filter(|_| !asked));
    let Some(sign) = sign else { return };
    let whole = &sentence.toks;
    let conditional = !late
        && part.clone().take(2).any(|at| toks.get(at).is_some_and(|tok| tok.is_any(CONDITION)));
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
    // „Muss ich bei Ausfall was beachten?“ asks what would be.
    let supposed = asked
        && toks.get(part.start).is_some_and(|tok| {
            tok.is_any(&["muss", "soll", "darf", "kann", "can", "do", "should", "may", "must"])
        })
        && toks
            .get(part.start + 1)
            .is_some_and(|tok| tok.is_any(&["ich", "i", "we", "wir", "man"]))
        && !toks.get(sign.start).is_some_and(|tok| is_negation(&tok.plain));
    let range = trimmed(finder, part);
    let first = toks.get(sign.start).map_or("", |tok| tok.plain.as_str());
    let idle = asked && sign.len() == 1 && matches!(first, "still" | "noch");
    if supposed || idle || only_code(finder, &range) || own_doing(toks, part, &sign) {
        return;
    }
    // „Fehler: E-31“ leads to the code.
    if range.len() == 1
        && has(toks, &range, &["fehler", "error", "stoerung", "problem", "fault", "issue"])
        && toks.get(range.end).is_some_and(|tok| tok.is_sign(':'))
    {
        return;
    }
    // „Zum dritten Mal.“ tells nothing that was not told.
    if troubled && range == sign && has(toks, &range, AGAIN) {
        return;
    }
    // „IBAN war ein Zahlendreher, richtig ist …“: they set right what they wrote.
    if has(toks, part, MISTYPED)
        && has(toks, part, OWN_DATA)
        && has(toks, &(part.end..toks.len()), RIGHT)
    {
        return;
    }
    // „In der App steht, ich hätte gekündigt, but I didn't“
    if range.len() == 1 && toks.get(range.start).is_some_and(|tok| tok.plain.ends_with("n't")) {
        return;
    }
    if range.len() >= 2
        || range.len() == 1 && toks.get(range.start).is_some_and(|tok| tok.text.len() >= 6)
    {
        finder.note_free(FactKind::Problem, &range, 72, Some(sign));
    }
}

/// Words that speak of trouble.
fn trouble(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let mut from = part.start;
    while let Some(found) = TROUBLE.find(toks, &(from..part.end)) {
        if tells(toks, part, &found) {
            return Some(found);
        }
        from = found.end;
    }
    None
}

fn tells(toks: &[Tok<'_>], part: &Range<usize>, found: &Range<usize>) -> bool {
    let word = toks.get(found.start).map_or("", |tok| tok.plain.as_str());
    if TROUBLE_WISH.any(toks, part)
        && (found.len() == 1 || !has(toks, part, &["funktioniert", "geht", "works"]))
        && is_negation(word)
    {
        return false;
    }
    if found.len() > 1 {
        return true;
    }
    // „Order no. 4711“
    let next = toks.get(found.end);
    if word == "no" && next.is_none_or(|tok| tok.kind != Kind::Word) {
        return false;
    }
    // „Contract no WB-110-93“
    let names = |at: usize| {
        super::named_number(toks, at)
            .is_some_and(|(_, names, strong)| strong && names.contains(&found.start))
    };
    if word == "no" && (1..=2).any(|back| found.start.checked_sub(back).is_some_and(names)) {
        return false;
    }
    if is_negation(word) && of_a_number(toks, part) {
        return false;
    }
    // „Strom weg“, „Ton weg“: the whole of what is told.
    if matches!(word, "weg" | "hin" | "gone") && found.end == part.end && part.len() <= 3 {
        return part.len() > 1;
    }
    if TROUBLE_BARE.is_word(word) {
        // „direct debit bounced twice“: two of them tell enough.
        let bare = part.clone().filter(|at| {
            toks.get(*at)
                .is_some_and(|tok| TROUBLE_BARE.is_word(&tok.plain) && !is_negation(&tok.plain))
        });
        if !is_negation(word) && bare.count() > 1 {
            return true;
        }
        return TROUBLE_VERBS.any(toks, part) || is_negation(word) && part.len() >= 3;
    }
    !(part.len() < 2 && (is_negation(word) || word.ends_with("n't")))
}

/// A number is not known, or is none: „Kundennummer hab ich keine“, "that's not a phone number".
fn of_a_number(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const NUMBERS: &[&str] =
        &["*nummer", "*nummern", "*nr", "number", "numbers", "pin", "card ending", "policy"];
    const WORKS: &[&str] = &[
        "geht",
        "funktioniert",
        "works",
        "working",
        "work",
        "akzeptiert",
        "erkannt",
        "accepted",
        "recognised",
        "recognized",
        "gefunden",
        "found",
        "stimmt",
        "klappt",
    ];
    has(toks, part, NUMBERS) && !has(toks, part, WORKS)
}

fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "nicht"
            | "not"
            | "nichts"
            | "nothing"
            | "never"
            | "nie"
            | "niemand"
            | "nobody"
            | "nix"
            | "no"
            | "kein"
            | "keine"
            | "keinen"
    ) || word.ends_with("n't")
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
    /// Whether no fact with a value stands within.
    fn is_plain(&self, range: &Range<usize>) -> bool {
        !self.found.iter().any(|fact| {
            !matches!(fact.kind, FactKind::Problem | FactKind::Tried | FactKind::Amount)
                && range
                    .clone()
                    .any(|at| self.tok(at).is_some_and(|tok| fact.span.contains(&tok.start)))
        })
    }

    /// Keeps what is said in running text.
    pub(super) fn note_free(
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
