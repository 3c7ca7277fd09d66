//! By what two copies of one mail are recognised.

use sha2::{Digest as _, Sha256};

use crate::fields::header_end;

/// What servers put on top on the way: it differs between two copies of one mail.
const TRANSPORT: &[&str] = &[
    "return-path",
    "delivered-to",
    "received",
    "received-spf",
    "x-received",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-envelope-from",
    "x-delivered-to",
    "delivery-date",
    "x-sieve",
    "x-gmail-labels",
    "x-gm-thrid",
    "x-gm-msgid",
    "x-uid",
    "x-uidl",
    "x-mozilla-status",
    "x-mozilla-status2",
    "x-mozilla-keys",
    "status",
    "x-status",
    "x-keywords",
    "content-length",
    "lines",
    "authentication-results",
    "arc-seal",
    "arc-message-signature",
    "arc-authentication-results",
    "x-spam-flag",
    "x-spam-status",
    "x-spam-score",
    "x-spam-level",
    "x-spam-checker-version",
    "x-virus-scanned",
];

/// SHA-256 over the mail without what delivery put on it. Two copies in one mailbox have the same
/// one; two mails that share a Message-ID do not.
///
/// Ends of lines count as one kind, and a last empty line not at all: servers change them.
pub fn fingerprint(raw: &[u8]) -> [u8; 32] {
    let (head, body) = raw.split_at(header_end(raw));
    let mut hash = Sha256::new();
    let mut drop = false;
    for line in head.split(|byte| *byte == b'\n') {
        let goes_on = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        if !goes_on {
            drop = is_transport(line);
        }
        if !drop {
            feed(&mut hash, line);
        }
    }
    let body = body.trim_ascii_end();
    for line in body.split(|byte| *byte == b'\n') {
        feed(&mut hash, line);
    }
    hash.finalize().into()
}

fn feed(hash: &mut Sha256, line: &[u8]) {
    hash.update(line.strip_suffix(b"\r").unwrap_or(line));
    hash.update(b"\n");
}

fn is_transport(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii_end();
    TRANSPORT.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn delivery_does_not_change_it() {
        let sent = b"From: a@b\r\nSubject: x\r\n\r\nHallo\r\n";
        let came =
            b"Return-Path: <a@b>\nReceived: from x\n\tby y\nFrom: a@b\nSubject: x\n\nHallo\n\n";
        assert_eq!(fingerprint(sent), fingerprint(came));
        let others: [&[u8]; 3] = [
            b"From: a@b\r\nSubject: y\r\n\r\nHallo\r\n",
            b"From: a@b\r\nSubject: x\r\n\r\nHallo!\r\n",
            b"From: a@b\r\n\tSubject: x\r\n\r\nHallo\r\n",
        ];
        for other in others {
            assert_ne!(fingerprint(sent), fingerprint(other));
        }
        assert_eq!(fingerprint(b""), fingerprint(b""));
    }
}
