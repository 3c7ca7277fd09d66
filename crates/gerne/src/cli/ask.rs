//! Asking before something is done that nobody can undo.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Result;

use super::say;

/// Goes on when somebody agrees. Where nobody can be asked (a script, a timer) the command must have
/// been given with `--yes`.
///
/// # Errors
/// When nobody agreed. Nothing was done then.
pub(super) fn sure(yes: bool, question: &str) -> Result<()> {
    if yes {
        return Ok(());
    }
    let stdin = std::io::stdin();
    anyhow::ensure!(
        stdin.is_terminal(),
        "nothing was done, because nobody can be asked here; say --yes if you are sure"
    );
    say(&format!("{question} Write yes to go on:"));
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    anyhow::ensure!(agrees(&line), "nothing was done");
    Ok(())
}

fn agrees(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_one() {
        assert!(["yes\n", " Yes", "y", "ja"].into_iter().all(agrees));
        assert!(!["", "\n", "no", "yesterday"].into_iter().any(agrees));
        assert!(sure(true, "?").is_ok());
    }
}
