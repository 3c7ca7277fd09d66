//! Longer and longer waits, with jitter, on the clock that was passed in.

use std::time::Duration;

/// Counts failures in a row; how long they make us wait says [`gerne_domain::time::pause`].
#[derive(Clone, Debug)]
pub struct Backoff {
    first: Duration,
    most: Duration,
    failures: u32,
}

impl Backoff {
    /// Begins at `first`, never exceeds `most`.
    pub fn new(first: Duration, most: Duration) -> Self {
        Self { first, most, failures: 0 }
    }

    /// How long to wait after one more failure.
    pub fn fail(&mut self) -> Duration {
        self.failures = self.failures.saturating_add(1);
        gerne_domain::time::pause(self.first, self.most, self.failures, chance())
    }

    /// It worked: begin anew.
    pub fn succeed(&mut self) {
        self.failures = 0;
    }
}

/// Evenly from 0 to 1. Without a source of chance the longest wait is right as well.
fn chance() -> f64 {
    getrandom::u32().map_or(1.0, |drawn| f64::from(drawn) / f64::from(u32::MAX))
}
