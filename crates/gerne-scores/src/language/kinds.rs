//! Facts by kind: figures only, for who wants to know where a set is weak.

use std::{fmt::Write as _, path::Path};

use gerne_language::facts::FactKind;

use super::tally_facts;

/// A line for each kind: right, found, expected.
pub fn kinds(file: &Path) -> anyhow::Result<String> {
    let mut out = String::new();
    for kind in FactKind::ALL {
        let (tally, _) = tally_facts(file, &|name| name == kind.name())?;
        if tally.expected > 0 {
            writeln!(out, "{} {} {} {}", kind.name(), tally.right, tally.found, tally.expected)?;
        }
    }
    Ok(out)
}
