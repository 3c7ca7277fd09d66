//! Private messages.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::model::{DmEvent, Who};
use super::paging::Page;
use super::prices::Priced;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use super::timelines::disturb;
use super::writes::object;
use crate::params::Params;

const READ: [&str; 3] = ["dm.read", "tweet.read", "users.read"];
const WRITE: [&str; 3] = ["dm.write", "tweet.read", "users.read"];
/// What is older cannot be read.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(crate) async fn all(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    list(&shared, &caller, &params, "/2/dm_events", |_, _, _| true)
}

pub(crate) async fn with(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let path = format!("/2/dm_conversations/with/{id}/dm_events");
    list(&shared, &caller, &params, &path, move |state, who, event| {
        let other = if event.sender == who { event.recipient } else { event.sender };
        state.person(other).id.to_string() == id
    })
}

pub(crate) async fn conversation(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let path = format!("/2/dm_conversations/{id}/dm_events");
    list(&shared, &caller, &params, &path, move |state, _, event| {
        state.dm_conversation(event.sender, event.recipient) == id
    })
}

fn list(
    shared: &Shared,
    caller: &Caller,
    params: &Params,
    path: &str,
    belongs: impl Fn(&State, Who, &DmEvent) -> bool,
) -> Answer<Response> {
    let who = caller.user(&READ)?;
    let wanted = Wanted::of(params, &["max_results", "pagination_token", "event_types"])?;
    let page = Page::of(params, 1, 100, 100)?;
    let messages = params
        .get("event_types")
        .is_none_or(|types| types.split(',').any(|one| one == "MessageCreate"));
    shared.act(|state| {
        let now = state.now();
        let mine: Vec<u64> = state
            .dms
            .values()
            .rev()
            .filter(|event| messages && theirs(event, who, now) && belongs(state, who, event))
            .map(|event| event.id)
            .collect();
        let cut = page.cut(mine.into_iter());
        let mut envelope = Envelope::new(caller, wanted);
        let mut data: Vec<Value> = cut.ids.iter().map(|id| envelope.dm(state, *id)).collect();
        disturb(state, caller, path, &mut data);
        let mut meta = cut.meta_without_previous();
        if let Some(fields) = meta.as_object_mut() {
            fields.retain(|name, _| name == "result_count" || name == "next_token");
        }
        Ok(envelope.many(state, data, Some(meta)))
    })
}

fn theirs(event: &DmEvent, who: Who, now: jiff::Timestamp) -> bool {
    (event.sender == who || event.recipient == who)
        && !event.deleted_by.contains(&who)
        && now.duration_since(event.created_at) < KEPT
}

pub(crate) async fn one(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let who = caller.user(&READ)?;
    let wanted = Wanted::of(&params, &[])?;
    shared.act(|state| {
        let (number, now) = (id.parse().unwrap_or(0), state.now());
        let found = state.dms.get(&number).is_some_and(|event| theirs(event, who, now));
        if !found {
            let error = super::problem::missing("dm_event", "event_id", &id);
            return Err(Problem::json(StatusCode::OK, json!({ "errors": [error] })));
        }
        let mut envelope = Envelope::new(&caller, wanted);
        let data = envelope.dm(state, number);
        Ok(envelope.one(state, Some(data)))
    })
}

pub(crate) async fn delete(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Response> {
    let who = caller.user(&["dm.write", "dm.read"])?;
    shared.act(|state| {
        let event = state.dms.get_mut(&id.parse().unwrap_or(0));
        let event = event.filter(|event| event.sender == who || event.recipient == who);
        let event = event.ok_or_else(|| Problem::invalid("event_id", &id, "not valid"))?;
        event.deleted_by.insert(who);
        let now = state.now();
        state.bill.charge(now, Priced::Delete, 1);
        Ok(Json(json!({ "data": { "deleted": true } })).into_response())
    })
}

pub(crate) async fn send_to(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer<Response> {
    let who = caller.user(&WRITE)?;
    let body = object(&body)?;
    shared.act(|state| {
        let to = state.find_id(&id);
        let to = to.ok_or_else(|| Problem::forbidden("You cannot send messages to this user."))?;
        send(state, &caller, who, to, &body)
    })
}

pub(crate) async fn send_in(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer<Response> {
    let who = caller.user(&WRITE)?;
    let body = object(&body)?;
    shared.act(|state| {
        let me = state.person(who).id.to_string();
        let other = match id.split_once('-') {
            Some((one, other)) if one == me => state.find_id(other),
            Some((one, other)) if other == me => state.find_id(one),
            _ => None,
        };
        let to = other.filter(|other| state.dm_conversation(who, *other) == id);
        let to = to
            .ok_or_else(|| Problem::forbidden("You are not a participant of this conversation."))?;
        send(state, &caller, who, to, &body)
    })
}

fn send(state: &mut State, caller: &Caller, who: Who, to: Who, body: &Value) -> Answer<Response> {
    let media: Vec<String> = body["attachments"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["media_id"].as_str().map(str::to_owned))
        .collect();
    if media.len() > 1 {
        return Err(Problem::invalid("", "", "$.attachments: must have at most 1 items"));
    }
    let text = body["text"].as_str().unwrap_or_default();
    let id = state.write_dm(&caller.actor(who), to, text, &media)?;
    let now = state.now();
    state.bill.charge(now, Priced::DmCreate, 1);
    let data = json!({
        "dm_conversation_id": state.dm_conversation(who, to), "dm_event_id": id.to_string(),
    });
    Ok((StatusCode::CREATED, Json(json!({ "data": data }))).into_response())
}
