//! `/2/tweets/search/recent` and `/2/tweets/counts/recent`: the last seven days.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Extract;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::ids;
use super::paging::Page;
use super::prices::Priced;
use super::problem::{Answer, Problem};
use super::query::{Query, Use};
use super::shared::Shared;
use super::state::State;
use super::timelines::disturb;
use crate::params::Params;

const BACK: SignedDuration = SignedDuration::from_hours(7 * 24);
const LONGEST: usize = 512;
const LONGEST_ENTERPRISE: usize = 4096;

pub(crate) async fn recent(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    caller.reads(&["tweet.read", "users.read"])?;
    let own = [
        "query",
        "since_id",
        "until_id",
        "max_results",
        "pagination_token",
        "next_token",
        "start_time",
        "end_time",
        "sort_order",
    ];
    let wanted = Wanted::of(&params, &own)?;
    let page = Page::of(&params, 10, 100, 10)?;
    let text = params.filled("query").unwrap_or_default();
    shared.act(|state| {
        let query = parsed(state, text)?;
        let oldest = oldest(state);
        for name in ["since_id", "until_id"] {
            if params.number::<u64>(name).is_some_and(|id| id < oldest) {
                let why = format!("'{name}' must be a tweet id created after [TIMESTAMP]. Please use a '{name}' that is larger than {oldest}");
                return Err(Problem::invalid(name, params.get(name).unwrap_or_default(), &why));
            }
        }
        let found = found(state, &query, oldest);
        let cut = page.cut(found.into_iter());
        let mut envelope = Envelope::new(&caller, wanted);
        let mut data = Vec::new();
        for id in &cut.ids {
            let version = state.versions[id].clone();
            data.push(envelope.tweet(state, &version));
        }
        disturb(state, &caller, "/2/tweets/search/recent", &mut data);
        let meta = cut.meta_without_previous();
        Ok(envelope.many(state, data, Some(meta)))
    })
}

/// `/2/tweets/counts/recent`: how many posts a search would find, by day, hour or minute; told to
/// applications alone.
pub(crate) async fn counts(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    caller.app()?;
    let text = params.filled("query").unwrap_or_default();
    let granularity = params.filled("granularity").unwrap_or("hour");
    let step = match granularity {
        "day" => SignedDuration::from_hours(24),
        "hour" => SignedDuration::from_hours(1),
        "minute" => SignedDuration::from_mins(1),
        other => return Err(Problem::invalid("granularity", other, "must be day, hour or minute")),
    };
    shared.act(|state| {
        let query = parsed(state, text)?;
        let now = state.now();
        let first = now.checked_sub(BACK).unwrap_or_default();
        let time = |name: &str, otherwise: Timestamp| -> Answer<Timestamp> {
            let Some(said) = params.filled(name) else { return Ok(otherwise) };
            let why = format!("'{name}' must be on or after [TIMESTAMP] and before now");
            let at = said.parse::<Timestamp>().ok();
            at.filter(|at| *at >= first && *at <= now)
                .ok_or_else(|| Problem::invalid(name, said, &why))
        };
        let (from, to) = (time("start_time", first)?, time("end_time", now)?);
        let within = |id: &u64| {
            let at = state.versions[id].created_at;
            at >= from && at < to
        };
        let oldest = oldest(state);
        let found: Vec<u64> =
            found(state, &query, oldest).into_iter().filter(|id| within(id)).collect();
        let mut parts = Vec::new();
        let mut begin = from;
        while begin < to {
            let end = begin.checked_add(step).unwrap_or(to).min(to);
            let count = found.iter().filter(|id| {
                let at = state.versions[*id].created_at;
                at >= begin && at < end
            });
            let count = count.count();
            parts.push(json!({
                "start": begin.to_string(), "end": end.to_string(), "tweet_count": count,
            }));
            begin = end;
        }
        state.bill.charge(now, Priced::Counts, 1);
        let meta = json!({ "total_tweet_count": found.len() });
        Ok(Json(json!({ "data": parts, "meta": meta })))
    })
}

fn parsed(state: &State, text: &str) -> Answer<Query> {
    if text.is_empty() {
        return Err(Problem::invalid("query", "", "The `query` query parameter can not be empty"));
    }
    let most = if state.config.enterprise { LONGEST_ENTERPRISE } else { LONGEST };
    if text.chars().count() > most {
        let why = format!("The `query` query parameter must have at most {most} characters");
        return Err(Problem::invalid("query", text, &why));
    }
    Query::parse(text).map_err(|why| {
        Problem::invalid(
            "query",
            text,
            &format!("There were errors processing your request: {why}"),
        )
    })
}

fn oldest(state: &State) -> u64 {
    ids::at(state.now().checked_sub(BACK).unwrap_or_default())
}

/// What a search finds, the newest first.
fn found(state: &State, query: &Query, oldest: u64) -> Vec<u64> {
    let versions = state.versions.range(oldest..).rev().map(|(_, version)| version);
    let shown = versions.filter(|version| {
        let chain = state.chain(version);
        let shown = chain.deleted.is_none() && chain.newest() == version.id;
        let public = !state.person(version.author).spec.protected;
        shown && public && query.matches(state, version, Use::Search)
    });
    shown.map(|version| version.id).collect()
}
