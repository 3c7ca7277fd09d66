//! Whether two customers are one person: evidence, weighed in bits, with the reasons in words.
//!
//! Fellegi and Sunter: what two share counts the more, the fewer share it by chance; what they cannot
//! share counts against. Nobody is joined by it: [`Level`] says how it is offered. Two kinds of
//! evidence are kept apart:
//!
//! - What everybody can read (names, handles, pictures, what somebody said in public) can be copied,
//!   and is: such evidence alone never reaches the top, and is silent where it looks copied.
//! - A number or an address that was only ever said in private cannot. One stands for the person,
//!   some for a household: then the surname says nothing more, and another first name says no.

mod copies;
mod handles;
mod keys;
mod made_out;
mod names;
mod rarity;
mod sound;
mod unique;

use std::collections::HashSet;

pub use self::{
    keys::{Key, KeyKind, keys},
    rarity::Rarity,
};

pub(crate) use self::rarity::is_given;
use self::{copies::Pictures, names::Agreement, unique::Shared};
use crate::facts::FactKind;

/// From here on a pair is offered.
pub const SUGGESTED: f64 = 8.0;
/// From here on it is very likely, when something unique was stated in private.
pub const VERY_LIKELY: f64 = 20.0;

/// Shorter display names are no names.
const SHORTEST_NAME: usize = 5;

/// A customer as one platform knows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Which.
    pub platform: String,
    /// Without the sign before it; for mail the address.
    pub handle: String,
    /// As they call themselves.
    pub name: String,
    /// The fingerprint of the picture, when it is known and not the platform's own.
    pub picture: Option<u64>,
    /// The handle is an address for mail, and nobody but us sees the profile.
    pub mail: bool,
}

/// Something that the customer stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// What it is about.
    pub kind: FactKind,
    /// The form in which two are compared.
    pub norm: String,
    /// Said where everyone can read it.
    pub public: bool,
}

/// Who is compared: a customer with all profiles that are joined already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Their profiles.
    pub profiles: Vec<Profile>,
    /// What they stated in any of them. What an agent dismissed is not among it.
    pub stated: Vec<Stated>,
}

/// What else must be known to weigh.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// How rare names are.
    pub rarity: &'a Rarity,
    /// Keys (of [`KeyKind::Unique`]) of what anybody at all ever said in public: known to whoever
    /// reads along, whoever says it in private afterwards.
    pub open: &'a HashSet<String>,
    /// A third customer shares a key of name or handle that these two share.
    pub rivals: bool,
    /// Their platform calls one person otherwise in private than in public, and they wrote to the
    /// same account shortly after each other, the one in public and the other in private.
    pub shortly: bool,
    /// One of them proved it: sent back a code that the other was sent.
    pub proved: bool,
}

/// How a pair is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not at all.
    Silent,
    /// As a possibility.
    Suggestion,
    /// As what is almost sure; a person still says yes.
    VeryLikely,
}

impl Level {
    /// As it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Suggestion => "suggestion",
            Self::VeryLikely => "very_likely",
        }
    }
}

/// Something that speaks for it or against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The key of a text.
    pub key: &'static str,
    /// What is put into it. A value that only one of both stated is never among it.
    pub values: Vec<(&'static str, String)>,
    /// How much, in bits; below zero against.
    pub bits: f64,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// The logarithm (base 2) of the odds that they are one person.
    pub bits: f64,
    /// How it is offered.
    pub level: Level,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Reasons, and what they come to.
#[derive(Debug, Default)]
struct Pile {
    reasons: Vec<Reason>,
}

impl Pile {
    fn add(&mut self, key: &'static str, bits: f64, values: Vec<(&'static str, String)>) {
        self.reasons.push(Reason { key, values, bits });
    }

    fn bits(&self) -> f64 {
        self.reasons.iter().map(|reason| reason.bits).sum()
    }
}

/// Weighs whether two customers are one person. The order of both does not matter.
pub fn score(a: &Person, b: &Person, around: &Around<'_>) -> Likeness {
    let shared = unique::shared(a, b, around.open);
    let mut secret = Pile::default();
    for (n, one) in shared.iter().filter(|one| !one.open).enumerate() {
        // What shares one number often shares the next: a family does, too.
        let bits = if n == 0 { one.bits } else { one.more };
        secret.add(one.key, bits, one.values());
    }
    let is_secret = shared.iter().any(|one| !one.open);
    let mut open = Pile::default();
    for one in shared.iter().filter(|one| one.open) {
        open.add("known_in_public", if is_secret { 1.0 } else { 4.0 }, one.values());
    }
    let names = names::compare(a, b, around.rarity);
    add_name(&mut open, &names, is_secret, around.rarity);
    add_handle(&mut open, a, b, is_secret);
    add_picture(&mut open, a, b, is_secret);
    let mut rest = Pile::default();
    add_places(&mut rest, a, b, &shared);
    let shortly = around.shortly && same_display_name(a, b);
    add_contradictions(&mut rest, a, b, &names, shortly);

    // Without a secret it is one among all; a secret is shared by so few that it needs no such start.
    let before = if is_secret { 0.0 } else { -around.rarity.crowd() };
    let mut likely = open.bits() + before;
    if !is_secret {
        let most = copies::most(a, b, around.rivals);
        if likely > most {
            open.add("could_be_copied", most - likely, Vec::new());
            likely = most;
        }
    }
    if shortly {
        // Somebody who only calls themselves so can do the same: it stays a possibility.
        rest.add("same_page_shortly", (SUGGESTED + 2.0 - likely).max(0.0), Vec::new());
    }
    let mut bits = secret.bits() + likely + rest.bits();
    let stands_alone = shared.iter().any(|one| !one.open && one.of_person);
    let mut level = match bits {
        bits if bits >= VERY_LIKELY && stands_alone => Level::VeryLikely,
        bits if bits >= SUGGESTED => Level::Suggestion,
        _ => Level::Silent,
    };
    let mut reasons = secret.reasons;
    reasons.extend(open.reasons);
    reasons.extend(rest.reasons);
    if around.proved {
        level = Level::VeryLikely;
        bits = bits.max(VERY_LIKELY);
        reasons.push(Reason { key: "proved", values: Vec::new(), bits: VERY_LIKELY });
    }
    reasons.sort_by(|one, other| other.bits.abs().total_cmp(&one.bits.abs()));
    Likeness { bits, level, reasons }
}

fn add_name(pile: &mut Pile, names: &Agreement, is_secret: bool, rarity: &Rarity) {
    match names {
        Agreement::Full { given, surname, shown } => {
            let rare = rarity.both(given, surname);
            let bits = if is_secret { 7.0 } else { rare };
            pile.add("same_name", bits, vec![("name", shown.clone())]);
        }
        Agreement::Similar { names, shown, other } => {
            // A slip makes a rare name of a frequent one.
            let rare = names.iter().map(|(given, surname)| rarity.both(given, surname));
            let rare = rare.fold(f64::INFINITY, f64::min) - 3.0;
            let bits = if is_secret { 6.0 } else { rare };
            let values = vec![("name", shown.clone()), ("other", other.clone())];
            pile.add("similar_name", bits, values);
        }
        Agreement::Initial { surname, shown, other } => {
            let bits = if is_secret { 3.0 } else { rarity.surname(surname) + 3.0 };
            let values = vec![("name", shown.clone()), ("other", other.clone())];
            pile.add("fitting_name", bits, values);
        }
        Agreement::Given { given, shown } => {
            let bits = if is_secret { 3.0 } else { rarity.given(given).min(6.0) };
            pile.add("same_first_name", bits, vec![("name", shown.clone())]);
        }
        Agreement::Surname { surname, shown } => {
            let bits = if is_secret { 0.5 } else { rarity.surname(surname).min(8.0) };
            pile.add("same_surname", bits, vec![("name", shown.clone())]);
        }
        Agreement::OtherGiven | Agreement::Other { .. } | Agreement::Unknown => {}
    }
}

fn add_handle(pile: &mut Pile, a: &Person, b: &Person, is_secret: bool) {
    if let Some(found) = handles::compare(a, b) {
        let bits = if is_secret { found.bits.min(6.0) } else { found.bits };
        let key = if found.equal { "same_handle" } else { "similar_handle" };
        pile.add(key, bits, vec![("handle", found.one), ("other", found.other)]);
    }
}

fn add_picture(pile: &mut Pile, a: &Person, b: &Person, is_secret: bool) {
    if copies::pictures(a, b) == Pictures::Same {
        pile.add("same_picture", if is_secret { 6.0 } else { 9.0 }, Vec::new());
    }
}

fn add_places(pile: &mut Pile, a: &Person, b: &Person, shared: &[Shared]) {
    let is_secret = shared.iter().any(|one| !one.open);
    let (one, other) = (unique::postcodes(a), unique::postcodes(b));
    // Whoever has the same address has the same postcode, and that was counted.
    let counted = shared.iter().any(|one| one.kind == FactKind::Address);
    if let Some(shared) = one.iter().find(|code| other.contains(*code)).filter(|_| !counted) {
        let bits = if is_secret { 1.0 } else { 4.0 };
        pile.add("same_postcode", bits, vec![("postcode", shared.clone())]);
    }
    let (one, other) = (unique::of(a, FactKind::BirthDate), unique::of(b, FactKind::BirthDate));
    if one.iter().any(|date| other.contains(date)) {
        pile.add("same_birth_date", 6.0, Vec::new());
    } else if !one.is_empty() && !other.is_empty() {
        pile.add("different_birth_date", -14.0, Vec::new());
    }
}

/// They call themselves the same, letter for letter but for their size and marks.
fn same_display_name(a: &Person, b: &Person) -> bool {
    let names = |person: &Person| -> HashSet<String> {
        let folded = person.profiles.iter().map(|profile| gerne_text::fold(profile.name.trim()));
        folded.filter(|name| name.chars().count() >= SHORTEST_NAME).collect()
    };
    !names(a).is_disjoint(&names(b))
}

fn add_contradictions(pile: &mut Pile, a: &Person, b: &Person, names: &Agreement, shortly: bool) {
    match names {
        Agreement::OtherGiven => pile.add("different_first_name", -16.0, Vec::new()),
        Agreement::Other { sure } => {
            pile.add("different_name", if *sure { -12.0 } else { -5.0 }, Vec::new());
        }
        _ => {}
    }
    if unique::contradict(a, b) {
        pile.add("different_customer_no", -10.0, Vec::new());
    }
    let both = a.profiles.iter().find(|one| b.profiles.iter().any(|p| p.platform == one.platform));
    if let Some(profile) = both.filter(|_| !shortly) {
        let bits = if profile.mail { -1.0 } else { -4.0 };
        pile.add("both_on", bits, vec![("platform", profile.platform.clone())]);
    }
}

#[cfg(test)]
mod tests;
