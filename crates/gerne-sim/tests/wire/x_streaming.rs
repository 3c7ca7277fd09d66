use std::time::Duration;

use gerne_sim::{Fault, FaultKind, Priced, StreamCut, X, XConfig, XPostSpec};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;

use crate::client::Client;
use crate::x_client::{FIELDS, app, complain, kind, user, with};

const RULES: &str = "/2/tweets/search/stream/rules";
const STREAM: &str = "/2/tweets/search/stream";

/// An open stream.
struct Open {
    lines: Lines<BufReader<TcpStream>>,
}

impl Open {
    /// Resolves once the head of the answer is there.
    async fn at(client: &Client, path: &str) -> Self {
        let host = client.base.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let token = client.token.as_deref().unwrap_or_default();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: test\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next_line().await.unwrap().unwrap();
        assert!(first.contains("200"), "{first}");
        while lines.next_line().await.unwrap().is_some_and(|line| !line.is_empty()) {}
        Self { lines }
    }

    /// The next object; `None` when the stream ends, however.
    async fn next(&mut self) -> Option<Value> {
        self.raw(|line| line.starts_with('{'))
            .await
            .map(|line| serde_json::from_str(&line).unwrap())
    }

    async fn raw(&mut self, wanted: fn(&str) -> bool) -> Option<String> {
        loop {
            let line = tokio::time::timeout(Duration::from_secs(10), self.lines.next_line());
            match line.await.expect("the stream says something") {
                Ok(Some(line)) if wanted(&line) => return Some(line),
                // The last chunk has no bytes.
                Ok(Some(line)) if line == "0" => return None,
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => return None,
            }
        }
    }
}

async fn rule(x: &X, value: &str, tag: &str) -> String {
    let reply = app(x).post(RULES, json!({ "add": [{ "value": value, "tag": tag }] })).await;
    assert_eq!(reply.code, 201, "{:?}", reply.json());
    reply.json()["data"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn rules_are_added_told_and_taken_away() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let app = app(x);
    assert_eq!(user(x, "nordlicht").get(RULES).await.code, 403);
    let conflict = app.get(STREAM).await;
    assert_eq!(conflict.code, 409);
    let dry = json!({ "add": [{ "value": "nordlicht" }] });
    assert_eq!(app.post(&format!("{RULES}?dry_run=true"), dry).await.code, 201);
    assert!(app.get(RULES).await.json().get("data").is_none());
    let id = rule(x, "nordlicht -is:retweet", "name").await;
    let add = json!({ "add": [
        { "value": "nordlicht -is:retweet" }, { "value": "is:reply" }, { "value": "störung", "tag": "s" },
    ] });
    let mixed = app.post(RULES, add).await.json();
    assert_eq!(
        mixed["meta"]["summary"],
        json!({ "created": 1, "not_created": 2, "valid": 1, "invalid": 1 })
    );
    assert_eq!(
        (kind(&mixed["errors"][0]), &mixed["errors"][0]["id"]),
        ("duplicate-rules", &json!(id))
    );
    assert_eq!(kind(&mixed["errors"][1]), "invalid-rules");
    assert_eq!(app.get(RULES).await.json()["meta"]["result_count"], 2);
    let counts = app.get(&format!("{RULES}/counts")).await.json();
    assert_eq!(counts["data"]["project_rules_count"], 2);
    let gone = json!({ "delete": { "ids": [id, "1"] } });
    let gone = app.post(RULES, gone).await.json();
    assert_eq!(gone["meta"]["summary"], json!({ "deleted": 1, "not_deleted": 1 }));
    app.post(&format!("{RULES}?delete_all=true"), json!({})).await;
    assert!(app.get(RULES).await.json().get("data").is_none());
    sim.shutdown().await;
}

#[tokio::test]
async fn what_rules_want_is_delivered() {
    let sim = with(XConfig { keep_alive: Duration::from_millis(30), ..XConfig::default() }).await;
    let x = sim.x();
    let id = rule(x, "nordlicht -from:nordlicht", "name").await;
    let mut stream = Open::at(&app(x), &format!("{STREAM}?{FIELDS}")).await;
    assert_eq!(x.open_streams(), 1);
    assert_eq!(stream.raw(|line| line == "2").await.as_deref(), Some("2"), "an empty line");
    complain(x, "nichts davon");
    let wanted = complain(x, "Nordlicht <3");
    let event = stream.next().await.unwrap();
    assert_eq!(
        (&event["data"]["id"], &event["data"]["text"]),
        (&json!(wanted), &json!("Nordlicht &lt;3"))
    );
    assert_eq!(event["matching_rules"], json!([{ "id": id, "tag": "name" }]));
    assert_eq!(event["includes"]["users"][0]["username"], "clara");
    let quote = x.post("ben", XPostSpec::new("haha").quote(&wanted)).unwrap().id;
    assert_eq!(stream.next().await.unwrap()["data"]["id"], quote, "streams look at quoted texts");
    x.change_person("ben", |ben| ben.protected = true).unwrap();
    x.post("ben", XPostSpec::new("Nordlicht geheim")).unwrap();
    let shown = complain(x, "Nordlicht wieder");
    assert_eq!(stream.next().await.unwrap()["data"]["id"], shown);
    let reads = x.bill().into_iter().find(|line| line.kind == Priced::PostRead).unwrap();
    assert_eq!(reads.count, 3);

    let second = app(x).get(STREAM).await;
    assert_eq!(
        (second.code, second.json()["connection_issue"].clone()),
        (429, json!("TooManyConnections"))
    );
    let known = app(x).get("/2/connections").await.json();
    assert_eq!(known["data"][0]["endpoint_name"], "filtered_stream");
    let killed = app(x).delete("/2/connections/all").await.json();
    assert_eq!(killed["data"]["successful_kills"], 1);
    assert!(stream.next().await.is_none());
    let told =
        app(x).get("/2/connections?status=inactive&connection.fields=disconnect_reason").await;
    assert_eq!(told.json()["data"][0]["disconnect_reason"], "killed");
    sim.shutdown().await;
}

#[tokio::test]
async fn streams_break_in_many_ways() {
    let sim = with(XConfig { keep_alive: Duration::from_millis(30), ..XConfig::default() }).await;
    let x = sim.x();
    rule(x, "nordlicht", "").await;
    let once = |kind| x.inject(Fault::new(kind).on("GET", STREAM).once());
    let say = |n: u32| complain(x, &format!("nordlicht {n}"));
    let mut stream = Open::at(&app(x), STREAM).await;
    once(FaultKind::StreamDropped);
    say(1);
    let two = say(2);
    assert_eq!(stream.next().await.unwrap()["data"]["id"], two);
    once(FaultKind::StreamDuplicated);
    let three = say(3);
    for _ in 0..2 {
        assert_eq!(stream.next().await.unwrap()["data"]["id"], three);
    }
    once(FaultKind::StreamReordered);
    let (four, five) = (say(4), say(5));
    assert_eq!(stream.next().await.unwrap()["data"]["id"], five);
    assert_eq!(stream.next().await.unwrap()["data"]["id"], four);
    once(FaultKind::StreamDisconnect);
    let error = stream.raw(|line| line.starts_with("{\"errors")).await.unwrap();
    assert!(error.contains("UpstreamOperationalDisconnect"));
    assert!(stream.next().await.is_none());
    for how in [StreamCut::Clean, StreamCut::Abrupt, StreamCut::MidFrame] {
        x.wait_until(|x| x.open_streams() == 0).await.unwrap();
        let mut stream = Open::at(&app(x), STREAM).await;
        once(FaultKind::StreamCut { how });
        say(6);
        let rest = stream.raw(|line| line.ends_with("]}")).await;
        assert!(rest.is_none(), "{how:?}");
    }
    x.wait_until(|x| x.open_streams() == 0).await.unwrap();
    let mut stream = Open::at(&app(x), STREAM).await;
    once(FaultKind::StreamSilent);
    say(7);
    let silence = tokio::time::timeout(Duration::from_millis(150), stream.lines.next_line()).await;
    assert!(silence.is_err());
    sim.shutdown().await;
}

#[tokio::test]
async fn activities_are_delivered_to_who_asked() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let company = user(x, "nordlicht");
    let me = x.user_id("nordlicht").unwrap();
    let wish = |kind: &str| json!({ "event_type": kind, "filter": { "user_id": me }, "tag": kind });
    let subscriptions = "/2/activity/subscriptions";
    assert_eq!(app(x).post(subscriptions, wish("dm.received")).await.code, 403);
    assert_eq!(user(x, "clara").post(subscriptions, wish("dm.received")).await.code, 403);
    for kind in ["post.mention.create", "post.reply.create", "post.quote.create", "dm.received"] {
        let made = company.post(subscriptions, wish(kind)).await;
        assert_eq!(made.json()["data"][0]["event_type"], kind);
    }
    let made = app(x).post(subscriptions, wish("post.delete")).await.json();
    assert_eq!(made["meta"]["total_subscriptions"], 5);
    assert_eq!(company.post(subscriptions, wish("likes")).await.code, 400);

    let mut stream = Open::at(&app(x), "/2/activity/stream").await;
    let own = x.post("nordlicht", XPostSpec::new("Wartung")).unwrap().id;
    let reply = x.post("ben", XPostSpec::new("ok").reply_to(&own)).unwrap().id;
    // A reply to the reply is nobody's event.
    x.post("clara", XPostSpec::new("nein").reply_to(&reply)).unwrap();
    let mention = complain(x, "hey @nordlicht");
    let quote = x.post("ben", XPostSpec::new("schau").quote(&own)).unwrap().id;
    x.write("clara", "nordlicht", "psst").unwrap();
    x.delete(&own).unwrap();
    for (kind, id) in [
        ("post.reply.create", reply),
        ("post.mention.create", mention),
        ("post.quote.create", quote),
    ] {
        let event = stream.next().await.unwrap()["data"].clone();
        assert_eq!((&event["event_type"], &event["tag"]), (&json!(kind), &json!(kind)));
        assert_eq!(event["payload"]["id"], id);
        assert!(event["payload"]["edit_history_tweet_ids"].is_array());
        assert_eq!(
            event["payload"]["public_metrics"]["reply_count_str"].as_str().map(str::len),
            Some(1)
        );
        assert!(event["includes"]["users"][0]["username"].is_string());
        assert!(event["event_uuid"].as_str().unwrap().parse::<i64>().is_ok());
    }
    let private = stream.next().await.unwrap()["data"]["payload"].clone();
    let message = &private["direct_message_events"][0]["message_create"];
    assert_eq!(message["message_data"]["text"], "psst");
    assert_eq!(message["target"]["recipient_id"], me);
    let clara = x.user_id("clara").unwrap();
    assert_eq!(private["users"][&clara]["data"]["username"], "clara");
    assert_eq!(stream.next().await.unwrap()["data"]["event_type"], "post.delete");
    let events: u64 =
        x.bill().iter().filter(|line| line.kind == Priced::PostEvent).map(|line| line.count).sum();
    assert_eq!(events, 3);
    sim.shutdown().await;
}

#[tokio::test]
async fn usage_counts_posts_that_were_read() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let id = complain(x, "@nordlicht hallo");
    user(x, "nordlicht").get(&format!("/2/tweets?ids={id}")).await;
    let usage =
        app(x).get("/2/usage/tweets?days=2&usage.fields=daily_project_usage,project_usage").await;
    let data = &usage.json()["data"];
    assert_eq!(data["project_usage"], 1);
    assert_eq!(data["daily_project_usage"]["usage"][0]["date"], "2026-11-16T00:00:00.000Z");
    assert_eq!(app(x).get("/2/usage/tweets?days=91").await.code, 400);
    sim.shutdown().await;
}
