//! Opening hours: how much of a span was open, and when so much opening time is over.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::day::first_shown;
use crate::holidays::Holidays;
use crate::week::{Opening, Week, WeekError, in_order};

/// When a team is there: a week in a time zone, less the holidays, with exceptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct OpeningHours {
    zone: TimeZone,
    written: Written,
}

/// The hours of one date, in place of the week's; they also win over a holiday. None is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Why, for people to read: "Inventur".
    #[serde(default)]
    pub reason: String,
    /// The openings of that date.
    pub openings: Vec<Opening>,
}

/// What is stored, and what a settings page edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    zone: String,
    week: Week,
    #[serde(default)]
    holidays: Holidays,
    #[serde(default)]
    exceptions: BTreeMap<Date, Exception>,
}

/// Opening hours that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// The IANA time zone database does not know the name.
    #[error("there is no time zone {0:?}; write it as Europe/Berlin")]
    Zone(String),
    /// A weekday's openings overlap.
    #[error("the hours of a weekday cannot be")]
    Week(#[source] WeekError),
    /// An exception's openings overlap.
    #[error("the hours of {date} cannot be")]
    Exception {
        /// Which date.
        date: Date,
        /// Why not.
        #[source]
        source: WeekError,
    },
}

/// How far ahead an opening is looked for. A team that opens less than once in ten years is closed.
const HORIZON_DAYS: usize = 3_660;

impl OpeningHours {
    /// A week in a time zone by its IANA name, `Europe/Berlin`.
    ///
    /// # Errors
    /// [`HoursError`] where the zone is unknown or openings overlap.
    pub fn new(zone: &str, week: Week) -> Result<OpeningHours, HoursError> {
        let written = Written {
            zone: zone.to_owned(),
            week,
            holidays: Holidays::default(),
            exceptions: BTreeMap::new(),
        };
        OpeningHours::try_from(written)
    }

    /// The same without the days that are free.
    #[must_use]
    pub fn without(mut self, holidays: Holidays) -> OpeningHours {
        self.written.holidays = holidays;
        self
    }

    /// The same with other hours on one date.
    ///
    /// # Errors
    /// [`HoursError::Exception`] where its openings overlap.
    pub fn except(mut self, date: Date, exception: Exception) -> Result<OpeningHours, HoursError> {
        in_order(&exception.openings).map_err(|source| HoursError::Exception { date, source })?;
        self.written.exceptions.insert(date, exception);
        Ok(self)
    }

    /// The time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The time zone's name, as it was written.
    pub fn zone_name(&self) -> &str {
        &self.written.zone
    }

    /// The free days.
    pub fn holidays(&self) -> &Holidays {
        &self.written.holidays
    }

    /// The openings that begin on a date.
    pub fn on(&self, date: Date) -> &[Opening] {
        if let Some(exception) = self.written.exceptions.get(&date) {
            return &exception.openings;
        }
        if self.written.holidays.on(date).is_some() {
            return &[];
        }
        self.written.week.on(date.weekday())
    }

    /// When the last opening that begins on a date ends, as the clock on the wall shows it; `None` where
    /// none does.
    pub fn closes_on(&self, date: Date) -> Option<Timestamp> {
        first_shown(&self.zone, date, self.on(date).last()?.to())
    }

    /// Whether the team is there at an instant. An opening's end is outside of it.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.spans(at).next().is_some_and(|(from, _)| from <= at)
    }

    /// How much of the span from one instant to another was open: business time. Nought where the
    /// second is not later.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        self.spans(from)
            .take_while(|(opens, _)| *opens < to)
            .map(|(opens, closes)| closes.min(to).duration_since(opens.max(from)))
            .fold(SignedDuration::ZERO, |sum, open| sum + open)
    }

    /// When so much opening time will be over, counted from an instant; for nought or less, when
    /// the team is there next. An end that falls on closing time is the closing time.
    ///
    /// `None` where the team does not open often enough within ten years.
    pub fn after(&self, from: Timestamp, open: SignedDuration) -> Option<Timestamp> {
        let mut left = open.max(SignedDuration::ZERO);
        for (opens, closes) in self.spans(from) {
            let opens = opens.max(from);
            let here = closes.duration_since(opens);
            if left <= here {
                return opens.checked_add(left).ok();
            }
            left -= here;
        }
        None
    }

    /// When the team is there next: the instant itself where it is there.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        self.after(at, SignedDuration::ZERO)
    }

    /// When the team will go, where it is there: the end of the opening in force. `None` where it is
    /// not there, and where it never goes.
    pub fn closes(&self, at: Timestamp) -> Option<Timestamp> {
        let mut spans = self.spans(at);
        let (_, mut until) = spans.next().filter(|(opens, _)| *opens <= at)?;
        for (opens, closes) in spans {
            if opens > until {
                return Some(until);
            }
            until = closes;
        }
        None
    }

    /// What is open from an instant on, as instants, in order, none of them empty; those that touch
    /// are one. The first may have begun before.
    pub(crate) fn spans(
        &self,
        from: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        // An opening of the day before may reach past midnight, and a zone may skip a day.
        let first = from.to_zoned(self.zone.clone()).date().saturating_sub(2.days());
        let raw = first
            .series(1.day())
            .take(HORIZON_DAYS)
            .flat_map(|date| self.on(date).iter().map(move |opening| (date, *opening)))
            .filter_map(|(date, opening)| {
                let opens = first_shown(&self.zone, date, opening.from())?;
                let closes = first_shown(&self.zone, date, opening.to())?;
                Some((opens, closes))
            });
        joined(raw).filter(move |(_, closes)| *closes > from)
    }
}

/// Spans in order, joined where they touch or overlap.
pub(crate) fn joined<I>(raw: I) -> impl Iterator<Item = (Timestamp, Timestamp)>
where
    I: Iterator<Item = (Timestamp, Timestamp)>,
{
    Joined { raw, held: None }
}

/// Joins spans that touch or overlap, and leaves out empty ones.
struct Joined<I> {
    raw: I,
    held: Option<(Timestamp, Timestamp)>,
}

/// Around the clock, openings would be joined without end; a span is handed out at this length and
/// goes on as the next.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 30);

impl<I: Iterator<Item = (Timestamp, Timestamp)>> Iterator for Joined<I> {
    type Item = (Timestamp, Timestamp);

    fn next(&mut self) -> Option<(Timestamp, Timestamp)> {
        for (opens, closes) in self.raw.by_ref().filter(|(opens, closes)| opens < closes) {
            match self.held {
                None => self.held = Some((opens, closes)),
                Some((first, last)) if opens <= last && last.duration_since(first) < LONGEST => {
                    self.held = Some((first, last.max(closes)));
                }
                // The next one begins where this one has ended, also where both overlap.
                Some(held) => {
                    self.held = (closes > held.1).then_some((opens.max(held.1), closes));
                    return Some(held);
                }
            }
        }
        self.held.take()
    }
}

impl TryFrom<Written> for OpeningHours {
    type Error = HoursError;

    fn try_from(written: Written) -> Result<OpeningHours, HoursError> {
        let zone =
            TimeZone::get(&written.zone).map_err(|_| HoursError::Zone(written.zone.clone()))?;
        written.week.check().map_err(HoursError::Week)?;
        for (date, exception) in &written.exceptions {
            in_order(&exception.openings)
                .map_err(|source| HoursError::Exception { date: *date, source })?;
        }
        Ok(OpeningHours { zone, written })
    }
}

impl From<OpeningHours> for Written {
    fn from(hours: OpeningHours) -> Written {
        hours.written
    }
}
