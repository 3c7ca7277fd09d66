//! J: the peak. On the day of a product launch many thousands write within an hour. Nothing is lost,
//! doubled or reordered; a click stays a click; the one post about a dead emergency line stands among
//! the first twenty; replies leave within the platform's limits and say when they will; and when the
//! server dies in the middle of it, every console comes back to where it was.
//!
//! The two hours of steady rush are compressed: clocks run sixty times as fast and are set forward.
//! The minute in which everybody writes, and in which agents work, is a minute of real time, with
//! agents who think between two clicks: only so a click can be judged. It is told and not asserted,
//! as it moves with the build and with what else the machine does. What is left in the outbox then
//! leaves while clocks run four times as fast (in the full count as fast as ever). After that the
//! installation goes on as a process of its own, by the machine's clock, and is killed.
//!
//! `SOAK=1` runs the full counts.

mod promises;
mod restart;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use gerne_demo::{AGENTS, Client, WorldConfig, check_against, hold_replies};
use gerne_domain::Clock as _;
use gerne_sim::{MastodonConfig, PersonSpec, PostSpec, RateLimits};
use jiff::SignedDuration;
use promises::Promise;
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};
use crate::{
    outage::order,
    process::{measured, now, pass, soak},
};

on_both_engines!(release_day);

/// How big the day is.
struct Day {
    /// Posts spread over two hours.
    steady: usize,
    /// Posts within one minute.
    burst: usize,
    /// How long that minute is.
    minute: Duration,
    /// Agents at work, and how many matters each deals with.
    agents: usize,
    each: usize,
    /// Longest time for which an agent thinks.
    thinks: Duration,
    /// Consoles that come back at once.
    consoles: usize,
}

impl Day {
    fn today() -> Self {
        if soak() {
            Self {
                steady: 10_000,
                burst: 10_000,
                minute: Duration::from_mins(1),
                agents: 50,
                each: 10,
                thinks: Duration::from_secs(4),
                consoles: 5_000,
            }
        } else {
            Self {
                steady: 100,
                burst: 150,
                minute: Duration::from_secs(1),
                agents: 8,
                each: 6,
                thinks: Duration::from_millis(50),
                consoles: 60,
            }
        }
    }
}

/// Seconds for which replies are held.
const HELD: u32 = 10;

async fn release_day(database: Database) {
    let (day, began) = (Day::today(), Instant::now());
    let engine = database.name();
    let mastodon = MastodonConfig {
        rate_limits: Some(RateLimits::default()),
        ..WorldConfig::default().mastodon
    };
    let folder = tempfile::tempdir().unwrap();
    let config = WorldConfig {
        // What is compressed here is over before the machine's clock goes on.
        start: now() - SignedDuration::from_hours(7 * 24),
        speed: 60.0,
        mastodon,
        folder: Some(folder.path().to_owned()),
        ..WorldConfig::default()
    };
    let stage = Arc::new(Stage::set(database, config).await);
    for n in 0..20 {
        let person = PersonSpec::new(&format!("kunde{n}"), &format!("Kunde {n}"));
        stage.world.sim.mastodon().add_person(person).unwrap();
    }
    // Each signs in once; many guesses at one login would be held off.
    let mut people = Vec::new();
    for agent in &AGENTS {
        people.push(stage.agent(agent.key).await);
    }
    let jonas = people[1].clone();

    // Two hours of steady rush.
    let mut posts = Vec::new();
    let step = SignedDuration::from_hours(2) / i32::try_from(day.steady).unwrap();
    for n in 0..day.steady {
        stage.world.set_time(stage.world.clock.now() + step);
        posts.push(noise(&stage, n));
        if n % 500 == 499 {
            newest_is_there(&stage, &posts).await;
        }
    }
    newest_is_there(&stage, &posts).await;
    let steady_took = began.elapsed();

    // One minute in which everybody writes, beside agents at work, and somewhere in it, this.
    hold_replies(&stage.world, HELD).await.unwrap();
    stage.world.set_time(stage.world.clock.now() + SignedDuration::from_mins(5));
    stage.world.set_speed(1.0);
    let mut work = tokio::task::JoinSet::new();
    for n in 0..day.agents {
        let client = people[n % people.len()].clone();
        work.spawn(async move { shift(client, n, day.each, day.thinks).await });
    }
    let storm = storm(&stage, &day).await;
    let arrived = Instant::now();
    newest_is_there(&stage, &storm).await;
    let storm_took = arrived.elapsed();
    posts.extend(storm);
    let (mut clicks, mut promised) = (Vec::new(), Vec::new());
    while let Some(shift) = work.join_next().await {
        let (its_clicks, its_promises) = shift.unwrap();
        clicks.extend(its_clicks);
        promised.extend(its_promises);
    }

    // Somebody sees it and says how urgent it is; from then on everyone sees it first.
    let found = jonas.get("/search?kind=messages&q=Hausnotruf").await.unwrap();
    let matter = found["items"][0]["conversation"]["id"].as_str().unwrap().to_owned();
    let urgent = json!({"priority": "urgent"});
    let path = format!("/conversations/{matter}");
    jonas.call(Method::PATCH, &path, Some(urgent)).await.unwrap();
    let list = jonas.get("/conversations?status=open&order=due&limit=200").await.unwrap();
    let place = list["items"].as_array().unwrap().iter().position(|row| row["id"] == *matter);
    assert!(place.is_some_and(|place| place < 20), "the emergency stands at {place:?}");

    let replies = day.agents * day.each;
    assert_eq!(promised.len(), replies, "each reply says when it leaves");
    // So fast that a busy machine can keep up with the platform's limits.
    stage.world.set_speed(if soak() { 1.0 } else { 4.0 });
    all_sent(&jonas, &stage).await;
    let kept = promises::kept(&stage.world, promised).await;
    let server = stage.world.sim.mastodon();
    let limited = server.requests().iter().filter(|request| request.status == 429).count();
    let (store, account) = (stage.world.engine().store(), stage.world.account.unwrap());
    let found = check_against(store, &server.journal(), account, company(&stage)).await.unwrap();
    assert!(found.is_clean(), "{:#?}", found.complaints());
    assert_eq!((found.mentions, found.arrived), (posts.len(), replies), "{found}");
    assert_eq!(limited, 0, "replies left faster than the platform allows");
    assert!(order(&stage.world, &posts).await, "in the order in which they were written");

    hold_replies(&stage.world, 0).await.unwrap();
    let stage = Arc::into_inner(stage).expect("all work is done");
    let (parts, database) = stage.leave(folder).await;
    let back = restart::everybody_comes_back(parts, day.consoles).await;
    drop(database);
    clicks.sort_unstable();
    let at = |share: usize| clicks[(clicks.len() - 1) * share / 100].as_millis();
    measured(
        &format!("release day on {engine}"),
        &format!(
            "{found}; {} in two hours took {:.0} s; {} in one minute kept {:.1} s after the last; \
             clicks p50 {} ms, p95 {} ms, max {} ms of {} beside it; emergency at place {}; {kept}; \
             refused for haste {limited}; {back}; {:.0} s",
            day.steady,
            steady_took.as_secs_f64(),
            day.burst,
            storm_took.as_secs_f64(),
            at(50),
            at(95),
            at(100),
            clicks.len(),
            place.unwrap_or_default() + 1,
            began.elapsed().as_secs_f64()
        ),
    );
}

/// Everybody writes; one of them about something else.
async fn storm(stage: &Stage, day: &Day) -> Vec<String> {
    let mut storm = Vec::new();
    let (heap, heaps) = (50, u32::try_from(day.burst.div_ceil(50)).unwrap());
    for n in 0..day.burst {
        if n == day.burst / 2 {
            let text = format!("@{} Der Hausnotruf meiner Mutter ist tot!", company(stage));
            let post = stage.world.sim.mastodon().post("clara", PostSpec::public(&text));
            storm.push(post.unwrap().id);
        }
        storm.push(noise(stage, day.steady + n));
        if n % heap == heap - 1 {
            pass(day.minute / heaps).await;
        }
    }
    storm
}

fn company(stage: &Stage) -> &str {
    stage.world.sim.company()
}

fn noise(stage: &Stage, n: usize) -> String {
    let text = format!("@{} Release-Frage {n}: wann kommt es bei mir an?", company(stage));
    let who = format!("kunde{}", n % 20);
    stage.world.sim.mastodon().post(&who, PostSpec::public(&text)).unwrap().id
}

/// Waits until the newest of these is kept. Whether all are, and in which order, is asked at the end.
async fn newest_is_there(stage: &Stage, posts: &[String]) {
    let store = stage.world.engine().store();
    let (log, account) = (store.log(), stage.world.account.unwrap());
    let newest = posts.last().expect("somebody wrote");
    let look = async {
        loop {
            let head = log.head();
            let mut db = store.read().await.unwrap();
            if db.message_by_external(account, &newest.as_str().into()).await.unwrap().is_some() {
                break;
            }
            drop(db);
            log.wait_beyond(head).await;
        }
    };
    let patience = Duration::from_secs(if soak() { 1_800 } else { 120 });
    tokio::time::timeout(patience, look).await.expect("all posts are kept");
}

/// An agent at work: takes what is due first and is nobody's, answers it. How long each click took,
/// and when each reply said that it would leave.
async fn shift(
    client: Client,
    n: usize,
    matters: usize,
    thinks: Duration,
) -> (Vec<Duration>, Vec<Promise>) {
    let me = client.get("/me").await.unwrap()["id"].clone();
    let (mut clicks, mut promised) = (Vec::new(), Vec::new());
    let path = "/conversations?status=open&assignee=none&order=due&limit=200";
    let due = client.get(path).await.unwrap();
    let rows: Vec<Value> = due["items"].as_array().cloned().unwrap_or_default();
    for at in 0..matters {
        let row = &rows[(n * matters + at) % rows.len()];
        let id = row["id"].as_str().unwrap();
        pass(thinks * u32::try_from((n * 37 + at * 101) % 100).unwrap() / 100).await;
        let click = Instant::now();
        let take = json!({"assignee_id": me});
        client.call(Method::PATCH, &format!("/conversations/{id}"), Some(take)).await.unwrap();
        clicks.push(click.elapsed());
        pass(thinks * u32::try_from((n * 53 + at * 67) % 100).unwrap() / 100).await;
        let click = Instant::now();
        let body = json!({"text": format!("Bis 18 Uhr ist es da. {n}/{at}"), "seen": 0,
            "send_anyway": true});
        let written = client.reply(id, &format!("release-{n}-{at}"), body).await.unwrap();
        clicks.push(click.elapsed());
        promised.extend(Promise::of(&written["entry"]["delivery"]));
    }
    (clicks, promised)
}

async fn all_sent(client: &Client, stage: &Stage) {
    let log = stage.world.engine().store().log();
    let path = "/deliveries?state=held&state=queued&state=sending&state=unknown&limit=200";
    let sent = async {
        loop {
            let head = log.head();
            let open = client.get(path).await.unwrap();
            let items = open["items"].as_array().cloned().unwrap_or_default();
            if items.is_empty() {
                return;
            }
            for item in items.iter().filter(|item| item["delivery"]["state"] != "sending") {
                assert!(item["delivery"]["not_before"].is_string(), "no word on when: {item}");
            }
            log.wait_beyond(head).await;
        }
    };
    let patience = Duration::from_secs(if soak() { 1_800 } else { 120 });
    tokio::time::timeout(patience, sent).await.expect("all replies leave");
}
