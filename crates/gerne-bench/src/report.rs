//! The table, and the same as JSON.

use std::{io::Write as _, time::Duration};

use anyhow::Result;
use serde_json::{Value, json};

/// Rows as they come; each is shown at once.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Value>);

impl Report {
    pub(crate) fn new() -> Self {
        say(&format!("{:<44} {:>12} {:>12} {:>8}", "what", "product", "floor", "ratio"));
        Self::default()
    }

    /// What runs now; a long run must not look dead.
    pub(crate) fn step(what: &str) {
        say(&format!("... {what}"));
    }

    /// A rate beside its floor, in units a second.
    pub(crate) fn rate(&mut self, what: &str, product: f64, floor: f64) {
        let ratio = product / floor;
        say(&format!("{what:<44} {product:>10.0}/s {floor:>10.0}/s {ratio:>8.2}"));
        self.0.push(json!({"what": what, "product": product, "floor": floor, "ratio": ratio,
            "unit": "per second"}));
    }

    /// Times without a floor: median and 99th percentile.
    pub(crate) fn times(&mut self, what: &str, times: &mut [Duration]) {
        times.sort_unstable();
        let at = |share: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a place in a short list"
            )]
            let place = ((times.len().saturating_sub(1)) as f64 * share) as usize;
            times.get(place).copied().unwrap_or_default().as_secs_f64() * 1e3
        };
        let (p50, p99) = (at(0.5), at(0.99));
        say(&format!("{what:<44} {p50:>9.2} ms p50 {p99:>8.2} ms p99   n {}", times.len()));
        self.0.push(json!({"what": what, "p50_ms": p50, "p99_ms": p99, "n": times.len()}));
    }

    pub(crate) fn finish(self) -> Result<()> {
        std::fs::create_dir_all("target")?;
        std::fs::write("target/bench.json", serde_json::to_vec_pretty(&self.0)?)?;
        say("written to target/bench.json");
        Ok(())
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{line}"));
}
