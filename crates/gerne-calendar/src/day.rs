//! From the clock on the wall to an instant.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// The first instant at which the clock on the wall shows a minute of a day, or a later one.
///
/// Where the clock is put back and shows it twice, it is the first time; where the clock is put
/// forward over it, it is the moment of the change. `minutes` may reach into the next day. `None`
/// beyond the calendar's end.
pub(crate) fn first_shown(zone: &TimeZone, date: Date, minutes: u16) -> Option<Timestamp> {
    let shown: DateTime = date
        .to_datetime(jiff::civil::Time::midnight())
        .checked_add(i64::from(minutes).minutes())
        .ok()?;
    match zone.to_ambiguous_timestamp(shown).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(shown).ok(),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(shown).ok(),
        // Read with the later offset, the time lies before the change, which is the next there is.
        AmbiguousOffset::Gap { after, .. } => {
            let earlier = after.to_timestamp(shown).ok()?;
            Some(zone.following(earlier).next()?.timestamp())
        }
    }
}
