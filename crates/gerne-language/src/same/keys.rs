//! Under what a customer is found by those who may be the same: only who shares a key is compared.

use std::collections::BTreeSet;

use super::{Person, handles, names, unique};

/// What a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A number or an address.
    Unique,
    /// First name and surname, by their sound.
    Name,
    /// A handle.
    Handle,
}

/// One key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is made of.
    pub kind: KeyKind,
    /// In the same form for everybody. Holds what was stated: kept as a keyed hash.
    pub value: String,
    /// They said it in public; only of [`KeyKind::Unique`].
    pub public: bool,
}

/// All keys of a customer.
pub fn keys(person: &Person) -> BTreeSet<Key> {
    let unique = unique::keys(person).into_iter();
    let mut found: BTreeSet<Key> =
        unique.map(|(value, public)| Key { kind: KeyKind::Unique, value, public }).collect();
    let names = names::keys(person).into_iter().map(|name| (KeyKind::Name, format!("name:{name}")));
    let handles = handles::keys(person).into_iter();
    let handles = handles.map(|handle| (KeyKind::Handle, format!("handle:{handle}")));
    let read = names.chain(handles).map(|(kind, value)| Key { kind, value, public: false });
    found.extend(read);
    found
}
