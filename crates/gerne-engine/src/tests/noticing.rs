//! What rules do by themselves, and what makes a matter more urgent.

use std::time::Duration;

use gerne_calendar::{OpeningHours, Week};
use gerne_domain::{Action, HoursOwner, InboundMessage, Role, RuleSaid, Scope, Visibility};
use jiff::civil::date;

use super::{
    letters::{acknowledgements, acknowledging, letter},
    scripted::{Scripted, said},
    stage::Stage,
};
use crate::{
    Caller,
    noticing::{BackTest, Trial},
    verbs::{AccountChange, HoursChange, RuleBody},
};

fn acknowledging_rule() -> RuleBody {
    let actions = vec![Action::Acknowledge];
    RuleBody {
        name: "Ausfälle".to_owned(),
        text: "ausfall".to_owned(),
        team: None,
        said: RuleSaid { actions, ..RuleSaid::default() },
        is_on: true,
    }
}

#[tokio::test]
async fn a_rule_acknowledges_where_the_channel_lets_it_and_once() {
    let stage = acknowledging().await;
    let admin = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
    let mut account =
        stage.engine.store().read().await.unwrap().account(stage.account).await.unwrap().unwrap();
    // Nobody is told by the channel itself any more.
    account.settings.acknowledgement.on = false;
    let change = |settings| AccountChange { settings: Some(settings), ..AccountChange::default() };
    let settings = account.settings.clone();
    stage.engine.change_account(&admin, stage.account, change(settings)).await.unwrap();
    stage.engine.make_rule(&admin, acknowledging_rule()).await.unwrap();

    let text = "Guten Tag, seit gestern ein Ausfall. Was ist da los?";
    stage.platform.posts(letter(&stage, "a1", "kim@web.example", &[], text));
    let matter = stage.matter("a1").await.id;
    assert!(acknowledgements(&stage, matter).await.is_empty(), "its owner did not say so");

    account.settings.acknowledgement.by_rules = true;
    let settings = account.settings.clone();
    stage.engine.change_account(&admin, stage.account, change(settings)).await.unwrap();
    stage.platform.posts(letter(&stage, "b1", "lou@web.example", &[], text));
    let matter = stage.matter("b1").await.id;
    assert_eq!(acknowledgements(&stage, matter).await.len(), 1);
    stage.platform.posts(letter(&stage, "b2", "lou@web.example", &["b1@web.example"], text));
    assert_eq!(stage.matter("b2").await.id, matter);
    assert_eq!(acknowledgements(&stage, matter).await.len(), 1, "once");
    stage.platform.posts(letter(&stage, "c1", "max@web.example", &[], "Wann kommt das Paket?"));
    let other = stage.matter("c1").await.id;
    assert!(acknowledgements(&stage, other).await.is_empty(), "no rule matches it");
}

#[tokio::test]
async fn what_was_private_and_is_public_now_is_due_sooner() {
    let stage = Stage::set().await;
    stage.engine.start();
    let private = InboundMessage {
        visibility: Visibility::Private,
        ..said("1", "clara", "Der Anschluss geht nicht, wann kommt jemand?", stage.now())
    };
    stage.platform.posts(private);
    let private = stage.matter("1").await;
    stage.pass(Duration::from_mins(30));
    stage.platform.posts(said("2", "clara", "Wann kommt denn jemand?", stage.now()));
    let public = stage.matter("2").await;
    assert_ne!(private.id, public.id);
    assert!(public.due_why.unwrap().causes.is_empty());
    stage.engine.join_conversations(&stage.anna, private.id, public.id).await.unwrap();
    let one = stage.conversation(private.id).await;
    let why = one.due_why.unwrap();
    assert_eq!((why.causes, why.points), (vec!["now_public".to_owned()], 3));
    assert!(one.due < private.due, "in half the time");
}

#[tokio::test]
async fn a_rule_is_tried_on_subjects_too_and_by_the_days_of_the_house() {
    // Half past midnight in Berlin, the day before in UTC.
    let begun = "2026-10-30T23:30:00Z".parse().unwrap();
    let store = gerne_store::Store::open_in_memory().await.unwrap();
    let stage = Stage::on(store, Scripted::new(), begun).await;
    let admin = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
    let week = Week::monday_to_friday(&["09:00-17:00".parse().unwrap()]);
    let hours = OpeningHours::new("Europe/Berlin", week).unwrap();
    let change = HoursChange { hours, covered_by: None };
    stage.engine.set_hours(&admin, HoursOwner::House, change).await.unwrap();
    stage.engine.start();
    stage.platform.posts(InboundMessage {
        subject: Some("Doppelte Rechnung".to_owned()),
        ..said("1", "clara", "Bitte sehen Sie nach.", begun)
    });
    stage.matter("1").await;

    let trial = Trial { text: "doppelt".to_owned(), accounts: Vec::new() };
    let preview = stage.engine.preview_rule(&admin, &trial).await.unwrap();
    assert_eq!(preview.hits, 1);
    assert_eq!(preview.checked.words[0].matches, [("doppelte".to_owned(), 1)]);

    stage.clock.set("2026-11-01T12:00:00Z".parse().unwrap());
    let test = stage.engine.back_test(&admin, &trial, 30, BackTest::default()).await.unwrap();
    let days: Vec<_> = test.days.iter().map(|day| (day.day, day.hits)).collect();
    assert_eq!(days, [(crate::day_of(date(2026, 10, 31)).into(), 1)]);
    let per_day = test.per_day(&stage.engine.zone().await.unwrap());
    assert!((per_day - 0.5).abs() < 0.001, "two days are there, not thirty: {per_day}");
}
