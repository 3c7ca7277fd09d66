//! What is measured of promises, of questions asked again, of what needed no answer.

use std::time::Duration;

use gerne_domain::{ConversationId, MeasureKind};
use gerne_store::Stands;

use super::{owed::promised, stage::Stage};
use crate::verbs::PromiseStep;

/// Kind and outcome of what counts in a matter.
async fn facts(stage: &Stage, id: ConversationId) -> Vec<(MeasureKind, Option<String>)> {
    let all = stage.engine.store().read().await.unwrap().measures_of(id).await.unwrap();
    let counts = all.into_iter().filter(|counted| counted.stands == Stands::Stands);
    let of = |kind| matches!(kind, MeasureKind::PromiseMade | MeasureKind::PromiseEnded);
    let mut found: Vec<_> =
        counts.map(|c| (c.fact.kind, c.fact.outcome)).filter(|(kind, _)| of(*kind)).collect();
    found.sort();
    found
}

fn ended(how: &str) -> Vec<(MeasureKind, Option<String>)> {
    vec![(MeasureKind::PromiseMade, None), (MeasureKind::PromiseEnded, Some(how.to_owned()))]
}

#[tokio::test]
async fn a_promise_is_measured_once_when_it_is_made_and_once_when_it_ends() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await.id;
    assert_eq!(facts(&stage, matter).await, [(MeasureKind::PromiseMade, None)]);
    let promise = stage.engine.store().read().await.unwrap().promises_of(matter).await.unwrap();
    stage.engine.decide_promise(&stage.anna, promise[0].id, PromiseStep::Keep).await.unwrap();
    assert_eq!(facts(&stage, matter).await, ended("kept"));
    let made = stage.engine.rebuild_measures().await.unwrap();
    assert_eq!(made, 3, "the answer, the promise, and that it was kept");
    assert_eq!(facts(&stage, matter).await, ended("kept"), "the same from the log");
}

#[tokio::test]
async fn a_promise_that_was_broken_stays_broken() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await.id;
    stage.pass(Duration::from_hours(3));
    stage.until(async |s| (facts(s, matter).await.len() == 2).then_some(())).await;
    assert_eq!(facts(&stage, matter).await, ended("broken"));
    let promise = stage.engine.store().read().await.unwrap().promises_of(matter).await.unwrap();
    stage.engine.decide_promise(&stage.anna, promise[0].id, PromiseStep::Keep).await.unwrap();
    assert_eq!(facts(&stage, matter).await, ended("broken"));
}

#[tokio::test]
async fn a_promise_that_was_none_is_not_measured() {
    let stage = Stage::set().await;
    let matter = promised(&stage).await.id;
    let promise = stage.engine.store().read().await.unwrap().promises_of(matter).await.unwrap();
    stage.engine.decide_promise(&stage.anna, promise[0].id, PromiseStep::Dismiss).await.unwrap();
    assert!(facts(&stage, matter).await.is_empty(), "what was measured is taken back");
    stage.engine.rebuild_measures().await.unwrap();
    assert!(facts(&stage, matter).await.is_empty(), "and stays so");
}
