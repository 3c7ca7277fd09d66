//! Phrases about time as two other projects recorded what they mean: the specifications of
//! Recognizers-Text (a phrase in a sentence) and the corpora of duckling (a phrase alone). Right is
//! what has the same beginning, or the same length of time; their timex notations are not ours.

use std::path::Path;

use gerne_language::when::{self, Context, Kind, Lean, MondayToFriday, When};
use jiff::{civil::DateTime, tz::TimeZone};
use serde_json::Value;

use super::{lines, str_of};
use crate::Score;

pub(crate) fn recognizers_de(folder: &Path) -> anyhow::Result<Score> {
    recognizers(folder, false)
}

pub(crate) fn recognizers_en(folder: &Path) -> anyhow::Result<Score> {
    recognizers(folder, true)
}

pub(crate) fn duckling_de(file: &Path) -> anyhow::Result<Score> {
    duckling(file, false)
}

pub(crate) fn duckling_en(file: &Path) -> anyhow::Result<Score> {
    duckling(file, true)
}

fn find(text: &str, now: DateTime, lean: Lean, english: bool) -> anyhow::Result<Vec<When>> {
    let now = now.to_zoned(TimeZone::UTC)?;
    let context =
        Context { lean, month_first: english, ..Context::promising(now, &MondayToFriday) };
    Ok(when::find(text, &context))
}

/// The model's file: whole sentences, with the places of the phrases.
fn recognizers(folder: &Path, english: bool) -> anyhow::Result<Score> {
    let mut outcomes = Vec::new();
    for line in lines(&folder.join("DateTimeModel.jsonl"))? {
        let text = str_of(&line, "Input");
        let reference = line.pointer("/Context/ReferenceDateTime").and_then(Value::as_str);
        let Some(now) = reference.and_then(|at| at.get(..19)).and_then(|at| at.parse().ok()) else {
            continue;
        };
        let mut found = Vec::new();
        for lean in [Lean::Future, Lean::Past] {
            found.extend(find(text, now, lean, english)?);
        }
        for result in line["Results"].as_array().into_iter().flatten() {
            if str_of(result, "TypeName").ends_with(".set") {
                continue;
            }
            let values = result.pointer("/Resolution/values").and_then(Value::as_array);
            let right =
                values.into_iter().flatten().any(|value| found.iter().any(|when| is(value, when)));
            outcomes.push(if right {
                Ok(())
            } else {
                Err(format!("{}: {text}", str_of(result, "Text")))
            });
        }
    }
    Ok(Score::of(outcomes))
}

/// Whether a recorded value says what was found.
fn is(value: &Value, when: &When) -> bool {
    let start = when.from.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let end = when.to.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let text = |name: &str| str_of(value, name);
    match text("type") {
        "date" => start.starts_with(text("value")) && matches!(when.kind, Kind::Date | Kind::Shift),
        "datetime" => start == text("value"),
        "time" => {
            when.time().is_some_and(|time| time.strftime("%H:%M:%S").to_string() == text("value"))
        }
        "duration" => when.seconds.is_some_and(|seconds| seconds.to_string() == text("value")),
        "daterange" | "datetimerange" | "timerange" => {
            let part =
                |whole: &str, name: &str| text(name).is_empty() || whole.contains(text(name));
            !(text("start").is_empty() && text("end").is_empty())
                && part(&start, "start")
                && part(&end, "end")
        }
        _ => false,
    }
}

/// A phrase and the Haskell expression that says what it means, at 04:30 on the 12th of February 2013.
fn duckling(file: &Path, english: bool) -> anyhow::Result<Score> {
    let now: DateTime = "2013-02-12T04:30:00".parse()?;
    let mut outcomes = Vec::new();
    for line in lines(file)? {
        let (text, value) = (str_of(&line, "text"), str_of(&line, "value"));
        // Holidays of many religions and countries are not ours to know.
        if value.contains("Holiday") {
            continue;
        }
        let digits: Vec<i16> =
            value.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let [year, month, day, hour, minute, ..] = digits.as_slice() else { continue };
        let small = |n: i16| i8::try_from(n).unwrap_or(0);
        let Ok(start) = DateTime::new(
            *year,
            small(*month).max(1),
            small(*day).max(1),
            small(*hour),
            small(*minute),
            0,
            0,
        ) else {
            continue;
        };
        let right = find(text, now, Lean::Future, english)?.iter().any(|when| {
            let from = if value.contains("Before")
                && when.kind != Kind::Time
                && when.kind != Kind::DateTime
            {
                when.to
            } else {
                when.from
            };
            let exact = digits.get(5).is_none_or(|_| true);
            exact
                && from.date() == start.date()
                && (from.hour(), from.minute()) == (start.hour(), start.minute())
        });
        outcomes.push(if right { Ok(()) } else { Err(format!("{text}: {value}")) });
    }
    Ok(Score::of(outcomes))
}
