use proptest::prelude::*;

use super::*;

/// Words that are one, and words that are another.
fn check(tongue: Tongue, same: &[&str], others: &[&str]) {
    let keys: Vec<_> = same.iter().map(|word| stem(word, tongue)).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "{same:?}: {keys:?}");
    for other in others {
        assert_ne!(stem(other, tongue), keys[0], "{other} is not {}", same[0]);
    }
}

#[test]
fn german_words_are_one_in_all_inflections() {
    for (same, others) in [
        (&["Störung", "Störungen", "Stoerung", "STÖRUNGEN"][..], &["Sturm", "stören"][..]),
        (&["Verspätung", "Verspaetungen", "Verspätungen"], &[]),
        (
            &[
                "Ausfall",
                "Ausfälle",
                "Ausfaelle",
                "Ausfällen",
                "Ausfalls",
                "ausgefallen",
                "ausfällt",
            ],
            &["Abfall"],
        ),
        (&["kündigen", "kündigt", "gekündigt", "Kündigung", "Kuendigungen", "kündige"], &["Kunde"]),
        (&["Zug", "Züge", "Zügen", "Zuges", "Zugs"], &["Bezug"]),
        (&["Preis", "Preise", "Preisen", "Preises"], &["preiswert"]),
        (&["Handy", "Handys"], &[]),
        (&["App", "Apps"], &[]),
        (&["Konto", "Konten", "Kontos"], &["Kontakt"]),
        (&["Bus", "Busse", "Bussen"], &["Buch"]),
        (&["Fahrer", "Fahrern", "Fahrers"], &["fahren", "Fahrt"]),
        (&["Busfahrer", "Busfahrern"], &[]),
        (&["Router", "Routern", "Routers"], &["Route"]),
        (&["Techniker", "Technikern"], &["Technik"]),
        (&["liefern", "liefert", "geliefert", "Lieferung", "lieferte"], &[]),
        (&["reklamieren", "reklamiert", "reklamierte"], &["Reklame"]),
        (&["anrufen", "angerufen", "anruft", "anrief"], &["rufen"]),
        (&["abbrechen", "abgebrochen", "abbricht"], &["brechen"]),
        (&["wechseln", "gewechselt", "wechselt", "Wechsel"], &[]),
        (&["schnell", "schneller", "schnelle", "schnelles"], &[]),
        (&["schön", "schöne", "schoen", "schöner"], &["schon"]),
        (&["fördern", "fördert", "gefördert"], &["fordern", "gefordert"]),
        (&["Zähler", "Zählern"], &["Zahler", "zahlen"]),
        (&["Ware"], &["wäre", "waren"]),
        (&["Anlage", "Anlagen"], &["anliegen"]),
        (&["Kundin", "Kundinnen"], &[]),
        (&["Straße", "Strasse", "Straßen"], &[]),
        (&["Papier", "Papiere", "Papieren"], &["Pappe"]),
        (&["Kabel", "Kabeln", "Kabels"], &[]),
        (&["Ergebnis", "Ergebnisse", "Ergebnissen"], &[]),
        (&["Internet", "Internets"], &["interne"]),
        (&["Paket", "Pakete", "Paketen"], &["packen"]),
        (&["Termin", "Termine", "Terminen"], &[]),
        (&["verloren", "verlieren", "verliert"], &[]),
        (&["Gerät", "Geräte", "Geräten"], &[]),
        (&["Gericht", "Gerichte"], &["richten"]),
        (&["Fehler", "Fehlern", "Fehlers"], &["fehlt"]),
        (&["kaputt", "kaputte", "kaputtes"], &[]),
    ] {
        check(Tongue::German, same, others);
    }
}

#[test]
fn english_words_are_one_in_all_inflections() {
    for (same, others) in [
        (&["outage", "outages", "OUTAGE"][..], &["out"][..]),
        (&["delay", "delays", "delayed", "delaying"], &[]),
        (&["cancel", "cancelled", "canceled", "cancelling", "cancels"], &[]),
        (&["break", "broke", "broken", "breaks", "breaking"], &["broker"]),
        (&["pay", "paid", "pays", "paying"], &[]),
        (&["child", "children"], &[]),
        (&["colour", "colors", "color"], &[]),
        (&["apologise", "apologized", "apologizing"], &[]),
        (&["do", "does"], &["dose"]),
        (&["battery", "batteries"], &["bat"]),
        (&["refund", "refunds", "refunded"], &["fund"]),
        (&["lose", "lost", "losing"], &["loose"]),
    ] {
        check(Tongue::English, same, others);
    }
}

#[test]
fn exact_forms_keep_their_marks() {
    assert_eq!(exact("Schön"), "schön");
    assert_ne!(exact("schoen"), exact("schön"));
    assert_eq!(exact("E-Mail"), "email");
}

proptest! {
    #[test]
    fn no_word_makes_it_panic(word in "\\PC{0,30}") {
        for tongue in [Tongue::German, Tongue::English] {
            drop(stem(&word, tongue));
        }
    }

    #[test]
    fn spelling_makes_no_difference(word in "[a-z]{0,5}[äöüß]?[a-z]{1,6}") {
        let spelled = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
        let (one, other) = (stem(&word, Tongue::German), stem(&spelled, Tongue::German));
        // Behind a, e and q, `ue` is no umlaut.
        if !["aü", "eü", "qü"].iter().any(|pair| word.contains(pair)) {
            prop_assert_eq!(one, other);
        }
        let shouted = word.to_uppercase();
        prop_assert_eq!(stem(&word, Tongue::German), stem(&shouted, Tongue::German));
    }
}
