//! The parser's values as ours.

use jiff::Timestamp;
use mail_parser::{Address, DateTime, HeaderValue, MessageParser};

use crate::{Mailbox, fields::id_of};

/// Most mailboxes of one field.
const MOST: usize = 500;

/// All mailboxes, groups flattened.
pub(super) fn mailboxes(address: &Address<'_>) -> Vec<Mailbox> {
    let all = address.iter().take(MOST).map(|one| Mailbox {
        name: one.name().map(one_line).filter(|name| !name.is_empty()),
        address: one.address().map(|text| clean(text).trim().to_owned()).unwrap_or_default(),
    });
    all.filter(|one| one.name.is_some() || !one.address.is_empty()).collect()
}

/// Ids of a field; where the parser saw none, what stands there.
pub(super) fn ids_of(value: &HeaderValue<'_>, raw: impl Fn() -> Vec<String>) -> Vec<String> {
    let ids: Vec<String> = match value {
        HeaderValue::Text(id) => id_of(id).into_iter().collect(),
        HeaderValue::TextList(ids) => ids.iter().filter_map(|id| id_of(id)).collect(),
        _ => raw(),
    };
    ids.into_iter().map(|id| clean(&id)).take(MOST).collect()
}

/// A date that exists.
pub(super) fn instant(date: &DateTime) -> Option<Timestamp> {
    date.is_valid().then(|| Timestamp::from_second(date.to_timestamp()).ok()).flatten()
}

/// `<a@b>` and `rfc822;a@b` are `a@b`.
pub(super) fn bare_address(value: &str) -> String {
    let value = value.rsplit_once('<').map_or(value, |(_, after)| after);
    clean(value.trim().trim_matches(['<', '>']).trim())
}

/// Without NUL, which no database takes.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "")
}

/// Without NUL, line ends and double spaces.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value with encoded words (RFC 2047), decoded: for fields that the parser does not know.
pub(super) fn decoded(value: &str) -> String {
    if !value.contains("=?") {
        return one_line(value);
    }
    let raw = format!("Subject: {}\r\n\r\n", one_line(value));
    let message = MessageParser::default().parse_headers(raw.as_bytes());
    message.and_then(|message| message.subject().map(one_line)).unwrap_or_else(|| one_line(value))
}

/// People in a value that stands alone.
pub(super) fn people(value: &str) -> Vec<Mailbox> {
    let raw = format!("From: {}\r\n\r\n", one_line(value));
    let message = MessageParser::default().parse_headers(raw.as_bytes());
    message.and_then(|message| message.from().map(mailboxes)).unwrap_or_default()
}
