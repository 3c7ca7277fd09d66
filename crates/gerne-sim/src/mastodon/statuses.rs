//! `/api/v1/statuses`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::auth::Caller;
use super::errors::Answer;
use super::handle::Shared;
use super::model::{Revision, Who};
use super::state::State;
use super::texts::Text;
use super::{Flavour, PollSpec, PostSpec, Visibility, entities};
use crate::params::Params;

pub(crate) async fn create(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    let who = caller.need("write:statuses")?;
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    shared.act(|state| {
        let spec = spec_of(state, who, &params).map_err(|text| caller.invalid(text))?;
        if let Some(at) = params.filled("scheduled_at") {
            return Ok(Json(scheduled(state, &spec, at)));
        }
        let actor = caller.actor(who);
        let published = state.publish(&actor, spec, key).map_err(|text| match text {
            Text::ReplyGone => caller.error(http::StatusCode::NOT_FOUND, text),
            text => caller.invalid(text),
        })?;
        show_one(state, &caller, Some(who), &published.id)
    })
}

pub(crate) async fn edit(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Json<Value>> {
    let who = caller.need("write:statuses")?;
    shared.act(|state| {
        own(state, &caller, who, &id)?;
        let mut spec = spec_of(state, who, &params).map_err(|text| caller.invalid(text))?;
        // Quote and parent cannot be changed; alt texts can.
        spec.quote = None;
        change_descriptions(state, &params);
        let actor = caller.actor(who);
        state.edit(&actor, &id, spec).map_err(|text| caller.invalid(text))?;
        show_one(state, &caller, Some(who), &id)
    })
}

pub(crate) async fn delete(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("write:statuses")?;
    shared.act(|state| {
        own(state, &caller, who, &id)?;
        let mut body = show_one(state, &caller, Some(who), &id)?.0;
        let text = state.status(&id).map(|status| status.text.clone());
        state.delete(&caller.actor(who), &id);
        body["text"] = json!(text);
        Ok(Json(body))
    })
}

pub(crate) async fn show(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    shared.read(|state| show_one(state, &caller, viewer, &id))
}

pub(crate) async fn batch(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    let mut ids = params.list("id");
    ids.extend(params.filled("id").map(str::to_owned));
    shared.read(|state| {
        if !state.config.flavour.has_status_batches() {
            return Err(caller.not_found());
        }
        let found = ids.iter().take(40).filter_map(|id| state.visible(viewer, id));
        Ok(Json(found.map(|status| entities::status(state, viewer, status)).collect()))
    })
}

pub(crate) async fn context(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    // Without a token the server shows less.
    let (up, down) = if viewer.is_some() { (4096, 4096) } else { (40, 60) };
    shared.read(|state| {
        state.visible(viewer, &id).ok_or_else(|| caller.not_found())?;
        let show = |list: Vec<_>, most: usize| -> Vec<Value> {
            list.into_iter().take(most).map(|s| entities::status(state, viewer, s)).collect()
        };
        let ancestors = show(state.ancestors(viewer, &id), up);
        let descendants = show(state.descendants(viewer, &id), down);
        Ok(Json(json!({ "ancestors": ancestors, "descendants": descendants })))
    })
}

pub(crate) async fn history(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    shared.read(|state| {
        let status = state.visible(viewer, &id).ok_or_else(|| caller.not_found())?;
        let present = [Revision {
            html: status.html.clone(),
            spoiler_text: status.spoiler_text.clone(),
            sensitive: status.sensitive,
            media: status.media.clone(),
            created_at: status.created_at,
        }];
        let revisions =
            if status.revisions.is_empty() { present.as_slice() } else { &status.revisions };
        let show = |revision| entities::revision(state, status.author, revision);
        Ok(Json(revisions.iter().map(show).collect()))
    })
}

pub(crate) async fn source(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("read:statuses")?;
    shared.read(|state| {
        let status = state.visible(Some(who), &id).ok_or_else(|| caller.not_found())?;
        Ok(Json(json!({
            "id": status.id, "text": status.text, "spoiler_text": status.spoiler_text,
        })))
    })
}

pub(crate) async fn quotes(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:statuses")?;
    shared.read(|state| {
        state.visible(viewer, &id).ok_or_else(|| caller.not_found())?;
        let found = state.quotes_of(&id).filter(|status| state.may_see(viewer, status));
        Ok(Json(found.map(|status| entities::status(state, viewer, status)).collect()))
    })
}

pub(crate) async fn favourited_by(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let viewer = caller.may("read:accounts")?;
    shared.read(|state| {
        let status = state.visible(viewer, &id).ok_or_else(|| caller.not_found())?;
        Ok(Json(status.favourites.iter().map(|who| entities::account(state, *who)).collect()))
    })
}

pub(crate) async fn favourite(
    shared: Extract<Arc<Shared>>,
    caller: Caller,
    id: Path<String>,
) -> Answer<Json<Value>> {
    like(shared, &caller, &id, true)
}

pub(crate) async fn unfavourite(
    shared: Extract<Arc<Shared>>,
    caller: Caller,
    id: Path<String>,
) -> Answer<Json<Value>> {
    like(shared, &caller, &id, false)
}

fn like(
    Extract(shared): Extract<Arc<Shared>>,
    caller: &Caller,
    id: &str,
    on: bool,
) -> Answer<Json<Value>> {
    let who = caller.need("write:favourites")?;
    shared.act(|state| {
        state.visible(Some(who), id).ok_or_else(|| caller.not_found())?;
        state.favourite(&caller.actor(who), id, on);
        show_one(state, caller, Some(who), id)
    })
}

fn show_one(state: &State, caller: &Caller, viewer: Option<Who>, id: &str) -> Answer<Json<Value>> {
    let status = state.visible(viewer, id).ok_or_else(|| caller.not_found())?;
    Ok(Json(entities::status(state, viewer, status)))
}

/// One's own status, else 404: the server does not say that it exists.
fn own(state: &State, caller: &Caller, who: Who, id: &str) -> Answer<()> {
    let status = state.status(id).filter(|status| status.author == who);
    status.map(|_| ()).ok_or_else(|| caller.not_found())
}

fn spec_of(state: &State, who: Who, params: &Params) -> Result<PostSpec, Text> {
    let spec = &state.account(who).spec;
    let usual = if spec.locked { Visibility::Private } else { Visibility::Public };
    let visibility = match params.filled("visibility") {
        None => usual,
        Some(text) => Visibility::parse(text).ok_or(Text::BadVisibility)?,
    };
    let poll = params.has("poll").then(|| PollSpec {
        options: params.list("poll[options]"),
        expires_in: params.number("poll[expires_in]").unwrap_or(0),
        multiple: params.flag("poll[multiple]"),
    });
    let quotes = state.config.flavour == Flavour::Mastodon;
    Ok(PostSpec {
        text: params.get("status").unwrap_or_default().to_owned(),
        visibility,
        in_reply_to: params.filled("in_reply_to_id").map(str::to_owned),
        quote: params.filled("quoted_status_id").filter(|_| quotes).map(str::to_owned),
        spoiler_text: params.get("spoiler_text").unwrap_or_default().to_owned(),
        sensitive: params.flag("sensitive"),
        language: params.filled("language").map(str::to_owned),
        media: params.list("media_ids"),
        poll,
        created_at: None,
    })
}

/// `media_attributes[][id]` and `…[description]`, pairwise.
fn change_descriptions(state: &mut State, params: &Params) {
    let pairs = params.pairs_of("media_attributes[][id]", "media_attributes[][description]");
    for (id, description) in pairs {
        if let Some(media) = state.media.get_mut(&id) {
            media.description = Some(description);
        }
    }
}

fn scheduled(state: &mut State, spec: &PostSpec, at: &str) -> Value {
    let now = state.now();
    let at: Timestamp = at.parse().unwrap_or(now);
    json!({
        "id": state.fresh_id(now), "scheduled_at": entities::time(at),
        "params": { "text": spec.text, "visibility": spec.visibility.as_str() },
        "media_attachments": [],
    })
}
