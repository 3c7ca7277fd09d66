//! The next right thing, and never to two.

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{ConversationId, Priority, Role, Scope};

use super::{scripted::said, stage::Stage};
use crate::{
    Caller, LeaseConfig,
    verbs::{Next, NextReason, Triage},
};

async fn next(stage: &Stage, who: &Caller) -> Option<(ConversationId, Vec<NextReason>)> {
    match stage.engine.next(who, &BTreeSet::new()).await.unwrap().value {
        Next::One(one) => Some((one.conversation.id, one.reasons)),
        Next::Nothing | Next::Full { .. } => None,
    }
}

#[tokio::test]
async fn the_next_one_is_given_to_one() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut ids = Vec::new();
    for n in 1..=3 {
        let id = n.to_string();
        stage.platform.posts(said(&id, &format!("kunde{n}"), "Mein Router ist tot", stage.now()));
        ids.push(stage.matter(&id).await.id);
        stage.pass(Duration::from_mins(1));
    }
    let (anna, jonas) = (&stage.anna, &stage.jonas);
    let (first, reasons) = next(&stage, anna).await.unwrap();
    assert_eq!(first, ids[0], "who waits longest");
    assert_eq!(reasons, [NextReason::Waiting { seconds: 180 }]);
    assert_eq!(next(&stage, anna).await.unwrap().0, first, "asked again, the same");
    assert_eq!(next(&stage, jonas).await.unwrap().0, ids[1], "another one for the other");
    // Another node knows it too.
    let there = stage.another(LeaseConfig { alone: true, ..LeaseConfig::default() });
    let third = there.add_agent(None, crate::tests::stage::somebody("kim"), None).await.unwrap();
    let kim = Caller { agent: third.value, role: Role::Admin, scope: Scope::Everything };
    let Next::One(one) = there.next(&kim, &BTreeSet::new()).await.unwrap().value else {
        panic!("there is one left")
    };
    assert_eq!(one.conversation.id, ids[2]);
    let busy = BTreeSet::from([ids[2]]);
    assert_eq!(there.next(&kim, &busy).await.unwrap().value, Next::Nothing, "others are in it");

    // What is urgent comes first; what is theirs before what is nobody's.
    stage.pass(Duration::from_mins(11));
    let urgent = Triage { priority: Some(Priority::Urgent), ..Triage::default() };
    stage.engine.triage(anna, ids[1], urgent).await.unwrap();
    let (second, reasons) = next(&stage, anna).await.unwrap();
    assert_eq!((second, reasons[0]), (ids[1], NextReason::Urgent));
    let mine = Triage { assignee: Some(Some(jonas.agent)), ..Triage::default() };
    stage.engine.triage(anna, ids[2], mine).await.unwrap();
    let (third, reasons) = next(&stage, jonas).await.unwrap();
    assert_eq!((third, reasons[0]), (ids[2], NextReason::Theirs));

    // Whoever carries enough gets nothing new.
    let boss = Caller { role: Role::Admin, scope: Scope::Everything, ..anna.clone() };
    let team = stage.engine.store().read().await.unwrap().teams().await.unwrap()[0].id;
    stage.engine.set_capacity(&boss, team, Some(1)).await.unwrap();
    let has = stage.engine.next(jonas, &BTreeSet::from([ids[2]])).await.unwrap().value;
    assert_eq!(has, Next::Full { most: 1 });
    assert_eq!(next(&stage, jonas).await.unwrap().0, ids[2], "theirs goes on");
}

#[tokio::test]
async fn many_who_ask_at_once_get_different_ones() {
    let stage = Stage::set().await;
    stage.engine.start();
    for n in 1..=12 {
        let id = n.to_string();
        stage.platform.posts(said(&id, &format!("kunde{n}"), "Mein Router ist tot", stage.now()));
        stage.message(&id).await;
    }
    let mut callers = Vec::new();
    for n in 0..12 {
        let new = crate::tests::stage::somebody(&format!("agent{n}"));
        let agent = stage.engine.add_agent(None, new, None).await.unwrap().value;
        callers.push(Caller { agent, role: Role::Admin, scope: Scope::Everything });
    }
    let none = BTreeSet::new();
    let asked = callers.iter().map(|who| stage.engine.next(who, &none));
    let given = futures_util::future::join_all(asked).await;
    let ids: BTreeSet<ConversationId> = given
        .into_iter()
        .filter_map(|done| match done.unwrap().value {
            Next::One(one) => Some(one.conversation.id),
            Next::Nothing | Next::Full { .. } => None,
        })
        .collect();
    assert_eq!(ids.len(), 12);
}

#[tokio::test]
async fn what_others_are_in_hides_nothing_behind_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    let mut ids = Vec::new();
    for n in 0..45 {
        let id = n.to_string();
        stage.platform.posts(said(&id, &format!("kunde{n}"), "Mein Router ist tot", stage.now()));
        ids.push(stage.matter(&id).await.id);
        stage.pass(Duration::from_secs(1));
    }
    let busy: BTreeSet<ConversationId> = ids[..44].iter().copied().collect();
    let Next::One(one) = stage.engine.next(&stage.anna, &busy).await.unwrap().value else {
        panic!("there is one behind them")
    };
    assert_eq!(one.conversation.id, ids[44]);
}
