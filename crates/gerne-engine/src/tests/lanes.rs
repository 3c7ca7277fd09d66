//! Lanes that break, stand still, start anew, and platforms that do not answer.

use std::{sync::Arc, time::Duration};

use gerne_connector::ConnectorError;
use gerne_domain::{DeliveryState, EventKind, Timestamp, time::between};
use gerne_store::Alarm;
use tokio::sync::Notify;

use super::{
    scripted::{Fate, answered, said},
    stage::Stage,
};

async fn standing(stage: &Stage, kind: &str) -> Option<Alarm> {
    let mut db = stage.engine.store().read().await.unwrap();
    db.standing_alarms().await.unwrap().into_iter().find(|alarm| alarm.kind == kind)
}

async fn problem(stage: &Stage) -> Option<String> {
    let mut db = stage.engine.store().read().await.unwrap();
    db.account(stage.account).await.unwrap().unwrap().problem
}

#[tokio::test]
async fn a_lane_that_starts_anew_waits_for_what_is_on_the_wire() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let answer = Arc::new(Notify::new());
    stage.platform.fate(Fate::Slowly(Arc::clone(&answer)));
    let written = stage.answers(matter.id, "Wir schauen.").await;
    stage.delivery(written, DeliveryState::Sending).await;
    // Somebody connects the account again meanwhile.
    let opened = stage.platform.opened();
    let url = "https://care.example.org/callback".parse().unwrap();
    let form = gerne_connector::Form::default();
    stage.engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
    stage.until(async |stage| (stage.platform.opened() > opened).then_some(())).await;
    // The new lane fetches, so it runs; its carrier has had its chance as well.
    stage.platform.posts(said("2", "ben", "Meiner auch", stage.now()));
    stage.message("2").await;
    stage.delivery(written, DeliveryState::Sending).await;
    answer.notify_one();
    stage.delivery(written, DeliveryState::Sent).await;
    let unknown = |kind: &EventKind| {
        let state = DeliveryState::Unknown;
        matches!(kind, EventKind::DeliveryChanged { state: found, .. } if *found == state)
    };
    assert!(!stage.events().await.iter().any(|event| unknown(&event.event.kind)));
    assert_eq!(stage.platform.sent().len(), 1);
}

#[tokio::test]
async fn what_was_claimed_before_a_standstill_is_not_sent_after_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let lane = stage.until(async |stage| stage.engine.lane(stage.account)).await;
    let answer = Arc::new(Notify::new());
    stage.platform.fate(Fate::Slowly(Arc::clone(&answer)));
    let first = stage.answers(matter.id, "Erstens.").await;
    let claimed = stage.delivery(first, DeliveryState::Sending).await;
    lane.hold.tasks.stop();
    let (account, connection) = (lane.account(), lane.connection());
    let sent = stage.engine.send(&account, &*connection, &lane.hold, claimed.clone()).await;
    assert!(sent.unwrap().is_continue());
    let queued = stage.delivery(first, DeliveryState::Queued).await;
    assert_eq!(queued.attempts, 1);
    assert_eq!(stage.platform.sent().len(), 0, "nothing left");
    // The first attempt's answer is true all the same.
    answer.notify_one();
    stage.delivery(first, DeliveryState::Sent).await;
}

#[tokio::test]
async fn what_is_known_of_one_attempt_says_nothing_of_the_next() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    stage.platform.fate(Fate::Later(Duration::from_secs(1)));
    let answer = Arc::new(Notify::new());
    stage.platform.fate(Fate::Slowly(Arc::clone(&answer)));
    let written = stage.answers(matter.id, "Erstens.").await;
    let mut first = stage.delivery(written, DeliveryState::Queued).await;
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(1));
            let mut db = stage.engine.store().read().await.unwrap();
            let now = db.delivery(written.delivery).await.unwrap().unwrap();
            (now.attempts == 2).then_some(())
        })
        .await;
    first.state = DeliveryState::Sending;
    stage.engine.settle_unknown(first, stage.now()).await.unwrap();
    stage.delivery(written, DeliveryState::Sending).await;
    answer.notify_one();
    stage.delivery(written, DeliveryState::Sent).await;
}

#[tokio::test]
async fn a_task_that_panics_starts_again() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Hallo", stage.now()));
    stage.message("1").await;
    stage.platform.panics_next_fetch();
    stage.platform.posts(said("2", "clara", "Hallo?", stage.now()));
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(1));
            let mut db = stage.engine.store().read().await.unwrap();
            db.message_by_external(stage.account, &"2".into()).await.unwrap()
        })
        .await;
    assert_eq!(stage.engine.tasks().panics(), 1);
}

#[tokio::test]
async fn one_message_that_cannot_be_kept_does_not_silence_the_account() {
    let stage = Stage::set().await;
    stage.platform.posts(said("1", "clara", "Davor", stage.now()));
    stage.platform.posts(said("2", "ben", "cannot be kept", stage.now()));
    stage.platform.posts(said("3", "clara", "Danach", stage.now()));
    stage.engine.start();
    let alarm = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(2));
            standing(stage, "gap").await
        })
        .await;
    assert_eq!(alarm.reason.as_deref(), Some("gap.not_kept"));
    assert_eq!(alarm.details["message"], "2", "a lead can look for it on the platform");
    stage.message("1").await;
    stage.message("3").await;
    stage.platform.posts(said("4", "ben", "Weiter", stage.now()));
    stage.message("4").await;
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.message_by_external(stage.account, &"2".into()).await.unwrap(), None);
    assert_eq!(db.cursor(stage.account, "all").await.unwrap().as_deref(), Some("4"));
}

#[tokio::test]
async fn after_a_day_of_silence_all_is_there_in_order_and_leads_knew_within_a_minute() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("first", "clara", "Hallo", stage.now()));
    stage.message("first").await;
    let began = stage.now();
    stage.platform.falls_silent(true);
    let alarm = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(1));
            standing(stage, "account_unreachable").await
        })
        .await;
    assert!(between(began, alarm.raised_at) <= Duration::from_mins(1), "{}", alarm.raised_at);
    assert_eq!(problem(&stage).await.as_deref(), Some("account.no_answer"));
    for n in 0..60 {
        stage.pass(Duration::from_mins(24));
        stage.platform.posts(said(&format!("m{n}"), "ben", &format!("Nachricht {n}"), stage.now()));
    }
    assert!(stage.engine.health(stage.account).unwrap().silent_since.is_some());
    // It comes back, and asks for patience once while we catch up.
    let patience = Duration::from_mins(2);
    stage.platform.fails_next_fetch(ConnectorError::retry_after(patience, "slowly"));
    stage.platform.falls_silent(false);
    stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(30));
            let mut db = stage.engine.store().read().await.unwrap();
            db.message_by_external(stage.account, &"m59".into()).await.unwrap()
        })
        .await;
    let mut received = Vec::new();
    for event in stage.events().await {
        if let EventKind::MessageReceived { message } = event.event.kind {
            let mut db = stage.engine.store().read().await.unwrap();
            received.push(db.message(message).await.unwrap().unwrap().text);
        }
    }
    let all = std::iter::once("Hallo".to_owned()).chain((0..60).map(|n| format!("Nachricht {n}")));
    assert_eq!(received, all.collect::<Vec<_>>());
    let outage = stage.until(async |stage| standing(stage, "outage").await).await;
    let from: Timestamp = outage.details["from"].parse().unwrap();
    let to: Timestamp = outage.details["to"].parse().unwrap();
    assert!(between(began, from) <= Duration::from_mins(1));
    assert!(between(from, to) >= Duration::from_hours(23));
    assert_eq!(standing(&stage, "account_unreachable").await, None);
    assert_eq!(problem(&stage).await, None);
}

#[tokio::test]
async fn one_post_whose_thread_is_not_to_be_had_does_not_silence_the_account() {
    let stage = Stage::set().await;
    stage.platform.breaks_thread("2");
    stage.platform.posts(said("1", "clara", "Davor", stage.now()));
    stage.platform.posts(answered("2", "ben", "gone", "@us helft mal", stage.now()));
    stage.platform.posts(said("3", "clara", "Danach", stage.now()));
    stage.engine.start();
    // While nothing comes in, leads know.
    let silent = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(1));
            standing(stage, "account_unreachable").await
        })
        .await;
    assert_eq!(silent.reason.as_deref(), Some("account.no_answer"));
    let alarm = stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(2));
            standing(stage, "gap").await
        })
        .await;
    assert_eq!(alarm.reason.as_deref(), Some("gap.without_thread"));
    assert_eq!(alarm.details["message"], "2", "a lead can look for it on the platform");
    stage.message("1").await;
    assert_eq!(stage.matter("2").await.unanswered, 1);
    stage.message("3").await;
    stage
        .until(async |stage| {
            let over = standing(stage, "account_unreachable").await.is_none();
            (over && problem(stage).await.is_none()).then_some(())
        })
        .await;
    stage.platform.posts(said("4", "ben", "Weiter", stage.now()));
    stage.message("4").await;
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.cursor(stage.account, "all").await.unwrap().as_deref(), Some("4"));
}

/// Hundreds may look for what is not there yet: that it comes must not wait behind them.
#[tokio::test]
async fn what_comes_waits_behind_nobody_who_asks() {
    let stage = Stage::set().await;
    stage.engine.start();
    let store = stage.engine.store();
    let mut asking = Vec::new();
    while let Ok(reader) =
        tokio::time::timeout(Duration::from_millis(200), store.read()).await.map(Result::unwrap)
    {
        asking.push(reader);
    }
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let log = store.log();
    let comes = async {
        loop {
            let head = log.head();
            let found = asking[0].message_by_external(stage.account, &"1".into()).await.unwrap();
            if found.is_some() {
                return;
            }
            log.wait_beyond(head).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), comes).await.expect("it comes meanwhile");
}
