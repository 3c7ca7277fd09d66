//! What texts say: facts, questions, promises, dates. Each set has a line for each case; ours lie in
//! `own/language`, and what is wrong there is counted, never shown: nobody develops against them.

mod cards;
mod dates;
mod kinds;

use std::path::Path;

use anyhow::Context as _;
use gerne_calendar::{Holidays, WorkingDays};
use gerne_language::{
    asks,
    card::{self, By, Place},
    facts::{self, Fact, FactKind, Known, Region},
    when::{Context, Grain},
};
use jiff::{Zoned, civil::DateTime, tz::TimeZone};
use serde_json::Value;

pub(crate) use self::cards::{
    cards_agreed_right, cards_agreed_wrong, cards_reader_right, cards_reader_wrong, cards_right,
    cards_wrong,
};
pub(crate) use self::dates::{duckling_de, duckling_en, recognizers_de, recognizers_en};
pub use self::{cards::card_parts, kinds::kinds};
use crate::{Score, is_unread};

/// Kinds whose value and place are exact.
const CHECKABLE: &[&str] = &[
    "email",
    "phone",
    "iban",
    "card",
    "imei",
    "customer_no",
    "contract_no",
    "account_no",
    "order_no",
    "invoice_no",
    "ticket_no",
    "tracking_no",
    "booking_ref",
    "error_code",
    "train",
    "device",
    "name",
    "address",
    "date",
    "time",
];
/// Kinds of running text.
const RUNNING: &[&str] = &["problem", "since", "tried", "needed_by"];

pub(crate) fn lines(file: &Path) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(file)?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

pub(crate) fn str_of<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// When it was written, in the zone it tells.
fn written(line: &Value) -> anyhow::Result<Zoned> {
    let zone = match (line.get("tz").and_then(Value::as_str), str_of(line, "region").get(..2)) {
        (Some(zone), _) => zone,
        (None, Some("GB")) if !str_of(line, "ref").contains("+01:00") || is_summer(line) => {
            "Europe/London"
        }
        (None, Some("IE")) => "Europe/Dublin",
        (None, Some("US")) => "America/New_York",
        _ => "Europe/Berlin",
    };
    let local: DateTime = str_of(line, "ref").get(..19).context("a time")?.parse()?;
    Ok(local.to_zoned(TimeZone::get(zone)?)?)
}

fn is_summer(line: &Value) -> bool {
    str_of(line, "ref").get(5..7).is_some_and(|month| ("04".."10").contains(&month))
}

fn holidays(line: &Value) -> Option<Holidays> {
    let region = str_of(line, "region");
    gerne_calendar::Region::all()
        .find(|one| region.len() > 2 && one.code() == region)
        .map(Holidays::of)
}

/// Found and expected, and how many agree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) right: u64,
    pub(crate) found: u64,
    pub(crate) expected: u64,
}

impl Tally {
    fn ratio(part: u64, whole: u64) -> f64 {
        let wide = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        if whole == 0 { 1.0 } else { wide(part) / wide(whole) }
    }

    pub(crate) fn precision(self) -> f64 {
        Self::ratio(self.right, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        Self::ratio(self.right, self.expected)
    }

    pub(crate) fn f1(self) -> f64 {
        Self::ratio(2 * self.right, self.found + self.expected)
    }

    fn score(self, value: f64, wrong: Vec<String>) -> Score {
        Score { value, n: self.expected, wrong }
    }
}

/// Whether two facts are the same: exactly where that can be said, else by half of the words.
fn same(expected: &Value, fact: &Fact, text: &str) -> bool {
    let kind = str_of(expected, "type");
    if kind != fact.kind.name() {
        return false;
    }
    if RUNNING.contains(&kind) {
        return overlap(str_of(expected, "raw"), &fact.raw);
    }
    let place = |name: &str| expected.get(name).and_then(Value::as_u64);
    let chars = |bytes: usize| text.get(..bytes).map(|before| before.chars().count() as u64);
    str_of(expected, "norm") == fact.norm
        && place("start") == chars(fact.span.start)
        && place("end") == chars(fact.span.end)
}

/// At least half of the words of the shorter one are in both.
fn overlap(a: &str, b: &str) -> bool {
    let words = |text: &str| gerne_text::words(text, 200);
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 2 >= short.len()
}

/// The facts of one kind or another, over a file.
pub(crate) fn tally_facts(
    file: &Path,
    wanted: &dyn Fn(&str) -> bool,
) -> anyhow::Result<(Tally, Vec<String>)> {
    let lines = lines(file)?;
    let labelled = |kind: &str| {
        lines.iter().any(|line| {
            line["facts"]
                .as_array()
                .is_some_and(|facts| facts.iter().any(|fact| str_of(fact, "type") == kind))
        })
    };
    let kinds: Vec<FactKind> = FactKind::ALL
        .into_iter()
        .filter(|kind| wanted(kind.name()) && labelled(kind.name()))
        .collect();
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for line in &lines {
        let text = str_of(line, "text");
        let working = |date: jiff::civil::Date| {
            gerne_language::when::WorkingDays::is_working(
                &gerne_language::when::MondayToFriday,
                date,
            )
        };
        let region = Region::of(str_of(line, "region"));
        let context = Context {
            month_first: region == Region::Us,
            ..Context::reporting(written(line)?, &working)
        };
        let known = Known { region, ..Known::default() };
        let mut found: Vec<Fact> = facts::find(text, &context, &known)
            .into_iter()
            .filter(|fact| kinds.contains(&fact.kind))
            .collect();
        let expected: Vec<&Value> = line["facts"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|fact| kinds.iter().any(|kind| kind.name() == str_of(fact, "type")))
            .collect();
        tally.found += found.len() as u64;
        tally.expected += expected.len() as u64;
        for fact in expected {
            match found.iter().position(|one| same(fact, one, text)) {
                Some(at) => {
                    found.remove(at);
                    tally.right += 1;
                }
                None => wrong.push(format!("missing {fact} in {text}")),
            }
        }
        wrong.extend(found.iter().map(|fact| {
            format!("too much {} {:?} ({}) in {text}", fact.kind.name(), fact.raw, fact.norm)
        }));
    }
    Ok((tally, wrong))
}

/// F1 of the kinds whose value can be checked.
pub(crate) fn facts_checkable(file: &Path) -> anyhow::Result<Score> {
    let (tally, wrong) = tally_facts(file, &|kind| CHECKABLE.contains(&kind))?;
    Ok(tally.score(tally.f1(), shown(file, wrong)))
}

/// F1 of all kinds.
pub(crate) fn facts_overall(file: &Path) -> anyhow::Result<Score> {
    let (tally, _) =
        tally_facts(file, &|kind| CHECKABLE.contains(&kind) || RUNNING.contains(&kind))?;
    Ok(tally.score(tally.f1(), Vec::new()))
}

/// The share of what is found as a phone number that is none.
pub(crate) fn phones_wrong(file: &Path) -> anyhow::Result<Score> {
    let lines = lines(file)?;
    let (mut others, mut taken) = (0_u64, 0_u64);
    for line in &lines {
        let text = str_of(line, "text");
        let working = gerne_language::when::MondayToFriday;
        let region = Region::of(str_of(line, "region"));
        let context = Context::reporting(written(line)?, &working);
        let found = facts::find(text, &context, &Known { region, ..Known::default() });
        let expected: Vec<&Value> = line["facts"].as_array().into_iter().flatten().collect();
        others += expected
            .iter()
            .filter(|fact| {
                str_of(fact, "type") != "phone"
                    && str_of(fact, "norm").bytes().any(|b| b.is_ascii_digit())
            })
            .count() as u64;
        taken += found
            .iter()
            .filter(|fact| {
                fact.kind == FactKind::Phone
                    && !expected.iter().any(|one| {
                        str_of(one, "type") == "phone" && str_of(one, "norm") == fact.norm
                    })
            })
            .count() as u64;
    }
    Ok(Score { value: Tally::ratio(taken, others), n: others, wrong: Vec::new() })
}

fn tally_asks(file: &Path) -> anyhow::Result<(Tally, Vec<String>)> {
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for line in lines(file)? {
        let text = str_of(&line, "text");
        let found: Vec<&str> = asks::find(text).iter().map(|ask| ask.kind.name()).collect();
        let expected: Vec<&str> =
            line["asks"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        tally.found += found.len() as u64;
        tally.expected += expected.len() as u64;
        tally.right += expected.iter().filter(|kind| found.contains(kind)).count() as u64;
        if found.len() != expected.len() || expected.iter().any(|kind| !found.contains(kind)) {
            wrong.push(format!("{found:?} instead of {expected:?}: {text}"));
        }
    }
    Ok((tally, wrong))
}

/// Of what is found, the share that is asked for.
pub(crate) fn asks_precision(file: &Path) -> anyhow::Result<Score> {
    let (tally, wrong) = tally_asks(file)?;
    Ok(Score { value: tally.precision(), n: tally.found, wrong: shown(file, wrong) })
}

/// Of what is asked for, the share that is found.
pub(crate) fn asks_recall(file: &Path) -> anyhow::Result<Score> {
    let (tally, _) = tally_asks(file)?;
    Ok(tally.score(tally.recall(), Vec::new()))
}

struct Judged {
    expected: bool,
    found: bool,
    /// Where both are: whether the due time is right.
    due: bool,
    text: String,
}

fn judge(file: &Path) -> anyhow::Result<Vec<Judged>> {
    let judged = lines(file)?.into_iter().map(|line| {
        let text = str_of(&line, "text").to_owned();
        let holidays = holidays(&line);
        let weekdays = |date: jiff::civil::Date| match &holidays {
            Some(holidays) => WorkingDays::monday_to_friday(holidays).is_working(date),
            None => gerne_language::when::WorkingDays::is_working(
                &gerne_language::when::MondayToFriday,
                date,
            ),
        };
        let context = Context::promising(written(&line)?, &weekdays);
        let found = card::promised(&text, Place { by: By::Us, opens: false }, &context);
        let due = found.iter().find_map(|promise| promise.due);
        let shown = due.map(|due| match due.time {
            Some(time) => format!("{}T{}", due.date, time.strftime("%H:%M")),
            None => due.date.to_string(),
        });
        let wanted = line.get("due").and_then(Value::as_str);
        let weekly = str_of(&line, "grain") == "week"
            && due.is_some_and(|due| due.time.is_none() && due.grain >= Grain::Day);
        let right = match (wanted, &shown) {
            (Some(wanted), Some(shown)) if weekly => {
                let sunday: jiff::civil::Date = wanted.parse()?;
                let date: jiff::civil::Date = shown.parse()?;
                (0..=2).contains(&date.until(sunday)?.get_days())
            }
            (wanted, shown) => wanted == shown.as_deref(),
        };
        let note = format!(
            "{} instead of {} ({}): {text}",
            shown.unwrap_or_default(),
            wanted.unwrap_or("none"),
            found.len()
        );
        Ok(Judged {
            expected: line["promise"] == Value::Bool(true),
            found: !found.is_empty(),
            due: right,
            text: note,
        })
    });
    judged.collect()
}

/// F1 of whether a text promises something.
pub(crate) fn promises_f1(file: &Path) -> anyhow::Result<Score> {
    let judged = judge(file)?;
    let count = |test: fn(&Judged) -> bool| judged.iter().filter(|one| test(one)).count() as u64;
    let tally = Tally {
        right: count(|one| one.expected && one.found),
        found: count(|one| one.found),
        expected: count(|one| one.expected),
    };
    let wrong =
        judged.iter().filter(|one| one.expected != one.found).map(|one| one.text.clone()).collect();
    Ok(Score { value: tally.f1(), n: judged.len() as u64, wrong: shown(file, wrong) })
}

/// The share of the promises whose due time is exactly right (also when there is none).
pub(crate) fn promises_due(file: &Path) -> anyhow::Result<Score> {
    let judged: Vec<Judged> =
        judge(file)?.into_iter().filter(|one| one.expected && one.found).collect();
    let wrong: Vec<String> =
        judged.iter().filter(|one| !one.due).map(|one| one.text.clone()).collect();
    let n = judged.len() as u64;
    Ok(Score { value: Tally::ratio(n - wrong.len() as u64, n), n, wrong: shown(file, wrong) })
}

/// Nothing of our own set is shown.
fn shown(file: &Path, wrong: Vec<String>) -> Vec<String> {
    if is_unread(file) { Vec::new() } else { wrong }
}
