use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn wednesday() -> Zoned {
    jiff::civil::date(2026, 3, 11)
        .at(10, 15, 0, 0)
        .to_zoned(TimeZone::get("Europe/Berlin").unwrap())
        .unwrap()
}

fn shown(when: &When) -> String {
    let bound = when.bound.map(|bound| format!("{bound:?} ")).unwrap_or_default();
    let short = |at: DateTime| {
        let text = at.strftime("%m-%dT%H:%M").to_string();
        text.strip_suffix("T00:00").map(str::to_owned).unwrap_or(text)
    };
    match when.kind {
        Kind::Duration => format!("{bound}{}s", when.seconds.unwrap_or(0)),
        Kind::Date => format!("{bound}{}", short(when.from)),
        _ if when.from == when.to => format!("{bound}{}", short(when.from)),
        _ => format!("{bound}{}..{}", short(when.from), short(when.to)),
    }
}

fn check(lean: Lean, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let context = Context { lean, ..Context::promising(wednesday(), &MondayToFriday) };
        let found: Vec<_> = find(text, &context).iter().map(shown).collect();
        if found.join(" | ") != *expected {
            wrong += &format!("{text}: {} instead of {expected}\n", found.join(" | "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn german_phrases_are_read() {
    check(
        Lean::Future,
        &[
            ("Wir melden uns bis morgen 12 Uhr.", "By 03-12T12:00"),
            ("heute zwischen 14 und 16 Uhr", "03-11T14:00..03-11T16:00"),
            ("am Donnerstag, den 12. März, zwischen 8 und 12 Uhr", "03-12T08:00..03-12T12:00"),
            ("Morgen früh um halb neun", "03-12T08:30"),
            ("viertel nach drei", "03-11T15:15"),
            ("dreiviertel acht", "03-11T19:45"),
            ("um 3", "03-11T15:00"),
            ("am 1.4. Bescheid", "04-01"),
            ("Freitag 13.03.2026, 10:00 Uhr", "03-13T10:00"),
            ("in 3-5 Werktagen", "03-18..03-19"),
            ("innerhalb von 24 Stunden", "By 03-12T10:15"),
            ("in anderthalb Stunden", "03-11T11:45"),
            ("in einer halben Stunde", "03-11T10:45"),
            ("spätestens übermorgen", "By 03-13"),
            ("Samstagvormittag", "03-14T06:00..03-14T12:00"),
            ("bis Ende der Woche", "By 03-13..03-16"),
            ("bis Ende März", "By 03-21..04-01"),
            ("nächste Woche Montag", "03-16"),
            ("Montag in einer Woche", "03-23"),
            ("in den nächsten drei Tagen", "03-11T10:15..03-14T10:15"),
            ("vom 3. bis zum 12. September", "09-03..09-13"),
            ("heute Abend", "03-11T18:00..03-12"),
            ("vor dem Wochenende", "Before 03-14..03-16"),
            ("Guten Morgen! Guten Tag und schönen Abend", ""),
            ("24/7 für 45 Euro und 100 Mbit", ""),
            ("um 8 am Freitag", "03-13T08:00"),
            ("Version 10.3 mit 1.5 GB", ""),
            ("vor Ostern", "Before 04-05"),
        ],
    );
    check(
        Lean::Nearest,
        &[
            ("am 10.3. um 14:22 ab", "03-10T14:22"),
            ("seit Montag kein Internet", "Since 03-09"),
            ("vor zwei Wochen", "02-25..02-26"),
            ("seit 3 Wochen", "Since 1814400s"),
            ("letzten Freitag", "03-06"),
            ("seit gestern Abend", "Since 03-10T18:00..03-11"),
        ],
    );
}

#[test]
fn english_phrases_are_read() {
    check(
        Lean::Future,
        &[
            ("by the end of the week", "By 03-13..03-16"),
            ("no later than 1 April", "By 04-01"),
            ("in a couple of hours", "03-11T12:15"),
            ("before the weekend", "Before 03-14..03-16"),
            ("within 5-7 working days", "By 03-20..03-21"),
            ("tomorrow between 8 and 10am", "03-12T08:00..03-12T10:00"),
            ("on Friday at 3.30pm", "03-13T15:30"),
            ("by 5pm today", "By 03-11T17:00"),
            ("half past eight tomorrow morning", "03-12T08:30"),
            ("March 13th, 2026 at noon", "03-13T12:00"),
            ("the day after tomorrow", "03-13"),
            ("next Tuesday afternoon", "03-17T12:00..03-17T18:00"),
            ("in two and a half hours", "03-11T12:45"),
            ("by close of business tomorrow", "By 03-12"),
            ("this afternoon", "03-11T12:00..03-11T18:00"),
            ("Have a great weekend and a nice evening", ""),
            ("you may be right, we march on", ""),
        ],
    );
    check(
        Lean::Nearest,
        &[
            ("dated 3 March", "03-03"),
            ("two days ago", "03-09..03-10"),
            ("last night", "03-10T20:00..03-11"),
        ],
    );
}

proptest! {
    #[test]
    fn no_text_is_an_error(text in "\\PC{0,80}") {
        let context = Context::promising(wednesday(), &MondayToFriday);
        for when in find(&text, &context) {
            prop_assert!(text.get(when.span.clone()).is_some());
            let _ = when.due();
        }
        let _ = vague(&text);
    }

    #[test]
    fn words_about_time_in_any_order_are_no_error(
        words in proptest::collection::vec(
            proptest::sample::select(&["bis", "3", ".", "13.03.", "morgen", "Uhr", "halb", "und", "zwischen", "nächste", "Woche", "Ende", "in", "99999",
                "Tagen", "Montag", "12:30", "pm", "last", "year", "-", "Jahre", "29.2.", "of", "the", "31", "Februar", "24", "Werktage"][..]), 0..40)
    ) {
        let text = words.join(" ");
        let context = Context::promising(wednesday(), &MondayToFriday);
        for when in find(&text, &context) {
            prop_assert!(text.get(when.span.clone()).is_some());
            let _ = when.due();
        }
    }
}
