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

fn found(text: &str, region: Region) -> Vec<Fact> {
    let context = Context::reporting(wednesday(), &MondayToFriday);
    find(text, &context, &Known { region, ..Known::default() })
}

fn check(region: Region, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let quiet = |kind: &FactKind| matches!(kind, FactKind::Problem | FactKind::Amount);
        let all = found(text, region);
        let all: Vec<_> = all
            .iter()
            .filter(|fact| !quiet(&fact.kind))
            .map(|fact| format!("{}={}", fact.kind.name(), fact.norm))
            .collect();
        if all.join(" ") != *expected {
            wrong += &format!("{text}\n  is {}\n not {expected}\n", all.join(" "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn numbers_are_what_the_word_beside_them_says() {
    check(
        Region::De,
        &[
            ("Kundennummer 8812-3344, bitte dringend helfen", "customer_no=88123344"),
            ("Kd.-Nr.: 77 120 334", "customer_no=77120334"),
            ("Meine Bestellung B-20417 ist offen", "order_no=B-20417"),
            (
                "Auftrag 4400981 und Rechnungsnummer: R/2026/0042",
                "order_no=4400981 invoice_no=R/2026/0042",
            ),
            ("90011223 ist meine Kundennummer", "customer_no=90011223"),
            ("Die Kundennummern 112233 und 445566", "customer_no=112233 customer_no=445566"),
            ("Bestellung am 10.03.2026 für 49,90 Euro", "date=2026-03-10"),
            ("Bestellung vor 12345 Jahren", ""),
            ("Paketnummer 00340434161094000017 steckt fest", "tracking_no=00340434161094000017"),
            ("Artikel 0171 2345678 gekauft", ""),
            ("Rückruf bitte: 0171 3920001", "phone=+491713920001"),
            ("erreichbar unter (0228) 555 01 23 ab 17 Uhr", "phone=+492285550123"),
            ("Bestellnummer 0171 3920001", "order_no=01713920001"),
            ("Habe eure Hotline 0228 5550123 angerufen", ""),
            ("meine IBAN DE89 3704 0044 0532 0130 00", "iban=DE89370400440532013000"),
            ("Karte 4111 1111 1111 1111", "card=4111111111111111"),
            ("anna punkt berg at example punkt org", "email=anna.berg@example.org"),
            ("schreibt an anna.berg@example.org.", "email=anna.berg@example.org"),
        ],
    );
    check(
        Region::Gb,
        &[
            ("Ring me on 07700 900123 after 5", "phone=+447700900123"),
            ("my account number is 4455 6677", "account_no=44556677"),
            ("invoice 20931 dated 2 March", "invoice_no=20931 date=2026-03-02"),
            ("case ref CR/7781", "ticket_no=CR/7781"),
            ("3 orders in 12 months for £450", ""),
            ("my account is 88-20-441 and it is locked", "account_no=8820441"),
            ("my order is 5 days late", ""),
        ],
    );
    check(
        Region::De,
        &[
            ("Am Freitag bestellt (B-77120), keine Bestätigung", "order_no=B-77120"),
            ("Mein Umzugsauftrag 4400981 fehlt", "order_no=4400981"),
            ("Wo bleibt RR123456785DE?", "tracking_no=RR123456785DE"),
        ],
    );
}

#[test]
fn devices_are_told_by_what_stands_around_them() {
    check(
        Region::De,
        &[
            ("Der Staubsauger (Orion VX-9) saugt nicht", "device=Orion VX-9"),
            ("die Ventora Mini bleibt dunkel", "device=Ventora Mini"),
            ("Modell HT-2200 wird nicht warm", "device=HT-2200"),
            ("der Tarif Plus ist zu teuer", ""),
            ("die S3 kam nicht", "train=S3"),
        ],
    );
    check(
        Region::Gb,
        &[
            ("I've got a Solway TX-11 and the screen flickers", "device=Solway TX-11"),
            ("my Corvex S20 has no signal", "device=Corvex S20"),
            ("the display shows TX-11", "error_code=TX-11"),
        ],
    );
}

#[test]
fn what_was_called_off_is_needed_by_nobody() {
    check(
        Region::De,
        &[
            ("Termin am 16.3. um 8:30 Uhr wurde abgesagt", "date=2026-03-16 time=08:30"),
            ("Der Zug um 17.42 Uhr ist immer noch nicht da", "time=17:42"),
        ],
    );
    check(Region::Gb, &[("the 7.45 from Hove never arrived", "time=07:45")]);
}

#[test]
fn steps_are_told_by_the_forms_of_their_words() {
    let tried = |text: &str| {
        found(text, Region::De).iter().filter(|fact| fact.kind == FactKind::Tried).count()
    };
    for (text, expected) in [
        ("Den Siphon habe ich ausgebaut, es stinkt weiter", 1),
        ("Thermostatkopf abgeschraubt, Stift bewegt sich", 1),
        ("Emptied the tank and rinsed the filter", 2),
        ("swapping the bulbs didn't help", 1),
        ("Ich habe den Router bestellt", 0),
        ("Der Techniker hat den Siphon ausgebaut", 0),
        ("Siphon nicht ausgebaut", 0),
        ("You emptied the tank", 0),
    ] {
        assert_eq!(tried(text), expected, "{text}");
    }
}

#[test]
fn other_facts_are_read() {
    check(
        Region::De,
        &[
            ("Mein Name ist Lena von Berg und ich warte", "name=Lena von Berg"),
            ("Ich bin Kunde bei euch", ""),
            ("Danke!\nViele Grüße\nTom Ahrens", "name=Tom Ahrens"),
            ("Wohne im Lindenweg 4a, 53111 Bonn jetzt", "address=Lindenweg 4a, 53111 Bonn"),
            (
                "Adresse: Am Alten Markt 12, 60311 Frankfurt am Main",
                "address=Am Alten Markt 12, 60311 Frankfurt am Main",
            ),
            ("RE 5 um 7:14 ab Bonn, dann S3", "train=RE 5 time=07:14 train=S3"),
            ("Waschmaschine zeigt E18 an", "error_code=E18"),
            ("Fehlercode F7121 am Router", "error_code=F7121"),
            (
                "Habe den Router schon zweimal neu gestartet",
                "tried=den Router schon zweimal neu gestartet",
            ),
            ("Seit Montag geht das WLAN nicht", "since=2026-03-09"),
            ("Ich brauche das bis Freitag", "needed_by=2026-03-13"),
            ("geboren am 4.5.1980", "birth_date=1980-05-04"),
            (
                "FRITZ!Box 7530 AX und iPhone 15 Pro",
                "device=FRITZ!Box 7530 AX device=iPhone 15 Pro",
            ),
        ],
    );
    check(
        Region::Gb,
        &[
            ("My name is Alex O'Neill.", "name=Alex O'Neill"),
            ("Send it to 14 Mill Lane, York YO1 7PX please", "address=14 Mill Lane, York YO1 7PX"),
            ("No hot water for three weeks", "since=2026-02-18"),
            ("I need this fixed by Friday", "needed_by=2026-03-13"),
            (
                "I've restarted the hub and swapped the cable",
                "tried=restarted the hub tried=swapped the cable",
            ),
        ],
    );
}

#[test]
fn trouble_is_told_from_annoyance() {
    for (text, expected) in [
        ("Seit gestern kein Internet in der ganzen Straße", 1),
        ("Das ist eine Frechheit!", 0),
        ("Danke, läuft wieder", 0),
        ("Die App stürzt ab und die Rechnung ist falsch", 2),
        ("Wann öffnet der Laden?", 0),
        ("My parcel never arrived", 1),
        ("Great service, thank you!", 0),
    ] {
        let count =
            found(text, Region::De).iter().filter(|fact| fact.kind == FactKind::Problem).count();
        assert_eq!(count, expected, "{text}");
    }
}

#[test]
fn shapes_and_products_of_the_company_are_found() {
    let pattern =
        Pattern::learn(FactKind::ContractNo, &["V77-10023", "V77-20984", "V77-99120"]).unwrap();
    let known = Known {
        region: Region::De,
        products: &["Nordlicht Home 2".to_owned()],
        patterns: &[pattern],
    };
    let context = Context::reporting(wednesday(), &MondayToFriday);
    let all = find("V77-55555: mein nordlicht home 2 blinkt", &context, &known);
    let all: Vec<_> = all
        .iter()
        .filter(|fact| fact.kind != FactKind::Problem)
        .map(|fact| (fact.kind, fact.norm.as_str()))
        .collect();
    assert_eq!(all, [(FactKind::ContractNo, "V7755555"), (FactKind::Device, "Nordlicht Home 2")]);
}

proptest! {
    #[test]
    fn no_text_is_an_error(text in "\\PC{0,120}") {
        for fact in found(&text, Region::De) {
            prop_assert_eq!(text.get(fact.span.clone()), Some(fact.raw.as_str()));
        }
    }

    #[test]
    fn words_of_facts_in_any_order_are_no_error(
        words in proptest::collection::vec(
            proptest::sample::select(&["Kundennummer", ":", "12345", "-", "@", "(at)", "example", ".", "com", "DE89", "+49", "(0)", "171", "seit", "Montag", "Straße",
                "5", "53111", "Bonn", "ICE", "Fehler", "E", "brauche", "bis", "morgen", "kein", "Internet", "neu", "gestartet", "Mein Name ist", "Anna", "\n", "dot"][..]), 0..40)
    ) {
        let text = words.join(" ");
        for fact in found(&text, Region::De) {
            prop_assert_eq!(text.get(fact.span.clone()), Some(fact.raw.as_str()));
        }
    }
}
