//! Until when the customer needs it.

use std::ops::Range;

use super::{FactKind, Finder, moment::iso};
use crate::{
    clause::{Piece, has},
    rows::{BOOKED, NEEDED, NEEDED_HARD, NOT_NEEDED, OCCASIONS, PRESSES, TOLD, TROUBLE, WISHES},
    when::{self, Bound, Kind, Lean, When},
};

/// `brauche das bis Freitag`, `we move in on the 1st`.
pub(super) fn needed(finder: &mut Finder<'_, '_>, when: &When, sentence: &Piece) -> bool {
    let ahead;
    let when = match ahead_of(finder, when) {
        // „Montag“ is the next one for who needs something then.
        Some(next) if when.to <= finder.context.now.datetime() => {
            ahead = next;
            &ahead
        }
        _ => when,
    };
    let future = when.to > finder.context.now.datetime();
    if !future || matches!(when.kind, Kind::Duration | Kind::Now) {
        return false;
    }
    let Some(because) =
        presses(finder, when, sentence).or_else(|| occasion(finder, when, sentence))
    else {
        return false;
    };
    let start = if when.bound.is_some()
        || finder.is(because.start, &["fuer", "for"])
        || NEEDED_HARD.any(finder.toks, &sentence.toks)
    {
        preposition(finder, when)
    } else {
        when.toks.start
    };
    let norm = match when.due() {
        Some(due) => match due.time {
            Some(time) => format!("{}T{}", due.date, time.strftime("%H:%M")),
            None => due.date.to_string(),
        },
        None => iso(when),
    };
    finder.claim(FactKind::NeededBy, start..when.toks.end, norm, 82, Some(because));
    true
}

/// The words by which something is needed by then.
fn presses(finder: &Finder<'_, '_>, when: &When, sentence: &Piece) -> Option<Range<usize>> {
    let toks = finder.toks;
    let whole = &sentence.toks;
    // „Sollte bis Montag nichts geschehen“ tells of no promise.
    let begun = if finder.is(whole.start, &["sollte", "sollten", "should"]) {
        whole.start + 1
    } else {
        whole.start
    };
    let told = TOLD.any(toks, &(begun..whole.end));
    let hard = NEEDED_HARD.find(toks, whole).filter(|hard| !announced(finder, hard, whole));
    let near = |words: &Range<usize>, before: usize, behind: usize| {
        when.toks.start >= words.end && when.toks.start - words.end <= before
            || words.start >= when.toks.end && words.start - when.toks.end <= behind
    };
    if matches!(when.bound, Some(Bound::By | Bound::Before)) {
        let bound = when.toks.start.saturating_sub(1)..when.toks.start;
        // „Bitte vor dem 20. liefern, danach bin ich weg“: only what is said of the time itself.
        let part = crate::clause::parts(toks, sentence)
            .into_iter()
            .map(|part| part.toks)
            .find(|part| part.contains(&when.toks.start) && part.len() > when.toks.len() + 2);
        // „0151 … bis 16 Uhr“, „Habt ihr bis 20 Uhr offen?“: when somebody is there.
        let rung = finder.found.iter().any(|fact| {
            fact.kind == super::FactKind::Phone
                && whole.clone().any(|at| {
                    at < when.toks.start
                        && when.toks.start - at <= 6
                        && toks.get(at).is_some_and(|tok| fact.span.contains(&tok.start))
                })
        });
        let hours = sentence.end == Some('?')
            && has(
                toks,
                whole,
                &[
                    "geoeffnet",
                    "offen",
                    "open",
                    "fahrt ihr",
                    "faehrt",
                    "fahren",
                    "gilt",
                    "gueltig",
                    "valid",
                    "habt ihr",
                    "seid ihr da",
                    "auf",
                    "running",
                    "run",
                ],
            );
        // „bis heute nichts gehört“ tells how long.
        let lasted = matches!(when.sem, when::Sem::Day(when::Day::Relative(0)) | when::Sem::Now)
            && has(
                toks,
                &(when.toks.end..(when.toks.end + 4).min(whole.end)),
                &["nicht", "nichts", "nix", "kein*", "nie", "niemand", "not", "nothing", "no"],
            )
            && hard.is_none();
        let idle = rung || hours || lasted || NOT_NEEDED.any(toks, part.as_ref().unwrap_or(whole));
        return hard
            .or_else(|| (!told && !idle).then(|| NEEDED.find(toks, whole).unwrap_or(bound)));
    }
    if told || !matches!(when.bound, None | Some(Bound::From)) {
        return None;
    }
    let dated = matches!(when.kind, Kind::Date | Kind::DateTime | Kind::Part | Kind::Period);
    // Straight behind the need: „brauche ich am Freitag“, „need it for Saturday“.
    if let Some(hard) = hard.filter(|hard| dated && near(hard, 9, 4)) {
        return Some(hard);
    }
    // für Samstag, for the 15th
    let lead = (1..=2).find_map(|back| {
        let at = when.toks.start.checked_sub(back)?;
        finder.is(at, &["fuer", "for"]).then_some(at..at + 1)
    });
    // „Confirmation number HZ4K9P for Nov 28“: for when it is booked.
    let booking = lead.as_ref().is_some_and(|lead| {
        finder.found.iter().any(|fact| {
            fact.kind == FactKind::BookingRef
                && lead.start.checked_sub(1).and_then(|at| toks.get(at)).is_some_and(|tok| {
                    fact.span.end == tok.end || tok.is_sign(',') && fact.span.end == tok.start
                })
        })
    });
    if let Some(lead) = lead.filter(|_| dated && !booking && !BOOKED.any(toks, whole)) {
        return Some(lead);
    }
    // bitte noch heute, want it today
    let soon = matches!(
        when.sem,
        when::Sem::Day(when::Day::Relative(0 | 1))
            | when::Sem::DayPart(when::Day::Relative(0 | 1), _)
            | when::Sem::Period(when::Period {
                span: when::Span::Week(0),
                slice: when::Slice::Whole
            })
    );
    soon.then(|| WISHES.find(toks, whole)).flatten().filter(|wish| near(wish, 7, 0))
}

/// "My parcel is due on Monday": when it comes, not until when it is needed.
fn announced(finder: &Finder<'_, '_>, hard: &Range<usize>, whole: &Range<usize>) -> bool {
    const COMES: &[&str] = &[
        "parcel",
        "package",
        "delivery",
        "order",
        "payment",
        "bill",
        "invoice",
        "engineer",
        "train",
        "refund",
        "renewal",
        "replacement",
        "bus",
        "flight",
        "update",
        "it's",
    ];
    finder.is(hard.start, &["due"]) && has(finder.toks, whole, COMES)
}

/// A weekday that was read as the last one, read as the next.
fn ahead_of(finder: &Finder<'_, '_>, when: &When) -> Option<When> {
    let named = matches!(
        when.sem,
        when::Sem::Day(when::Day::Weekday(_, None) | when::Day::Monthly(_))
            | when::Sem::DayPart(when::Day::Weekday(_, None), _)
            | when::Sem::Moment(when::Day::Weekday(_, None), _)
    );
    if !named || when.bound == Some(Bound::Since) {
        return None;
    }
    let (from, to, grain) = when::resolve_sem(&when.sem, Lean::Future, finder.context)?;
    Some(When { from, to, grain, ..when.clone() })
}

/// Something is on that day, and the text says that it presses.
fn occasion(finder: &Finder<'_, '_>, when: &When, sentence: &Piece) -> Option<Range<usize>> {
    if when.bound.is_some()
        || !matches!(
            when.kind,
            Kind::Date | Kind::DateTime | Kind::Part | Kind::Period | Kind::Shift
        )
    {
        return None;
    }
    let text = 0..finder.toks.len();
    let presses = PRESSES.any(finder.toks, &text) || TROUBLE.any(finder.toks, &text);
    let on = OCCASIONS.find(finder.toks, &sentence.toks)?;
    // „Anreise 03.04.2026“ is a line of a booking.
    if on.end == when.toks.start && when.dated && when.kind == Kind::Date {
        return None;
    }
    // "It's for a funeral on Saturday"
    let meant = (1..=2)
        .any(|back| on.start.checked_sub(back).is_some_and(|at| finder.is(at, &["for", "fuer"])));
    // „Am Montag habe ich einen Termin bei euch, muss ich was mitbringen?“
    let asked = sentence.end == Some('?')
        && finder.is(on.start, &["termin", "appointment", "kurs", "course", "meeting"]);
    let fits = (presses || meant) && !asked && !has(finder.toks, &sentence.toks, CALLED_OFF);
    fits.then_some(on)
}

/// What was on that day is not.
const CALLED_OFF: &[&str] = &[
    "annulliert",
    "annuliert",
    "scrapped",
    "axed",
    "withdrawn",
    "grounded",
    "fell through",
    "geplatzt",
    "gecancelt",
    "gecancelled",
    "entfallen",
    "gestrichen worden",
    "verspaetet",
    "verspaetung",
    "delayed",
    "diverted",
    "umgeleitet",
    "verpasst",
    "missed",
    "abgesagt",
    "storniert",
    "gestrichen",
    "ausgefallen",
    "faellt aus",
    "fiel aus",
    "fielen aus",
    "entfiel",
    "entfaellt",
    "verschoben",
    "verlegt",
    "abgeblasen",
    "cancelled",
    "canceled",
    "called off",
    "postponed",
    "rescheduled",
    "pushed back",
    "moved to",
    "axed",
];

/// The word that leads to a time.
fn preposition(finder: &Finder<'_, '_>, when: &When) -> usize {
    let mut at = when.toks.start;
    while let Some(before) = at.checked_sub(1) {
        if !finder.is(
            before,
            &[
                "bis",
                "by",
                "before",
                "vor",
                "spaetestens",
                "zum",
                "am",
                "for",
                "on",
                "fuer",
                "until",
                "till",
                "dem",
                "the",
                "latest",
                "at",
                "zur",
                "den",
                "noch",
            ],
        ) {
            break;
        }
        at = before;
    }
    at
}
