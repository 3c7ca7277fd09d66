//! What a browser must load before the inbox is there.

use std::process::Command;

use anyhow::{Context, Result};

use crate::report::Report;

/// As `npm run check` reports it; the budgets themselves stand in `web/scripts/budgets.mjs`.
pub(crate) fn measure(report: &mut Report) -> Result<()> {
    const NAME: &str = "console, compressed";
    let budgets = Command::new("node").arg("scripts/budgets.mjs").current_dir("web").output();
    let Ok(budgets) = budgets else {
        report.left_out(NAME, "there is no node here");
        return Ok(());
    };
    let text = String::from_utf8(budgets.stdout).context("the script speaks UTF-8")?;
    let mut any = false;
    for line in text.lines().filter_map(|line| line.strip_prefix("budgets: ")) {
        // "initial JavaScript 33.6 kB of 90"
        let words: Vec<&str> = line.split(' ').collect();
        let [what @ .., size, "kB", "of", limit] = words.as_slice() else { continue };
        let name = format!("console: {}", what.join(" "));
        report.figure(&name, "kB", size.parse()?, &format!("<= {limit} kB"));
        any = true;
    }
    if !any {
        report.left_out(NAME, "there is no build in web/dist; just build-web makes one");
    }
    Ok(())
}
