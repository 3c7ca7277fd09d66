//! Guards the doors that somebody who is not signed in can knock at.

use std::{
    fmt,
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    state::keyed::DashMapStateStore,
};

use crate::{
    address,
    problem::{Answer, Problem},
    secret,
};

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock>;

/// Counts knocks. Guessing is limited strictly for one login from one address; for a login from
/// everywhere it only gets slower, and not for a device that signed in before: a stranger's guesses
/// must not lock its owner out.
pub(crate) struct Doors {
    by_address: Limiter<IpAddr>,
    by_pair: Limiter<(IpAddr, [u8; 32])>,
    by_login: Limiter<[u8; 32]>,
    clock: DefaultClock,
    began: Instant,
    /// Seconds since it began when those that no longer matter were last forgotten.
    swept: AtomicU64,
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").finish_non_exhaustive()
    }
}

impl Default for Doors {
    /// At once, and then one more every so many seconds: 20 and 3 s per address; 10 and 6 s per
    /// login and address; 30 and 2 s per login before it gets slower.
    fn default() -> Self {
        Self::new(quota(20, 3), quota(10, 6), quota(30, 2))
    }
}

impl Doors {
    /// With these quotas.
    pub(crate) fn new(by_address: Quota, by_pair: Quota, by_login: Quota) -> Self {
        Self {
            by_address: RateLimiter::dashmap(by_address),
            by_pair: RateLimiter::dashmap(by_pair),
            by_login: RateLimiter::dashmap(by_login),
            clock: DefaultClock::default(),
            began: Instant::now(),
            swept: AtomicU64::new(0),
        }
    }

    /// Somebody knocks from this address.
    ///
    /// # Errors
    /// `rate_limited`
    pub(crate) fn knock(&self, from: IpAddr) -> Answer<()> {
        self.sweep();
        self.check(&self.by_address, &address::bucket(from))
    }

    /// Somebody tries this login from this address; how long they are to wait before it is looked
    /// at. `known`: on a device that this login signed in on before. The login's hash is counted,
    /// not the login, whose length a stranger chooses.
    ///
    /// # Errors
    /// `rate_limited`
    pub(crate) fn try_login(&self, login: &str, from: IpAddr, known: bool) -> Answer<Duration> {
        let login = secret::hash(login);
        self.check(&self.by_pair, &(address::bucket(from), login))?;
        if known {
            return Ok(Duration::ZERO);
        }
        let wait = self.by_login.check_key(&login).err();
        let wait = wait.map_or(Duration::ZERO, |not_until| {
            not_until.wait_time_from(self.clock.now()).min(SLOWEST)
        });
        Ok(wait)
    }

    fn check<K: Hash + Eq + Clone>(&self, limiter: &Limiter<K>, key: &K) -> Answer<()> {
        limiter.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            Problem::rate_limited(wait.as_secs() + 1)
        })
    }

    /// Forgets those that no longer matter: it looks at all of them, so not at every knock.
    fn sweep(&self) {
        let known = self.by_address.len() + self.by_pair.len() + self.by_login.len();
        let now = self.began.elapsed().as_secs();
        let last = self.swept.load(Ordering::Relaxed);
        let every = if known > FORGET_ABOVE { SWEEP_FULL } else { SWEEP };
        if now < last + every
            || self.swept.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_err()
        {
            return;
        }
        self.by_address.retain_recent();
        self.by_pair.retain_recent();
        self.by_login.retain_recent();
    }
}

/// The longest that a try is held back because others tried the same login.
const SLOWEST: Duration = Duration::from_secs(5);

/// Seconds between two sweeps, and when there are many.
const SWEEP: u64 = 3600;
const SWEEP_FULL: u64 = 60;

/// Above this many remembered keys those that no longer matter are swept away more often.
const FORGET_ABOVE: usize = 10_000;

/// So many at once, and one more every so many seconds.
pub(crate) fn quota(burst: u32, every_seconds: u64) -> Quota {
    let one = Quota::with_period(Duration::from_secs(every_seconds));
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    one.unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knocking_too_often_is_refused_with_a_time() {
        let doors = Doors::new(quota(2, 60), quota(1, 60), quota(2, 60));
        let here: IpAddr = "2001:db8::1".parse().unwrap();
        let next_door: IpAddr = "2001:db8::2".parse().unwrap();
        assert!(doors.knock(here).is_ok());
        assert!(doors.knock(next_door).is_ok());
        let problem = doors.knock(here).unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (429, "rate_limited"));
        let wait = problem.values["retry_after"].as_u64().unwrap();
        assert!((1..=61).contains(&wait), "{wait}");
        assert!(doors.knock("192.0.2.1".parse().unwrap()).is_ok());
        let one: IpAddr = "192.0.2.1".parse().unwrap();
        assert!(doors.try_login("a", one, false).is_ok());
        assert!(doors.try_login("a", one, true).is_err(), "strict for one login from one address");
        assert!(doors.try_login("b", one, false).is_ok());
    }

    #[test]
    fn strangers_slow_a_login_and_lock_nobody_out() {
        let doors = Doors::new(quota(9, 60), quota(2, 60), quota(2, 60));
        let from = |n: u8| IpAddr::from([198, 51, 100, n]);
        assert_eq!(doors.try_login("a", from(1), false).unwrap(), Duration::ZERO);
        assert_eq!(doors.try_login("a", from(2), false).unwrap(), Duration::ZERO);
        assert_eq!(doors.try_login("a", from(3), false).unwrap(), SLOWEST, "slower, not refused");
        assert_eq!(doors.try_login("a", from(4), true).unwrap(), Duration::ZERO, "its own device");
        assert_eq!(doors.try_login("b", from(3), false).unwrap(), Duration::ZERO);
    }
}
