//! Sentences of our own, as customers and agents write them, with what they say: `cases/` holds them, one a
//! line. `[kind|words]` or `[kind|words|norm]` marks a fact; the words before a tab are what is asked for, or
//! when something is due. A line that begins with `~` is known to be read wrong, and must not be read right
//! unnoticed.

use jiff::{Zoned, tz::TimeZone};

use crate::{
    asks,
    facts::{self, FactKind, Known, Region},
    promises,
    when::{Context, Grain, MondayToFriday},
};

fn wednesday() -> Zoned {
    jiff::civil::date(2026, 3, 11)
        .at(10, 15, 0, 0)
        .to_zoned(TimeZone::get("Europe/Berlin").unwrap())
        .unwrap()
}

fn is_running(kind: &str) -> bool {
    matches!(kind, "problem" | "since" | "tried" | "needed_by")
}

#[derive(Debug)]
struct Said {
    kind: String,
    start: usize,
    end: usize,
    norm: Option<String>,
}

/// A line without its marks, and what they mark.
fn marked(line: &str) -> (String, Vec<Said>) {
    let (mut text, mut said, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'n') => {
                chars.next();
                text.push('\n');
            }
            '[' => {
                let mut kind = String::new();
                for c in chars.by_ref() {
                    if c == '|' {
                        break;
                    }
                    kind.push(c);
                }
                open.push((kind, text.len()));
            }
            '|' | ']' => {
                let mut norm = None;
                if c == '|' {
                    norm = Some(chars.by_ref().take_while(|c| *c != ']').collect());
                }
                let (kind, start) = open.pop().unwrap();
                said.push(Said { kind, start, end: text.len(), norm });
            }
            c => text.push(c),
        }
    }
    (text, said)
}

pub(crate) fn overlap(a: &str, b: &str) -> bool {
    let words = |text: &str| gerne_text::words(text, 200);
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 2 >= short.len()
}

/// What is wrong with a line of facts.
fn facts_wrong(line: &str, region: Region, judged: &dyn Fn(&str) -> bool) -> Vec<String> {
    let (text, said) = marked(line);
    let context = Context {
        month_first: region == Region::Us,
        ..Context::reporting(wednesday(), &MondayToFriday)
    };
    let mut found = facts::find(&text, &context, &Known { region, ..Known::default() });
    found.retain(|fact| fact.kind != FactKind::Amount && judged(fact.kind.name()));
    let mut wrong = Vec::new();
    for one in said.iter().filter(|one| judged(&one.kind)) {
        let raw = text.get(one.start..one.end).unwrap();
        let same = found.iter().position(|fact| {
            fact.kind.name() == one.kind
                && if is_running(&one.kind) {
                    overlap(raw, &fact.raw)
                } else {
                    fact.span == (one.start..one.end)
                        && one.norm.as_ref().is_none_or(|norm| *norm == fact.norm)
                }
        });
        match same {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("missing {} {raw:?}", one.kind)),
        }
    }
    wrong.extend(
        found.iter().map(|fact| format!("extra {} {:?} {}", fact.kind.name(), fact.raw, fact.norm)),
    );
    wrong
}

fn asks_wrong(line: &str) -> Vec<String> {
    let (kinds, text) = line.split_once('\t').unwrap();
    let mut wanted: Vec<&str> = kinds.split(' ').filter(|kind| *kind != "-").collect();
    let mut found: Vec<&str> = asks::find(text).iter().map(|ask| ask.kind.name()).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    if wanted == found { Vec::new() } else { vec![format!("{found:?}")] }
}

fn promise_wrong(line: &str) -> Vec<String> {
    let (wanted, text) = line.split_once('\t').unwrap();
    let context = Context::promising(wednesday(), &MondayToFriday);
    let found = promises::find(text, &context);
    let due = found.iter().find_map(|promise| promise.due);
    let shown = match (found.is_empty(), due) {
        (true, _) => "-".to_owned(),
        (_, None) => "open".to_owned(),
        (_, Some(due)) => format!(
            "{}{}",
            due.date.strftime("%m-%d"),
            due.time.map(|time| time.strftime("T%H:%M").to_string()).unwrap_or_default()
        ),
    };
    let weekly = wanted.strip_prefix('w').is_some_and(|sunday| {
        due.is_some_and(|due| {
            let sunday: jiff::civil::Date = format!("2026-{sunday}").parse().unwrap();
            due.time.is_none()
                && due.grain >= Grain::Day
                && (0..=2).contains(&due.date.until(sunday).unwrap().get_days())
        })
    });
    if shown == wanted || weekly { Vec::new() } else { vec![shown] }
}

/// What is wrong with a line, for people of a region, without the kinds that are not judged.
type Check = dyn Fn(&str, Region, &[String]) -> Vec<String>;

fn run(folder: &str, check: &Check) {
    let folder = format!("{}/cases/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut report = String::new();
    for file in files {
        let (mut region, mut ignored) = (Region::De, Vec::new());
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            if let Some(code) = line.strip_prefix("@region ") {
                region = Region::of(code);
            } else if let Some(kinds) = line.strip_prefix("@ignore") {
                ignored = kinds.split_whitespace().map(str::to_owned).collect();
            } else if !line.is_empty() && !line.starts_with("# ") {
                let known = line.starts_with('~');
                let wrong = check(line.trim_start_matches('~'), region, &ignored);
                let name = file.file_name().unwrap().to_string_lossy();
                if known && wrong.is_empty() {
                    report += &format!("{name}: read right now: {line}\n");
                } else if !known && !wrong.is_empty() {
                    report += &format!("{name}: {}: {line}\n", wrong.join(", "));
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn facts_are_read() {
    run("facts", &|line, region, ignored| {
        facts_wrong(line, region, &|kind| !ignored.iter().any(|one| one == kind))
    });
}

#[test]
fn questions_are_read() {
    run("asks", &|line, _, _| asks_wrong(line));
}

#[test]
fn promises_are_read() {
    run("promises", &|line, _, _| promise_wrong(line));
}
