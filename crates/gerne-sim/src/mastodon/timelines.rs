//! Timelines, conversations, polls, search.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use serde_json::{Value, json};

use super::auth::Caller;
use super::errors::Answer;
use super::handle::Shared;
use super::model::{Status, Who};
use super::query::{Listed, Page};
use super::state::State;
use super::{Visibility, entities};
use crate::params::Params;

/// Ids of a page's newest and oldest status.
pub(crate) fn ends(found: &[&Status]) -> Option<(String, String)> {
    found.first().zip(found.last()).map(|(first, last)| (first.id.clone(), last.id.clone()))
}

pub(crate) async fn home(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Listed> {
    let who = caller.need("read:statuses")?;
    Ok(shared.read(|state| {
        timeline(state, Some(who), "/api/v1/timelines/home", &params, |status| {
            status.author == who
                || (state.follows.contains(&(who, status.author)) && state.in_home(who, status))
        })
    }))
}

pub(crate) async fn public(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Listed> {
    let viewer = caller.may("read:statuses")?;
    let (local, remote) = (params.flag("local"), params.flag("remote"));
    Ok(shared.read(|state| {
        timeline(state, viewer, "/api/v1/timelines/public", &params, |status| {
            let here = state.account(status.author).host.is_none();
            status.visibility == Visibility::Public && (here || !local) && (!here || !remote)
        })
    }))
}

pub(crate) async fn tag(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(name): Path<String>,
    params: Params,
) -> Answer<Listed> {
    let viewer = caller.may("read:statuses")?;
    let name = name.to_lowercase();
    let path = format!("/api/v1/timelines/tag/{name}");
    Ok(shared.read(|state| {
        timeline(state, viewer, &path, &params, |status| {
            status.visibility == Visibility::Public
                && status.tags.iter().any(|tag| tag.to_lowercase() == name)
        })
    }))
}

pub(crate) async fn conversations(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Listed> {
    let who = caller.need("read:statuses")?;
    Ok(shared.read(|state| {
        let flavour = state.config.flavour;
        let page = Page::of(&params, 20, 40, |id| flavour.rank(id));
        // The newest private message of each conversation stands for it.
        let mut lasts: Vec<&Status> = Vec::new();
        let mut roots = std::collections::BTreeSet::new();
        for status in state.statuses.values().rev() {
            let private = status.visibility == Visibility::Direct && !status.deleted;
            if private && state.may_see(Some(who), status) && roots.insert(&state.root(status).id) {
                lasts.push(status);
            }
        }
        let ranked = lasts.iter().rev().map(|status| (flavour.rank(&status.id), *status));
        let found = page.cut(ranked);
        let body = found.iter().map(|last| entities::conversation(state, who, last)).collect();
        let url = format!("{}/api/v1/conversations", state.base);
        let full = found.len() == page.limit;
        Listed::new(body, &url, &params, &["limit"], ends(&found), full)
    }))
}

pub(crate) async fn read_conversation(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("write:conversations")?;
    shared.act(|state| {
        let last = state
            .statuses
            .values()
            .rev()
            .find(|status| {
                status.visibility == Visibility::Direct
                    && !status.deleted
                    && state.may_see(Some(who), status)
                    && state.root(status).id == id
            })
            .map(|status| status.id.clone());
        let last = last.ok_or_else(|| caller.not_found())?;
        state.read_conversations.insert((who, last.clone()));
        let status = state.status(&last).ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::conversation(state, who, status)))
    })
}

pub(crate) async fn poll(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    shared.read(|state| {
        let poll = state.statuses.values().find_map(|status| {
            status.poll.as_ref().filter(|poll| poll.id == id && state.may_see(viewer, status))
        });
        let poll = poll.ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::poll(state, viewer, poll)))
    })
}

pub(crate) async fn vote(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Json<Value>> {
    let who = caller.need("write:statuses")?;
    let choices: Vec<usize> =
        params.list("choices").iter().filter_map(|choice| choice.parse().ok()).collect();
    shared.act(|state| {
        let status = state.statuses.values().find(|status| {
            status.poll.as_ref().is_some_and(|poll| poll.id == id)
                && state.may_see(Some(who), status)
        });
        let status = status.map(|status| status.id.clone()).ok_or_else(|| caller.not_found())?;
        state.vote(who, &status, &choices).map_err(|text| caller.invalid(text))?;
        let poll = state.status(&status).and_then(|status| status.poll.as_ref());
        let poll = poll.ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::poll(state, Some(who), poll)))
    })
}

pub(crate) async fn search(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:search")?;
    let query = params.get("q").unwrap_or_default().trim().to_owned();
    let kind = params.filled("type").map(str::to_owned);
    let limit = params.number("limit").unwrap_or(20).min(40);
    let wants = |name: &str| kind.as_deref().is_none_or(|kind| kind == name);
    Ok(Json(shared.read(|state| {
        let mut accounts = Vec::new();
        if wants("accounts") {
            accounts = find_people(state, &query);
        }
        let by_address = |status: &Status| {
            state.status_url(status) == query || state.status_uri(status) == query
        };
        let folded = query.to_lowercase();
        // Full text finds one's own posts and those that name one; addresses find everything.
        let hits = state.statuses.values().rev().filter(|status| {
            let mine =
                viewer.is_some_and(|who| status.author == who || status.mentions.contains(&who));
            !status.deleted
                && wants("statuses")
                && state.may_see(viewer, status)
                && (by_address(status)
                    || (mine && !folded.is_empty() && status.text.to_lowercase().contains(&folded)))
        });
        json!({
            "accounts": accounts.into_iter().take(limit)
                .map(|who| entities::account(state, who)).collect::<Vec<_>>(),
            "statuses": hits.take(limit)
                .map(|status| entities::status(state, viewer, status)).collect::<Vec<_>>(),
            "hashtags": [],
        })
    })))
}

/// People whose handle, name or address matches.
pub(crate) fn find_people(state: &State, query: &str) -> Vec<Who> {
    let folded = query.trim().trim_start_matches('@').to_lowercase();
    if folded.is_empty() {
        return Vec::new();
    }
    let exact = state.find_acct(&folded);
    let fits = |who: &Who| {
        let account = state.account(*who);
        account.acct().to_lowercase().starts_with(&folded)
            || account.spec.name.to_lowercase().contains(&folded)
            || account.url(&state.base) == query
            || account.uri(&state.base) == query
    };
    let others = (0..state.accounts.len()).filter(fits).filter(|who| Some(*who) != exact);
    exact.into_iter().chain(others).collect()
}

fn timeline(
    state: &State,
    viewer: Option<Who>,
    path: &str,
    params: &Params,
    keep: impl Fn(&Status) -> bool,
) -> Listed {
    let flavour = state.config.flavour;
    let page = Page::of(params, 20, 40, |id| flavour.rank(id));
    let shown = state
        .statuses
        .iter()
        .filter(|(_, status)| !status.deleted && state.may_see(viewer, status) && keep(status));
    let found = page.cut(shown.map(|(rank, status)| (*rank, status)));
    let body = found.iter().map(|status| entities::status(state, viewer, status)).collect();
    let url = format!("{}{path}", state.base);
    let full = found.len() == page.limit;
    Listed::new(body, &url, params, &["limit", "local", "remote"], ends(&found), full)
}
