//! A week's regular hours.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// From when to when a team is open on a day, in minutes after local midnight.
///
/// As text, and in JSON, `"09:00-18:00"`; `"22:00-06:00"` ends on the next day and `"00:00-24:00"`
/// is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Opening {
    /// Minutes after midnight, 0 to 1,439.
    from: u16,
    /// Minutes after the same midnight, later than `from`, at most a day later.
    to: u16,
}

/// The openings of each weekday, Monday first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "a weekday is a weekday")]
pub struct Week {
    pub monday: Vec<Opening>,
    pub tuesday: Vec<Opening>,
    pub wednesday: Vec<Opening>,
    pub thursday: Vec<Opening>,
    pub friday: Vec<Opening>,
    pub saturday: Vec<Opening>,
    pub sunday: Vec<Opening>,
}

/// Hours that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeekError {
    /// Not of the form `09:00-18:00`.
    #[error("{0:?} is not a time of opening; write it as 09:00-18:00")]
    Unreadable(String),
    /// Two openings of one day overlap, or are not in order.
    #[error("{first} and {second} overlap or are out of order")]
    Overlap {
        /// The one that stands first.
        first: Opening,
        /// The one that begins before the first has ended.
        second: Opening,
    },
}

const DAY: u16 = 24 * 60;

impl Opening {
    /// The whole day.
    pub const ALL_DAY: Opening = Opening { from: 0, to: DAY };

    /// From an hour and minute to another, the next day's where the second is not later.
    ///
    /// # Errors
    /// [`WeekError::Unreadable`] where a time does not exist; 24:00 is only an end.
    pub fn new(from: (u16, u16), to: (u16, u16)) -> Result<Opening, WeekError> {
        let text = || format!("{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1);
        let minutes = |(hour, minute): (u16, u16)| (minute < 60).then_some(hour * 60 + minute);
        let start = minutes(from).filter(|start| *start < DAY);
        let end = minutes(to).filter(|end| *end <= DAY);
        let (Some(from), Some(to)) = (start, end) else {
            return Err(WeekError::Unreadable(text()));
        };
        Ok(Opening { from, to: if to > from { to } else { to + DAY } })
    }

    /// Minutes after midnight at which it begins.
    pub fn from(self) -> u16 {
        self.from
    }

    /// Minutes after the same midnight at which it ends; above 1,440 on the next day.
    pub fn to(self) -> u16 {
        self.to
    }
}

impl Week {
    /// The same openings from Monday to Friday, none at the weekend.
    pub fn monday_to_friday(openings: &[Opening]) -> Week {
        let day = openings.to_vec();
        Week {
            monday: day.clone(),
            tuesday: day.clone(),
            wednesday: day.clone(),
            thursday: day.clone(),
            friday: day,
            ..Week::default()
        }
    }

    /// Always open.
    pub fn around_the_clock() -> Week {
        let day = vec![Opening::ALL_DAY];
        Week { saturday: day.clone(), sunday: day.clone(), ..Week::monday_to_friday(&day) }
    }

    /// The openings of a weekday.
    pub fn on(&self, weekday: Weekday) -> &[Opening] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// Whether every day's openings are in order and apart. Where one reaches past midnight into
    /// the next day's first, the two are one; that is no error.
    ///
    /// # Errors
    /// [`WeekError::Overlap`] with the first two that are not.
    pub fn check(&self) -> Result<(), WeekError> {
        (1..=7).try_for_each(|day| {
            Weekday::from_monday_one_offset(day)
                .map_or(Ok(()), |weekday| in_order(self.on(weekday)))
        })
    }
}

/// Whether the openings of one day follow each other.
pub(crate) fn in_order(openings: &[Opening]) -> Result<(), WeekError> {
    for pair in openings.windows(2) {
        if let [first, second] = pair
            && second.from < first.to
        {
            return Err(WeekError::Overlap { first: *first, second: *second });
        }
    }
    Ok(())
}

impl std::fmt::Display for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let to = if self.to > DAY { self.to - DAY } else { self.to };
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, to / 60, to % 60)
    }
}

impl std::str::FromStr for Opening {
    type Err = WeekError;

    fn from_str(text: &str) -> Result<Opening, WeekError> {
        let unreadable = || WeekError::Unreadable(text.to_owned());
        let clock = |text: &str| -> Option<(u16, u16)> {
            let (hour, minute) = text.trim().split_once(':')?;
            Some((hour.parse().ok().filter(|hour| *hour <= 24)?, minute.parse().ok()?))
        };
        let (from, to) = text.split_once(['-', '–']).ok_or_else(unreadable)?;
        let (from, to) = clock(from).zip(clock(to)).ok_or_else(unreadable)?;
        Opening::new(from, to).map_err(|_| unreadable())
    }
}

impl TryFrom<String> for Opening {
    type Error = WeekError;

    fn try_from(text: String) -> Result<Opening, WeekError> {
        text.parse()
    }
}

impl From<Opening> for String {
    fn from(opening: Opening) -> String {
        opening.to_string()
    }
}
