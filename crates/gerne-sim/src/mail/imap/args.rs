//! Takes a command apart (RFC 3501, 9). What cannot be read is `BAD` with a reason.

/// Why a command is `BAD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bad(pub(super) String);

impl Bad {
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Reads from the front. Literals stand within as `{n}`, CRLF and their bytes.
#[derive(Debug, Clone)]
pub(super) struct Args<'a> {
    rest: &'a [u8],
}

impl<'a> Args<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Takes this byte if it is next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Bad> {
        if self.eat(byte) { Ok(()) } else { Err(Bad(format!("expected {:?}", char::from(byte)))) }
    }

    pub(super) fn space(&mut self) -> Result<(), Bad> {
        if self.eat(b' ') { Ok(()) } else { Err(Bad::new("missing argument")) }
    }

    pub(super) fn end(&self) -> Result<(), Bad> {
        if self.rest.is_empty() { Ok(()) } else { Err(Bad::new("too many arguments")) }
    }

    /// As long as `holds`; may be empty.
    pub(super) fn while_(&mut self, holds: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !holds(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    pub(super) fn atom(&mut self) -> Result<String, Bad> {
        self.word(is_atom, "expected an atom")
    }

    /// A flag or keyword: `\Seen`, `$Junk`.
    pub(super) fn flag(&mut self) -> Result<String, Bad> {
        let slash = if self.eat(b'\\') { "\\" } else { "" };
        Ok(format!("{slash}{}", self.atom()?))
    }

    pub(super) fn number(&mut self) -> Result<u32, Bad> {
        self.word(|byte| byte.is_ascii_digit(), "expected a number")?
            .parse()
            .map_err(|_| Bad::new("number out of range"))
    }

    /// A sequence set, not taken apart yet.
    pub(super) fn set(&mut self) -> Result<String, Bad> {
        self.word(|byte| byte.is_ascii_digit() || b":,*".contains(&byte), "expected a set")
    }

    /// Atom, quoted string or literal.
    pub(super) fn astring(&mut self) -> Result<Vec<u8>, Bad> {
        match self.peek() {
            Some(b'"') => self.quoted(),
            Some(b'{') => self.literal(),
            _ => {
                let text = self.word(|byte| is_atom(byte) || byte == b']', "expected a string")?;
                Ok(text.into_bytes())
            }
        }
    }

    /// The same as text; mailbox names and addresses are.
    pub(super) fn text(&mut self) -> Result<String, Bad> {
        String::from_utf8(self.astring()?).map_err(|_| Bad::new("not UTF-8"))
    }

    /// A mailbox name with wildcards, as `LIST` takes it.
    pub(super) fn pattern(&mut self) -> Result<String, Bad> {
        if matches!(self.peek(), Some(b'"' | b'{')) {
            return self.text();
        }
        let wild = |byte| is_atom(byte) || b"%*]".contains(&byte);
        self.word(wild, "expected a mailbox pattern")
    }

    fn quoted(&mut self) -> Result<Vec<u8>, Bad> {
        self.expect(b'"')?;
        let mut out = Vec::new();
        loop {
            let Some((first, rest)) = self.rest.split_first() else {
                return Err(Bad::new("missing closing quote"));
            };
            self.rest = rest;
            match first {
                b'"' => return Ok(out),
                b'\\' => match self.rest.split_first() {
                    Some((escaped @ (b'"' | b'\\'), rest)) => {
                        out.push(*escaped);
                        self.rest = rest;
                    }
                    _ => return Err(Bad::new("bad escape in quoted string")),
                },
                byte => out.push(*byte),
            }
        }
    }

    /// A literal, as bytes.
    pub(super) fn literal(&mut self) -> Result<Vec<u8>, Bad> {
        self.expect(b'{')?;
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        self.eat(b'+');
        self.expect(b'}')?;
        self.expect(b'\r')?;
        self.expect(b'\n')?;
        let bytes = self.rest.get(..count).ok_or_else(|| Bad::new("short literal"))?.to_vec();
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(bytes)
    }

    /// `(one two three)`
    pub(super) fn list<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Bad>,
    ) -> Result<Vec<T>, Bad> {
        self.expect(b'(')?;
        let mut items = Vec::new();
        while !self.eat(b')') {
            if !items.is_empty() {
                self.space()?;
            }
            items.push(one(self)?);
        }
        Ok(items)
    }

    fn word(&mut self, holds: impl Fn(u8) -> bool, missing: &str) -> Result<String, Bad> {
        let taken = self.while_(holds);
        if taken.is_empty() {
            return Err(Bad::new(missing));
        }
        Ok(String::from_utf8_lossy(taken).into_owned())
    }
}

fn is_atom(byte: u8) -> bool {
    byte > b' ' && byte < 0x7f && !b"(){%*\"\\]".contains(&byte)
}

/// A string as an answer shows it.
pub(super) fn shown(text: &str) -> String {
    if text.contains(['\r', '\n']) || !text.is_ascii() {
        return format!("{{{}}}\r\n{text}", text.len());
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_all_kinds() {
        let mut args = Args::new(b"atom \"q \\\" x\" {3}\r\na\r\n (\\Seen $Junk) 1:*,7");
        assert_eq!(args.text(), Ok("atom".to_owned()));
        args.space().unwrap();
        assert_eq!(args.text(), Ok("q \" x".to_owned()));
        args.space().unwrap();
        assert_eq!(args.astring(), Ok(b"a\r\n".to_vec()));
        args.space().unwrap();
        assert_eq!(args.list(Args::flag).unwrap(), ["\\Seen", "$Junk"]);
        args.space().unwrap();
        assert_eq!(args.set(), Ok("1:*,7".to_owned()));
        assert!(args.end().is_ok());
        for bad in [&b"\"open"[..], b"{9}\r\nshort", b"(a", b"\"\\n\"", b""] {
            let mut args = Args::new(bad);
            let read = if bad.starts_with(b"(") {
                args.list(Args::text).map(drop)
            } else {
                args.text().map(drop)
            };
            assert!(read.is_err(), "{bad:?}");
        }
    }
}
