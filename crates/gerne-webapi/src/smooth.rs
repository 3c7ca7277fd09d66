//! Requests spread evenly, so that a platform's window is not spent in its first second.

use std::{fmt, num::NonZeroU32, sync::Arc, time::Duration};

use gerne_domain::{Clock, Timestamp, time::between};
use governor::{
    Quota, RateLimiter,
    clock::Clock as Hands,
    middleware::NoOpMiddleware,
    state::{InMemoryState, NotKeyed},
};

/// Lets through a burst, then one at a time. Waits on the clock that was passed in.
pub struct Smooth {
    limiter: RateLimiter<NotKeyed, InMemoryState, OnClock, NoOpMiddleware<Duration>>,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Smooth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smooth")
    }
}

impl Smooth {
    /// One each `every`, after `burst` at once.
    pub fn new(every: Duration, burst: u32, clock: Arc<dyn Clock>) -> Self {
        let every = every.max(Duration::from_nanos(1));
        let quota = Quota::with_period(every)
            .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        let hands = OnClock { clock: clock.clone(), start: clock.now() };
        Self { limiter: RateLimiter::direct_with_clock(quota, hands), clock }
    }

    /// Resolves when it is our turn.
    pub async fn turn(&self) {
        while let Err(wait) = self.limiter.check() {
            let now = self.limiter.clock().now();
            self.clock.sleep(wait.wait_time_from(now)).await;
        }
    }
}

#[derive(Clone)]
struct OnClock {
    clock: Arc<dyn Clock>,
    start: Timestamp,
}

impl Hands for OnClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        between(self.start, self.clock.now())
    }
}
