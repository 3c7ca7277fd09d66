//! Pictures from addresses that customers supplied: fetched by us through the guard, never by an
//! agent's browser, so that nobody learns who reads and from where.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use gerne_webapi::Http;
use tokio::sync::Semaphore;
use url::Url;

use crate::problem::{Answer, Problem};

/// Most bytes of an avatar or emoji.
const PICTURE_CAP: u64 = 2 * 1024 * 1024;
/// Bytes kept in memory.
const KEPT: usize = 32 * 1024 * 1024;
const AT_ONCE: usize = 16;

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
}

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
        Self { http, kept: Mutex::default(), fetching: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The picture at an address that we signed.
    ///
    /// # Errors
    /// `not_found` when there is no picture to be had.
    pub(crate) async fn picture(&self, address: &str) -> Answer<Picture> {
        if let Some(picture) = self.kept(address) {
            return Ok(picture);
        }
        let http = self.http.as_ref().ok_or_else(Problem::unavailable)?;
        let url = Url::parse(address).map_err(|_| Problem::not_found())?;
        let _turn = self.fetching.acquire().await.map_err(|_| Problem::unavailable())?;
        let fetched = http.fetch_public(&url, PICTURE_CAP).await.map_err(|error| {
            tracing::debug!(error = &error as &dyn std::error::Error, "no picture");
            Problem::not_found()
        })?;
        let mime = fetched.mime.filter(|mime| mime.starts_with("image/"));
        let picture = Picture { bytes: fetched.bytes, mime: mime.ok_or_else(Problem::not_found)? };
        self.keep(address, picture.clone());
        Ok(picture)
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
