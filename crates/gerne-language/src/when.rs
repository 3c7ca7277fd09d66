//! Dates, times, durations and intervals in running text.
//!
//! Words become atoms (a number, a weekday, a unit, a clock time …), a small chart joins neighbours
//! by rules that both languages share, and the longest phrases win. A phrase is resolved against the
//! time of writing.

mod atom;
mod chart;
mod clock;
mod deadline;
mod holiday;
mod join;
mod lead;
mod numeric;
mod resolve;
mod sem;

use std::{fmt, ops::Range};

use jiff::{
    Zoned,
    civil::{Date, DateTime, Time, Weekday},
};

pub use deadline::{Due, vague};
pub(crate) use resolve::resolve as resolve_sem;
pub(crate) use sem::{Day, Period, Sem, Slice, Span};

use crate::lex::{Tok, lex};

/// Which days are worked on.
pub trait WorkingDays {
    /// Whether this day is one.
    fn is_working(&self, day: Date) -> bool;
}

/// Monday to Friday: where nobody knows the holidays.
#[derive(Clone, Copy, Debug, Default)]
pub struct MondayToFriday;

impl WorkingDays for MondayToFriday {
    fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

impl<F: Fn(Date) -> bool> WorkingDays for F {
    fn is_working(&self, day: Date) -> bool {
        self(day)
    }
}

/// How a date without a year, or a weekday, is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// As the next one: who promises.
    Future,
    /// As the last one: who tells what happened.
    Past,
    /// As the nearest one.
    Nearest,
}

/// Against what phrases are read.
pub struct Context<'a> {
    /// When the text was written, and in which zone.
    pub now: Zoned,
    /// How what may be past or future is read.
    pub lean: Lean,
    /// `03/04` is the fourth of March.
    pub month_first: bool,
    /// Which days are worked on.
    pub working: &'a dyn WorkingDays,
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("now", &self.now)
            .field("lean", &self.lean)
            .finish_non_exhaustive()
    }
}

impl<'a> Context<'a> {
    /// Read as a promise made at this time.
    pub fn promising(now: Zoned, working: &'a dyn WorkingDays) -> Self {
        Self { now, lean: Lean::Future, month_first: false, working }
    }

    /// Read as a report written at this time.
    pub fn reporting(now: Zoned, working: &'a dyn WorkingDays) -> Self {
        Self { now, lean: Lean::Nearest, month_first: false, working }
    }

    pub(crate) fn today(&self) -> Date {
        self.now.date()
    }
}

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// An hour of the clock.
    Hour,
    /// A part of a day.
    Part,
    /// A day.
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// What kind of phrase it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day: `13.03.`, `morgen`.
    Date,
    /// A time of day: `14:22`, `um drei`.
    Time,
    /// Both.
    DateTime,
    /// Part of a day: `morgen Nachmittag`.
    Part,
    /// A week, month, quarter, year.
    Period,
    /// From, to.
    Interval,
    /// Counted from the time of writing: `in 3 Tagen`, `2 hours ago`.
    Shift,
    /// A length of time by itself: `drei Wochen`.
    Duration,
    /// `jetzt`.
    Now,
}

/// On which side of the time something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `bis`, `spätestens`, `by`: until its end.
    By,
    /// `vor`, `before`: until its beginning.
    Before,
    /// `ab`, `from`.
    From,
    /// `nach`, `after`.
    After,
    /// `seit`, `since`.
    Since,
}

/// A phrase about time.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// Its bytes in the text, without the word that bounds it.
    pub span: Range<usize>,
    /// With the words before it that belong to it.
    pub whole: Range<usize>,
    /// What kind of phrase it is.
    pub kind: Kind,
    /// On which side of it.
    pub bound: Option<Bound>,
    /// Its beginning, in the zone of the context.
    pub from: DateTime,
    /// The instant behind it; equal to `from` when it is a point.
    pub to: DateTime,
    /// How exact it is.
    pub grain: Grain,
    /// A length of time, in seconds, as well as it can be told (a month counts 30 days, a year 365).
    pub seconds: Option<i64>,
    /// A day of the calendar is named: not only `heute` or `Montag`.
    pub dated: bool,
    pub(crate) toks: Range<usize>,
    pub(crate) sem: Sem,
}

impl When {
    /// The time of day, when it names one.
    pub fn time(&self) -> Option<Time> {
        matches!(self.kind, Kind::Time | Kind::DateTime).then(|| self.from.time())
    }
}

/// All phrases about time in a text, in order, none inside another.
pub fn find(text: &str, context: &Context<'_>) -> Vec<When> {
    find_in(&lex(text), context)
}

pub(crate) fn find_in(toks: &[Tok<'_>], context: &Context<'_>) -> Vec<When> {
    let found = chart::best(toks, context);
    let found = found.into_iter().filter_map(|item| {
        let (bound, first) = deadline::bound(toks, &item);
        let lean = match bound {
            Some(Bound::Since) => Lean::Past,
            Some(Bound::By | Bound::Before) => Lean::Future,
            _ => context.lean,
        };
        let (from, to, grain) = resolve::resolve(&item.sem, lean, context)?;
        let (a, b) = (toks.get(item.a)?, toks.get(item.b.checked_sub(1)?)?);
        Some(When {
            span: a.start..b.end,
            whole: toks.get(first)?.start..b.end,
            kind: item.sem.kind(),
            bound,
            from,
            to,
            grain,
            seconds: item.sem.seconds(),
            dated: item.sem.is_dated(),
            toks: item.a..item.b,
            sem: item.sem,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests;
