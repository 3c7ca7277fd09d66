//! Meanings held against the calendar.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use super::{
    Context, Grain, Lean,
    sem::{Amount, Clock, Day, Len, Period, Sem, Slice, Span},
};
use crate::words::{Part, Unit};

/// Holds a meaning against the calendar: beginning, the instant behind it, grain.
pub(crate) fn resolve(
    sem: &Sem,
    lean: Lean,
    context: &Context<'_>,
) -> Option<(DateTime, DateTime, Grain)> {
    let now = context.now.datetime();
    match sem {
        Sem::Day(day) => whole(on(day, lean, context)?),
        Sem::DayPart(day, part) => part_of(on(day, lean, context)?, *part),
        Sem::Part(part) => part_of(context.today(), *part),
        Sem::Time(clock) => {
            let settled =
                if lean == Lean::Future { clock.settled(Some(now)) } else { clock.literal() };
            let at = settled.on(context.today())?;
            let next = lean == Lean::Future && at < now;
            let at = if next { settled.on(context.today().tomorrow().ok()?)? } else { at };
            Some((at, at, clock.grain))
        }
        Sem::Moment(day, clock) => {
            let date = on(day, lean, context)?;
            let today = date == context.today();
            let settled = if lean == Lean::Future {
                clock.settled(today.then_some(now))
            } else {
                clock.literal()
            };
            let at = settled.on(date)?;
            Some((at, at, clock.grain))
        }
        Sem::Times(day, from, to) => {
            let date = day.as_ref().map_or(Some(context.today()), |day| on(day, lean, context))?;
            let to_settled = to.settled(None);
            let from = if from.open
                && to_settled.hour > 12
                && from.hour + 12 <= to_settled.hour
                && from.hour < 7
            {
                Clock { hour: from.hour + 12, open: false, ..*from }
            } else {
                Clock { open: false, ..*from }
            };
            let (start, mut end) = (from.on(date)?, to_settled.on(date)?);
            if end < start {
                end = end.checked_add(1.day()).ok()?;
            }
            Some((start, end, Grain::Minute))
        }
        Sem::Days(a, b) => days(a, b, lean, context),
        Sem::Period(period) => of_period(*period, lean, context),
        Sem::Periods(a, b) => {
            let (from, _, grain) = of_period(*a, lean, context)?;
            let (_, to, _) = of_period(*b, lean, context)?;
            (from < to).then_some((from, to, grain))
        }
        Sem::Shift(amount, back) => {
            let at = shifted(amount.high, amount.working, *back, context)?;
            let grain = grain_of(amount);
            if amount.unit >= Unit::Day {
                let (from, to, _) = whole(at.date())?;
                return Some((from, to, Grain::Day));
            }
            Some((at, at, grain))
        }
        Sem::Stretch(amount, back) => {
            let at = shifted(amount.high, amount.working, *back, context)?;
            let (from, to) = if *back { (at, now) } else { (now, at) };
            Some((from, to, grain_of(amount)))
        }
        Sem::Amount(amount) => {
            Some((now, shifted(amount.high, amount.working, false, context)?, grain_of(amount)))
        }
        Sem::Now => Some((now, now, Grain::Second)),
        Sem::Num(..) | Sem::Ord(_) | Sem::Unit(..) => None,
    }
}

fn grain_of(amount: &Amount) -> Grain {
    match amount.unit {
        Unit::Second => Grain::Second,
        Unit::Minute | Unit::Hour => Grain::Minute,
        Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year => Grain::Day,
    }
}

/// Hours are counted on the world's clock, days on the calendar, working days as the context says.
fn shifted(len: Len, working: bool, back: bool, context: &Context<'_>) -> Option<DateTime> {
    let sign = if back { -1 } else { 1 };
    if working {
        let mut date = context.today();
        let mut left = len.days.min(400);
        let mut looked = 0;
        while left > 0 && looked < 2_000 {
            date = if back { date.yesterday().ok()? } else { date.tomorrow().ok()? };
            looked += 1;
            if context.working.is_working(date) {
                left -= 1;
            }
        }
        return Some(date.to_datetime(context.now.time()));
    }
    let span = jiff::Span::new().try_months(i64::from(len.months * sign)).ok()?;
    let span = span.try_days(i64::from(len.days * sign)).ok()?;
    let day = context.now.checked_add(span).ok()?;
    let seconds = jiff::Span::new().try_seconds(len.seconds * i64::from(sign)).ok()?;
    Some(day.checked_add(seconds).ok()?.datetime())
}

fn whole(date: Date) -> Option<(DateTime, DateTime, Grain)> {
    Some((date.at(0, 0, 0, 0), date.tomorrow().ok()?.at(0, 0, 0, 0), Grain::Day))
}

fn part_of(date: Date, part: Part) -> Option<(DateTime, DateTime, Grain)> {
    let (from, to) = part.hours();
    let end = if to == 24 { date.tomorrow().ok()?.at(0, 0, 0, 0) } else { date.at(to, 0, 0, 0) };
    Some((date.at(from, 0, 0, 0), end, Grain::Part))
}

fn days(
    a: &Day,
    b: &Day,
    lean: Lean,
    context: &Context<'_>,
) -> Option<(DateTime, DateTime, Grain)> {
    let end = on(b, lean, context)?;
    let start = match a {
        Day::Monthly(d) => Date::new(end.year(), end.month(), *d).ok()?,
        a => on(a, lean, context)?,
    };
    let mut end = end;
    if end < start {
        end = match b {
            Day::Weekday(..) => end.checked_add(7.days()).ok()?,
            Day::Yearly(..) => end.checked_add(1.year()).ok()?,
            Day::Monthly(_) => end.checked_add(1.month()).ok()?,
            _ => return None,
        };
    }
    Some((start.at(0, 0, 0, 0), end.tomorrow().ok()?.at(0, 0, 0, 0), Grain::Day))
}

/// The Monday of a week so many weeks from now.
fn monday(weeks: i32, context: &Context<'_>) -> Option<Date> {
    let back = i32::from(context.today().weekday().to_monday_zero_offset());
    context.today().checked_add((weeks * 7 - back).days()).ok()
}

fn leaning(
    lean: Lean,
    context: &Context<'_>,
    mut candidate: impl FnMut(i32) -> Option<Date>,
) -> Option<Date> {
    let today = context.today();
    let all: Vec<Date> = (-1..=1).filter_map(&mut candidate).collect();
    match lean {
        Lean::Future => all.iter().find(|date| **date >= today).copied(),
        Lean::Past => all.iter().rev().find(|date| **date <= today).copied(),
        Lean::Nearest => all.into_iter().min_by_key(|date| {
            let away = today.until(*date).map_or(i32::MAX, |span| span.get_days());
            (away.saturating_abs(), away > 0)
        }),
    }
}

/// The day of the calendar.
pub(super) fn on(day: &Day, lean: Lean, context: &Context<'_>) -> Option<Date> {
    let today = context.today();
    match day {
        Day::Relative(days) => today.checked_add(days.days()).ok(),
        Day::Weekday(weekday, None) => {
            // On that very day it is meant as today only by who looks back.
            let ahead = i32::from(weekday.since(today.weekday()));
            let days = match lean {
                Lean::Future if ahead == 0 => 7,
                Lean::Future => ahead,
                Lean::Past | Lean::Nearest if ahead == 0 => 0,
                Lean::Past => ahead - 7,
                Lean::Nearest if ahead <= 3 => ahead,
                Lean::Nearest => ahead - 7,
            };
            today.checked_add(days.days()).ok()
        }
        Day::Weekday(weekday, Some(n)) => {
            let ahead = i32::from(weekday.since(today.weekday()));
            let days = match n {
                0 | 1 if ahead == 0 => 7 * n,
                0 | 1 => ahead,
                n if *n > 1 => ahead + 7 * (n - 1),
                n if ahead == 0 => 7 * n,
                n => ahead + 7 * n,
            };
            today.checked_add(days.days()).ok()
        }
        Day::WeekdayOfWeek(weekday, week) => monday(*week, context)?
            .checked_add(i32::from(weekday.to_monday_zero_offset()).days())
            .ok(),
        Day::After(weekday, which, days) => {
            on(&Day::Weekday(*weekday, *which), lean, context)?.checked_add(days.days()).ok()
        }
        Day::Date(date) => Some(*date),
        Day::Yearly(month, day) => leaning(lean, context, |shift| {
            Date::new(today.year() + i16::try_from(shift).ok()?, *month, *day).ok()
        }),
        Day::Monthly(day) => leaning(lean, context, |shift| {
            let first = today.first_of_month().checked_add(shift.months()).ok()?;
            Date::new(first.year(), first.month(), *day).ok()
        }),
        Day::OfMonth(day, months) => {
            let first = today.first_of_month().checked_add(months.months()).ok()?;
            Date::new(first.year(), first.month(), *day).ok()
        }
        Day::Nth(nth, weekday, month, year) => {
            let of = |year: i16| {
                Date::new(year, *month, 1).ok()?.nth_weekday_of_month(*nth, *weekday).ok()
            };
            match year {
                Some(year) => of(*year),
                None => {
                    leaning(lean, context, |shift| of(today.year() + i16::try_from(shift).ok()?))
                }
            }
        }
        Day::Holiday(holiday, Some(year)) => holiday.on(*year),
        Day::Holiday(holiday, None) => {
            leaning(lean, context, |shift| holiday.on(today.year() + i16::try_from(shift).ok()?))
        }
    }
}

fn of_period(
    period: Period,
    lean: Lean,
    context: &Context<'_>,
) -> Option<(DateTime, DateTime, Grain)> {
    let today = context.today();
    let first = today.first_of_month();
    let year = today.year();
    let (from, to, grain) = match period.span {
        Span::Today => (today, today.tomorrow().ok()?, Grain::Day),
        Span::Weekend(n) => {
            let saturday = monday(n, context)?.checked_add(5.days()).ok()?;
            (saturday, saturday.checked_add(2.days()).ok()?, Grain::Week)
        }
        Span::Week(n) => {
            let monday = monday(n, context)?;
            (monday, monday.checked_add(7.days()).ok()?, Grain::Week)
        }
        Span::Months(n) => {
            let from = first.checked_add(n.months()).ok()?;
            (from, from.checked_add(1.month()).ok()?, Grain::Month)
        }
        Span::Month(month, stated) => {
            let from = match stated {
                Some(year) => Date::new(year, month, 1).ok()?,
                None => match lean {
                    Lean::Future if month >= today.month() => Date::new(year, month, 1).ok()?,
                    Lean::Future => Date::new(year + 1, month, 1).ok()?,
                    Lean::Past if month <= today.month() => Date::new(year, month, 1).ok()?,
                    Lean::Past => Date::new(year - 1, month, 1).ok()?,
                    Lean::Nearest => leaning(lean, context, |shift| {
                        Date::new(year + i16::try_from(shift).ok()?, month, 1).ok()
                    })?,
                },
            };
            (from, from.checked_add(1.month()).ok()?, Grain::Month)
        }
        Span::NextMonth(month, n) => {
            let ahead = i32::from((month - today.month()).rem_euclid(12));
            let months = if n > 0 { ahead + 12 * (n - 1) } else { ahead - 12 };
            let from = first.checked_add(months.months()).ok()?;
            (from, from.checked_add(1.month()).ok()?, Grain::Month)
        }
        Span::Quarters(n) => {
            let back = i32::from((today.month() - 1) % 3);
            let from = first.checked_add((n * 3 - back).months()).ok()?;
            (from, from.checked_add(3.months()).ok()?, Grain::Quarter)
        }
        Span::Quarter(quarter, stated) => {
            let from = Date::new(stated.unwrap_or(year), quarter * 3 - 2, 1).ok()?;
            (from, from.checked_add(3.months()).ok()?, Grain::Quarter)
        }
        Span::Years(n) => {
            let from = Date::new(year.checked_add(i16::try_from(n).ok()?)?, 1, 1).ok()?;
            (from, from.checked_add(1.year()).ok()?, Grain::Year)
        }
        Span::Year(year) => {
            let from = Date::new(year, 1, 1).ok()?;
            (from, from.checked_add(1.year()).ok()?, Grain::Year)
        }
    };
    let (from, to) = sliced(period.slice, from, to, grain)?;
    Some((from.at(0, 0, 0, 0), to.at(0, 0, 0, 0), grain))
}

/// The beginning, middle or end of a period.
fn sliced(slice: Slice, from: Date, to: Date, grain: Grain) -> Option<(Date, Date)> {
    let add = |date: Date, days: i32| date.checked_add(days.days()).ok();
    let (begin, middle, end) = match grain {
        Grain::Week => ((0, 2), (2, 3), 3),
        Grain::Month => ((0, 10), (10, 15), 11),
        Grain::Quarter => ((0, 31), (31, 61), 31),
        Grain::Year => ((0, 90), (120, 243), 122),
        _ => ((0, 1), (0, 1), 1),
    };
    let found = match slice {
        Slice::Whole => (from, to),
        Slice::Begin => (add(from, begin.0)?, add(from, begin.1)?),
        Slice::Middle => (add(from, middle.0)?, add(from, middle.1)?),
        Slice::End => (add(to, -end)?, to),
    };
    Some(found)
}
