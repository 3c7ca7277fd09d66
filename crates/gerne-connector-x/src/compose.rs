//! What is posted, and the way back: whether a post that we see is the one that we meant. Pure.

use gerne_domain::{Mention, Outbound};

use crate::normalize::Us;

/// Who a private message goes to.
pub(crate) fn recipient<'a>(outbound: &'a Outbound, us: &Us) -> Option<&'a Mention> {
    let numeric = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    outbound.to.iter().find(|m| m.external_id.0 != us.id && numeric(&m.external_id.0))
}

/// Whether the words of something that we see are those that were sent. X gives bare domains a
/// scheme, trims, and normalises; what is left to compare are the words.
pub(crate) fn same_words(sent: &str, seen: &str) -> bool {
    gerne_text::same_words(&fold(sent), &fold(seen))
}

/// Without schemes of links, and without the names in front that X adds or leaves out as it likes.
fn fold(text: &str) -> String {
    let mut text = text.trim_start();
    while let Some(name) = text.strip_prefix('@') {
        let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if !rest.starts_with(char::is_whitespace) {
            break;
        }
        text = rest.trim_start();
    }
    gerne_twitter_text::nfc(text).replace("https://", "").replace("http://", "")
}
