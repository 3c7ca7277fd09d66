use gerne_sim::{FacebookConfig, Fault, FaultKind, FbMessageSpec, FbPostSpec, Sim};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::fb_client::{Callback, PAGE, app, hmac_hex, news, page, refused, says, subscribe, with};

async fn hooked(config: FacebookConfig) -> (Sim, Callback) {
    let sim = with(config).await;
    let callback = Callback::listen().await;
    subscribe(sim.facebook(), &callback).await;
    (sim, callback)
}

async fn settle(sim: &Sim, many: usize) {
    sim.facebook().wait_until(|facebook| facebook.deliveries().len() >= many).await.unwrap();
}

fn change(body: &Value) -> &Value {
    &body["entry"][0]["changes"][0]
}

#[tokio::test]
async fn a_callback_proves_itself() {
    let (sim, callback) = hooked(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let path = format!("/{}/subscriptions", facebook.app().id);
    let wrong = json!({
        "object": "page", "callback_url": callback.url, "verify_token": "no", "fields": "feed",
    });
    assert_eq!(refused(&app(facebook).post(&path, wrong).await), (2200, 0));
    let kept = app(facebook).get(&path).await.json();
    assert_eq!(kept["data"][0]["callback_url"], callback.url);
    assert_eq!(refused(&page(facebook).get(&path).await).0, 15);
    let fields = page(facebook).get("/me/subscribed_apps").await.json();
    assert!(fields["data"][0]["subscribed_fields"].as_array().unwrap().contains(&json!("feed")));
    assert_eq!(page(facebook).delete("/me/subscribed_apps").await.code, 200);
    news(facebook);
    assert_eq!(facebook.webhooks_waiting(), 0);
    sim.shutdown().await;
}

#[tokio::test]
async fn signed_over_the_escaped_bytes() {
    let (sim, callback) = hooked(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    settle(&sim, 1).await;
    let id = says(facebook, "clara", &post, "Störung 24/7 😀");
    settle(&sim, 2).await;
    let (signature, body) = callback.got.lock().unwrap().last().unwrap().clone();
    assert_eq!(signature, format!("sha256={}", hmac_hex(&facebook.app().secret, &body)));
    let raw = String::from_utf8(body).unwrap();
    assert!(raw.contains(r"St\u00f6rung 24\/7 \ud83d\ude00"), "{raw}");
    let body: Value = serde_json::from_str(&raw).unwrap();
    let value = &change(&body)["value"];
    assert_eq!(
        (&value["item"], &value["verb"], &value["comment_id"]),
        (&json!("comment"), &json!("add"), &json!(id))
    );
    assert_eq!((&value["post_id"], &value["parent_id"]), (&json!(post), &json!(post)));
    assert_eq!(value["from"]["id"], facebook.public_id(PAGE, "clara").unwrap());
    assert_eq!(body["entry"][0]["time"], value["created_time"], "in seconds");
    facebook.edit(&id, "Störung").unwrap();
    settle(&sim, 3).await;
    facebook.delete(&id).unwrap();
    settle(&sim, 4).await;
    let verbs: Vec<Value> =
        callback.bodies().iter().map(|body| change(body)["value"]["verb"].clone()).collect();
    assert_eq!(verbs, ["add", "add", "edited", "remove"]);
    assert!(change(&callback.bodies()[3])["value"].get("message").is_none());
    sim.shutdown().await;
}

#[tokio::test]
async fn messenger_mentions_and_reviews() {
    let (sim, callback) = hooked(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let said = facebook.write("clara", PAGE, FbMessageSpec::new("Hallo")).unwrap();
    settle(&sim, 1).await;
    let body = callback.bodies().pop().unwrap();
    let one = &body["entry"][0]["messaging"][0];
    assert_eq!(
        (&one["message"]["mid"], &one["message"]["text"]),
        (&json!(said.id), &json!("Hallo"))
    );
    assert_eq!(one["timestamp"], 1_794_816_000_250_i64, "in milliseconds");
    assert_eq!(body["entry"][0]["time"], 1_794_816_000_250_i64);
    facebook.hold_webhooks(true);
    let own = page(facebook);
    let psid = facebook.psid(PAGE, "clara").unwrap();
    let body = json!({ "recipient": { "id": psid }, "messaging_type": "RESPONSE", "message": { "text": "Ja", "metadata": "k1" } });
    own.post("/me/messages", body).await;
    facebook.edit_message(&said.id, "Hallo?").unwrap();
    facebook.react_to_message(&said.id, Some("❤")).unwrap();
    facebook.read_messages("clara", PAGE).unwrap();
    facebook.press("clara", PAGE, "Ja", "YES").unwrap();
    facebook.write_as_page(PAGE, "clara", FbMessageSpec::new("Im Postfach")).unwrap();
    facebook.mention("ben", PAGE, "ask @Nordlicht").unwrap();
    facebook.tag("ben", PAGE, FbPostSpec::new("Danke Nordlicht")).unwrap();
    facebook.review("ben", PAGE, true, "Great").unwrap();
    facebook.restrict(PAGE, true).unwrap();
    facebook.hand_over("clara", PAGE, true).unwrap();
    facebook.write("clara", PAGE, FbMessageSpec::new("Und jetzt?")).unwrap();
    facebook.hold_webhooks(false);
    settle(&sim, 2).await;
    let body = callback.bodies().pop().unwrap();
    let entries = body["entry"].as_array().unwrap();
    let told: Vec<&Value> = entries.iter().filter_map(|entry| entry["messaging"].get(0)).collect();
    assert_eq!(
        (&told[0]["message"]["is_echo"], &told[0]["message"]["metadata"]),
        (&json!(true), &json!("k1"))
    );
    assert_eq!(told[0]["message"]["app_id"].to_string(), facebook.app().id);
    assert_eq!(told[1]["delivery"]["mids"].as_array().unwrap().len(), 1);
    assert_eq!(told[2]["message_edit"]["num_edit"], 1);
    assert_eq!(told[3]["reaction"]["reaction"], "love");
    assert!(told[4]["read"]["watermark"].is_i64());
    assert_eq!(told[5]["postback"]["payload"], "YES");
    assert_ne!(told[6]["message"]["app_id"].to_string(), facebook.app().id);
    assert_eq!(told[8]["policy-enforcement"]["action"], "block");
    let changes: Vec<&Value> =
        entries.iter().filter_map(|entry| entry["changes"].as_array()).flatten().collect();
    assert_eq!(changes[0]["field"], "mention");
    assert!(changes[0]["value"].get("from").is_none() && changes[1]["value"].get("from").is_none());
    assert_eq!(changes[2]["value"]["recommendation_type"], "POSITIVE");
    let standby = entries.iter().find_map(|entry| entry["standby"].get(0)).unwrap();
    assert_eq!(standby["message"]["text"], "Und jetzt?");
    sim.shutdown().await;
}

#[tokio::test]
async fn a_thousand_at_once_and_numbers_for_strings() {
    let (sim, callback) =
        hooked(FacebookConfig { old_webhooks: true, ..FacebookConfig::default() }).await;
    let facebook = sim.facebook();
    facebook.hold_webhooks(true);
    let post = news(facebook);
    for n in 0..1200 {
        says(facebook, "clara", &post, &format!("{n}"));
    }
    facebook.hold_webhooks(false);
    settle(&sim, 2).await;
    let sizes: Vec<usize> = facebook.deliveries().iter().map(|one| one.updates).collect();
    assert_eq!(sizes, [1000, 201]);
    let bodies = callback.bodies();
    assert!(bodies[0]["entry"][0]["id"].is_u64());
    let value = &bodies[0]["entry"][0]["changes"][1]["value"];
    assert!(value["sender_id"].is_u64() && value["sender_name"] == "Clara Otto", "{value}");
    sim.shutdown().await;
}

#[tokio::test]
async fn what_is_not_taken_comes_again_and_then_never() {
    let (sim, callback) = hooked(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    *callback.code.lock().unwrap() = 500;
    let post = news(facebook);
    settle(&sim, 2).await;
    assert_eq!(facebook.webhooks_waiting(), 1, "at once, then later");
    *callback.code.lock().unwrap() = 200;
    facebook.clock().advance(SignedDuration::from_secs(61));
    facebook.wait_until(|facebook| facebook.webhooks_waiting() == 0).await.unwrap();
    let tries: Vec<(usize, u16)> =
        facebook.deliveries().iter().map(|one| (one.attempt, one.status)).collect();
    assert_eq!(tries, [(1, 500), (2, 500), (3, 200)]);

    *callback.code.lock().unwrap() = 500;
    says(facebook, "clara", &post, "Hallo?");
    settle(&sim, 5).await;
    facebook.clock().advance(SignedDuration::from_hours(37));
    facebook.wait_until(|facebook| !facebook.webhooks_active()).await.unwrap();
    assert_eq!((facebook.webhooks_lost(), facebook.webhooks_waiting()), (1, 0));
    sim.shutdown().await;
}

#[tokio::test]
async fn holes_doubles_and_disorder() {
    let (sim, callback) = hooked(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    settle(&sim, 1).await;
    facebook.hold_webhooks(true);
    for kind in [FaultKind::StreamDropped, FaultKind::StreamDuplicated, FaultKind::StreamReordered]
    {
        facebook.inject(Fault::new(kind).on("WEBHOOK", "/feed").once());
        says(facebook, "clara", &post, "eins");
        says(facebook, "ben", &post, "zwei");
        facebook.clear_faults();
    }
    facebook.hold_webhooks(false);
    settle(&sim, 2).await;
    let body = callback.bodies().pop().unwrap();
    let texts: Vec<&str> = body["entry"][0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["value"]["message"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["zwei", "eins", "eins", "zwei", "zwei", "eins"]);
    assert_eq!(facebook.webhooks_lost(), 1);

    facebook.change_app(|app| app.advanced_access = false);
    says(facebook, "clara", &post, "Hört mich jemand?");
    assert_eq!(facebook.webhooks_waiting(), 0, "silent about people without a role");
    sim.shutdown().await;
}
