//! Which software the server is, and how that software makes ids.

use serde::{Deserialize, Serialize};

/// A server software of the Mastodon API family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavour {
    /// Mastodon 4.6: snowflake ids, serial notification ids, grouped notifications.
    Mastodon,
    /// GoToSocial: ULIDs, 5000 characters, no Idempotency-Key, streaming on a host of its own,
    /// `User-Agent` required.
    GoToSocial,
    /// Akkoma (Pleroma family): flake ids in base 62, serial notification ids.
    Akkoma,
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// A flake names the machine that made it; there is only one.
const WORKER: u128 = 0x0242_ac11_0002;
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Flavour {
    /// What `/api/v1/instance` calls its version.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::Mastodon => "4.6.4",
            Self::GoToSocial => "0.21.2+git-0000000",
            Self::Akkoma => "2.7.2 (compatible; Akkoma 3.17.0-0-g0000000)",
        }
    }

    /// Software name in nodeinfo.
    pub(crate) fn software(self) -> &'static str {
        match self {
            Self::Mastodon => "mastodon",
            Self::GoToSocial => "gotosocial",
            Self::Akkoma => "akkoma",
        }
    }

    pub(crate) fn keeps_idempotency_keys(self) -> bool {
        self != Self::GoToSocial
    }

    pub(crate) fn has_status_batches(self) -> bool {
        self == Self::Mastodon
    }

    /// The id of what was made `millis` after 1970 as the `seq`th of its millisecond. Ids of one
    /// flavour sort like (millis, seq): numerically for Mastodon, as text for the others.
    pub(crate) fn id(self, millis: u64, seq: u16, salt: u64) -> String {
        match self {
            Self::Mastodon => ((u128::from(millis) << 16) | u128::from(seq)).to_string(),
            Self::GoToSocial => {
                let number = (u128::from(millis & 0xffff_ffff_ffff) << 80)
                    | (u128::from(seq) << 64)
                    | u128::from(salt);
                digits(number, CROCKFORD, 26)
            }
            Self::Akkoma => {
                digits((u128::from(millis) << 64) | (WORKER << 16) | u128::from(seq), BASE62, 18)
            }
        }
    }

    /// A number that orders ids as the server does, for paging after an id that may be gone.
    pub(crate) fn rank(self, id: &str) -> u128 {
        match self {
            Self::Mastodon => id.parse().unwrap_or(0),
            Self::GoToSocial => undigits(&id.to_ascii_uppercase(), CROCKFORD),
            Self::Akkoma => undigits(id, BASE62),
        }
    }

    /// As [`rank`](Self::rank), for notification ids.
    pub(crate) fn notification_rank(self, id: &str) -> u128 {
        match self {
            Self::Mastodon | Self::Akkoma => id.parse().unwrap_or(0),
            Self::GoToSocial => self.rank(id),
        }
    }
}

fn digits(mut number: u128, alphabet: &[u8], width: usize) -> String {
    let base = u128::try_from(alphabet.len()).unwrap_or(10);
    let mut out = vec![alphabet[0]; width];
    for place in out.iter_mut().rev() {
        *place = alphabet[usize::try_from(number % base).unwrap_or(0)];
        number /= base;
    }
    out.into_iter().map(char::from).collect()
}

fn undigits(text: &str, alphabet: &[u8]) -> u128 {
    let base = u128::try_from(alphabet.len()).unwrap_or(10);
    text.bytes().fold(0, |sum, byte| {
        let digit = alphabet.iter().position(|&b| b == byte).unwrap_or(0);
        sum.wrapping_mul(base).wrapping_add(u128::try_from(digit).unwrap_or(0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_look_right_and_keep_their_order() {
        let millis = 1_795_000_000_000;
        for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
            let ids: Vec<String> = [(0, 0), (0, 1), (1, 0), (500, 7)]
                .iter()
                .map(|&(ms, seq)| flavour.id(millis + ms, seq, 0xdead_beef))
                .collect();
            let ranks: Vec<u128> = ids.iter().map(|id| flavour.rank(id)).collect();
            assert!(ranks.is_sorted_by(|a, b| a < b), "{flavour:?} {ids:?}");
        }
        assert_eq!(Flavour::GoToSocial.id(millis, 0, 1).len(), 26);
        assert_eq!(Flavour::Akkoma.id(millis, 0, 1).len(), 18);
    }
}
