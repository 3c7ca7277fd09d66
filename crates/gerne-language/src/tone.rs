//! What a post is: a complaint, a request, praise or none of them; how urgent it is and why; and whether
//! it is of a kind that people handle with care.
//!
//! The model that ships learnt from sentences of our own (`seeds/`). A team
//! adds what it decides ([`Team`]); everything that is said comes with the words that said it.

mod phrases;
mod platt;
mod seeds;
mod sensitive;
mod team;
mod urgency;

pub(crate) use self::seeds::{ENGLISH, GERMAN};
pub use self::{
    seeds::{SHAPE, Seed, seeds, shipped, train},
    sensitive::{Sensitive, Worry, sensitive},
    team::{Lesson, Said, Team},
    urgency::{Cause, Point, Urgency, urgency},
};

use crate::hashed::{Model, Part, softmax};

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Something of the company is not as it should be.
    Complaint,
    /// Somebody wants to know something, or to have something done.
    Request,
    /// Somebody is pleased.
    Praise,
    /// None of these.
    Neutral,
}

impl Class {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Complaint, Self::Request, Self::Praise, Self::Neutral];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Request => "request",
            Self::Praise => "praise",
            Self::Neutral => "neutral",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    pub(crate) fn number(self) -> usize {
        self as usize
    }
}

/// What a post was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The likeliest class.
    pub class: Class,
    /// Of each class, in the order of [`Class::ALL`]; they sum to 1.
    pub shares: [f32; 4],
    /// How likely it is a complaint, from 0 to 1. A team that decided often sees it set right by its
    /// own decisions: of the posts with 0.8, eight in ten were complaints.
    pub complaint: f32,
    /// The words that spoke most for the class or against it, the weightiest first; five at most.
    pub words: Vec<Part>,
    /// What the team's decisions added to the logit of the class.
    pub taught: f32,
    /// How many posts like this one the team gave this class.
    pub alike: usize,
}

impl Reading {
    /// From this share on a post is held to be a complaint. Below a half: all classes weigh the same in training, and a
    /// complaint that is missed costs more than one that is looked at in vain.
    pub const COMPLAINT: f32 = 0.40;

    /// Whether it is held to be a complaint.
    pub fn is_complaint(&self) -> bool {
        self.complaint >= Self::COMPLAINT
    }

    /// The same of a share that was kept in thousandths.
    pub fn complains(thousandths: u16) -> bool {
        f32::from(thousandths) >= Self::COMPLAINT * 1000.0
    }
}

/// How many words explain a verdict.
const WORDS: usize = 5;

/// Reads a post as the model alone does.
pub fn read(model: &Model, text: &str) -> Reading {
    let vector = model.vector(text);
    let shares = shares(&softmax(model.logits(&vector)));
    let class = likeliest(shares);
    let words = weightiest(text, model.parts(&vector, class.number()));
    Reading { class, shares, complaint: shares[0], words, taught: 0.0, alike: 0 }
}

fn shares(found: &[f32]) -> [f32; 4] {
    let mut shares = [0.0; 4];
    for (share, found) in shares.iter_mut().zip(found) {
        *share = *found;
    }
    shares
}

fn likeliest(shares: [f32; 4]) -> Class {
    let numbered = Class::ALL.into_iter().zip(shares);
    let best = numbered.fold(
        (Class::Neutral, f32::MIN),
        |best, next| {
            if next.1 > best.1 { next } else { best }
        },
    );
    best.0
}

/// The words with the largest sums; one that is written twice counts once, at its first place.
fn weightiest(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let mut words: Vec<(String, Part)> = Vec::new();
    for part in parts {
        let word = gerne_text::fold(text.get(part.span.start..part.span.end).unwrap_or_default());
        match words.iter_mut().find(|(known, _)| *known == word) {
            Some((_, first)) => first.weight += part.weight,
            None => words.push((word, part)),
        }
    }
    words.sort_by(|(_, a), (_, b)| b.weight.abs().total_cmp(&a.weight.abs()));
    words.into_iter().take(WORDS).map(|(_, part)| part).filter(|part| part.weight != 0.0).collect()
}

#[cfg(test)]
mod tests;
