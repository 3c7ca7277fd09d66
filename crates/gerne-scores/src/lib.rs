//! Scores over recorded data that is not part of the project: `score NAME VALUE N`, one line each.
//!
//! A score is a function from the data folder to [`Found`]; new ones are one more line in
//! [`SCORES`]. A folder that is not there is a notice, not a failure.

mod compare;
mod mastodon;

use std::{fmt, path::Path};

pub use compare::difference;

/// A figure, and over how many cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// From 0 to 1.
    pub value: f64,
    /// Cases.
    pub n: u64,
    /// What was wrong, one line each.
    pub wrong: Vec<String>,
}

impl Score {
    /// The share of cases that are right.
    pub fn of(outcomes: impl IntoIterator<Item = Result<(), String>>) -> Self {
        let (mut n, mut wrong) = (0_u32, Vec::new());
        for outcome in outcomes {
            n += 1;
            wrong.extend(outcome.err());
        }
        let bad = u32::try_from(wrong.len()).unwrap_or(u32::MAX);
        let value = if n == 0 { 0.0 } else { f64::from(n - bad) / f64::from(n) };
        Self { value, n: n.into(), wrong }
    }
}

/// What a score came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The figure.
    Score(Score),
    /// There is no such data here.
    Absent,
    /// The data cannot be read.
    Unreadable(String),
}

/// A named score.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// `mastodon.entities.read`
    pub name: &'static str,
    /// Below the data folder.
    pub folder: &'static str,
    /// Reads the folder.
    pub run: fn(&Path) -> anyhow::Result<Score>,
}

/// All scores.
pub const SCORES: &[Scored] = &[Scored {
    name: "mastodon.entities.read",
    folder: "mastodon/mastodonpy-entities",
    run: mastodon::entities_read,
}];

impl Scored {
    /// Runs it where its data is.
    pub fn find(&self, data: &Path) -> Found {
        let folder = data.join(self.folder);
        if !folder.is_dir() {
            return Found::Absent;
        }
        match (self.run)(&folder) {
            Ok(score) => Found::Score(score),
            Err(error) => Found::Unreadable(format!("{error:#}")),
        }
    }
}

impl fmt::Display for Scored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// Where the data is when nobody says otherwise: beside the project.
pub fn default_data() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data")
}

#[cfg(test)]
mod tests;
