//! Facts and questions by kind, promises by grain: figures only, for who wants to know where a set is weak.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use gerne_language::{asks, facts::FactKind};
use serde_json::Value;

use super::{Tally, judge, lines, str_of, tally_facts};

/// A line for each kind: right, found, expected. What the file holds is told by its name.
pub fn kinds(file: &Path) -> anyhow::Result<String> {
    match file.file_stem().and_then(|stem| stem.to_str()) {
        Some("asks") => asked(file),
        Some("promises") => promised(file),
        _ => stated(file),
    }
}

fn asked(file: &Path) -> anyhow::Result<String> {
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    for line in lines(file)? {
        let found: Vec<&str> =
            asks::find(str_of(&line, "text")).iter().map(|ask| ask.kind.name()).collect();
        let expected: Vec<&str> =
            line["asks"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for kind in &found {
            let tally = kinds.entry((*kind).to_owned()).or_default();
            tally.found += 1;
            tally.right += u64::from(expected.contains(kind));
        }
        for kind in expected {
            kinds.entry(kind.to_owned()).or_default().expected += 1;
        }
    }
    let mut out = String::new();
    for (kind, tally) in kinds {
        writeln!(out, "{kind} {} {} {}", tally.right, tally.found, tally.expected)?;
    }
    Ok(out)
}

/// By language and grain: found, expected; and of those that are both the right due times.
fn promised(file: &Path) -> anyhow::Result<String> {
    let mut kinds: BTreeMap<String, (Tally, u64)> = BTreeMap::new();
    for (line, one) in lines(file)?.iter().zip(judge(file)?) {
        let name = format!("{} {}", str_of(line, "lang"), str_of(line, "grain"));
        let (tally, due) = kinds.entry(name).or_default();
        let both = one.expected && one.found;
        tally.found += u64::from(one.found);
        tally.expected += u64::from(one.expected);
        tally.right += u64::from(both);
        *due += u64::from(both && one.due);
    }
    let mut out = String::new();
    for (kind, (tally, due)) in kinds {
        writeln!(out, "{kind}: {} {} {}, due {due}", tally.right, tally.found, tally.expected)?;
    }
    Ok(out)
}

fn stated(file: &Path) -> anyhow::Result<String> {
    let mut out = String::new();
    for kind in FactKind::ALL {
        let (tally, _) = tally_facts(file, &|name| name == kind.name())?;
        if tally.expected > 0 {
            writeln!(out, "{} {} {} {}", kind.name(), tally.right, tally.found, tally.expected)?;
        }
    }
    Ok(out)
}
