//! Alarms by mail: once, and once more when it is over; whatever the mail server does.

use std::time::Duration;

use gerne_domain::{AccountStatus, Automatic, Refusal, Report, Returned, Role};
use gerne_store::Store;

use super::{
    letters::letter,
    scripted::{Fate, Scripted},
    stage::Stage,
};
use crate::{Caller, EngineError, alarm};

/// A house with a mailbox, whose lead wants alarms by mail.
async fn office() -> Stage {
    let store = Store::open_in_memory().await.unwrap();
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let stage = Stage::on(store, Scripted::of_letters(), now).await;
    stage.engine.set_alarm_mailing(&stage.anna, true).await.unwrap();
    stage.engine.start();
    stage
}

async fn raise(stage: &Stage, kind: &'static str) {
    let (engine, id) = (stage.engine.clone(), stage.account);
    let raised = stage.engine.write(move |tx| {
        Box::pin(async move {
            let account = tx.account(id).await?.unwrap();
            engine.raise_account(tx, kind, &account, Refusal::of("by_test")).await
        })
    });
    raised.await.unwrap();
}

async fn clear(stage: &Stage) {
    let mut db = stage.engine.store().read().await.unwrap();
    for alarm in db.standing_alarms().await.unwrap() {
        stage.engine.dismiss_alarm(&stage.anna, alarm.id).await.unwrap();
    }
}

/// Lets a minute go by, and the lane do what is due.
async fn minutes(stage: &Stage, n: u64) {
    for _ in 0..n {
        stage.pass(Duration::from_mins(1));
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
    }
}

/// Lets time go by until something is so.
async fn comes<T>(stage: &Stage, mut look: impl AsyncFnMut(&Stage) -> Option<T>) -> T {
    stage
        .until(async |stage| {
            minutes(stage, 1).await;
            look(stage).await
        })
        .await
}

fn sent(stage: &Stage) -> Vec<(String, String)> {
    let all = stage.platform.sent().into_iter();
    all.map(|mail| (mail.to[0].handle.clone(), mail.subject.unwrap_or_default())).collect()
}

async fn trouble(stage: &Stage) -> Option<String> {
    stage.engine.alarm_mailing(&stage.anna).await.unwrap().trouble
}

#[tokio::test]
async fn an_alarm_is_mailed_once_and_once_when_it_is_over() {
    let stage = office().await;
    raise(&stage, alarm::DELETIONS_LATE).await;
    let first = comes(&stage, async |stage| sent(stage).pop()).await;
    let late = "Löschungen könnten zu spät nachvollzogen werden";
    assert_eq!(first, ("anna@example.org".to_owned(), format!("Alarm: @us: {late}")));
    let mail = stage.platform.sent().pop().unwrap();
    assert!(mail.letter.unwrap().automatic, "no program answers it");
    assert!(mail.text.contains("Seit: 2.11.2026, 10:00 Uhr"), "{}", mail.text);
    assert!(mail.text.contains("https://care.example.org/app/live"), "{}", mail.text);
    raise(&stage, alarm::DELETIONS_LATE).await;
    minutes(&stage, 30).await;
    assert_eq!(sent(&stage).len(), 1, "it stands already");
    clear(&stage).await;
    let over = comes(&stage, async |stage| sent(stage).get(1).cloned()).await;
    assert_eq!(over.1, format!("Vorbei: @us: {late}"));
    minutes(&stage, 30).await;
    assert_eq!(sent(&stage).len(), 2);
    assert_eq!(trouble(&stage).await, None);
}

#[tokio::test]
async fn what_is_soon_over_what_is_of_one_matter_and_whom_it_is_no_business_of_is_not_mailed() {
    let stage = office().await;
    raise(&stage, alarm::DELETIONS_LATE).await;
    clear(&stage).await;
    // It is for a person to settle, not to be woken by.
    raise(&stage, alarm::OUTAGE).await;
    let refused = stage.engine.set_alarm_mailing(&stage.jonas, true).await;
    assert!(matches!(refused, Err(EngineError::Forbidden)));
    minutes(&stage, 5).await;
    assert_eq!(sent(&stage), []);
    // A lead of others wants mails too, and is told of their own only.
    let other = stage.engine.add_team(None, "Andere").await.unwrap().value;
    let new = crate::verbs::NewAgent {
        role: Role::Lead,
        teams: vec![other],
        ..super::stage::somebody("bea")
    };
    let agent = stage.engine.add_agent(None, new, None).await.unwrap().value;
    let bea = Caller { agent, role: Role::Lead, ..stage.anna.clone() };
    stage.engine.set_alarm_mailing(&bea, true).await.unwrap();
    raise(&stage, alarm::DELETIONS_LATE).await;
    comes(&stage, async |stage| sent(stage).pop()).await;
    minutes(&stage, 5).await;
    let whom: Vec<String> = sent(&stage).into_iter().map(|(to, _)| to).collect();
    assert_eq!(whom, ["anna@example.org"]);
    stage.engine.set_alarm_mailing(&stage.anna, false).await.unwrap();
    clear(&stage).await;
    minutes(&stage, 5).await;
    assert_eq!(sent(&stage).len(), 1, "she does not want them any more");
}

#[tokio::test]
async fn a_mail_whose_fate_is_unknown_is_looked_for_and_never_sent_again() {
    let stage = office().await;
    stage.platform.fate(Fate::Later(Duration::from_mins(1)));
    stage.platform.fate(Fate::ArrivesSilently);
    raise(&stage, alarm::DELETIONS_LATE).await;
    comes(&stage, async |stage| (sent(stage).len() == 1).then_some(())).await;
    minutes(&stage, 30).await;
    assert_eq!((sent(&stage).len(), trouble(&stage).await), (1, None), "it was found");
    clear(&stage).await;
    comes(&stage, async |stage| (sent(stage).len() == 2).then_some(())).await;
    stage.platform.fate(Fate::VanishesSilently);
    raise(&stage, alarm::DELETIONS_LATE).await;
    comes(&stage, async |stage| trouble(stage).await).await;
    minutes(&stage, 30).await;
    assert_eq!(trouble(&stage).await.as_deref(), Some("alarm_mail.unknown"));
    assert_eq!(sent(&stage).len(), 2);
}

#[tokio::test]
async fn a_mailbox_that_is_signed_out_stalls_nothing_and_the_next_one_carries_it() {
    let stage = office().await;
    stage.platform.fate(Fate::Reauthorize);
    raise(&stage, alarm::DELETIONS_LATE).await;
    comes(&stage, async |stage| {
        let mut db = stage.engine.store().read().await.unwrap();
        let account = db.account(stage.account).await.unwrap().unwrap();
        (account.status == AccountStatus::Disconnected).then_some(())
    })
    .await;
    // That it is disconnected is an alarm as well; both wait for a mailbox.
    minutes(&stage, 10).await;
    assert_eq!(sent(&stage), []);
    let url = "https://care.example.org/callback".parse().unwrap();
    let form = gerne_connector::Form([("who".to_owned(), "second".to_owned())].into());
    stage.engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
    comes(&stage, async |stage| (sent(stage).len() == 2).then_some(())).await;
    let mut db = stage.engine.store().read().await.unwrap();
    let account = db.account(stage.account).await.unwrap().unwrap();
    assert_eq!(account.status, AccountStatus::Disconnected);
}

#[tokio::test]
async fn a_report_on_such_a_mail_opens_nothing_and_is_told_to_whom_it_was_for() {
    let stage = office().await;
    raise(&stage, alarm::DELETIONS_LATE).await;
    comes(&stage, async |stage| sent(stage).pop()).await;
    let name = stage.platform.sent()[0].letter.clone().unwrap().head.name.unwrap();
    let mut bounce = letter(&stage, "b", "mailer-daemon@example.org", &[], "Unknown user");
    let head = bounce.letter.as_mut().unwrap();
    head.automatic = Some(Automatic::Bounce);
    let returned = Returned {
        address: Some("anna@example.org".to_owned()),
        permanent: Some(true),
        status: None,
        diagnostic: None,
    };
    head.report = Some(Report { about: vec![name.clone()], recipients: vec![returned] });
    stage.platform.posts(bounce);
    stage.until(async |stage| trouble(stage).await).await;
    // A machine's answer, and our own copy of it, are nobody's matter either.
    let mut away = letter(&stage, "away", "anna@example.org", &[&name], "Ich bin im Urlaub");
    away.letter.as_mut().unwrap().automatic = Some(Automatic::Reply);
    stage.platform.posts(away);
    let mut copy = letter(&stage, "copy", "us@scripted.example", &[], "Es schreiben viel mehr");
    copy.author.is_us = true;
    copy.letter.as_mut().unwrap().name = Some(name);
    stage.platform.posts(copy);
    stage.platform.posts(letter(&stage, "1", "clara@example.org", &[], "Mein Anschluss ist tot"));
    stage.message("1").await;
    assert_eq!(stage.open_conversations().await.len(), 1);
    assert_eq!(trouble(&stage).await.as_deref(), Some("alarm_mail.returned"));
}
