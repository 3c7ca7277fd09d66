//! `/api/v1/notifications` and its grouped successor.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use serde_json::{Value, json};

use super::auth::Caller;
use super::entities;
use super::errors::Answer;
use super::handle::Shared;
use super::model::{Notification, Who};
use super::query::{Listed, Page};
use super::state::State;
use crate::faults::FaultKind;
use crate::params::Params;

const PATH: &str = "/api/v1/notifications";

pub(crate) async fn list(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Listed> {
    let who = caller.need("read:notifications")?;
    shared.act(|state| {
        let flavour = state.config.flavour;
        let page = Page::of(&params, 40, 80, |id| flavour.notification_rank(id));
        let found = wanted(state, who, &params, &page);
        let ids = found
            .first()
            .zip(found.last())
            .map(|(first, last)| (first.id.clone(), last.id.clone()));
        let full = !found.is_empty();
        let mut body: Vec<Value> =
            found.iter().map(|one| entities::notification(state, who, one)).collect();
        disturb(state, who, &mut body);
        let url = format!("{}{PATH}", state.base);
        let kept = ["limit", "types", "exclude_types", "account_id", "include_filtered"];
        Ok(Listed::new(body, &url, &params, &kept, ids, full))
    })
}

pub(crate) async fn show(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("read:notifications")?;
    shared.read(|state| {
        let rank = state.config.flavour.notification_rank(&id);
        let found = state.notifications[who].get(&rank).filter(|found| found.id == id);
        let found = found.ok_or_else(|| caller.not_found())?;
        Ok(Json(entities::notification(state, who, found)))
    })
}

pub(crate) async fn clear(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let who = caller.need("write:notifications")?;
    shared.act(|state| state.notifications[who].clear());
    Ok(Json(json!({})))
}

pub(crate) async fn dismiss(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("write:notifications")?;
    shared.act(|state| {
        let rank = state.config.flavour.notification_rank(&id);
        state.notifications[who].remove(&rank);
    });
    Ok(Json(json!({})))
}

/// Every mention is a group of its own; likes of one status are one group.
pub(crate) async fn grouped(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<axum::response::Response> {
    let who = caller.need("read:notifications")?;
    shared.read(|state| {
        if !state.config.grouped_notifications {
            return Err(caller.not_found());
        }
        let flavour = state.config.flavour;
        let page = Page::of(&params, 40, 80, |id| flavour.notification_rank(id));
        let found = wanted(state, who, &params, &page);
        let ids = found
            .first()
            .zip(found.last())
            .map(|(first, last)| (first.id.clone(), last.id.clone()));
        let (mut accounts, mut statuses, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        let mut known = std::collections::BTreeSet::new();
        let mut seen = std::collections::BTreeSet::new();
        for one in &found {
            if known.insert(one.from) {
                accounts.push(entities::account(state, one.from));
            }
            let visible = one.status.as_deref().and_then(|id| state.visible(Some(who), id));
            if let Some(status) = visible
                && seen.insert(status.id.clone())
            {
                statuses.push(entities::status(state, Some(who), status));
            }
            add_to_groups(&mut groups, one, state.account(one.from).id.as_str());
        }
        let body =
            json!({ "accounts": accounts, "statuses": statuses, "notification_groups": groups });
        let url = format!("{}/api/v2/notifications", state.base);
        let kept = ["limit", "types", "exclude_types", "account_id", "include_filtered"];
        let full = !found.is_empty();
        let mut listed = Listed::new(Vec::new(), &url, &params, &kept, ids, full);
        listed.body = body;
        Ok(axum::response::IntoResponse::into_response(listed))
    })
}

pub(crate) async fn policy(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let who = caller.need("read:notifications")?;
    Ok(Json(shared.read(|state| policy_entity(state, who))))
}

pub(crate) async fn set_policy(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Json<Value>> {
    let who = caller.need("write:notifications")?;
    shared.act(|state| {
        let policy = &mut state.accounts[who].policy;
        for (key, field) in [
            ("for_not_following", &mut policy.for_not_following),
            ("for_not_followers", &mut policy.for_not_followers),
            ("for_new_accounts", &mut policy.for_new_accounts),
            ("for_private_mentions", &mut policy.for_private_mentions),
            ("for_limited_accounts", &mut policy.for_limited_accounts),
        ] {
            let wish = params.get(key).filter(|wish| ["accept", "filter", "drop"].contains(wish));
            if let Some(wish) = wish {
                wish.clone_into(field);
            }
        }
        Ok(Json(policy_entity(state, who)))
    })
}

/// Held-back notifications, one request per sender.
pub(crate) async fn requests(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
) -> Answer<Json<Value>> {
    let who = caller.need("read:notifications")?;
    Ok(Json(shared.read(|state| {
        let held = held_senders(state, who);
        held.iter()
            .map(|(from, list)| {
                let last = list.last().and_then(|one| one.status.as_deref());
                let last = last.and_then(|id| state.visible(Some(who), id));
                json!({
                    "id": state.account(*from).id, "notifications_count": list.len().to_string(),
                    "created_at": list.first().map(|one| entities::time(one.created_at)),
                    "updated_at": list.last().map(|one| entities::time(one.created_at)),
                    "account": entities::account(state, *from),
                    "last_status": last.map(|status| entities::status(state, Some(who), status)),
                })
            })
            .collect()
    })))
}

pub(crate) async fn accept_request(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.need("write:notifications")?;
    shared.act(|state| {
        let from = state.find_account_id(&id).ok_or_else(|| caller.not_found())?;
        for one in state.notifications[who].values_mut().filter(|one| one.from == from) {
            one.filtered = false;
        }
        // The client must list again: nothing is replayed on the stream.
        let reach = super::subscriptions::Reach { notified: Some(who), ..Default::default() };
        state.outbox.push(super::Change::stream("notifications_merged", "1".to_owned(), reach));
        Ok(Json(json!({})))
    })
}

fn wanted(state: &State, who: Who, params: &Params, page: &Page) -> Vec<Notification> {
    let types = params.list("types");
    let excluded = params.list("exclude_types");
    let from = params.filled("account_id").and_then(|id| state.find_account_id(id));
    let with_filtered = params.flag("include_filtered");
    let all = &state.notifications[who];
    let shown = all.iter().filter(|(rank, one)| {
        (types.is_empty() || types.iter().any(|kind| kind == one.kind))
            && !excluded.iter().any(|kind| kind == one.kind)
            && from.is_none_or(|from| one.from == from)
            && (with_filtered || !one.filtered)
            && !is_late(all, **rank, one)
    });
    page.cut(shown.map(|(rank, one)| (*rank, one.clone())))
}

fn is_late(
    all: &std::collections::BTreeMap<u128, Notification>,
    rank: u128,
    one: &Notification,
) -> bool {
    one.hidden_behind > 0
        && all.range(rank + 1..).count() < usize::try_from(one.hidden_behind).unwrap_or(0)
}

/// Faults of lists.
fn disturb(state: &mut State, who: Who, body: &mut Vec<Value>) {
    let drawn = state.draw("GET", PATH, Some(who), |kind| {
        matches!(
            kind,
            FaultKind::ListDuplicates | FaultKind::ListShuffled | FaultKind::ListWithoutStatus
        )
    });
    for (_, kind) in drawn {
        match kind {
            FaultKind::ListDuplicates => {
                *body = body.iter().flat_map(|one| [one.clone(), one.clone()]).collect();
            }
            FaultKind::ListShuffled => {
                for index in (1..body.len()).rev() {
                    let other = state.random.below(index + 1);
                    body.swap(index, other);
                }
            }
            _ => {
                for one in body.iter_mut().filter(|one| !one["status"].is_null()) {
                    one["status"] = Value::Null;
                }
            }
        }
    }
}

fn add_to_groups(groups: &mut Vec<Value>, one: &Notification, from: &str) {
    let groupable = matches!(one.kind, "favourite" | "follow");
    let key = if groupable {
        format!("{}-{}-1", one.kind, one.status.as_deref().unwrap_or("0"))
    } else {
        format!("ungrouped-{}", one.id)
    };
    if let Some(group) = groups.iter_mut().find(|group| group["group_key"] == key.as_str()) {
        group["notifications_count"] =
            json!(group["notifications_count"].as_u64().unwrap_or(0) + 1);
        group["page_min_id"] = json!(one.id);
        if let Some(sample) = group["sample_account_ids"].as_array_mut() {
            sample.push(json!(from));
        }
        return;
    }
    // The server writes this one as a number, unlike every other id.
    let newest = one.id.parse::<u64>().map_or_else(|_| json!(one.id), |id| json!(id));
    let mut group = json!({
        "group_key": key, "notifications_count": 1, "type": one.kind,
        "most_recent_notification_id": newest, "page_min_id": one.id, "page_max_id": one.id,
        "latest_page_notification_at": entities::time(one.created_at),
        "sample_account_ids": [from],
    });
    if let Some(status) = &one.status {
        group["status_id"] = json!(status);
    }
    groups.push(group);
}

fn held_senders(state: &State, who: Who) -> Vec<(Who, Vec<&Notification>)> {
    let mut senders: Vec<(Who, Vec<&Notification>)> = Vec::new();
    for one in state.notifications[who].values().filter(|one| one.filtered) {
        match senders.iter_mut().find(|(from, _)| *from == one.from) {
            Some((_, list)) => list.push(one),
            None => senders.push((one.from, vec![one])),
        }
    }
    senders
}

fn policy_entity(state: &State, who: Who) -> Value {
    let policy = &state.account(who).policy;
    let held = held_senders(state, who);
    json!({
        "for_not_following": policy.for_not_following,
        "for_not_followers": policy.for_not_followers,
        "for_new_accounts": policy.for_new_accounts,
        "for_private_mentions": policy.for_private_mentions,
        "for_limited_accounts": policy.for_limited_accounts,
        "summary": {
            "pending_requests_count": held.len(),
            "pending_notifications_count": held.iter().map(|(_, list)| list.len()).sum::<usize>(),
        },
    })
}
