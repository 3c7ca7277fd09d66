use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::pages::{Entry, Mark, Place, turn};

fn at(second: i64) -> Timestamp {
    let start: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
    start + SignedDuration::from_secs(second)
}

/// A server's list: entries by rank, each listed from a certain turn on.
struct List {
    entries: BTreeMap<u32, u32>,
    most: usize,
}

impl List {
    /// Newest first, as servers answer.
    fn page(&self, turn: u32, after: Option<&str>, limit: usize) -> Vec<Entry<u32>> {
        let listed = self.entries.iter().filter(|(_, from)| **from <= turn).map(|(rank, _)| *rank);
        let most = limit.min(self.most);
        let mut ranks: Vec<u32> = if let Some(after) = after {
            let after: u32 = after.parse().unwrap();
            listed.filter(|rank| *rank > after).take(most).collect()
        } else {
            let all: Vec<u32> = listed.collect();
            all[all.len().saturating_sub(most)..].to_vec()
        };
        ranks.reverse();
        ranks.into_iter().map(entry).collect()
    }
}

fn entry(rank: u32) -> Entry<u32> {
    let mark = Mark { id: rank.to_string(), post: None, edited: None };
    Entry { mark, at: at(rank.into()), what: Some(rank) }
}

#[test]
fn everything_once_whatever_the_server_does() {
    // A small generator of its own, so that a failure can be repeated.
    let mut seed = 42_u32;
    let mut draw = move |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for round in 0..300 {
        let most = [20, 30, 40, 80][draw(4) as usize];
        let mut list = List { entries: BTreeMap::new(), most };
        let (mut rank, mut place, mut told) = (0, None::<Place>, Vec::new());
        let mut begun = 0;
        for time in 0..20 {
            let most = [3, 10, 100][draw(3) as usize];
            for _ in 0..draw(most) {
                rank += 1 + draw(3);
                // One in ten is listed one or two turns late, behind at most a few newer ones.
                let late = rank % 10 == 0 && place.is_some() && draw(2) == 0;
                list.entries.insert(rank, time + u32::from(late));
            }
            loop {
                let after = place.as_ref().map(|place| place.after.as_str());
                let mut page = list.page(time, after, 80);
                let raw = page.len();
                if place.is_none() {
                    begun = page.last().map_or(0, |oldest| oldest.what.unwrap());
                }
                if draw(3) == 0 {
                    page.reverse();
                    page.extend(page.clone());
                }
                let turn = turn(place.as_ref(), raw, page);
                told.extend(turn.fresh);
                assert!(turn.vanished.is_empty(), "round {round}");
                place = turn.place.map(|place| Place::read(&place.write())).or(place);
                if !turn.more {
                    break;
                }
            }
        }
        // Late ones are only promised within the overlap.
        let promised = list.entries.iter().filter(|(rank, from)| {
            let newer = list.entries.range(**rank..).filter(|(_, f)| *f <= from).count();
            **rank >= begun && **from < 20 && newer <= 8
        });
        for (rank, _) in promised {
            assert!(told.contains(rank), "round {round}: {rank} is lost");
        }
        let mut unique = told.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), told.len(), "round {round}: something is told twice");
    }
}

#[test]
fn edits_and_departures_within_the_overlap_show() {
    let first = turn(None, 3, vec![entry(3), entry(2), entry(1)]);
    assert_eq!(first.fresh, [1, 2, 3]);
    let place = first.place.unwrap();
    assert_eq!(place.after, "0", "a young account begins at the beginning");

    let mut edited = entry(2);
    edited.mark.edited = Some(at(9));
    let second = turn(Some(&place), 2, vec![entry(3), edited]);
    assert_eq!((second.fresh, second.vanished), (vec![2], vec!["1".to_owned()]));
    let place = second.place.unwrap();
    let third = turn(Some(&place), 2, vec![entry(3), edited_again()]);
    assert!(third.fresh.is_empty() && third.place.is_none() && !third.more);
}

fn edited_again() -> Entry<u32> {
    let mut entry = entry(2);
    entry.mark.edited = Some(at(9));
    entry
}

#[test]
fn a_foreign_cursor_is_an_identifier() {
    assert_eq!(Place::read("01JABC"), Place { after: "01JABC".to_owned(), seen: Vec::new() });
    assert_eq!(turn::<u32>(None, 0, Vec::new()).place.unwrap().after, "0");
}
