//! Pages of lists: `max_results`, `since_id`, `until_id`, times, tokens, and `meta`.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::ids;
use super::problem::{Answer, Problem};
use crate::params::Params;

/// What part of a list is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    limit: usize,
    /// Exclusive bounds.
    since: Option<u64>,
    until: Option<u64>,
    /// From a token: older than this, or newer than this.
    older: Option<u64>,
    newer: Option<u64>,
}

/// The part, newest first, with what `meta` says of it.
#[derive(Debug)]
pub(crate) struct Cut {
    pub(crate) ids: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
}

impl Page {
    pub(crate) fn of(params: &Params, least: usize, most: usize, default: usize) -> Answer<Self> {
        let limit = match params.get("max_results") {
            None => default,
            Some(text) => {
                text.parse().ok().filter(|n| (least..=most).contains(n)).ok_or_else(|| {
                    let why = format!(
                        "The `max_results` query parameter value [{text}] is not between {least} \
                         and {most}"
                    );
                    Problem::invalid("max_results", text, &why)
                })?
            }
        };
        let time = |name: &str| -> Answer<Option<u64>> {
            let Some(text) = params.get(name) else { return Ok(None) };
            let parsed: Result<Timestamp, _> = text.parse();
            parsed.map(|at| Some(ids::at(at))).map_err(|_| not_valid(name, text))
        };
        let mut since = id(params, "since_id")?;
        let mut until = id(params, "until_id")?;
        // `start_time` is inclusive, `end_time` is not.
        since = since.max(time("start_time")?.map(|id| id.saturating_sub(1)));
        until = match (until, time("end_time")?) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let (mut older, mut newer) = (None, None);
        let token = params.get("pagination_token").or(params.get("next_token"));
        if let Some(token) = token {
            match open(token).ok_or_else(|| not_valid("pagination_token", token))? {
                (true, id) => older = Some(id),
                (false, id) => newer = Some(id),
            }
        }
        Ok(Self { limit, since, until, older, newer })
    }

    /// `all` comes newest first.
    pub(crate) fn cut(&self, all: impl Iterator<Item = u64>) -> Cut {
        let inside: Vec<u64> = all
            .filter(|id| {
                self.since.is_none_or(|since| *id > since)
                    && self.until.is_none_or(|until| *id < until)
            })
            .collect();
        let page: Vec<u64> = if let Some(newer) = self.newer {
            let above = inside.iter().take_while(|id| **id > newer).count();
            inside[above.saturating_sub(self.limit)..above].to_vec()
        } else {
            let fits = |id: &&u64| self.older.is_none_or(|older| **id < older);
            inside.iter().filter(fits).take(self.limit).copied().collect()
        };
        let (first, last) = (inside.first(), inside.last());
        let next = page.last().filter(|id| last != Some(id)).map(|id| close(true, *id));
        let previous = page.first().filter(|id| first != Some(id)).map(|id| close(false, *id));
        Cut { ids: page, next, previous }
    }
}

impl Cut {
    pub(crate) fn meta(&self) -> Value {
        let mut meta = json!({ "result_count": self.ids.len() });
        let newest = self.ids.iter().max().map(ToString::to_string);
        let oldest = self.ids.iter().min().map(ToString::to_string);
        let all = [
            ("newest_id", newest),
            ("oldest_id", oldest),
            ("next_token", self.next.clone()),
            ("previous_token", self.previous.clone()),
        ];
        for (name, value) in all {
            if let Some(value) = value {
                meta[name] = json!(value);
            }
        }
        meta
    }

    /// As search and private messages say it.
    pub(crate) fn meta_without_previous(&self) -> Value {
        let mut meta = self.meta();
        if let Some(fields) = meta.as_object_mut() {
            fields.remove("previous_token");
        }
        meta
    }
}

fn id(params: &Params, name: &str) -> Answer<Option<u64>> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let legal = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !legal {
        return Err(not_valid(name, text));
    }
    Ok(text.parse().ok())
}

pub(crate) fn not_valid(name: &str, value: &str) -> Problem {
    let text = format!("The `{name}` query parameter value [{value}] is not valid");
    Problem::invalid(name, value, &text)
}

const SALT: &str = "7140dibdnow9c";

fn close(older: bool, id: u64) -> String {
    format!("{SALT}{}{id:016x}", if older { 'n' } else { 'p' })
}

fn open(token: &str) -> Option<(bool, u64)> {
    let rest = token.strip_prefix(SALT)?;
    let older = rest.starts_with('n');
    let digits = rest.strip_prefix(['n', 'p'])?;
    Some((older, u64::from_str_radix(digits, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str) -> Answer<(Vec<u64>, Value)> {
        let params = Params::from_query(query);
        let cut = Page::of(&params, 2, 100, 3)?.cut((1..=10).rev());
        Ok((cut.ids.clone(), cut.meta()))
    }

    #[test]
    fn pages_follow_each_other() {
        let (ids, meta) = page("").unwrap();
        assert_eq!(ids, [10, 9, 8]);
        assert!(meta.get("previous_token").is_none());
        let token = meta["next_token"].as_str().unwrap();
        let (ids, meta) = page(&format!("pagination_token={token}")).unwrap();
        assert_eq!((ids, &meta["newest_id"]), (vec![7, 6, 5], &json!("7")));
        let back = meta["previous_token"].as_str().unwrap();
        assert_eq!(page(&format!("pagination_token={back}")).unwrap().0, [10, 9, 8]);
        let (ids, meta) = page("since_id=7&until_id=10&max_results=5").unwrap();
        assert_eq!(ids, [9, 8]);
        assert!(meta.get("next_token").is_none());
        assert_eq!(page("since_id=10").unwrap().1, json!({ "result_count": 0 }));
    }

    #[test]
    fn nonsense_is_refused() {
        for query in ["max_results=1", "max_results=101", "since_id=x", "pagination_token=abc"] {
            assert!(page(query).is_err(), "{query}");
        }
    }
}
