//! Codes of servers in text: `5.1.1` and `550`.

use std::sync::LazyLock;

use regex::Regex;

static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:^|[^0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[^0-9.]|\.?$|\.[^0-9])";
    Regex::new(pattern).expect("the pattern is ours")
});

static REPLY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:^|[^0-9.:/@\w-])([45][0-5][0-9])(?:[ \-:#;,)\]]|\.?$|\. )";
    Regex::new(pattern).expect("the pattern is ours")
});

/// The first enhanced status (RFC 3463) in a text; one that says more than `x.0.0` goes first.
pub(super) fn status(text: &str) -> Option<String> {
    let found: Vec<&str> = STATUS
        .captures_iter(text)
        .take(20)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    let telling = found.iter().find(|code| !code.ends_with(".0.0"));
    telling.or(found.first()).map(|code| (*code).to_owned())
}

/// The first SMTP reply code in a text.
pub(super) fn reply(text: &str) -> Option<u16> {
    REPLY.captures(text)?.get(1)?.as_str().parse().ok()
}

/// 5 is for good, 4 is not.
pub(super) fn permanent(status: &str) -> Option<bool> {
    match status.chars().next() {
        Some('5') => Some(true),
        Some('4') => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{reply, status};

    #[test]
    fn codes_are_found() {
        for (text, expected) in [
            ("550 5.1.1 <a@b>: no such user", Some("5.1.1")),
            ("(#5.1.1)", Some("5.1.1")),
            ("smtp; 550-5.7.26 not authenticated", Some("5.7.26")),
            ("5.0.0; then 5.2.2", Some("5.2.2")),
            ("host 10.5.1.1 refused", None),
            ("version 4.96.2.1", None),
            ("said: 4.2.2", Some("4.2.2")),
        ] {
            assert_eq!(status(text).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("550 no", Some(550)),
            ("said: 554-no", Some(554)),
            ("on port 587", None),
            ("id 4501", None),
            ("(450)", Some(450)),
        ] {
            assert_eq!(reply(text), expected, "{text}");
        }
    }
}
