use jiff::civil::{Date, date};

use crate::easter::easter;
use crate::{Holidays, Name, Region};

/// The days of a year that are on no weekend, as `MM-DD`.
fn days(code: &str, year: i16) -> Vec<String> {
    let holidays = Holidays::of(code.parse().unwrap());
    holidays.of_year(year).iter().map(|free| free.date.strftime("%m-%d").to_string()).collect()
}

#[test]
fn easter_falls_where_the_church_says() {
    let known = [
        (1818, 3, 22),
        (1943, 4, 25),
        (2000, 4, 23),
        (2008, 3, 23),
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
    ];
    for (year, month, day) in known {
        assert_eq!(easter(year), Some(date(year, month, day)));
    }
}

#[test]
fn the_federal_states_keep_their_own_days() {
    let nrw = "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26";
    let bavaria = "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26";
    let berlin = "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26";
    let saxony = "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26";
    let brandenburg = "01-01 04-03 04-05 04-06 05-01 05-14 05-24 05-25 10-03 10-31 12-25 12-26";
    let saarland = "01-01 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26";
    let thuringia = "01-01 04-03 04-06 05-01 05-14 05-25 09-20 10-03 10-31 12-25 12-26";
    for (code, expected) in [
        ("DE-NW", nrw),
        ("DE-BY", bavaria),
        ("DE-BE", berlin),
        ("DE-SN", saxony),
        ("DE-BB", brandenburg),
        ("DE-SL", saarland),
        ("DE-TH", thuringia),
    ] {
        assert_eq!(days(code, 2026).join(" "), expected, "{code}");
    }
}

#[test]
fn laws_have_years() {
    assert!(days("DE-HH", 2017).contains(&"10-31".to_owned()));
    assert!(!days("DE-NW", 2018).contains(&"10-31".to_owned()));
    assert!(!days("DE-BE", 2018).contains(&"03-08".to_owned()));
    assert!(days("DE-BE", 2025).contains(&"05-08".to_owned()));
    assert!(!days("DE-BE", 2026).contains(&"05-08".to_owned()));
    assert!(days("DE-NW", 1994).contains(&"11-16".to_owned()), "Buß- und Bettag until 1994");
}

#[test]
fn other_countries_keep_theirs() {
    let austria = "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26";
    assert_eq!(days("AT", 2026).join(" "), austria);
    let ireland = "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26";
    assert_eq!(days("IE", 2026).join(" "), ireland);
    assert!(days("IE", 2030).contains(&"02-01".to_owned()), "1 February 2030 is a Friday");
    assert_eq!(days("CH", 2026).join(" "), "01-01 05-14 08-01 12-25");
}

/// As gov.uk lists them; the days at the weekend stay free for a shop that opens then.
#[test]
fn a_weekend_gives_a_substitute_day() {
    let england_2021 = "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28";
    assert_eq!(days("GB-ENG", 2021).join(" "), england_2021);
    let england_2022 = "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27";
    assert_eq!(days("GB-ENG", 2022).join(" "), england_2022);
    let scotland_2023 = "01-01 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26";
    assert_eq!(days("GB-SCT", 2023).join(" "), scotland_2023);
}

#[test]
fn what_holds_in_places_is_offered_and_not_assumed() {
    let bavaria: Region = "DE-BY".parse().unwrap();
    let assumption = date(2026, 8, 15);
    let mut holidays = Holidays::of(bavaria);
    assert_eq!(holidays.on(assumption), None);
    let offered = Holidays::in_places(bavaria, 2026);
    let offered = offered.iter().find(|free| free.date == assumption).unwrap();
    holidays.also.insert(offered.date, offered.name.clone());
    assert_eq!(holidays.on(assumption).unwrap().de, "Mariä Himmelfahrt");
}

#[test]
fn a_team_adds_days_and_takes_days_away() {
    let eve: Date = date(2026, 12, 24);
    let mut holidays = Holidays::of("DE-NW".parse().unwrap());
    holidays.also.insert(eve, Name::given("Heiligabend"));
    holidays.except.push(date(2026, 11, 1));
    assert_eq!(holidays.on(eve).unwrap().en, "Heiligabend");
    assert_eq!(holidays.on(date(2026, 11, 1)), None);
    let listed = holidays.of_year(2026);
    assert!(listed.iter().any(|free| free.date == eve));
    assert!(listed.iter().all(|free| free.date != date(2026, 11, 1)));
    let text = serde_json::to_string(&holidays).unwrap();
    assert_eq!(serde_json::from_str::<Holidays>(&text).unwrap(), holidays);
}

#[test]
fn an_unknown_region_names_the_known_ones() {
    let error = "DE-XX".parse::<Region>().unwrap_err().to_string();
    assert!(error.contains("DE-XX") && error.contains("DE-NW"), "{error}");
    assert_eq!("de-nw".parse::<Region>().unwrap().code(), "DE-NW");
}
