//! `Thread-Index`, by which Outlook groups (MS-OXOMSG 2.2.1.3).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use super::Outgoing;

/// A header of 22 bytes: six of time, sixteen of id; then five for each answer.
const HEADER: usize = 22;
const CHILD: usize = 5;
const MOST: usize = HEADER + 200 * CHILD;
/// Seconds from 1601, where Windows starts to count, to 1970.
const EPOCH: u64 = 11_644_473_600;

/// The index of an answer to a mail with this one: the same and five more bytes. A copy of it, or a
/// broken one, would open a new conversation.
pub(super) fn child(parent: &str, mail: &Outgoing) -> Option<String> {
    let compact: String = parent.split_whitespace().collect();
    let mut index = STANDARD.decode(compact).ok()?;
    let fits = index.len() >= HEADER && (index.len() - HEADER).is_multiple_of(CHILD);
    if !fits || index.len() > MOST {
        return None;
    }
    let started = index.iter().take(6).fold(0_u64, |time, byte| time << 8 | u64::from(*byte)) << 16;
    let seconds = u64::try_from(mail.date.as_second()).ok()? + EPOCH;
    let now = seconds.checked_mul(10_000_000)?;
    let passed = now.saturating_sub(started);
    // Near ones in steps of 26 ms, later ones in steps of 0.8 s, told by the first bit.
    let near = passed >> 49 == 0;
    let (code, steps) = if near { (0, passed >> 18) } else { (1_u64 << 31, passed >> 23) };
    let delta = u32::try_from(code | (steps & 0x7FFF_FFFF)).ok()?;
    index.extend(delta.to_be_bytes());
    // Four bits of chance, four of a counter. Chance that follows from the mail stays the same.
    let chance = Sha256::digest(&mail.message_id).first().copied().unwrap_or_default();
    index.push(chance & 0xF0);
    Some(STANDARD.encode(index))
}
