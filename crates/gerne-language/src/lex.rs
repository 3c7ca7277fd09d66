//! Texts cut into words, numbers and signs, with where they stand. Unlike the tokens of search this
//! keeps every sign: a dot makes a date, a hyphen an order number.

use unicode_normalization::UnicodeNormalization;

use crate::{LONGEST, rows::begins};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with apostrophes between them.
    Word,
    /// ASCII digits.
    Number,
    /// One sign of any kind.
    Sign,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tok<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// In the form in which word lists are compared: see [`plain`].
    pub(crate) plain: String,
    /// In which lists a row begins with it: see [`begins`].
    pub(crate) begins: u128,
    /// First byte.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// A blank or a line's border stands before it.
    pub(crate) apart: bool,
    /// A line's border stands before it.
    pub(crate) line: bool,
}

impl Tok<'_> {
    /// Whether its plain form is one of these.
    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.plain.as_str())
    }

    /// Whether it is this sign.
    pub(crate) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// A dash of any length.
    pub(crate) fn is_dash(&self) -> bool {
        self.kind == Kind::Sign && matches!(self.text, "-" | "–" | "—" | "‐" | "‑" | "−")
    }
}

/// Lower-case, umlauts spelled out, accents gone. Not `gerne_text::fold`: that makes `due` and `du`
/// the same, which search does not mind and grammar does.
pub(crate) fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase().replace('`', "'");
    }
    let mut out = String::with_capacity(word.len() + 2);
    for c in word.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            '’' | '`' | '´' | 'ʼ' => out.push('\''),
            c if c.is_ascii() => out.push(c),
            c => out.extend(
                std::iter::once(c).nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')),
            ),
        }
    }
    out
}

/// Cuts a text, or the first [`LONGEST`] bytes of it.
pub(crate) fn lex(text: &str) -> Vec<Tok<'_>> {
    let mut toks: Vec<Tok<'_>> = Vec::new();
    let (mut apart, mut line) = (true, true);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if start >= LONGEST {
            break;
        }
        if c.is_whitespace() || c.is_control() {
            apart = true;
            line |= c == '\n';
            continue;
        }
        // Whom it is written to is no word of what is written: `@acme_hilft` helps nobody.
        if c == '@' && apart {
            let name = handle(text.get(start + 1..).unwrap_or_default());
            if name > 0 {
                while chars.next_if(|&(at, _)| at <= start + name).is_some() {}
                continue;
            }
        }
        let kind = if c.is_ascii_digit() {
            Kind::Number
        } else if c.is_alphabetic() {
            Kind::Word
        } else {
            Kind::Sign
        };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let goes_on = at - start < 128
                && match kind {
                    Kind::Number => next.is_ascii_digit(),
                    Kind::Word => {
                        next.is_alphabetic() || is_mark(next) || is_apostrophe(text, at, next)
                    }
                    Kind::Sign => is_mark(next),
                };
            if !goes_on {
                break;
            }
            chars.next();
            end = at + next.len_utf8();
        }
        let Some(piece) = text.get(start..end) else { break };
        let plain = plain(piece);
        let begins = begins(&plain);
        toks.push(Tok { text: piece, plain, begins, start, end, kind, apart, line });
        (apart, line) = (false, false);
    }
    toks
}

/// How many bytes behind `@` are somebody's name on a platform, perhaps with its server.
fn handle(text: &str) -> usize {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let joins = matches!(c, '.' | '-' | '@') && at == end && at > 0;
        if is_name(c) && (at > 0 || !c.is_ascii_digit()) {
            end = at + c.len_utf8();
        } else if !joins {
            break;
        }
    }
    end
}

/// What belongs to the character before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// An apostrophe between two letters.
fn is_apostrophe(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '´' | '`')
        && text
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_cut() {
        for (text, expected) in [
            ("Bis 13.03., ja", "bis 13 . 03 . , ja"),
            ("We'll call", "we'll call"),
            ("15h können’s", "15 h koennen's"),
            ("Größe/ÄRGER", "groesse / aerger"),
            ("A2026-117", "a 2026 - 117"),
            ("@acme_hilft@dorf.example. Danke @max-2!", ". danke !"),
            ("a@b.de @ 15 Uhr, @15", "a @ b . de @ 15 uhr , @ 15"),
        ] {
            let cut: Vec<_> = lex(text).into_iter().map(|tok| tok.plain).collect();
            assert_eq!(cut.join(" "), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn places_are_where_the_words_are(text in "\\PC{0,80}") {
            let mut last = 0;
            for tok in lex(&text) {
                prop_assert!(tok.start >= last && tok.end > tok.start);
                prop_assert_eq!(text.get(tok.start..tok.end), Some(tok.text));
                last = tok.end;
            }
        }
    }
}
