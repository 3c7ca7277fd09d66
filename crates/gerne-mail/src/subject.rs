//! Subjects without what mail programs put before them.

/// What stood before a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Prefix {
    /// Nothing.
    #[default]
    None,
    /// `Re:`, `Aw:` and the like.
    Reply,
    /// `Fwd:`, `Wg:` and the like; also when a `Re:` stands before it.
    Forward,
}

/// In the languages of the mail programs. Lower case.
const REPLY: &[&str] = &[
    "re",
    "aw",
    "antwort",
    "antw",
    "sv",
    "vs",
    "odp",
    "rif",
    "res",
    "ynt",
    "r",
    "ref",
    "回复",
    "答复",
    "回覆",
    "ответ",
    "atb",
    "vá",
    "отв",
];
/// A forwarded mail is no answer, whatever stands before.
const FORWARD: &[&str] = &[
    "wg",
    "fwd",
    "fw",
    "enc",
    "tr",
    "weitergeleitet",
    "转发",
    "轉寄",
    "i",
    "rv",
    "vl",
    "pd",
    "doorst",
    "fs",
];
/// Chains longer than this are no chains.
const MOST: usize = 50;

/// The subject without its prefixes, and of which kind they were.
pub fn bare(subject: &str) -> (String, Prefix) {
    let mut rest = subject.trim();
    let mut prefix = Prefix::None;
    for _ in 0..MOST {
        let Some((kind, after)) = strip(rest) else { break };
        if prefix != Prefix::Forward {
            prefix = kind;
        }
        rest = after.trim_start();
    }
    (rest.split_whitespace().collect::<Vec<_>>().join(" "), prefix)
}

/// The subject of an answer to a mail with this one.
pub fn reply(subject: &str) -> String {
    let (bare, _) = bare(subject);
    if bare.is_empty() { "Re:".to_owned() } else { format!("Re: {bare}") }
}

/// One prefix: a word, perhaps a count (`[2]`, `(2)`, `^2`), a colon.
fn strip(subject: &str) -> Option<(Prefix, &str)> {
    let (before, after) = subject.split_once([':', '：'])?;
    let word = before.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^".contains(c));
    let word = word.trim().to_lowercase();
    // Single letters are prefixes in Italian and French, but also part numbers ("I: …").
    let kind = if REPLY.contains(&word.as_str()) {
        Prefix::Reply
    } else if FORWARD.contains(&word.as_str()) {
        Prefix::Forward
    } else {
        return None;
    };
    Some((kind, after))
}

#[cfg(test)]
mod tests {
    use super::{Prefix, bare, reply};

    #[test]
    fn prefixes_go() {
        for (subject, expected, prefix) in [
            ("Rechnung", "Rechnung", Prefix::None),
            ("Re: Rechnung", "Rechnung", Prefix::Reply),
            ("RE:Rechnung", "Rechnung", Prefix::Reply),
            ("Re[2]: Rechnung", "Rechnung", Prefix::Reply),
            ("AW: Re: Antwort: Rechnung", "Rechnung", Prefix::Reply),
            ("WG: Rechnung", "Rechnung", Prefix::Forward),
            ("AW: WG: Rechnung", "Rechnung", Prefix::Forward),
            ("WG: AW: Rechnung", "Rechnung", Prefix::Forward),
            ("Fwd: Rechnung", "Rechnung", Prefix::Forward),
            ("回复：发票", "发票", Prefix::Reply),
            ("Retoure: 12", "Retoure: 12", Prefix::None),
            ("Reklamation: Re: 12", "Reklamation: Re: 12", Prefix::None),
            ("  Re:   ", "", Prefix::Reply),
            ("", "", Prefix::None),
            ("Bestellung\r\n  12", "Bestellung 12", Prefix::None),
        ] {
            assert_eq!(bare(subject), (expected.to_owned(), prefix), "{subject}");
        }
        assert_eq!(reply("AW: Re: Rechnung"), "Re: Rechnung");
        assert_eq!(reply("Re: Rechnung"), "Re: Rechnung");
    }
}
