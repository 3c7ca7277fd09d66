//! What goes by itself, when its time has come.

use std::time::Duration;

use gerne_domain::{EventKind, Forgetting, Status};

use super::{
    scripted::said,
    stage::{Stage, somebody},
};
use crate::{
    Caller,
    verbs::{AccountChange, StatusChange},
};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn retention_runs_by_the_clock_and_takes_what_is_old_enough_and_no_more() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut db = stage.engine.store().read().await.unwrap();
    let mut settings = db.account(stage.account).await.unwrap().unwrap().settings;
    drop(db);
    settings.forgetting = Forgetting { resolved_days: 30, ..Forgetting::default() };
    let change = AccountChange { settings: Some(settings), ..AccountChange::default() };
    let admin = Caller { role: gerne_domain::Role::Admin, ..stage.anna.clone() };
    stage.engine.change_account(&admin, stage.account, change).await.unwrap();
    for (id, who) in [("1", "clara"), ("2", "ben"), ("3", "otto")] {
        stage.platform.posts(said(id, who, "Kein Netz", stage.now()));
    }
    let mut matters = Vec::new();
    for id in ["1", "2", "3"] {
        matters.push(stage.matter(id).await);
    }
    let resolved = || StatusChange { status: Status::Resolved, until: None, no_answer: None };
    // The first is closed now, the second ten days later, the third stays open.
    stage.engine.set_status(&stage.anna, matters[0].id, resolved()).await.unwrap();
    stage.pass(DAY * 10);
    stage.engine.set_status(&stage.anna, matters[1].id, resolved()).await.unwrap();
    let there = async |n: usize| {
        let mut db = stage.engine.store().read().await.unwrap();
        db.conversation(matters[n].id).await.unwrap().is_some()
    };
    // Rounds were made meanwhile, and nothing was old enough.
    stage.pass(DAY * 19);
    stage.engine.forget_what_is_due().await.unwrap();
    assert!(there(0).await && there(1).await && there(2).await);
    // The ticker comes by itself.
    stage.pass(DAY + Duration::from_hours(1));
    stage
        .until(async |stage| {
            stage.pass(Duration::from_mins(1));
            let mut db = stage.engine.store().read().await.unwrap();
            db.conversation(matters[0].id).await.unwrap().is_none().then_some(())
        })
        .await;
    assert!(there(1).await && there(2).await, "their time has not come");
    // Nothing is left of who wrote nothing else, a day later.
    stage.pass(DAY + Duration::from_hours(1));
    stage
        .until(async |stage| {
            stage.pass(Duration::from_mins(1));
            let mut db = stage.engine.store().read().await.unwrap();
            db.customer(matters[0].customer_id).await.unwrap().is_none().then_some(())
        })
        .await;
    let forgot = |kind: &EventKind| matches!(kind, EventKind::Forgot { counts, .. } if counts.conversations == 1);
    let events = stage.events().await;
    assert_eq!(events.iter().filter(|event| forgot(&event.event.kind)).count(), 1);
    assert_eq!(stage.engine.forgotten().conversations, 1);
}

#[tokio::test]
async fn what_somebody_was_notified_of_goes_after_ninety_days() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Kein Netz", stage.now()));
    let id = stage.matter("1").await.id;
    let anna = stage.anna.agent;
    let ben = stage.engine.add_agent(None, somebody("ben"), None).await.unwrap().value;
    let ben = Caller { agent: ben, ..stage.anna.clone() };
    stage.engine.add_note(&ben, id, "schau mal".to_owned(), vec![anna]).await.unwrap();
    let told = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        db.unread_notifications(anna).await.unwrap()
    };
    for (passed, left) in [(DAY * 89, 1), (DAY * 2, 0)] {
        stage.pass(passed);
        stage.engine.forget_what_is_due().await.unwrap();
        assert_eq!(told().await, left);
    }
}
