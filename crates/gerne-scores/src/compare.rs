//! Whether what we read says the same as what was recorded.

use jiff::Timestamp;
use serde_json::Value;

/// Where `ours` says something else than `recorded`. Ours may leave out what it does not model
/// (absent keys), never what it does: a `null` or empty list of ours stands only for nothing.
pub fn difference(ours: &Value, recorded: &Value) -> Option<String> {
    match (ours, recorded) {
        (Value::Null, Value::Null) => None,
        (Value::Object(ours), Value::Object(recorded)) => ours.iter().find_map(|(key, value)| {
            let other = recorded.get(key).unwrap_or(&Value::Null);
            if is_nothing(value) && is_nothing(other) {
                return None;
            }
            difference(value, other).map(|place| format!(".{key}{place}"))
        }),
        (Value::Array(ours), Value::Array(recorded)) if ours.len() == recorded.len() => {
            let pairs = ours.iter().zip(recorded).enumerate();
            pairs.into_iter().find_map(|(nth, (ours, recorded))| {
                difference(ours, recorded).map(|place| format!("[{nth}]{place}"))
            })
        }
        (Value::String(ours), Value::String(recorded)) if same_instant(ours, recorded) => None,
        (ours, recorded) if ours == recorded => None,
        _ => Some(String::new()),
    }
}

/// Absent, `null` and empty mean the same on this wire.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(items) => items.values().all(is_nothing),
        _ => false,
    }
}

fn same_instant(ours: &str, recorded: &str) -> bool {
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    ours == recorded || instant(ours).is_some_and(|at| instant(recorded) == Some(at))
}
