//! The query language and its words, by pairs and queries that were written without looking at
//! them (`own/README.md`). Pairs of words that are wrong are counted and not shown: nobody develops against
//! them. Queries are told by their ids: all of them must be right.

mod meaning;

use std::path::Path;

use anyhow::Context as _;
use gerne_rules::{Post, Read, Severity, parse};
use serde::{Deserialize, de::DeserializeOwned};

use crate::Score;

#[derive(Deserialize)]
struct Pair {
    lang: String,
    word: String,
    text: String,
    #[serde(rename = "match")]
    matches: bool,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    query: String,
    meaning: String,
    #[serde(default)]
    warn: Option<String>,
    #[serde(default)]
    beyond: bool,
}

#[derive(Deserialize)]
struct Broken {
    id: String,
    query: String,
    columns: Vec<usize>,
    fix: String,
}

/// Of the texts that hold the word, how many are found.
pub(crate) fn recall(file: &Path) -> anyhow::Result<Score> {
    let pairs = lines::<Pair>(file)?;
    let wanted = pairs.iter().filter(|pair| pair.matches);
    Ok(counted(wanted.map(found)))
}

/// Of the texts that are found, how many hold the word.
pub(crate) fn precision(file: &Path) -> anyhow::Result<Score> {
    let pairs = lines::<Pair>(file)?;
    Ok(counted(pairs.iter().filter(|pair| found(pair)).map(|pair| pair.matches)))
}

/// Queries that are read as they were meant.
pub(crate) fn queries(file: &Path) -> anyhow::Result<Score> {
    let queries = lines::<Query>(file)?;
    let asked = queries.iter().filter(|query| !query.beyond);
    Ok(named(asked.map(|query| {
        let parsed = parse(&query.query);
        let warned = parsed.problems.iter().any(|problem| problem.severity == Severity::Warning);
        let right = parsed.rule.is_some_and(|rule| meaning::same(&rule, &query.meaning))
            && (query.warn.is_none() || warned);
        (&*query.id, right)
    })))
}

/// Broken queries whose mistake is shown where it is.
pub(crate) fn places(file: &Path) -> anyhow::Result<Score> {
    Ok(named(lines::<Broken>(file)?.iter().map(|broken| {
        let problems = parse(&broken.query).problems;
        let shown = problems.iter().any(|problem| broken.columns.contains(&problem.column));
        (&*broken.id, shown)
    })))
}

/// Broken queries for which a change is offered that makes a rule of them.
pub(crate) fn fixes(file: &Path) -> anyhow::Result<Score> {
    let broken = lines::<Broken>(file)?;
    Ok(named(broken.iter().map(|broken| (&*broken.id, is_mended(broken)))))
}

fn is_mended(broken: &Broken) -> bool {
    let mut query = broken.query.clone();
    // Where there are several mistakes, each is shown when the one before it is gone.
    for _ in 0..8 {
        let parsed = parse(&query);
        let Some(problem) = parsed.error() else { return parse(&broken.fix).rule.is_some() };
        let Some(fix) = &problem.fix else { return false };
        query = fix.apply(&query);
    }
    false
}

fn found(pair: &Pair) -> bool {
    let Some(rule) = parse(&pair.word).rule else { return false };
    let lexicon = gerne_text::Lexicon::default();
    let post = Post { text: &pair.text, lang: &pair.lang, ..Post::default() };
    Read::new(&post, &lexicon).matches(&rule)
}

/// With the ids of what is wrong.
fn named<'n>(outcomes: impl Iterator<Item = (&'n str, bool)>) -> Score {
    let outcomes: Vec<_> = outcomes.collect();
    let wrong = outcomes.iter().filter(|(_, right)| !right).map(|(id, _)| (*id).to_owned());
    Score { wrong: wrong.collect(), ..counted(outcomes.iter().map(|(_, right)| *right)) }
}

fn counted(outcomes: impl IntoIterator<Item = bool>) -> Score {
    let (mut n, mut right) = (0_u32, 0_u32);
    for outcome in outcomes {
        n += 1;
        right += u32::from(outcome);
    }
    let value = if n == 0 { 0.0 } else { f64::from(right) / f64::from(n) };
    Score { value, n: n.into(), wrong: Vec::new() }
}

fn lines<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = lines
        .map(|(nth, line)| serde_json::from_str(line).with_context(|| format!("line {}", nth + 1)));
    read.collect()
}
