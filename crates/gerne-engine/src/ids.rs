//! Where ids come from.

use std::sync::{Arc, Mutex, PoisonError};

use gerne_domain::{Clock, IdSource};
use uuid::{Builder, Uuid};

/// UUIDv7 by a clock, with randomness from the operating system. Within one source later ids sort
/// after earlier ones, also within a millisecond and when the clock stands still.
pub struct V7 {
    clock: Arc<dyn Clock>,
    last: Mutex<(u64, u16)>,
}

impl std::fmt::Debug for V7 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("V7")
    }
}

impl V7 {
    /// A source by this clock.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, last: Mutex::new((0, 0)) }
    }
}

impl IdSource for V7 {
    fn next(&self) -> Uuid {
        let mut random = [0_u8; 10];
        getrandom::fill(&mut random).expect("the operating system has randomness");
        let now = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        let (millis, count) = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            *last = match *last {
                (then, _) if now > then => (now, 0),
                // The counter has 12 bits: past them the id borrows from the next millisecond.
                (then, 0xfff) => (then + 1, 0),
                (then, count) => (then, count + 1),
            };
            *last
        };
        // RFC 9562, 6.2 method 1: a counter in the bits right after the time.
        let [high, low] = count.to_be_bytes();
        random[0] = high;
        random[1] = low;
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn random(&self) -> u128 {
        let mut random = [0_u8; 16];
        getrandom::fill(&mut random).expect("the operating system has randomness");
        u128::from_be_bytes(random)
    }
}

#[cfg(test)]
mod tests {
    use gerne_domain::{Timestamp, time::ManualClock};

    use super::*;

    #[test]
    fn later_ids_sort_after_earlier_ones_while_the_clock_stands_still() {
        let ids = V7::new(Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH)));
        let made: Vec<Uuid> = (0..10_000).map(|_| ids.next()).collect();
        assert!(made.is_sorted());
    }
}
