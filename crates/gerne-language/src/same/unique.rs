//! What stands for one person, or for one household, and what contradicts.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Person;
use crate::facts::FactKind;

/// Shorter values are too often something else.
const SHORTEST: usize = 5;

/// Something that both have.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    pub(super) kind: FactKind,
    pub(super) value: String,
    pub(super) key: &'static str,
    /// Somebody said it in public.
    pub(super) open: bool,
    /// It stands for a person rather than for those who live together.
    pub(super) of_person: bool,
    /// When it is the only one.
    pub(super) bits: f64,
    /// When something weightier is shared already.
    pub(super) more: f64,
}

impl Shared {
    pub(super) fn values(&self) -> Vec<(&'static str, String)> {
        vec![("kind", self.kind.name().to_owned()), ("value", self.value.clone())]
    }
}

/// How it is known that somebody has something.
#[derive(Clone, Debug)]
struct Has {
    kind: FactKind,
    value: String,
    public: bool,
    /// It is the address that they write from.
    writes_from: bool,
}

/// What both have, the weightiest first.
pub(super) fn shared(a: &Person, b: &Person, open: &HashSet<String>) -> Vec<Shared> {
    let others = all(b);
    let mut found: Vec<Shared> = all(a)
        .into_iter()
        .filter_map(|(key, one)| {
            let other = others.get(&key)?;
            let (of_person, bits, more) = worth(&one).min_by_bits(worth(other));
            let writes = one.writes_from || other.writes_from;
            Some(Shared {
                kind: one.kind,
                key: if writes { "writes_from" } else { "same_number" },
                open: one.public || other.public || open.contains(&key),
                value: one.value,
                of_person,
                bits: if writes { bits + 2.0 } else { bits },
                more,
            })
        })
        .collect();
    found.sort_by(|one, other| other.bits.total_cmp(&one.bits));
    found
}

/// The keys of all that one has, and whether they said it in public.
pub(super) fn keys(person: &Person) -> Vec<(String, bool)> {
    all(person).into_iter().map(|(key, has)| (key, has.public)).collect()
}

/// What two may not differ in: each has numbers of a customer, and none that could be the other's
/// but for a slip.
pub(super) fn contradict(a: &Person, b: &Person) -> bool {
    let (one, other) = (of(a, FactKind::CustomerNo), of(b, FactKind::CustomerNo));
    let near = |x: &String| other.iter().any(|y| strsim::osa_distance(x, y) <= 1);
    !one.is_empty() && !other.is_empty() && !one.iter().any(near)
}

/// Each has a number that is carried about, and none that is the other's.
pub(super) fn other_mobile(a: &Person, b: &Person) -> bool {
    let of = |person: &Person| -> BTreeSet<String> {
        let phones = person.stated.iter().filter(|stated| stated.kind == FactKind::Phone);
        phones.filter(|one| is_mobile(&one.norm)).map(|one| squeezed(&one.norm)).collect()
    };
    let (one, other) = (of(a), of(b));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// All values of a kind, letters and digits alone.
pub(super) fn of(person: &Person, kind: FactKind) -> BTreeSet<String> {
    let values = person.stated.iter().filter(|stated| stated.kind == kind);
    values.map(|stated| squeezed(&stated.norm)).filter(|value| !value.is_empty()).collect()
}

/// Postcodes of the addresses that somebody stated.
pub(super) fn postcodes(person: &Person) -> BTreeSet<String> {
    let addresses = person.stated.iter().filter(|stated| stated.kind == FactKind::Address);
    let words = addresses.flat_map(|stated| stated.norm.split(|c: char| !c.is_alphanumeric()));
    let codes = words.filter(|word| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit()));
    codes.map(str::to_owned).collect()
}

fn all(person: &Person) -> BTreeMap<String, Has> {
    let mut found: BTreeMap<String, Has> = BTreeMap::new();
    let stated = person.stated.iter().filter_map(|stated| {
        let key = key(stated.kind, &stated.norm)?;
        let value = stated.norm.clone();
        Some((key, Has { kind: stated.kind, value, public: stated.public, writes_from: false }))
    });
    let addresses = person.profiles.iter().filter(|profile| profile.mail).filter_map(|profile| {
        let (kind, value) = (FactKind::Email, profile.handle.clone());
        let key = key(kind, &value)?;
        Some((key, Has { kind, value, public: false, writes_from: true }))
    });
    for (key, has) in stated.chain(addresses) {
        found
            .entry(key)
            .and_modify(|known| {
                known.public |= has.public;
                known.writes_from |= has.writes_from;
            })
            .or_insert(has);
    }
    found
}

/// Under what a value is found. Numbers of the company share one name: people mix up what they are
/// called.
pub(super) fn key(kind: FactKind, norm: &str) -> Option<String> {
    let class = match kind {
        FactKind::Email => return Some(format!("mail:{}", address(norm)?)),
        FactKind::Phone => "phone",
        FactKind::Iban => "iban",
        FactKind::Card => "card",
        FactKind::Imei => "imei",
        FactKind::CustomerNo
        | FactKind::ContractNo
        | FactKind::AccountNo
        | FactKind::OrderNo
        | FactKind::InvoiceNo
        | FactKind::TicketNo
        | FactKind::TrackingNo
        | FactKind::BookingRef => "number",
        FactKind::Address => "address",
        _ => return None,
    };
    let value = if kind == FactKind::Address { place(norm) } else { squeezed(norm) };
    // A town alone is no address.
    let is_long = value.chars().count() >= if kind == FactKind::Address { 12 } else { SHORTEST };
    let has_digits = value.chars().any(|c| c.is_ascii_digit());
    (is_long && has_digits).then(|| format!("{class}:{value}"))
}

/// What a value is worth: whether it stands for a person, alone, and behind another.
struct Worth(bool, f64, f64);

impl Worth {
    fn min_by_bits(self, other: Self) -> (bool, f64, f64) {
        let less = if other.1 < self.1 { other } else { self };
        (less.0, less.1, less.2)
    }
}

/// The logarithm of how many more have it who are the same than who are not: set by hand, from how
/// often households share such a thing.
fn worth(has: &Has) -> Worth {
    match has.kind {
        FactKind::Email => Worth(true, 14.0, 4.0),
        FactKind::Phone if is_mobile(&has.value) => Worth(true, 13.0, 3.0),
        FactKind::Phone => Worth(false, 7.0, 1.0),
        FactKind::Address => Worth(false, 5.0, 0.5),
        FactKind::CustomerNo | FactKind::ContractNo | FactKind::AccountNo => Worth(true, 14.0, 3.0),
        FactKind::Iban => Worth(true, 11.0, 2.0),
        _ => Worth(true, 12.5, 3.0),
    }
}

/// Numbers that are carried about: one person's.
fn is_mobile(e164: &str) -> bool {
    ["+4915", "+4916", "+4917", "+436", "+417", "+447", "+3538"]
        .iter()
        .any(|start| e164.starts_with(start))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// An address for mail as it is compared: without what stands behind a plus sign.
fn address(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.rsplit_once('@')?;
    let local = local.split('+').next().unwrap_or_default();
    (!local.is_empty() && domain.contains('.')).then(|| format!("{local}@{domain}"))
}

/// An address as it is compared: however the street is shortened.
fn place(text: &str) -> String {
    let folded = gerne_text::fold(text).replace("strasse", "str");
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
