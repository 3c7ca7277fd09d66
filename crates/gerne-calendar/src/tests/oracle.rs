//! Opening hours against an oracle that is slow and simple: it walks minute by minute and looks at
//! the clock on the wall.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

use crate::{Holidays, Opening, OpeningHours, Week};

/// The changes of the clock in each fall within a few days of these dates, which lie in the middle
/// of what is tried; Lord Howe changes by half an hour, Apia left out a day.
const ZONES: [(&str, &str); 6] = [
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/St_Johns", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Kathmandu", "2026-12-25"),
];

/// The instant of a minute on the wall by looking at every minute from two days before.
fn first_shown(zone: &TimeZone, shown: DateTime) -> Timestamp {
    let mut at =
        shown.checked_sub(48.hours()).unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp();
    // Zones are at most 14 hours ahead, so that the wall shows less than `shown` here.
    loop {
        if zone.to_datetime(at) >= shown {
            return at;
        }
        at += SignedDuration::from_mins(1);
    }
}

fn oracle(hours: &OpeningHours, days: &[Date], from: Timestamp, to: Timestamp) -> SignedDuration {
    let spans: Vec<_> = days
        .iter()
        .flat_map(|day| hours.on(*day).iter().map(move |opening| (*day, *opening)))
        .map(|(day, opening)| {
            let midnight = day.to_datetime(jiff::civil::Time::midnight());
            let wall = |minutes: u16| midnight.checked_add(i64::from(minutes).minutes()).unwrap();
            let shown = |minutes| first_shown(hours.zone(), wall(minutes));
            (shown(opening.from()), shown(opening.to()))
        })
        .collect();
    let mut minutes = 0;
    let mut at = from;
    while at < to {
        minutes += i64::from(spans.iter().any(|(opens, closes)| *opens <= at && at < *closes));
        at += SignedDuration::from_mins(1);
    }
    SignedDuration::from_mins(minutes)
}

fn any_day() -> impl Strategy<Value = Vec<Opening>> {
    prop_oneof![
        2 => Just(Vec::new()),
        3 => (0_u16..24, 0_u16..60, 0_u16..24, 0_u16..60).prop_map(|(a, b, c, d)| {
            vec![Opening::new((a, b), (c, d)).unwrap()]
        }),
        2 => (0_u16..8, 0_u16..60, 9_u16..12, 13_u16..24).prop_map(|(a, b, c, d)| {
            vec![Opening::new((a, b), (c, b)).unwrap(), Opening::new((c, 59), (d, b)).unwrap()]
        }),
    ]
}

fn any_week() -> impl Strategy<Value = Week> {
    prop::collection::vec(any_day(), 7).prop_map(|mut days| Week {
        monday: days.remove(0),
        tuesday: days.remove(0),
        wednesday: days.remove(0),
        thursday: days.remove(0),
        friday: days.remove(0),
        saturday: days.remove(0),
        sunday: days.remove(0),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn business_time_is_what_the_oracle_counts(
        week in any_week(),
        zone in prop::sample::select(&ZONES[..]),
        start in 0_i64..2_880,
        length in 0_i64..4_320,
    ) {
        let (zone, middle) = zone;
        let Ok(hours) = OpeningHours::new(zone, week) else { return Ok(()) };
        let hours = hours.without(Holidays::of("DE-NW".parse().unwrap()));
        let middle: Date = middle.parse().unwrap();
        let first = middle.checked_sub(2.days()).unwrap();
        let days: Vec<Date> = middle.checked_sub(5.days()).unwrap().series(1.day()).take(12).collect();
        let begins = first.to_zoned(TimeZone::UTC).unwrap().timestamp();
        let from = begins + SignedDuration::from_mins(start);
        let to = from + SignedDuration::from_mins(length);
        let counted = hours.between(from, to);
        prop_assert_eq!(counted, oracle(&hours, &days, from, to));

        // The way back: after so much business time, that much is over and not less before.
        if let Some(due) = hours.after(from, counted) {
            prop_assert_eq!(hours.between(from, due), counted);
            prop_assert!(due <= to || counted.is_zero());
        }
        let more = counted + SignedDuration::from_mins(1);
        if let Some(due) = hours.after(from, more) {
            prop_assert!(due > to);
            prop_assert_eq!(hours.between(from, due), more);
        }
    }

    #[test]
    fn a_span_is_the_sum_of_its_parts(
        week in any_week(),
        cuts in prop::collection::vec(0_i64..20_000, 1..6),
    ) {
        let Ok(hours) = OpeningHours::new("Europe/Berlin", week) else { return Ok(()) };
        let begins: Timestamp = "2026-03-20T00:00:00Z".parse().unwrap();
        let mut at: Vec<Timestamp> =
            cuts.iter().map(|cut| begins + SignedDuration::from_mins(*cut)).collect();
        at.sort();
        let parts = at.windows(2).map(|pair| hours.between(pair[0], pair[1]));
        let sum = parts.fold(SignedDuration::ZERO, |sum, part| sum + part);
        prop_assert_eq!(sum, hours.between(at[0], at[at.len() - 1]));
    }
}
