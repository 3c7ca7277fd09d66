//! Time as a care team lives it: opening hours in a time zone, holidays of a federal state, working
//! days. Pure: the time is an argument, and nothing here knows what a conversation is.
//!
//! Three questions are asked of it. How much of a span was the team open, and when is so much
//! opening time over ([`OpeningHours`])? Which days are free ([`Holidays`])? Which date is so many
//! working days from here ([`WorkingDays`])?

mod cover;
mod day;
mod easter;
mod free;
mod holidays;
mod hours;
mod ical;
mod region;
mod week;
mod working;

pub use cover::Hours;
pub use easter::easter;
pub use free::{FreeDay, Name};
pub use holidays::Holidays;
pub use hours::{Exception, HoursError, OpeningHours};
pub use ical::{IcalError, IcalRead, from_ical};
pub use region::{Region, UnknownRegion};
pub use week::{Opening, Week, WeekError};
pub use working::WorkingDays;

#[cfg(test)]
mod tests;
