//! What is posted, and the way back: whether something that we see is what we meant. Pure.

/// Whether the words of something that we see are those that were sent. Facebook trims and
/// normalises; what is left to compare are the words.
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

fn fold(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !invisible(*c)).collect()
}
