//! Events as X Activity delivers them.

use serde_json::{Value, json};

use super::activity::filter;
use super::answer::Envelope;
use super::fields::Wanted;
use super::model::{DmEvent, Subscription, Version, Who};
use super::prices::Priced;
use super::render;
use super::shared::Change;
use super::state::State;

/// One line per subscription that a change concerns.
pub(crate) fn of(state: &mut State, change: &Change, wanted: &Wanted) -> Vec<Value> {
    let concerned: Vec<Subscription> =
        state.subscriptions.iter().filter(|one| concerns(state, one, change)).cloned().collect();
    concerned.iter().map(|one| event(state, one, change, wanted)).collect()
}

fn concerns(state: &State, one: &Subscription, change: &Change) -> bool {
    let Some(user) = one.user else { return false };
    let kind = one.event_type.as_str();
    match change {
        Change::Posted(id) => {
            // What is protected is never delivered.
            let Some(version) = state.visible(None, *id) else { return false };
            let other = version.author != user;
            let by = |id: &u64| state.versions.get(id).is_some_and(|one| one.author == user);
            match kind {
                "post.create" => version.author == user,
                "post.mention.create" => other && version.named.contains(&user),
                "post.reply.create" => other && version.reply_to.as_ref().is_some_and(by),
                "post.quote.create" => other && version.quote.as_ref().is_some_and(by),
                _ => false,
            }
        }
        Change::Deleted(first) => {
            let author = state.versions.get(first).map(|version| version.author);
            kind == "post.delete" && author == Some(user)
        }
        Change::Dm(id) => state.dms.get(id).is_some_and(|event| match kind {
            "dm.received" => event.recipient == user,
            "dm.sent" => event.sender == user,
            _ => false,
        }),
        Change::People => false,
    }
}

fn event(state: &mut State, one: &Subscription, change: &Change, wanted: &Wanted) -> Value {
    let now = state.now();
    let priced = match one.event_type.as_str() {
        "dm.received" => Some(Priced::DmEvent),
        "dm.sent" | "post.delete" => None,
        _ => Some(Priced::PostEvent),
    };
    if let Some(kind) = priced {
        state.bill.charge(now, kind, 1);
    }
    let mut body = json!({});
    let payload = match change {
        Change::Posted(id) => {
            let version: Version = state.versions[id].clone();
            let mut envelope = Envelope::for_viewer(None, wanted.clone()).free();
            let data = envelope.tweet(state, &version);
            envelope.close(state, &mut body);
            data
        }
        Change::Deleted(first) => {
            let author = state.versions[first].author;
            json!({ "id": first.to_string(), "author_id": state.person(author).id.to_string() })
        }
        Change::Dm(id) => direct_message(state, &state.dms[id].clone(), wanted),
        Change::People => json!({}),
    };
    let number = i64::from_le_bytes(state.random.next().to_le_bytes());
    let mut data = json!({
        "event_uuid": number.to_string(), "event_type": one.event_type,
        "filter": filter(state, one), "payload": payload,
    });
    if let Some(tag) = &one.tag {
        data["tag"] = json!(tag);
    }
    if let Some(includes) = body.get_mut("includes") {
        data["includes"] = includes.take();
    }
    spell_numbers(&mut data);
    json!({ "data": data })
}

/// In the shape of the older API.
fn direct_message(state: &State, event: &DmEvent, wanted: &Wanted) -> Value {
    let id = |who: Who| state.person(who).id.to_string();
    let user = |who: Who| json!({ "data": render::user(state, who, wanted) });
    let message = json!({
        "type": "message_create", "id": event.id.to_string(),
        "created_timestamp": event.created_at.as_millisecond().to_string(),
        "message_create": {
            "target": { "recipient_id": id(event.recipient) },
            "sender_id": id(event.sender),
            "message_data": {
                "text": super::text::escape(&event.text),
                "entities": { "hashtags": [], "symbols": [], "user_mentions": [], "urls": [] },
            },
        },
    });
    json!({
        "direct_message_events": [message],
        "users": { (id(event.sender)): user(event.sender), (id(event.recipient)): user(event.recipient) },
    })
}

/// Next to every number stands the same as a string.
fn spell_numbers(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(spell_numbers),
        Value::Object(fields) => {
            let numbers: Vec<(String, String)> = fields
                .iter()
                .filter(|(_, field)| field.is_number())
                .map(|(name, field)| (format!("{name}_str"), field.to_string()))
                .collect();
            fields.values_mut().for_each(spell_numbers);
            fields.extend(numbers.into_iter().map(|(name, text)| (name, Value::String(text))));
        }
        _ => {}
    }
}
