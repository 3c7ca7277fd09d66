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

/// Sets of tokens, a power of two; each is one line of memory.
const SETS: usize = 1 << 14;
const WAYS: usize = 4;
/// Terms that are kept; beyond them everything is forgotten and learned again.
const STORE: usize = 1 << 20;

/// A token by its print: as for words, 64 bits are taken for the thing itself.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// 0: nothing is here.
    print: u64,
    start: u32,
    count: u16,
    width: u8,
}

const EMPTY: Slot = Slot { print: 0, start: 0, count: 0, width: 0 };

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Set([Slot; WAYS]);

#[derive(Debug, Default)]
pub(super) struct Cache {
    sets: Vec<Set>,
    /// How often everything was forgotten.
    pub(super) age: u32,
    pub(super) store: Vec<Found>,
}

impl Cache {
    pub(super) fn clear(&mut self) {
        self.sets.clear();
        self.sets.resize(SETS, Set([EMPTY; WAYS]));
        self.store.clear();
        self.age = self.age.wrapping_add(1);
    }

    /// What is known of a token.
    pub(super) fn get(&self, print: u64) -> Option<Known> {
        let set = self.sets.get(place(print))?;
        let slot = set.0.iter().find(|slot| slot.print == print)?;
        Some(Known { start: slot.start, count: slot.count, width: slot.width })
    }

    /// Keeps what was found for a token. Whoever was there longest has to go.
    pub(super) fn put(&mut self, print: u64, found: &[Found], width: u8) -> Known {
        if self.store.len() + found.len() > STORE {
            self.clear();
        }
        let start = u32::try_from(self.store.len()).unwrap_or_default();
        let count = u16::try_from(found.len()).unwrap_or(u16::MAX);
        self.store.extend(found.iter().take(usize::from(count)));
        if let Some(set) = self.sets.get_mut(place(print)) {
            set.0.rotate_right(1);
            set.0[0] = Slot { print, start, count, width };
        }
        Known { start, count, width }
    }
}

/// What a token is known by. `sort` tells apart what is written the same.
pub(super) fn print(raw: &[u8], sort: u32) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(sort);
    hasher.write(raw);
    let hash = hasher.finish();
    let stirred = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (stirred ^ (stirred >> 29)) | 1
}

fn place(print: u64) -> usize {
    usize::try_from(print >> 40).unwrap_or_default() & (SETS - 1)
}
