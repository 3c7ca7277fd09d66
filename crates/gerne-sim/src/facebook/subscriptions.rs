//! Which webhooks go where: the app's callback, and the fields of each Page.

use std::sync::Arc;

use serde_json::{Value, json};

use super::auth::{Kind, Viewer};
use super::model::PageNo;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use crate::params::Params;

/// What can be subscribed, as far as this stand-in tells it.
const FIELDS: [&str; 14] = [
    "feed",
    "mention",
    "ratings",
    "messages",
    "message_echoes",
    "message_edits",
    "message_reactions",
    "message_deliveries",
    "message_reads",
    "messaging_postbacks",
    "messaging_handovers",
    "messaging_policy_enforcement",
    "standby",
    "messaging_optins",
];

/// Where the app wants its webhooks.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    pub(crate) url: String,
    fields: Vec<String>,
    /// Switched off after it failed for too long.
    pub(crate) active: bool,
}

impl Callback {
    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|one| one == field)
    }
}

fn is_app(state: &State, viewer: &Viewer, id: &str) -> Answer<()> {
    if viewer.kind != Kind::App {
        let text = "An app access token is required to request this resource.";
        return Err(Problem::new(15, &format!("(#15) {text}")));
    }
    if id == state.config.app.id || id == "app" || id == "me" {
        Ok(())
    } else {
        Err(Problem::missing("get", id))
    }
}

fn fields_of(text: Option<&str>) -> Answer<Vec<String>> {
    let text = text.ok_or_else(|| Problem::invalid("The parameter fields is required"))?;
    let fields: Vec<String> = text
        .split(',')
        .map(|field| field.trim().to_owned())
        .filter(|one| !one.is_empty())
        .collect();
    match fields.iter().find(|field| !FIELDS.contains(&field.as_str())) {
        Some(strange) => {
            Err(Problem::invalid(&format!("Param fields must be one of the known ones: {strange}")))
        }
        None => Ok(fields),
    }
}

/// `POST /{app}/subscriptions`: the callback must give the challenge back.
pub(crate) async fn subscribe_app(
    shared: &Arc<Shared>,
    viewer: &Viewer,
    params: &Params,
) -> Answer<Value> {
    shared.read(|state| is_app(state, viewer, &state.config.app.id))?;
    if params.get("object") != Some("page") {
        return Err(Problem::invalid("Param object must be page"));
    }
    let fields = fields_of(params.get("fields"))?;
    let url = params.filled("callback_url").unwrap_or_default().to_owned();
    let token = params.filled("verify_token").unwrap_or_default();
    verify(shared, &url, token).await?;
    shared.act(|state| {
        state.callback = Some(Callback { url, fields, active: true });
        state.queue.failing_since = None;
    });
    Ok(json!({ "success": true }))
}

async fn verify(shared: &Arc<Shared>, url: &str, token: &str) -> Answer<()> {
    let failed = |why: &str| {
        let text = format!("Callback verification failed with the following errors: {why}");
        Problem::new(2200, &format!("(#2200) {text}"))
    };
    let challenge = shared.act(|state| state.random.next() % 9_000_000_000 + 1_000_000_000);
    let challenge = challenge.to_string();
    let mut asked =
        url::Url::parse(url).map_err(|_| failed("the callback_url is not an address"))?;
    asked
        .query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", &challenge)
        .append_pair("hub.verify_token", token);
    match super::webhooks::get(asked.as_str()).await {
        Ok((200, _, body)) if body == challenge.as_bytes() => Ok(()),
        Ok((200, ..)) => Err(failed("The challenge was not given back.")),
        Ok((code, ..)) => Err(failed(&format!("HTTP Status Code = {code}"))),
        Err(_) => Err(failed("The URL couldn't be validated.")),
    }
}

/// `GET /{app}/subscriptions`
pub(crate) fn list_app(state: &State, viewer: &Viewer, id: &str) -> Answer<Value> {
    is_app(state, viewer, id)?;
    let version = &state.config.version;
    let one = |callback: &Callback| {
        let fields: Vec<Value> = callback
            .fields
            .iter()
            .map(|field| json!({ "name": field, "version": version }))
            .collect();
        json!({
            "object": "page", "callback_url": callback.url, "active": callback.active,
            "fields": fields,
        })
    };
    Ok(json!({ "data": state.callback.iter().map(one).collect::<Vec<_>>() }))
}

/// `DELETE /{app}/subscriptions`
pub(crate) fn unsubscribe_app(state: &mut State, viewer: &Viewer, id: &str) -> Answer<Value> {
    is_app(state, viewer, id)?;
    state.callback = None;
    Ok(json!({ "success": true }))
}

/// `POST, DELETE /{page}/subscribed_apps`
pub(crate) fn subscribe_page(
    state: &mut State,
    viewer: &Viewer,
    page: PageNo,
    params: &Params,
    delete: bool,
) -> Answer<Value> {
    viewer.acts("pages_manage_metadata")?;
    if delete {
        state.pages[page].subscribed.clear();
        return Ok(json!({ "success": true }));
    }
    let fields = fields_of(params.get("subscribed_fields"))?;
    if fields.iter().any(|field| field.starts_with("mess")) && !viewer.has("pages_messaging") {
        return Err(Problem::permission("pages_messaging"));
    }
    state.pages[page].subscribed = fields.into_iter().collect();
    Ok(json!({ "success": true }))
}

/// `GET /{page}/subscribed_apps`
pub(crate) fn subscribed(state: &State, page: PageNo) -> Value {
    let app = &state.config.app;
    let fields = &state.pages[page].subscribed;
    let data = if fields.is_empty() {
        Vec::new()
    } else {
        vec![json!({
            "category": "Business", "link": "https://gerne.example/", "name": app.name,
            "id": app.id, "subscribed_fields": fields,
        })]
    };
    json!({ "data": data })
}
