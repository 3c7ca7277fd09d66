//! Calls of Facebook as they were recorded: taken without loss.

use std::{collections::BTreeSet, fs, path::Path};

use gerne_connector_facebook::hooks::{self, Kind, Update};
use serde_json::Value;

use crate::Score;

/// The share of calls of which every update is understood, with its page, time, people, names and
/// words. A file is one call.
pub(crate) fn webhooks_accepted(folder: &Path) -> anyhow::Result<Score> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let files =
        files.into_iter().filter(|file| file.path().extension().is_some_and(|e| e == "json"));
    let mut outcomes = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let body = fs::read(file.path())?;
        outcomes.push(accepted(&body).map_err(|wrong| format!("{name}: {wrong}")));
    }
    Ok(Score::of(outcomes))
}

fn accepted(body: &[u8]) -> Result<(), String> {
    let call: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let updates = hooks::read(body).ok_or("not taken for a call")?;
    let mut updates = updates.into_iter();
    let list = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    for entry in list(&call, "entry") {
        let changes = list(&entry, "changes").into_iter();
        let changes = changes.map(|change| change.get("value").cloned().unwrap_or_default());
        let events = list(&entry, "messaging").into_iter().chain(list(&entry, "standby"));
        for told in changes.chain(events) {
            let update = updates.next().ok_or("an update is missing")?;
            kept(&entry, &told, &update)?;
        }
    }
    if updates.next().is_some() { Err("an update too many".to_owned()) } else { Ok(()) }
}

/// Everything of an update that says something is in what was read of it.
fn kept(entry: &Value, told: &Value, update: &Update) -> Result<(), String> {
    if let Kind::Other { what } = &update.kind {
        return Err(format!("not understood: {what}"));
    }
    let id = |value: Option<&Value>| match value {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    if id(entry.get("id")).as_deref() != Some(update.page.as_str()) {
        return Err(format!("the page is {}", update.page));
    }
    let times = [told.get("created_time"), told.get("timestamp"), entry.get("time")];
    let time = times.into_iter().flatten().find_map(Value::as_i64);
    let seconds = time.map(|time| if time > 100_000_000_000 { time / 1000 } else { time });
    if update.at.map(jiff::Timestamp::as_second) != seconds {
        return Err(format!("the time is {:?} instead of {seconds:?}", update.at));
    }
    let read = said(&update.kind);
    let page = update.page.as_str();
    for wanted in wanted(told) {
        if wanted != page && !read.contains(&wanted) {
            return Err(format!("lost: {wanted}"));
        }
    }
    Ok(())
}

/// Names, people and words of an update as it came. What of it says nothing to anybody (sequence
/// numbers, watermarks, which finger was shown) is not asked for; who is below what follows from the
/// names.
fn wanted(told: &Value) -> Vec<String> {
    let paths = [
        "/comment_id",
        "/from/id",
        "/sender_id",
        "/message",
        "/sender/id",
        "/message/mid",
        "/message/text",
        "/message/metadata",
        "/message/attachments/0/payload/url",
        "/message/attachments/0/type",
        "/message_edit/mid",
        "/message_edit/text",
        "/reaction/mid",
        "/postback/mid",
    ];
    let reaction = told.get("reaction_type").is_some();
    let posts = if reaction { [].as_slice() } else { &["/post_id"] };
    let mut wanted: Vec<String> = paths
        .iter()
        .chain(posts)
        .filter_map(|path| match told.pointer(path)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .collect();
    let pressed = ["/postback/title", "/postback/payload"];
    wanted.extend(pressed.iter().find_map(|path| told.pointer(path)?.as_str()).map(str::to_owned));
    // Two spellings of who it was may stand side by side: one is enough.
    if told.pointer("/from/id").is_some() {
        let old = told.get("sender_id").map(ToString::to_string);
        wanted.retain(|one| {
            Some(one) != old.as_ref() || told.pointer("/from/id") == told.get("sender_id")
        });
    }
    wanted
}

/// Everything that was read of an update.
fn said(kind: &Kind) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut add = |text: &str| {
        said.insert(text.to_owned());
    };
    match kind {
        Kind::Comment { id, post, parent, verb, from, text } => {
            [id, post, verb, text].into_iter().for_each(|text| add(text));
            parent.iter().for_each(|parent| add(parent));
            from.iter().for_each(|who| add(&who.id));
        }
        Kind::Post { id, verb, from, text } => {
            [id, verb, text].into_iter().for_each(|text| add(text));
            from.iter().for_each(|who| add(&who.id));
        }
        Kind::Mention { post, comment, text } => {
            [post, text].into_iter().for_each(|text| add(text));
            comment.iter().for_each(|comment| add(comment));
        }
        Kind::Review { value, .. } => {
            let parts = value.as_object().into_iter().flatten();
            parts.filter_map(|(_, part)| part.as_str()).for_each(&mut add);
        }
        Kind::Reaction { of, from } => {
            add(of);
            from.iter().for_each(|who| add(&who.id));
        }
        Kind::Message { mid, person, metadata, text, files, .. } => {
            [person, text].into_iter().for_each(|text| add(text));
            mid.iter().chain(metadata).for_each(|text| add(text));
            for (kind, address) in files {
                add(kind);
                add(address);
            }
        }
        Kind::Edit { mid, person, text } => {
            [mid, person, text].into_iter().for_each(|text| add(text));
        }
        Kind::Sign { what, person } => [what, person].into_iter().for_each(|text| add(text)),
        Kind::Enforcement { action } => add(action),
        Kind::Other { what } => add(what),
    }
    said
}

#[cfg(test)]
mod tests {
    use super::accepted;

    #[test]
    fn what_is_lost_or_not_understood_is_told() {
        let call = |value: &str| {
            let call = format!(
                r#"{{"object":"page","entry":[{{"id":1,"time":9,"changes":[{{"field":"feed","value":{value}}}]}}]}}"#
            );
            accepted(call.as_bytes())
        };
        let comment = r#"{"item":"comment","verb":"add","comment_id":"2_3","post_id":"1_2",
            "from":{"id":"7"},"message":"Hm"}"#;
        assert_eq!(call(comment), Ok(()));
        assert!(call(r#"{"item":"hologram"}"#).is_err());
        assert!(accepted(br#"{"object":"user","entry":[]}"#).is_err());
    }
}
