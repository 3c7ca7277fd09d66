//! Texts with a class, from folders of JSON lines.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde_json::Value;

use crate::default_data;

/// A text and what somebody said of it.
pub(super) struct Labelled {
    pub(super) class: usize,
    pub(super) text: String,
}

/// What there is to learn from and to be scored on.
pub(super) enum Split {
    /// One file: it must be taken apart.
    Whole(Vec<Labelled>),
    /// Two, with no text in both.
    Apart { learn: Vec<Labelled>, score: Vec<Labelled> },
}

/// Learns from the file NAME of the folder, or of the data beside the project where the folder has none;
/// all other files of the folder are scored.
pub(super) fn split(
    folder: &Path,
    name: &str,
    class: impl Fn(&Value) -> Option<usize>,
) -> anyhow::Result<Split> {
    let mut files = files(folder)?;
    let here = files.iter().position(|file| file.file_stem().is_some_and(|stem| stem == name));
    let learn = match here {
        Some(at) => read(&files.remove(at), &class)?,
        None => {
            let beside = default_data().join("rules").join(folder.file_name().unwrap_or_default());
            read(&beside.join(name).with_extension("jsonl"), &class)?
        }
    };
    let mut score = Vec::new();
    for file in &files {
        score.extend(read(file, &class)?);
    }
    if score.is_empty() {
        return Ok(Split::Whole(learn));
    }
    let scored: HashSet<String> = score.iter().map(|one| one.text.clone()).collect();
    let learn = learn.into_iter().filter(|one| !scored.contains(&one.text)).collect();
    Ok(Split::Apart { learn, score })
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The lines of a file that have a class.
pub(super) fn read(
    file: &Path,
    class: impl Fn(&Value) -> Option<usize>,
) -> anyhow::Result<Vec<Labelled>> {
    let name = || file.display().to_string();
    let mut found = Vec::new();
    for line in std::fs::read_to_string(file).with_context(name)?.lines() {
        let value: Value = serde_json::from_str(line).with_context(name)?;
        if let (Some(text), Some(class)) = (value["text"].as_str(), class(&value)) {
            found.push(Labelled { class, text: text.to_owned() });
        }
    }
    Ok(found)
}
