//! Case cards of whole matters: each line that is expected is right or missing, each line that is
//! drafted and says what no expected line says is wrong.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use anyhow::Context as _;
use gerne_language::{
    card::{self, By, Found, Item, Kind, Line, Place, Told},
    facts::{FactKind, Known},
    when::{Context, MondayToFriday},
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use serde_json::Value;

use super::{Tally, lines, shown, str_of};
use crate::Score;

/// A line that was drafted.
struct Drafted {
    line: &'static str,
    text: String,
    /// What the message says in whole.
    norm: String,
}

fn at(text: &str, zone: &TimeZone) -> anyhow::Result<Zoned> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant.to_zoned(zone.clone()));
    }
    let local: jiff::civil::DateTime = text.parse()?;
    Ok(local.to_zoned(zone.clone())?)
}

fn by(message: &Value) -> By {
    let spoken = ["phone", "shop", "visit", "note"].contains(&str_of(message, "channel"));
    match str_of(message, "author") {
        "customer" => By::Customer,
        "agent" if !spoken => By::Us,
        _ => By::Log,
    }
}

/// The card that we would draft.
fn drafted(matter: &Value) -> anyhow::Result<Vec<Drafted>> {
    let zone = TimeZone::get(str_of(matter, "tz"))?;
    let messages = matter["messages"].as_array().context("messages")?;
    let mut read: Vec<(usize, By, Found)> = Vec::new();
    let mut all = Vec::new();
    for (n, message) in messages.iter().enumerate() {
        let (text, by) = (str_of(message, "text"), by(message));
        let now = at(str_of(message, "time"), &zone)?;
        let context = Context::reporting(now.clone(), &MondayToFriday);
        let place = Place { by, opens: n == 0 };
        let found = card::read(text, place, &context, &Known::default());
        read.extend(found.into_iter().map(|one| (n, by, one)));
        if by != By::Customer {
            let context = Context::promising(now, &MondayToFriday);
            // What has no time is proposed to nobody's card.
            let found = card::promised(text, place, &context).into_iter();
            let timed = found.filter(|promise| promise.due.is_some());
            for promise in timed {
                let text = text.get(promise.span).unwrap_or_default().to_owned();
                let due = promise.due.map(|due| due.date.to_string()).unwrap_or_default();
                all.push(Drafted { line: "promised", text, norm: due });
            }
        }
    }
    let items: Vec<Item<'_>> = read
        .iter()
        .map(|(said, by, one)| Item {
            said: *said,
            by: *by,
            kind: one.kind,
            text: &one.raw,
            norm: &one.norm,
            sure: false,
        })
        .collect();
    let ours = messages.iter().enumerate().filter(|(_, message)| by(message) == By::Us);
    let replies: Vec<usize> = ours.map(|(n, _)| n).collect();
    for Line { part, item, .. } in card::lines(&items, &replies) {
        let Some((_, _, found)) = read.get(item) else { continue };
        let line = match part {
            card::Part::Demand => "open",
            part => part.name(),
        };
        let norm = found.norm.clone();
        all.push(Drafted { line, text: found.raw.clone(), norm });
    }
    // The card shows the newest check alone.
    let last = read.iter().rev().find(|(_, _, one)| one.kind == Kind::Verified);
    if let Some((_, _, found)) = last {
        let (text, norm) = (found.raw.clone(), found.norm.clone());
        all.push(Drafted { line: "verified", text, norm });
    }
    Ok(all)
}

/// It says what is expected: enough of the same words, and the day where there is one.
fn says(expected: &Value, drafted: &Drafted, exact: bool) -> bool {
    let words = |text: &str| gerne_text::words(text, 200);
    let (a, b) = (words(str_of(expected, "quote")), words(&drafted.text));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    let same = !short.is_empty() && shared * 2 >= short.len();
    let dated = [FactKind::Since.name(), FactKind::NeededBy.name()].contains(&drafted.line);
    let day = |text: &str| text.get(..10).unwrap_or_default().to_owned();
    let right = match (dated && exact, expected.get("value").and_then(Value::as_str)) {
        (true, Some(value)) => day(value) == day(&drafted.norm),
        _ => true,
    };
    str_of(expected, "line") == drafted.line && same && right
}

#[derive(Clone, Copy, Default)]
struct Part {
    right: u64,
    wrong: u64,
    expected: u64,
    drafted: u64,
}

/// Whose card counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// The author's alone.
    First,
    /// Right is what both readers expect, wrong what neither does: two people do not write quite the same card.
    Both,
}

/// What a second person expects of the same matters, who saw no card.
fn second(file: &Path) -> anyhow::Result<BTreeMap<String, Vec<Value>>> {
    let read = lines(&file.with_file_name("cards_second.jsonl"))?.into_iter();
    let of = |mut one: Value| match one["card"].take() {
        Value::Array(card) => (str_of(&one, "id").to_owned(), card),
        _ => (str_of(&one, "id").to_owned(), Vec::new()),
    };
    Ok(read.map(of).collect())
}

/// A line as a person wrote it.
fn written(line: &Value) -> Option<Drafted> {
    let name = Told::named(str_of(line, "line"))?.name();
    let norm = line["value"].as_str().unwrap_or_default().to_owned();
    Some(Drafted { line: name, text: str_of(line, "quote").to_owned(), norm })
}

fn parts(
    file: &Path,
    labels: Labels,
    draft: impl Fn(&Value) -> anyhow::Result<Vec<Drafted>>,
) -> anyhow::Result<(BTreeMap<String, Part>, Vec<String>)> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut told = Vec::new();
    let mut second = if labels == Labels::Both { second(file)? } else { BTreeMap::new() };
    for matter in lines(file)? {
        let drafted = draft(&matter)?;
        let first: Vec<&Value> = matter["card"].as_array().into_iter().flatten().collect();
        let other = second.remove(str_of(&matter, "id")).unwrap_or_default();
        let agreed = |line: &&Value| {
            let line = written(line);
            labels == Labels::First
                || line.is_some_and(|line| other.iter().any(|one| says(one, &line, false)))
        };
        for one in first.iter().copied().filter(agreed) {
            let part = parts.entry(str_of(one, "line").to_owned()).or_default();
            part.expected += 1;
            let right = drafted.iter().any(|line| says(one, line, true));
            part.right += u64::from(right);
            if !right {
                told.push(format!("{}: missing {one}", str_of(&matter, "id")));
            }
        }
        for line in &drafted {
            let part = parts.entry(line.line.to_owned()).or_default();
            part.drafted += 1;
            let said = first.iter().copied().chain(&other).any(|one| says(one, line, false));
            part.wrong += u64::from(!said);
            if !said {
                let (id, text) = (str_of(&matter, "id"), &line.text);
                told.push(format!("{id}: wrong {} {text:?} ({})", line.line, line.norm));
            }
        }
    }
    Ok((parts, shown(file, told)))
}

type Counted = anyhow::Result<(BTreeMap<String, Part>, Vec<String>)>;

fn right(counted: Counted) -> anyhow::Result<Score> {
    let (all, wrong) = counted?;
    let sum = |of: fn(&Part) -> u64| all.values().map(of).sum::<u64>();
    let (right, expected) = (sum(|part| part.right), sum(|part| part.expected));
    Ok(Score { value: Tally::ratio(right, expected), n: expected, wrong })
}

fn wrong(counted: Counted) -> anyhow::Result<Score> {
    let (all, told) = counted?;
    let sum = |of: fn(&Part) -> u64| all.values().map(of).sum::<u64>();
    let (wrong, drafted) = (sum(|part| part.wrong), sum(|part| part.drafted));
    Ok(Score { value: Tally::ratio(wrong, drafted), n: drafted, wrong: told })
}

/// The share of expected lines that are drafted.
pub(crate) fn cards_right(file: &Path) -> anyhow::Result<Score> {
    right(parts(file, Labels::First, drafted))
}

/// The share of drafted lines that say what no expected line says.
pub(crate) fn cards_wrong(file: &Path) -> anyhow::Result<Score> {
    wrong(parts(file, Labels::First, drafted))
}

/// The share of the lines that two readers expect that are drafted.
pub(crate) fn cards_agreed_right(file: &Path) -> anyhow::Result<Score> {
    right(parts(file, Labels::Both, drafted))
}

/// The share of drafted lines that neither of two readers expects.
pub(crate) fn cards_agreed_wrong(file: &Path) -> anyhow::Result<Score> {
    wrong(parts(file, Labels::Both, drafted))
}

/// What the second reader wrote, scored as if it had been drafted: how far two people agree.
fn readers(file: &Path) -> Counted {
    let second = second(file)?;
    parts(file, Labels::First, |matter| {
        let card = second.get(str_of(matter, "id")).into_iter().flatten();
        Ok(card.filter_map(written).collect())
    })
}

/// The share of the author's lines that the second reader wrote too.
pub(crate) fn cards_reader_right(file: &Path) -> anyhow::Result<Score> {
    right(readers(file))
}

/// The share of the second reader's lines that the author did not write.
pub(crate) fn cards_reader_wrong(file: &Path) -> anyhow::Result<Score> {
    wrong(readers(file))
}

/// A line for each part: right, expected, wrong, drafted; and what is missing or wrong, but for our own.
pub fn card_parts(file: &Path) -> anyhow::Result<String> {
    let mut out = String::new();
    let (parts, told) = parts(file, Labels::First, drafted)?;
    for line in told {
        writeln!(out, "{line}")?;
    }
    for (name, part) in parts {
        writeln!(out, "{name} {} {} {} {}", part.right, part.expected, part.wrong, part.drafted)?;
    }
    Ok(out)
}
