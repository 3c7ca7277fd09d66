//! The bytes of a mail: heads, encoded words, bodies, parts (RFC 5322, 2045 to 2047).

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::{self, TimeZone};

use super::model::Attached;

/// Fields in their order.
#[derive(Debug, Default)]
pub(crate) struct Head(String);

impl Head {
    /// A field; long values are folded at spaces.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.add_raw(name, &folded(name.len() + 2, value));
    }

    /// A field whose value is folded already.
    pub(crate) fn add_raw(&mut self, name: &str, value: &str) {
        write!(self.0, "{name}: {value}\r\n").expect("a String takes everything");
    }

    /// The whole mail: head, empty line, body.
    pub(crate) fn over(&self, body: &[u8]) -> Vec<u8> {
        [self.0.as_bytes(), b"\r\n", body].concat()
    }
}

/// Where these clients are: the north of Germany in winter.
pub(crate) fn zone() -> TimeZone {
    tz::offset(1).to_time_zone()
}

/// `Wed, 18 Nov 2026 15:23:04 +0100`
pub(crate) fn date(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// A name and an address as one field shows them.
pub(crate) fn mailbox(name: Option<&str>, address: &str) -> String {
    match name.filter(|name| !name.is_empty()) {
        None => address.to_owned(),
        Some(name) if !name.is_ascii() => format!("{} <{address}>", words(name)),
        Some(name) if name.chars().all(|c| c.is_ascii_alphanumeric() || " '!-_".contains(c)) => {
            format!("{name} <{address}>")
        }
        Some(name) => {
            let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
            format!("\"{quoted}\" <{address}>")
        }
    }
}

/// Text as a field holds it: itself, or encoded words of at most 75 characters.
pub(crate) fn words(text: &str) -> String {
    let plain = text.is_ascii() && !text.contains("=?");
    if plain && !text.contains(['\r', '\n']) {
        return text.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut part = String::new();
    for c in text.chars().filter(|c| !matches!(c, '\r' | '\n')) {
        if part.len() + c.len_utf8() > 42 {
            words.push(std::mem::take(&mut part));
        }
        part.push(c);
    }
    words.push(part);
    let encoded = words.iter().map(|part| format!("=?utf-8?B?{}?=", STANDARD.encode(part)));
    encoded.collect::<Vec<_>>().join(" ")
}

fn folded(mut used: usize, value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 16);
    for (at, word) in value.split(' ').enumerate() {
        if at > 0 {
            if used + 1 + word.len() > 76 {
                out.push_str("\r\n");
                used = 0;
            }
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.len();
    }
    out
}

/// Any line ends to CRLF.
pub(crate) fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

pub(crate) fn quoted_printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for line in text.replace("\r\n", "\n").split('\n') {
        let mut used = 0;
        let bytes = line.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let last = at + 1 == bytes.len();
            let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~')
                || (matches!(byte, b' ' | b'\t') && !last);
            let width = if plain { 1 } else { 3 };
            if used + width > 75 {
                out.push_str("=\r\n");
                used = 0;
            }
            if plain {
                out.push(char::from(*byte));
            } else {
                write!(out, "={byte:02X}").expect("a String takes everything");
            }
            used += width;
        }
        out.push_str("\r\n");
    }
    // The last line had no end of its own.
    out.truncate(out.len() - 2);
    out
}

/// Base64 in lines of 76.
pub(crate) fn base64_lines(bytes: &[u8]) -> String {
    let encoded = STANDARD.encode(bytes);
    let mut out = String::with_capacity(encoded.len() + encoded.len() / 38);
    for (at, c) in encoded.chars().enumerate() {
        if at > 0 && at % 76 == 0 {
            out.push_str("\r\n");
        }
        out.push(c);
    }
    out.push_str("\r\n");
    out
}

/// A part with its own small head.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// `Content-…` fields, folded, each with its end.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Part {
    /// A text in this transfer encoding (`quoted-printable`, `base64`, `8bit`).
    pub(crate) fn text(kind: &str, encoding: &str, text: &str) -> Self {
        let body = match encoding {
            "quoted-printable" => quoted_printable(text),
            "base64" => base64_lines(crlf(text).as_bytes()),
            _ => crlf(text),
        };
        let head = format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n");
        Self { head, body }
    }

    pub(crate) fn file(file: &Attached) -> Self {
        let name = words(&file.name);
        let head = format!(
            "Content-Type: {};\r\n\tname=\"{name}\"\r\nContent-Description: {name}\r\n\
             Content-Disposition: attachment;\r\n\tfilename=\"{name}\"; size={}\r\n\
             Content-Transfer-Encoding: base64\r\n",
            file.mime,
            file.bytes.len(),
        );
        Self { head, body: base64_lines(&file.bytes) }
    }

    /// Several as one.
    pub(crate) fn multi(kind: &str, boundary: &str, parts: &[Self]) -> Self {
        let head = format!("Content-Type: multipart/{kind};\r\n\tboundary=\"{boundary}\"\r\n");
        let mut body = String::new();
        for part in parts {
            write!(body, "--{boundary}\r\n{}\r\n{}\r\n", part.head, part.body)
                .expect("a String takes everything");
        }
        write!(body, "--{boundary}--\r\n").expect("a String takes everything");
        Self { head, body }
    }
}

impl Head {
    /// The whole mail over a part, whose fields join the head.
    pub(crate) fn over_part(&self, part: &Part) -> Vec<u8> {
        [
            self.0.as_bytes(),
            b"MIME-Version: 1.0\r\n",
            part.head.as_bytes(),
            b"\r\n",
            part.body.as_bytes(),
        ]
        .concat()
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive_their_encodings() {
        assert_eq!(words("Rechnung 4711"), "Rechnung 4711");
        assert_eq!(words("Störung"), "=?utf-8?B?U3TDtnJ1bmc=?=");
        assert_eq!(quoted_printable("für =2 \nneu"), "f=C3=BCr =3D2=20\r\nneu");
        let long = quoted_printable(&"ä".repeat(60));
        assert!(long.lines().all(|line| line.len() <= 76), "{long}");
        assert_eq!(mailbox(Some("Otto, Clara"), "c@x.example"), "\"Otto, Clara\" <c@x.example>");
        assert_eq!(folded(9, &"wort ".repeat(30)).lines().map(str::len).max(), Some(75));
    }
}
