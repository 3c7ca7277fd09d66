//! The conformance files of twitter-text, read by our own rules; each that lies in the folder is a
//! score of its own. Not ours are `autolink.yml` and `hit_highlighting.yml`, which are about making
//! HTML, and of `validate.yml` what a form checks of a whole address (`urls`): we find addresses in
//! texts.

use std::path::Path;

use anyhow::anyhow;
use gerne_twitter_text as ours;
use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Value, json};

use crate::Score;

type Check = fn(&str) -> Value;

/// What is found in texts, and where.
pub(crate) fn extract(file: &Path) -> anyhow::Result<Score> {
    let checks: &[(&str, Check)] = &[
        ("mentions", |text| named(text).map(|name| json!(name.name)).collect()),
        ("mentions_with_indices", |text| {
            let entry = |name: ours::Name| json!({ "screen_name": name.name, "indices": place(&name.span) });
            named(text).map(entry).collect()
        }),
        ("mentions_or_lists_with_indices", |text| {
            let entry = |name: ours::Name| {
                let indices = place(&name.span);
                json!({ "screen_name": name.name, "list_slug": name.list, "indices": indices })
            };
            ours::names(text).into_iter().map(entry).collect()
        }),
        ("replies", |text| json!(ours::reply(text))),
        ("urls", urls),
        ("tco_urls_with_params", urls),
        ("urls_with_indices", urls_with_places),
        ("urls_with_directional_markers", urls_with_places),
        ("hashtags", |text| tags(&ours::hashtags(text))),
        ("hashtags_from_astral", |text| tags(&ours::hashtags(text))),
        ("hashtags_with_indices", |text| tags_with_places("hashtag", &ours::hashtags(text))),
        ("cashtags", |text| tags(&ours::cashtags(text))),
        ("cashtags_with_indices", |text| tags_with_places("cashtag", &ours::cashtags(text))),
    ];
    run(file, checks)
}

/// What is a post, a name, a list, a tag; and how long a post is.
pub(crate) fn validate(file: &Path) -> anyhow::Result<Score> {
    let checks: &[(&str, Check)] = &[
        ("tweets", |text| json!(ours::is_valid(text, 280))),
        ("usernames", |text| {
            let names = ours::names(text);
            let whole = |name: &ours::Name| name.span.text == text && name.list.is_empty();
            json!(names.len() == 1 && names.iter().all(whole))
        }),
        ("lists", |text| {
            let names = ours::names(text);
            let whole = |name: &ours::Name| name.span.text == text && !name.list.is_empty();
            json!(names.len() == 1 && names.iter().all(whole))
        }),
        ("hashtags", |text| {
            let tags = ours::hashtags(text);
            json!(tags.len() == 1 && tags.iter().all(|tag| tag.span.text == text))
        }),
        ("WeightedTweetsCounterTest", counted),
        ("WeightedTweetsWithDiscountedEmojiCounterTest", counted),
        ("UnicodeDirectionalMarkerCounterTest", counted),
    ];
    run(file, checks)
}

/// Top-level domains in texts.
pub(crate) fn tlds(file: &Path) -> anyhow::Result<Score> {
    run(file, &[("country", urls), ("generic", urls)])
}

/// Every top-level domain of the list makes a link.
pub(crate) fn tld_lib(file: &Path) -> anyhow::Result<Score> {
    let text = std::fs::read_to_string(file)?;
    let documents = Yaml::load_from_str(&text)?;
    let document = documents.first().ok_or_else(|| anyhow!("it is empty"))?;
    let mut outcomes = Vec::new();
    for list in ["country", "generic"] {
        let all = document.as_mapping_get(list).and_then(Yaml::as_sequence);
        for tld in all.into_iter().flatten() {
            let Some(tld) = written(tld) else { continue };
            let host = ours::nfc(&format!("https://beispiel.{tld}"));
            let found = ours::urls(&host).iter().any(|url| url.text == host);
            outcomes.push(if found { Ok(()) } else { Err(format!("{tld} is not known")) });
        }
    }
    Ok(Score::of(outcomes))
}

fn run(file: &Path, checks: &[(&str, Check)]) -> anyhow::Result<Score> {
    let text = std::fs::read_to_string(file)?;
    let documents = Yaml::load_from_str(&text)?;
    let document = documents.first().ok_or_else(|| anyhow!("it is empty"))?;
    let tests = document.as_mapping_get("tests").ok_or_else(|| anyhow!("there are no tests"))?;
    let mut outcomes = Vec::new();
    for (group, check) in checks {
        let cases = tests.as_mapping_get(group).and_then(Yaml::as_sequence);
        for case in cases.into_iter().flatten() {
            let text = case.as_mapping_get("text").and_then(written).unwrap_or_default();
            let expected = case.as_mapping_get("expected").map_or(Value::Null, value);
            let got = check(&text);
            outcomes.push(if agrees(&expected, &got) {
                Ok(())
            } else {
                let about = case.as_mapping_get("description").and_then(Yaml::as_str);
                Err(format!("{group}: {}: {got} instead of {expected}", about.unwrap_or(&text)))
            });
        }
    }
    Ok(Score::of(outcomes))
}

/// What is expected of an object may leave out what we tell besides.
fn agrees(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            got.iter().all(|(name, value)| expected.get(name) == Some(value))
        }
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(e, g)| agrees(e, g))
        }
        _ => expected == got,
    }
}

fn counted(text: &str) -> Value {
    let length = ours::weighted_length(text);
    json!({ "weightedLength": length, "valid": ours::is_valid(text, 280) })
}

fn named(text: &str) -> impl Iterator<Item = ours::Name> {
    ours::names(text).into_iter().filter(|name| name.list.is_empty())
}

fn urls(text: &str) -> Value {
    ours::urls(text).into_iter().map(|url| json!(url.text)).collect()
}

fn urls_with_places(text: &str) -> Value {
    let entry = |url: ours::Span| json!({ "indices": place(&url), "url": url.text });
    ours::urls(text).into_iter().map(entry).collect()
}

fn tags(tags: &[ours::Tag]) -> Value {
    tags.iter().map(|tag| json!(tag.tag)).collect()
}

fn tags_with_places(name: &str, tags: &[ours::Tag]) -> Value {
    tags.iter().map(|tag| json!({ name: tag.tag, "indices": place(&tag.span) })).collect()
}

fn place(span: &ours::Span) -> Value {
    json!([span.start, span.end])
}

fn value(yaml: &Yaml<'_>) -> Value {
    if let Some(list) = yaml.as_sequence() {
        return list.iter().map(value).collect();
    }
    if let Some(mapping) = yaml.as_mapping() {
        let entry = |(k, v): (&Yaml<'_>, &Yaml<'_>)| Some((k.as_str()?.to_owned(), value(v)));
        return Value::Object(mapping.iter().filter_map(entry).collect());
    }
    match yaml {
        Yaml::Value(Scalar::String(text)) => json!(text),
        Yaml::Value(Scalar::Boolean(is)) => json!(is),
        Yaml::Value(Scalar::Integer(number)) => json!(number),
        _ => Value::Null,
    }
}

/// As written: lists of words may hold some that look like something else (`no`).
fn written(yaml: &Yaml<'_>) -> Option<String> {
    match yaml {
        Yaml::Value(Scalar::String(text)) => Some(text.to_string()),
        Yaml::Value(Scalar::Boolean(is)) => Some(is.to_string()),
        Yaml::Representation(text, ..) => Some(text.to_string()),
        _ => None,
    }
}
