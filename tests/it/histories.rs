//! Whatever happens, in whatever order: what a console shows after it took the events is what it
//! would show if it were opened now, and nobody learns of what is not theirs. The idea is Zulip's
//! `verify_action`, for random histories.
//!
//! With the scaled count everybody looks after each thing that happens. `SOAK=1` runs the full count:
//! there consoles take what happened now and then, some of it at once and some of it in heaps, and are
//! compared after every sixteenth thing. `SEED=n` chooses the histories.

mod console;
mod deeds;

use std::collections::BTreeSet;

use console::Console;
use deeds::Scene;
use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_sim::{MastodonConfig, PersonSpec};
use reqwest::Method;
use serde_json::json;

use crate::process::{Dice, measured, soak};

/// After so many a new world begins: long enough for things to meet, short enough to read.
fn length() -> usize {
    if soak() { 120 } else { 60 }
}

/// After how many actions consoles are compared with what is so, and after how many also where
/// nothing was said to have changed.
fn pace() -> (usize, usize) {
    if soak() { (16, 60) } else { (1, 20) }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_what_is() {
    let actions = if soak() { 20_000 } else { 120 };
    let mut dice = Dice::new("histories");
    let began = std::time::Instant::now();
    let (mut done, mut events) = (0, 0);
    while done < actions {
        events += Box::pin(history(&mut dice, length().min(actions - done))).await;
        done += length().min(actions - done);
        if done % 600 == 0 {
            println!("histories: {done} of {actions} actions");
        }
    }
    let took = began.elapsed().as_secs_f64();
    let figures = format!("{actions} actions, {events} events, 3 consoles each, {took:.0} s");
    measured("random histories", &figures);
}

/// One history in a new world; how many events it wrote.
async fn history(dice: &mut Dice, length: usize) -> i64 {
    let folder = in_memory();
    let world = World::start(WorldConfig {
        folder: Some(folder.path().to_owned()),
        // Time stands still but where history moves it.
        speed: 0.0,
        mastodon: MastodonConfig {
            rate_limits: None,
            deletes_reach_mentioned: true,
            ..WorldConfig::default().mastodon
        },
        ..WorldConfig::default()
    })
    .await
    .unwrap();
    let second = two_houses(&world).await;
    let mut consoles = Vec::new();
    for (name, agent) in [("anna", 0), ("aylin", 2), ("lena", 3)] {
        let client = Client::sign_in(&world.url, AGENTS[agent].login, PASSWORD).await.unwrap();
        consoles.push(Console::open(name, client).await);
    }
    let (mut posts, mut joins, mut counter) = (Vec::new(), Vec::new(), 0);
    let (mut told, mut wrong) = (Vec::new(), Vec::new());
    let (mut concerned, (some, all)) = (BTreeSet::new(), pace());
    check(&mut consoles, true, &BTreeSet::new()).await;
    for step in 1..=length {
        let companies = [world.sim.company().to_owned(), second.clone()];
        let mut scene = Scene {
            world: &world,
            companies,
            consoles: &consoles,
            posts: &mut posts,
            joins: &mut joins,
            counter: &mut counter,
        };
        let (what, whom) = scene.happens(dice).await;
        told.push(what);
        concerned.extend(whom);
        let everything = step % all == 0 || step == length;
        let complaints = if everything || step % some == 0 {
            check(&mut consoles, everything, &std::mem::take(&mut concerned)).await
        } else {
            let one = dice.below(consoles.len());
            consoles[one].catch_up().await
        };
        wrong.extend(complaints.into_iter().map(|complaint| format!("after {step}: {complaint}")));
    }
    if !wrong.is_empty() {
        for (step, what) in told.iter().enumerate() {
            println!("{}: {what}", step + 1);
        }
        panic!("{wrong:#?}");
    }
    let head = world.engine().store().log().head();
    world.stop().await;
    head
}

/// A second account that another team answers for; Lena is of that team alone.
async fn two_houses(world: &World) -> String {
    let server = world.sim.mastodon();
    let shop = server.add_person(PersonSpec::new("nordlicht_shop", "Nordlicht Shop")).unwrap();
    server.add_person(PersonSpec::new("dora", "Dora Dahl")).unwrap();
    let token = server.token_for(
        &shop,
        "read:accounts read:statuses read:notifications read:search write:statuses write:media \
         write:notifications write:conversations write:favourites",
    );
    let anna = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await.unwrap();
    let form = json!({"address": world.sim.base_url(), "token": token});
    let connect = json!({"platform": "mastodon", "form": form});
    let done = anna.post("/accounts/connect", connect).await.unwrap();
    let team = anna.post("/teams", json!({"name": "Shop"})).await.unwrap();
    let accounts = json!({"accounts": [done["account"]["id"]]});
    let path = format!("/teams/{}", team["id"].as_str().unwrap());
    anna.call(Method::PATCH, &path, Some(accounts)).await.unwrap();
    let agents = anna.get("/agents").await.unwrap();
    let agents = agents["items"].as_array().unwrap();
    let lena = agents.iter().find(|agent| agent["login"] == AGENTS[3].login).unwrap();
    let path = format!("/agents/{}", lena["id"].as_str().unwrap());
    anna.call(Method::PATCH, &path, Some(json!({"teams": [team["id"]]}))).await.unwrap();
    shop
}

/// How long things may take to come to rest: much longer where the machine is busy for an hour.
fn patience() -> std::time::Duration {
    gerne_demo::world::PATIENCE * if soak() { 10 } else { 1 }
}

/// A folder that costs no disk, where there is one: durability is not what this is about.
fn in_memory() -> tempfile::TempDir {
    let here = std::path::Path::new("/dev/shm");
    if here.is_dir() { tempfile::tempdir_in(here).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Whether all consoles show what is so; looks again while things still happen. Who does not, starts
/// over, so that one mistake is told once.
async fn check(consoles: &mut [Console], all: bool, look_at: &BTreeSet<String>) -> Vec<String> {
    let looks = consoles.iter_mut().map(|console| async move {
        let mut wrong = Vec::new();
        let agreed = async {
            loop {
                wrong.extend(console.catch_up().await);
                if let Some(complaints) = console.differs(all, look_at).await {
                    return complaints;
                }
            }
        };
        let agreed = tokio::time::timeout(patience(), agreed).await;
        let complaints = agreed.expect("things come to rest");
        if !complaints.is_empty() {
            console.start_over();
            wrong.extend(complaints);
        }
        wrong
    });
    futures_util::future::join_all(looks).await.concat()
}
