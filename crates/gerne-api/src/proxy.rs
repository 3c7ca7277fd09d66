//! Pictures from addresses that customers supplied: fetched by us through the guard, never by an
//! agent's browser, so that nobody learns who reads and from where.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use gerne_webapi::Http;
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout},
};
use url::Url;

use crate::problem::{Answer, Problem};

/// Most bytes of an avatar or emoji.
const PICTURE_CAP: u64 = 2 * 1024 * 1024;
/// Bytes kept in memory.
const KEPT: usize = 32 * 1024 * 1024;
const AT_ONCE: usize = 16;
/// A face is worth waiting for that long.
const PATIENCE: Duration = Duration::from_secs(8);
/// Addresses without a picture that are remembered, and how long.
const MISSING: usize = 10_000;
const MISSING_FOR: Duration = Duration::from_mins(5);

/// A picture.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// All of it.
    pub bytes: Bytes,
    /// Found in the bytes.
    pub mime: &'static str,
}

/// Fetches and remembers pictures.
pub(crate) struct Proxy {
    http: Option<Http>,
    kept: Mutex<Kept>,
    fetching: Arc<Semaphore>,
    flights: Mutex<HashMap<String, Arc<Flight>>>,
    missing: Mutex<HashMap<String, Instant>>,
}

type Flight = tokio::sync::Mutex<()>;

#[derive(Default)]
struct Kept {
    pictures: HashMap<String, (u64, Picture)>,
    bytes: usize,
    tick: u64,
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy").finish_non_exhaustive()
    }
}

impl Proxy {
    /// With this client; without one nothing can be fetched.
    pub(crate) fn new(http: Option<Http>) -> Self {
        Self {
            http,
            kept: Mutex::default(),
            fetching: Arc::new(Semaphore::new(AT_ONCE)),
            flights: Mutex::default(),
            missing: Mutex::default(),
        }
    }

    /// The picture at an address that we signed.
    ///
    /// # Errors
    /// `not_found` when there is no picture to be had.
    pub(crate) async fn picture(&self, address: &str) -> Answer<Picture> {
        if let Some(picture) = self.kept(address) {
            return Ok(picture);
        }
        let url = Url::parse(address).map_err(|_| Problem::not_found())?;
        // Many consoles show the same new face at once: one of them fetches, the others wait.
        let flight = self.flight(address);
        let landed = flight.lock().await;
        let answer = match self.kept(address) {
            Some(picture) => Ok(picture),
            None if self.is_missing(address, Instant::now()) => Err(Problem::not_found()),
            None => self.fetch(address, &url).await,
        };
        drop(landed);
        self.land(address, flight);
        answer
    }

    async fn fetch(&self, address: &str, url: &Url) -> Answer<Picture> {
        let http = self.http.as_ref().ok_or_else(Problem::unavailable)?;
        let _turn = self.fetching.acquire().await.map_err(|_| Problem::unavailable())?;
        let fetched = match timeout(PATIENCE, http.fetch_public(url, PICTURE_CAP)).await {
            Ok(Ok(fetched)) => Some(fetched),
            Ok(Err(error)) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "no picture");
                None
            }
            Err(_) => None,
        };
        let picture = fetched.and_then(|fetched| {
            let mime = fetched.mime.filter(|mime| mime.starts_with("image/"))?;
            Some(Picture { bytes: fetched.bytes, mime })
        });
        let Some(picture) = picture else {
            self.miss(address, Instant::now());
            return Err(Problem::not_found());
        };
        self.keep(address, picture.clone());
        Ok(picture)
    }

    /// The fetching of an address that everybody who wants it waits for.
    fn flight(&self, address: &str) -> Arc<Flight> {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(flights.entry(address.to_owned()).or_default())
    }

    /// Forgets it with the last who waited.
    fn land(&self, address: &str, flight: Arc<Flight>) {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        drop(flight);
        if flights.get(address).is_some_and(|flight| Arc::strong_count(flight) == 1) {
            flights.remove(address);
        }
    }

    /// There was no picture: not asked again for a while.
    fn miss(&self, address: &str, now: Instant) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if missing.len() >= MISSING {
            missing.retain(|_, until| *until > now);
        }
        if missing.len() >= MISSING {
            missing.clear();
        }
        missing.insert(address.to_owned(), now + MISSING_FOR);
    }

    fn is_missing(&self, address: &str, now: Instant) -> bool {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.get(address).is_some_and(|until| *until > now)
    }

    /// A picture that is remembered.
    pub(crate) fn kept(&self, address: &str) -> Option<Picture> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.tick += 1;
        let tick = kept.tick;
        let (used, picture) = kept.pictures.get_mut(address)?;
        *used = tick;
        Some(picture.clone())
    }

    /// Forgets all pictures: somebody was erased, and theirs may be among them.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pictures.clear();
        kept.bytes = 0;
    }

    /// Remembers a picture.
    pub(crate) fn keep(&self, address: &str, picture: Picture) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.tick += 1;
        let tick = kept.tick;
        kept.bytes += picture.bytes.len();
        if let Some((_, old)) = kept.pictures.insert(address.to_owned(), (tick, picture)) {
            kept.bytes -= old.bytes.len();
        }
        while kept.bytes > KEPT {
            let oldest = kept.pictures.iter().min_by_key(|(_, (used, _))| *used);
            let Some(oldest) = oldest.map(|(address, _)| address.clone()) else { break };
            if let Some((_, gone)) = kept.pictures.remove(&oldest) {
                kept.bytes -= gone.bytes.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_not_asked_for_again_for_a_while() {
        let (proxy, now) = (Proxy::new(None), Instant::now());
        proxy.miss("a", now);
        assert!(proxy.is_missing("a", now) && !proxy.is_missing("b", now));
        assert!(!proxy.is_missing("a", now + MISSING_FOR));
        for n in 0..MISSING {
            proxy.miss(&n.to_string(), now);
        }
        assert!(proxy.missing.lock().unwrap().len() <= MISSING);
    }

    #[tokio::test]
    async fn flights_are_forgotten_with_the_last_who_waits() {
        let proxy = Proxy::new(None);
        let (one, two) = (proxy.flight("a"), proxy.flight("a"));
        proxy.land("a", one);
        assert_eq!(proxy.flights.lock().unwrap().len(), 1);
        proxy.land("a", two);
        assert!(proxy.flights.lock().unwrap().is_empty());
    }

    #[test]
    fn what_was_used_least_recently_is_forgotten_first() {
        let proxy = Proxy::new(None);
        let third = Picture { bytes: Bytes::from(vec![0; KEPT / 3]), mime: "image/png" };
        for address in ["a", "b", "c"] {
            proxy.keep(address, third.clone());
        }
        assert!(proxy.kept("a").is_some());
        proxy.keep("d", third);
        assert!(proxy.kept("a").is_some() && proxy.kept("b").is_none());
        assert!(proxy.kept("c").is_some() && proxy.kept("d").is_some());
    }
}
