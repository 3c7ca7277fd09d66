use bytes::Bytes;
use gerne_connector::{Action, ConnectorError, MayReply};
use gerne_domain::{BlobHash, ExternalId, Outbound, OutboundMedia, Visibility};
use gerne_sim::FbMessageSpec;
use jiff::SignedDuration;

use super::world::{BEN, CLARA, Pictures, US, World, no_pictures};
use crate::normalize::DM;

fn key(error: ConnectorError) -> String {
    match error {
        ConnectorError::Refused { reason } => reason.key,
        other => panic!("{other:?}"),
    }
}

fn private(outbound: Outbound) -> Outbound {
    Outbound { visibility: Visibility::Private, ..outbound }
}

/// One black pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
    0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae,
    0x42, 0x60, 0x82,
];

#[tokio::test]
async fn a_comment_is_answered_with_a_picture() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Wo ist der Knopf?");
    let png = Bytes::from_static(PNG);
    let pictures = Pictures([("blob".to_owned(), png)].into());
    let media = OutboundMedia {
        blob: BlobHash("blob".to_owned()),
        mime: "image/png".to_owned(),
        name: "knopf.png".to_owned(),
        alt: None,
    };
    let answer = world.answer(&said.id, CLARA, "key-1", "Hier! ^Anna");
    let answer = Outbound { media: vec![media], ..answer };
    let receipt = account.send(&answer, &pictures).await.unwrap();
    let there = world.server().answers_to(&said.id);
    assert_eq!((there[0].text.as_str(), there.len()), ("Hier! ^Anna", 1));
    assert!(there[0].media.is_some());
    assert_eq!(receipt.external_id.unwrap().0, there[0].id);
}

#[tokio::test]
async fn an_answer_to_an_answer_stands_beside_it_and_is_found() {
    let world = World::new().await;
    let first = world.say(CLARA, "Wie lange?");
    let second = world.comment(BEN, &first.id, "Bei mir auch");
    let answer = world.answer(&second.id, BEN, "key-1", "Wir schauen nach, Ben.");
    let receipt = world.open().send(&answer, &no_pictures()).await.unwrap();
    let there = world.server().answers_to(&first.id);
    assert_eq!(there.len(), 1);
    let found = world.open().find_sent(&answer).await.unwrap();
    assert_eq!(found, Some(receipt));
}

#[tokio::test]
async fn a_comment_is_answered_in_private_once_and_within_seven_days() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Meine Nummer ist …");
    let answer = private(world.answer(&said.id, CLARA, "key-1", "Bitte hier weiter."));
    let receipt = account.send(&answer, &no_pictures()).await.unwrap();
    let there = world.server().messages(US, CLARA);
    assert_eq!(there[0].text, "Bitte hier weiter.");
    assert_eq!(receipt.external_id.unwrap().0, format!("{DM}{}", there[0].id));
    assert_eq!(account.find_sent(&answer).await.unwrap().unwrap().url, None);
    let again = private(world.answer(&said.id, CLARA, "key-2", "Noch einmal."));
    assert_eq!(
        key(account.send(&again, &no_pictures()).await.unwrap_err()),
        "refused.private_reply"
    );
    let late = world.say(BEN, "Alt");
    world.clock.advance(SignedDuration::from_hours(24 * 8));
    let late = private(world.answer(&late.id, BEN, "key-3", "Zu spät."));
    assert_eq!(
        key(account.send(&late, &no_pictures()).await.unwrap_err()),
        "refused.private_reply"
    );
}

#[tokio::test]
async fn messenger_has_a_window_and_a_person_has_a_week() {
    let world = World::new().await;
    let account = world.open();
    let said = world.server().write(CLARA, US, FbMessageSpec::new("Hallo?")).unwrap();
    let id = format!("{DM}{}", said.id);
    let answer = |n: u32, text: &str| private(world.answer(&id, CLARA, &format!("key-{n}"), text));
    account.send(&answer(1, "Moin!"), &no_pictures()).await.unwrap();
    let may = account.may_reply(&ExternalId(id.clone())).await.unwrap();
    let MayReply::Yes { .. } = may else { panic!("{may:?}") };
    world.clock.advance(SignedDuration::from_hours(30));
    account.send(&answer(2, "Nach einem Tag"), &no_pictures()).await.unwrap();
    world.server().change_app(|app| app.human_agent = false);
    let refused = account.send(&answer(3, "Ohne Recht"), &no_pictures()).await.unwrap_err();
    assert!(matches!(refused, ConnectorError::Refused { .. }), "{refused:?}");
    world.server().change_app(|app| app.human_agent = true);
    world.clock.advance(SignedDuration::from_hours(24 * 7));
    let late = account.send(&answer(4, "Nach acht Tagen"), &no_pictures()).await.unwrap_err();
    assert_eq!(key(late), "refused.window_closed");
    let texts: Vec<_> =
        world.server().messages(US, CLARA).into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["Hallo?", "Moin!", "Nach einem Tag"]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_words_before_it_leaves() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Frage");
    let before = world.server().request_count();
    let answer = |text: &str| world.answer(&said.id, CLARA, "key", text);
    let send = |outbound: Outbound| {
        let account = account.clone();
        async move { key(account.send(&outbound, &no_pictures()).await.unwrap_err()) }
    };
    assert_eq!(send(answer("  ")).await, "refused.empty");
    assert_eq!(send(answer(&"x".repeat(8_001))).await, "refused.too_long");
    assert_eq!(send(private(answer(&"x".repeat(2_001)))).await, "refused.too_long");
    let mut to_review = answer("Danke");
    to_review.in_reply_to = Some(ExternalId("rating:1:2".to_owned()));
    assert_eq!(send(to_review).await, "refused.review_without_story");
    let mut told = answer("Vor allen");
    told.in_reply_to = Some(ExternalId("dm:m_1".to_owned()));
    assert_eq!(send(told).await, "refused.invalid", "nothing private is answered before everyone");
    assert_eq!(world.server().request_count(), before);
}

#[tokio::test]
async fn hiding_showing_liking_and_deleting_are_the_same_twice() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Hass");
    let id = ExternalId(said.id.clone());
    for (action, hidden) in [(Action::Hide(id.clone()), true), (Action::Unhide(id.clone()), false)]
    {
        account.act(&action).await.unwrap();
        account.act(&action).await.unwrap();
        assert_eq!(world.server().comment_by_id(&said.id).unwrap().hidden, hidden);
    }
    account.act(&Action::Like(id.clone())).await.unwrap();
    assert_eq!(world.server().comment_by_id(&said.id).unwrap().liked_by, [US]);
    account.act(&Action::Unlike(id.clone())).await.unwrap();
    let ours = world.answer(&said.id, CLARA, "key", "Falsch");
    let ours = world.open().send(&ours, &no_pictures()).await.unwrap().external_id.unwrap();
    account.act(&Action::Delete(ours.clone())).await.unwrap();
    account.act(&Action::Delete(ours.clone())).await.unwrap();
    assert!(world.server().comment_by_id(&ours.0).unwrap().deleted);
    let told = account.act(&Action::Hide(ExternalId("dm:m_1".to_owned()))).await.unwrap_err();
    assert_eq!(key(told), "refused.unsupported");
}

#[tokio::test]
async fn what_is_gone_cannot_be_answered() {
    let world = World::new().await;
    let account = world.open();
    let said = world.say(CLARA, "Weg");
    world.server().delete(&said.id).unwrap();
    let may = account.may_reply(&ExternalId(said.id.clone())).await.unwrap();
    let MayReply::No { reason } = may else { panic!("{may:?}") };
    assert_eq!(reason.key, "refused.parent_gone");
    let answer = world.answer(&said.id, CLARA, "key", "Zu spät");
    assert_eq!(
        key(account.send(&answer, &no_pictures()).await.unwrap_err()),
        "refused.parent_gone"
    );
}
