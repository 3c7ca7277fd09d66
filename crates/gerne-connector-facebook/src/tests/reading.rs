use gerne_connector::{Batch, LookUp};
use gerne_domain::{ExternalId, InboundMessage, Item, Visibility};
use gerne_sim::{Fault, FaultKind, FbMessageSpec, FbPostSpec};
use jiff::SignedDuration;

use super::world::{BEN, CLARA, US, World};

pub(super) fn messages(batch: &Batch) -> Vec<&InboundMessage> {
    batch
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Message(message) => Some(&**message),
            Item::Deleted(_) => None,
        })
        .collect()
}

pub(super) fn texts(batch: &Batch) -> Vec<String> {
    messages(batch).into_iter().map(|message| message.text.clone()).collect()
}

/// Between connecting and the first look, much may be said; a process may have died, too.
#[tokio::test]
async fn whatever_was_said_since_the_account_was_connected_is_read() {
    let world = World::new().await;
    let account = world.open();
    let mut expected = Vec::new();
    for n in 0..12 {
        world.clock.advance(SignedDuration::from_mins(5));
        let text = format!("Nummer {n}");
        if n % 2 == 0 {
            world.server().post(CLARA, US, FbPostSpec::new(&text)).unwrap();
        } else {
            world.say(BEN, &text);
        }
        expected.push(text);
    }
    let first = account.fetch(&"posts".into(), None).await.unwrap();
    let second = account.fetch(&"posts".into(), first.cursor.as_ref()).await.unwrap();
    let mut read: Vec<String> = [texts(&first), texts(&second)].concat();
    read.sort_by_key(|text| expected.iter().position(|said| said == text));
    read.dedup();
    assert_eq!(read, expected);
}

/// Below a hundred posts, one request in six may fail: the others bring what they bring.
#[tokio::test]
async fn what_fails_below_one_post_keeps_nothing_of_the_others_back() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"posts".into(), None).await.unwrap();
    let mut said = Vec::new();
    for n in 0..12 {
        world.second();
        let post = world.server().post(US, US, FbPostSpec::new(&format!("Neues {n}"))).unwrap();
        world.comment(world.next(), &post.id, &format!("Frage {n}"));
        said.push(format!("Frage {n}"));
    }
    let fault = Fault::new(FaultKind::StatusBefore { code: 503 }).on("GET", "*/comments");
    world.server().inject(Fault { skip: 4, times: Some(2), ..fault });
    let first = account.fetch(&"posts".into(), begun.cursor.as_ref()).await.unwrap();
    assert!(texts(&first).len() >= 10, "{:?}", texts(&first));
    let second = account.fetch(&"posts".into(), first.cursor.as_ref()).await.unwrap();
    let mut read = [texts(&first), texts(&second)].concat();
    read.sort_by_key(|text| said.iter().position(|said| said == text));
    assert_eq!(read, said, "each once");
    // When nothing can be read below any of them, that is told.
    world
        .server()
        .inject(Fault::new(FaultKind::StatusBefore { code: 503 }).on("GET", "*/comments"));
    assert!(account.fetch(&"posts".into(), second.cursor.as_ref()).await.is_err());
}

#[tokio::test]
async fn visitors_comments_and_answers_come_in_order_and_ours_as_ours() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"posts".into(), None).await.unwrap();
    let first = world.say(CLARA, "Wie lange?");
    let answer = world.comment(BEN, &first.id, "Bei mir auch");
    world.comment(US, &first.id, "Bis 12 Uhr");
    world.second();
    let wall = world.server().post(BEN, US, FbPostSpec::new("Kein Netz")).unwrap();
    let batch = account.fetch(&"posts".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&batch), ["Wie lange?", "Bei mir auch", "Bis 12 Uhr", "Kein Netz"]);
    let said = messages(&batch);
    assert_eq!(said[0].in_reply_to.as_ref().unwrap().0, world.post.id);
    assert_eq!(said[1].in_reply_to.as_ref().unwrap().0, first.id);
    assert!(said[2].author.is_us && !said[2].addressed);
    assert_eq!(said[3].in_reply_to, None);
    assert!(said.iter().all(|m| m.visibility == Visibility::Public));
    let again = account.fetch(&"posts".into(), batch.cursor.as_ref()).await.unwrap();
    assert_eq!((again.items.len(), again.cursor), (0, None));
    // What is said below the visitor's post is found, too, and what it answers.
    let below = world.comment(CLARA, &wall.id, "Hier auch nicht");
    let batch = account.fetch(&"posts".into(), batch.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&batch), ["Hier auch nicht"]);
    let up = LookUp::Ancestors(ExternalId(answer.id));
    let up = world.open().look_up(&up).await.unwrap();
    assert_eq!(texts(&up), ["Heute Wartung im Norden", "Wie lange?"]);
    assert!(messages(&up)[0].author.is_us);
    let around = LookUp::Context(ExternalId(below.id));
    assert_eq!(texts(&account.look_up(&around).await.unwrap()).len(), 2);
}

#[tokio::test]
async fn old_posts_are_looked_at_again() {
    let world = World::new().await;
    let account = world.open();
    let mut cursor = account.fetch(&"posts".into(), None).await.unwrap().cursor;
    world.clock.advance(SignedDuration::from_hours(24 * 40));
    world.say(CLARA, "Nach vierzig Tagen");
    let mut found = Vec::new();
    for _ in 0..20 {
        let batch = account.fetch(&"posts".into(), cursor.as_ref()).await.unwrap();
        found.extend(texts(&batch));
        cursor = batch.cursor.or(cursor);
        world.clock.advance(SignedDuration::from_hours(1));
    }
    assert_eq!(found, ["Nach vierzig Tagen"]);
}

#[tokio::test]
async fn changes_and_deletions_are_seen_when_asked_for() {
    let world = World::new().await;
    let account = world.open();
    let (stays, goes) = (world.say(CLARA, "Erst so"), world.say(BEN, "Weg damit"));
    account.fetch(&"posts".into(), None).await.unwrap();
    world.server().edit(&stays.id, "Dann anders").unwrap();
    world.server().delete(&goes.id).unwrap();
    let ids = vec![ExternalId(stays.id), ExternalId(goes.id.clone())];
    let now = account.look_up(&LookUp::States(ids)).await.unwrap();
    assert_eq!(texts(&now), ["Dann anders"]);
    assert!(now.items.contains(&Item::Deleted(ExternalId(goes.id))));
}

#[tokio::test]
async fn a_lost_right_deletes_nothing() {
    let world = World::new().await;
    let account = world.open();
    let said: Vec<ExternalId> =
        (0..6).map(|n| ExternalId(world.say(CLARA, &format!("Nr. {n}")).id)).collect();
    account.fetch(&"posts".into(), None).await.unwrap();
    world.server().take_permission("anna.albrecht", "pages_read_user_content").unwrap();
    assert!(account.look_up(&LookUp::States(said)).await.is_err());
}

#[tokio::test]
async fn reviews_and_mentions_come() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"reviews".into(), None).await.unwrap();
    let named = account.fetch(&"mentions".into(), None).await.unwrap();
    world.second();
    world.server().review(CLARA, US, false, "Drei Wochen gewartet").unwrap();
    world.server().tag(BEN, US, FbPostSpec::new("Danke, Nordlicht!")).unwrap();
    let reviews = account.fetch(&"reviews".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&reviews), ["Drei Wochen gewartet"]);
    assert!(messages(&reviews)[0].addressed);
    let mentions = account.fetch(&"mentions".into(), named.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&mentions), ["Danke, Nordlicht!"]);
    assert!(messages(&mentions)[0].addressed);
}

#[tokio::test]
async fn messages_stand_behind_each_other() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"messages".into(), None).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..30 {
        world.second();
        let spec = FbMessageSpec::new(&format!("Nr. {n}"));
        ids.push(world.server().write(CLARA, US, spec).unwrap().id);
    }
    world.second();
    world.server().write_as_page(US, CLARA, FbMessageSpec::new("Von Hand")).unwrap();
    let batch = account.fetch(&"messages".into(), begun.cursor.as_ref()).await.unwrap();
    let said = messages(&batch);
    assert_eq!(said.len(), 31, "more than come with the conversation");
    for (before, after) in said.iter().zip(&said[1..]) {
        assert_eq!(after.in_reply_to, Some(before.external_id.clone()));
    }
    assert!(said[30].author.is_us && said[30].visibility == Visibility::Private);
    assert_eq!(said[30].mentions[0].external_id, said[0].author.external_id);
    assert_eq!(said[0].author.name, "Clara Otto");
}

#[tokio::test]
async fn usage_slows_and_stops() {
    let world = World::new().await;
    let account = world.open();
    let fine = account.fetch(&"posts".into(), None).await.unwrap();
    let usual = fine.every.unwrap();
    assert_eq!(fine.notice, None);
    world.server().set_usage(US, 85, SignedDuration::from_mins(30)).unwrap();
    account.fetch(&"posts".into(), fine.cursor.as_ref()).await.unwrap();
    let slow = account.fetch(&"posts".into(), fine.cursor.as_ref()).await.unwrap();
    assert!(slow.every.unwrap() > usual * 2, "{:?}", slow.every);
    assert_eq!(slow.notice.unwrap().key, "usage.slowed");
    world.server().set_usage(US, 96, SignedDuration::from_mins(30)).unwrap();
    account.fetch(&"posts".into(), fine.cursor.as_ref()).await.unwrap();
    let before = world.server().request_count();
    let stopped = account.fetch(&"posts".into(), fine.cursor.as_ref()).await.unwrap();
    assert_eq!(stopped.notice.unwrap().key, "usage.stopped");
    assert_eq!(world.server().request_count(), before, "nothing is asked any more");
    assert_eq!(account.usage(1).await.unwrap().unwrap().used, 96);
    assert!(account.check().await.iter().any(|check| check.problem.is_some()));
}

#[tokio::test]
async fn a_missing_right_is_told_and_silences_nothing_else() {
    let world = World::new().await;
    let account = world.open();
    world.server().take_permission("anna.albrecht", "pages_messaging").unwrap();
    let told = account.fetch(&"messages".into(), None).await.unwrap();
    assert_eq!(told.notice.unwrap().key, "notice.permission");
    assert_eq!(told.cursor, None);
    account.fetch(&"posts".into(), None).await.unwrap();
}

#[tokio::test]
async fn polling_goes_on_where_it_was_after_connecting_again() {
    let world = World::new().await;
    let account = world.open();
    let begun = account.fetch(&"posts".into(), None).await.unwrap();
    world.say(CLARA, "Davor");
    world.server().inject(Fault::new(FaultKind::Graph { code: 190, subcode: Some(460) }));
    let dead = account.fetch(&"posts".into(), begun.cursor.as_ref()).await;
    assert!(matches!(dead, Err(gerne_connector::ConnectorError::Reauthorize { .. })));
    let check = account.check().await;
    assert_eq!(check[0].problem.as_ref().unwrap().key, "check.token_password");
    world.say(BEN, "Während");
    world.clock.advance(SignedDuration::from_hours(30));
    world.server().clear_faults();
    let batch = world.open().fetch(&"posts".into(), begun.cursor.as_ref()).await.unwrap();
    assert_eq!(texts(&batch), ["Davor", "Während"]);
}
