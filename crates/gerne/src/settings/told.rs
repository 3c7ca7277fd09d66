//! What is wrong with the settings, in words for whoever wrote them. The types' own words are Rust's.

use anyhow::Error;
use figment::{
    Figment,
    error::{Actual, Kind},
};
use serde_json::Value;

use super::{Settings, check::example};

/// What is wrong, by the setting's name, with what can stand there.
pub(super) fn told(error: figment::Error, settings: &Figment) -> Error {
    let name = error.path.join(".");
    let said = match &error.kind {
        Kind::UnknownField(unknown, _) => {
            let unknown = full_name(&name, unknown);
            format!("there is no setting {}; {}", called(settings, &unknown), meant(&unknown))
        }
        Kind::MissingField(field) => format!("{} has no {field}", entry(&name)),
        // A text that is no address or path: the type's own sentence says more.
        Kind::InvalidValue(Actual::Str(_), _) => return other(error, settings, &name),
        Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
            format!("{} is {}; {}", called(settings, &name), what(found), wanted(&name, expected))
        }
        _ => return other(error, settings, &name),
    };
    Error::msg(said).context("the settings cannot be used")
}

/// What explains itself, like a file that is no TOML, or a value's own check.
fn other(error: figment::Error, settings: &Figment, name: &str) -> Error {
    if name.is_empty() {
        return Error::new(error).context("the settings cannot be used");
    }
    let said = format!("{}: {}{}", called(settings, name), error.kind, example(name));
    Error::msg(said).context("the settings cannot be used")
}

/// A field's whole name: whether its section stands before it depends on who found it.
fn full_name(section: &str, field: &str) -> String {
    let has_it = section.is_empty() || section == field || section.ends_with(&format!(".{field}"));
    if has_it && !section.is_empty() {
        return section.to_owned();
    }
    [section, field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// The setting, and where it stands when that is the environment.
fn called(settings: &Figment, name: &str) -> String {
    let from = settings.find_metadata(name).map(|found| found.name.to_lowercase());
    if from.is_some_and(|from| from.contains("environment")) {
        return format!("{name} (GERNE_{})", name.to_uppercase().replace('.', "__"));
    }
    entry(name)
}

/// `accounts.0.address` as people count.
fn entry(name: &str) -> String {
    let mut parts = name.splitn(3, '.');
    match (parts.next(), parts.next().map(str::parse::<usize>), parts.next()) {
        (Some(list), Some(Ok(nth)), None) => format!("entry {} of [[{list}]]", nth + 1),
        (Some(list), Some(Ok(nth)), Some(field)) => {
            format!("{field} in entry {} of [[{list}]]", nth + 1)
        }
        _ => name.to_owned(),
    }
}

fn what(found: &Actual) -> String {
    match found {
        Actual::Bool(found) => format!("{found}"),
        Actual::Unsigned(found) => format!("the number {found}"),
        Actual::Signed(found) => format!("the number {found}"),
        Actual::Float(found) => format!("the number {found}"),
        // It may be a secret.
        Actual::Str(_) | Actual::Char(_) => "a text".to_owned(),
        Actual::Seq => "a list".to_owned(),
        Actual::Map => "a section".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// What belongs there. The defaults know it better than the types, and are examples.
fn wanted(name: &str, expected: &str) -> String {
    let example = example(name);
    if !example.is_empty() {
        return example.trim_start_matches("; ").to_owned();
    }
    let default = serde_json::to_value(Settings::default()).ok();
    let pointer = format!("/{}", name.replace('.', "/"));
    match default.as_ref().and_then(|all| all.pointer(&pointer)) {
        Some(Value::Number(n)) if n.is_f64() => format!("write a number, e.g. {n}"),
        Some(Value::Number(n)) => format!("write a whole number, not below 0, e.g. {n}"),
        Some(Value::Bool(_)) => "write true or false, without quotes".to_owned(),
        Some(Value::Array(_)) => "write a list: [\"…\", \"…\"]".to_owned(),
        Some(Value::Object(_)) => {
            format!("it is a section: write [{name}], and below it its settings")
        }
        Some(Value::String(_) | Value::Null) => "write a text in quotes".to_owned(),
        None if expected.contains("string") => "write a text in quotes".to_owned(),
        None => format!("expected is {expected}"),
    }
}

/// Which setting it may have been.
fn meant(unknown: &str) -> String {
    let mut known = Vec::new();
    names("", &serde_json::to_value(Settings::default()).unwrap_or_default(), &mut known);
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let elsewhere = known.iter().find(|name| last(name) == last(unknown));
    let near = |name: &&String| distance(name, &unknown.to_lowercase());
    let close = known.iter().min_by_key(near).filter(|name| near(name) <= 1 + last(name).len() / 4);
    match elsewhere.or(close) {
        Some(name) => format!("did you mean {name}?"),
        None => "config/gerne.example.toml lists all there are".to_owned(),
    }
}

/// All names in a tree of settings, also those of sections.
pub(super) fn names(prefix: &str, value: &Value, into: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        names(&path, value, into);
        into.push(path);
    }
}

/// How many letters must be changed, added or left out to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, a) in one.chars().enumerate() {
        let mut corner = n;
        row[0] = n + 1;
        for (m, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != *b);
            corner = row[m + 1];
            row[m + 1] = changed.min(row[m] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use figment::providers::{Format as _, Serialized, Toml};

    use super::*;

    fn why(text: &str) -> String {
        let figment = Figment::from(Serialized::defaults(Settings::default()));
        let figment = figment.merge(Toml::string(text));
        let error = figment.extract::<Settings>().unwrap_err();
        format!("{:#}", told(error, &figment))
    }

    #[test]
    fn what_is_wrong_is_said_in_the_words_of_the_file() {
        for (text, said) in [
            (
                "[server]\nsession_idle_days = \"abc\"",
                "server.session_idle_days is a text; write a whole number",
            ),
            (
                "[server]\nsession_idle_days = -3",
                "server.session_idle_days is the number -3; write a whole",
            ),
            (
                "[server]\nlisten = 4000",
                "server.listen is the number 4000; server.listen is an address and",
            ),
            ("[server]\ncompany = 7", "server.company is the number 7; write a text in quotes"),
            (
                "[server]\ntrusted_proxies = \"127.0.0.1\"",
                "server.trusted_proxies is a text; server.trusted_proxies is a list",
            ),
            ("[key]\ncreate = \"no\"", "key.create is a text; write true or false"),
            ("[network]\nca_file = 3", "network.ca_file is the number 3; write a text in quotes"),
            ("server = 3", "server is the number 3; it is a section: write [server]"),
            (
                "[server]\nlisten = \"x\"",
                "server.listen: invalid socket address syntax; server.listen is an",
            ),
            ("[facebook]\naddress = \"x\"", "used: facebook.address: relative URL without a base"),
            ("[[accounts]]\nplatform = \"mastodon\"", "entry 1 of [[accounts]] has no address"),
        ] {
            let why = why(text);
            assert!(why.contains(said), "{text}: {why}");
            for rust in ["u16", "u32", "u64", "struct", "sequence", "invalid type"] {
                assert!(!why.contains(rust), "{text}: {why}");
            }
        }
    }

    #[test]
    fn an_unknown_setting_is_told_with_the_one_that_was_meant() {
        for (text, said) in [
            ("[server]\nlissten = \"1\"", "no setting server.lissten; did you mean server.listen?"),
            ("listen = \"1\"", "no setting listen; did you mean server.listen?"),
            ("[sever]\nlisten = \"1\"", "no setting sever; did you mean server?"),
            (
                "[database]\npublic_url = \"1\"",
                "no setting database.public_url; did you mean server.public_url?",
            ),
            ("[server]\nquirlig = 1", "no setting server.quirlig; config/gerne.example.toml lists"),
        ] {
            let why = why(text);
            assert!(why.contains(said), "{text}: {why}");
        }
    }

    #[test]
    fn nothing_of_a_secret_is_shown() {
        let why = why("[facebook]\npoll_seconds = \"geheim\"");
        assert!(!why.contains("geheim"), "{why}");
    }
}
