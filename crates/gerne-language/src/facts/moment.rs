//! Dates and times that are named; what says since when and until when is looked at first.

mod lean;

use std::ops::Range;

use self::lean::{asked_ahead, told};
use super::{
    FactKind, Finder,
    money::money,
    needed::needed,
    since::{since, vague_since},
};
use crate::{
    clause,
    lex::{Kind as TokKind, Tok},
    when::{self, Bound, Context, Grain, Kind, When},
};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let sentences = clause::sentences(finder.toks);
    let whens = finder.whens.to_vec();
    for when in &whens {
        if !finder.is_free(&when.toks) {
            continue;
        }
        let sentence = sentences.iter().find(|piece| piece.toks.contains(&when.toks.start));
        let Some(sentence) = sentence else { continue };
        if since(finder, when) || needed(finder, when, sentence) {
            continue;
        }
        match asked_ahead(finder, when, sentence).or_else(|| told(finder, when, sentence)) {
            Some(next) => plain(finder, &next),
            None => plain(finder, when),
        }
    }
    vague_since(finder);
    money(finder);
}

pub(super) fn iso(when: &When) -> String {
    let date = when.from.date().to_string();
    match when.time() {
        Some(time) => format!("{date}T{}", time.strftime("%H:%M")),
        None => date,
    }
}

/// Dates and times that happened or stand on paper.
fn plain(finder: &mut Finder<'_, '_>, when: &When) {
    let toks = finder.toks;
    match when.kind {
        Kind::Date if when.dated => keep_date(finder, when, when.toks.clone()),
        Kind::DateTime | Kind::Part if when.dated => {
            let Some((date, time)) = split(toks, when, finder.context) else { return };
            keep_date(finder, when, date);
            if let Some(time) = time {
                keep_time(finder, when, time);
            }
        }
        Kind::DateTime => {
            if let Some(time) = time_within(toks, when, finder.context) {
                keep_time(finder, when, time);
            }
        }
        Kind::Time => keep_time(finder, when, when.toks.clone()),
        Kind::Interval if when.grain >= Grain::Day => {
            for (date, at) in two_dates(toks, when, finder.context) {
                let one = When { from: at, ..when.clone() };
                keep_date(finder, &one, date);
            }
        }
        Kind::Interval if when.grain == Grain::Minute && when.dated => {
            if let Some((date, _)) = split(toks, when, finder.context) {
                keep_date(finder, when, date);
            }
        }
        // „gestern 18:07 bis 19:44“: it happened; what lies ahead is a window.
        Kind::Interval
            if when.grain == Grain::Minute && when.to <= finder.context.now.datetime() =>
        {
            for range in two_times(toks, when, finder.context) {
                let found =
                    when::find_in(toks.get(range.clone()).unwrap_or_default(), finder.context);
                if let Some(one) = found.first() {
                    keep_time(finder, one, range);
                }
            }
        }
        _ => {}
    }
}

fn keep_date(finder: &mut Finder<'_, '_>, when: &When, range: Range<usize>) {
    // „am 14.“ alone names no day of the calendar.
    if when.bound == Some(Bound::Since)
        || matches!(when.sem, when::Sem::Day(when::Day::Holiday(..) | when::Day::Monthly(_)))
    {
        return;
    }
    // „since the storm on 4 March“
    let lasting = (2..=6).find_map(|back| {
        let at = range.start.checked_sub(back)?;
        finder.is(at, &["since", "seit"]).then_some(at)
    });
    if let Some(at) = lasting.filter(|at| {
        let between = finder.toks.get(*at..range.start).unwrap_or_default();
        between.iter().all(|tok| {
            tok.kind == TokKind::Word
                && !tok.is_any(&[
                    "hat", "habe", "has", "have", "i", "you", "we", "they", "it", "he", "she",
                    "ich", "du", "ihr", "wir", "es", "er", "to", "auf", "for", "fuer",
                ])
        })
    }) {
        finder.claim(FactKind::Since, at..range.end, iso(when), 80, Some(at..at + 1));
        return;
    }
    let born = (1..=6).find_map(|back| {
        let at = range.start.checked_sub(back)?;
        let tok = finder.tok(at)?;
        let says = tok.plain.starts_with("gebur")
            || tok.plain.starts_with("geb") && tok.text.len() <= 8
            || tok.is_any(&["dob", "born", "birth", "birthday"]);
        says.then_some(at)
    });
    let range = without_weekday(finder.toks, range);
    let date = when.from.date().to_string();
    match born {
        Some(at) => finder.claim(FactKind::BirthDate, range, date, 95, Some(at..at + 1)),
        None => finder.claim(FactKind::Date, range, date, 90, None),
    }
}

fn without_weekday(toks: &[Tok<'_>], range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start < range.end
        && toks.get(start).is_some_and(|tok| {
            crate::words::weekday(&tok.plain).is_some()
                || tok.is_any(&[
                    "den",
                    "dem",
                    "der",
                    "the",
                    "am",
                    "on",
                    "heute",
                    "gestern",
                    "today",
                    "yesterday",
                    "letzten",
                    "letzter",
                    "vergangenen",
                    "kommenden",
                    "naechsten",
                    "diesen",
                    "last",
                    "this",
                    "next",
                ])
                || tok.is_sign(',')
                || tok.is_sign('(')
                || tok.is_sign('.')
        })
    {
        start += 1;
    }
    if start < range.end { start..range.end } else { range }
}

/// What goes by a timetable.
fn is_carrier(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.is(
        at,
        &[
            "bus", "zug", "train", "tram", "bahn", "flug", "flight", "ic", "ice", "ec", "re", "rb",
            "rex", "ir", "rj", "abfahrt", "abflug", "faehre", "ferry", "linie", "line", "postauto",
            "tgv",
        ],
    )
}

fn keep_time(finder: &mut Finder<'_, '_>, when: &When, range: Range<usize>) {
    // „Kurz nach 8 Uhr war alles weg“ tells when, „nach 8 Uhr bin ich da“ does not.
    let close = (1..=3).any(|back| {
        range.start.checked_sub(back).is_some_and(|at| finder.is(at, &["kurz", "shortly", "just"]))
    });
    let side = matches!(when.bound, Some(Bound::Before | Bound::After));
    let around = beside(finder.toks, &range);
    // „waited from 8am“ tells what happened, „ab 17 Uhr“ when somebody is there.
    let happened = [
        "waited",
        "waiting",
        "sat",
        "stood",
        "was",
        "were",
        "stuck",
        "wartete",
        "warteten",
        "gewartet",
        "stand",
        "standen",
        "sass",
        "sassen",
        "war",
        "waren",
        "stayed",
        "queued",
        "ging",
        "gestanden",
        "gesessen",
    ];
    let lasted = when.bound == Some(Bound::From)
        && !finder.is(range.end, &["to", "until", "till", "bis", "-", "–"])
        && clause::has(finder.toks, &around, &happened);
    // „IC 8 ab 16.39“: when it goes.
    let goes = when.bound == Some(Bound::From)
        && (1..=6).any(|back| {
            range
                .start
                .checked_sub(back)
                .is_some_and(|at| super::is_journey(finder.toks, at) || is_carrier(finder, at))
        });
    if matches!(when.bound, Some(Bound::From | Bound::By | Bound::Since)) && !lasted && !goes
        || side && !close
    {
        return;
    }
    // Times when somebody can be reached are none.
    if clause::has(
        finder.toks,
        &around,
        &[
            "erreichbar",
            "reachable",
            "available",
            "geoeffnet",
            "open at",
            "open from",
            "open until",
            "open till",
            "opens",
            "are open",
            "is open",
            "offen",
            "close",
            "closes",
            "shuts",
            "shut at",
            "schliesst",
            "schliessen",
            "oeffnet um",
            "oeffnen um",
            "macht um",
            "macht ihr um",
            "open for",
            "opened at",
            "macht zu",
            "finish work",
            "finish at",
            "feierabend",
            "oeffnungszeiten",
            "zwischen",
            "between",
            "jeden",
            "every",
            "taeglich",
            "daily",
            "always",
        ],
    ) {
        return;
    }
    let rung = ["anrufen", "zurueckrufen", "call me", "ring me", "rueckruf", "ruft"];
    let missed = [
        "nicht",
        "nichts",
        "nix",
        "kein*",
        "nie",
        "never",
        "didn't",
        "not",
        "nobody",
        "versprochen",
        "promised",
        "wolltet",
        "wollten",
        "supposed",
        "meant",
    ];
    if clause::has(finder.toks, &around, &rung) && !clause::has(finder.toks, &around, &missed) {
        return;
    }
    let lasts = clause::has(finder.toks, &around, &["immer noch", "noch immer"]);
    if !lasts && clause::has(finder.toks, &around, &["immer"]) {
        return;
    }
    let Some(time) = when.time() else { return };
    let digits = finder
        .toks
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .any(|tok| tok.kind == TokKind::Number);
    let written = finder.toks.get(range.clone()).unwrap_or_default().iter().any(|tok| {
        tok.is_any(&["uhr", "halb", "viertel", "past", "quarter", "noon", "midnight", "o'clock"])
    });
    let led = range.start.checked_sub(1).is_some_and(|at| finder.is(at, &["um", "gegen", "at"]));
    if !digits && !written && !led {
        return;
    }
    // „The 10 o'clock tours“: no moment, but which of them.
    if finder.is(range.end.saturating_sub(1), &["o'clock"])
        && finder.tok(range.end).is_some_and(|tok| tok.kind == TokKind::Word && !tok.line)
        && range.start.checked_sub(1).is_some_and(|at| finder.is(at, &["the"]))
    {
        return;
    }
    let norm = time.strftime("%H:%M").to_string();
    let mut range = range;
    while range.len() > 1
        && finder.is(
            range.start,
            &[
                "frueh",
                "morgens",
                "abends",
                "nachmittags",
                "vormittags",
                "mittags",
                "heute",
                "gestern",
                "nachts",
                "morgen",
                "vormittag",
                "mittag",
                "nachmittag",
                "abend",
                "nacht",
                "morning",
                "afternoon",
                "evening",
                "night",
                "um",
                "gegen",
                "at",
                "ca",
                ".",
                ",",
                "around",
                "about",
            ],
        )
    {
        range.start += 1;
    }
    finder.claim(FactKind::Time, range, norm, 88, None);
}

/// The words about a time, as far as its part of the sentence goes.
fn beside(toks: &[Tok<'_>], range: &Range<usize>) -> Range<usize> {
    let parts = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            matches!(tok.text, "," | ";" | "." | "!" | "?")
                && toks.get(at + 1).is_none_or(|t| t.apart)
                || tok.is_any(&["aber", "but", "trotzdem", "obwohl", "although"])
        })
    };
    let from = range.start.saturating_sub(6);
    let to = (range.end + 4).min(toks.len());
    let start = (from..range.start).rev().find(|at| parts(*at)).map_or(from, |at| at + 1);
    let end = (range.end..to).find(|at| parts(*at)).unwrap_or(to);
    start..end
}

/// The two dates of `vom 4.3. bis 8.3.`.
fn two_dates(
    toks: &[Tok<'_>],
    when: &When,
    context: &Context<'_>,
) -> Vec<(Range<usize>, jiff::civil::DateTime)> {
    let (a, b) = (when.toks.start, when.toks.end);
    let dated = |range: Range<usize>| {
        let found = when::find_in(toks.get(range.clone())?, context);
        let first =
            found.into_iter().next().filter(|first| first.kind == Kind::Date && first.dated)?;
        Some((range.start + first.toks.start..range.start + first.toks.end, first.from))
    };
    (a + 1..b)
        .find_map(|cut| {
            toks.get(cut).filter(|tok| {
                tok.is_dash() || tok.is_any(&["bis", "to", "und", "and", "until", "through"])
            })?;
            // „vom 3. bis 8. November“: only the second names its month. „am 3.3., bis heute“: only
            // the first.
            Some(dated(a..cut).into_iter().chain(dated(cut + 1..b)).collect())
        })
        .unwrap_or_default()
}

/// The two times of `gestern 18:07 bis 19:44`, where both are written as times.
fn two_times(toks: &[Tok<'_>], when: &When, context: &Context<'_>) -> Vec<Range<usize>> {
    let (a, b) = (when.toks.start, when.toks.end);
    let timed = |range: Range<usize>| {
        let found = when::find_in(toks.get(range.clone())?, context);
        let first = found.first()?;
        let whole = range.start + first.toks.start..range.start + first.toks.end;
        let exact = toks.get(whole.clone())?.iter().any(|tok| matches!(tok.text, ":" | "."));
        match first.kind {
            _ if !exact => None,
            Kind::Time => Some(whole),
            Kind::DateTime => time_within(toks, &When { toks: whole, ..first.clone() }, context),
            _ => None,
        }
    };
    let cut = (a + 1..b).find(|at| {
        toks.get(*at)
            .is_some_and(|tok| tok.is_dash() || tok.is_any(&["bis", "to", "until", "till"]))
    });
    let both = cut.and_then(|cut| Some(vec![timed(a..cut)?, timed(cut + 1..b)?]));
    both.unwrap_or_default()
}

/// The date's and the time's share of a phrase.
fn split(
    toks: &[Tok<'_>],
    when: &When,
    context: &Context<'_>,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let (a, b) = (when.toks.start, when.toks.end);
    // What leads to a date tells that it is one: „am 10.03 um 9 Uhr“.
    let lead = a.min(2);
    let left = |to: usize| {
        let found = when::find_in(toks.get(a - lead..to)?, context);
        let first = found.into_iter().find(|first| first.toks.start >= lead)?;
        Some((first.kind, first.dated, first.toks.start + a - lead..first.toks.end + a - lead))
    };
    let right = |from: usize| {
        let found = when::find_in(toks.get(from..b)?, context);
        let first = found.into_iter().next()?;
        Some((first.kind, first.dated, first.toks.start + from..first.toks.end + from))
    };
    // „15:03“ is one time.
    let whole = |cut: usize| {
        let number = toks.get(cut).is_some_and(|tok| tok.kind == TokKind::Number && !tok.apart);
        let joint = toks.get(cut - 1).is_some_and(|tok| matches!(tok.text, ":" | "." | "-" | "/"));
        !(number && joint)
    };
    for cut in (a + 1..b).rev().filter(|cut| whole(*cut)) {
        let (Some(left), Some(right)) = (left(cut), right(cut)) else { continue };
        match (&left, &right) {
            ((Kind::Date, true, date), (Kind::Time | Kind::Part | Kind::Interval, _, time)) => {
                return Some((date.clone(), (right.0 == Kind::Time).then(|| time.clone())));
            }
            ((Kind::Time, _, time), (Kind::Date, true, date)) => {
                return Some((date.clone(), Some(time.clone())));
            }
            _ => {}
        }
    }
    None
}

/// The time's share of `gestern um 14:22`.
fn time_within(toks: &[Tok<'_>], when: &When, context: &Context<'_>) -> Option<Range<usize>> {
    let (a, b) = (when.toks.start, when.toks.end);
    for cut in a..b {
        let found = when::find_in(toks.get(cut..b)?, context);
        if let Some(first) = found.first().filter(|first| first.kind == Kind::Time) {
            return Some(cut + first.toks.start..cut + first.toks.end);
        }
    }
    // „at 9 last night“: the hour is told by the word before it.
    let led = a.saturating_sub(1);
    let told = (a + 1..b).rev().find_map(|cut| {
        let found = when::find_in(toks.get(led..cut)?, context);
        let first = found.first().filter(|first| first.kind == Kind::Time)?;
        Some(led + first.toks.start..led + first.toks.end)
    });
    if told.is_some() {
        return told;
    }
    // 14:22 gestern
    (a + 1..b).rev().find_map(|cut| {
        let found = when::find_in(toks.get(a..cut)?, context);
        let first = found.first().filter(|first| first.kind == Kind::Time)?;
        Some(a + first.toks.start..a + first.toks.end)
    })
}
