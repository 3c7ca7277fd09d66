//! `BODY[…]<…>`: which bytes of a mail (RFC 3501, 6.4.5).

use super::args::{Args, Bad};
use crate::mail::read::head_of;

/// Which part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Section {
    All,
    Header,
    Text,
    /// Named fields only, or (false) all others.
    Fields(Vec<String>, bool),
}

impl Section {
    /// What stands between `[` and `]`, both included.
    pub(super) fn read(args: &mut Args<'_>) -> Result<Self, Bad> {
        args.expect(b'[')?;
        if args.eat(b']') {
            return Ok(Self::All);
        }
        let name = args.while_(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        let section = match name.to_ascii_uppercase().as_slice() {
            b"HEADER" => Self::Header,
            b"TEXT" => Self::Text,
            name @ (b"HEADER.FIELDS" | b"HEADER.FIELDS.NOT") => {
                args.space()?;
                Self::Fields(args.list(Args::text)?, name == b"HEADER.FIELDS")
            }
            _ => return Err(Bad::new("sections by number are not offered here")),
        };
        args.expect(b']')?;
        Ok(section)
    }

    /// As an answer names it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::All => "BODY[]".to_owned(),
            Self::Header => "BODY[HEADER]".to_owned(),
            Self::Text => "BODY[TEXT]".to_owned(),
            Self::Fields(names, only) => {
                let not = if *only { "" } else { ".NOT" };
                format!("BODY[HEADER.FIELDS{not} ({})]", names.join(" "))
            }
        }
    }

    pub(super) fn of(&self, raw: &[u8]) -> Vec<u8> {
        let head = head_of(raw);
        match self {
            Self::All => raw.to_vec(),
            Self::Header => head.to_vec(),
            Self::Text => raw.get(head.len()..).unwrap_or_default().to_vec(),
            Self::Fields(names, only) => fields(head, names, *only),
        }
    }
}

/// The lines of these fields, folded as they stand, and the empty line.
fn fields(head: &[u8], names: &[String], only: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut keep = false;
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if line == b"\r\n" || line == b"\n" {
            break;
        }
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            let named =
                names.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(name.trim_ascii()));
            keep = named == only;
        }
        if keep {
            out.extend_from_slice(line);
        }
    }
    out.extend_from_slice(b"\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_mail() {
        let raw = b"Subject: a\r\n b\r\nTo: x\r\n\r\nText\r\n";
        let read = |text: &str| Section::read(&mut Args::new(text.as_bytes()));
        assert_eq!(read("[]").unwrap().of(raw), raw);
        assert_eq!(read("[TEXT]").unwrap().of(raw), b"Text\r\n");
        assert_eq!(read("[HEADER.FIELDS (SUBJECT)]").unwrap().of(raw), b"Subject: a\r\n b\r\n\r\n");
        assert_eq!(read("[HEADER.FIELDS.NOT (subject)]").unwrap().of(raw), b"To: x\r\n\r\n");
        assert!(read("[1.2]").is_err() && read("[TEXT").is_err());
    }
}
