//! What a mail consists of.

use std::path::Path;

use gerne_mail::{Mail, Mailbox, Part, read};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{collapsed, lines};
use crate::Score;

#[derive(Deserialize)]
struct Case {
    id: String,
    file: String,
    agreed: Map<String, Value>,
}

/// Every field on which two other readers agree is read the same by ours.
pub(crate) fn agreed(folder: &Path) -> anyhow::Result<Score> {
    let mut outcomes = Vec::new();
    for case in lines::<Case>(&folder.join("expected.jsonl"))? {
        let mail = read(&std::fs::read(folder.join(&case.file))?);
        let wrong: Vec<String> = case
            .agreed
            .iter()
            .filter_map(|(field, expected)| {
                let (ours, expected) = (ours(&mail, field, expected)?, normal(field, expected));
                let together = ["texts", "htmls"].contains(&field.as_str());
                let same = ours == expected || (together && holds(&ours, &case.agreed[field]));
                (!same).then(|| format!("{field}: ours {ours}, expected {expected}"))
            })
            .collect();
        let outcome = if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) };
        outcomes.push(outcome.map_err(|wrong| format!("{}: {wrong}", case.id)));
    }
    Ok(Score::of(outcomes))
}

/// Several texts, or text beside HTML, are put together by us: each piece is in it, in order.
fn holds(ours: &Value, pieces: &Value) -> bool {
    let mut rest = ours.as_str().unwrap_or_default();
    let mut pieces =
        pieces.as_array().into_iter().flatten().filter_map(Value::as_str).map(collapsed);
    pieces.all(|piece| match rest.split_once(piece.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// What stands there as one text is one text for us: several are put together.
fn normal(field: &str, expected: &Value) -> Value {
    match field {
        "texts" | "htmls" => {
            let texts = expected.as_array().into_iter().flatten().filter_map(Value::as_str);
            Value::String(collapsed(&texts.collect::<Vec<_>>().join(" ")))
        }
        "subject" | "message_id" => {
            expected.as_str().map(collapsed).filter(|text| !text.is_empty()).into()
        }
        _ => expected.clone(),
    }
}

/// `None` where our reading says something else on purpose.
fn ours(mail: &Mail, field: &str, expected: &Value) -> Option<Value> {
    let is_empty = |value: &Value| normal("texts", value) == Value::String(String::new());
    Some(match field {
        "subject" => mail.subject.as_deref().map(collapsed).filter(|text| !text.is_empty()).into(),
        "message_id" => mail.message_id.as_deref().map(collapsed).into(),
        "in_reply_to" => json!(mail.in_reply_to),
        "references" => json!(mail.references),
        "from" => people(&mail.from),
        "to" => people(&mail.to),
        "cc" => people(&mail.cc),
        "reply_to" => people(&mail.reply_to),
        "date" => mail.date.map(jiff::Timestamp::as_second).into(),
        // The text of a mail that has only HTML is the HTML's; beside text, HTML is read as text too.
        "texts" if mail.text_is_from_html && is_empty(expected) => return None,
        "texts" => collapsed(&mail.text).into(),
        "htmls"
            if is_empty(expected) && mail.html.as_deref().unwrap_or_default().trim().is_empty() =>
        {
            String::new().into()
        }
        "htmls" => collapsed(mail.html.as_deref().unwrap_or_default()).into(),
        "attachments" => {
            mail.parts.iter().zip(expected.as_array()?).map(file).collect::<Vec<_>>().into()
        }
        _ => return None,
    })
}

fn people(list: &[Mailbox]) -> Value {
    let pair = |one: &Mailbox| {
        let address = Some(&one.address).filter(|address| !address.is_empty());
        json!([one.name, address])
    };
    list.iter().map(pair).collect::<Vec<_>>().into()
}

/// The hash is compared where the data has one.
fn file((part, expected): (&Part, &Value)) -> Value {
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(&part.bytes) {
        hash.extend(
            [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
        );
    }
    let hash = if expected["sha256"].is_null() { Value::Null } else { hash.into() };
    let name = if expected["name"].is_null() { Value::Null } else { json!(part.name) };
    json!({ "name": name, "content_type": part.mime, "sha256": hash })
}
