use gerne_sim::{Fault, FaultKind, Priced, XConfig, XPostSpec};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::client::{Client, Reply};
use crate::x_client::{app, complain, ids, kind, nobody, user, with};

fn answer(text: &str, to: &str) -> Value {
    json!({ "text": text, "reply": { "in_reply_to_tweet_id": to } })
}

fn said(reply: &Reply) -> String {
    let body = reply.json();
    let message = body["errors"][0]["message"].as_str().or(body["detail"].as_str());
    message.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn only_the_summoned_may_answer() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let company = user(x, "nordlicht");
    let own = x.post("nordlicht", XPostSpec::new("Heute Wartung")).unwrap().id;
    let named = complain(x, "@nordlicht tot");
    let beside = complain(x, "Nordlicht ist tot");
    let quoted = x.post("ben", XPostSpec::new("aha").quote(&own)).unwrap().id;
    let deep = x.post("ben", XPostSpec::new("bei mir auch").reply_to(&beside)).unwrap().id;
    for (to, code) in [(&named, 201), (&quoted, 201), (&own, 201), (&beside, 403), (&deep, 403)] {
        let reply = company.post("/2/tweets", answer(&format!("Moin {to}"), to)).await;
        assert_eq!(reply.code, code, "{}", said(&reply));
        if code == 403 {
            assert!(said(&reply).starts_with("Reply to this conversation is not allowed"));
            assert_eq!(reply.json()["type"], "about:blank");
        }
    }
    assert_eq!(x.answers_to(&named)[0].text, format!("@clara Moin {named}"));
    x.delete(&named).unwrap();
    let reply = company.post("/2/tweets", answer("zu spät", &named)).await;
    assert_eq!((reply.code, kind(&reply.json())), (400, "invalid-request"));
    assert_eq!(app(x).post("/2/tweets", answer("x", &quoted)).await.code, 403);
    let costs: Vec<_> = x.bill().into_iter().map(|line| (line.kind, line.count)).collect();
    assert_eq!(costs, [(Priced::SummonedReply, 3)]);
    sim.shutdown().await;

    let sim = with(XConfig { implicit_mentions_summon: false, ..XConfig::default() }).await;
    let x = sim.x();
    let own = x.post("nordlicht", XPostSpec::new("Heute Wartung")).unwrap().id;
    let answered = x.post("ben", XPostSpec::new("danke").reply_to(&own)).unwrap().id;
    let reply = user(x, "nordlicht").post("/2/tweets", answer("gerne", &answered)).await;
    assert_eq!(reply.code, 403);
    sim.shutdown().await;
}

#[tokio::test]
async fn lengths_repeats_and_prices() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    x.change_person("nordlicht", |company| company.premium = false).unwrap();
    let company = user(x, "nordlicht");
    let post = async |text: &str| company.post("/2/tweets", json!({ "text": text })).await;
    assert_eq!(post(&"a".repeat(280)).await.code, 201);
    let long = post(&"b".repeat(281)).await;
    assert_eq!((long.code, said(&long).starts_with("Your Tweet text is too long")), (400, true));
    let again = post(&"a".repeat(280)).await;
    assert_eq!(said(&again), "You are not allowed to create a Tweet with duplicate content.");
    assert_eq!(again.code, 403);
    assert_eq!(post("$AB und $CD").await.code, 403);
    assert_eq!(post("mehr auf nordlicht.de").await.code, 201);
    assert_eq!(x.spent(), 15_000 + 200_000);
    assert_eq!(post("").await.code, 400);
    let strange = company.post("/2/tweets", json!({ "text": "x", "colour": "red" })).await;
    assert_eq!(strange.code, 400);
    // The leading mention is free, and not put there twice.
    let asked = complain(x, "@nordlicht lang?");
    let reply = company.post("/2/tweets", answer(&"c".repeat(280), &asked)).await;
    assert_eq!(reply.code, 201);
    let reply = company.post("/2/tweets", answer("@clara ja", &asked)).await;
    assert_eq!(reply.json()["data"]["text"], "@clara ja");
    assert_eq!(reply.headers["x-app-limit-24hour-remaining"], "9991");
    sim.shutdown().await;
}

#[tokio::test]
async fn after_a_lost_answer_the_own_timeline_tells() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let asked = complain(x, "@nordlicht hallo");
    let company = user(x, "nordlicht");
    x.inject(Fault::new(FaultKind::DropAfter).on("POST", "/2/tweets").once());
    assert!(company.try_post("/2/tweets", answer("Moin", &asked)).await.is_err());
    let path = format!(
        "/2/users/{}/tweets?since_id={asked}&tweet.fields=referenced_tweets",
        x.user_id("nordlicht").unwrap()
    );
    let body = company.get(&path).await.json();
    assert_eq!(body["data"][0]["text"], "@clara Moin");
    assert_eq!(body["data"][0]["referenced_tweets"][0]["id"], asked);
    let reply = company.post("/2/tweets", answer("Moin", &asked)).await;
    assert_eq!((reply.code, x.answers_to(&asked).len()), (403, 1));
    let id = body["data"][0]["id"].as_str().unwrap();
    let deleted = company.delete(&format!("/2/tweets/{id}")).await.json();
    assert_eq!(deleted, json!({ "data": { "deleted": true } }));
    assert_eq!(company.delete(&format!("/2/tweets/{asked}")).await.code, 403);
    sim.shutdown().await;
}

#[tokio::test]
async fn replies_are_hidden_in_own_conversations_only() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let own = x.post("nordlicht", XPostSpec::new("Wartung")).unwrap().id;
    let rude = x.post("ben", XPostSpec::new("Idioten").reply_to(&own)).unwrap().id;
    let other = complain(x, "@nordlicht hm");
    let company = user(x, "nordlicht");
    let hide = async |id: &str| {
        company.put(&format!("/2/tweets/{id}/hidden"), json!({ "hidden": true })).await
    };
    assert_eq!(hide(&rude).await.json(), json!({ "data": { "hidden": true } }));
    assert!(x.post_by_id(&rude).unwrap().hidden);
    assert_eq!(hide(&other).await.code, 403);
    sim.shutdown().await;
}

#[tokio::test]
async fn private_messages() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let company = user(x, "nordlicht");
    let (clara, me) = (x.user_id("clara").unwrap(), x.user_id("nordlicht").unwrap());
    let send = format!("/2/dm_conversations/with/{clara}/messages");
    let body = json!({ "text": "Moin" });
    assert_eq!(company.post(&send, body.clone()).await.code, 403, "she did not write first");
    let asked = x.write("clara", "nordlicht", "Meine Kundennummer <4711>").unwrap();
    let list = company.get("/2/dm_events?dm_event.fields=sender_id,created_at,dm_conversation_id&expansions=sender_id").await;
    let event = &list.json()["data"][0];
    assert_eq!(event["text"], "Meine Kundennummer &lt;4711&gt;");
    assert_eq!(
        (&event["event_type"], &event["sender_id"]),
        (&json!("MessageCreate"), &json!(clara))
    );
    assert_eq!(list.json()["includes"]["users"][0]["username"], "clara");
    let mut both = [clara.parse::<u64>().unwrap(), me.parse::<u64>().unwrap()];
    both.sort_unstable();
    let conversation = format!("{}-{}", both[0], both[1]);
    assert_eq!(event["dm_conversation_id"], conversation);

    let sent = company.post(&send, body).await;
    assert_eq!(
        (sent.code, &sent.json()["data"]["dm_conversation_id"]),
        (201, &json!(conversation))
    );
    let by_id = format!("/2/dm_conversations/{conversation}/messages");
    assert_eq!(company.post(&by_id, json!({ "text": "Noch was" })).await.code, 201);
    let with =
        company.get(&format!("/2/dm_conversations/with/{clara}/dm_events?max_results=2")).await;
    assert_eq!(ids(&with).len(), 2);
    assert!(with.json()["meta"]["next_token"].as_str().unwrap().len() >= 16);
    assert_eq!(x.messages("clara", "nordlicht").len(), 3);
    x.clock().advance(SignedDuration::from_hours(31 * 24));
    assert_eq!(ids(&user(x, "nordlicht").get("/2/dm_events").await), [""; 0]);
    assert_eq!(asked.conversation, conversation);
    sim.shutdown().await;
}

#[tokio::test]
async fn files_at_once_and_in_chunks() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let company = user(x, "nordlicht");
    let picture = gerne_sim::picture::scene("router").unwrap();
    let mut body = b"--sep\r\nContent-Disposition: form-data; name=\"media_category\"\r\n\r\n\
        tweet_image\r\n--sep\r\nContent-Disposition: form-data; name=\"media\"; filename=\"f\"\r\n\
        Content-Type: image/png\r\n\r\n"
        .to_vec();
    body.extend_from_slice(&picture);
    body.extend_from_slice(b"\r\n--sep--\r\n");
    let kind = "multipart/form-data; boundary=sep";
    let made = company.send("POST", "/2/media/upload", kind, &body).await.unwrap().json();
    let id = made["data"]["id"].as_str().unwrap();
    assert_eq!(made["data"]["expires_after_secs"], 86_400);
    assert!(made["data"]["media_key"].as_str().unwrap().starts_with("3_"));
    let alt = json!({ "id": id, "metadata": { "alt_text": { "text": "Lampe" } } });
    assert_eq!(company.post("/2/media/metadata", alt).await.code, 200);

    let wish =
        json!({ "media_type": "video/mp4", "total_bytes": 6, "media_category": "tweet_video" });
    let begun = company.post("/2/media/upload/initialize", wish).await.json();
    let film = begun["data"]["id"].as_str().unwrap();
    for (index, chunk) in [(1, "ZZZ"), (0, "ABC")] {
        let body = format!(
            "--sep\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n{index}\r\n--sep\r\n\
             Content-Disposition: form-data; name=\"media\"; filename=\"f\"\r\n\r\n{chunk}\r\n--sep--\r\n"
        );
        let path = format!("/2/media/upload/{film}/append");
        assert_eq!(company.send("POST", &path, kind, body.as_bytes()).await.unwrap().code, 200);
    }
    let done = company.post(&format!("/2/media/upload/{film}/finalize"), json!({})).await.json();
    assert_eq!(done["data"]["processing_info"]["state"], "pending");
    let post = json!({ "text": "Film", "media": { "media_ids": [film] } });
    assert_eq!(company.post("/2/tweets", post.clone()).await.code, 400, "not ready");
    let status = format!("/2/media/upload?command=STATUS&media_id={film}");
    let mut states = Vec::new();
    for _ in 0..2 {
        let info = company.get(&status).await.json()["data"]["processing_info"].clone();
        states.push(info["state"].as_str().unwrap().to_owned());
    }
    assert_eq!(states, ["in_progress", "succeeded"]);
    assert_eq!(company.post("/2/tweets", post).await.code, 201);
    let both = json!({ "text": "Bild", "media": { "media_ids": [id, film] } });
    assert_eq!(company.post("/2/tweets", both).await.code, 400, "a film goes alone");
    assert_eq!(
        company
            .post("/2/tweets", json!({ "text": "Bild", "media": { "media_ids": [id] } }))
            .await
            .code,
        201
    );
    let stranger = Client { token: None, ..nobody(x) };
    assert_eq!(stranger.get(&status).await.code, 401);
    sim.shutdown().await;
}
