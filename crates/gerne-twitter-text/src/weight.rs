//! The weighted length: what the characters of a post count.

use crate::{emoji, nfc, urls};

/// Every link, whatever its length.
const LINK: u32 = 23;
/// Most characters, and every emoji however it is put together.
const HEAVY: u32 = 2;

/// How long a text is for X, which takes 280. People whom an answer names by itself count nothing
/// and do not belong into it.
pub fn weighted_length(text: &str) -> u32 {
    let text = nfc(text);
    let links = urls(&text);
    let text: Vec<char> = text.chars().collect();
    let mut links = links.into_iter().peekable();
    let mut length = 0_u32;
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let (counts, taken) = if let Some(link) = links.next_if(|link| link.start == at) {
            (LINK, link.end - link.start)
        } else if let Some(taken) = emoji::at(&text, at) {
            (HEAVY, taken)
        } else {
            (weight(*c), 1)
        };
        length = length.saturating_add(counts);
        at += taken;
    }
    length
}

/// Whether X takes it as a post: not empty, not longer than this, and without marks that no text
/// should hold.
pub fn is_valid(text: &str, longest: u32) -> bool {
    let length = weighted_length(text);
    length > 0 && length <= longest && !text.chars().any(crate::chars::invalid)
}

/// The table of version 3: scripts that need few characters for much count double.
fn weight(c: char) -> u32 {
    match c {
        '\0'..='\u{10ff}'
        | '\u{2000}'..='\u{200d}'
        | '\u{2010}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}' => 1,
        _ => HEAVY,
    }
}
