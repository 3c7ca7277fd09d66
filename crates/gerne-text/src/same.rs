//! Whether two texts say the same, but for what platforms change of what they are given.

/// Whether the words of something that is seen on a platform are those that were sent. White space
/// and invisible signs do not count; in texts of twelve letters or more no other sign does either
/// (formatting may have eaten them), while of very short texts the signs are the message.
pub fn same_words(sent: &str, seen: &str) -> bool {
    let visible = |text: &str| text.chars().filter(|c| !is_void(*c)).collect::<String>();
    let (sent, seen) = (visible(sent), visible(seen));
    if sent == seen {
        return true;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (sent, seen) = (letters(&sent), letters(&seen));
    sent == seen && sent.chars().count() >= 12
}

/// Shows nothing: white space, and what platforms put in or take out unseen.
fn is_void(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_count_only_where_they_are_the_message() {
        for (sent, seen, same) in [
            ("Wir prüfen das.", " Wir\u{200b} prüfen  das.\n", true),
            ("*Wir* prüfen das gerade", "Wir prüfen das gerade", true),
            ("Wir kümmern uns darum!", "Wir kümmern uns darum", true),
            ("Wir kümmern uns", "Wir kümmern uns nicht", false),
            ("Ja!", "Ja?", false),
            ("", "Wir prüfen das.", false),
        ] {
            assert_eq!(same_words(sent, seen), same, "{sent:?} {seen:?}");
        }
    }
}
