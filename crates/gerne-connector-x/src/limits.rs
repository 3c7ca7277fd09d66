//! What X says about how much we may still ask: a window of fifteen minutes for each kind of call,
//! and caps of a day, in headers of their own.

use std::time::Duration;

use gerne_domain::{
    Timestamp,
    time::{after, between},
};
use gerne_webapi::Answer;
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};

/// What is left of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Window {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// By our clock.
    pub(crate) until: Timestamp,
}

/// The narrowest of the windows that an answer tells of.
pub(crate) fn window(answer: &Answer, now: Timestamp) -> Option<Window> {
    read(answer.headers(), answer.date().unwrap_or(now), now)
}

/// When X wants to be asked again, where it says so: the later of all windows that are spent.
pub(crate) fn asked(answer: &Answer, now: Timestamp) -> Option<Duration> {
    let server_now = answer.date().unwrap_or(now);
    let told = answer.status_error(now).after;
    let spent = PREFIXES
        .iter()
        .filter_map(|prefix| of(answer.headers(), prefix, server_now, now))
        .filter(|window| window.remaining == 0)
        .map(|window| between(now, window.until))
        .max();
    if answer.status() == 429 { told.max(spent) } else { told }
}

const PREFIXES: [&str; 3] = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"];

fn read(headers: &HeaderMap, server_now: Timestamp, now: Timestamp) -> Option<Window> {
    let told = PREFIXES.iter().filter_map(|prefix| of(headers, prefix, server_now, now));
    let told: Vec<Window> = told.collect();
    // A cap of a day that is spent stands for longer than a window that is; else the window is
    // what is asked for.
    let spent = told.iter().filter(|window| window.remaining == 0).max_by_key(|w| w.until);
    spent.or_else(|| told.first()).copied()
}

fn of(headers: &HeaderMap, prefix: &str, server_now: Timestamp, now: Timestamp) -> Option<Window> {
    let number = |what: &str| -> Option<i64> {
        headers.get(format!("{prefix}-{what}"))?.to_str().ok()?.trim().parse().ok()
    };
    let reset = Timestamp::from_second(number("reset")?).ok()?;
    Some(Window {
        limit: u32::try_from(number("limit").unwrap_or(0)).unwrap_or(0),
        remaining: u32::try_from(number("remaining")?).unwrap_or(0),
        // Measured on X's own clock, so that a wrong clock here does no harm.
        until: after(now, between(server_now, reset)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_later_of_what_is_spent_counts() {
        let now = Timestamp::from_second(1_000).unwrap();
        let told = headers(&[
            ("x-rate-limit-limit", "100"),
            ("x-rate-limit-remaining", "7"),
            ("x-rate-limit-reset", "1900"),
        ]);
        let window = read(&told, now, now).unwrap();
        assert_eq!((window.limit, window.remaining), (100, 7));
        assert_eq!(window.until.as_second(), 1900);
        let told = headers(&[
            ("x-rate-limit-limit", "100"),
            ("x-rate-limit-remaining", "0"),
            ("x-rate-limit-reset", "1900"),
            ("x-user-limit-24hour-limit", "1440"),
            ("x-user-limit-24hour-remaining", "0"),
            ("x-user-limit-24hour-reset", "50000"),
        ]);
        assert_eq!(read(&told, now, now).unwrap().until.as_second(), 50_000);
        // Our clock is an hour behind X's.
        let behind = Timestamp::from_second(1_000 - 3600).unwrap();
        assert_eq!(read(&told, now, behind).unwrap().until.as_second(), 50_000 - 3600);
        assert_eq!(read(&HeaderMap::new(), now, now), None);
    }
}
