//! Links: with a scheme, or bare hosts with a top-level domain that is known.

use std::{collections::HashSet, sync::LazyLock};

use crate::{Span, chars, punycode};

/// Longest that X makes a link of, and the longest name behind `t.co`.
const LONGEST: usize = 4096;
const LONGEST_SLUG: usize = 40;
/// Longest label of a host.
const LONGEST_LABEL: usize = 63;

/// Those that the rules name: generic and of countries.
static TLDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("tlds.txt").lines().collect());
static LONGEST_TLD: LazyLock<usize> =
    LazyLock::new(|| TLDS.iter().map(|tld| tld.chars().count()).max().unwrap_or(0));

/// Every link of a text, in order.
pub fn urls(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Whatever is a link has a dot.
    if !text.contains('.') {
        return found;
    }
    let text: Vec<char> = text.chars().collect();
    let mut from = 0;
    while let Some(hit) = next(&text, from) {
        from = hit.end;
        if is_valid(&text, &hit) {
            if hit.with_scheme {
                found.extend(linked(&text, &hit));
            } else if !hit.before.is_some_and(|c| matches!(c, '-' | '_' | '.' | '/')) {
                found.extend(bare(&text, &hit));
            }
        }
    }
    found
}

/// Something that looks like a link.
struct Hit {
    /// What stands before it and belongs to the match.
    before: Option<char>,
    start: usize,
    end: usize,
    with_scheme: bool,
    domain: (usize, usize),
    has_path: bool,
}

fn next(text: &[char], from: usize) -> Option<Hit> {
    for at in from..text.len() {
        let c = *text.get(at)?;
        if may_precede(c)
            && let Some(hit) = hit_at(text, at + 1, Some(c))
        {
            return Some(hit);
        }
        if at == 0
            && let Some(hit) = hit_at(text, 0, None)
        {
            return Some(hit);
        }
    }
    None
}

fn may_precede(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃') || chars::invalid(c))
}

fn hit_at(text: &[char], start: usize, before: Option<char>) -> Option<Hit> {
    let scheme = scheme(text, start);
    let begin = start + scheme;
    let (begin, end, with_scheme) = match domain(text, begin) {
        Some(end) => (begin, end, scheme > 0),
        None if scheme > 0 => (start, domain(text, start)?, false),
        None => return None,
    };
    let domain = (begin, end);
    let end = port(text, end);
    let after_path = path(text, end);
    let has_path = after_path > end;
    let end = query(text, after_path);
    Some(Hit { before, start, end, with_scheme, domain, has_path })
}

/// Length of `http://` or `https://` here, or 0.
fn scheme(text: &[char], at: usize) -> usize {
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| starts(text, at, scheme))
        .map_or(0, |scheme| scheme.chars().count())
}

fn starts(text: &[char], at: usize, what: &str) -> bool {
    what.chars()
        .enumerate()
        .all(|(nth, c)| text.get(at + nth).is_some_and(|t| t.eq_ignore_ascii_case(&c)))
}

/// The end of the host that begins here: labels, then the last top-level domain that fits. Only the
/// label before that may hold no underscore.
fn domain(text: &[char], start: usize) -> Option<usize> {
    let mut end = None;
    let mut at = start;
    loop {
        let label = at;
        let mut underscore = false;
        while let Some(c) = text.get(at)
            && (chars::of_domain(*c) || matches!(c, '-' | '_'))
        {
            underscore |= *c == '_';
            at += 1;
        }
        let whole = at > label
            && text.get(label).is_some_and(|c| chars::of_domain(*c))
            && text.get(at - 1).is_some_and(|c| chars::of_domain(*c));
        if !whole || text.get(at) != Some(&'.') {
            return end;
        }
        at += 1;
        if !underscore && let Some(tld) = tld(text, at) {
            end = Some(tld);
        }
    }
}

/// The end of the top-level domain that begins here.
fn tld(text: &[char], at: usize) -> Option<usize> {
    let most = (*LONGEST_TLD).min(text.len().saturating_sub(at));
    let mut word = String::new();
    let mut fits = Vec::new();
    for (nth, c) in text.iter().skip(at).take(most).enumerate() {
        word.extend(c.to_lowercase());
        if TLDS.contains(word.as_str()) && ends_tld(text.get(at + nth + 1).copied()) {
            fits.push(at + nth + 1);
        }
    }
    if let Some(end) = fits.last() {
        return Some(*end);
    }
    // An encoded one is taken as it is.
    if !starts(text, at, "xn--") {
        return None;
    }
    let of_code = |c: &&char| c.is_ascii_alphanumeric() || **c == '-';
    let code = text.iter().skip(at + 4).take_while(of_code).count();
    (code > 0).then_some(at + 4 + code)
}

fn ends_tld(after: Option<char>) -> bool {
    !after.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-'))
}

fn port(text: &[char], at: usize) -> usize {
    if text.get(at) != Some(&':') {
        return at;
    }
    let digits = text.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 { at + 1 + digits } else { at }
}

/// The end of the path that begins here: as far as its characters go, back to one that may end it.
fn path(text: &[char], start: usize) -> usize {
    if text.get(start) != Some(&'/') {
        return start;
    }
    let (mut at, mut good) = (start + 1, start + 1);
    while let Some(c) = text.get(at) {
        if chars::of_path(*c) {
            at += 1;
            if chars::ends_path(*c) {
                good = at;
            }
        } else if let Some(end) = brackets(text, at) {
            (at, good) = (end, end);
        } else {
            break;
        }
    }
    good
}

/// The end of balanced brackets that begin here, with at most one pair inside.
fn brackets(text: &[char], at: usize) -> Option<usize> {
    let run = |at: usize| text.iter().skip(at).take_while(|c| chars::of_path(**c)).count();
    if text.get(at) != Some(&'(') {
        return None;
    }
    let first = at + 1 + run(at + 1);
    match text.get(first)? {
        ')' => (first > at + 1).then_some(first + 1),
        '(' => {
            let inner = run(first + 1);
            let closed = first + 1 + inner;
            if inner == 0 || text.get(closed) != Some(&')') {
                return None;
            }
            let end = closed + 1 + run(closed + 1);
            (text.get(end) == Some(&')')).then_some(end + 1)
        }
        _ => None,
    }
}

fn query(text: &[char], start: usize) -> usize {
    if text.get(start) != Some(&'?') {
        return start;
    }
    let mut good = start;
    for (nth, c) in
        text.iter().enumerate().skip(start + 1).take_while(|(_, c)| chars::of_query(**c))
    {
        if chars::ends_query(*c) {
            good = nth + 1;
        }
    }
    good
}

/// A host that exists only on paper makes no link: its labels must be short enough when encoded, and
/// what says that it is encoded must be.
fn is_valid(text: &[char], hit: &Hit) -> bool {
    let (start, end) = hit.domain;
    let domain: Vec<char> = text.iter().take(end).skip(start).copied().collect();
    let says_encoded = domain.starts_with(&['x', 'n', '-', '-']);
    if says_encoded && !(0..domain.len()).any(|at| latin_domain(&domain, at).is_some()) {
        return false;
    }
    if !domain.split(|c| *c == '.').all(|label| (1..=LONGEST_LABEL).contains(&encoded(label))) {
        return false;
    }
    // The scheme counts twice where it is written, as in the rules themselves.
    let scheme = if hit.with_scheme { start - hit.start } else { "https://".len() };
    hit.end - hit.start + scheme <= LONGEST
}

/// How long a label is when it is encoded; within it, dots of Eastern Asia separate as well.
fn encoded(label: &[char]) -> usize {
    let parts: Vec<&[char]> =
        label.split(|c| matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}')).collect();
    let plain = |part: &[char]| part.iter().all(char::is_ascii);
    let length = |part: &[char]| {
        if plain(part) { part.len() } else { 4 + punycode::length(part) }
    };
    parts.iter().map(|part| length(part)).sum::<usize>() + parts.len() - 1
}

/// With a scheme: as it stands; a link of X's own ends with its name and question.
fn linked(text: &[char], hit: &Hit) -> Option<Span> {
    let end = match slug(text, hit) {
        Some((from, to)) if to > from => {
            if to - from > LONGEST_SLUG {
                return None;
            }
            query(text, to).min(hit.end)
        }
        _ => hit.end,
    };
    Some(span(text, hit.start, end))
}

/// The name behind `https://t.co/`.
fn slug(text: &[char], hit: &Hit) -> Option<(usize, usize)> {
    let scheme = scheme(text, hit.start);
    let host = Some("t.co/").filter(|host| starts(text, hit.start + scheme, host))?;
    let begin = hit.start + scheme + host.len();
    let length =
        text.iter().take(hit.end).skip(begin).take_while(|c| c.is_ascii_alphanumeric()).count();
    Some((begin, begin + length))
}

/// Without a scheme: hosts in Latin letters within it; what follows belongs to the last.
fn bare(text: &[char], hit: &Hit) -> Vec<Span> {
    let (start, end) = hit.domain;
    let domain: Vec<char> = text.iter().take(end).skip(start).copied().collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < domain.len() {
        match latin_domain(&domain, at) {
            Some(end) => {
                found.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    if let Some(last) = found.last_mut().filter(|_| hit.has_path) {
        last.1 = hit.end - start;
    }
    found.into_iter().map(|(from, to)| span(text, start + from, start + to)).collect()
}

fn latin_domain(text: &[char], start: usize) -> Option<usize> {
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '-' || chars::latin_accent(c);
    let mut end = None;
    let mut at = start;
    loop {
        let label = at;
        while text.get(at).is_some_and(|c| latin(*c)) {
            at += 1;
        }
        if at == label || text.get(at) != Some(&'.') {
            return end;
        }
        at += 1;
        if let Some(tld) = tld(text, at) {
            end = Some(tld);
        }
    }
}

fn span(text: &[char], start: usize, end: usize) -> Span {
    Span { start, end, text: text.iter().take(end).skip(start).collect() }
}
