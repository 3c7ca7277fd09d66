use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use crate::{Exception, Holidays, HoursError, Opening, OpeningHours, Week};

fn opening(text: &str) -> Opening {
    text.parse().unwrap()
}

/// Nine to six from Monday to Friday in Berlin, with the holidays of North Rhine-Westphalia.
fn shop() -> OpeningHours {
    OpeningHours::new("Europe/Berlin", Week::monday_to_friday(&[opening("09:00-18:00")]))
        .unwrap()
        .without(Holidays::of("DE-NW".parse().unwrap()))
}

/// An instant by the clock in Berlin.
fn berlin(text: &str) -> Timestamp {
    text.parse::<jiff::civil::DateTime>().unwrap().in_tz("Europe/Berlin").unwrap().timestamp()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

#[test]
fn only_what_is_open_counts() {
    let shop = shop();
    // Friday afternoon to Monday morning.
    let (friday, monday) = (berlin("2026-03-13T17:00"), berlin("2026-03-16T10:30"));
    assert_eq!(shop.between(friday, monday), SignedDuration::from_mins(150));
    assert_eq!(shop.between(monday, friday), SignedDuration::ZERO);
    // The week of Easter: Tuesday to Thursday, and Tuesday to Friday after it.
    assert_eq!(shop.between(berlin("2026-03-30T00:00"), berlin("2026-04-11T00:00")), hours(8 * 9));
}

#[test]
fn so_many_hours_from_now() {
    let shop = shop();
    assert_eq!(shop.after(berlin("2026-03-13T17:00"), hours(2)), Some(berlin("2026-03-16T10:00")));
    assert_eq!(shop.after(berlin("2026-03-13T17:00"), hours(1)), Some(berlin("2026-03-13T18:00")));
    assert_eq!(shop.next_open(berlin("2026-03-14T12:00")), Some(berlin("2026-03-16T09:00")));
    assert_eq!(shop.next_open(berlin("2026-03-16T12:00")), Some(berlin("2026-03-16T12:00")));
    assert_eq!(shop.next_open(berlin("2026-04-02T18:00")), Some(berlin("2026-04-07T09:00")));
    assert_eq!(shop.closes(berlin("2026-03-16T12:00")), Some(berlin("2026-03-16T18:00")));
    assert_eq!(shop.closes(berlin("2026-03-16T18:00")), None, "the end is outside");
}

#[test]
fn the_last_opening_of_a_day_ends_by_the_clock_on_the_wall() {
    let mut open = OpeningHours::new("Europe/Berlin", Week::default()).unwrap();
    // 2026-03-29 has 23 hours, 2026-10-25 has 25.
    let days = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 22)];
    for day in days {
        let openings = vec![opening("09:00-12:00"), opening("13:00-17:00")];
        open = open.except(day, Exception { reason: String::new(), openings }).unwrap();
    }
    for day in days {
        assert_eq!(open.closes_on(day), Some(berlin(&format!("{day}T17:00"))));
    }
    assert_eq!(open.closes_on(date(2026, 11, 23)), None);
}

#[test]
fn a_closed_team_never_opens() {
    let closed = OpeningHours::new("Europe/Berlin", Week::default()).unwrap();
    assert_eq!(closed.after(berlin("2026-03-13T17:00"), hours(1)), None);
    assert!(!closed.is_open(berlin("2026-03-13T17:00")));
}

#[test]
fn around_the_clock_every_hour_counts() {
    let always = OpeningHours::new("Europe/Berlin", Week::around_the_clock()).unwrap();
    let (from, to) = (berlin("2026-01-01T00:00"), berlin("2027-01-01T00:00"));
    assert_eq!(always.between(from, to), hours(365 * 24));
    assert_eq!(always.after(from, hours(365 * 24)), Some(to));
    assert_eq!(always.closes(from), None);
}

#[test]
fn a_night_shift_reaches_into_the_next_day() {
    let night = OpeningHours::new(
        "Europe/Berlin",
        Week { friday: vec![opening("22:00-06:00")], ..Week::default() },
    )
    .unwrap();
    assert!(night.is_open(berlin("2026-03-14T05:59")));
    assert!(!night.is_open(berlin("2026-03-14T06:00")));
    assert_eq!(night.between(berlin("2026-03-13T00:00"), berlin("2026-03-15T00:00")), hours(8));
    // In the night of the time change an hour is missing, or comes twice.
    let sunday = Week { saturday: vec![opening("22:00-06:00")], ..Week::default() };
    let night = OpeningHours::new("Europe/Berlin", sunday).unwrap();
    assert_eq!(night.between(berlin("2026-03-28T12:00"), berlin("2026-03-29T12:00")), hours(7));
    assert_eq!(night.between(berlin("2026-10-24T12:00"), berlin("2026-10-25T12:00")), hours(9));
}

#[test]
fn an_hour_that_the_clock_skips_is_not_open() {
    let week = Week { sunday: vec![opening("02:15-02:45")], ..Week::default() };
    let hours = OpeningHours::new("Europe/Berlin", week).unwrap();
    let day = (berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00"));
    assert_eq!(hours.between(day.0, day.1), SignedDuration::ZERO);
    let later = (berlin("2026-10-25T00:00"), berlin("2026-10-26T00:00"));
    assert_eq!(hours.between(later.0, later.1), SignedDuration::from_mins(30), "once, not twice");
}

#[test]
fn an_exception_wins_over_the_week_and_over_a_holiday() {
    let stocktaking = Exception { reason: "Inventur".to_owned(), openings: Vec::new() };
    let duty = Exception { reason: "Notdienst".to_owned(), openings: vec![opening("10:00-12:00")] };
    let shop = shop()
        .except(date(2026, 3, 16), stocktaking)
        .unwrap()
        .except(date(2026, 4, 6), duty)
        .unwrap();
    assert_eq!(shop.next_open(berlin("2026-03-14T12:00")), Some(berlin("2026-03-17T09:00")));
    assert_eq!(shop.between(berlin("2026-04-06T00:00"), berlin("2026-04-07T00:00")), hours(2));
}

#[test]
fn what_is_stored_comes_back() {
    let shop = shop();
    let text = serde_json::to_string(&shop).unwrap();
    assert!(text.contains(r#""monday":["09:00-18:00"]"#), "{text}");
    assert_eq!(serde_json::from_str::<OpeningHours>(&text).unwrap(), shop);
}

#[test]
fn hours_that_cannot_be_are_refused_with_the_reason() {
    let unknown = OpeningHours::new("Europe/Bonn", Week::default());
    assert_eq!(unknown, Err(HoursError::Zone("Europe/Bonn".to_owned())));
    let twice = Week::monday_to_friday(&[opening("09:00-12:00"), opening("11:00-18:00")]);
    assert!(matches!(OpeningHours::new("Europe/Berlin", twice), Err(HoursError::Week(_))));
    for text in ["9-18", "09:00", "25:00-26:00", "09:60-18:00", "24:00-06:00", "halb neun"] {
        assert!(text.parse::<Opening>().is_err(), "{text}");
    }
    assert_eq!(opening("00:00–24:00"), Opening::ALL_DAY);
}
