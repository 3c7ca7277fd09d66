//! Time is an argument.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Poll, Waker},
    time::Duration,
};

use jiff::Timestamp;

/// Tells the time and waits for it. Everything that waits takes one; only I/O time-outs use real
/// timers.
pub trait Clock: Send + Sync + 'static {
    /// Now, in microseconds at best.
    fn now(&self) -> Timestamp;
    /// Resolves once `now() >= at`; at once if it already is.
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// How long something has really taken: time since some beginning that nobody sets forward or
    /// back, and that a hurried clock does not hurry. For agreements between processes.
    fn ticks(&self) -> Duration {
        between(Timestamp::UNIX_EPOCH, self.now())
    }

    /// Resolves once `ticks` went on by `span`.
    fn rest(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.sleep_until(after(self.now(), span))
    }
}

impl dyn Clock {
    /// Resolves after this clock moved by `span`.
    pub fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.sleep_until(after(self.now(), span))
    }
}

/// `at + span`, saturating at the end of representable time.
pub fn after(at: Timestamp, span: Duration) -> Timestamp {
    let span = jiff::SignedDuration::try_from(span).unwrap_or(jiff::SignedDuration::MAX);
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// `at - span`, saturating at the beginning of representable time.
pub fn before(at: Timestamp, span: Duration) -> Timestamp {
    let span = jiff::SignedDuration::try_from(span).unwrap_or(jiff::SignedDuration::MAX);
    at.checked_sub(span).unwrap_or(Timestamp::MIN)
}

/// `later - earlier`, zero when it is negative.
pub fn between(earlier: Timestamp, later: Timestamp) -> Duration {
    Duration::try_from(later.duration_since(earlier)).unwrap_or(Duration::ZERO)
}

/// How long to wait after so many failures in a row: `first`, then twice as long each time, never
/// more than `most`. `chance`, evenly from 0 to 1, draws from the upper half of that, so that many
/// who lost the same thing do not come back together.
pub fn pause(first: Duration, most: Duration, failures: u32, chance: f64) -> Duration {
    let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(most).mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
}

/// Rounds down to what the database keeps: microseconds.
pub fn to_micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// A clock that stands still until it is told to move. Cheap to clone; clones share the time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<Hands>>);

#[derive(Debug)]
struct Hands {
    now: Timestamp,
    sleepers: BTreeMap<(Timestamp, u64), Waker>,
    next: u64,
}

impl ManualClock {
    /// A clock that shows `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Hands { now, sleepers: BTreeMap::new(), next: 0 })))
    }

    /// Moves forward to `at` and wakes who waited for it. Never moves back.
    pub fn set(&self, at: Timestamp) {
        let woken = {
            let mut hands = self.hands();
            let now = hands.now.max(at);
            hands.now = now;
            let later = hands.sleepers.split_off(&(now, u64::MAX));
            std::mem::replace(&mut hands.sleepers, later)
        };
        woken.into_values().for_each(Waker::wake);
    }

    /// Moves forward by `span`.
    pub fn advance(&self, span: Duration) {
        let at = after(self.now(), span);
        self.set(at);
    }

    /// The earliest instant somebody waits for.
    pub fn next_alarm(&self) -> Option<Timestamp> {
        self.hands().sleepers.keys().next().map(|(at, _)| *at)
    }

    fn hands(&self) -> std::sync::MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.hands().now
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let key = {
            let mut hands = self.hands();
            hands.next += 1;
            (at, hands.next)
        };
        Box::pin(Sleep { clock: self, key })
    }
}

struct Sleep<'a> {
    clock: &'a ManualClock,
    key: (Timestamp, u64),
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        let mut hands = self.clock.hands();
        if hands.now >= self.key.0 {
            return Poll::Ready(());
        }
        hands.sleepers.insert(self.key, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        self.clock.hands().sleepers.remove(&self.key);
    }
}
