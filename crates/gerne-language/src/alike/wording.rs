//! How alike two texts are worded.

use crate::{hashed::Vector, tone};

/// A text, ready to be compared.
#[derive(Debug)]
pub struct Wording(Vector);

impl Wording {
    /// Reads a text. What all texts say counts little, by the frequencies that the shipped model of tone
    /// learnt.
    pub fn of(text: &str) -> Self {
        Self(tone::shipped().vector(text))
    }

    /// From 0 (nothing in common) to 1 (the same words): the cosine of words, pairs of words and pieces of
    /// words, so that inflections and compounds count too. It knows no meaning: who says the same in other
    /// words is not like it.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.0.cosine(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn who_says_the_same_is_alike() {
        let like = |one: &str, other: &str| Wording::of(one).likeness(&Wording::of(other));
        let asked = "Seit heute früh kein Internet in Köln";
        let near = like(asked, "In Köln seit heute früh kein Internet mehr, was ist los?");
        let far = like(asked, "Wann macht die Filiale am Samstag auf?");
        assert!((like(asked, asked) - 1.0).abs() < 1e-5);
        assert!(near > 0.5 && far < 0.2, "{near} {far}");
        assert!(like("", "").abs() < 1e-6 && like(asked, "").abs() < 1e-6);
    }
}
