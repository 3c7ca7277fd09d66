//! Names, lists, tags of words and of shares.

use crate::{Span, chars, urls};

/// Longest name; longest name of a list behind its first letter.
const LONGEST_NAME: usize = 20;
const LONGEST_LIST: usize = 24;

/// Somebody, or one of their lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, sign and list included.
    pub span: Span,
    /// Without sign.
    pub name: String,
    /// With its slash, or empty.
    pub list: String,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Where it stands, sign included.
    pub span: Span,
    /// Without sign.
    pub tag: String,
}

/// Everybody who is named, and every list.
pub fn names(text: &str) -> Vec<Name> {
    let text: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    // Behind the last match: what stands before a name belongs to its match.
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = text.get(at) {
        if !chars::at_sign(*c) || !may_precede_name(&text, from, at) {
            at += 1;
            continue;
        }
        let name = run(&text, at + 1, LONGEST_NAME, chars::of_name);
        if name == 0 {
            at += 1;
            continue;
        }
        let named = at + 1 + name;
        let end = named + list(&text, named);
        if !ends_badly(&text, end) {
            found.push(Name {
                span: span(&text, at, end),
                name: part(&text, at + 1, named),
                list: part(&text, named, end),
            });
        }
        (from, at) = (end, end);
    }
    found
}

/// Who an answer begins with.
pub fn reply(text: &str) -> Option<String> {
    let text: Vec<char> = text.chars().collect();
    let at = text.iter().take_while(|c| chars::space(**c)).count();
    if !text.get(at).is_some_and(|c| chars::at_sign(*c)) {
        return None;
    }
    let length = run(&text, at + 1, LONGEST_NAME, chars::of_name);
    let end = at + 1 + length;
    (length > 0 && !ends_badly(&text, end)).then(|| part(&text, at + 1, end))
}

/// Tags with `#`, except within links.
pub fn hashtags(text: &str) -> Vec<Tag> {
    let links = urls(text);
    let text: Vec<char> = text.chars().collect();
    let mut found: Vec<Tag> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let end = chars::hash_sign(*c).then(|| hashtag(&text, from, at)).flatten();
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let bad = text.get(end).is_some_and(|c| chars::hash_sign(*c)) || scheme_at(&text, end);
        if !bad {
            found.push(Tag { span: span(&text, at, end), tag: part(&text, at + 1, end) });
        }
        (from, at) = (end, end);
    }
    without_those_in(found, &links)
}

/// Tags with `$`.
pub fn cashtags(text: &str) -> Vec<Tag> {
    let text: Vec<char> = text.chars().collect();
    let letter = |c: char| c.is_ascii_alphabetic();
    let mut found = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let free = at == 0 || (at > from && text.get(at - 1).is_some_and(|c| chars::space(*c)));
        let end = (*c == '$' && free).then(|| cashtag(&text, at + 1, letter)).flatten();
        match end {
            Some(end) => {
                found.push(Tag { span: span(&text, at, end), tag: part(&text, at + 1, end) });
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    found
}

/// The end of a tag of letters that begins here: up to six, perhaps with an ending of two behind a
/// point.
fn cashtag(text: &[char], start: usize, letter: fn(char) -> bool) -> Option<usize> {
    let ends = |at: usize| {
        text.get(at).is_none_or(|c| c.is_whitespace() || *c == '\u{feff}' || chars::punct(*c))
    };
    let most = run(text, start, 6, letter);
    for length in (1..=most).rev() {
        let end = start + length;
        if text.get(end).is_some_and(|c| matches!(c, '.' | '_')) {
            let more = run(text, end + 1, 2, letter);
            for more in (1..=more).rev() {
                if ends(end + 1 + more) {
                    return Some(end + 1 + more);
                }
            }
        }
        if ends(end) {
            return Some(end);
        }
    }
    None
}

/// The end of the tag whose sign stands here.
fn hashtag(text: &[char], from: usize, at: usize) -> Option<usize> {
    // What stands before belongs to the match, and is no part of a word.
    let before = at.checked_sub(1).and_then(|at| text.get(at).copied());
    let free = match before {
        None => true,
        Some(_) if at == from => false,
        Some('\u{fe0e}' | '\u{fe0f}') => true,
        Some(c) => !chars::of_hashtag(c) && c != '&',
    };
    let after = text.get(at + 1)?;
    if !free || matches!(after, '\u{fe0f}' | '\u{20e3}') {
        return None;
    }
    let length = run(text, at + 1, usize::MAX, chars::of_hashtag);
    let end = at + 1 + length;
    let letters = text.iter().take(end).skip(at + 1).any(|c| chars::of_hashtag_letters(*c));
    letters.then_some(end)
}

/// Of things that overlap the first stays.
fn without_those_in(tags: Vec<Tag>, links: &[Span]) -> Vec<Tag> {
    let mut last_end = 0;
    let mut links = links.iter().peekable();
    let mut kept = Vec::new();
    for tag in tags {
        while let Some(link) = links.next_if(|link| link.start <= tag.span.start) {
            if link.start >= last_end {
                last_end = link.end;
            }
        }
        if tag.span.start >= last_end {
            last_end = tag.span.end;
            kept.push(tag);
        }
    }
    kept
}

fn may_precede_name(text: &[char], from: usize, at: usize) -> bool {
    let before = |back: usize| -> Option<char> {
        let place = at.checked_sub(back)?;
        (place >= from).then(|| text.get(place).copied()).flatten()
    };
    if at == 0 {
        return true;
    }
    let Some(c) = before(1) else { return false };
    if !chars::of_name(c) && !matches!(c, '!' | '#' | '$' | '%' | '&' | '*' | '@' | '＠') {
        return true;
    }
    // "RT" before it, perhaps with a colon, at the beginning of a word.
    let back = usize::from(c == ':');
    let is =
        |back: usize, letter: char| before(back).is_some_and(|c| c.eq_ignore_ascii_case(&letter));
    if !(is(back + 1, 't') && is(back + 2, 'r')) {
        return false;
    }
    let place = back + 3;
    if at + 1 == place {
        return true;
    }
    before(place).is_some_and(|c| !chars::of_name(c) && !matches!(c, '+' | '~' | '.' | '-'))
}

fn list(text: &[char], at: usize) -> usize {
    let letter = text.get(at + 1).is_some_and(char::is_ascii_alphabetic);
    if text.get(at) != Some(&'/') || !letter {
        return 0;
    }
    2 + run(text, at + 2, LONGEST_LIST, |c| chars::of_name(c) || c == '-')
}

/// Followed by what shows that it was no name: an address of mail, an accent, a scheme.
fn ends_badly(text: &[char], end: usize) -> bool {
    text.get(end).is_some_and(|c| chars::at_sign(*c) || chars::latin_accent(*c))
        || scheme_at(text, end)
}

fn scheme_at(text: &[char], at: usize) -> bool {
    "://".chars().enumerate().all(|(nth, c)| text.get(at + nth) == Some(&c))
}

fn run(text: &[char], at: usize, most: usize, of: impl Fn(char) -> bool) -> usize {
    text.iter().skip(at).take(most).take_while(|c| of(**c)).count()
}

fn part(text: &[char], start: usize, end: usize) -> String {
    text.iter().take(end).skip(start).collect()
}

fn span(text: &[char], start: usize, end: usize) -> Span {
    Span { start, end, text: part(text, start, end) }
}
