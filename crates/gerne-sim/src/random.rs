//! Repeatable chance.

/// `SplitMix64`: tiny, and the same on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// Stable for a text, across runs and machines (FNV-1a).
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 ≤ result < `below` (0 for 0).
    pub(crate) fn below(&mut self, below: usize) -> usize {
        let below = u64::try_from(below).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % below).unwrap_or(0)
    }

    /// True in `chance` of all cases (0.0 to 1.0).
    pub(crate) fn happens(&mut self, chance: f64) -> bool {
        if chance >= 1.0 {
            return true;
        }
        let drawn = u32::try_from(self.next() >> 32).unwrap_or(u32::MAX);
        f64::from(drawn) / f64::from(u32::MAX) < chance
    }

    /// `bytes` random bytes in lower-case hex.
    pub(crate) fn hex(&mut self, bytes: usize) -> String {
        use std::fmt::Write as _;
        let mut out = String::with_capacity(bytes * 2);
        for _ in 0..bytes {
            write!(out, "{:02x}", self.next() & 0xff).expect("a String takes everything");
        }
        out
    }

    /// `len` characters as they appear in access tokens.
    pub(crate) fn token(&mut self, len: usize) -> String {
        const ALPHABET: &[u8; 62] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        (0..len).map(|_| char::from(ALPHABET[self.below(62)])).collect()
    }
}
