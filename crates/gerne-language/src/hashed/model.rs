//! What was learnt, and what it says of a text.

use super::cut::{Cut, INSIDE, Letters, Span, cut};

/// Weights of hashed pieces for some classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(super) classes: usize,
    pub(super) bits: u8,
    pub(super) letters: Letters,
    /// By key, then by class.
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
    /// By key: how rare, 0 where no text of the training had it.
    pub(super) rarity: Vec<f32>,
    /// How rare a piece is that no text of the training had.
    pub(super) unseen: f32,
}

/// A text as numbers, and which words they come from.
#[derive(Debug, Default)]
pub struct Vector {
    /// By key, ascending, with how often it occurred.
    pub(crate) values: Vec<(u32, f32, u32)>,
    cut: Cut,
}

/// What one word adds to a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it adds to the logit of the class, beside what it adds to all classes on average.
    pub weight: f32,
}

impl Model {
    /// How many classes it tells apart.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Takes a text apart.
    pub fn vector(&self, text: &str) -> Vector {
        let mut cut = cut(text, self.letters, self.bits);
        let values = weigh(&counts(&mut cut), |key| self.rarity_of(key));
        Vector { values, cut }
    }

    /// Of every class; the greatest wins.
    pub fn logits(&self, vector: &Vector) -> Vec<f32> {
        let mut logits = self.bias.clone();
        for &(key, value, _) in &vector.values {
            for (logit, weight) in logits.iter_mut().zip(self.of(key)) {
                *logit += value * weight;
            }
        }
        logits
    }

    /// The share of every class; they sum to 1.
    pub fn shares(&self, text: &str) -> Vec<f32> {
        softmax(self.logits(&self.vector(text)))
    }

    /// The likeliest class of a text.
    pub fn class(&self, text: &str) -> usize {
        best(&self.logits(&self.vector(text)))
    }

    /// What each word adds to a class. Together with [`Model::ground`] they sum to its logit above the
    /// mean of all.
    pub fn parts(&self, vector: &Vector, class: usize) -> Vec<Part> {
        vector.parts(|key| above_mean(self.of(key), class))
    }

    /// What a text without words would get.
    pub fn ground(&self, class: usize) -> f32 {
        above_mean(&self.bias, class)
    }

    pub(crate) fn of(&self, key: u32) -> &[f32] {
        let from = key as usize * self.classes;
        self.weights.get(from..from + self.classes).unwrap_or_default()
    }

    fn rarity_of(&self, key: u32) -> (f32, bool) {
        match self.rarity.get(key as usize).copied() {
            Some(rarity) if rarity > 0.0 => (rarity, true),
            _ => (self.unseen, false),
        }
    }
}

impl Vector {
    /// What each word adds, where a key weighs so much.
    pub(crate) fn parts(&self, weight: impl Fn(u32) -> f32) -> Vec<Part> {
        let mut sums = vec![0.0_f32; self.cut.words.len()];
        // Both are in the order of their keys.
        let mut pieces = self.cut.pieces.iter();
        for &(key, value, times) in &self.values {
            #[expect(clippy::cast_precision_loss, reason = "no text has millions of words")]
            let share = value * weight(key) / times as f32 / 2.0;
            for word in pieces.by_ref().take(times as usize).flat_map(|piece| piece.words) {
                if let Some(sum) = sums.get_mut(word as usize) {
                    *sum += share;
                }
            }
        }
        let spans = self.cut.words.iter().zip(sums);
        spans.map(|(&span, weight)| Part { span, weight }).collect()
    }

    /// From 0 (nothing in common) to 1.
    pub(crate) fn likeness(&self, other: &[(u32, f32)]) -> f32 {
        let (mut dot, mut one, mut two) = (0.0, 0.0, 0.0);
        for &(key, value, _) in &self.values {
            one += value * value;
            if let Ok(at) = other.binary_search_by_key(&key, |entry| entry.0) {
                dot += value * other.get(at).map_or(0.0, |entry| entry.1);
            }
        }
        for &(_, value) in other {
            two += value * value;
        }
        if one * two > 0.0 { dot / (one * two).sqrt() } else { 0.0 }
    }
}

impl Vector {
    /// From 0 (nothing in common) to 1.
    pub(crate) fn cosine(&self, other: &Self) -> f32 {
        let values: Vec<(u32, f32)> =
            other.values.iter().map(|&(key, value, _)| (key, value)).collect();
        self.likeness(&values)
    }
}

/// How often each key occurs, by key; the pieces are in that order afterwards.
pub(super) fn counts(cut: &mut Cut) -> Vec<(u32, u32)> {
    cut.pieces.sort_unstable_by_key(|piece| piece.key);
    let mut counts: Vec<(u32, u32)> = Vec::with_capacity(cut.pieces.len());
    for key in cut.pieces.iter().map(|piece| piece.key) {
        match counts.last_mut() {
            Some(last) if last.0 == key => last.1 += 1,
            _ => counts.push((key, 1)),
        }
    }
    counts
}

/// Rare pieces count more, repeated ones a little more; words and their insides weigh the same, and
/// long texts as much as short ones. Unknown pieces do not make the known ones lighter.
pub(super) fn weigh(
    counts: &[(u32, u32)],
    rarity: impl Fn(u32) -> (f32, bool),
) -> Vec<(u32, f32, u32)> {
    let mut squares = [0.0_f32; 2];
    let mut values = Vec::with_capacity(counts.len());
    for &(key, times) in counts {
        let (rarity, known) = rarity(key);
        #[expect(clippy::cast_precision_loss, reason = "no text has millions of words")]
        let value = rarity * (1.0 + (times as f32).ln());
        if let (true, Some(sum)) = (known, squares.get_mut((key & INSIDE) as usize)) {
            *sum += value * value;
        }
        values.push((key, value, times));
    }
    let norms = squares.map(|sum| if sum > 0.0 { sum.sqrt() } else { 10.0 });
    for (key, value, _) in &mut values {
        *value /= if *key & INSIDE == 0 { norms[0] } else { norms[1] };
    }
    values
}

pub(crate) fn softmax(mut logits: Vec<f32>) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for logit in &mut logits {
        *logit = (*logit - most).exp();
        sum += *logit;
    }
    for logit in &mut logits {
        *logit /= sum;
    }
    logits
}

pub(crate) fn best(values: &[f32]) -> usize {
    let greater = |best: usize, (at, value): (usize, &f32)| {
        if values.get(best).is_none_or(|most| value > most) { at } else { best }
    };
    values.iter().enumerate().fold(0, greater)
}

/// A class's own value beside the mean of all.
pub(crate) fn above_mean(values: &[f32], class: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a dozen classes")]
    let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
    values.get(class).map_or(0.0, |value| value - mean)
}
