//! Whether one of two may be made to look like the other: how far what everybody can read is believed.
//!
//! Who makes a copy makes all of it alike: the picture, the handle as near as it can be had, the name
//! as it is written. Two who agree in the name alone, and are otherwise as different as one person's
//! profiles mostly are, are no copy of one another.

use super::{Person, handles, names, unique};

/// How much likelier two who look alike are one person than a copy and its model.
const COPIED: f64 = 4.0;
/// The same between a letter and the only profile that looks like its writer.
const ALONE: f64 = 12.0;
/// A third looks like them: there may be a model, or another copy.
const RIVALS: f64 = 2.0;
/// They are called otherwise where everybody sees it: then no one is taken for the other.
const OTHER_SHOWN: f64 = 4.0;
/// "I have a new number, call me there."
const OTHER_NUMBER: f64 = 3.0;
/// A handle says that it is the true one.
const INSISTS: f64 = 4.0;
/// Handles that have nothing in common.
const OTHER_HANDLE: f64 = 4.0;
/// Pictures that are not the same.
const OTHER_PICTURE: f64 = 6.0;

/// Pictures whose fingerprints differ in so many bits are the same.
const PICTURES: u32 = 6;
/// Names as they are shown that differ in so few letters look the same.
const SLIPS: usize = 2;

/// How two pictures, or all of two people, compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    Same,
    Different,
    Unknown,
}

/// Compares all pictures of both.
pub(super) fn pictures(a: &Person, b: &Person) -> Pictures {
    let of = |person: &Person| -> Vec<u64> {
        person.profiles.iter().filter_map(|profile| profile.picture).collect()
    };
    let (ones, others) = (of(a), of(b));
    let near = |one: &u64| others.iter().any(|other| (one ^ other).count_ones() <= PICTURES);
    if ones.iter().any(near) {
        Pictures::Same
    } else if ones.is_empty() || others.is_empty() {
        Pictures::Unknown
    } else {
        Pictures::Different
    }
}

/// The most that two come to by what everybody can read.
pub(super) fn most(a: &Person, b: &Person, rivals: bool) -> f64 {
    let letters = |person: &Person| person.profiles.iter().all(|profile| profile.mail);
    let seen = |person: &Person| person.profiles.iter().all(|profile| !profile.mail);
    // One only writes letters, the other is only seen in public: no third could have been copied.
    if !rivals && (letters(a) && seen(b) || letters(b) && seen(a)) {
        return ALONE;
    }
    let mut most = COPIED;
    let shown = shown_alike(a, b);
    if rivals && shown != Some(false) {
        most -= RIVALS;
    }
    if shown == Some(false) {
        most += OTHER_SHOWN;
    }
    if unique::other_mobile(a, b) {
        most -= OTHER_NUMBER;
    }
    if a.profiles.iter().chain(&b.profiles).any(|profile| handles::insists(&profile.handle)) {
        most -= INSISTS;
    }
    if handles::unlike(a, b) {
        most += OTHER_HANDLE;
    }
    if pictures(a, b) == Pictures::Different {
        most += OTHER_PICTURE;
    }
    most
}

/// Whether they are called the same where everybody sees it, but for titles, signs and a slip.
fn shown_alike(a: &Person, b: &Person) -> Option<bool> {
    let of = |person: &Person| -> Vec<String> {
        let seen = person.profiles.iter().filter(|profile| !profile.mail);
        let shown = seen.map(|profile| names::written(&profile.name));
        shown.filter(|name| !name.is_empty()).collect()
    };
    let (ones, others) = (of(a), of(b));
    let alike = |x: &String| others.iter().any(|y| strsim::osa_distance(x, y) <= SLIPS);
    (!ones.is_empty() && !others.is_empty()).then(|| ones.iter().any(alike))
}
