//! What is measured of promises, of questions asked again, of what needed no answer.

use std::time::Duration;

use gerne_domain::{ConversationId, MeasureKind, Status};
use gerne_store::{Approach, Stands};

use super::{
    owed::promised,
    scripted::{answered, said},
    stage::Stage,
};
use crate::verbs::{PromiseStep, StatusChange};

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

/// What came of an approach, as it counts.
async fn approached(stage: &Stage, id: ConversationId) -> Vec<(Option<String>, u32)> {
    let all = stage.engine.store().read().await.unwrap().measures_of(id).await.unwrap();
    let counts = all.into_iter().filter(|counted| counted.stands == Stands::Stands);
    let of = counts.filter(|counted| counted.fact.kind == MeasureKind::Approach);
    of.map(|counted| (counted.fact.outcome, counted.fact.elapsed_written)).collect()
}

#[tokio::test]
async fn an_approach_counts_once_with_what_came_of_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Ich komme bei euch nicht durch", stage.now()));
    let id = stage.matter("1").await.id;
    let (engine, agent) = (stage.engine.clone(), stage.anna.agent);
    let begun = stage.engine.write(move |tx| {
        Box::pin(async move {
            let (person, at) = ([7; 32], Some(engine.now()));
            let conversation_id = Some(id);
            tx.put_approach(&Approach { person, at, conversation_id, never: false }).await?;
            engine.measure_approach(tx, id, agent).await
        })
    });
    begun.await.unwrap();
    let came = |outcome: &str, seconds: u32| vec![(Some(outcome.to_owned()), seconds)];
    assert_eq!(approached(&stage, id).await, came("begun", 0));
    stage.answers(id, "Können wir Ihnen helfen?").await;
    stage.until(async |s| s.conversation(id).await.first_response_at).await;
    let begun = gerne_domain::time::before(stage.now(), Duration::from_secs(7));
    let since = || u32::try_from(stage.now().duration_since(begun).as_secs()).unwrap();
    let done = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.pass(Duration::from_hours(1));
    stage.engine.set_status(&stage.anna, id, done).await.unwrap();
    assert_eq!(approached(&stage, id).await, came("silent", since()));
    stage.pass(Duration::from_hours(1));
    stage.platform.posts(answered("2", "clara", "1", "Gern, worum geht es?", stage.now()));
    stage.message("2").await;
    let answered_after = since();
    assert_eq!(approached(&stage, id).await, came("answered", answered_after));
    stage.engine.set_status(&stage.anna, id, done).await.unwrap();
    assert_eq!(approached(&stage, id).await, came("answered", answered_after), "who answered did");
    stage.engine.rebuild_measures().await.unwrap();
    assert_eq!(approached(&stage, id).await, came("answered", answered_after));
}

#[tokio::test]
async fn a_resolution_says_how_often_somebody_was_asked_what_they_had_said() {
    let stage = Stage::set().await;
    stage.engine.start();
    let story = "Die Leitung ist tot, meine Kundennummer ist 7004113.";
    stage.platform.posts(said("1", "clara", story, stage.now()));
    let id = stage.matter("1").await.id;
    stage.answers(id, "Wie lautet Ihre Kundennummer?").await;
    stage.answers(id, "Seit wann ist die Leitung tot?").await;
    stage.answers(id, "Nennen Sie uns bitte Ihre Kundennummer?").await;
    let done = StatusChange { status: Status::Resolved, until: None, no_answer: None };
    stage.engine.set_status(&stage.anna, id, done).await.unwrap();
    for _ in 0..2 {
        let all = stage.engine.store().read().await.unwrap().measures_of(id).await.unwrap();
        let resolutions = all.iter().filter(|c| c.fact.kind == MeasureKind::Resolution);
        assert_eq!(resolutions.map(|c| c.fact.asked_again).collect::<Vec<_>>(), [2]);
        stage.engine.rebuild_measures().await.unwrap();
    }
}
