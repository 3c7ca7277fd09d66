//! Answers: written once, refused when stale, taken back.

use serde_json::json;

use super::world::World;

#[tokio::test]
async fn an_answer_is_held_and_can_be_taken_back() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Wo ist mein Paket?").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let body = json!({"text": "Gerne!", "seen": w.api.head()});
    let reply = w.keyed("r1", &path, body.clone()).await;
    assert_eq!(reply.status, 201, "{:?}", reply.bytes);
    assert_eq!(reply.seq(), w.api.head());
    let reply = reply.json();
    let entry = &reply["entry"];
    assert_eq!(entry["text"], "Gerne! ^anna");
    assert_eq!(entry["visibility"], "unlisted");
    assert_eq!(entry["client_id"], "r1");
    assert_eq!(entry["delivery"]["state"], "held");
    assert_eq!(entry["delivery"]["waits_for"], "undo");
    assert_eq!(entry["author"]["kind"], "agent");
    assert_eq!(entry["parent"]["text"], "Wo ist mein Paket?");
    assert_eq!(reply["conversation"]["delivery"], "held");
    assert_eq!(reply["conversation"]["status"], "pending");

    let again = w.keyed("r1", &path, body).await;
    assert_eq!(again.json()["entry"]["id"], entry["id"], "written once");

    let outbox = w.get(&w.agent, "/deliveries?state=held").await;
    assert_eq!(outbox["items"][0]["entry"]["id"], entry["id"]);
    assert_eq!(w.get(&w.stranger, "/deliveries").await["items"], json!([]));

    let id = entry["delivery"]["id"].as_str().unwrap();
    let undo = format!("/deliveries/{id}/undo");
    assert_eq!(w.call(&w.stranger, "POST", &undo, None).await.status, 404);
    let undone = w.call(&w.agent, "POST", &undo, None).await.ok();
    assert_eq!(undone["text"], "Gerne!");
    assert_eq!(undone["in_reply_to"], json!(said.message));
    assert_eq!(undone["conversation"]["status"], "open");
    assert_eq!(w.call(&w.agent, "POST", &undo, None).await.status, 409);
    let timeline = w.get(&w.agent, &format!("/conversations/{}/timeline", said.conversation)).await;
    let texts = timeline["items"].as_array().unwrap().iter().filter(|e| e["type"] == "message");
    assert_eq!(texts.count(), 1, "what was called back was never said: {timeline}");
}

/// After a crash, many ask once more what was done already: if each held one connection and waited
/// for another, nobody would ever get one.
#[tokio::test]
async fn what_was_done_already_is_told_with_one_connection() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Wo ist mein Paket?").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let body = json!({"text": "Gerne!", "seen": w.api.head()});
    let new = json!({"account_id": w.ours.id, "to": {"identity_id": said.identity},
        "visibility": "private", "text": "Ihr Paket liegt bereit."});
    assert_eq!(w.keyed("r1", &path, body.clone()).await.status, 201);
    assert_eq!(w.keyed("s1", "/conversations", new.clone()).await.status, 201);
    w.forget_answers().await;
    let mut others = Vec::new();
    // All but one of the four that this store has are somebody else's.
    for _ in 0..3 {
        others.push(w.api.store.read().await.unwrap());
    }
    let again = async {
        assert_eq!(w.keyed("r1", &path, body).await.status, 201);
        assert_eq!(w.keyed("s1", "/conversations", new).await.status, 201);
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), again).await.expect("it is told");
}

#[tokio::test]
async fn the_same_key_with_other_words_is_a_mistake_also_when_the_answer_is_forgotten() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Wo ist mein Paket?").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let body = json!({"text": "Gerne!", "seen": w.api.head()});
    let first = w.keyed("r1", &path, body.clone()).await.json();
    w.forget_answers().await;
    let again = w.keyed("r1", &path, body).await;
    assert_eq!(again.json()["entry"]["id"], first["entry"]["id"], "written once");
    w.forget_answers().await;
    let other = json!({"text": "Gern!", "seen": w.api.head()});
    let other = w.keyed("r1", &path, other).await;
    assert_eq!(other.problem(), (422, "idempotency.mismatch".to_owned()));

    let body = json!({"account_id": w.ours.id, "to": {"identity_id": said.identity},
        "visibility": "private", "text": "Ihr Paket liegt bereit."});
    assert_eq!(w.keyed("s1", "/conversations", body.clone()).await.status, 201);
    w.forget_answers().await;
    assert_eq!(w.keyed("s1", "/conversations", body.clone()).await.status, 201);
    w.forget_answers().await;
    let mut other = body;
    other["text"] = json!("Ihr Paket ist weg.");
    let other = w.keyed("s1", "/conversations", other).await;
    assert_eq!(other.problem(), (422, "idempotency.mismatch".to_owned()));
}

#[tokio::test]
async fn a_stale_answer_is_refused_with_what_was_missed() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Wo ist mein Paket?").await;
    let seen = w.api.head();
    w.said_more(said, "Hat sich erledigt!").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let body = json!({"text": "Unterwegs!", "seen": seen});
    let stale = w.keyed("r2", &path, body).await;
    assert_eq!(stale.problem(), (409, "reply.stale".to_owned()));
    assert_eq!(stale.json()["missed"][0]["text"], "Hat sich erledigt!");
    assert_eq!(stale.json()["values"]["missed"], 1);
    let anyway = json!({"text": "Unterwegs!", "seen": seen, "send_anyway": true});
    assert_eq!(w.keyed("r2", &path, anyway).await.status, 201, "the same key, after being shown");
}

#[tokio::test]
async fn impossible_answers_say_why() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let path = format!("/conversations/{}/replies", said.conversation);
    let seen = w.api.head();
    let own = format!("siehe {}", said.conversation);
    for (body, code) in [
        (json!({"text": " ", "seen": seen}), "reply.empty"),
        (json!({"text": "x".repeat(501), "seen": seen}), "reply.too_long"),
        (json!({"text": own, "seen": seen}), "reply.own_id"),
        (
            json!({"text": "x", "seen": seen, "media": [{"upload_id": "a~b"}]}),
            "reply.media_unknown",
        ),
    ] {
        let reply = w.keyed(&w.fresh(), &path, body).await;
        assert_eq!(reply.problem(), (422, code.to_owned()));
    }
    let no_key = w.call(&w.agent, "POST", &path, Some(json!({"text": "x", "seen": seen}))).await;
    assert_eq!(no_key.json()["errors"][0]["field"], "idempotency-key");
    assert_eq!(w.keyed("k", &path, json!({"text": 7})).await.problem().1, "request.malformed");
}

#[tokio::test]
async fn we_speak_first() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let body = json!({"account_id": w.ours.id, "to": {"identity_id": said.identity},
        "visibility": "private", "text": "Ihr Paket liegt bereit."});
    let page = w.keyed("s1", "/conversations", body).await;
    assert_eq!(page.status, 201, "{:?}", page.bytes);
    let page = page.json();
    assert_eq!(page["customer"]["id"], json!(said.customer));
    assert_eq!(page["delivery"], "held");
    assert_ne!(page["id"], json!(said.conversation));
    let nobody = json!({"account_id": w.ours.id, "to": {}, "visibility": "private", "text": "x"});
    assert_eq!(w.keyed("s2", "/conversations", nobody).await.status, 422);
    let hidden = json!({"account_id": w.theirs.id, "to": {"identity_id": said.identity},
        "visibility": "private", "text": "x"});
    assert_eq!(w.keyed("s3", "/conversations", hidden).await.status, 404);
}
