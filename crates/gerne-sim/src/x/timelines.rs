//! `/2/users/{id}/mentions`, `/2/users/{id}/tweets`, `/2/tweets/{id}/quote_tweets`.

use std::sync::Arc;

use axum::extract::{Path, State as Extract};
use axum::response::Response;

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::model::Who;
use super::paging::Page;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use crate::faults::FaultKind;
use crate::params::Params;

/// Mentions that can be read back.
const MENTIONS: usize = 800;
/// Own posts that can be read back.
const OWN: usize = 3_200;
const READ: [&str; 2] = ["tweet.read", "users.read"];
const LIST: [&str; 6] =
    ["since_id", "until_id", "max_results", "pagination_token", "start_time", "end_time"];

pub(crate) async fn mentions(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let viewer = caller.reads(&READ)?;
    let wanted = Wanted::of(&params, &LIST)?;
    let page = Page::of(&params, 5, 100, 10)?;
    shared.act(|state| {
        let who = state.find_id(&id).ok_or_else(|| Problem::no_user("id", &id))?;
        let all: Vec<u64> = state.mentions_of(who, viewer);
        let path = format!("/2/users/{id}/mentions");
        Ok(list(state, &caller, wanted, &page, all, &path, viewer == Some(who)))
    })
}

pub(crate) async fn tweets(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let viewer = caller.reads(&READ)?;
    let wanted = Wanted::of(&params, &[&LIST[..], &["exclude"]].concat())?;
    let page = Page::of(&params, 5, 100, 10)?;
    let without_replies =
        params.get("exclude").is_some_and(|text| text.split(',').any(|one| one == "replies"));
    shared.act(|state| {
        let who = state.find_id(&id).ok_or_else(|| Problem::no_user("id", &id))?;
        if !state.may_read(viewer, who) {
            let error = super::problem::not_authorized("user", "id", &id);
            let body = serde_json::json!({ "errors": [error] });
            return Err(Problem::json(http::StatusCode::OK, body));
        }
        let posts = state.person(who).posts.iter().rev().take(OWN).copied();
        let all = posts
            .filter(|id| !(without_replies && state.versions[id].reply_to.is_some()))
            .collect();
        let path = format!("/2/users/{id}/tweets");
        Ok(list(state, &caller, wanted, &page, all, &path, viewer == Some(who)))
    })
}

pub(crate) async fn quotes(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let viewer = caller.reads(&READ)?;
    let own = ["max_results", "pagination_token", "exclude"];
    let wanted = Wanted::of(&params, &own)?;
    let page = Page::of(&params, 10, 100, 10)?;
    shared.act(|state| {
        let number = id.parse().unwrap_or(0);
        let quoted = state.visible(viewer, number).ok_or_else(|| Problem::no_post("id", number))?;
        let chain = state.chain(quoted);
        let newest = chain.quotes.iter().map(|first| state.chains[first].newest());
        let mut all: Vec<u64> = newest.filter(|id| state.visible(viewer, *id).is_some()).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        let path = format!("/2/tweets/{id}/quote_tweets");
        Ok(list(state, &caller, wanted, &page, all, &path, false))
    })
}

impl State {
    /// The newest mentions of a person that `viewer` may see, newest first.
    pub(crate) fn mentions_of(&self, who: Who, viewer: Option<Who>) -> Vec<u64> {
        let all = self.person(who).mentions.iter().rev().take(MENTIONS).enumerate();
        all.filter(|(newer, id)| {
            let version = &self.versions[*id];
            let late = self.chain(version).late.filter(|(whose, _)| *whose == who);
            let hidden =
                late.is_some_and(|(_, behind)| u32::try_from(*newer).unwrap_or(0) < behind);
            !hidden && self.may_read(viewer, version.author)
        })
        .map(|(_, id)| *id)
        .collect()
    }
}

/// A page of posts, with the faults that lists have.
pub(crate) fn list(
    state: &mut State,
    caller: &Caller,
    wanted: Wanted,
    page: &Page,
    all: Vec<u64>,
    path: &str,
    own: bool,
) -> Response {
    let owner = state.owner_of(caller.client());
    let owned = own && owner.is_some() && owner == caller.who();
    let cut = page.cut(all.into_iter());
    let mut envelope = Envelope::new(caller, wanted).owned(owned);
    let mut data = Vec::new();
    for id in &cut.ids {
        let version = state.versions[id].clone();
        data.push(envelope.tweet(state, &version));
    }
    disturb(state, caller, path, &mut data);
    let meta = cut.meta();
    envelope.many(state, data, Some(meta))
}

/// Lists may repeat and come in any order.
pub(crate) fn disturb(
    state: &mut State,
    caller: &Caller,
    path: &str,
    data: &mut Vec<serde_json::Value>,
) {
    let drawn = state.draw("GET", path, caller.who(), |kind| {
        matches!(kind, FaultKind::ListDuplicates | FaultKind::ListShuffled)
    });
    for (_, kind) in drawn {
        if kind == FaultKind::ListDuplicates {
            *data = data.iter().flat_map(|one| [one.clone(), one.clone()]).collect();
        } else {
            for at in (1..data.len()).rev() {
                let other = state.random.below(at + 1);
                data.swap(at, other);
            }
        }
    }
}
