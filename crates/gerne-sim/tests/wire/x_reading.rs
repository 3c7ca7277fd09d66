use std::collections::BTreeMap;

use gerne_sim::{Fault, FaultKind, LimitBody, Priced, Spelling, XConfig, XPostSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::x_client::{FIELDS, app, complain, ids, kind, mentions, user, with};

#[tokio::test]
async fn only_what_was_asked_for() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let id = complain(x, "@nordlicht A&B <c> https://nordlicht.de/hilfe #Störung 👍 @ben");
    let company = user(x, "nordlicht");
    let path = format!("/2/users/{}/mentions", x.user_id("clara").unwrap());
    let empty = user(x, "ben").get(&path).await.json();
    assert_eq!(empty, json!({ "meta": { "result_count": 0 } }));

    let plain = company.get(&mentions(x)).await.json();
    let fields: Vec<&String> = plain["data"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["edit_history_tweet_ids", "id", "text"]);
    assert!(plain.get("includes").is_none());
    let text = plain["data"][0]["text"].as_str().unwrap();
    assert!(text.starts_with("@nordlicht A&amp;B &lt;c&gt; https://t.co/"), "{text}");

    let full = company.get(&format!("{}?{FIELDS}", mentions(x))).await.json();
    let post = &full["data"][0];
    let entities = &post["entities"];
    let chars: Vec<char> = post["text"].as_str().unwrap().chars().collect();
    let marked = |entity: &serde_json::Value| -> String {
        let at = |name: &str| usize::try_from(entity[name].as_u64().unwrap()).unwrap();
        chars[at("start")..at("end")].iter().collect()
    };
    assert_eq!(marked(&entities["mentions"][0]), "@nordlicht");
    assert_eq!(marked(&entities["mentions"][1]), "@ben");
    assert_eq!(marked(&entities["hashtags"][0]), "#Störung");
    assert_eq!(marked(&entities["urls"][0]), entities["urls"][0]["url"].as_str().unwrap());
    assert_eq!(entities["urls"][0]["expanded_url"], "https://nordlicht.de/hilfe");
    assert_eq!(post["conversation_id"], id);
    assert_eq!(post["created_at"], "2026-11-16T08:00:00.000Z");
    assert_eq!(full["includes"]["users"][0]["username"], "clara");
    assert_eq!(full["meta"]["newest_id"], id);

    x.set_spelling(Spelling::Posts);
    let renamed = company.get(&mentions(x)).await.json();
    assert_eq!(renamed["data"][0]["edit_history_post_ids"], json!([id]));
    for strange in ["tweet.fields=colour", "expansions=pets", "colour=red", "max_results=4"] {
        let reply = company.get(&format!("{}?{strange}", mentions(x))).await;
        assert_eq!((reply.code, kind(&reply.json())), (400, "invalid-request"), "{strange}");
        assert!(reply.json()["errors"][0]["message"].is_string());
    }
    sim.shutdown().await;
}

#[tokio::test]
async fn mentions_are_named_answered_and_quoted() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let said = x.post("nordlicht", XPostSpec::new("Heute Wartung")).unwrap();
    let named = complain(x, "Hallo @Nordlicht");
    let answered = x.post("ben", XPostSpec::new("ach so").reply_to(&said.id)).unwrap();
    assert_eq!((answered.text.as_str(), answered.typed.as_str()), ("@nordlicht ach so", "ach so"));
    let quoted = x.post("ben", XPostSpec::new("schau an").quote(&said.id)).unwrap();
    let deep = x.post("clara", XPostSpec::new("genau").reply_to(&answered.id)).unwrap();
    complain(x, "Nordlicht ohne Erwähnung");
    let company = user(x, "nordlicht");
    let list = company.get(&format!("{}?{FIELDS}", mentions(x))).await;
    assert_eq!(
        ids(&list),
        [deep.id.clone(), quoted.id.clone(), answered.id.clone(), named.clone()]
    );
    let body = list.json();
    assert_eq!(body["data"][0]["text"], "@ben @nordlicht genau");
    assert_eq!(body["data"][0]["display_text_range"], json!([16, 21]));
    assert_eq!(body["data"][0]["conversation_id"], said.id);
    assert_eq!(body["data"][1]["referenced_tweets"], json!([{ "type": "quoted", "id": said.id }]));
    let included: Vec<&str> = body["includes"]["tweets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert!(included.contains(&said.id.as_str()) && included.contains(&answered.id.as_str()));

    let since = company.get(&format!("{}?since_id={}", mentions(x), answered.id)).await;
    assert_eq!(ids(&since), [deep.id, quoted.id]);
    let until = company.get(&format!("{}?until_id={}", mentions(x), answered.id)).await;
    assert_eq!(ids(&until), [named]);
    sim.shutdown().await;
}

#[tokio::test]
async fn only_the_newest_800_can_be_read_back() {
    let sim = with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    let x = sim.x();
    let posted: Vec<String> = (0..820).map(|n| complain(x, &format!("@nordlicht {n}"))).collect();
    let company = user(x, "nordlicht");
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let reply = company.get(&format!("{}?max_results=100{token}", mentions(x))).await;
        seen.extend(ids(&reply));
        let body = reply.json();
        let Some(next) = body["meta"]["next_token"].as_str() else { break };
        token = format!("&pagination_token={next}");
    }
    seen.reverse();
    assert_eq!(seen, posted[20..]);
    assert_eq!(x.calls()["GET /2/users/:id/mentions"], 8);
    let owned = x.bill().into_iter().find(|line| line.kind == Priced::OwnedRead).unwrap();
    assert_eq!((owned.count, owned.micros), (800, 800_000));
    sim.shutdown().await;
}

#[tokio::test]
async fn edits_deletes_and_protected_people() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    x.change_person("clara", |clara| clara.premium = true).unwrap();
    let first = complain(x, "@nordlicht kaput");
    let second = x.edit(&first, "@nordlicht kaputt").unwrap();
    assert_eq!(second.versions, [first.clone(), second.id.clone()]);
    let company = user(x, "nordlicht");
    assert_eq!(ids(&company.get(&mentions(x)).await), std::slice::from_ref(&second.id));
    let lookup = format!("/2/tweets?ids={first},{}&tweet.fields=edit_controls", second.id);
    let both = company.get(&lookup).await.json();
    assert_eq!(both["data"][0]["edit_history_tweet_ids"], json!(second.versions));
    assert_eq!(both["data"][1]["edit_controls"]["edits_remaining"], 4);
    x.clock().advance(SignedDuration::from_mins(61));
    assert!(x.edit(&second.id, "@nordlicht zu spät").is_err());

    let secret = x.post("ben", XPostSpec::new("@nordlicht psst")).unwrap().id;
    let answer = x.post("clara", XPostSpec::new("was?").reply_to(&secret)).unwrap().id;
    x.change_person("ben", |ben| ben.protected = true).unwrap();
    let list = company.get(&format!("{}?{FIELDS}", mentions(x))).await;
    assert_eq!(ids(&list), [answer, second.id.clone()]);
    assert_eq!(kind(&list.json()["errors"][0]), "not-authorized-for-resource");
    assert_eq!(list.json()["errors"][0]["resource_id"], secret);

    x.delete(&first).unwrap();
    let gone = company.get(&lookup).await;
    assert_eq!(gone.code, 200);
    assert!(gone.json().get("data").is_none());
    assert_eq!(kind(&gone.json()["errors"][1]), "resource-not-found");
    let one = company.get(&format!("/2/tweets/{first}")).await;
    assert_eq!((one.code, kind(&one.json()["errors"][0])), (200, "resource-not-found"));
    sim.shutdown().await;
}

#[tokio::test]
async fn long_posts_pictures_and_people() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    x.change_person("clara", |clara| clara.premium = true).unwrap();
    let long = format!("@nordlicht {}https://nordlicht.de/hilfe", "sehr ".repeat(70));
    let id = complain(x, &long);
    let company = user(x, "nordlicht");
    let body = company.get(&format!("/2/tweets/{id}?{FIELDS}")).await.json();
    let text = body["data"]["text"].as_str().unwrap();
    assert!(text.contains("… https://t.co/") && !text.contains("hilfe"), "{text}");
    let note = &body["data"]["note_tweet"];
    assert!(note["text"].as_str().unwrap().len() > 350);
    assert_eq!(note["entities"]["urls"][0]["expanded_url"], "https://nordlicht.de/hilfe");

    let router = gerne_sim::picture::scene("router").unwrap();
    let media = x.upload("clara", router.clone(), "image/png", Some("rote Lampe")).unwrap();
    let spec = XPostSpec::new("@nordlicht so sieht es aus").media(&media);
    let id = x.post("clara", spec).unwrap().id;
    let body = company.get(&format!("/2/tweets/{id}?{FIELDS}")).await.json();
    let picture = &body["includes"]["media"][0];
    assert_eq!((&picture["type"], &picture["alt_text"]), (&json!("photo"), &json!("rote Lampe")));
    assert_eq!(body["data"]["attachments"]["media_keys"][0], picture["media_key"]);
    assert_eq!(body["data"]["entities"]["urls"][0]["media_key"], picture["media_key"]);
    let path = picture["url"].as_str().unwrap().strip_prefix(&x.base_url()).unwrap().to_owned();
    assert_eq!(company.get(&path).await.body, router);

    let people = company.get("/2/users/by?usernames=clara,niemand&user.fields=protected").await;
    assert_eq!(people.json()["data"][0]["protected"], false);
    assert_eq!(people.json()["errors"][0]["resource_type"], "user");
    sim.shutdown().await;
}

#[tokio::test]
async fn search_by_operators() {
    let sim = with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    let x = sim.x();
    let old = complain(x, "Nordlicht von gestern");
    x.clock().advance(SignedDuration::from_secs(7 * 86_400 + 1));
    let a = complain(x, "Nordlicht: Störung in Bonn, siehe https://bonn.de/netz");
    let b = x.post("ben", XPostSpec::new("Danke @nordlicht!").reply_to(&a)).unwrap().id;
    let company = user(x, "nordlicht");
    let names = BTreeMap::from([(old, "old"), (a.clone(), "a"), (b, "b")]);
    for (query, expected) in [
        ("nordlicht", vec!["b", "a"]),
        ("nordlicht -from:ben", vec!["a"]),
        ("storung", vec!["a"]),
        ("\"in bonn\"", vec!["a"]),
        ("bonn OR danke", vec!["b", "a"]),
        ("@nordlicht", vec!["b"]),
        ("to:clara is:reply", vec!["b"]),
        (&format!("conversation_id:{a}"), vec!["b", "a"]),
        ("nordlicht has:links", vec!["a"]),
        ("url:\"https://bonn.de\"", vec!["a"]),
        ("nordlicht lang:en", vec!["b"]),
        ("#nordlicht", vec![]),
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let reply = company.get(&format!("/2/tweets/search/recent?query={encoded}")).await;
        let found: Vec<&str> = ids(&reply).iter().map(|id| names[id]).collect();
        assert_eq!(found, expected, "{query}");
    }
    for bad in ["is:reply", "nordlicht%20-(a)", ""] {
        let reply = company.get(&format!("/2/tweets/search/recent?query={bad}")).await;
        assert_eq!((reply.code, kind(&reply.json())), (400, "invalid-request"), "{bad}");
    }
    sim.shutdown().await;
}

#[tokio::test]
async fn limits_credits_and_caps() {
    let sim = with(XConfig { limit_body: LimitBody::Alternating, ..XConfig::default() }).await;
    let x = sim.x();
    let company = user(x, "nordlicht");
    for left in (0..15).rev() {
        let reply = company.get("/2/dm_events").await;
        assert_eq!(reply.code, 200);
        assert_eq!(reply.headers["x-rate-limit-remaining"], left.to_string());
        assert_eq!(reply.headers["x-rate-limit-limit"], "15");
    }
    let v1 = company.get("/2/dm_events").await;
    assert_eq!(
        (v1.code, v1.json()),
        (429, json!({ "errors": [{ "code": 88, "message": "Rate limit exceeded" }] }))
    );
    let reset: i64 = v1.headers["x-rate-limit-reset"].parse().unwrap();
    assert_eq!(reset, x.now().as_second() + 901, "rounded up");
    let problem = company.get("/2/dm_events").await;
    assert_eq!(problem.json()["status"], 429);
    assert_eq!(x.limits_broken(), 2);
    assert_eq!(app(x).get("/2/dm_events").await.code, 403, "limits of others are others");
    x.clock().set(jiff::Timestamp::from_second(reset).unwrap());
    assert_eq!(company.get("/2/dm_events").await.code, 200);

    complain(x, "@nordlicht hallo");
    x.set_credits(Some(1_000));
    assert_eq!(company.get(&mentions(x)).await.code, 200);
    let reply = company.get(&mentions(x)).await;
    assert_eq!((reply.code, reply.json()["title"].as_str()), (402, Some("CreditsDepleted")));
    x.set_credits(None);
    assert_eq!(company.get(&mentions(x)).await.code, 200);
    assert_eq!(x.spent(), 1_000, "the same post costs nothing on the same day");
    sim.shutdown().await;
}

#[tokio::test]
async fn applications_are_told_how_many_there_are() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let from = x.now().to_string();
    for n in 0..3 {
        complain(x, &format!("@nordlicht {n}"));
    }
    x.clock().advance(jiff::SignedDuration::from_hours(2));
    complain(x, "@nordlicht später");
    let path =
        format!("/2/tweets/counts/recent?query=%40nordlicht&start_time={from}&granularity=hour");
    x.clock().advance(jiff::SignedDuration::from_mins(1));
    let told = app(x).get(&path).await.json();
    assert_eq!(told["meta"]["total_tweet_count"], 4, "{told}");
    let parts: Vec<_> =
        told["data"].as_array().unwrap().iter().map(|part| part["tweet_count"].clone()).collect();
    assert_eq!(parts, [json!(3), json!(0), json!(1)]);
    assert_eq!(x.spent(), 5_000, "each question has its price");
    assert_eq!(user(x, "nordlicht").get(&path).await.code, 403, "applications alone");
    sim.shutdown().await;
}

#[tokio::test]
async fn faults_in_every_shape() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let posted: Vec<String> = (0..6).map(|n| complain(x, &format!("@nordlicht {n}"))).collect();
    let company = user(x, "nordlicht");
    let path = mentions(x);
    for (code, kind) in [
        (400, "problem+json"),
        (401, "problem+json"),
        (402, "problem+json"),
        (500, "json"),
        (503, "html"),
    ] {
        x.inject(Fault::new(FaultKind::StatusBefore { code }).on("GET", "/2/users/*").once());
        let reply = company.get(&path).await;
        assert_eq!(reply.code, code);
        assert!(reply.headers["content-type"].contains(kind), "{code} {:?}", reply.headers);
    }
    let body = r#"{"errors":[{"code":131,"message":"Internal error"}]}"#.to_owned();
    x.inject(Fault::new(FaultKind::Says { code: 500, body }).once());
    assert_eq!(company.get(&path).await.json()["errors"][0]["code"], 131);
    x.inject(Fault::new(FaultKind::RateLimited { reset_after_secs: 60 }).once());
    let reply = company.get(&path).await;
    assert_eq!((reply.code, reply.headers["x-rate-limit-remaining"].as_str()), (429, "0"));
    assert_eq!(x.limits_broken(), 0, "that was no fault of the client");

    x.inject(Fault::new(FaultKind::ListDuplicates).once());
    assert_eq!(ids(&company.get(&path).await).len(), 12);
    x.inject(Fault::new(FaultKind::ListShuffled).once());
    let shuffled = ids(&company.get(&path).await);
    let mut sorted = shuffled.clone();
    sorted.sort();
    assert!(shuffled.iter().rev().ne(&posted) && sorted == posted);
    x.inject(Fault::new(FaultKind::ListLate { behind: 1 }).once());
    let late = complain(x, "@nordlicht spät");
    assert!(!ids(&company.get(&path).await).contains(&late));
    let newer = complain(x, "@nordlicht danach");
    assert_eq!(ids(&company.get(&path).await)[..2], [newer, late]);
    sim.shutdown().await;
}
