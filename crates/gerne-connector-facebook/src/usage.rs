//! How much of what Facebook allows is used, as its answers say in their heads: percentages, which
//! appear only once there is something to tell.

use std::{collections::BTreeMap, time::Duration};

use gerne_domain::{
    Timestamp,
    time::{after, between},
};
use reqwest::header::HeaderMap;
use serde_json::Value;

/// From here on we ask less often ...
pub(crate) const SLOW_FROM: u32 = 75;
/// ... and here not at all.
pub(crate) const STOP_AT: u32 = 95;
/// At most so many times slower.
const SLOWEST: f64 = 10.0;
/// Where Facebook does not say when there is room again, we look again after this.
const LOOK_AGAIN: Duration = Duration::from_mins(5);
/// What was told so long ago says nothing any more.
const OLD: Duration = Duration::from_hours(1);

/// One of the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Told {
    percent: u32,
    /// Until when nothing is given, when Facebook says so.
    until: Option<Timestamp>,
    at: Timestamp,
}

/// All of them, by what they count: `app`, `pages`, `messenger`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage(BTreeMap<String, Told>);

impl Usage {
    /// Takes in what an answer tells.
    pub(crate) fn note(&mut self, headers: &HeaderMap, now: Timestamp) {
        for (name, kind) in [("x-app-usage", "app"), ("x-page-usage", "pages")] {
            if let Some(told) = read(headers, name) {
                self.insert(kind, &told, now);
            }
        }
        let Some(business) = read(headers, "x-business-use-case-usage") else { return };
        let lists = business.as_object().into_iter().flat_map(|by_id| by_id.values());
        for told in lists.filter_map(Value::as_array).flatten() {
            let kind = told.get("type").and_then(Value::as_str).unwrap_or("pages").to_owned();
            self.insert(&kind, told, now);
        }
    }

    fn insert(&mut self, kind: &str, told: &Value, now: Timestamp) {
        let part = |name: &str| {
            let told = told.get(name)?;
            told.as_u64()
                .or_else(|| Some(Duration::try_from_secs_f64(told.as_f64()?).ok()?.as_secs()))
        };
        let parts =
            ["call_count", "total_time", "total_cputime"].map(|name| part(name).unwrap_or(0));
        let percent = parts.into_iter().max().unwrap_or(0);
        let minutes = part("estimated_time_to_regain_access").filter(|minutes| *minutes > 0);
        let until = minutes.map(|minutes| after(now, Duration::from_secs(minutes.min(1_440) * 60)));
        let percent = u32::try_from(percent).unwrap_or(u32::MAX);
        self.0.insert(kind.to_owned(), Told { percent, until, at: now });
    }

    /// Facebook refused for too many requests.
    pub(crate) fn refused(&mut self, now: Timestamp, wait: Duration) {
        let told = Told { percent: 100, until: Some(after(now, wait)), at: now };
        self.0.insert("refused".to_owned(), told);
    }

    /// The most that is used of anything, in percent.
    pub(crate) fn percent(&self, now: Timestamp) -> u32 {
        self.alive(now).map(|told| told.percent).max().unwrap_or(0)
    }

    /// How long nothing may be asked.
    pub(crate) fn must_wait(&self, now: Timestamp) -> Option<Duration> {
        let spent = self.alive(now).filter(|told| told.percent >= STOP_AT || told.until.is_some());
        let until =
            spent.map(|told| told.until.unwrap_or_else(|| after(told.at, LOOK_AGAIN))).max()?;
        Some(between(now, until)).filter(|wait| !wait.is_zero())
    }

    /// How many times slower than planned to ask.
    pub(crate) fn slower(&self, now: Timestamp) -> f64 {
        let over = self.percent(now).saturating_sub(SLOW_FROM);
        let room = f64::from(STOP_AT - SLOW_FROM);
        (1.0 + f64::from(over) / room * (SLOWEST - 1.0)).min(SLOWEST)
    }

    fn alive(&self, now: Timestamp) -> impl Iterator<Item = &Told> {
        self.0.values().filter(move |told| match told.until {
            Some(until) => until > now,
            None => between(told.at, now) < OLD,
        })
    }
}

fn read(headers: &HeaderMap, name: &str) -> Option<Value> {
    serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn three_quarters_slow_us_and_nearly_all_stops_us() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let mut usage = Usage::default();
        assert_eq!((usage.percent(now), usage.must_wait(now)), (0, None));
        usage.note(
            &told("x-app-usage", r#"{"call_count":28,"total_time":25,"total_cputime":25}"#),
            now,
        );
        assert_eq!((usage.percent(now), usage.slower(now)), (28, 1.0));
        let pages = |percent: u32, minutes: u32| {
            format!(
                r#"{{"4711":[{{"type":"pages","call_count":{percent},"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":{minutes}}}]}}"#
            )
        };
        usage.note(&told("x-business-use-case-usage", &pages(74, 0)), now);
        assert_eq!(usage.slower(now), 1.0);
        usage.note(&told("x-business-use-case-usage", &pages(85, 0)), now);
        assert!(usage.slower(now) > 4.0 && usage.must_wait(now).is_none());
        usage.note(&told("x-business-use-case-usage", &pages(94, 0)), now);
        assert!(usage.must_wait(now).is_none());
        usage.note(&told("x-business-use-case-usage", &pages(95, 0)), now);
        assert_eq!(usage.must_wait(now), Some(LOOK_AGAIN));
        let later = after(now, LOOK_AGAIN);
        assert_eq!(usage.must_wait(later), None, "then it is tried again");
        usage.note(&told("x-business-use-case-usage", &pages(100, 17)), now);
        assert_eq!(usage.must_wait(now), Some(Duration::from_mins(17)));
        usage.note(&told("x-business-use-case-usage", &pages(3, 0)), now);
        assert_eq!(usage.must_wait(now), None);
    }

    #[test]
    fn nonsense_in_the_head_is_no_news() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let mut usage = Usage::default();
        for value in ["", "[]", "{", r#"{"4711":7}"#, r#"{"4711":[7,{"call_count":-1}]}"#] {
            usage.note(&told("x-business-use-case-usage", value), now);
        }
        assert_eq!(usage.percent(now), 0);
    }
}
