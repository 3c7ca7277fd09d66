//! What rules do by themselves, and what makes a matter more urgent.

use std::time::Duration;

use gerne_domain::{Action, InboundMessage, Role, RuleSaid, Scope, Visibility};

use super::{
    letters::{acknowledgements, acknowledging, letter},
    scripted::said,
    stage::Stage,
};
use crate::{
    Caller,
    verbs::{AccountChange, RuleBody},
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
