use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use crate::client::{Client, sim, text};

#[tokio::test]
async fn people_play_over_the_control_api() {
    let sim = sim().await;
    let desk = Client::nobody(&sim);
    let person = desk
        .post("/sim/api/people", json!({ "handle": "uwe", "name": "Uwe", "language": "de" }))
        .await
        .json();
    assert_eq!(person["handle"], "uwe");
    let taken = desk.post("/sim/api/people", json!({ "handle": "uwe" })).await;
    assert_eq!(taken.code, 422);
    let media =
        desk.post("/sim/api/media", json!({ "as": "uwe", "scene": "router", "alt": "rot" }));
    let media = text(&media.await.json(), "id");
    let body = json!({
        "as": "uwe", "text": "@nordlicht_hilft tot", "visibility": "public", "media": [media],
        "spoiler_text": "Frust",
    });
    let post = desk.post("/sim/api/posts", body).await.json();
    let id = text(&post, "id");
    let secret =
        json!({ "as": "uwe", "text": "@nordlicht_hilft Kundennummer", "visibility": "direct" });
    desk.post("/sim/api/posts", secret).await;

    let company = Client::of(&sim, "nordlicht_hilft");
    let answer = json!({ "status": "@uwe wir sehen nach ^Anna", "in_reply_to_id": id });
    company.post("/api/v1/statuses", answer).await;

    let state = desk.get("/sim/api/state?as=uwe").await.json();
    assert_eq!(state["threads"].as_array().unwrap().len(), 2);
    let thread = state["threads"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(thread["posts"][0]["media"][0]["alt"], "rot");
    assert_eq!(thread["posts"][1]["company"], true);
    let public = desk.get("/sim/api/state").await.json();
    assert_eq!(public["threads"].as_array().unwrap().len(), 1);

    let path = format!("/sim/api/posts/{id}");
    assert!(
        desk.put(&path, json!({ "text": "@nordlicht_hilft geht!" })).await.json()["edited_at"]
            .is_string()
    );
    assert_eq!(desk.delete(&path).await.code, 200);
    assert_eq!(desk.get(&path).await.json()["deleted"], true);
    let journal = desk.get("/sim/api/journal").await.json();
    let effects: Vec<&str> =
        journal.as_array().unwrap().iter().filter_map(|one| one["effect"].as_str()).collect();
    assert_eq!(
        effects,
        [
            "media_uploaded",
            "status_created",
            "status_created",
            "token_issued",
            "status_created",
            "status_edited",
            "status_deleted",
        ]
    );
    sim.shutdown().await;
}

#[tokio::test]
async fn faults_clock_and_tokens() {
    let sim = sim().await;
    let desk = Client::nobody(&sim);
    let token = desk.post("/sim/api/tokens", json!({ "account": "clara" })).await.json();
    let clara = Client { token: Some(text(&token, "access_token")), ..desk.clone() };
    let fault = json!({
        "fault": "status_before", "code": 500, "path": "/api/v1/notifications*", "times": 1
    });
    desk.post("/sim/api/faults", fault).await;
    assert_eq!(clara.get("/api/v1/notifications").await.code, 500);
    assert_eq!(clara.get("/api/v1/notifications").await.code, 200);
    assert_eq!(desk.get("/sim/api/faults").await.json()[0]["hits"], 1);
    desk.delete("/sim/api/faults").await;
    assert_eq!(desk.get("/sim/api/faults").await.json(), json!([]));
    let hands = json!({ "set": "2026-11-16T08:00:00Z", "speed": 0.0 });
    let clock = desk.post("/sim/api/clock", hands).await.json();
    assert_eq!(clock["now"], "2026-11-16T08:00:00Z");
    desk.post("/sim/api/revoke", json!({ "account": "clara" })).await;
    assert_eq!(clara.get("/api/v1/notifications").await.code, 401);
    let requests = desk.get("/sim/api/requests").await.json();
    assert_eq!(requests.as_array().unwrap().len(), 3);
    sim.shutdown().await;
}

#[tokio::test]
async fn the_square_is_served_and_hears_of_changes() {
    let sim = sim().await;
    let desk = Client::nobody(&sim);
    for path in ["/", "/square.css", "/square.js", "/x.js", "/texts.js", "/scene/router"] {
        assert_eq!(desk.get(path).await.code, 200, "{path}");
    }
    let base = sim.base_url();
    let host = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!("GET /sim/api/events HTTP/1.1\r\nHost: {host}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut until = async |wanted: &str| loop {
        let line = lines.next_line().await.unwrap().expect("the stream goes on");
        if let Some(rest) = line.strip_prefix(wanted) {
            return rest.to_owned();
        }
    };
    until(":)").await;
    let body = json!({ "as": "clara", "text": "hallo" });
    let post = desk.post("/sim/api/posts", body).await.json();
    let data: Value = serde_json::from_str(&until("data: ").await).unwrap();
    assert_eq!((&data["kind"], &data["id"]), (&json!("created"), &post["id"]));
    sim.shutdown().await;
}

#[tokio::test]
async fn people_play_on_x_too() {
    let sim = sim().await;
    let desk = Client::nobody(&sim);
    let on = |path: &str| format!("/sim/api/x/{path}");
    // Ben is `ben@far.example` on the Mastodon server.
    let who = "ben@far.example";
    let post = json!({ "as": who, "text": "@nordlicht tot", "scene": "router", "alt": "rot" });
    let id = text(&desk.post(&on("posts"), post).await.json(), "id");
    let edit = json!({ "text": "@nordlicht ganz tot" });
    assert_eq!(desk.put(&on(&format!("posts/{id}")), edit.clone()).await.code, 422, "no blue tick");
    desk.post(&on("people/ben"), json!({ "premium": true, "protected": false })).await;
    let second = text(&desk.put(&on(&format!("posts/{id}")), edit).await.json(), "id");
    desk.post(&on("messages"), json!({ "as": who, "text": "Kundennummer 4711" })).await;
    let quote = json!({ "as": "clara", "text": "schau", "quote": second });
    desk.post(&on("posts"), quote).await;

    let state = desk.get(&on("state?as=ben@far.example")).await.json();
    assert_eq!(state["me"]["handle"], "ben");
    assert_eq!(state["messages"][0]["text"], "Kundennummer 4711");
    let thread = state["threads"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    let shown = &thread["posts"][0];
    assert_eq!(
        (&shown["id"], &shown["edits"], &shown["may_edit"]),
        (&json!(second), &json!(1), &json!(true))
    );
    let avatar = text(&state["me"], "avatar");
    assert_eq!(desk.get(&avatar).await.code, 200, "the square shows it from its own address");
    assert_eq!(desk.delete(&on(&format!("posts/{id}"))).await.code, 200);
    let state = desk.get(&on("state?as=clara")).await.json();
    assert_eq!(state["threads"].as_array().unwrap().len(), 1);
    assert!(state["messages"].as_array().unwrap().is_empty());
    let token = desk.post(&on("tokens"), json!({ "account": "nordlicht" })).await.json();
    let company = Client {
        token: Some(text(&token, "access_token")),
        base: sim.x().base_url(),
        ..desk.clone()
    };
    assert_eq!(company.get("/2/users/me").await.code, 200);
    assert_eq!(desk.get(&on("bill")).await.json()["micros"], 10_000);
    desk.post(&on("credits"), json!({ "micros": 0 })).await;
    assert_eq!(company.get("/2/users/me").await.code, 402);
    sim.shutdown().await;
}
