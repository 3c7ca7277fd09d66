//! The table, and the same as JSON.

use std::{io::Write as _, time::Duration};

use anyhow::Result;
use serde_json::{Value, json};

/// Rows as they come; each is shown at once.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Whether the long rounds run too.
    pub(crate) long: bool,
    /// Conversations that pages are measured at, growing.
    pub(crate) sizes: Vec<usize>,
    rows: Vec<Value>,
}

/// Median and 99th percentile, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    n: usize,
}

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |percent: usize| {
            let place = times.len().saturating_sub(1) * percent / 100;
            times.get(place).copied().unwrap_or_default().as_secs_f64() * 1e3
        };
        Self { p50: at(50), p99: at(99), n: times.len() }
    }
}

impl Report {
    pub(crate) fn new(long: bool, sizes: Vec<usize>) -> Self {
        say(&format!("{:<50} {:>14} {:>14} {:>7}  {}", "what", "product", "floor", "ratio", "aim"));
        Self { long, sizes, rows: Vec::new() }
    }

    /// What runs now; a long run must not look dead.
    pub(crate) fn step(what: &str) {
        say(&format!("... {what}"));
    }

    /// A rate beside its floor, in units a second.
    pub(crate) fn rate(&mut self, what: &str, product: f64, floor: f64, aim: &str) {
        let ratio = product / floor;
        say(&format!("{what:<50} {product:>12.0}/s {floor:>12.0}/s {ratio:>7.2}  {aim}"));
        self.rows.push(json!({"what": what, "unit": "per second", "product": product,
            "floor": floor, "ratio": ratio, "aim": aim}));
    }

    /// Times without a floor.
    pub(crate) fn times(&mut self, what: &str, times: Times) {
        let Times { p50, p99, n } = times;
        say(&format!("{what:<50} {p50:>11.2} ms p50 {p99:>9.2} ms p99  n {n}"));
        self.rows.push(json!({"what": what, "unit": "ms", "p50": p50, "p99": p99, "n": n}));
    }

    /// A number beside what it is measured against, with their ratio.
    pub(crate) fn ratio(&mut self, what: &str, unit: &str, product: f64, floor: f64, aim: &str) {
        let ratio = product / floor;
        say(&format!("{what:<50} {product:>11.2} {unit} {floor:>11.2} {unit} {ratio:>7.2}  {aim}"));
        self.rows.push(json!({"what": what, "unit": unit, "product": product, "floor": floor,
            "ratio": ratio, "aim": aim}));
    }

    /// A number alone.
    pub(crate) fn figure(&mut self, what: &str, unit: &str, value: f64, aim: &str) {
        say(&format!("{what:<50} {value:>11.2} {unit} {:>23}  {aim}", ""));
        self.rows.push(json!({"what": what, "unit": unit, "product": value, "aim": aim}));
    }

    /// Something that could not be measured here, and why.
    pub(crate) fn left_out(&mut self, what: &str, why: &str) {
        say(&format!("{what:<50} not measured: {why}"));
        self.rows.push(json!({"what": what, "not_measured": why}));
    }

    pub(crate) fn finish(self) -> Result<()> {
        std::fs::create_dir_all("target")?;
        std::fs::write("target/bench.json", serde_json::to_vec_pretty(&self.rows)?)?;
        say("written to target/bench.json");
        Ok(())
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{line}"));
}
