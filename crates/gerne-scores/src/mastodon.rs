//! Recorded answers of a real Mastodon, read through the connector's wire types.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use gerne_connector_mastodon::wire;
use saphyr::{LoadableYamlNode as _, Yaml};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Score, compare::difference};

type Read = fn(&Value) -> Result<(), String>;

/// Every entity that our types model is read, and written back says what was recorded.
pub(crate) fn entities_read(folder: &Path) -> anyhow::Result<Score> {
    let mut outcomes = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (uri, body) in cassette(&path).with_context(|| name.clone())? {
            for (place, value, read) in entities(&uri, &body) {
                outcomes.push(read(value).map_err(|why| format!("{name}: {uri} {place}{why}")));
            }
        }
    }
    Ok(Score::of(outcomes))
}

/// Addresses and bodies of all recorded answers that are JSON.
fn cassette(path: &Path) -> anyhow::Result<Vec<(String, Value)>> {
    let text = std::fs::read_to_string(path)?;
    let documents = Yaml::load_from_str(&text)?;
    let document = documents.first().ok_or_else(|| anyhow!("it is empty"))?;
    let interactions = document.as_mapping_get("interactions").and_then(Yaml::as_sequence);
    let mut found = Vec::new();
    for interaction in interactions.ok_or_else(|| anyhow!("there are no interactions"))? {
        let text = |path: &[&str]| {
            let node = path.iter().try_fold(interaction, |node, key| node.as_mapping_get(key));
            node.and_then(Yaml::as_str)
        };
        let uri = text(&["request", "uri"]).ok_or_else(|| anyhow!("a request has no address"))?;
        let body = text(&["response", "body", "string"]).unwrap_or_default();
        if let Ok(value) = serde_json::from_str(body) {
            found.push((uri.to_owned(), value));
        }
    }
    Ok(found)
}

/// The entities in an answer, by the address that was asked.
fn entities<'a>(uri: &str, body: &'a Value) -> Vec<(String, &'a Value, Read)> {
    let path = uri.split_once("/api/").map_or(uri, |(_, path)| path);
    let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    let whole = |read: Read| vec![(String::new(), body, read)];
    match parts.as_slice() {
        ["v1", "statuses", _] => whole(same::<wire::Status>),
        ["v1", "statuses", _, "context"] => whole(same::<wire::Context>),
        ["v1", "accounts", "relationships"] => Vec::new(),
        ["v1", "accounts", _] => whole(same::<wire::Account>),
        ["v1", "notifications"] => each("", body, same::<wire::Notification>),
        ["v2", "notifications", "policy"] => whole(same::<wire::NotificationPolicy>),
        ["v2", "notifications"] => {
            let accounts = each(".accounts", field(body, "accounts"), same::<wire::Account>);
            let statuses = each(".statuses", field(body, "statuses"), same::<wire::Status>);
            [accounts, statuses].concat()
        }
        ["v1", "conversations"] => {
            let conversations = body.as_array().into_iter().flatten().enumerate();
            let inside = conversations.flat_map(|(nth, conversation)| {
                let place = format!("[{nth}].accounts");
                let accounts = field(conversation, "accounts");
                let mut all = each(&place, accounts, same::<wire::Account> as Read);
                let last = field(conversation, "last_status");
                if !last.is_null() {
                    all.push((format!("[{nth}].last_status"), last, same::<wire::Status>));
                }
                all
            });
            inside.collect()
        }
        ["v2", "instance"] => whole(same::<wire::Instance>),
        _ if uri.ends_with("/.well-known/oauth-authorization-server") => {
            whole(same::<wire::OAuthServer>)
        }
        _ => Vec::new(),
    }
}

fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn each<'a>(place: &str, list: &'a Value, read: Read) -> Vec<(String, &'a Value, Read)> {
    let items = list.as_array().into_iter().flatten().enumerate();
    items.map(|(nth, item)| (format!("{place}[{nth}]"), item, read)).collect()
}

fn same<T: DeserializeOwned + Serialize>(recorded: &Value) -> Result<(), String> {
    let read: T = serde_json::from_value(recorded.clone()).map_err(|error| format!(": {error}"))?;
    let ours = serde_json::to_value(read).map_err(|error| format!(": {error}"))?;
    difference(&ours, recorded).map_or(Ok(()), Err)
}
