//! The filtered stream and its rules.

use std::sync::Arc;

use axum::Json;
use axum::extract::{ConnectInfo, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::model::Rule;
use super::paging::not_valid;
use super::problem::{Answer, Problem, TYPES};
use super::query::{Query, Use};
use super::shared::{Change, Shared};
use super::state::{State, wire_time};
use super::stream::{self, Kind};
use super::writes::{object, strings};
use crate::net::Switch;
use crate::params::Params;

const MOST: usize = 1000;
const LONGEST: usize = 1024;
const LONGEST_ENTERPRISE: usize = 2048;
const STREAM: Kind =
    Kind { endpoint: "filtered_stream", path: "/2/tweets/search/stream", maker: matching };

/// `GET /2/tweets/search/stream`
pub(crate) async fn listen(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    caller.app()?;
    let wanted = Wanted::of(&params, &["backfill_minutes", "start_time", "end_time"])?;
    let backfill = backfill(&params)?;
    let (rules, enterprise) = shared.read(|state| (state.rules.len(), state.config.enterprise));
    if backfill > 0 && !enterprise {
        return Err(not_valid("backfill_minutes", &backfill.to_string()));
    }
    if rules == 0 {
        let body = json!({
            "title": "ConnectionException", "connection_issue": "RuleConfigurationIssue",
            "detail": "You must define at least one rule before connecting.",
            "type": format!("{TYPES}streaming-connection"),
        });
        return Err(Problem::json(StatusCode::CONFLICT, body));
    }
    stream::open(&shared, switch, STREAM, wanted, backfill)
}

pub(crate) fn backfill(params: &Params) -> Answer<i64> {
    let Some(text) = params.get("backfill_minutes") else { return Ok(0) };
    let minutes = text.parse().ok().filter(|minutes| (0..=5).contains(minutes));
    minutes.ok_or_else(|| not_valid("backfill_minutes", text))
}

/// A new version of a post that a rule wants.
fn matching(state: &mut State, change: &Change, wanted: &Wanted) -> Vec<Value> {
    let Change::Posted(id) = change else { return Vec::new() };
    let Some(version) = state.visible(None, *id).cloned() else { return Vec::new() };
    let hits: Vec<Value> = state
        .rules
        .iter()
        .filter(|rule| rule.query.matches(state, &version, Use::Stream))
        .map(|rule| json!({ "id": rule.id.to_string(), "tag": rule.tag }))
        .collect();
    if hits.is_empty() {
        return Vec::new();
    }
    let mut envelope = Envelope::for_viewer(None, wanted.clone());
    let mut body = json!({ "data": envelope.tweet(state, &version) });
    envelope.close(state, &mut body);
    body["matching_rules"] = json!(hits);
    vec![body]
}

/// `GET /2/tweets/search/stream/rules`
pub(crate) async fn list(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    caller.app()?;
    let ids: Option<Vec<String>> =
        params.get("ids").map(|text| text.split(',').map(str::to_owned).collect());
    Ok(shared.read(|state| {
        let wanted =
            |rule: &&Rule| ids.as_ref().is_none_or(|ids| ids.contains(&rule.id.to_string()));
        let data: Vec<Value> = state.rules.iter().filter(wanted).map(said).collect();
        let meta = json!({ "sent": wire_time(state.now()), "result_count": data.len() });
        if data.is_empty() {
            return Json(json!({ "meta": meta }));
        }
        Json(json!({ "data": data, "meta": meta }))
    }))
}

/// `GET /2/tweets/search/stream/rules/counts`
pub(crate) async fn counts(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let client = caller.app()?.to_owned();
    let count = shared.read(|state| state.rules.len());
    Ok(Json(json!({ "data": {
        "client_app_rules_count": { "client_app_id": client, "rule_count": count },
        "project_rules_count": count, "cap_per_client_app": MOST, "cap_per_project": MOST,
    } })))
}

/// `POST /2/tweets/search/stream/rules`
pub(crate) async fn change(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    uri: http::Uri,
    body: Bytes,
) -> Answer<Response> {
    caller.app()?;
    let params = Params::from_query(uri.query().unwrap_or_default());
    let dry = params.flag("dry_run");
    if params.flag("delete_all") {
        return Ok(shared.act(|state| remove(state, dry, |_| true, 0)));
    }
    let body = object(&body)?;
    match (body["add"].as_array(), body["delete"].as_object()) {
        (Some(added), None) if !added.is_empty() => shared.act(|state| add(state, added, dry)),
        (None, Some(gone)) => {
            let empty = Value::Null;
            let ids = strings(gone.get("ids").unwrap_or(&empty));
            let values = strings(gone.get("values").unwrap_or(&empty));
            let wanted = ids.len() + values.len();
            Ok(shared.act(|state| {
                let goes = |rule: &Rule| {
                    ids.contains(&rule.id.to_string()) || values.contains(&rule.value)
                };
                remove(state, dry, goes, wanted)
            }))
        }
        _ => Err(Problem::invalid("", "", "$: must have exactly one of add and delete")),
    }
}

fn add(state: &mut State, added: &[Value], dry: bool) -> Answer<Response> {
    if state.rules.len() + added.len() > MOST {
        let title = "RulesCapExceeded";
        let detail = "Your project has exceeded the provisioned limit for active rules.";
        return Err(Problem::new(StatusCode::BAD_REQUEST, title, detail, "rule-cap"));
    }
    let longest = if state.config.enterprise { LONGEST_ENTERPRISE } else { LONGEST };
    let (mut made, mut errors, mut invalid) = (Vec::new(), Vec::new(), 0);
    for one in added {
        let value = one["value"].as_str().unwrap_or_default().to_owned();
        let known = state.rules.iter().chain(&made).find(|rule: &&Rule| rule.value == value);
        if let Some(known) = known {
            errors.push(json!({
                "value": value, "id": known.id.to_string(), "title": "DuplicateRule",
                "type": format!("{TYPES}duplicate-rules"),
            }));
            continue;
        }
        let parsed = if value.chars().count() > longest {
            Err(format!("Rules must be no longer than {longest} characters"))
        } else {
            Query::parse(&value)
        };
        match parsed {
            Ok(query) => {
                let tag = one["tag"].as_str().map(str::to_owned);
                made.push(Rule { id: state.next_id(), value, tag, query });
            }
            Err(why) => {
                invalid += 1;
                errors.push(json!({
                    "value": value, "title": "UnprocessableEntity", "details": [why],
                    "type": format!("{TYPES}invalid-rules"),
                }));
            }
        }
    }
    let summary = json!({
        "created": made.len(), "not_created": added.len() - made.len(),
        "valid": made.len(), "invalid": invalid,
    });
    let mut body = json!({ "meta": { "sent": wire_time(state.now()), "summary": summary } });
    if !made.is_empty() {
        body["data"] = made.iter().map(said).collect();
    }
    if !errors.is_empty() {
        body["errors"] = json!(errors);
    }
    if !dry {
        state.rules.extend(made);
    }
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

fn remove(state: &mut State, dry: bool, goes: impl Fn(&Rule) -> bool, wanted: usize) -> Response {
    let deleted = state.rules.iter().filter(|rule| goes(rule)).count();
    if !dry {
        state.rules.retain(|rule| !goes(rule));
    }
    let summary = json!({ "deleted": deleted, "not_deleted": wanted.saturating_sub(deleted) });
    let meta = json!({ "sent": wire_time(state.now()), "summary": summary });
    Json(json!({ "meta": meta })).into_response()
}

fn said(rule: &Rule) -> Value {
    let mut said = json!({ "id": rule.id.to_string(), "value": rule.value });
    if let Some(tag) = &rule.tag {
        said["tag"] = json!(tag);
    }
    said
}
