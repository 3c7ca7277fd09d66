//! What a text promises, by when in the time of who keeps it, and when its owner is reminded. Pure;
//! `promises/` puts it to work.

mod clock;
mod keeping;
mod quoted;

use std::time::Duration;

use gerne_calendar::{OpeningHours, WorkingDays};
use gerne_domain::{
    Firmness, PromiseKind, Timestamp,
    time::{before, between},
};
use gerne_language::{
    card::{By, Place, promised},
    promises::{self, Promise},
    when::{self, Context, Due},
};
use jiff::{
    ToSpan as _,
    civil::{Date, Time, time},
};

pub use keeping::SaidPromise;
pub(crate) use keeping::Source;

/// A day ends for a promise when nobody said when the team goes.
const EVENING: Time = time(17, 0, 0, 0);
/// An owner is reminded so long before at least, and at most.
const LEAD: (Duration, Duration) = (Duration::from_mins(15), Duration::from_hours(2));
/// Days that are looked back for an hour in which somebody is there.
const BACK: i64 = 10;

/// A promise in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPromise {
    /// What.
    pub kind: PromiseKind,
    /// How firmly.
    pub firmness: Firmness,
    /// By when.
    pub due: Option<Timestamp>,
    /// The words.
    pub text: String,
    /// Where they begin, in UTF-16 units.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// Where a time stands that is none: start and end in UTF-16 units.
    pub vague: Option<(u32, u32)>,
}

/// What a text of ours promises that is said at a time, to the customer or as a report of what was said.
pub(crate) fn read(
    text: &str,
    by: By,
    said_at: Timestamp,
    hours: &OpeningHours,
) -> Vec<FoundPromise> {
    let days = Days(hours);
    let context = Context::promising(said_at.to_zoned(hours.zone().clone()), &days);
    let found = promised(text, Place { by, opens: false }, &context).into_iter();
    found.filter_map(|promise| found_in(text, &promise, said_at, hours)).collect()
}

/// When the clock first has something to do with a promise: to remind, while somebody is there.
pub(crate) fn remind_at(made_at: Timestamp, due: Timestamp, hours: &OpeningHours) -> Timestamp {
    let lead = (between(made_at, due) / 4).clamp(LEAD.0, LEAD.1);
    let at = before(due, lead);
    if at <= made_at || hours.is_open(at) {
        return at.max(made_at);
    }
    let day = at.to_zoned(hours.zone().clone()).date();
    let ends = (0..BACK).filter_map(|back| hours.closes_on(day.checked_sub(back.days()).ok()?));
    let last = ends.map(|end| before(end, lead)).find(|end| *end < at && *end > made_at);
    last.unwrap_or(at)
}

/// The instant behind which something is late.
pub(crate) fn instant(due: Due, said_at: Timestamp, hours: &OpeningHours) -> Option<Timestamp> {
    let zone = || hours.zone().clone();
    if let Some(time) = due.time {
        return Some(due.date.to_datetime(time).to_zoned(zone()).ok()?.timestamp());
    }
    let evening = match hours.closes_on(due.date) {
        Some(closes) => closes,
        None => due.date.to_datetime(EVENING).to_zoned(zone()).ok()?.timestamp(),
    };
    // Promised for today after everybody has gone: the day has an end of its own.
    if evening > said_at {
        return Some(evening);
    }
    Some(due.date.checked_add(1.day()).ok()?.to_zoned(zone()).ok()?.timestamp())
}

/// A place in a text as programs in browsers count it.
pub(crate) fn utf16(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The words between two places of a text, in UTF-16 units.
pub(crate) fn words(text: &str, start: u32, end: u32) -> String {
    let span = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let units: Vec<u16> = text.encode_utf16().skip(start).take(span).collect();
    String::from_utf16_lossy(&units)
}

fn found_in(
    text: &str,
    promise: &Promise,
    said_at: Timestamp,
    hours: &OpeningHours,
) -> Option<FoundPromise> {
    let place = |span: &std::ops::Range<usize>| (utf16(text, span.start), utf16(text, span.end));
    let (start, end) = place(&promise.span);
    Some(FoundPromise {
        kind: match promise.kind {
            promises::PromiseKind::Result => PromiseKind::Result,
            promises::PromiseKind::NextWord => PromiseKind::NextWord,
            promises::PromiseKind::Visit => PromiseKind::Visit,
        },
        firmness: match promise.firmness {
            promises::Firmness::Firm => Firmness::Firm,
            promises::Firmness::Soft => Firmness::Soft,
            promises::Firmness::Open => Firmness::Open,
        },
        due: promise.due.and_then(|due| instant(due, said_at, hours)),
        text: text.get(promise.span.clone())?.trim().to_owned(),
        start,
        end,
        vague: promise.vague.as_ref().map(place),
    })
}

/// Monday to Friday without what is free where the team is.
pub(crate) struct Days<'a>(pub(crate) &'a OpeningHours);

impl when::WorkingDays for Days<'_> {
    fn is_working(&self, day: Date) -> bool {
        WorkingDays::monday_to_friday(self.0.holidays()).is_working(day)
    }
}

#[cfg(test)]
mod tests {
    use gerne_calendar::{Holidays, Opening, Week};

    use super::*;

    fn hours() -> OpeningHours {
        let day = Opening::new((9, 0), (17, 0)).unwrap();
        let hours = OpeningHours::new("Europe/Berlin", Week::monday_to_friday(&[day])).unwrap();
        hours.without(Holidays::of("DE-BY".parse().unwrap()))
    }

    #[test]
    fn due_times_follow_hours_holidays_and_zone() {
        // A Wednesday, 10:15 in Berlin; the sixth of January is free in Bavaria.
        for (said, text, due) in [
            (
                "2026-03-11T09:15:00Z",
                "Wir rufen Sie bis morgen 12 Uhr zurück.",
                "2026-03-12T11:00:00Z",
            ),
            (
                "2026-03-11T09:15:00Z",
                "Ich melde mich heute noch bei Ihnen.",
                "2026-03-11T16:00:00Z",
            ),
            (
                "2026-03-11T18:15:00Z",
                "Ich melde mich heute noch bei Ihnen.",
                "2026-03-11T23:00:00Z",
            ),
            (
                "2026-01-05T09:15:00Z",
                "Das Geld wird innerhalb von 2 Werktagen erstattet.",
                "2026-01-08T16:00:00Z",
            ),
            // The clock goes forward in the night to the 29th.
            (
                "2026-03-27T09:15:00Z",
                "We'll call you back by 3pm on Monday.",
                "2026-03-30T13:00:00Z",
            ),
        ] {
            let found = read(text, By::Us, said.parse().unwrap(), &hours());
            let dues: Vec<_> = found.iter().filter_map(|p| p.due).map(|d| d.to_string()).collect();
            assert_eq!(dues, [due], "{text}");
        }
    }

    #[test]
    fn places_are_counted_as_browsers_do() {
        let text = "🙂 Grüße! Wir melden uns morgen.";
        let found = read(text, By::Us, "2026-03-11T09:15:00Z".parse().unwrap(), &hours());
        let one = found.first().unwrap();
        assert_eq!(words(text, one.start, one.end), one.text);
        assert_eq!(one.start, 10);
    }

    #[test]
    fn owners_are_reminded_while_they_are_there() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let remind = |made, due| remind_at(at(made), at(due), &hours()).to_string();
        // By noon of the next day: two hours before.
        assert_eq!(remind("2026-03-11T09:15:00Z", "2026-03-12T11:00:00Z"), "2026-03-12T09:00:00Z");
        // By nine in the morning: the evening before.
        assert_eq!(remind("2026-03-11T09:15:00Z", "2026-03-12T08:00:00Z"), "2026-03-11T14:00:00Z");
        // Within the hour: a quarter of an hour before.
        assert_eq!(remind("2026-03-11T09:15:00Z", "2026-03-11T10:00:00Z"), "2026-03-11T09:45:00Z");
    }
}
