//! By when something is needed, where the facts do not see it: a day of their own life, of which
//! somebody who waits for us speaks.

use std::ops::Range;

use super::{
    Found,
    moments::{inside, taken},
    need_words::{AWAY, NEED, SET, TOLD},
};
use crate::{
    clause::{self, Piece, has},
    facts::FactKind,
    lex::{self, Tok},
    rows::{AWAITED, OCCASIONS, OWN_LIFE},
    when::{self, Bound, Context, Grain, Kind as Shape, Lean, When},
};

/// A day on which they can be reached or do something for us, or on which somebody else does something.
const IDLE: &[&str] = &[
    "erreichbar",
    "zu hause",
    "zuhause",
    "daheim",
    "frei",
    "available",
    "at home",
    "reachable",
    "free",
    "passt",
    "mach ich",
    "mache ich",
    "melde",
    "schicke",
    "sende",
    "probiere",
    "versuche",
    "will send",
    "i'll",
    "we'll",
    "ihr",
    "sie",
    "euch",
    "ihnen",
    "you",
    "techniker*",
    "monteur*",
    "kollege",
    "engineer",
    "technician",
    "driver",
    "lieferung",
    "zustellung",
    "delivery",
    "termin",
    "appointment",
    "booked",
    "gebucht",
    "bestellt",
    "ordered",
    "war",
    "waren",
    "was",
    "were",
    "hatte",
    "had",
    "rechnung vom",
    "invoice of",
    "angeblich",
    "supposedly",
];
/// The past, of which nothing is needed.
const BEFORE: &[&str] = &[
    "was", "were", "war", "waren", "hatte", "hatten", "wurde", "wurden", "paid", "had", "hab",
    "habe", "came", "sent", "got", "bought", "waited", "gewartet", "bezahlt",
];

/// Whether what a sentence alone says is needed by then is, in its place.
pub(super) fn stands(toks: &[Tok<'_>], sentences: &[Piece], one: &Found, log: bool) -> bool {
    let holds = |piece: &Piece| {
        let first = toks.get(piece.toks.start).map(|tok| tok.start);
        let last = piece.toks.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
        first.is_some_and(|start| start <= one.span.start)
            && last.is_some_and(|end| one.span.end <= end)
    };
    let Some(sentence) = sentences.iter().find(|piece| holds(piece)) else { return true };
    let need = has(toks, &sentence.toks, NEED) && !(log && booked(toks, &sentence.toks));
    // „die Frist vom 31. März“: of what day something is.
    let at = sentence
        .toks
        .clone()
        .find(|at| toks.get(*at).is_some_and(|tok| tok.start >= one.span.start));
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| toks.get(at));
    let first = at.and_then(|at| toks.get(at));
    let of = |tok: Option<&Tok<'_>>| tok.is_some_and(|tok| tok.is_any(&["vom", "of", "dated"]));
    if of(before) || of(first) {
        return false;
    }
    !has(toks, &sentence.toks, UNTIL_NOW)
        && !has(toks, &sentence.toks, TOLD)
        && (need || !has(toks, &sentence.toks, AWAY))
        && if log { need } else { need || !has(toks, &sentence.toks, BEFORE) }
}

/// Up to now, and no day to come.
const UNTIL_NOW: &[&str] = &[
    "bis heute nicht",
    "bis heute nichts",
    "bis heute kein*",
    "bis jetzt",
    "until now",
    "by now",
    "aber bis heute",
];

/// „Die Frist vom 31. März“: of what day something is.
fn of_a_day(toks: &[Tok<'_>], when: &When) -> bool {
    const OF: &[&str] = &["vom", "of", "dated"];
    let before = when.toks.start.checked_sub(1).and_then(|at| toks.get(at));
    let first = toks.get(when.toks.start);
    before.is_some_and(|tok| tok.is_any(OF)) || first.is_some_and(|tok| tok.is_any(OF))
}

/// The day that is named is the last.
const THEN: &[&str] = &[
    "before then",
    "before that",
    "before it",
    "before they",
    "before we",
    "before she",
    "before he",
    "before i",
    "before this",
    "beforehand",
    "ahead of it",
    "ahead of that",
    "vorher",
    "davor",
    "zuvor",
    "ehe",
    "bevor",
];

/// A report tells what was booked, and not what they need.
fn booked(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const BOOKED: &[&str] = &[
        "termin",
        "appointment",
        "balance",
        "due",
        "visit",
        "slot",
        "lieferung",
        "delivery",
        "monteur*",
        "techniker*",
        "engineer*",
    ];
    const THEIRS: &[&str] = &[
        "braucht",
        "benoetigt",
        "needs",
        "need",
        "must",
        "muss",
        "spaetestens",
        "dringend",
        "urgent*",
        "deadline",
        "frist",
        "latest",
        "flight",
        "fliegt",
        "wedding",
        "hochzeit",
    ];
    has(toks, range, BOOKED) && !has(toks, range, THEIRS)
}

/// The day by which a sentence says that something is needed.
pub(super) fn needed(
    text: &str,
    toks: &[Tok<'_>],
    sentence: &Piece,
    whens: &[When],
    context: &Context<'_>,
    log: bool,
) -> Option<Found> {
    let range = &sentence.toks;
    if has(toks, range, TOLD) || has(toks, range, UNTIL_NOW) {
        return None;
    }
    let need = has(toks, range, NEED) && !(log && booked(toks, range));
    let over = has(toks, range, BEFORE) && !need;
    let theirs = !log && !has(toks, range, IDLE) && sentence.end != Some('?');
    let set = theirs && (has(toks, range, SET) || occasion(toks, range) || awaited(toks, range));
    // „Bis drei bin ich auf Arbeit“ needs nothing by then.
    let idle = !need && has(toks, range, AWAY);
    // „Ab dem 2. bin ich fort, vorher muss es laufen“: the day on which it begins is the last one.
    let until = need && has(toks, range, UNTIL);
    // A day by which it is to be there says more than one on which something is on.
    let limits = |when: &&When| matches!(when.bound, Some(Bound::By | Bound::Before));
    let (by, on): (Vec<&When>, Vec<&When>) = inside(whens, sentence).partition(limits);
    let when = by.into_iter().chain(on).find_map(|when| {
        let when = ahead(when, context);
        let is_ahead = when.to > context.now.datetime() && !of_a_day(toks, &when);
        let limit = matches!(when.bound, Some(Bound::By | Bound::Before)) && !log && !over && !idle;
        let open = matches!(when.bound, Some(Bound::Since | Bound::From | Bound::After))
            && !(until && when.bound == Some(Bound::From));
        let timed = !matches!(when.kind, Shape::Duration | Shape::Now);
        let day = matches!(when.kind, Shape::Date | Shape::DateTime | Shape::Part | Shape::Shift)
            || when.kind == Shape::Period && when.grain == Grain::Week;
        let lives = day && set;
        (is_ahead && timed && !open && (limit || need || lives)).then_some(when)
    })?;
    let norm = last_day(toks, range, &when)?;
    taken(text, &when.whole, FactKind::NeededBy, norm)
}

/// What is to be ready when something begins.
const UNTIL: &[&str] = &[
    "vorher",
    "davor",
    "zuvor",
    "bis dahin",
    "dort",
    "dann",
    "before",
    "by then",
    "there",
    "for then",
];

/// The last day or moment that a time leaves: the day before, where it must be ready before it.
fn last_day(toks: &[Tok<'_>], range: &Range<usize>, when: &When) -> Option<String> {
    let limit = matches!(when.bound, Some(Bound::By));
    // "before my rent on the 12th"
    let near = when.toks.start.saturating_sub(4).max(range.start)..when.toks.start;
    let before = when.bound == Some(Bound::Before)
        || !limit && (has(toks, range, THEN) || has(toks, &near, &["before", "vor"]));
    Some(match when.time() {
        Some(time) => format!("{}T{}", when.from.date(), time.strftime("%H:%M")),
        None if before => when.from.date().yesterday().ok()?.to_string(),
        // The instant behind a day lies in the next one.
        None if when.grain >= Grain::Day => when.to.date().yesterday().ok()?.to_string(),
        None => when.from.date().to_string(),
    })
}

/// The day by which it is needed, where its sentence says more than the day that was seen: another day by
/// which ("I fly on the 11th, so I need it by the 10th"), or that it must be ready before.
pub(super) fn settle(
    toks: &[Tok<'_>],
    sentences: &[Piece],
    context: &Context<'_>,
    one: &mut Found,
) {
    let holds = |piece: &&Piece| {
        let first = toks.get(piece.toks.start).map(|tok| tok.start);
        let last = piece.toks.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
        first.is_some_and(|start| start <= one.span.start)
            && last.is_some_and(|end| one.span.end <= end)
    };
    let Some(sentence) = sentences.iter().find(holds) else { return };
    let whens = when::find_in(toks, context);
    let mut ahead: Vec<When> = inside(&whens, sentence).map(|when| ahead(when, context)).collect();
    ahead.retain(|when| {
        when.to > context.now.datetime() && !matches!(when.kind, Shape::Duration | Shape::Now)
    });
    let seen = ahead.iter().find(|when| {
        one.span.start <= when.span.start && when.span.start < one.span.end
            || when.whole.start == one.span.start
    });
    let limit = |when: &&When| matches!(when.bound, Some(Bound::By | Bound::Before));
    let chosen = match seen {
        Some(seen) if limit(&seen) => return,
        seen => ahead.iter().rev().find(limit).or(seen),
    };
    if let Some(norm) = chosen.and_then(|when| last_day(toks, &sentence.toks, when)) {
        one.norm = norm;
    }
}

/// Something is on; also „the funeral's on Friday“.
fn occasion(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let short = |at: usize| {
        let plain = toks.get(at).and_then(|tok| tok.plain.strip_suffix("'s"));
        plain.is_some_and(|plain| OCCASIONS.is_word(plain))
    };
    OCCASIONS.any(toks, range) || range.clone().any(short)
}

/// Somebody of their own comes: "Family arrive on the 18th", „Am 18. kommen meine Schwiegereltern“.
fn awaited(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const COMES: &[&str] = &[
        "arrive",
        "arrives",
        "arriving",
        "come",
        "comes",
        "coming",
        "visit",
        "visits",
        "visiting",
        "stay",
        "staying",
        "joining us",
        "joins us",
        "moves in",
        "move in",
        "moving in",
        "fly in",
        "flies in",
        "flying in",
        "lands",
        "kommt",
        "kommen",
        "reist an",
        "reisen an",
        "anreisen",
        "zieht ein",
        "ziehen ein",
        "einzieht",
        "einziehen",
        "besucht",
        "besuchen",
        "landet",
        "landen",
        "stehen vor der",
        "gets here",
        "get here",
        "is here",
        "are here",
    ];
    AWAITED.any(toks, range) && has(toks, range, COMES)
}

/// A weekday that was read as the last one, read as the next.
fn ahead(when: &When, context: &Context<'_>) -> When {
    let named = matches!(
        when.sem,
        when::Sem::Day(when::Day::Weekday(_, None) | when::Day::Monthly(_))
            | when::Sem::DayPart(when::Day::Weekday(_, None), _)
            | when::Sem::Moment(when::Day::Weekday(_, None), _)
    );
    if !named || when.bound == Some(Bound::Since) || when.to > context.now.datetime() {
        return when.clone();
    }
    match when::resolve_sem(&when.sem, Lean::Future, context) {
        Some((from, to, grain)) => When { from, to, grain, ..when.clone() },
        None => when.clone(),
    }
}

/// Whether a demand only says by when something is needed: that is a line of its own.
pub(super) fn is_that(
    toks: &[Tok<'_>],
    sentences: &[Piece],
    demand: &Found,
    context: &Context<'_>,
) -> bool {
    const NEEDS: &[&str] = &[
        "i need",
        "we need",
        "brauche",
        "brauchen",
        "brauch",
        "braeuchte",
        "benoetige",
        "benoetigen",
    ];
    const ASKS: &[&str] = &[
        "please",
        "bitte",
        "can you",
        "could you",
        "want",
        "moechte",
        "will",
        "would like",
        "i'd like",
        "refund",
        "erstatt*",
    ];
    let begins = |piece: &&Piece| {
        toks.get(piece.toks.start).is_some_and(|tok| tok.start <= demand.span.start)
            && toks.get(piece.toks.end - 1).is_some_and(|tok| tok.end > demand.span.start)
    };
    let Some(sentence) = sentences.iter().find(begins) else { return false };
    let range = &sentence.toks;
    let ahead = |when: &When| when.to > context.now.datetime() && !matches!(when.kind, Shape::Now);
    // „… I want to hear the speeches“, „bis dahin will ich das schwarz auf weiß“: that is for them to do, or
    // was asked for before.
    let life = OWN_LIFE.any(toks, range);
    let that = has(toks, range, &["bis dahin", "by then", "before then"])
        && has(toks, range, &["das", "es", "it", "that", "this", "dies"]);
    sentence.end != Some('?')
        && (has(toks, range, NEEDS) && !has(toks, range, ASKS)
            || (life || that) && !has(toks, range, &["please", "bitte"]))
        && inside(&when::find_in(toks, context), sentence).any(ahead)
}

/// Whether a line says by a word that something is needed by then.
pub(super) fn says_so(text: &str) -> bool {
    const LIMITS: &[&str] = &["bis", "by", "before", "vor", "until", "spaetestens"];
    let toks = crate::lex::lex(text);
    let all = 0..toks.len();
    has(&toks, &all, NEED) || has(&toks, &all, LIMITS)
}

/// Cuts what says by when off a demand that stands in a clause before it: „Schicken Sie jemanden, ich
/// brauche das bis Freitag.“ Whether anything is left.
pub(super) fn leave(
    text: &str,
    toks: &[Tok<'_>],
    sentences: &[Piece],
    demand: &mut Found,
    need: &Range<usize>,
) -> bool {
    let start = |piece: &Piece| toks.get(piece.toks.start).map(|tok| tok.start);
    let mut parts = sentences.iter().flat_map(|sentence| clause::parts(toks, sentence));
    let by_when = parts.find(|part| {
        let last = part.toks.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
        start(part).is_some_and(|start| start <= need.start)
            && last.is_some_and(|end| need.start < end)
    });
    let Some(from) = by_when.as_ref().and_then(start) else { return false };
    let before = toks.iter().filter(|tok| demand.span.start <= tok.start && tok.end <= from);
    let words: Vec<&Tok<'_>> = before.filter(|tok| tok.kind != lex::Kind::Sign).collect();
    let Some(last) = words.last().filter(|_| words.len() >= FEW) else { return false };
    let Some(raw) = text.get(demand.span.start..last.end) else { return false };
    (demand.raw, demand.span) = (raw.to_owned(), demand.span.start..last.end);
    true
}

/// Fewer words than these ask for nothing: „Bitte“.
const FEW: usize = 3;

/// A sentence that is longer than this is not kept in whole.
const LONG: usize = 32;

/// A day alone does not say what is needed by then: the sentence does.
pub(super) fn widen(text: &str, toks: &[Tok<'_>], sentences: &[Piece], one: &mut Found) {
    let holds = |piece: &Piece| {
        let first = toks.get(piece.toks.start).map(|tok| tok.start);
        let last = piece.toks.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
        first.is_some_and(|start| start <= one.span.start)
            && last.is_some_and(|end| one.span.end <= end)
    };
    let Some(sentence) = sentences.iter().find(|piece| holds(piece)) else { return };
    let part = clause::parts(toks, sentence).into_iter().find(holds);
    let piece = if sentence.toks.len() <= LONG { Some(sentence.clone()) } else { part };
    let Some(piece) = piece.filter(|piece| piece.toks.len() <= LONG) else { return };
    let first = toks.get(piece.toks.start).map(|tok| tok.start);
    let last = piece.toks.end.checked_sub(1).and_then(|at| toks.get(at)).map(|tok| tok.end);
    let (Some(start), Some(end)) = (first, last) else { return };
    if let Some(raw) = text.get(start..end) {
        (one.raw, one.span) = (raw.to_owned(), start..end);
    }
}
