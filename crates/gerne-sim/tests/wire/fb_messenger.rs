use gerne_sim::{FacebookConfig, FbIds, FbMessageSpec};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::fb_client::{Fb, PAGE, news, page, refused, says, with};

async fn send(
    own: &Fb,
    psid: &str,
    kind: &str,
    tag: Option<&str>,
    text: &str,
) -> crate::client::Reply {
    let body = json!({
        "recipient": { "id": psid }, "messaging_type": kind, "tag": tag,
        "message": { "text": text, "metadata": "gerne" },
    });
    own.post("/me/messages", body).await
}

#[tokio::test]
async fn a_day_to_answer_and_a_week_for_people() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let own = page(facebook);
    let psid = facebook.psid(PAGE, "clara").unwrap();
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, "x").await), (100, 2_018_001));
    facebook.write("clara", PAGE, FbMessageSpec::new("Hallo")).unwrap();
    let reply = send(&own, &psid, "RESPONSE", None, "Guten Tag").await.json();
    assert_eq!(reply["recipient_id"], psid);
    let sent = facebook.messages(PAGE, "clara").pop().unwrap();
    assert_eq!((reply["message_id"].as_str(), sent.via_api), (Some(sent.id.as_str()), true));
    let long = "x".repeat(2001);
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, &long).await).0, 100);

    facebook.clock().advance(SignedDuration::from_hours(25));
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, "x").await), (10, 2_018_278));
    assert_eq!(refused(&send(&own, &psid, "UPDATE", None, "x").await), (10, 2_018_278));
    let tags = "MESSAGE_TAG";
    assert_eq!(refused(&send(&own, &psid, tags, Some("ACCOUNT_UPDATE"), "x").await).0, 100);
    assert_eq!(send(&own, &psid, tags, Some("HUMAN_AGENT"), "Noch da?").await.code, 200);
    facebook.change_app(|app| app.human_agent = false);
    assert_eq!(refused(&send(&own, &psid, tags, Some("HUMAN_AGENT"), "x").await), (10, 0));
    facebook.change_app(|app| app.human_agent = true);
    facebook.clock().advance(SignedDuration::from_hours(24 * 6));
    assert_eq!(refused(&send(&own, &psid, tags, Some("HUMAN_AGENT"), "x").await), (10, 2_018_278));

    facebook.write("clara", PAGE, FbMessageSpec::new("Doch")).unwrap();
    facebook.hand_over("clara", PAGE, true).unwrap();
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, "x").await), (10, 2_018_300));
    facebook.hand_over("clara", PAGE, false).unwrap();
    facebook.restrict(PAGE, true).unwrap();
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, "x").await), (10, 1_893_063));
    facebook.restrict(PAGE, false).unwrap();
    facebook.change_person("clara", |clara| clara.unavailable = true).unwrap();
    assert_eq!(refused(&send(&own, &psid, "RESPONSE", None, "x").await), (551, 1_545_041));
    sim.shutdown().await;
}

#[tokio::test]
async fn a_private_reply_once_and_within_a_week() {
    let sim = with(FacebookConfig { ids: FbIds::TwoPerPage, ..FacebookConfig::default() }).await;
    let facebook = sim.facebook();
    let own = page(facebook);
    let comment = says(facebook, "clara", &news(facebook), "Hilfe!");
    let fields = format!("/{comment}?fields=can_reply_privately,private_reply_conversation");
    assert_eq!(own.get(&fields).await.json()["can_reply_privately"], true);
    // As a form, too.
    let recipient = json!({ "comment_id": comment }).to_string();
    let body =
        json!({ "recipient": recipient, "message": json!({ "text": "Gern hier" }).to_string() });
    let reply = own.post("/me/messages", body.clone()).await.json();
    let psid = facebook.psid(PAGE, "clara").unwrap();
    assert_eq!(reply["recipient_id"], psid, "it tells who the commenter is in Messenger");
    let told: Value = own.get(&fields).await.json();
    assert_eq!(told["can_reply_privately"], false);
    assert!(told["private_reply_conversation"]["id"].as_str().unwrap().starts_with("t_"));
    assert_eq!(refused(&own.post("/me/messages", body).await), (10_900, 0));
    assert_eq!(
        refused(&send(&own, &psid, "RESPONSE", None, "x").await),
        (10, 2_018_278),
        "not before she answers"
    );
    facebook.write("clara", PAGE, FbMessageSpec::new("Danke")).unwrap();
    assert_eq!(send(&own, &psid, "RESPONSE", None, "Gern").await.code, 200);

    let late = says(facebook, "ben", &news(facebook), "Help");
    facebook.clock().advance(SignedDuration::from_hours(24 * 7 + 1));
    let body = json!({ "recipient": { "comment_id": late }, "message": { "text": "x" } });
    assert_eq!(refused(&own.post("/me/messages", body).await).0, 10);
    let body = json!({ "recipient": { "comment_id": "1_2" }, "message": { "text": "x" } });
    assert_eq!(refused(&own.post("/me/messages", body).await), (100, 2_018_292));
    sim.shutdown().await;
}
