use proptest::prelude::*;

use super::*;

#[test]
fn questions_and_requests_ask() {
    let mut wrong = String::new();
    for (text, expected) in [
        ("Wie lautet Ihre Anschlussnummer?", "phone"),
        ("Nennen Sie uns bitte Kundennummer und Postleitzahl.", "customer_no address"),
        ("Schick uns gern deine Bestellnummer per DM", "order_no"),
        ("Wir benötigen noch Ihre IBAN, damit wir die Rechnung erstatten können.", "iban"),
        ("Haben Sie den Router schon neu gestartet?", "tried"),
        ("Wann genau ist der Fehler zum ersten Mal aufgetreten?", "date"),
        ("Bis wann brauchen Sie die Lieferung?", "needed_by"),
        ("An welcher Haltestelle standen Sie?", "place"),
        ("Können Sie uns ein Foto vom Typenschild schicken?", "photo"),
        ("Um welches Gerät geht es?", "device"),
        ("Could you tell us your line number?", "phone"),
        ("Please DM us your full name and address so we can find your order.", "name address"),
        ("Have you tried turning it off and on?", "tried"),
        ("What exactly happens when you open the app?", "problem"),
        ("Which train were you on?", "train"),
        ("We just need the order number to look into this.", "order_no"),
        ("Can you let me know when it started?", "date"),
    ] {
        let mut names: Vec<_> = find(text).iter().map(|ask| ask.kind.name()).collect();
        let mut wanted: Vec<_> = expected.split(' ').collect();
        names.sort_unstable();
        wanted.sort_unstable();
        if names != wanted {
            wrong += &format!("{text}: {names:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn all_else_is_silent() {
    let mut wrong = String::new();
    for text in [
        "Danke für Ihre Kundennummer, wir schauen nach.",
        "Ihre Kundennummer finden Sie auf der Rechnung.",
        "Bitte posten Sie Ihre Telefonnummer nicht öffentlich.",
        "Zur Verifizierung nennen Sie bitte Ihr Geburtsdatum.",
        "Wir haben Ihre Adresse geändert.",
        "Möchten Sie, dass wir Ihnen ein neues Gerät schicken?",
        "Haben Sie noch Fragen?",
        "Ich schicke Ihnen die Sendungsnummer per Mail.",
        "Thanks for the photo, that helps a lot.",
        "Never share your account number here.",
        "Did you receive our email?",
        "We have changed your address.",
        "For security, please confirm your date of birth.",
        "Is there anything else we can help with?",
        "Das Problem ist behoben.",
    ] {
        let names: Vec<_> = find(text).iter().map(|ask| ask.kind.name()).collect();
        if !names.is_empty() {
            wrong += &format!("{text}: {names:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #[test]
    fn no_text_is_an_error(text in "\\PC{0,120}") {
        for ask in find(&text) {
            prop_assert!(text.get(ask.span.clone()).is_some() && text.get(ask.sentence.clone()).is_some());
        }
    }
}
