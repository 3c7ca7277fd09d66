//! What is said about requests that do not fit.

use gerne_domain::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::query;
use crate::{
    problem::Problem,
    wire::{
        account::AccountBody,
        filter::Filter,
        list::Page,
        reply::ReplyBody,
        rule::{BackTest, BackTestBody, RuleBody},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sample {
    text: String,
    count: Option<u32>,
    on: bool,
    at: Option<Timestamp>,
    day: Option<jiff::civil::Date>,
    id: Option<Uuid>,
    ids: Vec<Uuid>,
    order: crate::wire::filter::Order,
    under: Option<Under>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Under {
    colours: Vec<Under>,
    name: Option<String>,
}

fn body<T: serde::de::DeserializeOwned>(json: &[u8]) -> Result<T, Problem> {
    super::body(json, None)
}

fn said(problem: &Problem) -> Vec<String> {
    assert_eq!((problem.status, problem.code.as_str()), (400, "request.malformed"));
    let said = |error: &crate::FieldError| {
        format!("{} {} {}", error.field, error.code, error.detail.as_deref().unwrap_or_default())
    };
    problem.errors.iter().map(said).collect()
}

#[test]
fn each_field_that_does_not_fit_is_named_with_what_is_expected() {
    let cases = [
        (r#"{"text": 7}"#, "text", "expected text, found the number 7"),
        (r#"{"text": null}"#, "text", "expected text, found null"),
        (r#"{"text": ["a"]}"#, "text", "expected text, found a list"),
        (
            r#"{"count": "many"}"#,
            "count",
            "expected a whole number from 0 to 4294967295, found the text \"many\"",
        ),
        (
            r#"{"count": -1}"#,
            "count",
            "expected a whole number from 0 to 4294967295, found the number -1",
        ),
        (r#"{"on": "true"}"#, "on", "expected `true` or `false`, found the text \"true\""),
        (
            r#"{"at": "tomorrow"}"#,
            "at",
            "expected a time, like 2026-11-24T09:00:00Z, found the text \"tomorrow\"",
        ),
        (
            r#"{"day": "24.11."}"#,
            "day",
            "expected a day, like 2026-11-24, found the text \"24.11.\"",
        ),
        (r#"{"id": "7"}"#, "id", "expected a UUID, found the text \"7\""),
        (r#"{"ids": "7"}"#, "ids", "expected a list, found the text \"7\""),
        (r#"{"ids": ["7"]}"#, "ids.0", "expected a UUID, found the text \"7\""),
        (
            r#"{"order": "newest"}"#,
            "order",
            "expected `due`, `recent`, `oldest` or `waiting`, found the text \"newest\"",
        ),
        (
            r#"{"order": "Recent"}"#,
            "order",
            "expected `due`, `recent`, `oldest` or `waiting`, found the text \"Recent\"; did you mean `recent`?",
        ),
        (
            r#"{"order": 3}"#,
            "order",
            "expected `due`, `recent`, `oldest` or `waiting`, found the number 3",
        ),
        (
            r#"{"under": {"colours": [{}, {"name": true}]}}"#,
            "under.colours.1.name",
            "expected text, found `true`",
        ),
        (r#"{"under": "x"}"#, "under", "expected an object, found the text \"x\""),
    ];
    for (json, field, detail) in cases {
        let problem = body::<Sample>(json.as_bytes()).unwrap_err();
        assert_eq!(said(&problem), [format!("{field} invalid.value {detail}")], "{json}");
        assert_eq!(problem.values["detail"], format!("{field}: {detail}"));
    }
}

#[test]
fn a_field_that_is_not_known_is_told_with_the_one_that_was_meant() {
    let problem = body::<ReplyBody>(br#"{"txt": "Hallo", "seen": 1}"#).unwrap_err();
    assert_eq!(
        said(&problem),
        [
            "txt request.unknown_field not a field here; did you mean `text`?",
            "text invalid.required missing",
        ]
    );
    let problem = body::<ReplyBody>(br#"{"text": "", "seen": 1, "inReplyTo": null}"#).unwrap_err();
    assert!(said(&problem)[0].ends_with("did you mean `in_reply_to`?"), "{problem:?}");
    let deep = br#"{"settings": {"signatur": "x"}}"#;
    let problem = body::<AccountBody>(deep).unwrap_err();
    assert!(said(&problem)[0].starts_with("settings.signatur request.unknown_field"));
    let problem = body::<Under>(br#"{"zebra": 1}"#).unwrap_err();
    assert!(said(&problem)[0].ends_with("not a field here; there are `colours` or `name`"));
}

#[test]
fn a_password_is_not_said_again() {
    let problem = body::<Sample>(br#"{"text": {"geheim": "geheim"}}"#).unwrap_err();
    assert!(!format!("{problem:?}").contains("geheim"), "{problem:?}");
}

#[test]
fn what_is_long_is_cut() {
    let json = format!(r#"{{"id": "{}"}}"#, "ä".repeat(5_000));
    let problem = body::<Sample>(json.as_bytes()).unwrap_err();
    assert!(said(&problem)[0].chars().count() < 120, "{problem:?}");
}

#[test]
fn what_is_no_object_and_what_is_no_json_is_told() {
    let detail = |json: &str| {
        let problem = body::<Sample>(json.as_bytes()).unwrap_err();
        assert!(said(&problem).is_empty());
        problem.values["detail"].as_str().unwrap().to_owned()
    };
    assert_eq!(detail("[]"), "expected an object, found a list");
    assert_eq!(detail("text=x"), "not JSON, near line 1 column 2");
    let form = super::body::<Sample>(b"text=x", Some("text/plain")).unwrap_err();
    let form = form.values["detail"].as_str().unwrap();
    assert!(form.starts_with("not JSON but, as it says, text/plain; send application/json"));
    super::body::<Sample>(br#"{"text": "x"}"#, Some("text/plain")).unwrap();
    assert_eq!(detail(r#"{"text":"#), "not JSON: it ends too early, near line 1 column 8");
}

#[test]
fn what_a_rule_does_is_placed_in_its_list() {
    let rule = |action: &str| format!(r#"{{"name": "a", "text": "b", "actions": [{action}]}}"#);
    let first =
        |action: &str| said(&body::<RuleBody>(rule(action).as_bytes()).unwrap_err())[0].clone();
    assert_eq!(first("{}"), "actions.0.do invalid.required missing");
    assert!(first(r#"{"do": "lable"}"#).ends_with("did you mean `label`?"));
    assert_eq!(first(r#"{"do": "label"}"#), "actions.0.label invalid.required missing");
    let wrong = first(r#"{"do": "label", "label": 7}"#);
    assert_eq!(wrong, "actions.0 invalid.value expected a UUID, found the number 7");
}

#[test]
fn an_answer_that_is_handed_back_may_hold_more_than_is_read() {
    let whole = serde_json::to_value(BackTest::default()).unwrap();
    let mut step = whole.clone();
    step["shown"] = serde_json::json!([]);
    for so_far in [whole, step, serde_json::Value::Null] {
        let json = serde_json::json!({"text": "a", "so_far": so_far}).to_string();
        body::<BackTestBody>(json.as_bytes()).unwrap();
    }
    let problem = body::<BackTestBody>(br#"{"text": "a", "so_far": {}}"#).unwrap_err();
    let wrong = "so_far invalid.value expected the answer to the step before";
    assert_eq!(said(&problem), [wrong]);
}

#[test]
fn a_parameter_is_named_and_strange_ones_are_passed_over() {
    let problem = query::<Page>("limit=many&status=open").unwrap_err();
    let wrong =
        "limit invalid.value expected a whole number from 1 to 200, found the text \"many\"";
    assert_eq!(said(&problem), [wrong]);
    assert_eq!(query::<Page>("limit=7&status=open").unwrap().limit, Some(7));
    assert_eq!(query::<Page>("limit=5000").unwrap().limit, Some(5_000));
    assert_eq!(query::<Page>("after=7").unwrap().after.as_deref(), Some("7"));
    let sample: Sample = query("on=true&count=3&at=2026-11-24T09:00:00Z").unwrap();
    assert!(sample.on && sample.count == Some(3) && sample.at.is_some());
}

#[test]
fn what_fits_is_read_as_before() {
    let json = r#"{"status": ["open"], "assignee": "me", "order": "recent"}"#;
    let read: Filter = body(json.as_bytes()).unwrap();
    assert_eq!(read, serde_json::from_str(json).unwrap());
    let problem = body::<Filter>(br#"{"assignee": "nobody"}"#).unwrap_err();
    let wrong = "assignee invalid.value expected `any`, `none`, `me` or the id of an agent";
    assert_eq!(said(&problem), [wrong]);
}
