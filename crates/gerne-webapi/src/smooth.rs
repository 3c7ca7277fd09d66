//! Requests spread evenly, so that a platform's window is not spent in its first second; and in the
//! order of what they are for.

use std::{
    collections::BTreeSet,
    fmt,
    num::NonZeroU32,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gerne_domain::{Clock, Timestamp, time::between};
use governor::{
    Quota, RateLimiter,
    clock::Clock as Hands,
    middleware::NoOpMiddleware,
    state::{InMemoryState, NotKeyed},
};
use tokio::sync::Notify;

/// What a request is for: who goes before whom, and who may take how much of what is left of a
/// platform's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To say something, or to look whether it is there already.
    Speaking,
    /// To learn what came.
    Reading,
    /// To look again at what is known: it never keeps the others waiting.
    Checking,
}

impl Purpose {
    /// How many requests of a window of `limit` are left to those who go before.
    pub fn leaves(self, limit: u32) -> u32 {
        match self {
            Self::Speaking => 0,
            Self::Reading => limit / 10,
            Self::Checking => limit / 2,
        }
    }
}

/// So many who speak go before one who reads, when both wait.
const SPEAKERS: u32 = 2;

/// Lets through a burst, then one at a time: two who speak, one who reads, and who checks when
/// nobody else waits; each in the order of coming. Waits on the clock that was passed in.
pub struct Smooth {
    limiter: RateLimiter<NotKeyed, InMemoryState, OnClock, NoOpMiddleware<Duration>>,
    clock: Arc<dyn Clock>,
    queue: Mutex<Queue>,
    moved: Notify,
}

/// Who waits.
#[derive(Default)]
struct Queue {
    waiting: BTreeSet<(Purpose, u64)>,
    last: u64,
    /// Who spoke since somebody read.
    spoke: u32,
}

impl Queue {
    fn first(&self) -> Option<(Purpose, u64)> {
        let reader = self.waiting.range((Purpose::Reading, 0)..(Purpose::Checking, 0)).next();
        let reader = reader.filter(|_| self.spoke >= SPEAKERS);
        reader.or_else(|| self.waiting.first()).copied()
    }
}

/// One who waits; who goes away no longer does.
struct Place<'s> {
    smooth: &'s Smooth,
    at: (Purpose, u64),
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.smooth.queue().waiting.remove(&self.at);
        self.smooth.moved.notify_waiters();
    }
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
        let limiter = RateLimiter::direct_with_clock(quota, hands);
        Self { limiter, clock, queue: Mutex::default(), moved: Notify::new() }
    }

    /// Resolves when it is our turn.
    pub async fn turn(&self, purpose: Purpose) {
        let place = self.stand(purpose);
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            // From here on no move is missed.
            moved.as_mut().enable();
            if self.queue().first() != Some(place.at) {
                moved.await;
                continue;
            }
            let Err(wait) = self.limiter.check() else { break };
            let wait = wait.wait_time_from(self.limiter.clock().now());
            tokio::select! {
                () = self.clock.sleep(wait) => {}
                // Somebody came who goes before us, or went.
                () = moved => {}
            }
        }
        let mut queue = self.queue();
        match purpose {
            Purpose::Speaking => queue.spoke = queue.spoke.saturating_add(1),
            Purpose::Reading => queue.spoke = 0,
            Purpose::Checking => {}
        }
    }

    fn stand(&self, purpose: Purpose) -> Place<'_> {
        let mut queue = self.queue();
        queue.last += 1;
        let at = (purpose, queue.last);
        queue.waiting.insert(at);
        drop(queue);
        self.moved.notify_waiters();
        Place { smooth: self, at }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
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
