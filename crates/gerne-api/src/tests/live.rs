//! The live feed over a real socket.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::world::{Person, World};

struct Feed(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl World {
    async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        self.api.engine.tasks().spawn("test", async move {
            axum::serve(listener, service).await.unwrap();
        });
        address
    }
}

impl Feed {
    async fn open(address: SocketAddr, who: &Person, after: Option<i64>) -> Self {
        let after = after.map(|n| format!("?after={n}")).unwrap_or_default();
        let mut request =
            format!("ws://{address}/api/v1/live{after}").into_client_request().unwrap();
        let bearer = format!("Bearer {}", who.token).parse().unwrap();
        request.headers_mut().insert("authorization", bearer);
        Self(tokio_tungstenite::connect_async(request).await.unwrap().0)
    }

    async fn next(&mut self) -> Value {
        loop {
            let next = tokio::time::timeout(Duration::from_secs(10), self.0.next());
            match next.await.expect("a frame").expect("an open socket").unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Close(frame) => {
                    return json!({"closed": frame.map(|f| f.code.to_string())});
                }
                _ => {}
            }
        }
    }

    /// The next frame that has this.
    async fn with(&mut self, key: &str) -> Value {
        loop {
            let frame = self.next().await;
            if frame.get(key).is_some() {
                return frame;
            }
        }
    }

    async fn say(&mut self, frame: Value) {
        self.0.send(Message::Text(frame.to_string().into())).await.unwrap();
    }
}

#[tokio::test]
async fn events_come_as_contiguous_ranges_that_widen_over_what_is_hidden() {
    let w = World::new().await;
    let address = w.listen().await;
    let start = w.api.head();
    let mut feed = Feed::open(address, &w.agent, Some(start)).await;
    let hello = feed.with("hello").await;
    assert_eq!(hello["hello"]["seq"], start);
    assert_eq!(hello["hello"]["agent"], json!(w.agent.id));
    w.said(&w.theirs, "nicht für Anna").await;
    let mine = w.said(&w.ours, "Wo ist mein Paket?").await;
    let mut last = start;
    let event = loop {
        let frame = feed.with("events").await;
        assert_eq!(frame["from"], last + 1);
        last = frame["to"].as_i64().unwrap();
        if let Some(event) = frame["events"].get(0) {
            break event.clone();
        }
    };
    assert_eq!(last, w.api.head());
    assert_eq!(event["kind"], "message_received");
    assert_eq!(event["message"], json!(mine.message));
    assert_eq!(event["row"]["id"], json!(mine.conversation));
    assert_eq!(event["entry"]["text"], "Wo ist mein Paket?");
    assert_eq!(event["actor"], json!({"kind": "customer", "agent_id": null}));

    // Who was away goes on where they were, and gets the same.
    let mut late = Feed::open(address, &w.agent, Some(start)).await;
    let frame = late.with("events").await;
    assert_eq!((&frame["from"], &frame["to"]), (&json!(start + 1), &json!(last)));
    assert_eq!(frame["events"].as_array().unwrap().len(), 1);
    assert_eq!(frame["events"][0]["entry"], event["entry"]);
    let told = w.get(&w.agent, &format!("/events?after={start}")).await;
    assert_eq!(told["items"], frame["events"]);
    assert_eq!(told["to"], json!(last));
}

#[tokio::test]
async fn a_write_s_number_comes_over_the_feed_with_the_same_row() {
    let w = World::new().await;
    let address = w.listen().await;
    let said = w.said(&w.ours, "Hallo").await;
    let mut feed = Feed::open(address, &w.agent, Some(w.api.head())).await;
    let path = format!("/conversations/{}", said.conversation);
    let change = json!({"assignee_id": w.lead.id});
    let done = w.call(&w.agent, "PATCH", &path, Some(change)).await;
    let frame = feed.with("events").await;
    assert_eq!(frame["to"], json!(done.seq()));
    let event = &frame["events"][0];
    assert_eq!((&event["kind"], &event["assignee"]), (&json!("assigned"), &json!(w.lead.id)));
    assert_eq!(event["entry"]["type"], "change");
    let page = done.ok();
    for (name, value) in event["row"].as_object().unwrap() {
        assert_eq!(&page[name], value, "{name}");
    }
}

#[tokio::test]
async fn moving_to_another_team_moves_what_is_told() {
    let w = World::new().await;
    let address = w.listen().await;
    let said = w.said(&w.theirs, "Router").await;
    let mut feed = Feed::open(address, &w.agent, Some(w.api.head())).await;
    let teams = json!({"teams": [w.other_team]});
    w.call(&w.admin, "PATCH", &format!("/agents/{}", w.agent.id), Some(teams)).await.ok();
    assert_eq!(feed.with("events").await["events"][0]["kind"], "agent_changed");
    w.said_more(said, "blinkt").await;
    // `said_more` writes through our account, but the conversation is what decides.
    let away = json!({"assignee_id": w.stranger.id});
    let path = format!("/conversations/{}", said.conversation);
    w.call(&w.stranger, "PATCH", &path, Some(away)).await.ok();
    loop {
        let frame = feed.with("events").await;
        let events = frame["events"].as_array().unwrap();
        if let Some(event) = events.iter().find(|event| event["kind"] == "assigned") {
            assert_eq!(event["row"]["id"], json!(said.conversation));
            break;
        }
    }
    let off = json!({"disabled": true});
    w.call(&w.admin, "PATCH", &format!("/agents/{}", w.agent.id), Some(off)).await.ok();
    assert_eq!(feed.with("closed").await["closed"], "4401");
}

#[tokio::test]
async fn too_old_and_too_new_start_over() {
    let w = World::new().await;
    let address = w.listen().await;
    for after in [w.api.head() + 1_000, -1] {
        let mut feed = Feed::open(address, &w.agent, Some(after)).await;
        assert_eq!(feed.next().await["hello"]["seq"], w.api.head());
        assert_eq!(feed.next().await, json!({"reset": true}));
    }
}

#[tokio::test]
async fn colleagues_see_where_one_is_and_strangers_do_not() {
    let w = World::new().await;
    let address = w.listen().await;
    let said = w.said(&w.ours, "Hallo").await;
    let mut lena = Feed::open(address, &w.lead, None).await;
    let mut otto = Feed::open(address, &w.stranger, None).await;
    let mut anna = Feed::open(address, &w.agent, None).await;
    let doing = json!({"conversation_id": said.conversation, "what": "writing_reply"});
    anna.say(json!({"doing": doing})).await;
    let told = lena.with("presence").await;
    assert_eq!(told["presence"][0]["agent_id"], json!(w.agent.id));
    assert_eq!(told["presence"][0]["doing"], "writing_reply");
    loop {
        let online = otto.next().await;
        assert!(online.get("presence").is_none(), "{online}");
        if online["online"].as_array().is_some_and(|all| all.len() == 3) {
            break;
        }
    }
    let agents = w.get(&w.lead, "/agents").await;
    let online = agents["items"].as_array().unwrap().iter().filter(|a| a["online"] == true);
    assert_eq!(online.count(), 3);
    drop(anna);
    loop {
        if lena.with("presence").await["presence"] == json!([]) {
            break;
        }
    }
}

#[tokio::test]
async fn a_foreign_page_cannot_listen() {
    let w = World::new().await;
    let address = w.listen().await;
    let mut request = format!("ws://{address}/api/v1/live").into_client_request().unwrap();
    let cookie = format!("gerne_session={}", w.agent.token).parse().unwrap();
    request.headers_mut().insert("cookie", cookie);
    request.headers_mut().insert("origin", "https://evil.example".parse().unwrap());
    let refused = tokio_tungstenite::connect_async(request).await.unwrap_err();
    assert!(refused.to_string().contains("403"), "{refused}");
}

/// The process restarted, and all consoles come back at once, each with the last number it knows.
#[tokio::test]
async fn five_hundred_consoles_come_back_at_once() {
    let w = World::new().await;
    let address = w.listen().await;
    let start = w.api.head();
    w.said(&w.ours, "Wo ist mein Paket?").await;
    let consoles = (0..500).map(|_| async {
        let mut feed = Feed::open(address, &w.agent, Some(start)).await;
        let hello = feed.with("hello").await;
        let events = feed.with("events").await;
        assert_eq!((&hello["hello"]["seq"], &events["from"]), (&json!(start), &json!(start + 1)));
        feed
    });
    let mut feeds = futures_util::future::join_all(consoles).await;
    assert_eq!(w.api.presence.sockets(), 500);
    let head = w.api.head();
    w.said(&w.ours, "Hallo?").await;
    for feed in &mut feeds {
        loop {
            if feed.with("events").await["to"].as_i64().unwrap() > head {
                break;
            }
        }
    }
}
