//! Posting, deleting and hiding over the API.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use super::XPostSpec;
use super::answer::respell;
use super::auth::Caller;
use super::deeds::Wish;
use super::fields::Wanted;
use super::prices::Priced;
use super::problem::{Answer, Problem};
use super::render;
use super::shared::Shared;
use super::text;

const WRITE: [&str; 3] = ["tweet.read", "tweet.write", "users.read"];
/// What the body of a new post may hold.
const KNOWN: [&str; 16] = [
    "card_uri",
    "community_id",
    "direct_message_deep_link",
    "edit_options",
    "for_super_followers_only",
    "geo",
    "made_with_ai",
    "media",
    "nullcast",
    "paid_partnership",
    "poll",
    "quote_tweet_id",
    "reply",
    "reply_settings",
    "share_with_followers",
    "text",
];

pub(crate) async fn create(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    body: Bytes,
) -> Answer<Response> {
    let who = caller.user(&WRITE)?;
    let body = object(&body)?;
    if let Some(strange) =
        body.as_object().and_then(|all| all.keys().find(|key| !KNOWN.contains(&key.as_str())))
    {
        return Err(Problem::invalid(
            "",
            "",
            &format!(
                "$.{strange}: is not defined in the schema and the schema does not allow additional properties"
            ),
        ));
    }
    shared.act(|state| {
        if !body["quote_tweet_id"].is_null() && !state.config.enterprise {
            return Err(Problem::forbidden("Quoting posts is not available on your plan."));
        }
        let reply = &body["reply"];
        if reply.is_object() && reply["in_reply_to_tweet_id"].as_str().is_none() {
            return Err(Problem::invalid(
                "",
                "",
                "$.reply.in_reply_to_tweet_id: is missing but it is required",
            ));
        }
        let excluded: BTreeSet<_> = strings(&reply["exclude_reply_user_ids"])
            .iter()
            .filter_map(|id| state.find_id(id))
            .collect();
        let media = strings(&body["media"]["media_ids"]);
        if body["media"].is_object() && !(1..=4).contains(&media.len()) {
            return Err(Problem::invalid(
                "",
                "",
                "$.media.media_ids: must have between 1 and 4 items",
            ));
        }
        let settings = body["reply_settings"].as_str();
        let legal = ["following", "mentionedUsers", "subscribers", "verified"];
        if settings.is_some_and(|one| !legal.contains(&one)) {
            return Err(Problem::invalid(
                "",
                "",
                "$.reply_settings: does not have a value in the enumeration",
            ));
        }
        let wish = Wish {
            spec: XPostSpec {
                text: body["text"].as_str().unwrap_or_default().to_owned(),
                reply_to: reply["in_reply_to_tweet_id"].as_str().map(str::to_owned),
                quote: body["quote_tweet_id"].as_str().map(str::to_owned),
                media,
                language: None,
            },
            excluded,
            bare: reply["auto_populate_reply_metadata"] == json!(false),
            reply_settings: settings.map(str::to_owned),
            replaces: body["edit_options"]["previous_post_id"]
                .as_str()
                .and_then(|id| id.parse().ok()),
        };
        let price = if text::has_url(&wish.spec.text) {
            Priced::PostCreateWithUrl
        } else if wish.spec.reply_to.is_some() {
            Priced::SummonedReply
        } else {
            Priced::PostCreate
        };
        let id = state.publish(&caller.actor(who), wish)?;
        let now = state.now();
        state.bill.charge(now, price, 1);
        let version = state.versions[&id].clone();
        let mut body = json!({ "data": render::tweet(state, &version, &Wanted::usual()) });
        respell(state, &mut body);
        Ok((StatusCode::CREATED, Json(body)).into_response())
    })
}

pub(crate) async fn delete(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let who = caller.user(&WRITE)?;
    shared.act(|state| {
        let id: u64 = id.parse().unwrap_or(0);
        let author = state.versions.get(&id).map(|version| version.author);
        if author.is_some_and(|author| author != who) {
            return Err(Problem::forbidden("You are not authorized to delete this Tweet."));
        }
        // What is gone already is said to be deleted, too.
        if state.delete(&caller.actor(who), id) {
            let now = state.now();
            state.bill.charge(now, Priced::Delete, 1);
        }
        Ok(Json(json!({ "data": { "deleted": true } })))
    })
}

pub(crate) async fn hide(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer<Json<Value>> {
    let who = caller.user(&["tweet.moderate.write", "tweet.read", "users.read"])?;
    let body = object(&body)?;
    let missing = || Problem::invalid("", "", "$.hidden: is missing but it is required");
    let hidden = body["hidden"].as_bool().ok_or_else(missing)?;
    shared.act(|state| {
        state.hide(&caller.actor(who), id.parse().unwrap_or(0), hidden)?;
        let now = state.now();
        state.bill.charge(now, Priced::Manage, 1);
        Ok(Json(json!({ "data": { "hidden": hidden } })))
    })
}

/// A body that is a JSON object.
pub(crate) fn object(body: &Bytes) -> Answer<Value> {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    parsed.filter(Value::is_object).ok_or_else(|| {
        Problem::invalid("", "", "Requests with bodies must have content-type of application/json.")
    })
}

pub(crate) fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
