//! Who answers whom: each story plays through an installation with a mailbox at the stand-in, so
//! that everything on the way counts.

mod play;
mod raw;

use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::lines;
use crate::Score;

/// A story: letters in order, and which of them belong together.
#[derive(Debug, Deserialize)]
struct Scenario {
    id: String,
    level: String,
    messages: Vec<Step>,
    expect: Expect,
}

/// Something that happens in a story.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Step {
    /// `in`, `out`; empty for an event.
    dir: String,
    event: Option<String>,
    from: String,
    to: String,
    cc: Option<String>,
    /// Which of our mailboxes gets it; empty: the first.
    mailbox: String,
    subject: String,
    message_id: Option<String>,
    in_reply_to: Option<String>,
    references: Vec<String>,
    headers: std::collections::BTreeMap<String, String>,
    report: Option<Report>,
    body: Option<String>,
    /// The server itself shows it a second time.
    same_bytes: bool,
}

/// What a server tells of a letter that it could not deliver.
#[derive(Debug, Deserialize)]
struct Report {
    original_message_id: String,
    status: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Expect {
    /// One letter for each step; the same letter is the same conversation.
    conversation: Vec<String>,
    /// `yes…` or `no…` for each letter that comes in.
    stored: Vec<String>,
    reopens: Option<bool>,
    ack_sent_for_last: Option<bool>,
}

/// What no product may get wrong.
pub(crate) fn must(folder: &Path) -> anyhow::Result<Score> {
    of_level(folder, "must")
}

/// What a good one gets right.
pub(crate) fn should(folder: &Path) -> anyhow::Result<Score> {
    of_level(folder, "should")
}

fn of_level(folder: &Path, level: &str) -> anyhow::Result<Score> {
    let mut scenarios = lines::<Scenario>(&folder.join("scenarios.jsonl"))?;
    scenarios.retain(|scenario| scenario.level == level);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut outcomes = Vec::new();
    for scenario in scenarios {
        let outcome = runtime.block_on(play::play(&scenario));
        let complaints = outcome.with_context(|| scenario.id.clone())?;
        outcomes.push(match complaints.as_slice() {
            [] => Ok(()),
            wrong => Err(format!("{}: {}", scenario.id, wrong.join("; "))),
        });
    }
    Ok(Score::of(outcomes))
}
