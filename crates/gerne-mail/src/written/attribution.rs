//! The line above a quoted mail: "Am … schrieb …:".

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Line,
    phrases::{DAY, ON, WROTE},
};

/// Programs break it into so many lines.
const MOST_LINES: usize = 6;
/// Longest one, in bytes.
const MOST: usize = 420;

struct Patterns {
    /// With "on" before the date: "On 1 May 2026, at 10:00, Eva wrote:".
    dated: Regex,
    /// The start of one, with a time of day.
    starts_dated: Regex,
    /// The start of one, with a date.
    strong: Regex,
    /// The date first: "2026/5/1 Eva <a@b>:", "mer. 1. mai 2026 kl. 10:00 skrev Eva <a@b>:".
    date_first: Regex,
    /// A name or an address first: "Eva <a@b> schrieb am 1. Mai 2026 um 10:00:".
    name_first: Regex,
    /// With the first words of the older mail behind it, as some programs put it.
    run_on: Regex,
    /// Between rules: "---- On 1 May 2026 Eva wrote ----".
    ruled: Regex,
    /// An own date, and little else: "2016-03-03 17:21 GMT+01:00 Eva".
    bare: Regex,
    /// Ends with "wrote:", whatever stands before; counts only above quoted lines.
    weak: Regex,
    /// A time of day, or a year, or an address: what a program writes and a person seldom does.
    precise: Regex,
    /// "wrote", anywhere.
    verb: Regex,
    /// A time of day.
    time: Regex,
    /// An address as programs write it.
    address: Regex,
    /// A person tells of a letter: "Am 1.5. schrieb mir Ihre Kollegin:".
    told: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(text).expect("the pattern is ours");
    let wrote = format!("(?:{WROTE})");
    let end = r"[ :：]*[.…]?";
    Patterns {
        dated: pattern(&format!(
            r"^(?:{ON})[ :].{{0,160}}?[0-9].{{0,260}}?(?: |[>)\]]){wrote}(?:{end}|[ ,].{{0,200}}[:：])$"
        )),
        strong: pattern(&format!(
            r"^(?:(?:{ON}) .{{0,30}}[0-9]|(?:{DAY})[., ].{{0,30}}[0-9]|[0-9]{{1,4}}[-./: ](?:[0-9]|\w{{3,8}}\.? [0-9]{{4}}))"
        )),
        starts_dated: pattern(&format!(
            r"^(?:{ON}) (?:(?:{DAY})\b.{{0,3}} )?.{{0,20}}[0-9].*[0-9]{{1,2}}[:.][0-9]{{2}}"
        )),
        date_first: pattern(&format!(
            r"^(?:(?:{DAY})[., ].{{0,40}}?[0-9]|[0-9]{{1,4}}[-./][0-9]{{1,2}}[-./]|[0-9]{{1,2}}\.? \w{{3,10}}\.? [0-9]{{4}}|[0-9]{{1,2}}:[0-9]{{2}}).{{0,300}}?(?:(?: |[>)]){wrote}(?:{end}|[ ,].{{0,200}}[:：])|<?[^ @<]+@[^ @>]+>?\)?(?: wrote)?[:：])$"
        )),
        name_first: pattern(&format!(
            r"^.{{1,160}}?(?: |[>)]){wrote}(?: (?:am|on|le|el|il|em|op|den|dnia|vom|at|um|in|via|per)\b.{{0,160}}[:：]| ?[:：])?$"
        )),
        run_on: pattern(&format!(
            r"^(?:{ON}) .{{0,60}}[0-9]{{1,2}}[:.][0-9]{{2}}.{{0,60}}(?: |[>)]){wrote}.{{0,100}}<[^ <>@]+@[^ <>]+>[:：] "
        )),
        ruled: pattern(&format!(
            r"^[-_=*—–]{{2,}} ?(?:(?:{ON}) )?.{{0,300}}?{wrote} ?[-_=*—–:]{{2,}}$"
        )),
        bare: pattern(
            r"^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2} (?:[0-9]{1,2}:[0-9]{2} (?:gmt|utc)[+-]?[0-9:]* [^0-9]{2,80}|(?:[0-9]{1,2}:[0-9]{2} )?[^0-9]{2,80}<[^ @<]+@[^ @>]+>)[:：]?$",
        ),
        weak: pattern(&format!(
            r"^.{{1,300}}(?: |[>)]){wrote}.{{0,120}}[:：]$|^(?:zitat von|quoting|citando|nachricht von|mail von) .{{2,160}}[:：]$|^.{{2,160}}\[[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}.{{0,20}}\][:：]$"
        )),
        precise: pattern(r"[0-9]{1,2}[:.h][0-9]{2}|[0-9]{4}|@"),
        verb: pattern(&wrote),
        time: pattern(r"[0-9]{1,2}[:.h][0-9]{2}"),
        address: pattern(r"<(?:mailto:)?[^ @<>]+@[^ @<>]+>|\[mailto:"),
        told: pattern(concat!(
            r"(?:schrieb|schreibt|schrieben) (?:mir|uns|ich|er|sie|man|wir|ihnen|ihre?|ihr|mein\w*|unser\w*|",
            r"dass|der|die|das|ein|eine|jemand|in|auf)\b|folgendes|following|(?:i|he|she|they|we|you) (?:wrote|sent)|",
            r"\b(?:ich|wir|sie|er|mir|uns|man|ihnen) .{0,60}(?:geschrieben|gesendet)|\byour \w+ (?:wrote|sent)"
        )),
    }
});

/// The line after an attribution, if one starts at this line.
pub(super) fn at(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let end = from(lines, at)?;
    // Where a later line starts one by itself, this line is what somebody wrote above it.
    let plain = lines.get(at).map(|line| line.plain.to_lowercase()).unwrap_or_default();
    if PATTERNS.strong.is_match(&plain) {
        return Some(end);
    }
    let later = (at + 1..end).any(|later| from(lines, later).is_some_and(|other| other <= end));
    (!later).then_some(end)
}

fn from(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let first = lines.get(at).filter(|line| line.has_words() && !line.is_quoted())?;
    if !may_start(&first.plain) {
        return None;
    }
    let mut joined = String::new();
    for (nth, line) in lines.iter().enumerate().skip(at).take(MOST_LINES) {
        // A broken address may start with a mark of its own: `> wrote:`.
        if line.is_quoted() && !is_tail(&line.plain, &joined) {
            break;
        }
        if !line.has_words() {
            // An empty line may stand inside an address that a program broke.
            if PATTERNS.starts_dated.is_match(&joined) && !joined.contains('@') {
                continue;
            }
            break;
        }
        if !joined.is_empty() && !joined.ends_with('<') && !line.plain.starts_with('>') {
            joined.push(' ');
        }
        joined.push_str(&line.plain.to_lowercase());
        if joined.len() > MOST {
            break;
        }
        if is_attribution(&joined, lines, nth + 1) {
            return Some(nth + 1);
        }
    }
    None
}

/// Cheap: most lines cannot start one.
fn may_start(plain: &str) -> bool {
    plain.len() < MOST && plain.chars().any(char::is_alphanumeric)
}

/// The end of an address that a program broke before `>`.
fn is_tail(plain: &str, before: &str) -> bool {
    let open = before.matches('<').count() > before.matches('>').count();
    open && plain.starts_with('>') && plain.len() < 60
}

fn is_attribution(joined: &str, lines: &[Line<'_>], next: usize) -> bool {
    let patterns = &*PATTERNS;
    let joined = joined.trim().trim_start_matches('*').trim_end_matches('*').trim();
    let has = |pattern: &Regex| pattern.is_match(joined);
    if has(&patterns.ruled) || has(&patterns.run_on) || has(&patterns.bare) {
        return true;
    }
    if !has(&patterns.verb) && !joined.ends_with([':', '：']) {
        return false;
    }
    let quoted = || {
        let after = super::next_with_words(lines, next);
        lines.get(after).is_some_and(Line::is_quoted)
    };
    let dated = has(&patterns.dated) || has(&patterns.date_first);
    if dated || has(&patterns.name_first) {
        // Where no mark follows, all that follows goes: then it must be sure.
        let sure = has(&patterns.precise) && quoted()
            || has(&patterns.address)
            || (joined.contains('@') && !has(&patterns.told))
            || (dated && is_sure(joined));
        if sure {
            return true;
        }
    }
    has(&patterns.weak) && quoted()
}

/// A time of day, a name of few words, a colon, and nothing that a person would tell.
fn is_sure(joined: &str) -> bool {
    let patterns = &*PATTERNS;
    patterns.time.is_match(joined)
        && !patterns.told.is_match(joined)
        && joined.split(' ').count() <= 14
        && joined.ends_with([':', '：'])
}
