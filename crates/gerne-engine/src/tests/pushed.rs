//! Calls from platforms: kept, then worked off, once. And logins that give several accounts.

use std::collections::BTreeMap;

use gerne_connector::{
    Batch, Callback, Choice, ConnectorError, Cursor, Finished, Form, Routed, Secret, Webhook,
};
use gerne_domain::{ExternalId, Item, Refusal};

use super::{scripted::said, stage::Stage};
use crate::{Called, EngineError, verbs::ConnectionEnd};

/// What the scripted platform gives to choose from.
pub(super) fn three() -> Finished {
    let choice = |id: &str| {
        let (id, name) = (ExternalId::from(id), id.to_owned());
        Choice { id, name, picture: None, problem: None }
    };
    let choices = ["us", "shop", "jobs"].map(choice).to_vec();
    Finished::Choose { choices, pending: Secret::new("kept") }
}

/// What is forged says so.
pub(super) fn route(call: &Webhook) -> Result<Routed, ConnectorError> {
    if call.body.starts_with(b"forged") {
        return Err(ConnectorError::refused(Refusal::of("webhook.forged")));
    }
    Ok(Routed::Keep(vec!["us".into()]))
}

/// Calls say `id|author|words` in lines; two in each step.
pub(super) fn step(call: &[u8], place: Option<&Cursor>) -> Batch {
    let begin: usize = place.map_or(0, |place| place.parse().unwrap());
    let text = String::from_utf8_lossy(call).into_owned();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').collect()).collect();
    let at = "2026-11-02T09:00:00Z".parse().unwrap();
    let message = |line: &Vec<&str>| Item::Message(Box::new(said(line[0], line[1], line[2], at)));
    let items = lines.iter().skip(begin).take(2).map(message).collect();
    let more = begin + 2 < lines.len();
    Batch { items, cursor: more.then(|| (begin + 2).to_string()), more, ..Batch::default() }
}

fn call(body: &str) -> Webhook {
    Webhook {
        method: "POST".to_owned(),
        query: BTreeMap::new(),
        headers: BTreeMap::new(),
        body: body.to_owned().into(),
    }
}

async fn waiting(stage: &Stage) -> i64 {
    let mut db = stage.engine.store().read().await.unwrap();
    db.pushed_waiting(stage.account).await.unwrap()
}

#[tokio::test]
async fn a_thousand_updates_are_kept_before_any_of_them_is_worked_off() {
    let stage = Stage::set().await;
    let lines: Vec<String> = (0..1_000).map(|n| format!("{n}|clara|Nr. {n}")).collect();
    let body = lines.join("\n");
    // Nothing runs yet: what is answered was kept, and nothing of it was touched.
    assert_eq!(stage.engine.called("scripted", call(&body)).await.unwrap(), Called::Taken);
    assert_eq!(waiting(&stage).await, 1);
    // It comes again, as platforms do, and somebody sends a copy: nothing is kept twice.
    assert_eq!(stage.engine.called("scripted", call(&body)).await.unwrap(), Called::Taken);
    assert_eq!(waiting(&stage).await, 1);
    assert!(stage.engine.called("scripted", call("forged")).await.is_err());
    assert!(matches!(stage.engine.called("nobody", call(&body)).await, Err(EngineError::NotFound)));
    stage.engine.start();
    stage.message("999").await;
    stage.until(async |stage| (waiting(stage).await == 0).then_some(())).await;
    assert_eq!(stage.engine.called("scripted", call(&body)).await.unwrap(), Called::Taken);
    assert_eq!(waiting(&stage).await, 0, "what was worked off is still known");
    let first = stage.message("0").await;
    assert_eq!(first.text, "Nr. 0");
}

#[tokio::test]
async fn what_fails_is_worked_off_later_and_in_order() {
    let stage = Stage::set().await;
    stage.engine.called("scripted", call("1|clara|Erstens\n2|ben|Zweitens")).await.unwrap();
    stage.engine.called("scripted", call("3|clara|Drittens")).await.unwrap();
    for _ in 0..2 {
        stage.platform.fails_next_fetch(ConnectorError::retry("the platform stumbles"));
    }
    stage.engine.start();
    for _ in 0..10 {
        stage.pass(std::time::Duration::from_secs(30));
        tokio::task::yield_now().await;
    }
    stage
        .until(async |stage| {
            stage.pass(std::time::Duration::from_secs(10));
            (waiting(stage).await == 0).then_some(())
        })
        .await;
    for (id, words) in [("1", "Erstens"), ("2", "Zweitens"), ("3", "Drittens")] {
        assert_eq!(stage.message(id).await.text, words);
    }
}

#[tokio::test]
async fn who_is_proven_to_be_one_is_one_customer_whatever_came_first() {
    let stage = Stage::set().await;
    stage.engine.start();
    let also = |id: &str, who: &str, is: &str| {
        let mut message = said(id, who, "Hallo", stage.now());
        message.author.also = vec![ExternalId::from(is)];
        message
    };
    let customer = async |id: &str| {
        let identity = stage.message(id).await.identity_id.unwrap();
        let mut db = stage.engine.store().read().await.unwrap();
        db.identity(identity).await.unwrap().unwrap().customer_id
    };
    stage.platform.posts(said("1", "clara", "Kommentar", stage.now()));
    stage.message("1").await;
    stage.platform.posts(also("2", "psid-clara", "clara"));
    assert_eq!(customer("1").await, customer("2").await);
    // Both were known before anybody knew that they are one.
    stage.platform.posts(said("3", "ben", "Kommentar", stage.now()));
    stage.platform.posts(said("4", "psid-ben", "Nachricht", stage.now()));
    assert_ne!(customer("3").await, customer("4").await);
    stage.platform.posts(also("5", "psid-ben", "ben"));
    stage.message("5").await;
    assert_eq!(customer("3").await, customer("4").await);
}

#[tokio::test]
async fn of_several_accounts_the_owner_chooses() {
    let stage = Stage::set().await;
    let back = "https://care.example.org/callback".parse().unwrap();
    let begin = async |again| {
        let fields = [("who", "many"), ("browser", "yes")];
        let form = Form(fields.map(|(k, v)| (k.to_owned(), v.to_owned())).into());
        stage.engine.connect_again(None, again, "scripted", &form, &back).await.unwrap();
        let query = [("state".to_owned(), "mark".to_owned())].into();
        stage.engine.connect_finish_or_ask(&Callback(query)).await.unwrap()
    };
    let ConnectionEnd::Choose(mark) = begin(None).await else { panic!("there are three") };
    let admin = crate::Caller {
        scope: gerne_domain::Scope::Everything,
        role: gerne_domain::Role::Admin,
        ..stage.anna.clone()
    };
    let there = stage.engine.choices(&admin, &mark).await.unwrap();
    assert_eq!(there.choices.len(), 3);
    assert!(stage.engine.choices(&stage.jonas, &mark).await.is_err());
    let unknown = [ExternalId::from("nobody")];
    assert!(stage.engine.choose(&admin, &mark, &unknown).await.is_err());
    let chosen = [ExternalId::from("shop"), ExternalId::from("us")];
    let connected = stage.engine.choose(&admin, &mark, &chosen).await.unwrap();
    assert_eq!(connected.len(), 2);
    assert_eq!(connected[1].account, stage.account, "it was connected before");
    assert!(stage.engine.choose(&admin, &mark, &chosen).await.is_err(), "a mark is good once");
    // To connect one again there is nothing to choose.
    let ConnectionEnd::Done(again) = begin(Some(stage.account)).await else {
        panic!("it is known")
    };
    assert_eq!(again.account, stage.account);
}
