//! The stand-ins' own clock: real, set by hand, or running from a given instant.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A clock that tests set and demos run fast. Clones share the same hands.
#[derive(Debug, Clone)]
pub struct SimClock {
    hands: Arc<Mutex<Hands>>,
}

#[derive(Debug, Clone, Copy)]
struct Hands {
    /// What the clock showed at `since`.
    base: Timestamp,
    /// Real instant at which `base` was set.
    since: Timestamp,
    /// Simulated seconds per real second; 0 stands still.
    speed: f64,
    /// Added to what the platform writes on the wire: a server whose clock is wrong.
    skew: SignedDuration,
}

impl SimClock {
    /// Follows the machine's clock.
    pub fn real() -> Self {
        let now = machine_now();
        Self::with(now, 1.0)
    }

    /// Stands still at `at` until [`set`](Self::set) or [`advance`](Self::advance).
    pub fn manual(at: Timestamp) -> Self {
        Self::with(at, 0.0)
    }

    /// Starts at `at` and runs `speed` simulated seconds per second.
    pub fn running(at: Timestamp, speed: f64) -> Self {
        Self::with(at, speed)
    }

    fn with(base: Timestamp, speed: f64) -> Self {
        let hands = Hands { base, since: machine_now(), speed, skew: SignedDuration::ZERO };
        Self { hands: Arc::new(Mutex::new(hands)) }
    }

    /// The present instant, skew excluded.
    pub fn now(&self) -> Timestamp {
        self.read(Hands::now)
    }

    /// What the platform believes the time is (with [`set_skew`](Self::set_skew)).
    pub fn platform_now(&self) -> Timestamp {
        self.read(|hands| hands.now().checked_add(hands.skew).unwrap_or(hands.now()))
    }

    /// Puts the hands to `at`; speed stays.
    pub fn set(&self, at: Timestamp) {
        self.change(|hands| {
            hands.base = at;
            hands.since = machine_now();
        });
    }

    /// Moves the hands forward.
    pub fn advance(&self, by: SignedDuration) {
        self.set(self.now().checked_add(by).unwrap_or(Timestamp::MAX));
    }

    /// Simulated seconds per real second from now on; 0 stands still.
    pub fn set_speed(&self, speed: f64) {
        self.change(|hands| {
            hands.base = hands.now();
            hands.since = machine_now();
            hands.speed = speed;
        });
    }

    /// Simulated seconds per real second.
    pub fn speed(&self) -> f64 {
        self.read(|hands| hands.speed)
    }

    /// Makes the platform's clock wrong by `skew` (`created_at`, `Date`, rate-limit reset).
    pub fn set_skew(&self, skew: SignedDuration) {
        self.change(|hands| hands.skew = skew);
    }

    fn read<T>(&self, with: impl FnOnce(&Hands) -> T) -> T {
        with(&self.hands.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, with: impl FnOnce(&mut Hands)) {
        with(&mut self.hands.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Hands {
    fn now(&self) -> Timestamp {
        let real = machine_now().duration_since(self.since).as_secs_f64();
        let passed = SignedDuration::from_secs_f64(real * self.speed);
        self.base.checked_add(passed).unwrap_or(self.base)
    }
}

impl Default for SimClock {
    fn default() -> Self {
        Self::real()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
fn machine_now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_by_hand() {
        let start: Timestamp = "2026-11-16T08:00:00Z".parse().unwrap();
        let clock = SimClock::manual(start);
        assert_eq!(clock.now(), start);
        clock.advance(SignedDuration::from_mins(5));
        assert_eq!(clock.now(), start + SignedDuration::from_mins(5));
        clock.set_skew(SignedDuration::from_secs(-90));
        assert_eq!(clock.platform_now(), clock.now() - SignedDuration::from_secs(90));
    }
}
