//! `/api/v1/accounts`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use http::StatusCode;
use serde_json::Value;

use super::auth::Caller;
use super::entities;
use super::errors::Answer;
use super::handle::Shared;
use super::query::{Listed, Page};
use super::{Flavour, Visibility};
use crate::params::Params;

pub(crate) async fn verify_credentials(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let who = caller.need("read:accounts:own")?;
    Ok(Json(shared.read(|state| entities::credential_account(state, who))))
}

pub(crate) async fn verify_app(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let super::auth::Token::Good { application, scopes, .. } = &caller.token else {
        return Err(caller.error(StatusCode::UNAUTHORIZED, super::texts::Text::InvalidToken));
    };
    let flavour = shared.read(|state| state.config.flavour);
    let mut app = serde_json::json!({ "name": application, "website": null, "scopes": scopes });
    if flavour == Flavour::Mastodon {
        app["id"] = serde_json::json!("1");
        app["redirect_uris"] = serde_json::json!([]);
    }
    Ok(Json(app))
}

pub(crate) async fn userinfo(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let who = caller.need("read:accounts:own")?;
    Ok(Json(shared.read(|state| {
        let account = state.account(who);
        serde_json::json!({
            "iss": format!("{}/", state.base), "sub": account.uri(&state.base),
            "name": account.spec.name, "preferred_username": account.username,
            "profile": account.url(&state.base),
        })
    })))
}

pub(crate) async fn show(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    caller.may("read:accounts")?;
    shared.read(|state| {
        let who = state.find_account_id(&id).ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::account(state, who)))
    })
}

pub(crate) async fn lookup(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    caller.may("read:accounts")?;
    shared.read(|state| {
        let acct = params.get("acct").unwrap_or_default();
        let who = state.find_acct(acct).ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::account(state, who)))
    })
}

pub(crate) async fn search(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    caller.need("read:accounts")?;
    let limit = params.number("limit").unwrap_or(40).min(80);
    let query = params.get("q").unwrap_or_default().to_owned();
    Ok(Json(shared.read(|state| {
        let found = super::timelines::find_people(state, &query).into_iter().take(limit);
        found.map(|who| entities::account(state, who)).collect()
    })))
}

pub(crate) async fn relationships(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    let who = caller.need("read:follows")?;
    let mut ids = params.list("id");
    ids.extend(params.filled("id").map(str::to_owned));
    Ok(Json(shared.read(|state| {
        let others = ids.iter().filter_map(|id| state.find_account_id(id));
        others.map(|other| entities::relationship(state, who, other)).collect()
    })))
}

pub(crate) async fn follow(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path((id, verb)): Path<(String, String)>,
) -> Answer<Json<Value>> {
    let who = caller.need("write:follows")?;
    shared.act(|state| {
        let other = state.find_account_id(&id).ok_or_else(|| caller.not_found())?;
        match verb.as_str() {
            "follow" => state.follow(who, other),
            "unfollow" => {
                state.follows.remove(&(who, other));
            }
            _ => return Err(caller.not_found()),
        }
        Ok(Json(entities::relationship(state, who, other)))
    })
}

pub(crate) async fn statuses(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Listed> {
    let viewer = caller.may("read:statuses")?;
    shared.read(|state| {
        let who = state.find_account_id(&id).ok_or_else(|| caller.not_found())?;
        let flavour = state.config.flavour;
        let page = Page::of(&params, 20, 40, |id| flavour.rank(id));
        let (no_replies, only_media) = (params.flag("exclude_replies"), params.flag("only_media"));
        let tag = params.filled("tagged").map(str::to_lowercase);
        let wanted = state.statuses.iter().filter(|(_, status)| {
            status.author == who
                && !status.deleted
                && state.may_see(viewer, status)
                // Private messages are not part of a profile, not even of one's own.
                && (status.visibility != Visibility::Direct || viewer == Some(who))
                && !(no_replies && status.in_reply_to.is_some())
                && !(only_media && status.media.is_empty())
                && tag.as_ref().is_none_or(|tag| {
                    status.tags.iter().any(|known| known.to_lowercase() == *tag)
                })
        });
        let found = page.cut(wanted.map(|(rank, status)| (*rank, status)));
        let ids = super::timelines::ends(&found);
        let full = found.len() == page.limit;
        let body = found.iter().map(|status| entities::status(state, viewer, status)).collect();
        let url = format!("{}/api/v1/accounts/{id}/statuses", state.base);
        let kept = ["limit", "exclude_replies", "only_media", "tagged"];
        Ok(Listed::new(body, &url, &params, &kept, ids, full))
    })
}
