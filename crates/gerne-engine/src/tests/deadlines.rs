//! Deletions that a platform demands in time, whatever became of the conversation.

use std::time::Duration;

use gerne_domain::Status;
use gerne_store::{Alarm, Store};

use super::{
    scripted::{Scripted, said},
    stage::Stage,
};
use crate::verbs::StatusChange;

const DAY: Duration = Duration::from_hours(24);

/// Somebody wrote, and the matter was closed.
async fn closed(platform: Scripted) -> Stage {
    let store = Store::open_in_memory().await.unwrap();
    let stage = Stage::on(store, platform, "2026-11-02T09:00:00Z".parse().unwrap()).await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let change = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, matter.id, change).await.unwrap();
    stage
}

async fn late(stage: &Stage) -> Option<Alarm> {
    let mut db = stage.engine.store().read().await.unwrap();
    let standing = db.standing_alarms().await.unwrap();
    standing.into_iter().find(|alarm| alarm.kind == "deletions_late")
}

/// Time passes as it does: in rounds of the one who looks again.
async fn passes(stage: &Stage, span: Duration) {
    let tick = Duration::from_mins(10);
    for _ in 0..(span.as_secs() / tick.as_secs()) {
        stage.pass(tick);
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_is_deleted_there_is_deleted_here_in_time_although_it_was_resolved() {
    let stage = closed(Scripted::with_deadline(DAY)).await;
    stage.platform.no_longer_has("1");
    passes(&stage, Duration::from_hours(17)).await;
    assert_eq!(stage.platform.asked_about("1"), 0, "asking costs something");
    let began = stage.now();
    let gone = stage
        .until(async |stage| {
            stage.pass(Duration::from_mins(10));
            let mut db = stage.engine.store().read().await.unwrap();
            let found = db.message_by_external(stage.account, &"1".into()).await.unwrap();
            found.filter(|message| message.deleted_at.is_some())
        })
        .await;
    assert_eq!(gone.text, "");
    let took = gerne_domain::time::between(began, gone.deleted_at.unwrap());
    assert!(took < Duration::from_hours(7), "within a day: {took:?}");
    assert_eq!(late(&stage).await, None);
}

#[tokio::test]
async fn what_still_stands_is_asked_about_again_and_again_but_not_too_often() {
    let stage = closed(Scripted::with_deadline(DAY)).await;
    let asked = async |times| {
        stage
            .until(async |stage| {
                stage.pass(Duration::from_mins(10));
                (stage.platform.asked_about("1") >= times).then_some(stage.now())
            })
            .await
    };
    let first = asked(1).await;
    let second = asked(2).await;
    let between = gerne_domain::time::between(first, second);
    assert!(between >= Duration::from_hours(17), "{between:?}");
}

#[tokio::test]
async fn without_a_deadline_what_is_resolved_rests() {
    let stage = closed(Scripted::new()).await;
    passes(&stage, DAY * 2).await;
    stage.platform.posts(said("2", "ben", "Hallo", stage.now()));
    stage.message("2").await;
    assert_eq!(stage.platform.asked_about("1"), 0);
    let account = stage.engine.store().read().await.unwrap().account(stage.account).await;
    let kept = stage.engine.deletions_kept(&account.unwrap().unwrap()).await.unwrap();
    assert_eq!(kept, None);
}

#[tokio::test]
async fn leads_are_told_when_it_cannot_be_kept_and_when_it_is_again() {
    let stage = closed(Scripted::with_deadline(DAY)).await;
    stage.platform.falls_silent(true);
    let told = stage
        .until(async |stage| {
            stage.pass(Duration::from_mins(10));
            late(stage).await
        })
        .await;
    let after =
        gerne_domain::time::between("2026-11-02T09:00:00Z".parse().unwrap(), told.raised_at);
    assert!(after > DAY, "{after:?}");
    assert_eq!((told.account_id, &*told.details["hours"]), (Some(stage.account), "24"));
    stage.platform.falls_silent(false);
    stage
        .until(async |stage| {
            stage.pass(Duration::from_mins(10));
            late(stage).await.is_none().then_some(())
        })
        .await;
    assert!(stage.platform.asked_about("1") > 0);
}
