//! Sorting and keeping.

use std::time::Duration;

use gerne_domain::{EventKind, NoAnswerReason, Priority, Role, Scope, Status};

use super::{scripted::said, stage::Stage};
use crate::{
    Caller, EngineError,
    verbs::{BulkChange, NewAgent, StatusChange, Triage},
};

const fn status(status: Status) -> StatusChange {
    StatusChange { status, until: None, no_answer: None }
}

#[tokio::test]
async fn sleep_ends_at_its_time_or_when_they_write() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Rückruf morgen?", stage.now()));
    let id = stage.matter("1").await.id;
    let until = gerne_domain::time::after(stage.now(), Duration::from_hours(1));
    let sleep = StatusChange { until: Some(until), ..status(Status::Snoozed) };
    stage.engine.set_status(&stage.anna, id, sleep).await.unwrap();
    assert_eq!(stage.conversation(id).await.status, Status::Snoozed);
    stage.pass(Duration::from_secs(3601));
    stage
        .until(async |stage| (stage.conversation(id).await.status == Status::Open).then_some(()))
        .await;
    let past = StatusChange { until: Some(until), ..status(Status::Snoozed) };
    let refused = stage.engine.set_status(&stage.anna, id, past).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "snooze.past"));

    stage.engine.set_status(&stage.anna, id, status(Status::Snoozed)).await.unwrap();
    stage.platform.posts(super::scripted::answered("2", "clara", "1", "Und?", stage.now()));
    stage.message("2").await;
    assert_eq!(stage.conversation(id).await.status, Status::Open);
}

#[tokio::test]
async fn no_answer_needed_leaves_nobody_waiting_and_can_be_taken_back() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Schönes Wetter heute", stage.now()));
    let before = stage.matter("1").await;
    let reason = Some(NoAnswerReason::NotForUs);
    let done = StatusChange { no_answer: reason, ..status(Status::Resolved) };
    stage.engine.set_status(&stage.anna, before.id, done).await.unwrap();
    let now = stage.conversation(before.id).await;
    assert_eq!((now.waiting_since, now.no_answer), (None, reason));
    stage.engine.set_status(&stage.anna, before.id, status(Status::Open)).await.unwrap();
    let again = stage.conversation(before.id).await;
    assert_eq!((again.waiting_since, again.no_answer), (before.waiting_since, None));
}

#[tokio::test]
async fn urgent_is_due_at_once() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Die Rechnung fehlt", stage.now()));
    let matter = stage.matter("1").await;
    let urgent = Triage { priority: Some(Priority::Urgent), ..Triage::default() };
    stage.engine.triage(&stage.anna, matter.id, urgent).await.unwrap();
    let now = stage.conversation(matter.id).await;
    assert_eq!(now.due, now.waiting_since);
    assert!(now.due < matter.due);
    // Words that say so need nobody who says it first.
    stage.platform.posts(said("2", "mo", "Der Notruf geht nicht", stage.now()));
    let danger = stage.matter("2").await;
    assert_eq!((danger.due, danger.priority), (danger.waiting_since, Priority::Normal));
}

#[tokio::test]
async fn who_cannot_see_it_is_neither_given_it_nor_called_to_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Hallo", stage.now()));
    let id = stage.matter("1").await.id;
    let other = stage.engine.add_team(None, "Andere").await.unwrap().value;
    let new = NewAgent {
        login: "mo@example.org".to_owned(),
        name: "Mo".to_owned(),
        public_name: String::new(),
        role: Role::Agent,
        teams: vec![other],
        language: "en".to_owned(),
    };
    let mo = stage.engine.add_agent(None, new, None).await.unwrap().value;
    let give = Triage { assignee: Some(Some(mo)), ..Triage::default() };
    let refused = stage.engine.triage(&stage.anna, id, give).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "agent.cannot_see"));
    stage.engine.add_note(&stage.anna, id, "schau mal".to_owned(), vec![mo]).await.unwrap();
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.unread_notifications(mo).await.unwrap(), 0);

    let scope = Scope::Of { teams: vec![other], accounts: vec![] };
    let caller = Caller { agent: mo, role: Role::Agent, scope };
    let hidden = stage.engine.triage(&caller, id, Triage::default()).await;
    assert!(matches!(hidden, Err(EngineError::NotFound)));
    let give = Triage { team: Some(Some(other)), ..Triage::default() };
    stage.engine.triage(&stage.anna, id, give).await.unwrap();
    stage.engine.triage(&caller, id, Triage::default()).await.unwrap();
}

#[tokio::test]
async fn many_change_together_and_one_that_cannot_leaves_the_others() {
    let stage = Stage::set().await;
    stage.engine.start();
    for n in 0..20 {
        let who = format!("person{n}");
        stage.platform.posts(said(&format!("{n}"), &who, "Störung!", stage.now()));
    }
    stage.message("19").await;
    let mut ids: Vec<_> = stage.open_conversations().await.into_iter().map(|c| c.id).collect();
    ids.push(gerne_domain::ConversationId::new(&**stage.engine.ids()));
    let label = stage.engine.add_label(None, "Störung", "#aa0000").await.unwrap().value;
    let change = BulkChange {
        triage: Triage { labels_add: vec![label], ..Triage::default() },
        status: Some(status(Status::Resolved)),
    };
    let results = stage.engine.bulk(&stage.anna, ids, change).await.unwrap().value;
    assert_eq!(results.iter().filter(|(_, r)| r.is_ok()).count(), 20);
    assert!(matches!(results.last().unwrap().1, Err(EngineError::NotFound)));
    for conversation in stage.open_conversations().await {
        assert_eq!(conversation.labels, [label]);
        assert_eq!(conversation.status, Status::Resolved);
    }
}

#[tokio::test]
async fn the_last_admin_stays() {
    let stage = Stage::set().await;
    let new = NewAgent {
        login: "root@example.org".to_owned(),
        name: "Root".to_owned(),
        public_name: String::new(),
        role: Role::Admin,
        teams: vec![],
        language: "en".to_owned(),
    };
    let root = stage.engine.add_agent(None, new, None).await.unwrap().value;
    let caller = Caller { agent: root, role: Role::Admin, scope: Scope::Everything };
    let leave = crate::verbs::AgentChange { disabled: Some(true), ..Default::default() };
    let refused = stage.engine.change_agent(&caller, root, leave).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "agent.last_admin"));
}

#[tokio::test]
async fn events_hold_no_words() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "GEHEIMESWORT im Text", stage.now()));
    let id = stage.matter("1").await.id;
    stage.engine.add_note(&stage.anna, id, "GEHEIMESWORT".to_owned(), vec![]).await.unwrap();
    stage.answers(id, "GEHEIMESWORT").await;
    let events = serde_json::to_string(&stage.events().await).unwrap();
    assert!(!events.contains("GEHEIMESWORT"));
    assert!(events.contains("note_added"));
    let kinds = stage.events().await;
    assert!(kinds.iter().any(|e| matches!(e.event.kind, EventKind::NoteAdded { .. })));
}
