//! Learning from texts whose class is known.

use super::{
    cut::{Letters, cut},
    model::{Model, counts, softmax, weigh},
};

/// How a model is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// How many classes.
    pub classes: usize,
    /// The table has `1 << bits` keys.
    pub bits: u8,
    /// How words are compared.
    pub letters: Letters,
    /// How often each text is looked at.
    pub passes: u8,
    /// How far one text moves a weight.
    pub rate: f32,
    /// In how many texts a piece must occur to count.
    pub least: u32,
    /// How far rare classes are made up for: 0 not at all, 1 until all weigh the same.
    pub balance: f32,
    /// How far what tells classes apart counts more than what is only rare, from 0 to 1.
    pub telling: f32,
}

/// Learns from texts with their class. What names a class beyond the shape is left out.
pub fn train(shape: Shape, texts: &[(usize, &str)]) -> Model {
    let keys = 1_usize << shape.bits;
    let known: Vec<_> = texts.iter().filter(|(class, _)| *class < shape.classes).collect();
    let counted: Vec<Vec<(u32, u32)>> =
        known.iter().map(|(_, text)| counts(&mut cut(text, shape.letters, shape.bits))).collect();
    let (mut rarity, unseen) = rarity(&counted, keys, shape.least);
    if shape.telling > 0.0 {
        tell(shape, &known, &counted, &mut rarity);
    }
    let rare = |key: u32| {
        let rarity = rarity.get(key as usize).copied().unwrap_or(0.0);
        (rarity, rarity > 0.0)
    };
    let vectors: Vec<Vec<(u32, f32)>> = counted
        .iter()
        .map(|counts| {
            let seen = weigh(counts, rare).into_iter().filter(|value| value.1 > 0.0);
            seen.map(|(key, value, _)| (key, value)).collect()
        })
        .collect();
    drop(counted);
    let weigh = importance(shape, &known);
    let mut learner = Learner::new(shape, keys);
    let mut order: Vec<usize> = (0..known.len()).collect();
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..shape.passes {
        shuffle(&mut order, &mut dice);
        for &at in &order {
            if let (Some((class, _)), Some(vector)) = (known.get(at), vectors.get(at)) {
                let importance = weigh.get(*class).copied().unwrap_or(1.0);
                learner.learn(vector, *class, importance);
            }
        }
    }
    let Learner { weights, bias, .. } = learner;
    let Shape { classes, bits, letters, .. } = shape;
    Model { classes, bits, letters, weights, bias, rarity, unseen }
}

/// How rare each key is, and how rare what nobody wrote.
#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
fn rarity(counted: &[Vec<(u32, u32)>], keys: usize, least: u32) -> (Vec<f32>, f32) {
    let mut texts = vec![0_u32; keys];
    for &(key, _) in counted.iter().flatten() {
        if let Some(count) = texts.get_mut(key as usize) {
            *count += 1;
        }
    }
    let all = 1.0 + counted.len() as f32;
    let of = |count: u32| (all / (1.0 + count as f32)).ln() + 1.0;
    let rarity = texts.iter().map(|&count| if count < least.max(1) { 0.0 } else { of(count) });
    (rarity.collect(), of(0))
}

/// Weighs each key by how much likelier it is in its best class than elsewhere, or how much less likely.
#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
fn tell(shape: Shape, texts: &[&(usize, &str)], counted: &[Vec<(u32, u32)>], rarity: &mut [f32]) {
    let mut with = vec![0_u32; rarity.len() * shape.classes];
    let mut of = vec![0_u32; shape.classes];
    for ((class, _), counts) in texts.iter().zip(counted) {
        of.get_mut(*class).into_iter().for_each(|count| *count += 1);
        for &(key, _) in counts {
            let at = key as usize * shape.classes + class;
            with.get_mut(at).into_iter().for_each(|count| *count += 1);
        }
    }
    let all: u32 = of.iter().sum();
    let share = |with: u32, of: u32| (with as f32 + 1.0) / (of as f32 + 2.0);
    for (rarity, with) in rarity.iter_mut().zip(with.chunks_exact(shape.classes.max(1))) {
        let every: u32 = with.iter().sum();
        let ratios = with
            .iter()
            .zip(&of)
            .map(|(&with, &of)| (share(with, of) / share(every - with, all - of)).ln().abs());
        let most = ratios.fold(0.0, f32::max);
        *rarity *= 1.0 + shape.telling * (most - 1.0);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
fn importance(shape: Shape, texts: &[&(usize, &str)]) -> Vec<f32> {
    let mut counts = vec![0_usize; shape.classes];
    for (class, _) in texts {
        if let Some(count) = counts.get_mut(*class) {
            *count += 1;
        }
    }
    let even = texts.len() as f32 / shape.classes.max(1) as f32;
    counts.iter().map(|&count| (even / count.max(1) as f32).powf(shape.balance)).collect()
}

/// Soft-max regression; a weight that moved often moves less (`AdaGrad`).
struct Learner {
    classes: usize,
    rate: f32,
    weights: Vec<f32>,
    moved: Vec<f32>,
    bias: Vec<f32>,
    bias_moved: Vec<f32>,
}

/// What each weight is taken to have moved before the first text: a word that occurs once moves little.
const CALM: f32 = 0.03;

impl Learner {
    fn new(shape: Shape, keys: usize) -> Self {
        let Shape { classes, rate, .. } = shape;
        let zeros = |length: usize| vec![0.0; length];
        let (weights, moved) = (zeros(keys * classes), zeros(keys * classes));
        Self { classes, rate, weights, moved, bias: zeros(classes), bias_moved: zeros(classes) }
    }

    fn learn(&mut self, vector: &[(u32, f32)], class: usize, importance: f32) {
        let mut logits = self.bias.clone();
        for &(key, value) in vector {
            let from = key as usize * self.classes;
            let weights = self.weights.get(from..from + self.classes).unwrap_or_default();
            for (logit, weight) in logits.iter_mut().zip(weights) {
                *logit += value * weight;
            }
        }
        let mut wrong = softmax(logits);
        if let Some(share) = wrong.get_mut(class) {
            *share -= 1.0;
        }
        for share in &mut wrong {
            *share *= importance;
        }
        shift(&mut self.bias, &mut self.bias_moved, &wrong, 1.0, self.rate);
        for &(key, value) in vector {
            let from = key as usize * self.classes;
            let to = from + self.classes;
            if let (Some(weights), Some(moved)) =
                (self.weights.get_mut(from..to), self.moved.get_mut(from..to))
            {
                shift(weights, moved, &wrong, value, self.rate);
            }
        }
    }
}

/// One step against the error.
pub(crate) fn shift(weights: &mut [f32], moved: &mut [f32], wrong: &[f32], value: f32, rate: f32) {
    for ((weight, moved), wrong) in weights.iter_mut().zip(moved).zip(wrong) {
        *weight -= change(moved, wrong * value, rate);
    }
}

fn change(moved: &mut f32, slope: f32, rate: f32) -> f32 {
    *moved += slope * slope;
    rate * slope / (*moved + CALM).sqrt()
}

/// The same order every time.
pub(crate) fn shuffle(order: &mut [usize], dice: &mut u64) {
    for last in (1..order.len()).rev() {
        *dice =
            dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = ((*dice >> 33) % (last as u64 + 1)) as usize;
        order.swap(last, other);
    }
}
