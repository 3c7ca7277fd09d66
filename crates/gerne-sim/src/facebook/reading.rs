//! Lists page by page: cursors, `next` with the token in it, empty pages that have a next.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::auth::Viewer;
use super::fields::{Field, written};
use super::problem::{Answer, Problem};
use super::state::State;

const USUAL: usize = 25;
const MOST: usize = 100;

/// Something in a list: what its cursor names, and when it was made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) number: u64,
    pub(crate) at: Timestamp,
}

/// One page of `slots`, which are in the order of the list. What `render` leaves out (deleted,
/// not for this token) keeps its slot: a page may be short or empty and still have a next.
pub(crate) fn list(
    state: &State,
    viewer: &Viewer,
    owner: &str,
    field: &Field,
    mut slots: Vec<Slot>,
    mut render: impl FnMut(u64) -> Answer<Option<Value>>,
) -> Answer<Value> {
    let limit = match field.arg("limit") {
        None => USUAL,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| *limit > 0)
            .ok_or_else(|| Problem::invalid("Param limit must be a positive number"))?,
    };
    if limit > MOST {
        return Err(Problem::invalid(&format!("Param limit must be less than or equal to {MOST}")));
    }
    if let Some(since) = time(field, "since")? {
        slots.retain(|slot| slot.at >= since);
    }
    if let Some(until) = time(field, "until")? {
        slots.retain(|slot| slot.at <= until);
    }
    let place = |name: &str| -> Answer<Option<usize>> {
        let Some(cursor) = field.arg(name).filter(|cursor| !cursor.is_empty()) else {
            return Ok(None);
        };
        let number = read_cursor(cursor)
            .ok_or_else(|| Problem::invalid("Invalid cursors values provided in params"))?;
        Ok(slots.iter().position(|slot| slot.number == number))
    };
    let (start, end) = match (place("after")?, place("before")?) {
        (Some(after), _) => (after + 1, (after + 1 + limit).min(slots.len())),
        (None, Some(before)) => (before.saturating_sub(limit), before),
        (None, None) => (0, limit.min(slots.len())),
    };
    let page = slots.get(start..end).unwrap_or_default();
    let mut data = Vec::new();
    for slot in page {
        data.extend(render(slot.number)?);
    }
    let mut answer = json!({ "data": data });
    if let (Some(first), Some(last)) = (page.first(), page.last()) {
        let mut paging = json!({ "cursors": {
            "before": cursor(first.number), "after": cursor(last.number),
        } });
        let address = |name: &str, number: u64| {
            json!(address(state, viewer, owner, field, limit, (name, number)))
        };
        if end < slots.len() {
            paging["next"] = address("after", last.number);
        }
        if start > 0 {
            paging["previous"] = address("before", first.number);
        }
        answer["paging"] = paging;
    }
    Ok(answer)
}

/// Facebook puts the token into the address, and no proof of the app's secret.
fn address(
    state: &State,
    viewer: &Viewer,
    owner: &str,
    field: &Field,
    limit: usize,
    (name, number): (&str, u64),
) -> String {
    let path = format!("{}/{}/{owner}/{}", state.base, state.config.version, field.name);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("access_token", &viewer.token);
    if !field.sub.is_empty() {
        query.append_pair("fields", &written(&field.sub));
    }
    for (key, value) in &field.args {
        if !matches!(key.as_str(), "limit" | "after" | "before") {
            query.append_pair(key, value);
        }
    }
    query.append_pair("limit", &limit.to_string());
    query.append_pair(name, &cursor(number));
    format!("{path}?{}", query.finish())
}

fn cursor(number: u64) -> String {
    STANDARD_NO_PAD.encode(format!("QVFI{number}"))
}

fn read_cursor(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(STANDARD_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix("QVFI")?.parse().ok()
}

/// Unix time.
fn time(field: &Field, name: &str) -> Answer<Option<Timestamp>> {
    let Some(text) = field.arg(name).filter(|text| !text.is_empty()) else { return Ok(None) };
    let read = text.parse::<i64>().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let read = read.or_else(|| text.parse().ok());
    read.map(Some).ok_or_else(|| Problem::invalid(&format!("({name}) must be a valid timestamp")))
}
