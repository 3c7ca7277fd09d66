//! Working days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::holidays::Holidays;

/// Which days count when somebody promises "in three working days".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDays<'a> {
    holidays: &'a Holidays,
    saturdays: bool,
}

impl<'a> WorkingDays<'a> {
    /// Monday to Friday without holidays: what a customer understands by "Werktage" and "business
    /// days".
    pub fn monday_to_friday(holidays: &'a Holidays) -> WorkingDays<'a> {
        WorkingDays { holidays, saturdays: false }
    }

    /// With Saturdays: what German law means by "Werktag" (Bundesurlaubsgesetz, § 3), and when
    /// parcels come.
    pub fn monday_to_saturday(holidays: &'a Holidays) -> WorkingDays<'a> {
        WorkingDays { holidays, saturdays: true }
    }

    /// Whether a day counts.
    pub fn is_working(&self, date: Date) -> bool {
        let of_the_week = match date.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.saturdays,
            _ => true,
        };
        of_the_week && self.holidays.on(date).is_none()
    }

    /// The working day that is `days` after a date; the date itself is not counted, so that one day
    /// after a Friday is the Monday. Nought is the date itself where it counts, and else the next
    /// that does.
    ///
    /// `None` beyond the calendar's end, and where ten years hold no such day.
    pub fn after(&self, date: Date, days: u16) -> Option<Date> {
        let mut left = days;
        let mut day = date;
        for _ in 0..3_660 + usize::from(days) * 4 {
            if left == 0 && self.is_working(day) {
                return Some(day);
            }
            day = day.checked_add(1.day()).ok()?;
            if left > 0 && self.is_working(day) {
                left -= 1;
            }
        }
        None
    }

    /// How many working days lie after the first date, up to the last and with it. Nought where the
    /// last is not later.
    pub fn between(&self, from: Date, to: Date) -> usize {
        let mut days = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
            days += usize::from(self.is_working(day));
        }
        days
    }
}
