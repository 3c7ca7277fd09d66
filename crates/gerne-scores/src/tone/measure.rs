//! Figures over what was said and what was right.

use crate::Score;

/// How often each class was taken for which: by what was right, then by what was said.
pub(super) struct Tally {
    classes: usize,
    counts: Vec<u32>,
}

impl Tally {
    pub(super) fn new(classes: usize) -> Self {
        Self { classes, counts: vec![0; classes * classes] }
    }

    pub(super) fn add(&mut self, right: usize, said: usize) {
        if let Some(count) = self.counts.get_mut(right * self.classes + said) {
            *count += 1;
        }
    }

    fn count(&self, right: usize, said: usize) -> f64 {
        self.counts.get(right * self.classes + said).copied().map_or(0.0, f64::from)
    }

    fn n(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The share that was right; for one class each the same as micro-F1.
    pub(super) fn accuracy(&self) -> Score {
        let right: f64 = (0..self.classes).map(|class| self.count(class, class)).sum();
        let n = self.n();
        Score { value: right / f64::from(n.max(1)), n: n.into(), wrong: Vec::new() }
    }

    /// Of one class.
    pub(super) fn f1(&self, class: usize) -> Score {
        let hits = self.count(class, class);
        let said: f64 = (0..self.classes).map(|right| self.count(right, class)).sum();
        let right: f64 = (0..self.classes).map(|said| self.count(class, said)).sum();
        let value = if said + right > 0.0 { 2.0 * hits / (said + right) } else { 0.0 };
        Score { value, n: self.n().into(), wrong: Vec::new() }
    }

    /// The mean over all classes.
    pub(super) fn macro_f1(&self) -> Score {
        let sum: f64 = (0..self.classes).map(|class| self.f1(class).value).sum();
        let classes = u32::try_from(self.classes.max(1)).unwrap_or(u32::MAX);
        Score { value: sum / f64::from(classes), n: self.n().into(), wrong: Vec::new() }
    }
}
