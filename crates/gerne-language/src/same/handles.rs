//! Handles, and the part of an address for mail before its sign.

use super::{Person, names};

/// From so many letters on two handles are compared.
const SHORTEST: usize = 6;
/// From so many on one is long.
const LONG: usize = 10;
/// How alike two must be (Jaro and Winkler).
const ALIKE: f64 = 0.92;

/// What two handles say.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) bits: f64,
    pub(super) equal: bool,
    pub(super) one: String,
    pub(super) other: String,
}

/// The two of them that are most alike.
pub(super) fn compare(a: &Person, b: &Person) -> Option<Found> {
    let words: Vec<String> = names::words(a).into_iter().chain(names::words(b)).collect();
    let pairs = a.profiles.iter().flat_map(|one| b.profiles.iter().map(move |other| (one, other)));
    let found = pairs.filter_map(|(one, other)| {
        let (x, y) = (plain(&one.handle), plain(&other.handle));
        if x.chars().count() < SHORTEST || y.chars().count() < SHORTEST {
            return None;
        }
        // A handle that is made of the name says the name again.
        let named = words.iter().any(|word| x.contains(word.as_str()));
        let (bits, equal) = if x == y {
            (if named { 6.0 } else { unusual(&x) }, true)
        } else if bare(&x) == bare(&y) && bare(&x).len() >= SHORTEST {
            (if named { 3.0 } else { 9.0 }, false)
        } else if strsim::jaro_winkler(&x, &y) >= ALIKE {
            (if named { 1.0 } else { 4.0 }, false)
        } else {
            return None;
        };
        Some(Found { bits, equal, one: one.handle.clone(), other: other.handle.clone() })
    });
    found.max_by(|one, other| one.bits.total_cmp(&other.bits))
}

/// What it says to be called the same, by how likely another came upon it: a long one with digits at
/// its end is hardly found twice, two words without are now and then.
fn unusual(plain: &str) -> f64 {
    let digits = plain.len() - bare(plain).len();
    if digits >= 2 && plain.chars().count() >= LONG { 17.0 } else { 13.0 }
}

/// Both have handles, and no two of them are alike.
pub(super) fn unlike(a: &Person, b: &Person) -> bool {
    let has = |person: &Person| {
        person.profiles.iter().any(|profile| plain(&profile.handle).chars().count() >= SHORTEST)
    };
    has(a) && has(b) && compare(a, b).is_none()
}

/// Handles under which somebody is looked for: without digits at their end.
pub(super) fn keys(person: &Person) -> Vec<String> {
    let handles = person.profiles.iter().map(|profile| plain(&profile.handle));
    handles
        .map(|handle| bare(&handle).to_owned())
        .filter(|handle| handle.chars().count() >= SHORTEST)
        .collect()
}

/// Letters and digits before the sign.
fn plain(handle: &str) -> String {
    let local = handle.trim_start_matches('@').split('@').next().unwrap_or_default();
    gerne_text::fold(local).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn bare(plain: &str) -> &str {
    plain.trim_end_matches(|c: char| c.is_ascii_digit())
}
