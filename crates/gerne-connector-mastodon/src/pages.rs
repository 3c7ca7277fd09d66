//! Reading a list forward without gaps and without repeats.
//!
//! `min_id` pages forward from an identifier, but two things would still lose something: an entry
//! that the server wrote late appears *below* a cursor that already passed it, and an entry that
//! comes without its post is not there yet. So the cursor stays a few entries behind the newest
//! and remembers what it has handed over. That overlap also shows, at no extra cost, when one of
//! the newest posts was edited or taken away. Identifiers are never compared with each other.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// How many entries stay behind the cursor.
const OVERLAP: usize = 15;
/// A page this full may not be the last; no known server gives fewer at most.
pub(crate) const FULL: usize = 20;

/// Where we are in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// `min_id` of the next page.
    pub(crate) after: String,
    /// What was handed over beyond `after`.
    pub(crate) seen: Vec<Mark>,
}

/// One entry that was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// The entry.
    pub(crate) id: String,
    /// Its post, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) post: Option<String>,
    /// When its post was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) edited: Option<Timestamp>,
}

/// An entry of a page.
#[derive(Clone, Debug)]
pub(crate) struct Entry<T> {
    pub(crate) mark: Mark,
    pub(crate) at: Timestamp,
    /// `None`: nothing to hand over. An entry whose post is not there yet does not belong into a
    /// page at all: it must not be marked as seen.
    pub(crate) what: Option<T>,
}

/// What a page means.
#[derive(Debug)]
pub(crate) struct Turn<T> {
    /// What is new or changed, oldest first.
    pub(crate) fresh: Vec<T>,
    /// Posts that stood here before and no longer do: perhaps deleted.
    pub(crate) vanished: Vec<String>,
    /// Where to go on; `None`: where we were.
    pub(crate) place: Option<Place>,
    /// Ask again at once.
    pub(crate) more: bool,
}

impl Place {
    /// Reads what [`Place::write`] wrote; a bare identifier is understood as well.
    pub(crate) fn read(cursor: &str) -> Self {
        serde_json::from_str(cursor)
            .unwrap_or_else(|_| Self { after: cursor.to_owned(), seen: Vec::new() })
    }

    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.after.clone())
    }
}

/// What a page of `raw` entries, newest first, that was asked for after `before` brought.
pub(crate) fn turn<T>(before: Option<&Place>, raw: usize, mut page: Vec<Entry<T>>) -> Turn<T> {
    let known = before.map_or(&[][..], |place| &place.seen);
    // Servers may repeat an entry or shuffle a page; both are put right by what entries say.
    page.reverse();
    page.sort_by_key(|entry| entry.at);
    let mut marks: Vec<Mark> = Vec::new();
    let mut fresh = Vec::new();
    for entry in page {
        if marks.iter().any(|mark| mark.id == entry.mark.id) {
            continue;
        }
        let unchanged = known.contains(&entry.mark);
        if let (false, Some(what)) = (unchanged, entry.what) {
            fresh.push(what);
        }
        marks.push(entry.mark);
    }
    let more = before.is_some() && raw >= FULL && !fresh.is_empty();
    let vanished = if more {
        Vec::new()
    } else {
        let gone = |mark: &&Mark| marks.iter().all(|m| m.id != mark.id);
        let post = |mark: &Mark| mark.post.clone().unwrap_or_else(|| mark.id.clone());
        behind(known, before).iter().filter(gone).map(post).collect()
    };
    let place = step(before, marks);
    Turn { fresh, vanished, place, more }
}

/// Marks that the server should still list: those not at or before the cursor, as far as the order
/// of times tells. (What is told wrongly is only looked up once more than needed.)
fn behind<'a>(known: &'a [Mark], before: Option<&Place>) -> &'a [Mark] {
    let after = before.map(|place| place.after.as_str());
    match known.iter().position(|mark| Some(mark.id.as_str()) == after) {
        Some(at) => known.split_at(at + 1).1,
        None => known,
    }
}

/// The cursor follows at a distance; a page that was full moves it in any case.
fn step(before: Option<&Place>, marks: Vec<Mark>) -> Option<Place> {
    let keep = if marks.len() >= FULL { OVERLAP.min(marks.len() / 2) } else { OVERLAP };
    let start = before.map_or("0", |place| &place.after);
    let passed = marks.len().checked_sub(keep + 1).and_then(|at| marks.get(at));
    let after = passed.map_or(start, |mark| &mark.id).to_owned();
    let place = Place { after, seen: marks };
    (Some(&place) != before).then_some(place)
}
