use jiff::civil::date;

use super::*;
use crate::{
    card::{self, read},
    facts::Known,
    when::{Context, MondayToFriday},
};

fn told(text: &str, by: By) -> Vec<(Kind, String)> {
    let now = date(2026, 6, 10).at(9, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let place = Place { by, opens: by == By::Customer };
    let found = read(text, place, &Context::reporting(now, &MondayToFriday), &Known::default());
    found.into_iter().map(|one| (one.kind, one.raw)).collect()
}

#[test]
fn what_is_embedded_is_what_the_matters_give() {
    let same = learn(&lessons()).to_bytes() == include_bytes!("../../../models/card.bin");
    assert!(same, "run `cargo run -p gerne-language --example models`");
}

#[test]
fn every_line_of_the_seeds_is_a_lesson() {
    let seeds = include_str!("../../../seeds/cards.tsv");
    let fields: usize = seeds.lines().map(|line| line.split('\t').count() - 3).sum();
    let lessons = lessons();
    assert_eq!(lessons.len(), seeds.lines().count());
    assert_eq!(lessons.iter().map(|one| one.lines.len()).sum::<usize>(), fields);
    assert!(fields > 4_000, "{fields}");
}

#[test]
fn it_is_the_same_written_down_and_read() {
    let bytes = shipped().to_bytes();
    assert_eq!(Judge::from_bytes(&bytes).as_ref(), Some(shipped()));
    assert_eq!(Judge::from_bytes(&bytes[1..]), None);
    assert_eq!(Judge::from_bytes(b""), None);
}

#[test]
fn words_that_no_rule_knows_are_weighed() {
    let text = "Kd ruft an. Zählerstand im System korrigiert und neue Rechnung angestoßen.";
    let told = told(text, By::Log);
    assert!(told.iter().any(|(kind, _)| *kind == Kind::TriedByUs), "{told:?}");
}

#[test]
fn nothing_is_made_of_thanks() {
    for text in
        ["Vielen Dank und einen schönen Tag!", "Thanks a lot, have a nice evening.", "", "?!"]
    {
        let told = told(text, By::Customer);
        assert!(told.is_empty(), "{text}: {told:?}");
    }
}

#[test]
fn a_time_in_a_report_is_a_promise_where_it_reads_as_one() {
    let now = date(2026, 6, 10).at(9, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let context = Context::promising(now, &MondayToFriday);
    let place = Place { by: By::Log, opens: false };
    let promised = card::promised("Techn. Do 11.6. zw. 10 u. 14h.", place, &context);
    assert_eq!(promised.len(), 1, "{promised:?}");
    assert_eq!(promised[0].due.unwrap().date, date(2026, 6, 11));
}

#[test]
fn what_opens_a_matter_says_what_it_is_about() {
    for (text, about) in [
        (
            "Guten Tag,\nin der Rechnung vom 3. November steht die Miete für den Router zweimal. Die Rechnung \
             hängt an. Bitte korrigieren Sie das.\nOkan Demir",
            "steht die Miete für den Router zweimal",
        ),
        (
            "Ich habe „Nordlicht jung“ bestellt, aber der Upload vom Ausweis bricht bei 99 % ab. Drei Browser \
             probiert.",
            "der Upload vom Ausweis bricht",
        ),
    ] {
        let told = told(text, By::Customer);
        let is_about = |kind: &Kind| matches!(kind, Kind::Topic | Kind::Fact(FactKind::Problem));
        let found: Vec<_> = told.iter().filter(|(kind, _)| is_about(kind)).collect();
        assert!(found.len() == 1 && found[0].1.contains(about), "{told:?}");
    }
}
