//! Tone and language of posts: the hashed model on texts that others labelled, and what we ship on posts
//! that were written independently of what it was trained on.
//!
//! Nothing that is trained here is kept.

mod labelled;
mod measure;

use std::path::Path;

use gerne_language::{
    hashed::{Letters, Shape, train},
    lang::{self, Guess, Language},
    tone,
};
use serde_json::Value;

use self::{
    labelled::{Labelled, Split, read, split},
    measure::Tally,
};
use crate::Score;

const SHAPE: Shape = Shape {
    classes: 2,
    bits: 20,
    letters: Letters::Folded,
    passes: 4,
    rate: 0.1,
    least: 2,
    balance: 0.5,
    telling: tone::SHAPE.telling,
};

/// English complaints among tweets: tenfold, or with others' texts where the folder brings its own.
pub(crate) fn complaints_en(folder: &Path) -> anyhow::Result<Score> {
    let class = |value: &Value| Some(usize::from(value.get("complaint")?.as_i64()? == 1));
    let tally = match split(folder, "train", class)? {
        Split::Whole(texts) => tenfold(SHAPE, &texts),
        Split::Apart { learn, score } => once(SHAPE, &learn, &score),
    };
    Ok(tally.macro_f1())
}

/// Whether German texts are about the railway at all.
pub(crate) fn relevance(folder: &Path) -> anyhow::Result<Score> {
    let class = |value: &Value| Some(usize::from(value.get("relevant")?.as_bool()?));
    Ok(apart(folder, "test_syn_used_as_train", SHAPE, class)?.accuracy())
}

/// What German texts think of the railway.
pub(crate) fn railway_sentiment(folder: &Path) -> anyhow::Result<Score> {
    let shape = Shape { classes: 3, ..SHAPE };
    Ok(apart(folder, "test_syn_used_as_train", shape, sentiment)?.accuracy())
}

/// What German tweets feel.
pub(crate) fn potts(folder: &Path) -> anyhow::Result<Score> {
    Ok(apart(folder, "train", Shape { classes: 3, ..SHAPE }, sentiment)?.macro_f1())
}

/// Whether the model that ships finds the complaints among posts that were written to measure it.
pub(crate) fn own_complaints(file: &Path) -> anyhow::Result<Score> {
    own(file, "complaint", |text| tone::read(tone::shipped(), text).is_complaint())
}

/// Whether it finds what is urgent among them.
pub(crate) fn own_urgent(file: &Path) -> anyhow::Result<Score> {
    own(file, "urgent", |text| tone::urgency(text).is_urgent())
}

/// Sentences of twelve languages; a text whose language is not named is a wrong one.
pub(crate) fn languages(folder: &Path) -> anyhow::Result<Score> {
    let mut outcomes = Vec::new();
    for language in Language::ALL {
        let file = folder.join(format!("{}.sentences.txt", language.code()));
        if !file.exists() {
            continue;
        }
        for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            let right = matches!(lang::guess(line, None), Guess::In(found, _) if found == language);
            outcomes.push(if right { Ok(()) } else { Err(()) });
        }
    }
    let mut tally = Tally::new(2);
    outcomes.into_iter().for_each(|outcome| tally.add(1, usize::from(outcome.is_ok())));
    Ok(tally.accuracy())
}

fn own(file: &Path, label: &str, says: impl Fn(&str) -> bool) -> anyhow::Result<Score> {
    let posts = read(file, |value| value.get(label)?.as_bool().map(usize::from))?;
    let mut tally = Tally::new(2);
    for post in posts {
        tally.add(post.class, usize::from(says(&post.text)));
    }
    Ok(tally.f1(1))
}

fn apart(
    folder: &Path,
    name: &str,
    shape: Shape,
    class: impl Fn(&Value) -> Option<usize>,
) -> anyhow::Result<Tally> {
    Ok(match split(folder, name, class)? {
        Split::Whole(texts) => tenfold(shape, &texts),
        Split::Apart { learn, score } => once(shape, &learn, &score),
    })
}

fn sentiment(value: &Value) -> Option<usize> {
    ["negative", "neutral", "positive"].iter().position(|name| value["sentiment"] == *name)
}

fn once(shape: Shape, learn: &[Labelled], score: &[Labelled]) -> Tally {
    let texts: Vec<(usize, &str)> = learn.iter().map(|one| (one.class, &*one.text)).collect();
    let model = train(shape, &texts);
    let mut tally = Tally::new(shape.classes);
    for one in score {
        tally.add(one.class, model.class(&one.text));
    }
    tally
}

/// Every tenth text by a model that saw the others.
fn tenfold(shape: Shape, texts: &[Labelled]) -> Tally {
    let mut tally = Tally::new(shape.classes);
    for fold in 0..10 {
        let others = texts.iter().enumerate().filter(|(at, _)| at % 10 != fold);
        let learn: Vec<(usize, &str)> = others.map(|(_, one)| (one.class, &*one.text)).collect();
        let model = train(shape, &learn);
        for one in texts.iter().skip(fold).step_by(10) {
            tally.add(one.class, model.class(&one.text));
        }
    }
    tally
}
