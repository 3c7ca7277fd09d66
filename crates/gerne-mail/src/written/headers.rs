//! Fields and rules above an older mail: "Von: … Gesendet: …", "-----Ursprüngliche Nachricht-----".

use super::{
    Line,
    phrases::{DATE, FORWARDED, FROM, ORIGINAL, OTHER, SUBJECT, TO},
};

/// Most lines of such a block.
const MOST_LINES: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    From,
    Date,
    To,
    Subject,
    Other,
}

/// The line after what announces an older mail, if that starts here.
pub(super) fn at(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = lines.get(at)?;
    if is_original(&line.plain) {
        let next = super::next_with_words(lines, at + 1);
        return Some(block(lines, next).unwrap_or(at + 1));
    }
    block(lines, at)
}

/// Whether a mail starts here that the writer passes on.
pub(super) fn is_forward(line: &Line<'_>) -> bool {
    let plain = line.plain.trim_start_matches(['>', ' ']).to_lowercase();
    if plain.len() > 120 || !FORWARDED.split('|').any(|words| plain.contains(words)) {
        return false;
    }
    is_ruled(&plain)
        || plain.starts_with("begin forwarded")
        || plain.starts_with("anfang der weiter")
}

/// The rule directly above goes with it.
pub(super) fn with_rule(lines: &[Line<'_>], at: usize) -> usize {
    let mut from = at;
    while let Some(line) = from.checked_sub(1).and_then(|before| lines.get(before)) {
        if line.has_words() && !is_rule(&line.plain) {
            break;
        }
        from -= 1;
    }
    // Empty lines alone are nothing to cut.
    from
}

/// A line of dashes or the like.
pub(super) fn is_rule(plain: &str) -> bool {
    let mut chars = plain.chars().filter(|c| *c != ' ');
    let Some(first) = chars.next() else { return false };
    "-_=*#~+—–.".contains(first) && plain.chars().count() >= 3 && chars.all(|c| c == first)
}

fn is_original(plain: &str) -> bool {
    if plain.len() > 120 {
        return false;
    }
    let plain = plain.to_lowercase();
    ORIGINAL.split('|').any(|words| plain.contains(words))
        && (is_ruled(&plain) || {
            let bare = plain.trim_matches(|c: char| !c.is_alphanumeric());
            ORIGINAL.split('|').any(|words| words == bare) && plain.ends_with(':')
        })
}

/// Words between dashes: `----- Original Message -----`.
fn is_ruled(plain: &str) -> bool {
    let is_mark = |c: char| "-_=*—–".contains(c);
    let before = plain.chars().take_while(|c| is_mark(*c)).count();
    let after = plain.chars().rev().take_while(|c| is_mark(*c)).count();
    before >= 2 && (after >= 2 || before >= 5)
}

/// The line after a block of fields, if one starts here.
fn block(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let first = lines.get(at)?;
    let (role, value) = field(&first.plain)?;
    if matches!(role, Role::Other | Role::To) {
        return None;
    }
    let mut roles = vec![role];
    let mut said = vec![value];
    let mut end = at + 1;
    let mut empty = 0;
    for (nth, line) in lines.iter().enumerate().skip(at + 1).take(MOST_LINES) {
        if !line.has_words() {
            empty += 1;
            // Programs that make text of HTML put an empty line after each field.
            if empty > 1 {
                break;
            }
            continue;
        }
        match field(&line.plain) {
            Some((role, value)) => {
                if role != Role::Other && !roles.contains(&role) {
                    roles.push(role);
                }
                said.push(value);
                end = nth + 1;
            }
            // A value that goes on in the next line.
            None if nth == end && empty == 0 && line.plain.len() < 200 && roles.len() < 4 => {}
            None => break,
        }
        empty = 0;
    }
    let exact = said.iter().any(|value| value.contains('@'));
    let dated = said.iter().any(|value| value.chars().filter(char::is_ascii_digit).count() >= 5);
    let enough = match roles.len() {
        0 | 1 => false,
        2 => exact && dated,
        _ => exact || (dated && roles.contains(&Role::Subject)),
    };
    enough.then_some(end)
}

/// `Von: Eva` is a field: what it holds, and its value.
fn field(plain: &str) -> Option<(Role, &str)> {
    let plain = plain.trim_start_matches(['*', '>', ' ', '|']);
    let (name, value) = plain.split_once([':', '：'])?;
    if name.len() > 40 {
        return None;
    }
    let name = name.trim().trim_end_matches('*').to_lowercase();
    let lists = [
        (Role::From, FROM),
        (Role::Date, DATE),
        (Role::To, TO),
        (Role::Subject, SUBJECT),
        (Role::Other, OTHER),
    ];
    let role = lists
        .iter()
        .find(|(_, names)| names.split('|').any(|known| known == name))
        .map(|(role, _)| *role)?;
    Some((role, value))
}
