use jiff::civil::date;

use crate::{IcalError, from_ical};

const FILE: &str = "\u{feff}BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Beispiel//Feiertage//DE\r
BEGIN:VEVENT\r
UID:1@example.com\r
DTSTART;VALUE=DATE:20261224\r
DTEND;VALUE=DATE:20261225\r
SUMMARY:Heiligabend\\, nachmittags\r
 \x20frei\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@example.com\r
DTSTART;VALUE=DATE:20200516\r
RRULE:FREQ=YEARLY;UNTIL=20270516\r
SUMMARY:Firmengründung\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3@example.com\r
DTSTART;VALUE=DATE:20261228\r
DTEND;VALUE=DATE:20270103\r
SUMMARY:Betriebsruhe\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:4@example.com\r
DTSTART:20261111T111100Z\r
DTEND:20261111T121100Z\r
SUMMARY:Karneval\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:5@example.com\r
DTSTART;VALUE=DATE:20260105\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Teamtag\r
END:VEVENT\r
END:VCALENDAR\r
";

#[test]
fn a_file_gives_whole_days_and_names_what_it_left_out() {
    let read = from_ical(FILE, 2026..=2028).unwrap();
    let days: Vec<_> = read.days.iter().map(|(day, name)| (day.to_string(), &name.de)).collect();
    let expected = [
        ("2026-05-16", "Firmengründung"),
        ("2026-12-24", "Heiligabend, nachmittags frei"),
        ("2026-12-28", "Betriebsruhe"),
        ("2026-12-29", "Betriebsruhe"),
        ("2026-12-30", "Betriebsruhe"),
        ("2026-12-31", "Betriebsruhe"),
        ("2027-01-01", "Betriebsruhe"),
        ("2027-01-02", "Betriebsruhe"),
        ("2027-05-16", "Firmengründung"),
    ];
    assert_eq!(days.len(), expected.len(), "{days:?}");
    for ((day, name), (wanted, called)) in days.iter().zip(expected) {
        assert_eq!((day.as_str(), name.as_str()), (wanted, called));
    }
    assert_eq!(read.left_out, ["Karneval", "Teamtag"]);
}

#[test]
fn entries_of_a_year_that_is_not_asked_for_are_not_given() {
    let read = from_ical(FILE, 2030..=2031).unwrap();
    assert!(read.days.is_empty(), "{:?}", read.days);
    assert!(!read.days.contains_key(&date(2030, 5, 16)), "UNTIL is over");
}

#[test]
fn what_is_no_calendar_is_told() {
    assert!(from_ical("Feiertage: alle", 2026..=2026).is_err());
    let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    assert_eq!(from_ical(empty, 2026..=2026), Err(IcalError::Empty));
    assert_eq!(from_ical(&"x".repeat(2 << 20), 2026..=2026), Err(IcalError::TooLarge));
}
