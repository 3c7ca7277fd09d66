//! Mails and texts that others gathered, read as a mail from a customer is.

mod bounce;
mod hostile;
mod mime;
mod quote;
mod threading;

pub(crate) use bounce::{recognised, verdict};
pub(crate) use hostile::attacks;
pub(crate) use mime::agreed;
pub(crate) use quote::{german, html, lost, text};
pub(crate) use threading::{must, should};

use std::path::Path;

use anyhow::Context as _;
use serde::de::DeserializeOwned;

/// The lines of a file, each a JSON value.
fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// White space says nothing.
fn collapsed(text: &str) -> String {
    text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A case that failed, on one line.
fn differs(id: &str, ours: &str, expected: &str) -> String {
    format!("{id}: ours {ours:?}, expected {expected:?}")
}
