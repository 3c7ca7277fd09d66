use gerne_sim::{Effect, PostSpec, Sim, SimClock, SimConfig, Via};
use jiff::SignedDuration;
use serde_json::json;

use crate::client::{Client, sim, text};

#[tokio::test]
async fn one_key_posts_once_for_an_hour() {
    let clock = SimClock::manual("2026-11-16T08:00:00Z".parse().unwrap());
    let sim = Sim::start(SimConfig { clock: clock.clone(), ..SimConfig::default() }).await;
    let company = Client::of(&sim, "nordlicht_hilft").with("Idempotency-Key", "k1");
    let post = async || {
        let body = json!({ "status": "@clara Hallo", "visibility": "unlisted" });
        text(&company.post("/api/v1/statuses", body).await.json(), "id")
    };
    let first = post().await;
    clock.advance(SignedDuration::from_mins(59));
    assert_eq!(post().await, first);
    clock.advance(SignedDuration::from_mins(2));
    assert_ne!(post().await, first, "the key is forgotten after an hour");
    let server = sim.mastodon();
    assert_eq!(server.created_with_key("k1"), 2);
    let journal = server.product_effects();
    assert_eq!(journal.len(), 3);
    assert!(matches!(&journal[1].effect, Effect::StatusRepeated { id, .. } if *id == first));
    assert!(journal.iter().all(|entry| entry.via == Via::Api && entry.request_id.is_some()));
    assert_eq!(server.notification_count("clara"), 2);
    sim.shutdown().await;
}

#[tokio::test]
async fn validation_speaks_the_accounts_language() {
    let sim = sim().await;
    let company = Client::of(&sim, "nordlicht_hilft");
    let long = "x".repeat(501);
    for (body, code, said) in [
        (json!({ "status": " " }), 422, "Gültigkeitsprüfung"),
        (json!({ "status": long }), 422, "500"),
        (json!({ "status": "x", "in_reply_to_id": "42" }), 404, "nicht zu existieren"),
        (json!({ "status": "x", "visibility": "secret" }), 422, "Sichtbarkeit"),
        (json!({ "status": "x", "media_ids": ["42"] }), 422, "Medien 42"),
        (json!({ "status": "x", "poll": { "options": ["a"], "expires_in": 300 } }), 422, "Anzahl"),
    ] {
        let reply = company.post("/api/v1/statuses", body.clone()).await;
        assert_eq!(reply.code, code, "{body}");
        assert!(text(&reply.json(), "error").contains(said), "{body}");
    }
    assert!(sim.mastodon().statuses_of("nordlicht_hilft").is_empty());
    sim.shutdown().await;
}

#[tokio::test]
async fn an_answer_has_everything() {
    let sim = sim().await;
    let server = sim.mastodon();
    let asked = server
        .post("ben@far.example", PostSpec::public("@nordlicht_hilft help #dsl").spoiler("Netz"))
        .unwrap();
    let company = Client::of(&sim, "nordlicht_hilft");
    let form = [
        ("status", "@ben@far.example wir sehen nach: https://example.org/a ^Anna"),
        ("in_reply_to_id", asked.id.as_str()),
        ("visibility", "unlisted"),
        ("spoiler_text", "re: Netz"),
        ("language", "de"),
    ];
    let status = company.form("/api/v1/statuses", &form).await.json();
    assert_eq!(status["in_reply_to_id"], asked.id.as_str());
    assert_eq!(status["mentions"][0]["acct"], "ben@far.example");
    assert_eq!(status["sensitive"], true);
    assert_eq!(status["application"]["name"], "Gerne");
    assert!(text(&status, "content").contains("class=\"u-url mention\">@<span>ben</span>"));
    let answer = server.wait_for(|m| m.answers_to(&asked.id).into_iter().next()).await.unwrap();
    assert_eq!(answer.author, "nordlicht_hilft");

    let path = format!("/api/v1/statuses/{}", answer.id);
    let edited = company.put(&path, json!({ "status": "@ben@far.example behoben" })).await.json();
    assert!(edited["edited_at"].is_string());
    let ben = Client::of(&sim, "ben@far.example");
    assert_eq!(ben.delete(&path).await.code, 404, "not one's own");
    let deleted = company.delete(&path).await.json();
    assert_eq!(deleted["text"], "@ben@far.example behoben");
    assert_eq!(company.get(&path).await.code, 404);
    assert_eq!(server.notification_count("ben@far.example"), 0, "it went with the status");

    let like = format!("/api/v1/statuses/{}/favourite", asked.id);
    assert_eq!(company.post(&like, json!({})).await.json()["favourites_count"], 1);
    sim.shutdown().await;
}

#[tokio::test]
async fn quotes_polls_and_private_conversations() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    let clara = Client::of(&sim, "clara");
    let root = server.post("clara", PostSpec::public("Was für ein Tag")).unwrap();
    let body = json!({ "status": "seht her", "quoted_status_id": root.id });
    let quote = company.post("/api/v1/statuses", body).await.json();
    assert_eq!(quote["quote"]["quoted_status"]["id"], root.id.as_str());
    let told = clara.get("/api/v1/notifications?types[]=quote").await.json();
    assert_eq!(told[0]["type"], "quote");
    server.delete(&root.id).unwrap();
    let path = format!("/api/v1/statuses/{}", text(&quote, "id"));
    assert_eq!(company.get(&path).await.json()["quote"]["state"], "deleted");

    let body =
        json!({ "status": "Wann?", "poll": { "options": ["Mo", "Di"], "expires_in": 3600 } });
    let poll = company.post("/api/v1/statuses", body).await.json()["poll"].clone();
    let votes = format!("/api/v1/polls/{}/votes", text(&poll, "id"));
    assert_eq!(clara.post(&votes, json!({ "choices": [1] })).await.json()["votes_count"], 1);

    let first = server.post("clara", PostSpec::direct("@nordlicht_hilft privat")).unwrap();
    let body = json!({
        "status": "@clara ja?", "in_reply_to_id": first.id, "visibility": "direct"
    });
    company.post("/api/v1/statuses", body).await;
    let list = clara.get("/api/v1/conversations").await.json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["unread"], true);
    let read = format!("/api/v1/conversations/{}/read", text(&list[0], "id"));
    assert_eq!(clara.post(&read, json!({})).await.json()["unread"], false);
    sim.shutdown().await;
}
