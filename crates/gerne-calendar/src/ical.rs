//! Free days from a calendar file (iCalendar, RFC 5545), as states and companies publish them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use icalendar::parser::{Component, read_calendar, unfold};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::free::Name;

/// What a calendar file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IcalRead {
    /// The free days, as [`crate::Holidays::also`] takes them.
    pub days: BTreeMap<Date, Name>,
    /// The names of entries that are not whole days, or repeat in a way that is not read; nothing is
    /// left out silently.
    pub left_out: Vec<String>,
}

/// A calendar file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcalError {
    /// It is none, or broken; what the reader says, with the line.
    #[error("this is no calendar file (iCalendar): {0}")]
    Unreadable(String),
    /// It holds no entry.
    #[error("the calendar file holds no entry")]
    Empty,
    /// It is longer than a list of holidays can be.
    #[error("the calendar file is longer than {LARGEST} bytes")]
    TooLarge,
}

/// A list of holidays of a century has a few hundred kilobytes.
const LARGEST: usize = 1 << 20;
/// A holiday that lasts longer is a mistake, or a school's.
const LONGEST_DAYS: usize = 60;

/// Reads the whole-day entries of a calendar file, of the years asked for. Entries that repeat every
/// year are repeated; other repetitions are left out by name.
///
/// # Errors
/// [`IcalError`] where the file is none, empty, or too large.
pub fn from_ical(text: &str, years: RangeInclusive<i16>) -> Result<IcalRead, IcalError> {
    if text.len() > LARGEST {
        return Err(IcalError::TooLarge);
    }
    let unfolded = unfold(text.trim_start_matches('\u{feff}'));
    let calendar = read_calendar(&unfolded).map_err(IcalError::Unreadable)?;
    let mut read = IcalRead::default();
    let mut entries = 0;
    for entry in calendar.components.iter().filter(|part| part.name == "VEVENT") {
        entries += 1;
        let name = value(entry, "SUMMARY").map(|name| unescaped(&name)).unwrap_or_default();
        match days(entry, &years) {
            Some(days) => {
                read.days.extend(days.into_iter().map(|day| (day, Name::given(name.clone()))));
            }
            None => read.left_out.push(name),
        }
    }
    if entries == 0 {
        return Err(IcalError::Empty);
    }
    Ok(read)
}

/// The days of an entry; `None` where it is not read.
fn days(entry: &Component<'_>, years: &RangeInclusive<i16>) -> Option<Vec<Date>> {
    let first = date(&value(entry, "DTSTART")?)?;
    // The end is outside (RFC 5545, 3.6.1); without one, an entry has one day.
    let end = match value(entry, "DTEND") {
        Some(end) => date(&end)?,
        None => first.checked_add(1.day()).ok()?,
    };
    let length = first.series(1.day()).take_while(|day| *day < end).take(LONGEST_DAYS + 1).count();
    if length == 0 || length > LONGEST_DAYS {
        return None;
    }
    let begins = match value(entry, "RRULE") {
        None => vec![first],
        Some(rule) => every_year(first, &rule, years)?,
    };
    let days = begins.into_iter().flat_map(|first| first.series(1.day()).take(length));
    Some(days.filter(|day| years.contains(&day.year())).collect())
}

/// The first days of an entry that comes every year on the same date.
fn every_year(first: Date, rule: &str, years: &RangeInclusive<i16>) -> Option<Vec<Date>> {
    let mut last = Date::MAX;
    let mut count = usize::MAX;
    for (key, value) in rule.split(';').filter_map(|part| part.split_once('=')) {
        match key {
            "FREQ" if value == "YEARLY" => {}
            "INTERVAL" if value == "1" => {}
            "WKST" => {}
            "BYMONTH" if value.parse() == Ok(first.month()) => {}
            "BYMONTHDAY" if value.parse() == Ok(first.day()) => {}
            "UNTIL" => last = date(value.split('T').next().unwrap_or(value))?,
            "COUNT" => count = value.parse().ok()?,
            _ => return None,
        }
    }
    // 29 February comes in leap years only (RFC 5545, 3.3.10: invalid dates are ignored, and do not
    // count).
    let all = (first.year()..=*years.end())
        .filter_map(|year| Date::new(year, first.month(), first.day()).ok())
        .take(count)
        .take_while(|day| *day <= last);
    Some(all.filter(|day| day.year() >= years.start().saturating_sub(1)).collect())
}

/// A date without a time: `20261225`. With a time, it is no whole day.
fn date(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Date::strptime("%Y%m%d", text).ok()).flatten()
}

fn value(entry: &Component<'_>, name: &str) -> Option<String> {
    entry
        .properties
        .iter()
        .find(|property| property.name == name)
        .map(|property| property.val.as_ref().trim().to_owned())
}

/// Text as RFC 5545, 3.3.11 writes it.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            other => plain.push(other),
        }
    }
    plain
}
