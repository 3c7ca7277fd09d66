//! How long a text is for a platform. Data, so that the console counts by the same rules; both are
//! held to the vectors in `counting/vectors.json`.
//!
//! The rules are Mastodon's (`StatusLengthValidator`): addresses and mentions are replaced by what
//! they count as, then grapheme clusters are counted. A content warning counts as well; whoever
//! calls adds it, by [`Counting::count`] of its own.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

#[cfg(test)]
mod tests;

/// What of a mention counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionLength {
    /// As written.
    Full,
    /// Of `@user@host` only `@user`, as Mastodon's `StatusLengthValidator` does.
    Local,
}

/// How length is counted. Characters are grapheme clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// What an `http(s)` address counts as, whatever its length; `None`: as written.
    pub url_length: Option<u32>,
    /// What of a mention counts.
    pub mentions: MentionLength,
    /// By the rules of twitter-text instead (`gerne-twitter-text`): characters have weights, bare
    /// hosts are addresses, and every emoji counts the same. The other two say nothing then.
    #[serde(default)]
    pub weighted: bool,
}

impl Counting {
    /// By weights.
    pub const WEIGHTED: Self =
        Self { url_length: Some(23), mentions: MentionLength::Full, weighted: true };

    /// How long `text` is.
    pub fn count(self, text: &str) -> u32 {
        if self.weighted {
            return gerne_twitter_text::weighted_length(text);
        }
        let mut length = 0_u32;
        let mut part = String::new();
        let mut before = None;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let taken = match (self.url_length, self.mentions) {
                (Some(counts), _) if let Some(address) = address(before, rest) => {
                    length = length.saturating_add(graphemes(&part)).saturating_add(counts);
                    part.clear();
                    address.len()
                }
                (_, MentionLength::Local) if let Some((name, host)) = mention(before, rest) => {
                    part.push('@');
                    part.push_str(name);
                    2 + name.len() + host.len()
                }
                _ => {
                    part.push(c);
                    c.len_utf8()
                }
            };
            let (done, left) = rest.split_at_checked(taken).unwrap_or((rest, ""));
            before = done.chars().next_back();
            rest = left;
        }
        length.saturating_add(graphemes(&part))
    }
}

/// The address that begins here: `http(s)://`, a host with a dot and a last label of letters, and
/// what follows up to white space, quotes or angle brackets, without closing punctuation.
fn address(before: Option<char>, text: &str) -> Option<&str> {
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '#' | '$' | '_' | '/')) {
        return None;
    }
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let (_, after) = text.split_at_checked(scheme.len())?;
    let host = span(after, |c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let host = host.trim_end_matches(['.', '-', '_']);
    let (_, last) = host.rsplit_once('.')?;
    if last.chars().count() < 2 || !last.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut length = scheme.len() + host.len();
    let after = after.strip_prefix(host)?;
    let port = after.strip_prefix(':').map(|rest| span(rest, |c| c.is_ascii_digit()));
    let port = port.filter(|digits| !digits.is_empty()).map_or(0, |digits| digits.len() + 1);
    length += port;
    let (_, after) = after.split_at_checked(port)?;
    if after.starts_with(['/', '?', '#']) {
        length += trimmed(span(after, in_path)).len();
    }
    text.split_at_checked(length).map(|(address, _)| address)
}

fn in_path(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»')
}

/// Without punctuation that closes the sentence, and without a bracket that closes one opened
/// before the address.
fn trimmed(path: &str) -> &str {
    let mut path = path;
    loop {
        let Some(last) = path.chars().next_back() else { return path };
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '*' => true,
            ')' => path.matches(')').count() > path.matches('(').count(),
            ']' => path.matches(']').count() > path.matches('[').count(),
            _ => false,
        };
        match path.strip_suffix(last).filter(|_| drop) {
            Some(shorter) => path = shorter,
            None => return path,
        }
    }
}

/// The remote mention that begins here: its name and host.
fn mention(before: Option<char>, text: &str) -> Option<(&str, &str)> {
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '=' | '@')) {
        return None;
    }
    let after = text.strip_prefix('@')?;
    let name = span(after, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.starts_with(inner) || !name.ends_with(inner) {
        return None;
    }
    let host = after.strip_prefix(name)?.strip_prefix('@')?;
    let host = span(host, |c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let host = host.trim_end_matches(['.', '-']);
    host.starts_with(char::is_alphanumeric).then_some((name, host))
}

fn graphemes(text: &str) -> u32 {
    u32::try_from(text.graphemes(true).count()).unwrap_or(u32::MAX)
}

fn span(text: &str, keep: impl Fn(char) -> bool) -> &str {
    let rest = text.trim_start_matches(keep);
    text.strip_suffix(rest).unwrap_or_default()
}
