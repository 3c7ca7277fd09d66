//! What a team's own decisions add to the shared model. It is made from the log of its lessons and
//! nothing else: the same log gives the same team, a log without a lesson a team that never had it, and
//! no team at all is how it was before.

use std::collections::{BTreeMap, VecDeque};

use super::{Class, Reading, likeliest, platt::Platt, shares, weightiest};
use crate::hashed::{Model, Vector, softmax};

/// What somebody said of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is this: confirmed, or corrected to it.
    Is(Class),
    /// It is not this, without saying what else: dismissed.
    IsNot(Class),
}

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson<'t> {
    /// The post.
    pub text: &'t str,
    /// What was said of it.
    pub said: Said,
}

/// A team's own weights over those of a shared model.
#[derive(Clone, Debug, Default)]
pub struct Team {
    added: BTreeMap<u32, Own>,
    bias: Own,
    lessons: VecDeque<Learnt>,
    decisions: VecDeque<(f32, bool)>,
    platt: Platt,
    right: u32,
    taught: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Own {
    weights: [f32; 4],
    moved: [f32; 4],
}

#[derive(Clone, Debug)]
struct Learnt {
    class: Class,
    values: Vec<(u32, f32)>,
}

/// How far one decision moves a weight that never moved.
const RATE: f32 = 0.12;
/// What is left of a weight after each decision that moves it: what is not said again fades.
const KEPT: f32 = 0.999;
/// Of so many decisions the likely share is set right.
const CALIBRATED: usize = 200;
/// So many posts are remembered to say how many were like another.
const REMEMBERED: usize = 300;
/// From here on a post is like another: they share a few telling words.
const ALIKE: f32 = 0.25;

impl Team {
    /// Learns a whole log from its beginning.
    pub fn replay<'t>(model: &Model, log: impl IntoIterator<Item = Lesson<'t>>) -> Self {
        let mut team = Self::default();
        for lesson in log {
            team.learn(model, lesson);
        }
        team
    }

    /// Reads a post with what the team taught.
    pub fn read(&self, model: &Model, text: &str) -> Reading {
        let vector = model.vector(text);
        let shares = shares(&softmax(self.logits(model, &vector)));
        let class = likeliest(shares);
        let at = class.number();
        let own = |key: u32| self.added.get(&key).map_or(0.0, |own| above(own, at));
        let mut parts = model.parts(&vector, at);
        let added = vector.parts(own);
        let taught = added.iter().map(|part| part.weight).sum::<f32>() + above(&self.bias, at);
        for (part, added) in parts.iter_mut().zip(added) {
            part.weight += added.weight;
        }
        let like =
            |learnt: &&Learnt| learnt.class == class && vector.likeness(&learnt.values) >= ALIKE;
        Reading {
            class,
            shares,
            complaint: self.platt.share(logit(shares[0])),
            words: weightiest(text, parts),
            taught,
            alike: self.lessons.iter().filter(like).count(),
        }
    }

    /// Learns one decision. What the team would have said before is kept as a figure.
    pub fn learn(&mut self, model: &Model, lesson: Lesson<'_>) {
        let vector = model.vector(lesson.text);
        let before = shares(&softmax(self.logits(model, &vector)));
        self.judge(before, lesson.said);
        let wanted = wanted(before, lesson.said);
        let mut wrong = [0.0; 4];
        for (wrong, (before, wanted)) in wrong.iter_mut().zip(before.into_iter().zip(wanted)) {
            *wrong = before - wanted;
        }
        shift(&mut self.bias, wrong, 0.3);
        for &(key, value, _) in &vector.values {
            shift(self.added.entry(key).or_default(), wrong, value);
        }
        if let Said::Is(class) = lesson.said {
            let values = vector.values.iter().map(|&(key, value, _)| (key, value)).collect();
            self.lessons.push_back(Learnt { class, values });
            if self.lessons.len() > REMEMBERED {
                self.lessons.pop_front();
            }
        }
    }

    /// How many decisions it learnt from.
    pub fn lessons(&self) -> u32 {
        self.taught
    }

    /// The share of decisions that it would have foreseen, each before it learnt from it.
    pub fn foreseen(&self) -> Option<f32> {
        #[expect(clippy::cast_precision_loss, reason = "a share of decisions")]
        (self.taught > 0).then(|| self.right as f32 / self.taught as f32)
    }

    fn logits(&self, model: &Model, vector: &Vector) -> Vec<f32> {
        let mut logits = model.logits(vector);
        add(&mut logits, &self.bias, 1.0);
        for &(key, value, _) in &vector.values {
            if let Some(own) = self.added.get(&key) {
                add(&mut logits, own, value);
            }
        }
        logits
    }

    fn judge(&mut self, before: [f32; 4], said: Said) {
        let (right, complaint) = match said {
            Said::Is(class) => (likeliest(before) == class, Some(class == Class::Complaint)),
            Said::IsNot(Class::Complaint) => (likeliest(before) != Class::Complaint, Some(false)),
            Said::IsNot(class) => (likeliest(before) != class, None),
        };
        self.taught += 1;
        self.right += u32::from(right);
        if let Some(complaint) = complaint {
            self.decisions.push_back((logit(before[0]), complaint));
            if self.decisions.len() > CALIBRATED {
                self.decisions.pop_front();
            }
            self.platt = Platt::fit(self.decisions.make_contiguous());
        }
    }
}

/// What the shares should have been.
fn wanted(before: [f32; 4], said: Said) -> [f32; 4] {
    let mut wanted = [0.0; 4];
    match said {
        Said::Is(class) => wanted[class.number()] = 1.0,
        Said::IsNot(class) => {
            let rest = (1.0 - before[class.number()]).max(1e-6);
            for other in Class::ALL.into_iter().filter(|other| *other != class) {
                wanted[other.number()] = before[other.number()] / rest;
            }
        }
    }
    wanted
}

fn shift(own: &mut Own, wrong: [f32; 4], value: f32) {
    for weight in &mut own.weights {
        *weight *= KEPT;
    }
    crate::hashed::shift(&mut own.weights, &mut own.moved, &wrong, value, RATE);
}

fn add(logits: &mut [f32], own: &Own, value: f32) {
    for (logit, weight) in logits.iter_mut().zip(own.weights) {
        *logit += value * weight;
    }
}

fn above(own: &Own, class: usize) -> f32 {
    crate::hashed::above_mean(&own.weights, class)
}

fn logit(share: f32) -> f32 {
    let share = share.clamp(1e-5, 1.0 - 1e-5);
    (share / (1.0 - share)).ln()
}
