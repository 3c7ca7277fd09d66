//! What was never said leaves nothing behind.

use std::time::Duration;

use gerne_domain::{
    Conversation, DeliveryState, EventKind, Status, Timestamp, Visibility, time::after,
};

use super::{
    scripted::{Fate, answered, said},
    stage::Stage,
};
use crate::{
    EngineError,
    verbs::{NewReply, StatusChange},
};

async fn asked(messages: usize) -> (Stage, Conversation) {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    stage.message("1").await;
    for n in 2..=messages {
        stage.pass(Duration::from_mins(1));
        stage.platform.posts(answered(&n.to_string(), "clara", "1", "Hallo?", stage.now()));
        stage.message(&n.to_string()).await;
    }
    let matter = stage.matter("1").await;
    (stage, matter)
}

async fn set(stage: &Stage, matter: &Conversation, status: Status, until: Option<Timestamp>) {
    let change = StatusChange { status, until, no_answer: None };
    stage.engine.set_status(&stage.anna, matter.id, change).await.unwrap();
}

fn standing(c: &Conversation) -> impl PartialEq + std::fmt::Debug + use<> {
    (c.status, c.snoozed_until, c.waiting_since, c.unanswered, c.due, c.resolved_at, c.no_answer)
}

#[tokio::test]
async fn all_is_as_it_was_whatever_it_was() {
    let (stage, matter) = asked(3).await;
    let later = Some(after(stage.now(), Duration::from_hours(5)));
    for (status, until) in [
        (Status::Open, None),
        (Status::Snoozed, later),
        (Status::Snoozed, None),
        (Status::Pending, None),
        (Status::Resolved, None),
    ] {
        set(&stage, &matter, status, until).await;
        let before = stage.conversation(matter.id).await;
        for resolve in [false, true] {
            let reply = NewReply { resolve, ..stage.reply("Ups") };
            let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
            assert_eq!(stage.conversation(matter.id).await.unanswered, 0);
            stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
            let now = stage.conversation(matter.id).await;
            assert_eq!(standing(&now), standing(&before), "{status:?}");
            if now.waiting_since.is_some() {
                assert_eq!(now.preview, before.preview, "{status:?}");
            }
        }
    }
    assert_eq!(stage.platform.sent().len(), 0);
}

#[tokio::test]
async fn the_log_says_who_had_it_before() {
    let (stage, matter) = asked(1).await;
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    let anna = Some(stage.anna.agent);
    let told: Vec<_> = stage
        .events()
        .await
        .into_iter()
        .filter_map(|event| match event.event.kind {
            EventKind::Assigned { assignee, before, .. } => Some((assignee, before?.assignee)),
            _ => None,
        })
        .collect();
    assert_eq!(told, [(anna, None), (None, anna)]);
    let old = r#"{"kind":"assigned","assignee":null,"team":null}"#;
    let old: EventKind = serde_json::from_str(old).unwrap();
    assert!(matches!(old, EventKind::Assigned { before: None, .. }), "older events are read");
}

#[tokio::test]
async fn what_came_meanwhile_comes_on_top() {
    let (stage, matter) = asked(2).await;
    set(&stage, &matter, Status::Snoozed, None).await;
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.platform.posts(answered("3", "clara", "1", "Noch da?", stage.now()));
    stage.message("3").await;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.unanswered), (Status::Open, 3), "they wrote: it wakes");
    assert_eq!(now.waiting_since, matter.waiting_since);
    // What they deleted meanwhile is not waited for.
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.pass(Duration::from_secs(1));
    stage.platform.shows(gerne_domain::Item::Deleted("1".into()));
    stage.until(async |stage| stage.message("1").await.deleted_at.map(drop)).await;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(stage.conversation(matter.id).await.unanswered, 2);
}

#[tokio::test]
async fn what_a_colleague_did_meanwhile_stays_and_nobody_is_forgotten() {
    let (stage, matter) = asked(1).await;
    let until = Some(after(stage.now(), Duration::from_hours(5)));
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    set(&stage, &matter, Status::Snoozed, until).await;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.snoozed_until), (Status::Snoozed, until));
    assert_eq!(now.waiting_since, matter.waiting_since);
    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    set(&stage, &matter, Status::Resolved, None).await;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.unanswered), (Status::Open, 1), "they still wait");
}

#[tokio::test]
async fn of_two_answers_each_can_be_taken_back() {
    let (stage, matter) = asked(2).await;
    let reply = stage.reply("Erstens");
    let first = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let reply = stage.reply("Zweitens");
    let second = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.engine.undo_reply(&stage.anna, first.delivery).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Pending, None), "the second answers");
    stage.engine.undo_reply(&stage.anna, second.delivery).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!(standing(&now), standing(&matter));
}

#[tokio::test]
async fn refused_they_wait_as_before_and_given_up_all_is_as_it_was() {
    let (stage, matter) = asked(3).await;
    set(&stage, &matter, Status::Snoozed, None).await;
    let before = stage.conversation(matter.id).await;
    stage.platform.fate(Fate::Refused);
    let written = stage.answers(matter.id, "Nein.").await;
    stage.delivery(written, DeliveryState::Refused).await;
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.unanswered), (Status::Open, 3), "it is ours to act");
    assert_eq!(now.waiting_since, before.waiting_since);
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(standing(&stage.conversation(matter.id).await), standing(&before));
}

#[tokio::test]
async fn a_lost_answer_that_is_found_resolves_as_it_was_meant_to() {
    let (stage, matter) = asked(2).await;
    stage.platform.fate(Fate::ArrivesSilently);
    let reply = NewReply { resolve: true, ..stage.reply("Ist erledigt.") };
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Unknown).await;
    assert_eq!(stage.conversation(matter.id).await.unanswered, 2);
    stage.pass(Duration::from_secs(4));
    stage.delivery(written, DeliveryState::Sent).await;
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Resolved, None));
}

#[tokio::test]
async fn a_colleagues_answer_that_was_taken_back_is_no_news() {
    let (stage, matter) = asked(1).await;
    let mine = stage.reply("Ich schaue.");
    let reply = stage.reply("Ups");
    let theirs = stage.engine.reply(&stage.jonas, matter.id, reply).await.unwrap().value;
    let stale = stage.engine.reply(&stage.anna, matter.id, mine.clone()).await;
    assert!(matches!(stale, Err(EngineError::Stale(_))));
    stage.engine.undo_reply(&stage.jonas, theirs.delivery).await.unwrap();
    stage.engine.reply(&stage.anna, matter.id, mine).await.expect("nothing was said");
}

#[tokio::test]
async fn a_person_says_it_is_there_and_it_is_not_there_twice() {
    let (stage, matter) = asked(1).await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Kommt um drei.").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    let url = Some("https://scripted.example/elsewhere".to_owned());
    stage.engine.settle_delivery(&stage.anna, written.delivery, true, url).await.unwrap();
    let sent = stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(sent.receipt.unwrap().external_id, None, "nobody knows its name");
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.status, now.waiting_since), (Status::Pending, None));

    // An edit of what it answers makes nobody wait again, and it can be answered further.
    stage.pass(Duration::from_secs(5));
    let mut edited = said("1", "clara", "Mein Router ist ganz tot", stage.now());
    edited.edited_at = Some(stage.now());
    stage.platform.posts(edited);
    stage
        .until(async |stage| stage.message("1").await.text.contains("ganz tot").then_some(()))
        .await;
    assert_eq!(stage.conversation(matter.id).await.waiting_since, None);
    let further = NewReply { in_reply_to: Some(written.message), ..stage.reply("Und noch etwas.") };
    let further = stage.engine.reply(&stage.anna, matter.id, further).await.unwrap().value;
    let further = stage.delivery(further, DeliveryState::Held).await;
    assert_eq!(further.outbound.in_reply_to, Some("1".into()), "under the same post");

    // The platform shows it after all.
    let mut ours = answered("o", "us", "1", "@clara Kommt um drei. ^Anna", stage.now());
    ours.visibility = Visibility::Unlisted;
    ours.published_at = sent.attempted_at.unwrap();
    stage.platform.posts(ours);
    assert_eq!(stage.message("o").await.id, written.message);
    let mut db = stage.engine.store().read().await.unwrap();
    let named = db.delivery(written.delivery).await.unwrap().unwrap();
    assert_eq!(named.receipt.unwrap().external_id, Some("o".into()));
    let ours = db.newest_messages(matter.id, 10).await.unwrap();
    assert_eq!(ours.iter().filter(|m| m.text.contains("drei")).count(), 1);
}

#[tokio::test]
async fn a_pasted_address_that_the_platform_knows_names_it_at_once() {
    let (stage, matter) = asked(1).await;
    stage.platform.fate(Fate::VanishesSilently);
    let written = stage.answers(matter.id, "Kommt um drei.").await;
    stage.delivery(written, DeliveryState::Unknown).await;
    let url = Some("https://scripted.example/posts/77".to_owned());
    stage.engine.settle_delivery(&stage.anna, written.delivery, true, url.clone()).await.unwrap();
    assert_eq!(stage.message("77").await.id, written.message);
    // The address of another reply of ours is a mistake.
    stage.platform.fate(Fate::VanishesSilently);
    let second = stage.answers(matter.id, "Oder um vier.").await;
    stage.delivery(second, DeliveryState::Unknown).await;
    let refused = stage.engine.settle_delivery(&stage.anna, second.delivery, true, url).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "settle.another_reply"));
}

#[tokio::test]
async fn who_waits_again_is_as_urgent_as_before() {
    let (stage, matter) = asked(1).await;
    let mut heard = stage.conversation(matter.id).await;
    heard.due_why.as_mut().unwrap().points = 5;
    let engine = stage.engine.clone();
    let kept = stage.engine.write(move |tx| {
        Box::pin(async move {
            engine.keep(tx, &mut heard).await?;
            Ok(())
        })
    });
    kept.await.unwrap();
    let urgent = stage.conversation(matter.id).await;
    assert!(urgent.due < matter.due, "what is urgent is due sooner");

    set(&stage, &matter, Status::Resolved, None).await;
    stage.engine.undo_status(&stage.anna, matter.id).await.unwrap();
    let undone = stage.conversation(matter.id).await;
    assert_eq!((undone.due, undone.due_why), (urgent.due, urgent.due_why.clone()));

    let reply = stage.reply("Ups");
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    let undone = stage.conversation(matter.id).await;
    assert_eq!((undone.due, undone.due_why), (urgent.due, urgent.due_why));
}
