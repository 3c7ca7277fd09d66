//! What an app asks about itself: usage, and its connections.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use bytes::Bytes;
use serde_json::{Value, json};

use super::auth::Caller;
use super::model::Connection;
use super::paging::not_valid;
use super::problem::Answer;
use super::shared::Shared;
use super::state::{State, wire_time};
use super::writes::{object, strings};
use crate::params::Params;

/// `GET /2/usage/tweets`
pub(crate) async fn usage(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    let client = caller.app()?.to_owned();
    let text = params.get("days").unwrap_or("7");
    let days: Option<usize> = text.parse().ok().filter(|days| (1..=90).contains(days));
    let days = days.ok_or_else(|| not_valid("days", text))?;
    let usual = "cap_reset_day,project_cap,project_id,project_usage";
    let fields: Vec<&str> = params.get("usage.fields").unwrap_or(usual).split(',').collect();
    Ok(shared.read(|state| {
        let by_day = state.bill.posts_by_day();
        let day = |(day, count): (&String, &u64)| {
            json!({ "date": format!("{day}T00:00:00.000Z"), "usage": count })
        };
        let mut daily: Vec<Value> = by_day.iter().rev().take(days).map(day).collect();
        daily.reverse();
        let mut data = json!({
            "cap_reset_day": 1, "project_cap": state.config.monthly_posts, "project_id": "136",
            "project_usage": state.bill.posts_this_month(state.now()),
            "daily_project_usage": { "project_id": 136, "usage": daily },
            "daily_client_app_usage": [
                { "client_app_id": client, "usage_result_count": daily.len(), "usage": daily },
            ],
        });
        if let Some(all) = data.as_object_mut() {
            all.retain(|name, _| fields.contains(&name.as_str()));
        }
        Json(json!({ "data": data }))
    }))
}

/// `GET /2/connections`
pub(crate) async fn connections(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    caller.app()?;
    let usual = "connected_at,endpoint_name,id";
    let fields: Vec<&str> = params.get("connection.fields").unwrap_or(usual).split(',').collect();
    let status = params.get("status").unwrap_or("active");
    let endpoints: Option<Vec<&str>> =
        params.get("endpoints").map(|text| text.split(',').collect());
    Ok(shared.read(|state| {
        let wanted = |one: &&Connection| {
            let open = one.closed.is_none();
            let fits = match status {
                "active" => open,
                "inactive" => !open,
                _ => true,
            };
            fits && endpoints.as_ref().is_none_or(|all| all.contains(&one.endpoint))
        };
        let data: Vec<Value> =
            state.streams.iter().filter(wanted).map(|one| said(one, &fields)).collect();
        let mut body = json!({ "meta": { "result_count": data.len() } });
        if !data.is_empty() {
            body["data"] = json!(data);
        }
        Json(body)
    }))
}

fn said(one: &Connection, fields: &[&str]) -> Value {
    let mut said = json!({
        "id": one.id, "endpoint_name": one.endpoint, "connected_at": wire_time(one.connected_at),
        "client_ip": "127.0.0.1",
    });
    if let Some((at, why)) = one.closed {
        said["disconnected_at"] = json!(wire_time(at));
        said["disconnect_reason"] = json!(why);
    }
    if let Some(all) = said.as_object_mut() {
        all.retain(|name, _| fields.contains(&name.as_str()));
    }
    said
}

/// `DELETE /2/connections`: those named.
pub(crate) async fn kill(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    body: Bytes,
) -> Answer<Json<Value>> {
    caller.app()?;
    let ids = strings(&object(&body)?["uuids"]);
    Ok(Json(shared.act(|state| close(state, &ids))))
}

/// `DELETE /2/connections/all`
pub(crate) async fn kill_all(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    caller.app()?;
    Ok(Json(shared.act(|state| {
        let ids = open(state, |_| true);
        close(state, &ids)
    })))
}

/// `DELETE /2/connections/{endpoint_id}`
pub(crate) async fn kill_endpoint(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(endpoint): Path<String>,
) -> Answer<Json<Value>> {
    caller.app()?;
    Ok(Json(shared.act(|state| {
        let ids = open(state, |one| one.endpoint == endpoint);
        close(state, &ids)
    })))
}

fn open(state: &State, wanted: impl Fn(&Connection) -> bool) -> Vec<String> {
    let open = state.streams.iter().filter(|one| one.closed.is_none() && wanted(one));
    open.map(|one| one.id.clone()).collect()
}

fn close(state: &mut State, ids: &[String]) -> Value {
    let mut results = Vec::new();
    let mut killed = 0;
    for id in ids {
        let success = state.close_stream(id, "killed");
        killed += usize::from(success);
        let mut result = json!({ "uuid": id, "success": success });
        if !success {
            result["error_message"] = json!("Connection not found");
        }
        results.push(result);
    }
    json!({ "data": {
        "successful_kills": killed, "failed_kills": ids.len() - killed, "results": results,
    } })
}
