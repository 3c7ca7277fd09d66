use futures_util::{SinkExt as _, StreamExt as _};
use gerne_sim::{Fault, FaultKind, PostSpec, Sim, StreamCut};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::client::sim;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn open(sim: &Sim, token: &str, query: &str) -> Result<Socket, Error> {
    let url = format!("{}/api/v1/streaming{query}", sim.mastodon().streaming_url());
    let mut request = url.into_client_request()?;
    let bearer = format!("Bearer {token}").parse().unwrap();
    request.headers_mut().insert("Authorization", bearer);
    connect_async(request).await.map(|(socket, _)| socket)
}

async fn next(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn payload(message: &Value) -> Value {
    serde_json::from_str(message["payload"].as_str().unwrap()).unwrap()
}

fn hello(sim: &Sim, text: &str) -> String {
    sim.mastodon().post("clara", PostSpec::public(&format!("@nordlicht_hilft {text}"))).unwrap().id
}

#[tokio::test]
async fn one_socket_many_streams() {
    let sim = sim().await;
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let mut socket = open(&sim, &token, "").await.unwrap();
    hello(&sim, "unheard: nothing is subscribed and nothing is replayed");
    let subscribe = async |socket: &mut Socket, kind: &str, stream: &str, tag: Option<&str>| {
        let wish = json!({ "type": kind, "stream": stream, "tag": tag });
        socket.send(Message::text(wish.to_string())).await.unwrap();
        // An unknown stream is answered, so its answer says that all before it was read.
        socket
            .send(Message::text(json!({ "type": "subscribe", "stream": "?" }).to_string()))
            .await
            .unwrap();
        assert_eq!(next(socket).await["error"], "Unknown stream type");
    };
    subscribe(&mut socket, "subscribe", "user:notification", None).await;
    let id = hello(&sim, "one");
    let message = next(&mut socket).await;
    assert_eq!(
        (&message["stream"], &message["event"]),
        (&json!(["user:notification"]), &json!("notification"))
    );
    let notification = payload(&message);
    assert_eq!(
        (&notification["type"], &notification["status"]["id"]),
        (&json!("mention"), &json!(id))
    );

    subscribe(&mut socket, "subscribe", "hashtag", Some("Netz")).await;
    subscribe(&mut socket, "unsubscribe", "user:notification", None).await;
    sim.mastodon().post("ben@far.example", PostSpec::public("down #netz")).unwrap();
    let message = next(&mut socket).await;
    assert_eq!(
        (&message["stream"], &message["event"]),
        (&json!(["hashtag", "netz"]), &json!("update"))
    );
    assert!(payload(&message).get("favourited").is_none());

    subscribe(&mut socket, "subscribe", "direct", None).await;
    sim.mastodon().post("clara", PostSpec::direct("@nordlicht_hilft psst")).unwrap();
    assert_eq!(next(&mut socket).await["event"], "conversation");
    sim.shutdown().await;
}

#[tokio::test]
async fn home_carries_updates_edits_and_deletions() {
    let sim = sim().await;
    sim.mastodon().follow("nordlicht_hilft", "clara").unwrap();
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let mut socket = open(&sim, &token, "?stream=user").await.unwrap();
    let post = sim.mastodon().post("clara", PostSpec::public("hallo")).unwrap();
    assert_eq!(next(&mut socket).await["event"], "update");
    sim.mastodon().edit(&post.id, "hallo!").unwrap();
    assert_eq!(next(&mut socket).await["event"], "status.update");
    sim.mastodon().delete(&post.id).unwrap();
    let message = next(&mut socket).await;
    assert_eq!((&message["event"], &message["payload"]), (&json!("delete"), &json!(post.id)));
    sim.shutdown().await;
}

#[tokio::test]
async fn bad_and_withdrawn_tokens() {
    let sim = sim().await;
    let refused = open(&sim, "nonsense", "?stream=user").await.unwrap_err();
    assert!(matches!(refused, Error::Http(response) if response.status() == 401));
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let refused = open(&sim, &token, "?stream=everything").await.unwrap_err();
    assert!(matches!(refused, Error::Http(response) if response.status() == 400));
    let mut socket = open(&sim, &token, "?stream=user").await.unwrap();
    sim.mastodon().wait_until(|m| m.open_streams() == 1).await.unwrap();
    sim.mastodon().revoke_token(&token);
    assert!(matches!(socket.next().await, Some(Ok(Message::Close(_))) | None));
    sim.mastodon().wait_until(|m| m.open_streams() == 0).await.unwrap();
    sim.shutdown().await;
}

#[tokio::test]
async fn the_token_may_come_as_subprotocol() {
    let sim = sim().await;
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let url = format!("{}/api/v1/streaming?stream=user", sim.mastodon().streaming_url());
    let mut request = url.into_client_request().unwrap();
    request.headers_mut().insert("Sec-WebSocket-Protocol", token.parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    hello(&sim, "hi");
    assert_eq!(next(&mut socket).await["event"], "notification");
    sim.shutdown().await;
}

#[tokio::test]
async fn events_may_be_lost_doubled_or_swapped() {
    let sim = sim().await;
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let mut socket = open(&sim, &token, "?stream=user:notification").await.unwrap();
    let mut heard = async || payload(&next(&mut socket).await)["status"]["id"].clone();
    // Public posts reach nobody on this stream but are an occasion too: use private messages.
    let say = |text: &str| {
        let spec = PostSpec::direct(&format!("@nordlicht_hilft {text}"));
        sim.mastodon().post("clara", spec).unwrap().id
    };
    let fault = |kind| sim.mastodon().inject(Fault::new(kind).times(2));
    let dropped = fault(FaultKind::StreamDropped);
    say("lost");
    let there = say("there");
    // Each private message is two occasions: the notification and the conversation.
    assert_eq!(heard().await, there);
    assert_eq!(sim.mastodon().fault_hits(dropped), 2);
    sim.mastodon().clear_faults();

    fault(FaultKind::StreamDuplicated);
    let twice = say("twice");
    assert_eq!((heard().await, heard().await), (json!(twice), json!(twice)));
    sim.mastodon().clear_faults();
    sim.shutdown().await;
}

#[tokio::test]
async fn streams_break_in_every_way() {
    let sim = sim().await;
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    for how in [StreamCut::Clean, StreamCut::Abrupt, StreamCut::MidFrame] {
        let mut socket = open(&sim, &token, "?stream=user:notification").await.unwrap();
        sim.mastodon().inject(Fault::new(FaultKind::StreamCut { how }));
        hello(&sim, "cut");
        let end = socket.next().await;
        match how {
            StreamCut::Clean => assert!(matches!(end, Some(Ok(Message::Close(_)))), "{end:?}"),
            _ => assert!(matches!(end, Some(Err(_)) | None), "{end:?}"),
        }
        sim.mastodon().clear_faults();
    }
    let mut socket = open(&sim, &token, "?stream=user").await.unwrap();
    sim.mastodon().drop_connections();
    assert!(matches!(socket.next().await, Some(Err(_)) | None));
    sim.shutdown().await;
}

#[tokio::test]
async fn server_sent_events() {
    let mut config = gerne_sim::SimConfig::default();
    config.mastodon.thump_every = std::time::Duration::from_millis(20);
    let sim = Sim::start(config).await;
    let token = sim.mastodon().token_for("nordlicht_hilft", "read");
    let base = sim.base_url();
    let host = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!(
        "GET /api/v1/streaming/user/notification HTTP/1.1\r\nHost: {host}\r\nUser-Agent: t\r\n\
         Authorization: Bearer {token}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut until = async |wanted: &str| loop {
        let line = lines.next_line().await.unwrap().expect("the stream goes on");
        if line.starts_with(wanted) {
            return line;
        }
    };
    until(":)").await;
    until(":thump").await;
    hello(&sim, "hi");
    until("event: notification").await;
    let data = until("data: ").await;
    let entity: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!(entity["type"], "mention");
    sim.shutdown().await;
}
