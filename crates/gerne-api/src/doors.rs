//! Guards the doors that somebody who is not signed in can knock at.

use std::{fmt, hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

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

/// Counts knocks per address and per login. Nobody is locked out for long: somebody else's wrong
/// guesses at a login slow its owner by seconds, not hours.
pub(crate) struct Doors {
    by_address: Limiter<IpAddr>,
    by_login: Limiter<[u8; 32]>,
    clock: DefaultClock,
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").finish_non_exhaustive()
    }
}

impl Default for Doors {
    /// 20 knocks at once and one more every 3 s per address; 10 and one every 6 s per login.
    fn default() -> Self {
        Self::new(quota(20, 3), quota(10, 6))
    }
}

impl Doors {
    /// With these quotas.
    pub(crate) fn new(by_address: Quota, by_login: Quota) -> Self {
        Self {
            by_address: RateLimiter::dashmap(by_address),
            by_login: RateLimiter::dashmap(by_login),
            clock: DefaultClock::default(),
        }
    }

    /// Somebody knocks from this address.
    ///
    /// # Errors
    /// `rate_limited`
    pub(crate) fn knock(&self, from: IpAddr) -> Answer<()> {
        self.check(&self.by_address, &address::bucket(from))
    }

    /// Somebody tries this login. Its hash is counted, not the login, whose length a stranger
    /// chooses.
    ///
    /// # Errors
    /// `rate_limited`
    pub(crate) fn try_login(&self, login: &str) -> Answer<()> {
        self.check(&self.by_login, &secret::hash(login))
    }

    fn check<K: Hash + Eq + Clone>(&self, limiter: &Limiter<K>, key: &K) -> Answer<()> {
        if limiter.len() > FORGET_ABOVE {
            limiter.retain_recent();
        }
        limiter.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            Problem::rate_limited(wait.as_secs() + 1)
        })
    }
}

/// Above this many remembered keys those that no longer matter are forgotten.
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
        let doors = Doors::new(quota(2, 60), quota(1, 60));
        let here: IpAddr = "2001:db8::1".parse().unwrap();
        let next_door: IpAddr = "2001:db8::2".parse().unwrap();
        assert!(doors.knock(here).is_ok());
        assert!(doors.knock(next_door).is_ok());
        let problem = doors.knock(here).unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (429, "rate_limited"));
        let wait = problem.values["retry_after"].as_u64().unwrap();
        assert!((1..=61).contains(&wait), "{wait}");
        assert!(doors.knock("192.0.2.1".parse().unwrap()).is_ok());
        assert!(doors.try_login("a").is_ok());
        assert!(doors.try_login("a").is_err());
        assert!(doors.try_login("b").is_ok());
    }
}
