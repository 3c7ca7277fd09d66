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
    let (sent, seen) = (fold(sent), fold(seen));
    if sent == seen {
        return true;
    }
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (sent, seen) = (words(&sent), words(&seen));
    // Of very short texts the signs are the message.
    sent == seen && sent.chars().count() >= 12
}

/// Without white space, invisible signs, schemes of links, and the names in front that X adds or
/// leaves out as it likes.
fn fold(text: &str) -> String {
    let mut text = text.trim_start();
    while let Some(name) = text.strip_prefix('@') {
        let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if !rest.starts_with(char::is_whitespace) {
            break;
        }
        text = rest.trim_start();
    }
    let text = gerne_twitter_text::nfc(text).replace("https://", "").replace("http://", "");
    let invisible = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !invisible(*c)).collect()
}
