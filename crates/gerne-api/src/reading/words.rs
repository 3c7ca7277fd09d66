//! What is expected and what was found, in words of JSON.

use serde::de::{Expected, Unexpected};
use serde_json::Value;

/// Characters of a text that are shown again.
const SHOWN: usize = 40;

/// What a type expects.
pub(super) fn expected(of: &dyn Expected) -> String {
    let text = of.to_string();
    let range = |most: u64| format!("a whole number from 0 to {most}");
    match text.as_str() {
        "u8" => range(u8::MAX.into()),
        "u16" => range(u16::MAX.into()),
        "u32" => range(u32::MAX.into()),
        "u64" | "usize" => "a whole number from 0".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a string" => "text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "an object".to_owned(),
        "a timestamp string" => "a time, like 2026-11-24T09:00:00Z".to_owned(),
        "a date string" => "a day, like 2026-11-24".to_owned(),
        uuid if uuid.contains("UUID") => "a UUID".to_owned(),
        ours if ours.starts_with("struct ") || ours.contains(" enum ") => "an object".to_owned(),
        other => other.to_owned(),
    }
}

/// What stands there, as JSON has it. Texts are shown where no text is expected: no password is.
pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => format!("`{truth}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What stands there, as serde tells it.
pub(super) fn unexpected(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(truth) => format!("`{truth}`"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Str(text) => quoted(text),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        other => other.to_string(),
    }
}

/// A text that stands there, not all of a long one.
pub(super) fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("the text \"{shown}{more}\"")
}

/// `a`, `b` or `c`.
pub(super) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

/// What may stand here instead of a name that may not.
pub(super) fn instead_of(name: &str, known: &[&str]) -> String {
    match meant(name, known) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.is_empty() => "there are none".to_owned(),
        None => format!("there are {}", one_of(known)),
    }
}

/// The known word that is nearest to one that is not, if it is near.
pub(super) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let fold = |text: &str| text.to_lowercase().replace(['_', '-'], "");
    let word: String = fold(word).chars().take(SHOWN).collect();
    let slips = |known: &&'k str| strsim::osa_distance(&fold(known), &word);
    let nearest = known.iter().copied().min_by_key(slips)?;
    let near = slips(&nearest) <= (word.chars().count() / 3).max(1);
    near.then_some(nearest)
}
