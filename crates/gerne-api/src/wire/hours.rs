//! When somebody is there.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Opening hours, and who covers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hours {
    /// The team's or account's id; the nil UUID: the house's.
    pub id: Uuid,
    /// `house`, `team`, `account`.
    pub whose: String,
    /// When they are there.
    #[serde(flatten)]
    pub hours: HoursBody,
    /// Whether somebody is there now, whoever covers included.
    pub open_now: bool,
    /// When they go, while they are there.
    pub closes_at: Option<Timestamp>,
    /// When they are there next, while they are not.
    pub opens_at: Option<Timestamp>,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// A week in a time zone, less the holidays, with exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoursBody {
    /// IANA name: `Europe/Berlin`.
    pub zone: String,
    /// The regular hours.
    pub week: WeekBody,
    /// Which days are free.
    #[serde(default)]
    pub holidays: HolidaysBody,
    /// Other hours on single dates (`2026-12-24`); they win over holidays.
    #[serde(default)]
    pub exceptions: BTreeMap<String, ExceptionBody>,
    /// The team that is there when they are not.
    #[serde(default)]
    pub covered_by: Option<Uuid>,
}

/// The openings of each weekday: `"09:00-18:00"`; `"22:00-06:00"` ends on the next day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[expect(missing_docs, reason = "a weekday is a weekday")]
pub struct WeekBody {
    pub monday: Vec<String>,
    pub tuesday: Vec<String>,
    pub wednesday: Vec<String>,
    pub thursday: Vec<String>,
    pub friday: Vec<String>,
    pub saturday: Vec<String>,
    pub sunday: Vec<String>,
}

/// Which days are free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct HolidaysBody {
    /// Whose law holds: `DE-NW`.
    pub regions: Vec<String>,
    /// Entered by hand, chosen, or read from a calendar file; by date.
    pub also: BTreeMap<String, DayName>,
    /// Dates on which they work although their regions do not.
    pub except: Vec<String>,
}

/// What a free day is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayName {
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
}

/// The hours of one date; none is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExceptionBody {
    /// Why, for people to read.
    pub reason: String,
    /// The openings of that date.
    pub openings: Vec<String>,
}

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FreeDay {
    /// Which.
    pub date: String,
    /// What it is called.
    pub name: DayName,
    /// It is free in some places of the region only: somebody chooses it.
    pub in_places: bool,
}

/// Places with holidays of their own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Regions {
    /// Their codes, Germany first: `DE-NW`.
    pub regions: Vec<String>,
}

/// A calendar file's text.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct IcalBody {
    /// iCalendar (`.ics`), at most a megabyte.
    pub text: String,
}

/// What a calendar file says.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IcalRead {
    /// Its free days, to be kept under `holidays.also`.
    pub days: Vec<FreeDay>,
    /// What it holds besides: entries that are no whole days, or repeat otherwise than every year.
    pub left_out: Vec<String>,
}
