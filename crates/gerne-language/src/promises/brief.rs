//! Promises without a verb, as reports and short answers give them: „Techniker Mittwoch 8–12 Uhr“,
//! „Gutschrift bis Freitag zugesagt“, "engineer between 10 and 2 on the 20th", "back within a week".

use std::ops::Range;

use super::binds::is_ahead;
use crate::{
    clause::has,
    lex::{Kind, Tok},
    rows::{PROMISED_THINGS, STATIVE, UNBOUND, VERBS, VISITOR},
    when::{self, When},
};

/// Words by which a report says that it was promised.
const PLEDGED: &[&str] = &[
    "zugesagt",
    "versprochen",
    "zugesichert",
    "in aussicht gestellt",
    "angekuendigt",
    "promised",
    "pledged",
    "agreed",
    "told her",
    "told him",
    "told them",
    "told customer",
    "booked",
    "arranged",
    "scheduled",
    "geplant",
    "eingeplant",
    "terminiert",
    "stattdessen",
    "ersatzweise",
    "zugesichert",
    "advised",
];
const NOT: &[&str] = &[
    "nicht",
    "kein*",
    "nie",
    "not",
    "no",
    "never",
    "n't",
    "didn't",
    "wasn't",
    "missed",
    "verpasst",
    "ausgefallen",
    "storniert",
    "cancelled",
    "wollte",
    "wollten",
    "wanted",
    "wants",
    "wie",
    "wartet",
    "warten",
    "bestellt",
    "ordered",
    "waiting",
    "as",
    "war",
    "was",
    "were",
    "had",
    "hatte",
    "hatten",
    "until",
    "offen",
    "open",
    "opening",
    "sagt",
    "sagte",
    "says",
    "said",
    "since",
    "seit",
    "delivered",
    "loaded",
    "erledigt",
    "bitte",
    "please",
    "statt",
    "instead of",
    "backed up",
    "angekommen",
    "eingetroffen",
];
/// More words than this tell something else.
const SHORT: usize = 18;

/// The words that bind, where nobody says who does what.
pub(super) fn brief(
    toks: &[Tok<'_>],
    part: &Range<usize>,
    inside: &[&When],
) -> Option<Range<usize>> {
    let day = |when: &&&When| {
        is_ahead(when) && (!matches!(when.kind, when::Kind::Now) || when.bound.is_some())
            || when.bound == Some(when::Bound::By)
    };
    let when = inside.iter().find(day)?;
    // „Ihr neuer Termin“ speaks to nobody.
    let spoken_to = part.clone().any(|at| {
        toks.get(at).is_some_and(|tok| {
            tok.is_any(&["sie", "you", "du"]) || tok.plain == "ihr" && !tok.is_capital()
        })
    });
    // „Vor Ort 14:50“: when somebody came.
    let came = part.start..part.end.min(part.start + 2);
    if has(toks, &came, &["vor ort", "onsite", "on site", "arrived"]) {
        return None;
    }
    if part.len() > SHORT || has(toks, part, NOT) || spoken_to {
        return None;
    }
    let pledged = crate::clause::row(toks, part, PLEDGED);
    if pledged.is_some() && !has(toks, part, &["haben", "hat", "have", "has", "habt", "hast"]) {
        return pledged;
    }
    if verbs(toks, part) || UNBOUND.any(toks, part) || STATIVE.any(toks, part) {
        return None;
    }
    // The thing or the person stands before its time.
    let thing = PROMISED_THINGS.find(toks, part).or_else(|| VISITOR.find(toks, part))?;
    (thing.start <= when.toks.start + 1).then_some(thing)
}

fn verbs(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    VERBS.any(toks, part)
        || part.clone().any(|at| {
            toks.get(at).is_some_and(|tok| {
                let past = tok.plain.len() > 5 && tok.plain.ends_with("ed");
                let named = [
                    "i", "we", "ich", "wir", "he", "she", "they", "er", "it", "es", "came", "went",
                    "found", "left", "took", "kam", "fand", "ging",
                ];
                tok.kind == Kind::Word && (past || tok.is_any(&named))
            })
        })
}
