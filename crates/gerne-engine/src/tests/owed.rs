//! What we owe: promises and what becomes of them, what is said outside, whether it worked, whose it
//! is when somebody leaves.

use std::time::Duration;

use gerne_domain::{
    Availability, ContactWay, Conversation, ConversationId, DeliveryState, Direction,
    FollowUpState, HandoverNoteState, NotificationKind, Priority, Promise, PromiseKind,
    PromiseState, Status, Timestamp,
    time::{after, before},
};
use gerne_store::Store;

use super::{
    scripted::{Fate, Scripted, answered, said},
    stage::Stage,
};
use crate::{
    EngineError, NewFollowUp, SaidPromise,
    verbs::{
        AgentChange, NewContact, NewHandover, NewReply, NoteDecision, PromiseChange, PromiseStep,
        StatusChange, Successor,
    },
};

const HOUR: Duration = Duration::from_hours(1);

async fn promises(stage: &Stage, id: ConversationId) -> Vec<Promise> {
    stage.engine.store().read().await.unwrap().promises_of(id).await.unwrap()
}

async fn state(stage: &Stage, id: ConversationId) -> PromiseState {
    promises(stage, id).await.first().expect("something was promised").state
}

/// A matter in which Anna promises to write by noon of the same day; it is ten in Berlin.
pub(super) async fn promised(stage: &Stage) -> Conversation {
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Wann geht mein Anschluss?", stage.now()));
    let id = stage.matter("1").await.id;
    let reply = stage.reply("Wir melden uns bis 12 Uhr bei Ihnen.");
    let written = stage.engine.reply(&stage.anna, id, reply).await.unwrap().value;
    let found = promises(stage, id).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].state, found[0].said), (PromiseState::Proposed, false));
    stage.engine.decide_promise(&stage.anna, found[0].id, PromiseStep::Confirm).await.unwrap();
    assert_eq!(stage.conversation(id).await.due, None, "what has not left binds nobody");
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let matter = stage.conversation(id).await;
    let noon: Timestamp = "2026-11-02T11:00:00Z".parse().unwrap();
    assert_eq!(
        (matter.promised, matter.due, matter.status),
        (Some(noon), Some(noon), Status::Pending)
    );
    matter
}

async fn calls(stage: &Stage, who: gerne_domain::AgentId) -> Vec<NotificationKind> {
    let mut db = stage.engine.store().read().await.unwrap();
    let page = gerne_store::Page::first(50);
    let found = db.notifications_of(who, &page).await.unwrap().items;
    found.into_iter().map(|call| call.kind).collect()
}

#[tokio::test]
async fn a_promise_is_reminded_of_and_missed_aloud() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await;
    // A quarter of the time before, half an hour at ten past half past ten.
    stage.pass(HOUR + Duration::from_mins(35));
    stage
        .until(async |s| {
            calls(s, s.anna.agent).await.contains(&NotificationKind::PromiseDue).then_some(())
        })
        .await;
    assert_eq!(stage.conversation(matter.id).await.status, Status::Open, "ours to act");
    assert_eq!(state(&stage, matter.id).await, PromiseState::Standing);
    stage.pass(HOUR);
    stage.until(async |s| (state(s, matter.id).await == PromiseState::Broken).then_some(())).await;
    let mut db = stage.engine.store().read().await.unwrap();
    let alarms = db.standing_alarms().await.unwrap();
    assert!(alarms.iter().any(|a| a.kind == "promise_missed"), "{alarms:?}");
    drop(db);
    let late = stage.conversation(matter.id).await;
    assert!(late.due < Some(stage.now()) && late.promised == late.due, "first in the list");

    // The customer quotes it: it is more urgent.
    stage.platform.posts(answered(
        "2",
        "clara",
        "1",
        "Sie wollten mich um 12 anrufen, nichts ist passiert!",
        stage.now(),
    ));
    stage.message("2").await;
    let quoted = stage.conversation(matter.id).await;
    assert_eq!(quoted.priority, Priority::High);
    let promise = promises(&stage, matter.id).await.remove(0);
    assert!(promise.quoted_at.is_some());

    // Done late: it stays broken, and is owed no longer.
    stage.engine.decide_promise(&stage.anna, promise.id, PromiseStep::Keep).await.unwrap();
    let promise = promises(&stage, matter.id).await.remove(0);
    assert_eq!(promise.state, PromiseState::Broken);
    assert!(promise.late_seconds(stage.now()).unwrap() > 60);
    assert_eq!(stage.conversation(matter.id).await.promised, None);
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.standing_alarms().await.unwrap().iter().all(|a| a.kind != "promise_missed"));
    let again = stage.engine.decide_promise(&stage.anna, promise.id, PromiseStep::Keep).await;
    assert!(matches!(again, Err(EngineError::Conflict)));
}

#[tokio::test]
async fn when_its_owner_is_away_the_team_is_reminded() {
    let stage = Stage::set().await;
    promised(&stage).await;
    let away = AgentChange { availability: Some(Availability::Away), ..AgentChange::default() };
    stage.engine.change_agent(&stage.anna, stage.anna.agent, away).await.unwrap();
    stage.pass(HOUR + Duration::from_mins(35));
    stage
        .until(async |s| {
            calls(s, s.jonas.agent).await.contains(&NotificationKind::PromiseDue).then_some(())
        })
        .await;
    assert!(!calls(&stage, stage.anna.agent).await.contains(&NotificationKind::PromiseDue));
}

#[tokio::test]
async fn two_nodes_miss_it_once() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await;
    let other = stage.another(stage.engine.inner.config.lease);
    other.start();
    stage.pass(3 * HOUR);
    stage.until(async |s| (state(s, matter.id).await == PromiseState::Broken).then_some(())).await;
    let changes = stage.events().await.into_iter().filter(|event| {
        matches!(
            event.event.kind,
            gerne_domain::EventKind::PromiseChanged { became: PromiseState::Broken, .. }
        )
    });
    assert_eq!(changes.count(), 1);
    other.tasks().stop();
}

#[tokio::test]
async fn the_next_word_is_kept_by_saying_it_and_another_time_needs_a_word() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await;
    let promise = promises(&stage, matter.id).await.remove(0);
    let later = Some(after(stage.now(), 8 * HOUR));
    let silently = PromiseChange { due: Some(later), ..PromiseChange::default() };
    let refused = stage.engine.change_promise(&stage.anna, promise.id, silently.clone()).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "promise.untold"));
    let told = PromiseChange { reason: Some("Am Telefon gesagt".to_owned()), ..silently };
    let next = stage.engine.change_promise(&stage.anna, promise.id, told).await.unwrap().value;
    let all = promises(&stage, matter.id).await;
    let old = all.iter().find(|p| p.id == promise.id).unwrap();
    assert_eq!((old.state, old.moved_to), (PromiseState::Moved, Some(next)));
    assert_eq!(stage.conversation(matter.id).await.promised, later);

    stage.pass(Duration::from_mins(5));
    let written = stage.answers(matter.id, "Die Leitung wird gerade gemessen.").await;
    stage.delivery(written, DeliveryState::Sent).await;
    let all = promises(&stage, matter.id).await;
    let kept = all.iter().find(|p| p.id == next).unwrap();
    assert_eq!(kept.state, PromiseState::Kept, "they had the next word");
    assert_eq!(stage.conversation(matter.id).await.promised, None);
}

#[tokio::test]
async fn what_never_left_promises_nothing() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Wann geht mein Anschluss?", stage.now()));
    let id = stage.matter("1").await.id;
    let text = "Wir rufen Sie bis 12 Uhr zurück.";
    let due: Timestamp = "2026-11-02T11:00:00Z".parse().unwrap();
    let seen = |confirmed| SaidPromise {
        start: 0,
        end: 31,
        kind: PromiseKind::NextWord,
        due: Some(due),
        confirmed,
    };
    // Taken back.
    let reply = NewReply { promises: vec![seen(true)], ..stage.reply(text) };
    let written = stage.engine.reply(&stage.anna, id, reply).await.unwrap().value;
    assert_eq!(state(&stage, id).await, PromiseState::Standing);
    stage.engine.undo_reply(&stage.anna, written.delivery).await.unwrap();
    assert_eq!(state(&stage, id).await, PromiseState::Dismissed);
    assert_eq!(stage.conversation(id).await.promised, None);

    // Refused.
    stage.platform.fate(Fate::Refused);
    let reply = NewReply { promises: vec![seen(true)], ..stage.reply(text) };
    let written = stage.engine.reply(&stage.anna, id, reply).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Refused).await;
    assert_eq!(stage.conversation(id).await.promised, None);
    let last = promises(&stage, id).await.pop().unwrap();
    assert_eq!((last.state, last.said), (PromiseState::Standing, false));
    stage.pass(4 * HOUR);
    assert_eq!(promises(&stage, id).await.pop().unwrap().state, PromiseState::Standing);

    // Its author said that it is none: it is not found again.
    stage.platform.fate(Fate::Arrives);
    let reply = NewReply { promises: vec![seen(false)], ..stage.reply(text) };
    stage.engine.reply(&stage.jonas, id, reply).await.unwrap();
    let all = promises(&stage, id).await;
    assert_eq!(all.len(), 3);
    assert_eq!(all[2].state, PromiseState::Dismissed);
}

#[tokio::test]
async fn what_was_said_outside_counts_when_it_was() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Und mein Download?", stage.now()));
    let matter = stage.matter("1").await;
    let called = before(stage.now(), 4 * HOUR);
    let contact = |direction, at, text: &str| NewContact {
        how: ContactWay::Phone,
        direction,
        at,
        text: text.to_owned(),
        waits: None,
        promises: Vec::new(),
        key: None,
    };
    let first =
        contact(Direction::In, called, "Die Datei ist bis 11 Uhr da, versprochen von Jonas.");
    stage.engine.log_contact(&stage.jonas, matter.id, first).await.unwrap();
    let waits = stage.conversation(matter.id).await;
    assert_eq!(waits.waiting_since, Some(called), "since the first word, by phone");
    assert_eq!(waits.unanswered, 2);
    let future = contact(Direction::In, after(stage.now(), HOUR), "Morgen");
    let refused = stage.engine.log_contact(&stage.jonas, matter.id, future).await;
    assert!(matches!(refused, Err(EngineError::Invalid(r)) if r.key == "contact.future"));

    // Whom we called was answered; what came later is not.
    stage.pass(HOUR);
    stage.platform.posts(answered("2", "clara", "1", "Hallo?", stage.now()));
    stage.message("2").await;
    let rang = contact(Direction::Out, before(stage.now(), HOUR / 2), "Angerufen, alles erklärt");
    let logged = stage.engine.log_contact(&stage.anna, matter.id, rang).await.unwrap().value;
    let now = stage.conversation(matter.id).await;
    assert_eq!((now.unanswered, now.status), (1, Status::Open));
    assert!(now.waiting_since > Some(called));
    stage.engine.delete_contact(&stage.jonas, logged).await.expect_err("not Jonas's");
    stage.engine.delete_contact(&stage.anna, logged).await.unwrap();
    let back = stage.conversation(matter.id).await;
    assert_eq!((back.waiting_since, back.unanswered), (Some(called), 3), "nobody called after all");
}

#[tokio::test]
async fn whether_it_worked_is_asked_once_and_a_no_comes_back() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Internet ist seit gestern tot", stage.now()));
    let id = stage.matter("1").await.id;
    let done = NewReply { resolve: true, ..stage.reply("Die Leitung ist wieder frei.") };
    let written = stage.engine.reply(&stage.anna, id, done).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let at = Some(after(stage.now(), 3 * HOUR));
    let plan = NewFollowUp { at, text: None };
    stage.engine.set_follow_up(&stage.anna, id, plan).await.unwrap();
    let resolved = stage.conversation(id).await.resolved_at;
    stage.pass(3 * HOUR + Duration::from_secs(1));
    stage
        .until(async |s| {
            let mut db = s.engine.store().read().await.unwrap();
            let found = db.follow_up_of(id).await.unwrap().unwrap();
            (found.state == FollowUpState::Asked).then_some(())
        })
        .await;
    stage.pass(Duration::from_secs(7));
    let asked = stage
        .until(async |s| s.platform.sent().into_iter().find(|o| o.text.contains("Ja oder Nein")))
        .await;
    assert!(asked.text.contains("Internet"), "in words about the fault: {}", asked.text);
    let stands = stage.conversation(id).await;
    assert_eq!(
        (stands.status, stands.resolved_at),
        (Status::Resolved, resolved),
        "as resolved as before"
    );

    stage.platform.posts(answered("2", "clara", "1", "Nein, immer noch tot", stage.now()));
    stage.message("2").await;
    let again = stage.conversation(id).await;
    assert_eq!((again.status, again.assignee_id), (Status::Open, Some(stage.anna.agent)));
    assert!(calls(&stage, stage.anna.agent).await.contains(&NotificationKind::FollowUpFailed));

    // A yes opens nothing.
    let close = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, id, close).await.unwrap();
    let plan =
        NewFollowUp { at: Some(after(stage.now(), HOUR)), text: Some("Und jetzt?".to_owned()) };
    stage.engine.set_follow_up(&stage.anna, id, plan).await.unwrap();
    stage.pass(HOUR + Duration::from_secs(1));
    stage
        .until(async |s| {
            s.platform.sent().into_iter().find(|o| o.text.starts_with("Und jetzt?")).or({
                s.pass(Duration::from_secs(7));
                None
            })
        })
        .await;
    stage.platform.posts(answered("3", "clara", "1", "Ja, läuft wieder", stage.now()));
    stage.message("3").await;
    assert_eq!(stage.conversation(id).await.status, Status::Resolved);
}

#[tokio::test]
async fn a_click_on_the_page_of_a_mail_says_yes_or_no_once() {
    let store = Store::open_in_memory().await.unwrap();
    let stage =
        Stage::on(store, Scripted::of_letters(), "2026-11-02T09:00:00Z".parse().unwrap()).await;
    stage.engine.start();
    stage.platform.posts(super::letters::letter(
        &stage,
        "a1",
        "kim@web.example",
        &[],
        "Mein Router ist kaputt",
    ));
    let id = stage.matter("a1").await.id;
    let done = NewReply { resolve: true, ..stage.reply("Der neue ist da.") };
    let written = stage.engine.reply(&stage.anna, id, done).await.unwrap().value;
    stage.pass(Duration::from_secs(7));
    stage.delivery(written, DeliveryState::Sent).await;
    let at = Some(after(stage.now(), HOUR));
    // The scripted platform takes short texts only.
    let text = Some("Geht er?".to_owned());
    stage.engine.set_follow_up(&stage.anna, id, NewFollowUp { at, text }).await.unwrap();
    stage.pass(HOUR + Duration::from_secs(1));
    let asked = stage
        .until(async |s| {
            s.pass(Duration::from_secs(7));
            s.platform.sent().into_iter().find(|o| o.text.contains("/worked/"))
        })
        .await;
    let token = asked.text.split("/worked/").nth(1).unwrap().lines().next().unwrap().trim();
    assert_eq!(token.len(), 64, "{token}");
    let wrong = "0".repeat(64);
    let nobody = stage.engine.answer_follow_up(&wrong, false).await;
    assert!(matches!(nobody, Err(EngineError::NotFound)));
    stage.engine.answer_follow_up(token, false).await.unwrap();
    let again = stage.conversation(id).await;
    assert_eq!((again.status, again.assignee_id), (Status::Open, Some(stage.anna.agent)));
    assert!(again.waiting_since.is_some());
    let twice = stage.engine.answer_follow_up(token, true).await;
    assert!(matches!(twice, Err(EngineError::Conflict)), "what was said first holds");
}

#[tokio::test]
async fn who_leaves_leaves_nothing_behind() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await;
    let to = NewHandover {
        to: vec![Successor::Agent(stage.jonas.agent)],
        of_team: Vec::new(),
        notes: true,
    };
    let refused = stage.engine.hand_over(&stage.jonas, stage.anna.agent, to.clone()).await;
    assert!(matches!(refused, Err(EngineError::Forbidden)));
    let id = stage.engine.hand_over(&stage.anna, stage.anna.agent, to).await.unwrap().value;
    let (handover, notes) = stage.engine.handover(&stage.jonas, id).await.unwrap();
    assert_eq!((handover.conversations, handover.promises), (1, 1));
    assert_eq!(stage.conversation(matter.id).await.assignee_id, Some(stage.jonas.agent));
    let promise = promises(&stage, matter.id).await.remove(0);
    assert_eq!(promise.owner_id, Some(stage.jonas.agent));
    let mut db = stage.engine.store().read().await.unwrap();
    assert!(db.conversations_held_by(stage.anna.agent).await.unwrap().is_empty());
    assert!(db.promises_owned(stage.anna.agent).await.unwrap().is_empty());
    drop(db);

    // The note is the successor's; it names nobody who is gone, and no reason.
    let note = &notes[0];
    assert!(note.text.contains("Jonas") && !note.text.contains("Anna"), "{}", note.text);
    let send = NoteDecision::Send(None);
    let others = stage.engine.decide_handover_note(&stage.anna, note.id, send.clone()).await;
    assert!(matches!(others, Err(EngineError::Forbidden)));
    stage.engine.decide_handover_note(&stage.jonas, note.id, send.clone()).await.unwrap();
    let again = stage.engine.decide_handover_note(&stage.jonas, note.id, send).await;
    assert!(matches!(again, Err(EngineError::Conflict)));
    stage.pass(Duration::from_secs(7));
    stage.until(async |s| s.platform.sent().into_iter().find(|o| o.text.contains("Jonas"))).await;
    let (_, notes) = stage.engine.handover(&stage.jonas, id).await.unwrap();
    assert_eq!(notes[0].state, HandoverNoteState::Sent);
    assert_eq!(
        state(&stage, matter.id).await,
        PromiseState::Standing,
        "a note is not the word that was promised"
    );
}

#[tokio::test]
async fn a_question_inside_comes_back_as_a_note_and_strangers_stay_out() {
    let store = Store::open_in_memory().await.unwrap();
    let stage =
        Stage::on(store, Scripted::of_letters(), "2026-11-02T09:00:00Z".parse().unwrap()).await;
    stage.engine.start();
    stage.platform.posts(super::letters::letter(
        &stage,
        "a1",
        "kim@web.example",
        &[],
        "Mein Router ist kaputt",
    ));
    let before = stage.matter("a1").await;
    let ask = |to: &str| crate::verbs::NewConsult {
        account: None,
        to: to.to_owned(),
        subject: "Leitung in der Hafenstraße".to_owned(),
        text: "Wann ist der Verteiler fertig?".to_owned(),
    };
    let customer = stage.engine.consult(&stage.anna, before.id, ask("kim@web.example")).await;
    assert!(matches!(customer, Err(EngineError::Invalid(r)) if r.key == "consult.customer"));
    stage
        .engine
        .consult(&stage.anna, before.id, ask("Technik <technik@netz.example>"))
        .await
        .unwrap();
    let sent = stage
        .until(async |s| s.platform.sent().into_iter().find(|o| o.text.contains("Verteiler")))
        .await;
    let head = sent.letter.unwrap().head;
    assert_eq!(head.to[0].address, "technik@netz.example");
    assert!(head.chain.is_empty(), "nothing of the customer's thread");
    let now = stage.conversation(before.id).await;
    assert_eq!(
        (now.waiting_since, now.status),
        (before.waiting_since, before.status),
        "it is no answer"
    );

    let ours = head.name.unwrap();
    stage.platform.posts(super::letters::letter(
        &stage,
        "t1",
        "technik@netz.example",
        &[&ours],
        "Um 14 Uhr.",
    ));
    stage.platform.posts(super::letters::letter(
        &stage,
        "s1",
        "neugier@else.example",
        &[&ours],
        "Und ich?",
    ));
    let stranger = stage.matter("s1").await;
    assert_ne!(stranger.id, before.id, "a matter of their own");
    let mut db = stage.engine.store().read().await.unwrap();
    let notes = db.notes_of(before.id).await.unwrap();
    let answer = notes.iter().find(|note| note.author.is_some()).expect("the answer is a note");
    assert_eq!(
        (answer.text.as_str(), answer.author.as_deref()),
        ("Um 14 Uhr.", Some("technik@netz.example"))
    );
    assert!(notes.iter().all(|note| !note.text.contains("Und ich")));
    let said = db.newest_messages(before.id, 99).await.unwrap();
    assert!(
        said.iter().all(|m| !m.text.contains("Verteiler") && !m.text.contains("14 Uhr")),
        "never in the customer's thread"
    );
    drop(db);
    assert!(calls(&stage, stage.anna.agent).await.contains(&NotificationKind::ConsultAnswered));
}
