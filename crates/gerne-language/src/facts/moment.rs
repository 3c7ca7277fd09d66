//! Dates, times, since when, until when, sums of money.

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    clause::{self, Piece},
    lex::{Kind as TokKind, Tok},
    rows::{NEEDED, TOLD},
    when::{self, Bound, Context, Grain, Kind, Lean, MondayToFriday, When},
    words::Unit,
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
        plain(finder, when);
    }
    vague_since(finder);
    money(finder);
}

fn lead(finder: &Finder<'_, '_>, when: &When, words: &[&str]) -> Option<usize> {
    (1..=4).find_map(|back| {
        let at = when.toks.start.checked_sub(back)?;
        finder.is(at, words).then_some(at)
    })
}

fn iso(when: &When) -> String {
    let date = when.from.date().to_string();
    match when.time() {
        Some(time) => format!("{date}T{}", time.strftime("%H:%M")),
        None => date,
    }
}

/// `seit Montag`, `for three weeks`.
fn since(finder: &mut Finder<'_, '_>, when: &When) -> bool {
    if when.bound == Some(Bound::Since) && !matches!(when.kind, Kind::Duration | Kind::Shift) {
        let Some(at) = lead(finder, when, &["seit", "since", "seitdem"]) else { return false };
        let text = iso(when);
        finder.claim(FactKind::Since, at..when.toks.end, text, 92, Some(at..at + 1));
        return true;
    }
    if when.kind != Kind::Duration && !(when.kind == Kind::Shift || when.kind == Kind::Interval) {
        return false;
    }
    let led = lead(finder, when, &["seit", "since", "for", "ueber"]).filter(|at| {
        finder.toks.get(at + 1..when.toks.start).unwrap_or_default().iter().all(|tok| {
            tok.is_any(&[
                "ueber",
                "mehr",
                "als",
                "fast",
                "bereits",
                "schon",
                "nun",
                "mittlerweile",
                "over",
                "more",
                "than",
                "about",
                "around",
                "nearly",
                "almost",
                "the",
                "den",
                "ca",
                "circa",
                "gut",
                "rund",
                "etwa",
                "ungefaehr",
                "knapp",
                "at",
                "least",
                "now",
                "well",
                "jetzt",
            ]) || tok.is_sign('.')
        })
    });
    let Some(at) = led else { return false };
    if finder.is(at, &["ueber"])
        && !(1..=3)
            .any(|back| at.checked_sub(back).is_some_and(|i| finder.is(i, &["seit", "schon"])))
    {
        return false;
    }
    // „for 45 a month“, „refund for two weeks“: a length by itself, not counted back.
    if finder.is(at, &["for"]) && refers_to_future(finder, at, when) {
        return false;
    }
    let norm = counted_back(when, finder.context).unwrap_or_default();
    finder.claim(FactKind::Since, at..when.toks.end, norm, 85, Some(at..at + 1));
    true
}

fn refers_to_future(finder: &Finder<'_, '_>, at: usize, when: &When) -> bool {
    let before = finder.toks.get(at.saturating_sub(8)..at).unwrap_or_default();
    before.iter().any(|tok| {
        tok.is_any(&[
            "refund", "credit", "going", "away", "booked", "paid", "pay", "will", "contract",
            "next", "only", "minutes", "lasted", "holiday", "tonight", "staying", "just", "free",
            "hold", "warranty", "valid", "each", "a",
        ])
    }) && !before.iter().any(|tok| {
        tok.is_any(&[
            "been", "waiting", "waited", "down", "dead", "broken", "not", "no", "haven't",
            "hasn't", "without", "now", "out",
        ])
    }) || finder.is(when.toks.end, &["each", "a", "per", "warranty", "contract", "trial", "at"])
}

fn counted_back(when: &When, context: &Context<'_>) -> Option<String> {
    let amount = match &when.sem {
        when::Sem::Amount(amount) | when::Sem::Shift(amount, _) | when::Sem::Stretch(amount, _) => {
            *amount
        }
        _ => return None,
    };
    let back = Context {
        now: context.now.clone(),
        lean: Lean::Past,
        month_first: false,
        working: &MondayToFriday,
    };
    let sem = when::Sem::Shift(amount, true);
    let (from, _, grain) = when::resolve_sem(&sem, Lean::Past, &back)?;
    Some(if grain <= Grain::Hour && amount.unit < Unit::Day {
        format!("{}T{}", from.date(), from.time().strftime("%H:%M"))
    } else {
        from.date().to_string()
    })
}

/// `seit Tagen`, `for weeks`, `since the update`.
fn vague_since(finder: &mut Finder<'_, '_>) {
    for at in 0..finder.toks.len() {
        let led = finder.is(at, &["seit", "for", "since"]);
        if !led || !finder.is_free(&(at..at + 1)) {
            continue;
        }
        let mut end = at + 1;
        while finder.is(
            end,
            &[
                "mehreren", "einigen", "ein", "paar", "vielen", "several", "many", "some", "a",
                "few", "couple", "of", "zig", "etlichen", "ewigen", "the", "last", "past", "den",
                "letzten",
            ],
        ) && end < at + 5
        {
            end += 1;
        }
        let plural = finder.is(
            end,
            &[
                "tagen",
                "wochen",
                "monaten",
                "jahren",
                "stunden",
                "minuten",
                "days",
                "weeks",
                "months",
                "years",
                "hours",
                "ages",
                "ewigkeiten",
                "ewig",
                "zeiten",
            ],
        );
        if plural
            && finder.is_free(&(at..end + 1))
            && !(finder.is(at, &["for"])
                && finder.is(end + 1, &["to", "now", "and"])
                && finder.is(end + 1, &["to"]))
        {
            finder.claim(FactKind::Since, at..end + 1, String::new(), 80, Some(at..at + 1));
        }
    }
}

/// `brauche das bis Freitag`, `we move in on the 1st`.
fn needed(finder: &mut Finder<'_, '_>, when: &When, sentence: &Piece) -> bool {
    let future = when.to > finder.context.now.datetime();
    if !future || matches!(when.kind, Kind::Duration | Kind::Now) {
        return false;
    }
    let need = NEEDED.find(finder.toks, &sentence.toks);
    let told = TOLD.any(finder.toks, &sentence.toks);
    let hard = clause::row(
        finder.toks,
        &sentence.toks,
        &[
            "brauche",
            "brauchen",
            "braucht",
            "braeuchte",
            "benoetige",
            "benoetigen",
            "benoetigt",
            "need",
            "needs",
            "needed",
            "dringend",
            "urgently",
            "deadline",
            "frist",
            "muss",
            "must",
            "gebraucht",
        ],
    );
    let bounded = matches!(when.bound, Some(Bound::By | Bound::Before));
    let start = if when.bound.is_some() || hard.is_some() {
        preposition(finder, when)
    } else {
        when.toks.start
    };
    let because = if bounded && (need.is_some() && !told || hard.is_some()) {
        need.clone().or(hard)
    } else if let Some(hard) = hard
        .filter(|_| matches!(when.kind, Kind::Date | Kind::DateTime | Kind::Part | Kind::Period))
    {
        // Straight behind the need: „brauche ich am Freitag“, „need it for Saturday“.
        let near = when.toks.start >= hard.end && when.toks.start - hard.end <= 9
            || hard.start >= when.toks.end && hard.start - when.toks.end <= 4;
        (near && !told && when.bound.is_none()).then_some(hard)
    } else {
        None
    };
    let Some(because) = because.or_else(|| occasion(finder, when, sentence)) else { return false };
    let due = when.due();
    let norm = match due {
        Some(due) => match due.time {
            Some(time) => format!("{}T{}", due.date, time.strftime("%H:%M")),
            None => due.date.to_string(),
        },
        None => iso(when),
    };
    finder.claim(FactKind::NeededBy, start..when.toks.end, norm, 82, Some(because));
    true
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
    let presses = clause::has(
        finder.toks,
        &text,
        &[
            "brauch*",
            "benoetig*",
            "dringend",
            "muss",
            "must",
            "need*",
            "urgent*",
            "bis dahin",
            "vorher",
            "before then",
            "by then",
            "in time",
            "rechtzeitig",
            "davor",
            "eilt",
            "eilig",
            "asap",
        ],
    );
    let on = clause::row(
        finder.toks,
        &sentence.toks,
        &[
            "hochzeit",
            "taufe",
            "geburtstag",
            "fliege*",
            "reise",
            "reisen",
            "verreise*",
            "urlaub",
            "umzug",
            "ziehe",
            "ziehen",
            "einzug",
            "pruefung",
            "klausur",
            "vorstellungsgespraech",
            "beerdigung",
            "konferenz",
            "praesentation",
            "operation",
            "op",
            "feier",
            "wedding",
            "birthday",
            "fly",
            "flying",
            "travel*",
            "leave",
            "leaving",
            "move",
            "moving",
            "exam",
            "interview",
            "funeral",
            "surgery",
            "party",
            "conference",
            "presentation",
            "guests",
            "gaeste",
            "besuch",
            "deadline",
            "abgabe",
            "messe",
        ],
    );
    on.filter(|_| presses)
}

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
        Kind::Interval if when.grain == Grain::Minute && when.dated => {
            if let Some((date, _)) = split(toks, when, finder.context) {
                keep_date(finder, when, date);
            }
        }
        _ => {}
    }
}

fn keep_date(finder: &mut Finder<'_, '_>, when: &When, range: Range<usize>) {
    if when.bound == Some(Bound::Since)
        || matches!(when.sem, when::Sem::Day(when::Day::Holiday(..)))
    {
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

fn keep_time(finder: &mut Finder<'_, '_>, when: &When, range: Range<usize>) {
    if matches!(
        when.bound,
        Some(Bound::From | Bound::By | Bound::Before | Bound::After | Bound::Since)
    ) {
        return;
    }
    // Times when somebody can be reached are none.
    let around = range.start.saturating_sub(6)..(range.end + 4).min(finder.toks.len());
    if clause::has(
        finder.toks,
        &around,
        &[
            "erreichbar",
            "reachable",
            "available",
            "geoeffnet",
            "open",
            "oeffnungszeiten",
            "zwischen",
            "between",
            "jeden",
            "every",
            "taeglich",
            "daily",
            "immer",
            "always",
        ],
    ) {
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
    if !digits && !written {
        return;
    }
    let norm = time.strftime("%H:%M").to_string();
    // `14:22 Uhr` is told by its digits.
    let end = if finder.is(range.end.saturating_sub(1), &["uhr"]) && range.len() == 4 {
        range.end - 1
    } else {
        range.end
    };
    finder.claim(FactKind::Time, range.start..end, norm, 88, None);
}

/// The date's and the time's share of a phrase.
fn split(
    toks: &[Tok<'_>],
    when: &When,
    context: &Context<'_>,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let (a, b) = (when.toks.start, when.toks.end);
    let one = |range: Range<usize>| {
        let found = when::find_in(toks.get(range.clone())?, context);
        let first = found.into_iter().next()?;
        Some((
            first.kind,
            first.dated,
            range.start + first.toks.start..range.start + first.toks.end,
        ))
    };
    for cut in (a + 1..b).rev() {
        let (Some(left), Some(right)) = (one(a..cut), one(cut..b)) else { continue };
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
    // 14:22 gestern
    (a + 1..b).rev().find_map(|cut| {
        let found = when::find_in(toks.get(a..cut)?, context);
        let first = found.first().filter(|first| first.kind == Kind::Time)?;
        Some(a + first.toks.start..a + first.toks.end)
    })
}

/// Sums: `45 €`, `£15.99`, `EUR 20`.
fn money(finder: &mut Finder<'_, '_>) {
    let sign = |tok: &Tok<'_>| {
        matches!(tok.text, "€" | "£" | "$")
            || tok.is_any(&[
                "euro", "euros", "eur", "chf", "franken", "gbp", "pounds", "pound", "quid", "usd",
                "dollars",
            ])
    };
    for at in 0..finder.toks.len() {
        if !finder.tok(at).is_some_and(|tok| tok.kind == TokKind::Number) {
            continue;
        }
        let mut end = at + 1;
        while finder.tok(end).is_some_and(|tok| matches!(tok.text, "." | "," | "'") && !tok.apart)
            && finder.tok(end + 1).is_some_and(|tok| tok.kind == TokKind::Number && !tok.apart)
        {
            end += 2;
        }
        let before = at.checked_sub(1).and_then(|i| finder.tok(i)).is_some_and(sign);
        let behind = finder.tok(end).is_some_and(sign);
        let range = if before {
            at - 1..end
        } else if behind {
            at..end + 1
        } else {
            continue;
        };
        if finder.is_free(&range) {
            let norm: String =
                finder.toks.get(at..end).unwrap_or_default().iter().map(|tok| tok.text).collect();
            finder.claim(FactKind::Amount, range, norm.replace(',', "."), 95, None);
        }
    }
}
