//! What goes by itself, when its time has come.

use std::time::Duration;

use gerne_domain::{EventKind, Forgetting, Status};

use super::{scripted::said, stage::Stage};
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
