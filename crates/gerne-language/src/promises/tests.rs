use jiff::{Zoned, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::when::MondayToFriday;

fn wednesday() -> Zoned {
    jiff::civil::date(2026, 3, 11)
        .at(10, 15, 0, 0)
        .to_zoned(TimeZone::get("Europe/Berlin").unwrap())
        .unwrap()
}

fn shown(promise: &Promise) -> String {
    let due = promise.due.map_or_else(String::new, |due| {
        format!(
            " {}{}",
            due.date.strftime("%m-%d"),
            due.time.map(|time| time.strftime("T%H:%M").to_string()).unwrap_or_default()
        )
    });
    format!("{:?} {:?}{due}", promise.kind, promise.firmness)
}

fn check(cases: &[(&str, &str)]) {
    let context = Context::promising(wednesday(), &MondayToFriday);
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found: Vec<_> = find(text, &context).iter().map(shown).collect();
        if found.join(" | ") != *expected {
            wrong += &format!("{text}\n  is {}\n not {expected}\n", found.join(" | "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn promises_are_read() {
    check(&[
        ("Wir rufen Sie bis morgen 12 Uhr zurück.", "NextWord Firm 03-12T12:00"),
        ("Ihr neuer Zähler hängt spätestens am Freitag.", "Result Firm 03-13"),
        ("Wir halten Sie auf dem Laufenden.", "NextWord Open"),
        ("Ihr Vertrag verlängert sich am 1. Mai um ein Jahr.", ""),
        ("Geben Sie mir bitte bis morgen Ihre Nummer.", ""),
        ("It'll be squared away by month end.", "Result Firm 03-31"),
        (
            "Ein Techniker kommt am Freitag zwischen 8 und 12 Uhr zu Ihnen.",
            "Visit Firm 03-13T12:00",
        ),
        ("Das Geld wird innerhalb von 3 Werktagen erstattet.", "Result Firm 03-16"),
        ("Sie erhalten Ihr Ersatzgerät voraussichtlich am Samstag.", "Result Soft 03-14"),
        ("Ich habe das weitergegeben und melde mich heute noch bei Ihnen.", "NextWord Firm 03-11"),
        ("Wir melden uns, sobald wir mehr wissen.", "NextWord Open"),
        ("Ich kümmere mich zeitnah darum.", "Result Open"),
        ("Das Paket geht morgen raus.", "Result Firm 03-12"),
        ("We'll call you back by 3pm today.", "NextWord Firm 03-11T15:00"),
        ("You'll get your refund within 3–5 working days.", "Result Firm 03-18"),
        ("The engineer will be with you on Friday between 8am and 1pm.", "Visit Firm 03-13T13:00"),
        ("It should be fixed by tomorrow evening.", "Result Soft 03-12"),
        (
            "I'll look into this and get back to you within 24 hours.",
            "Result Open | NextWord Firm 03-12T10:15",
        ),
    ]);
}

#[test]
fn all_else_promises_nothing() {
    check(&[
        ("Bitte senden Sie uns das Gerät bis Freitag zurück.", ""),
        ("Wurde der Techniker für morgen bestätigt?", ""),
        ("Wir können leider nicht zusagen, dass es bis Montag klappt.", ""),
        ("Unsere Hotline ist bis 20 Uhr erreichbar.", ""),
        ("Ihr Vertrag läuft bis zum 31.12.2026.", ""),
        ("Sobald Sie uns das Formular schicken, erstatten wir den Betrag.", ""),
        ("Wir haben Ihnen gestern eine Mail geschickt.", ""),
        ("Ich wünsche Ihnen ein schönes Wochenende!", ""),
        ("Please return the router by Monday.", ""),
        ("We can't promise it will arrive tomorrow.", ""),
        ("The parcel was delivered yesterday at 3pm.", ""),
        ("Our shop is open until 8pm on Friday.", ""),
        ("Once you send us the form, we'll refund you within 3 days.", ""),
        ("Could you call us tomorrow?", ""),
    ]);
}

#[test]
fn customers_quote_what_was_promised() {
    let context = Context::reporting(wednesday(), &MondayToFriday);
    for (text, broken) in [
        ("Ihr wolltet euch bis gestern melden!", Some(true)),
        ("I was told someone would call me on Monday, nothing happened.", Some(true)),
        ("Mein Internet geht nicht.", None),
    ] {
        assert_eq!(quoted(text, &context).first().map(|quoted| quoted.broken), broken, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_an_error(text in "\\PC{0,120}") {
        let context = Context::promising(wednesday(), &MondayToFriday);
        for promise in find(&text, &context) {
            prop_assert!(text.get(promise.span.clone()).is_some() && text.get(promise.because.clone()).is_some());
        }
        for quoted in quoted(&text, &context) {
            prop_assert!(text.get(quoted.span.clone()).is_some());
        }
    }
}
