//! X Activity: subscriptions to events, and the stream that delivers them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{ConnectInfo, Path, State as Extract};
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use super::auth::{Caller, Token};
use super::events;
use super::fields::Wanted;
use super::model::Subscription;
use super::problem::{Answer, Problem};
use super::rules::backfill;
use super::shared::Shared;
use super::state::{State, wire_time};
use super::stream::{self, Kind};
use super::writes::object;
use crate::net::Switch;
use crate::params::Params;

const MOST: usize = 1500;
const STREAM: Kind =
    Kind { endpoint: "activity_stream", path: "/2/activity/stream", maker: events::of };
/// Those that this stand-in delivers.
const EVENTS: [&str; 8] = [
    "post.create",
    "post.delete",
    "post.mention.create",
    "post.reply.create",
    "post.quote.create",
    "dm.received",
    "dm.sent",
    "dm.read",
];

/// `GET /2/activity/stream`
pub(crate) async fn listen(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    caller.app()?;
    let backfill = backfill(&params)?;
    stream::open(&shared, switch, STREAM, Wanted::everything(), backfill)
}

/// `POST /2/activity/subscriptions`
pub(crate) async fn subscribe(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    body: Bytes,
) -> Answer<Json<Value>> {
    if matches!(caller.token, Token::Bad) {
        return Err(Problem::unauthorized());
    }
    let body = object(&body)?;
    let event_type = body["event_type"].as_str().unwrap_or_default().to_owned();
    if !EVENTS.contains(&event_type.as_str()) {
        return Err(Problem::invalid(
            "event_type",
            &event_type,
            "$.event_type: does not have a value in the enumeration",
        ));
    }
    let tag = body["tag"].as_str().map(str::to_owned);
    if tag.as_ref().is_some_and(|tag| !(1..=200).contains(&tag.chars().count())) {
        return Err(Problem::invalid("tag", "", "$.tag: must be 1 to 200 characters long"));
    }
    shared.act(|state| {
        let filter = &body["filter"];
        let id = filter["user_id"].as_str().unwrap_or_default();
        let user = state.find_id(id);
        let user =
            user.ok_or_else(|| Problem::invalid("filter", id, "$.filter.user_id: is not known"))?;
        let public = matches!(event_type.as_str(), "post.create" | "post.delete");
        if !public {
            // What is private needs the token of that account.
            let mut scopes = vec!["tweet.read"];
            if event_type.starts_with("dm.") {
                scopes.push("dm.read");
            }
            if caller.user(&scopes)? != user {
                return Err(Problem::forbidden(
                    "The user has not authorized this app for this event.",
                ));
            }
        }
        let direction = filter["direction"].as_str().map(str::to_owned);
        let same = |one: &Subscription| {
            one.event_type == event_type && one.user == Some(user) && one.direction == direction
        };
        if state.subscriptions.iter().any(same) {
            let code = StatusCode::CONFLICT;
            let text = "A subscription with this event type and filter exists.";
            return Err(Problem::new(code, "Conflict", text, "about:blank"));
        }
        if state.subscriptions.len() >= MOST {
            return Err(Problem::forbidden("The limit of subscriptions is reached."));
        }
        let (now, id) = (state.now(), state.next_id());
        let made = Subscription {
            id,
            event_type: event_type.clone(),
            user: Some(user),
            direction,
            tag,
            created_at: now,
            updated_at: now,
        };
        let said = said(state, &made);
        state.subscriptions.push(made);
        let total = state.subscriptions.len();
        Ok(Json(json!({ "data": [said], "meta": { "total_subscriptions": total } })))
    })
}

/// `GET /2/activity/subscriptions`
pub(crate) async fn list(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    caller.reads(&["tweet.read"])?;
    Ok(shared.read(|state| {
        let data: Vec<Value> = state.subscriptions.iter().map(|one| said(state, one)).collect();
        let mut body = json!({ "meta": { "result_count": data.len() } });
        if !data.is_empty() {
            body["data"] = json!(data);
        }
        Json(body)
    }))
}

/// `PUT /2/activity/subscriptions/{id}`: only the tag can be changed.
pub(crate) async fn change(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer<Json<Value>> {
    caller.reads(&["tweet.read"])?;
    let body = object(&body)?;
    shared.act(|state| {
        let now = state.now();
        let found = state.subscriptions.iter_mut().find(|one| one.id.to_string() == id);
        let found = found.ok_or_else(Problem::no_page)?;
        found.tag = body["tag"].as_str().map(str::to_owned);
        found.updated_at = now;
        let found = found.clone();
        let total = state.subscriptions.len();
        Ok(Json(json!({ "data": [said(state, &found)], "meta": { "total_subscriptions": total } })))
    })
}

/// `DELETE /2/activity/subscriptions/{id}`
pub(crate) async fn unsubscribe(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    caller.reads(&["tweet.read"])?;
    shared.act(|state| {
        let before = state.subscriptions.len();
        state.subscriptions.retain(|one| one.id.to_string() != id);
        let total = state.subscriptions.len();
        if total == before {
            return Err(Problem::no_page());
        }
        Ok(Json(json!({ "data": { "deleted": true }, "meta": { "total_subscriptions": total } })))
    })
}

fn said(state: &State, one: &Subscription) -> Value {
    let mut said = json!({
        "subscription_id": one.id.to_string(), "event_type": one.event_type,
        "filter": filter(state, one),
        "created_at": wire_time(one.created_at), "updated_at": wire_time(one.updated_at),
    });
    if let Some(tag) = &one.tag {
        said["tag"] = json!(tag);
    }
    said
}

pub(crate) fn filter(state: &State, one: &Subscription) -> Value {
    let mut filter = json!({});
    if let Some(user) = one.user {
        filter["user_id"] = json!(state.person(user).id.to_string());
    }
    if let Some(direction) = &one.direction {
        filter["direction"] = json!(direction);
    }
    filter
}
