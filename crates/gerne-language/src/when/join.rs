//! The rules by which neighbours become one phrase. Both languages share them.

use jiff::civil::Date;

use super::{
    Context,
    chart::Item,
    sem::{Amount, Clock, Day, Len, Period, Sem, Slice, Span},
};
use crate::{
    lex::Tok,
    words::{Part, Unit},
};

/// What stands between two that may be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    /// Words that only lead: `am`, `um`, `on`, `the`, a comma.
    Plain,
    /// `bis`, `to`, a dash.
    To,
    And,
    /// `in`.
    In,
    /// `after`, `before`.
    After,
}

const PLAIN: &[&str] = &[
    "am",
    "um",
    "gegen",
    "ca",
    "circa",
    "zirka",
    "etwa",
    "so",
    "den",
    "dem",
    "der",
    "des",
    "im",
    "zum",
    "at",
    "on",
    "the",
    "of",
    "around",
    "about",
    "approximately",
    "roughly",
    "ungefaehr",
    "von",
    "in",
    "uhr",
    "day",
    "bereits",
    "schon",
    "noch",
    "gleich",
    "punkt",
    "diesen",
    "dieser",
    "dieses",
    "diesem",
    "zur",
    "jahr",
    "zwischen",
    "between",
    "from",
    "zw",
];

/// Whether joined phrases may have these words between them.
pub(super) fn may_part(between: &[Tok<'_>]) -> bool {
    gap(between).is_some()
}

fn gap(between: &[Tok<'_>]) -> Option<Gap> {
    let mut kind = Gap::None;
    for (n, tok) in between.iter().enumerate() {
        if tok.line && n > 0 {
            return None;
        }
        let this =
            if tok.is_dash() || tok.is_any(&["bis", "to", "until", "till", "through", "thru"]) {
                Gap::To
            } else if tok.is_any(&["und", "and", "oder", "or", "u"]) || tok.is_sign('&') {
                Gap::And
            } else if tok.is_any(&["after", "nach", "following"]) {
                Gap::After
            } else if tok.plain == "in" {
                Gap::In
            } else if tok.is_sign(',')
                || tok.is_sign('@')
                || tok.is_sign('(')
                || tok.is_sign('/')
                || tok.is_any(PLAIN)
                || tok.is_sign('.')
                    && between.get(n.wrapping_sub(1)).is_some_and(|tok| tok.plain == "ca")
            {
                Gap::Plain
            } else {
                return None;
            };
        kind = match (kind, this) {
            (Gap::None | Gap::Plain, this) => this,
            (kind, Gap::Plain | Gap::None) => kind,
            (Gap::In, Gap::In) => Gap::In,
            _ => return None,
        };
    }
    Some(kind)
}

/// What two neighbours mean together.
pub(super) fn two(
    toks: &[Tok<'_>],
    left: &Item,
    between: &[Tok<'_>],
    right: &Item,
    context: &Context<'_>,
) -> Option<Sem> {
    let gap = gap(between)?;
    let breaks = toks.get(right.a).is_some_and(|tok| tok.line) && gap == Gap::None;
    if breaks {
        return None;
    }
    let close = gap == Gap::None || gap == Gap::Plain || gap == Gap::In;
    match (&left.sem, &right.sem) {
        (Sem::Num(n, _), Sem::Unit(unit, working))
            if gap == Gap::None
                || between.len() == 1 && between.first().is_some_and(Tok::is_dash) =>
        {
            let len = Len::of(*n, *unit);
            Some(Sem::Amount(Amount { low: len, high: len, unit: *unit, working: *working }))
        }
        // 3 weitere Tage is rare; 3–5 Tage is not.
        (Sem::Num(n, _), Sem::Amount(amount))
            if matches!(gap, Gap::To | Gap::And)
                && !(gap == Gap::And && is_between(toks, left.a))
                && toks.get(left.b).is_some_and(|tok| !tok.is_sign('&')) =>
        {
            let low = Len::of(*n, amount.unit);
            (gap == Gap::To || between.first().is_some_and(|tok| tok.is_any(&["oder", "or"])))
                .then_some(Sem::Amount(Amount { low, ..*amount }))
        }
        (Sem::Amount(a), Sem::Amount(b))
            if a.unit > b.unit
                && !a.working
                && (gap == Gap::None
                    || gap == Gap::And
                    || between.len() == 1 && gap == Gap::Plain) =>
        {
            let high = a.high.plus(b.high);
            Some(Sem::Amount(Amount { low: high, high, unit: b.unit, working: false }))
        }
        // an hour or two
        (Sem::Amount(amount), Sem::Num(n, 0..=2))
            if gap == Gap::And
                && between.first().is_some_and(|tok| tok.is_any(&["or", "oder"]))
                && super::clock::is_bare(toks, right.b) =>
        {
            let high = Len::of(*n, amount.unit);
            Some(Sem::Amount(Amount { high, ..*amount }))
        }
        // in ein, zwei Stunden
        (Sem::Num(n, 0..=1), Sem::Amount(amount))
            if between.len() == 1
                && between.first().is_some_and(|tok| tok.is_sign(','))
                && amount.low == amount.high =>
        {
            Some(Sem::Amount(Amount { low: Len::of(*n, amount.unit), ..*amount }))
        }
        _ if close => near(toks, left, between, right, gap, context),
        _ if matches!((&left.sem, &right.sem), (Sem::Num(..), Sem::Num(..))) => {
            // „Thursday 8-12“
            let dayed = gap == Gap::To
                && between.len() == 1
                && !between.first().is_some_and(|tok| tok.apart)
                && left.a.checked_sub(1).and_then(|at| toks.get(at)).is_some_and(|tok| {
                    crate::words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
                        || tok.is_any(&["morgen", "tomorrow", "heute", "today"])
                });
            // „tomorrow 8 to 12“, „Monday 16th, 8 bis 12“: where nothing is counted behind it.
            let alone = toks.get(right.b).is_none_or(|tok| {
                tok.line
                    || matches!(tok.text, "." | "!" | "," | ";" | ")")
                        && toks.get(right.b + 1).is_none_or(|t| t.apart)
            });
            let day_before = (1..=4).any(|back| {
                left.a.checked_sub(back).and_then(|at| toks.get(at)).is_some_and(|tok| {
                    crate::words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
                        || tok.is_any(&["morgen", "tomorrow", "heute", "today", "uebermorgen"])
                })
            });
            let hours = |sem: &Sem| matches!(sem, Sem::Num(n, 1..=2) if (600..=2_200).contains(n));
            let dayed = dayed
                || gap == Gap::To && alone && day_before && hours(&left.sem) && hours(&right.sem);
            let led = dayed
                || is_between(toks, left.a) && gap == Gap::And
                || gap == Gap::To && is_from(toks, left.a);
            led.then(|| spanned(toks, &left.sem, &right.sem, right.a)).flatten()
        }
        _ if gap == Gap::To || gap == Gap::And && is_between(toks, left.a) => {
            spanned(toks, &left.sem, &right.sem, right.a)
        }
        (Sem::Day(Day::Weekday(day, which)), Sem::Amount(amount)) if gap == Gap::After => {
            Some(Sem::Day(Day::After(*day, *which, amount.high.days)))
        }
        _ => None,
    }
}

/// Side by side, or with words between that only lead.
fn near(
    toks: &[Tok<'_>],
    left: &Item,
    between: &[Tok<'_>],
    right: &Item,
    gap: Gap,
    context: &Context<'_>,
) -> Option<Sem> {
    let comma = between.iter().any(|tok| tok.is_sign(','));
    match (&left.sem, &right.sem) {
        // Freitag, den 13. März
        (Sem::Day(Day::Weekday(..) | Day::Relative(_)), Sem::Day(date)) if is_date(date) => {
            Some(Sem::Day(*date))
        }
        (Sem::Day(date), Sem::Day(Day::Weekday(..)))
            if is_date(date) && (comma || gap == Gap::None) =>
        {
            Some(Sem::Day(*date))
        }
        (Sem::Day(Day::Weekday(..)), Sem::Moment(date, clock)) if is_date(date) => {
            Some(Sem::Moment(*date, *clock))
        }
        (Sem::Day(Day::Weekday(..)), Sem::Times(Some(date), from, to)) if is_date(date) => {
            Some(Sem::Times(Some(*date), *from, *to))
        }
        (Sem::Day(Day::Weekday(..)), Sem::Ord(n)) => day_of_month(*n),
        (Sem::Day(Day::Weekday(_, None)), Sem::Num(n, 2))
            if gap == Gap::Plain && between.iter().any(|tok| tok.is_any(&["the", "den"])) =>
        {
            day_of_month(n / 100)
        }
        // today, Monday
        (Sem::Day(Day::Relative(n)), Sem::Day(Day::Weekday(..))) if comma || gap == Gap::None => {
            Some(Sem::Day(Day::Relative(*n)))
        }
        // close of business tomorrow, end of play Friday
        (Sem::Period(Period { span: Span::Today, .. }), Sem::Day(day)) if !comma => {
            Some(Sem::Day(*day))
        }
        (Sem::Day(day), Sem::Time(clock)) => Some(Sem::Moment(*day, *clock)),
        (Sem::Time(clock), Sem::Day(day)) if !comma || gap == Gap::Plain => {
            Some(Sem::Moment(*day, *clock))
        }
        (Sem::Day(day), Sem::Part(part)) if gap != Gap::Plain || !comma => {
            Some(Sem::DayPart(*day, *part))
        }
        (Sem::Part(part), Sem::Day(day))
            if !comma && (gap != Gap::None || !matches!(day, Day::Weekday(..))) =>
        {
            Some(Sem::DayPart(*day, *part))
        }
        (Sem::DayPart(day, part), Sem::Time(clock)) => Some(Sem::Moment(*day, clock.within(*part))),
        (Sem::Time(clock), Sem::DayPart(day, part)) => Some(Sem::Moment(*day, clock.within(*part))),
        // „Montag 10 bis 12 h“: hours of the day, where they rise.
        (Sem::Day(day), Sem::Amount(amount))
            if amount.unit == Unit::Hour
                && !amount.working
                && amount.low.seconds < amount.high.seconds
                && amount.low.seconds >= 6 * 3600
                && toks.get(right.b - 1).is_some_and(|tok| tok.is_any(&["h", "std", "hrs"])) =>
        {
            let hour =
                |len: Len| small(i32::try_from(len.seconds / 3600).ok()?).filter(|h| *h <= 24);
            let (from, to) = (hour(amount.low)?, hour(amount.high)?);
            Some(Sem::Times(Some(*day), Clock::new(from, 0, false), Clock::new(to, 0, false)))
        }
        (Sem::DayPart(day, _), Sem::Times(None, from, to)) => {
            Some(Sem::Times(Some(*day), *from, *to))
        }
        (Sem::DayPart(day, Part::Morning), Sem::Part(Part::Early)) => {
            Some(Sem::DayPart(*day, Part::Early))
        }
        (Sem::DayPart(Day::Weekday(..), part), Sem::Day(date)) if is_date(date) => {
            Some(Sem::DayPart(*date, *part))
        }
        (Sem::Moment(day, clock), Sem::Part(part)) => Some(Sem::Moment(*day, clock.within(*part))),
        (Sem::Time(clock), Sem::Part(part)) if !comma => Some(Sem::Time(clock.within(*part))),
        (Sem::Part(part), Sem::Time(clock)) if !comma => Some(Sem::Time(clock.within(*part))),
        (Sem::Day(day), Sem::Times(None, from, to)) => Some(Sem::Times(Some(*day), *from, *to)),
        (Sem::Times(None, from, to), Sem::Day(day)) => Some(Sem::Times(Some(*day), *from, *to)),
        (Sem::Times(None, from, to), Sem::DayPart(day, part)) => {
            Some(Sem::Times(Some(*day), from.within(*part), to.within(*part)))
        }
        (Sem::Times(None, from, to), Sem::Part(part)) => {
            Some(Sem::Times(None, from.within(*part), to.within(*part)))
        }
        // 13. März, March 13th, 3rd of next month
        (
            Sem::Ord(n),
            Sem::Period(Period { span: Span::Month(month, year), slice: Slice::Whole }),
        ) if !comma => dated(*month, *n, *year),
        (
            Sem::Num(n, digits),
            Sem::Period(Period { span: Span::Month(month, year), slice: Slice::Whole }),
        ) if gap == Gap::None && (1..=2).contains(digits) => dated(*month, n / 100, *year),
        (
            Sem::Period(Period { span: Span::Month(month, None), slice: Slice::Whole }),
            Sem::Ord(n),
        ) => dated(*month, *n, None),
        (
            Sem::Period(Period { span: Span::Month(month, None), slice: Slice::Whole }),
            Sem::Num(n, digits),
        ) if gap == Gap::None
            && (1..=2).contains(digits)
            && super::clock::is_bare(toks, right.b) =>
        {
            dated(*month, n / 100, None)
        }
        (Sem::Ord(n), Sem::Period(Period { span: Span::Months(months), slice: Slice::Whole })) => {
            Some(Sem::Day(Day::OfMonth(small(*n)?, *months)))
        }
        (Sem::Day(Day::Yearly(month, day)), Sem::Num(n, digits)) => {
            let year = year(*n, *digits, toks, right)?;
            Date::new(year, *month, *day).ok().map(|date| Sem::Day(Day::Date(date)))
        }
        (Sem::Day(Day::Holiday(holiday, None)), Sem::Num(n, 4)) => {
            Some(Sem::Day(Day::Holiday(*holiday, Some(year(*n, 4, toks, right)?))))
        }
        (Sem::Day(Day::Nth(nth, weekday, month, None)), Sem::Num(n, 4)) => {
            Some(Sem::Day(Day::Nth(*nth, *weekday, *month, Some(year(*n, 4, toks, right)?))))
        }
        (Sem::Period(Period { span: Span::Month(month, None), slice }), Sem::Num(n, 4)) => {
            Some(Sem::Period(Period {
                span: Span::Month(*month, Some(year(*n, 4, toks, right)?)),
                slice: *slice,
            }))
        }
        (Sem::Ord(n), Sem::Day(Day::Weekday(weekday, None))) if gap == Gap::None => {
            Some(Sem::Day(Day::Nth(small(*n).filter(|n| *n <= 5)?, *weekday, 0, None)))
        }
        (
            Sem::Day(Day::Nth(nth, weekday, 0, None)),
            Sem::Period(Period { span: Span::Month(month, year), slice: Slice::Whole }),
        ) => Some(Sem::Day(Day::Nth(*nth, *weekday, *month, *year))),
        (Sem::Ord(n), Sem::Unit(Unit::Quarter, _)) if (1..=4).contains(n) => {
            Some(Sem::Period(Period { span: Span::Quarter(small(*n)?, None), slice: Slice::Whole }))
        }
        (Sem::Period(Period { span: Span::Quarter(quarter, None), slice }), Sem::Num(n, 4)) => {
            let year = year(*n, 4, toks, right)?;
            Some(Sem::Period(Period { span: Span::Quarter(*quarter, Some(year)), slice: *slice }))
        }
        // Montag nächster Woche, next week Monday
        (
            Sem::Day(Day::Weekday(weekday, None)),
            Sem::Period(Period { span: Span::Week(n), slice: Slice::Whole }),
        )
        | (
            Sem::Period(Period { span: Span::Week(n), slice: Slice::Whole }),
            Sem::Day(Day::Weekday(weekday, None)),
        ) => Some(Sem::Day(Day::WeekdayOfWeek(*weekday, *n))),
        (
            Sem::Period(Period { span: Span::Week(n), slice: Slice::Whole }),
            Sem::DayPart(Day::Weekday(weekday, None), part),
        ) => Some(Sem::DayPart(Day::WeekdayOfWeek(*weekday, *n), *part)),
        (
            Sem::Period(Period { span: Span::Week(n), slice: Slice::Whole }),
            Sem::Moment(Day::Weekday(weekday, None), clock),
        ) => Some(Sem::Moment(Day::WeekdayOfWeek(*weekday, *n), *clock)),
        // Montag in einer Woche
        (Sem::Day(Day::Weekday(weekday, which)), Sem::Shift(amount, false))
            if amount.unit == Unit::Week || amount.unit == Unit::Day =>
        {
            Some(Sem::Day(Day::After(*weekday, *which, amount.high.days)))
        }
        (Sem::Day(Day::Relative(0)), Sem::Shift(amount, back)) => Some(Sem::Shift(*amount, *back)),
        // Monday week
        (Sem::Day(Day::Weekday(weekday, None)), Sem::Unit(Unit::Week, _)) if gap == Gap::None => {
            Some(Sem::Day(Day::After(*weekday, None, 7)))
        }
        // heute, in den nächsten zwei Stunden
        (Sem::Day(Day::Relative(0)), Sem::Stretch(amount, back)) => {
            Some(Sem::Stretch(*amount, *back))
        }
        _ => None,
    }
    .filter(|sem| !matches!(sem, Sem::Day(Day::Date(_))) || context.today().year() > 0)
}

/// From one to another.
fn spanned(toks: &[Tok<'_>], left: &Sem, right: &Sem, at: usize) -> Option<Sem> {
    match (left, right) {
        (Sem::Time(from), Sem::Time(to)) => Some(Sem::Times(None, same_half(*from, *to), *to)),
        (Sem::Num(n, digits), Sem::Time(to)) if *digits <= 2 && *n <= 2_400 => {
            let from = Clock::new(small(n / 100)?, 0, true);
            Some(Sem::Times(None, same_half(from, *to), *to))
        }
        // zwischen 8 und 12, behind it no unit
        (Sem::Time(from), Sem::Num(n, digits))
            if (0..=2).contains(digits) && *n <= 2_400 && super::clock::is_bare(toks, at + 1) =>
        {
            let to = Clock::new(small(n / 100)?, 0, from.open);
            // „between noon and 2“
            let after =
                !from.open && from.hour >= 12 && to.hour < from.hour && to.hour + 12 > from.hour;
            let to = if after { Clock { hour: to.hour + 12, open: false, ..to } } else { to };
            Some(Sem::Times(None, *from, to))
        }
        // „zwischen 10 und 13 h“
        (Sem::Num(n, 1..=2), Sem::Amount(amount))
            if amount.unit == Unit::Hour
                && amount.low == amount.high
                && *n < i32::try_from(amount.high.seconds / 36).ok()?
                && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["h", "hrs"])) =>
        {
            let to = small(i32::try_from(amount.high.seconds / 3600).ok()?).filter(|h| *h <= 24)?;
            let from = Clock::new(small(n / 100)?, 0, false);
            Some(Sem::Times(None, from, Clock::new(to, 0, false)))
        }
        // between 9 and 11, von 8 bis 12: hours, where nothing is counted
        (Sem::Num(a, 0..=2), Sem::Num(b, 0..=2))
            if (*a < *b || *a <= 1_200 && *b <= 600)
                && *b <= 2_400
                && super::clock::is_bare(toks, at + 1)
                && !toks.get(at + 1).is_some_and(|tok| tok.is_capital() && tok.apart) =>
        {
            let (from, to) =
                (Clock::new(small(a / 100)?, 0, true), Clock::new(small(b / 100)?, 0, true));
            let late = to.hour < 8;
            let pm = |clock: Clock| Clock {
                hour: clock.hour + if late { 12 } else { 0 },
                open: false,
                ..clock
            };
            // from 8 to 1, between 12 and 4: only the end is in the afternoon.
            let begin = if a < b { pm(from) } else { Clock { open: false, ..from } };
            Some(Sem::Times(None, begin, pm(to)))
        }
        (Sem::Time(from), Sem::Moment(day, to)) => {
            Some(Sem::Times(Some(*day), same_half(*from, *to), *to))
        }
        (Sem::Num(n, digits), Sem::Moment(day, to)) if *digits <= 2 && *n <= 2_400 => {
            let from = Clock::new(small(n / 100)?, 0, true);
            Some(Sem::Times(Some(*day), same_half(from, *to), *to))
        }
        (Sem::Moment(day, from), Sem::Time(to)) => Some(Sem::Times(Some(*day), *from, *to)),
        (Sem::Day(a), Sem::Day(b)) => Some(Sem::Days(*a, *b)),
        (Sem::Ord(n), Sem::Day(b)) if is_date(b) => Some(Sem::Days(Day::Monthly(small(*n)?), *b)),
        (Sem::Num(n, digits), Sem::Day(b))
            if *digits <= 2
                && *digits > 0
                && matches!(b, Day::Yearly(..) | Day::Date(_))
                && *n <= 3_100 =>
        {
            Some(Sem::Days(Day::Monthly(small(n / 100)?), *b))
        }
        (Sem::Period(a), Sem::Period(b)) if a.slice == b.slice => Some(Sem::Periods(*a, *b)),
        _ => None,
    }
}

/// `3 to 5 pm`: the first is in the same half of the day.
fn same_half(from: Clock, to: Clock) -> Clock {
    if from.open
        && !to.open
        && to.hour >= 12
        && from.hour < 12
        && from.hour + 12 <= to.hour
        && from.hour < 8
    {
        return Clock { hour: from.hour + 12, open: false, ..from };
    }
    Clock { open: from.open && to.open, ..from }
}

/// `zwischen` or `between` leads.
fn is_between(toks: &[Tok<'_>], at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back)
            .and_then(|i| toks.get(i))
            .is_some_and(|tok| tok.is_any(&["zwischen", "between", "zw"]))
    })
}

/// `von`, `from`, `zwischen`, `between` leads.
fn is_from(toks: &[Tok<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|i| toks.get(i))
        .is_some_and(|tok| tok.is_any(&["von", "from", "zwischen", "between"]))
}

fn is_date(day: &Day) -> bool {
    matches!(
        day,
        Day::Date(_) | Day::Yearly(..) | Day::Monthly(_) | Day::OfMonth(..) | Day::Holiday(..)
    )
}

fn day_of_month(n: i32) -> Option<Sem> {
    Some(Sem::Day(Day::Monthly(small(n).filter(|n| (1..=31).contains(n))?)))
}

fn dated(month: i8, day: i32, year: Option<i16>) -> Option<Sem> {
    let day = small(day)?;
    let leap = Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(Sem::Day(if year.is_some() { Day::Date(leap) } else { Day::Yearly(month, day) }))
}

fn year(hundredths: i32, digits: usize, toks: &[Tok<'_>], item: &Item) -> Option<i16> {
    let n = i16::try_from(hundredths / 100).ok()?;
    let bare = super::clock::is_bare(toks, item.b) && !super::numeric::says_hour(toks, item.b);
    match digits {
        4 if (1900..=2199).contains(&n) => Some(n),
        2 if bare && (14..=40).contains(&n) => Some(2000 + n),
        _ => None,
    }
}

fn small(n: i32) -> Option<i8> {
    i8::try_from(n).ok()
}
