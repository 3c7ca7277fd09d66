//! By when something is needed, and since when it is so, where the facts do not see it: a text of a
//! matter says more by its place than a sentence alone.

use std::ops::Range;

use super::{Found, Kind, forms, need_words::TOLD, needs::needed};
use crate::{
    clause::{self, Piece, has},
    facts::FactKind,
    lex::{Kind as Letter, Tok},
    rows::TROUBLE,
    when::{self, Bound, Context, Grain, Kind as Shape, Lean, When},
};

/// What a text adds about times, beside what is known of it already. `log`: it is a report of ours.
pub(super) fn find(
    text: &str,
    toks: &[Tok<'_>],
    context: &Context<'_>,
    log: bool,
    known: &[Found],
) -> Vec<Found> {
    let mut whens = when::find_in(toks, context);
    whens.retain(|when| !greets(toks, when));
    let is = |kind: FactKind| known.iter().any(|one| one.kind == Kind::Fact(kind));
    let mut found = Vec::new();
    let sentences = clause::sentences(toks);
    if !is(FactKind::NeededBy) {
        let of = |s: &Piece| needed(text, toks, s, &whens, context, log);
        found.extend(sentences.iter().find_map(of));
    }
    // A day by which they need it is none since which it is so.
    let by = |when: &When| {
        let of = |one: &Found| one.kind == Kind::Fact(FactKind::NeededBy);
        let mut all = known.iter().chain(&found);
        all.any(|one| of(one) && one.span.contains(&when.span.start))
    };
    whens.retain(|when| when.bound == Some(Bound::Since) || !by(when));
    if !is(FactKind::Since) {
        let said = sentences.iter().find_map(|s| since(text, toks, s, &whens, context));
        let troubled = is(FactKind::Problem) || TROUBLE.any(toks, &(0..toks.len()));
        let begun = || {
            let of = |s: &Piece| began(text, toks, s, &whens, context, known);
            let may = |s: &&Piece| {
                troubled || has(toks, &s.toks, STARTED) || alone(toks, &s.toks, &whens)
            };
            // "It began on Friday" says it before what was bought or built before.
            let starts = |s: &&Piece| has(toks, &s.toks, STARTED);
            let first = sentences.iter().filter(starts).find_map(of);
            first.or_else(|| sentences.iter().filter(may).find_map(of))
        };
        found.extend(said.or_else(begun));
    }
    found
}

/// Whether what says how long says it of trouble: not "for 2-day shipping", nor „ist seit Jahren gleich“.
pub(super) fn stands(toks: &[Tok<'_>], one: &Found) -> bool {
    const WELL: &[&str] = &[
        "gleich",
        "unveraendert",
        "zufrieden",
        "treu*",
        "stammkund*",
        "kunde",
        "kundin",
        "customer",
        "member",
        "mitglied",
        "loyal",
        "happily",
        "problemlos",
        "verheiratet",
    ];
    let starts = |at: &usize| toks.get(*at).is_some_and(|tok| one.span.contains(&tok.start));
    let Some(first) = (0..toks.len()).find(starts) else { return true };
    let last = (first..toks.len()).take_while(starts).last().unwrap_or(first);
    // "2-day", "24-hour"
    let joined = (first..=last).any(|at| {
        toks.get(at).is_some_and(|tok| tok.kind == Letter::Number)
            && toks.get(at + 1).is_some_and(|tok| tok.is_dash() && !tok.apart)
            && toks.get(at + 2).is_some_and(|tok| tok.kind == Letter::Word)
    });
    let before = first.saturating_sub(2)..first;
    let behind = last + 1..toks.len().min(last + 3);
    !joined && !has(toks, &before, WELL) && !has(toks, &behind, WELL)
}

/// "Morning, …" says good morning.
fn greets(toks: &[Tok<'_>], when: &When) -> bool {
    let alone = toks.get(when.toks.start).is_some_and(|tok| {
        when.toks.len() == 1 && tok.is_any(&["morning", "evening", "afternoon", "abend", "mittag"])
    });
    let first = when.toks.start == 0 || toks.get(when.toks.start).is_some_and(|tok| tok.line);
    alone && first
}

/// Since when it is so, where that was told by something that happened on a day: „seit ich am Montag …“.
pub(super) fn dates(toks: &[Tok<'_>], context: &Context<'_>, one: &mut Found) {
    if !one.norm.is_empty() {
        return;
    }
    let begins = |at: usize| toks.get(at).is_some_and(|tok| one.span.contains(&tok.start));
    let sentences = clause::sentences(toks);
    let Some(sentence) = sentences.iter().find(|one| one.toks.clone().any(begins)) else {
        return;
    };
    let whens = when::find_in(toks, context);
    let day = inside(&whens, sentence).find(|when| {
        when.to <= context.now.datetime()
            && matches!(when.kind, Shape::Date | Shape::DateTime | Shape::Part)
            && toks.get(when.toks.start).is_some_and(|tok| tok.start >= one.span.start)
    });
    if let Some(day) = day {
        one.norm = day.from.date().to_string();
    }
}

pub(super) fn inside<'w>(whens: &'w [When], sentence: &Piece) -> impl Iterator<Item = &'w When> {
    let toks = sentence.toks.clone();
    whens.iter().filter(move |when| toks.contains(&when.toks.start))
}

/// "Since a fall Sunday": what happened stands between the word and its day.
fn led(
    text: &str,
    toks: &[Tok<'_>],
    sentence: &Piece,
    whens: &[When],
    context: &Context<'_>,
) -> Option<Found> {
    const BETWEEN: usize = 4;
    let at = sentence
        .toks
        .clone()
        .find(|at| toks.get(*at).is_some_and(|tok| tok.is_any(&["since", "seit", "seitdem"])))?;
    let when = inside(whens, sentence).find(|when| {
        let day = matches!(when.kind, Shape::Date | Shape::DateTime | Shape::Part);
        when.toks.start > at && when.toks.start <= at + BETWEEN && when.bound.is_none() && day
    })?;
    let when = past_day(when, context);
    let start = toks.get(at)?.start;
    (when.to <= context.now.datetime())
        .then(|| dated(text, &When { whole: start..when.whole.end, ..when }))?
}

/// A weekday, read as the last one.
fn past_day(when: &When, context: &Context<'_>) -> When {
    if when.to <= context.now.datetime() {
        return when.clone();
    }
    match when::resolve_sem(&when.sem, Lean::Past, context) {
        Some((from, to, grain)) => When { from, to, grain, ..when.clone() },
        None => when.clone(),
    }
}

fn since(
    text: &str,
    toks: &[Tok<'_>],
    sentence: &Piece,
    whens: &[When],
    context: &Context<'_>,
) -> Option<Found> {
    let begun =
        |when: &&When| when.from < context.now.datetime() && when.bound == Some(Bound::Since);
    inside(whens, sentence)
        .find(begun)
        .map_or_else(|| led(text, toks, sentence, whens, context), |when| dated(text, when))
}

/// The day of the past on which it began: of the trouble, or of what they did and wait for since.
fn began(
    text: &str,
    toks: &[Tok<'_>],
    sentence: &Piece,
    whens: &[When],
    context: &Context<'_>,
    known: &[Found],
) -> Option<Found> {
    let range = &sentence.toks;
    if sentence.end == Some('?') || has(toks, range, TOLD) {
        return None;
    }
    let tells = troubles(toks, sentence, known)
        || TROUBLE.any(toks, range)
        || alone(toks, range, whens)
        || has(toks, range, BEGAN)
        || has(toks, range, STARTED)
        || forms::deed(toks, range);
    let began = |when: &&When| {
        let past = when.to <= context.now.datetime()
            // The morning in which it is told.
            || when.kind == Shape::Part
                && when.from < context.now.datetime()
                && !has(toks, range, &["every", "each", "jeden", "jede", "good", "guten"]);
        let day = matches!(when.kind, Shape::Date | Shape::DateTime | Shape::Part)
            || when.kind == Shape::Period && matches!(when.grain, Grain::Week | Grain::Month)
            || when.kind == Shape::Shift;
        let paper = when.toks.start.checked_sub(1).and_then(|at| toks.get(at));
        let paper_before = paper;
        let ordered = has(toks, range, &["bestellung", "order", "kauf", "purchase", "auftrag"]);
        // „…, from yesterday“: behind a comma it says since when, and not of what day a paper is.
        let comma = when.toks.start.checked_sub(2).and_then(|at| toks.get(at));
        let comma = comma.is_some_and(|tok| tok.is_sign(',') || tok.is_dash());
        let paper = !ordered
            && !comma
            && paper.is_some_and(|tok| tok.is_any(&["vom", "von", "from", "of", "dated"]));
        // „über Nacht“ says how long something took.
        let over = paper_before.is_some_and(|tok| tok.is_any(&["ueber", "over"]));
        past && day && !over && (when.bound.is_none() || when.bound == Some(Bound::From)) && !paper
    };
    // What stands beside the trouble says it before what stands elsewhere.
    let whens: Vec<When> = whens.iter().map(|when| behind(toks, range, when, context)).collect();
    let beside = clause::parts(toks, sentence).into_iter().find_map(|part| {
        let trouble = TROUBLE.any(toks, &part.toks) || troubles(toks, &part, known);
        inside(&whens, &part).find(|when| trouble && began(when))
    });
    let when = beside.or_else(|| inside(&whens, sentence).find(began));
    dated(text, when.filter(|_| tells)?)
}

/// Trouble was seen in this sentence.
fn troubles(toks: &[Tok<'_>], sentence: &Piece, known: &[Found]) -> bool {
    let within = |one: &Found| {
        let starts = |at: usize| toks.get(at).is_some_and(|tok| tok.start == one.span.start);
        one.kind == Kind::Fact(FactKind::Problem) && sentence.toks.clone().any(starts)
    };
    known.iter().any(within)
}

/// A sentence that only says when: „Kein Netz in Mitte. Gestern Abend.“
fn alone(toks: &[Tok<'_>], range: &Range<usize>, whens: &[When]) -> bool {
    let words = |range: &Range<usize>| {
        range.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind != Letter::Sign)).count()
    };
    let said = whens.iter().find(|when| range.contains(&when.toks.start));
    range.start > 0 && said.is_some_and(|when| words(range) <= words(&when.toks) + 2)
}

/// A weekday that was read as the next one, read as the last where the past is told.
fn behind(toks: &[Tok<'_>], range: &Range<usize>, when: &When, context: &Context<'_>) -> When {
    const PAST: &[&str] = &[
        "hat", "haben", "habe", "hab", "war", "waren", "wurde", "wurden", "kam", "kamen", "ging",
        "fiel", "was", "were", "came", "went", "died", "broke", "stopped", "started", "left",
        "last",
    ];
    let weekday = matches!(
        when.sem,
        when::Sem::Day(when::Day::Weekday(_, None))
            | when::Sem::DayPart(when::Day::Weekday(_, None), _)
            | when::Sem::Moment(when::Day::Weekday(_, None), _)
    );
    let told = has(toks, range, PAST) && !has(toks, range, &["will", "wird", "soll", "muss"]);
    if !weekday || !told || when.bound.is_some() || when.to <= context.now.datetime() {
        return when.clone();
    }
    match when::resolve_sem(&when.sem, Lean::Past, context) {
        Some((from, to, grain)) => When { from, to, grain, ..when.clone() },
        None => when.clone(),
    }
}

/// What says by itself that it began then.
const STARTED: &[&str] = &[
    "fing",
    "begann",
    "angefangen",
    "begonnen",
    "aufgetreten",
    "started",
    "began",
    "broke down",
    "died",
    "packed up",
    "gave up",
    "went down",
    "went off",
    "fiel",
    "ausgefallen",
    "kaputtgegangen",
    "kaputt gegangen",
    "broke",
    "began on",
];
/// What one does, and waits for.
const BEGAN: &[&str] = &[
    "ordered",
    "bought",
    "sent",
    "paid",
    "booked",
    "posted",
    "returned",
    "cancelled",
    "applied",
    "moved",
    "came",
    "arrived",
    "signed",
    "bekam",
    "kaufte",
    "bestellte",
    "schickte",
    "zahlte",
    "kam",
    "kuendigte",
    "unterschrieb",
];

fn dated(text: &str, when: &When) -> Option<Found> {
    let norm = match when.time() {
        Some(time) => format!("{}T{}", when.from.date(), time.strftime("%H:%M")),
        None => when.from.date().to_string(),
    };
    taken(text, &when.whole, FactKind::Since, norm)
}

pub(super) fn taken(
    text: &str,
    span: &Range<usize>,
    kind: FactKind,
    norm: String,
) -> Option<Found> {
    let raw = text.get(span.clone())?.to_owned();
    Some(Found { kind: Kind::Fact(kind), raw, norm, span: span.clone() })
}
