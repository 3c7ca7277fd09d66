//! Handles, and the part of an address for mail before its sign.

use super::{Person, names};

/// From so many letters on two handles are compared.
const SHORTEST: usize = 6;
/// From so many on one is long.
const LONG: usize = 10;
/// How alike two must be (Jaro and Winkler).
const ALIKE: f64 = 0.92;
/// Words of handles that say that it is the true one.
const INSISTING: &[&str] =
    &["official", "offiziell", "original", "real", "echt", "verified", "verifiziert", "genuine"];

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
            (if named { again(&x) } else { unusual(&x) }, true)
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

/// What it says when it is made of the name: another of that name makes it as well, but for digits.
fn again(plain: &str) -> f64 {
    if bare(plain) == plain { 3.0 } else { 6.0 }
}

/// Both have handles, and no two of them are alike. A number that a platform gave is like none; then
/// the other's must not be made of the name either, as a copy's would be.
pub(super) fn unlike(a: &Person, b: &Person) -> bool {
    let of = |person: &Person| -> Vec<String> {
        let all = person.profiles.iter().map(|profile| plain(&profile.handle));
        all.filter(|handle| handle.chars().count() >= SHORTEST).collect()
    };
    let (ones, others) = (of(a), of(b));
    if ones.is_empty() || others.is_empty() || compare(a, b).is_some() {
        return false;
    }
    let words: Vec<String> = names::words(a).into_iter().chain(names::words(b)).collect();
    let given = |handle: &String| bare(handle).is_empty();
    let named = |handle: &String| words.iter().any(|word| handle.contains(word.as_str()));
    let chosen = |all: &[String]| all.iter().any(|handle| !given(handle));
    chosen(&ones) && chosen(&others) || !ones.iter().chain(&others).any(named)
}

/// A handle that says of itself that it is the true one: `petra.witt_official`.
pub(super) fn insists(handle: &str) -> bool {
    let local = handle.trim_start_matches('@').split('@').next().unwrap_or_default();
    let mut words = local.split(|c: char| !c.is_alphabetic()).map(gerne_text::fold);
    words.any(|word| INSISTING.contains(&word.as_str()))
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
