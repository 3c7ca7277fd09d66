//! What was asked twice is done once.

use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};

use super::world::{Reply, World};

impl World {
    pub(super) async fn keyed(&self, key: &str, path: &str, body: Value) -> Reply {
        let request = Request::builder()
            .method("POST")
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.agent.token))
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .unwrap();
        self.send(request).await
    }
}

#[tokio::test]
async fn the_same_key_gives_the_first_answer_again() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Wo ist mein Paket?").await;
    let path = format!("/conversations/{}/notes", said.conversation);
    let (first, second) = tokio::join!(
        w.keyed("k1", &path, json!({"text": "Hier"})),
        w.keyed("k1", &path, json!({"text": "Hier"}))
    );
    assert_eq!(first.status, 201);
    assert_eq!(second.status, 201);
    assert_eq!(first.json()["id"], second.json()["id"]);
    let other = w.keyed("k1", &path, json!({"text": "Dort"})).await;
    assert_eq!(other.problem(), (422, "idempotency.mismatch".to_owned()));
    assert_eq!(w.keyed("k2", &path, json!({"text": "Hier"})).await.status, 201);
    let timeline = w.get(&w.agent, &format!("/conversations/{}/timeline", said.conversation)).await;
    let notes = timeline["items"].as_array().unwrap().iter().filter(|e| e["type"] == "note");
    assert_eq!(notes.count(), 2);
}

#[tokio::test]
async fn what_was_refused_may_be_asked_again() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Hallo?").await;
    let path = format!("/conversations/{}/notes", said.conversation);
    assert_eq!(w.keyed("k", &path, json!({"text": "  "})).await.status, 422);
    assert_eq!(w.keyed("k", &path, json!({"text": "jetzt"})).await.status, 201);
    let long = "x".repeat(65);
    assert_eq!(w.keyed(&long, &path, json!({"text": "jetzt"})).await.status, 422);
}
