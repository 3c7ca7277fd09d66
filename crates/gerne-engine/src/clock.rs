//! Real time, and time for development that can jump and run fast.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use gerne_domain::{
    Clock, Timestamp,
    time::{after, between, to_micros},
};
use tokio::{sync::Notify, time::Instant};

type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that the others take")]
    fn now(&self) -> Timestamp {
        to_micros(Timestamp::now())
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock that the others take")]
    fn sleep_until(&self, at: Timestamp) -> Sleep<'_> {
        Box::pin(async move {
            // A long sleep is cut so that a clock set forward or back is noticed within a minute.
            loop {
                let left = between(self.now(), at);
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(Duration::from_mins(1))).await;
            }
        })
    }

    fn ticks(&self) -> Duration {
        really_passed()
    }

    fn rest(&self, span: Duration) -> Sleep<'_> {
        really_rest(span)
    }
}

/// The operating system's monotonic time. It stands still while a machine is suspended.
fn really_passed() -> Duration {
    static BEGINNING: OnceLock<std::time::Instant> = OnceLock::new();
    BEGINNING.get_or_init(std::time::Instant::now).elapsed()
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that the others take")]
fn really_rest<'a>(span: Duration) -> Sleep<'a> {
    Box::pin(tokio::time::sleep(span))
}

/// A clock for development: it starts anywhere, can be set forward, and runs `speed` times as fast
/// as real time. Clones share the time.
#[derive(Clone, Debug)]
pub struct DevClock {
    hands: Arc<Mutex<Hands>>,
    moved: Arc<Notify>,
}

#[derive(Clone, Copy, Debug)]
struct Hands {
    shown: Timestamp,
    at: Instant,
    speed: f64,
}

impl Hands {
    fn now(&self) -> Timestamp {
        to_micros(after(self.shown, self.at.elapsed().mul_f64(self.speed)))
    }
}

impl DevClock {
    /// Shows `start` and runs `speed` times as fast as real time; 0 stands still.
    pub fn new(start: Timestamp, speed: f64) -> Self {
        let hands = Hands { shown: start, at: Instant::now(), speed };
        Self { hands: Arc::new(Mutex::new(hands)), moved: Arc::new(Notify::new()) }
    }

    /// Shows `at` from now on (never earlier than it showed already) and runs at `speed`.
    pub fn set(&self, at: Option<Timestamp>, speed: Option<f64>) {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        let now = hands.now();
        *hands = Hands {
            shown: at.map_or(now, |at| at.max(now)),
            at: Instant::now(),
            speed: speed.unwrap_or(hands.speed),
        };
        drop(hands);
        self.moved.notify_waiters();
    }

    /// How many times as fast as real time it runs.
    pub fn speed(&self) -> f64 {
        self.hands().speed
    }

    fn hands(&self) -> Hands {
        *self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for DevClock {
    fn now(&self) -> Timestamp {
        self.hands().now()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock that the others take")]
    fn sleep_until(&self, at: Timestamp) -> Sleep<'_> {
        Box::pin(async move {
            loop {
                let moved = self.moved.notified();
                let hands = self.hands();
                let left = between(hands.now(), at);
                if left.is_zero() {
                    return;
                }
                let nap = if hands.speed > 0.0 {
                    left.div_f64(hands.speed).min(Duration::from_mins(1))
                } else {
                    Duration::from_mins(1)
                };
                tokio::select! {
                    () = moved => {}
                    () = tokio::time::sleep(nap.max(Duration::from_micros(50))) => {}
                }
            }
        })
    }

    fn ticks(&self) -> Duration {
        really_passed()
    }

    fn rest(&self, span: Duration) -> Sleep<'_> {
        really_rest(span)
    }
}
