//! A text as lines, each as it stands and as it is compared.

use std::sync::LazyLock;

use regex::Regex;

/// Most bytes, and most lines, in which quotes are looked for; what follows is one last line.
const MOST: usize = 128 << 10;
const MOST_LINES: usize = 3000;
/// Most characters of a line that are compared.
const MOST_LINE: usize = 600;

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// With its end.
    pub raw: &'a str,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// One kind of space, none at the ends, no invisible characters.
    pub plain: String,
    /// What HTML says of it, by what stands around it.
    pub hint: Hint,
}

/// What HTML says of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// An older mail starts here.
    Opens,
    /// It belongs to an older mail.
    Quoted,
    /// It belongs to a signature.
    Signature,
}

/// The lines of a text.
pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let start_of_rest =
        text.match_indices('\n').nth(MOST_LINES).map_or(text.len(), |(at, _)| at + 1);
    let end = text.floor_char_boundary(MOST.min(start_of_rest));
    let (head, tail) = text.split_at_checked(end).unwrap_or((text, ""));
    let mut lines = Vec::new();
    let mut start = 0;
    let mut raws = head.split_inclusive('\n').peekable();
    while let Some(mut raw) = raws.next() {
        let quotes_next = raws.peek().is_some_and(|next| next.trim_start().starts_with('>'));
        if let Some((own, rest)) = shared(raw).filter(|_| quotes_next) {
            lines.push(Line { raw: own, start, plain: plain(own), hint: Hint::None });
            start += own.len();
            raw = rest;
        }
        lines.push(Line { raw, start, plain: plain(raw), hint: Hint::None });
        start += raw.len();
    }
    if !tail.is_empty() {
        lines.push(Line { raw: tail, start, plain: plain(tail), hint: Hint::None });
    }
    lines
}

/// Somebody's words, and behind them on the same line what announces the mail that they quote.
fn shared(raw: &str) -> Option<(&str, &str)> {
    static SHARED: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = concat!(
            r"^[^>\n]{1,300}?[\w.!?…)] ((?:On|Am) (?:[A-Za-z]{2,10}[.,]{0,2} )?[^\n]{0,40}[0-9]{4}",
            r"[^\n]{0,160}(?:wrote|schrieb)[^\n]{0,120}:)\s*$"
        );
        Regex::new(pattern).expect("the pattern is ours")
    });
    if raw.len() > 600 || !raw.trim_end().ends_with(':') {
        return None;
    }
    raw.split_at_checked(SHARED.captures(raw)?.get(1)?.start())
}

/// The same lines without one level of quote marks.
pub(super) fn unquoted<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let strip = |line: &Line<'a>| {
        let plain = line.plain.trim_start_matches(['>', '|', ' ']).to_owned();
        Line { plain, hint: Hint::None, ..line.clone() }
    };
    lines.iter().take(12).map(strip).collect()
}

impl Line<'_> {
    /// Whether it is not empty.
    pub(super) fn has_words(&self) -> bool {
        !self.plain.is_empty()
    }

    /// Whether a program marked it as quoted.
    pub(super) fn is_quoted(&self) -> bool {
        // `>>> http://… <<<` is a shout, not a quote.
        let bar = self.plain.starts_with("| ") || self.plain == "|";
        let angle = self.plain.starts_with('>') && !self.plain.trim_end().ends_with("<<<");
        angle || bar || (self.hint == Hint::Quoted && self.has_words())
    }

    /// Whether `next` may be the end of this quoted line, which a program broke.
    pub(super) fn may_be_broken_before(&self, next: &Self) -> bool {
        let length = self.plain.chars().count();
        let last = self.plain.rsplit(' ').next().unwrap_or_default();
        length + next.plain.chars().count() > 76 && length > 60
            || (last.contains("://") && !next.plain.contains(' '))
    }
}

fn plain(raw: &str) -> String {
    let mut plain = String::with_capacity(raw.len().min(MOST_LINE));
    for c in raw.chars().take(MOST_LINE) {
        match c {
            // Marks of direction, of byte order, of programs that count who reads.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{1427}'
            | '\u{ad}' => {}
            c if c.is_whitespace() => {
                if !plain.is_empty() && !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
