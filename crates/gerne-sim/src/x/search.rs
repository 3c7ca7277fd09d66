//! `/2/tweets/search/recent`: the last seven days.

use std::sync::Arc;

use axum::extract::State as Extract;
use axum::response::Response;
use jiff::SignedDuration;

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::ids;
use super::paging::Page;
use super::problem::{Answer, Problem};
use super::query::{Query, Use};
use super::shared::Shared;
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
    if text.is_empty() {
        return Err(Problem::invalid("query", "", "The `query` query parameter can not be empty"));
    }
    shared.act(|state| {
        let most = if state.config.enterprise { LONGEST_ENTERPRISE } else { LONGEST };
        if text.chars().count() > most {
            let why = format!("The `query` query parameter must have at most {most} characters");
            return Err(Problem::invalid("query", text, &why));
        }
        let query = Query::parse(text).map_err(|why| {
            Problem::invalid("query", text, &format!("There were errors processing your request: {why}"))
        })?;
        let oldest = ids::at(state.now().checked_sub(BACK).unwrap_or_default());
        for name in ["since_id", "until_id"] {
            if params.number::<u64>(name).is_some_and(|id| id < oldest) {
                let why = format!("'{name}' must be a tweet id created after [TIMESTAMP]. Please use a '{name}' that is larger than {oldest}");
                return Err(Problem::invalid(name, params.get(name).unwrap_or_default(), &why));
            }
        }
        let found: Vec<u64> = state
            .versions
            .range(oldest..)
            .rev()
            .map(|(_, version)| version)
            .filter(|version| {
                let chain = state.chain(version);
                let shown = chain.deleted.is_none() && chain.newest() == version.id;
                let public = !state.person(version.author).spec.protected;
                shown && public && query.matches(state, version, Use::Search)
            })
            .map(|version| version.id)
            .collect();
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
