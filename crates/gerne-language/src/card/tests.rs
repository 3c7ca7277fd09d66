use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::when::MondayToFriday;

/// What the rules find.
fn all(text: &str, by: By) -> Vec<(String, String)> {
    let now = date(2026, 11, 18).at(10, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let found = by_rules(text, by, &Context::reporting(now, &MondayToFriday), &Known::default());
    found.into_iter().map(|one| (one.kind.name().to_owned(), one.raw)).collect()
}

/// What is read.
fn weighed(text: &str, by: By) -> Vec<(String, String)> {
    let now = date(2026, 11, 18).at(10, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let place = Place { by, opens: by == By::Customer };
    let found = read(text, place, &Context::reporting(now, &MondayToFriday), &Known::default());
    found.into_iter().map(|one| (one.kind.name().to_owned(), one.raw)).collect()
}

fn of(text: &str, by: By, kind: Kind) -> Vec<String> {
    let all = all(text, by).into_iter().filter(|(name, _)| name == kind.name());
    all.map(|(_, raw)| raw).collect()
}

#[test]
fn what_they_want_is_found() {
    for (text, n) in [
        ("Bitte schicken Sie mir einen Techniker.", 1),
        ("Ich möchte mein Geld zurück. Danke im Voraus!", 1),
        ("Wann kommt das Paket?", 1),
        ("Das Netz ist tot.", 0),
        ("Please send a replacement. Can you also refund the postage?", 2),
        ("Thanks, all good now.", 0),
        ("Ist das euer Ernst?", 0),
        ("I'd also like the ride for free.", 1),
        ("Please don't leave it in the rain again.", 1),
        ("Bitte nicht wieder vor die Tür stellen.", 1),
        ("At least lend us a spare unit.", 1),
        ("Offer ends tonight.", 0),
        ("Refund landed this morning.", 0),
        ("My sister marries on Saturday and I want to hear the speeches.", 0),
    ] {
        assert_eq!(of(text, By::Customer, Kind::Demand).len(), n, "{text}");
    }
}

#[test]
fn who_is_thanked_is_not_who_signs() {
    let name = Kind::Fact(FactKind::Name);
    assert!(of("Alles läuft. Danke, Jonas!", By::Customer, name).is_empty());
    for text in ["Es geht nicht.\nDanke!\nJonas", "Es geht nicht. Danke, Jonas Wolff"] {
        assert_eq!(of(text, By::Customer, name).len(), 1, "{text}");
    }
}

/// The name of whom they write to is no word of theirs.
#[test]
fn who_is_written_to_says_nothing() {
    let text = "@nordlicht_hilft Bei uns ist ein Funkloch, und ich kündige bald!!";
    let all = all(text, By::Customer);
    assert!(all.iter().all(|(_, raw)| !raw.contains("hilft")), "{all:?}");
    assert_eq!(
        of(text, By::Customer, Kind::Topic),
        ["Bei uns ist ein Funkloch, und ich kündige bald"]
    );
}

#[test]
fn what_we_did_is_found() {
    for (text, by, n) in [
        ("Ich habe Ihren Port zurückgesetzt.", By::Us, 1),
        ("Wir haben die Leitung gemessen und den Anschluss neu gestartet.", By::Us, 1),
        ("We've reset your line and raised a fault with the network team.", By::Us, 1),
        ("Danke, dass Sie geschrieben haben.", By::Us, 0),
        ("Wir werden die Leitung messen.", By::Us, 0),
        ("Leitung gemessen, Port getauscht.", By::Log, 1),
        ("Haben Sie den Router neu gestartet?", By::Us, 0),
        ("We're sorry to hear that.", By::Us, 0),
    ] {
        assert_eq!(of(text, by, Kind::TriedByUs).len(), n, "{text}: {:?}", all(text, by));
    }
}

#[test]
fn a_card_says_each_thing_once() {
    let item =
        |said, by, kind, text: &'static str| Item { said, by, kind, text, norm: "", sure: false };
    let items = [
        item(0, By::Customer, Kind::Fact(FactKind::Problem), "Leitung tot"),
        item(0, By::Customer, Kind::Fact(FactKind::Since), "Montag"),
        item(0, By::Customer, Kind::Demand, "Bitte schicken Sie einen Techniker"),
        item(1, By::Us, Kind::TriedByUs, "Ich habe den Port zurückgesetzt"),
        item(2, By::Customer, Kind::Fact(FactKind::Problem), "die Leitung ist immer noch tot"),
    ];
    let parts: Vec<&str> = lines(&items, &[1]).iter().map(|line| line.part.name()).collect();
    assert_eq!(parts, ["about", "since", "tried_by_us", "demand"]);
    assert_eq!(lines(&items, &[1])[0].same, [4]);
    let over = [&items[..], &[item(3, By::Customer, Kind::Over, "läuft wieder")]].concat();
    assert!(lines(&over, &[1]).iter().all(|line| line.part != Part::Demand));
}

/// Words that lead into every reader of cards, in any order and with any signs between them.
const LEADS: &[&str] = &[
    "ich",
    "habe",
    "wir",
    "Kunde",
    "ruft",
    "an",
    "getauscht",
    "reset",
    "rang",
    "we've",
    "'s",
    "is",
    "bis",
    "Freitag",
    "28.",
    "seit",
    "obwohl",
    "bestellt",
    "bekommen",
    "zwischen",
    "8",
    "-",
    "12",
    "ü",
    "…",
    "?",
    "\n",
    ":",
    "3S",
    "LMNO",
    "bitte",
    "stimmt",
    "Code",
    "fällt",
    "aus",
    "before",
    "then",
    "a",
    "week",
    "on",
    "Monday",
    "or",
    "two",
    "hour",
    ",",
];

proptest! {
    #[test]
    fn any_text_is_read(picks in prop::collection::vec((0..LEADS.len(), any::<bool>()), 0..40), odd in ".{0,40}") {
        let words = picks.iter().map(|(at, apart)| format!("{}{}", LEADS[*at], if *apart { " " } else { "" }));
        let text = words.collect::<String>() + &odd;
        for by in [By::Customer, By::Us, By::Log] {
            for (name, raw) in weighed(&text, by) {
                prop_assert!(text.contains(&raw), "{name}: {raw}");
            }
        }
    }
}

/// Who is spoken of, and who acts, is told by what stands before.
#[test]
fn steps_are_theirs_or_ours() {
    for (text, by, kind, lines) in [
        (
            "Der Kollege sagt: Hausnummer 12 statt 21. Er hat es dort wieder abgeholt.",
            By::Us,
            Kind::TriedByUs,
            &["Er hat es dort wieder abgeholt"][..],
        ),
        (
            "Die Küche prüft jede Lieferung.",
            By::Us,
            Kind::TriedByUs,
            &["Die Küche prüft jede Lieferung"],
        ),
        (
            "Ich habe den Code prüfen lassen.",
            By::Us,
            Kind::TriedByUs,
            &["Ich habe den Code prüfen lassen"],
        ),
        ("You'll have a corrected bill soon.", By::Us, Kind::TriedByUs, &[]),
        ("Called back. Number on file matched.", By::Log, Kind::TriedByUs, &[]),
        (
            "Mr Hale: the alarm beeps all night. Batteries changed twice.",
            By::Log,
            Kind::Fact(FactKind::Tried),
            &["Batteries changed twice"],
        ),
        (
            "Mrs Kaur: three payments she didn't make. Date of birth and postcode. Card blocked.",
            By::Log,
            Kind::TriedByUs,
            &["Card blocked"],
        ),
        ("DOB, first line of address.", By::Log, Kind::Verified, &["DOB, first line of address"]),
        (
            "Kundin im Shop, Perso gesehen. Handy lädt nicht mehr. Anderes Netzteil versucht.",
            By::Log,
            Kind::Fact(FactKind::Tried),
            &["Anderes Netzteil versucht"],
        ),
        (
            "Welcher von 40 Nachbarn denn? Hab schon bei allen geklingelt.",
            By::Customer,
            Kind::Fact(FactKind::Tried),
            &["Hab schon bei allen geklingelt"],
        ),
        (
            "The parcel ended up in the canal. Yesterday.",
            By::Customer,
            Kind::Fact(FactKind::Since),
            &["Yesterday"],
        ),
        (
            "The sofa is grey. Family arrive on the 24th.",
            By::Customer,
            Kind::Fact(FactKind::NeededBy),
            &["Family arrive on the 24th"],
        ),
    ] {
        assert_eq!(of(text, by, kind), lines, "{text}");
    }
}

#[test]
fn nobody_is_named_by_a_mail_that_they_pass_on() {
    let text = "Hallo, ist das echt? Ich habe nichts bestellt.\nViele Grüße, Mira Sommer\n\n\
                -----Ursprüngliche Nachricht-----\n\
                Von: Nordlicht Bestellservice <service@falsch.example>\n\
                Gesendet: Mittwoch, 18. November 2026 08:12\nAn: mira@post.example\n\
                Betreff: Ihre Bestellung\n\nIhre Bestellnummer: 4711-8829. Rufen Sie 0800 1234567 an.\n\
                Bitte bestätigen Sie Ihre Bankverbindung innerhalb von 24 Stunden.";
    let found = weighed(text, By::Customer);
    let named = |kind: &str| found.iter().filter(|(name, _)| name == kind).count();
    assert_eq!((named("name"), named("email"), named("phone"), named("needed_by")), (1, 0, 0, 0));
    assert!(found.contains(&("name".to_owned(), "Mira Sommer".to_owned())), "{found:?}");
    assert_eq!(named("order_no"), 1, "{found:?}");
    assert!(found.iter().all(|(_, raw)| !raw.contains("Bankverbindung")), "{found:?}");
}
