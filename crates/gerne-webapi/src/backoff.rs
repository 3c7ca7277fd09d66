//! Longer and longer waits, with jitter, on the clock that was passed in.

use std::time::Duration;

/// Doubles from `first` to `most`; each wait is drawn from the upper half, so that many clients
/// that lost the same server do not come back together.
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
        let doubled =
            self.first.saturating_mul(1_u32.checked_shl(self.failures).unwrap_or(u32::MAX));
        self.failures = self.failures.saturating_add(1).min(31);
        doubled.min(self.most).mul_f64(0.5 + chance() / 2.0)
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
