//! What a phrase means before it is held against a calendar, and after.

use jiff::civil::{Date, DateTime, Weekday};

use super::{Grain, Kind, holiday};
use crate::words::{Part, Unit};

/// A meaning.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sem {
    /// A number in hundredths, and how many digits it was written with (0: a word).
    Num(i32, usize),
    /// `3.`, `third`.
    Ord(i32),
    Unit(Unit, bool),
    Amount(Amount),
    Day(Day),
    Period(Period),
    Time(Clock),
    Part(Part),
    DayPart(Day, Part),
    Moment(Day, Clock),
    Times(Option<Day>, Clock, Clock),
    Days(Day, Day),
    Periods(Period, Period),
    /// Forward or back from now.
    Shift(Amount, bool),
    /// The coming or past stretch: `die nächsten drei Tage`.
    Stretch(Amount, bool),
    Now,
}

/// A length of time, possibly between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) low: Len,
    pub(crate) high: Len,
    /// The finest unit that was named.
    pub(crate) unit: Unit,
    pub(crate) working: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Len {
    pub(crate) months: i32,
    pub(crate) days: i32,
    pub(crate) seconds: i64,
}

impl Len {
    pub(crate) fn of(hundredths: i32, unit: Unit) -> Self {
        let wide = i64::from(hundredths);
        let days = |per: i32| {
            let all = hundredths.saturating_mul(per);
            Self { months: 0, days: all / 100, seconds: i64::from(all % 100) * 864 }
        };
        let months = |per: i32| {
            let all = hundredths.saturating_mul(per);
            Self { months: all / 100, days: all % 100 * 30 / 100, seconds: 0 }
        };
        match unit {
            Unit::Second => Self { seconds: wide / 100, ..Self::default() },
            Unit::Minute => Self { seconds: wide * 60 / 100, ..Self::default() },
            Unit::Hour => Self { seconds: wide * 36, ..Self::default() },
            Unit::Day => days(1),
            Unit::Week => days(7),
            Unit::Month => months(1),
            Unit::Quarter => months(3),
            Unit::Year => months(12),
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            months: self.months.saturating_add(other.months),
            days: self.days.saturating_add(other.days),
            seconds: self.seconds.saturating_add(other.seconds),
        }
    }

    fn total(self) -> i64 {
        let years = i64::from(self.months / 12) * 365;
        (years + i64::from(self.months % 12) * 30 + i64::from(self.days)) * 86_400 + self.seconds
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Day {
    Relative(i32),
    /// The next or last one; in this, the next … week when that was said.
    Weekday(Weekday, Option<i32>),
    /// A weekday counted in weeks from a week.
    WeekdayOfWeek(Weekday, i32),
    Date(Date),
    /// A month and its day, of some year.
    Yearly(i8, i8),
    /// The day of some month.
    Monthly(i8),
    /// The n-th day of a month so many months from now.
    OfMonth(i8, i32),
    /// The n-th such weekday of a month.
    Nth(i8, Weekday, i8, Option<i16>),
    Holiday(holiday::Holiday, Option<i16>),
    /// So many days behind another.
    After(Weekday, Option<i32>, i32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Span {
    Weekend(i32),
    Week(i32),
    Months(i32),
    Month(i8, Option<i16>),
    /// The next, the last one of that name.
    NextMonth(i8, i32),
    Quarters(i32),
    Quarter(i8, Option<i16>),
    Years(i32),
    Year(i16),
    /// The rest of this day, while people work.
    Today,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slice {
    Whole,
    Begin,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Period {
    pub(crate) span: Span,
    pub(crate) slice: Slice,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Clock {
    pub(crate) hour: i8,
    pub(crate) minute: i8,
    pub(crate) second: i8,
    /// May also be meant twelve hours later.
    pub(crate) open: bool,
    pub(crate) grain: Grain,
}

impl Clock {
    pub(crate) fn new(hour: i8, minute: i8, open: bool) -> Self {
        let grain = if minute == 0 { Grain::Hour } else { Grain::Minute };
        Self { hour, minute, second: 0, open: open && (1..=12).contains(&hour), grain }
    }

    /// In this part of a day.
    pub(crate) fn within(mut self, part: Part) -> Self {
        let late = matches!(part, Part::Afternoon | Part::Evening)
            || (part == Part::Noon && self.hour < 6)
            || (part == Part::Night && self.hour >= 6);
        if self.hour <= 12 {
            match (late, self.hour) {
                (true, 1..=11) => self.hour += 12,
                (false, 12) if matches!(part, Part::Night | Part::Early) => self.hour = 0,
                _ => {}
            }
            self.open = false;
        }
        self
    }

    /// As the time of a working day, or the next one after `hour` today.
    pub(super) fn settled(self, after: Option<DateTime>) -> Self {
        let mut clock = self;
        if !clock.open {
            return clock;
        }
        let early = (1..=6).contains(&clock.hour);
        let gone = clock.hour < 12
            && after.is_some_and(|now| (clock.hour, clock.minute) <= (now.hour(), now.minute()));
        if early || gone {
            clock.hour += 12;
        }
        clock.open = false;
        clock
    }

    /// As it is written: who reports knows.
    pub(super) fn literal(self) -> Self {
        Self { open: false, ..self }
    }

    pub(super) fn on(self, day: Date) -> Option<DateTime> {
        if self.hour == 24 {
            return Some(day.tomorrow().ok()?.at(0, 0, 0, 0));
        }
        let time = jiff::civil::Time::new(self.hour, self.minute, self.second, 0).ok()?;
        Some(day.to_datetime(time))
    }
}

impl Sem {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Day(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::Part(_) | Self::DayPart(..) => Kind::Part,
            Self::Moment(..) => Kind::DateTime,
            Self::Times(..) | Self::Days(..) | Self::Periods(..) | Self::Stretch(..) => {
                Kind::Interval
            }
            Self::Shift(..) => Kind::Shift,
            Self::Period(_) => Kind::Period,
            Self::Now => Kind::Now,
            Self::Num(..) | Self::Ord(_) | Self::Unit(..) | Self::Amount(_) => Kind::Duration,
        }
    }

    /// Stands for a time by itself.
    pub(crate) fn is_whole(&self) -> bool {
        !matches!(self, Self::Num(..) | Self::Ord(_) | Self::Unit(..))
    }

    pub(crate) fn seconds(&self) -> Option<i64> {
        match self {
            Self::Amount(amount) | Self::Shift(amount, _) | Self::Stretch(amount, _) => {
                Some(amount.high.total())
            }
            _ => None,
        }
    }

    pub(crate) fn is_noon(&self) -> bool {
        matches!(self, Self::Part(Part::Noon) | Self::DayPart(_, Part::Noon))
    }

    pub(crate) fn is_dated(&self) -> bool {
        let dated = |day: &Day| {
            matches!(
                day,
                Day::Date(_)
                    | Day::Yearly(..)
                    | Day::Monthly(_)
                    | Day::OfMonth(..)
                    | Day::Nth(..)
                    | Day::Holiday(..)
            )
        };
        match self {
            Self::Day(day) | Self::Moment(day, _) | Self::DayPart(day, _) => dated(day),
            Self::Days(a, b) => dated(a) && dated(b),
            Self::Times(Some(day), ..) => dated(day),
            _ => false,
        }
    }
}
