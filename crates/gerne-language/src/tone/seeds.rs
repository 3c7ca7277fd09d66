//! The sentences that the shipped model learnt from, and the learning.

use std::sync::LazyLock;

use super::Class;
use crate::hashed::{self, Letters, Model, Shape};

/// A sentence with its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed<'t> {
    /// What it is.
    pub class: Class,
    /// What it says.
    pub text: &'t str,
}

/// How a model of tone is made.
pub const SHAPE: Shape = Shape {
    classes: 4,
    bits: 17,
    letters: Letters::Folded,
    passes: 4,
    rate: 0.1,
    least: 1,
    balance: 1.0,
    telling: 0.3,
};

pub(crate) const GERMAN: &str = include_str!("../../seeds/tone.de.tsv");
pub(crate) const ENGLISH: &str = include_str!("../../seeds/tone.en.tsv");

/// The sentences of our own, German and English.
pub fn seeds() -> impl Iterator<Item = Seed<'static>> {
    GERMAN.lines().chain(ENGLISH.lines()).filter_map(|line| {
        let (name, text) = line.split_once('\t')?;
        Some(Seed { class: Class::named(name)?, text })
    })
}

/// Learns from sentences: ours, and those of a company's own past where it wants that.
pub fn train<'t>(sentences: impl IntoIterator<Item = Seed<'t>>) -> Model {
    let texts: Vec<(usize, &str)> =
        sentences.into_iter().map(|seed| (seed.class.number(), seed.text)).collect();
    hashed::train(SHAPE, &texts)
}

/// The model that ships: what [`train`] makes of [`seeds`], rounded. It is embedded because training takes
/// longer than a start should; a test trains it again and compares every byte.
pub fn shipped() -> &'static Model {
    static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
        let embedded = Model::from_bytes(include_bytes!("../../models/tone.bin"));
        embedded.expect("a test reads what is embedded")
    });
    &SHIPPED
}
