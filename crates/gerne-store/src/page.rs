//! Places in a list: opaque to those who carry them.

use uuid::Uuid;

use crate::StoreError;

/// How far into a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Behind this place: what the page before called `next`. `None`: from the beginning.
    pub after: Option<String>,
    /// At most so many.
    pub limit: usize,
}

impl Page {
    /// The first page.
    pub fn first(limit: usize) -> Self {
        Self { after: None, limit }
    }

    /// The page behind `after`.
    pub fn after(after: Option<String>, limit: usize) -> Self {
        Self { after, limit }
    }

    pub(crate) fn key(&self) -> Result<Option<Key>, StoreError> {
        self.after.as_deref().map(Key::read).transpose()
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins; `None`: this was the last.
    pub next: Option<String>,
}

impl<T> Paged<T> {
    /// Nothing.
    pub(crate) fn none() -> Self {
        Self { items: Vec::new(), next: None }
    }

    /// Cuts what was read with one more than `limit`.
    pub(crate) fn cut(mut items: Vec<T>, limit: usize, key: impl Fn(&T) -> Key) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| key(last).write());
        Self { items, next }
    }
}

/// What a list is ordered by: a number, then an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub(crate) i64, pub(crate) Uuid);

impl Key {
    fn write(self) -> String {
        format!("{:x}-{}", self.0, self.1.simple())
    }

    fn read(text: &str) -> Result<Self, StoreError> {
        let (number, id) = text.split_once('-').ok_or(StoreError::PageKey)?;
        // Negative numbers are written as their two's complement.
        let number = u64::from_str_radix(number, 16).map_err(|_| StoreError::PageKey)?;
        let id = Uuid::try_parse(id).map_err(|_| StoreError::PageKey)?;
        Ok(Self(number.cast_signed(), id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_and_others_are_refused() {
        for number in [0, 1, -1, i64::MAX, i64::MIN] {
            let key = Key(number, Uuid::from_u128(7));
            assert_eq!(Key::read(&key.write()).unwrap(), key);
        }
        for other in ["", "-", "zz", "1-x", "ffffffffffffffffff-0", "'; DROP TABLE event; --"] {
            assert!(Key::read(other).is_err(), "{other}");
        }
    }
}
