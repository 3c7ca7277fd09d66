//! Whole matters over several channels, in `cases/cards/`. `== ` begins one; `C`, `U` and `L` begin a message
//! of the customer, of ours to them, and a report, with its channel and time; `> ` begins a line that its card
//! should hold, with a day or a way where the line has one.

use jiff::civil::DateTime;

use super::*;
use crate::{cases::overlap, when::MondayToFriday};

#[derive(Default)]
struct Matter {
    title: String,
    messages: Vec<(By, DateTime, String)>,
    /// What kind of line, and words of it.
    card: Vec<(String, String)>,
}

fn matters(text: &str) -> Vec<Matter> {
    let mut all: Vec<Matter> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("== ") {
            all.push(Matter { title: title.to_owned(), ..Matter::default() });
            continue;
        }
        let Some(matter) = all.last_mut() else { continue };
        if let Some(line) = line.strip_prefix("> ") {
            let (kind, mut words) = line.split_once(' ').unwrap();
            if ["since", "needed_by", "verified"].contains(&kind) {
                words = words.split_once(' ').unwrap().1;
            }
            matter.card.push((kind.to_owned(), words.to_owned()));
        } else if !line.is_empty() {
            let mut parts = line.splitn(4, ' ');
            let by = match parts.next().unwrap() {
                "C" => By::Customer,
                "U" => By::Us,
                _ => By::Log,
            };
            let at = parts.nth(1).unwrap().parse().unwrap();
            matter.messages.push((by, at, parts.next().unwrap().replace("\\n", "\n")));
        }
    }
    all
}

fn drafted(matter: &Matter) -> Vec<(String, String)> {
    let (mut found, mut drafted) = (Vec::new(), Vec::new());
    for (said, (by, at, text)) in matter.messages.iter().enumerate() {
        let now = at.in_tz("Europe/Berlin").unwrap();
        let context = Context::reporting(now.clone(), &MondayToFriday);
        let place = Place { by: *by, opens: said == 0 };
        let all = read(text, place, &context, &Known::default());
        found.extend(all.into_iter().map(|one| (said, *by, one)));
        if *by != By::Customer {
            let context = Context::promising(now, &MondayToFriday);
            let timed = promised(text, place, &context).into_iter().filter(|one| one.due.is_some());
            drafted.extend(
                timed.map(|one| ("promised".to_owned(), text.get(one.span).unwrap().to_owned())),
            );
        }
    }
    let ours = matter.messages.iter().enumerate().filter(|(_, (by, ..))| *by == By::Us);
    let replies: Vec<usize> = ours.map(|(said, _)| said).collect();
    let items: Vec<Item<'_>> = found
        .iter()
        .map(|(said, by, one)| Item {
            said: *said,
            by: *by,
            kind: one.kind,
            text: &one.raw,
            norm: &one.norm,
            sure: false,
        })
        .collect();
    drafted.extend(lines(&items, &replies).into_iter().map(|line| {
        let part = if line.part == Part::Demand { "open" } else { line.part.name() };
        (part.to_owned(), items[line.item].text.to_owned())
    }));
    let verified = found.iter().rev().find(|(_, _, one)| one.kind == Kind::Verified);
    drafted.extend(verified.map(|(_, _, one)| ("verified".to_owned(), one.raw.clone())));
    drafted
}

/// Seven lines in eight are there, and of seven that are drafted one at most says what nobody said.
#[test]
fn cards_over_several_channels_say_what_they_should() {
    let (mut expected, mut count, mut told) = (0, 0, String::new());
    let (mut missing, mut wrong) = (0, 0);
    for file in ["de.txt", "en.txt"] {
        let file = format!("{}/cases/cards/{file}", env!("CARGO_MANIFEST_DIR"));
        for matter in matters(&std::fs::read_to_string(file).unwrap()) {
            let drafted = drafted(&matter);
            expected += matter.card.len();
            count += drafted.len();
            let same =
                |a: &(String, String), b: &(String, String)| a.0 == b.0 && overlap(&a.1, &b.1);
            for line in matter.card.iter().filter(|line| !drafted.iter().any(|one| same(one, line)))
            {
                missing += 1;
                told += &format!("{}: missing {}: {}\n", matter.title, line.0, line.1);
            }
            for line in drafted.iter().filter(|line| !matter.card.iter().any(|one| same(one, line)))
            {
                wrong += 1;
                told += &format!("{}: wrong {}: {}\n", matter.title, line.0, line.1);
            }
        }
    }
    assert!(
        missing * 8 <= expected && wrong * 7 <= count,
        "missing {missing} of {expected}, wrong {wrong} of {count}\n{told}"
    );
}
