//! What a server says about how much we may still ask.

use std::time::Duration;

use gerne_domain::{Timestamp, time::between};
use http::{HeaderMap, header};

/// The rate-limit headers of one answer, in the common `X-RateLimit-*` spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Requests per window.
    pub limit: Option<u32>,
    /// Requests left in it.
    pub remaining: Option<u32>,
    /// Until it begins anew, measured on the server's own clock.
    pub reset_after: Option<Duration>,
}

impl Window {
    /// Reads them; `now` is the server's present, so that a wrong clock here does no harm.
    pub fn read(headers: &HeaderMap, now: Timestamp) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let number = |name: &str| text(name).and_then(|value| value.trim().parse().ok());
        let reset = text("x-ratelimit-reset").and_then(|value| reset_at(value.trim()));
        Self {
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset_after: reset.map(|at| between(now, at)),
        }
    }
}

/// Mastodon writes ISO 8601, most others seconds since 1970.
fn reset_at(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| Timestamp::from_second(text.parse().ok()?).ok())
}

/// `Retry-After` in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => http_date(text).map(|at| between(now, at)),
    }
}

/// The date format of HTTP headers (RFC 9110, IMF-fixdate).
pub(crate) fn http_date(text: &str) -> Option<Timestamp> {
    let time = jiff::fmt::strtime::parse("%a, %d %b %Y %H:%M:%S GMT", text).ok()?;
    let civil = time.to_datetime().ok()?;
    civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
