//! What many report at once, and what becomes of it after somebody said that it is over.

use std::time::Duration;

use gerne_domain::{Incident, Role, Scope};

use super::{scripted::said, stage::Stage};
use crate::{Caller, LeaseConfig};

/// Everyday posts, hours apart, and then several people who have no internet in Bonn, within minutes.
async fn outage(stage: &Stage) -> Incident {
    for nth in 0..12 {
        let text = ["Wann hat die Filiale auf?", "Wo ist mein Paket?", "Danke für die Hilfe!"];
        let (id, who) = (format!("before-{nth}"), format!("frueher{nth}"));
        stage.platform.posts(said(&id, &who, text[nth % 3], stage.now()));
        stage.message(&id).await;
        stage.pass(Duration::from_hours(2));
    }
    reports(stage, "first", 8).await;
    let found = stage.until(async |stage| incidents(stage).await.pop()).await;
    assert!(found.about.iter().any(|word| word == "Bonn"), "{:?}", found.about);
    found
}

async fn reports(stage: &Stage, which: &str, people: usize) {
    for nth in 0..people {
        let (id, who) = (format!("{which}-{nth}"), format!("{which}{nth}"));
        let text = "Seit eben kein Internet mehr in Bonn, alles tot. Störung?";
        stage.platform.posts(said(&id, &who, text, stage.now()));
        stage.message(&id).await;
        stage.pass(Duration::from_mins(1));
    }
}

/// All that were ever noticed.
async fn incidents(stage: &Stage) -> Vec<Incident> {
    let mut db = stage.engine.store().read().await.unwrap();
    let since = "2020-01-01T00:00:00Z".parse().unwrap();
    db.incidents_since(since, 99).await.unwrap()
}

fn boss(stage: &Stage) -> Caller {
    Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() }
}

#[tokio::test]
async fn few_who_are_late_change_nothing_and_many_who_report_it_again_are_a_new_incident() {
    let stage = Stage::set().await;
    stage.engine.start();
    let first = outage(&stage).await;
    stage.engine.end_incident(&boss(&stage), first.id, false).await.unwrap();
    stage.pass(Duration::from_mins(31));
    reports(&stage, "late", 4).await;
    reports(&stage, "again", 4).await;
    let second = stage
        .until(async |stage| incidents(stage).await.into_iter().find(|one| one.id != first.id))
        .await;
    let late = stage.message("late-0").await;
    assert_eq!(second.since, late.published_at, "not who reported what is over");
}

#[tokio::test]
async fn what_was_ended_is_not_noticed_anew_by_who_starts_later() {
    let stage = Stage::set().await;
    stage.engine.start();
    let first = outage(&stage).await;
    stage.engine.end_incident(&boss(&stage), first.id, false).await.unwrap();
    let there = stage.another(LeaseConfig { alone: true, ..LeaseConfig::default() });
    there.look_back().await.unwrap();
    let all = incidents(&stage).await;
    assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [first.id]);
}
