//! Which terms a token of a post is. People use the same few thousand words again and again: what
//! was found for one is kept, in a table that never grows.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// A term that a token is, with the positions it covers, counted from the token's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) term: u32,
    pub(super) from: u8,
    pub(super) to: u8,
    /// Languages in which it is.
    pub(super) tongues: u8,
}

/// What is known of a token: where its terms begin in the store, how many, how many positions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) start: u32,
    pub(super) count: u16,
    pub(super) width: u8,
}

/// Longer tokens are taken apart each time.
const LONGEST: usize = 48;
/// A power of two.
const SLOTS: usize = 1 << 16;
/// Terms that are kept; beyond them everything is forgotten and learned again.
const STORE: usize = 1 << 20;

/// One line of memory for each token.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Slot {
    hash: u32,
    start: u32,
    count: u16,
    width: u8,
    /// 0: nothing is here.
    length: u8,
    sort: u8,
    bytes: [u8; LONGEST],
}

const EMPTY: Slot =
    Slot { hash: 0, start: 0, count: 0, width: 0, length: 0, sort: 0, bytes: [0; LONGEST] };

#[derive(Debug, Default)]
pub(super) struct Cache {
    slots: Vec<Slot>,
    pub(super) store: Vec<Found>,
}

impl Cache {
    pub(super) fn clear(&mut self) {
        self.slots.clear();
        self.slots.resize(SLOTS, EMPTY);
        self.store.clear();
    }

    /// What is known of a token. `sort` tells apart what is written the same.
    pub(super) fn get(&self, raw: &[u8], sort: u8) -> Option<Known> {
        if raw.len() > LONGEST {
            return None;
        }
        let hash = hash(raw, sort);
        let place = hash as usize & (SLOTS - 1);
        for slot in [self.slots.get(place)?, self.slots.get(place ^ 1)?] {
            if slot.hash == hash
                && usize::from(slot.length) == raw.len()
                && slot.sort == sort
                && slot.bytes.get(..raw.len()) == Some(raw)
            {
                return Some(Known { start: slot.start, count: slot.count, width: slot.width });
            }
        }
        None
    }

    /// Keeps what was found for a token. Whoever was there longest has to go.
    pub(super) fn put(&mut self, raw: &[u8], sort: u8, found: &[Found], width: u8) -> Known {
        if self.store.len() + found.len() > STORE {
            self.clear();
        }
        let start = u32::try_from(self.store.len()).unwrap_or_default();
        let count = u16::try_from(found.len()).unwrap_or(u16::MAX);
        self.store.extend(found.iter().take(usize::from(count)));
        let known = Known { start, count, width };
        if raw.len() > LONGEST {
            return known;
        }
        let hash = hash(raw, sort);
        let mut bytes = [0; LONGEST];
        if let Some(place) = bytes.get_mut(..raw.len()) {
            place.copy_from_slice(raw);
        }
        let length = u8::try_from(raw.len()).unwrap_or_default();
        let slot = Slot { hash, start, count, width, length, sort, bytes };
        let place = hash as usize & (SLOTS - 1);
        if let Some(older) = self.slots.get(place).copied()
            && let Some(other) = self.slots.get_mut(place ^ 1)
        {
            *other = older;
        }
        if let Some(here) = self.slots.get_mut(place) {
            *here = slot;
        }
        known
    }
}

fn hash(raw: &[u8], sort: u8) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(raw);
    hasher.write_u8(sort);
    let hash = hasher.finish();
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is one, too")]
    let half = (hash >> 20) as u32;
    half
}
