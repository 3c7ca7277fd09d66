use std::collections::BTreeMap;

use gerne_connector::{
    Batch, ConnectorError, Known, LookUp, MayReply, Platform as _, Routed, Webhook,
};
use gerne_domain::{ExternalId, Item};
use gerne_sim::{FacebookConfig, FbMessageSpec, FbPostSpec};
use serde_json::json;

use super::{
    reading::{messages, texts},
    world::{BEN, CLARA, US, World, no_pictures},
};
use crate::hooks::{self, Kind, verify_token};

fn call(world: &World, body: &str) -> Webhook {
    let signature = world.server().signature(body.as_bytes());
    Webhook {
        method: "POST".to_owned(),
        query: BTreeMap::new(),
        headers: [("x-hub-signature-256".to_owned(), signature)].into(),
        body: body.to_owned().into(),
    }
}

fn now(world: &World) -> i64 {
    world.clock.now().as_second()
}

fn feed(world: &World, values: Vec<serde_json::Value>) -> String {
    let changes: Vec<_> =
        values.into_iter().map(|value| json!({ "field": "feed", "value": value })).collect();
    let entry =
        json!({ "id": world.connected.external_id.0, "time": now(world), "changes": changes });
    json!({ "object": "page", "entry": [entry] }).to_string()
}

async fn worked_off(world: &World, body: &str) -> Vec<Batch> {
    let account = world.open();
    let (mut batches, mut place) = (Vec::new(), None);
    loop {
        let batch = account.told(body.as_bytes(), place.as_ref()).await.unwrap();
        place = batch.cursor.clone();
        let more = batch.more;
        batches.push(batch);
        if !more {
            return batches;
        }
    }
}

#[tokio::test]
async fn only_what_facebook_signed_is_kept_and_the_challenge_is_answered() {
    let world = World::new().await;
    let known = [Known { account: "x".to_owned().into(), vault: world.vault.clone() }];
    let body = feed(&world, vec![json!({ "item": "post", "verb": "add", "post_id": "1_2" })]);
    let routed = world.platform.route_known(&call(&world, &body), &known).await.unwrap();
    assert_eq!(routed, Routed::Keep(vec![world.connected.external_id.clone()]));
    let mut forged = call(&world, &body);
    forged.body = body.replace("add", "adds").into();
    assert!(world.platform.route_known(&forged, &known).await.is_err());
    let secret = gerne_connector::Secret::new(world.server().app().secret);
    let ask = |token: &str| Webhook {
        method: "GET".to_owned(),
        query: [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", token),
            ("hub.challenge", "1158201444"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into(),
        headers: BTreeMap::new(),
        body: bytes::Bytes::new(),
    };
    let routed = world.platform.route_known(&ask(&verify_token(&secret)), &known).await.unwrap();
    assert_eq!(routed, Routed::Challenge("1158201444".to_owned()));
    assert!(world.platform.route_known(&ask("guessed"), &known).await.is_err());
}

#[tokio::test]
async fn a_thousand_comments_of_one_call_cost_few_requests() {
    let world = World::new().await;
    let mut values = Vec::new();
    for n in 0..300 {
        let said = world.say(if n % 2 == 0 { CLARA } else { BEN }, &format!("Nr. {n}"));
        values.push(json!({
            "item": "comment", "verb": "add", "comment_id": said.id, "post_id": world.post.id,
            "parent_id": world.post.id, "created_time": now(&world), "message": "irgendwas",
        }));
    }
    let body = feed(&world, values);
    let before = world.server().request_count();
    let batches = worked_off(&world, &body).await;
    let told: Vec<String> = batches.iter().flat_map(texts).collect();
    assert_eq!(told.len(), 300);
    assert_eq!(told[17], "Nr. 17", "looking tells, not the call");
    assert!(world.server().request_count() - before < 30);
}

#[tokio::test]
async fn what_is_told_is_the_same_as_what_is_polled() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"posts".into(), None).await.unwrap();
    let said = world.say(CLARA, "Wie lange?");
    let wall = world.server().post(BEN, US, FbPostSpec::new("Kein Netz")).unwrap();
    let body = feed(
        &world,
        vec![
            json!({ "item": "comment", "verb": "add", "comment_id": said.id, "post_id": world.post.id,
                "parent_id": world.post.id, "created_time": now(&world) }),
            json!({ "item": "post", "verb": "add", "post_id": wall.id, "created_time": now(&world) }),
            json!({ "item": "reaction", "verb": "add", "post_id": wall.id, "reaction_type": "love" }),
        ],
    );
    let told = worked_off(&world, &body).await.remove(0);
    let polled = account.fetch(&"posts".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(told.items, polled.items);
    world.server().edit(&said.id, "Wie lange noch?").unwrap();
    let edited = json!({ "item": "comment", "verb": "edited", "comment_id": said.id,
                         "post_id": world.post.id, "parent_id": world.post.id });
    let told = worked_off(&world, &feed(&world, vec![edited])).await.remove(0);
    assert_eq!(texts(&told), ["Wie lange noch?"]);
    world.server().delete(&said.id).unwrap();
    let removed = json!({ "item": "comment", "verb": "remove", "comment_id": said.id,
                          "post_id": world.post.id, "parent_id": world.post.id });
    let told = worked_off(&world, &feed(&world, vec![removed])).await.remove(0);
    assert_eq!(told.items, [Item::Deleted(ExternalId(said.id))]);
}

#[tokio::test]
async fn posts_of_advertisements_are_watched_once_a_call_names_them() {
    let world = World::new().await;
    let account = world.open();
    let mut cursor = account.fetch(&"posts".into(), None).await.unwrap().cursor;
    let spec = FbPostSpec { ad: true, ..FbPostSpec::new("Jetzt zugreifen") };
    let ad = world.server().post(US, US, spec).unwrap();
    let first = world.comment(CLARA, &ad.id, "Lieber nicht");
    let body = feed(
        &world,
        vec![json!({
            "item": "comment", "verb": "add", "comment_id": first.id, "post_id": ad.id,
            "parent_id": ad.id, "created_time": now(&world),
        })],
    );
    let told = account.told(body.as_bytes(), None).await.unwrap();
    assert_eq!(texts(&told), ["Lieber nicht"]);
    cursor = account.fetch(&"posts".into(), cursor.as_ref()).await.unwrap().cursor.or(cursor);
    world.comment(BEN, &ad.id, "Doch");
    let batch = account.fetch(&"posts".into(), cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&batch), ["Doch"]);
}

#[tokio::test]
async fn a_mention_that_is_not_shown_has_an_unknown_author_and_a_page() {
    let world = World::new().await;
    let (post, comment) = world.server().mention(BEN, US, "Nordlicht, hört ihr?").unwrap();
    let value = json!({ "item": "comment", "verb": "add", "post_id": post, "comment_id": comment,
                        "message": "Nordlicht, hört ihr?", "created_time": now(&world) });
    let entry = json!({ "id": world.connected.external_id.0, "time": now(&world),
                        "changes": [{ "field": "mention", "value": value }] });
    let body = json!({ "object": "page", "entry": [entry] }).to_string();
    let told = worked_off(&world, &body).await.remove(0);
    let said = messages(&told)[0];
    assert_eq!(said.text, "Nordlicht, hört ihr?");
    assert_eq!(said.author.handle, "unknown");
    assert!(said.addressed && said.url.as_deref().unwrap().contains(&comment));
    // Facebook says of it what it says of what was deleted. It is neither: it is not shown to us.
    let id = ExternalId(comment);
    let account = world.open();
    let now = account.look_up(&LookUp::States(vec![id.clone()])).await.unwrap();
    assert_eq!(now.items, []);
    let MayReply::No { reason } = account.may_reply(&id).await.unwrap() else { panic!("no") };
    assert_eq!(reason.key, "refused.not_shown");
    let answer = world.answer(&id.0, BEN, "key", "Ja!");
    let refused = account.send(&answer, &no_pictures()).await.unwrap_err();
    let ConnectorError::Refused { reason } = refused else { panic!("{refused:?}") };
    assert_eq!(reason.key, "refused.not_shown");
}

#[tokio::test]
async fn messages_and_echoes_come_by_calls_too() {
    let world = World::new().await;
    let account = world.open();
    let page = world.connected.external_id.0.clone();
    let clara = world.server().psid(US, CLARA).unwrap();
    let asked = world.server().write(CLARA, US, FbMessageSpec::new("Hallo?")).unwrap();
    let answer = world.answer(&format!("dm:{}", asked.id), CLARA, "key-1", "Moin!");
    let answer = gerne_domain::Outbound { visibility: gerne_domain::Visibility::Private, ..answer };
    world.second();
    let receipt = account.send(&answer, &no_pictures()).await.unwrap();
    let mid = receipt.external_id.clone().unwrap().0.replace("dm:", "");
    let at = world.clock.now().as_millisecond();
    let event = |sender: &str, to: &str, message: serde_json::Value| {
        json!({ "sender": { "id": sender }, "recipient": { "id": to }, "timestamp": at,
                "message": message })
    };
    let messaging = vec![
        event(&clara, &page, json!({ "mid": asked.id, "text": "Hallo?" })),
        event(
            &page,
            &clara,
            json!({ "mid": mid, "text": "Moin!", "is_echo": true,
                                     "app_id": 1, "metadata": "key-1" }),
        ),
        json!({ "sender": { "id": clara }, "recipient": { "id": page }, "timestamp": at,
                "read": { "watermark": at } }),
    ];
    let body =
        json!({ "object": "page", "entry": [{ "id": page, "time": at, "messaging": messaging }] });
    let told = account.told(body.to_string().as_bytes(), None).await.unwrap();
    assert_eq!(texts(&told), ["Hallo?", "Moin!"]);
    let said = messages(&told);
    assert_eq!(said[0].author.name, "Clara Otto");
    assert!(said[1].author.is_us);
    assert_eq!(said[1].in_reply_to, answer.in_reply_to, "what it was written to answer");
    assert_eq!(Some(&said[1].external_id), receipt.external_id.as_ref());
}

#[tokio::test]
async fn old_payloads_say_the_same() {
    let world =
        World::with(FacebookConfig { old_webhooks: true, ..FacebookConfig::default() }).await;
    drop(world);
    let body = json!({ "object": "page", "entry": [{ "id": 4711, "time": 1_448_555_737, "changes": [
        { "field": "feed", "value": { "item": "comment", "verb": "edited", "comment_id": "1_2",
          "post_id": "4711_1", "parent_id": "4711_1", "sender_id": 99, "sender_name": "Clara",
          "created_time": 1_448_555_737, "message": "Hm" } },
        { "field": "feed", "value": { "item": "hologram", "verb": "add" } },
        { "field": "future" },
    ] }] });
    let updates = hooks::read(body.to_string().as_bytes()).unwrap();
    assert_eq!(updates.len(), 3);
    let Kind::Comment { from, parent, .. } = &updates[0].kind else { panic!("{:?}", updates[0]) };
    assert_eq!(from.as_ref().unwrap().id, "99");
    assert_eq!(*parent, None);
    assert!(updates[1..].iter().all(|update| matches!(update.kind, Kind::Other { .. })));
    assert!(hooks::read(b"{}").is_none() && hooks::read(b"nonsense").is_none());
}

#[tokio::test]
async fn what_is_hidden_in_facebooks_app_is_told_and_polled() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Ihr Betrüger");
    let id = ExternalId(said.id.clone());
    let told = async |verb: &str| {
        let value = json!({ "item": "comment", "verb": verb, "comment_id": said.id,
                            "post_id": world.post.id, "parent_id": world.post.id });
        let batches = worked_off(&world, &feed(&world, vec![value])).await;
        messages(&batches[0])[0].hidden
    };
    assert_eq!(told("add").await, Some(false));
    world.server().hide_as_page(&said.id, true).unwrap();
    assert_eq!(told("hide").await, Some(true));
    let states = account.look_up(&LookUp::States(vec![id])).await.unwrap();
    assert_eq!(messages(&states)[0].hidden, Some(true));
    world.server().hide_as_page(&said.id, false).unwrap();
    assert_eq!(told("unhide").await, Some(false));
    // Where Facebook does not let us look, the call says it.
    world.server().take_permission("anna.albrecht", "pages_read_user_content").unwrap();
    assert_eq!(told("hide").await, Some(true));
}
