//! What is told of requests that do not fit, or cannot be done: which field is to blame.

use serde_json::{Value, json};
use uuid::Uuid;

use super::world::{Reply, World};

/// Its status, its code, and the fields that are to blame.
fn told(reply: &Reply) -> (u16, String, Vec<String>) {
    let (status, code) = reply.problem();
    let errors = reply.json()["errors"].clone();
    let field = |error: &Value| error["field"].as_str().unwrap_or_default().to_owned();
    (status, code, errors.as_array().into_iter().flatten().map(field).collect())
}

#[tokio::test]
async fn a_body_and_a_query_that_do_not_fit_name_the_field() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let path = format!("/conversations/{}", said.conversation);
    let malformed = |fields: &[&str]| {
        (400, "request.malformed".to_owned(), fields.iter().map(|f| (*f).to_owned()).collect())
    };
    for (method, path, body, fields) in [
        ("POST", format!("{path}/notes"), json!({"txt": "a"}), &["txt", "text"][..]),
        ("POST", format!("{path}/notes"), json!({"text": "a", "mentions": [7]}), &["mentions.0"]),
        ("POST", format!("{path}/status"), json!({"status": "asleep"}), &["status"]),
        ("PATCH", path.clone(), json!({"priority": 3}), &["priority"]),
        ("PATCH", path.clone(), json!({"asignee_id": null}), &["asignee_id"]),
    ] {
        let reply = w.call(&w.agent, method, &path, Some(body.clone())).await;
        assert_eq!(told(&reply), malformed(fields), "{body}");
    }
    let reply = w.call(&w.agent, "GET", "/conversations?limit=many", None).await;
    assert_eq!(told(&reply), malformed(&["limit"]));
    let expected = "expected a whole number from 1 to 200, found the text \"many\"";
    assert_eq!(reply.json()["errors"][0]["detail"], expected);
}

#[tokio::test]
async fn what_cannot_be_done_names_the_field_to_blame() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let at = |rest: &str| format!("/conversations/{}{rest}", said.conversation);
    let customer = |rest: &str| format!("/customers/{}{rest}", said.customer);
    let strange = Uuid::from_u128(7);
    let (late, early) = ("2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z");
    for (method, path, body, code, field) in [
        ("PATCH", at(""), json!({"team_id": strange}), "team.unknown", "team_id"),
        ("PATCH", at(""), json!({"labels": [strange]}), "label.unknown", "labels"),
        ("PATCH", at(""), json!({"assignee_id": strange}), "agent.unknown", "assignee_id"),
        ("PATCH", at(""), json!({"subject": "x".repeat(201)}), "invalid", "subject"),
        ("POST", at("/notes"), json!({"text": " ", "mentions": []}), "note.empty", "text"),
        (
            "POST",
            at("/contacts"),
            json!({"how": "phone", "direction": "in", "text": "x", "at": late}),
            "contact.future",
            "at",
        ),
        ("PATCH", at("/follow_up"), json!({"at": early}), "follow_up.past", "at"),
        ("POST", at("/join"), json!({"other": said.conversation}), "join.same", "other"),
        ("POST", at("/card/lines"), json!({"part": "about", "text": ""}), "fact.empty", "text"),
        ("POST", at("/promises"), json!({"kind": "visit", "text": ""}), "promise.empty", "text"),
        (
            "POST",
            at("/promises"),
            json!({"kind": "visit", "text": "x", "owner": strange}),
            "agent.unknown",
            "owner",
        ),
        (
            "POST",
            "/conversations/bulk".to_owned(),
            json!({"ids": [], "change": {"status": "open", "until": late}}),
            "invalid",
            "change.until",
        ),
        ("POST", customer("/facts"), json!({"kind": "odd", "value": "x"}), "fact.kind", "kind"),
        ("POST", customer("/erasure"), json!({"confirm": "x"}), "erasure.confirm", "confirm"),
        (
            "POST",
            "/labels".to_owned(),
            json!({"name": "a", "colour": "red"}),
            "label.colour",
            "colour",
        ),
        ("POST", "/teams".to_owned(), json!({"name": " "}), "team.name", "name"),
        (
            "PATCH",
            format!("/agents/{}", w.agent.id),
            json!({"teams": [strange]}),
            "team.unknown",
            "teams",
        ),
        ("POST", "/rules".to_owned(), json!({"name": "a", "text": "("}), "rule.broken", "text"),
        ("PATCH", "/settings/knowledge".to_owned(), json!({"off": ["odd"]}), "hint.unknown", "off"),
        (
            "POST",
            "/settings/alarm-hooks".to_owned(),
            json!({"url": "ftp://example.com"}),
            "hook.address",
            "url",
        ),
        (
            "POST",
            "/reports/saved".to_owned(),
            json!({"name": "a", "question": {"metric": "waiting", "range": "fixed"}}),
            "report.range",
            "question.until",
        ),
    ] {
        let reply = w.call(&w.admin, method, &path, Some(body.clone())).await;
        let wanted = (422, code.to_owned(), vec![field.to_owned()]);
        assert_eq!(told(&reply), wanted, "{method} {path} {body}: {:?}", reply.bytes);
    }
}

#[tokio::test]
async fn a_reply_that_is_not_possible_names_the_field_to_blame() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let seen = w.api.head();
    let files = json!([{"upload_id": "a~b"}]);
    for (body, code, field) in [
        (json!({"text": " ", "seen": seen}), "reply.empty", "text"),
        (json!({"text": "x".repeat(501), "seen": seen}), "reply.too_long", "text"),
        (
            json!({"text": "x", "seen": seen, "media": files}),
            "reply.media_unknown",
            "media.0.upload_id",
        ),
        (
            json!({"text": "x", "seen": seen, "content_warning": "x".repeat(100_001)}),
            "invalid",
            "content_warning",
        ),
    ] {
        let reply = w.keyed(&w.fresh(), &path, body).await;
        assert_eq!(told(&reply), (422, code.to_owned(), vec![field.to_owned()]));
    }
}

#[tokio::test]
async fn what_is_no_form_is_told_what_to_send() {
    let w = World::new().await;
    for (method, path) in [("POST", "/uploads"), ("PUT", "/me/photo")] {
        let reply = w.call(&w.agent, method, path, Some(json!({}))).await;
        assert_eq!(reply.problem(), (400, "request.malformed".to_owned()));
        assert!(reply.json()["values"]["detail"].as_str().unwrap().contains("multipart"));
    }
    let reply = w.call(&w.agent, "GET", "/search?q=x&kind=note", None).await;
    assert_eq!(told(&reply), (422, "invalid".to_owned(), vec!["kind".to_owned()]));
    let detail = reply.json()["errors"][0]["detail"].as_str().unwrap().to_owned();
    assert!(detail.ends_with("did you mean `notes`?"), "{detail}");
}

#[tokio::test]
async fn what_is_not_there_says_whether_it_could_be() {
    let w = World::new().await;
    let detail = async |path: &str| {
        let reply = w.call(&w.agent, "GET", path, None).await;
        assert_eq!(reply.problem(), (404, "not_found".to_owned()));
        reply.json()["values"]["detail"].as_str().unwrap_or_default().to_owned()
    };
    assert!(detail("/conversations/123").await.contains("UUID"));
    assert!(detail("/conversation").await.contains("no such route"));
    assert_eq!(detail(&format!("/conversations/{}", Uuid::from_u128(7))).await, "");
}
