//! Names of people, and whether two are one person's.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use super::{Person, Rarity, made_out, rarity::is_given, sound::sound};
use crate::facts::FactKind;

/// Written as often with a slip as two different names are so alike.
const ALIKE: f64 = 0.93;
/// What is written before a name.
const TITLES: &[&str] =
    &["dr", "prof", "herr", "frau", "hr", "fr", "mr", "mrs", "ms", "miss", "ing", "dipl", "med"];
/// What is written before the name of several.
const FAMILIES: &[&str] = &["familie", "fam", "family", "the"];

/// First names that are one, each line the same.
static SHORT: LazyLock<HashMap<String, BTreeSet<usize>>> = LazyLock::new(|| {
    let mut found: HashMap<String, BTreeSet<usize>> = HashMap::new();
    let list = include_str!("../lists/nicknames.txt");
    for (n, line) in list.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        for word in line.split_whitespace() {
            found.entry(gerne_text::fold(word)).or_default().insert(n);
        }
    }
    found
});

/// A name, taken apart; all folded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) given: Option<String>,
    pub(super) surname: Option<String>,
    /// As written.
    pub(super) shown: String,
    pub(super) sure: Sure,
}

/// How sure it is that something is somebody's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Made out of a handle: true when somebody has that very name.
    MadeOut,
    /// Words that may be a name or anything: it contradicts none.
    Perhaps,
    /// They call themselves so.
    Shown,
    /// Surely a person's own.
    Own,
}

/// What two people's names say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Agreement {
    /// First name and surname are the same.
    Full { given: String, surname: String, shown: String },
    /// They are but for a slip, or one is a short form.
    Similar { names: [(String, String); 2], shown: String, other: String },
    /// The surname is the same, and the first names begin with the same letter; or the other way.
    Initial { surname: String, shown: String, other: String },
    /// The first name is the same.
    Given { given: String, shown: String },
    /// The surname is the same; of a first name nothing is known.
    Surname { surname: String, shown: String },
    /// The surname is the same, the first name another.
    OtherGiven,
    /// Nothing is the same.
    Other { sure: bool },
    /// One of them has no name that could be compared.
    Unknown,
}

/// Compares all names of both; what agrees best counts.
pub(super) fn compare(a: &Person, b: &Person, rarity: &Rarity) -> Agreement {
    let (ones, others) = (of(a), of(b));
    let mut best = Agreement::Unknown;
    for one in &ones {
        for other in &others {
            let found = weigh(pair(one, other), one.sure.min(other.sure));
            if rank(&found, rarity) > rank(&best, rarity) {
                best = found;
            }
        }
    }
    best
}

/// What is no name for sure contradicts none; but with the other's surname it is one.
fn weigh(found: Agreement, sure: Sure) -> Agreement {
    match found {
        Agreement::Other { .. } if sure < Sure::Shown => Agreement::Unknown,
        Agreement::OtherGiven if sure == Sure::Perhaps => Agreement::Unknown,
        found => found,
    }
}

/// How much an agreement says; what contradicts counts more than nothing and less than the least.
fn rank(agreement: &Agreement, rarity: &Rarity) -> f64 {
    match agreement {
        Agreement::Full { given, surname, .. } => 100.0 + rarity.both(given, surname),
        Agreement::Similar { .. } => 90.0,
        Agreement::Initial { .. } => 80.0,
        Agreement::Given { .. } => 60.0,
        Agreement::OtherGiven => 50.0,
        Agreement::Surname { .. } => 40.0,
        Agreement::Other { sure: true } => 2.0,
        Agreement::Other { sure: false } => 1.0,
        Agreement::Unknown => 0.0,
    }
}

fn pair(a: &Name, b: &Name) -> Agreement {
    // The same handle twice is no name, nor are the same words that may be anything.
    if a.sure == b.sure && a.sure < Sure::Shown {
        return Agreement::Unknown;
    }
    let given = match (&a.given, &b.given) {
        (Some(x), Some(y)) => Some(how(x, y, true)),
        _ => None,
    };
    let surname = match (&a.surname, &b.surname) {
        (Some(x), Some(y)) => Some(how(x, y, false)),
        _ => None,
    };
    let (shown, other) = (a.shown.clone(), b.shown.clone());
    let first = || a.given.clone().unwrap_or_default();
    let last = || a.surname.clone().unwrap_or_default();
    match (given, surname) {
        (Some(How::Same), Some(How::Same)) => {
            Agreement::Full { given: first(), surname: last(), shown }
        }
        (Some(How::Same | How::Near), Some(How::Same | How::Near)) => {
            let both = |name: &Name| {
                (name.given.clone().unwrap_or_default(), name.surname.clone().unwrap_or_default())
            };
            Agreement::Similar { names: [both(a), both(b)], shown, other }
        }
        (Some(How::Initial), Some(How::Same | How::Near)) => {
            Agreement::Initial { surname: last(), shown, other }
        }
        (Some(How::Same | How::Near), Some(How::Initial)) => {
            Agreement::Given { given: first(), shown }
        }
        (Some(How::Same | How::Near), None | Some(How::Other)) => {
            Agreement::Given { given: first(), shown: cased(&first()) }
        }
        (Some(How::Other), Some(How::Same | How::Near)) => Agreement::OtherGiven,
        (None, Some(How::Same | How::Near)) => {
            Agreement::Surname { surname: last(), shown: cased(&last()) }
        }
        (Some(How::Other), _) if a.sure == Sure::Own && b.sure == Sure::Own => {
            // Of a couple one gives the first name only.
            Agreement::Other { sure: true }
        }
        (Some(How::Other), Some(_)) => Agreement::Other { sure: false },
        _ => Agreement::Unknown,
    }
}

/// How two words of names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Same,
    Near,
    Initial,
    Other,
}

fn how(x: &str, y: &str, given: bool) -> How {
    if x == y {
        return How::Same;
    }
    if x.chars().count() == 1 || y.chars().count() == 1 {
        let same = x.chars().next() == y.chars().next();
        return if same { How::Initial } else { How::Other };
    }
    let halves = |name: &str| -> Vec<String> { name.split('-').map(str::to_owned).collect() };
    if halves(x).iter().any(|half| half.len() > 2 && halves(y).contains(half)) {
        return How::Near;
    }
    if given {
        let short = |name: &str| SHORT.get(name).cloned().unwrap_or_default();
        if short(x).intersection(&short(y)).next().is_some() {
            return How::Near;
        }
        // Two names that both exist are no slip of one another: Jan and Jana.
        if is_given(x) && is_given(y) {
            return How::Other;
        }
    }
    let one_slip = strsim::osa_distance(x, y) <= 1 && x.len().min(y.len()) >= 5;
    let alike = strsim::jaro_winkler(x, y) >= ALIKE && x.len().min(y.len()) >= 6;
    if one_slip || alike { How::Near } else { How::Other }
}

pub(super) fn cased(word: &str) -> String {
    let mut signs = word.chars();
    let first = signs.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(signs).collect()
}

/// All names of somebody: stated, shown, and what the handle is made of.
fn of(person: &Person) -> Vec<Name> {
    let stated = person.stated.iter().filter(|stated| stated.kind == FactKind::Name);
    let mut found: Vec<Name> = stated.filter_map(|stated| parse(&stated.norm, true)).collect();
    found.extend(person.profiles.iter().filter_map(|profile| parse(&profile.name, false)));
    let made_out: Vec<Name> =
        person.profiles.iter().flat_map(|profile| made_out::of(&profile.handle, &found)).collect();
    found.extend(made_out);
    found
}

fn parse(text: &str, stated: bool) -> Option<Name> {
    let (first, last) = match text.split_once(',') {
        Some((surname, given)) => (given, surname),
        None => (text, ""),
    };
    let words = format!("{first} {last}");
    let mut family = false;
    let mut words: Vec<String> = words
        .split_whitespace()
        .map(|word| {
            let kept = word.chars().filter(|c| c.is_alphabetic() || *c == '-');
            gerne_text::fold(&kept.collect::<String>()).trim_matches('-').to_owned()
        })
        .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
        .filter(|word| {
            let of_all = FAMILIES.contains(&word.as_str());
            family |= of_all;
            !of_all
        })
        .collect();
    let shown = text.trim().to_owned();
    if words.len() == 2 && words.get(1).is_some_and(|word| is_given(word)) {
        // Surname before first name, as in lists.
        let turned = words.first().is_some_and(|word| !is_given(word) && word.len() > 2);
        if turned {
            words.swap(0, 1);
        }
    }
    let surname = if words.len() > 1 || family { words.pop() } else { None };
    let given = words.into_iter().next();
    let known = given.as_deref().is_some_and(is_given);
    // A single word that is no first name may be anything.
    if surname.is_none() && !known && !stated {
        return None;
    }
    let (given, surname) = match (given, surname) {
        (Some(word), None) if !known => (None, Some(word)),
        both => both,
    };
    let sure = if stated || known {
        Sure::Own
    } else if text.chars().any(char::is_uppercase) {
        Sure::Shown
    } else {
        Sure::Perhaps
    };
    (given.is_some() || surname.is_some()).then_some(Name { given, surname, shown, sure })
}

/// The letters of a name as it is shown, without titles.
pub(super) fn written(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphabetic()).map(gerne_text::fold);
    words.filter(|word| !TITLES.contains(&word.as_str())).collect()
}

/// First name and surname as they are counted.
pub(super) fn counted(person: &Person) -> Option<(String, String)> {
    let mut names = of(person).into_iter().filter(|name| name.sure > Sure::MadeOut);
    names.find_map(|name| name.given.zip(name.surname))
}

/// The words of all names, long enough to be found in a handle.
pub(super) fn words(person: &Person) -> Vec<String> {
    let names = of(person).into_iter().filter(|name| name.sure > Sure::MadeOut);
    let names = names.flat_map(|name| [name.given, name.surname]);
    let words =
        names.flatten().flat_map(|word| word.split('-').map(str::to_owned).collect::<Vec<_>>());
    words.filter(|word| word.chars().count() >= 4).collect()
}

/// First names with surnames, by their sound, whatever their order; by initial where there is no more.
pub(super) fn keys(person: &Person) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (given, surname) in of(person).into_iter().filter_map(|name| name.given.zip(name.surname)) {
        if surname.chars().count() < 3 || given.chars().count() < 2 {
            continue;
        }
        let mut sounds = [sound(&given), sound(&surname)];
        sounds.sort();
        found.insert(sounds.join("-"));
        // Short forms lead to one another.
        for n in SHORT.get(&given).into_iter().flatten() {
            found.insert(format!("{n}~{}", sound(&surname)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (text, given, surname) in [
            ("Dr. Thomas Müller", Some("thomas"), Some("muller")),
            ("Müller, Thomas", Some("thomas"), Some("muller")),
            ("Müller Thomas", Some("thomas"), Some("muller")),
            ("Familie Müller", None, Some("muller")),
            ("T. Müller", Some("t"), Some("muller")),
            ("Thomas 🚀", Some("thomas"), None),
            ("Anna-Lena Groß-Berg", Some("anna-lena"), Some("gross-berg")),
        ] {
            let name = parse(text, false).unwrap();
            assert_eq!(
                (name.given.as_deref(), name.surname.as_deref()),
                (given, surname),
                "{text}"
            );
        }
        assert_eq!(parse("☕️", false), None);
        assert_eq!(parse("nachteule", false), None);
    }
}
