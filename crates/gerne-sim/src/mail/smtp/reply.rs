//! Paths that clients name, and the words of codes.

/// `FROM:<address> SIZE=…`
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// Empty for `<>`.
    pub(super) address: String,
    pub(super) parameters: Vec<String>,
}

pub(super) fn path(text: &str, word: &str) -> Option<Path> {
    let (start, rest) = text.split_at_checked(word.len())?;
    if !start.eq_ignore_ascii_case(word) {
        return None;
    }
    let (address, rest) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    if address.contains(['<', ' ', '\t']) {
        return None;
    }
    let parameters = rest.split_ascii_whitespace().map(str::to_owned).collect();
    Some(Path { address: address.to_owned(), parameters })
}

/// What servers usually say with a code.
pub(super) fn words_for(code: u16) -> String {
    let words = match code {
        421 => "4.3.2 Service not available, closing transmission channel",
        450 => "4.2.0 Mailbox unavailable, try again later",
        451 => "4.3.0 Temporary lookup failure",
        452 => "4.3.1 Insufficient system storage",
        454 => "4.7.0 Temporary authentication failure",
        535 => "5.7.8 Error: authentication failed",
        550 => "5.7.1 Rejected by policy",
        552 => "5.3.4 Message size exceeds fixed limit",
        553 => "5.1.3 Address not allowed",
        554 => "5.7.1 Message rejected as spam",
        400..500 => "4.0.0 Try again later",
        _ => "5.0.0 Error",
    };
    format!("{code} {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let read = path("FROM:<a@b> SIZE=12 BODY=8BITMIME", "FROM:").unwrap();
        assert_eq!((read.address.as_str(), read.parameters.len()), ("a@b", 2));
        assert_eq!(path("to: <x@y>", "TO:").unwrap().address, "x@y");
        assert_eq!(path("FROM:<>", "FROM:").unwrap().address, "");
        for bad in ["FROM:a@b", "FROM:<a@b", "TO:<a@b>", "FROM", "FROM:<a b>", "FRÖM:<a>"] {
            assert_eq!(path(bad, "FROM:"), None, "{bad}");
        }
    }
}
