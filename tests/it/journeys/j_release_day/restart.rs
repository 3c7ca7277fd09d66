//! The server dies in the middle of the day and comes back at the same place, and so does everybody
//! who looked.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::{
    crash::{People, post, within},
    nodes::follower::Follower,
    process::{Home, Parts, soak},
};

/// Matters that come and are dealt with around the kill: so many before, so many while nothing runs.
const AROUND: usize = 20;

/// Nobody is frozen here: a socket that says nothing has nothing to say.
const SILENCE: Duration = Duration::from_mins(10);

/// Kills the process and starts it again, on the same data and the same port. All consoles go on
/// where they were: each is told everything that it missed, once and in order, and all that was
/// promised to agents is kept.
pub(super) async fn everybody_comes_back(parts: Parts, consoles: usize) -> String {
    let patience = Duration::from_secs(if soak() { 600 } else { 60 });
    let home = Home::of(parts);
    let node = home.start("day").await;
    let (tell, url) = watch::channel(node.url.clone());
    let people = People::sign_in(&node.url, url.clone()).await;
    let head = people.client().head().await.unwrap();
    let console = |n| {
        let after = (head - 20).max(0);
        Follower::start(&format!("console {n}"), people.client(), url.clone(), after, SILENCE)
    };
    let mut all: Vec<Follower> = (0..consoles).map(console).collect();
    for console in &mut all {
        console.reaches(head, patience).await;
    }

    let mut work = tokio::task::JoinSet::new();
    for n in 0..AROUND {
        post(&home, n);
        let people = Arc::clone(&people);
        work.spawn(async move { people.deal_with(n).await });
    }
    within(&node, "some of it is there", people.matter(AROUND / 2)).await;
    let was_at = node.url.clone();
    node.kill().await;
    for n in AROUND..2 * AROUND {
        post(&home, n);
    }
    let node = home.start("day").await;
    assert_eq!(node.url, was_at, "at the same place");
    let began = Instant::now();
    tell.send_replace(node.url.clone());
    let now = within(&node, "it says where it stands", people.newest()).await;
    for console in &mut all {
        console.opened(2, patience).await;
        console.reaches(now, patience).await;
    }
    let took = began.elapsed();
    let done = async { while work.join_next().await.transpose().unwrap().is_some() {} };
    within(&node, "all that agents asked for is done", done).await;
    let there = async {
        for n in 0..2 * AROUND {
            people.matter(n).await;
        }
    };
    within(&node, "what was written while nothing ran is there", there).await;
    people.settled().await;
    people.kept_its_word(&node).await;
    let newest = people.newest().await;
    assert!(newest > now, "something happened afterwards");
    for console in &mut all {
        console.reaches(newest, patience).await;
        assert_eq!(console.resumed(), 2, "nobody had to come a third time");
    }
    drop(all);
    node.stop().await;
    home.sim.shutdown().await;
    format!(
        "{consoles} consoles back {:.1} s after a kill and a start, promises kept {}",
        took.as_secs_f64(),
        people.said().len()
    )
}
