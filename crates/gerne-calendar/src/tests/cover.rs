use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::{Hours, Opening, OpeningHours, Week};

fn open(zone: &str, text: &str) -> OpeningHours {
    let opening: Opening = text.parse().unwrap();
    OpeningHours::new(zone, Week::monday_to_friday(&[opening])).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn who_covers_makes_the_day_longer() {
    let berlin = open("Europe/Berlin", "09:00-17:00");
    let own = Hours::of(berlin.clone());
    let both = Hours::of(berlin).covered_by(open("America/New_York", "09:00-17:00"));
    // A Wednesday in winter: 9 to 17 in Berlin, 15 to 23 in New York by Berlin's clock.
    let (from, to) = (at("2026-01-14T00:00:00Z"), at("2026-01-15T00:00:00Z"));
    assert_eq!(own.between(from, to), SignedDuration::from_hours(8));
    assert_eq!(both.between(from, to), SignedDuration::from_hours(14));
    assert_eq!(both.closes(at("2026-01-14T10:00:00Z")), Some(at("2026-01-14T22:00:00Z")));
    let late = at("2026-01-14T15:30:00Z");
    assert_eq!(own.after(late, SignedDuration::from_hours(1)), Some(at("2026-01-15T08:30:00Z")));
    assert_eq!(both.after(late, SignedDuration::from_hours(1)), Some(at("2026-01-14T16:30:00Z")));
    assert!(both.is_open(at("2026-01-14T20:00:00Z")) && !own.is_open(at("2026-01-14T20:00:00Z")));
    assert!(both.holidays().is_some(), "one's own");
}

#[test]
fn where_nobody_said_when_it_is_always_open() {
    let always = Hours::always(jiff::tz::TimeZone::UTC).covered_by(open("UTC", "09:00-10:00"));
    let from = at("2026-01-14T00:00:00Z");
    let day = SignedDuration::from_hours(24);
    assert!(always.is_always() && always.is_open(from));
    assert_eq!(always.between(from, from + day), day);
    assert_eq!(always.between(from + day, from), SignedDuration::ZERO);
    assert_eq!(always.after(from, day), Some(from + day));
    assert_eq!((always.closes(from), always.next_open(from)), (None, Some(from)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn covered_is_whenever_one_of_both_is_there(
        own in (0_u16..24, 0_u16..24),
        other in (0_u16..24, 0_u16..24),
        start in 0_i64..4_000,
        length in 0_i64..6_000,
    ) {
        let week = |(a, b): (u16, u16)| Week::monday_to_friday(&[Opening::new((a, 0), (b, 30)).unwrap()]);
        let Ok(own) = OpeningHours::new("Europe/Berlin", week(own)) else { return Ok(()) };
        let Ok(other) = OpeningHours::new("Asia/Kathmandu", week(other)) else { return Ok(()) };
        let both = Hours::of(own.clone()).covered_by(other.clone());
        let from = at("2026-03-26T00:00:00Z") + SignedDuration::from_mins(start);
        let to = from + SignedDuration::from_mins(length);
        let minutes = (0..length)
            .map(|minute| from + SignedDuration::from_mins(minute))
            .filter(|at| own.is_open(*at) || other.is_open(*at))
            .count();
        let counted = SignedDuration::from_mins(i64::try_from(minutes).unwrap());
        prop_assert_eq!(both.between(from, to), counted);
        if let Some(due) = both.after(from, counted) {
            prop_assert_eq!(both.between(from, due), counted);
        }
    }
}
