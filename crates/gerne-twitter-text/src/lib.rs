//! The rules of twitter-text, version 3: how long a post is for X, and what in it is a link, a
//! name, a tag. Pure; places are counted in code points.
//!
//! Written anew after the published rules (github.com/twitter/twitter-text, Apache-2.0): one pass
//! over the characters instead of regular expressions, so that no text makes it slow, and so that
//! the console can walk in the same steps. Both are held to `vectors.json`, and this one to the
//! conformance files of the rules.

mod chars;
mod emoji;
mod punycode;
mod tags;
mod urls;
mod weight;

pub use tags::{Name, Tag, cashtags, hashtags, names, reply};
pub use urls::urls;
pub use weight::{is_valid, weighted_length};

#[cfg(test)]
mod tests;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first character, in code points.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// The text in the form that X counts (Unicode normalization form C).
pub fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfc().collect()
}

/// Whether X will make a link of something in it.
pub fn has_url(text: &str) -> bool {
    !urls(&nfc(text)).is_empty()
}
