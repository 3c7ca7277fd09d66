//! A rule cut into what it is made of.

use std::ops::Range;

use crate::effort;

/// A piece of a rule, and where it stands in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) at: Range<usize>,
    /// Nothing stands between it and the piece before.
    pub(crate) tight: bool,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    And,
    Or,
    Not,
    /// The distance as it is written, when there is one, and whether the order counts.
    Near(Option<String>, bool),
    Open,
    Close,
    OpenBrace,
    CloseBrace,
    /// `~`, and what stands right behind it: a number, if it is right.
    Tilde(String),
    /// Between quotation marks.
    Quoted(String),
    /// Its closing mark is missing.
    Unclosed,
    /// `+` before a word, `=` before a phrase.
    Exact,
    /// `name:`; the value follows.
    Field(String),
    /// `[a TO b]`
    Bounds(String, String),
    /// Any other run of characters.
    Word(String),
    /// A sign that stands alone and says nothing.
    Stray,
}

/// Signs that are read as quotation marks.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '‟' | '«' | '»' | '＂')
}

/// Signs that are read as a hyphen before a word.
pub(crate) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−')
}

/// Two numbers and what is around them are not longer, in bytes.
const BOUNDS: usize = 80;

/// Cuts a rule. Each character is looked at a bounded number of times.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), after_field: false };
    while lexer.step() {}
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    /// A value is expected: signs at its beginning belong to it.
    after_field: bool,
}

impl<'t> Lexer<'t> {
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether the piece that begins at `start` follows the one before without a blank.
    fn is_tight(&self, start: usize) -> bool {
        self.tokens.last().is_some_and(|last| last.at.end == start)
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let tight = self.is_tight(start);
        self.after_field = matches!(kind, Kind::Field(_));
        self.tokens.push(Token { kind, at: start..self.at, tight });
    }

    fn take(&mut self, length: usize) {
        effort::add(length);
        self.at += length;
    }

    fn step(&mut self) -> bool {
        let Some(c) = self.peek() else { return false };
        let start = self.at;
        if c.is_whitespace() {
            self.after_field = false;
            self.take(c.len_utf8());
            return true;
        }
        let next = self.rest().chars().nth(1);
        let next_is_blank = next.is_none_or(char::is_whitespace);
        let sign = |kind| (kind, c.len_utf8());
        let (kind, length) = match c {
            '(' => sign(Kind::Open),
            ')' => sign(Kind::Close),
            '{' => sign(Kind::OpenBrace),
            '}' => sign(Kind::CloseBrace),
            '|' => (Kind::Or, if next == Some('|') { 2 } else { 1 }),
            '&' => (Kind::And, if next == Some('&') { 2 } else { 1 }),
            _ if is_quote(c) => return self.quoted(c),
            '~' => {
                let behind = self.rest().chars().skip(1);
                let distance: String = behind.take_while(|c| c.is_alphanumeric()).collect();
                let length = 1 + distance.len();
                (Kind::Tilde(distance), length)
            }
            '[' if self.after_field => return self.bounds(),
            _ if is_minus(c) && !self.after_field => {
                sign(if next_is_blank { Kind::Stray } else { Kind::Not })
            }
            '!' => sign(if next_is_blank { Kind::Stray } else { Kind::Not }),
            '+' | '=' if !self.after_field => {
                sign(if next_is_blank { Kind::Stray } else { Kind::Exact })
            }
            _ => return self.word(),
        };
        self.take(length);
        self.push(kind, start);
        true
    }

    fn quoted(&mut self, open: char) -> bool {
        let start = self.at;
        self.take(open.len_utf8());
        let inside = self.rest().split_once(is_quote).map(|(inside, _)| inside.to_owned());
        let Some(inside) = inside else {
            self.take(self.rest().len());
            self.push(Kind::Unclosed, start);
            return true;
        };
        self.take(inside.len());
        self.take(self.peek().map_or(0, char::len_utf8));
        self.push(Kind::Quoted(inside), start);
        true
    }

    /// Lucene's `[1 TO 5]`. Its end is looked for nearby only: many open ones must not each look through
    /// the whole rule.
    fn bounds(&mut self) -> bool {
        let start = self.at;
        let near = self.rest().floor_char_boundary(BOUNDS);
        effort::add(near);
        let inside = self.rest().get(..near).and_then(|near| near.split_once(']'));
        let inside = inside.map(|(inside, _)| inside.to_owned());
        let ends = inside.as_deref().and_then(|inside| inside.get(1..)?.split_once(" TO "));
        let Some((from, to)) = ends.map(|(from, to)| (from.trim(), to.trim())) else {
            return self.word();
        };
        let kind = Kind::Bounds(from.to_owned(), to.to_owned());
        self.take(inside.as_deref().map_or(0, str::len) + 1);
        self.push(kind, start);
        true
    }

    fn word(&mut self) -> bool {
        let start = self.at;
        let ends = |c: char| {
            c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '{' | '}' | '|' | '~')
        };
        if let Some(name) = (!self.after_field).then(|| field_name(self.rest())).flatten() {
            self.take(name.len() + 1);
            self.push(Kind::Field(name.to_owned()), start);
            return true;
        }
        let mut word: String = self.rest().chars().take_while(|c| !ends(*c)).collect();
        effort::add(word.len());
        if word.is_empty() {
            // A sign that ends words and begins nothing; no piece is empty.
            word.extend(self.peek());
        }
        self.take(word.len());
        let kind = if self.after_field { None } else { self.operator(&word) };
        self.push(kind.unwrap_or(Kind::Word(word)), start);
        true
    }

    fn operator(&mut self, word: &str) -> Option<Kind> {
        match word {
            "AND" | "UND" => return Some(Kind::And),
            "OR" | "ODER" => return Some(Kind::Or),
            "NOT" | "NICHT" => return Some(Kind::Not),
            "NEAR" => return Some(Kind::Near(None, false)),
            "ONEAR" => return Some(Kind::Near(None, true)),
            "AROUND" => return Some(self.around()),
            _ => {}
        }
        let (name, distance) = word.split_once('/')?;
        match name {
            "NEAR" => Some(match distance.strip_suffix(['f', 'F']) {
                Some(distance) => Kind::Near(Some(distance.to_owned()), true),
                None => Kind::Near(Some(distance.to_owned()), false),
            }),
            "ONEAR" => Some(Kind::Near(Some(distance.to_owned()), true)),
            _ => None,
        }
    }

    /// Gmail's `AROUND 5` and `AROUND(5)`.
    fn around(&mut self) -> Kind {
        let rest = self.rest();
        let blanks = rest.chars().take_while(|c| *c == ' ').count();
        let mut after = rest.chars().skip(blanks).peekable();
        let bracket = after.next_if_eq(&'(').is_some();
        let digits: String = after.by_ref().take_while(char::is_ascii_digit).collect();
        let closed = rest.chars().nth(blanks + 1 + digits.len()) == Some(')');
        effort::add(blanks + digits.len());
        if digits.is_empty() || (bracket && !closed) {
            return Kind::Near(None, false);
        }
        self.take(blanks + digits.len() + if bracket { 2 } else { 0 });
        Kind::Near(Some(digits), false)
    }
}

/// The name of a field that begins here: letters and `_` before a colon. An address of a page is none.
/// What stands behind the colon is not looked at: many fields must not each look through the whole rule.
fn field_name(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| !(c.is_alphabetic() || c == '_'))?;
    effort::add(end);
    let (name, value) = rest.split_at(end);
    let value = value.strip_prefix(':')?;
    (!name.is_empty() && !value.starts_with("//")).then_some(name)
}
